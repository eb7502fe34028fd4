# SPDX-License-Identifier: Apache-2.0
"""Page content: fragments become marked content, in their order (ISO 32000-1, 14.6 and 14.8.2).

Consecutive fragments of a slot share one marked-content sequence; everything without a slot is an artifact with its
type. Sequences are never nested. Coordinates are turned from y downwards to PDF's y upwards here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Final

import msgspec
from msgspec.structs import replace

from booklet.l10n.model import Direction
from booklet.layout.model import Artifact, Colour, Fragment, Page, PictureFragment, Rect, ShapeFragment, TextFragment
from booklet.pdf.canvas import BookletCanvas
from booklet.pdf.embed import EmbeddedFont, FontSet
from booklet.pdf.marks import UNSEEN_MARKS, with_unseen_marks
from booklet.pdf.paths import fill_operator, paint_path
from booklet.pdf.pictures import PictureStore
from booklet.pdf.runs import Piece, pieces
from booklet.pdf.syntax import number
from booklet.text.model import GlyphRun

__all__ = ["MarkedContent", "PageWriter"]

_ARTIFACTS: Final[Mapping[Artifact, str]] = {
    "header": "/Type/Pagination/Subtype/Header",
    "footer": "/Type/Pagination/Subtype/Footer",
    "layout": "/Type/Layout",
    "background": "/Type/Background",
}
_SOFT_HYPHEN: Final = "\u00ad"
_UNSEEN: Final = 6.0  # thousandths of the type size that a glyph may be out of place: 0.07 pt at 12 pt


class MarkedContent(msgspec.Struct):
    """Where the slots went: ``pages`` lists each page's slots by MCID, ``boxes`` the pictures drawn in a slot."""

    pages: list[list[str]] = msgspec.field(default_factory=list)
    boxes: dict[str, list[tuple[int, tuple[float, float, float, float]]]] = msgspec.field(default_factory=dict)


