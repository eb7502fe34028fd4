# SPDX-License-Identifier: Apache-2.0
"""A finished large-print file keeps what the edition promises, as PDFium and pypdf read it."""

from __future__ import annotations

from collections.abc import Iterator
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
_FORM, _TEXT = raw.FPDF_PAGEOBJ_FORM, raw.FPDF_PAGEOBJ_TEXT
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
    """Every text that is painted on pages or in pictures: its size is the font's, times all matrices."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [
            Shown(number, *each) for number, page in enumerate(document, 1) for each in _texts(page.get_objects(1))
        ]
    finally:
        document.close()


def _texts(objects: Iterator[pypdfium2.PdfObject]) -> Iterator[tuple[float, bool]]:
    for each in objects:
        assert each.type != _FORM, "no text is measured in there"
        if each.type == _TEXT and raw.FPDFTextObj_GetTextRenderMode(each.raw) != _UNSEEN:
            size = raw.c_float()
            raw.FPDFTextObj_GetFontSize(each.raw, size)
            matrix = each.get_matrix()
            yield round(size.value * abs(matrix.d), 3), abs(matrix.b) + abs(matrix.c) > 1e-6


def italic_fonts(data: bytes) -> set[str]:
    """The names of all fonts of pages that are italic or oblique by their descriptor or by name."""
    found = set()
    for page in PdfReader(_stream(data)).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            font = font.get_object()
            inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
            descriptor = inner["/FontDescriptor"]
            name = str(descriptor["/FontName"])
            slanted = descriptor["/ItalicAngle"] != 0 or int(descriptor["/Flags"]) & _ITALIC
            if slanted or "italic" in name.lower() or "oblique" in name.lower():
                found.add(name)
    return found
