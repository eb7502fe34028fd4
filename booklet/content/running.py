# SPDX-License-Identifier: Apache-2.0
"""A message as its reader meets it: no markup, values written out, and for each character the place it came from."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

import msgspec

from booklet.content.inline import Emphasis, Foreign, Inline, Link, NoteMark, PageRef, Strong, Text, Value
from booklet.content.markup import parse
from booklet.content.model import Message, ValueSpec
from booklet.problems import Problems
from booklet.values import Immutable

__all__ = ["LinkedWords", "Running", "running_text"]

_PAGE = "1"  # any number: which page it is, is known after layout


class LinkedWords(Immutable, frozen=True):
    """A link of a running text: where it leads, and the text's part (from, to) that is its words."""

    target: str
    start: int
    end: int


class Running(Immutable, frozen=True):
    """The running text of a message.

    ``offsets`` has one more entry than ``text`` has characters: the offset in the message's own text from which each
    came, and its end. ``apart`` are the parts (from, to) that the author did not word in the booklet's language:
    values, page numbers, foreign words.
    """

    text: str
    offsets: tuple[int, ...]
    links: tuple[LinkedWords, ...] = ()
    apart: tuple[tuple[int, int], ...] = ()

    def is_apart(self, at: int) -> bool:
        """Say whether the character at ``at`` belongs to one of the parts that stand apart."""
        return any(start <= at < end for start, end in self.apart)

    def link_at(self, at: int) -> LinkedWords | None:
        """Return the link that the character at ``at`` belongs to, or None."""
        return next((link for link in self.links if link.start <= at < link.end), None)


def running_text(message: Message, values: Mapping[str, ValueSpec]) -> Running:
    """Return the running text of ``message``.

    A value is written out much as a reader of English sees it, which gives its number of words. Mistakes in the markup
    are passed over: reading the booklet has reported them.
    """
    inlines = parse(message.text, message.span, Problems(), plain=message.plain)
    writer = _Writer(message.text, values, escapes=not message.plain)
    writer.write(inlines)
    writer.offsets.append(min(writer.at, len(message.text)))
    return Running("".join(writer.parts), tuple(writer.offsets), tuple(writer.links), tuple(writer.apart))


class _Writer(msgspec.Struct):
    """Walks along nodes and the message they were parsed from, side by side. ``at`` is the place in the message."""

    source: str
    values: Mapping[str, ValueSpec]
    escapes: bool
    at: int = 0
    parts: list[str] = msgspec.field(default_factory=list)
    offsets: list[int] = msgspec.field(default_factory=list)
    links: list[LinkedWords] = msgspec.field(default_factory=list)
    apart: list[tuple[int, int]] = msgspec.field(default_factory=list)

    def write(self, inlines: tuple[Inline, ...]) -> None:
        for node in inlines:
            start = len(self.offsets)
            if isinstance(node, Text):
                self._characters(node.text)
            elif isinstance(node, Strong | Emphasis):
                mark = 2 if isinstance(node, Strong) else 1
                self.at += mark
                self.write(node.children)
                self.at += mark
            elif isinstance(node, Link | Foreign):
                self.at += 1
                self.write(node.children)
                self._pass(")")
                if isinstance(node, Link):
                    self.links.append(LinkedWords(node.target, start, len(self.offsets)))
                else:
                    self.apart.append((start, len(self.offsets)))
            elif isinstance(node, NoteMark):
                self._pass("]")
            else:
                self._insert(_PAGE if isinstance(node, PageRef) else self._written(node))
                self._pass("}")
                self.apart.append((start, len(self.offsets)))

    def _characters(self, text: str) -> None:
        self.parts.append(text)
        for char in text:
            if (
                self.escapes
                and self.source[self.at : self.at + 1] == "\\"
                and self.source[self.at + 1 : self.at + 2] == char
            ):
                self.at += 1
            self.offsets.append(min(self.at, len(self.source)))
            self.at += 1

    def _insert(self, text: str) -> None:
        self.parts.append(text)
        self.offsets.extend([min(self.at, len(self.source))] * len(text))

    def _pass(self, closing: str) -> None:
        """Go behind the next ``closing``, which ends the construct at hand."""
        found = self.source.find(closing, self.at)
        self.at = found + 1 if found >= 0 else len(self.source)

    def _written(self, node: Value) -> str:
        spec = self.values.get(node.name)
        if spec is None:
            return "1"
        if isinstance(spec.value, datetime.date):
            fields = {"y": spec.value.strftime("%Y"), "M": "May", "d": str(spec.value.day)}
            shown = [fields[letter] for letter in dict.fromkeys(re.sub("[^yMd]", "", spec.pattern)) if letter in fields]
            return " ".join(shown or fields.values())
        return f"{spec.value * 100}%" if spec.kind == "percent" and not isinstance(spec.value, str) else str(spec.value)
