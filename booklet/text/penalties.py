# SPDX-License-Identifier: Apache-2.0
"""What it costs to end a line at a place where it may end, besides the rag: how well the words fall into lines."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from booklet.text.breaks import sense_breaks
from booklet.text.characters import SPACES, extends
from booklet.text.words import BY_DICTIONARY, SPACED_PHRASES

__all__ = ["break_penalties", "inside_words"]

_OWN_HYPHEN = 0.06
"""Ending a line after a compound's own hyphen or a stroke: half as bad as a hyphen that was not there."""

_LONE_LETTER = 12.0
"""Ending it after a word of one letter, where a language holds this to be wrong: worse than a line more.

The particles б and ж belong to the word before them and begin no line.
"""

_SHORT_WORD = 0.05
_SENSE = 0.04
"""In headings: after an article or a preposition; gained by ending at a sign that ends a phrase."""

_KEEPS_LONE_LETTERS = frozenset({"be", "bg", "cs", "hr", "mk", "pl", "ru", "sk", "sl", "sr", "uk"})

_HYPHENS = re.compile(r"[-\u2010/](?=\w)")
_LONE_LETTERS = r"(?<!\S)[(«„“\"]?[^\W\d_бБжЖ] (?=\w)| (?=[бж]\b)"
_SHORT_WORDS = re.compile(r"(?<!\S)[(«„“\"¿¡]?[^\W\d_]{1,3} (?=\w)")
_PHRASES = re.compile(
    "[,;:.!?\u2026\u2013\u2014\u0589\u060c\u061b\u061f\u06d4\u0964\u0965\u104a\u104b\u1362-\u1368\u17d4-\u17d6"
    "\u3001\u3002\uff01\uff0c\uff1a\uff1b\uff1f]"
    '[»”’")\u300d\u300f\uff09]* ?'
)

_IN_PHRASE, _IN_HEADING_PHRASE = 0.02, 0.2
"""Where spaces stand between phrases: ending a line between words of a phrase, in running text and in a heading."""

_PARTICLE = 0.08
"""Beginning a line with a Burmese or Khmer particle, which belongs to the word before it.

One that ends its sentence (ပါတယ်။, ទេ។) stands there as badly as half a word.
"""

_BETWEEN_WORDS, _IN_WORD = 0.1, 0.25
"""Ending a line of a Chinese or Japanese heading where there is no stop, between words and inside one."""

_WHOLE, _RATHER_WHOLE = 20.0, 0.03
"""Ending a line inside a word that is to stay whole: worse than a line more, but there may be no other place.

Chinese and Japanese running text may be divided anywhere, so it is no more than untidy there.
"""

_ENDS = SPACES + "\u104a\u104b\u17d4\u17d5"
_STOPS = frozenset("\u104b\u17d4\u17d5!?")
_PARTICLES = MappingProxyType(
    {
        "km": frozenset({"ដែរ", "ទេ", "ផង", "វិញ", "ហើយ", "ឡើយ"}),
        "my": frozenset({
            "က", "ကတော့", "ကလည်း", "ကို", "ကြတယ်", "ကြောင့်", "ခဲ့", "ခဲ့တယ်", "တဲ့", "တယ်", "တာ", "တို့", "တော့", "တွေ", "တွင်", "ထဲ",
            "ထဲက", "ထဲမှာ", "နဲ့", "နှင့်", "နိုင်တယ်", "နော်", "ပဲ", "ပါ", "ပါတယ်", "ပါဘူး", "ပြီ", "ပြီး", "ဖို့", "ဘူး", "များ", "မယ်",
            "မှ", "မှာ",
            "မှု", "ရဲ့", "ရင်", "လည်း", "လား", "လို့", "လဲ", "သည်", "သော", "အောင်",
        }),
    }
)  # fmt: skip


def break_penalties(
    text: str, offsets: Sequence[int], lang: str, *, balance: bool, whole: re.Pattern[str] | None = None
) -> list[float] | None:
    """Return the cost of each offset, in squares of the measure as :func:`booklet.text.lines.choose_lines` counts.

    ``balance`` says that the text is a heading, whose lines should end where its sense pauses: rather after a comma
    than between a short word and the word that it belongs to. ``whole`` finds words that should not be divided, see
    :mod:`booklet.text.words`. None stands for no cost anywhere.
    """
    costs = {
        match.end(): _OWN_HYPHEN
        for match in _HYPHENS.finditer(text)
        if match.start() and text[match.start() - 1].isalnum()
    }
    language = lang.split("-")[0]
    if language in BY_DICTIONARY:
        costs.update(_between_words(text, offsets, language, balance=balance))
    elif language in _KEEPS_LONE_LETTERS:
        costs.update((match.end(), _LONE_LETTER) for match in re.finditer(_LONE_LETTERS, text))
    if balance:
        for match in _SHORT_WORDS.finditer(text):
            costs.setdefault(match.end(), _SHORT_WORD)
        costs.update((match.end(), -_SENSE) for match in _PHRASES.finditer(text))
    if whole is not None:
        strict = balance or language not in BY_DICTIONARY - SPACED_PHRASES
        cost = _WHOLE if strict else _RATHER_WHOLE
        costs.update((at, costs.get(at, 0.0) + cost) for at in inside_words(text, offsets, whole))
    return [costs.get(offset, 0.0) for offset in offsets] if costs else None


def inside_words(text: str, offsets: Sequence[int], whole: re.Pattern[str]) -> set[int]:
    """Return those of the offsets that stand within words which begin and end at one of them, or beside a sign."""
    known = {0, len(text), *offsets}
    found: set[int] = set()
    for match in whole.finditer(text):
        start, end = match.span()
        begins = start in known or not _is_letter(text[start - 1])
        if begins and (end in known or not _is_letter(text[end])):
            found.update(at for at in range(start + 1, end) if at in known)
    return found


def _is_letter(char: str) -> bool:
    return char.isalpha() or extends[char]


def _between_words(text: str, offsets: Sequence[int], language: str, *, balance: bool) -> Iterator[tuple[int, float]]:
    """What it costs to end a line where there is no space."""
    if language not in SPACED_PHRASES:
        if balance:
            words = sense_breaks(text)
            yield from ((at, _BETWEEN_WORDS if at in words else _IN_WORD) for at in offsets)
        return
    cost = _IN_HEADING_PHRASE if balance else _IN_PHRASE
    particles = _PARTICLES.get(language, frozenset())
    for at, following in itertools.pairwise(offsets):
        if at and text[at - 1] not in SPACES:
            word = text[at:following]
            if word.rstrip(_ENDS) not in particles:
                yield at, cost
            elif following == len(text) or not _STOPS.isdisjoint(word):
                yield at, cost + _WHOLE
            else:
                yield at, cost + _PARTICLE
