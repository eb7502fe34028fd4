# SPDX-License-Identifier: Apache-2.0
"""Structure trees as tests see them: written by hand or read back from a finished file, and compared exactly."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

from pypdf import PdfReader

from booklet.checks.findings import Findings
from booklet.checks.pdfcontent import read_pages
from booklet.checks.pdffile import text_of
from booklet.checks.structure import StructNode, page_numbers, read_structure
from booklet.checks.tree import all_texts, link_target


@dataclass(frozen=True)
class PageOf:
    """Stands in an expected tree for the printed number of the page on which the element ``key`` begins."""

    key: str


@dataclass
class Shape:
    """An element. Facts that it does not have are not in ``facts``, so that one too many is a difference too.

    In an expected tree ``key`` names an element that others lead to; a link leads ``to`` ``@key``. In a tree that was
    read ``page`` is the one, counted from 1, on which its first content stands; 0 if it has none.
    """

    tag: str
    children: list[Shape | str | PageOf] = field(default_factory=list)
    facts: dict[str, str] = field(default_factory=dict)
    key: str = ""
    page: int = 0

    def elements(self) -> list[Shape]:
        """The elements among the children."""
        return [child for child in self.children if isinstance(child, Shape)]

    def walk(self) -> Iterator[Shape]:
        """This element and all below it, in reading order."""
        yield self
        for child in self.elements():
            yield from child.walk()


def element(tag: str, *children: Shape | str | PageOf, key: str = "", **facts: str) -> Shape:
    """An expected element."""
    return Shape(tag, list(children), facts, key)


def differences(expected: Shape, found: Shape) -> list[str]:
    """Where the trees are not the same, line by line; nothing if they are."""
    pages: dict[str, int] = {}
    _find_pages(expected, found, pages)
    wanted, read = _lines(expected, 0, pages), _lines(found, 0, pages)
    pairs = enumerate(zip_longest(wanted, read, fillvalue="(nothing)"), 1)
    return [f"line {number}: expected {want}\n{' ' * len(f'line {number}: ')}but read {got}"
            for number, (want, got) in pairs if want != got]  # fmt: skip


def _find_pages(expected: Shape, found: Shape, pages: dict[str, int]) -> None:
    """The page of each element with a key. Where the trees differ it may be another's: then they differ anyway."""
    if expected.key:
        pages[expected.key] = found.page
    for want, got in zip(expected.elements(), found.elements(), strict=False):
        _find_pages(want, got, pages)


def _lines(shape: Shape, depth: int, pages: dict[str, int]) -> list[str]:
    facts = dict(shape.facts)
    if facts.get("to", "").startswith("@"):
        facts["to"] = f"page {pages.get(facts['to'][1:], 'unknown')}"
    lines = [" ".join(["  " * depth + shape.tag, *(f"{name}={facts[name]!r}" for name in sorted(facts))])]
    words = ""
    for child in [*shape.children, None]:
        if isinstance(child, str):
            words += child
        elif isinstance(child, PageOf):
            words += str(pages.get(child.key, "unknown"))
        else:
            if words:
                lines.append(f"{'  ' * (depth + 1)}{words!r}")
            words = ""
            if child is not None:
                lines += _lines(child, depth + 1, pages)
    return lines


def read_shape(file: io.BytesIO) -> Shape:
    """The tree of a finished file, whose content and structure must have no flaw."""
    reader, findings = PdfReader(file), Findings()
    texts = all_texts(read_pages(reader, findings))
    nodes = read_structure(reader, findings)
    assert findings.all() == ()
    pages = page_numbers(reader)
    shapes: list[Shape] = []
    top: list[Shape] = []
    for node in nodes:
        shape = _shape(node)
        shapes.append(shape)
        parent = shapes[node.parent] if node.parent >= 0 else None
        if node.sequence is not None:
            assert parent is not None
            parent.children.append(texts.get(node.sequence, ""))
            _begin(nodes, shapes, node.parent, node.sequence[0] + 1)
        elif node.annotation is not None:
            assert parent is not None
            _add_link(parent, link_target(node.annotation, reader, pages), text_of(node.annotation.get("/Contents")))
        else:
            (top if parent is None else parent.children).append(shape)
    assert len(top) == 1, "a tree has one root"
    for table in top[0].walk():
        if table.tag == "Table":
            _name_headers(table)
    for shape in top[0].walk():
        if "id" in shape.facts:
            shape.facts["id"] = "yes"  # what it is concerns nobody; that Headers find it was seen above
    return top[0]


def _begin(nodes: list[StructNode], shapes: list[Shape], index: int, page: int) -> None:
    while index >= 0 and not shapes[index].page:
        shapes[index].page = page
        index = nodes[index].parent


def _shape(node: StructNode) -> Shape:
    attributes = node.attributes
    headers = attributes.get("Headers")
    facts = {
        "role": node.role if node.role != node.tag else None, "lang": node.lang, "title": node.title, "alt": node.alt,
        "actual": node.actual, "expansion": node.expansion, "id": node.id,
        "numbering": attributes.get("ListNumbering"), "scope": attributes.get("Scope"),
        "direction": attributes.get("WritingMode"), "rows": attributes.get("RowSpan"),
        "columns": attributes.get("ColSpan"),
        "headers": "\n".join(text_of(each) or "?" for each in headers) if headers is not None else None,
    }  # fmt: skip
    given = {name: str(value).removeprefix("/") for name, value in facts.items() if value is not None}
    return Shape(node.tag, facts=given)


def _add_link(link: Shape, to: str, contents: str | None) -> None:
    """A link on several lines has several annotations, which must all say the same."""
    for name, value in (("to", to), ("contents", contents or "")):
        before = link.facts.setdefault(name, value)
        if before != value:
            link.facts[name] = f"{before} and {value}"


def _name_headers(table: Shape) -> None:
    """Headers by the places of the header cells, ``row,column`` counted from 0, instead of their IDs."""
    rows = [shape for shape in table.walk() if shape.tag == "TR"]
    places: dict[str, str] = {}
    for number, row in enumerate(rows):
        for column, cell in enumerate(row.elements()):
            if "id" in cell.facts:
                place = f"{number},{column}"
                places[cell.facts["id"]] = "two cells" if cell.facts["id"] in places else place
    for cell in table.walk():
        if "headers" in cell.facts:
            names = cell.facts["headers"].split("\n")
            cell.facts["headers"] = " ".join(places.get(name, "nowhere") for name in names)
