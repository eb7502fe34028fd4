# SPDX-License-Identifier: Apache-2.0
"""Rules about what pages use: fonts, the characters they stand for, colours."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from pypdf import PdfReader
from pypdf.generic import StreamObject

from booklet.checks.findings import Findings
from booklet.checks.pdfcontent import PageContent
from booklet.checks.pdffile import dictionary, entry, items, resolve

__all__ = ["bad_character", "check_colours", "check_fonts"]

_COMPONENTS = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
_SIGNATURES = {1: b"GRAY", 3: b"RGB ", 4: b"CMYK"}


def bad_character(character: str) -> str | None:
    """Why a character must not be the meaning of a glyph, in plain words; None if it may."""
    code = ord(character)
    if unicodedata.category(character) == "Co":
        return "private-use character"
    if code in (0, 0xFEFF, 0xFFFD) or (code & 0xFFFE) == 0xFFFE or 0xD800 <= code <= 0xDFFF:
        return "invalid character"
    # U+FDF0 … U+FDFD are words and signs of their own that authors type; the rest of the blocks only repeats letters.
    if (0xFB00 <= code <= 0xFDEF or 0xFE70 <= code <= 0xFEFC) and unicodedata.decomposition(character):
        return "presentation form"
    return None


def check_fonts(pages: Sequence[PageContent], findings: Findings) -> None:
    """Fonts are in the file and say what their codes mean, in characters that mean something."""
    seen: set[int] = set()
    for page in pages:
        place = f"page {page.index + 1}"
        for number, font in page.fonts.items():
            if number in seen:
                continue
            seen.add(number)
            if not font.embedded:
                findings.add("fonts", f"the font {font.name} is not in the file", place)
            if not font.has_to_unicode:
                findings.add("fonts", f"the font {font.name} does not say what its codes mean (ToUnicode)", place)
            for text in font.meanings():
                if not text:
                    findings.add("unicode", f"the font {font.name} gives a code no meaning", place)
                for character in text:
                    if reason := bad_character(character):
                        what = f"the font {font.name} gives a glyph the {reason} U+{ord(character):04X}"
                        findings.add("unicode", what, place)


def check_colours(reader: PdfReader, pages: Sequence[PageContent], findings: Findings, *, archival: bool) -> None:
    """Device colours are those of the output intent (ISO 19005-2, 6.2.4.3)."""
    profiles = [
        profile
        for item in items(entry(resolve(reader.trailer.get("/Root")), "/OutputIntents"))
        if isinstance(profile := entry(resolve(item), "/DestOutputProfile"), StreamObject)
    ]
    allowed: set[str] = set()
    for profile in profiles:
        count = entry(profile, "/N")
        if not isinstance(count, int) or count not in _COMPONENTS:
            findings.add("colour", "the output intent does not say how many colours it has")
            continue
        allowed.add(_COMPONENTS[count])
        if bytes(profile.get_data())[16:20] != _SIGNATURES[count]:
            findings.add("colour", "the output intent's profile is of another colour space than it says")
    if not profiles and not archival:
        return
    for page in pages:
        defaults = dictionary(dictionary(reader.pages[page.index], "/Resources"), "/ColorSpace")
        for space, user in page.colours.items():
            if space not in allowed | ({"DeviceGray"} if allowed else set()) and f"/Default{space[6:]}" not in defaults:
                intent = " and ".join(sorted(allowed)) or "none"
                what = f"colours are {space} but the output intent is {intent} ({user})"
                findings.add("colour", what, f"page {page.index + 1}")
