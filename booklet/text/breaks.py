# SPDX-License-Identifier: Apache-2.0
"""Where lines may end (UAX #14): ICU's line breaks, with dictionaries for Thai, Khmer, Lao and Burmese, and our limits.

ICU breaks inside Khmer and Burmese syllables, after the signs that put the next consonant below; those breaks are
dropped, and those before marks. No line ends inside a number that is set apart, or before a footnote's mark.
"""

from __future__ import annotations

from collections.abc import Sequence

from icu4py.breakers import LineBreaker

from booklet.text.characters import extends
from booklet.text.model import Piece
from booklet.text.segments import readable, segment_ends

__all__ = ["line_breaks", "main_language"]

_STACKERS = "\u17d2\u1039\u1a60\u1baa\u1bab\uaaf6\U00010a3f\U00011133\U00011c3f"
"""Signs after which a syllable goes on (Indic syllabic category Invisible_Stacker)."""


def main_language(pieces: Sequence[Piece]) -> str:
    """Return the language that most characters are in."""
    shares: dict[str, int] = {}
    for piece in pieces:
        shares[piece.lang] = shares.get(piece.lang, 0) + len(piece.text)
    return max(shares, key=shares.__getitem__)


def _icu_locale(lang: str) -> str:
    locale = lang.replace("-", "_")
    # Strict rules keep small kana and prolonged sound marks off the start of a line (jlreq, clreq).
    return f"{locale}@lb=strict" if lang[:2] in ("ja", "zh") else locale


def line_breaks(text: str, lang: str, spans: Sequence[tuple[int, int, int]], pieces: Sequence[Piece]) -> list[int]:
    """Return the offsets at which a line may end, in order; the text's end is the last of them.

    ``spans`` are start in the text, index of the piece and offset in it.
    """
    plain = readable(text)
    breaks = segment_ends(LineBreaker(plain, _icu_locale(lang)), plain)
    length = len(text)
    breaks = [at for at in breaks if at == length or not (extends[text[at]] or text[at - 1] in _STACKERS)]
    forbidden = _forbidden(spans, pieces, length)
    return [at for at in breaks if at not in forbidden] if forbidden else breaks


_WHOLE = 20
"""Longest isolated piece with a number in it (``CC BY 4.0``, a date, a document's sign) that stays on one line."""


def _forbidden(spans: Sequence[tuple[int, int, int]], pieces: Sequence[Piece], length: int) -> set[int]:
    """Offsets at which no line ends, whatever the characters."""
    found: set[int] = set()
    for number, (start, index, _) in enumerate(spans):
        piece = pieces[index]
        if start and (piece.style.rise > 0 or (piece.isolate and piece.message is None)):
            found.add(start)  # the mark of a footnote and the number of a page stay with the word before them
        if piece.isolate and len(piece.text) <= _WHOLE and any(map(str.isdigit, piece.text)):
            found.update(range(start + 1, spans[number + 1][0] if number + 1 < len(spans) else length))
    return found
