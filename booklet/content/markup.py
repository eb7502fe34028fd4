# SPDX-License-Identifier: Apache-2.0
"""Parses the inline markup of messages (see :mod:`booklet.content.inline` for the set).

One pass from left to right with a stack, in linear time. A construct cannot stand inside one of its own kind, so no
text, however hostile, nests deeper than :data:`MAX_NESTING`. After a mistake the characters count as plain text and
parsing goes on, so that every mistake of a message is found at once.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from typing import Literal

import msgspec

from booklet.content.inline import (
    Emphasis,
    Foreign,
    Inline,
    Link,
    NoteMark,
    PageRef,
    Strong,
    Text,
    Value,
    flat,
    plain,
    signature,
)
from booklet.content.languages import canonical_tag
from booklet.content.words import quote
from booklet.problems import Problems, Span
from booklet.values import Immutable

__all__ = ["MAX_NESTING", "Code", "Parsed", "Reference", "parse", "parse_with_references", "plain", "signature"]

MAX_NESTING = 4
"""Strong, emphasis, foreign words and link: each once."""

_SPECIAL = re.compile(r"[\\*\[\]{}]")
_ESCAPABLE = "\\*[](){}^"
_ID = re.compile(r"[a-z0-9-]{1,64}\Z")
_LANG = re.compile(r"[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8}){0,8}\Z")
_REACH = 120
"""How far a closing ``)`` or ``}`` is looked for: names are short, and the search must not make parsing quadratic."""

ReferenceKind = Literal["link", "lang", "note", "page", "value"]


class Reference(Immutable, frozen=True):
    """A name that a message mentions, and the offset in its text at which it does. ``words``: the link's own words."""

    kind: ReferenceKind
    name: str
    offset: int
    words: str = ""


class Code(Immutable, frozen=True):
    """Characters of a message that are markup: ``text[start:end]``. ``partner`` is where the other half begins.

    Of a code that stands alone (a value, the mark of a footnote, an escape) the partner is itself.
    """

    start: int
    end: int
    partner: int


class Parsed(Immutable, frozen=True):
    """A parsed message. ``codes`` are in the order of the text."""

    inlines: tuple[Inline, ...]
    references: tuple[Reference, ...] = ()
    codes: tuple[Code, ...] = ()


def parse(
    text: str, span: Span, problems: Problems, *, plain: bool = False, place: Callable[[int], Span] | None = None
) -> tuple[Inline, ...]:
    """Parse the markup of ``text``.

    Args:
        text: The message, NFC.
        span: Where the message begins; mistakes are reported there unless ``place`` is given.
        problems: Takes the mistakes.
        plain: The message is one without markup: it comes back as it is, and what looks like markup is a mistake.
        place: Gives the place of a character by its offset in ``text``.

    Returns:
        The inline nodes; adjacent texts are joined, and no text is empty.
    """
    return parse_with_references(text, span, problems, plain=plain, place=place).inlines


def parse_with_references(
    text: str, span: Span, problems: Problems, *, plain: bool = False, place: Callable[[int], Span] | None = None
) -> Parsed:
    """Like :func:`parse`, and say what the message mentions and where."""
    locate = place or (lambda _: span)
    if plain:
        _check_plain(text, locate, problems)
        return Parsed((Text(text),) if text else ())
    if not _SPECIAL.search(text):
        return Parsed((Text(text),) if text else ())
    return _Parser(text, locate, problems).run()


def _check_plain(text: str, locate: Callable[[int], Span], problems: Problems) -> None:
    start = _SPECIAL.search(text)
    if not start:
        return
    found = _Parser(text, locate, Problems()).run().inlines
    if any(not isinstance(node, Text) for node in found):
        problems.error(locate(start.start()), "this text takes no markup", "write it without **, […](…) and {…}")


class _Open(msgspec.Struct):
    """A construct whose end has not been met; ``mark`` is what opened it, ``outer`` the nodes before it."""

    mark: Literal["**", "*", "["]
    offset: int
    outer: list[Inline]


