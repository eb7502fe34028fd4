# SPDX-License-Identifier: Apache-2.0
"""Simulations of black-and-white print and of colour blindness."""

from __future__ import annotations

import itertools

import pytest
from PIL import Image

from booklet.pictures import colourvision
from booklet.pictures.colourvision import SIMULATIONS, simulated, simulated_colour

LEVELS = (0, 1, 9, 10, 11, 12, 60, 128, 200, 254, 255)
"""Some of a channel's values; the transfer function bends between 10 and 11."""
COLOURS = list(itertools.product(LEVELS, repeat=3))


def strip(colours):
    picture = Image.new("RGB", (len(colours), 1))
    picture.putdata(colours)
    return picture


def values(picture):
    """Each pixel's channels, three of them for grey too."""
    pixels = (picture.getpixel((x, 0)) for x in range(picture.width))
    return [(pixel,) * 3 if isinstance(pixel, int) else pixel for pixel in pixels]


@pytest.mark.parametrize("simulation", SIMULATIONS)
def test_pictures_are_seen_as_each_of_their_colours_is(simulation):
    seen = values(simulated(strip(COLOURS), simulation))
    for colour, pixel in zip(COLOURS, seen, strict=True):
        exact = simulated_colour(tuple(value / 255 for value in colour), simulation)
        # half a value by rounding, and in dark colours what a step of light may make
        assert pixel == pytest.approx([value * 255 for value in exact], abs=0.57), colour


@pytest.mark.parametrize("simulation", SIMULATIONS)
def test_greys_stay_as_they_are(simulation):
    greys = [(value,) * 3 for value in range(256)]
    assert values(simulated(strip(greys), simulation)) == greys


@pytest.mark.parametrize("simulation", ["protanopia", "deuteranopia"])
def test_red_and_green_are_both_a_dark_yellow(simulation):
    for red, green, blue in values(simulated(strip([(200, 0, 0), (0, 130, 0)]), simulation)):
        assert abs(red - green) < 20
        assert min(red, green) > blue + 60


def test_red_is_darker_without_the_cones_for_it():
    ((red, green, _),) = values(simulated(strip([(200, 0, 0)]), "protanopia"))
    ((other_red, other_green, _),) = values(simulated(strip([(200, 0, 0)]), "deuteranopia"))
    assert (red, green) < (other_red - 30, other_green - 30)


def test_blue_and_green_are_both_a_teal_and_yellow_is_pink_without_the_cones_for_blue():
    *cold, yellow = values(simulated(strip([(0, 0, 200), (0, 130, 0), (240, 200, 60)]), "tritanopia"))
    for red, green, blue in cold:
        assert red == 0
        assert abs(green - blue) < 40
    assert yellow[0] > yellow[1] > yellow[2] > 160


def test_large_pictures_are_worked_on_in_strips_that_leave_no_seam(monkeypatch):
    picture = Image.linear_gradient("L").convert("RGB")
    whole = simulated(picture, "tritanopia").tobytes()
    monkeypatch.setattr(colourvision, "_STRIP", 256 * 7)
    assert simulated(picture, "tritanopia").tobytes() == whole
