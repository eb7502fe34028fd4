# SPDX-License-Identifier: Apache-2.0
"""Catalogs to XLIFF 2 and back without loss: what an agency changes comes into the catalog, and nothing else changes.

An XLIFF file holds all that its catalog has besides what the template can say again: header, remarks, flags, obsolete
entries. So a catalog that is lost can be made from its XLIFF file alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from booklet.content.model import Message, SourceBooklet
from booklet.content.words import quote
from booklet.l10n.catalog import catalog_path
from booklet.l10n.extract import catalog_messages, init_po, po_messages
from booklet.l10n.locale import locale_facts
from booklet.l10n.polines import BOM, Piece, joined, split_po
from booklet.l10n.polint import check_entries, replaced_ids
from booklet.l10n.poread import MAX_BYTES, PoEntry, PoFile, PoString, parse_po
from booklet.l10n.powrite import message_lines
from booklet.l10n.tags import Tag, parse_tag
from booklet.l10n.xliff import HEADER_NOTE, TRANSLATOR_NOTE, Unit, XliffFile, xliff_bytes
from booklet.problems import BookletError, Problems, Span
from booklet.values import Immutable

__all__ = ["Imported", "export_xliff", "import_xliff"]

_DESCRIPTION = "description"
_PREVIOUS = "previous"
_FLAGS = "flags"
_OBSOLETE = "po-obsolete"
_FUZZY = "fuzzy"


class Imported(Immutable, frozen=True):
    """A catalog with the translations of an XLIFF file: where it lies, what it is to hold, how many texts changed."""

    path: Path
    data: bytes
    changed: int


def export_xliff(source: SourceBooklet, tag: Tag, problems: Problems) -> bytes | None:
    """The XLIFF file of the booklet's own catalog of a locale; None where there is none, or it is damaged."""
    path = catalog_path(source, str(tag))
    data = _read(path, problems) if path.is_file() else None
    if data is None:
        if not path.is_file():
            problems.error(None, f"the booklet has no catalog of {tag} of its own", f"begin it: translate init {tag}")
        return None
    before = len(problems.errors)
    po = parse_po(data, str(path), problems)
    if po is None or len(problems.errors) > before:
        return None
    for entry in po.entries:
        if entry.is_plural:
            problems.warn(Span(str(path), entry.line), "plural messages are not in the XLIFF file", "translate it here")
    header, *pieces = split_po(data.removeprefix(BOM).decode("utf-8"))
    notes = [(HEADER_NOTE, _lines(header))]
    obsolete = "".join(_lines(piece) for piece in pieces if piece.obsolete)
    if obsolete:
        notes.append((_OBSOLETE, obsolete))
    messages = {message.id: message for message in source.messages}
    units = [_unit(piece, messages) for piece in pieces if _is_message(piece)]
    return xliff_bytes(
        XliffFile(
            source.language,
            str(tag),
            tuple(units),
            tuple(notes),
            right_to_left=locale_facts(str(tag)).direction == "rtl",
            original=f"{source.slug}/{path.parent.parent.name}/{path.name}",
        )
    )


def import_xliff(source: SourceBooklet, file: XliffFile, problems: Problems) -> Imported | None:
    """The catalog that the translations of an XLIFF file make, none where something is wrong with them.

    A text that is another in the booklet's catalog by now has its translation marked fuzzy.
    """
    try:
        tag = parse_tag(file.target)
    except BookletError as error:
        for problem in error.problems:
            problems.error(file.span, f"trgLang: {problem.what}", problem.mend)
        return None
    if parse_tag(source.language) != parse_tag(file.source or source.language):
        what = f"the file is translated from {file.source}, the booklet is in {source.language}"
        problems.error(file.span, what, "import it into the booklet that it was exported from")
        return None
    before = len(problems.errors)
    _check(source, file, problems)
    path = catalog_path(source, str(tag))
    data = _read(path, problems) if path.is_file() else _anew(source, tag, file)
    if data is None or parse_po(data, str(path), problems) is None or len(problems.errors) > before:
        return None
    end = "\r\n" if b"\r\n" in data[:1000] else "\n"
    pieces = split_po(data.removeprefix(BOM).decode("utf-8"))
    units = {unit.id: unit for unit in file.units}
    changed = 0
    for piece in pieces[1:]:
        unit = units.pop(piece.context or "", None) if _is_message(piece) else None
        if unit is not None:
            changed += _take(unit, piece, end, problems)
    known = {message.id for message in source.messages}
    for unit in units.values():
        if unit.target is not None:
            where = "the catalog lacks it" if unit.id in known else "the booklet has no such message"
            problems.warn(unit.span, f"the unit {quote(unit.id)} is not used: {where}", "run translate update first")
    text = joined(pieces).encode("utf-8")
    return Imported(path, (BOM if data.startswith(BOM) else b"") + text, changed)


def _read(path: Path, problems: Problems) -> bytes | None:
    try:
        with path.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        problems.error(
            Span(str(path)), f"the catalog cannot be read: {error.strerror}", "check the file and its rights"
        )
        return None


