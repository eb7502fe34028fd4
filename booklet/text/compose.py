# SPDX-License-Identifier: Apache-2.0
"""Puts a line together: characters to runs, runs to their places (UAX #9, L1 and L2)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from booklet.text.bidi import visual_order
from booklet.text.characters import BLANKS, SPACES
from booklet.text.fonts import FontFace
from booklet.text.model import Align, Cluster, GlyphRun, Line
from booklet.text.shape import run_shaper
from booklet.text.stretch import Stretch

__all__ = ["compose_line", "hyphen_of"]


class _Part(NamedTuple):
    """A run to be: an item's characters ``start`` to ``end`` at a level. No characters: a line-end hyphen."""

    item: int
    level: int
    start: int
    end: int
    clusters: tuple[Cluster, ...]
    width: float


def hyphen_of(font: FontFace, script: str, lang: str) -> tuple[str, tuple[Cluster, ...], int]:
    """Return the hyphen that a font has, its clusters and their advance in font units."""
    text = "\u2010" if "\u2010" in font.coverage else "-"
    shaped = run_shaper(font, script, lang, False).shape(text)
    return text, shaped.clusters, shaped.advance


def compose_line(
    stretch: Stretch, start: int, end: int, *, hyphen: bool, level: int, measure: float, align: Align
) -> Line:
    """Compose characters ``start`` to ``end``. ``level`` is the paragraph's; ``hyphen`` sets one at the line's end."""
    parts = _parts(stretch, start, end, level)
    if stretch.squeezes and level == 0:
        _squeeze(stretch, parts, hyphen=hyphen)
    if hyphen:
        parts.append(_hyphen(stretch, parts[-1]))
    total = sum(part.width for part in parts)
    blank = _trailing_blank(stretch, parts)
    ink = total - blank
    spare = {"start": 0.0, "center": (measure - ink) / 2, "end": measure - ink}[align]
    x = measure - ink - spare - blank if level % 2 else spare
    levels = [part.level for part in parts]
    if levels.count(levels[0]) == len(levels):
        order = list(range(len(parts)))
        if levels[0] % 2:
            order.reverse()
    else:
        order = _order(levels, [stretch.borders.get(part.start) for part in parts])
    runs: list[GlyphRun] = [None] * len(parts)  # type: ignore[list-item]
    for index in order:
        part = parts[index]
        runs[index] = _run(stretch, part, x)
        x += part.width
    heights = {stretch.heights[part.item] for part in parts}
    ascent, descent, leading = heights.pop() if len(heights) == 1 else map(max, zip(*heights, strict=True))
    return Line(tuple(runs), ink, ascent, descent, leading)


def _order(levels: Sequence[int], borders: Sequence[int | None]) -> list[int]:
    """The visual order of parts; ``borders`` are the lower levels before those that are set apart from the last."""
    if not any(border is not None for border in borders[1:]):
        return visual_order(levels)
    whole: list[int] = []
    places: list[int | None] = []
    for index, (level, border) in enumerate(zip(levels, borders, strict=True)):
        if index and border is not None:
            whole.append(border)
            places.append(None)
        whole.append(level)
        places.append(index)
    return [place for place in (places[index] for index in visual_order(whole)) if place is not None]


def _parts(stretch: Stretch, start: int, end: int, level: int) -> list[_Part]:
    if len(stretch.items) == 1 and stretch.items[0].level == level:
        clusters, advance = stretch.clusters(0, start, end)
        return [_Part(0, level, start, end, clusters, advance * stretch.scales[0])]
    text = stretch.text[start:end]
    hanging = start + len(text.rstrip(BLANKS))
    while hanging < end and stretch.text[hanging] not in SPACES:
        hanging += 1  # characters without width stay with what they follow
    while hanging < end and not stretch.is_edge(hanging):
        hanging += 1
    parts: list[_Part] = []
    at = start
    index = stretch.owners[bisect_right(stretch.starts, start) - 1]
    while at < end:
        item = stretch.items[index]
        last = min(item.end, end)
        middle = last if item.level == level else min(last, max(at, hanging))
        for first, final, own in ((at, middle, item.level), (middle, last, level)):  # L1
            if first == final:
                continue
            clusters, advance = stretch.clusters(index, first, final)
            if own % 2 != item.level % 2:
                clusters = clusters[::-1]
            parts.append(_Part(index, own, first, final, clusters, advance * stretch.scales[index]))
        at = last
        index += 1
    return parts


def _squeeze(stretch: Stretch, parts: list[_Part], *, hyphen: bool) -> None:
    """Set a full-width sign at either end of a line flush."""

    def put(number: int, index: int, cluster: Cluster) -> None:
        part = parts[number]
        old = part.clusters[index]
        if cluster is not old:
            clusters = (*part.clusters[:index], cluster, *part.clusters[index + 1 :])
            width = part.width + (cluster.advance - old.advance) * stretch.scales[part.item]
            parts[number] = part._replace(clusters=clusters, width=width)

    put(0, 0, stretch.shapers[parts[0].item].at_line_start(parts[0].clusters[0]))
    for number in () if hyphen else reversed(range(len(parts))):
        part = parts[number]
        shown = [index for index, cluster in enumerate(part.clusters) if cluster.text.strip(BLANKS)]
        if shown:
            put(number, shown[-1], stretch.shapers[part.item].at_line_end(part.clusters[shown[-1]]))
            break


def _hyphen(stretch: Stretch, before: _Part) -> _Part:
    item = stretch.items[before.item]
    _, clusters, advance = hyphen_of(item.font, item.script, stretch.pieces[item.piece].lang)
    return _Part(before.item, before.level, before.end, before.end, clusters, advance * stretch.scales[before.item])


def _trailing_blank(stretch: Stretch, parts: list[_Part]) -> float:
    """The width of the white space at the line's end; L1 has brought all of it to the paragraph's level."""
    blank = 0.0
    for part in reversed(parts):
        scale = stretch.scales[part.item]
        for cluster in part.clusters if part.level % 2 else reversed(part.clusters):
            if cluster.text.strip(BLANKS):
                return blank
            blank += cluster.advance * scale
    return blank


def _run(stretch: Stretch, part: _Part, x: float) -> GlyphRun:
    item = stretch.items[part.item]
    piece = stretch.pieces[item.piece]
    artifact = part.start == part.end
    offset = piece.start + item.offset + part.start - item.start
    return GlyphRun(
        font=item.font,
        style=stretch.styles[part.item],
        level=part.level,
        script=item.script,
        lang=piece.lang,
        slot=None if artifact else piece.slot,
        message=None if artifact else piece.message,
        start=0 if artifact else offset,
        end=0 if artifact else offset + part.end - part.start,
        text="".join(cluster.text for cluster in part.clusters) if artifact else stretch.text[part.start : part.end],
        clusters=part.clusters,
        x=x,
        width=part.width,
    )
