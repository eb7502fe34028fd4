# SPDX-License-Identifier: Apache-2.0
"""A stretch of text, up to a forced break, as shaped words: widths are read off it, lines are put together from it."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from booklet.text.breaks import may_divide
from booklet.text.characters import BLANKS, extends
from booklet.text.itemise import Item
from booklet.text.lines import TOLERANCE, Breakpoints
from booklet.text.model import Cluster, Piece, Style
from booklet.text.scripts import HAN_SYSTEMS
from booklet.text.shape import RunShaper, Shaped, joins, run_shaper

__all__ = ["SOFT_HYPHEN", "Stretch"]

SOFT_HYPHEN = "\u00ad"
_NONE: Mapping[int, int] = MappingProxyType({})
_WORDS = re.compile("[^ ]+ *| +")
_URL_BREAKS = re.compile("[-/._@&=?]")


class Stretch:
    """Items and their words. A word is one item's, with the spaces after it; words cover the text without gaps."""

    def __init__(
        self,
        text: str,
        items: Sequence[Item],
        pieces: Sequence[Piece],
        fit: Callable[[Style, str], Style],
        borders: Mapping[int, int] = _NONE,
    ) -> None:
        self.text = text
        self.items = items
        self.pieces = pieces
        self.borders = borders  # of the levels, see :class:`booklet.text.isolates.Levels`
        self.shapers: list[RunShaper] = []
        self.styles: list[Style] = []  # by item: its piece's, fitted to its writing system
        self.scales: list[float] = []  # points for each font unit, by item
        self.heights: list[tuple[float, float, float]] = []  # above and below the baseline, leading; by item
        self.starts: list[int] = []  # by word
        self.words: list[Shaped] = []
        right_to_left = any(item.level for item in items)
        self.owners: list[int] = []  # index of the word's item
        self.squeezes = not right_to_left and any(item.script in HAN_SYSTEMS for item in items)
        """White is taken away at the ends of lines."""
        self._divided: set[int] = set()  # items with words whose parts were shaped apart
        for index, item in enumerate(items):
            piece = pieces[item.piece]
            shaper = run_shaper(item.font, item.script, piece.lang, bool(item.level % 2))
            self.shapers.append(shaper)
            style, facts = fit(piece.style, item.script), item.font.facts
            self.styles.append(style)
            scale = style.size / facts.units_per_em
            self.scales.append(scale)
            self.heights.append((facts.ascent * scale + style.rise, -facts.descent * scale - style.rise, style.leading))
            found = self._shape(item, shaper)
            start = item.start
            for word in found:
                self.starts.append(start)
                start += len(word.text)
            self.words += found
            self.owners += [index] * len(found)

    def _context(self, item: Item, start: int, end: int) -> tuple[str, str]:
        """The characters around a part of an item, where letters join with them."""
        before, after = self.text[max(0, start - 5) : start], self.text[end : end + 5]
        if not (before and joins(item.script, before[-1])):
            before = ""
        if not (after and joins(item.script, after[0])):
            after = ""
        return before, after

    def _shape(self, item: Item, shaper: RunShaper) -> list[Shaped]:
        part = self.text[item.start : item.end]
        before, after = self._context(item, item.start, item.end)
        if not item.font.shapes_by_words(part):
            return [shaper.shape(part, before, after)]
        texts: list[str] = _WORDS.findall(part)
        if any(extends[text[0]] for text in texts[1:]):  # a mark sits on the space
            texts = _rejoined(texts)
        if before or after:
            words = [
                shaper.shape(text, before if number == 0 else "", after if number == len(texts) - 1 else "")
                for number, text in enumerate(texts)
            ]
        else:
            words = [shaper.shape(text) for text in texts]
        if len(words) > 1 and not all(word.alone for word in words):
            return [shaper.shape(part, before, after)]
        return words

    def report_missing(self, report: Callable[[Piece, str], None]) -> None:
        """Call ``report`` with each character that has no glyph and the piece it stands in."""
        for index, word in enumerate(self.words):
            for char in word.missing:
                report(self.pieces[self.items[self.owners[index]].piece], char)

    def width(self) -> float:
        """The width of all of it on one line, white space at its end left out."""
        places = self.places([len(self.text)])
        return places.ends[-1] - places.starts[0]

    def places(
        self,
        breaks: Sequence[int],
        hyphens: frozenset[int] = frozenset(),
        plain: frozenset[int] = frozenset(),
        hyphen_width: Callable[[int], float] | None = None,
    ) -> Breakpoints:
        """Measure the places at which lines may end.

        ``breaks`` are offsets in order, the last is the text's end; those inside a cluster are passed over. After those
        in ``hyphens``, and after soft hyphens, a hyphen is set, as wide as ``hyphen_width`` says for an item; never at
        those in ``plain``.
        """
        found = Breakpoints()
        found.add(0, 0.0, 0.0)
        text, length, owners, scales = self.text, len(self.text), self.owners, self.scales
        x = trailing = 0.0
        number = 0
        next_break = breaks[0]
        for index, word in enumerate(self.words):
            start, scale = self.starts[index], scales[owners[index]]
            end = start + len(word.text)
            while next_break < end:
                hyphen = next_break not in plain and (next_break in hyphens or text[next_break - 1] == SOFT_HYPHEN)
                extra = hyphen_width(owners[index]) if hyphen and hyphen_width else 0.0
                self._inside(found, index, next_break, x, trailing, extra, hyphen)
                number += 1
                next_break = breaks[number]
            advance = word.advance * scale
            x += advance
            trailing = trailing + advance if word.blank == word.advance else word.blank * scale
            if next_break == end:
                hyphen = end < length and text[end - 1] == SOFT_HYPHEN and end not in plain
                extra = hyphen_width(owners[index]) if hyphen and hyphen_width else 0.0
                found.add(end, x, x - trailing + extra, hyphen=hyphen)
                number += 1
                next_break = breaks[number] if number < len(breaks) else length + 1
        if self.squeezes:
            self._squeeze(found)
        return found

    def _squeeze(self, places: Breakpoints) -> None:
        """Leave out the white before a sign that begins a line, and behind one that ends it."""
        text = self.text
        for place, offset in enumerate(places.offsets):
            if offset < len(text) and (found := self._cluster(offset)):
                (shaper, scale, cluster) = found
                places.starts[place] += (cluster.advance - shaper.at_line_start(cluster).advance) * scale
            last = len(text[:offset].rstrip(BLANKS)) - 1
            if last >= 0 and not places.hyphens[place] and (found := self._cluster(last)):
                (shaper, scale, cluster) = found
                places.ends[place] -= (cluster.advance - shaper.at_line_end(cluster).advance) * scale

    def _cluster(self, at: int) -> tuple[RunShaper, float, Cluster] | None:
        """The cluster that begins at an offset, if it is of one character."""
        index = bisect_right(self.starts, at) - 1
        word, owner = self.words[index], self.owners[index]
        shaper = self.shapers[owner]
        edge = shaper.edges(word).get(at - self.starts[index])
        return None if edge is None else (shaper, self.scales[owner], word.clusters[edge.clusters])

    def _inside(
        self, found: Breakpoints, index: int, at: int, x: float, trailing: float, extra: float, hyphen: bool
    ) -> None:
        """Add a place inside a word."""
        word, owner = self.words[index], self.owners[index]
        shaper, scale, offset = self.shapers[owner], self.scales[owner], at - self.starts[index]
        edge = shaper.edges(word).get(offset)
        if edge is None:
            return
        blank = edge.blank * scale + (trailing if edge.blank == edge.advance else 0.0)
        if edge.safe:
            start = end = x + edge.advance * scale
        else:
            end = x + shaper.advance(word, 0, offset) * scale
            start = x + (word.advance - shaper.advance(word, offset, len(word.text))) * scale
        found.add(at, start, end - blank + extra, hyphen=hyphen, inside=-1 if edge.safe else index)

    def exact(self, places: Breakpoints) -> Callable[[int, int], float]:
        """Return what measures between two places that stand in one word, both unsafe to break at."""

        def measure(first: int, last: int) -> float:
            index = places.inside[last]
            owner, base = self.owners[index], self.starts[index]
            start, end = places.offsets[first] - base, places.offsets[last] - base
            advance = self.shapers[owner].advance(self.words[index], start, end)
            estimate = places.ends[last] - places.starts[first]
            # Hyphen and white space are in the estimate; only shaping is not.
            edges = self.shapers[owner].edges(self.words[index])
            apart = self.shapers[owner].advance(self.words[index], 0, end) + self.shapers[owner].advance(
                self.words[index], start, len(self.words[index].text)
            )
            assumed = apart - edges[len(self.words[index].text)].advance
            return estimate + (advance - assumed) * self.scales[owner]

        return measure

    def is_edge(self, at: int) -> bool:
        """Say whether a cluster begins at an offset."""
        index = bisect_right(self.starts, at) - 1
        offset = at - self.starts[index]
        return offset == 0 or offset in self.shapers[self.owners[index]].edges(self.words[index])

    def clusters(self, item: int, start: int, end: int) -> tuple[tuple[Cluster, ...], int]:
        """Return the clusters of a part of an item, from left to right, and their advance in font units."""
        index = bisect_right(self.starts, start) - 1
        if item in self._divided and bisect_left(self.starts, end) - index > 1:
            # Parts of a divided word that are on one line after all.
            whole = self.shapers[item].shape(self.text[start:end], *self._context(self.items[item], start, end))
            return whole.clusters, whole.advance
        parts: list[tuple[Cluster, ...]] = []
        advance = 0
        while index < len(self.starts) and self.starts[index] < end:
            word, base = self.words[index], self.starts[index]
            last = base + len(word.text)
            if base >= start and last <= end:
                parts.append(word.clusters)
                advance += word.advance
            else:
                part, units = self.shapers[item].part(word, max(start, base) - base, min(end, last) - base)
                parts.append(part)
                advance += units
            index += 1
        if len(parts) == 1:
            return parts[0], advance
        if self.items[item].level % 2:
            parts.reverse()
        return tuple([cluster for part in parts for cluster in part]), advance

    def split_long(self, places: Breakpoints, measure: float, hyphen_width: Callable[[int], float]) -> list[int]:
        """Divide words that no line can hold between clusters; return the offsets where lines may end besides.

        Such a word begins a line of its own. Each part keeps the joined shapes that the word has.
        """
        found: list[int] = []
        for place in range(1, len(places)):
            if places.ends[place] - places.starts[place - 1] > measure + TOLERANCE:
                start, end = places.offsets[place - 1], places.offsets[place]
                owner = self.owners[bisect_right(self.starts, end - 1) - 1]
                room = measure - hyphen_width(owner) if places.hyphens[place] else measure
                found += self._divide(start, end, room)
        return found

    def _divide(self, start: int, end: int, measure: float) -> list[int]:
        found: list[int] = []
        room = measure
        index = bisect_right(self.starts, start) - 1
        while index < len(self.starts) and self.starts[index] < end:
            base, word, owner = self.starts[index], self.words[index], self.owners[index]
            first, last = max(start, base), min(end, base + len(word.text))
            cuts, room = self._cuts(owner, word, base, first, last, room, measure)
            found += cuts
            bounds = sorted({base, first, *cuts, last, base + len(word.text)})
            parts = list(itertools.pairwise(bounds))
            if len(parts) > 1:
                item = self.items[owner]
                shaper = self.shapers[owner]
                self._divided.add(owner)
                words = [shaper.shape(self.text[a:b], *self._context(item, a, b)) for a, b in parts]
                self.words[index : index + 1] = words
                self.starts[index : index + 1] = bounds[:-1]
                self.owners[index : index + 1] = [owner] * len(words)
            index += len(parts)
        return [at for at in found if at < end]

    def _cuts(
        self, owner: int, word: Shaped, base: int, first: int, last: int, room: float, measure: float
    ) -> tuple[list[int], float]:
        """Where to cut characters ``first`` to ``last``, and the room that is left on the line after them."""
        shaper, scale, item = self.shapers[owner], self.scales[owner], self.items[owner]
        edges = shaper.edges(word)
        inner = [at for at in range(first + 1, last) if at - base in edges and not extends[self.text[at]]]
        better = [first, *(at for at in inner if may_divide(self.text, at)), last]
        widest = max(edges[b - base].advance - edges[a - base].advance for a, b in itertools.pairwise(better))
        offsets = better if widest * scale <= measure else [first, *inner, last]
        cuts: list[int] = []
        at = 0
        while at < len(offsets) - 1:
            start = offsets[at]
            origin = edges[start - base].advance
            following = at + 1
            while following < len(offsets):
                if (edges[offsets[following] - base].advance - origin) * scale > room + TOLERANCE:
                    break
                following += 1
            following -= 1
            while following > at:  # shaped apart it may be a little wider
                width = shaper.shape(
                    self.text[start : offsets[following]], *self._context(item, start, offsets[following])
                ).advance
                if width * scale <= room + TOLERANCE:
                    break
                following -= 1
            if following == len(offsets) - 1:
                return cuts, room - width * scale
            if following == at:
                if room < measure:  # nothing fits beside what stands there already
                    cuts.append(start)
                    room = measure
                    continue
                following = at + 1  # a single cluster, wider than any line
            else:
                following = self._better_cut(offsets, at, following)
            cuts.append(offsets[following])
            room = measure
            at = following
        return cuts, room

    def _better_cut(self, offsets: list[int], at: int, following: int) -> int:
        """Rather cut an address after a sign, and other words before a letter, if that keeps most of the line."""
        candidates = range(following, at + (following - at) // 2, -1)
        for candidate in candidates:
            if _URL_BREAKS.match(self.text[offsets[candidate] - 1]):
                return candidate
        return next((candidate for candidate in candidates if self.text[offsets[candidate]].isalnum()), following)


def _rejoined(texts: list[str]) -> list[str]:
    found: list[str] = []
    for text in texts:
        if found and extends[text[0]]:
            found[-1] += text
        else:
            found.append(text)
    return found
