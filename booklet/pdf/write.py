# SPDX-License-Identifier: Apache-2.0
"""The way from a layout and a structure tree to a PDF file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import BinaryIO, Final

from booklet.layout.model import Layout
from booklet.pdf import a2a, ua1
from booklet.pdf.canvas import BookletCanvas
from booklet.pdf.content import PageWriter
from booklet.pdf.links import write_links
from booklet.pdf.model import DocumentInfo, Standard
from booklet.pdf.objects import BookletDocument
from booklet.pdf.outline import page_labels, write_outline
from booklet.pdf.structure import StructureWriter, slot_tags
from booklet.pdf.syntax import reference, text_string
from booklet.pdf.xmp import InfoDictionary, Schema, xmp_packet
from booklet.tagging.model import StructureTree
from booklet.values import Immutable

__all__ = ["write_pdf"]


class _Part(Immutable, frozen=True):
    """One standard: the properties it claims, and what it needs in the catalog."""

    schemas: tuple[Schema, ...]
    prepare: Callable[[BookletDocument, DocumentInfo], None]


_STANDARDS: Final[Mapping[Standard, tuple[_Part, ...]]] = {
    "ua1": (_Part(ua1.SCHEMAS, ua1.prepare), _Part(a2a.SCHEMAS, a2a.prepare)),
}


def write_pdf(layout: Layout, tree: StructureTree, info: DocumentInfo, target: BinaryIO) -> None:
    """Write a tagged PDF file that conforms to ``info.standard``.

    ``target`` is written from where it stands and never read; what it holds after an error is no PDF file. The bytes
    depend on the arguments alone. Raises :class:`~booklet.problems.BookletError` where a font cannot be embedded or
    lacks a character, ValueError where layout and tree do not belong together, OSError from ``target``.
    """
    canvas = BookletCanvas(target)
    document, catalog = canvas.document, canvas.document.Catalog
    writer = PageWriter(canvas, layout.palette, slot_tags(tree), layout.direction)
    for page in layout.pages:
        writer.draw(page)
    writer.fonts.write()
    links = write_links(document, layout)
    structure = StructureWriter(document, tree, writer.marked, links)
    catalog.StructTreeRoot = reference(structure.write())
    outline = write_outline(document, layout, structure.numbers)
    if outline is not None:
        catalog.Outlines = reference(outline)
        if info.open_bookmarks:
            catalog.PageMode = b"/UseOutlines"
    if info.second is not None:
        catalog.PageLayout = b"/TwoPageRight"  # facing pages side by side, the cover alone
    catalog.PageLabels = page_labels(layout.pages)
    catalog.Lang = text_string(layout.lang)
    document.info = InfoDictionary(info)
    parts = _STANDARDS[info.standard]
    for part in parts:
        part.prepare(document, info)
    packet = xmp_packet(info, [schema for part in parts for schema in part.schemas])
    metadata = {"Type": b"/Metadata", "Subtype": b"/XML"}
    # Left uncompressed, so that tools which know no PDF find it.
    catalog.Metadata = reference(document.add_stream(metadata, packet, compress=False))
    document.finish()
