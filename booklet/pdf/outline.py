# SPDX-License-Identifier: Apache-2.0
"""Bookmarks and page labels (ISO 32000-1, 12.3.3 and 12.4.2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from booklet.layout.model import Layout, OutlineEntry, Page
from booklet.pdf.links import destination
from booklet.pdf.objects import BookletDocument
from booklet.pdf.syntax import array, dictionary, reference, text_string

__all__ = ["page_labels", "write_outline"]


class _Item(msgspec.Struct):
    """A bookmark with its number, and those below it. The root has no entry."""

    entry: OutlineEntry | None
    number: int
    level: int
    items: list[_Item] = msgspec.field(default_factory=list)

    def count(self) -> int:
        """All bookmarks below; they are all open."""
        return sum(1 + item.count() for item in self.items)


def write_outline(document: BookletDocument, layout: Layout, elements: Mapping[str, int]) -> int | None:
    """Write the bookmarks and return their root's number, None where there are none.

    ``elements`` are the object numbers of structure elements by key. A bookmark that is not in the document's language
    names its element, which says which one it is in (table 153, SE): bookmarks themselves cannot.

    A level that was skipped makes no gap: an entry hangs below the nearest one before it that is of a lower level.
    """
    if not layout.outline:
        return None
    root = _Item(None, document.reserve(), 0)
    open_items = [root]
    for entry in layout.outline:
        while open_items[-1].level >= max(1, entry.level):
            open_items.pop()
        item = _Item(entry, document.reserve(), max(1, entry.level))
        open_items[-1].items.append(item)
        open_items.append(item)
    _write(document, layout, elements, root)
    return root.number


def _write(document: BookletDocument, layout: Layout, elements: Mapping[str, int], item: _Item) -> None:
    if item.entry is None:
        _put(document, item, {"Type": b"/Outlines"})
    for position, child in enumerate(item.items):
        entry = child.entry
        if entry is None or entry.target not in layout.destinations:
            raise ValueError(f"a bookmark leads to {entry.target if entry else None!r}, which is nowhere")
        place = layout.destinations[entry.target]
        entries = {
            "Title": text_string(entry.title),
            "Parent": reference(item.number),
            "Dest": destination(document, layout, place),
        }
        if entry.lang and place.element in elements:
            entries["SE"] = reference(elements[place.element])
        if position:
            entries["Prev"] = reference(item.items[position - 1].number)
        if position + 1 < len(item.items):
            entries["Next"] = reference(item.items[position + 1].number)
        _put(document, child, entries)
        _write(document, layout, elements, child)


def _put(document: BookletDocument, item: _Item, entries: dict[str, bytes]) -> None:
    if item.items:
        entries["First"] = reference(item.items[0].number)
        entries["Last"] = reference(item.items[-1].number)
        entries["Count"] = b"%d" % item.count()
    document.put(item.number, dictionary(entries))


def page_labels(pages: Sequence[Page]) -> bytes:
    """The number tree of page labels: exactly what is printed on the pages, in any digits.

    Decimal labels that count up share a range; everything else is a prefix of its own without a number.
    """
    ranges: list[bytes] = []
    expected: str | None = None
    for page in pages:
        decimal = page.label.isascii() and page.label.isdecimal() and not page.label.startswith("0")
        if not decimal or page.label != expected:
            style = {"S": b"/D", "St": page.label.encode("ascii")} if decimal else {}
            if not decimal and page.label:
                style = {"P": text_string(page.label)}
            ranges += [b"%d" % page.index, dictionary(style)]
        expected = str(int(page.label) + 1) if decimal else None
    return dictionary({"Nums": array(ranges)})
