# SPDX-License-Identifier: Apache-2.0
"""The header of a PO file: its fields with their places, and the rules for them.

Fields of our own: ``X-Translators`` names who is printed as translator (by ``;``), ``X-Booklet-Status`` is
``machine draft``, ``reviewed`` or ``reviewed by NAME`` (several by ``;``). A catalog without a
status is a person's work.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import msgspec
from babel.core import get_global

from booklet.content.words import listed, quote
from booklet.l10n.plurals import plural_fault, plural_forms
from booklet.l10n.poread import PoFile
from booklet.l10n.tags import Tag, parse_tag
from booklet.problems import BookletError, Problems, Span
from booklet.values import Immutable

__all__ = ["DRAFT", "PoHeader", "check_header", "folder_tag", "read_header"]

DRAFT = "machine draft"
_REVIEWED = re.compile(r"reviewed(?: by (?P<name>.+))?", re.IGNORECASE)
_CHARSET = re.compile(r"charset=\s*([^\s;]+)", re.IGNORECASE)
_PLACEHOLDERS = {"FULL NAME", "YOUR NAME", "AUTOMATICALLY GENERATED", "ANONYMOUS"}


class PoHeader(Immutable, frozen=True):
    """Header fields by their names in small letters, with their places. ``span`` is the header's own."""

    span: Span
    fields: Mapping[str, str] = msgspec.field(default_factory=dict)
    spans: Mapping[str, Span] = msgspec.field(default_factory=dict)

    @property
    def translators(self) -> tuple[str, ...]:
        """The names to print: those of ``X-Translators``, else that of ``Last-Translator`` unless it is a machine's."""
        own = [name.strip() for name in self.fields.get("x-translators", "").split(";")]
        if any(own):
            return tuple(dict.fromkeys(name for name in own if name))
        last = self.fields.get("last-translator", "").partition("<")[0].strip()
        return (last,) if last and last.upper() not in _PLACEHOLDERS and not self.machine_draft else ()

    @property
    def machine_draft(self) -> bool:
        """Whether no native speaker has checked the catalog yet."""
        return self.fields.get("x-booklet-status", "").lower() == DRAFT

    @property
    def reviewed(self) -> bool:
        """Whether somebody says that the translation has been checked, with a name or without."""
        return _REVIEWED.fullmatch(self.fields.get("x-booklet-status", "")) is not None

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Who checked the translation."""
        match = _REVIEWED.fullmatch(self.fields.get("x-booklet-status", ""))
        names = ((match["name"] if match else None) or "").split(";")
        return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def folder_tag(path: Path) -> Tag | None:
    """The locale whose folder a catalog lies in (``<locale>/LC_MESSAGES/x.po``); None outside such a folder.

    Raises:
        BookletError: the folder's name is no locale.
    """
    return parse_tag(path.parent.parent.name) if path.parent.name == "LC_MESSAGES" else None


def read_header(po: PoFile, problems: Problems) -> PoHeader | None:
    """Split the header into its fields; None when the file has none."""
    entry = po.header
    if entry is None or not entry.translations:
        return None
    string = entry.translations[0]
    fields: dict[str, str] = {}
    spans: dict[str, Span] = {}
    offset = 0
    for line in string.text.split("\n"):
        name, colon, value = line.partition(":")
        span = string.span(po.file, offset)
        offset += len(line) + 1
        if not line.strip():
            continue
        if not colon:
            problems.error(span, f"{quote(line)} is no header field", "write Name: value\\n")
        elif name.strip().lower() in fields:
            problems.error(span, f"the header has {quote(name.strip())} twice", "keep one of them")
        else:
            fields[name.strip().lower()] = value.strip()
            spans[name.strip().lower()] = span
    return PoHeader(string.span(po.file), fields, spans)


def check_header(header: PoHeader | None, po: PoFile, problems: Problems) -> None:
    """Check a header against its file's name, folder and language."""
    path = Path(po.file)
    is_template = path.suffix == ".pot"
    if header is None:
        mend = 'begin it with msgid "" and a msgstr that holds the header fields'
        problems.error(Span(po.file), "the catalog has no header", mend)
        return
    entry = po.header
    if entry is not None and po.entries and po.entries[0] is not entry:
        problems.error(header.span, "the header is not the first entry", "move it to the beginning of the file")
    _check_charset(header, problems)
    _check_status(header, problems)
    if not is_template:
        tag = _check_language(header, path, problems)
        if tag is not None:
            _check_plurals(header, po, tag, problems)


