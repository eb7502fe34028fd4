# SPDX-License-Identifier: Apache-2.0
"""Sets paragraphs: the steps of the text engine in their order."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from msgspec.structs import replace

from booklet.l10n.model import Direction, Locale
from booklet.text.breaks import line_breaks, main_language
from booklet.text.characters import FORCED_BREAKS
from booklet.text.compose import compose_line, hyphen_of
from booklet.text.fonts import FontLibrary
from booklet.text.hyphenate import hyphen_positions
from booklet.text.isolates import isolated_levels
from booklet.text.itemise import itemise
from booklet.text.lines import TOLERANCE, Breakpoints, choose_lines
from booklet.text.model import Align, Line, MissingGlyph, Paragraph, Piece, ScriptFit, Style
from booklet.text.penalties import break_penalties, inside_words
from booklet.text.stretch import Stretch

__all__ = ["Typesetter"]

_FORCED = re.compile(f"\r\n|[{FORCED_BREAKS}]")
_ADDRESS = re.compile("[./@_:]")
_LOOSE = 0.22  # hyphens are tried only where a line would fall short by more than this part of the measure

_MOST_PARAGRAPHS = 30_000
"""Kept for the next pass: a layout is repeated until page numbers stay, and most paragraphs come out as before."""

_AS_IT_IS = ScriptFit()
_NO_FITS: Mapping[str, ScriptFit] = MappingProxyType({})

_Span = tuple[int, int, int]
"""Start in the text, index of a piece, offset in that piece."""


class Typesetter:
    """Sets text with the fonts of a library for one locale.

    ``fits`` are what writing systems (ISO 15924) need; styles are made for the locale's own, and text in another is
    set in the size that fits beside it. ``missing`` gathers the characters that no font has, each with its message and
    slot, once; ``absent`` the font families that have not been fetched, each with the first message that needs it;
    ``divided`` the words that no line could hold and no rule of their language divides, each once.
    """

    def __init__(self, library: FontLibrary, locale: Locale, fits: Mapping[str, ScriptFit] = _NO_FITS) -> None:
        self.library = library
        self.locale = locale
        self._fits = fits
        self._fitted: dict[tuple[Style, str], Style] = {}
        self.missing: list[MissingGlyph] = []
        self.absent: dict[str, str | None] = {}
        self.divided: dict[str, None] = {}
        self._known_missing: set[MissingGlyph] = set()
        self._widths: dict[tuple[Piece, ...], float] = {}
        self._set: dict[tuple[object, ...], Paragraph] = {}
        self._whole: re.Pattern[str] | None = None

    def keep_whole(self, words: Sequence[str]) -> None:
        """Divide these words only where no line can hold them. To be called before anything is set.

        A word counts where it begins and ends at places where lines may end, the longest first.
        """
        self._whole = re.compile("|".join(map(re.escape, sorted(words, key=len, reverse=True)))) if words else None

    def paragraph(
        self,
        pieces: Sequence[Piece],
        measure: float,
        *,
        direction: Direction,
        align: Align = "start",
        balance: bool = False,
        hyphenate: bool = False,
    ) -> Paragraph:
        """Set pieces to lines no wider than ``measure`` (points), as long as a single cluster is not.

        ``balance`` makes lines alike in length, for headings. ``hyphenate`` allows hyphens where lines would else be
        short; a hyphen is a run of its own without slot and message. Forced breaks (line feeds) end a line and, for
        the order of bidirectional text, a paragraph. Spaces at the end of a line stay in its runs, beyond its width.

        Raises:
            BookletError: where a font family is unknown or a font file is not what its manifest says.
        """
        key = (tuple(pieces), measure, direction, align, balance, hyphenate)
        found = self._set.get(key)
        if found is None:
            if len(self._set) >= _MOST_PARAGRAPHS:
                self._set.clear()
            level = int(direction == "rtl")
            lines = self._lines(pieces, measure, level, align, balance, hyphenate)
            found = self._set[key] = Paragraph(lines, measure, level)
        return found

    def _lines(
        self, pieces: Sequence[Piece], measure: float, level: int, align: Align, balance: bool, hyphenate: bool
    ) -> tuple[Line, ...]:
        lines: list[Line] = []
        lang = main_language(pieces) if pieces else ""
        for stretch, spans in self._stretches(pieces, level):
            breaks = line_breaks(stretch.text, lang, spans, stretch.pieces)
            places, ends = self._choose(stretch, breaks, spans, measure, lang, balance, hyphenate)
            start = 0
            for index in ends:
                end = places.offsets[index]
                hyphen = places.hyphens[index] and index != ends[-1]
                lines.append(
                    compose_line(stretch, start, end, hyphen=hyphen, level=level, measure=measure, align=align)
                )
                start = end
        return tuple(lines)

    def width(self, pieces: Sequence[Piece]) -> float:
        """Return the width of pieces on one line (of the widest, where line feeds force several), in points."""
        key = tuple(pieces)
        found = self._widths.get(key)
        if found is None:
            if len(self._widths) >= _MOST_PARAGRAPHS:
                self._widths.clear()
            level = int(self.locale.direction == "rtl")
            widths = [stretch.width() for stretch, _ in self._stretches(pieces, level)]
            found = self._widths[key] = max(widths, default=0.0)
        return found

    def narrowest(self, pieces: Sequence[Piece]) -> float:
        """Return the least measure that needs no emergency break: the width of the widest part that stays whole."""
        widest = 0.0
        level = int(self.locale.direction == "rtl")
        for stretch, spans in self._stretches(pieces, level):
            breaks = line_breaks(stretch.text, main_language(pieces), spans, stretch.pieces)
            if self._whole is not None:
                inside = inside_words(stretch.text, breaks, self._whole)
                breaks = [at for at in breaks if at not in inside]
            places = stretch.places(breaks, hyphen_width=self._hyphen_width(stretch))
            parts = [places.ends[place] - places.starts[place - 1] for place in range(1, len(places))]
            widest = max(widest, *parts) if parts else widest
        return widest

    def _stretches(self, pieces: Sequence[Piece], level: int) -> list[tuple[Stretch, list[_Span]]]:
        """Cut at forced breaks, and shape."""
        pieces = [piece for piece in pieces if piece.text]
        text = "".join([piece.text for piece in pieces])
        spans: list[_Span] = []
        length = 0
        for index, piece in enumerate(pieces):
            spans.append((length, index, 0))
            length += len(piece.text)
        cuts = [0, *(match.end() for match in _FORCED.finditer(text)), length] if text else []
        lang = self._language(pieces) if pieces else ""
        found: list[tuple[Stretch, list[_Span]]] = []
        for start, end in itertools.pairwise(cuts):
            if start == end:
                continue
            part, within = (text, spans) if end - start == length else (text[start:end], _within(spans, start, end))
            levels, borders = isolated_levels(part, within, pieces, level, lang)
            items = itemise(part, levels, within, pieces, self.library, self.locale.script)
            for item in items if self.library.absent else ():
                if item.script in self.library.absent:
                    piece = pieces[item.piece]
                    self.absent.setdefault(self.library.absent[item.script], piece.message)
            stretch = Stretch(part, items, pieces, self._fit, borders)
            stretch.report_missing(self._miss)
            found.append((stretch, within))
        return found

    def _language(self, pieces: Sequence[Piece]) -> str:
        """The language that a paragraph is in: the locale's, of whatever region, or else what most of it is in."""
        own = self.locale.tag.split("-")[0]
        langs = [piece.lang for piece in pieces if not piece.isolate]
        return next((lang for lang in langs if lang.split("-")[0] == own), None) or main_language(pieces)

    def _choose(
        self,
        stretch: Stretch,
        breaks: list[int],
        spans: list[_Span],
        measure: float,
        lang: str,
        balance: bool,
        hyphenate: bool,
    ) -> tuple[Breakpoints, Sequence[int]]:
        """Measure the places where lines may end and choose among them."""
        hyphen_width = self._hyphen_width(stretch)

        def chosen() -> Sequence[int]:
            penalties = break_penalties(stretch.text, places.offsets, lang, balance=balance, whole=self._whole)
            return choose_lines(places, measure, balance=balance, exact=stretch.exact(places), penalties=penalties)

        hyphens: frozenset[int] = frozenset()
        places = stretch.places(breaks, hyphens, hyphen_width=hyphen_width)
        ends = chosen()
        tried: set[int] = set()
        while hyphenate and _is_loose(places, ends, measure):
            # Only the word that begins a line could have filled the line before it; dividing all takes far longer.
            beginnings = {places.offsets[end] for end in ends[:-1]} - tried
            if 0 not in tried and places.ends[ends[0]] - places.starts[0] > measure + TOLERANCE:
                beginnings.add(0)  # the very first word is too long
            more_hyphens = self._hyphens(stretch, spans, beginnings) - hyphens if beginnings else frozenset[int]()
            if not more_hyphens:
                break
            tried |= beginnings
            hyphens |= more_hyphens
            breaks = sorted({*breaks, *hyphens})
            places = stretch.places(breaks, hyphens, hyphen_width=hyphen_width)
            ends = chosen()
        more = stretch.split_long(places, measure, hyphen_width)
        if more:
            cuts = frozenset(more) - set(breaks)
            self._report_divided(stretch.text, cuts, breaks)
            places = stretch.places(sorted({*breaks, *cuts}), hyphens, cuts, hyphen_width)
            ends = chosen()
        return places, ends

    def _report_divided(self, text: str, cuts: frozenset[int], breaks: Sequence[int]) -> None:
        """Keep the words that are cut; an address is meant to be."""
        for place in sorted({bisect_right(breaks, at) for at in cuts}):
            word = text[breaks[place - 1] if place else 0 : breaks[place]].strip()
            if not (_ADDRESS.search(word) or any(map(str.isdigit, word))):
                self.divided.setdefault(word)

    @staticmethod
    def _hyphen_width(stretch: Stretch) -> Callable[[int], float]:
        """What measures the hyphen of an item."""

        def measure(item: int) -> float:
            found = stretch.items[item]
            advance = hyphen_of(found.font, found.script, stretch.pieces[found.piece].lang)[2]
            return advance * stretch.scales[item]

        return measure

    def _hyphens(self, stretch: Stretch, spans: list[_Span], beginnings: set[int]) -> frozenset[int]:
        """Where words may be divided that begin, but for a sign before them, at one of the offsets ``beginnings``."""
        found: set[int] = set()
        for number, (start, index, _) in enumerate(spans):
            end = spans[number + 1][0] if number + 1 < len(spans) else len(stretch.text)
            piece = stretch.pieces[index]
            lang = piece.lang
            if lang == self.locale.tag:
                lang = self.locale.hyphens or lang
            if not piece.isolate:
                near = {at - start for at in beginnings if start <= at < end}
                found.update(start + at for at in hyphen_positions(stretch.text[start:end], lang, near))
        return frozenset(found)

    def _fit(self, style: Style, system: str) -> Style:
        """A style made for the locale's writing system, for text in another one."""
        if system == self.locale.script:
            return style
        found = self._fitted.get((style, system))
        if found is None:
            own, other = self._fits.get(self.locale.script, _AS_IT_IS), self._fits.get(system, _AS_IT_IS)
            size, leading = other.apply(style.size / own.size, style.leading / own.leading, small=style.rise > 0)
            found = self._fitted[style, system] = replace(style, size=size, leading=leading)
        return found

    def _miss(self, piece: Piece, char: str) -> None:
        missing = MissingGlyph(piece.message, char, piece.slot)
        if missing not in self._known_missing:
            self._known_missing.add(missing)
            self.missing.append(missing)


def _is_loose(places: Breakpoints, ends: Sequence[int], measure: float) -> bool:
    """Say whether a line but the last is short, or any too long."""
    start = 0
    for end in ends:
        width = places.ends[end] - places.starts[start]
        if width > measure + TOLERANCE or (end != ends[-1] and measure - width > _LOOSE * measure):
            return True
        start = end
    return False


def _within(spans: list[_Span], start: int, end: int) -> list[_Span]:
    """The spans of a part of the text."""
    found: list[_Span] = []
    for number, (first, index, _) in enumerate(spans):
        if first >= end:
            break
        following = spans[number + 1][0] if number + 1 < len(spans) else end
        if following > start:
            found.append((max(first - start, 0), index, max(start - first, 0)))
    return found
