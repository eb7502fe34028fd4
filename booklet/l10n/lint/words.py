# SPDX-License-Identifier: Apache-2.0
"""Checks of words: doubled, left in the source's language, too many, addresses changed, HTML."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from booklet.content.words import counted, quote
from booklet.l10n.lint.data import DUPLICATES_ALLOWED, RATIOS, REDUPLICATING
from booklet.l10n.lint.model import NOTE, VALUE, Finding, Pair

__all__ = [
    "check_addresses", "check_capitals", "check_duplicate", "check_half_translated", "check_html", "check_length",
    "check_same", "max_length", "too_long",
]  # fmt: skip

_DOUBLED = re.compile(r"(?<![\w’'-])([^\W\d_]+(?:[’'-][^\W\d_]+)*)[ \u00a0]\1(?![\w’'-])", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NAME_BEFORE = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]*\s(?:[a-z’'-]+\s)*\Z")
_SINGLE_LETTERS = frozenset(("en", "fr", "es", "it", "pt", "ca", "gl", "ro", "cs", "sk", "pl", "hr", "sl"))
"""Languages with words of one letter that never stand twice; in others, as in southern Africa, they may."""

_SUFFIXES = frozenset(("az", "et", "eu", "fi", "ga", "gd", "hu", "nl", "fy", "se", "tr"))
"""Languages that write endings onto short forms (IDrik), or two capitals in front."""

_SMALL_LATIN = re.compile(r"(?<![A-Za-z_])[a-z’'-]{4,}(?![A-Za-z_(])")
_NAMES = frozenset(("contact", "abbreviation"))
"""Kinds of message that are names more often than not."""

_HTML_NAMES = (
    "a|abbr|b|big|blockquote|br|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|q|s|small|span|strong|sub|sup|table|td|tr|u|ul"
)
_HTML = re.compile(
    rf"</?(?:{_HTML_NAMES})(?:\s[^<>]*)?/?>|&(?:nbsp|amp|lt|gt|quot|apos|[lr][sd]quo|hellip|#\d+|#x[0-9a-f]+);", re.I
)
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>«»“”]+|(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.@/-])(?:[a-z0-9-]+\.)+"
    r"(?:com|org|net|info|int|edu|gov|eu|[a-z]{2})(?:/[^\s<>«»“”]*)?(?![\w@])",
    re.ASCII,
)
_PHONE = re.compile(r"(?<![\w.,/])\+?\d(?:[ \u00a0\u202f()./-]?\d){5,14}(?![\w/])")
_DATE = re.compile(r"\d{4}\W\d{1,2}\W\d{1,2}|\d{1,2}\W\d{1,2}\W\d{4}|\d{4}[-–]\d{4}|\d{1,3}(?:[.,]\d{3})+")
_LONG_TEXT = 40
"""Characters from which a source text on may be compared with its translation in length."""

_MANY, _FEW = 3.0, 0.25


def check_duplicate(pair: Pair) -> Iterator[Finding]:
    """No word twice in a row, in languages that do not double words."""
    writing = pair.writing
    if not writing.language or writing.language in REDUPLICATING or not writing.spaced:
        return
    allowed = DUPLICATES_ALLOWED[""] | DUPLICATES_ALLOWED.get(writing.language, frozenset())
    for match in _DOUBLED.finditer(pair.text):
        word = match[1]
        if len(word) < 2 and writing.script != "Cyrl" and writing.language not in _SINGLE_LETTERS:
            continue
        if word.isupper() and not match[0].isupper():
            continue
        if word.casefold() not in allowed and match[0].casefold() not in pair.source.casefold():
            yield Finding("duplicate", match.start(), f"has the word {quote(word)} twice in a row", "delete one")


def check_same(pair: Pair) -> Iterator[Finding]:
    """The translation is not the source.

    Names may be the same everywhere, and so may words of related languages; a text with three words or more of which
    two begin small is neither. In another script no ordinary word is the same.
    """
    if pair.text.strip() != pair.source.strip() or pair.writing.language == pair.source_language:
        return
    words = [word for word in _WORD.findall(_ADDRESS.sub("", pair.text)) if len(word) > 1]
    small = [word for word in words if word[0].islower()]
    if "strict-same" in pair.flags:
        same = bool(words)
    elif pair.writing.script in {"", "Latn"}:
        same = len(words) >= 3 and len(small) >= 2
    else:
        same = pair.kind not in _NAMES and any(len(word) > 2 for word in small)
    if same:
        yield Finding("same", 0, "is the same as the source", 'translate it, or write msgstr ""')


def check_half_translated(pair: Pair) -> Iterator[Finding]:
    """No ordinary words of the source are left in a text in another script, but in brackets or in a name."""
    if pair.writing.script in {"", "Latn"} or pair.text.strip() == pair.source.strip():
        return
    source = {word for word in _WORD.findall(_ADDRESS.sub("", pair.source)) if word[0].islower() and len(word) > 3}
    text = _ADDRESS.sub(lambda match: " " * len(match[0]), pair.text)
    for match in _SMALL_LATIN.finditer(text):
        around = text[match.start() - 1 : match.start()] + text[match.end() : match.end() + 1]
        glossed = around in {"()", "（）"}
        in_name = _NAME_BEFORE.search(text[max(0, match.start() - 60) : match.start()])
        if match[0] in source and not glossed and not in_name:
            what = f"has the word {quote(match[0])} of the source"
            yield Finding("untranslated", match.start(), what, "translate it")


def check_capitals(pair: Pair) -> Iterator[Finding]:
    """No two capitals at the beginning of a word in small letters: THe."""
    if pair.writing.language in _SUFFIXES:
        return
    for match in re.finditer(r"(?<![\w’'-])[^\W\d_]{4,}", pair.text):
        word = match[0]
        if word[0].isupper() and word[1].isupper() and word[2:].islower() and word not in pair.source:
            if any(char.isalpha() and char.upper() == char.lower() for char in word):
                continue
            what = f"has two capitals at the beginning of {quote(word)}"
            yield Finding("multiple-capital", match.start(), what, "write one")


def check_html(pair: Pair) -> Iterator[Finding]:
    """No HTML: it would be printed as it stands."""
    for match in _HTML.finditer(pair.text):
        if match[0] not in pair.source:
            what = f"has HTML, {quote(match[0])}, which is printed as it stands"
            mend = (
                "write the character itself"
                if match[0].startswith("&")
                else "write **strong** or *emphasis*, or delete it"
            )
            yield Finding("xml-tags", match.start(), what, mend, error=True)


def check_addresses(pair: Pair) -> Iterator[Finding]:
    """Addresses of websites and mail, and telephone numbers, are the source's."""
    digits = {ord(char): str(unicodedata.decimal(char)) for char in set(pair.text) if char.isdecimal()}
    text = pair.text.translate(digits)
    for match in _ADDRESS.finditer(pair.source):
        address = match[0].rstrip(".,;:!?)")
        if address not in text:
            what = f"lacks the address {quote(address)} of the source"
            yield Finding("url", 0, what, "write it as the source has it")
    bare = re.sub(r"\D", "", text)
    for match in _PHONE.finditer(_ADDRESS.sub("", pair.source)):
        if not _DATE.fullmatch(match[0]) and re.sub(r"\D", "", match[0]) not in bare:
            what = f"lacks the number {quote(match[0])} of the source"
            yield Finding("url", 0, what, "write it as the source has it")


