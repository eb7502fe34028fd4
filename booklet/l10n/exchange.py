# SPDX-License-Identifier: Apache-2.0
"""Catalogs to XLIFF 2 and back without loss: what an agency changes comes into the catalog, and nothing else changes.

An XLIFF file holds all that its catalog has besides what the template can say again: header, remarks, flags, obsolete
entries. So a catalog that is lost can be made from its XLIFF file alone, but for how its lines were wrapped and ended.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from pathlib import Path

from booklet.content.characters import character_faults, collapse, normalise
from booklet.content.model import Message, SourceBooklet
from booklet.content.words import counted, listed, quote
from booklet.l10n.catalog import catalog_path
from booklet.l10n.extract import catalog_messages, init_po, po_messages
from booklet.l10n.locale import locale_facts
from booklet.l10n.polines import BOM, Piece, joined, line_end, split_po
from booklet.l10n.polint import MOST_IN_ONE, check_entries, replaced_ids
from booklet.l10n.poread import MAX_PROBLEMS, PoEntry, PoFile, PoString, catalog_bytes
from booklet.l10n.powhole import parse_whole
from booklet.l10n.powrite import message_lines
from booklet.l10n.pseudo import is_pseudo
from booklet.l10n.tags import Tag, parse_tag
from booklet.l10n.xliff import HEADER_NOTE, NO_XML, TRANSLATOR_NOTE, Unit, XliffFile, xliff_bytes
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
    if tag == parse_tag(source.language):
        problems.error(None, f"the booklet itself is in {tag}: it has no catalog of that", "name other languages")
        return None
    if not path.is_file():
        problems.error(None, f"the booklet has no catalog of {tag} of its own", f"begin it: translate init {tag}")
        return None
    data = catalog_bytes(path, problems)
    po = None if data is None else parse_whole(data, str(path), problems)
    if data is None or po is None:
        return None
    for entry in po.entries:
        if entry.is_plural or (entry.context is None and not entry.is_header):
            kind = "plural messages" if entry.is_plural else "messages without msgctxt"
            problems.warn(Span(str(path), entry.line), f"{kind} are not in the XLIFF file", "translate it here")
    header, *pieces = split_po(data.removeprefix(BOM).decode("utf-8"))
    if not _can_be_xml([header, *pieces], path, problems):
        return None
    notes = [(HEADER_NOTE, _lines(header))]
    obsolete = "".join(_lines(piece) for piece in pieces if piece.obsolete)
    if obsolete:
        notes.append((_OBSOLETE, obsolete))
    messages = {message.id: message for message in source.messages}
    live = [piece for piece in pieces if _is_message(piece)]
    _warn_if_old({message.id: message.text for message in catalog_messages(source, tag)}, live, path, problems)
    units = [_unit(piece, messages) for piece in live]
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
    tag = _tag("trgLang", file.target, file, problems)
    source_tag = _tag("srcLang", file.source or source.language, file, problems)
    if tag is None or source_tag is None:
        return None
    if tag == parse_tag(source.language) or is_pseudo(tag):
        what = f"the file is a translation into {tag}, which the booklet itself is in"
        if is_pseudo(tag):
            what = f"the file is a translation into {tag}, which the program makes up"
        problems.error(file.span, what, "correct trgLang, the language of the translation")
        return None
    if source_tag != parse_tag(source.language):
        what = f"the file is translated from {file.source}, the booklet is in {source.language}"
        problems.error(file.span, what, "import it into the booklet that it was exported from")
        return None
    before = len(problems.errors)
    _check(source, file, problems)
    path = catalog_path(source, str(tag))
    there_is = path.exists() or path.is_symlink()
    data = catalog_bytes(path, problems) if there_is else _anew(source, tag, file, problems)
    if data is None or parse_whole(data, str(path), problems) is None or len(problems.errors) > before:
        return None
    old = data.removeprefix(BOM).decode("utf-8")
    end = line_end(old)
    pieces = split_po(old)
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


def _tag(name: str, text: str, file: XliffFile, problems: Problems) -> Tag | None:
    try:
        return parse_tag(text)
    except BookletError as error:
        for problem in error.problems:
            problems.error(file.span, f"{name}: {problem.what}", problem.mend)
        return None


def _can_be_xml(pieces: list[Piece], path: Path, problems: Problems) -> bool:
    """Whether what becomes notes and ids has no characters that these cannot hold; texts may have them."""
    before = len(problems.errors)
    number = 0
    for piece in pieces:
        is_note = piece is pieces[0] or piece.obsolete
        for line, part in zip(piece.lines, piece.parts, strict=True):
            number += 1
            found = NO_XML.search(line)
            if found and (is_note or part not in ("msgid", "msgstr")):
                what = f"control character U+{ord(found[0]):04X}, which an XLIFF file cannot hold here"
                problems.error(Span(str(path), number, found.start() + 1), what, "delete it")
            if len(problems.errors) >= before + MAX_PROBLEMS:
                return False
    return len(problems.errors) == before


def _warn_if_old(texts: Mapping[str, str], pieces: list[Piece], path: Path, problems: Problems) -> None:
    """Warn where an agency would translate texts that the booklet no longer has, or miss some that it has."""
    there = {piece.context: collapse(normalise(piece.id or "")) for piece in pieces}
    old = sum(there.get(key, text) != text for key, text in texts.items())
    missing = len(texts.keys() - there.keys())
    said = listed(
        [f"has {counted(old, 'text')} of an older booklet"] * bool(old)
        + [f"lacks {counted(missing, 'text')}"] * bool(missing),
        "and",
    )
    if said:
        problems.warn(Span(str(path)), f"the catalog {said}", "run translate update first, and export it again")


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
    """Check the translations as those of a catalog, in their places in the XLIFF file.

    Of fuzzy ones, which nobody prints, the characters alone: no tool for catalogs would take all of them.
    """
    for unit in file.units:
        if unit.target is not None and unit.fuzzy:
            for _, what, mend in itertools.islice(character_faults(unit.target), MOST_IN_ONE):
                problems.error(unit.span, f"{what} (unit {quote(unit.id)})", mend)
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


def _anew(source: SourceBooklet, tag: Tag, file: XliffFile, problems: Problems) -> bytes:
    """A catalog with all that an XLIFF file tells of one, but for its translations."""
    notes = dict(file.notes)
    head = notes.get(HEADER_NOTE, "").strip("\n")
    if not _is_header(head):
        if head:
            what = "the header of the catalog did not come back whole, so a new one takes its place"
            problems.warn(file.span, what, "write translators' names into it again")
        head = init_po(source, str(tag)).decode("utf-8").split("\n\n")[0]
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
    obsolete = notes.get(_OBSOLETE, "").strip("\n")
    if any(line and not line.startswith("#") for line in obsolete.split("\n")):
        what = "the older translations (#~) did not come back whole, so they are left out"
        problems.warn(file.span, what, "take them from an older file if you need them")
    elif obsolete:
        text += f"\n{obsolete}\n"
    return text.encode("utf-8")


def _is_header(text: str) -> bool:
    """Whether a text is the header of a catalog and nothing else."""
    po = parse_whole(text.encode("utf-8"), "", Problems())
    return po is not None and len(po.entries) == 1


def _annotate(piece: Piece, unit: Unit) -> None:
    """Remarks, flags and older texts as the catalog had them that the unit was made from."""
    by_kind: dict[str, list[str]] = {}
    for kind, text in unit.notes:
        by_kind.setdefault(kind, []).append(" ".join(text.splitlines()))
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
