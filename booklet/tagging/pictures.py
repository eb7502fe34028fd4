# SPDX-License-Identifier: Apache-2.0
"""Blocks around pictures: figures, stories in panels, QR codes; and the Figure element that all pictures share."""

from __future__ import annotations

from booklet.content.model import Figure, Panel, PictureRef, QrCode, Story
from booklet.content.slots import figure_slot, inline_key
from booklet.l10n.model import Booklet, LocalText
from booklet.tagging.inline import text_element
from booklet.tagging.model import Element, Slot

__all__ = ["figure", "picture", "qr_code", "shown_address", "story"]


def picture(
    booklet: Booklet, owner: str, ref: PictureRef | None, *extra: Element, slot: str | None = None
) -> tuple[Element, ...]:
    """The Figure of ``owner``'s picture, with ``extra`` (its caption) inside; nothing for a decorative picture.

    ``slot`` names the place where the owner has a second picture.
    """
    if ref is None or ref.alt is None:
        return ()
    return (_figure_element(slot or figure_slot(owner), booklet.text(ref.alt), booklet.plain(ref.alt), extra),)


def figure(booklet: Booklet, block: Figure) -> tuple[Element, ...]:
    """A Div, so that the block has an element even where its picture is decorative and only the caption speaks."""
    tag = "Caption" if block.picture.alt else "P"
    caption = (text_element(booklet, tag, block.caption),) if block.caption else ()
    inside = picture(booklet, block.id, block.picture, *caption)
    return (Element(block.id, "Div", inside or caption),)


def story(booklet: Booklet, block: Story) -> tuple[Element, ...]:
    """A Div of panels in their order, each a Div of the picture and its words."""
    return (Element(block.id, "Div", tuple(_panel(booklet, panel) for panel in block.panels)),)


def qr_code(booklet: Booklet, block: QrCode) -> tuple[Element, ...]:
    """The code as a Figure, its sentence, and the address as readable text that is a link."""
    code = _figure_element(figure_slot(block.id), booklet.text(block.alt), booklet.plain(block.alt), ())
    sentence = text_element(booklet, "P", block.text)
    address = Element(f"{block.id}#shown", "P", (shown_address(block.id, linked=True),))
    return (Element(block.id, "Div", (code, sentence, address)),)


def shown_address(owner: str, *, linked: bool) -> Element | Slot:
    """The printed form of an address: data, not a message, so it is one slot, in a Link where it leads somewhere."""
    key = f"{owner}.shown"
    slot = Slot(inline_key(key, 0))
    return Element(key, "Link", (slot,)) if linked else slot


def _panel(booklet: Booklet, panel: Panel) -> Element:
    words = text_element(booklet, "P", panel.text)
    return Element(panel.id, "Div", (*picture(booklet, panel.id, panel.picture), words))


def _figure_element(slot: str, alt: LocalText, words: str, extra: tuple[Element, ...]) -> Element:
    return Element(f"{slot}#el", "Figure", (Slot(slot), *extra), lang=alt.lang, alt=words)
