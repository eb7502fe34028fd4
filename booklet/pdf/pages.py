# SPDX-License-Identifier: Apache-2.0
"""Some pages of a layout, to be looked at: what :mod:`booklet.pdf.write` draws, without tags, links and metadata.

A page's operators come from the same :class:`~booklet.pdf.content.PageWriter` and the same fonts, so it looks as it
does in the finished file; only what the eye does not meet is left out. Such a file is never handed out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from booklet.layout.model import Layout, Page
from booklet.pdf.canvas import BookletCanvas
from booklet.pdf.content import PageWriter
from booklet.pdf.structure import slot_tags
from booklet.tagging.model import StructureTree

__all__ = ["write_pages"]


def write_pages(pages: Iterable[Page], layout: Layout, tree: StructureTree, target: BinaryIO) -> None:
    """Write ``pages``, which are some of ``layout``'s, in their order.

    ``tree`` is the layout's structure tree: what does not fit it is a fault of the program, here as in a build. Raises
    what :func:`booklet.pdf.write.write_pdf` raises.
    """
    canvas = BookletCanvas(target)
    writer = PageWriter(canvas, layout.palette, slot_tags(tree), layout.direction)
    for page in pages:
        writer.draw(page)
    writer.fonts.write()
    canvas.document.finish()
