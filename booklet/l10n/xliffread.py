# SPDX-License-Identifier: Apache-2.0
"""Reads XLIFF 2 as agencies' tools give it back: segments split or not, codes paired in either way, states changed.

The file is untrusted: bounded in size, depth and number of elements, no document type (so no entities and nothing
external). Modules and extensions are stepped over, marks (``mrk``) read through.
"""

from __future__ import annotations

from pathlib import Path
from xml.parsers import expat

import msgspec

from booklet.content.words import quote
from booklet.l10n.poread import MAX_PROBLEMS
from booklet.l10n.xliff import FUZZY, Unit, XliffFile
from booklet.problems import Problems, Span

__all__ = ["read_xliff"]

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 64
MAX_ELEMENTS = 500_000
"""Ten times what a book of a thousand pages has."""

_ROOTS = {
    "urn:oasis:names:tc:xliff:document:2.0": "2",  # and of 2.1
    "urn:oasis:names:tc:xliff:document:2.2": "2",
    "urn:oasis:names:tc:xliff:document:1.2": "1.2",
    "urn:oasis:names:tc:xliff:document:1.1": "1.1",
}
_INLINE = frozenset({"pc", "sc", "ec", "ph", "cp", "mrk", "sm", "em"})
_DATA = {"pc": ("dataRefStart", "dataRefEnd"), "sc": ("dataRef",), "ec": ("dataRef",), "ph": ("dataRef",)}


class _RefusedError(Exception):
    """Reading stops here; the problem is already noted."""


class _Segment(msgspec.Struct):
    """A segment or an ignorable: its text in pieces, a piece that is a list being a reference to original data."""

    ignorable: bool
    state: str = ""
    sub_state: str = ""
    source: list[str | list[str]] = msgspec.field(default_factory=list)
    target: list[str | list[str]] | None = None


class _Unit(msgspec.Struct):
    id: str
    span: Span
    notes: list[tuple[str, str]] = msgspec.field(default_factory=list)
    data: dict[str, str] = msgspec.field(default_factory=dict)
    segments: list[_Segment] = msgspec.field(default_factory=list)


