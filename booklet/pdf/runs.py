# SPDX-License-Identifier: Apache-2.0
"""Cuts glyph runs into pieces that every reader puts back in the order of the text.

Right-to-left text stands in a show string as it is seen, from left to right, and readers turn it round. They disagree
about characters without a direction at its ends: pypdf leaves a full stop in front of the sentence where the last word
was Latin, and takes quotation marks for Latin letters. So a piece of right-to-left text begins (at its left) with a
letter, and what cannot be turned round stands in a piece of its own. Pieces follow each other in the order of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
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


def pieces(run: GlyphRun, reversed_: bool) -> Iterator[Piece]:
    """Cut a run; ``reversed_`` tells whether readers take the text before it for right-to-left."""
    if run.level % 2 == 0:
        yield from _left_to_right(run, reversed_)
        return
    logical = run.clusters[::-1]
    rights: list[float] = []  # distance of each cluster's left edge from the run's left edge, logical order
    x = float(sum(cluster.advance for cluster in logical))
    for cluster in logical:
        x -= cluster.advance
        rights.append(x)
    start = 0
    while start < len(logical):
        end = _end_of_piece(logical, start)
        reversed_ = _direction(logical[end - 1], reversed_)
        yield Piece(logical[start:end][::-1], rights[end - 1], True, reversed_)
        start = end


def _end_of_piece(logical: tuple[Cluster, ...], start: int) -> int:
    """End of the longest piece from ``start`` that ends with a right-to-left letter, or of one cluster."""
    end = start + 1
    for position in range(start, len(logical)):
        text = logical[position].text
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


def _left_to_right(run: GlyphRun, reversed_: bool) -> Iterator[Piece]:
    """One piece; but digits and signs after right-to-left text, which a reader would turn round, one by one."""
    x, start = 0.0, 0
    while reversed_ and start < len(run.clusters) and _WEAK.match(run.clusters[start].text):
        yield Piece(run.clusters[start : start + 1], x, False, True)
        x += run.clusters[start].advance
        start += 1
    if start < len(run.clusters):
        yield Piece(run.clusters[start:], x, False, False)
