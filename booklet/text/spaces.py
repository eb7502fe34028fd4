# SPDX-License-Identifier: Apache-2.0
"""Which glyphs make a font's layout look across a space.

A word that was shaped once can be used again wherever it stands, unless the font kerns across spaces or has rules whose
context reaches over one. This module reads the lookups that are on by default (OpenType 1.9: GSUB, GPOS, GDEF) and
collects, for each rule that can see the space glyph or step over it, the glyphs without which that rule never applies.
Text without any of them can be shaped word by word. In doubt the answer is None, "any glyph": that costs time, never
correctness. Lookups that look at one glyph, and marks that sit on a space, cannot reach across and do not count.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence, Set

import uharfbuzz as hb

__all__ = ["glyphs_across_spaces"]

_OFF_BY_DEFAULT = frozenset(
    {
        "aalt", "afrc", "c2pc", "c2sc", "case", "cpct", "cpsp", "dlig", "dnom", "expt", "falt", "frac", "fwid", "halt",
        "hist", "hkna", "hlig", "hngl", "hojo", "hwid", "ital", "jalt", "jp04", "jp78", "jp83", "jp90", "lfbd", "lnum",
        "mgrk", "nalt", "nlck", "numr", "onum", "opbd", "ordn", "ornm", "palt", "pcap", "pkna", "pnum", "pwid", "qwid",
        "rand", "rtbd", "ruby", "salt", "sinf", "size", "smcp", "smpl", "subs", "sups", "swsh", "titl", "tnam", "tnum",
        "trad", "twid", "unic", "vert", "vrt2", "vrtr", "vhal", "vkna", "vkrn", "vpal", "zero",
    }
)  # fmt: skip
_IGNORE_BASES = 0x0002
_BASE = 1
_EXTENSION = {"GSUB": 7, "GPOS": 9}
_ALONE = {"GSUB": (1, 2, 3), "GPOS": (1, 4, 5, 6)}  # kinds of lookup that reach no further than a glyph and its marks
_MOST = 256
"""Glyphs; a rule that needs one of more than these is taken to apply everywhere."""


class _EverywhereError(Exception):
    """Some rule across a space may apply to any text."""


def glyphs_across_spaces(face: hb.Face, space: int) -> frozenset[int] | None:
    """Return the glyphs whose shaping can depend on what stands beyond the glyph ``space``; None for any glyph."""
    tables = {tag: face.reference_table(tag).data for tag in ("GDEF", "GSUB", "GPOS", "kern")}
    if tables["kern"] and not tables["GPOS"]:
        return None
    found: set[int] = set()
    try:
        base = bool(tables["GDEF"]) and _is_base(tables["GDEF"], space)
        for tag in ("GSUB", "GPOS"):
            if tables[tag]:
                found |= _Layout(tag, tables[tag], space, base).triggers()
    except (struct.error, IndexError, _EverywhereError):
        return None
    return frozenset(found)


def _u16(data: bytes, offset: int) -> int:
    if offset + 2 > len(data):
        raise IndexError("outside the table")
    return int.from_bytes(data[offset : offset + 2], "big")


def _array(data: bytes, offset: int) -> tuple[int, ...]:
    """A count and as many 16-bit numbers."""
    return struct.unpack_from(f">{_u16(data, offset)}H", data, offset + 2)


def _is_base(gdef: bytes, glyph: int) -> bool:
    classes = _u16(gdef, 4)
    return bool(classes) and _class(gdef, classes, glyph) == _BASE


def _ranges(data: bytes, offset: int) -> list[tuple[int, int, int]]:
    numbers = struct.unpack_from(f">{3 * _u16(data, offset + 2)}H", data, offset + 4)
    return list(zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True))


def _covers(data: bytes, offset: int, glyph: int) -> bool:
    if _u16(data, offset) == 1:
        return glyph in _array(data, offset + 2)
    return any(first <= glyph <= last for first, last, _ in _ranges(data, offset))


def _class(data: bytes, offset: int, glyph: int) -> int:
    if _u16(data, offset) == 1:
        first, count = _u16(data, offset + 2), _u16(data, offset + 4)
        return _u16(data, offset + 6 + 2 * (glyph - first)) if first <= glyph < first + count else 0
    return next((value for first, last, value in _ranges(data, offset) if first <= glyph <= last), 0)


class _Layout:
    """One GSUB or GPOS table, asked about one glyph. ``base`` tells whether GDEF calls that glyph a base."""

    def __init__(self, tag: str, data: bytes, space: int, base: bool) -> None:
        self.tag = tag
        self.data = data
        self.space = space
        self.base = base
        self._coverage: dict[int, frozenset[int]] = {}  # subtables share them

    def triggers(self) -> set[int]:
        """Glyphs that rules across the space need. Raises ``_EverywhereError`` where that is no short list."""
        lookup_list = _u16(self.data, 8)
        offsets = _array(self.data, lookup_list)
        found: set[int] = set()
        for index in self._active(len(offsets)):
            found |= self._lookup(lookup_list + offsets[index])
        return found

    def _active(self, count: int) -> list[int]:
        """Lookups of features that may be on, and those without a feature, which others call."""
        on: set[int] = set()
        named: set[int] = set()
        features = _u16(self.data, 6)
        for index in range(_u16(self.data, features)):
            record = features + 2 + 6 * index
            tag = self.data[record : record + 4].decode("latin-1")
            lookups = _array(self.data, features + _u16(self.data, record + 4) + 2)
            named.update(lookups)
            if tag not in _OFF_BY_DEFAULT and not (tag[:2] in ("ss", "cv") and tag[2:].isdigit()):
                on.update(lookups)
        return [index for index in range(count) if index in on or index not in named]

    def _lookup(self, lookup: int) -> set[int]:
        data = self.data
        kind, flags = _u16(data, lookup), _u16(data, lookup + 2)
        found: set[int] = set()
        for offset in _array(data, lookup + 4):
            subtable, inner = lookup + offset, kind
            if kind == _EXTENSION[self.tag]:
                inner = _u16(data, subtable + 2)
                subtable += struct.unpack_from(">L", data, subtable + 4)[0]
            if inner in _ALONE[self.tag]:
                continue
            if self.base and flags & _IGNORE_BASES:
                found |= self._needed([self._starters(inner, subtable)])
            else:
                found |= self._subtable(inner, subtable)
        return found

    def _needed(self, positions: Sequence[Set[int]]) -> Set[int]:
        """The fewest glyphs of which a rule needs one, out of what it wants in each of its places."""
        wanted = [glyphs for glyphs in positions if self.space not in glyphs]
        least = min(wanted, key=len, default=None)
        if least is None or len(least) > _MOST:
            raise _EverywhereError
        return least

    def _starters(self, kind: int, at: int) -> frozenset[int]:
        """What a subtable's matches begin with."""
        chained = (self.tag, kind) in (("GSUB", 6), ("GPOS", 8))
        context = chained or (self.tag, kind) in (("GSUB", 5), ("GPOS", 7))
        if context and _u16(self.data, at) == 3:
            return self._glyphs(at + self._coverages(at, chained)[1][0])
        return self._glyphs(at + _u16(self.data, at + 2))

    def _subtable(self, kind: int, at: int) -> Set[int]:
        if self.tag == "GSUB":
            if kind == 4:
                return self._ligatures(at)
            return self._reverse(at) if kind == 8 else self._context(at, chained=kind == 6)
        if kind == 2:
            return self._pairs(at)
        return self._cursive(at) if kind == 3 else self._context(at, chained=kind == 8)

    def _ligatures(self, at: int) -> Set[int]:
        data = self.data
        first = self._glyphs(at + _u16(data, at + 2))
        for set_offset in _array(data, at + 4):
            start = at + set_offset
            for offset in _array(data, start):
                count = _u16(data, start + offset + 2)
                if self.space in struct.unpack_from(f">{max(0, count - 1)}H", data, start + offset + 4):
                    return self._needed([first])
        if self.space in first:
            raise _EverywhereError
        return set()

    def _pairs(self, at: int) -> Set[int]:
        data = self.data
        first = self._glyphs(at + _u16(data, at + 2))
        sizes = [2 * _u16(data, at + place).bit_count() for place in (4, 6)]
        if self.space in first:
            raise _EverywhereError
        if _u16(data, at) == 1:
            step = 2 + sum(sizes)
            for offset in _array(data, at + 8):
                start = at + offset
                if any(_u16(data, start + 2 + step * index) == self.space for index in range(_u16(data, start))):
                    return self._needed([first])
            return set()
        firsts, seconds = _u16(data, at + 12), _u16(data, at + 14)
        column = _class(data, at + _u16(data, at + 10), self.space)
        step = sum(sizes)
        for row in range(firsts):
            value = at + 16 + step * (row * seconds + column)
            if any(data[value : value + step]):
                return self._needed([first])
        return set()

    def _cursive(self, at: int) -> Set[int]:
        """What would join the space: the glyphs that can be entered, if it can be left, and the other way round."""
        data = self.data
        if not _covers(data, at + _u16(data, at + 2), self.space):
            return set()
        covered = self._ordered(at + _u16(data, at + 2))
        records = struct.iter_unpack(">HH", data[at + 6 : at + 6 + 4 * _u16(data, at + 4)])
        entries: set[int] = set()
        exits: set[int] = set()
        for glyph, (entry, exit_) in zip(covered, records, strict=False):
            if entry:
                entries.add(glyph)
            if exit_:
                exits.add(glyph)
        found: set[int] = set()
        if self.space in exits:
            found |= self._needed([entries])
        if self.space in entries:
            found |= self._needed([exits])
        return found

    def _glyphs(self, coverage: int) -> frozenset[int]:
        found = self._coverage.get(coverage)
        if found is None:
            found = self._coverage[coverage] = frozenset(self._ordered(coverage))
        return found

    def _ordered(self, coverage: int) -> list[int]:
        if _u16(self.data, coverage) == 1:
            return list(_array(self.data, coverage + 2))
        return [glyph for first, last, _ in _ranges(self.data, coverage) for glyph in range(first, last + 1)]

    def _reverse(self, at: int) -> Set[int]:
        data = self.data
        backtrack = _array(data, at + 4)
        lookahead = _array(data, at + 6 + 2 * len(backtrack))
        places = [self._glyphs(at + offset) for offset in (_u16(data, at + 2), *backtrack, *lookahead)]
        return self._needed(places) if any(self.space in glyphs for glyphs in places) else set()

    def _context(self, at: int, *, chained: bool) -> Set[int]:
        """Contexts by glyphs, by classes, by coverages; chained ones have glyphs before and after as well."""
        data, form = self.data, _u16(self.data, at)
        if form == 3:
            offsets = [at + offset for part in self._coverages(at, chained) for offset in part]
            if not any(_covers(data, offset, self.space) for offset in offsets):
                return set()
            return self._needed([self._glyphs(offset) for offset in offsets])
        if form == 1:
            before = inside = after = self.space
            sets = at + 4
        elif chained:
            before, inside, after = (self._class_at(at, place) for place in (4, 6, 8))
            sets = at + 10
        else:
            before = inside = after = self._class_at(at, 4)
            sets = at + 6
        first = self._glyphs(at + _u16(data, at + 2))
        for set_offset in _array(data, sets):
            if not set_offset:
                continue
            start = at + set_offset
            for offset in _array(data, start):
                parts = self._rule(start + offset, chained)
                if self.space in first or before in parts[0] or inside in parts[1] or after in parts[2]:
                    return self._needed([first])
        return set()

    def _class_at(self, at: int, place: int) -> int:
        offset = _u16(self.data, at + place)
        return _class(self.data, at + offset, self.space) if offset else 0

    def _coverages(self, at: int, chained: bool) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
        data = self.data
        if not chained:
            return (), struct.unpack_from(f">{_u16(data, at + 2)}H", data, at + 6), ()
        before = _array(data, at + 2)
        inside = _array(data, at + 4 + 2 * len(before))
        return before, inside, _array(data, at + 6 + 2 * (len(before) + len(inside)))

    def _rule(self, at: int, chained: bool) -> tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]:
        """Glyphs or classes before, inside (from the second on) and after a rule's match."""
        data = self.data
        if not chained:
            return (), struct.unpack_from(f">{max(0, _u16(data, at) - 1)}H", data, at + 4), ()
        before = _array(data, at)
        at += 2 + 2 * len(before)
        inside = struct.unpack_from(f">{max(0, _u16(data, at) - 1)}H", data, at + 2)
        return before, inside, _array(data, at + 2 + 2 * len(inside))
