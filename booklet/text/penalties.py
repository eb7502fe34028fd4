# SPDX-License-Identifier: Apache-2.0
"""What it costs to end a line at a place where it may end, besides the rag: how well the words fall into lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

__all__ = ["break_penalties"]

_OWN_HYPHEN = 0.06
"""Ending a line after a compound's own hyphen or a stroke: half as bad as a hyphen that was not there."""

_LONE_LETTER = 0.2
"""Ending it after a word of one letter, where a language holds this to be wrong."""

_SHORT_WORD = 0.05
_SENSE = 0.04
"""In headings: after an article or a preposition; gained by ending at a sign that ends a phrase."""

_KEEPS_LONE_LETTERS = frozenset({"be", "bg", "cs", "hr", "mk", "pl", "ru", "sk", "sl", "sr", "uk"})

_HYPHENS = re.compile(r"[-\u2010/](?=\w)")
_LONE_LETTERS = r"(?<!\S)[(«„“\"]?[^\W\d_] (?=\w)"
_SHORT_WORDS = re.compile(r"(?<!\S)[(«„“\"¿¡]?[^\W\d_]{1,3} (?=\w)")
_PHRASES = re.compile(
    r"[,;:.!?\u2026\u2013\u2014\u060c\u061b\u061f\u3001\u3002\uff01\uff0c\uff1a\uff1b\uff1f][»”’\")]* ?"
)


def break_penalties(text: str, offsets: Sequence[int], lang: str, *, balance: bool) -> list[float] | None:
    """Return the cost of each offset, in squares of the measure as :func:`booklet.text.lines.choose_lines` counts.

    ``balance`` says that the text is a heading, whose lines should end where its sense pauses: rather after a comma
    than between a short word and the word that it belongs to. None stands for no cost anywhere.
    """
    costs = {
        match.end(): _OWN_HYPHEN
        for match in _HYPHENS.finditer(text)
        if match.start() and text[match.start() - 1].isalnum()
    }
    if lang.split("-")[0] in _KEEPS_LONE_LETTERS:
        costs.update((match.end(), _LONE_LETTER) for match in re.finditer(_LONE_LETTERS, text))
    if balance:
        for match in _SHORT_WORDS.finditer(text):
            costs.setdefault(match.end(), _SHORT_WORD)
        costs.update((match.end(), -_SENSE) for match in _PHRASES.finditer(text))
    return [costs.get(offset, 0.0) for offset in offsets] if costs else None
