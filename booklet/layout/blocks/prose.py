# SPDX-License-Identifier: Apache-2.0
"""Headings, paragraphs, quotations, definitions, page breaks."""

from __future__ import annotations

from msgspec.structs import replace

from booklet.content.model import Definition, Heading, PageBreak, Paragraph, PictureRef, Quotation
from booklet.content.slots import figure_slot
from booklet.layout.blocks.cover import full_page
from booklet.layout.blocks.registry import Built, builder, enclosed
from booklet.layout.items import FORBIDDEN, Box, Break, Item, Mark, Space
from booklet.layout.model import PictureFragment, Rect, ShapeFragment
from booklet.layout.setter import Setter
from booklet.layout.shapes import rectangle

_COLONS = (":", "\uff1a", "\u1366", "\u17d6")
"""Signs that announce what follows: in most scripts, and the Chinese, the Ethiopic and the Khmer one."""

_PULL_BAR = 0.14
"""The length of the bar over a pull quote, as a share of the measure."""

_SPOT = 0.24
"""The share of a page's height that a spot picture may take."""

_OPENER = 0.38
"""The share of a page's height that an opening picture may take where it bleeds."""


@builder(Heading)
def heading(block: Heading, setter: Setter) -> Built:
    """A heading, its opening picture above it. Balanced, never hyphenated, never the last thing on a page."""
    name = f"h{block.level}"
    record = setter.spacing(name)
    items: list[Item] = []
    if block.picture is not None and _bleeds(block, setter):
        items += [*_opener(block.picture, block.id, setter), Break(FORBIDDEN), Space(setter.theme.space["picture"])]
    elif block.picture is not None:
        picture = block.picture.picture
        height = min(setter.measure * picture.height / picture.width, setter.theme.page.frame_height * 0.42)
        slot = None if block.picture.decorative else figure_slot(block.id)
        fragment = setter.picture(picture, 0.0, setter.measure, height, slot, block.picture.span)
        items += [Box(height, (fragment,), block.picture.span), Break(FORBIDDEN), Space(setter.theme.space["picture"])]
    lines = setter.set(setter.local(block.text), setter.style(name), balance=True, heading=True, hyphenate=False)
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
        spot=_spot(block.spot, setter) if block.spot else None,
    )


def _spot(reference: PictureRef, setter: Setter) -> Box:
    """A picture as wide as the column, for the foot of a page."""
    picture = reference.picture
    height = min(setter.column * picture.height / picture.width, setter.theme.page.frame_height * _SPOT)
    return Box(height, (setter.picture(picture, 0.0, setter.column, height, None, reference.span),), reference.span)


def _opener(reference: PictureRef, owner: str, setter: Setter) -> list[Item]:
    """The picture that opens a section, from edge to edge of the sheet and up to its top."""
    page = setter.theme.page
    height = _opener_height(reference, setter)
    setter.check_resolution(reference.picture, page.width, reference.span)
    slot = None if reference.decorative else figure_slot(owner)
    box = Rect(0.0, -page.top, page.width, height)
    drawn = PictureFragment(reference.picture, box, slot, None if slot else "layout", clip=True)
    return [Box(height - page.top, (drawn,), reference.span, across=True)]


def _opener_height(reference: PictureRef, setter: Setter) -> float:
    return setter.theme.page.width * reference.picture.height / reference.picture.width


def _bleeds(block: Heading, setter: Setter) -> bool:
    """Whether the picture of a heading runs off the page: at the top of one, and neither a strip nor a poster."""
    theme = setter.theme
    if block.picture is None or block.level > 1 or not (theme.sections_on_new_page and theme.opener_bleeds):
        return False
    return theme.page.top < _opener_height(block.picture, setter) <= _OPENER * theme.page.height


@builder(Paragraph)
def paragraph(block: Paragraph, setter: Setter) -> Built:
    """Running text, or an introduction in larger type. What announces the next block stays with it."""
    name = "lead" if block.lead else "body"
    record = setter.spacing(name)
    items = setter.flow(setter.set(setter.local(block.text), setter.style(name)))
    # Languages without such a sign (Thai) announce as well: the source's own text tells.
    said = setter.booklet.plain(block.text), block.text.text
    announces = any(text.rstrip().endswith(_COLONS) for text in said)
    return Built(tuple(items), record.before, record.after, with_next=announces)


@builder(Quotation)
def quotation(block: Quotation, setter: Setter) -> Built:
    """A quotation between a bar and white space; its source below. One without a source is a pull quote."""
    if block.source is None:
        return _pull_quote(block, setter)
    theme = setter.theme
    record = setter.spacing("quote")
    with setter.inset(theme.space["padding"] * 1.5):
        text = setter.set(setter.local(block.text), setter.style("quote"), balance=True, hyphenate=False)
        items = setter.flow(text)
        lines = setter.set(setter.local(block.source), setter.style("quote-source"), balance=True)
        items += [Break(FORBIDDEN), Space(theme.space["label"]), *setter.flow(lines, together=True)]
    container = setter.container(2.0, 2.0, bar=theme.quote_bar)
    return Built(tuple(enclosed(container, items, setter)), record.before, record.after)


def _pull_quote(block: Quotation, setter: Setter) -> Built:
    """A sentence to stop at: a short bar, and large type below it over the whole measure."""
    theme = setter.theme
    record = setter.spacing("quote")
    width, height = setter.measure * _PULL_BAR, theme.space["bar"]
    bar = ShapeFragment(rectangle(setter.left(0.0, width), 0.0, width, height), fill=theme.quote_bar)
    text = setter.set(setter.local(block.text), setter.style("quote"), balance=True, hyphenate=False)
    items: list[Item] = [Box(height, (bar,), block.span), Break(FORBIDDEN), Space(theme.space["padding"])]
    return Built((*items, *setter.flow(text, together=True)), record.before * 1.4, record.after * 1.4)


@builder(Definition)
def definition(block: Definition, setter: Setter) -> Built:
    """A term and what it means, set apart by a rule on the start side."""
    theme = setter.theme
    padding = theme.space["padding"]
    with setter.inset(padding + theme.space["bar"], padding):
        term = setter.set(setter.local(block.term), setter.style("term"), prefix=f"{block.id}.term", hyphenate=False)
        text = setter.set(setter.local(block.text), setter.style("body"))
    items = [*setter.flow(term, together=True), Break(FORBIDDEN), *setter.flow(text)]
    container = setter.container(
        padding * 0.6,
        padding * 0.6,
        fill=theme.definition_fill,
        bar=theme.definition_bar,
        border=theme.definition_border,
    )
    return Built(tuple(enclosed(container, items, setter)), theme.space["block"], theme.space["block"])


@builder(PageBreak)
def page_break(block: PageBreak, setter: Setter) -> Built:
    """The end of the page, by the author's wish; its picture for a page that is left over."""
    filler = full_page(block.picture, block.span, setter) if block.picture else None
    return Built((Break(force=True, side=None if block.to == "next" else block.to, filler=filler),))
