# SPDX-License-Identifier: Apache-2.0
"""Takes holes out of Nastaliq (``Aran``): white at the right of joined letters that no letter needs.

Letters of a joined group stand in a slope, and the sweep of a last ے runs back to the right under all of them. Fonts
make room for it by widening the group's first letter, some by far too much: a word seems to stand apart from the space
before it, or a group from the letter before it. What is taken away is advance only, and never so much that ink on both
sides comes nearer than the white that is left.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import uharfbuzz as hb

from booklet.text.characters import BLANKS
from booklet.text.model import Cluster, Glyph

__all__ = ["Ink", "ink_of", "without_holes"]

_GROUP = 0.06
"""The most white at the right of joined letters, in ems."""

_SIGNS = {"!": 0.1}
"""The same for signs that stand so far from the word before them that they seem to have a space."""

Ink = tuple[int, int] | None
"""Where a glyph's ink begins and ends, from its origin to the right, in font units; None where it has none."""


def ink_of(font: hb.Font, gid: int) -> Ink:
    """Measure a glyph's ink from left to right."""
    extents = font.get_glyph_extents(gid)
    if extents is None or not extents.width:
        return None
    return extents.x_bearing, extents.x_bearing + extents.width


def without_holes(
    clusters: Sequence[Cluster], em: int, ink: Callable[[int], Ink], stands_alone: Callable[[Cluster], bool]
) -> tuple[Cluster, ...]:
    """Return clusters of right-to-left text, from left to right, with less white where there is too much.

    ``em`` is in font units; ``ink`` measures a glyph; ``stands_alone`` says whether a letter is not joined to others:
    it keeps the white that its designer gave it, as signs and digits do, the exclamation mark excepted.
    """
    blank = [not cluster.text.strip(BLANKS) for cluster in clusters]
    spans = _spans(clusters, ink)
    following = [math.inf] * len(clusters)  # where the next ink to the right begins, up to a space
    for at in range(len(clusters) - 1, 0, -1):
        following[at - 1] = math.inf if blank[at] else min(following[at], spans[at][0])
    found = list(clusters)
    pen = 0
    reached = -math.inf  # the right end of all ink since the last space
    for at, cluster in enumerate(clusters):
        pen += cluster.advance
        reached = -math.inf if blank[at] else max(reached, spans[at][1])
        most = _SIGNS.get(cluster.text, _GROUP if any(map(str.isalpha, cluster.text)) else math.inf) * em
        excess = min(pen, following[at]) - reached - most
        if 0 < excess < math.inf and (cluster.text in _SIGNS or not stands_alone(cluster)):
            found[at] = _narrower(cluster, round(excess))
            reached += cluster.advance - found[at].advance
    return tuple(found)


def _spans(clusters: Sequence[Cluster], ink: Callable[[int], Ink]) -> list[tuple[float, float]]:
    """Where the ink of each cluster begins and ends, from the left edge of the first."""
    found: list[tuple[float, float]] = []
    pen = 0
    for cluster in clusters:
        left, right = math.inf, -math.inf
        for glyph in cluster.glyphs:
            span = ink(glyph.gid)
            if span is not None:
                left, right = min(left, pen + glyph.dx + span[0]), max(right, pen + glyph.dx + span[1])
            pen += glyph.advance
        found.append((left, right))
    return found


def _narrower(cluster: Cluster, units: int) -> Cluster:
    """A cluster whose last glyph moves the pen less; nothing that is drawn in it moves."""
    *others, last = cluster.glyphs
    units = min(units, max(0, last.advance))
    glyphs = (*others, Glyph(last.gid, last.dx, last.dy, last.advance - units))
    return Cluster(cluster.text, glyphs, cluster.advance - units)
