# SPDX-License-Identifier: Apache-2.0
"""Reads a YAML file into nodes that know their place, within bounds of size, depth and aliases.

PyYAML's event stream is used and not ``compose`` or ``load``: no scalar is guessed into another type, no tag makes an
object, duplicate keys are seen, and a hostile file (50 MB, a million brackets, a bomb of aliases) is turned down as
soon as it shows instead of after it has been built. Nothing here recurses.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import cast

import msgspec
import yaml

from booklet.content.characters import character_faults, collapse, normalise
from booklet.content.nodes import Document, Entry, MappingNode, Node, Scalar, SequenceNode
from booklet.content.words import quote
from booklet.problems import Problems, Span

__all__ = ["MAX_BYTES", "MAX_DEPTH", "MAX_NODES", "lies_inside", "parse_yaml", "read_yaml"]

MAX_BYTES = 10_000_000
MAX_DEPTH = 40
MAX_NODES = 250_000
MAX_ALIASED = 10_000
"""Nodes that aliases may add to a file, all together."""

_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml may be missing on rare platforms

_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
"""What libyaml refuses as a whole; blanked out beforehand, so that one such character does not hide other mistakes."""

_ESCAPE = re.compile("escape|hexa?decimal")  # libyaml speaks of numbers where \\x, \\u or \\U lacks its digits

_TOO_DEEP = (f"lists and keys stand more than {MAX_DEPTH} deep in each other", "simplify the file")
_QUOTES = "put text that begins with [ { * & ! % @ ` or holds “: ” or “ #” into quotation marks"


def lies_inside(path: Path, root: Path) -> bool:
    """Say whether ``path`` lies in the folder ``root`` once links are followed. Never raises."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, ValueError, RuntimeError):  # too long, a NUL inside, a loop of links (Python < 3.13)
        return False


def read_yaml(path: Path, root: Path, problems: Problems, *, may_be_empty: bool = False) -> Document | None:
    """Read the file at ``path``, which has to lie inside ``root``; None with problems when nothing can be read."""
    name = str(path)
    place = Span(name)
    if not lies_inside(path, root):
        problems.error(place, "this file lies outside the booklet's folder", "copy it into the folder")
        return None
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            problems.error(place, "this is no file", "put a YAML file here")
            return None
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except FileNotFoundError:
        problems.error(place, "there is no such file", "check the path; “new DIR” makes a booklet to start from")
        return None
    except OSError as error:
        problems.error(place, f"the file cannot be read: {error.strerror or error}", "check the file's permissions")
        return None
    if len(data) > MAX_BYTES:
        limit = f"{MAX_BYTES // 1_000_000} MB"
        problems.error(place, f"the file is larger than {limit}", "keep pictures and data in files of their own")
        return None
    text = _decode(data, name, problems)
    return None if text is None else parse_yaml(text, name, problems, may_be_empty=may_be_empty)


def _decode(data: bytes, name: str, problems: Problems) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.error(Span(name), "the file is UTF-16", "save it as UTF-8")
        return None
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        what = f"byte 0x{data[error.start]:02X} is not UTF-8"
        problems.error(Span(name, line, column), what, "save the file as UTF-8")
        return None


def parse_yaml(text: str, name: str, problems: Problems, *, may_be_empty: bool = False) -> Document | None:
    """Parse YAML ``text``; ``name`` stands for the file in messages. None with problems when there is no tree.

    A file without values, which may hold remarks, is an empty mapping where it ``may_be_empty`` and else a problem.
    """
    text = _without_controls(text, name, problems)
    events = cast("Generator[yaml.Event]", yaml.parse(text, Loader=_LOADER))
    builder = _Builder(name, problems)
    try:
        for event in events:
            builder.take(event)
            if builder.stopped:
                break
    except yaml.MarkedYAMLError as error:
        problems.error(*_explain(error, text, name))
        return None
    except (yaml.YAMLError, ValueError) as error:
        problems.error(Span(name), f"the file is not YAML: {quote(str(error))}", _QUOTES)
        return None
    finally:
        events.close()  # lets go of libyaml's memory when the builder stopped early
    if builder.stopped:
        return None
    if builder.root is None or (isinstance(builder.root, Scalar) and builder.root.is_null):
        if may_be_empty:
            return Document(name, text, MappingNode(Span(name), {}))
        problems.error(Span(name), "the file is empty", "“new DIR” makes a booklet to start from")
        return None
    if not isinstance(builder.root, MappingNode):
        problems.error(builder.root.span, "the file holds no keys", "begin it with lines like “key: value”")
        return None
    document = Document(name, text, builder.root)
    for scalar in builder.scalars:
        for offset, what, mend in character_faults(scalar.text):
            # Offsets count in the collapsed text, as messages will have it.
            problems.error(document.place(scalar, len(collapse(scalar.text[:offset]))), what, mend)
    return document


