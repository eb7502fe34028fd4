# SPDX-License-Identifier: Apache-2.0
"""A finished large-print file keeps what the edition promises, as PDFium and pypdf read it."""

from __future__ import annotations

import ctypes
import io
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pypdfium2
import pytest
from pypdf import PdfReader
from pypdfium2 import raw
from whole_files import BUNDLED, EVERY_KIND

from booklet.build.task import Task, open_workshop, perform

LEAST = 18.0
"""The smallest size of print, in points."""

FILES = [(BUNDLED, "en"), (BUNDLED, "fr"), (BUNDLED, "ar"), (EVERY_KIND, "en"), (EVERY_KIND, "ar")]

_UNSEEN = 3  # text rendering mode (ISO 32000-1, 9.3.6): what only readers by machine meet
_ITALIC = 1 << 6  # in a font descriptor's flags (table 123)


class Shown(NamedTuple):
    """A text object as it is painted: page from 1 on, size in points, whether it is slanted or turned."""

    page: int
    size: float
    slanted: bool


@cache
def made(source: Path, locale: str, edition: str) -> bytes:
    (outcome,) = perform([Task(source, locale, edition)], open_workshop(source, [edition]))
    assert outcome.made is not None, outcome.problems
    return outcome.made.data


def shown(data: bytes) -> list[Shown]:
    """Every text that is painted: its size is the font's, times the matrices of text and page."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for number, page in enumerate(document, 1):
        for each in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            if raw.FPDFTextObj_GetTextRenderMode(each.raw) == _UNSEEN:
                continue
            assert each.level == 0, "a picture has text, and a matrix that is not looked at here"
            size = ctypes.c_float()
            assert raw.FPDFTextObj_GetFontSize(each.raw, size)
            matrix = each.get_matrix()
            slanted = abs(matrix.b) + abs(matrix.c) > 1e-6
            found.append(Shown(number, round(size.value * abs(matrix.d), 3), slanted))
    document.close()
    return found


def italic_fonts(data: bytes) -> set[str]:
    """The names of all fonts of pages that are italic or oblique by their descriptor or by name."""
    found = set()
    for page in PdfReader(io.BytesIO(data)).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            font = font.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = inner["/FontDescriptor"]
            name = str(descriptor["/FontName"])
            slanted = descriptor["/ItalicAngle"] != 0 or int(descriptor["/Flags"]) & _ITALIC
            if slanted or "italic" in name.lower() or "oblique" in name.lower():
                found.add(name)
    return found


def hyphens(data: bytes) -> int:
    """How often a word is divided at a line's end: such a hyphen is drawn over the character of a soft one."""
    return sum(page.extract_text().count("\u00ad") for page in PdfReader(io.BytesIO(data)).pages)


@pytest.mark.parametrize(("source", "locale"), FILES)
def test_nothing_is_printed_smaller_than_promised_or_slanted(source, locale):
    texts = shown(made(source, locale, "large-print"))
    assert len(texts) > 500
    assert [text for text in texts if text.size < LEAST or text.slanted] == []


@pytest.mark.parametrize(("source", "locale"), FILES)
def test_no_font_is_italic_and_no_word_divided(source, locale):
    data = made(source, locale, "large-print")
    assert italic_fonts(data) == set()
    assert hyphens(data) == 0


LOOSE = """\
format: 1
slug: loose
language: en
title: Loose
author: Tests
edition: "1"
date: 2026-11-01
blocks:
  - {kind: cover, id: front}
  - {kind: heading, id: h, text: Long words}
  - {kind: paragraph, id: p, text: "WORDS *emphasis*[^n] WORDS"}
footnotes: {n: WORDS in a note}
""".replace("WORDS", "electroencephalographically " * 40)


def test_it_is_the_edition_that_keeps_it_whatever_the_text_asks_for(tmp_path):
    (tmp_path / "booklet.yaml").write_text(LOOSE, "utf-8")
    (tmp_path / "theme.yaml").write_text("styles: {body: {size: 12, leading: 16}, note: {size: 8, leading: 11}}\n")
    screen, large = (made(tmp_path, "en", edition) for edition in ("screen", "large-print"))
    assert min(text.size for text in shown(screen)) == 8, "the proof would find it"
    assert any("Italic" in name for name in italic_fonts(screen))
    assert hyphens(screen) >= 5
    assert min(text.size for text in shown(large)) >= LEAST
    assert italic_fonts(large) == set()
    assert hyphens(large) == 0
