# SPDX-License-Identifier: Apache-2.0
"""Where sentences end and how many words they have, as a reader counts them.

This is for advice on plain words, not for line breaks: it knows no dictionaries, so it leaves alone the languages that
write without spaces between words. Where it is in doubt, it takes two sentences for one: advice on a sentence that is
too long is then given too often, never too seldom.

- A sentence ends at ``. ! ? …`` and at their kin in other scripts, with the quotation marks and brackets that close
  behind them, before white space. A colon or a semicolon does not end one.
- None ends where the next word begins with a small letter (“Are you all right?” she asks), inside a number or an
  address, behind an abbreviation, an initial or a list's number, or, in German and its like, behind a short number
  (12. Mai).
- A word is what stands between spaces or long dashes and holds a letter or a digit. ``child-friendly`` is one word,
  and so are ``38 %`` and ``2019–2022``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

__all__ = ["can_be_counted", "count_words", "ends_sentence", "sentence_spans"]

_ENDS = ".!?\u2026\u203c\u2047-\u2049\u0589\u061f\u06d4\u0700-\u0702\u07f9\u0964\u0965\u1362\u1367\u1368\u1803\ua4ff"
"""Latin, Armenian, Arabic, Syriac, N’Ko, Indic, Ethiopic, Mongolian and Lisu marks at a sentence's end."""

_GREEK_QUESTION = ";"  # NFC turns U+037E into it
_CLOSERS = "\"'\u2018-\u201e\u00ab\u00bb\u2039\u203a)\\]"
_BEFORE_WORDS = " \"'\u2018\u201a\u201c\u201e\u00ab\u2039([\u00bf\u00a1"
_CLOSING = rf"(?:[{_CLOSERS}]|\s[\u00bb\u203a](?!\w))*"
_OPENING = re.compile(rf"[\s{_CLOSERS}(\[\u2010-\u2015\u00bf\u00a1*-]*")
_WORD = re.compile("[^\\s\u2014\u2015\u1361]+")
_DOTTED = re.compile(r"(?:\w\.)+\w\Z")

_UNSPACED = re.compile(
    "[\u0e00-\u109f\u1780-\u17ff\u1950-\u1aaf\u1b00-\u1b7f\u2e80-\u312f\u31a0-\ua4cf\ua980-\ua9ff\uaa60-\uaadf"
    "\uf900-\ufaff\U00020000-\U0003ffff]"
)
"""Thai, Lao, Tibetan, Burmese, Khmer, Tai scripts, Balinese, Javanese, Chinese characters, kana, bopomofo, Yi."""

_SYLLABLES = frozenset(("vi", "hmn", "mww", "hnj"))
"""Languages with a space behind each syllable: their spaces do not count words."""

_ORDINALS = frozenset(
    "az bs cs da de dsb et eu fi fo hr hsb hu is lb lv me nb nn no pl rm se sk sl smn sr tr".split()  # noqa: SIM905
)
"""Languages that write “12.” for “12th”."""


def can_be_counted(texts: Sequence[str], language: str) -> bool:
    """Say whether spaces in these texts stand between words, so that :func:`count_words` counts them.

    Args:
        texts: A booklet's texts.
        language: What they are in, a BCP 47 tag.
    """
    if language.split("-")[0].lower() in _SYLLABLES:
        return False
    letters = sum(char.isalpha() for text in texts for char in text)
    unspaced = sum(len(_UNSPACED.findall(text)) for text in texts)
    return unspaced * 10 <= letters


def count_words(text: str) -> int:
    """Return how many words ``text`` has."""
    return sum(any(map(str.isalnum, match.group())) for match in _WORD.finditer(text))


def ends_sentence(text: str, language: str) -> bool:
    """Say whether ``text`` closes with the mark of a sentence's end."""
    bare = text.rstrip(" \u00a0\u202f\"'\u2018\u2019\u201c\u201d\u00ab\u00bb\u2039\u203a)]")
    return bool(bare) and re.match(f"[{_ends(language)}]", bare[-1]) is not None


def _ends(language: str) -> str:
    return _ENDS + _GREEK_QUESTION if language.split("-")[0].lower() == "el" else _ENDS


def sentence_spans(text: str, language: str, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield where each sentence of ``text`` starts and ends; together they hold every word, each once.

    Args:
        text: A text without markup.
        language: What it is in, a BCP 47 tag.
        abbreviations: Those that a full stop belongs to and that end no sentence, small and without their last stop.
    """
    start = _skip_spaces(text, 0)
    ends = f"[{_ends(language)}]"
    for match in re.finditer(rf"(?<!{ends}){ends}++{_CLOSING}(?=\s)", text):  # in linear time: a row of stops is one
        if _goes_on(text, start, match, language, abbreviations):
            continue
        yield start, match.end()
        start = _skip_spaces(text, match.end())
    if text[start:].strip():
        yield start, start + len(text[start:].rstrip())


def _skip_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _goes_on(text: str, start: int, match: re.Match[str], language: str, abbreviations: frozenset[str]) -> bool:
    """Say whether the sentence that begins at ``start`` goes on behind a mark that may end it."""
    opening = _OPENING.match(text, match.end())
    following = text[opening.end() : opening.end() + 1] if opening else ""
    if following.islower():
        return True
    if match.group()[0] != "." or match.group()[1:2] == ".":
        return False
    before = text[start : match.start()].rsplit(None, 1)[-1:] or [""]
    word = before[0].lstrip(_BEFORE_WORDS)
    primary = language.split("-")[0].lower()
    if word.isdecimal():
        is_number_of_item = text[start : match.start()].lstrip(_BEFORE_WORDS) == word
        return is_number_of_item or (len(word) <= 2 and primary in _ORDINALS)
    if len(word) == 1 and word.isupper():
        return not (word == "I" and primary == "en")
    return word.casefold() in abbreviations or _DOTTED.match(word) is not None
