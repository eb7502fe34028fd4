# SPDX-License-Identifier: Apache-2.0
"""Cuts text into items: characters of one piece, one bidi level, one script and one font."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from icu4py.breakers import CharacterBreaker

from booklet.text.characters import IGNORABLE, UNDRAWN, is_default_ignorable
from booklet.text.fonts import FontFace, FontLibrary
from booklet.text.model import Piece
from booklet.text.scripts import has_own_stops, script_of, script_runs, system_of, writing_system
from booklet.text.segments import readable, segment_ends

__all__ = ["Item", "itemise"]

_NUMBER = re.compile(r"[0-9]+(?:[.,:/-][0-9]+)*%?|%")
_SPACED_NUMBER = re.compile(f"[ \u00a0]*(?:{_NUMBER.pattern})[ \u00a0]*")
_DIGITS = "0123456789%"
_SAME = re.compile(r"(.)\1*", re.DOTALL)
_WITHOUT_GLYPH = IGNORABLE | {chr(codepoint) for codepoint in UNDRAWN}


class Item(NamedTuple):
    """Characters ``start`` to ``end`` of the text, which ``piece`` (an index) has from its ``offset`` on."""

    start: int
    end: int
    piece: int
    offset: int
    level: int
    script: str
    font: FontFace


def itemise(
    text: str,
    levels: bytes,
    spans: Sequence[tuple[int, int, int]],
    pieces: Sequence[Piece],
    library: FontLibrary,
    script: str,
) -> list[Item]:
    """Cut ``text``. ``spans`` are start in the text, index of the piece and offset in it, in order.

    ``script`` is that of text without letters in an unknown language; an item's is the writing system of its language.
    Characters that no font has go to the first font of the chain, where shaping finds them missing.
    """
    if len(spans) == 1:
        simple = _single_item(text, levels, spans[0], pieces, library, script)
        if simple is not None:
            return [simple]
    cuts = {start: None for start, _, _ in spans}
    if levels.count(levels[:1]) != len(levels):
        cuts.update((match.start(), None) for match in _SAME.finditer(levels.decode("latin-1")))
    scripts = script_runs(text, _default(script, pieces[spans[0][1]].lang), _own_stops(text, spans, pieces))
    cuts.update((start, None) for start, _, _ in scripts)
    starts = sorted(cuts)
    ends = [*starts[1:], len(text)]
    names: list[str] = []
    in_span = in_script = 0
    for start in starts:
        while scripts[in_script][1] <= start:
            in_script += 1
        names.append(scripts[in_script][2])
    for index in range(len(starts) - 2, 0, -1):
        # Signs between words of two directions go with the word whose direction they have.
        own, after = levels[starts[index]], levels[starts[index + 1]]
        if own != after or own == levels[starts[index - 1]] or names[index] == names[index + 1]:
            continue
        if all(script_of(char) is None for char in text[starts[index] : ends[index]]):
            names[index] = names[index + 1]
    items: list[Item] = []
    borders = {start: pieces[index].lang for start, index, _ in spans}
    parts: list[tuple[int, str]] = []
    lang = ""
    for start, name in zip(starts, names, strict=True):
        lang = borders.get(start, lang)
        system = writing_system(name, lang)
        if start in borders or system != parts[-1][1] or levels[start] != levels[start - 1]:
            parts.append((start, system))
    ends = [*(start for start, _ in parts[1:]), len(text)]
    chains: list[tuple[FontFace, ...]] = []
    for start, name in parts:
        while in_span + 1 < len(spans) and spans[in_span + 1][0] <= start:
            in_span += 1
        style = pieces[spans[in_span][1]].style
        chains.append(library.chain(style.families, style.bold, style.italic, name))
    in_span = 0
    for number, ((start, name), end) in enumerate(zip(parts, ends, strict=True)):
        while in_span + 1 < len(spans) and spans[in_span + 1][0] <= start:
            in_span += 1
        first, piece, offset = spans[in_span]
        style = pieces[piece].style
        chain = chains[number]
        numbers = library.chain(style.families, style.bold, style.italic, "Latn") if name != "Latn" else chain
        if name == "Aran":  # the space of Nastaliq is so narrow that words of other fonts would touch their neighbours
            beside = [chains[at][0] for at in (number - 1, number + 1) if 0 <= at < len(chains)]
            before = number > 0 and (beside[0] is not chain[0] or text[start - 1] in _DIGITS)
            after = end < len(text) and (beside[-1] is not chain[0] or text[end] in _DIGITS)
            runs = _spaces_apart(text, start, end, (before, after), chain, numbers)
        else:
            runs = _numbers_apart(text, start, end, chain, numbers)
        for begin, finish, faces in runs:
            system = name if faces is chain else "Latn"
            for part_start, part_end, font in _fonts(text, begin, finish, faces):
                items.append(
                    Item(part_start, part_end, piece, offset + part_start - first, levels[part_start], system, font)
                )
    return items


def _single_item(
    text: str, levels: bytes, span: tuple[int, int, int], pieces: Sequence[Piece], library: FontLibrary, script: str
) -> Item | None:
    """The one item that most paragraphs are: one piece, level, script and font; None where there are several."""
    if levels.count(levels[:1]) != len(levels):
        return None
    _, piece, offset = span
    runs = script_runs(text, _default(script, pieces[piece].lang), _own_stops(text, (span,), pieces))
    if len(runs) > 1:
        return None
    style = pieces[piece].style
    system = writing_system(runs[0][2], pieces[piece].lang)
    font = library.chain(style.families, style.bold, style.italic, system)[0]
    if not font.coverage.issuperset(text) or (system != "Latn" and _NUMBER.search(text)):
        return None
    return Item(0, len(text), piece, offset, levels[0], system, font)


def _default(script: str, lang: str) -> str:
    """The script of text without letters: that of its language, or else the locale's."""
    return system_of(lang) or script


