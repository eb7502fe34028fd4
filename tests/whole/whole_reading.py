# SPDX-License-Identifier: Apache-2.0
"""What two readers of other people extract, by marked content and by page, and how well it matches the truth."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from pypdf import PdfReader
from whole_files import Mark

READERS = ("pypdf", "pdfium")

# What readers make of a hyphen at the end of a line.
_HYPHENS = str.maketrans({"\u00ad": "-", "\u0002": "-", "\ufffe": "-"})
# Marks of direction: characters without a picture. What they do is done on the page; readers keep them or not.
_DIRECTIONS = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_BRACKETS = str.maketrans(")]}»>", "([{«<")


def visible(text: str) -> str:
    """Text without zero-width spaces: by page, those behind hyphens at a line's end are among what a reader gives."""
    return text.replace("\u200b", "")


def texts_by_mark(path: Path, reader: str) -> dict[Mark, str]:
    """The text of each marked-content sequence; artifacts are dropped."""
    return _by_pypdf(path) if reader == "pypdf" else _by_pdfium(path)


def texts_by_page(path: Path, reader: str) -> list[str]:
    """The whole text of each page, artifacts included, in whatever order the reader thinks right."""
    if reader == "pypdf":
        return [page.extract_text() for page in PdfReader(path).pages]
    with _pdfium_document(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def _by_pypdf(path: Path) -> dict[Mark, str]:
    """Read whole pages, and note between which operators each text came."""
    found: dict[Mark, str] = {}
    for index, page in enumerate(PdfReader(path).pages):
        open_marks: list[int | None] = []
        read: list[str] = []

        def before(operator: bytes, operands: Any, *_: object, marks: list[int | None] = open_marks) -> None:
            if operator in (b"BDC", b"BMC"):
                properties = operands[1] if len(operands) > 1 else {}
                marks.append(properties.get("/MCID") if isinstance(properties, dict) else None)
            elif operator == b"EMC":
                marks.pop()

        def text(
            text: str, *_: object, marks: list[int | None] = open_marks, read: list[str] = read, index: int = index
        ) -> None:
            read.append(text)
            if marks and marks[-1] is not None:
                key = index, int(marks[-1])
                found[key] = found.get(key, "") + text

        whole = page.extract_text(visitor_operand_before=before, visitor_text=text)
        assert "".join("".join(read).split()) == "".join(whole.split())
    return found


def _by_pdfium(path: Path) -> dict[Mark, str]:
    """The text objects by the marked-content ids that PDFium itself gives them, a new line where a line begins."""
    found: dict[Mark, str] = {}
    with _pdfium_document(path) as document:
        for index, page in enumerate(document):
            text_page = page.get_textpage()
            baseline = 0.0
            for number in range(pdfium.FPDFPage_CountObjects(page)):
                item = pdfium.FPDFPage_GetObject(page, number)
                if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_TEXT:
                    continue
                mark = pdfium.FPDFPageObj_GetMarkedContentID(item)
                if mark >= 0:
                    key = index, mark
                    y, size = _baseline_and_size(item)
                    new_line = abs(y - baseline) > 0.8 * size  # a raised mark begins no line
                    baseline = y if new_line else baseline
                    found[key] = found.get(key, "") + ("\n" if new_line else "") + _object_text(item, text_page)
            text_page.close()
            page.close()
    return found


def boxes_by_mark(path: Path) -> dict[Mark, tuple[float, float, float, float]]:
    """Left, bottom, right and top of the text of each marked-content sequence, in points, by PDFium."""
    found: dict[Mark, tuple[float, float, float, float]] = {}
    with _pdfium_document(path) as document:
        for index, page in enumerate(document):
            for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
                key = index, pdfium.FPDFPageObj_GetMarkedContentID(item.raw)
                left, bottom, right, top = item.get_bounds()
                a, b, c, d = found.get(key, (left, bottom, right, top))
                found[key] = min(a, left), min(b, bottom), max(c, right), max(d, top)
            page.close()
    return found


def _baseline_and_size(item: Any) -> tuple[float, float]:
    matrix, size = pdfium.FS_MATRIX(), ctypes.c_float()
    pdfium.FPDFPageObj_GetMatrix(item, matrix)
    pdfium.FPDFTextObj_GetFontSize(item, size)
    return matrix.f, size.value


def _object_text(item: Any, text_page: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(item, text_page, None, 0)
    buffer = (ctypes.c_ushort * size)()
    pdfium.FPDFTextObj_GetText(item, text_page, buffer, size)
    return bytes(buffer)[:size].decode("utf-16-le", "surrogatepass").rstrip("\0")


@contextmanager
def _pdfium_document(path: Path) -> Iterator[pypdfium2.PdfDocument]:
    document = pypdfium2.PdfDocument(path)
    try:
        yield document
    finally:
        document.close()


# ---- comparing


@dataclass
class Score:
    """Wrong characters and whole words of many texts; ``wrong`` lists the texts that are not exact."""

    characters: int = 0
    errors: int = 0
    words: int = 0
    whole: int = 0
    wrong: list[tuple[str, str]] | None = None

    @property
    def error_rate(self) -> float:
        return self.errors / self.characters if self.characters else 0.0

    @property
    def whole_rate(self) -> float:
        return self.whole / self.words if self.words else 1.0

    def __str__(self) -> str:
        return (
            f"{self.errors} of {self.characters} characters wrong ({self.error_rate:.2%}), "
            f"{self.whole} of {self.words} words whole ({self.whole_rate:.2%})"
        )


def normal(text: str) -> str:
    """NFC, hyphens as hyphens, no marks of direction."""
    return unicodedata.normalize("NFC", text).translate(_HYPHENS).translate(_DIRECTIONS)


def squeezed(text: str) -> str:
    """Normal, without white space."""
    return "".join(normal(text).split())


def only_brackets_turned(truth: str, found: str) -> bool:
    """Whether brackets and quotation marks of the wrong side are all that is wrong."""
    return squeezed(truth).translate(_BRACKETS) == squeezed(found).translate(_BRACKETS)


def score(pairs: Sequence[tuple[str, str]]) -> Score:
    """Compare pairs of truth and found text."""
    total = Score(wrong=[])
    for truth, found in pairs:
        left, right = squeezed(truth), squeezed(found)
        words, given = normal(truth).split(), normal(found).split()
        total.characters += len(left)
        total.words += len(words)
        total.whole += _common(words, given)
        if left != right:
            total.errors += _distance(left, right)
            total.wrong.append((truth, found))
    return total


def foreign_characters(text: str) -> set[str]:
    """Private-use and replacement characters, and presentation forms of Arabic and Latin letters."""
    return {
        character
        for character in text
        if unicodedata.category(character) == "Co"
        or character == "\ufffd"
        or (unicodedata.category(character) == "Lo" and "\ufb50" <= character <= "\ufefc")
        or "\ufb00" <= character <= "\ufb06"
    }


def _common(left: Sequence[str], right: Sequence[str]) -> int:
    """Length of the longest sequence of words that both have in order."""
    if left == right:
        return len(left)
    row = [0] * (len(right) + 1)
    for word in left:
        diagonal = 0
        for column, other in enumerate(right, 1):
            diagonal, row[column] = row[column], diagonal + 1 if word == other else max(row[column], row[column - 1])
    return row[-1]


def _distance(left: str, right: str) -> int:
    """Levenshtein distance, within a band that grows until it holds the answer (Ukkonen 1985)."""
    while left and right and left[0] == right[0]:
        left, right = left[1:], right[1:]
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    band = abs(len(left) - len(right)) + 8
    while (distance := _within(left, right, band)) > band and band < max(len(left), len(right)):
        band *= 2
    return distance


def _within(left: str, right: str, band: int) -> int:
    """The distance if it is at most ``band``, else something larger."""
    beyond = len(left) + len(right) + 1
    row = [column if column <= band else beyond for column in range(len(right) + 1)]
    for line, character in enumerate(left, 1):
        first, last = max(1, line - band), min(len(right), line + band)
        diagonal = row[first - 1]
        row[first - 1] = line if first == 1 and line <= band else beyond
        for column in range(first, last + 1):
            above = row[column]
            cost = diagonal + (character != right[column - 1])
            row[column] = min(cost, above + 1, row[column - 1] + 1)
            diagonal = above
    return row[-1]
