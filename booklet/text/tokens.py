# SPDX-License-Identifier: Apache-2.0
"""Numbers and codes that are one word though spaces or signs stand within: phone numbers, dates, documents' signs.

No line ends inside them, and in right-to-left text their parts keep their order (:mod:`booklet.text.isolates`).
UAX #9 alone would show ``+44 20 7946`` as ``7946 20 44+`` there. Ranges (``10-15``) are not among them: who reads from
the right expects their lower end first.
"""

from __future__ import annotations

import functools
import re

__all__ = ["numbers", "signed_and_coded"]

_GAP = "[ \u00a0\u202f]"
_NUMBER = rf"""(?<![\w.,:/+-])(?:
        \+ \d+ (?:{_GAP}?\(\d+\){_GAP}?\d+)? (?: [\ \u00a0\u202f./-] \d+ )*  # +44 (0)20 7946 0958
      | \(?0\d*\)? (?: [\ \u00a0\u202f./-] \d\d+ )+                   # 020 7946-0958
      | \d{{1,3}} (?: {_GAP} \d{{3}} )+                               # 1 200 000, 116 111
      | \d+ (?: {_GAP} \d\d+ ){{2,}}                                  # 11 22 33
      | \d{{4}} - \d\d - \d\d                                         # 2024-03-15
    )(?!\w)"""
_GROUPS = re.compile(r"\d[ \u00a0\u202f./()-]+\d")  # quick to look for
_CODE = (  # 2024/15-UN, A/RES/78/227, 7-up.org/a, info@example.org
    r"(?<![\w])(?=[0-9./:@_-]*[A-Za-z])[A-Za-z0-9]+(?:[./:@_?=&%#~+-]+[A-Za-z0-9]+)+/?(?![A-Za-z0-9])"
)
_SIGNED = r"(?:(?<=[\s(«“\"])|^)[-+\u2212±][0-9]+(?:[.,][0-9]+)*%?(?!\w)"  # -5, +3.5%
_LONGEST = 24


@functools.cache
def _compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    # On first use: few texts have such numbers, and only right-to-left ones are searched for codes.
    return re.compile(pattern, flags)


def numbers(text: str) -> list[tuple[int, int]]:
    """Return start and end of each number that is written in groups, in order."""
    if not _GROUPS.search(text):
        return []
    found = (match.span() for match in _compiled(_NUMBER, re.VERBOSE).finditer(text))
    return [(start, end) for start, end in found if end - start <= _LONGEST]


def signed_and_coded(text: str) -> list[tuple[int, int]]:
    """Return start and end of each number with a sign before it and each code or address of Latin letters."""
    found = [match.span() for match in _compiled(_CODE).finditer(text)]
    return found + [match.span() for match in _compiled(_SIGNED).finditer(text)]
