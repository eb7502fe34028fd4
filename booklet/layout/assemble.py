# SPDX-License-Identifier: Apache-2.0
"""Page plans → pages: margins by the binding side, containers painted below, running heads, page numbers, footnotes."""

from __future__ import annotations

from collections.abc import Sequence

from booklet.l10n.model import Direction
from booklet.layout.items import Box, Mark
from booklet.layout.model import Destination, Fragment, LinkArea, Page, ShapeFragment, TextFragment
from booklet.layout.notes import NOTE_RULE, NOTE_RULE_SHARE
from booklet.layout.paginate import PagePlan, PlacedContainer
from booklet.layout.setter import Setter, shift, shift_link
from booklet.layout.shapes import rectangle
from booklet.text.model import Style

__all__ = ["assemble", "target_pages"]


def assemble(
    plans: Sequence[PagePlan],
    setter: Setter,
    indexes: Sequence[int] | None = None,
    book: Direction | None = None,
) -> tuple[tuple[Page, ...], dict[str, Destination]]:
    """Return the finished pages and the places that links go to.

    ``indexes`` are the pages' places in the book where they are not all of it. ``book`` is the direction that it is
    bound for, by default the text's.
    """
    pages: list[Page] = []
    destinations: dict[str, Destination] = {}
    heading = ""
    for index, plan in zip(indexes or range(len(plans)), plans, strict=True):
        assembler = _Assembler(index, plan, setter, book or setter.direction)
        opening = next((mark.heading for mark in _marks(plan) if mark.heading), "")
        page = assembler.page(heading)
        for mark, y in assembler.marks:
            destinations.setdefault(mark.target, Destination(index, y, mark.element))
        heading = _last_heading(plan) or opening or heading
        pages.append(page)
    return tuple(pages), destinations


def target_pages(plans: Sequence[PagePlan], indexes: Sequence[int] | None = None) -> dict[str, int]:
    """The index of the page on which each link's target stands, without building the pages."""
    found: dict[str, int] = {}
    for index, plan in zip(indexes or range(len(plans)), plans, strict=True):
        for box in (*(entry.box for entry in plan.boxes), *plan.notes):
            for mark in box.marks:
                if mark.target:
                    found.setdefault(mark.target, index)
    return found


def _marks(plan: PagePlan) -> list[Mark]:
    return [mark for entry in plan.boxes if not entry.artifact for mark in entry.box.marks]


def _last_heading(plan: PagePlan) -> str:
    return next((mark.heading for mark in reversed(_marks(plan)) if mark.heading), "")


class _Assembler:
    def __init__(self, index: int, plan: PagePlan, setter: Setter, book: Direction) -> None:
        self._index = index
        self._plan = plan
        self._setter = setter
        self._geometry = setter.theme.page
        # The first page of a left-to-right book is a right-hand page, bound at its left; right to left, mirrored.
        binding_left = (index % 2 == 0) == (book == "ltr")
        self._left = self._geometry.inner if binding_left else self._geometry.outer
        self._outer_is_left = not binding_left
        self._background: list[Fragment] = []
        self._content: list[Fragment] = []
        self._links: list[LinkArea] = []
        self.marks: list[tuple[Mark, float]] = []

    def page(self, running: str) -> Page:
        """Build the page; ``running`` is the section that goes on from the page before."""
        if self._plan.ground is not None:
            sheet = rectangle(0.0, 0.0, self._geometry.width, self._geometry.height)
            self._background.append(ShapeFragment(sheet, fill=self._plan.ground, artifact="background"))
        for container in self._plan.containers:
            self._paint(container)
        full = False
        for entry in self._plan.boxes:
            full = full or entry.box.full_page
            if entry.box.full_page:
                self._place(entry.box, 0.0, 0.0)
            elif entry.box.across:
                self._place(entry.box, 0.0, self._geometry.top + entry.y)
            else:
                self._place(entry.box, self._left, self._geometry.top + entry.y)
        self._place_notes()
        label = self._setter.booklet.locale.number(self._index + 1)
        if not full and not self._plan.blank:
            opens = any(mark.heading for mark in _marks(self._plan)[:3])
            self._pagination(label, "" if opens else running)
        return Page(
            self._index,
            label,
            self._geometry.width,
            self._geometry.height,
            (*self._background, *self._content),
            tuple(self._links),
        )

    def _paint(self, placed: PlacedContainer) -> None:
        container = placed.container
        x = self._left + container.x
        y = self._geometry.top + placed.top
        height = placed.bottom - placed.top
        if container.fill is not None:
            path = rectangle(x, y, container.width, height, self._setter.theme.radius if container.bar is None else 0.0)
            self._background.append(ShapeFragment(path, fill=container.fill, artifact="background"))
        if container.border is not None:
            line = self._setter.theme.space["border"]
            path = rectangle(x + line / 2, y + line / 2, container.width - line, height - line)
            self._background.append(
                ShapeFragment(path, stroke=container.border, stroke_width=line, artifact="background")
            )
        if container.bar is not None:
            bar = self._setter.theme.space["bar"]
            left = x if container.bar_left else x + container.width - bar
            self._background.append(
                ShapeFragment(rectangle(left, y, bar, height), fill=container.bar, artifact="background")
            )

    def _place(self, box: Box, x: float, y: float) -> None:
        self._content += [shift(fragment, x, y) for fragment in box.fragments]
        self._links += [shift_link(link, x, y) for link in box.links]
        self.marks.extend((mark, y) for mark in box.marks if mark.target)

    def _place_notes(self) -> None:
        notes = self._plan.notes
        if not notes:
            return
        bottom = self._geometry.height - self._geometry.bottom
        y = bottom - sum(line.height for line in notes)
        width = self._geometry.column * NOTE_RULE_SHARE
        left = self._left + self._setter.left(0.0, width)
        gap = self._setter.theme.space["note-gap"]
        self._content.append(ShapeFragment(rectangle(left, y - gap * 0.45, width, NOTE_RULE), fill="grey"))
        for line in notes:
            self._place(line, self._left, y)
            y += line.height

    def _pagination(self, label: str, running: str) -> None:
        """Page number at the outer foot, the section's name at the outer head; artifacts both."""
        setter = self._setter
        column = self._geometry.column
        foot = setter.style("foot")
        self._line(label, foot, self._geometry.height - self._geometry.foot, "footer", column)
        if running:
            style = setter.style("head")
            self._line(running, style, self._geometry.head, "header", column)

    def _line(self, text: str, style: Style, y: float, kind: str, column: float) -> None:
        setter = self._setter
        line = setter.one_line(text, style, column)
        width = min(line.width, column)
        left = self._left if self._outer_is_left else self._left + column - width
        origin = min((run.x for run in line.runs), default=0.0)
        for run in line.runs:
            artifact = "footer" if kind == "footer" else "header"
            self._content.append(TextFragment(run, left + run.x - origin, y, None, artifact))  # type: ignore[arg-type]
