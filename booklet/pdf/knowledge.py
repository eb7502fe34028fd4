# SPDX-License-Identifier: Apache-2.0
"""What an embedded font itself knows of its characters: a ``cmap`` beside ToUnicode, so that a check can compare them.

PDF readers do not look at it: codes lead to glyphs by the CIDToGIDMap, and to characters by ToUnicode. It is made from
the font alone, never from the text of a cluster: the font's own characters, and what HarfBuzz draws for a letter by
itself and in each of its joining forms, which stand under the presentation forms of Unicode (U+FE91: initial beh).
"""

from __future__ import annotations

import functools
import struct
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from typing import Final

import uharfbuzz as hb

__all__ = ["cmap_table", "lone_forms", "nominal_glyphs", "shared_marks"]

_JOINER: Final = "\u200d"
_CONTEXTS: Final = {
    "<isolated>": "{}", "<initial>": "{}" + _JOINER, "<medial>": _JOINER + "{}" + _JOINER, "<final>": _JOINER + "{}",
}  # fmt: skip


def nominal_glyphs(face: hb.Face, gids: Mapping[int, int], shared: Collection[int] = ()) -> dict[int, int]:
    """The glyph of each character of a font that ``gids`` (old to new) keeps, but no mark whose glyph is ``shared``."""
    font = hb.Font(face)
    found: dict[int, int] = {}
    for character in face.unicodes:
        gid = font.get_nominal_glyph(character)
        if gid and gid in gids and not (gid in shared and unicodedata.category(chr(character)) == "Mn"):
            found[int(character)] = gids[gid]
    return found


def lone_forms(font: hb.Font, characters: Iterable[str]) -> dict[tuple[int, ...], list[int]]:
    """The glyphs with ink that a font draws for single characters, and the characters or presentation forms they are.

    Several, where letters look alike: Arabic and Persian yeh within a word.
    """
    found: dict[tuple[int, ...], list[int]] = {}
    for character in sorted(set(characters)):
        forms = _presentation_forms().get(character, {})
        for form, context in _CONTEXTS.items():
            code = ord(character) if form == "<isolated>" else forms.get(form)
            if code is not None:
                glyphs = _shape(font, context.format(character))
                if glyphs and 0 not in glyphs and code not in found.setdefault(glyphs, []):
                    found[glyphs].append(code)
    return found


def shared_marks(font: hb.Font, characters: Iterable[str]) -> set[int]:
    """Glyphs that a font makes some of these characters with, though Unicode does not: the tah above an Urdu letter.

    Where such a glyph is also that of a mark, seeing it does not tell that the mark is there.
    """
    found: set[int] = set()
    for character in set(characters):
        own = {font.get_nominal_glyph(ord(part)) for part in unicodedata.normalize("NFD", character)}
        for context in _CONTEXTS.values():
            glyphs = _shape(font, context.format(character))
            if len(glyphs) > 1:
                found.update(set(glyphs) - own)
    return found


@functools.cache
def _presentation_forms() -> dict[str, dict[str, int]]:
    """Joining forms of each letter that Unicode has a code for."""
    found: dict[str, dict[str, int]] = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)):
        form, _, letters = unicodedata.decomposition(chr(code)).partition(" ")
        if form in _CONTEXTS and letters and " " not in letters:
            found.setdefault(chr(int(letters, 16)), {}).setdefault(form, code)
    return found


def _shape(font: hb.Font, text: str) -> tuple[int, ...]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(font, buffer)
    gids = []
    for info in buffer.glyph_infos:
        extents = font.get_glyph_extents(info.codepoint)
        if info.codepoint == 0 or (extents is not None and (extents.width or extents.height)):
            gids.append(int(info.codepoint))
    return tuple(gids)


def cmap_table(glyphs: Mapping[int, int]) -> bytes:
    """A ``cmap`` with one subtable of format 12 (OpenType 1.9): platform 3, encoding 10, all of Unicode."""
    groups: list[list[int]] = []  # first character, last character, first glyph
    for character, gid in sorted(glyphs.items()):
        if groups and character == groups[-1][1] + 1 and gid - groups[-1][2] == character - groups[-1][0]:
            groups[-1][1] = character
        else:
            groups.append([character, character, gid])
    head = struct.pack(">HHHHI", 0, 1, 3, 10, 12)
    subtable = struct.pack(">HHIII", 12, 0, 16 + 12 * len(groups), 0, len(groups))
    return head + subtable + b"".join(struct.pack(">III", *group) for group in groups)
