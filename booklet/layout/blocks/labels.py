# SPDX-License-Identifier: Apache-2.0
"""Labels in front of list items and footnotes."""

from __future__ import annotations

from collections.abc import Iterable

from booklet.layout.items import Box
from booklet.layout.model import TextFragment
from booklet.layout.setter import Setter, shift
from booklet.problems import Span
from booklet.text.model import Piece, Style

__all__ = ["ink_edges", "label_box", "label_room", "merged"]


_GAP = 0.35
"""The least distance from a label to its text, as a share of the label's size."""


def label_room(marks: Iterable[str], style: str, least: float, setter: Setter) -> float:
    """How far texts are set in so that the widest of their labels stands in front of them on one line."""
    widest = max((setter.width(mark, style) for mark in marks), default=0.0)
    return max(least, widest + setter.style(style).size * _GAP)


def label_box(mark: str, slot: str, style: Style, setter: Setter, span: Span, width: float) -> Box:
    """The mark or number of an item, in the space that its text leaves on the start side."""
    piece = Piece(mark, style, setter.booklet.locale.tag, slot)
    lines = setter.lines([piece], span, base=style, width=width)
    if len(lines) > 1:
        setter.problems.error(span, f"the label {mark!r} does not fit in front of its text", "make it shorter")
    return lines[0]


def ink_edges(box: Box) -> tuple[float, float]:
    """How far below a box's top its letters' ink begins and ends; it may begin above."""
    edges: list[float] = []
    for fragment in box.fragments:
        if isinstance(fragment, TextFragment):
            run = fragment.run
            scale = run.style.size / run.font.facts.units_per_em
            for glyph in (glyph for cluster in run.clusters for glyph in cluster.glyphs):
                edges += (fragment.y - (glyph.dy + edge) * scale for edge in run.font.ink(glyph.gid))
    return (min(edges), max(edges)) if edges else (box.height / 2, box.height / 2)


def merged(label: Box, lines: list[Box]) -> list[Box]:
    """The item's lines with its label in front of the first."""
    if not lines:
        return [label]
    first = lines[0]
    drop = (first.height - label.height) / 2
    fragments = (*(shift(fragment, 0.0, drop) for fragment in label.fragments), *first.fragments)
    lines[0] = Box(max(first.height, label.height), fragments, first.span, first.links, first.notes, first.marks)
    return lines
