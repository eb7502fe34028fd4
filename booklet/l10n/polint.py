# SPDX-License-Identifier: Apache-2.0
"""The rules of catalogs: what makes a PO file fit to be printed, checked strictly before anything is built from it.

Errors are what would print wrongly (a placeholder lost, a text cut off); warnings what is merely not used (messages of
an older booklet, unsure ones) or mends itself (a space too many).
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path

from booklet.content.characters import character_faults, collapse, normalise
from booklet.content.discreet import dropped_ids
from booklet.content.inline import Inline
from booklet.content.markup import parse, signature
from booklet.content.model import Contacts, Message, SourceBooklet, walk_blocks
from booklet.content.words import counted, listed, quote
from booklet.l10n.poheader import check_header, read_header
from booklet.l10n.poread import PoEntry, PoFile, PoString, read_po
from booklet.problems import Problems, Span
from booklet.values import Immutable

__all__ = [
    "MOST_IN_ONE", "MOST_PROBLEMS", "Translation", "check_catalog", "check_entries", "first_few", "lint_po",
    "replaced_ids",
]  # fmt: skip

_LONGEST = 20_000
"""Characters in a translation: ten pages without a break."""

MOST_PROBLEMS = 1000
MOST_IN_ONE = 5
"""Problems that are listed of a file, and of one translation: a hostile one can have as many as characters."""


class Translation(Immutable, frozen=True):
    """A message's translation, parsed, and where it stands. ``unsure`` is one that is marked fuzzy."""

    inlines: tuple[Inline, ...]
    span: Span
    unsure: bool = False


def lint_po(path: Path, source: SourceBooklet | None, problems: Problems) -> None:
    """Check a catalog (or a template) against the booklet ``source``, or by itself when that is None."""
    check_catalog(path, source, problems)


def check_catalog(
    path: Path, source: SourceBooklet | None, problems: Problems
) -> tuple[PoFile, dict[str, Translation]] | None:
    """Do the work of :func:`lint_po`; return the file and what may be used of it, None where it is not readable."""
    po = read_po(path, problems)
    if po is None:
        return None
    check_header(read_header(po, problems), po, problems)
    messages = {message.id: message for message in source.messages} if source else None
    return po, check_entries(po, messages, problems, replaced=replaced_ids(source) if source else ())


def replaced_ids(source: SourceBooklet) -> tuple[str, ...]:
    """How ids begin of which the booklet may not know some.

    It replaced contacts of the booklet that it extends, or its cover by a discreet one.
    """
    dropped = dropped_ids(source)
    if len(source.folders) < 2:
        return dropped
    return dropped + tuple(f"{block.id}." for block in walk_blocks(source.blocks) if isinstance(block, Contacts))


def check_entries(
    po: PoFile,
    messages: Mapping[str, Message] | None,
    problems: Problems,
    *,
    whole: bool = True,
    replaced: tuple[str, ...] = (),
    unsure: bool = False,
) -> dict[str, Translation]:
    """Check all entries; return the translations that may be used, by message id.

    Args:
        po: The file, as read.
        messages: The booklet's messages by id; None checks each translation against its ``msgid`` alone.
        problems: Takes what is wrong.
        whole: The catalog belongs to this very booklet, so that what the booklet does not know is worth a warning.
        replaced: How ids begin of which that is not so all the same (:func:`replaced_ids`).
        unsure: Translations marked fuzzy may be used too, unless something is wrong with them.
    """
    _check_duplicates(po, problems)
    usable: dict[str, Translation] = {}
    limit = len(problems) + MOST_PROBLEMS
    fuzzy: list[PoEntry] = []
    outdated: list[PoEntry] = []
    unknown: list[PoEntry] = []
    for entry in po.entries:
        if entry.is_header or entry.damaged:
            continue
        message = messages.get(entry.context or "") if messages is not None else _as_message(entry, po)
        if message is None:
            if not (entry.context or "").startswith(replaced):
                unknown.append(entry)
            continue
        if collapse(normalise(entry.id)) != message.text:
            outdated.append(entry)
            continue
        if not any(string.text for string in entry.translations):
            continue
        if "fuzzy" in entry.flags:
            fuzzy.append(entry)
            found = (
                [_check_translation(entry.translations[0], message, po, Problems(), entry.flags)] if unsure else [None]
            )
            if found[0] is not None and not entry.is_plural:
                usable.setdefault(message.id, Translation(found[0].inlines, found[0].span, unsure=True))
            continue
        if len(problems) > limit:
            problems.error(
                Span(po.file, entry.line), "the translations have too many faults to go on", "mend the first ones"
            )
            break
        found = [_check_translation(string, message, po, problems, entry.flags) for string in entry.translations]
        if found[0] is not None and not entry.is_plural:
            usable.setdefault(message.id, found[0])
    if whole:
        _summarise(po, fuzzy, "marked fuzzy and not used", "check them and take the mark away", problems)
        _summarise(po, outdated, "translated from an older text and not used", "translate the new text", problems)
        _summarise(po, unknown, "of an older booklet and not used", "delete them, or mend their msgctxt", problems)
    return usable


