# SPDX-License-Identifier: Apache-2.0
"""Metadata: the XMP packet (ISO 16684-1) and the Info dictionary that says the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from reportlab.pdfbase import pdfdoc

from booklet import __version__
from booklet.pdf.model import DocumentInfo, SecondLanguage
from booklet.pdf.syntax import dictionary, text_string
from booklet.values import Immutable

__all__ = ["InfoDictionary", "Schema", "xmp_packet"]

_CREATOR: Final = f"booklet {__version__}"
_PRODUCER: Final = "ReportLab"
_ESCAPES: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_CONTROLS: Final = dict.fromkeys({*range(32)} - {9, 10, 13})  # XML 1.0 has no way to write these


class Schema(Immutable, frozen=True):
    """A standard's own properties: name → (type, value). PDF/A wants those that it does not know to be described."""

    namespace: str
    prefix: str
    title: str
    properties: Mapping[str, tuple[str, str]]
    predefined: bool = False


class InfoDictionary(pdfdoc.PDFInfo):  # type: ignore[misc]
    """The Info dictionary (ISO 32000-1, 14.3.3), with the booklet's own date."""

    def __init__(self, info: DocumentInfo) -> None:
        super().__init__()
        self._info = info

    def format(self, document: pdfdoc.PDFDocument) -> bytes:  # noqa: ARG002 (ReportLab's signature)
        """The dictionary in PDF syntax."""
        info = self._info
        date = text_string(f"D:{info.date:%Y%m%d}000000Z")
        texts = {
            "Title": info.shown_title,
            "Author": info.author,
            "Subject": info.shown_subject,
            "Keywords": _keywords(info),
        }
        entries = {key: text_string(value) for key, value in texts.items() if value}
        entries |= {"Creator": text_string(_CREATOR), "Producer": text_string(_PRODUCER)}
        return dictionary({**entries, "CreationDate": date, "ModDate": date})


def xmp_packet(info: DocumentInfo, schemas: Iterable[Schema]) -> bytes:
    """The XMP packet with the document's data and the standards' identification."""
    schemas = tuple(schemas)
    date = f"{info.date.isoformat()}T00:00:00Z"
    each: list[DocumentInfo | SecondLanguage] = [info, *([info.second] if info.second else [])]
    languages = "".join(f"<rdf:li>{_escape(one.lang)}</rdf:li>" for one in each)
    titles = {one.title_lang or one.lang: one.title for one in reversed(each)}
    subjects = {one.subject_lang or one.lang: one.subject for one in reversed(each) if one.subject}
    parts = [
        "<dc:format>application/pdf</dc:format>",
        _alternatives("dc:title", info.shown_title, titles),
        f"<dc:language><rdf:Bag>{languages}</rdf:Bag></dc:language>",
    ]
    if info.author:
        parts.append(f"<dc:creator><rdf:Seq><rdf:li>{_escape(info.author)}</rdf:li></rdf:Seq></dc:creator>")
    if subjects:
        parts.append(_alternatives("dc:description", info.shown_subject, subjects))
    if info.keywords:
        items = "".join(f"<rdf:li>{_escape(keyword)}</rdf:li>" for keyword in info.keywords)
        parts.append(f"<dc:subject><rdf:Bag>{items}</rdf:Bag></dc:subject>")
        parts.append(f"<pdf:Keywords>{_escape(_keywords(info))}</pdf:Keywords>")
    parts += [
        f"<pdf:Producer>{_escape(_PRODUCER)}</pdf:Producer>",
        f"<xmp:CreatorTool>{_escape(_CREATOR)}</xmp:CreatorTool>",
        *(f"<xmp:{name}>{date}</xmp:{name}>" for name in ("CreateDate", "ModifyDate", "MetadataDate")),
    ]
    namespaces = {
        "dc": "http://purl.org/dc/elements/1.1/",
        "pdf": "http://ns.adobe.com/pdf/1.3/",
        "xmp": "http://ns.adobe.com/xap/1.0/",
    }
    for schema in schemas:
        namespaces[schema.prefix] = schema.namespace
        parts += [
            f"<{schema.prefix}:{name}>{_escape(value)}</{schema.prefix}:{name}>"
            for name, (_, value) in schema.properties.items()
        ]
    extensions = [schema for schema in schemas if not schema.predefined]
    if extensions:
        namespaces |= {
            "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
            "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
            "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
        }
        bag = "".join(map(_extension, extensions))
        parts.append(f"<pdfaExtension:schemas><rdf:Bag>{bag}</rdf:Bag></pdfaExtension:schemas>")
    declarations = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in namespaces.items())
    packet = [
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>',
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
        f'<rdf:Description rdf:about=""{declarations}>',
        *parts,
        "</rdf:Description></rdf:RDF></x:xmpmeta>",
        '<?xpacket end="r"?>',
    ]
    return "\n".join(packet).encode("utf-8")


def _extension(schema: Schema) -> str:
    """The description of a schema that PDF/A does not know (ISO 19005-2, 6.6.2.3.3)."""
    properties = "".join(
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaProperty:name>{name}</pdfaProperty:name>"
        f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>"
        "<pdfaProperty:category>internal</pdfaProperty:category>"
        f"<pdfaProperty:description>{_escape(schema.title)}: {name}</pdfaProperty:description>"
        "</rdf:li>"
        for name, (kind, _) in schema.properties.items()
    )
    return (
        '<rdf:li rdf:parseType="Resource">'
        f"<pdfaSchema:schema>{_escape(schema.title)}</pdfaSchema:schema>"
        f"<pdfaSchema:namespaceURI>{schema.namespace}</pdfaSchema:namespaceURI>"
        f"<pdfaSchema:prefix>{schema.prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property>"
        "</rdf:li>"
    )


def _alternatives(name: str, default: str, texts: Mapping[str, str]) -> str:
    """A text for readers of any language and, marked as such, those in a language; the first one stands last."""
    own = "".join(
        f'<rdf:li xml:lang="{_escape(lang)}">{_escape(text)}</rdf:li>' for lang, text in reversed(list(texts.items()))
    )
    return f'<{name}><rdf:Alt><rdf:li xml:lang="x-default">{_escape(default)}</rdf:li>{own}</rdf:Alt></{name}>'


def _keywords(info: DocumentInfo) -> str:
    return ", ".join(info.keywords)


def _escape(text: str) -> str:
    return text.translate(_CONTROLS).translate(_ESCAPES)
