# SPDX-License-Identifier: Apache-2.0
"""Where lines may end (UAX #14): ICU's line breaks, with dictionaries for Thai, Khmer, Lao and Burmese, and our limits.

What we take away from ICU's breaks:

- ICU breaks inside Khmer and Burmese syllables, after the signs that put the next consonant below, and before marks.
- Numbers stay with their units and signs (``50 %``, ``n° 5``), and numbers in groups stay whole.
- A dash stays with the word before it, or, where it opens a phrase (``—dijo``), with the one after it.
- Korean lines end at spaces alone. Breaks between syllables belong to justified text; ours is ragged, and children read
  words. A word longer than the line is still divided.
- No line ends inside a number that is set apart, or before a footnote's mark.
- Signs that repeat or shorten the word before them (Thai ๆ, Khmer ៗ) do not begin a line, after a space either.
- Burmese syllables keep the consonant that closes them, and no line ends after the မ that says *not*.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence

from icu4py.breakers import CharacterBreaker, LineBreaker

from booklet.text.characters import extends
from booklet.text.model import Piece
from booklet.text.segments import readable, segment_ends
from booklet.text.tokens import numbers

__all__ = ["line_breaks", "main_language", "may_divide", "sense_breaks"]

_STACKERS = (
    "\u17d2\u1039\u1a60\u1bab\uaaf6\U00010a3f\U00011133\U000113d0\U0001193e\U00011a47\U00011a99\U00011c3f\U00011d45"
    "\U00011d97\U00011f42"
)
"""Signs after which a syllable goes on (IndicSyllabicCategory.txt, Invisible_Stacker, and the virama of Bhaiksuki)."""

_NOT_BEFORE = frozenset(
    "\u0e33\u0eb3\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
    + _STACKERS
    # Dots and strokes between words (clreq), Thai and Lao vowels behind their consonant, signs that repeat or shorten a
    # word, Burmese particles of one sign.
    + "\u00b7\uff5e"
    + "\u0e30\u0e32\u0e45\u0eb0\u0eb2"
    + "\u0e2f\u0e46\u0eaf\u0ec6\u104c\u104d\u104f\u17d7"
)
"""Characters that belong to a cluster (UAX #29) though they are no marks, or that Python's Unicode may not know yet,
and others that begin no line.
"""

_NOT_AFTER = frozenset(_STACKERS + "\u0e40\u0e41\u0e42\u0e43\u0e44\u0ec0\u0ec1\u0ec2\u0ec3\u0ec4")
"""Stackers, and the vowels of Thai and Lao that stand before their consonant."""

_BURMESE_NOT = "\u1019"
_KILLERS = "\u103a\u1039"
_CLOSES_SYLLABLE = re.compile(f"[\u1000-\u1021\u1075-\u1081]\u1037?[{_KILLERS}]")
"""A consonant without a vowel of its own, or with the next one below it: it ends the syllable before."""

_UNITS = "%\u2030\u066a\u00b0\u2103\u2109"
_CURRENCY = "$\u00a2-\u00a5\u20a0-\u20cf"
_SIGNS = re.compile(f"[{_UNITS}{_CURRENCY}\u2116\u00a7]|[\u2013-\u2015]+")
_IS_CURRENCY = re.compile(f"[{_CURRENCY}]")
_HAN_OR_HANGUL = "[\u1100-\u11ff\u3400-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff]"


@functools.cache
def _in_korean_word() -> re.Pattern[str]:
    # Such large sets of characters take 5 ms, which texts without Korean need not wait for.
    return re.compile(f"{_HAN_OR_HANGUL}(?={_HAN_OR_HANGUL})")


def main_language(pieces: Sequence[Piece]) -> str:
    """Return the language that most characters are in."""
    shares: dict[str, int] = {}
    for piece in pieces:
        shares[piece.lang] = shares.get(piece.lang, 0) + len(piece.text)
    return max(shares, key=shares.__getitem__)


def _icu_locale(lang: str) -> str:
    locale, language = lang.replace("-", "_"), lang.split("-")[0]
    # Strict rules keep small kana and prolonged sound marks off the start of a line (jlreq, clreq).
    if language in ("ja", "zh"):
        return f"{locale}@lb=strict"
    return f"{locale}@lw=phrase" if language == "ko" else locale


def line_breaks(text: str, lang: str, spans: Sequence[tuple[int, int, int]], pieces: Sequence[Piece]) -> list[int]:
    """Return the offsets at which a line may end, in order; the text's end is the last of them.

    ``spans`` are start in the text, index of the piece and offset in it.
    """
    breaks = list(_breaks_between_clusters(text, _icu_locale(lang)))
    length = len(text)
    forbidden = _forbidden(text, spans, pieces)
    if _KILLERS[0] in text or _KILLERS[1] in text:
        forbidden.update(match.start() for match in _CLOSES_SYLLABLE.finditer(text))
    if _BURMESE_NOT in text:
        known = {0, *breaks}
        forbidden.update(at for at in breaks if at < length and text[at - 1] == _BURMESE_NOT and at - 1 in known)
    return [at for at in breaks if at not in forbidden] if forbidden else breaks


@functools.lru_cache(maxsize=4096)
def _breaks_between_clusters(text: str, locale: str) -> tuple[int, ...]:
    """ICU's breaks that divide no cluster.

    Kept, because dictionaries are slow and the same texts come again in other measures: in the next edition, and where
    words are looked for that stay whole. A booklet has some thousand texts.
    """
    plain = readable(text)
    breaks = segment_ends(LineBreaker(plain, locale), plain)
    length = len(text)
    breaks = [
        at
        for at in breaks
        if at == length or not (extends[text[at]] or text[at] in _NOT_BEFORE or text[at - 1] in _NOT_AFTER)
    ]
    if _FLAGS.search(text):  # UAX #14 pairs their letters otherwise than UAX #29
        whole = set(segment_ends(CharacterBreaker(plain, "en"), plain))
        breaks = [at for at in breaks if at in whole]
    return tuple(breaks)


def may_divide(text: str, at: int) -> bool:
    """Say whether a word that no line can hold is well divided before the cluster that begins at ``at``."""
    char = text[at]
    if char in _NOT_BEFORE or text[at - 1] in _NOT_AFTER:
        return False
    return not ("\u1000" <= char <= "\u1081" and _CLOSES_SYLLABLE.match(text, at))


@functools.lru_cache(maxsize=4096)
def sense_breaks(text: str) -> frozenset[int]:
    """Return the offsets between words of Chinese or Japanese text, as far as ICU's dictionary knows them."""
    plain = readable(text)
    return frozenset(segment_ends(LineBreaker(plain, "ja@lb=strict;lw=phrase"), plain))  # zh has no such rules in CLDR


_FLAGS = re.compile("[\U0001f1e6-\U0001f1ff]")
_WHOLE = 20
"""Longest isolated piece with a number in it (``CC BY 4.0``, a date, a document's sign) that stays on one line."""


def _forbidden(text: str, spans: Sequence[tuple[int, int, int]], pieces: Sequence[Piece]) -> set[int]:
    """Offsets at which no line ends, though ICU would allow it."""
    found: set[int] = set()
    for match in _SIGNS.finditer(text):
        found.update(_around(text, *match.span()))
    for start, end in numbers(text):
        found.update(range(start + 1, end))
    for number, (start, index, _) in enumerate(spans):
        piece = pieces[index]
        if start and (piece.style.rise > 0 or (piece.isolate and piece.message is None)):
            found.add(start)  # the mark of a footnote and the number of a page stay with the word before them
        end = spans[number + 1][0] if number + 1 < len(spans) else len(text)
        if piece.lang.split("-")[0] == "ko":
            found.update(match.end() for match in _in_korean_word().finditer(text, start, end))
        if piece.isolate and len(piece.text) <= _WHOLE and any(map(str.isdigit, piece.text)):
            found.update(range(start + 1, end))
    return found


def _around(text: str, start: int, end: int) -> Iterator[int]:
    """Offsets beside a unit, a sign before numbers, or dashes, at which no line ends."""
    sign, before, after = text[start], text[max(start - 2, 0) : start], text[end : end + 2]
    if "\u2013" <= sign <= "\u2015":
        if before[-1:].strip() or not after.strip() or after[0] == " ":
            yield start  # a—b, a – b
        if not before[-1:].strip() and after[:1].isalnum():
            yield from range(start + 1, end + 1)  # —dijo
        return
    if before[-1:] == " " and before[:1].isdigit() and not after[:1].isdigit() and sign not in "\u2116\u00a7":
        yield start  # 50 %, 20 €, 5 °C
    prefix = sign in "\u2116\u00a7" or _IS_CURRENCY.match(sign) or (sign == "\u00b0" and before[-1:] in ("n", "N"))
    if prefix and after[:1] == " " and after[1:].isdigit():
        yield start + 2  # № 5, § 3, n° 5, € 20
