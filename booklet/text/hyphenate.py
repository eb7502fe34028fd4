# SPDX-License-Identifier: Apache-2.0
"""Where words may be hyphenated, from the dictionaries that come with Pyphen."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyphen

__all__ = ["hyphen_positions"]

_WORD = re.compile(r"(?P<word>[^\W\d_]{7,64})")  # shorter words read better whole; longer ones are no words
_BEGUN = re.compile(rf"[^\w\s]{{0,2}}{_WORD.pattern}")
_PART_OF_MORE = re.compile(r"[-/@_\d]")  # a compound that has its hyphen already, an address, a code
_BEFORE, _AFTER = 3, 3  # letters that stay on a line, at least


@functools.lru_cache(maxsize=16)
def _dictionary(lang: str) -> pyphen.Pyphen | None:
    from booklet.text.patterns import load_dictionary  # takes 10 ms, and most paragraphs need no hyphens

    return load_dictionary(lang, _BEFORE, _AFTER)


@functools.lru_cache(maxsize=20_000)
def _in_word(word: str, lang: str) -> tuple[int, ...]:
    dictionary = _dictionary(lang)
    if dictionary is None:
        return ()
    # A position with data asks for another spelling at the break (Hungarian, German of old): text is never changed.
    return tuple(int(at) for at in dictionary.positions(word) if not getattr(at, "data", None))


def hyphen_positions(text: str, lang: str, beginnings: Collection[int] | None = None) -> list[int]:
    """Return the offsets at which words of ``text`` may be divided with a hyphen; ``lang`` is a BCP 47 tag.

    Where ``beginnings`` are given, only words are looked at that begin at one of these offsets or just behind it.
    Words with digits, addresses and words in capitals (abbreviations) are left alone.
    """
    found: list[int] = []
    if beginnings is None:
        words: Iterable[re.Match[str]] = _WORD.finditer(text)
    else:
        fresh = [at for at in sorted(beginnings) if not text[max(0, at - 1) : at].isalpha()]  # not behind a hyphen
        words = filter(None, (_BEGUN.match(text, at) for at in fresh))
    for match in words:
        (start, end), word = match.span("word"), match["word"]
        before, after = text[max(0, start - 1) : start], text[end : end + 2]
        if word[1:] != word[1:].lower() or _PART_OF_MORE.match(before) or _PART_OF_MORE.match(after[:1]):
            continue
        if before == "." or (after[:1] == "." and after[1:].isalnum()):
            continue
        found += [start + at for at in _in_word(word, lang)]
    return found
