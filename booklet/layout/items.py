# SPDX-License-Identifier: Apache-2.0
"""What block builders hand to the flow engine: a vertical list of boxes, spaces and places to break.

The list is TeX's vertical list, made explicit: a page may end only at a :class:`Break`, spaces at a page's top or end
vanish, and a :class:`Container` is a box that stays open over the items between its :class:`Open` and its
:class:`Close`, on as many pages as they take.
"""

from __future__ import annotations

from math import inf
from typing import Literal

from booklet.layout.model import Fragment, LinkArea
from booklet.problems import Span
from booklet.values import Immutable

__all__ = ["Box", "Break", "Close", "Container", "FORBIDDEN", "KEPT", "Item", "Mark", "Open", "Side", "Space"]

Side = Literal["recto", "verso"]

FORBIDDEN = inf
"""The cost of a break that is never taken."""

KEPT = 1e6
"""The cost of a break after what belongs to the next block, a heading say: taken only where there is no other."""


class Mark(Immutable, frozen=True):
    """A link target at the top of a box: the target's id and the key of its structure element.

    ``heading`` is the words of a level 1 heading, for the running head.
    """

    target: str
    element: str
    heading: str = ""


class Box(Immutable, frozen=True):
    """An unbreakable piece: a line, a picture, a table row.

    Fragments are placed relative to the column's left edge and the box's top. ``notes`` are the footnotes whose marks
    stand in it. ``span`` is where its content was written.
    """

    height: float
    fragments: tuple[Fragment, ...]
    span: Span
    links: tuple[LinkArea, ...] = ()
    notes: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    full_page: bool = False  # covers the whole sheet, without margins, head or foot
    across: bool = False  # as wide as the sheet: fragments count from the page's left edge, not the column's


class Space(Immutable, frozen=True):
    """White space that vanishes at a page's top and end."""

    height: float


class Break(Immutable, frozen=True):
    """A place where a page may end. ``cost`` 0 is free, :data:`FORBIDDEN` never; ``force`` ends the page here.

    What is said of a forced one holds for the section behind it: the ``side`` that it begins on (in right-to-left books
    a recto lies on the left), the ``filler`` that may stand on the page before it, the ``spot`` for the foot of its
    last page, and the colour of its pages' ``ground``. None says nothing; of several breaks in a row each has its say.
    """

    cost: float = 0.0
    force: bool = False
    side: Side | None = None
    filler: Box | None = None
    spot: Box | None = None
    ground: str | None = None


class Container(Immutable, frozen=True):
    """A box around items: a tint, a line around it, a bar on the start side, a repeated first row.

    ``x`` and ``width`` are in the column. ``top`` and ``bottom`` are its padding, also where a page break cuts it.
    ``repeat`` is drawn at the top of every page but the first (a table's header row, as an artifact).
    """

    x: float
    width: float
    top: float
    bottom: float
    fill: str | None = None
    bar: str | None = None
    bar_left: bool = True
    repeat: Box | None = None
    border: str | None = None


class Open(Immutable, frozen=True):
    """The container begins."""

    container: Container


class Close(Immutable, frozen=True):
    """The innermost container ends."""

    container: Container


Item = Box | Space | Break | Open | Close
