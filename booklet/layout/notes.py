# SPDX-License-Identifier: Apache-2.0
"""Footnotes at the end of their section, for editions in which little stands on a page.

They become part of the flow: taken off the boxes that hold their marks, set under a short rule before the next heading
of level 1, or after the last text of the booklet. What covers a page alone (a back cover, art) stays behind them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from booklet.layout.items import FORBIDDEN, Box, Break, Close, Item, Open, Space
from booklet.layout.model import ShapeFragment
from booklet.layout.setter import Setter
from booklet.layout.shapes import rectangle

__all__ = ["NOTE_RULE", "NOTE_RULE_SHARE", "notes_at_section_ends"]

NOTE_RULE = 0.7
NOTE_RULE_SHARE = 0.28
"""Thickness of the rule above footnotes, in points, and its length as a share of the measure."""

_APART = 3.0
"""The cost of a page that ends between a section's text and its notes, or between two of them."""


def notes_at_section_ends(items: Sequence[Item], notes: Mapping[str, Sequence[Box]], setter: Setter) -> list[Item]:
    """The same items with all footnotes in them. ``notes`` has the lines of each by its id."""
    result: list[Item] = []
    waiting: list[str] = []
    depth = 0
    for item in items:
        if isinstance(item, Box):
            if depth == 0 and any(mark.heading for mark in item.marks):
                _set_down(result, _section_start(result), waiting, notes, setter)
            if item.notes:
                waiting += item.notes  # a footnote has no marks of others in it (content.references)
                item = replace(item, notes=())
        elif isinstance(item, Open):
            depth += 1
        elif isinstance(item, Close):
            depth -= 1
        result.append(item)
    _set_down(result, len(result), waiting, notes, setter)
    return result


def _section_start(items: Sequence[Item]) -> int:
    """Where the block begins that items end in: a heading, whose picture stands above it."""
    index = len(items)
    while index and not (isinstance(items[index - 1], Break) and _may_end_page(items[index - 1])):
        index -= 1
    return index


def _may_end_page(item: Item) -> bool:
    return isinstance(item, Break) and (item.force or item.cost < FORBIDDEN)


def _set_down(
    items: list[Item], end: int, waiting: list[str], notes: Mapping[str, Sequence[Box]], setter: Setter
) -> None:
    """Insert the waiting notes after the last text before ``end``."""
    if not waiting:
        return
    while end and (isinstance(items[end - 1], Break | Space) or getattr(items[end - 1], "full_page", False)):
        end -= 1
    items[end:end] = _set(waiting, notes, setter)
    waiting.clear()


def _set(waiting: Sequence[str], notes: Mapping[str, Sequence[Box]], setter: Setter) -> list[Item]:
    space = setter.theme.space
    width = setter.column * NOTE_RULE_SHARE
    path = rectangle(setter.left(0.0, width), 0.0, width, NOTE_RULE)
    span = next(line.span for note in waiting for line in notes[note])
    result: list[Item] = [
        Break(_APART),
        Space(space["note-gap"]),
        Box(NOTE_RULE, (ShapeFragment(path, fill="grey"),), span),
        Break(FORBIDDEN),
        Space(space["note-gap"] / 2),
    ]
    for number, note in enumerate(waiting):
        if number:
            result += [Break(_APART), Space(space["item"])]
        result += setter.flow([replace(line, notes=()) for line in notes[note]])
    return result
