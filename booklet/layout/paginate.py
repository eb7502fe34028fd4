# SPDX-License-Identifier: Apache-2.0
"""The flow engine: a vertical list of items in, the plan of every page out.

Its law: each step places content or reports it as unplaceable, with its place in the source; it never loops. A page
takes items until the next does not fit, then ends at the best break passed so far: a cheap one, not too far up. Where
every break on the page is forbidden it ends in front of the item that does not fit; a box that is too tall for an empty
page is reported. Footnotes of the boxes on a page stand at its foot; a footnote that does not fit goes on at the foot
of the next page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import msgspec
from msgspec.structs import replace

from booklet.layout.items import FORBIDDEN, Box, Break, Close, Container, Item, Open, Space
from booklet.problems import Problems
from booklet.values import Immutable

__all__ = ["Frame", "Known", "PagePlan", "PlacedBox", "PlacedContainer", "paginate"]

_NOTE_SHARE = 0.6
"""The part of a page that footnotes carried over from the page before may take at most."""

_EMPTINESS = 10.0
"""What an empty page would cost: a break that costs 1 more is worth a tenth of a page of white space."""


_SAME_HEIGHT: Mapping[int, float] = MappingProxyType({})


class Frame(Immutable, frozen=True):
    """The room on a page. ``note_gap`` is the distance from the text to the footnotes, their rule included."""

    height: float
    note_gap: float


class PlacedBox(Immutable, frozen=True):
    """A box with its top in the frame. ``artifact`` marks repeated header rows."""

    box: Box
    y: float
    artifact: bool = False


class PlacedContainer(Immutable, frozen=True):
    """The part of a container that lies on one page, from ``top`` to ``bottom``."""

    container: Container
    top: float
    bottom: float


class PagePlan(Immutable, frozen=True):
    """What a page holds. ``notes`` are the footnote lines at its foot; ``blank`` pages only lead to the next."""

    boxes: tuple[PlacedBox, ...]
    containers: tuple[PlacedContainer, ...] = ()
    notes: tuple[Box, ...] = ()
    blank: bool = False
    ground: str | None = None  # a colour of the theme that covers the page
    torn: bool = False  # ends where no break was allowed, because there was no other
    fill: float = 0.0  # share of the frame that text and footnotes take
    cost: float = 0.0  # of the break at which it ends


Known = dict[
    tuple[int, float, tuple[int, ...], tuple[int, ...]],
    tuple[PagePlan, int, list[Box], tuple[Container, ...]],
]
"""Pages, with where the next one begins and what is left over for it, by where they begin, their height, and the
identities of footnote lines left over and of open containers. It holds for the same items and notes alone.
"""


class _Candidate(msgspec.Struct):
    """A place where the page may end: everything before ``index`` is on it."""

    index: int
    boxes: int
    notes: int
    cost: float
    price: float  # the break's own, without what the page would leave empty


def paginate(
    items: Sequence[Item],
    frame: Frame,
    notes: Mapping[str, Sequence[Box]],
    problems: Problems,
    heights: Mapping[int, float] = _SAME_HEIGHT,
    resumed: Sequence[Container] = (),
    known: Known | None = None,
) -> tuple[PagePlan, ...]:
    """Cut the items into pages.

    ``notes`` has the lines of every footnote by its id. ``heights`` gives pages, counted from 0, that shall end early
    another height than the frame's. ``resumed`` are containers that are open already. A box that fits no page is placed
    all the same and reported in ``problems`` as an error, so that every such box is found in one run. ``known`` keeps
    pages from call to call with the same items and notes: those before the first that has another height come again.
    """
    known = {} if known is None else known
    pages: list[PagePlan] = []
    carried: list[Box] = []
    open_containers = list(resumed)
    index = 0
    while index < len(items):
        height = heights.get(len(pages), frame.height)
        key = (index, height, tuple(map(id, carried)), tuple(map(id, open_containers)))
        page = known.get(key)
        if page is None:
            reported = len(problems)
            filler = _Filler(items, Frame(height, frame.note_gap), notes, problems, index, carried, open_containers)
            plan, index = filler.fill()
            page = plan, index, filler.left_over, tuple(open_containers)
            if len(problems) == reported:
                known[key] = page
        plan, index, carried, opened = page
        open_containers[:] = opened
        if plan.boxes or plan.notes:
            pages.append(plan)
    while carried:
        room, count = frame.height, 0
        while count < len(carried) and (carried[count].height <= room or count == 0):
            room -= carried[count].height
            count += 1
        pages.append(PagePlan((), notes=tuple(carried[:count]), fill=1 - room / frame.height))
        carried = carried[count:]
    return tuple(pages)


class _Filler:
    """Fills one page. The state of open containers is shared with the next page's filler."""

    def __init__(
        self,
        items: Sequence[Item],
        frame: Frame,
        notes: Mapping[str, Sequence[Box]],
        problems: Problems,
        index: int,
        carried: list[Box],
        open_containers: list[Container],
    ) -> None:
        self._items = items
        self._frame = frame
        self._notes = notes
        self._problems = problems
        self._start = index
        self._open = open_containers
        self._carried = len(carried)
        self._note_lines: list[Box] = list(carried)
        self.left_over: list[Box] = []

    def fill(self) -> tuple[PagePlan, int]:
        """Return the page and the index of the first item after it."""
        placed: list[PlacedBox] = []
        resumed = tuple(self._open)
        stack = list(resumed)
        y = 0.0
        for container in resumed:
            y += container.top
            if container.repeat is not None:
                placed.append(PlacedBox(container.repeat, y, artifact=True))
                y += container.repeat.height
        repeated = len(placed)
        space = 0.0
        best: _Candidate | None = None
        forced = False
        index = self._start
        end = len(self._items)
        while index < end:
            item = self._items[index]
            if isinstance(item, Box):  # first, as most are
                closing = sum([container.bottom for container in stack]) if stack else 0.0
                bottom = y + space + item.height + closing
                note_lines = [line for note in item.notes for line in self._notes.get(note, ())] if item.notes else []
                if bottom > self._room(note_lines, first=len(placed) == repeated) + 1e-6:
                    break
                y += space
                space = 0.0
                placed.append(PlacedBox(item, y))
                y += item.height
                self._note_lines += note_lines
            elif isinstance(item, Break):
                if item.force:
                    if len(placed) > repeated:
                        forced = True
                        index += 1
                        break
                elif len(placed) > repeated and item.cost < FORBIDDEN:
                    cost = item.cost - _EMPTINESS * y / self._frame.height
                    if best is None or cost <= best.cost:
                        best = _Candidate(index, len(placed), len(self._note_lines), cost, item.cost)
            elif isinstance(item, Space):
                if len(placed) > repeated:
                    space = max(space, item.height)
            elif isinstance(item, Open):
                y += space + item.container.top
                space = 0.0
                stack.append(item.container)
            else:
                y += item.container.bottom
                space = 0.0
                stack.pop()
            index += 1
        else:
            return self._finish(placed, index, None)
        if forced:
            return self._finish(placed, index, None)
        if best is None:
            # No legal break: end in front of what does not fit, or place one box that fits nowhere.
            if self._carried and len(placed) > repeated:
                # Footnotes from the page before took the room: this page is theirs, what belongs together has the next.
                del self._note_lines[self._carried :]
                return self._finish([], self._start, None)
            if len(placed) == repeated:
                taken = y + space + sum(container.bottom for container in stack)
                box, index = self._unplaceable(index, taken)
                if box is not None:
                    placed.append(PlacedBox(box, y + space))
                    self._note_lines.extend(line for note in box.notes for line in self._notes.get(note, ()))
            plan, index = self._finish(placed, index, None)
            return replace(plan, torn=True), index
        return self._finish(placed[: best.boxes], best.index, best)

    def _room(self, new: Sequence[Box], *, first: bool) -> float:
        """Height that is left for the text when the footnotes so far and ``new`` stand at the foot.

        Footnotes ask for a part of the page at most and go on overleaf; the first box of a page that has no footnotes
        left over from the last may have all of it, so that a tall box with a long footnote still finds a place.
        """
        if not self._note_lines and (first or not new):
            return self._frame.height
        wanted = sum(line.height for line in self._note_lines) + sum(line.height for line in new)
        return self._frame.height - self._frame.note_gap - min(wanted, _NOTE_SHARE * self._frame.height)

    def _unplaceable(self, index: int, taken: float) -> tuple[Box | None, int]:
        """Report the next box as too tall and return it with the index after it.

        ``taken`` is the height that the padding of boxes around it and rows repeated above it need.
        """
        while index < len(self._items):
            item = self._items[index]
            index += 1
            if isinstance(item, Box):
                if self._carried and item.height + taken <= self._frame.height:
                    return None, index - 1  # only the carried footnotes leave no room: it goes on the next page
                self._problems.error(
                    item.span,
                    f"this is {item.height / 72 * 25.4:.0f} mm tall and does not fit on a page, which has room for "
                    f"{max(0.0, self._frame.height - taken) / 72 * 25.4:.0f} mm",
                    "make it shorter or divide it",
                )
                return item, index
        return None, index

    def _finish(self, placed: list[PlacedBox], index: int, cut: _Candidate | None) -> tuple[PagePlan, int]:
        """Put together the plan of the items from the page's start to ``index``."""
        if cut is not None:
            del self._note_lines[cut.notes :]
        containers = self._containers(placed, index)
        used = max(
            [entry.y + entry.box.height for entry in placed] + [container.bottom for container in containers] + [0.0]
        )
        notes = self._take_notes(used, must=all(entry.artifact for entry in placed))
        height = self._frame.height
        full = any(entry.box.full_page for entry in placed)
        fill = 1.0 if full else min(1.0, (used + sum(line.height for line in notes)) / height)
        return PagePlan(tuple(placed), containers, notes, fill=fill, cost=cut.price if cut else 0.0), index

    def _take_notes(self, used: float, *, must: bool) -> tuple[Box, ...]:
        """The footnote lines that fit under the text; the others are left over for the next page.

        A page without text of its own takes one at least (``must``): each step places something.
        """
        room = self._frame.height - used - self._frame.note_gap + 1e-6
        count = 0
        for line in self._note_lines:
            if line.height > room and not (must and count == 0):
                break
            room -= line.height
            count += 1
        self.left_over = self._note_lines[count:]
        return tuple(self._note_lines[:count])

    def _containers(self, placed: list[PlacedBox], end: int) -> tuple[PlacedContainer, ...]:
        """The containers' parts on this page; brings the list of open containers up to date."""
        if not self._open and not any(isinstance(item, Open) for item in self._items[self._start : end]):
            return ()
        tops: list[tuple[Container, float]] = []
        done: list[PlacedContainer] = []
        by_box = iter([entry for entry in placed if not entry.artifact])
        y = 0.0
        for container in self._open:
            tops.append((container, y))
            y += container.top + (container.repeat.height if container.repeat else 0.0)
        space = 0.0
        empty = True
        for item in self._items[self._start : end]:
            if isinstance(item, Box):
                entry = next(by_box, None)
                if entry is None:
                    break
                y = entry.y + item.height
                space = 0.0
                empty = False
            elif isinstance(item, Space):
                space = 0.0 if empty else max(space, item.height)
            elif isinstance(item, Open):
                y += space
                space = 0.0
                tops.append((item.container, y))
                y += item.container.top
            elif isinstance(item, Close):
                container, top = tops.pop()
                y += container.bottom
                space = 0.0
                if not empty:
                    done.append(PlacedContainer(container, top, y))
        for container, top in reversed(tops):
            y += container.bottom
            if not empty:
                done.append(PlacedContainer(container, top, y))
        self._open[:] = [container for container, _ in tops]
        return tuple(reversed(done))