def _is_message(piece: Piece) -> bool:
    return not piece.obsolete and piece.context is not None and piece.is_usable


def _lines(piece: Piece) -> str:
    return "".join(f"{line.rstrip()}\n" for line in piece.lines)


def _unit(piece: Piece, messages: Mapping[str, Message]) -> Unit:
    message = messages.get(piece.context or "")
    flags = [flag for flag in piece.flags if flag != _FUZZY]
    notes = [(_DESCRIPTION, line.removeprefix("#.").strip()) for line in piece.lines_of("comment")]
    notes += [(TRANSLATOR_NOTE, line.removeprefix("#").removeprefix(" ")) for line in piece.lines_of("remark")]
    notes += [(_PREVIOUS, line) for line in piece.lines_of("previous")]
    if flags:
        notes.append((_FLAGS, ", ".join(flags)))
    target = piece.text("msgstr") or None
    return Unit(
        piece.context or "",
        piece.id or "",
        target,
        _FUZZY in piece.flags and target is not None,
        tuple(notes),
        plain=message.plain if message is not None else False,
    )


def _check(source: SourceBooklet, file: XliffFile, problems: Problems) -> None:
    """Check the translations as those of a catalog, in their places in the XLIFF file."""
    entries = [
        PoEntry(
            unit.span.line,
            frozenset(),
            {
                ("msgctxt", 0): PoString(unit.id),
                ("msgid", 0): PoString(unit.source),
                ("msgstr", 0): PoString(unit.target, [(0, unit.span.line, unit.span.column)]),
            },
        )
        for unit in file.units
        if unit.target is not None and not unit.fuzzy
    ]
    messages = {message.id: message for message in source.messages}
    po = PoFile(file.span.file, entries)
    check_entries(po, messages, problems, whole=False, replaced=replaced_ids(source))


def _take(unit: Unit, piece: Piece, end: str, problems: Problems) -> bool:
    """Bring a unit's translation into an entry; say whether anything changed."""
    before = list(piece.lines)
    target = unit.target or ""
    fuzzy = unit.fuzzy
    if target and unit.source != piece.id:
        what = f"the text of {quote(unit.id)} is another in the catalog by now"
        problems.warn(unit.span, f"{what}, so its translation is marked fuzzy", "check it against the new text")
        fuzzy = True
    if not target and piece.is_translated:
        return False  # an agency that gave nothing back takes nothing away
    if target != (piece.text("msgstr") or ""):
        piece.put_text("msgstr", target, end)
    if fuzzy != (_FUZZY in piece.flags):
        flags = [*([_FUZZY] if fuzzy else []), *(flag for flag in piece.flags if flag != _FUZZY)]
        piece.put("flags", [f"#, {', '.join(flags)}"] if flags else [], end)
        if not fuzzy:
            piece.put("previous", (), "")
    return piece.lines != before


def _anew(source: SourceBooklet, tag: Tag, file: XliffFile) -> bytes:
    """A catalog with all that an XLIFF file tells of one, but for its translations."""
    notes = dict(file.notes)
    header = notes.get(HEADER_NOTE)
    head = header.rstrip("\n") if header else init_po(source, str(tag)).decode("utf-8").split("\n\n")[0]
    blocks = [head]
    units = {unit.id: unit for unit in file.units}
    for message in po_messages(source, catalog_messages(source, tag)):
        unit = units.get(message.context)
        piece_lines = message_lines(message)
        if unit is not None:
            piece = split_po("\n".join(piece_lines) + "\n")[0]
            _annotate(piece, unit)
            piece_lines = [line.rstrip("\n") for line in piece.lines]
        blocks.append("\n".join(piece_lines))
    text = "\n\n".join(blocks) + "\n"
    if notes.get(_OBSOLETE):
        text += "\n" + notes[_OBSOLETE].lstrip("\n")
    return text.encode("utf-8")


def _annotate(piece: Piece, unit: Unit) -> None:
    """Remarks, flags and older texts as the catalog had them that the unit was made from."""
    by_kind: dict[str, list[str]] = {}
    for kind, text in unit.notes:
        by_kind.setdefault(kind, []).append(" ".join(text.split("\n")))
    remarks = [f"# {text}".rstrip() for text in by_kind.get(TRANSLATOR_NOTE, [])]
    if remarks:
        piece.put("remark", remarks, "\n")
    comments = [f"#. {text}" for text in by_kind.get(_DESCRIPTION, [])]
    if comments:
        piece.put("comment", comments, "\n")
    flags = [_FUZZY] if unit.fuzzy else []
    flags += [flag for text in by_kind.get(_FLAGS, []) for flag in text.split(", ")]
    piece.put("flags", [f"#, {', '.join(flags)}"] if flags else [], "\n")
    if by_kind.get(_PREVIOUS) and unit.fuzzy:
        piece.put("previous", [line for line in by_kind[_PREVIOUS] if line.startswith("#|")], "\n")
