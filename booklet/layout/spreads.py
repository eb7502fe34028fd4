# SPDX-License-Identifier: Apache-2.0
"""Two vertical lists that say the same, cut into pages that face each other.

A part of the one and its partner (:mod:`booklet.layout.spreadparts`) always stand on one spread, so where one language
takes more room, the other's page is shorter. A part that neither page can hold whole is cut in both, each where it may
be, and what follows may begin on the last of its spreads. Which parts go on a spread is a shortest path through the
book: white space and breaks cost what they do in :mod:`booklet.layout.compose`, and a number of pages that folds well
is worth something. Sections begin new spreads. The sides that sections ask for, and art for pages that are left over,
have no place here: every section begins on both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from booklet.layout.compose import REMAINDER, page_cost
from booklet.layout.items import Box, Close, Open, Space
from booklet.layout.paginate import Frame, PagePlan
from booklet.layout.spreadpages import CutPart, Spots, Spread, cut_pages, pages_of, with_spots
from booklet.layout.spreadparts import Half, Part, Text, parts_of
from booklet.problems import Problems
from booklet.values import Immutable

__all__ = ["facing_pages"]

_EVERY_SPREAD = 0.2
"""What a spread costs, however full it is: of two ways the one with fewer is better."""

_CUT = 20.0
"""What it costs to cut a part that fits no spread."""


class _Way(Immutable, frozen=True):
    """The best way so far to a part: where its last spread begins, and the way to there."""

    cost: float
    start: int = 0
    former: _Way | None = None


def facing_pages(
    first: Text,
    second: Text,
    frame: Frame,
    problems: Problems,
    *,
    multiple: int = 1,
    others: int = 0,
    apart: float = 0.0,
) -> list[Spread]:
    """Cut two texts into spreads.

    ``multiple`` is the number of pages of which the book should have a multiple, ``others`` how many it has besides.
    What has a space of ``apart`` or more above it begins beside its translation, where both pages have room for that;
    the items of a list keep their even spaces. A box that fits no page is reported as
    :func:`booklet.layout.paginate.paginate` does it.
    """
    texts = (first, second)
    parts = parts_of(texts)
    fills = [_fills(parts, number, frame, texts) for number in range(len(parts))]
    cut = {number: cut_pages(part, frame, texts, problems) for number, part in enumerate(parts) if not fills[number]}
    for number, part in cut.items():
        if part.rest is not None:
            fills[number] = _fills(parts, number, frame, texts, part.rest)[1:]
    spreads: list[Spread] = []
    ground: list[str | None] = [None, None]
    for start, end in _best_spans(parts, fills, cut, multiple, others):
        if parts[start].forced:
            ground = [half.said.ground for half in parts[start].halves]
        spots = _spots(parts, start) if end == len(parts) or parts[end].forced else (None, None)
        pages = list(cut[start].spreads) if start in cut else []
        begun = cut[start].rest if start in cut else parts[start]
        if begun is not None and (start not in cut or end > start + 1):  # the last of a cut part is set with the others
            pages[-1:] = [pages_of([begun, *parts[start + 1 : end]], frame, texts, spots, apart, problems)]
        pages[-1] = with_spots(pages[-1], spots, frame)
        spreads += [(_on_ground(left, ground[0]), _on_ground(right, ground[1])) for left, right in pages]
    return spreads


def _spots(parts: Sequence[Part], at: int) -> Spots:
    """The spot pictures of the section that a part belongs to."""
    while at and not parts[at].forced:
        at -= 1
    first, second = parts[at].halves
    return first.said.spot, second.said.spot


def _on_ground(page: PagePlan, ground: str | None) -> PagePlan:
    return replace(page, ground=None if ground == "paper" else ground)


# ---- which parts go on a spread


def _best_spans(
    parts: Sequence[Part],
    fills: Sequence[Sequence[float]],
    cut: Mapping[int, CutPart],
    multiple: int,
    others: int,
) -> list[tuple[int, int]]:
    """The parts of each spread, as first and end. Of the spreads before a part only the remainder matters."""
    ways: list[dict[int, _Way]] = [{} for _ in range(len(parts) + 1)]
    ways[0][0] = _Way(0.0)
    for start in range(len(parts)):
        for end, count, cost in _steps(parts, start, fills[start], cut.get(start)):
            for before, way in ways[start].items():
                after = (before + count) % multiple
                total = way.cost + cost
                best = ways[end].get(after)
                if best is None or total < best.cost - 1e-9:
                    ways[end][after] = _Way(total, start, way)
    last = min(ways[-1].items(), key=lambda entry: entry[1].cost + REMAINDER * (-(others + 2 * entry[0]) % multiple))[1]
    spans: list[tuple[int, int]] = []
    end, way = len(parts), last
    while way.former is not None:
        spans.append((way.start, end))
        end, way = way.start, way.former
    return spans[::-1]


def _steps(
    parts: Sequence[Part], start: int, fills: Sequence[float], cut: CutPart | None
) -> Iterator[tuple[int, int, float]]:
    """Spreads that may begin with a part: the part behind them, how many they are, what they cost."""
    count, price, end = 1, 0.0, start
    if cut is not None:
        count, price, end = len(cut.spreads), _CUT, start + 1
        yield end, count, price + _cost(parts, end, max(page.fill for page in cut.spreads[-1]))
    for behind, fill in enumerate(fills, end + 1):
        yield behind, count, price + _cost(parts, behind, fill)


def _cost(parts: Sequence[Part], end: int, fill: float) -> float:
    last = end == len(parts) or parts[end].forced
    return _EVERY_SPREAD + page_cost(fill, 0.0 if last else parts[end].price, last=last)


def _fills(
    parts: Sequence[Part], start: int, frame: Frame, texts: tuple[Text, Text], rest: Part | None = None
) -> list[float]:
    """How full the fuller page of a spread is with a part alone, with the next, and so on, while all of it fits.

    ``rest`` stands for the part where others have begun it.
    """
    begun = rest or parts[start]
    heights = [_heights(parts, start, begun.halves[side], side, frame, texts[side].notes) for side in (0, 1)]
    return [max(pair) / frame.height for pair in zip(*heights, strict=False)]


def _heights(
    parts: Sequence[Part], start: int, first: Half, side: int, frame: Frame, notes: Mapping[str, Sequence[Box]]
) -> list[float]:
    """What a page takes that begins with a part: of that part alone, with the next, and so on, while all of it fits."""
    found: list[float] = []
    stack = list(first.opened)
    y = sum(each.top + (each.repeat.height if each.repeat else 0.0) for each in stack)
    closing = sum(each.bottom for each in stack)
    space = note_height = 0.0
    begun = False
    for number in range(start, len(parts)):
        if number > start and parts[number].forced:
            break
        for item in (parts[number].halves[side] if number > start else first).items:
            if isinstance(item, Box):
                note_height += sum(line.height for note in item.notes for line in notes.get(note, ()))
                y += space + item.height
                space, begun = 0.0, True
            elif isinstance(item, Space):
                space = max(space, item.height) if begun else 0.0
            elif isinstance(item, Open):
                y += space + item.container.top
                closing += item.container.bottom
                space = 0.0
                stack.append(item.container)
            elif isinstance(item, Close):
                container = stack.pop()
                y += container.bottom
                closing -= container.bottom
                space = 0.0
            elif item.force:
                return found  # one language has a page more here: its part is cut
            room = frame.height - (note_height + frame.note_gap if note_height else 0.0)
            if y + closing > room + 1e-6:
                return found
        found.append(y + closing + note_height)
    return found
