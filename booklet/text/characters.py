# SPDX-License-Identifier: Apache-2.0
"""Sets of characters that several steps of the text engine treat alike."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from itertools import accumulate

from booklet.text.markdata import MARK_RUNS

__all__ = ["BLANKS", "FORCED_BREAKS", "IGNORABLE", "SPACES", "UNDRAWN", "extends", "is_default_ignorable"]

FORCED_BREAKS = "\n\v\f\r\x85\u2028\u2029"
"""Characters after which a line always ends (UAX #14: BK, CR, LF, NL)."""

SPACES = "\t \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000" + FORCED_BREAKS
"""White space that hangs over the end of a line. No-break spaces do not."""

BLANKS = (
    SPACES + "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
"""The same, and characters without width that may stand among it."""

IGNORABLE = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u3164\ufeff\uffa0"
    + "".join(map(chr, (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))))
    + "".join(map(chr, range(0xFE00, 0xFE10)))
)
"""Default ignorable characters of the BMP (DerivedCoreProperties): they have no ink of their own."""

UNDRAWN = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029), " ")
UNDRAWN.update(dict.fromkeys(range(0xD800, 0xE000), "\ufffd"))
"""What is drawn for characters that have no glyph by their nature: a space for controls."""


def is_default_ignorable(char: str) -> bool:
    """Say whether a character has no ink of its own, so that no font need have it."""
    return char in IGNORABLE or 0xE0000 <= ord(char) < 0xE1000 or ord(char) in UNDRAWN


@cache
def _borders() -> list[int]:
    """The code points at which marks begin and end, in turn."""
    return list(accumulate(int(length, 16) for length in MARK_RUNS.split()))


class _Extends(dict[str, bool]):
    """Whether a character belongs to the one before it: marks and joiners."""

    def __missing__(self, char: str) -> bool:
        found = bisect_right(_borders(), ord(char)) % 2 == 1 or char == "\u200d"
        self[char] = found
        return found


extends = _Extends()