def _without_controls(text: str, name: str, problems: Problems) -> str:
    if not _UNREADABLE.search(text):
        return text
    line, last = 1, 0
    for number, match in enumerate(_UNREADABLE.finditer(text)):
        if number == 100:  # a binary file: enough said
            break
        line += text.count("\n", last, match.start())
        last = match.start()
        column = last - text.rfind("\n", 0, last)
        problems.error(Span(name, line, column), f"control character U+{ord(match.group()):04X}", "delete it")
    return _UNREADABLE.sub(" ", text)


class _Open(msgspec.Struct):
    """A list or mapping whose end has not been met."""

    span: Span
    anchor: str | None
    items: list[Node] | None  # None: a mapping
    entries: dict[str, Entry] = msgspec.field(default_factory=dict)
    key: Node | None = None
    size: int = 1


class _Builder:
    """Puts nodes together from events with a stack of its own."""

    def __init__(self, name: str, problems: Problems) -> None:
        self.root: Node | None = None
        self.scalars: list[Scalar] = []
        self.stopped = False
        self._name = name
        self._problems = problems
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Node, int]] = {}
        self._count = 0
        self._aliased = 0
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Add what an event says."""
        if isinstance(event, yaml.ScalarEvent):
            self._begin(event)
            if not self.stopped:
                start, end = _mark(event.start_mark)[0], _mark(event.end_mark)[0]
                scalar = Scalar(self._span(event), normalise(event.value), event.style or "", start, end)
                self.scalars.append(scalar)
                self._add(scalar, event.anchor, 1)
        elif isinstance(event, yaml.SequenceStartEvent | yaml.MappingStartEvent):
            self._begin(event)
            items: list[Node] | None = [] if isinstance(event, yaml.SequenceStartEvent) else None
            self._stack.append(_Open(self._span(event), event.anchor, items))
            if len(self._stack) > MAX_DEPTH:
                self._stop(event, *_TOO_DEEP)
        elif isinstance(event, yaml.CollectionEndEvent):
            done = self._stack.pop()
            if done.items is None:
                self._add(MappingNode(done.span, done.entries), done.anchor, done.size)
            else:
                self._add(SequenceNode(done.span, tuple(done.items)), done.anchor, done.size)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._stop(event, "a second document begins here (“---”)", "keep one document in a file")

    def _begin(self, event: yaml.NodeEvent) -> None:
        self._count += 1
        if self._count > MAX_NODES:
            self._stop(event, f"the file holds more than {MAX_NODES} values", "split the booklet")
        tag = getattr(event, "tag", None)
        if tag:
            shown = tag.replace("tag:yaml.org,2002:", "!!")
            self._problems.error(self._span(event), f"the tag {quote(shown)} has no place here", "delete the tag")

    def _alias(self, event: yaml.AliasEvent) -> None:
        name = event.anchor or ""
        found = self._anchors.get(name)
        if found is None:
            what = f"the alias {quote('*' + name)} refers to nothing before it"
            self._problems.error(self._span(event), what, f"define {quote('&' + name)} first; {_QUOTES}")
            self._add(Scalar(self._span(event), ""), None, 1)
            return
        node, size = found
        self._aliased += size
        if self._aliased > MAX_ALIASED:
            self._stop(event, f"aliases add more than {MAX_ALIASED} values to the file", "write the text out")
        else:
            self._add(node, None, size)

    def _add(self, node: Node, anchor: str | None, size: int) -> None:
        if anchor:
            self._anchors[anchor] = (node, size)
        if not self._stack:
            self.root = node
            return
        parent = self._stack[-1]
        parent.size += size
        if parent.items is not None:
            parent.items.append(node)
        elif parent.key is None:
            parent.key = node
        else:
            key, parent.key = parent.key, None
            self._enter(parent, key, node)

    def _enter(self, parent: _Open, key: Node, value: Node) -> None:
        if not isinstance(key, Scalar):
            self._problems.error(key.span, "a key must be a word", f"write “word: value”; {_QUOTES}")
        elif key.text in parent.entries:
            first = parent.entries[key.text].key.span
            what = f"the key {quote(key.text)} stands here twice (first in line {first.line})"
            self._problems.error(key.span, what, "delete or rename one of the two")
        else:
            parent.entries[key.text] = Entry(key, value)

    def _stop(self, event: yaml.Event, what: str, mend: str) -> None:
        if not self.stopped:
            self._problems.error(self._span(event), what, mend)
        self.stopped = True

    def _span(self, event: yaml.Event) -> Span:
        _, line, column = _mark(event.start_mark)
        return Span(self._name, line, column)


def _mark(mark: object) -> tuple[int, int, int]:
    """Offset, line and column; the type stubs call the mark of an event optional, the parsers always set it."""
    if mark is None:
        return 0, 1, 1
    return mark.index, mark.line + 1, mark.column + 1  # type: ignore[attr-defined]


def _explain(error: yaml.MarkedYAMLError, text: str, name: str) -> tuple[Span, str, str]:
    """Turn libyaml's words into ours: place, what, mend."""
    mark = error.problem_mark or error.context_mark
    if error.context_mark and "quoted scalar" in (error.context or "") and not _ESCAPE.search(error.problem or ""):
        mark = error.context_mark  # where the text begins says more than where the file ends
    span = Span(name, mark.line + 1, mark.column + 1) if mark else Span(name)
    said = f"{error.context or ''} {error.problem or ''}".strip()
    lines = text.split("\n", span.line)
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    for words, what, mend in _translations(said, span, line):
        if words in said:
            return span, what, mend
    if "\t" in indent:
        return span, "the line is indented with a tab", "indent with spaces only"
    return span, f"this is not YAML ({said})", _QUOTES


