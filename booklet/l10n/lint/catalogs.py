# SPDX-License-Identifier: Apache-2.0
"""``translate lint``: what a careful reader would mark in a catalog, beyond what would print wrongly.

The rules of :mod:`booklet.l10n.polint` come first; they hold for builds as well. The checks here are advice, in the
manner of Weblate's and under its names: an entry that is right as it is takes the flag ``ignore-`` and the check's
name (``#, ignore-end-stop``), or ``ignore-all-checks``. Two flags turn on more: ``strict-same`` and ``check-glossary``.
A language without data still gets all checks that need none.
"""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from booklet.content.characters import collapse, normalise
from booklet.content.model import Listing, Message, SourceBooklet, walk_blocks
from booklet.content.words import quote
from booklet.l10n.formats import format_value
from booklet.l10n.lint import ends, letters, quotes, words
from booklet.l10n.lint.model import NOTE, Finding, Pair, Writing, shown, writing_of
from booklet.l10n.locale import locale_facts
from booklet.l10n.poheader import folder_tag, read_header
from booklet.l10n.polint import MOST_IN_ONE, MOST_PROBLEMS, Translation, check_catalog
from booklet.l10n.poread import PoEntry, PoFile
from booklet.l10n.tags import Tag, parse_tag
from booklet.problems import BookletError, Problem, Problems, Severity, Span

__all__ = ["CHECKS", "findings", "lint_catalog"]

CHECKS: tuple[Callable[[Pair], Iterator[Finding]], ...] = (
    ends.check_ends, ends.check_inverted, ends.check_marks, ends.check_double_space,
    ends.check_spacing, quotes.check_quotes, quotes.check_pairs, quotes.check_apostrophes,
    quotes.check_ellipsis, letters.check_invisible, letters.check_kashida, letters.check_letters,
    letters.check_order, letters.check_signs, letters.check_decomposed, letters.check_digits,
    words.check_duplicate, words.check_same, words.check_half_translated, words.check_capitals,
    words.check_html, words.check_addresses, words.check_length,
)  # fmt: skip
"""The checks of one translation, which need nothing but it and its source."""

_ALIKE_KINDS = frozenset(("heading", "table header", "label", "contact", "interface", "abbreviation", "term"))
_ALIKE_LONGEST = 40
"""Kinds and length of texts that have one translation wherever they stand."""

_VALUE = re.compile(r"(?<!\\)\{([^{}]*)\}")


def lint_catalog(path: Path, source: SourceBooklet | None, problems: Problems) -> None:
    """Check a catalog by the rules of builds and by all the checks here."""
    checked = check_catalog(path, source, problems)
    if checked is None:
        return
    po, usable = checked
    tag = _tag(po)
    zero = locale_facts(str(tag)).digits[0] if tag else ""
    advice = _Advice(po, source, usable, tag, writing_of(tag, zero))
    for number, problem in enumerate(advice.problems()):
        if number >= MOST_PROBLEMS:
            problems.warn(Span(po.file), "there is too much to remark to go on", "mend the first ones")
            break
        problems.extend((problem,))


def findings(pair: Pair) -> Iterator[Finding]:
    """All that the checks find in one translation, but for what its flags silence."""
    if "ignore-all-checks" in pair.flags:
        return
    for check in CHECKS:
        for finding in check(pair):
            if f"ignore-{finding.check}" not in pair.flags:
                yield finding


def _tag(po: PoFile) -> Tag | None:
    """The language that a catalog is in, None for templates and where it is not known."""
    if Path(po.file).suffix == ".pot":
        return None
    header = read_header(po, Problems())
    try:
        return folder_tag(Path(po.file)) or parse_tag(header.fields.get("language", "") if header else "")
    except BookletError:
        return None


def _leads(source: SourceBooklet | None) -> Iterator[str]:
    """The messages that lead to a list."""
    for block in walk_blocks(source.blocks) if source else ():
        if isinstance(block, Listing) and block.lead:
            yield block.lead.id


