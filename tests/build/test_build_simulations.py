# SPDX-License-Identifier: Apache-2.0
"""Boxes and lists tell their kinds without colour: in black and white, and to readers who are blind to some colours.

What is compared is the finished page, as it is seen: the signs beside words of the same size, cut out where they
contrast with their ground.
"""

from __future__ import annotations

import datetime
import itertools
from typing import get_args

import pypdfium2
import pytest

from booklet.build.run import build
from booklet.build.task import EDITIONS, THEMES
from booklet.content.model import CalloutType, ListStyle
from booklet.pictures.colourvision import SIMULATIONS, simulated

SCALE = 4.0
"""Pixels of a point: strokes of letters are then wide enough to have a pixel that is all theirs."""
SHAPE, TEXT = 3.0, 4.5
"""The least contrast of a sign and of words (WCAG 2.2, success criteria 1.4.11 and 1.4.3)."""
LABELS = {"example": "For example", "key-fact": "Key fact", "warning": "Watch out", "get-help": "Get help"}
LISTS = ("bullet", "number", "check", "picture")
WORDS = "The same words"
DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">
  <path d="M2 22 L12 2 L22 22 Z" fill="var(--primary, #0b5563)"/>
</svg>
"""
HEAD = """\
format: 1
slug: kinds
language: en
title: Kinds
author: Tests
edition: "1"
date: 2026-11-01
blocks:
  - {kind: cover, id: cover, picture: {file: images/tent.svg, alt: A tent}}
  - {kind: heading, id: kinds, text: Kinds}
"""
BOX = """\
  - {{kind: callout, id: {kind}, type: {kind}, blocks: [{{kind: paragraph, id: {kind}-1, text: {words} in a box}}]}}
"""
LIST = """\
  - {{kind: list, id: {kind}, style: {kind}, items: [{{id: a, text: {words} in a list{picture}}}]}}
"""
PICTURE = ", picture: {file: images/tent.svg, decorative: true}"


def booklet_of_kinds() -> str:
    lists = [LIST.format(kind=each, words=WORDS, picture=PICTURE if each == "picture" else "") for each in LISTS]
    return HEAD + "".join(BOX.format(kind=kind, words=WORDS) for kind in LABELS) + "".join(lists)


class Seen:
    """A page as it is seen: its luminance in 0…1, and where words stand on it."""

    def __init__(self, picture, places):
        self.picture = picture
        self.places = places
        self._light = [_linear(value / 255) for value in range(256)]

    def light(self, x, y):
        pixel = self.picture.getpixel((x, y))
        red, green, blue = (self._light[value] for value in ((pixel,) * 3 if isinstance(pixel, int) else pixel))
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(self, words, number=0):
        """The highest contrast of words with what stands before them."""
        left, top, right, bottom = self.places[words][number]
        ground = self.light(left - 3, top)
        return max(ratio(self.light(x, y), ground) for x in range(left, right) for y in range(top, bottom))

    def sign(self, words, number=0):
        """The sign before words: the pixels that stand out, from the middle of what they cover."""
        left, top, _, bottom = self.places[words][number]
        ground = self.light(left - 3, top)
        room = (bottom - top) // 2  # a sign may be higher than the words; a box's frame is farther away
        columns = []
        for x in range(left - 3, left - 60 * int(SCALE), -1):
            column = [y for y in range(top - room, bottom + room) if ratio(self.light(x, y), ground) >= SHAPE]
            if column:
                columns.append((x, column))
            elif columns and columns[-1][0] - x > room // 2:
                break  # the gap on the sign's other side; that between 1 and its stop is narrower
        pixels = [(x, y) for x, column in columns for y in column]
        if not pixels:
            return frozenset()
        middle_x = (min(x for x, _ in pixels) + max(x for x, _ in pixels)) // 2
        middle_y = (min(y for _, y in pixels) + max(y for _, y in pixels)) // 2
        return frozenset((x - middle_x, y - middle_y) for x, y in pixels)


def ratio(one, other):
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _linear(value):
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def difference(one, other):
    """The share of what two signs cover that only one of them covers."""
    return len(one ^ other) / len(one | other)


@pytest.fixture(scope="module", params=itertools.product(EDITIONS, THEMES), ids="-".join)
def page(request, tmp_path_factory):
    """The page of kinds as a picture, and the places of words on it in pixels: left, top, right, bottom."""
    edition, theme = request.param
    folder = tmp_path_factory.mktemp("kinds")
    (folder / "images").mkdir()
    (folder / "images/tent.svg").write_text(DRAWING)
    (folder / "booklet.yaml").write_text(booklet_of_kinds())
    today = datetime.date(2026, 11, 24)
    report = build(folder, None, locales=["en"], editions=[edition], theme=theme, today=today, jobs=1)
    assert not report.failed, report.problems
    document = pypdfium2.PdfDocument(report.written[0].data)
    assert len(document) == 2
    sheet = document[1]
    picture = sheet.render(scale=SCALE).to_pil().convert("RGB")
    text = sheet.get_textpage()
    places = {words: list(found(text, words, sheet.get_height())) for words in (*LABELS.values(), WORDS)}
    assert [len(each) for each in places.values()] == [1, 1, 1, 1, len(LABELS) + len(LISTS)]
    return picture, places


def found(text, words, height):
    """Where words stand on a page, from its upper left corner and in pixels."""
    search = text.search(words)
    while match := search.get_next():
        ((left, bottom, right, top),) = [text.get_rect(number) for number in range(text.count_rects(*match))]
        yield tuple(round(side * SCALE) for side in (left, height - top, right, height - bottom))


@pytest.fixture(scope="module", params=["as it is", *SIMULATIONS])
def seen(request, page):
    picture, places = page
    return Seen(picture if request.param == "as it is" else simulated(picture, request.param), places)


def test_these_are_all_kinds_that_there_are():
    assert set(LABELS) == set(get_args(CalloutType))
    assert {*LISTS, "continuing"} == set(get_args(ListStyle))  # whose words tell it, not its signs


def test_every_kind_of_box_has_a_sign_of_its_own_shape_beside_its_name(seen):
    signs = {kind: seen.sign(label) for kind, label in LABELS.items()}
    assert all(signs.values())
    for one, other in itertools.combinations(signs, 2):
        assert difference(signs[one], signs[other]) > 0.2, (one, other)


def test_every_kind_of_list_has_a_sign_of_its_own_shape(seen):
    signs = {kind: seen.sign(WORDS, len(LABELS) + number) for number, kind in enumerate(LISTS)}
    assert all(signs.values())
    for one, other in itertools.combinations(signs, 2):
        assert difference(signs[one], signs[other]) > 0.5, (one, other)


def test_words_in_boxes_stand_out_from_their_ground(seen):
    for number, label in enumerate(LABELS.values()):
        assert seen.contrast(label) >= TEXT, label
        assert seen.contrast(WORDS, number) >= TEXT, label
