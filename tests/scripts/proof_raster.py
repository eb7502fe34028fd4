# SPDX-License-Identifier: Apache-2.0
"""Proves that pages show what HarfBuzz draws: a page's text beside the same glyphs as plain paths.

PDFium opens the finished file, all text is taken off the page, and the outlines of the original font's glyphs are put
there instead, filled, where HarfBuzz places them from the left end of each run of the layout. Nothing of the embedded
fonts (subsets, composite glyphs, widths, codes) and of the text operators is in that second picture; whatever else is
on the page is in both.
"""

from __future__ import annotations

import functools
import math
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageFilter
from proof_build import Built
from proof_shaping import direct_font, direct_run

from booklet.layout.model import Page, TextFragment

__all__ = ["fullest_page", "page_pictures", "pages_show_what_harfbuzz_draws"]

SCALE = 3.0
"""Pixels for each point."""

_ASLANT = 0.0005  # pixels for each point: one at the far edge of a page

_FAR = 96  # of 255: what anti-aliasing makes of the same shape stays below this
_MOST_BESIDE = 4  # pixels of a square of nine that may be far off
_MOST_MEAN = 0.003  # of black, over the page

_Outline = list[tuple[str, tuple[float, ...]]]


def pages_show_what_harfbuzz_draws(
    built: Built, pages: tuple[int, ...] | None = None, scale: float = SCALE
) -> list[str]:
    """Compare pages (by index; all if none are named): pixels that differ beyond anti-aliasing, with the text there."""
    found: list[str] = []
    for page in built.layout.pages:
        if pages is None or page.index in pages:
            found += _compared(built, page, *page_pictures(built, page, scale), scale)
    return found


def fullest_page(built: Built) -> int:
    """Index of the page with the most characters."""
    return max(built.layout.pages, key=lambda page: sum(len(fragment.run.text) for fragment in _texts(page))).index


def _compared(built: Built, page: Page, ours: Image.Image, direct: Image.Image, scale: float) -> list[str]:
    difference = ImageChops.difference(ours, direct)
    far = difference.point([255 if value > _FAR else 0 for value in range(256)])
    # The mean over nine pixels, of which more than so many are white.
    crowded = far.filter(ImageFilter.BoxBlur(1)).point(
        [255 if value > 255 * (_MOST_BESIDE + 0.5) / 9 else 0 for value in range(256)]
    )
    whole = crowded.getbbox()
    if whole is not None:
        top = whole[1]
        left, _, right, _ = crowded.crop((0, top, crowded.width, top + 1)).getbbox()
        x, y = (left + right) / 2 / scale, top / scale
        near = min(_texts(page), key=lambda fragment: _distance(fragment, x, y))
        place = f"page {page.index + 1}, at {x:.0f}, {y:.0f} pt first of {crowded.histogram()[255]} pixels"
        return [f"{place}: the picture differs at {near.run.text!r} ({near.run.font.key.rpartition('/')[0]})"]
    off = sum(value * count for value, count in enumerate(difference.histogram()))
    mean = off / (255 * ours.width * ours.height)
    if mean > _MOST_MEAN:
        return [f"page {page.index + 1}: the pictures differ by {mean:.2%}"]
    return []


def _distance(fragment: TextFragment, x: float, y: float) -> float:
    aside = max(fragment.x - x, x - fragment.x - fragment.run.width, 0)
    return aside + abs(fragment.y - fragment.run.style.size / 3 - y)


def _texts(page: Page) -> list[TextFragment]:
    return [fragment for fragment in page.fragments if isinstance(fragment, TextFragment)]


# ---- drawing


def page_pictures(built: Built, page: Page, scale: float = SCALE) -> tuple[Image.Image, Image.Image]:
    """A page as it is, and with the glyphs drawn directly; both grey."""
    document = pypdfium2.PdfDocument(built.data)
    try:
        sheet = document[page.index]
        _fill_as_paths(sheet)
        ours = _rendered(sheet, scale)
        _take_text_off(sheet)
        for fragment in _texts(page):
            _draw(built, sheet, page, fragment)
        return ours, _rendered(sheet, scale)
    finally:
        document.close()


