# SPDX-License-Identifier: Apache-2.0
"""Checks that look at more than one block: ids, order, headings, values that must exist elsewhere.

Each check is one small function over the draft; what concerns a single record is checked where it is declared
(:mod:`booklet.content.blocks`), what concerns the insides of texts in :mod:`booklet.content.references`.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

from booklet.content.draft import Draft
from booklet.content.model import (
    BackCover,
    Contacts,
    Contents,
    Cover,
    Definition,
    Heading,
    Imprint,
    PageBreak,
    QrCode,
    TargetKind,
)
from booklet.content.words import listed, quote
from booklet.problems import Span

__all__ = ["validate"]

_RESERVED = ("abbr", "booklet", "discreet", "facts", "link", "note", "ui", "value")
"""Beginnings of message ids that are not a block's."""


def validate(draft: Draft) -> None:
    """Run all checks and fill ``draft.targets``."""
    for check in _CHECKS:
        check(draft)


def _check_ids(draft: Draft) -> None:
    """Blocks, glossary entries, addresses and abbreviations share one set of names: what links lead to."""
    places: dict[str, Span] = {}
    for name, span, kind in _declared(draft):
        if name.startswith("?"):  # a missing id, reported where it is missing
            continue
        if kind in ("block", "term") and (name in _RESERVED or name.startswith("ui-")):
            # Their messages could not be told from the builder's own.
            draft.problems.error(span, f"the id {quote(name)} is reserved", f"choose another than {listed(_RESERVED)}")
        if name in places:
            first = places[name]
            where = f"line {first.line}" if first.file == span.file else str(first)
            what = f"the id {quote(name)} is used twice (first in {where})"
            draft.problems.error(span, what, "give each block, glossary entry, link and abbreviation an id of its own")
        else:
            places[name] = span
            draft.targets[name] = kind


def _declared(draft: Draft) -> Iterator[tuple[str, Span, TargetKind]]:
    for block in draft.walk():
        yield block.id, block.span, "block"
    for entry in draft.entries():
        yield entry.id, entry.span, "term"
    for address in draft.addresses.values():
        yield address.id, address.span, "address"
    for abbreviation in draft.abbreviations.values():
        yield abbreviation.id, abbreviation.span, "abbreviation"


def _check_single(draft: Draft) -> None:
    kinds = ((Cover, "cover"), (Contents, "table of contents"), (Imprint, "imprint"), (BackCover, "back cover"))
    for kind, name in kinds:
        found = [block.span for block in draft.walk() if isinstance(block, kind)]
        for span in found[1:]:
            draft.problems.error(span, f"this is the second {name}", "keep one")


def _check_cover(draft: Draft) -> None:
    if not draft.blocks or draft.findings.dropped:
        return  # reported: there are no blocks, or the cover may be one that could not be read
    first = draft.blocks[0]
    if isinstance(first, Cover):
        return
    cover = next((block for block in draft.blocks if isinstance(block, Cover)), None)
    if cover:
        draft.problems.error(cover.span, "the cover is not the first block", "move it to the front")
    else:
        draft.problems.error(first.span, "the booklet has no cover", "begin the blocks with “- kind: cover”")


def _check_back_cover(draft: Draft) -> None:
    for block in draft.blocks[:-1]:
        if isinstance(block, BackCover):
            draft.problems.error(block.span, "the back cover is not the last block", "move it to the end")


def _check_discreet(draft: Draft) -> None:
    discreet = draft.discreet
    if discreet is None:
        return
    if discreet.slug and discreet.slug == draft.slug:
        what = f"the discreet cover has the booklet's own slug {quote(draft.slug)}"
        draft.problems.error(discreet.span, what, "choose another, which tells nothing")
    if discreet.title.text and discreet.title.text.casefold() == draft.title.text.casefold():
        what = "the discreet title is the booklet's own"
        draft.problems.error(discreet.title.span, what, "choose another, which tells nothing")


def _check_headings(draft: Draft) -> None:
    level = 0
    for block in draft.blocks:
        if isinstance(block, Heading):
            if block.level > level + 1:
                if level:
                    what = f"a heading of level {block.level} follows one of level {level}"
                    draft.problems.error(block.span, what, f"use level {level + 1}; no level may be skipped")
                else:
                    draft.problems.error(block.span, f"the first heading is of level {block.level}", "use level 1")
            level = block.level
    contents = next((block for block in draft.blocks if isinstance(block, Contents)), None)
    if contents and not level and not draft.findings.dropped:
        draft.problems.error(contents.span, "a table of contents without headings", "add headings or leave it out")
    for block, following in itertools.zip_longest(draft.blocks, draft.blocks[1:]):
        if isinstance(block, Heading) and (following is None or isinstance(following, PageBreak | BackCover)):
            where = "page" if isinstance(following, PageBreak) else "booklet"
            draft.problems.error(block.span, f"a heading ends the {where}", "add what it announces, or delete it")


def _check_definitions(draft: Draft) -> None:
    terms = {entry.id for entry in draft.entries()}
    for block in draft.walk():
        if isinstance(block, Definition) and block.entry and block.entry not in terms:
            mend = draft.findings.suggester.mend(block.entry, sorted(terms), "add an entry with this id")
            draft.problems.error(block.span, f"the glossary has no entry {quote(block.entry)}", mend)


def _check_qr_codes(draft: Draft) -> None:
    for block in draft.walk():
        if not isinstance(block, QrCode) or not block.address:
            continue
        address = draft.addresses.get(block.address)
        if address is None:
            mend = draft.findings.suggester.mend(block.address, draft.addresses, "add it under “links”")
            draft.problems.error(block.span, f"there is no link {quote(block.address)}", mend)
        elif address.href and not address.href.lower().startswith("https:"):
            draft.problems.error(block.span, f"the QR code leads to {quote(address.href)}", "use an https: address")


def _check_facts(draft: Draft) -> None:
    used: dict[str, Span] = {}
    for block in draft.walk():
        if not isinstance(block, Contacts) or not block.facts:
            continue
        if block.facts in used:
            what = f"the list {quote(block.facts)} is used in two tables (first in line {used[block.facts].line})"
            draft.problems.error(block.span, what, "use each list of local contacts once")
        used.setdefault(block.facts, block.span)
    if draft.findings.dropped:
        return
    for name, span in draft.fact_lists.items():
        if name not in used:
            mend = draft.findings.suggester.mend(name, used, f"the booklet uses {listed(used, 'and') or 'none'}")
            draft.problems.error(span, f"no table of contacts uses a list {quote(name)}", mend)


_CHECKS: tuple[Callable[[Draft], None], ...] = (
    _check_ids,
    _check_single,
    _check_cover,
    _check_back_cover,
    _check_discreet,
    _check_headings,
    _check_definitions,
    _check_qr_codes,
    _check_facts,
)