def _own_stops(text: str, spans: Sequence[tuple[int, int, int]], pieces: Sequence[Piece]) -> list[tuple[int, int, str]]:
    """Start, end and writing system of what is in a language with stops of its own."""
    ends = [*(start for start, _, _ in spans[1:]), len(text)]
    systems = [(start, end, system_of(pieces[index].lang)) for (start, index, _), end in zip(spans, ends, strict=True)]
    return [each for each in systems if has_own_stops(each[2])]


def _numbers_apart(
    text: str,
    start: int,
    end: int,
    chain: Sequence[FontFace],
    numbers: Sequence[FontFace],
    pattern: re.Pattern[str] = _NUMBER,
) -> Iterator[tuple[int, int, Sequence[FontFace]]]:
    """Cut out numbers in Latin digits: fonts of other scripts draw them in a style that is not the booklet's."""
    if chain is not numbers:
        for match in pattern.finditer(text, start, end):
            if start < match.start():
                yield start, match.start(), chain
            yield match.start(), match.end(), numbers
            start = match.end()
    if start < end:
        yield start, end, chain


def _spaces_apart(
    text: str,
    start: int,
    end: int,
    beside: tuple[bool, bool],
    chain: Sequence[FontFace],
    numbers: Sequence[FontFace],
) -> Iterator[tuple[int, int, Sequence[FontFace]]]:
    """The same, with the spaces around numbers, and towards another font before or after, in the numbers' font."""
    first, last = start, end
    while beside[0] and first < end and text[first] in " \u00a0":
        first += 1
    while beside[1] and last > first and text[last - 1] in " \u00a0":
        last -= 1
    if start < first:
        yield start, first, numbers
    yield from _numbers_apart(text, first, last, chain, numbers, _SPACED_NUMBER)
    if last < end:
        yield last, end, numbers


def _fonts(text: str, start: int, end: int, chain: Sequence[FontFace]) -> list[tuple[int, int, FontFace]]:
    """Start, end and font of each stretch of one font."""
    needed = set(text[start:end])
    if chain[0].coverage.issuperset(needed):
        return [(start, end, chain[0])]
    needed -= _WITHOUT_GLYPH
    for font in chain:
        if font.coverage.issuperset(needed):
            return [(start, end, font)]
    found: list[tuple[int, int, FontFace]] = []
    part = readable(text[start:end])
    ends = segment_ends(CharacterBreaker(part, "en"), part)
    for first, last in zip([0, *ends], ends, strict=False):
        cluster = part[first:last]
        if found and all(script_of(char) is None for char in cluster) and _covers(found[-1][2], cluster):
            font = found[-1][2]  # spaces and signs stay with the word before them
        else:
            font = _first(chain, cluster)
        if found and found[-1][2] is font:
            found[-1] = (found[-1][0], start + last, font)
        else:
            found.append((start + first, start + last, font))
    return found


def _first(chain: Sequence[FontFace], cluster: str) -> FontFace:
    """The first font that has a whole cluster, or else its first character, or else the first font."""
    for wanted in (cluster, cluster[0]):
        for font in chain:
            if _covers(font, wanted):
                return font
    return chain[0]


def _covers(font: FontFace, cluster: str) -> bool:
    """Say whether a font can draw a cluster; HarfBuzz composes and decomposes as the font needs it (UAX #15)."""
    lacking = [char for char in cluster if char not in font.coverage and not is_default_ignorable(char)]
    if not lacking:
        return True
    return any(
        all(char in font.coverage or is_default_ignorable(char) for char in unicodedata.normalize(form, cluster))
        for form in ("NFC", "NFD")
    )
