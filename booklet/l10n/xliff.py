# SPDX-License-Identifier: Apache-2.0
"""Catalogs as XLIFF 2, the exchange format of translation agencies: what a file holds, and how it is written.

A message is a unit, its id the unit's id. Markup and placeholders become inline codes that tools protect, with their
characters as original data, so that the text comes back character for character. Source: OASIS XLIFF 2.1, sections 4.2
(structure), 4.7 (inline content); what is written here is valid as XLIFF 2.0 too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from booklet.content.markup import Code, parse_with_references
from booklet.problems import Problems, Span
from booklet.values import Immutable

__all__ = ["FUZZY", "HEADER_NOTE", "NAMESPACE", "NO_XML", "TRANSLATOR_NOTE", "Unit", "XliffFile", "xliff_bytes"]

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"

FUZZY = "booklet:fuzzy"
"""Sub-state of a translation that nobody should rely on yet. XLIFF's own states know only how far the work is."""

HEADER_NOTE = "po-header"
TRANSLATOR_NOTE = "translator"
"""Categories of the notes that hold what a catalog has besides its texts: its header, and translators' remarks."""

NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML cannot hold. Texts have an element for them; notes and ids have none."""

_NOWHERE = Span("")


class Unit(Immutable, frozen=True):
    """A message: ``source`` and ``target`` as a catalog has them, ``target`` None where there is no translation.

    ``notes`` are pairs of a category and a text. ``span`` is where the unit stands in the file it was read from.
    """

    id: str
    source: str
    target: str | None = None
    fuzzy: bool = False
    notes: tuple[tuple[str, str], ...] = ()
    span: Span = _NOWHERE
    plain: bool = False  # without markup


class XliffFile(Immutable, frozen=True):
    """A whole file. ``notes`` are the file's own, ``source`` and ``target`` languages as BCP 47 tags."""

    source: str
    target: str
    units: tuple[Unit, ...]
    notes: tuple[tuple[str, str], ...] = ()
    right_to_left: bool = False  # the target
    original: str = ""
    span: Span = _NOWHERE


def xliff_bytes(file: XliffFile) -> bytes:
    """The bytes of an XLIFF file, one line for each of its parts, so that a change of a text is a change of a line."""
    direction = ' trgDir="rtl"' if file.right_to_left else ""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff xmlns="{NAMESPACE}" version="2.0" srcLang={quoteattr(file.source)} trgLang={quoteattr(file.target)}>',
        f' <file id="booklet" original={quoteattr(file.original)} canResegment="no"{direction} xml:space="preserve">',
        *_notes(file.notes, "  "),
    ]
    for unit in file.units:
        lines += _unit(unit)
    lines += [" </file>", "</xliff>", ""]
    return "\n".join(lines).encode("utf-8")


def _unit(unit: Unit) -> list[str]:
    data: dict[str, str] = {}
    source = _Inline(unit.source, data, unit.plain)
    target = _Inline(unit.target, data, unit.plain, source.ids) if unit.target is not None else None
    state = "initial" if unit.target is None else "translated"
    sub_state = f' subState="{FUZZY}"' if unit.fuzzy else ""
    lines = [f"  <unit id={quoteattr(unit.id)}>", *_notes(unit.notes, "   ")]
    if data:
        lines.append("   <originalData>")
        lines += [f'    <data id="{key}">{_escaped(text)}</data>' for text, key in data.items()]
        lines.append("   </originalData>")
    lines += [f'   <segment state="{state}"{sub_state}>', f"    <source>{source.xml}</source>"]
    if target is not None:
        lines.append(f"    <target>{target.xml}</target>")
    return [*lines, "   </segment>", "  </unit>"]


def _notes(notes: Sequence[tuple[str, str]], indent: str) -> list[str]:
    if not notes:
        return []
    inside = [f"{indent} <note category={quoteattr(kind)}>{_escaped(text)}</note>" for kind, text in notes]
    return [f"{indent}<notes>", *inside, f"{indent}</notes>"]


def _escaped(text: str) -> str:
    return escape(text, {"\r": "&#13;"})


class _Inline:
    """The inline content of a source or target. ``ids`` are those of its codes, by their characters.

    A target's code takes the id of the source's code with the same characters, as XLIFF wants it.
    """

    def __init__(
        self, text: str, data: dict[str, str], plain: bool, known: dict[tuple[str, str], list[str]] | None = None
    ) -> None:
        self.ids: dict[tuple[str, str], list[str]] = {}
        self._text = text
        self._data = data
        self._known = {key: list(ids) for key, ids in (known or {}).items()}
        self._next = 1 + sum(len(ids) for ids in (known or {}).values())
        codes = () if plain else parse_with_references(text, _NOWHERE, Problems()).codes
        # An escape stays in the text: it belongs to the character behind it.
        self._codes = [code for code in codes if text[code.start : code.end] != "\\"]
        self.xml = self._xml()

    def _xml(self) -> str:
        by_start = {code.start: code for code in self._codes}
        parts: list[str] = []
        at = 0
        for code in self._codes:
            parts.append(self._words(at, code.start))
            if code.partner == code.start:
                parts.append(self._alone(code))
            elif code.partner > code.start:
                parts.append(self._opening(code, by_start[code.partner]))
            else:
                parts.append("</pc>")
            at = code.end
        parts.append(self._words(at, len(self._text)))
        return "".join(parts)

    def _words(self, start: int, end: int) -> str:
        # Control characters are no characters of XML; a faulty catalog may have them all the same.
        return NO_XML.sub(lambda match: f'<cp hex="{ord(match[0]):04X}"/>', _escaped(self._text[start:end]))

    def _alone(self, code: Code) -> str:
        text = self._text[code.start : code.end]
        number = self._id((text, ""))
        disp = quoteattr(text)
        return f'<ph id="{number}" dataRef="{self._ref(text)}" disp={disp} canDelete="no" canCopy="no"/>'

    def _opening(self, code: Code, closing: Code) -> str:
        start, end = self._text[code.start : code.end], self._text[closing.start : closing.end]
        number = self._id((start, end))
        kind = {"**": ' type="fmt" subType="xlf:b"', "*": ' type="fmt" subType="xlf:i"', "[": ' type="link"'}[start]
        if end.startswith("](lang:"):
            kind = ' type="other"'
        refs = f'dataRefStart="{self._ref(start)}" dataRefEnd="{self._ref(end)}"'
        return f'<pc id="{number}" {refs}{kind} canDelete="no" canCopy="no">'

    def _ref(self, text: str) -> str:
        return self._data.setdefault(text, f"d{len(self._data) + 1}")

    def _id(self, key: tuple[str, str]) -> str:
        known = self._known.get(key)
        if known:
            found = known.pop(0)
        else:
            found = str(self._next)
            self._next += 1
        self.ids.setdefault(key, []).append(found)
        return found
