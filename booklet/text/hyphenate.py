# SPDX-License-Identifier: Apache-2.0
"""Where words may be hyphenated, from the dictionaries that come with Pyphen.

Scripts of India write syllables (aksharas), and a word may be divided between any two of them: the hyphenation patterns
that TeX has for these languages say no more than that. Where Pyphen has none, that rule stands in for them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from booklet.text.characters import extends
from booklet.text.words import BY_DICTIONARY

if TYPE_CHECKING:
    import pyphen

__all__ = ["hyphen_positions"]

_WORD = re.compile(r"(?P<word>[^\W\d_]{7,64})")  # shorter words read better whole; longer ones are no words
_BEGUN = re.compile(rf"[^\w\s]{{0,2}}{_WORD.pattern}")
_PART_OF_MORE = re.compile(r"[-/@_\d]")  # a compound that has its hyphen already, an address, a code
_BEFORE, _AFTER = 3, 3  # letters that stay on a line, at least

_INDIC = frozenset({"as", "bn", "gu", "hi", "kn", "ml", "mr", "ne", "or", "pa", "sa", "si", "ta", "te"})
_INDIC_WORD = re.compile(r"(?P<word>(?:(?!\d)[\u0900-\u0963\u0971-\u0dff\u200c\u200d]){5,96})")
_INDIC_BEGUN = re.compile(rf"[^\w\s]{{0,2}}?{_INDIC_WORD.pattern}")
_VIRAMAS = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d\u0dca"
_DEAD_END = re.compile(rf"(?:.[{_VIRAMAS}])+\Z")
_CHILLUS = "\u0d54\u0d55\u0d56\u0d7a\u0d7b\u0d7c\u0d7d\u0d7e\u0d7f"
_JOINERS = "\u200c\u200d"
_SYLLABLES, _BEFORE_SYLLABLES, _AFTER_SYLLABLES = 5, 2, 2
"""Syllables of a word that is divided, and of its parts, at least."""


@functools.lru_cache(maxsize=16)
def _dictionary(lang: str) -> pyphen.Pyphen | None:
    from booklet.text.patterns import load_dictionary  # takes 10 ms, and most paragraphs need no hyphens

    return load_dictionary(lang, _BEFORE, _AFTER)


def _syllables(word: str) -> list[int]:
    """Where the syllables of an Indic word begin: not at marks, nor inside of stacked consonants.

    Consonants that have lost their vowel close the syllable before them: all of Tamil, chillus of Malayalam, and those
    at a word's end.
    """
    found = [0]
    for at in range(1, len(word)):
        char, before = word[at], word[at - 1]
        if extends[char] or not char.isalpha() or before in _JOINERS or char in _CHILLUS:
            continue
        if "\u0b80" <= char <= "\u0bff":
            if word[at + 1 : at + 2] == "\u0bcd":
                continue
        elif before in _VIRAMAS or _DEAD_END.match(word, at):
            continue
        found.append(at)
    return found


@functools.lru_cache(maxsize=20_000)
def _in_word(word: str, lang: str) -> tuple[int, ...]:
    dictionary = _dictionary(lang)
    if lang.split("-")[0].split("_")[0] in _INDIC:
        starts = _syllables(word)
        if len(starts) < _SYLLABLES:
            return ()
        inner = starts[_BEFORE_SYLLABLES : len(starts) - _AFTER_SYLLABLES + 1]
        allowed = inner if dictionary is None else {int(at) for at in dictionary.positions(word)}
        return tuple(at for at in inner if at in allowed)
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
    language = lang.split("-")[0].split("_")[0]
    if language in BY_DICTIONARY:
        return found  # lines end between words there; a hyphen would be strange
    whole, begun = (_INDIC_WORD, _INDIC_BEGUN) if language in _INDIC else (_WORD, _BEGUN)
    if beginnings is None:
        words: Iterable[re.Match[str]] = whole.finditer(text)
    else:
        fresh = [at for at in sorted(beginnings) if not text[max(0, at - 1) : at].isalpha()]  # not behind a hyphen
        words = filter(None, (begun.match(text, at) for at in fresh))
    for match in words:
        (start, end), word = match.span("word"), match["word"]
        before, after = text[max(0, start - 1) : start], text[end : end + 2]
        if word[1:] != word[1:].lower() or _PART_OF_MORE.match(before) or _PART_OF_MORE.match(after[:1]):
            continue
        if before == "." or (after[:1] == "." and after[1:].isalnum()):
            continue
        found += [start + at for at in _in_word(word, lang)]
    return found
