# SPDX-License-Identifier: Apache-2.0
"""Pages as values: an immutable display list of fragments, each with its slot in the structure tree.

Coordinates are points from the page's top left corner, y downwards. Fragments stand in the order in which they are
painted; those with a slot stand in reading order.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from booklet.l10n.model import Direction
from booklet.pictures.model import PathOp, Picture
from booklet.text.model import GlyphRun
from booklet.values import Immutable

__all__ = [
    "Artifact",
    "Colour",
    "Destination",
    "Fragment",
    "Layout",
    "LinkArea",
    "OutlineEntry",
    "Page",
    "PictureFragment",
    "Rect",
    "ShapeFragment",
    "TextFragment",
]

Artifact = Literal["header", "footer", "layout", "background"]
"""What an untagged fragment is: running head, page number, rule/hyphen/repeated header row, or tint (14.8.2.2)."""


class Colour(Immutable, frozen=True):
    """A theme colour: ``rgb`` in 0…1 (sRGB) for screens, ``cmyk`` in 0…1 for paper."""

    name: str
    rgb: tuple[float, float, float]
    cmyk: tuple[float, float, float, float]


class Rect(Immutable, frozen=True):
    """A rectangle by its top left corner and its size."""

    x: float
    y: float
    width: float
    height: float


class TextFragment(Immutable, frozen=True):
    """A glyph run, its left end at ``x``, its baseline at ``y``. Exactly one of ``slot``, ``artifact`` is set."""

    run: GlyphRun
    x: float
    y: float
    slot: str | None
    artifact: Artifact | None = None


class ShapeFragment(Immutable, frozen=True):
    """A painted path in page coordinates; always an artifact. Colours as in :class:`booklet.pictures.model.Shape`."""

    path: tuple[PathOp, ...]
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 0.5
    dash: tuple[float, ...] = ()
    artifact: Artifact = "layout"


class PictureFragment(Immutable, frozen=True):
    """A picture scaled to ``box``, clipped to it where ``clip``. Exactly one of ``slot``, ``artifact`` is set."""

    picture: Picture
    box: Rect
    slot: str | None
    artifact: Artifact | None = None
    clip: bool = False


class LinkArea(Immutable, frozen=True):
    """The parts of a link that lie on one page. ``element`` is the key of its Link element in the structure tree.

    Exactly one of ``target`` (a key of :attr:`Layout.destinations`) and ``href`` is set. ``contents`` describes the
    link for the annotation's Contents; ``lang`` is the language it is in.
    """

    element: str
    boxes: tuple[Rect, ...]
    target: str | None
    href: str | None
    contents: str
    lang: str


Fragment = TextFragment | ShapeFragment | PictureFragment


class Page(Immutable, frozen=True):
    """A finished page. ``label`` is what is printed as its number ("" where none is), in the locale's digits.

    ``direction`` is that of its text where all of it runs against the document's.
    """

    index: int
    label: str
    width: float
    height: float
    fragments: tuple[Fragment, ...]
    links: tuple[LinkArea, ...] = ()
    direction: Direction | None = None


class Destination(Immutable, frozen=True):
    """A place that links go to: page index and the top of what is there. ``element`` is its structure element's key."""

    page: int
    y: float
    element: str


class OutlineEntry(Immutable, frozen=True):
    """A bookmark: a heading's words, its level (1…) and its key in :attr:`Layout.destinations`.

    ``lang`` is its language where that is not the document's.
    """

    title: str
    level: int
    target: str
    lang: str = ""


class Layout(Immutable, frozen=True):
    """A laid-out booklet. ``palette`` has every theme colour by name."""

    pages: tuple[Page, ...]
    direction: Direction
    lang: str
    destinations: Mapping[str, Destination]
    outline: tuple[OutlineEntry, ...]
    palette: Mapping[str, Colour]
    remarks: tuple[str, ...] = ()  # on pages that deserve a look