def check_length(pair: Pair) -> Iterator[Finding]:
    """The translation is about as long as the source, as far as the script lets it be."""
    theirs = len(pair.source.replace(NOTE, "").replace(VALUE, ""))
    if theirs < _LONG_TEXT:
        return
    ours = len(pair.text.replace(NOTE, "").replace(VALUE, ""))
    usual = theirs * RATIOS.get(pair.writing.script, 1.1)
    if ours > usual * _MANY:
        what = f"is more than three times as long as usual ({counted(ours, 'character')} for {theirs})"
        yield Finding("length", 0, what, "check whether it is the right text")
    elif ours < usual * _FEW:
        what = f"is less than a quarter of the usual length ({counted(ours, 'character')} for {theirs})"
        yield Finding("length", 0, what, "check whether something is missing")


def max_length(flags: frozenset[str]) -> int | None:
    """The number of a flag ``max-length:N``, or None."""
    for flag in sorted(flags):
        name, colon, number = flag.partition(":")
        if name.strip() == "max-length" and colon and number.strip().isdecimal() and len(number.strip()) <= 6:
            return int(number)
    return None


def too_long(text: str, limit: int) -> Finding | None:
    """A finding where a text has more than ``limit`` characters as readers count them (UAX #29)."""
    from icu4py.breakers import CharacterBreaker

    if len(text) <= limit:
        return None
    count = sum(1 for _ in CharacterBreaker(text, "root").segments())
    if count <= limit:
        return None
    what = f"has {counted(count, 'character')}, and there is room for {limit}"
    return Finding("max-length", 0, what, "make it shorter", error=True)