class PageWriter:
    """Draws pages on a canvas.

    ``tags`` gives the structure type of every slot's element, ``direction`` is that of the document.
    """

    def __init__(
        self, canvas: BookletCanvas, palette: Mapping[str, Colour], tags: Mapping[str, str], direction: Direction
    ) -> None:
        self.fonts = FontSet(canvas.document)
        self.marked = MarkedContent()
        self._canvas = canvas
        self._palette = palette
        self._tags = tags
        self._direction = direction
        self._right_to_left = False  # the page
        self._pictures = PictureStore(canvas, palette)
        self._height = 0.0
        self._fills: dict[str, str] = {}  # by colour
        self._fill = ""
        self._font = ""
        self._reversed = False

    def draw(self, page: Page) -> None:
        """Draw one page and show it. Raises ValueError for a fragment whose slot the tree does not have."""
        self._canvas.setPageSize((page.width, page.height))
        self._height, self._fill, self._font = page.height, "", ""
        self._reversed = False
        slots: list[str] = []
        self.marked.pages.append(slots)
        self._right_to_left = right_to_left = (page.direction or self._direction) == "rtl"
        for (slot, artifact), group in groupby(with_unseen_marks(page.fragments, right_to_left=right_to_left), _kind):
            fragments = list(group)
            if slot is None:
                entries = _ARTIFACTS[artifact or "layout"] + self._artifact_box(artifact, fragments)
                self._canvas.emit(f"/Artifact<<{entries}>>BDC")
            elif slot in self._tags:
                self._canvas.emit(f"/{self._tags[slot]}<</MCID {len(slots)}>>BDC")
                slots.append(slot)
            else:
                raise ValueError(f"page {page.index + 1} draws {slot!r}, which the structure tree does not have")
            self._draw_fragments(fragments)
            self._canvas.emit("EMC")
        self._canvas.showPage()

    def _draw_fragments(self, fragments: Iterable[Fragment]) -> None:
        for fragment in fragments:
            if isinstance(fragment, TextFragment):
                self._text(fragment)
            elif isinstance(fragment, PictureFragment):
                self._picture(fragment)
            else:
                self._shape(fragment)

    def _text(self, fragment: TextFragment) -> None:
        run = fragment.run
        if not run.clusters:
            return
        if run.start == run.end:
            run = _soft_hyphen(run)
        font = self.fonts.font(run.font)
        operators = []
        selected = f"/{font.resource} {number(run.style.size)} Tf"
        if selected != self._font:
            self._font = selected
            operators.append(selected)
        fill = self._fills.get(run.style.colour)
        if fill is None:
            fill = self._fills[run.style.colour] = fill_operator(self._palette, run.style.colour)
        if fill != self._fill:
            self._fill = fill
            operators.append(fill)
        scale = run.style.size / run.font.units_per_em
        y = number(self._height - fragment.y)
        against = (run.level % 2 == 1) != self._right_to_left
        for piece in pieces(run, self._reversed, against):
            self._reversed = piece.reversed
            x = number(fragment.x + piece.x * scale)
            operators.append(f"BT {x} {y} Td {_show(font, piece)} ET")
        if run.slot is None and run.text in UNSEEN_MARKS:
            operators = ["3 Tr 10 Tz", *operators, "0 Tr 100 Tz"]
        self._canvas.emit(*operators)

    def _shape(self, fragment: ShapeFragment) -> None:
        self._canvas.emit("q", f"1 0 0 -1 0 {number(self._height)} cm", *paint_path(fragment, self._palette), "Q")

    def _picture(self, fragment: PictureFragment) -> None:
        box = fragment.box
        bottom = self._height - box.y - box.height
        self._canvas.emit("q")
        if fragment.clip:
            self._canvas.emit(" ".join(map(number, (box.x, bottom, box.width, box.height))) + " re W n")
        self._pictures.draw(fragment.picture, box.x, bottom, box.width, box.height)
        self._canvas.emit("Q")
        if fragment.slot is not None:
            corners = (box.x, bottom, box.x + box.width, bottom + box.height)
            self.marked.boxes.setdefault(fragment.slot, []).append((self._canvas.page_index, corners))

    def _artifact_box(self, artifact: Artifact | None, fragments: Iterable[Fragment]) -> str:
        """The BBox entry that backgrounds must have (table 330)."""
        if artifact != "background":
            return ""
        rects = [rect for fragment in fragments for rect in _extents(fragment)]
        left, right = min(r.x for r in rects), max(r.x + r.width for r in rects)
        top, bottom = min(r.y for r in rects), max(r.y + r.height for r in rects)
        return f"/BBox[{' '.join(map(number, (left, self._height - bottom, right, self._height - top)))}]"


def _kind(fragment: Fragment) -> tuple[str | None, Artifact | None]:
    """What groups fragments: their slot, or the kind of artifact."""
    slot = None if isinstance(fragment, ShapeFragment) else fragment.slot
    return slot, None if slot is not None else fragment.artifact


def _extents(fragment: Fragment) -> list[Rect]:
    if isinstance(fragment, PictureFragment):
        return [fragment.box]
    if isinstance(fragment, TextFragment):
        size = fragment.run.style.size
        return [Rect(fragment.x, fragment.y - size, fragment.run.width, size * 1.3)]
    return [Rect(x, y, 0.0, 0.0) for _, c in fragment.path for x, y in zip(c[::2], c[1::2], strict=True)]


def _soft_hyphen(run: GlyphRun) -> GlyphRun:
    """A hyphen of ours under the character that tells it from the author's (14.8.2.2.3): PDFium joins words at it."""
    return replace(run, clusters=tuple(cluster._replace(text=_SOFT_HYPHEN) for cluster in run.clusters))


def _show(font: EmbeddedFont, piece: Piece) -> str:
    """The operator that shows a piece: TJ with the pen's moves, or Tj where there are none.

    What the whole widths of the file leave over is carried on until it might be seen, so a line never drifts.
    """
    clusters = font.shown(piece.right_to_left)
    shown: list[str] = []
    owed = 0.0
    for cluster in piece.clusters:
        codes, before, after = clusters[cluster]
        owed += before
        if not -_UNSEEN <= owed <= _UNSEEN:
            move = round(owed)
            shown.append(f"){-move}(")
            owed -= move
        shown.append(codes)
        owed += after
    text = "".join(shown)
    if text.startswith(")"):  # a move before the first code: no empty string in front of it
        return f"[{text[1:]})]TJ"
    return f"[({text})]TJ" if ")" in text else f"({text})Tj"
