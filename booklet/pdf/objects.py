# SPDX-License-Identifier: Apache-2.0
"""ReportLab's document with what archives and screen readers need: object streams, a cross-reference stream, fixed IDs.

Streams go to the target the moment they are made, and finished small objects leave memory in object streams
(ISO 32000-1, 7.5.7), so a long booklet costs offsets, not bytes. Nothing reads a clock or a random number: the file's
ID is a digest of what was written.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from typing import BinaryIO, Final

from reportlab.pdfbase import pdfdoc

from booklet.pdf.syntax import array, dictionary, reference

__all__ = ["BookletCatalog", "BookletDocument", "BookletPage"]

_HEADER: Final = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"  # 7.5.2: four bytes above 127 mark the file as binary
_OBJECTS_PER_STREAM: Final = 200
_END: Final = b"endstream\n"  # how ReportLab ends every stream it formats


class BookletCatalog(pdfdoc.PDFCatalog):  # type: ignore[misc]
    """The catalog with the entries that ReportLab does not know."""

    __NoDefault__ = (*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents", "Version")
    __Refs__ = __NoDefault__


class BookletPage(pdfdoc.PDFPage):  # type: ignore[misc]
    """A page with its place in the parent tree and its tab order (14.7.4.4, 12.5.1)."""

    __NoDefault__ = (*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs")


class BookletDocument(pdfdoc.PDFDocument):  # type: ignore[misc]
    """A document that is written while it is made.

    ReportLab's objects and our own share one numbering: :meth:`reserve` hands out a number, :meth:`put` and
    :meth:`put_stream` write its object. ReportLab's own objects are written by :meth:`finish`.
    """

    def __init__(self, target: BinaryIO) -> None:
        super().__init__(compression=1, invariant=1, pdfVersion=(1, 7))
        self.Catalog = self._catalog = BookletCatalog()
        self.Catalog.Pages = self.Pages
        self.Catalog.Outlines = None
        self._target = target
        self._digest = hashlib.sha256()
        self._position = 0
        self._places: dict[int, tuple[int, int, int]] = {}  # number → cross-reference entry (7.5.8.3)
        self._waiting: list[tuple[int, bytes]] = []
        self._write(_HEADER)

    def reserve(self) -> int:
        """A number for an object that is put later."""
        self.objectcounter += 1
        return int(self.objectcounter)

    def put(self, number: int, body: bytes) -> None:
        """Write object ``number``, which is no stream."""
        self._waiting.append((number, body))
        if len(self._waiting) >= _OBJECTS_PER_STREAM:
            self._flush()

    def add(self, body: bytes) -> int:
        """Write an object that is no stream and return its number."""
        number = self.reserve()
        self.put(number, body)
        return number

    def put_stream(self, number: int, entries: dict[str, bytes], data: bytes, *, compress: bool = True) -> None:
        """Write a stream under ``number``; ``entries`` leave out Length, and Filter where ``compress`` is set."""
        if compress:
            data = zlib.compress(data, 9)
            entries = {**entries, "Filter": b"/FlateDecode"}
        entries = {**entries, "Length": b"%d" % len(data)}
        self._write_object(number, dictionary(entries) + b"\nstream\n" + data + b"\nendstream\n")

    def add_stream(self, entries: dict[str, bytes], data: bytes, *, compress: bool = True) -> int:
        """Write a stream and return its number."""
        number = self.reserve()
        self.put_stream(number, entries, data, compress=compress)
        return number

    def number_of(self, obj: pdfdoc.PDFObject) -> int:
        """Number of a ReportLab object; registers it where it is new."""
        return int(self.idToObjectNumberAndVersion[self.Reference(obj).name][0])

    def add_font(self, resource: str, number: int) -> None:
        """Name a font in the one font dictionary that all pages share."""
        self.idToObject[pdfdoc.BasicFonts][resource] = reference(number)

    def page_number(self, index: int) -> int:
        """Object number of the page with this index; the page must have been shown."""
        return int(self.idToObjectNumberAndVersion[f"Page{index + 1}"][0])

    def finish(self) -> None:
        """Write ReportLab's objects, the cross-reference stream and the end of the file."""
        root, info = self.number_of(self.Catalog), self.number_of(self.info)
        counter = 0
        while counter < self.objectcounter:  # formatting an object may register further ones
            counter += 1
            identifier = self.numberToId.get(counter)
            if identifier is None:
                continue
            body = pdfdoc.format(self.idToObject[identifier], self, toplevel=1)
            if body.endswith(_END):  # ReportLab leaves out the end of line there (7.3.8.1; ISO 19005-2, 6.1.7.1)
                self._write_object(counter, body[: -len(_END)] + b"\n" + _END)
            else:
                self.put(counter, body)
        self._flush()
        self._write_cross_references(root, info)

    def _write(self, data: bytes) -> None:
        self._target.write(data)
        self._digest.update(data)
        self._position += len(data)

    def _write_object(self, number: int, body: bytes) -> None:
        self._places[number] = (1, self._position, 0)
        self._write(b"%d 0 obj\n" % number + body + b"endobj\n")

    def _flush(self) -> None:
        """Write the waiting objects as one object stream."""
        if not self._waiting:
            return
        container = self.reserve()
        index, bodies, offset = [], [], 0
        for position, (number, body) in enumerate(self._waiting):
            self._places[number] = (2, container, position)
            index.append(b"%d %d" % (number, offset))
            bodies.append(body)
            offset += len(body) + 1
        head = b" ".join(index) + b"\n"
        entries = {"Type": b"/ObjStm", "N": b"%d" % len(bodies), "First": b"%d" % len(head)}
        self._waiting = []
        self.put_stream(container, entries, head + b"\n".join(bodies))

    def _write_cross_references(self, root: int, info: int) -> None:
        number = self.reserve()
        start = self._position
        self._places[number] = (1, start, 0)
        missing = [n for n in range(1, number + 1) if n not in self._places]
        if missing:
            raise ValueError(f"objects reserved but never written: {missing[:5]}")
        rows = bytearray()
        previous = bytes(7)
        for n in range(number + 1):
            row = struct.pack(">BIH", *(self._places[n] if n else (0, 0, 65535)))
            rows.append(2)  # PNG predictor Up: rows differ little, so their differences compress well
            rows += bytes((a - b) & 255 for a, b in zip(row, previous, strict=True))
            previous = row
        digest = b"<" + self._digest.hexdigest()[:32].encode("ascii") + b">"
        entries = {
            "Type": b"/XRef",
            "Size": b"%d" % (number + 1),
            "W": array([b"1", b"4", b"2"]),
            "Root": reference(root),
            "Info": reference(info),
            "ID": array([digest, digest]),
            "DecodeParms": dictionary({"Predictor": b"12", "Columns": b"7"}),
        }
        self.put_stream(number, entries, bytes(rows))
        self._target.write(b"startxref\n%d\n%%%%EOF\n" % start)
