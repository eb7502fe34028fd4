# SPDX-License-Identifier: Apache-2.0
"""Checks what texts mention: targets, values, pages, languages, footnotes; and how links are worded."""

from __future__ import annotations

from collections.abc import Iterable

from booklet.content.addresses import bare_address
from booklet.content.blocks import READING_ORDER
from booklet.content.draft import Draft
from booklet.content.languages import language_fault
from booklet.content.markup import Reference
from booklet.content.model import Definition, Message, PageBreak, QrCode
from booklet.content.record import messages_in
from booklet.content.words import quote

__all__ = ["check_references"]

_NOTE_KINDS = frozenset(("paragraph", "quotation", "list item", "step", "table cell", "definition"))
"""Kinds of message that may hold the mark of a footnote: what stands once in the running text."""

_EMPTY_WORDS = frozenset(("here", "click here", "click", "this link", "link", "read more", "more"))


def check_references(draft: Draft) -> None:
    """Check all messages of the booklet and its local facts; ``draft.targets`` has been filled."""
    _Checker(draft).run()


class _Checker:
    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self._problems = draft.problems
        self._mend = draft.findings.suggester.mend
        self._marks: dict[str, Message] = {}
        self._used: dict[str, set[str]] = {"link": set(), "value": set()}
        self._page_targets = {
            block.id for block in draft.walk() if not isinstance(block, PageBreak)
        }  # a page break is nowhere

    def run(self) -> None:
        draft = self._draft
        seen: set[Message] = set()
        for message in self._all_messages():
            if message not in seen:
                seen.add(message)
                self._check(message)
        for block in draft.walk():
            if isinstance(block, Definition):
                self._used["link"].add(block.entry)
            elif isinstance(block, QrCode):
                self._used["link"].add(block.address)
        if not draft.findings.dropped:  # else what looks unused may be used in a block that could not be read
            self._check_unused()

    def _all_messages(self) -> Iterable[Message]:
        draft = self._draft
        parts = (
            draft.title, draft.subject, draft.discreet, draft.blocks, tuple(draft.footnotes.values()),
            tuple(draft.addresses.values()), tuple(draft.abbreviations.values()), tuple(draft.facts.values()),
            tuple(draft.country_facts.values()),
        )  # fmt: skip
        return messages_in(parts, READING_ORDER)

    def _check(self, message: Message) -> None:
        parsed = self._draft.findings.parsed.get(message)
        if parsed is None:  # a blank in the place of something wrong
            return
        for reference in parsed.references:
            if reference.kind == "link":
                self._check_link(message, reference)
            elif reference.kind == "note":
                self._check_mark(message, reference)
            elif reference.kind == "page":
                self._check_page(message, reference)
            elif reference.kind == "value":
                self._check_value(message, reference)
            else:
                fault = language_fault(reference.name)
                if fault:
                    self._error(message, reference, f"{quote(reference.name)} {fault}", "use a tag like fr or zh-Hans")
        found = None if message.plain else bare_address(message.text)
        if found:
            offset, shown = found
            mend = "put it under “links” or into a table of contacts, so that translations cannot break it"
            span = self._draft.findings.place(message, offset)
            self._problems.warn(span, f"the text holds an address or number ({shown} …)", mend)

    def _error(self, message: Message, reference: Reference, what: str, mend: str) -> None:
        self._problems.error(self._draft.findings.place(message, reference.offset), what, mend)

    def _check_link(self, message: Message, reference: Reference) -> None:
        name, targets = reference.name, self._draft.targets
        self._used["link"].add(name)
        if name not in targets:
            if name not in self._draft.findings.dropped:
                otherwise = "give this id to a block, a glossary entry, a link or an abbreviation"
                mend = self._mend(name, targets, otherwise)
                self._error(message, reference, f"there is no target {quote(name)}", mend)
        elif targets[name] == "block" and name not in self._page_targets:
            self._error(message, reference, "a link to a page break", "link to the block after it")
        elif targets[name] != "abbreviation" and reference.words.strip(" .!").lower() in _EMPTY_WORDS:
            # Screen readers list links without the text around them (WCAG 2.2, 2.4.4).
            what = f"the words {quote(reference.words)} do not say where the link leads"
            self._error(message, reference, what, "link the words that name what is there")

    def _check_page(self, message: Message, reference: Reference) -> None:
        name = reference.name
        if name in self._page_targets or name in self._draft.findings.dropped:
            return
        if name in self._draft.targets:
            self._error(message, reference, f"{quote(name)} stands on no page of its own", "name a block")
        else:
            mend = self._mend(name, sorted(self._page_targets), "give this id to a block")
            self._error(message, reference, f"there is no block {quote(name)}", mend)

    def _check_value(self, message: Message, reference: Reference) -> None:
        name, values = reference.name, self._draft.values
        self._used["value"].add(name)
        if name not in values:
            mend = self._mend(name, values, "add it under “values”, or write \\{ and \\} for braces")
            self._error(message, reference, f"there is no value {quote(name)}", mend)

    def _check_mark(self, message: Message, reference: Reference) -> None:
        name, footnotes = reference.name, self._draft.footnotes
        if message.kind not in _NOTE_KINDS:
            what = f"the mark of a footnote cannot stand in a text of this kind ({message.kind})"
            self._error(message, reference, what, "put it into a paragraph or a list")
        elif name in self._marks:
            first = self._marks[name].span
            what = f"the footnote {quote(name)} has a second mark here (first in line {first.line})"
            self._error(message, reference, what, "write a footnote for each mark")
        if name not in footnotes:
            mend = self._mend(name, footnotes, "add it under “footnotes”")
            self._error(message, reference, f"there is no footnote {quote(name)}", mend)
        self._marks.setdefault(name, message)

    def _check_unused(self) -> None:
        draft = self._draft
        for name, note in draft.footnotes.items():
            if name not in self._marks:
                what = f"the footnote {quote(name)} has no mark in any text"
                self._problems.error(note.span, what, f"write [^{name}] where it belongs, or delete it")
        links = self._used["link"]
        for entry in draft.entries():
            if entry.id not in links:
                what = f"no text mentions the glossary entry {quote(entry.id)}"
                mend = f"link its first use: [{entry.term.text or 'word'}]({entry.id})"
                self._problems.warn(entry.span, what, mend)
        for kind, used, things in (
            ("link", links, draft.addresses),
            ("abbreviation", links, draft.abbreviations),
            ("value", self._used["value"], draft.values),
        ):
            for name, thing in things.items():
                if name not in used:
                    self._problems.warn(thing.span, f"no text uses the {kind} {quote(name)}", "use it, or delete it")