def read_xliff(path: Path, problems: Problems) -> XliffFile | None:
    """Read an XLIFF 2 file; None where it is none, with the problems that say why.

    A unit's text is that of all its segments in order. It is a translation where every segment with words has a target,
    and a fuzzy one where a segment's state is ``initial`` or its sub-state says so.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except OSError as error:
        problems.error(Span(str(path)), f"the file cannot be read: {error.strerror}", "check the file and its rights")
        return None
    if len(data) > MAX_BYTES:
        problems.error(
            Span(str(path)), f"the file is larger than {MAX_BYTES // 1024**2} MB", "check whether it is the right file"
        )
        return None
    reader = _Reader(str(path), problems)
    try:
        return reader.read(data)
    except _RefusedError:
        return None
    except expat.ExpatError as error:
        what = f"the file is not well-formed XML: {expat.ErrorString(error.code)}"
        problems.error(Span(str(path), error.lineno, error.offset + 1), what, "export it again from the agency's tool")
        return None


class _Reader:
    """Takes expat's events. ``_path`` has the names of the open elements, "" for those that are stepped over."""

    def __init__(self, file: str, problems: Problems) -> None:
        self._file = file
        self._problems = problems
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._elements = 0
        self._faults = 0
        self._path: list[str] = []
        self._closings: list[list[str] | None] = []  # what to add when an open inline element ends
        self._languages = ("", "")
        self._original = ""
        self._notes: list[tuple[str, str]] = []
        self._units: list[_Unit] = []
        self._note: list[str] | None = None
        self._category = ""
        self._data: list[str] | None = None
        self._data_id = ""
        self._inline: list[str | list[str]] | None = None

    def read(self, data: bytes) -> XliffFile | None:
        before = len(self._problems.errors)
        self._parser.Parse(data, True)
        units = [self._finished(unit) for unit in self._units]
        seen: dict[str, Span] = {}
        for unit in units:
            first = seen.setdefault(unit.id, unit.span)
            if first is not unit.span:
                what = f"the unit {quote(unit.id)} stands here a second time, after line {first.line}"
                self._fault(unit.span, what, "keep the better one")
        if len(self._problems.errors) > before:
            return None
        source, target = self._languages
        return XliffFile(
            source, target, tuple(units), tuple(self._notes), original=self._original, span=Span(self._file)
        )

    # Events

    def _span(self) -> Span:
        return Span(self._file, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _fault(self, span: Span, what: str, mend: str) -> None:
        self._problems.error(span, what, mend)
        self._faults += 1
        if self._faults >= MAX_PROBLEMS:
            self._problems.error(span, "the file has too many faults to go on", "mend the first ones and try again")
            raise _RefusedError

    def _refuse(self, what: str, mend: str) -> _RefusedError:
        self._problems.error(self._span(), what, mend)
        return _RefusedError()

    def _doctype(self, *_: object) -> None:
        raise self._refuse("the file has a document type (<!DOCTYPE …>)", "XLIFF files have none: export it again")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if not self._path:
            self._check_root(namespace, local, attributes)
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise self._refuse(
                f"the file has more than {MAX_ELEMENTS:,} elements", "check whether it is the right file"
            )
        if len(self._path) >= MAX_DEPTH:
            raise self._refuse(f"elements are nested more than {MAX_DEPTH} deep", "check whether it is the right file")
        known = _ROOTS.get(namespace) == "2" and (not self._path or self._path[-1] != "")
        self._path.append(local if known else "")
        if known:
            self._open(local, attributes)

    def _check_root(self, namespace: str, local: str, attributes: dict[str, str]) -> None:
        version = _ROOTS.get(namespace)
        if local != "xliff" or version is None:
            raise self._refuse("this is no XLIFF file", "import what translate export wrote, or what was made from it")
        if version != "2":
            raise self._refuse(f"this is XLIFF {version}", "ask the agency for XLIFF 2.0 or 2.1")
        self._languages = (attributes.get("srcLang", ""), attributes.get("trgLang", ""))
        if not self._languages[1]:
            raise self._refuse("the file does not say its target language", 'write trgLang="…" into <xliff>')

    def _open(self, local: str, attributes: dict[str, str]) -> None:
        unit = self._units[-1] if self._units and "unit" in self._path else None
        if local == "file":
            self._original = self._original or attributes.get("original", "")
        elif local == "unit":
            self._units.append(_Unit(attributes.get("id", ""), self._span()))
        elif local == "note":
            self._note, self._category = [], attributes.get("category", "")
        elif unit is None:
            return
        elif local == "data":
            self._data, self._data_id = [], attributes.get("id", "")
        elif local in ("segment", "ignorable"):
            unit.segments.append(
                _Segment(local == "ignorable", attributes.get("state", ""), attributes.get("subState", ""))
            )
        elif local in ("source", "target") and unit.segments:
            segment = unit.segments[-1]
            if local == "source":
                self._inline = segment.source
            else:
                self._inline = segment.target = []
        elif local in _INLINE and self._inline is not None:
            self._open_inline(local, attributes, unit)

    def _open_inline(self, local: str, attributes: dict[str, str], unit: _Unit) -> None:
        closing: list[str] | None = None
        if local == "cp":
            char = _character(attributes.get("hex", ""))
            if char is None:
                self._fault(self._span(), "a <cp> without a character's number", "export the file again")
            else:
                self._add(char)
        elif local in _DATA:
            names = _DATA[local]
            refs = [attributes.get(name) for name in names]
            if None in refs:
                what = f"the code <{local}> says nothing of the characters that it stands for"
                mend = "the agency's tool must keep codes and their original data as they are"
                self._fault(self._span(), f"{what} (unit {quote(unit.id)})", mend)
            else:
                self._add([str(refs[0])])
                closing = [str(refs[1])] if len(refs) > 1 else None
        self._closings.append(closing)

    def _add(self, piece: str | list[str]) -> None:
        if self._inline is not None:
            self._inline.append(piece)

    def _text(self, text: str) -> None:
        if self._path and self._path[-1] == "":
            return
        if self._note is not None:
            self._note.append(text)
        elif self._data is not None:
            self._data.append(text)
        elif self._inline is not None:
            self._inline.append(text)

    def _end(self, _: str) -> None:
        local = self._path.pop()
        if local == "note" and self._note is not None:
            notes = self._units[-1].notes if "unit" in self._path else self._notes
            notes.append((self._category, "".join(self._note)))
            self._note = None
        elif local == "data" and self._data is not None:
            self._units[-1].data[self._data_id] = "".join(self._data)
            self._data = None
        elif local in ("source", "target"):
            self._inline = None
        elif local in _INLINE and self._inline is not None:
            closing = self._closings.pop()
            if closing is not None:
                self._inline.append(closing)

    # Finished units

    def _finished(self, unit: _Unit) -> Unit:
        if not unit.id:
            self._fault(unit.span, "a unit without an id", "the agency's tool must keep the ids of units")
        worded = [segment for segment in unit.segments if not segment.ignorable]
        source = "".join(self._joined(segment.source, unit) for segment in unit.segments)
        target: str | None = None
        if worded and all(segment.target is not None for segment in worded):
            target = "".join(self._joined(_target(segment), unit) for segment in unit.segments)
        elif any(segment.target for segment in worded):
            what = f"only a part of the unit {quote(unit.id)} is translated, so it is left out"
            self._problems.warn(unit.span, what, "have its other segments translated, too")
        fuzzy = any(segment.sub_state == FUZZY or segment.state == "initial" for segment in worded)
        return Unit(unit.id, source, target or None, fuzzy and bool(target), tuple(unit.notes), unit.span)

    def _joined(self, pieces: list[str | list[str]], unit: _Unit) -> str:
        parts: list[str] = []
        for piece in pieces:
            if isinstance(piece, str):
                parts.append(piece)
            elif piece[0] in unit.data:
                parts.append(unit.data[piece[0]])
            else:
                what = f"the original data {quote(piece[0])} of unit {quote(unit.id)} is missing"
                self._fault(unit.span, what, "the agency's tool must keep <originalData>")
        return "".join(parts)


def _character(number: str) -> str | None:
    """The character with a hexadecimal number; None where there is none, or half a pair of surrogates."""
    try:
        code = int(number, 16)
        return None if 0xD800 <= code <= 0xDFFF else chr(code)
    except (ValueError, OverflowError):
        return None


def _target(segment: _Segment) -> list[str | list[str]]:
    return segment.source if segment.target is None else segment.target
