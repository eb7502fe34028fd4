# SPDX-License-Identifier: Apache-2.0
"""Which standards a file says it conforms to, from its XMP metadata."""

from __future__ import annotations

from collections.abc import Iterator
from xml.parsers import expat

from pypdf import PdfReader
from pypdf.generic import StreamObject

from booklet.checks.findings import Claim
from booklet.checks.pdffile import UnreadableError, entry, resolve

__all__ = ["claims", "metadata_properties", "title"]

MAX_XMP = 2_000_000
_ELEMENTS = 50_000

_PDFUA = "http://www.aiim.org/pdfua/ns/id/"
_PDFA = "http://www.aiim.org/pdfa/ns/id/"
_PDFX = "http://www.npes.org/pdfx/ns/id/"
_DECLARATIONS = "http://pdfa.org/declarations/"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_WTPDF = {
    "http://pdfa.org/declarations/wtpdf#accessibility1.0": ("WTPDF 1.0 accessibility", "wt1a"),
    "http://pdfa.org/declarations/wtpdf#reuse1.0": ("WTPDF 1.0 reuse", "wt1r"),
}


def claims(reader: PdfReader) -> tuple[Claim, ...]:
    """The standards that a file claims, each once.

    Raises:
        UnreadableError: if its metadata cannot be read.
    """
    properties = metadata_properties(reader)
    found: dict[Claim, None] = {}
    for part in properties.get((_PDFUA, "part"), []):
        found[Claim(f"PDF/UA-{part}", f"ua{part}" if part in ("1", "2") else None)] = None
    levels = properties.get((_PDFA, "conformance"), [""])
    for part in properties.get((_PDFA, "part"), []):
        level = levels[0].lower()
        known = part in ("1", "2", "3", "4") and level in ("", "a", "b", "u", "e", "f")
        found[Claim(f"PDF/A-{part}{level}", f"{part}{level}" if known else None)] = None
    for version in properties.get((_PDFX, "GTS_PDFXVersion"), []):
        found[Claim(version, None)] = None
    for declared in properties.get((_DECLARATIONS, "conformsTo"), []):
        standard, flavour = _WTPDF.get(declared, (declared, None))
        found[Claim(standard, flavour)] = None
    return tuple(found)


def title(reader: PdfReader) -> str:
    """The document's title (dc:title, in its default language); "" if there is none."""
    titles = metadata_properties(reader).get((_DUBLIN, "title"), [])
    return titles[0] if titles else ""


def metadata_properties(reader: PdfReader) -> dict[tuple[str, str], list[str]]:
    """The texts of every property of the catalog's XMP metadata, by namespace and name.

    Raises:
        UnreadableError: if the metadata is too large, or no XML, or has a document type.
    """
    stream = entry(resolve(reader.trailer.get("/Root")), "/Metadata")
    if not isinstance(stream, StreamObject):
        return {}
    data = bytes(stream.get_data())
    if len(data) > MAX_XMP:
        raise UnreadableError("its metadata is too large")
    collector = _Collector()
    try:
        collector.parser.Parse(data.strip(b" \t\r\n\0"), True)
    except expat.ExpatError as error:
        raise UnreadableError(f"its metadata is broken XML ({expat.ErrorString(error.code)})") from error
    except (LookupError, UnicodeError) as error:
        raise UnreadableError("the text encoding of its metadata cannot be read") from error
    return collector.properties


class _Collector:
    """Gathers properties, whether written as attributes, as elements, or as lists in elements."""

    def __init__(self) -> None:
        self.properties: dict[tuple[str, str], list[str]] = {}
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self._open: list[tuple[str, str]] = []
        self._texts: list[str] = []
        self._count = 0

    def _doctype(self, *_: object) -> None:
        raise UnreadableError("its metadata has a document type")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > _ELEMENTS or len(self._open) > 100:
            raise UnreadableError("its metadata is too large")
        self._open.append(_split(name))
        self._texts = []
        for attribute, value in attributes.items():
            namespace, local = _split(attribute)
            if namespace and namespace != _RDF:
                self._add((namespace, local), value)

    def _text(self, text: str) -> None:
        self._texts.append(text)

    def _end(self, _: str) -> None:
        text = "".join(self._texts).strip()
        if text:
            owner = next(self._owners(), None)
            if owner is not None:
                self._add(owner, text)
        self._texts = []
        self._open.pop()

    def _owners(self) -> Iterator[tuple[str, str]]:
        """The innermost open element that is no part of RDF's own lists."""
        return (name for name in reversed(self._open) if name[0] != _RDF)

    def _add(self, name: tuple[str, str], text: str) -> None:
        self.properties.setdefault(name, []).append(text.strip()[:1000])


def _split(name: str) -> tuple[str, str]:
    namespace, _, local = name.rpartition(" ")
    return namespace, local
