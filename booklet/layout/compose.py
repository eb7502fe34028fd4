# SPDX-License-Identifier: Apache-2.0
"""Composing pages, not pouring them: what begins on a new page is set for itself, and tightened where that helps.

A section whose last page would hold next to nothing is set again with less white space between its blocks; if that does
not save the page, the page before it ends earlier and gives it more to hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from booklet.layout.items import Box, Break, Item, Space
from booklet.layout.paginate import Frame, PagePlan, paginate
from booklet.problems import Problems

__all__ = ["compose"]

_NEARLY_EMPTY = 0.5
"""A last page that is filled less than this is worth saving, or filling."""

_ENOUGH = 0.27
"""What both of the last two pages must hold when the first of them ends early."""

_EARLIER = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5)
"""Heights, as shares of the frame, at which the last page but one may end to fill the last one better."""

_TIGHTER = (0.85, 0.7, 0.55)
"""Factors on the spaces between blocks, tried in turn."""


def compose(
    items: Sequence[Item], frame: Frame, notes: Mapping[str, Sequence[Box]], problems: Problems
) -> tuple[PagePlan, ...]:
    """Cut the items into pages, as :func:`booklet.layout.paginate.paginate` does, section by section."""
    pages: list[PagePlan] = []
    for segment, recto in _segments(items):
        if recto and len(pages) % 2 == 1:
            pages.append(PagePlan((), blank=True))
        pages.extend(_section(segment, frame, notes, problems))
    return tuple(pages)


def _segments(items: Sequence[Item]) -> Iterator[tuple[list[Item], bool]]:
    """The items between forced breaks, and whether they begin on a right-hand page."""
    segment: list[Item] = []
    recto = False
    for item in items:
        if isinstance(item, Break) and item.force:
            if any(isinstance(each, Box) for each in segment):
                yield segment, recto
                segment, recto = [], item.recto
            recto = recto or item.recto
        else:
            segment.append(item)
    if segment:
        yield segment, recto


def _section(
    items: list[Item], frame: Frame, notes: Mapping[str, Sequence[Box]], problems: Problems
) -> tuple[PagePlan, ...]:
    found = Problems()
    plans = paginate(items, frame, notes, found)
    if len(plans) > 1 and plans[-1].fill < _NEARLY_EMPTY:
        plans, found = _better(items, frame, notes, plans, found)
    problems.extend(found)
    return plans


def _better(
    items: list[Item],
    frame: Frame,
    notes: Mapping[str, Sequence[Box]],
    plans: tuple[PagePlan, ...],
    found: Problems,
) -> tuple[tuple[PagePlan, ...], Problems]:
    """Save a nearly empty last page, or else let the page before it end early, so that the last has more to show."""
    for factor in _TIGHTER:
        tried = Problems()
        tighter = paginate(_tightened(items, factor), frame, notes, tried)
        if len(tighter) < len(plans) and not _worse(tighter, plans):
            return tighter, tried
    for factor in _EARLIER:
        tried = Problems()
        balanced = paginate(items, frame, notes, tried, {len(plans) - 2: frame.height * factor})
        if len(balanced) != len(plans) or tried.errors or _worse(balanced, plans):
            continue
        former, latter = balanced[-2].fill * factor, balanced[-1].fill
        if latter > plans[-1].fill and former >= latter - 0.05 and min(former, latter) >= _ENOUGH:
            return balanced, tried
    return plans, found


def _worse(tried: Sequence[PagePlan], plans: Sequence[PagePlan]) -> bool:
    """Whether more pages end where no break was allowed."""
    return sum(plan.torn for plan in tried) > sum(plan.torn for plan in plans)


def _tightened(items: Sequence[Item], factor: float) -> list[Item]:
    return [replace(item, height=item.height * factor) if isinstance(item, Space) else item for item in items]
