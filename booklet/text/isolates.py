# SPDX-License-Identifier: Apache-2.0
"""Embedding levels of pieces: what has to be set apart in right-to-left text, as UAX #9's controls would do it (HL3).

Set apart are pieces that say so (values of placeholders, page numbers), words in another language, and numbers and
codes whose parts must keep their order. The controls stand in a copy of the text only.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from booklet.text.bidi import FSI, PDI, embedding_levels
from booklet.text.model import Piece
from booklet.text.tokens import numbers, signed_and_coded

__all__ = ["isolated_levels"]

_LRI, _LRO = "\u2066", "\u202d"
_ISOLATES = "\u2066\u2067\u2068"


def isolated_levels(
    text: str, spans: Sequence[tuple[int, int, int]], pieces: Sequence[Piece], level: int, lang: str
) -> bytes:
    """Return the embedding level of each character of a paragraph of level 0 or 1 in the language ``lang``.

    ``spans`` are start in the text, index of the piece and offset in it, in order.
    """
    if level == 0:
        levels = embedding_levels(text, level)
        if not any(levels):
            return levels
    parts: list[str] = []
    kept: list[tuple[int, int]] = []
    length = 0

    def add(part: str, *, keep: bool = False) -> None:
        nonlocal length
        if keep:
            kept.append((length, length + len(part)))
        parts.append(part)
        length += len(part)

    ends = [*(start for start, _, _ in spans[1:]), len(text)]
    apart = {index: _group(pieces[index], index, lang) for _, index, _ in spans}
    for group, members in itertools.groupby(zip(spans, ends, strict=True), lambda member: apart[member[0][1]]):
        stretches = [(start, end) for (start, _, _), end in members]
        start, end = stretches[0][0], stretches[-1][1]
        part, opened = _closed(text[start:end]) if group is not None else (text[start:end], 0)
        if group is not None:
            add(FSI)
        done = 0
        for first, last in _tokens(part) if level else ():
            add(part[done:first], keep=True)
            # The override keeps groups of Arabic-Indic digits in order, too, which UAX #9 sets from right to left.
            add(_LRI if part[first:last].isascii() else _LRI + _LRO)
            add(part[first:last], keep=True)
            add(PDI)
            done = last
        add(part[done:], keep=True)
        if group is not None:
            add(PDI * (opened + 1))
    levels = embedding_levels("".join(parts), level)
    return b"".join([levels[start:end] for start, end in kept])


def _group(piece: Piece, index: int, lang: str) -> object:
    """What a piece is set apart with: neighbours in one foreign language together, an isolated piece by itself."""
    if piece.isolate:
        return index
    return piece.lang if piece.lang != lang else None


def _tokens(text: str) -> list[tuple[int, int]]:
    """Numbers and codes in order; where two overlap, the one that begins first, or else the longer one."""
    if text.isalpha():
        return []
    found: list[tuple[int, int]] = []
    for start, end in sorted(numbers(text) + signed_and_coded(text), key=lambda span: (span[0], -span[1])):
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _closed(text: str) -> tuple[str, int]:
    """Text whose own isolates cannot end the one around it, and how many of them are still open at its end."""
    if not any(char in text for char in _ISOLATES + PDI):
        return text, 0
    chars: list[str] = []
    depth = 0
    for char in text:
        if char in _ISOLATES:
            depth += 1
        elif char == PDI:
            depth -= 1
        chars.append(char if depth >= 0 else "\u200b")
        depth = max(depth, 0)
    return "".join(chars), depth