def _check_charset(header: PoHeader, problems: Problems) -> None:
    if "content-type" not in header.fields:
        problems.error(
            header.span, "the header has no Content-Type", 'add "Content-Type: text/plain; charset=UTF-8\\n"'
        )
        return
    match = _CHARSET.search(header.fields["content-type"])
    charset = match[1] if match else ""
    if charset.upper().replace("UTF8", "UTF-8") != "UTF-8":
        said = f"the header says charset {quote(charset)}" if charset else "Content-Type names no charset"
        problems.error(header.spans["content-type"], said, "save the file as UTF-8 and write charset=UTF-8")


def _check_status(header: PoHeader, problems: Problems) -> None:
    status = header.fields.get("x-booklet-status", DRAFT)
    if status.lower() != DRAFT and not _REVIEWED.fullmatch(status):
        problems.error(
            header.spans["x-booklet-status"], f"unknown X-Booklet-Status {quote(status)}",
            f"write {listed([DRAFT, 'reviewed', 'reviewed by NAME'])}",
        )  # fmt: skip


def _check_language(header: PoHeader, path: Path, problems: Problems) -> Tag | None:
    """Check Language; return the language to judge the catalog by."""
    try:
        folder = folder_tag(path)
    except BookletError as error:
        _extend_at(problems, error, Span(str(path)))
        return None
    declared = header.fields.get("language", "")
    if not declared:
        problems.warn(
            header.spans.get("language", header.span), "the header does not say the language",
            f'write "Language: {folder.posix if folder else "…"}\\n"',
        )  # fmt: skip
        return folder
    span = header.spans["language"]
    try:
        tag = parse_tag(declared)
    except BookletError as error:
        _extend_at(problems, error, span)
        return folder
    if folder is not None and _maximal(tag) != _maximal(folder):
        problems.error(
            span, f"the header says Language {quote(declared)}, but the catalog lies in the folder of {folder}",
            f"write Language: {folder.posix}, or move the file",
        )  # fmt: skip
    return folder or tag


def _extend_at(problems: Problems, error: BookletError, span: Span) -> None:
    for problem in error.problems:
        problems.error(span, problem.what, problem.mend)


def _maximal(tag: Tag) -> tuple[str, str, str | None]:
    # zh_CN and zh_Hans, fr and fr_FR name the same catalog on different platforms.
    likely = get_global("likely_subtags").get(f"{tag.language}_{tag.script}" if tag.script else tag.language, "")
    usual = likely.split("_")[-1] if likely else None
    return tag.language, tag.likely_script, tag.region or usual


def _check_plurals(header: PoHeader, po: PoFile, tag: Tag, problems: Problems) -> None:
    expected = plural_forms(tag)
    plurals = [entry for entry in po.entries if entry.is_plural and not entry.damaged]
    value = header.fields.get("plural-forms")
    if value is None:
        if plurals:
            problems.error(
                header.span, "the header has no Plural-Forms, but there are plural messages",
                f'add "Plural-Forms: {expected}\\n"',
            )  # fmt: skip
        return
    fault = plural_fault(value, tag)
    if fault:
        problems.error(header.spans["plural-forms"], fault, f"write Plural-Forms: {expected}")
        return
    count = int(value.partition("=")[2].partition(";")[0])
    for entry in plurals:
        numbers = sorted(index for keyword, index in entry.strings if keyword == "msgstr")
        if numbers != list(range(count)):
            problems.error(
                Span(po.file, entry.line), f"the message has {len(numbers)} plural forms, the language has {count}",
                f"write msgstr[0] to msgstr[{count - 1}]",
            )  # fmt: skip
