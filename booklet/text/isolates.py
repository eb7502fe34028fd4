# SPDX-License-Identifier: Apache-2.0
"""Embedding levels of pieces: what has to be set apart in mixed text, as UAX #9's controls would do it (HL3).

Set apart are pieces that say so (values of placeholders, page numbers), words in another language than the paragraph's,
and numbers and codes whose parts must keep their order. The controls stand in a copy of the text only.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from booklet.l10n.locale import locale_facts
from booklet.problems import BookletError
from booklet.text.bidi import FSI, PDI, embedding_levels, matching_brackets
from booklet.text.model import Piece
from booklet.text.tokens import numbers, signed_and_coded

__all__ = ["Levels", "isolated_levels"]

_LRI, _RLI, _LRO = "\u2066", "\u2067", "\u202d"
_ISOLATES = "\u2066\u2067\u2068"
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"


class Levels(NamedTuple):
    """The embedding level of each character, and the lower level between characters that are set apart side by side.

    ``borders`` has it by the offset of the second one. Without it the two would be put in order as one (L2).
    """

    levels: bytes
    borders: Mapping[int, int]


def isolated_levels(
    text: str, spans: Sequence[tuple[int, int, int]], pieces: Sequence[Piece], level: int, lang: str
) -> Levels:
    """Return the embedding levels of a paragraph of level 0 or 1 in the language ``lang``.

    ``spans`` are start in the text, index of the piece and offset in it, in order.
    """
    if level == 0:
        levels = embedding_levels(text, level)
        if not any(levels):
            return Levels(levels, {})
    parts: list[str] = []
    kept: list[tuple[int, int]] = []
    length = 0

    def add(part: str, *, keep: bool = False) -> None:
        nonlocal length
        if keep and part:
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
            add(_opening(group) if isinstance(group, str) else FSI)
        done = 0
        for first, last in _tokens(part):
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
    return Levels(b"".join([levels[start:end] for start, end in kept]), _borders(levels, kept))


def _borders(levels: bytes, kept: Sequence[tuple[int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    at = 0
    for (start, end), (following, _) in itertools.pairwise(kept):
        at += end - start
        lowest = min(levels[end:following], default=levels[end - 1])
        if lowest < min(levels[end - 1], levels[following]):
            found[at] = lowest
    return found


def _group(piece: Piece, index: int, lang: str) -> str | int | None:
    """What a piece is set apart with: neighbours in one foreign language together, an isolated piece by itself."""
    if piece.isolate:
        return index
    return piece.lang if piece.lang != lang else None


@functools.lru_cache(maxsize=256)
def _opening(lang: str) -> str:
    """The control that sets words of a language apart in their own direction."""
    try:
        return _RLI if locale_facts(lang).direction == "rtl" else _LRI
    except BookletError:  # a language that CLDR does not know
        return FSI


def _tokens(text: str) -> list[tuple[int, int]]:
    """Numbers and codes in order, each with the phrase that it is part of; what overlaps is one."""
    if text.isalpha():
        return []
    found: list[tuple[int, int]] = []
    for token in sorted(numbers(text) + signed_and_coded(text), key=lambda span: (span[0], -span[1])):
        start, end = _phrase(text, *token)
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _phrase(text: str, start: int, end: int) -> tuple[int, int]:
    """A token with the left-to-right words beside it, up to the next right-to-left letter: they are read as one."""
    if not text[start:end].isascii():
        return start, end
    lowest = max((match.end() for match in _letters().finditer(text, 0, start)), default=0)
    after = _letters().search(text, end)
    highest = after.start() if after else len(text)
    words = [match.span() for match in _words().finditer(text, lowest, highest)]
    if words:
        start, end = min(start, words[0][0]), max(end, words[-1][1])
    for opening, closing in matching_brackets(text):
        if start <= opening < end <= closing < highest:
            end = closing + 1
        elif lowest <= opening < start <= closing < end:
            start = opening
    return start, end


@functools.cache
def _letters() -> re.Pattern[str]:
    return re.compile(f"[{_RIGHT_TO_LEFT}]")


@functools.cache
def _words() -> re.Pattern[str]:
    return re.compile(f"[^\\W\\d_{_RIGHT_TO_LEFT}]+")


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
