# SPDX-License-Identifier: Apache-2.0
"""Callouts and rows of key facts."""

from __future__ import annotations

from booklet.content.model import Callout, Fact, Facts
from booklet.content.slots import label_slot
from booklet.layout.blocks.registry import (
    Built,
    builder,
    centred_beside,
    enclosed,
    height_of,
    join,
    marked_boxes,
    whole,
)
from booklet.layout.icons import callout_icon
from booklet.layout.items import FORBIDDEN, Box, Break, Item, Space
from booklet.layout.model import ShapeFragment
from booklet.layout.setter import Setter
from booklet.layout.shapes import rectangle

_WHOLE = 0.6
"""Rows of facts lower than this share of the page are never split."""

_ASIDE = 0.3
"""The share of the measure that figures may take beside their texts."""

_ICON = 1.35
"""The size of a callout's icon, in sizes of its label."""


@builder(Callout)
def callout(block: Callout, setter: Setter) -> Built:
    """A tinted box with a bar; the name of its kind stands first, so that colour is never the only sign."""
    theme = setter.theme
    look = theme.callouts[block.type]
    padding = theme.space["padding"]
    with setter.inset(padding + theme.space["bar"], padding):
        label = _label(block, setter)
        items: list[Item] = [label, Break(FORBIDDEN), Space(theme.space["label"])]
        if block.title is not None:
            title = setter.set(
                setter.local(block.title), setter.style("callout-title"), balance=True, heading=True, hyphenate=False
            )
            items += [*setter.flow(title, together=True), Break(FORBIDDEN)]
        items.append(Space(theme.space["label"]))
        items += join(block.blocks, setter)
    container = setter.container(padding, padding, fill=look.fill, bar=look.accent, border=look.border)
    space = theme.space["block"]
    return Built(tuple(enclosed(container, items, setter, label)), space, space)


def _label(block: Callout, setter: Setter) -> Box:
    """The name of a callout's kind beside its icon: neither needs its colour."""
    look = setter.theme.callouts[block.type]
    style = setter.style("label", colour=look.accent)
    size = style.size * _ICON
    icon = callout_icon(block.type, look.accent, look.fill)
    drawn = setter.picture(icon, 0.0, size, size, None)
    with setter.inset(size + setter.theme.space["label"] * 2):
        words = setter.booklet.texts[f"ui.callout.{block.type}"]
        lines = setter.set(words, style, prefix=label_slot(block.id), hyphenate=False)
    return centred_beside(drawn, size, setter.beside([lines], block.span))


@builder(Facts)
def facts(block: Facts, setter: Setter) -> Built:
    """Big figures side by side, at most three in a row."""
    theme = setter.theme
    gutter = theme.space["gutter"]
    padding = theme.space["padding"] * 0.8
    per_row = _per_row(block, setter, gutter, padding)
    width = (setter.measure - gutter * (per_row - 1)) / per_row
    aside = _figures_aside(block, width - 2 * padding, setter) if per_row == 1 else 0.0
    items: list[Item] = []
    for first in range(0, len(block.items), per_row):
        row = block.items[first : first + per_row]
        columns: list[list[Box]] = []
        for number, fact in enumerate(row):
            columns += _columns(fact, number * (width + gutter) + padding, width - 2 * padding, aside, setter)
        box = setter.beside(columns, block.span, gap=padding)
        line = theme.space["border"] if theme.fact_border else 0.0
        tints = tuple(
            ShapeFragment(
                rectangle(
                    setter.left(number * (width + gutter), width) + line / 2,
                    line / 2,
                    width - line,
                    box.height - line,
                    theme.radius,
                ),
                fill=theme.fact_fill,
                stroke=theme.fact_border,
                stroke_width=line,
                artifact="background",
            )
            for number in range(len(row))
        )
        if items:
            items += [Break(0.0), Space(gutter)]
        items.append(Box(box.height, (*tints, *box.fragments), box.span, box.links, box.notes, box.marks))
    if height_of(items) < _WHOLE * theme.page.frame_height:
        items = whole(items)
    space = theme.space["block"]
    return Built(tuple(items), space, space, break_before=3.0)


def _columns(fact: Fact, start: float, width: float, aside: float, setter: Setter) -> list[list[Box]]:
    """A figure above what it counts; or, where it is given room ``aside``, before it, both on one axis."""
    gap = setter.theme.space["padding"] if aside else 0.0
    figure = setter.set(
        setter.local(fact.figure), setter.style("figure"), start=start, width=aside or width, hyphenate=False
    )
    text = setter.set(
        setter.local(fact.text),
        setter.style("fact"),
        start=start + aside + gap,
        width=width - aside - gap,
        hyphenate=False,
    )
    figure = marked_boxes(figure, fact.id)
    if not aside:
        return [[*figure, *text]]
    heights = [sum(box.height for box in column) for column in (figure, text)]
    drops = [Box((max(heights) - height) / 2, (), fact.span) for height in heights]
    return [[drops[0], *figure], [drops[1], *text]]


def _figures_aside(block: Facts, width: float, setter: Setter) -> float:
    """The room for figures before their texts, as wide as the widest; 0 where it would leave too little for these."""
    widest = max((setter.narrowest(setter.local(fact.figure), "figure") for fact in block.items), default=0.0)
    return widest if widest <= _ASIDE * width else 0.0


def _per_row(block: Facts, setter: Setter, gutter: float, padding: float) -> int:
    """As many facts side by side as the theme wants and the longest word, of a figure or of its text, allows.

    All but one in a row would leave the last by itself.
    """
    words = (((fact.figure, "figure"), (fact.text, "fact")) for fact in block.items)
    longest = max((setter.narrowest(setter.local(each), style) for fact in words for each, style in fact), default=0.0)
    for count in range(min(len(block.items), setter.theme.facts_per_row), 1, -1):
        if longest <= (setter.measure - gutter * (count - 1)) / count - 2 * padding and count != len(block.items) - 1:
            return count
    return 1
