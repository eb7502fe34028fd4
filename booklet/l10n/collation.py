# SPDX-License-Identifier: Apache-2.0
"""Sorting words by a language's alphabet, well enough for a glossary of some dozens.

Accents and case do not count unless all else is equal; letters that an alphabet counts on their own are rows of
:data:`booklet.l10n.localedata.ALPHABETS`. Chinese sorts by pinyin. Not a full collation (UTS #10): scripts without a
row sort by code point.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Mapping

from booklet.l10n.localedata import ALPHABETS

__all__ = ["sort_key"]

_Weight = tuple[str, int]

_ARTICLES: Mapping[str, str] = {"ar": "ال"}
"""Articles that are written together with their word and do not count in its alphabetical place."""

_LEADING_VOWELS = re.compile("([\u0e40-\u0e44\u0ec0-\u0ec4])(.)")
"""Thai and Lao vowels that are written in front of their consonant and count behind it (UTS #10)."""


_TONES: Mapping[str, str] = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}
"""Vietnamese tones in the order of dictionaries, behind words without one: huyền, hỏi, ngã, sắc, nặng."""


def sort_key(text: str, language: str) -> tuple[tuple[_Weight, ...], str]:
    """The key by which ``text`` sorts in ``language`` (an ISO 639 code)."""
    if language == "zh":
        return tuple(_pinyin(char) for char in text.casefold() if char.isalnum()), text
    special, pattern = _alphabet(language)
    folded = unicodedata.normalize("NFC", text.casefold())
    folded = folded.removeprefix(_ARTICLES.get(language, ""))
    folded = _LEADING_VOWELS.sub(r"\2\1", folded)
    second = folded
    if language == "vi":
        folded, tones = _without_tones(folded)
        second = tones + second
    weights: list[_Weight] = []
    for piece in pattern.findall(folded):
        if piece in special:
            weights.append(special[piece])
            continue
        # Vowel signs of Indic scripts have combining class 0 and stay; accents and Arabic vowel points go.
        plain = [char for char in unicodedata.normalize("NFKD", piece) if not unicodedata.combining(char)]
        weights.extend((char, 0) for char in plain if char.isalnum() or char.isspace() or not char.isascii())
    return tuple(weights), second


def _without_tones(text: str) -> tuple[str, str]:
    """Vietnamese words without their tones, which only count where the letters are equal, and the tones by letter."""
    bare: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFD", text):
        if char in _TONES:
            tones[-1:] = _TONES[char]
        else:
            bare.append(char)
            if not unicodedata.combining(char):
                tones.append("0")
    return unicodedata.normalize("NFC", "".join(bare)), "".join(tones)


def _pinyin(char: str) -> _Weight:
    """A character's place in GB 18030, whose first level, the 3,755 common characters, is in the order of pinyin."""
    return "", int.from_bytes(char.encode("gb18030"), "big")


@functools.lru_cache(maxsize=32)
def _alphabet(language: str) -> tuple[Mapping[str, _Weight], re.Pattern[str]]:
    special: dict[str, _Weight] = {}
    base = ""
    for row in ALPHABETS.get(language, "").split():
        letter = row.strip("{}")
        if letter.isascii() and letter == row:
            base, rank = letter, 0
        else:
            rank += 1
            special[letter] = (base, rank)
    longest = sorted(special, key=len, reverse=True)
    return special, re.compile("|".join([*map(re.escape, longest), "."]), re.DOTALL)
