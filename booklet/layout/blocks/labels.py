# SPDX-License-Identifier: Apache-2.0
"""Labels in front of list items and footnotes."""

from __future__ import annotations

from booklet.layout.items import Box
from booklet.layout.setter import Setter, shift
from booklet.problems import Span
from booklet.text.model import Piece, Style

__all__ = ["label_box", "merged"]


def label_box(mark: str, slot: str, style: Style, setter: Setter, span: Span, width: float) -> Box:
    """The mark or number of an item, in the space that its text leaves on the start side."""
    piece = Piece(mark, style, setter.booklet.locale.tag, slot)
    return setter.lines([piece], span, base=style, width=width)[0]


def merged(label: Box, lines: list[Box]) -> list[Box]:
    """The item's lines with its label in front of the first."""
    if not lines:
        return [label]
    first = lines[0]
    drop = (first.height - label.height) / 2
    fragments = (*(shift(fragment, 0.0, drop) for fragment in label.fragments), *first.fragments)
    lines[0] = Box(max(first.height, label.height), fragments, first.span, first.links, first.notes, first.marks)
    return lines
