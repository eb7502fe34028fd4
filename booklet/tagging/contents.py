# SPDX-License-Identifier: Apache-2.0
"""The table of contents: TOC of TOCI, deeper headings in a TOC inside the item above them (14.8.4.2, TOC)."""

from __future__ import annotations

from collections.abc import Sequence

from booklet.content.model import Contents, Heading
from booklet.content.slots import toc_page_slot, toc_text_slot
from booklet.l10n.model import Booklet
from booklet.tagging.inline import text_element
from booklet.tagging.model import Element, Slot

__all__ = ["contents"]


def contents(booklet: Booklet, block: Contents) -> tuple[Element, ...]:
    """A section of a heading and the TOC."""
    headings = [b for b in booklet.blocks if isinstance(b, Heading) and b.level <= block.depth]
    title = text_element(booklet, "H1", block.title)
    toc = Element(f"{block.id}#toc", "TOC", _items(booklet, block.id, headings, 1))
    return (Element(block.id, "Sect", (title, toc)),)


def _items(booklet: Booklet, owner: str, headings: Sequence[Heading], level: int) -> tuple[Element, ...]:
    """One TOCI for each heading of ``level``; those below it, up to the next of its level, nest inside."""
    starts = [index for index, heading in enumerate(headings) if heading.level <= level]
    return tuple(
        _item(booklet, owner, headings[start], headings[start + 1 : end], level)
        for start, end in zip(starts, [*starts[1:], len(headings)], strict=True)
    )


def _item(booklet: Booklet, owner: str, heading: Heading, below: Sequence[Heading], level: int) -> Element:
    name = f"{owner}#toc:{heading.id}"
    words = (Slot(toc_text_slot(owner, heading.id)), Slot(toc_page_slot(owner, heading.id)))
    reference = Element(f"{name}#ref", "Reference", (Element(name, "Link", words),))
    nested = (Element(f"{name}#toc", "TOC", _items(booklet, owner, below, level + 1)),) if below else ()
    return Element(f"{name}#item", "TOCI", (reference, *nested), lang=booklet.text(heading.text).lang)
