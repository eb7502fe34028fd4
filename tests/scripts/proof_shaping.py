# SPDX-License-Identifier: Apache-2.0
"""Proves that what was shaped is what HarfBuzz, asked directly, makes of the text.

Nothing of the engine's own shaping is used here: the font's file is opened anew, HarfBuzz gets all characters of an
item (one font, writing system, language and direction) at once, with what stands around it as context, and its glyphs
are compared with the engine's words put together, in font units. Then each run of each line is compared with its own
characters shaped at once: what a paragraph shaped as a whole gives after shaping again at breaks that are not safe.
Signs of full width that meet, or stand at the ends of a line, are asked for by HarfBuzz's feature for half the width.
White that Nastaliq has too much of is taken from HarfBuzz's answer letter by letter, all measured anew each time.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import uharfbuzz as hb
from proof_build import Built, Placing, Shaping

from booklet.layout.model import TextFragment
from booklet.text.model import Cluster, GlyphRun
from booklet.text.scripts import shaping_script

__all__ = ["Placed", "direct_font", "direct_run", "lines_equal_direct_shaping", "no_missing_glyph",
           "words_equal_direct_shaping"]  # fmt: skip

_CONTEXT = 5  # characters at which HarfBuzz looks on either side
_NEAR = 12  # characters around a difference that are shown


class Placed(NamedTuple):
    """A glyph, from left to right: its place from the text's left edge in font units, its character's offset."""

    gid: int
    x: int
    y: int
    cluster: int


class _Glyphs(NamedTuple):
    placed: tuple[Placed, ...]
    advance: int


def no_missing_glyph(built: Built) -> list[str]:
    """Every character has a glyph, and glyph 0 is on no page."""
    found = [f"no font has {missing.character!r} of {missing.message}" for missing in built.typesetter.missing]
    for page, run in _drawn(built):
        if any(glyph.gid == 0 for cluster in run.clusters for glyph in cluster.glyphs):
            found.append(f"page {page}: glyph 0 in {run.text!r}")
    return found


def words_equal_direct_shaping(built: Built) -> list[str]:
    """The words of every item, put together, are what HarfBuzz makes of the item."""
    found: list[str] = []
    for shaping in set(built.typesetter.shapings):
        for index, item in enumerate(shaping.items):
            words = [word for word, owner in zip(shaping.words, shaping.owners, strict=True) if owner == index]
            text = "".join(word.text for word in words)
            if text != shaping.text[item.start : item.end]:
                found.append(f"words {text!r} are not the text {shaping.text[item.start : item.end]!r}")
                continue
            clusters = [c for word in (reversed(words) if item.level % 2 else words) for c in word.clusters]
            expected = _direct(shaping, index, item.start, item.end)
            found += _difference(
                _told(shaping, index), text, _of_engine(clusters, bool(item.level % 2), item.font.space_gid), expected
            )
    return sorted(found)


def lines_equal_direct_shaping(built: Built) -> list[str]:
    """The runs of every line are what HarfBuzz makes of their characters; every run on a page is one of them."""
    found: list[str] = []
    for placing in built.placings.values():
        run = placing.run
        item = placing.shaping.items[placing.item]
        expected = direct_run(placing)
        clusters = run.clusters
        reversed_ = placing.item >= 0 and run.level % 2 != item.level % 2
        if reversed_:  # white space at a line's end, which UAX #9, L1 turns round
            clusters = clusters[::-1]
            if run.text.strip() and not all(unicodedata.category(char) in ("Cf", "Zs", "Cc") for char in run.text):
                found.append(f"{run.text!r} was turned round")
        right_to_left = placing.item >= 0 and item.level % 2 == 1
        actual = _of_engine(clusters, right_to_left, run.font.space_gid)
        found += _difference(f"{_told(placing.shaping, placing.item)}, in a line", run.text, actual, expected)
        width = expected.advance * run.style.size / run.font.units_per_em
        if abs(width - run.width) > 0.001:
            found.append(f"{run.text!r} is {run.width:.3f} pt wide, its glyphs are {width:.3f} pt")
    found += [
        f"page {page}: {run.text!r} comes from no line" for page, run in _drawn(built) if id(run) not in built.placings
    ]
    return found


def direct_run(placing: Placing) -> _Glyphs:
    """HarfBuzz's glyphs for a run of a line, in the direction in which it was shaped."""
    run, shaping = placing.run, placing.shaping
    if placing.item < 0:  # a hyphen goes to the right, whatever is before it
        return _shape(run.font.path, run.text, "", "", run.script, run.lang, False)
    return _direct(shaping, placing.item, placing.start, placing.start + len(run.text), placing.line)


