# SPDX-License-Identifier: Apache-2.0
"""Appending composite glyphs to a TrueType font."""

from __future__ import annotations

import io
import struct

import pdfsamples as samples
import pytest
from fontTools.ttLib import TTFont

from booklet.pdf.sfnt import Component, FontError, TrueType, read_tables, write_tables


@pytest.fixture(scope="module")
def data() -> bytes:
    return samples.face(samples.LATIN).data


def gid(character: str) -> int:
    return samples.face(samples.LATIN).hb_font.get_nominal_glyph(ord(character))


def test_a_composite_has_its_parts_its_box_and_its_advance(data):
    font = TrueType(data)
    before = len(font.advances)
    added = font.append([Component(gid("e"), 0, 0), Component(gid(" "), 5, 5), Component(gid("o"), 300, -20)], 777)
    blank = font.append([], 0)
    built = TTFont(io.BytesIO(font.build()), checkChecksums=2)
    name = built.getGlyphName(added)
    glyph = built["glyf"][name]
    assert (added, blank) == (before, before + 1)
    assert [(part.glyphName, part.x, part.y) for part in glyph.components] == [("e", 0, 0), ("o", 300, -20)]
    box = (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax)
    glyph.recalcBounds(built["glyf"])
    assert box == (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax)
    assert built["hmtx"][name] == (777, glyph.xMin)
    points, contours, depth = glyph.getCompositeMaxpValues(built["glyf"])
    assert built["maxp"].maxCompositePoints >= points
    assert built["maxp"].maxCompositeContours >= contours
    assert built["maxp"].maxComponentDepth >= depth
    assert built["maxp"].maxComponentElements >= 2
    assert built["maxp"].numGlyphs == before + 2


def test_tables_survive_being_written(data):
    tables = read_tables(data)
    assert read_tables(write_tables({**tables, "head": tables["head"]}))["glyf"] == tables["glyf"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda d: b"OTTO" + d[4:], "no TrueType"),
        (lambda d: d[:5], "cut short"),
        (lambda d: d[:5000], "cut short"),
        (lambda d: d.replace(b"glyf", b"glxx", 1), "no table glyf"),
    ],
)
def test_what_is_no_truetype_is_refused(data, change, message):
    with pytest.raises(FontError, match=message):
        TrueType(change(data))


@pytest.mark.parametrize(
    ("components", "advance", "message"),
    [
        ([(1, 40000, 0)], 10, "too far apart"),
        ([(1, 0, -32768)], 10, "too far apart"),
        ([], 70000, "too wide"),
        ([], -1, "too wide"),
    ],
)
def test_what_does_not_fit_in_16_bits_is_refused(data, components, advance, message):
    parts = [Component(gid("g"), x, y) for _, x, y in components]
    with pytest.raises(FontError, match=message):
        TrueType(data).append(parts, advance)


def test_glyphs_that_contain_each_other_are_refused(data):
    font = TrueType(data)
    added = font.append([Component(gid("e"), 0, 0)], 10)
    loop = struct.pack(">hhhhhHHhh", -1, 0, 0, 1, 1, 3, added, 0, 0)
    font._glyphs[added] = loop
    with pytest.raises(FontError, match="point at each other"):
        font.append([Component(added, 0, 0)], 10)
