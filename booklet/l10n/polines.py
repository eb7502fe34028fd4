# SPDX-License-Identifier: Apache-2.0
"""A PO file as the lines it is made of, so that what need not change keeps its very bytes.

:mod:`booklet.l10n.poread` says what a file means, and what is wrong with it. Here a file that it found nothing wrong
with is cut into pieces, one for each entry, obsolete ones (``#~``) too; a piece knows which of its lines are what, and
lets some of them be replaced. The lines of all pieces are the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from booklet.l10n.powrite import quoted

__all__ = ["BOM", "Piece", "joined", "line_end", "split_po"]

BOM = b"\xef\xbb\xbf"

_ORDER = {
    name: place
    for place, name in enumerate(
        ("remark", "comment", "place", "flags", "previous", "msgctxt", "msgid", "msgid_plural", "msgstr")
    )
}
"""The parts of an entry in the order of the GNU gettext manual, "The Format of PO Files"."""

_MARKS = {".": "comment", ":": "place", ",": "flags", "|": "previous"}
_KEYWORD = re.compile(r"(msgctxt|msgid_plural|msgid|msgstr)(?:\[\d{1,2}\])?(?=[\s\"]|$)")
_OBSOLETE = re.compile(r"#~(\|?)[ \t]*")
_STRINGS = re.compile(r'(?:"(?:[^"\\]|\\.)*"\s*)+')
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r"}


class Piece(msgspec.Struct):
    """An entry, or what stands behind the last one: ``lines`` with their ends, and what each is in ``parts``.

    A line's part is that of a keyword (``msgid``), ``remark`` (a person's ``#``), ``comment`` (``#.``), ``place``
    (``#:``), ``flags``, ``previous`` (``#|``), or ``other``: empty lines, and what stands where it does not belong.
    """

    lines: list[str]
    parts: list[str]
    obsolete: bool = False

    def has(self, part: str) -> bool:
        """Whether there are lines of a part."""
        return part in self.parts

    def lines_of(self, part: str) -> list[str]:
        """The lines of a part, stripped of white space at their ends."""
        return [line.strip() for line, its in zip(self.lines, self.parts, strict=True) if its == part]

    def text(self, part: str) -> str | None:
        """The string of a keyword; None where it has none, or (in an obsolete entry) none that can be read."""
        if not self.has(part):
            return None
        found: list[str] = []
        for line in self.lines_of(part):
            bare = _bare(line)
            strings = bare[match.end() :].lstrip() if (match := _KEYWORD.match(bare)) else bare
            if not _STRINGS.fullmatch(strings):
                return None
            found += (_ESCAPE.sub(_unescaped, string) for string in _STRING.findall(strings))
        return "".join(found)

    @property
    def context(self) -> str | None:
        """The ``msgctxt``."""
        return self.text("msgctxt")

    @property
    def id(self) -> str | None:
        """The ``msgid``."""
        return self.text("msgid")

    @property
    def is_usable(self) -> bool:
        """Whether this is an entry of one message, with everything that one needs."""
        return self.id is not None and self.text("msgstr") is not None and not self.has("msgid_plural")

    @property
    def is_translated(self) -> bool:
        """Whether any of its translations has a character; one that cannot be read counts."""
        return self.has("msgstr") and self.text("msgstr") != ""

    @property
    def flags(self) -> tuple[str, ...]:
        """The flags, in their order."""
        found = (flag.strip() for line in self.lines_of("flags") for flag in line.lstrip("#~, \t").split(","))
        return tuple(dict.fromkeys(flag for flag in found if flag))

    @property
    def previous(self) -> str | None:
        """The ``msgid`` that the translation was made for, where it was another (``#| msgid``)."""
        found: list[str] = []
        inside = False
        for line in self.lines_of("previous"):
            bare = _bare(line.replace("#|", "#~|", 1) if line.startswith("#|") else line)
            match = _KEYWORD.match(bare)
            inside = match[1] == "msgid" if match else inside
            if inside:
                found += (_ESCAPE.sub(_unescaped, string) for string in _STRING.findall(bare))
        return "".join(found) if found else None

    def put(self, part: str, lines: Iterable[str], end: str) -> None:
        """Let ``lines`` stand for a part, each with the line end ``end``: where it stood, else in its usual place."""
        first = self.parts.index(part) if part in self.parts else None
        if first is None:
            rank = _ORDER[part]
            first = next((at for at, its in enumerate(self.parts) if _ORDER.get(its, -1) > rank), len(self.parts))
        kept = [pair for pair in zip(self.lines[first:], self.parts[first:], strict=True) if pair[1] != part]
        new = [line + end for line in lines]
        self.lines[first:] = [*new, *(line for line, _ in kept)]
        self.parts[first:] = [*[part] * len(new), *(its for _, its in kept)]

    def put_text(self, part: str, text: str, end: str) -> None:
        """Let a keyword have ``text``, on one line."""
        self.put(part, [f"{part} {quoted(text)}"], end)

    def retire(self) -> None:
        """Turn into an obsolete entry: without comments and places, which are those of a message that there is not."""
        self.put("comment", (), "")
        self.put("place", (), "")
        self._drop_inner_blanks()
        for at, part in enumerate(self.parts):
            line = self.lines[at].lstrip(" \t")
            if part == "previous":
                self.lines[at] = "#~|" + line.removeprefix("#|")
            elif part.startswith("msg"):
                self.lines[at] = "#~ " + line
        self.obsolete = True

    def revive(self) -> None:
        """Turn back into an entry."""
        for at, part in enumerate(self.parts):
            if part == "previous" or part.startswith("msg"):
                self.lines[at] = _OBSOLETE.sub(lambda match: "#| " if match[1] else "", self.lines[at], count=1)
        self.obsolete = False

    def set_apart(self, end: str) -> None:
        """See to an empty line in front."""
        if self.lines[0].strip():
            self.lines.insert(0, end)
            self.parts.insert(0, "other")

    def _drop_inner_blanks(self) -> None:
        first = next((at for at, line in enumerate(self.lines) if line.strip()), 0)
        kept = [at for at, line in enumerate(self.lines) if at < first or line.strip()]
        self.lines, self.parts = [self.lines[at] for at in kept], [self.parts[at] for at in kept]


def split_po(text: str) -> list[Piece]:
    """Cut a file's text into pieces; joined, their lines are ``text``."""
    cutter = _Cutter()
    lines = text.split("\n")
    for number, line in enumerate(lines):
        last = number == len(lines) - 1
        if line or not last:
            cutter.take(line if last else line + "\n")
    return cutter.finish()


def line_end(text: str) -> str:
    """How the lines of a file end, by its first one."""
    return "\r\n" if text.partition("\n")[0].endswith("\r") else "\n"


class _Cutter:
    """The state of cutting: the lines of the piece at hand and how far its entry has got."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.piece = Piece([], [])
        self.keyword = ""

    def take(self, line: str) -> None:
        bare = line.strip()
        obsolete = bare.startswith("#~")
        if not bare:
            if self.keyword == "msgstr" or self.piece.obsolete:
                self.close()
            self.add(line, "other")
        elif obsolete and not self.in_midst():
            self.take_obsolete(line, bare)
        elif bare.startswith("#"):
            if self.keyword == "msgstr" or self.piece.obsolete:
                self.close()
            inside = self.keyword or obsolete
            self.add(line, "other" if inside else _MARKS.get(bare[1:2], "remark"))
        elif match := _KEYWORD.match(bare):
            if self.piece.obsolete:
                self.close()
            self.take_keyword(line, match[1])
        else:
            self.add(line, self.keyword or "other")

    def in_midst(self) -> bool:
        """Whether an entry that is not obsolete has begun and has no msgstr yet."""
        return bool(self.keyword) and self.keyword != "msgstr" and not self.piece.obsolete

    def take_obsolete(self, line: str, bare: str) -> None:
        if not self.piece.obsolete and self.keyword:
            self.close()
        previous = bare.startswith("#~|")
        match = _KEYWORD.match(_bare(bare))
        if previous:
            if self.keyword:
                self.close()
            self.add(line, "previous")
        elif match:
            self.take_keyword(line, match[1])
        else:
            self.add(line, self.keyword or "other")
        self.piece.obsolete = True

    def take_keyword(self, line: str, keyword: str) -> None:
        if keyword in ("msgctxt", "msgid") and self.piece.has("msgid"):
            self.close()
        self.keyword = keyword
        self.add(line, keyword)

    def add(self, line: str, part: str) -> None:
        self.piece.lines.append(line)
        self.piece.parts.append(part)

    def close(self) -> None:
        if self.piece.lines:
            self.pieces.append(self.piece)
        self.piece = Piece([], [])
        self.keyword = ""

    def finish(self) -> list[Piece]:
        self.close()
        return self.pieces


def _bare(line: str) -> str:
    """A line of an entry without what marks it as obsolete."""
    return _OBSOLETE.sub("", line, count=1) if line.startswith("#~") else line


def _unescaped(match: re.Match[str]) -> str:
    return _ESCAPES.get(match[1], match[1])


def joined(pieces: Sequence[Piece]) -> str:
    """The text that pieces make up."""
    return "".join(line for piece in pieces for line in piece.lines)
