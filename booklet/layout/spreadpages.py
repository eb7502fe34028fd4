# SPDX-License-Identifier: Apache-2.0
"""The pages of a spread: parts of two texts that stand beside each other, as far as there is room for it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice, zip_longest

from msgspec.structs import replace

from booklet.layout.compose import room_over_spot, with_spot
from booklet.layout.items import FORBIDDEN, Box, Break, Close, Container, Item, Open, Space
from booklet.layout.paginate import Frame, PagePlan, paginate
from booklet.layout.spreadparts import Half, Part, Text
from booklet.problems import Problems
from booklet.values import Immutable

__all__ = ["CutPart", "Spots", "Spread", "cut_pages", "even", "pages_of", "with_spots"]

Spread = tuple[PagePlan, PagePlan]
"""The page of the first language and that of the second."""

Spots = tuple[Box | None, Box | None]
"""Pictures for the feet of both pages."""


class CutPart(Immutable, frozen=True):
    """The spreads of a part that no spread holds.

    ``rest`` is what the last of them holds, as a part that others may follow there; None where none may.
    """

    spreads: tuple[Spread, ...]
    rest: Part | None


_SHARES = (0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1)
"""Heights, as shares of the frame, at which pages end to make as many of a text as its longer translation takes."""

_EXACT = 0.01
"""What is less out of place is not seen, in points."""

_EMPTY = PagePlan((), blank=True)


def pages_of(
    parts: Sequence[Part],
    frame: Frame,
    texts: tuple[Text, Text],
    spots: Spots,
    apart: float,
    problems: Problems,
) -> Spread:
    """Both pages of some parts, which fit there."""
    halves = [[part.halves[side] for part in parts] for side in (0, 1)]
    items = [[half.items for half in side] for side in halves]
    spread = _pages(items, halves, frame, texts, problems)
    beside = _side_by_side(items, spread, frame, spots, apart)
    if beside == items:
        return spread
    found = Problems()
    aligned = _pages(beside, halves, frame, texts, found)
    return aligned if not found.errors and not any(page.torn for page in aligned) else spread


def _pages(
    items: Sequence[Sequence[tuple[Item, ...]]],
    halves: Sequence[Sequence[Half]],
    frame: Frame,
    texts: tuple[Text, Text],
    problems: Problems,
) -> Spread:
    """One page of all the items of each language."""
    plans: list[PagePlan] = []
    for parts, of, text in zip(items, halves, texts, strict=True):
        whole = [Break(FORBIDDEN) if isinstance(item, Break) else item for item in chain.from_iterable(parts)]
        pages = paginate(whole, frame, text.notes, problems, resumed=of[0].opened)
        plans.append(pages[0] if pages else _EMPTY)
    return plans[0], plans[1]


def _side_by_side(
    items: Sequence[Sequence[tuple[Item, ...]]], spread: Spread, frame: Frame, spots: Spots, apart: float
) -> list[list[tuple[Item, ...]]]:
    """The parts of both pages, pushed down to begin beside their partners as far as there is room for it."""
    moved = [list(side) for side in items]
    tops = [_tops(side, page) for side, page in zip(items, spread, strict=True)]
    with_pictures = with_spots(spread, spots, frame) is not spread
    room: list[float] = []
    for page, spot in zip(spread, spots, strict=True):
        height = room_over_spot(spot, frame) if with_pictures and spot else frame.height
        room.append(height - page.fill * frame.height - (frame.note_gap if page.notes else 0.0))
    down = [0.0, 0.0]
    for number, pair in enumerate(zip(*tops, strict=True)):
        if pair[0] is None or pair[1] is None:
            continue
        lead = pair[0] + down[0] - pair[1] - down[1]
        side, missing = (1, lead) if lead > 0 else (0, -lead)
        pushed = _pushed(moved[side][number], missing, apart) if number else None
        if missing > _EXACT and pushed is not None and down[side] + missing <= room[side] - _EXACT:
            moved[side][number] = pushed
            down[side] += missing
    return moved


def _tops(parts: Sequence[tuple[Item, ...]], page: PagePlan) -> list[float | None]:
    """Where the first box of each part stands; None for a part without one."""
    placed = (entry.y for entry in page.boxes if not entry.artifact)
    tops: list[float | None] = []
    for part in parts:
        boxes = sum(isinstance(item, Box) for item in part)
        tops.append(next(iter(list(islice(placed, boxes))), None))
    return tops


def _pushed(part: tuple[Item, ...], by: float, apart: float) -> tuple[Item, ...] | None:
    """A part with more space above it; None for one that has little, as a list's item, or none, as a table's row."""
    for index, item in enumerate(part):
        if isinstance(item, Space) and item.height >= apart:
            return (*part[:index], Space(item.height + by), *part[index + 1 :])
        if isinstance(item, Box):
            return None
    return None


def cut_pages(part: Part, frame: Frame, texts: tuple[Text, Text], problems: Problems) -> CutPart:
    """The pages of a part that no spread holds: as many in both languages, where that can be."""
    pages: list[list[PagePlan]] = []
    found = Problems()
    for half, text in zip(part.halves, texts, strict=True):
        pages.append(list(paginate(half.items, frame, text.notes, found, resumed=half.opened)))
    count = max(map(len, pages))
    for side, (half, text) in enumerate(zip(part.halves, texts, strict=True)):
        for share in _SHARES if 0 < len(pages[side]) < count else ():
            heights = dict.fromkeys(range(count), frame.height * share)
            tried = paginate(half.items, frame, text.notes, Problems(), heights, half.opened)
            if len(tried) >= count:
                if len(tried) == count and not any(page.torn for page in tried):
                    pages[side] = [replace(page, fill=page.fill * share) for page in tried]
                break
    problems.extend(found)
    rests = [_rest(*side, count) for side in zip(part.halves, pages, texts, strict=True)]
    rest = None if found.errors or rests[0] is None or rests[1] is None else Part((rests[0], rests[1]))
    return CutPart(tuple(even(*pages)), rest)


def _rest(half: Half, pages: Sequence[PagePlan], text: Text, count: int) -> Half | None:
    """What the last of so many pages holds; None where that cannot be set again by itself."""
    boxes = 0
    for page in pages:
        own = [entry.box for entry in page.boxes if not entry.artifact]
        if page.torn or sum(len(text.notes.get(note, ())) for box in own for note in box.notes) != len(page.notes):
            return None  # cut where it should not be, or footnotes go on overleaf
        boxes += len(own)
    if pages and len(pages) == count:
        boxes -= sum(not entry.artifact for entry in pages[-1].boxes)
    if not boxes:
        return Half(half.items, half.opened, Break())
    opened: list[Container] = list(half.opened)
    for index, item in enumerate(half.items):
        if isinstance(item, Box):
            if not boxes:
                return None
            boxes -= 1
        elif isinstance(item, Open):
            opened.append(item.container)
        elif isinstance(item, Close):
            opened.pop()
        elif isinstance(item, Break) and not boxes and item.cost < FORBIDDEN:
            return Half(half.items[index + 1 :], tuple(opened), Break())
    return Half((), tuple(opened), Break())


def even(first: Sequence[PagePlan], second: Sequence[PagePlan]) -> list[Spread]:
    """Facing pages; where one text has no more, its page is empty."""
    return list(zip_longest(first, second, fillvalue=_EMPTY))


def with_spots(spread: Spread, spots: Spots, frame: Frame) -> Spread:
    """The last spread of a section with its spot picture on both pages, or on none."""
    left, right = (with_spot(page, spot, frame) for page, spot in zip(spread, spots, strict=True))
    return (left, right) if left is not spread[0] and right is not spread[1] else spread