def _drawn(built: Built) -> Iterator[tuple[int, GlyphRun]]:
    for page in built.layout.pages:
        for fragment in page.fragments:
            if isinstance(fragment, TextFragment):
                yield page.index + 1, fragment.run


def _told(shaping: Shaping, index: int) -> str:
    item = shaping.items[index]
    return f"{item.font.key.rpartition('/')[0]} {item.script} {shaping.langs[index]}"


# ---- HarfBuzz, asked directly


@functools.lru_cache(maxsize=256)
def direct_font(path: Path) -> hb.Font:
    """A font file as HarfBuzz sees it, at font units."""
    return hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))


def _direct(shaping: Shaping, index: int, start: int, end: int, line: tuple[int, int] | None = None) -> _Glyphs:
    item, text = shaping.items[index], shaping.text
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    halved = _halved(shaping, item.script, line) if item.script in _STOPS and not item.level else ()
    return _shape(
        item.font.path,
        text[start:end],
        before,
        after,
        item.script,
        shaping.langs[index],
        bool(item.level % 2),
        tuple(at - start for at in halved if start <= at < end),
    )


_OPENING, _BRACKETS = "（《〈「『【〔［｛“‘〖〘｟", "）》〉」』】〕］｝”’〗〙｠"
_STOPS = {"Hans": "、，。．：；？！", "Jpan": "、，。．", "Hant": ""}


def _halved(shaping: Shaping, system: str, line: tuple[int, int] | None) -> list[int]:
    """Offsets of full-width signs that are half as wide, on a line if there is one."""
    start, end = line or (0, len(shaping.text))
    closing = f"[{_BRACKETS}{_STOPS[system]}]"
    other = f"[{_OPENING}{closing[1:-1]}·・\u3000]"
    pattern = f"(?<={other})[{_OPENING}]|{closing}(?=[{closing[1:-1]}·・\u3000])"
    if line and not any(item.level for item in shaping.items):
        pattern += f"|^[{_OPENING}]|{closing}(?=\\s*$)"
    return [start + match.start() for match in re.finditer(pattern, shaping.text[start:end])]


@functools.lru_cache(maxsize=50_000)
def _shape(
    path: Path,
    text: str,
    before: str,
    after: str,
    system: str,
    lang: str,
    right_to_left: bool,
    halved: tuple[int, ...] = (),
) -> _Glyphs:
    buffer = hb.Buffer()
    whole = "".join(" " if unicodedata.category(char) in ("Cc", "Zl", "Zp") else char for char in before + text + after)
    buffer.add_str(whole, len(before), len(text))
    buffer.direction = "rtl" if right_to_left else "ltr"
    buffer.script = shaping_script(system)
    buffer.language = lang
    buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
    font = direct_font(path)
    hb.shape(
        font, buffer, {"halt": [(len(before) + at, len(before) + at + 1, True) for at in halved]} if halved else {}
    )
    space = font.get_nominal_glyph(0x20)  # stands for characters without a picture, and then takes no room
    placed: list[Placed] = []
    glyphs = [
        (info.codepoint, info.cluster - len(before), *position.position[:3])
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]
    if system == "Aran" and right_to_left:
        glyphs = _without_holes(font, glyphs, text, before[-1:].isalpha())
    pen = 0
    for gid, cluster, x, y, advance in glyphs:
        if gid != space or advance:
            placed.append(Placed(gid, pen + x, y, cluster))
        pen += advance
    return _Glyphs(tuple(placed), pen)


