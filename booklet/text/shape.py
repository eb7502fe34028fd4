# SPDX-License-Identifier: Apache-2.0
"""Shapes text with HarfBuzz and keeps what was shaped.

A :class:`RunShaper` shapes for one font, script, language and direction. Texts go in word by word where that gives what
shaping the whole would give (see :mod:`booklet.text.spaces`), so most words come out of a dictionary.

Default ignorable characters (joiners, direction marks, soft hyphens) have their effect and no glyph; they stay in the
text of the cluster before them, or after them where they come first. A character without a glyph is reported and drawn
as nothing: glyph 0 never leaves this module.
"""

from __future__ import annotations

import bisect
import itertools
import re
from typing import NamedTuple

import uharfbuzz as hb

from booklet.text.characters import BLANKS, UNDRAWN, extends, is_default_ignorable
from booklet.text.fonts import FontFace
from booklet.text.model import Cluster, Glyph
from booklet.text.nastaliq import Ink, ink_of, without_holes
from booklet.text.scripts import HAN_SYSTEMS, shaping_script
from booklet.text.wide import CLOSING, MIDDLE, OPENING, met_signs

__all__ = ["Edge", "RunShaper", "Shaped", "joins", "run_shaper"]

_INVISIBLE = 0xFFFF  # no font has that many glyphs; HarfBuzz puts it where an ignorable character stood
_FLAGS = (
    hb.BufferSerializeFlags.NO_POSITIONS
    | hb.BufferSerializeFlags.NO_ADVANCES
    | hb.BufferSerializeFlags.NO_GLYPH_NAMES
    | hb.BufferSerializeFlags.GLYPH_FLAGS
)
_UNSAFE = re.compile("=([0-9]+)#[0-9A-F]*[13579BDF](?![0-9A-F])")
"""A glyph's cluster where the lowest bit of its flags, unsafe to break, is set."""
_CONTEXT = 5  # characters of context that HarfBuzz looks at
_JOINING = frozenset(
    {"Adlm", "Arab", "Chrs", "Mand", "Mani", "Mong", "Nkoo", "Ougr", "Phag", "Phlp", "Rohg", "Sogd", "Syrc"}
)
_BY_THE_WHOLE = "\u1026"  # a Burmese letter that HarfBuzz takes apart unless there are marks anywhere in the text
_MOST_TEXTS = 10_000
_LONGEST_KEPT = 200


class Edge(NamedTuple):
    """A place between two clusters: how many clusters and font units of advance stand before it, logically.

    ``blank`` is the advance of the white space just before it. ``safe`` tells whether both sides are as they would be
    if they had been shaped apart.
    """

    clusters: int
    advance: int
    blank: int
    safe: bool


class Shaped:
    """Shaped text: clusters from left to right, advance and trailing white space in font units."""

    __slots__ = ("advance", "alone", "blank", "clusters", "edges", "missing", "safe", "text")

    def __init__(
        self, text: str, clusters: tuple[Cluster, ...], missing: str, alone: bool, right_to_left: bool
    ) -> None:
        self.text = text
        self.clusters = clusters
        self.missing = missing
        """Characters that the font has no glyph for."""
        self.alone = alone
        """What stands beyond a space makes no difference to it."""
        self.advance = sum([cluster[2] for cluster in clusters])
        self.blank = 0
        for cluster in clusters if right_to_left else reversed(clusters):
            if cluster.text.strip(BLANKS):
                break
            self.blank += cluster.advance
        self.edges: dict[int, Edge] | None = None
        self.safe: list[int] = []


def joins(script: str, char: str) -> bool:
    """Say whether ``char`` makes a difference to letters of a script beside it, so that it counts as context."""
    if script in HAN_SYSTEMS:
        return char in OPENING or char in CLOSING[script] or char in MIDDLE
    if shaping_script(script) not in _JOINING:
        return False
    # Letters join across characters without a picture, unless those forbid it (Unicode, table 9-5).
    return char.isalpha() or extends[char] or is_default_ignorable(char)


def run_shaper(face: FontFace, script: str, lang: str, right_to_left: bool) -> RunShaper:
    """Return the one shaper for these properties."""
    key = (script, lang, right_to_left)
    shaper = face.runs.get(key)
    if shaper is None:
        shaper = face.runs[key] = RunShaper(face, script, lang, right_to_left)
    return shaper


