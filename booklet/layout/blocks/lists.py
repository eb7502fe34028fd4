# SPDX-License-Identifier: Apache-2.0
"""Lists of every style, and numbered steps."""

from __future__ import annotations

from collections.abc import Sequence

from booklet.content.model import Item as ListItem
from booklet.content.model import Listing, ListStyle, PictureRef, Step, Steps
from booklet.content.slots import figure_slot, label_slot
from booklet.layout.blocks.labels import ink_edges, label_box, label_room, merged
from booklet.layout.blocks.registry import Built, builder, centred_beside, height_of, marked, whole
from booklet.layout.items import FORBIDDEN, KEPT, Box, Break, Item, Mark, Space
from booklet.layout.model import ShapeFragment
from booklet.layout.setter import Setter, shift, shift_link
from booklet.layout.shapes import circle
from booklet.text.model import Piece

_SHORT = 0.4
"""A list, or steps, lower than this share of the page are never split."""


@builder(Listing)
def listing(block: Listing, setter: Setter) -> Built:
    """A list; the beginning of a continuing list's sentence stays with its first item."""
    items: list[Item] = []
    if block.lead is not None:
        items += setter.flow(setter.set(setter.local(block.lead), setter.style("body")))
        items += [Break(FORBIDDEN), Space(setter.theme.space["item"])]
    entries = _items(block.items, block.style, setter, 0)
    items += whole(entries) if height_of(entries) < _SHORT * setter.theme.page.frame_height else entries
    record = setter.spacing("body")
    after = max(record.after, setter.theme.space["entry"] * 1.4) if block.style == "picture" else record.after
    return Built(tuple(items), record.before, after)


def _items(entries: Sequence[ListItem], style: ListStyle, setter: Setter, depth: int) -> list[Item]:
    result: list[Item] = []
    marks = [_mark(style, number, depth, setter) for number in range(1, len(entries) + 1)]
    room = label_room(marks, "mark", setter.theme.space["indent"], setter)
    for number, entry in enumerate(entries, 1):
        if result:
            gap = setter.theme.space["entry" if style == "picture" else "item"]
            result += [Break(_price(number, len(entries), depth)), Space(gap)]
        if style == "picture" and entry.picture is not None:
            parts = _pictured(entry, entry.picture, setter)
        else:
            parts = _labelled(entry, marks[number - 1], room, setter)
        if entry.items:
            parts += [Break(FORBIDDEN), Space(setter.theme.space["item"])]
            with setter.inset(room):
                parts += _items(entry.items, style, setter, depth + 1)
        result += marked(parts, Mark(entry.id, entry.id))
    return result


def _price(number: int, count: int, depth: int) -> float:
    """What a page's end costs before an item: no single one goes on a page of its own, an item's own items above all.

    A list that is not longer than three items cannot be parted without that.
    """
    lonely = number in (2, count)
    if depth:
        return KEPT if lonely else 1.0
    return 3.0 if lonely and count > 3 else 1.0


def _mark(style: ListStyle, number: int, depth: int, setter: Setter) -> str:
    locale = setter.booklet.locale
    if style == "number":
        return locale.list_number.format(locale.number(number))
    if style == "check":
        return locale.check_mark
    return locale.bullets[depth % len(locale.bullets)]


def _labelled(entry: ListItem, mark: str, room: float, setter: Setter) -> list[Item]:
    text = setter.local(entry.text)
    with setter.inset(room):
        lines = setter.set(text, setter.style("body"))
    label = label_box(mark, label_slot(entry.id), setter.style("mark"), setter, entry.span, room)
    return setter.flow(merged(label, lines))


def _pictured(entry: ListItem, reference: PictureRef, setter: Setter) -> list[Item]:
    """A picture on the start side, the words beside its middle; unbreakable."""
    size = setter.theme.space["icon"]
    gap = setter.theme.space["padding"]
    with setter.inset(size + gap):
        lines = setter.set(setter.local(entry.text), setter.style("body"))
    slot = None if reference.decorative else figure_slot(entry.id)
    picture = setter.picture(reference.picture, 0.0, size, size, slot, reference.span)
    return [centred_beside(picture, size, setter.beside([lines], entry.span))]


@builder(Steps)
def steps(block: Steps, setter: Setter) -> Built:
    """Numbered steps: a number in a disc, an optional title, the words, an optional picture."""
    items: list[Item] = []
    numbers = [setter.booklet.locale.number(number) for number in range(1, len(block.items) + 1)]
    disc = label_room(numbers, "step-number", setter.theme.space["disc"], setter)
    for number, step in zip(numbers, block.items, strict=True):
        if items:
            items += [Break(0.0), Space(setter.theme.space["item"] * 1.6)]
        items += marked(_step(step, number, disc, setter), Mark(step.id, step.id))
    if height_of(items) < _SHORT * setter.theme.page.frame_height:
        items = whole(items)
    record = setter.spacing("body")
    return Built(tuple(items), record.before, record.after)


def _step(step: Step, number: str, disc: float, setter: Setter) -> list[Item]:
    theme = setter.theme
    style = setter.style("step-number")
    piece = Piece(number, style, setter.booklet.locale.tag, label_slot(step.id))
    label = setter.lines([piece], step.span, base=style, width=disc, align="center")[0]
    ground = circle(setter.left(0.0, disc) + disc / 2, disc / 2, disc / 2)
    tint = ShapeFragment(ground, fill=theme.step_fill, artifact="background")
    head = Box(
        disc, (tint, *(shift(part, 0.0, disc / 2 - sum(ink_edges(label)) / 2) for part in label.fragments)), step.span
    )
    with setter.inset(disc + theme.space["padding"]):
        items: list[Item] = []
        lines: list[Box] = []
        if step.title is not None:
            lines = setter.set(
                setter.local(step.title), setter.style("step-title"), balance=True, heading=True, hyphenate=False
            )
            items += setter.flow(merged_step(head, lines), together=True)
            items.append(Break(FORBIDDEN))
        text = setter.set(setter.local(step.text), setter.style("body"))
        items += setter.flow(text if lines else merged_step(head, text))
        if step.picture is not None:
            picture = step.picture.picture
            height = min(setter.measure * picture.height / picture.width, theme.page.frame_height * 0.3)
            slot = None if step.picture.decorative else figure_slot(step.id)
            fragment = setter.picture(picture, 0.0, setter.measure, height, slot, step.picture.span)
            items += [Break(FORBIDDEN), Space(theme.space["item"]), Box(height, (fragment,), step.picture.span)]
    return items


def merged_step(head: Box, lines: list[Box]) -> list[Box]:
    """A step's first line with its number beside it, both on one axis."""
    first = lines[0]
    drop = max(0.0, (head.height - first.height) / 2)
    fragments = (*head.fragments, *(shift(part, 0.0, drop) for part in first.fragments))
    links = tuple(shift_link(link, 0.0, drop) for link in first.links)
    height = first.height + drop if len(lines) > 1 else max(head.height, first.height)
    return [Box(height, fragments, first.span, links, first.notes, first.marks), *lines[1:]]
