# SPDX-License-Identifier: Apache-2.0
"""Link annotations and destinations (ISO 32000-1, 12.5.6.5 and 12.3.2; PDF/UA-1, 7.18)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from booklet.layout.model import Destination, Layout, LinkArea, Page, Rect
from booklet.pdf.objects import BookletDocument
from booklet.pdf.syntax import array, byte_string, dictionary, number, reference, text_string

__all__ = ["LinkAnnotation", "destination", "write_links"]

_PRINT = b"4"  # 12.5.3: PDF/A wants annotations to print


class LinkAnnotation(NamedTuple):
    """An annotation in the file: its page, object number, parent tree key, and the key of its Link element."""

    page: int
    number: int
    key: int
    element: str


def destination(document: BookletDocument, layout: Layout, place: Destination) -> bytes:
    """An explicit destination: the top of the place, whatever the zoom."""
    top = layout.pages[place.page].height - place.y
    page = reference(document.page_number(place.page))
    return array([page, b"/XYZ", b"null", number(float(top)).encode("ascii"), b"null"])


def write_links(document: BookletDocument, layout: Layout) -> list[LinkAnnotation]:
    """Write the link annotations of all pages and hang them on the pages, which must have been shown.

    Raises ValueError for a link to an unknown destination, or to none.
    """
    written: list[LinkAnnotation] = []
    for page in layout.pages:
        numbers = []
        for area in page.links:
            key = len(layout.pages) + len(written)  # pages have the keys before
            annotation = document.add(_annotation(document, layout, page, area, key))
            written.append(LinkAnnotation(page.index, annotation, key, area.element))
            numbers.append(annotation)
        target = document.Pages[page.index]
        target.Tabs = b"/S"  # 7.18.3: the tab order is the structure's; no harm on pages without annotations
        if numbers:
            target.Annots = [reference(annotation) for annotation in numbers]
    return written


def _annotation(document: BookletDocument, layout: Layout, page: Page, area: LinkArea, key: int) -> bytes:
    if not area.boxes or (area.target is None) == (area.href is None):
        raise ValueError(f"the link {area.element!r} on page {page.index + 1} has no box or no single target")
    entries = {
        "Type": b"/Annot",
        "Subtype": b"/Link",
        "Rect": _numbers(_around(page, area.boxes)),
        "QuadPoints": _numbers(value for box in area.boxes for value in _corners(page, box)),
        "Border": b"[0 0 0]",
        "F": _PRINT,
        "StructParent": b"%d" % key,
        "Contents": text_string(area.contents),
        "P": reference(document.page_number(page.index)),
    }
    if area.lang != layout.lang:
        entries["Lang"] = text_string(area.lang)  # an entry of PDF 2.0 (table 166); older readers pass over it
    if area.href is not None:
        entries["A"] = dictionary({"S": b"/URI", "URI": byte_string(_ascii_address(area.href))})
    else:
        place = layout.destinations.get(area.target or "")
        if place is None:
            raise ValueError(f"the link {area.element!r} leads to {area.target!r}, which is nowhere")
        entries["Dest"] = destination(document, layout, place)
    return dictionary(entries)


def _ascii_address(href: str) -> bytes:
    """An address in 7-bit ASCII (12.6.4.7): other characters as percent-encoded UTF-8 (RFC 3987, 3.1)."""
    return b"".join(
        character.encode("ascii") if character.isascii() else b"".join(b"%%%02X" % byte for byte in character.encode())
        for character in href
    )


def _around(page: Page, boxes: Iterable[Rect]) -> tuple[float, float, float, float]:
    boxes = tuple(boxes)
    left, top = min(box.x for box in boxes), min(box.y for box in boxes)
    right, bottom = max(box.x + box.width for box in boxes), max(box.y + box.height for box in boxes)
    return left, page.height - bottom, right, page.height - top


def _corners(page: Page, box: Rect) -> tuple[float, ...]:
    """Top left, top right, bottom left, bottom right: the order that readers expect, not the standard's."""
    left, bottom, right, top = _around(page, (box,))
    return left, top, right, top, left, bottom, right, bottom


def _numbers(values: Iterable[float]) -> bytes:
    return array(number(float(value), 2).encode("ascii") for value in values)
