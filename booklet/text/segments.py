# SPDX-License-Identifier: Apache-2.0
"""ICU's segments with ends counted in characters; ICU counts UTF-16 code units."""

from __future__ import annotations

import re

from icu4py.breakers import BaseBreaker

from booklet.text.characters import UNDRAWN

__all__ = ["readable", "segment_ends"]

_BEYOND_BMP = re.compile("[\U00010000-\U0010ffff]")
_UNREADABLE = {codepoint: char for codepoint, char in UNDRAWN.items() if not 0x09 <= codepoint <= 0x0D}


def readable(text: str) -> str:
    """Return ``text`` with what ICU cannot read (lone surrogates) or should not see (controls) replaced, as long."""
    return text if text.isprintable() else text.translate(_UNREADABLE)


def segment_ends(breaker: BaseBreaker, text: str) -> list[int]:
    """Return where the segments that a breaker finds in ``text`` end, in characters."""
    ends = [end for _, end in breaker.segments()]
    if not _BEYOND_BMP.search(text):
        return ends
    wide = [match.start() for match in _BEYOND_BMP.finditer(text)]
    found: list[int] = []
    passed = 0
    for end in ends:
        while passed < len(wide) and wide[passed] + passed < end:
            passed += 1
        found.append(end - passed)
    return found
