# SPDX-License-Identifier: Apache-2.0
"""What an embedded TrueType program itself knows: the characters of its glyphs, and which glyphs are made of which."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

__all__ = ["characters_by_glyph", "glyph_parts"]

_UNICODE = frozenset({(0, 0), (0, 1), (0, 2), (0, 3), (0, 4), (0, 6), (3, 1), (3, 10)})
_MOST = 200_000  # entries of a cmap; more than Unicode has characters


def characters_by_glyph(program: bytes) -> dict[int, set[str]]:
    """The characters of each glyph by the font's Unicode ``cmap``; nothing where it has none or is broken.

    A broken font is for veraPDF to find. Private-use characters mean nothing to anyone else and are left out.
    """
    found: dict[int, set[str]] = {}
    left = _MOST
    try:
        for character, gid in _entries(program):
            left -= 1
            if left < 0:
                break
            private = 0xE000 <= character <= 0xF8FF or character >= 0xF0000 or 0xD800 <= character <= 0xDFFF
            if gid and not private:
                found.setdefault(gid, set()).add(chr(character))
    except struct.error:
        return {}
    return found


def glyph_parts(program: bytes, gids: Iterable[int]) -> dict[int, list[int]]:
    """The glyphs that each of these glyphs is made of, -1 for one that is scaled; those with outlines are left out."""
    found: dict[int, list[int]] = {}
    try:
        head, loca, glyf = (_table(program, tag) for tag in (b"head", b"loca", b"glyf"))
        (wide,) = struct.unpack_from(">h", head, 50)
        for gid in gids:
            start, end = struct.unpack_from(">II", loca, 4 * gid) if wide else struct.unpack_from(">HH", loca, 2 * gid)
            glyph = glyf[start:end] if wide else glyf[2 * start : 2 * end]
            if glyph[:1] >= b"\x80":  # a negative number of contours
                found[gid] = _parts(glyph)
    except struct.error:
        return {}
    return found


def _parts(glyph: bytes) -> list[int]:
    parts: list[int] = []
    place, flags = 10, 0x20
    while flags & 0x20 and len(parts) < 64:  # MORE_COMPONENTS
        flags, gid = struct.unpack_from(">HH", glyph, place)
        parts.append(-1 if flags & 0xC8 else gid)
        place += 8 if flags & 0x01 else 6
        place += 2 if flags & 0x08 else 4 if flags & 0x40 else 8 if flags & 0x80 else 0  # a scale
    return parts


def _table(program: bytes, wanted: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", program, 4)
    for index in range(count):
        tag, _, start, length = struct.unpack_from(">4sIII", program, 12 + 16 * index)
        if tag == wanted:
            return program[start : start + length]
    return b""


def _entries(program: bytes) -> Iterator[tuple[int, int]]:
    table = _table(program, b"cmap")
    (subtables,) = struct.unpack_from(">H", table, 2) if table else (0,)
    for place in range(min(subtables, 100)):
        platform, encoding, offset = struct.unpack_from(">HHI", table, 4 + 8 * place)
        if (platform, encoding) in _UNICODE:
            yield from _subtable(table[offset:])


def _subtable(data: bytes) -> Iterator[tuple[int, int]]:
    """Character and glyph of subtables of formats 4 and 12, which are the ones in use for Unicode."""
    (kind,) = struct.unpack_from(">H", data)
    if kind == 12:
        (groups,) = struct.unpack_from(">I", data, 12)
        for group in range(groups):
            first, last, gid = struct.unpack_from(">III", data, 16 + 12 * group)
            for character in range(first, min(last, 0x10FFFF) + 1):
                yield character, gid + character - first
    elif kind == 4:
        (double,) = struct.unpack_from(">H", data, 6)
        for segment in range(0, double, 2):
            (last,) = struct.unpack_from(">H", data, 14 + segment)
            first, delta, span = (struct.unpack_from(">H", data, 16 + n * double + segment)[0] for n in (1, 2, 3))
            place = 16 + 3 * double + segment + span
            for character in range(first, min(last, 0xFFFE) + 1):
                gid = character
                if span:
                    (gid,) = struct.unpack_from(">H", data, place + 2 * (character - first))
                yield character, (gid + delta) & 0xFFFF if gid or not span else 0
