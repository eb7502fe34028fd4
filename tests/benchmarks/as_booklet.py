# SPDX-License-Identifier: Apache-2.0
"""A document as a booklet's folder: ``booklet.yaml``, its pictures, and a catalog for each other language."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from booklet.l10n.powrite import PoMessage, po_bytes

from .document import Block, Bullets, Document, Heading, Paragraph, Picture, Table

__all__ = ["booklet_yaml", "catalog", "catalog_path", "messages", "write_booklet"]


def write_booklet(documents: Sequence[Document], folder: Path) -> None:
    """Write the first document as the booklet in ``folder`` and the others, of the same blocks, as its catalogs."""
    source = documents[0]
    (folder / "images").mkdir(parents=True)
    (folder / "booklet.yaml").write_text(booklet_yaml(source), "utf-8")
    for block in source.blocks:
        if isinstance(block, Picture):
            (folder / "images" / block.name).write_text(block.svg, "utf-8")
    for document in documents[1:]:
        path = catalog_path(folder, document.language)
        path.parent.mkdir(parents=True)
        path.write_bytes(catalog(source, document))


def catalog_path(folder: Path, language: str) -> Path:
    """Where a language's catalog lies."""
    return folder / "locales" / language / "LC_MESSAGES" / "booklet.po"


def catalog(source: Document, document: Document) -> bytes:
    """The PO file that turns ``source`` into ``document``."""
    header = {
        "Project-Id-Version": "benchmark 1",
        "Language": document.language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    pairs = zip(messages(source), messages(document), strict=True)
    found = [PoMessage(name, text, translation=other) for (name, text), (_, other) in pairs]
    return po_bytes(header, [], found)


def messages(document: Document) -> Iterator[tuple[str, str]]:
    """The id and the text, with its markup, of every string."""
    yield "booklet.title", document.title
    yield "cover.subtitle", document.subtitle
    yield "contents.title", document.contents
    for number, block in enumerate(document.blocks):
        yield from _block_messages(f"b{number}", block)
    yield from ((f"note.{note}.text", text) for note, text in _notes(document))


def _block_messages(owner: str, block: Block) -> Iterator[tuple[str, str]]:
    match block:
        case Heading():
            yield f"{owner}.text", block.text
        case Paragraph():
            yield f"{owner}.text", _marked_up(owner, block)
        case Bullets():
            yield from ((f"{owner}.i{number}.text", text) for number, text in enumerate(block.items))
        case Table():
            yield f"{owner}.caption", block.caption
            yield from ((f"{owner}.columns.c{number}", text) for number, text in enumerate(block.columns))
            for number, row in enumerate(block.rows):
                yield from ((f"{owner}.rows.r{number}.c{column}", text) for column, text in enumerate(row))
        case Picture():
            yield f"{owner}.alt", block.alt
            yield f"{owner}.caption", block.caption


def _notes(document: Document) -> Iterator[tuple[str, str]]:
    for number, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            yield from ((f"n-b{number}", run.note) for run in block.runs if run.note)


def _marked_up(owner: str, block: Paragraph) -> str:
    parts = []
    for run in block.runs:
        text = f"**{run.text}**" if run.strong else run.text
        parts.append(f"{text}[^n-{owner}]" if run.note else text)
    return " ".join(parts)


def booklet_yaml(document: Document) -> str:
    """The booklet's file. Texts stand in double quotes, which YAML and JSON write alike."""
    lines = [
        "format: 1",
        f"slug: {document.name}",
        f"language: {document.language}",
        f"title: {_quoted(document.title)}",
        "author: Benchmark",
        'edition: "1"',
        "date: 2026-11-01",
        "notice-below: 0",
    ]
    notes = [f"  {note}: {_quoted(text)}" for note, text in _notes(document)]
    lines += ["footnotes:", *notes] if notes else []
    lines += [
        "blocks:",
        f"  - {{kind: cover, id: cover, subtitle: {_quoted(document.subtitle)}}}",
        f"  - {{kind: contents, id: contents, title: {_quoted(document.contents)}, depth: 1}}",
    ]
    for number, block in enumerate(document.blocks):
        lines += _block_yaml(f"b{number}", block)
    return "\n".join(lines) + "\n"


def _block_yaml(owner: str, block: Block) -> list[str]:
    match block:
        case Heading():
            return [f"  - {{kind: heading, id: {owner}, level: {block.level}, text: {_quoted(block.text)}}}"]
        case Paragraph():
            return [f"  - {{kind: paragraph, id: {owner}, text: {_quoted(_marked_up(owner, block))}}}"]
        case Bullets():
            items = [f"      - {{id: i{number}, text: {_quoted(text)}}}" for number, text in enumerate(block.items)]
            return ["  - kind: list", f"    id: {owner}", "    style: bullet", "    items:", *items]
        case Table():
            head = ["  - kind: table", f"    id: {owner}", f"    caption: {_quoted(block.caption)}", "    columns:"]
            head += [f"      - {{id: c{number}, text: {_quoted(text)}}}" for number, text in enumerate(block.columns)]
            rows = [
                f"      - {{id: r{n}, cells: [{', '.join(map(_quoted, row))}]}}" for n, row in enumerate(block.rows)
            ]
            return [*head, "    rows:", *rows]
        case Picture():
            picture = f"{{file: images/{block.name}, alt: {_quoted(block.alt)}}}"
            return [f"  - {{kind: figure, id: {owner}, picture: {picture}, caption: {_quoted(block.caption)}}}"]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