class _Parser:
    def __init__(self, text: str, locate: Callable[[int], Span], problems: Problems) -> None:
        self._text = text
        self._locate = locate
        self._problems = problems
        self._stack: list[_Open] = []
        self._nodes: list[Inline] = []  # of the innermost open construct
        self._words: list[str] = []  # characters that will be its next Text
        self._references: list[Reference] = []
        self._codes: list[Code] = []
        self._at = 0

    def run(self) -> Parsed:
        text = self._text
        while match := _SPECIAL.search(text, self._at):
            self._literal(text[self._at : match.start()])
            self._at = match.start()
            char = match.group()
            if char == "\\":
                self._escape()
            elif char == "*":
                self._stars()
            elif char == "[":
                self._open_bracket()
            elif char == "]":
                self._close_bracket()
            elif char == "{":
                self._brace()
            else:
                self._error("‘}’ closes nothing", "write \\} for a brace")
                self._take(1)
        self._literal(text[self._at :])
        while self._stack:
            self._unclosed()
        self._flush()
        codes = sorted(self._codes, key=lambda code: code.start)
        return Parsed(_joined(self._nodes), tuple(self._references), tuple(codes))

    # Reading on

    def _error(self, what: str, mend: str, offset: int | None = None) -> None:
        offset = self._at if offset is None else offset
        self._problems.error(self._locate(offset), what, mend)

    def _near(self, offset: int) -> str:
        return quote(self._text[offset : offset + 30])

    def _take(self, count: int) -> None:
        """Take ``count`` characters as they are."""
        self._literal(self._text[self._at : self._at + count])
        self._at += count

    def _single(self, start: int, end: int) -> None:
        self._codes.append(Code(start, end, start))

    def _pair(self, opened: int, length: int, start: int, end: int) -> None:
        self._codes += (Code(opened, opened + length, start), Code(start, end, opened))

    def _literal(self, text: str) -> None:
        if text:
            self._words.append(text)

    def _flush(self) -> None:
        if self._words:
            self._nodes.append(Text("".join(self._words)))
            self._words.clear()

    def _append(self, node: Inline) -> None:
        self._flush()
        self._nodes.append(node)

    def _reopen(self, inside: tuple[Inline, ...]) -> None:
        """Add the nodes of a construct that turned out not to be one."""
        self._flush()
        self._nodes.extend(inside)

    def _escape(self) -> None:
        following = self._text[self._at + 1 : self._at + 2]
        if following and following in _ESCAPABLE:
            self._single(self._at, self._at + 1)
            self._literal(following)
        else:
            self._error(f"the escape {quote(chr(92) + following)} means nothing", "write \\\\ for a backslash")
            self._literal("\\" + following)
        self._at += 1 + len(following)

    # Stack

    def _push(self, mark: Literal["**", "*", "["], offset: int) -> None:
        self._flush()
        self._stack.append(_Open(mark, offset, self._nodes))
        self._nodes = []

    def _pop(self) -> tuple[_Open, tuple[Inline, ...]]:
        self._flush()
        opened = self._stack.pop()
        inside = _joined(self._nodes)
        self._nodes = opened.outer
        return opened, inside

    def _unclosed(self) -> None:
        """Give up the innermost open construct: its mark becomes text."""
        opened, inside = self._pop()
        near = self._near(opened.offset)
        if opened.mark == "[":
            self._error(f"‘[’ is never closed, at {near}", "write [words](target), or \\[", opened.offset)
        else:
            mend = f"close it with {opened.mark}, or write {chr(92) + chr(92).join(opened.mark)} for the character"
            self._error(f"‘{opened.mark}’ is never closed, at {near}", mend, opened.offset)
        self._literal(opened.mark)
        self._reopen(inside)

    def _is_open(self, mark: str) -> bool:
        return any(opened.mark == mark for opened in self._stack)

    # Strong and emphasis

    def _stars(self) -> None:
        text, start = self._text, self._at
        end = start
        while end < len(text) and text[end] == "*":
            end += 1
        length = end - start
        before = start > 0 and not text[start - 1].isspace()
        after = end < len(text) and not text[end].isspace()
        if length > 3:
            self._error(f"{length} asterisks in a row mean nothing", "write **strong**, *emphasis*, or \\*")
            self._take(length)
            return
        if not before and not after:  # "5 * 3"
            self._take(length)
            return
        while length:
            top = self._stack[-1].mark if self._stack else ""
            closes = (top == "**" and length >= 2) or (top == "*" and length != 2)
            if before and closes:
                self._close_stars(len(top))
                length -= len(top)
            else:
                length -= self._open_stars("**" if length >= 2 else "*", after)

    def _open_stars(self, mark: Literal["**", "*"], after: bool) -> int:
        if not after:
            self._error(f"‘{mark}’ closes nothing, at {self._near(max(0, self._at - 20))}", "open it, or write \\*")
            self._take(len(mark))
        elif self._is_open(mark):
            name = "strong words" if mark == "**" else "emphasis"
            self._error(f"‘{mark}’ opens {name} inside {name}", f"close the first ‘{mark}’ before, or write \\*")
            self._take(len(mark))
        else:
            self._push(mark, self._at)
            self._at += len(mark)
        return len(mark)

    def _close_stars(self, length: int) -> None:
        opened, inside = self._pop()
        self._at += length
        if not inside:
            self._error(f"nothing stands between ‘{opened.mark}’ and ‘{opened.mark}’", "delete both", opened.offset)
            self._literal(opened.mark * 2)
            return
        self._pair(opened.offset, length, self._at - length, self._at)
        self._append(Strong(inside) if opened.mark == "**" else Emphasis(inside))

    # Links, foreign words, marks of footnotes

    def _open_bracket(self) -> None:
        if self._text.startswith("[^", self._at):
            self._note_mark()
            return
        # Two kinds of construct begin with a bracket (a link and foreign words), so two may be open at a time.
        if sum(opened.mark == "[" for opened in self._stack) >= 2:
            self._error("‘[’ inside two others", "close the first ones, or write \\[")
            self._take(1)
            return
        self._push("[", self._at)
        self._at += 1

    def _note_mark(self) -> None:
        start = self._at
        end = self._text.find("]", start, start + _REACH)
        name = self._text[start + 2 : end] if end > 0 else ""
        if not _ID.match(name):
            self._error(f"the mark of a footnote is not complete, at {self._near(start)}", "write [^id], or \\[")
            self._take(2)
            return
        if self._is_open("["):
            self._error("the mark of a footnote stands inside a link or foreign words", "put it after them")
        self._references.append(Reference("note", name, start))
        self._single(start, end + 1)
        self._append(NoteMark(name))
        self._at = end + 1

    def _close_bracket(self) -> None:
        if not self._is_open("["):
            self._error("‘]’ closes nothing", "write \\] for a bracket")
            self._take(1)
            return
        while self._stack[-1].mark != "[":
            self._unclosed()
        at = self._at
        opened_at = self._stack[-1].offset
        end = self._text.find(")", at, at + _REACH) if self._text.startswith("](", at) else -1
        if end < 0:
            opened, inside = self._pop()
            what = f"{quote(self._text[opened_at : at + 1])} has no target"
            self._error(what, "write [words](target), or \\[ and \\] for brackets", opened.offset)
            self._literal("[")
            self._reopen(inside)
            self._take(1)
            return
        _, inside = self._pop()
        target = self._text[at + 2 : end]
        self._at = end + 1
        self._pair(opened_at, 1, at, end + 1)
        if not plain(inside).strip() and not any(isinstance(n, PageRef | Value) for n in flat(inside)):
            self._error("a link without words", f"write [words]({target})", opened_at)
        self._append(self._linked(target, inside, opened_at, at + 2))

    def _linked(self, target: str, inside: tuple[Inline, ...], opened_at: int, target_at: int) -> Inline:
        if target.startswith("lang:"):
            tag = target.removeprefix("lang:")
            if not _LANG.match(tag):
                self._error(f"{quote(tag)} is no language", "write a tag like [mot](lang:fr)", target_at)
            if any(isinstance(node, Foreign) for node in flat(inside)):
                self._error("foreign words inside foreign words", "end the outer ones first", opened_at)
            tag = canonical_tag(tag)
            self._references.append(Reference("lang", tag, target_at))
            return Foreign(tag, inside)
        if re.match(r"(?:https?|mailto|tel|ftp|www)[:.]", target):
            mend = "put the address under “links” and write the id that you give it there"
            self._error(f"the address {quote(target)} stands in the text", mend, target_at)
        elif not _ID.match(target):
            what = f"{quote(target)} cannot be a target" if target else "a link without target"
            self._error(what, "an id has only small letters a to z, digits and hyphens", target_at)
        else:
            self._references.append(Reference("link", target, target_at, plain(inside)))
        if any(isinstance(node, Link) for node in flat(inside)):
            self._error("a link inside a link", "end the outer link first", opened_at)
        return Link(target, inside)

    # Values and page numbers

    def _brace(self) -> None:
        start = self._at
        end = self._text.find("}", start, start + _REACH)
        name = self._text[start + 1 : end] if end > 0 else ""
        page = name.startswith("page:")
        if not _ID.match(name.removeprefix("page:")):
            what = f"‘{{’ begins a value, but no name and ‘}}’ follow, at {self._near(start)}"
            self._error(what, "write {name} or {page:target}, or \\{ and \\} for braces")
            self._take(1 if end < 0 else end + 1 - start)
            return
        name = name.removeprefix("page:")
        self._references.append(Reference("page" if page else "value", name, start))
        self._single(start, end + 1)
        self._append(PageRef(name) if page else Value(name))
        self._at = end + 1


def _joined(nodes: list[Inline]) -> tuple[Inline, ...]:
    """Join texts that stand side by side (once for each construct, so that the whole stays linear)."""
    out: list[Inline] = []
    for is_text, group in itertools.groupby(nodes, key=lambda node: isinstance(node, Text)):
        if is_text:
            out.append(Text("".join(node.text for node in group if isinstance(node, Text))))
        else:
            out.extend(group)
    return tuple(out)
