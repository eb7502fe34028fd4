# SPDX-License-Identifier: Apache-2.0
"""Chooses the line ends of a paragraph, all at once.

Text is set ragged. The best set of lines has as few lines as fit, and among those the least sum of squared shortfalls;
the last line is free, but should not be one short word. With ``balance`` the last line counts like the others, so that
the lines of a heading come out alike. This is the shortest path over the places where lines may end (Knuth and Plass
1981, without stretch or shrink), bounded to the longest few lines that end at each place.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import msgspec

__all__ = ["Breakpoints", "choose_lines"]

TOLERANCE = 1e-6
_CANDIDATES = 32  # starts that are tried for each end; a line has hardly more words
_LINE = 10.0  # a line more is worse than any rag
_HYPHEN = 0.12
_HYPHENS_IN_TURN = 0.3
_LONE_WORD = 0.08
_TOO_SHORT = 0.6  # once a line is found, starts that leave more of the measure empty are not tried
_SHORT = 0.33  # a last line of one word shorter than this part of the measure looks lost


class Breakpoints(msgspec.Struct):
    """Places where a line may end, the text's start and end among them; lengths in points.

    A line from place ``i`` to place ``j`` is ``ends[j] - starts[i]`` wide: ``starts`` leave nothing out, ``ends``
    leave out white space before the place and count the hyphen if there is one. ``inside`` is -1, or a word's number at
    places where the word has to be shaped again; between two such places in one word the difference does not hold.
    """

    offsets: list[int] = msgspec.field(default_factory=list)
    starts: list[float] = msgspec.field(default_factory=list)
    ends: list[float] = msgspec.field(default_factory=list)
    hyphens: list[bool] = msgspec.field(default_factory=list)
    inside: list[int] = msgspec.field(default_factory=list)

    def add(self, offset: int, start: float, end: float, *, hyphen: bool = False, inside: int = -1) -> None:
        """Add a place; they come in the order of the text."""
        self.offsets.append(offset)
        self.starts.append(start)
        self.ends.append(end)
        self.hyphens.append(hyphen)
        self.inside.append(inside)

    def __len__(self) -> int:
        return len(self.offsets)


def choose_lines(
    places: Breakpoints,
    measure: float,
    *,
    balance: bool = False,
    exact: Callable[[int, int], float] | None = None,
    penalties: Sequence[float] | None = None,
) -> Sequence[int]:
    """Return the indices of the places at which lines end.

    ``exact`` gives the width between two places in one word. ``penalties`` are what it costs to end a line at each
    place besides its shortfall: 0.04 is as bad as a fifth of the measure left empty. A line between two neighbouring
    places is taken even where it is too wide.
    """
    starts, ends, hyphens, inside = places.starts, places.ends, places.hyphens, places.inside
    last = len(places) - 1
    if last <= 1 or ends[last] - starts[0] <= measure + TOLERANCE:
        return [last]
    limit, scale = measure + TOLERANCE, 1 / max(measure, TOLERANCE)
    costs = [0.0] * (last + 1)
    before = [0] * (last + 1)
    furthest = 0
    for end in range(1, last + 1):
        reach, hyphen, word = ends[end], hyphens[end], inside[end]
        while furthest < end - 1 and reach - starts[furthest] > limit and not hyphen:
            furthest += 1
        until = min(end, furthest + _CANDIDATES)
        if word < 0 and not hyphen and (end != last or balance):
            best, chosen = _ordinary(starts, costs, furthest, until, measure - reach, scale)
            costs[end], before[end] = best + penalties[end] if penalties else best, chosen
            continue
        best, chosen = -1.0, end - 1
        free = end == last and not balance
        for start in range(furthest, until):
            if word >= 0 and inside[start] == word and exact is not None:
                short = (measure - exact(start, end)) * scale
            else:
                short = (measure - reach + starts[start]) * scale
            if short < -TOLERANCE and start < end - 1:
                continue
            cost = costs[start] + _LINE
            if not free:
                cost += short * short
            elif start == end - 1 and short > 1 - _SHORT:
                cost += _LONE_WORD
            if hyphen:
                cost += _HYPHENS_IN_TURN if hyphens[start] else _HYPHEN
            if best < 0 or cost < best:
                best, chosen = cost, start
            elif short > _TOO_SHORT:
                break
        if best < 0:  # only the shortest line is left
            best = costs[end - 1] + _LINE
        costs[end], before[end] = best + penalties[end] if penalties else best, chosen
    found = [last]
    while before[found[-1]]:
        found.append(before[found[-1]])
    return found[::-1]


def _ordinary(
    starts: list[float], costs: list[float], first: int, until: int, spare: float, scale: float
) -> tuple[float, int]:
    """The best start of a line that ends without a hyphen and is not the last: its cost and index.

    ``spare`` and a start's position make what the line falls short by. This is where a paragraph's time goes.
    """
    best, chosen = math.inf, first
    for index in range(first, until):
        short = (spare + starts[index]) * scale
        cost = costs[index] + short * short
        if cost < best:
            best, chosen = cost, index
        elif short > _TOO_SHORT:
            break
    return best + _LINE, chosen