class RunShaper:
    """Shapes texts of one font, script, language and direction; every method gives the same answer every time."""

    def __init__(self, face: FontFace, script: str, lang: str, right_to_left: bool) -> None:
        self.face = face
        self.right_to_left = right_to_left
        self._script = shaping_script(script)
        self._lang = lang
        self._across = face.across_spaces
        self._wide = script if script in HAN_SYSTEMS and not right_to_left else ""
        self._nastaliq = script == "Aran" and right_to_left
        self._ink: dict[int, Ink] = {}
        self._alone: dict[str, list[int]] = {}  # glyphs of letters that are not joined
        self._narrow: dict[str, Cluster] = {}  # signs without the empty half of their square
        self._texts: dict[str | tuple[str, str, str], Shaped] = {}
        self._plain: dict[tuple[str, int, int, int, int], Cluster] = {}  # of one character and one glyph

    def shape(self, text: str, before: str = "", after: str = "") -> Shaped:
        """Shape a text that stands between ``before`` and ``after``, which count for joining letters only."""
        key = (text, before, after) if before or after else text
        shaped = self._texts.get(key)
        if shaped is None:
            shaped = self._shape(text, before[-_CONTEXT:], after[:_CONTEXT])
            if len(text) <= _LONGEST_KEPT:
                if len(self._texts) >= _MOST_TEXTS:
                    self._texts.clear()  # keeps memory bounded; a booklet has some thousands
                self._texts[key] = shaped
        return shaped

    def _buffer(
        self, text: str, before: str = "", after: str = "", features: dict[str, bool] | None = None
    ) -> hb.Buffer:
        buffer = hb.Buffer()
        whole = before + text + after
        buffer.add_str(whole if whole.isprintable() else whole.translate(UNDRAWN), len(before), len(text))
        buffer.direction = "rtl" if self.right_to_left else "ltr"
        buffer.script = self._script
        buffer.language = self._lang
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
        buffer.invisible_glyph = _INVISIBLE
        hb.shape(self.face.hb_font, buffer, features)
        return buffer

    def _shape(self, text: str, before: str, after: str) -> Shaped:
        if not text:
            return Shaped("", (), "", True, self.right_to_left)
        buffer = self._buffer(text, before, after)
        skipped = len(before)
        alone = _BY_THE_WHOLE not in text and not self._meets_spaces(buffer)
        plain = self._plain_clusters(text, buffer, skipped)
        if plain is not None:
            if self._wide:
                plain = self._squeezed(text, plain, before, after)
            elif self._nastaliq:
                plain = self._tightened(plain, before)
            return Shaped(text, plain, "", alone, self.right_to_left)
        groups: list[tuple[int, list[Glyph]]] = []  # where a cluster starts in the text, its glyphs; from left to right
        unknown: list[int] = []
        for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            start, gid = info.cluster - skipped, info.codepoint
            if not groups or groups[-1][0] != start:
                groups.append((start, []))
            if gid == _INVISIBLE:
                continue
            if gid == 0:
                unknown.append(start)
                gid = self.face.space_gid
            dx, dy, advance, _ = position.position
            groups[-1][1].append(Glyph(gid, dx, dy, advance))
        clusters = self._clusters(text, groups)
        if self._wide:
            clusters = self._squeezed(text, clusters, before, after)
        elif self._nastaliq:
            clusters = self._tightened(clusters, before)
        missing = self._missing(text, unknown, sorted(start for start, _ in groups)) if unknown else ""
        return Shaped(text, clusters, missing, alone, self.right_to_left)

    def _squeezed(self, text: str, clusters: tuple[Cluster, ...], before: str, after: str) -> tuple[Cluster, ...]:
        """Take the white from between signs that meet."""
        places = met_signs(text, self._wide, before, after)
        if not places:
            return clusters
        found = list(clusters)
        starts = dict(
            zip(itertools.accumulate((len(each.text) for each in clusters), initial=0), range(len(found)), strict=False)
        )
        for at in places:
            index = starts.get(at)
            if index is not None:
                found[index] = self.narrow(found[index])
        return tuple(found)

    def _tightened(self, clusters: tuple[Cluster, ...], before: str) -> tuple[Cluster, ...]:
        """Take out the holes that a Nastaliq font leaves; what letters before the text need stays as it is."""
        em = self.face.units_per_em
        found = without_holes(clusters, em, self._ink_of, self._stands_alone)
        return (*found[:-1], clusters[-1]) if before else found

    def _ink_of(self, gid: int) -> Ink:
        if gid not in self._ink:
            self._ink[gid] = ink_of(self.face.hb_font, gid)
        return self._ink[gid]

    def _stands_alone(self, cluster: Cluster) -> bool:
        """Say whether a letter looks as it does when it is joined to no other."""
        alone = self._alone.get(cluster.text)
        if alone is None:
            buffer = self._buffer(cluster.text)
            gids = [info.codepoint for info in buffer.glyph_infos]
            alone = self._alone[cluster.text] = [gid for gid in gids if gid != _INVISIBLE]
        return alone == [glyph.gid for glyph in cluster.glyphs]

    def at_line_start(self, cluster: Cluster) -> Cluster:
        """What a line begins with instead of ``cluster``: an opening sign of full width has no white before it."""
        return self.narrow(cluster) if self._wide and cluster.text in OPENING else cluster

    def at_line_end(self, cluster: Cluster) -> Cluster:
        """What a line ends with instead of ``cluster``: a closing sign of full width has no white behind it."""
        return self.narrow(cluster) if self._wide and cluster.text in CLOSING[self._wide] else cluster

    def narrow(self, cluster: Cluster) -> Cluster:
        """A cluster of one full-width sign without the empty half of its square, if the font knows how."""
        found = self._narrow.get(cluster.text)
        if found is None:
            buffer = self._buffer(cluster.text, features={"halt": True})
            positions = [tuple(position.position) for position in buffer.glyph_positions]
            glyphs = [
                Glyph(info.codepoint, dx, dy, advance)
                for info, (dx, dy, advance, _) in zip(buffer.glyph_infos, positions, strict=True)
            ]
            found = Cluster(cluster.text, tuple(glyphs), sum(glyph.advance for glyph in glyphs))
            self._narrow[cluster.text] = found
        return found if [each.gid for each in found.glyphs] == [each.gid for each in cluster.glyphs] else cluster

    def _meets_spaces(self, buffer: hb.Buffer) -> bool:
        """Say whether anything in a buffer depends on what stands beyond a space."""
        across = self._across
        if across is None:
            return True
        return bool(across) and not across.isdisjoint([info.codepoint for info in buffer.glyph_infos])

    def _plain_clusters(self, text: str, buffer: hb.Buffer, skipped: int) -> tuple[Cluster, ...] | None:
        """The clusters where each character has a glyph of its own, as in most words; None elsewhere."""
        infos = buffer.glyph_infos
        if len(infos) != len(text):
            return None
        start, step = (len(text) + skipped - 1, -1) if self.right_to_left else (skipped, 1)
        known = self._plain
        found: list[Cluster] = []
        for info, position in zip(infos, buffer.glyph_positions, strict=True):
            gid = info.codepoint
            if info.cluster != start or gid == 0 or gid == _INVISIBLE:
                return None
            dx, dy, advance, _ = position.position
            key = (text[start - skipped], gid, dx, dy, advance)
            cluster = known.get(key)
            if cluster is None:
                cluster = known[key] = Cluster(key[0], (Glyph(gid, dx, dy, advance),), advance)
            found.append(cluster)
            start += step
        return tuple(found)

    def _clusters(self, text: str, groups: list[tuple[int, list[Glyph]]]) -> tuple[Cluster, ...]:
        if self.right_to_left:
            groups.reverse()  # logical order
        if groups and groups[0][0] != 0:
            groups[0] = (0, groups[0][1])
        merged: list[tuple[int, list[Glyph]]] = []
        for start, glyphs in groups:
            if merged and (not glyphs or not merged[-1][1]):
                merged[-1][1].extend(glyphs)  # text without a glyph goes with what stands before it
            else:
                merged.append((start, glyphs))
        if len(merged) == 1 and not merged[0][1]:
            merged[0][1].append(Glyph(self.face.space_gid, 0, 0, 0))
        ends = [start for start, _ in merged[1:]] + [len(text)]
        clusters = [
            Cluster(text[start:end], tuple(glyphs), sum(glyph.advance for glyph in glyphs))
            for (start, glyphs), end in zip(merged, ends, strict=True)
        ]
        return tuple(reversed(clusters) if self.right_to_left else clusters)

    def _missing(self, text: str, unknown: list[int], starts: list[int]) -> str:
        ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
        found = ""
        for start in unknown:
            chars = [char for char in text[start : ends[start]] if not is_default_ignorable(char)]
            lacking = [char for char in chars if char not in self.face.coverage] or chars
            found += "".join(lacking)
        return "".join(dict.fromkeys(found))

    def edges(self, shaped: Shaped) -> dict[int, Edge]:
        """Return the places between clusters of a text, both ends among them, by their offsets in characters.

        HarfBuzz tells which of them are safe to break at. It is asked only for texts that may be broken, and in
        writing: reading the flag of each glyph makes an enumeration's value and takes longer than shaping.
        """
        if shaped.edges is None:
            written = self._buffer(shaped.text).serialize(self.face.hb_font, flags=_FLAGS)
            unsafe = set(map(int, _UNSAFE.findall(written)))
            edges: dict[int, Edge] = {}
            offset = advance = blank = 0
            logical = reversed(shaped.clusters) if self.right_to_left else iter(shaped.clusters)
            index = 0
            for index, cluster in enumerate(logical):
                edges[offset] = Edge(index, advance, blank, offset not in unsafe)
                offset += len(cluster.text)
                advance += cluster.advance
                blank = 0 if cluster.text.strip(BLANKS) else blank + cluster.advance
            edges[offset] = Edge(index + 1, advance, blank, True)
            edges[0] = edges[0]._replace(safe=True)
            if self._nastaliq:  # how much white is left depends on the whole word
                for offset, edge in edges.items():
                    if 0 < offset < len(shaped.text) and not edge.blank and shaped.text[offset] not in BLANKS:
                        edges[offset] = edge._replace(safe=False)
            shaped.edges = edges
            shaped.safe = [offset for offset, edge in edges.items() if edge.safe]
        return shaped.edges

    def advance(self, shaped: Shaped, start: int, end: int) -> int:
        """Return the advance of a part of a text as if it stood alone; see :meth:`part`."""
        edges = self.edges(shaped)
        if edges[start].safe and edges[end].safe:
            return edges[end].advance - edges[start].advance
        first, last = self._safe_within(shaped, start, end)
        if first >= last:
            return self.shape(shaped.text[start:end]).advance
        whole = edges[last].advance - edges[first].advance
        sides = (shaped.text[start:first], shaped.text[last:end])
        return whole + sum(self.shape(side).advance for side in sides if side)

    def _safe_within(self, shaped: Shaped, start: int, end: int) -> tuple[int, int]:
        """The first safe edge from ``start`` on and the last up to ``end``; they may have passed each other."""
        first = shaped.safe[bisect.bisect_left(shaped.safe, start)]
        return first, shaped.safe[bisect.bisect_right(shaped.safe, end) - 1]

    def part(self, shaped: Shaped, start: int, end: int) -> tuple[tuple[Cluster, ...], int]:
        """Return the clusters, from left to right, and the advance of a part of a text as if it stood alone.

        ``start`` and ``end`` are edges. Between safe edges the part is cut out; what lies beside an unsafe one is
        shaped again, up to the next safe one.
        """
        if start == 0 and end == len(shaped.text):
            return shaped.clusters, shaped.advance
        edges = self.edges(shaped)
        first, last = start, end
        if not edges[start].safe or not edges[end].safe:
            first, last = self._safe_within(shaped, start, end)
            if first >= last:
                alone = self.shape(shaped.text[start:end])
                return alone.clusters, alone.advance
        clusters = list(self._cut(shaped, first, last))
        advance = edges[last].advance - edges[first].advance
        for beside, at_start in ((shaped.text[start:first], True), (shaped.text[last:end], False)):
            if beside:
                alone = self.shape(beside)
                advance += alone.advance
                if at_start != self.right_to_left:
                    clusters[:0] = alone.clusters
                else:
                    clusters += alone.clusters
        return tuple(clusters), advance

    def _cut(self, shaped: Shaped, start: int, end: int) -> tuple[Cluster, ...]:
        edges = self.edges(shaped)
        first, last = edges[start].clusters, edges[end].clusters
        if self.right_to_left:
            first, last = len(shaped.clusters) - last, len(shaped.clusters) - first
        return shaped.clusters[first:last]
