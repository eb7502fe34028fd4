# SPDX-License-Identifier: Apache-2.0
"""Signs as wide as a Chinese character, and where they give up the empty half of it (clreq 3.1, jlreq 3.1).

Where two of them meet, and at both ends of a line, an opening sign has no need of the white before it, nor a closing
one of the white behind it. What is taken away is what the font's feature ``halt`` says.
"""

from __future__ import annotations

import re

from booklet.text.scripts import HAN_SYSTEMS

__all__ = ["CLOSING", "MIDDLE", "OPENING", "met_signs"]

OPENING = frozenset("（《〈「『【〔［｛“‘〖〘｟")
_BRACKETS = "）》〉」』】〕］｝”’〗〙｠"
_POINTS = {"Hans": "、，。．：；？！", "Jpan": "、，。．", "Hant": ""}
"""Stops that stand at the left of their square; in traditional Chinese they stand in its middle."""

CLOSING = {system: frozenset(_BRACKETS + _POINTS[system]) for system in sorted(HAN_SYSTEMS)}
"""Signs whose white is behind them, by writing system."""

MIDDLE = frozenset("·・\u3000")
"""Signs with white on both sides."""

_SIGNS = re.compile("[{}{}{}{}]".format("".join(sorted(OPENING)), _BRACKETS, _POINTS["Hans"], "".join(sorted(MIDDLE))))


def met_signs(text: str, system: str, before: str = "", after: str = "") -> list[int]:
    """Return the offsets of signs that lose half their width because of the sign before or after them.

    ``before`` and ``after`` are what stands around the text on the same line.
    """
    found: list[int] = []
    if not _SIGNS.search(text):
        return found
    closing = CLOSING[system]
    whole = f"{before[-1:] or ' '}{text}{after[:1] or ' '}"
    for match in _SIGNS.finditer(text):
        at = match.start()
        char, previous, following = match.group(), whole[at], whole[at + 2]
        if char in OPENING:
            if previous in OPENING or previous in closing or previous in MIDDLE:
                found.append(at)
        elif char in closing and (following in closing or following in MIDDLE):
            found.append(at)
    return found
