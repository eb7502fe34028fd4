# SPDX-License-Identifier: Apache-2.0
"""Cuts glyph runs into pieces that every reader puts back in the order of the text.

Right-to-left text stands in a show string as it is seen, from left to right, and readers turn it round. They disagree
about what has no direction of its own: pypdf leaves a full stop in front of the sentence where the word before it is
Latin, and takes quotation marks for Latin letters; PDFium turns the words of a Latin phrase in a right-to-left line
round. So a piece of right-to-left text begins (at its left) with a letter; what cannot be turned round, and each word,
number and sign of left-to-right text inside right-to-left text, is a piece of its own. Pieces follow each other in the
order of the text, so a reader that goes by objects is right even where one that goes by places is not.

PDFium goes by the document's direction in every line, and turns the words of a line that runs against it round. So the
words of text against the document's direction are pieces of their own, too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import Final, NamedTuple

from booklet.text.model import Cluster, GlyphRun

__all__ = ["Piece", "pieces"]

_WEAK: Final = re.compile(r"[\0-/:-@\u0660-\u066d\u06f0-\u06f9\u2000-\u206f\u20a0-\u21ff]")
"""Characters that keep the direction of what stands before them, by the least capable reader's list (pypdf's)."""
_RIGHT_TO_LEFT: Final = re.compile(
    r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


class Piece(NamedTuple):
    """Clusters from left to right that one operator shows; ``x`` in font units from the run's left edge.

    ``reversed`` tells whether a reader takes what follows for right-to-left text.
    """

    clusters: tuple[Cluster, ...]
    x: float
    right_to_left: bool
    reversed: bool


def pieces(run: GlyphRun, reversed_: bool, against: bool = False) -> Iterator[Piece]:
    """Cut a run.

    ``reversed_`` tells whether readers take the text before it for right-to-left, ``against`` whether the run goes
    against the direction of the document.
    """
    if run.level % 2 == 0:
        yield from _left_to_right(run, words=run.level > 0 or reversed_ or against, reversed_=reversed_)
        return
    logical = run.clusters[::-1]
    rights: list[float] = []  # distance of each cluster's left edge from the run's left edge, logical order
    x = float(sum(cluster.advance for cluster in logical))
    for cluster in logical:
        x -= cluster.advance
        rights.append(x)
    start = 0
    while start < len(logical):
        end = _end_of_piece(logical, start, against)
        reversed_ = _direction(logical[end - 1], reversed_)
        yield Piece(logical[start:end][::-1], rights[end - 1], True, reversed_)
        start = end


def _end_of_piece(logical: tuple[Cluster, ...], start: int, within_word: bool) -> int:
    """End of the longest piece from ``start`` that ends with a right-to-left letter, or of one cluster."""
    end = start + 1
    for position in range(start, len(logical)):
        text = logical[position].text
        if within_word and text.isspace():
            break
        if _WEAK.match(text):
            continue
        if not _RIGHT_TO_LEFT.match(text):
            break
        end = position + 1
    return end


def _direction(cluster: Cluster, reversed_: bool) -> bool:
    if _WEAK.match(cluster.text):
        return reversed_
    return bool(_RIGHT_TO_LEFT.match(cluster.text))


def _left_to_right(run: GlyphRun, *, words: bool, reversed_: bool) -> Iterator[Piece]:
    """One piece, or one for each word, number and sign."""
    if not words:
        yield Piece(run.clusters, 0.0, False, False)
        return
    x = 0.0
    for kind, group in groupby(run.clusters, _kind):
        clusters = tuple(group)
        for piece in (clusters,) if kind in {"word", "number"} else ((cluster,) for cluster in clusters):
            reversed_ = _direction(piece[-1], reversed_)
            yield Piece(piece, x, False, reversed_)
            x += sum(cluster.advance for cluster in piece)


def _kind(cluster: Cluster) -> str:
    """A letter belongs to a word, a European digit to a number; everything else stands alone."""
    character = cluster.text[0]
    bidi_class = unicodedata.bidirectional(character)
    if bidi_class == "L":
        return "word"
    return "number" if bidi_class == "EN" and not _WEAK.match(character) else "sign"
