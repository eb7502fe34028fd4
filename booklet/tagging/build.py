# SPDX-License-Identifier: Apache-2.0
"""The structure tree of a booklet: made from content alone, in content order.

What layout did matters in one way only: elements none of whose slots were drawn are left out, except cells of tables.
Keys and slots are named as :mod:`booklet.content.slots` says; block elements are keyed by their block's id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Set
from types import MappingProxyType
from typing import Any

from msgspec.structs import replace

from booklet.content import model
from booklet.content.inline import NoteMark
from booklet.content.model import BackCover, Block, Callout, Heading, Imprint, PageBreak
from booklet.content.slots import inline_key, label_slot
from booklet.l10n.model import Booklet
from booklet.layout.model import Layout
from booklet.tagging import contents, lists, pictures, prose, tables
from booklet.tagging.inline import preorder, text_element, writing_mode
from booklet.tagging.model import Element, Slot, StructureTree
from booklet.tagging.verify import check_drawn, check_references, check_unique, drawn_slots, slots

__all__ = ["content_tree", "structure_tree"]

_ROOT = "#document"
"""The root's key, which no block has: ids have no ``#``."""

_KEPT_EMPTY = frozenset({"TD", "TH"})


def structure_tree(booklet: Booklet, layout: Layout) -> StructureTree:
    """Build the tree of ``booklet`` for the pages of ``layout``.

    Raises:
        TaggingError: if the two do not fit, which is a fault of the program.
    """
    whole = content_tree(booklet)
    check_unique(whole)
    drawn = drawn_slots(layout)
    check_drawn(booklet, whole, drawn)
    kept = _pruned(whole, drawn) or replace(whole, children=())
    check_references(layout, whole, kept)
    return StructureTree(_languages(kept, None))


def content_tree(booklet: Booklet) -> Element:
    """The whole tree, whatever was drawn: a Sect for each heading of level 1, after what stands before the first."""
    notes = _note_marks(booklet)
    children: list[Element] = []
    for group in _sections(booklet.blocks):
        content = tuple(element for block in group for element in _with_notes(booklet, block, notes))
        match group[0]:
            case Heading(id=id_, text=text, level=1):
                children.append(Element(f"{id_}#section", "Sect", content, title=booklet.plain(text)))
            case _:
                children += content
    direction = booklet.locale.direction
    attributes = (writing_mode(direction),) if direction == "rtl" else ()  # left to right is the default
    return Element(_ROOT, "Document", tuple(children), lang=booklet.locale.tag, attributes=attributes)


def _sections(blocks: tuple[Block, ...]) -> Iterator[list[Block]]:
    group: list[Block] = []
    for block in blocks:
        begins = isinstance(block, BackCover) or (isinstance(block, Heading) and block.level == 1)
        if begins and group:
            yield group
            group = []
        group.append(block)
    if group:
        yield group


def _with_notes(booklet: Booklet, block: Block, notes: Mapping[str, str]) -> Iterator[Element]:
    """A block of a section and, right after it, the footnotes whose marks it holds."""
    tagged = _block(booklet, block)
    yield from tagged
    for element in tagged:
        yield from _notes_in(booklet, element, notes)


def _notes_in(booklet: Booklet, element: Element, notes: Mapping[str, str]) -> Iterator[Element]:
    for slot in slots(element):
        if slot in notes:
            note = prose.footnote(booklet, booklet.source.footnotes[notes[slot]])
            yield note
            yield from _notes_in(booklet, note, notes)


def _note_marks(booklet: Booklet) -> Mapping[str, str]:
    """The footnote's id by the slot of its mark."""
    return {
        inline_key(message_id, index): node.note
        for message_id, text in booklet.texts.items()
        for index, node in enumerate(preorder(text.inlines))
        if isinstance(node, NoteMark)
    }


def _block(booklet: Booklet, block: Block) -> tuple[Element, ...]:
    return _BUILDERS[type(block)](booklet, block)


def _blocks(booklet: Booklet, blocks: tuple[Block, ...]) -> tuple[Element, ...]:
    return tuple(element for block in blocks for element in _block(booklet, block))


def _callout(booklet: Booklet, block: Callout) -> tuple[Element, ...]:
    """An Aside that begins with the name of its kind, so that colour is never the only sign (WCAG 2.2, 1.4.1)."""
    kind = booklet.texts[f"ui.callout.{block.type}"].message
    label = text_element(booklet, "P", kind, prefix=label_slot(block.id))
    title = (text_element(booklet, "P", block.title),) if block.title else ()
    words = booklet.plain(block.title or kind)
    return (Element(block.id, "Aside", (label, *title, *_blocks(booklet, block.blocks)), title=words),)


def _imprint(booklet: Booklet, block: Imprint) -> tuple[Element, ...]:
    return (Element(block.id, "Sect", _blocks(booklet, block.blocks)),)


def _page_break(_booklet: Booklet, _block: PageBreak) -> tuple[Element, ...]:
    return ()


_BUILDERS: Mapping[type, Callable[[Booklet, Any], tuple[Element, ...]]] = MappingProxyType(
    {
        model.BackCover: prose.back_cover,
        model.Callout: _callout,
        model.Contacts: lists.contacts,
        model.Contents: contents.contents,
        model.Cover: prose.cover,
        model.Definition: lists.definition,
        model.Facts: prose.facts,
        model.Figure: pictures.figure,
        model.Glossary: lists.glossary,
        model.Heading: prose.heading,
        model.Imprint: _imprint,
        model.Listing: lists.listing,
        model.PageBreak: _page_break,
        model.Paragraph: prose.paragraph,
        model.QrCode: pictures.qr_code,
        model.Quotation: prose.quotation,
        model.Steps: lists.steps,
        model.Story: pictures.story,
        model.Table: tables.table,
    }
)


def _pruned(element: Element, drawn: Set[str]) -> Element | None:
    """The element without the slots that were not drawn and the elements that hold none; None if it is one."""
    children: list[Element | Slot] = []
    for child in element.children:
        if isinstance(child, Slot):
            kept: Element | Slot | None = child if child.key in drawn else None
        else:
            kept = _pruned(child, drawn)
        if kept is not None:
            children.append(kept)
    if not children and element.tag not in _KEPT_EMPTY:
        return None
    return replace(element, children=tuple(children))


def _languages(element: Element, outer: str | None) -> Element:
    """The element with ``lang`` only where it differs from what is inherited."""
    lang = element.lang or outer
    children = tuple(child if isinstance(child, Slot) else _languages(child, lang) for child in element.children)
    return replace(element, children=children, lang=None if lang == outer else lang)
