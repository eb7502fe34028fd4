# SPDX-License-Identifier: Apache-2.0
"""Contact sheets: their shape, their bounds and what stands where."""

from __future__ import annotations

import pytest
from PIL import Image

from booklet.pictures.montage import MAX_PIXELS, MAX_SIDE, contact_sheet, grid, png_bytes, side_by_side

A5 = 210 / 148
RED, GREEN, BLUE = (255, 0, 0), (0, 255, 0), (0, 0, 255)


def plate(colour, width=40, height=60):
    return Image.new("RGB", (width, height), colour)


@pytest.mark.parametrize(
    ("count", "aspect", "shape"),
    [(1, A5, (1, 1)), (2, A5, (2, 1)), (28, A5, (7, 4)), (4, A5 / 2, (2, 2)), (17, A5 / 2, (4, 5)), (3, 0.01, (1, 3))],
)
def test_a_grid_is_about_as_wide_as_a_screen(count, aspect, shape):
    cells = grid(count, aspect, 240)
    assert (cells.columns, cells.rows) == shape
    assert (cells.cell_width, cells.cell_height) == (240, max(1, round(240 * aspect)))


@pytest.mark.parametrize("count", [500, 10_000, 200_000])
@pytest.mark.parametrize("aspect", [A5, A5 / 2, 0.1, 10])
@pytest.mark.parametrize("width", [240, 4000])
def test_a_sheet_of_however_many_is_no_larger_than_it_may_be(count, aspect, width):
    cells = grid(count, aspect, width)
    across, down = cells.size
    assert cells.columns * cells.rows >= count
    assert max(across, down) <= MAX_SIDE
    assert across * down <= MAX_PIXELS


def test_a_sheet_is_not_smaller_than_it_must_be():
    assert grid(10, A5, 240).cell_width == 240
    across, down = grid(10_000, A5, 240).size
    assert across * down > MAX_PIXELS * 0.8


@pytest.mark.parametrize("mirrored", [False, True])
def test_pictures_go_row_by_row_in_reading_direction(mirrored):
    cells = grid(3, 1.5, 40)
    assert (cells.columns, cells.rows) == (2, 2)
    sheet = contact_sheet([plate(RED), plate(GREEN), plate(BLUE)], cells, mirrored=mirrored)
    assert sheet.size == cells.size
    start, end = cells.gap + 20, sheet.width - cells.gap - 20
    if mirrored:
        start, end = end, start
    upper, lower = cells.gap + 30, sheet.height - cells.gap - 30
    assert [sheet.getpixel(place) for place in ((start, upper), (end, upper), (start, lower))] == [RED, GREEN, BLUE]
    assert sheet.getpixel((end, lower)) == sheet.getpixel((0, 0))  # the ground


def test_pictures_side_by_side_touch_and_a_place_may_be_empty():
    both = side_by_side([plate(RED), plate(BLUE, height=50)])
    assert both.size == (80, 60)
    assert (both.getpixel((39, 30)), both.getpixel((40, 30))) == (RED, BLUE)
    alone = side_by_side([None, plate(RED)])
    assert alone.size == (80, 60)
    assert alone.getpixel((40, 0)) == RED
    assert alone.getpixel((39, 0)) != RED
    assert side_by_side([plate(RED)]).size == (40, 60)


def test_a_png_file_has_pixels_and_nothing_else():
    picture = plate(RED)
    picture.info["Software"] = "somebody's"
    data = png_bytes(picture)
    assert data == png_bytes(plate(RED))
    kinds = []
    place = 8
    while place < len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        kinds.append(data[place + 4 : place + 8])
        place += 12 + length
    assert kinds == [b"IHDR", b"IDAT", b"IEND"]
