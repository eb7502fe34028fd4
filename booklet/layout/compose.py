# SPDX-License-Identifier: Apache-2.0
"""Composing pages, not pouring them: what begins on a new page is set for itself, and tightened where that helps.

A section whose last page would hold next to nothing is set again with less white space between its blocks. It stays so
only if that saves the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from booklet.layout.items import Box, Break, Item, Space
from booklet.layout.paginate import Frame, PagePlan, paginate
from booklet.problems import Problems

__all__ = ["compose"]

_NEARLY_EMPTY = 0.38
"""A last page that is filled less than this is worth saving."""

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
        for factor in _TIGHTER:
            tried = Problems()
            tighter = paginate(_tightened(items, factor), frame, notes, tried)
            if len(tighter) < len(plans):
                plans, found = tighter, tried
                break
    problems.extend(found)
    return plans


def _tightened(items: Sequence[Item], factor: float) -> list[Item]:
    return [replace(item, height=item.height * factor) if isinstance(item, Space) else item for item in items]
