# SPDX-License-Identifier: Apache-2.0
"""Embedded fonts keep what they know of their characters."""

from __future__ import annotations

import io

import pdfsamples as samples
import pypdf
import uharfbuzz as hb
from fontTools.ttLib import TTFont

from booklet.pdf.knowledge import cmap_table, lone_forms, nominal_glyphs, shared_marks


def program_of(data: bytes) -> TTFont:
    (font,) = pypdf.PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/Font"].values()
    return TTFont(io.BytesIO(font["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"].get_data()))


def test_latin_and_arabic_characters_are_kept():
    latin = program_of(samples.pdf(*samples.paragraphs(["Together"], fonts=(samples.LATIN,)))).getBestCmap()
    assert set(map(ord, "Together")) <= set(latin)
    assert len({latin[ord(character)] for character in "Together"}) == len(set("Together"))
    arabic = program_of(samples.pdf(*samples.paragraphs(["باب"], 1, (samples.ARABIC,)))).getBestCmap()
    assert {0xFE91, 0xFE8E, ord("ب")} <= set(arabic)  # initial beh, final alef, lone beh


def test_only_glyphs_that_are_kept():
    face = samples.face(samples.LATIN).hb_face
    gid = hb.Font(face).get_nominal_glyph(ord("e"))
    assert nominal_glyphs(face, {gid: 3})[ord("e")] == 3
    assert set(nominal_glyphs(face, {gid: 3}).values()) == {3}
    assert lone_forms(hb.Font(face), ["e"]) == {(gid,): [ord("e")]}


def test_the_table_joins_neighbours():
    table = cmap_table({97: 5, 98: 6, 100: 8, 0x1F600: 9})
    assert len(table) == 12 + 16 + 3 * 12


def test_letters_that_look_alike_are_both_known():
    known = lone_forms(samples.face(samples.ARABIC).hb_font, "يی")
    assert [0xFEF3, 0xFBFE] in known.values()  # initial yeh, Arabic and Persian


def test_a_mark_that_letters_are_made_with_is_not_known():
    face = samples.face("NotoNastaliqUrdu-Regular.ttf")
    tah = face.hb_font.get_nominal_glyph(0x0615)
    assert tah in shared_marks(face.hb_font, "ٹ")
    assert 0x0615 not in nominal_glyphs(face.hb_face, {tah: 3}, shared_marks(face.hb_font, "ٹ"))
    latin = samples.face(samples.LATIN).hb_font
    assert shared_marks(latin, "éx") == set()  # Unicode says so, too
