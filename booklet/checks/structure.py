# SPDX-License-Identifier: Apache-2.0
"""Reads a PDF's structure tree (ISO 32000-1, 14.7) into a flat list, without recursion and within bounds."""

from __future__ import annotations

from typing import Any

import msgspec
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from booklet.checks.findings import Findings
from booklet.checks.pdfcontent import SequenceKey
from booklet.checks.pdffile import UnreadableError, dictionary, entry, items, number_of, resolve, text_of

__all__ = ["StructNode", "page_numbers", "read_structure"]

MAX_DEPTH = 500
MAX_NODES = 1_000_000


class StructNode(msgspec.Struct):
    """An element, a piece of marked content (``sequence``) or an annotation (``annotation``) of the structure tree.

    ``parent`` is its place in the list (-1 for the top), ``depth`` counts from 0. ``role`` is the standard type that
    ``tag`` stands for.
    """

    parent: int
    depth: int
    tag: str = ""
    role: str = ""
    number: int | None = None
    lang: str | None = None
    alt: str | None = None
    actual: str | None = None
    expansion: str | None = None
    title: str | None = None
    id: str | None = None
    attributes: dict[str, Any] = msgspec.field(default_factory=dict)
    sequence: SequenceKey | None = None
    annotation: DictionaryObject | None = None


def page_numbers(reader: PdfReader) -> dict[int, int]:
    """Index of each page by its object number."""
    numbers: dict[int, int] = {}
    for index, page in enumerate(reader.pages):
        number = number_of(page)
        if number is not None:
            numbers.setdefault(number, index)
    return numbers


def read_structure(reader: PdfReader, findings: Findings) -> list[StructNode]:
    """All nodes of the structure tree in reading order; none if the file has no tree.

    Raises:
        UnreadableError: if the tree is larger or deeper than any document's.
    """
    root = entry(resolve(reader.trailer.get("/Root")), "/StructTreeRoot")
    if not isinstance(root, DictionaryObject):
        return []
    return _Walker(reader, dictionary(root, "/RoleMap"), findings).walk(root)


class _Task(msgspec.Struct):
    value: Any
    parent: int
    depth: int
    page: int | None  # object number of the page that marked content is on unless it says otherwise


class _Walker:
    def __init__(self, reader: PdfReader, roles: DictionaryObject, findings: Findings) -> None:
        self._roles = roles
        self._findings = findings
        self._pages = page_numbers(reader)
        self._seen: set[int] = set()
        self._nodes: list[StructNode] = []

    def walk(self, root: DictionaryObject) -> list[StructNode]:
        waiting = [_Task(kid, -1, 0, None) for kid in reversed(items(root.get("/K")))]
        while waiting:
            task = waiting.pop()
            waiting += reversed(self._visit(task))
            if len(self._nodes) > MAX_NODES or len(waiting) > MAX_NODES:
                raise UnreadableError(f"its structure tree has more than {MAX_NODES} parts")
        return self._nodes

    def _visit(self, task: _Task) -> list[_Task]:
        value = resolve(task.value)
        if isinstance(value, int):
            self._content(task, task.page, 0, value)
            return []
        if not isinstance(value, DictionaryObject):
            self._findings.add("structure", "the structure tree holds something that is no element")
            return []
        match entry(value, "/Type"):
            case "/MCR":
                page = number_of(value.raw_get("/Pg")) if "/Pg" in value else task.page
                stream = number_of(value.raw_get("/Stm")) if "/Stm" in value else 0
                mcid = entry(value, "/MCID")
                self._content(task, page, stream or 0, mcid if isinstance(mcid, int) else -1)
                return []
            case "/OBJR":
                target = entry(value, "/Obj")
                if isinstance(target, DictionaryObject):
                    number = number_of(value.raw_get("/Obj"))
                    self._nodes.append(StructNode(task.parent, task.depth, number=number, annotation=target))
                else:
                    self._findings.add("structure", "a structure element refers to an annotation that does not exist")
                return []
        return self._element(task, value)

    def _content(self, task: _Task, page: int | None, stream: int, mcid: int) -> None:
        index = self._pages.get(page) if page is not None else None
        if index is None or mcid < 0:
            self._findings.add("structure", "a structure element refers to content of no page")
            return
        self._nodes.append(StructNode(task.parent, task.depth, sequence=(index, stream, mcid)))

    def _element(self, task: _Task, element: DictionaryObject) -> list[_Task]:
        number = number_of(task.value) or number_of(element)
        if number is not None:
            if number in self._seen:
                self._findings.add("structure", "a structure element stands in the tree twice")
                return []
            self._seen.add(number)
        if task.depth >= MAX_DEPTH:
            raise UnreadableError(f"its structure tree is more than {MAX_DEPTH} levels deep")
        tag = str(entry(element, "/S") or "").removeprefix("/")
        if not tag:
            self._findings.add("structure", "a structure element has no type")
        self._nodes.append(
            StructNode(
                task.parent, task.depth, tag, self._role(tag), number,
                text_of(element.get("/Lang")), text_of(element.get("/Alt")), text_of(element.get("/ActualText")),
                text_of(element.get("/E")), text_of(element.get("/T")), text_of(element.get("/ID")),
                _attributes(element),
            )
        )  # fmt: skip
        place = len(self._nodes) - 1
        page = number_of(element.raw_get("/Pg")) if "/Pg" in element else task.page
        return [_Task(kid, place, task.depth + 1, page) for kid in items(element.get("/K"))]

    def _role(self, tag: str) -> str:
        role = tag
        for _ in range(16):
            mapped = entry(self._roles, f"/{role}")
            if not isinstance(mapped, str) or mapped == f"/{role}":
                return role
            role = mapped.removeprefix("/")
        self._findings.add("structure", f"the role map leads in a circle from {tag[:40]}")
        return tag


def _attributes(element: DictionaryObject) -> dict[str, Any]:
    """All attributes of an element by name; later objects win (14.7.5)."""
    found: dict[str, Any] = {}
    for item in items(element.get("/A"))[:100]:
        value = resolve(item)
        if isinstance(value, DictionaryObject):
            found.update({str(name).removeprefix("/"): resolve(value.raw_get(name)) for name in value if name != "/O"})
    return found
