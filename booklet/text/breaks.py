# SPDX-License-Identifier: Apache-2.0
"""Where lines may end (UAX #14): ICU's line breaks, with dictionaries for Thai, Khmer, Lao and Burmese, and our limits.

ICU breaks inside Khmer and Burmese syllables, after the signs that put the next consonant below; those breaks are
dropped, and those before marks. No line ends inside a number that is set apart, or before a footnote's mark.
"""

from __future__ import annotations

from collections.abc import Sequence

from icu4py.breakers import LineBreaker

from booklet.text.characters import UNDRAWN, extends
from booklet.text.model import Piece

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
    plain = text if text.isprintable() else text.translate(_PLAIN)
    breaks = [end for _, end in LineBreaker(plain, _icu_locale(lang)).segments()]
    length = len(text)
    breaks = [at for at in breaks if at == length or not (extends[text[at]] or text[at - 1] in _STACKERS)]
    kept_whole = _kept_whole(spans, pieces, length)
    if kept_whole:
        breaks = [at for at in breaks if not any(start <= at < end for start, end in kept_whole)]
    return breaks


_PLAIN = {codepoint: char for codepoint, char in UNDRAWN.items() if not 0x09 <= codepoint <= 0x0D}


def _kept_whole(spans: Sequence[tuple[int, int, int]], pieces: Sequence[Piece], length: int) -> list[tuple[int, int]]:
    """Stretches of offsets at which no line ends."""
    found: list[tuple[int, int]] = []
    for number, (start, index, _) in enumerate(spans):
        piece = pieces[index]
        end = spans[number + 1][0] if number + 1 < len(spans) else length
        if piece.style.rise > 0 and start:
            found.append((start, start + 1))  # a footnote's mark stays with its word
        if piece.isolate and any(map(str.isdigit, piece.text)) and not any(map(str.isalpha, piece.text)):
            found.append((start + 1, end))
    return found
