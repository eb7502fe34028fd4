# SPDX-License-Identifier: Apache-2.0
"""Text as values: styled pieces go in, lines of positioned glyph clusters come out.

Lengths are points unless they are named font units. Within a line, x runs from the left edge of the measure to the
right, whatever the direction of the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from booklet.values import Immutable

if TYPE_CHECKING:
    from booklet.text.fonts import FontFace

__all__ = ["Align", "Cluster", "Glyph", "GlyphRun", "Line", "MissingGlyph", "Paragraph", "Piece", "ScriptFit", "Style"]

Align = Literal["start", "center", "end"]


class Style(Immutable, frozen=True):
    """How a piece looks. ``families`` is the fallback chain of font families, by their manifest names.

    ``size`` and ``leading`` are meant for the locale's writing system; text in another is fitted beside it. ``leading``
    is the distance from baseline to baseline that this style asks for; ``colour`` names a theme colour;
    ``rise`` lifts the baseline (footnote marks). ``underline`` and ``rise`` are for layout to draw. ``link`` names the
    colour of links within such text; empty, they have the text's own.
    """

    families: tuple[str, ...]
    size: float
    leading: float
    colour: str = "text"
    bold: bool = False
    italic: bool = False
    underline: bool = False
    rise: float = 0.0
    link: str = ""


class ScriptFit(Immutable, frozen=True):
    """What a writing system needs where Latin letters would have a size and a leading.

    Factors on both, the smallest size in points, and the tightest leading as a multiple of the size: letters that reach
    far up and down would touch in headings. ``headings`` is the same between the lines of one heading; 0 is no more
    than everywhere.
    """

    size: float = 1.0
    leading: float = 1.0
    least: float = 0.0
    tightest: float = 0.0
    headings: float = 0.0

    def apply(self, size: float, leading: float, *, small: bool = False) -> tuple[float, float]:
        """Size and leading in points for those of Latin. ``small`` text, such as a footnote's mark, may be smaller."""
        size, leading = size * self.size, leading * self.leading
        if size < self.least and not small:
            size, leading = self.least, leading * self.least / size
        return size, max(leading, size * self.tightest)


class Piece(Immutable, frozen=True):
    """Characters of one inline leaf: one style, one language, one slot of the structure tree.

    ``message`` and ``start`` say which characters these are: ``text`` equals the characters ``start`` onwards of that
    message's plain text. ``isolate`` sets the piece apart for UAX #9 as FSI … PDI would. ``slot`` None marks text that
    is an artifact (running heads).
    """

    text: str
    style: Style
    lang: str
    slot: str | None
    message: str | None = None
    start: int = 0
    isolate: bool = False


class Glyph(NamedTuple):
    """A glyph of a cluster, in font units: glyph id, offset from the pen, advance."""

    gid: int
    dx: int
    dy: int
    advance: int


class Cluster(NamedTuple):
    """The smallest piece of text that shaping keeps together, with its glyphs from left to right.

    A tuple, because there is one for every letter and all are looked up when they are drawn.
    """

    text: str  # in logical order, NFC
    glyphs: tuple[Glyph, ...]
    advance: int  # font units


class GlyphRun(Immutable, frozen=True):
    """Clusters of one font, style, bidi level and piece.

    ``clusters`` stand in visual order, left to right; ``text`` is logical. ``x`` is the left edge within the line.
    ``start`` and ``end`` delimit the run's characters in the message's plain text. A run without ``slot`` is an
    artifact (a line-end hyphen).
    """

    font: FontFace
    style: Style
    level: int
    script: str
    lang: str
    slot: str | None
    message: str | None
    start: int
    end: int
    text: str
    clusters: tuple[Cluster, ...]
    x: float
    width: float


class Line(Immutable, frozen=True):
    """A line: runs in **logical** order (the order of emission). ``width`` leaves out the spaces at its end.

    ``ascent`` and ``descent`` are the fonts' own, moved by ``rise``: the distances above and below the baseline, both
    positive. ``leading`` is the largest of its styles'.
    """

    runs: tuple[GlyphRun, ...]
    width: float
    ascent: float
    descent: float
    leading: float


class Paragraph(Immutable, frozen=True):
    """Lines set to a measure. ``level`` is the paragraph's bidi embedding level (0 or 1)."""

    lines: tuple[Line, ...]
    measure: float
    level: int

    @property
    def height(self) -> float:
        """Height of all lines, baseline distances summed."""
        return sum(line.leading for line in self.lines)


class MissingGlyph(NamedTuple):
    """A character that no font has: the id of the message and the slot it stands in, where there are any."""

    message: str | None
    character: str
    slot: str | None