def _translations(said: str, span: Span, line: str) -> Iterator[tuple[str, str, str]]:
    """Pairs of what libyaml (or PyYAML) says and what that means to an author, the first match counts."""
    at = line[span.column - 1 : span.column]
    if at == "\t":
        yield "cannot start any token", "the line is indented with a tab", "indent with spaces only"
    if at:
        yield "cannot start any token", f"text cannot begin with {quote(at)}", _QUOTES
    yield "nesting depth", *_TOO_DEEP  # libyaml from 0.2.6 on, which reads ahead of its events
    yield "mapping values are not allowed", "“: ” does not fit here", f"check the indentation; {_QUOTES}"
    if _ESCAPE.search(said):
        what = "a backslash begins an escape here, and this is none that YAML knows"
        yield said, what, "write / between folders, \\\\ for a backslash itself, or use 'single' quotation marks"
    yield "quoted scalar", "a quotation mark is never closed", "close the text with the mark that opened it"
    yield "simple key", "a key has no “:” after it", "write “key: value”, or check the line before"
    yield "scanning an alias", "“*” begins an alias here", _QUOTES
    yield "scanning an anchor", "“&” begins an anchor here", _QUOTES
    yield "undefined alias", "an alias refers to nothing before it", _QUOTES
    yield "flow mapping", "“{” is not closed, or text stands after it", f"close it with “}}”; {_QUOTES}"
    yield "flow sequence", "“[” is not closed, or text stands after it", f"close it with “]”; {_QUOTES}"
    yield "block mapping", "this line does not fit the keys above it", f"check the indentation; {_QUOTES}"
    yield "block collection", "this line does not fit the list above it", "begin it with “- ”, or check the indentation"
    yield "flow node", "a value is missing here, or a bracket is not closed", _QUOTES
    yield "expected <document start>", "nothing may stand here, after the end of the keys", _QUOTES
    yield "directive", "a line cannot begin with “%”", _QUOTES
    yield "tag", "“!” begins a tag here", _QUOTES
