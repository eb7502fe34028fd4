# SPDX-License-Identifier: Apache-2.0
"""The few facts about a TrueType file that its PDF font descriptor needs, and why a file cannot be used.

Read straight from the tables: parsing a font with a general library takes longer than setting a booklet in it.
"""

from __future__ import annotations

import re
import struct

from booklet.values import Immutable

__all__ = ["FontFacts", "FontFileError", "read_font"]

_REQUIRED = ("OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post")
_KINDS = {
    b"OTTO": ("this font has CFF outlines", "take the font's TrueType edition (.ttf)"),
    b"ttcf": ("this is a collection of fonts", "take a file with a single font (.ttf)"),
    b"wOFF": ("this is a web font", "take the font's .ttf file"),
    b"wOF2": ("this is a web font", "take the font's .ttf file"),
}
_RESTRICTED, _NO_SUBSETTING, _BITMAP_ONLY = 0x0002, 0x0100, 0x0200  # OS/2 fsType


class FontFileError(Exception):
    """A file that cannot be used as a font: ``what`` is wrong and how to ``mend`` it."""

    def __init__(self, what: str, mend: str) -> None:
        self.what = what
        self.mend = mend
        super().__init__(what)


class FontFacts(Immutable, frozen=True):
    """Metrics in font units as the tables have them: ``descent`` is negative, ``bbox`` is left, bottom, right, top."""

    units_per_em: int
    bbox: tuple[int, int, int, int]
    ascent: int
    descent: int
    cap_height: int
    x_height: int
    italic_angle: float
    weight: int
    fixed_pitch: bool
    postscript_name: str


def read_font(data: bytes) -> FontFacts:
    """Read a font's facts.

    Raises:
        FontFileError: where the file is no TrueType font, or its licence bits forbid embedding a subset of it.
    """
    kind = data[:4]
    if kind in _KINDS:
        raise FontFileError(*_KINDS[kind])
    if kind not in (b"\x00\x01\x00\x00", b"true"):
        raise FontFileError("this is no font", "put a TrueType font file (.ttf) here")
    try:
        tables = _tables(data)
        lacking = [tag for tag in _REQUIRED if tag not in tables]
        if lacking:
            raise FontFileError(f"the font has no table {lacking[0]!r}", "take an undamaged TrueType font")
        if "fvar" in tables:
            raise FontFileError("this is a variable font", "take a static font, a file for each style")
        facts, rights = _facts(tables)
    except (struct.error, IndexError) as error:
        raise FontFileError("the font is damaged", "fetch the file again from where it came from") from error
    if rights & 0x000F == _RESTRICTED:
        raise FontFileError("the font's licence forbids embedding it (fsType)", "choose an openly licensed font")
    if rights & (_NO_SUBSETTING | _BITMAP_ONLY):
        raise FontFileError("the font's licence forbids embedding a part of it (fsType)", "choose another font")
    return facts


def _tables(data: bytes) -> dict[str, bytes]:
    (count,) = struct.unpack_from(">H", data, 4)
    tables: dict[str, bytes] = {}
    for index in range(count):
        tag, _, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * index)
        if offset + length > len(data):
            raise FontFileError("the font file is cut short", "fetch the file again from where it came from")
        name = tag.decode("latin-1")
        # Outlines and layout are HarfBuzz's to read; copying them would double what is held in memory.
        tables[name] = data[offset : offset + length] if name in ("OS/2", "head", "hhea", "name", "post") else b""
    return tables


def _facts(tables: dict[str, bytes]) -> tuple[FontFacts, int]:
    head, hhea, os2, post = tables["head"], tables["hhea"], tables["OS/2"], tables["post"]
    (units,) = struct.unpack_from(">H", head, 18)
    if not 16 <= units <= 16384:
        raise FontFileError(f"the font divides its em into {units} units", "take an undamaged font")
    left, bottom, right, top = struct.unpack_from(">4h", head, 36)
    ascent, descent = struct.unpack_from(">2h", hhea, 4)
    version, _, weight = struct.unpack_from(">HhH", os2, 0)
    (rights,) = struct.unpack_from(">H", os2, 8)
    x_height, cap_height = struct.unpack_from(">2h", os2, 86) if version >= 2 and len(os2) >= 90 else (0, 0)
    (angle,) = struct.unpack_from(">l", post, 4)
    (fixed_pitch,) = struct.unpack_from(">L", post, 12)
    facts = FontFacts(
        units_per_em=units,
        bbox=(left, bottom, right, top),
        ascent=ascent,
        descent=descent,
        cap_height=cap_height or ascent,
        x_height=x_height,
        italic_angle=angle / 65536,
        weight=weight,
        fixed_pitch=bool(fixed_pitch),
        postscript_name=_postscript_name(tables["name"]),
    )
    return facts, rights


def _postscript_name(table: bytes) -> str:
    """Name 6, kept to what a PDF name can hold as it is."""
    _, count, storage = struct.unpack_from(">3H", table, 0)
    for index in range(count):
        platform, _, _, name_id, length, offset = struct.unpack_from(">6H", table, 6 + 12 * index)
        if name_id != 6:
            continue
        raw = table[storage + offset : storage + offset + length]
        name = re.sub("[^A-Za-z0-9._-]", "", raw.decode("latin-1" if platform == 1 else "utf-16-be", "replace"))
        if name:
            return name[:63]
    raise FontFileError("the font has no name", "take an undamaged font")
