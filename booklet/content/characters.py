# SPDX-License-Identifier: Apache-2.0
"""Which characters a text may hold, and the one form (NFC, single spaces) that every text is brought into."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator

__all__ = ["character_faults", "collapse", "normalise"]

_SPACES = re.compile("[ \t\n\r\f\v\x85\u2028\u2029]+")
"""White space that a line break in the source may stand for. No-break and ideographic spaces are the author's own."""

_SUSPECT = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"  # C0 and C1 controls but tab, line feed, return and next line
    "\u202a-\u202e\u2066-\u2069\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufff9-\uffff"
    "\U000f0000-\U0010ffff]"
)
_OPENING = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_OVERRIDES = "\u202d\u202e"


@functools.cache
def _suspects() -> re.Pattern[str]:
    return re.compile(_SUSPECT)  # 1 ms, and most booklets have no character that might be one


def normalise(text: str) -> str:
    """Return ``text`` in Unicode's form NFC."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def collapse(text: str) -> str:
    """Return ``text`` with each run of spaces and line breaks as one space, and none at its ends."""
    return _SPACES.sub(" ", text).strip(" ")


def character_faults(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield offset, what is wrong and how to mend it for each character that no booklet may hold.

    These are control characters, characters without a meaning of their own (private use, noncharacters, U+FFFD), and
    bidirectional controls that override the order or are not closed (UAX #9, 2.1-2.5; they make text read otherwise
    than it is stored).
    """
    if text.isprintable() and "\ufffc" not in text and "\ufffd" not in text:  # no other is both suspect and printable
        return
    open_controls: list[tuple[int, str]] = []
    for match in _suspects().finditer(text):
        offset, char = match.start(), match.group()
        if char in _OPENING:
            open_controls.append((offset, char))
        elif char in "\u202c\u2069":
            if open_controls and _OPENING[open_controls[-1][1]] == char:
                open_controls.pop()
            else:
                yield offset, f"{_name(char)} closes nothing", "delete it"
        elif char in _OVERRIDES:
            yield offset, f"{_name(char)} turns the order of the text over", "delete it"
        elif char == "\ufffd":
            yield offset, "U+FFFD stands for a character that was lost", "type the character that belongs here"
        elif char == "\ufeff":
            yield offset, "a byte order mark (U+FEFF) stands inside the text", "delete it"
        elif "\ue000" <= char <= "\uf8ff" or char >= "\U000f0000":
            yield offset, f"U+{ord(char):04X} is a private character without a meaning", "use a character of Unicode"
        else:
            yield offset, f"control character U+{ord(char):04X}", "delete it"
    for offset, char in open_controls:
        yield offset, f"{_name(char)} is never closed", f"close it with {_name(_OPENING[char])}, or delete it"


def _name(char: str) -> str:
    return f"U+{ord(char):04X} ({unicodedata.name(char, 'control').lower()})"