class _Advice:
    """The checks of one catalog."""

    def __init__(
        self,
        po: PoFile,
        source: SourceBooklet | None,
        usable: Mapping[str, Translation],
        tag: Tag | None,
        writing: Writing,
    ) -> None:
        self._po = po
        self._source = source
        self._usable = usable
        self._tag = tag
        self._writing = writing
        self._messages = {message.id: message for message in source.messages} if source else {}
        self._leads = frozenset(_leads(source))
        self._first: dict[tuple[str, str], tuple[str, int]] = {}
        self._terms: dict[str, str] | None = None
        self._values: dict[str, str] | None = None

    def problems(self) -> Iterator[Problem]:
        seen: set[str] = set()
        for entry in self._po.entries:
            key = entry.context or ""
            if entry.is_header or entry.damaged or entry.is_plural or key not in self._usable or key in seen:
                continue
            if "fuzzy" in entry.flags or not entry.translations[0].text:
                continue
            seen.add(key)
            yield from self._entry(entry)

    def _entry(self, entry: PoEntry) -> Iterator[Problem]:
        string = entry.translations[0]
        message = self._messages.get(entry.context or "")
        plain = message.plain if message else False
        ours = shown(string.text, plain=plain)
        source = shown(message.text if message else collapse(normalise(entry.id)), plain=plain).text
        kind = message.kind if message else "paragraph"
        if entry.context in self._leads:
            kind = "lead"
        language = self._source.language.split("-")[0] if self._source else "en"
        pair = Pair(source, ours.text, self._writing, kind, entry.flags, language)
        everything = itertools.chain(self._others(entry, message, pair), findings(pair))
        for finding in itertools.islice(everything, MOST_IN_ONE):
            place = string.span(self._po.file, ours.place(finding.at))
            what = f"the translation of {quote(entry.context or entry.id)} {finding.what}"
            mend = f"{finding.mend} (right as it is? flag it ignore-{finding.check})"
            yield Problem(place, what, mend, Severity.ERROR if finding.error else Severity.WARNING)

    def _others(self, entry: PoEntry, message: Message | None, pair: Pair) -> Iterator[Finding]:
        """What needs the whole catalog or the booklet's values."""
        found = [*self._glossary(pair), *self._inconsistent(entry, pair)]
        limit = words.max_length(entry.flags)
        if limit is not None:
            printed = shown(
                _VALUE.sub(lambda match: self._value(match[1]), entry.translations[0].text),
                plain=message.plain if message else False,
            ).text.replace(NOTE, "")
            if finding := words.too_long(normalise(printed.strip()), limit):
                found.append(finding)
        for finding in found:
            if f"ignore-{finding.check}" not in entry.flags and "ignore-all-checks" not in entry.flags:
                yield finding

    def _value(self, name: str) -> str:
        """What is printed for a value, as far as it is known before a build; two digits for a page's number."""
        if name.startswith("page:"):
            return "00"
        if self._values is None:
            self._values = {}
            if self._source and self._tag:
                locale = locale_facts(str(self._tag))
                for key, spec in self._source.values.items():
                    with contextlib.suppress(ValueError):  # told when the booklet is built
                        self._values[key] = format_value(spec, locale)
        return self._values.get(name, name)

    def _glossary(self, pair: Pair) -> Iterator[Finding]:
        """Terms are those of the booklet's list of words, letter by letter; only where ``check-glossary`` asks."""
        if "check-glossary" not in pair.flags:
            return
        if self._terms is None:
            entries = {entry.context: entry for entry in self._po.entries if not entry.damaged}
            self._terms = {
                message.text.partition("(")[0].strip().casefold(): entries[key].translations[0].text
                for key, message in self._messages.items()
                if message.kind == "term" and key in self._usable
            }
        for term, translation in self._terms.items():
            known = translation.partition("(")[0].strip()
            if (
                re.search(rf"\b{re.escape(term)}\b", pair.source.casefold())
                and known.casefold() not in pair.text.casefold()
            ):
                what = f"does not have {quote(known)}, which the list of words has for {quote(term)}"
                yield Finding("check-glossary", 0, what, "use the same word")

    def _inconsistent(self, entry: PoEntry, pair: Pair) -> Iterator[Finding]:
        """A short text has one translation in one kind of place."""
        if pair.kind not in _ALIKE_KINDS or len(pair.source) > _ALIKE_LONGEST or not any(map(str.isalpha, pair.source)):
            return
        first, line = self._first.setdefault((pair.kind, pair.source), (pair.text, entry.line))
        if first.casefold() != pair.text.casefold():
            what = f"is not that of line {line}, {quote(first)}, of the same text"
            yield Finding("inconsistent", 0, what, "use one of them in both places")
