# SPDX-License-Identifier: Apache-2.0
"""Lists of every kind: L > LI > Lbl, LBody, with ListNumbering always set (14.8.4.3.3 and 14.8.5.5).

Contacts are a list too, not a table: each is a name and what to dial or open, nothing runs down a column, and a screen
reader then says "list of 4" and reads name and number together.
"""

from __future__ import annotations

from booklet.content.model import Contact, Contacts, Definition, Glossary, GlossaryEntry, Item, Listing, Step, Steps
from booklet.content.slots import label_slot
from booklet.l10n.model import Booklet
from booklet.tagging.inline import text_element
from booklet.tagging.model import Attribute, Element, Slot
from booklet.tagging.pictures import picture, shown_address

__all__ = ["contacts", "definition", "glossary", "label", "listing", "steps"]

_BULLETS = ("Disc", "Circle", "Square")


def listing(booklet: Booklet, block: Listing) -> tuple[Element, ...]:
    """A list; the beginning of the sentence that its items end is a paragraph before it."""
    lead = (text_element(booklet, "P", block.lead),) if block.lead else ()
    return (*lead, _list(booklet, block.id, block, block.items, 0))


def steps(booklet: Booklet, block: Steps) -> tuple[Element, ...]:
    """A numbered list whose items may have a title and a picture."""
    return (_numbered(block.id, "Decimal", tuple(_step(booklet, step) for step in block.items)),)


def glossary(booklet: Booklet, block: Glossary) -> tuple[Element, ...]:
    """A list of terms: the term is the label, what it means the body. The entry's element is what links lead to."""
    return (_numbered(block.id, "None", tuple(_entry(booklet, entry) for entry in block.entries)),)


def definition(booklet: Booklet, block: Definition) -> tuple[Element, ...]:
    """A glossary of one entry, so that a listener hears which words explain which; the term is the glossary's."""
    term = text_element(booklet, "Lbl", block.term, prefix=f"{block.id}.term")
    entry = _entry_of(f"{block.id}#entry", term, text_element(booklet, "P", block.text))
    return (_numbered(block.id, "None", (entry,)),)


def contacts(booklet: Booklet, block: Contacts) -> tuple[Element, ...]:
    """A list of ways to get in touch, labelled by their names."""
    return (_numbered(block.id, "None", tuple(_contact(booklet, contact) for contact in block.items)),)


def label(owner: str) -> Element:
    """The mark or number in front of an item, a step or a footnote."""
    slot = label_slot(owner)
    return Element(f"{slot}#el", "Lbl", (Slot(slot),))


def _list(booklet: Booklet, key: str, block: Listing, items: tuple[Item, ...], depth: int) -> Element:
    return _numbered(key, _numbering(block, items, depth), tuple(_item(booklet, block, item, depth) for item in items))


def _numbered(key: str, numbering: str, items: tuple[Element, ...]) -> Element:
    return Element(key, "L", items, attributes=(Attribute("List", "ListNumbering", numbering),))


def _numbering(block: Listing, items: tuple[Item, ...], depth: int) -> str:
    match block.style:
        case "number":
            return "Decimal"
        case "picture" if all(item.picture for item in items):  # a picture stands where the mark would be
            return "None"
        case "check":  # PDF 1.7 has no name for check marks; they are bullets, the same at every depth
            return "Disc"
        case _:
            return _BULLETS[min(depth, len(_BULLETS) - 1)]


def _item(booklet: Booklet, block: Listing, item: Item, depth: int) -> Element:
    body = [*picture(booklet, item.id, item.picture), text_element(booklet, "P", item.text)]
    if item.items:
        body.append(_list(booklet, f"{item.id}#list", block, item.items, depth + 1))
    return _entry_of(item.id, label(item.id), *body)


def _step(booklet: Booklet, step: Step) -> Element:
    title = (text_element(booklet, "P", step.title),) if step.title else ()
    words = text_element(booklet, "P", step.text)
    return _entry_of(step.id, label(step.id), *title, words, *picture(booklet, step.id, step.picture))


def _entry(booklet: Booklet, entry: GlossaryEntry) -> Element:
    return _entry_of(entry.id, text_element(booklet, "Lbl", entry.term), text_element(booklet, "P", entry.text))


def _contact(booklet: Booklet, contact: Contact) -> Element:
    shown = Element(f"{contact.id}#shown", "P", (shown_address(contact.id, linked=contact.href is not None),))
    note = (text_element(booklet, "P", contact.note),) if contact.note else ()
    return _entry_of(contact.id, text_element(booklet, "Lbl", contact.label), shown, *note)


def _entry_of(key: str, lbl: Element, *body: Element) -> Element:
    return Element(key, "LI", (lbl, Element(f"{key}#body", "LBody", tuple(body))))
