# SPDX-License-Identifier: Apache-2.0
"""PO files that may be written anew in parts: read without a fault, and each entry can be told from all others."""

from __future__ import annotations

from booklet.content.words import quote
from booklet.l10n.poread import PoFile, parse_po
from booklet.problems import Problems, Span

__all__ = ["parse_whole"]


def parse_whole(data: bytes, file: str, problems: Problems) -> PoFile | None:
    """Read the bytes of a PO file; None, with the problems that say why, where it is better left alone."""
    found = Problems()
    po = parse_po(data, file, found)
    if po is not None and not found.errors:
        _check(po, found)
    problems.extend(found)
    return None if found.errors else po


def _check(po: PoFile, problems: Problems) -> None:
    """Find what makes it unclear which entry is which."""
    if po.header is None or po.entries[0] is not po.header:
        what = "the catalog has no header" if po.header is None else "the header is not the first entry"
        mend = 'begin the file with msgid "" and a msgstr that holds the header fields'
        problems.error(Span(po.file, po.header.line if po.header else 1), what, mend)
    seen: dict[tuple[str | None, str], int] = {}
    for entry in po.entries:
        key = entry.context, "" if entry.context is not None else entry.id
        first = seen.setdefault(key, entry.line)
        if first != entry.line:
            name = quote(entry.context if entry.context is not None else entry.id)
            what = f"the message {name} stands here a second time, after line {first}"
            problems.error(Span(po.file, entry.line), what, "keep the better one")