def first_few(ids: Sequence[str], limit: int = 3) -> str:
    """Name the first ids of a list: ``a, b, c and 9 more``."""
    if len(ids) <= limit:
        return listed(ids, "and")
    return f"{', '.join(ids[:limit])} and {len(ids) - limit} more"


def _as_message(entry: PoEntry, po: PoFile) -> Message:
    return Message(entry.context or "", collapse(normalise(entry.id)), Span(po.file, entry.line), "paragraph")


def _summarise(po: PoFile, entries: list[PoEntry], state: str, mend: str, problems: Problems) -> None:
    """One warning for all entries in one state: hundreds of them would bury what matters."""
    if entries:
        names = [quote(entry.context if entry.context is not None else entry.id) for entry in entries]
        are = f"{counted(len(entries), 'message')} {'is' if len(entries) == 1 else 'are'}"
        problems.warn(Span(po.file, entries[0].line), f"{are} {state}: {first_few(names)}", mend)


def _check_duplicates(po: PoFile, problems: Problems) -> None:
    seen: dict[tuple[str | None, str], PoEntry] = {}
    for entry in po.entries:
        if entry.damaged:
            continue
        first = seen.setdefault((entry.context, entry.id), entry)
        if first is not entry:
            name = quote(entry.context if entry.context is not None else entry.id)
            what = "a second header" if entry.is_header else f"the message {name} stands here a second time"
            problems.error(Span(po.file, entry.line), f"{what}, after line {first.line}", "keep the better one")


def _check_translation(
    string: PoString, message: Message, po: PoFile, problems: Problems, flags: frozenset[str]
) -> Translation | None:
    """Check one ``msgstr`` against its message; None where it must not be used."""
    raw = string.text
    span = string.span(po.file)
    if len(raw) > _LONGEST:
        what = f"the translation of {quote(message.id)} is longer than {_LONGEST:,} characters"
        problems.error(span, what, "make it about as long as the source")
        return None
    found = Problems()
    for offset, what, mend in character_faults(raw):
        found.error(string.span(po.file, offset), what, mend)
    text = collapse(normalise(raw))
    if not text.strip():
        if raw:
            problems.error(span, f"the translation of {quote(message.id)} is nothing but spaces", 'write msgstr ""')
        return None
    _check_spaces(raw, message, span, problems, flags)
    inlines = parse(
        text, span, found, plain=message.plain,
        place=lambda offset: string.span(po.file, offset) if text == raw else span,
    )  # fmt: skip
    if not found.errors:
        _check_signature(inlines, message, span, found)
    problems.extend(itertools.islice(found, MOST_IN_ONE))
    return None if found.errors else Translation(inlines, span)


def _check_spaces(raw: str, message: Message, span: Span, problems: Problems, flags: frozenset[str]) -> None:
    """Warn of spaces at the ends and of line breaks, unless a flag by Weblate's name says that they are meant."""
    for place, ours, theirs in (("begins", raw[0], message.text[:1]), ("ends", raw[-1], message.text[-1:])):
        silent = flags & {f"ignore-{place[:-1]}-space", f"ignore-{place[:-1]}-newline", "ignore-all-checks"}
        if ours.isspace() != theirs.isspace() and not silent:
            problems.warn(
                span, f"the translation of {quote(message.id)} {place} with a space or line break, unlike the source",
                "write both alike",
            )  # fmt: skip
    silent = flags & {"ignore-newline-count", "ignore-all-checks"}
    if raw.strip().count("\n") != message.text.count("\n") and not silent:
        problems.warn(
            span, f"the translation of {quote(message.id)} has a different number of line breaks than the source",
            "take the \\n out",
        )  # fmt: skip


def _check_signature(inlines: tuple[Inline, ...], message: Message, span: Span, problems: Problems) -> None:
    if message.plain:
        return
    ours, theirs = signature(inlines), signature(parse(message.text, message.span, Problems()))
    if ours == theirs:
        return
    faults = []
    if missing := theirs - ours:
        faults.append(f"lacks {listed([quote(mark) for mark in missing.elements()], 'and')}")
    if surplus := ours - theirs:
        faults.append(f"has {listed([quote(mark) for mark in surplus.elements()], 'and')} too many")
    problems.error(
        span, f"the translation of {quote(message.id)} {' and '.join(faults)}",
        "repeat the markup and the placeholders of the source, in any order",
    )  # fmt: skip
