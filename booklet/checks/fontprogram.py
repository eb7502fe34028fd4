# SPDX-License-Identifier: Apache-2.0
"""The characters that an embedded TrueType program itself knows, by glyph."""

from __future__ import annotations

import struct
from collections.abc import Iterator

__all__ = ["characters_by_glyph"]

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


def _entries(program: bytes) -> Iterator[tuple[int, int]]:
    (count,) = struct.unpack_from(">H", program, 4)
    for index in range(count):
        tag, _, start, length = struct.unpack_from(">4sIII", program, 12 + 16 * index)
        if tag == b"cmap":
            table = program[start : start + length]
            (subtables,) = struct.unpack_from(">H", table, 2)
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
