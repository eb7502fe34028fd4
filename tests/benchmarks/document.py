# SPDX-License-Identifier: Apache-2.0
"""The documents that are set: one typed value, which every tool's markup is made from."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

from .words import Writer

__all__ = ["Block", "Bullets", "Document", "Heading", "Paragraph", "Picture", "Run", "Table", "make_document", "texts"]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text, perhaps strong, perhaps with the text of a footnote whose mark follows it."""

    text: str
    strong: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1, which begins a page, or 2."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text. Runs follow each other with a space between them."""

    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list with bullets."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption and a header row."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing, as SVG of ``width`` by ``height`` units. ``name`` is its file's."""

    name: str
    alt: str
    caption: str
    svg: str


Block = Heading | Paragraph | Bullets | Table | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """A document: a cover with title and subtitle, a list of contents (headings of level 1), and blocks."""

    name: str
    language: str
    title: str
    subtitle: str
    contents: str
    blocks: tuple[Block, ...] = field(repr=False)

    @property
    def direction(self) -> str:
        """``ltr`` or ``rtl``."""
        return "rtl" if self.language == "ar" else "ltr"


_SECTIONS = (4, 6)
"""Sections in a chapter: about seven pages."""


def make_document(language: str, chapters: int, seed: str = "", *, sections: tuple[int, int] = _SECTIONS) -> Document:
    """Make a document; in every language the same seed gives the same blocks with texts of that language."""
    shape = random.Random(f"shape {seed}")
    writer = Writer(language, seed)
    blocks: list[Block] = []
    for chapter in range(chapters):
        blocks.append(Heading(1, writer.phrase(2, 5)))
        name = f"drawing-{seed}{chapter}.svg"
        blocks.append(Picture(name, writer.sentence(), writer.phrase(4, 8), _drawing(shape)))
        for section in range(shape.randint(*sections)):
            blocks.append(Heading(2, writer.phrase(2, 4)))
            blocks += [_paragraph(writer, shape) for _ in range(shape.randint(2, 3))]
            if section % 4 == 3:
                blocks.append(_table(writer, shape.randint(3, 6)))
            else:
                blocks.append(Bullets(tuple(writer.sentence() for _ in range(shape.randint(3, 6)))))
    title, subtitle, contents = writer.phrase(3, 4), writer.phrase(6, 9), writer.phrase(2, 3)
    return Document(f"{language}{seed}", language, title, subtitle, contents, tuple(blocks))


def _paragraph(writer: Writer, shape: random.Random) -> Paragraph:
    kind = shape.random()
    first, last = Run(writer.sentences(1, 2)), Run(writer.sentences(1, 3))
    if kind < 0.25:
        return Paragraph((first, Run(writer.phrase(2, 3), strong=True), last))
    if kind < 0.4:
        return Paragraph((Run(first.text, note=writer.sentence()), last))
    return Paragraph((first, last))


def _table(writer: Writer, rows: int) -> Table:
    body = tuple((writer.phrase(1, 2), writer.phrase(2, 4), writer.phrase(1, 3)) for _ in range(rows))
    return Table(writer.phrase(3, 6), (writer.phrase(1, 1), writer.phrase(1, 2), writer.phrase(1, 1)), body)


def _drawing(shape: random.Random) -> str:
    """A landscape: some hills, some trees, a sun."""
    colours = ("#0b5563", "#2f6b4a", "#f6b93b", "#a8430f", "#a32f45", "#5f6b76")
    parts = ['<rect x="0" y="0" width="320" height="120" fill="#bfe0ea"/>']
    for _ in range(3):
        x, y = shape.randint(0, 200), shape.randint(50, 90)
        parts.append(f'<path d="M{x - 90} 120 C{x} {y} {x + 60} {y - 20} {x + 120} 120 Z" fill="#e4f0e8"/>')
    for _ in range(8):
        x, y = shape.randint(10, 300), shape.randint(60, 110)
        parts.append(f'<rect x="{x}" y="{y - 14}" width="4" height="14" fill="#5b3a29"/>')
        parts.append(f'<circle cx="{x + 2}" cy="{y - 20}" r="{shape.randint(5, 11)}" fill="{shape.choice(colours)}"/>')
    parts.append(f'<circle cx="{shape.randint(30, 290)}" cy="24" r="14" fill="#f6b93b"/>')
    size = 'width="320" height="120" viewBox="0 0 320 120"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{"".join(parts)}</svg>\n'


def texts(document: Document, *, front: bool = True) -> Iterator[str]:
    """All texts in reading order as a reader of the finished file meets them, contents and alternative texts left out.

    A footnote follows the text that its mark stands in. Without ``front`` only those of the blocks.
    """
    if front:
        yield from (document.title, document.subtitle, document.contents)
    for block in document.blocks:
        yield from _block_texts(block)


def _block_texts(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield block.text
        case Paragraph():
            for run in block.runs:
                yield run.text
                if run.note:
                    yield run.note
        case Bullets():
            yield from block.items
        case Table():
            yield block.caption
            yield from block.columns
            for row in block.rows:
                yield from row
        case Picture():
            yield block.caption
