# SPDX-License-Identifier: Apache-2.0
"""Headings, paragraphs, quotations, definitions, page breaks."""

from __future__ import annotations

from msgspec.structs import replace

from booklet.content.model import Definition, Heading, PageBreak, Paragraph, Quotation
from booklet.content.slots import figure_slot
from booklet.layout.blocks.registry import Built, builder, enclosed
from booklet.layout.items import FORBIDDEN, Box, Break, Item, Mark, Space
from booklet.layout.setter import Setter


@builder(Heading)
def heading(block: Heading, setter: Setter) -> Built:
    """A heading, its opening picture above it. Balanced, never hyphenated, never the last thing on a page."""
    name = f"h{block.level}"
    record = setter.spacing(name)
    items: list[Item] = []
    if block.picture is not None:
        picture = block.picture.picture
        height = min(setter.measure * picture.height / picture.width, setter.theme.page.frame_height * 0.42)
        slot = None if block.picture.decorative else figure_slot(block.id)
        fragment = setter.picture(picture, 0.0, setter.measure, height, slot, block.picture.span)
        items += [Box(height, (fragment,), block.picture.span), Break(FORBIDDEN), Space(setter.theme.space["picture"])]
    lines = setter.set(setter.local(block.text), setter.style(name), balance=True, hyphenate=False)
    if block.level == 1 and lines:
        first = lines[0]
        mark = Mark("", "", heading=setter.booklet.plain(block.text))
        lines[0] = replace(first, marks=(*first.marks, mark))
    items += setter.flow(lines, together=True)
    return Built(
        tuple(items),
        record.before,
        record.after,
        with_next=True,
        break_before=0.0,
        new_page=block.level == 1 and setter.theme.sections_on_new_page,
    )


@builder(Paragraph)
def paragraph(block: Paragraph, setter: Setter) -> Built:
    """Running text, or an introduction in larger type."""
    name = "lead" if block.lead else "body"
    record = setter.spacing(name)
    items = setter.flow(setter.set(setter.local(block.text), setter.style(name)))
    return Built(tuple(items), record.before, record.after)


@builder(Quotation)
def quotation(block: Quotation, setter: Setter) -> Built:
    """A quotation between a bar and white space; its source below."""
    theme = setter.theme
    record = setter.spacing("quote")
    with setter.inset(theme.space["padding"] * 1.5):
        text = setter.set(setter.local(block.text), setter.style("quote"), balance=True, hyphenate=False)
        items = setter.flow(text)
        if block.source is not None:
            lines = setter.set(setter.local(block.source), setter.style("quote-source"), balance=True)
            items += [Break(FORBIDDEN), Space(theme.space["label"]), *setter.flow(lines, together=True)]
    container = setter.container(2.0, 2.0, bar=theme.quote_bar)
    return Built(tuple(enclosed(container, items, setter)), record.before, record.after)


@builder(Definition)
def definition(block: Definition, setter: Setter) -> Built:
    """A term and what it means, set apart by a rule on the start side."""
    theme = setter.theme
    padding = theme.space["padding"]
    with setter.inset(padding + theme.space["bar"], padding):
        term = setter.set(setter.local(block.term), setter.style("term"), prefix=f"{block.id}.term", hyphenate=False)
        text = setter.set(setter.local(block.text), setter.style("body"))
    items = [*setter.flow(term, together=True), Break(FORBIDDEN), *setter.flow(text)]
    container = setter.container(padding * 0.6, padding * 0.6, fill=theme.definition_fill, bar=theme.definition_bar)
    return Built(tuple(enclosed(container, items, setter)), theme.space["block"], theme.space["block"])


@builder(PageBreak)
def page_break(block: PageBreak, _setter: Setter) -> Built:
    """The end of the page, by the author's wish."""
    return Built((Break(force=True, recto=block.to == "recto"),))
