# SPDX-License-Identifier: Apache-2.0
"""Checks of quotation marks and apostrophes: the language's own, and each with its other half."""

from __future__ import annotations

import re
from collections.abc import Iterator

from booklet.content.words import quote
from booklet.l10n.lint.model import Finding, Pair, script_name

__all__ = ["check_apostrophes", "check_ellipsis", "check_pairs", "check_quotes"]

_STYLES = tuple(
    (f"{pair[0]}{pair[1]}", re.compile(pattern))
    for pair, pattern in (
        ("“”", "“[^“”„]*”"), ("„“", "„[^“”„]*“"), ("„”", "„[^“”„]*”"), ("«»", "«[^«»]*»"), ("「」", "「[^「」]*」"),
        ("『』", "『[^『』]*』"), ("‹›", "‹[^‹›]*›"), ("‘’", r"(?<!\w)‘[^‘’]*’(?!\w)"),
        ("‚‘", r"(?<!\w)‚[^‚‘]*‘(?!\w)"),
    )
)  # fmt: skip
_STRAIGHT = re.compile(r'(?<!\d)"|(?<=\d)"(?=\w)')
_STRAIGHT_SINGLE = re.compile(r"(?<!\w)'[^'\n]+'(?!\w)")
_APOSTROPHE = re.compile(r"(?<=[^\W\d_])['´`](?=[^\W\d_])")
_HALVES = (("«", "»"), ("“", "”"), ("「", "」"), ("『", "』"), ("（(", "）)"), ("《", "》"))
_LETTER_APOSTROPHES = frozenset(("haw", "sm", "to", "ty", "uz", "kek", "qu", "ay", "gn", "uk"))
"""Languages in which the mark is a letter (U+02BB, U+02BC) for many."""


def check_quotes(pair: Pair) -> Iterator[Finding]:
    """Quotation marks are those of the language: CLDR's, or others that are customary."""
    text, writing = pair.text, pair.writing
    usual = quote_pair(writing.outer[0]) if writing.outer else "the language’s own, such as “…”"
    if '"' not in pair.source:
        for match in _STRAIGHT.finditer(text):
            at = match.start()
            if "HEBREW" == script_name(text[at - 1 : at] or " ") == script_name(text[at + 1 : at + 2] or " "):
                continue  # gershayim
            yield Finding("quotes", at, "has a straight quotation mark", f"write {usual}")
    if "'" not in pair.source:
        for match in _STRAIGHT_SINGLE.finditer(text):
            yield Finding("quotes", match.start(), "has straight quotation marks", f"write {usual}")
    if not writing.outer or "”“" in writing.outer or "””" in writing.outer:
        return
    spans: list[tuple[int, int, str]] = []
    for style, pattern in _STYLES:
        if style == "«»" and "»" in text and text.find("»") < text.find("«"):
            continue
        spans += [(*match.span(), style) for match in pattern.finditer(text)]
    farthest = 0  # where what began before ends
    for start, end, style in sorted(spans):
        inside = end < farthest
        farthest = max(farthest, end)
        single = style in {"‘’", "‚‘"}
        if style in (writing.inner if inside or single else writing.outer):
            continue
        if inside and style in writing.outer:
            continue
        wanted = writing.inner[0] if inside and writing.inner else writing.outer[0]
        what = f"has the quotation marks {quote_pair(style)}"
        if style in writing.inner and not inside:
            what += ", which stand for quotations within quotations"
        yield Finding("quotes", start, what, f"write {quote_pair(wanted)}")


def quote_pair(pair: str) -> str:
    """A pair of quotation marks for people to read: ``“…”``."""
    return f"{pair[0]}…{pair[1]}"


def check_pairs(pair: Pair) -> Iterator[Finding]:
    """What opens is closed, as far as it is so in the source."""
    text, writing = pair.text, pair.writing
    for opening, closing in _HALVES:
        if opening == "“" and writing.outer and ("“”" not in writing.outer or {"”“", "„“"} & {*writing.outer}):
            continue
        if opening == "«" and ("»«" in writing.outer or "»»" in writing.outer):
            continue
        opened, closed = _count(text, opening), _count(text, closing)
        if opened == closed or _count(pair.source, opening) != _count(pair.source, closing):
            continue
        more, fewer = (opening, closing) if opened > closed else (closing, opening)
        at = max(text.rfind(char) for char in more)
        other = fewer[more.index(text[at])]
        if more == closing and re.search(r"(?:^|\s)\w{1,3}\)", text):
            continue  # a) b) c)
        what = f"has more {quote(text[at])} than {quote(other)}"
        yield Finding("unpaired", at, what, "write the other half, or delete this one")


def _count(text: str, chars: str) -> int:
    return sum(map(text.count, chars))


def check_apostrophes(pair: Pair) -> Iterator[Finding]:
    """Apostrophes are curved."""
    if "'" in pair.source or pair.writing.script not in {"", "Latn", "Cyrl", "Grek", "Armn"}:
        return
    mend = "type ’ (U+2019)"
    if pair.writing.language in _LETTER_APOSTROPHES:
        mend += ", or the letter ʻ or ʼ where the language has it"
    for match in _APOSTROPHE.finditer(pair.text):
        yield Finding("apostrophe", match.start(), f"has a straight apostrophe {quote(match[0])}", mend)


def check_ellipsis(pair: Pair) -> Iterator[Finding]:
    """Three stops are one character."""
    if "..." in pair.source:
        return
    for match in re.finditer(r"(?<!\.)\.\.\.(?!\.)", pair.text):
        mend = "write …… (two of U+2026)" if pair.writing.language == "zh" else "write … (U+2026)"
        yield Finding("ellipsis", match.start(), "has three stops for an ellipsis", mend)
