# SPDX-License-Identifier: Apache-2.0
"""The files that the proofs are about, made once, and what a PDF says of its own structure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject
from whole_long import EVERY_KIND, copy_with_long_texts

from booklet.build.task import EDITIONS, Outcome, Task, Workshop, open_workshop, perform
from booklet.checks.roundtrip import BlockText, block_texts
from booklet.l10n.localise import localise
from booklet.l10n.model import Booklet
from booklet.paths import bundled_booklets
from booklet.problems import Problems

BUNDLED = bundled_booklets() / "child-trafficking"
NAMES = ("bundled-en", "bundled-fr", "bundled-ar", "every-en", "every-ar", "long-en", "long-ar")
"""The bundled booklet, the test document, and the test document with texts that no page can hold."""

_INLINE = frozenset({"Span", "Link", "Reference", "Quote", "Code", "Annot"})

Mark = tuple[int, int]
"""A marked-content sequence: index of the page, MCID."""


@dataclass
class Block:
    """A block of a file's structure tree: its content in reading order, that of inline elements included."""

    tag: str
    marks: list[Mark] = field(default_factory=list)
    links: list[DictionaryObject] = field(default_factory=list)


@dataclass
class WholeFile:
    """A finished file and the booklet that it was made from."""

    name: str
    path: Path
    booklet: Booklet
    outcome: Outcome

    @cached_property
    def reader(self) -> PdfReader:
        return PdfReader(self.path)

    @cached_property
    def blocks(self) -> list[Block]:
        """All blocks in the order of the structure tree, those that hold nothing but blocks too."""
        return structure_blocks(self.reader)

    @cached_property
    def spoken(self) -> list[BlockText]:
        """Every text of the structure tree by the project's own reader."""
        return block_texts(self.path)

    @cached_property
    def page_numbers(self) -> dict[int, int]:
        """Index of each page by its object number."""
        return page_numbers(self.reader)


class Maker:
    """Makes files in a folder, each once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._shops: dict[Path, Workshop] = {}
        self._files: dict[str, WholeFile] = {}

    def file(self, name: str) -> WholeFile:
        """One of :data:`NAMES`."""
        if name not in self._files:
            kind, locale = name.split("-", 1)
            self._files[name] = self.make(name, self._source(kind), locale)
        return self._files[name]

    def _source(self, kind: str) -> Path:
        if kind != "long":
            return {"bundled": BUNDLED, "every": EVERY_KIND}[kind]
        folder = self._folder / "long"
        if not folder.exists():
            copy_with_long_texts(folder)
        return folder

    def make(self, name: str, source: Path, locale: str, edition: str = "screen") -> WholeFile:
        """A locale of any booklet."""
        if source not in self._shops:
            self._shops[source] = open_workshop(source, EDITIONS)
        shop = self._shops[source]
        (outcome,) = perform([Task(source, locale, edition)], shop)
        assert outcome.made is not None, outcome.problems
        path = self._folder / f"{name}.pdf"
        path.write_bytes(outcome.made.data)
        return WholeFile(name, path, localise(shop.source, locale, Problems()), outcome)


def page_numbers(reader: PdfReader) -> dict[int, int]:
    return {page.indirect_reference.idnum: index for index, page in enumerate(reader.pages)}


def structure_blocks(reader: PdfReader) -> list[Block]:
    """Read the structure tree by pypdf alone, not by the project's own reader."""
    root = reader.trailer["/Root"]["/StructTreeRoot"]
    roles = {key[1:]: value[1:] for key, value in root.get("/RoleMap", {}).items()}
    pages = page_numbers(reader)
    blocks: list[Block] = []

    def walk(kid: Any, page: int, block: Block | None) -> None:
        kid = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if isinstance(kid, int):
            assert block is not None
            block.marks.append((page, int(kid)))
            return
        if "/Pg" in kid:
            page = pages[kid.raw_get("/Pg").idnum]
        match kid.get("/Type"):
            case "/MCR":
                walk(int(kid["/MCID"]), page, block)
                return
            case "/OBJR":
                assert block is not None
                block.links.append(kid["/Obj"])
                return
        tag = kid["/S"][1:]
        if roles.get(tag, tag) not in _INLINE:
            block = Block(tag)
            blocks.append(block)
        for each in kids(kid):
            walk(each, page, block)

    for each in kids(root):
        walk(each, -1, None)
    return blocks


def kids(element: DictionaryObject) -> Iterator[Any]:
    found = element.get("/K")
    if found is None:
        return
    yield from found if isinstance(found, ArrayObject) else [element.raw_get("/K")]
