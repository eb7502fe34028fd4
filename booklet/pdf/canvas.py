# SPDX-License-Identifier: Apache-2.0
"""ReportLab's canvas without its page preamble (which selects Helvetica) and with our pages and document."""

from __future__ import annotations

import zlib
from typing import BinaryIO

from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from booklet.pdf.objects import BookletDocument, BookletPage
from booklet.pdf.syntax import reference

__all__ = ["BookletCanvas"]


class BookletCanvas(Canvas):  # type: ignore[misc]
    """A canvas whose pages are compressed and written as soon as they are shown."""

    def __init__(self, target: BinaryIO) -> None:
        super().__init__(target, pageCompression=1, invariant=1, pdfVersion=(1, 7))
        self._doc = BookletDocument(target)

    @property
    def document(self) -> BookletDocument:
        """The document under construction."""
        return self._doc

    @property
    def page_index(self) -> int:
        """Index of the page that is being drawn."""
        return int(self._pageNumber) - 1

    def emit(self, *operators: str) -> None:
        """Add operators to the page; characters stand for bytes (Latin-1)."""
        self._code.extend(operators)

    def showPage(self) -> None:  # noqa: N802 (ReportLab's name)
        """Finish the page. Its index is also its key in the structure's parent tree."""
        page = BookletPage()
        page.pagewidth, page.pageheight = self._pagesize
        content = zlib.compress("\n".join(self._code).encode("latin-1"), 9)
        page.Contents = reference(self._doc.add_stream({"Filter": b"/FlateDecode"}, content, compress=False))
        page.StructParents = self.page_index
        page.hasImages = self._currentPageHasImages
        self._setColorSpace(page)
        self._setExtGState(page)
        self._setXObjects(page)
        self._setShadingUsed(page)
        self._setAnnotations(page)
        self._doc.addPage(page)
        self._startPage()

    def _make_preamble(self) -> None:
        self._preamble = ""

    def _setXObjects(self, thing: pdfdoc.PDFObject) -> None:  # noqa: N802 (ReportLab's name)
        """Name each form and picture once, in the order of their first use."""
        used = dict.fromkeys(self._formsinuse)
        thing.XObjects = self._doc.xobjDict(used) if used else None
