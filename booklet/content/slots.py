# SPDX-License-Identifier: Apache-2.0
"""Names of the leaves of the structure tree.

A *slot* is a place in the structure tree that takes marked content. Layout writes a slot's name on every fragment that
draws it, tagging builds the tree out of the same names, and so neither has to know how the other works.
"""

from __future__ import annotations

__all__ = ["beside_key", "figure_slot", "inline_key", "label_slot", "toc_page_slot", "toc_text_slot"]


def inline_key(message_id: str, index: int) -> str:
    """Key of an inline node: its pre-order index (counting every node, from 0) in the message's parsed text."""
    return f"{message_id}/{index}"


def beside_key(owner: str) -> str:
    """What takes the message's id in the slots of a cover's title in the language of the facing pages."""
    return f"{owner}#beside"


def label_slot(owner: str) -> str:
    """Slot of the mark or number in front of a list item, a step or a footnote; ``owner`` is its id."""
    return f"{owner}#label"


def figure_slot(owner: str) -> str:
    """Slot of a picture or QR code that belongs to ``owner`` (a block's or an item's id)."""
    return f"{owner}#figure"


def toc_text_slot(contents_id: str, target: str) -> str:
    """Slot of the title in a line of the table of contents; its Link element is keyed the same less ``/text``."""
    return f"{contents_id}#toc:{target}/text"


def toc_page_slot(contents_id: str, target: str) -> str:
    """Slot of the page number in a line of the table of contents."""
    return f"{contents_id}#toc:{target}/page"