def _rendered(sheet: pypdfium2.PdfPage, scale: float) -> Image.Image:
    """Grey, and a very little aslant: PDFium moves upright rectangles (a danda is one) to whole pixels."""
    width, height = (math.ceil(length * scale) for length in sheet.get_size())
    bitmap = pypdfium2.PdfBitmap.new_native(width, height, pdfium.FPDFBitmap_Gray)
    bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
    matrix = pdfium.FS_MATRIX(scale, _ASLANT, _ASLANT, scale, 0, 0)
    clip = pdfium.FS_RECTF(0, 0, width, height)
    pdfium.FPDF_RenderPageBitmapWithMatrix(bitmap, sheet, matrix, clip, 0)
    return bitmap.to_pil().copy()


def _text_objects(sheet: pypdfium2.PdfPage) -> list[Any]:
    items = [pdfium.FPDFPage_GetObject(sheet, number) for number in range(pdfium.FPDFPage_CountObjects(sheet))]
    return [item for item in items if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT]


def _fill_as_paths(sheet: pypdfium2.PdfPage) -> None:
    """Make PDFium fill letters where they are: it moves small ones to whole pixels, but not those with a contour."""
    for item in _text_objects(sheet):
        if pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_FILL:
            assert pdfium.FPDFTextObj_SetTextRenderMode(item, pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE)
            assert pdfium.FPDFPageObj_SetStrokeColor(item, 0, 0, 0, 0)  # which nobody sees


def _take_text_off(sheet: pypdfium2.PdfPage) -> None:
    for item in _text_objects(sheet):
        assert pdfium.FPDFPage_RemoveObject(sheet, item)
        pdfium.FPDFPageObj_Destroy(item)


def _draw(built: Built, sheet: pypdfium2.PdfPage, page: Page, fragment: TextFragment) -> None:
    run = fragment.run
    placing = built.placings[id(run)]
    if not run.text.strip():
        return
    scale = run.style.size / run.font.units_per_em
    red, green, blue = (round(255 * part) for part in built.layout.palette[run.style.colour].rgb)
    for glyph in direct_run(placing).placed:
        outline = _outline(run.font.path, glyph.gid)
        if not outline:
            continue
        path = pdfium.FPDFPageObj_CreateNewPath(0, 0)
        for operator, points in outline:
            _add(path, operator, points)
        pdfium.FPDFPath_SetDrawMode(path, pdfium.FPDF_FILLMODE_WINDING, False)
        pdfium.FPDFPageObj_SetFillColor(path, red, green, blue, 255)
        left, base = fragment.x + glyph.x * scale, page.height - fragment.y + glyph.y * scale
        pdfium.FPDFPageObj_Transform(path, scale, 0, 0, scale, left, base)
        pdfium.FPDFPage_InsertObject(sheet, path)


def _add(path: Any, operator: str, points: tuple[float, ...]) -> None:
    match operator:
        case "move":
            pdfium.FPDFPath_MoveTo(path, *points)
        case "line":
            pdfium.FPDFPath_LineTo(path, *points)
        case "curve":
            pdfium.FPDFPath_BezierTo(path, *points)
        case "close":
            pdfium.FPDFPath_Close(path)


@functools.lru_cache(maxsize=20_000)
def _outline(path: Path, gid: int) -> _Outline:
    """A glyph's contours in font units, curves as cubic ones."""
    pen = _Pen()
    direct_font(path).draw_glyph_with_pen(gid, pen)
    return pen.found


class _Pen:
    def __init__(self) -> None:
        self.found: _Outline = []
        self._at = (0.0, 0.0)

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - fontTools' names of a pen's methods
        self.found.append(("move", point))
        self._at = point

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self.found.append(("line", point))
        self._at = point

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self.found.append(("curve", tuple(value for point in points for value in point)))
        self._at = points[-1]

    def qCurveTo(self, control: tuple[float, float], end: tuple[float, float]) -> None:  # noqa: N802
        first, second = (
            tuple(edge + 2 / 3 * (middle - edge) for edge, middle in zip(point, control, strict=True))
            for point in (self._at, end)
        )
        self.curveTo(first, second, end)

    def closePath(self) -> None:  # noqa: N802
        self.found.append(("close", ()))

    def endPath(self) -> None:  # noqa: N802
        self.closePath()
