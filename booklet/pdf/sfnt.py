# SPDX-License-Identifier: Apache-2.0
"""TrueType files: take a font apart, append composite glyphs, put it together again.

Only what embedding needs (OpenType 1.9: ``head``, ``hhea``, ``hmtx``, ``maxp``, ``loca``, ``glyf``); fontTools does the
same ten times slower.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

from booklet.values import Immutable

__all__ = ["Component", "FontError", "TrueType", "read_tables", "write_tables"]

_INT16: Final = range(-32768, 32768)
_ARGS_ARE_WORDS, _ARGS_ARE_XY, _MORE_COMPONENTS = 0x0001, 0x0002, 0x0020
_HAS_SCALE, _HAS_XY_SCALE, _HAS_TWO_BY_TWO = 0x0008, 0x0040, 0x0080


class FontError(ValueError):
    """A font program that cannot be embedded; the message says why."""


class Component(NamedTuple):
    """A glyph inside a composite glyph, moved by (x, y) font units."""

    gid: int
    x: int
    y: int


class _Extent(Immutable, frozen=True):
    """What ``maxp`` counts of a glyph, and its box; a glyph without ink has no contours."""

    points: int
    contours: int
    depth: int
    box: tuple[int, int, int, int]


def read_tables(data: bytes) -> dict[str, bytes]:
    """The tables of a TrueType file by tag. Raises :class:`FontError` where it is cut short or no TrueType file."""
    if data[:4] not in (b"\x00\x01\x00\x00", b"true"):
        raise FontError("it is no TrueType file (OpenType with CFF outlines cannot be embedded)")
    try:
        (count,) = struct.unpack_from(">H", data, 4)
        tables = {}
        for i in range(count):
            tag, _, offset, length = struct.unpack_from(">4sIII", data, 12 + 16 * i)
            if offset + length > len(data):
                raise FontError("the file is cut short")
            tables[tag.decode("latin-1")] = data[offset : offset + length]
    except struct.error as error:
        raise FontError("the file is cut short") from error
    return tables


def write_tables(tables: Mapping[str, bytes]) -> bytes:
    """A TrueType file of these tables, with checksums, in the order of their tags."""
    count = len(tables)
    power = count.bit_length() - 1
    directory = [struct.pack(">IHHHH", 0x00010000, count, 16 << power, power, 16 * count - (16 << power))]
    body: list[bytes] = []
    offset = 12 + 16 * count
    for tag in sorted(tables):
        data = tables[tag]
        if tag == "head":  # its own checksum adjustment counts as zero
            data = data[:8] + b"\0\0\0\0" + data[12:]
        padded = data + bytes(-len(data) % 4)
        directory.append(struct.pack(">4sIII", tag.encode("latin-1"), _checksum(padded), offset, len(data)))
        body.append(padded)
        offset += len(padded)
    font = bytearray(b"".join(directory + body))
    (head,) = struct.unpack_from(">I", font, 12 + 16 * sorted(tables).index("head") + 8)
    struct.pack_into(">I", font, head + 8, (0xB1B0AFBA - _checksum(bytes(font))) & 0xFFFFFFFF)
    return bytes(font)


def _checksum(data: bytes) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(data) // 4}I", data)
    return sum(words) & 0xFFFFFFFF


class TrueType:
    """A font program that glyphs can be appended to."""

    def __init__(self, data: bytes) -> None:
        self._tables = read_tables(data)
        missing = {"head", "hhea", "hmtx", "maxp", "loca", "glyf"} - set(self._tables)
        if missing:
            raise FontError(f"it has no table {', '.join(sorted(missing))}")
        try:
            self._read()
        except struct.error as error:
            raise FontError("a table is cut short") from error

    def _read(self) -> None:
        tables = self._tables
        (count,) = struct.unpack_from(">H", tables["maxp"], 4)
        (long_offsets,) = struct.unpack_from(">h", tables["head"], 50)
        if long_offsets:
            offsets: Sequence[int] = struct.unpack_from(f">{count + 1}I", tables["loca"])
        else:
            offsets = [2 * half for half in struct.unpack_from(f">{count + 1}H", tables["loca"])]
        glyf = tables["glyf"]
        if any(a > b for a, b in pairwise(offsets)) or offsets[-1] > len(glyf):
            raise FontError("its table loca points outside of its glyphs")
        self._glyphs = [glyf[a:b] for a, b in pairwise(offsets)]
        (metrics,) = struct.unpack_from(">H", tables["hhea"], 34)
        if not 0 < metrics <= count:
            raise FontError("its table hhea counts no metrics")
        pairs = struct.unpack_from(">" + "Hh" * metrics, tables["hmtx"])
        self.advances: list[int] = list(pairs[::2])
        self._bearings: list[int] = list(pairs[1::2])
        rest = count - metrics
        self.advances += [self.advances[-1]] * rest
        self._bearings += struct.unpack_from(f">{rest}h", tables["hmtx"], 4 * metrics)
        self._extents: dict[int, _Extent] = {}
        self._appended = 0

    def append(self, components: Iterable[Component], advance: int) -> int:
        """Append a glyph made of others and return its id; one without components is blank.

        ``advance`` is in font units. Raises :class:`FontError` where offsets or the number of glyphs leave the
        range of their 16-bit fields.
        """
        parts = [part for part in components if self._glyphs[part.gid]]
        if len(self._glyphs) >= 0xFFFF or not 0 <= advance <= 0xFFFF:
            raise FontError("a cluster of glyphs is too wide, or there are too many of them")
        gid = len(self._glyphs)
        self._glyphs.append(b"")
        self.advances.append(advance)
        self._bearings.append(0)
        if not parts:
            return gid
        extents = [self._extent(part.gid) for part in parts]
        boxes = [
            (e.box[0] + p.x, e.box[1] + p.y, e.box[2] + p.x, e.box[3] + p.y)
            for p, e in zip(parts, extents, strict=True)
        ]
        lows, highs = zip(*((box[:2], box[2:]) for box in boxes), strict=True)
        box = (*map(min, zip(*lows, strict=True)), *map(max, zip(*highs, strict=True)))
        if any(value not in _INT16 for part in parts for value in (*part[1:], *box)):
            raise FontError("the glyphs of a cluster lie too far apart")
        data = bytearray(struct.pack(">hhhhh", -1, *box))
        for position, part in enumerate(parts):
            flags = _ARGS_ARE_WORDS | _ARGS_ARE_XY | (_MORE_COMPONENTS if position + 1 < len(parts) else 0)
            data += struct.pack(">HHhh", flags, *part)
        self._glyphs[gid] = bytes(data)
        self._bearings[gid] = box[0]
        self._appended = max(self._appended, len(parts))
        return gid

    def put(self, tag: str, table: bytes) -> None:
        """Set a table that the glyphs do not need."""
        self._tables[tag] = table

    def build(self) -> bytes:
        """The font file with everything appended."""
        tables = dict(self._tables)
        offsets, parts, position = [0], [], 0
        for glyph in self._glyphs:
            glyph += bytes(-len(glyph) % 4)
            parts.append(glyph)
            position += len(glyph)
            offsets.append(position)
        # An empty glyf table is refused by some readers even where all glyphs are blank.
        tables["glyf"] = b"".join(parts) or b"\0\0\0\0"
        short = position < 0x20000
        fields = [offset // 2 for offset in offsets] if short else offsets
        tables["loca"] = struct.pack(f">{len(offsets)}{'H' if short else 'I'}", *fields)
        tables["head"] = tables["head"][:50] + struct.pack(">h", not short) + tables["head"][52:]
        count = len(self._glyphs)
        pairs = [value for pair in zip(self.advances, self._bearings, strict=True) for value in pair]
        tables["hmtx"] = struct.pack(">" + "Hh" * count, *pairs)
        tables["hhea"] = tables["hhea"][:34] + struct.pack(">H", count)
        tables["maxp"] = self._maxp(count)
        return write_tables(tables)

    def _maxp(self, count: int) -> bytes:
        data = bytearray(self._tables["maxp"])
        struct.pack_into(">H", data, 4, count)
        if self._appended and len(data) >= 32:
            all_extents = [self._extent(gid) for gid in range(count) if self._glyphs[gid][:2] == b"\xff\xff"]
            composite_points = max(extent.points for extent in all_extents)
            composite_contours = max(extent.contours for extent in all_extents)
            depth = max(extent.depth for extent in all_extents)
            (elements,) = struct.unpack_from(">H", data, 28)
            if max(composite_points, composite_contours) > 0xFFFF:
                raise FontError("a cluster of glyphs has too many points")
            struct.pack_into(">HH", data, 10, composite_points, composite_contours)
            struct.pack_into(">HH", data, 28, max(elements, self._appended), depth)
        return bytes(data)

    def _extent(self, gid: int, depth: int = 0) -> _Extent:
        """Points, contours and nesting of a glyph with all its components (the file's own may nest)."""
        if gid in self._extents:
            return self._extents[gid]
        if depth > 16 or gid >= len(self._glyphs):
            raise FontError("its composite glyphs point at each other or at nothing")
        glyph = self._glyphs[gid]
        if not glyph:
            return _Extent(0, 0, 0, (0, 0, 0, 0))
        try:
            contours, *box = struct.unpack_from(">hhhhh", glyph)
            if contours >= 0:
                points = struct.unpack_from(">H", glyph, 10 + 2 * contours - 2)[0] + 1 if contours else 0
                extent = _Extent(points, contours, 0, (box[0], box[1], box[2], box[3]))
            else:
                inner = [self._extent(part, depth + 1) for part in _components(glyph)]
                extent = _Extent(
                    sum(part.points for part in inner),
                    sum(part.contours for part in inner),
                    1 + max((part.depth for part in inner), default=0),
                    (box[0], box[1], box[2], box[3]),
                )
        except struct.error as error:
            raise FontError("a glyph is cut short") from error
        self._extents[gid] = extent
        return extent


def _components(glyph: bytes) -> list[int]:
    """Glyph ids of a composite glyph's parts."""
    gids, position, flags = [], 10, _MORE_COMPONENTS
    while flags & _MORE_COMPONENTS:
        flags, gid = struct.unpack_from(">HH", glyph, position)
        gids.append(gid)
        position += 8 if flags & _ARGS_ARE_WORDS else 6
        if flags & _HAS_SCALE:
            position += 2
        elif flags & _HAS_XY_SCALE:
            position += 4
        elif flags & _HAS_TWO_BY_TWO:
            position += 8
    return gids
