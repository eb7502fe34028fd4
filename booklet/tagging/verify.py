# SPDX-License-Identifier: Apache-2.0
"""Does the structure tree fit what was drawn? A mismatch is a fault of this program, never of a booklet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Set

from booklet.content.inline import Text
from booklet.content.model import Definition, walk_blocks
from booklet.content.slots import inline_key
from booklet.l10n.model import Booklet
from booklet.layout.model import Layout, ShapeFragment
from booklet.tagging.inline import preorder
from booklet.tagging.model import Element, Slot

__all__ = ["TaggingError", "check_drawn", "check_references", "check_unique", "drawn_slots", "elements", "slots"]


class TaggingError(Exception):
    """The layout and the structure tree contradict each other. ``faults`` lists every contradiction in words."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("the structure tree does not fit the pages: " + "; ".join(self.faults))


def elements(root: Element) -> Iterator[Element]:
    """All elements below and including ``root``, in reading order (depth first)."""
    stack = [root]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(child for child in reversed(element.children) if isinstance(child, Element))


def slots(root: Element) -> Iterator[str]:
    """The keys of all slots below ``root``, in reading order."""
    stack: list[Element | Slot] = [root]
    while stack:
        node = stack.pop()
        if isinstance(node, Slot):
            yield node.key
        else:
            stack.extend(reversed(node.children))


def drawn_slots(layout: Layout) -> frozenset[str]:
    """The slots that at least one fragment of the pages fills."""
    return frozenset(
        fragment.slot
        for page in layout.pages
        for fragment in page.fragments
        if not isinstance(fragment, ShapeFragment) and fragment.slot is not None
    )


def check_unique(root: Element) -> None:
    """Raise :class:`TaggingError` where two elements share a key or an /ID, or two places share a slot."""
    every = list(elements(root))
    groups = {
        "key": [element.key for element in every],
        "ID": [element.id for element in every if element.id is not None],
        "slot": list(slots(root)),
    }
    _stop(
        f"the {name} {value!r} occurs {times} times"
        for name, values in groups.items()
        for value, times in Counter(values).items()
        if times > 1
    )


def check_drawn(booklet: Booklet, root: Element, drawn: Set[str]) -> None:
    """Raise :class:`TaggingError` unless every drawn slot is in the tree and every word of the tree was drawn.

    Marks in front of list items may be missing, since a picture can stand in their place; so may white space.
    """
    tree = list(slots(root))
    blank = _blank_slots(booklet)
    known = frozenset(tree)
    faults = [f"{slot!r} is drawn but has no element" for slot in sorted(drawn - known)]
    faults += [f"{slot!r} was never drawn" for slot in tree if slot not in drawn and not _optional(slot, blank)]
    _stop(faults)


def check_references(layout: Layout, whole: Element, kept: Element) -> None:
    """Raise :class:`TaggingError` where a link area or destination names an element that there is not.

    A destination may be that of a block that draws nothing with a meaning (a decorative picture), so it is looked for
    in the ``whole`` tree; links are active, so theirs must be in the ``kept`` one.
    """
    tags = {element.key: element.tag for element in elements(kept)}
    keys = {element.key for element in elements(whole)}
    faults = [
        f"the link {area.element!r} on page {page.index + 1} is tagged {tags.get(area.element)}"
        for page in layout.pages
        for area in page.links
        if tags.get(area.element) != "Link"
    ]
    faults += [
        f"the destination {name!r} leads to {place.element!r}, which is no element"
        for name, place in layout.destinations.items()
        if place.element not in keys
    ]
    _stop(dict.fromkeys(faults))


def _optional(slot: str, blank: Set[str]) -> bool:
    return slot.endswith("#label") or slot in blank


def _blank_slots(booklet: Booklet) -> frozenset[str]:
    """Slots of nothing but white space; the white space at the end of a paragraph, say, need not be drawn."""
    prefixes = {message_id: message_id for message_id in booklet.texts}
    prefixes |= {f"{b.id}.term": b.term.id for b in walk_blocks(booklet.blocks) if isinstance(b, Definition)}
    return frozenset(
        inline_key(prefix, index)
        for prefix, message_id in prefixes.items()
        for index, node in enumerate(preorder(booklet.texts[message_id].inlines))
        if isinstance(node, Text) and not node.text.strip()
    )


def _stop(faults: Iterable[str]) -> None:
    found = list(faults)
    if found:
        raise TaggingError(found)