_Positioned = tuple[int, int, int, int, int]
"""Glyph, its character's offset, offsets from the pen, advance."""


def _without_holes(font: hb.Font, glyphs: Sequence[_Positioned], text: str, joined: bool) -> list[_Positioned]:
    """Joined letters with at most 0.06 em of white at their right, an exclamation mark with 0.1."""
    found = list(glyphs)
    starts = [*sorted({glyph[1] for glyph in glyphs}), len(text)]
    for last, (_, start, *_) in enumerate(glyphs):
        if last + 1 < len(glyphs) and glyphs[last + 1][1] == start:
            continue
        chars = text[start : starts[starts.index(start) + 1]]
        alone = [gid for gid, offset, *_ in glyphs if offset == start]
        limit = 100 if chars == "!" else 60
        if chars != "!" and (not any(char.isalpha() for char in chars) or alone == _alone(font, chars)):
            continue
        if joined and last + 1 == len(glyphs):
            continue
        pen, left, right = 0, -100_000, 100_000  # ends of the ink before this place, beginning of the ink behind it
        for index, (gid, offset, x, _, advance) in enumerate(found):
            if text[offset].isspace() and index <= last:
                left = -100_000
            elif text[offset].isspace():
                break
            extents = font.get_glyph_extents(gid)
            if extents and extents.width and index <= last:
                left = max(left, pen + x + extents.x_bearing + extents.width)
            elif extents and extents.width:
                right = min(right, pen + x + extents.x_bearing)
            pen += advance
            if index == last:
                right = pen
        gid, offset, x, y, advance = found[last]
        excess = right - left - limit * font.face.upem // 1000
        if 0 < excess < 50_000:
            found[last] = (gid, offset, x, y, advance - min(excess, advance))
    return found


def _alone(font: hb.Font, text: str) -> list[int]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = "rtl", "Arab", "ur"
    hb.shape(font, buffer)
    return [info.codepoint for info in buffer.glyph_infos]


# ---- comparing


class _Own(NamedTuple):
    """The engine's glyphs; ``ranges`` are the first and the last character of each glyph's cluster."""

    placed: tuple[Placed, ...]
    advance: int
    ranges: tuple[tuple[int, int], ...]


def _of_engine(clusters: Iterable[Cluster], right_to_left: bool, space: int) -> _Own:
    clusters = tuple(clusters)
    at = sum(len(cluster.text) for cluster in clusters) if right_to_left else 0
    placed: list[Placed] = []
    ranges: list[tuple[int, int]] = []
    pen = 0
    for cluster in clusters:
        start = at - len(cluster.text) if right_to_left else at
        at = start if right_to_left else at + len(cluster.text)
        for glyph in cluster.glyphs:
            if glyph.gid == space and glyph.advance == 0:
                continue  # stands for characters without a picture, as in HarfBuzz's own answer
            placed.append(Placed(glyph.gid, pen + glyph.dx, glyph.dy, start))
            ranges.append((start, start + len(cluster.text) - 1))
            pen += glyph.advance
    return _Own(tuple(placed), pen, tuple(ranges))


def _difference(where: str, text: str, own: _Own, direct: _Glyphs) -> list[str]:
    """In words, at most one difference."""
    for number, (ours, theirs) in enumerate(zip(own.placed, direct.placed, strict=False)):
        first, last = own.ranges[number]
        if ours[:3] != theirs[:3] or not first <= theirs.cluster <= last:
            at = min(ours.cluster, theirs.cluster)
            near = text[max(0, at - _NEAR) : at + _NEAR]
            return [f"{where}: {ours} is {theirs} by HarfBuzz, near {near!r}"]
    if len(own.placed) != len(direct.placed) or own.advance != direct.advance:
        sizes = f"{len(own.placed)} glyphs, {own.advance} units", f"{len(direct.placed)}, {direct.advance}"
        return [f"{where}: {sizes[0]} are {sizes[1]} by HarfBuzz: {text!r}"]
    return []
