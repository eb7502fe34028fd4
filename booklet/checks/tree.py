# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: ANN401 - PDF objects are whatever the file holds
r"""The structure tree as text: what a screen reader meets, in its order.

One element per line, two spaces of indent per level::

    Document lang=en
      H1 "A title"
      P
        "Some "
        Strong role=Span "strong"
        " words and "
        Link to=https://example.org/ contents="The site" "a link"
      L numbering=Decimal
        LI
          Lbl "1."
          LBody "item"
      Table
        TR
          TH scope=Column "head"
      Figure alt="A red square"

After the tag come, where present: ``role`` (the standard type it stands for), ``lang``, ``title``, ``alt``, ``actual``,
``expansion``, ``id``, ``numbering``, ``scope``, ``headers``, ``rows`` and ``columns`` (spans), and for links ``to`` and
``contents``. Values with spaces or marks are quoted. An element that holds nothing but text has it on its own line.
Inside quotes, ``\`` and ``"`` take a backslash and control characters are written as ``\u0009``. Text of adjacent
marked content is joined, so that a paragraph split over pages reads as one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from booklet.checks.findings import Findings
from booklet.checks.pdfcontent import PageContent, SequenceKey, read_pages
from booklet.checks.pdffile import (
    UnreadableError,
    dictionary,
    entry,
    items,
    number_of,
    open_pdf,
    plain_faults,
    resolve,
    text_of,
)
from booklet.checks.structure import StructNode, page_numbers, read_structure

__all__ = ["all_texts", "link_target", "render_tree", "tree_text"]

_PLAIN = re.compile(r"[\w.:#/-]+")
_INDENT = "  "


def tree_text(path: Path) -> str:
    """The structure tree of a PDF file as text; the module says in which form.

    Raises:
        UnreadableError: in plain words, if the file cannot be read or has no structure tree.
    """
    with plain_faults():
        reader = open_pdf(path)
        findings = Findings()
        nodes = read_structure(reader, findings)
        if not nodes:
            raise UnreadableError("it has no structure tree: a screen reader gets neither order nor headings")
        return render_tree(nodes, all_texts(read_pages(reader, findings)), reader)


def all_texts(pages: Sequence[PageContent]) -> dict[SequenceKey, str]:
    """The text of every marked-content sequence of a file."""
    texts: dict[SequenceKey, str] = {}
    for page in pages:
        texts |= page.texts()
    return texts


def render_tree(nodes: Sequence[StructNode], texts: Mapping[SequenceKey, str], reader: PdfReader) -> str:
    """Write a structure tree as text."""
    children: list[list[int]] = [[] for _ in nodes]
    top: list[int] = []
    for index, node in enumerate(nodes):
        (children[node.parent] if node.parent >= 0 else top).append(index)
    pages = page_numbers(reader)
    lines: list[str] = []
    waiting: list[int | str] = list(reversed(top))
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            lines.append(item)
            continue
        node = nodes[item]
        parts = _children(children[item], nodes, texts)
        head = " ".join([node.tag or "?", *_details(node, children[item], nodes, reader, pages)])
        indent = _INDENT * node.depth
        if len(parts) == 1 and isinstance(parts[0], str):
            lines.append(f"{indent}{head} {_quote(parts[0])}")
            continue
        lines.append(f"{indent}{head}")
        waiting += reversed([f"{indent}{_INDENT}{_quote(part)}" if isinstance(part, str) else part for part in parts])
    return "\n".join(lines) + "\n"


def _children(numbers: Sequence[int], nodes: Sequence[StructNode], texts: Mapping[SequenceKey, str]) -> list[str | int]:
    """Child elements, and between them their text, joined."""
    parts: list[str | int] = []
    for number in numbers:
        node = nodes[number]
        if node.sequence is not None:
            text = texts.get(node.sequence, "")
            if text and parts and isinstance(parts[-1], str):
                parts[-1] += text
            elif text:
                parts.append(text)
        elif node.annotation is None:
            parts.append(number)
    return parts


def _details(
    node: StructNode, numbers: Sequence[int], nodes: Sequence[StructNode], reader: PdfReader, pages: Mapping[int, int]
) -> list[str]:
    given: list[tuple[str, str | None]] = [
        ("role", node.role if node.role != node.tag else None), ("lang", node.lang), ("title", node.title),
        ("alt", node.alt), ("actual", node.actual), ("expansion", node.expansion), ("id", node.id),
        ("numbering", _name(node.attributes.get("ListNumbering"))), ("scope", _name(node.attributes.get("Scope"))),
        ("headers", _headers(node.attributes.get("Headers"))),
        ("rows", _span(node.attributes.get("RowSpan"))), ("columns", _span(node.attributes.get("ColSpan"))),
    ]  # fmt: skip
    seen: set[tuple[str, str]] = set()
    for number in numbers:
        annotation = nodes[number].annotation
        if annotation is not None:
            # A link broken over lines or pages has several annotations that say the same.
            pair = link_target(annotation, reader, pages), text_of(annotation.get("/Contents")) or ""
            if pair not in seen:
                seen.add(pair)
                given += [("to", pair[0]), ("contents", pair[1] or None)]
    return [f"{name}={_value(value)}" for name, value in given if value is not None]


def link_target(annotation: DictionaryObject, reader: PdfReader, pages: Mapping[int, int]) -> str:
    """Where a link leads: its address, or ``page N`` counted from 1; "nowhere" if neither."""
    action = dictionary(annotation, "/A")
    if entry(action, "/S") == "/URI":
        address = entry(action, "/URI")
        return text_of(address) or "nowhere"
    destination = entry(annotation, "/Dest") or entry(action, "/D")
    if isinstance(destination, str | bytes):
        name = text_of(destination) or ""
        root = resolve(reader.trailer.get("/Root"))
        names = dictionary(dictionary(root, "/Names"), "/Dests")
        destination = entry(dictionary(root, "/Dests"), name) or _named(names, name)
    if isinstance(destination, DictionaryObject):
        destination = entry(destination, "/D")
    place = items(destination)
    number = pages.get(number_of(place[0]) or -1) if place else None
    return f"page {number + 1}" if number is not None else "nowhere"


def _named(tree: DictionaryObject, name: str) -> Any:
    """Look a name up in a name tree (ISO 32000-1, 7.9.6)."""
    waiting, visited = [tree], 0
    while waiting and visited < 10_000:
        node = waiting.pop()
        visited += 1
        names = items(node.get("/Names"))
        for key, value in zip(names[::2], names[1::2], strict=False):
            if text_of(key) == name:
                return resolve(value)
        waiting += [kid for kid in map(resolve, items(node.get("/Kids"))) if isinstance(kid, DictionaryObject)]
    return None


def _name(value: Any) -> str | None:
    return value.removeprefix("/") if isinstance(value, str) else None


def _headers(value: Any) -> str | None:
    return " ".join(filter(None, map(text_of, value))) if isinstance(value, list) and value else None


def _span(value: Any) -> str | None:
    return str(value) if isinstance(value, int) and value != 1 else None


def _value(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else _quote(value)


def _quote(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(f"\\u{ord(c):04x}" if unicodedata.category(c) == "Cc" else c for c in escaped) + '"'
