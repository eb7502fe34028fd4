# SPDX-License-Identifier: Apache-2.0
"""Blocks of running text: cover, headings, paragraphs, quotations, key facts, footnotes."""

from __future__ import annotations

from msgspec.structs import replace

from booklet.content.model import BackCover, Cover, Facts, Footnote, Heading, Paragraph, Quotation
from booklet.content.slots import beside_key
from booklet.l10n.model import Booklet
from booklet.tagging.inline import text_element, writing_mode
from booklet.tagging.lists import label
from booklet.tagging.model import Element
from booklet.tagging.pictures import picture

__all__ = ["back_cover", "cover", "facts", "footnote", "heading", "paragraph", "quotation"]


def cover(booklet: Booklet, block: Cover) -> tuple[Element, ...]:
    """A section of its own. The title is a Title, not a heading: headings begin with the first section's."""
    title = text_element(booklet, "Title", block.title)
    others = (block.subtitle, block.call, block.attribution)
    words = tuple(text_element(booklet, "P", message) for message in others if message)
    art = picture(booklet, block.id, block.picture)
    logo = picture(booklet, f"{block.id}.logo", block.logo)
    return (Element(block.id, "Sect", (title, *_title_beside(booklet, block), *words, *art, *logo)),)


def _title_beside(booklet: Booklet, block: Cover) -> tuple[Element, ...]:
    """The title in the language of the facing pages."""
    other = booklet.beside
    if other is None:
        return ()
    words = text_element(other, "P", block.title, prefix=beside_key(block.id))
    direction = other.text(block.title).direction
    mode = () if direction == booklet.locale.direction else (writing_mode(direction),)
    return (replace(words, attributes=mode),)


def back_cover(booklet: Booklet, block: BackCover) -> tuple[Element, ...]:
    """A section of its own, as the cover is."""
    words = tuple(text_element(booklet, "P", message) for message in (block.text, block.note) if message)
    return (Element(block.id, "Sect", (*words, *picture(booklet, block.id, block.picture))),)


def heading(booklet: Booklet, block: Heading) -> tuple[Element, ...]:
    """H1, H2 or H3, and after it the opener's Figure, so that a section begins with its heading."""
    words = text_element(booklet, f"H{block.level}", block.text, key=block.id)
    return (words, *picture(booklet, block.id, block.picture))


def paragraph(booklet: Booklet, block: Paragraph) -> tuple[Element, ...]:
    """P."""
    return (text_element(booklet, "P", block.text, key=block.id),)


def quotation(booklet: Booklet, block: Quotation) -> tuple[Element, ...]:
    """BlockQuote of the words and, in a paragraph of its own, who said them."""
    words = tuple(text_element(booklet, "P", message) for message in (block.text, block.source) if message)
    return (Element(block.id, "BlockQuote", words),)


def facts(booklet: Booklet, block: Facts) -> tuple[Element, ...]:
    """A Div for each fact, so that a figure and what it counts stay together."""
    pairs = tuple(
        Element(fact.id, "Div", (text_element(booklet, "P", fact.figure), text_element(booklet, "P", fact.text)))
        for fact in block.items
    )
    return (Element(block.id, "Div", pairs),)


def footnote(booklet: Booklet, note: Footnote) -> Element:
    """Note with a unique ID (7.9, ISO 14289-1): its number and its text."""
    owner = f"note.{note.id}"
    return Element(owner, "Note", (label(owner), text_element(booklet, "P", note.text)), id=owner)
