# SPDX-License-Identifier: Apache-2.0
"""What the checks of ``translate lint`` look at and what they give back.

A check is a function from a :class:`Pair` to its :class:`Finding` values. It sees the words as they are printed: the
markup is gone, each value is one :data:`VALUE`, the mark of a footnote one :data:`NOTE`, and words in another language
are as many values as they have characters, so that no check judges them.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from booklet.l10n.lint.data import (
    MARKS_BY_LANGUAGE,
    MARKS_BY_SCRIPT,
    QUOTES,
    QUOTES_ALSO,
    SCRIPT_NAMES,
    UNSPACED,
)
from booklet.l10n.tags import Tag
from booklet.values import Immutable

__all__ = ["NOTE", "VALUE", "Finding", "Pair", "Shown", "Writing", "script_name", "shown", "writing_of"]

VALUE = "\ufffc"
NOTE = "\ufffb"

_MARKUP = re.compile(r"\\(.)|(\[\^[^\]]*\])|(\{[^{}]*\})|(\]\(lang:[^)]*\))|(\]\([^)]*\))|(\[)|(\*+)", re.DOTALL)


class Shown(Immutable, frozen=True):
    """A text without its markup. ``offsets`` has, for each of its characters, the place in the text with markup."""

    text: str
    offsets: tuple[int, ...] = ()

    def place(self, index: int) -> int:
        """Where the character ``index`` stands in the text with markup; the last one's place behind the end."""
        return self.offsets[min(index, len(self.offsets) - 1)] if self.offsets else 0


class Writing(Immutable, frozen=True):
    """How a language is written. ``language`` and ``script`` are "" where nobody knows the language.

    ``marks`` has the usual mark of each kind that is not the ASCII one; ``outer`` and ``inner`` are pairs of quotation
    marks, the first ones those of CLDR, and empty where there is no data. ``zero`` is the digit 0 of its numbers.
    """

    language: str = ""
    script: str = ""
    region: str = ""
    marks: Mapping[str, str] = {}
    outer: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    zero: str = ""

    @property
    def spaced(self) -> bool:
        """Whether there are spaces between words."""
        return self.script not in UNSPACED

    @property
    def letters(self) -> tuple[str, ...]:
        """How the names of the script's letters begin; empty for a script that is not in the table."""
        return SCRIPT_NAMES.get(self.script, ())


class Pair(Immutable, frozen=True):
    """A message and its translation, as they are printed."""

    source: str
    text: str
    writing: Writing
    kind: str = "paragraph"
    flags: frozenset[str] = frozenset()
    source_language: str = "en"


class Finding(NamedTuple):
    """What a check found: its name (a translator silences it with ``ignore-`` and this name), the place in
    :attr:`Pair.text`, what the translation does ("ends without …"), and how to mend it.
    """  # noqa: D205

    check: str
    at: int
    what: str
    mend: str
    error: bool = False


def shown(text: str, *, plain: bool = False) -> Shown:
    """Take the markup of a correct text away. ``plain`` texts have none."""
    if plain or not _MARKUP.search(text):
        return Shown(text, tuple(range(len(text))))
    chars: list[str] = []
    offsets: list[int] = []
    opened: list[int] = []
    at = 0
    for match in _MARKUP.finditer(text):
        chars += text[at : match.start()]
        offsets += range(at, match.start())
        at = match.end()
        escaped, note, value, foreign, link, bracket, stars = match.groups()
        if escaped is not None:
            chars.append(escaped)
            offsets.append(match.start() + 1)
        elif note or value:
            chars.append(NOTE if note else VALUE)
            offsets.append(match.start())
        elif bracket:
            opened.append(len(chars))
        elif foreign or link:
            start = opened.pop() if opened else len(chars)
            if foreign:
                chars[start:] = VALUE * (len(chars) - start)
        elif stars and text[match.start() - 1 : match.start()].strip() == text[at : at + 1].strip() == "":
            chars += stars
            offsets += range(match.start(), at)
    chars += text[at:]
    offsets += range(at, len(text))
    return Shown("".join(chars), tuple(offsets))


def writing_of(tag: Tag | None, zero: str = "") -> Writing:
    """How the language of a tag is written; what holds for every language where the tag is None."""
    if tag is None:
        return Writing()
    script = tag.likely_script
    usual = Tag(tag.language).likely_script == script
    marks = dict(MARKS_BY_SCRIPT.get(script, {}))
    if usual:
        marks.update(MARKS_BY_LANGUAGE.get(tag.language, {}))
    names = [f"{tag.language}-{script}", tag.language] if usual or tag.language == "zh" else []
    if tag.region and usual:
        names.insert(0, f"{tag.language}-{tag.region}")
        if tag.language == "es" and tag.region not in {"ES", "GQ", "PH"}:
            names.insert(1, "es-419")
    quotes = next((QUOTES[name] for name in names if name in QUOTES), "").split()
    also = next((QUOTES_ALSO[name] for name in names if name in QUOTES_ALSO), "").split()
    return Writing(
        tag.language, script, tag.region or "", marks,
        tuple(dict.fromkeys([*quotes[:1], *also])), tuple(dict.fromkeys([*quotes[1:], *quotes[:1], *also])), zero,
    )  # fmt: skip


@functools.lru_cache(maxsize=4096)
def script_name(char: str) -> str:
    """The first word of a letter's Unicode name, which is its script's; "" for what is no letter."""
    return unicodedata.name(char, "").partition(" ")[0] if char.isalpha() else ""
