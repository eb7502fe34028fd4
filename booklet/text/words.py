# SPDX-License-Identifier: Apache-2.0
"""Words of a booklet that a dictionary of line breaks does not know, and that are kept whole all the same.

Thai, Khmer, Lao, Burmese, Chinese and Japanese are written without spaces between words, so ICU finds words in its
dictionaries. It takes apart what it does not know: names, technical terms. A booklet tells them by its own text: parts
that stand next to each other every time are one word. Two rules, both from counting neighbours:

- both parts only ever stand together, three times or more (*Ele|na*);
- one of them never stands without the other, four times or more, and together they are as short as names are.

Words that are put together so may be joined with others in turn.
"""

from __future__ import annotations

import functools
import itertools
from collections import Counter
from collections.abc import Iterable, Sequence

from booklet.text.breaks import line_breaks, sense_breaks
from booklet.text.characters import extends
from booklet.text.model import Piece, Style

__all__ = ["BY_DICTIONARY", "SPACED_PHRASES", "own_words"]

SPACED_PHRASES = frozenset({"km", "lo", "my", "th"})
"""Languages without spaces between words, but with spaces between phrases."""

BY_DICTIONARY = SPACED_PHRASES | {"ja", "yue", "zh"}
"""Languages whose words are found in a dictionary."""

_LONGEST = 12
"""Clusters of a word that is kept whole, at most."""

_TOGETHER, _BOUND, _SHORT = 3, 4, 7
_ROUNDS = 3
_STYLE = Style((), 1, 1)


def own_words(texts: Iterable[str], terms: Iterable[str], lang: str) -> tuple[str, ...]:
    """Return words that no line should divide, longest first; none in languages that put spaces between them.

    ``texts`` are what the booklet says in the language ``lang`` (BCP 47), ``terms`` words that it explains or links.
    """
    language = lang.split("-")[0]
    if language not in BY_DICTIONARY:
        return ()
    rows: list[Sequence[str]] = [_parts(text, language) for text in texts if not text.isascii()]
    found: set[str] = set()
    for _ in range(_ROUNDS):
        pairs = _pairs(rows)
        if not pairs:
            break
        rows = [_joined(row, pairs) for row in rows]
        found.update(first + second for first, second in pairs)
    for term in terms:
        found.update(part for part in term.split() if 1 < _clusters(part) <= _LONGEST)
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def _clusters(word: str) -> int:
    return sum(not extends[char] for char in word)


@functools.lru_cache(maxsize=4096)
def _parts(text: str, language: str) -> tuple[str, ...]:
    """A text's words. Signs and spaces stand for themselves, so that the words beside them are no neighbours.

    Kept, since a preview asks for those of a whole booklet again whenever one text of it has changed.
    """
    if language in SPACED_PHRASES:
        ends: Iterable[int] = line_breaks(text, language, ((0, 0, 0),), (Piece(text, _STYLE, language, None),))
    else:
        ends = sorted(sense_breaks(text))
    found: list[str] = []
    start = 0
    for end in ends:
        part = text[start:end]
        bare = part.rstrip("".join(char for char in set(part) if not (char.isalpha() or extends[char])))
        found += (bare, part[len(bare) :]) if bare and len(bare) < len(part) else (part,)
        start = end
    return tuple(found)


def _pairs(rows: Sequence[Sequence[str]]) -> frozenset[tuple[str, str]]:
    """The neighbours that are one word."""
    counts = Counter(part for row in rows for part in row)
    pairs = Counter(pair for row in rows for pair in itertools.pairwise(row))
    found: set[tuple[str, str]] = set()
    for (first, second), times in pairs.items():
        if times < _TOGETHER or not (first[0].isalpha() and second[0].isalpha()):
            continue
        length = _clusters(first + second)
        alone = times == counts[first], times == counts[second]
        if (all(alone) and length <= _LONGEST) or (any(alone) and times >= _BOUND and length <= _SHORT):
            found.add((first, second))
    return frozenset(found)


def _joined(row: Sequence[str], pairs: frozenset[tuple[str, str]]) -> Sequence[str]:
    found: list[str] = []
    at = 0
    while at < len(row):
        if at + 1 < len(row) and (row[at], row[at + 1]) in pairs:
            found.append(row[at] + row[at + 1])
            at += 2
        else:
            found.append(row[at])
            at += 1
    return found
