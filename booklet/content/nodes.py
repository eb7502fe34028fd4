# SPDX-License-Identifier: Apache-2.0
"""A YAML file as a tree of values. Scalars stay strings; what they mean is for the schema to say."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from booklet.content.characters import collapse, normalise
from booklet.problems import Span
from booklet.values import Immutable

__all__ = ["Document", "Entry", "MappingNode", "Node", "Scalar", "SequenceNode"]


class Scalar(Immutable, frozen=True):
    """A string. ``style`` is YAML's: "" plain, "'" and '"' quoted, "|" and ">" blocks.

    ``start`` and ``end`` are offsets into the document's text, quotation marks included.
    """

    span: Span
    text: str
    style: str = ""
    start: int = 0
    end: int = 0

    @property
    def is_null(self) -> bool:
        """Nothing stands there: ``key:`` or ``key: ~``."""
        return not self.style and self.text in ("", "~")


class SequenceNode(Immutable, frozen=True):
    """A list."""

    span: Span
    items: tuple[Node, ...]


class Entry(Immutable, frozen=True):
    """A key and its value."""

    key: Scalar
    value: Node


class MappingNode(Immutable, frozen=True):
    """Keys with values, in the file's order; each key once."""

    span: Span
    entries: dict[str, Entry]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries.values())

    def get(self, key: str) -> Node | None:
        """Return the value of ``key`` or None."""
        entry = self.entries.get(key)
        return entry.value if entry else None


Node = Scalar | SequenceNode | MappingNode


class Document(msgspec.Struct):
    """A file that has been read: its text, its path as the user would type it, and its root."""

    file: str
    text: str
    root: MappingNode
    _tables: dict[int, list[int] | None] = msgspec.field(default_factory=dict)
    _newlines: list[int] | None = None

    def place(self, scalar: Scalar, offset: int = 0) -> Span:
        """Return the place of a character of ``collapse(scalar.text)`` in the file.

        YAML folds lines and strips indentation but keeps every other character, so the n-th character that is no white
        space is the same in both. Where that does not hold (escapes, characters that NFC changed) the answer is where
        the scalar starts.
        """
        if not offset:  # what most callers ask for needs no table
            start = self._content(scalar)
            blank = next((n for n, char in enumerate(self.text[start : scalar.end]) if not char.isspace()), 0)
            return self._at(scalar, start + blank)
        if scalar.start not in self._tables:
            self._tables[scalar.start] = self._table(scalar)
        table = self._tables[scalar.start]
        if not table:
            return scalar.span
        return self._at(scalar, table[min(offset, len(table) - 1)])

    def _at(self, scalar: Scalar, position: int) -> Span:
        if self._newlines is None:
            self._newlines = [match.start() for match in re.finditer("\n", self.text)]
        last = bisect_left(self._newlines, position)  # the number of newlines before it
        newlines = last - bisect_left(self._newlines, scalar.start)
        column = position - self._newlines[last - 1] if newlines else scalar.span.column + position - scalar.start
        return Span(self.file, scalar.span.line + newlines, column)

    def _content(self, scalar: Scalar) -> int:
        """Offset at which the characters begin, after a quotation mark or a block's header line."""
        if scalar.style in ("|", ">"):
            return self.text.find("\n", scalar.start, scalar.end) + 1 or scalar.end
        return scalar.start + bool(scalar.style)

    def _table(self, scalar: Scalar) -> list[int] | None:
        """The offset in the file of each character of the collapsed text; None where that cannot be said."""
        start = self._content(scalar)
        raw = self.text[start : scalar.end - 1 if scalar.style in ("'", '"') else scalar.end]
        printed = [start + index for index, char in enumerate(raw) if not char.isspace()]
        kept = "".join(raw.split())
        if not printed or normalise(kept) != kept or kept != "".join(scalar.text.split()):
            return None
        table, passed = [], 0
        for char in collapse(scalar.text):  # a space stands where the next printed character does
            table.append(printed[min(passed, len(printed) - 1)])
            passed += not char.isspace()
        return [*table, printed[-1]]
