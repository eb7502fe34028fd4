# SPDX-License-Identifier: Apache-2.0
"""A strict reader of PO files that keeps the place of everything.

Babel's reader (and polib's) takes broken files in silence: an unterminated ``msgstr`` becomes empty, of two equal
messages one vanishes, line numbers are those of entries only. A reader that is strict about all this has read the whole
file, so catalogs are built from what it returns and the file is not read a second time by Babel.

The grammar is that of the GNU gettext manual, "The Format of PO Files", without ``domain`` and octal escapes.
Bounded: files up to :data:`MAX_BYTES`, :data:`MAX_PROBLEMS` problems a file; time is linear in the size.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path

import msgspec

from booklet.content.reader import lies_inside
from booklet.content.words import quote
from booklet.problems import Problems, Span

__all__ = ["MAX_BYTES", "MAX_PROBLEMS", "PoEntry", "PoFile", "PoString", "catalog_bytes", "parse_po", "read_po"]

MAX_BYTES = 4 * 1024 * 1024
"""No booklet's catalog is larger; what is, is not a catalog."""

MAX_PROBLEMS = 100
"""After so many faults the rest of a file says nothing new."""

_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?:\[(\d{1,2})\])?(?=[\s\"]|$)\s*")
_SPECIAL = re.compile(r'["\\]')
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_CHARSET = re.compile(rb"charset=([A-Za-z0-9_.:\-]{1,40})")
_ORDER = {"msgctxt": 0, "msgid": 1, "msgid_plural": 2, "msgstr": 3}


class PoString(msgspec.Struct):
    """A string and the place of its parts: (offset in the text, line, column), in ascending order."""

    text: str = ""
    parts: list[tuple[int, int, int]] = msgspec.field(default_factory=list)

    def span(self, file: str, offset: int = 0) -> Span:
        """Where the character at ``offset`` stands. Exact up to an escape in the same line."""
        line, column = self.parts[0][1:] if self.parts else (1, 1)
        for start, part_line, part_column in self.parts:
            if start > offset:
                break
            line, column = part_line, part_column + offset - start
        return Span(file, line, column)


class PoEntry(msgspec.Struct):
    """One entry. ``strings`` has its parts by keyword, ``msgstr[1]`` as ``("msgstr", 1)``; a plain one has index 0.

    ``damaged`` entries had a fault in their syntax; nobody should use or judge their text.
    """

    line: int
    flags: frozenset[str] = frozenset()
    strings: dict[tuple[str, int], PoString] = msgspec.field(default_factory=dict)
    damaged: bool = False

    def get(self, keyword: str, index: int = 0) -> PoString | None:
        """One of the entry's strings."""
        return self.strings.get((keyword, index))

    @property
    def context(self) -> str | None:
        """The ``msgctxt``, which is a message's id."""
        found = self.get("msgctxt")
        return None if found is None else found.text

    @property
    def id(self) -> str:
        """The ``msgid``."""
        found = self.get("msgid")
        return "" if found is None else found.text

    @property
    def translations(self) -> tuple[PoString, ...]:
        """The ``msgstr`` parts in the order of their numbers."""
        return tuple(self.strings[key] for key in sorted(self.strings) if key[0] == "msgstr")

    @property
    def is_plural(self) -> bool:
        """Whether there is a ``msgid_plural``."""
        return ("msgid_plural", 0) in self.strings

    @property
    def is_header(self) -> bool:
        """Whether this is the file's header."""
        return self.context is None and self.id == ""


class PoFile(msgspec.Struct):
    """The entries of a file, without obsolete ones; ``file`` is its path as spans name it."""

    file: str
    entries: list[PoEntry]

    @property
    def header(self) -> PoEntry | None:
        """The header entry, if there is one."""
        return next((entry for entry in self.entries if entry.is_header), None)


def read_po(path: Path, problems: Problems) -> PoFile | None:
    """Read a PO file. Every fault of its syntax becomes a problem; None when it could not be read as text at all."""
    data = catalog_bytes(path, problems)
    return None if data is None else parse_po(data, str(path), problems)


def catalog_bytes(path: Path, problems: Problems) -> bytes | None:
    """The bytes of a catalog, at most one more than :data:`MAX_BYTES`; None where they cannot or must not be read.

    A booklet may be somebody else's: a link in its folder of catalogs does not open a file elsewhere.
    """
    folders = path.absolute().parents
    if path.parent.name == "LC_MESSAGES" and not lies_inside(path, folders[min(3, len(folders) - 1)]):
        what = "this catalog is a link to a file outside the booklet's folder, or to itself"
        problems.error(Span(str(path)), what, "put the file itself there")
        return None
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        said = f"the catalog cannot be read: {error.strerror or error}"
        problems.error(Span(str(path)), said, "check the file and its rights")
        return None


def parse_po(data: bytes, file: str, problems: Problems) -> PoFile | None:
    """Read the bytes of a PO file as :func:`read_po` does; ``file`` is what problems name it by."""
    if len(data) > MAX_BYTES:
        problems.error(
            Span(file), f"the catalog is larger than {MAX_BYTES // 1024**2} MB", "check whether it is the right file"
        )
        return None
    text = _decode(file, data, problems)
    return None if text is None else _Reader(file, problems).read(text)


def _decode(file: str, data: bytes, problems: Problems) -> str | None:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.error(Span(file), "the file is UTF-16, not UTF-8", "save it as UTF-8")
        return None
    data = data.removeprefix(b"\xef\xbb\xbf")  # editors on Windows put a byte order mark there
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        declared = _CHARSET.search(data[:65536])
        name = declared[1].decode("ascii") if declared else ""
        said = f" (its header says {name})" if name and name.upper() != "UTF-8" else ""
        problems.error(
            Span(file, line, column),
            f"byte 0x{data[error.start]:02x} is not UTF-8{said}",
            "convert the file to UTF-8 and say so in its header: charset=UTF-8",
        )
        return None


class _Reader:
    """The state of reading one file line by line."""

    def __init__(self, file: str, problems: Problems) -> None:
        self.file = file
        self.problems = problems
        self.found = 0
        self.entries: list[PoEntry] = []
        self.entry: PoEntry | None = None
        self.string: PoString | None = None
        self.buffer: list[str] = []
        self.length = 0
        self.stage = -1
        self.flags: set[str] = set()

    def read(self, text: str) -> PoFile:
        for number, raw in enumerate(text.split("\n"), start=1):
            line = raw.rstrip("\r")
            stripped = line.lstrip(" \t")
            column = len(line) - len(stripped) + 1
            self.read_line(number, column, stripped)
            if self.found >= MAX_PROBLEMS:
                what = "the file has too many faults to go on"
                self.problems.error(Span(self.file, number), what, "mend the first ones and try again")
                break
        self.close_entry()
        return PoFile(self.file, self.entries)

    def read_line(self, number: int, column: int, text: str) -> None:
        if not text.strip():
            self.close_string()
            if self.stage == _ORDER["msgstr"]:
                self.close_entry()
        elif text.startswith("#"):
            self.close_string()
            if self.stage == _ORDER["msgstr"]:
                self.close_entry()
            if text.startswith("#~"):
                self.flags.clear()  # they were those of an entry that is obsolete
            if text.startswith("#,"):
                self.flags.update(flag.strip() for flag in text[2:].split(","))
        elif text.startswith('"'):
            if self.string is None:
                self.fault(number, column, "a string stands here without a keyword", "write msgid or msgstr before it")
            else:
                self.read_strings(number, column, text)
        elif match := _KEYWORD.match(text):
            self.read_keyword(number, column, match, text)
        else:
            self.close_string()
            if text.startswith(_CONFLICT):
                mend = "choose one of the versions and delete the marks"
                self.fault(number, column, "this is the mark of a merge conflict", mend)
            else:
                mend = "put text in quotation marks after msgid or msgstr, and remarks after #"
                self.fault(number, column, f"this line is no part of a PO file: {quote(text)}", mend)

    def read_keyword(self, number: int, column: int, match: re.Match[str], text: str) -> None:
        self.close_string()
        keyword, index = match[1], int(match[2] or 0)
        stage = _ORDER[keyword]
        has_id = self.entry is not None and ("msgid", 0) in self.entry.strings
        if stage <= _ORDER["msgid"] and has_id:
            self.close_entry()
        if self.entry is None:
            self.entry = PoEntry(number, frozenset(self.flags))
            self.flags.clear()
        entry = self.entry
        if match[2] is not None and keyword != "msgstr":
            self.fault(number, column, f"{keyword} takes no number", "take the number away")
        elif (keyword, index) in entry.strings:
            self.fault(number, column, f"a second {match[0].strip()} in one entry", "keep one of them")
            entry = self.entry = PoEntry(number, damaged=True)
        elif stage < self.stage or (keyword != "msgctxt" and ("msgid", 0) not in entry.strings and keyword != "msgid"):
            missing = "msgstr" if stage < self.stage else "msgid"
            self.fault(number, column, f"{keyword} stands here without a {missing} before it", f"add the {missing}")
        elif keyword == "msgstr" and (match[2] is not None) != entry.is_plural:
            what = (
                "msgstr needs a number in an entry with msgid_plural"
                if entry.is_plural
                else "msgstr takes no number in an entry without msgid_plural"
            )
            self.fault(number, column, what, "write msgstr[0], msgstr[1] … in plural entries and msgstr in all others")
        self.stage = stage
        self.string = PoString()
        entry.strings[keyword, index] = self.string
        rest = text[match.end() :]
        if rest:
            self.read_strings(number, column + match.end(), rest)
        else:
            self.fault(number, column, f"{keyword} has no string", f'write {keyword} "…", at least {keyword} ""')

    def read_strings(self, number: int, column: int, text: str) -> None:
        """Read the quoted strings that make up the rest of a line."""
        position = 0
        while position < len(text):
            if text[position] in " \t":
                position += 1
            elif text[position] != '"':
                self.fault(
                    number, column + position, "there is text after the closing quotation mark",
                    'write quotation marks inside a string as \\"',
                )  # fmt: skip
                return
            else:
                position = self.read_string(number, column, text, position)

    def read_string(self, number: int, column: int, text: str, opening: int) -> int:
        """Read one quoted string that opens at ``opening``; return the position behind it."""
        assert self.string is not None  # noqa: S101 - callers see to it
        chars: list[str] = []
        position = opening + 1
        while special := _SPECIAL.search(text, position):
            chars.append(text[position : special.start()])
            position = special.end()
            if special[0] == '"':
                break
            escape = text[position : position + 1]
            if escape in _ESCAPES:
                chars.append(_ESCAPES[escape])
            elif escape:
                mend = "write the character itself; a backslash is \\\\"
                self.fault(number, column + special.start(), f"unknown escape {quote(chr(92) + escape)}", mend)
            position += 1
        else:
            chars.append(text[position:])
            position = len(text)
            mend = 'end the line with a quotation mark "'
            self.fault(number, column + opening, "the string is not terminated", mend)
        self.string.parts.append((self.length, number, column + opening + 1))
        value = "".join(chars)
        self.buffer.append(value)
        self.length += len(value)
        return position

    def close_string(self) -> None:
        if self.string is not None:
            self.string.text = "".join(self.buffer)
            # Of empty parts, as in msgstr "" before the lines of a long text, keep one at most.
            parts = self.string.parts
            kept = [part for part, after in itertools.pairwise(parts) if part[0] != after[0]]
            self.string.parts = [*kept, *parts[-1:]]
        self.string = None
        self.buffer = []
        self.length = 0

    def close_entry(self) -> None:
        self.close_string()
        entry, self.entry, self.stage = self.entry, None, -1
        if entry is None:
            return
        self.flags.clear()
        if not entry.damaged:
            if ("msgid", 0) not in entry.strings:
                what = "msgctxt stands here without a msgid after it"
                self.fault(entry.line, 1, what, "add the msgid and its msgstr")
                entry.damaged = True
            elif not entry.translations:
                self.fault(entry.line, 1, "msgid has no msgstr", 'add msgstr ""')
                entry.damaged = True
        self.entries.append(entry)

    def fault(self, line: int, column: int, what: str, mend: str) -> None:
        self.found += 1
        self.problems.error(Span(self.file, line, column), what, mend)
        if self.entry is not None:
            self.entry.damaged = True
