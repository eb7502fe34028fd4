# SPDX-License-Identifier: Apache-2.0
"""Scripts of characters (UAX #24), from HarfBuzz's own data, resolved for characters that scripts share.

Fonts are chosen by *writing system*, which ISO 15924 has codes for, too: one script is drawn differently in different
languages. Arabic letters of Urdu are Nastaliq (``Aran``), Chinese characters are simplified, traditional or Japanese.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import uharfbuzz as hb
from babel import Locale as CldrLocale

from booklet.l10n.tags import parse_tag
from booklet.problems import BookletError
from booklet.text.bidi import matching_brackets

__all__ = [
    "HAN_SYSTEMS", "SYSTEMS_OF", "has_own_stops", "known_systems", "script_of", "script_runs", "shaping_script",
    "system_of", "writing_system",
]  # fmt: skip

HAN_SYSTEMS = frozenset({"Hans", "Hant", "Jpan"})
"""Writing systems whose quotation marks, dashes and ellipses are as wide as their characters (clreq, jlreq)."""

SYSTEMS_OF: Mapping[str, str] = MappingProxyType({
    "Hani": "Hans, Hant, Jpan or Kore", "Bopo": "Hans or Hant", "Hang": "Kore", "Hira": "Jpan", "Kana": "Jpan",
    "Hrkt": "Jpan",
})  # fmt: skip
"""Codes of scripts that are no writing system by themselves, and those that are meant."""

_BASES = {"Aran": "Arab", "Hans": "Hani", "Hant": "Hani", "Jpan": "Hani", "Kore": "Hang"}
_LETTER = "[A-Za-z\u00c0-\u052f\u1e00-\u1fff]"  # Latin, Greek, Cyrillic
_LATIN = re.compile("[A-Za-z]")
_FULL = "\u3001-\u3003\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
_WIDE = f"(?<!{_LETTER})[’·]|[’·](?!{_LETTER})|[“”‘…—{_FULL}]"
_WIDE_STOPS, _DANDAS = re.compile(_WIDE), re.compile("[\u0964\u0965]")
_LETTERS = {
    "Hans": "\u4e00", "Hant": "\u4e00", "Jpan": "\u4e00", "Deva": "\u0915", "Beng": "\u0995", "Guru": "\u0a15",
    "Gujr": "\u0a95", "Orya": "\u0b15", "Taml": "\u0b95", "Telu": "\u0c15", "Knda": "\u0c95", "Mlym": "\u0d15",
    "Sinh": "\u0d9a",
}  # fmt: skip
"""A letter of each writing system that has stops of its own among the characters that several scripts share."""

_CLOSING = {"“": "”", "„": "“”", "‘": "’", "‚": "‘’", '"': '"', "«": "»", "»": "«", "‹": "›", "›": "‹", "”": "”"}
"""What closes an opening quotation mark (CLDR, delimiters)."""

_MOST_OPENED = 63
_QUOTES = re.compile('[“”„«»‹›"]|‘|(?<![^\\W\\d_])’|’(?![^\\W\\d_])|‚')
"""Quotation marks; an apostrophe inside a word is none."""

_JAPANESE, _CHINESE = frozenset({"Hira", "Kana", "Hrkt"}), frozenset({"Hani", "Bopo"})

_COMMON = "\0"
_COMMONS = re.compile("([^\0])\0+")
_SAME = re.compile(r"(.)\1*", re.DOTALL)


class _Scripts(dict[int, str]):
    """Code point → a character that stands for its script; filled as characters are met."""

    def __init__(self) -> None:
        self.names: list[str | None] = [None]  # _COMMON: common, inherited, unknown
        self._codes: dict[str, str] = {}

    def __missing__(self, codepoint: int) -> str:
        buffer = hb.Buffer()
        buffer.add_codepoints([codepoint])
        buffer.guess_segment_properties()
        name = buffer.script
        code = _COMMON
        if name is not None:
            code = self._codes.setdefault(name, chr(len(self.names)))
            if ord(code) == len(self.names):
                self.names.append(name)
        self[codepoint] = code
        return code


_scripts = _Scripts()


def script_of(char: str) -> str | None:
    """Return the ISO 15924 code of a character's script, None where several scripts share it."""
    return _scripts.names[ord(_scripts[ord(char)])]


@functools.cache
def known_systems() -> tuple[str, ...]:
    """Return the codes of all writing systems that CLDR knows, those that no font here is made for as well."""
    return tuple(sorted(str(code) for code in CldrLocale("en").scripts if code not in SYSTEMS_OF))


def shaping_script(system: str) -> str:
    """Return the script by which a font's rules are found for text of a writing system."""
    return _BASES.get(system, system)


_NO_LANGUAGE = frozenset({"mis", "mul", "und", "zxx"})


@functools.lru_cache(maxsize=1024)
def system_of(lang: str) -> str:
    """Return the writing system that a language (BCP 47) is mostly written in; "" where CLDR does not know it."""
    if lang in _NO_LANGUAGE:  # telephone numbers and addresses; to look for a language of that name takes 200 ms
        return ""
    try:
        return parse_tag(lang).writing_system
    except BookletError:
        return ""


@functools.lru_cache(maxsize=1024)
def writing_system(script: str, lang: str) -> str:
    """Return the writing system of text in a script and a language (BCP 47): ("Arab", "ur") gives "Aran"."""
    if script in _JAPANESE:
        return "Jpan"
    if script == "Hang":
        return "Kore"
    if script == "Arab" or script in _CHINESE:
        likely = system_of(lang)
        if script == "Arab":
            return "Aran" if likely == "Aran" else "Arab"
        return likely if likely in _BASES else "Hans"
    return script


def has_own_stops(system: str) -> bool:
    """Say whether a writing system draws shared stops in its own way: full-width marks, dandas."""
    return system in _LETTERS


def script_runs(text: str, default: str, stops: Sequence[tuple[int, int, str]] = ()) -> list[tuple[int, int, str]]:
    """Return start, end and script of each stretch of one script.

    Shared characters take the script before them, at the start the one after them; a closing bracket or quotation mark
    takes that of its opening one. Text that has only shared characters is in the script ``default``. ``stops`` are
    start, end and writing system of what is in a language that :func:`has_own_stops`: they are in its script there.
    """
    if text.isascii():
        return [(0, len(text), "Latn" if _LATIN.search(text) else default)]
    codes = text.translate(_scripts)
    if stops:
        codes = _with_own_stops(codes, text, stops)
    found = set(codes)
    found.discard(_COMMON)
    if len(found) <= 1:
        name = _scripts.names[ord(found.pop())] if found else None
        return [(0, len(text), name or default)]
    leading = next(code for code in codes if code != _COMMON)
    opened = {end: start for start, end in (*matching_brackets(text), *_matching_quotes(text))}
    if opened:
        resolved: list[str] = []
        current = leading
        for position, code in enumerate(codes):
            if code != _COMMON:
                current = code
            elif position in opened:
                current = resolved[opened[position]]
            resolved.append(current)
        codes = "".join(resolved)
    else:
        codes = _COMMONS.sub(lambda match: match.group(1) * len(match.group()), leading + codes)[1:]
    return [(*match.span(), _scripts.names[ord(match.group(1))] or default) for match in _SAME.finditer(codes)]


def _matching_quotes(text: str) -> list[tuple[int, int]]:
    """The positions of pairs of quotation marks, in which languages differ: what opens in one closes in another."""
    found: list[tuple[int, int]] = []
    opened: list[tuple[int, str]] = []
    for match in _QUOTES.finditer(text):
        mark, place = match.group(), match.start()
        if len(opened) >= _MOST_OPENED:
            break  # as for brackets (UAX #9, BD16)
        at = next((at for at in range(len(opened) - 1, -1, -1) if mark in opened[at][1]), None)
        if at is not None:
            found.append((opened[at][0], place))
            del opened[at:]
        elif mark in _CLOSING:
            opened.append((place, _CLOSING[mark]))
    return found


def _with_own_stops(codes: str, text: str, stops: Sequence[tuple[int, int, str]]) -> str:
    parts: list[str] = []
    done = 0
    for start, end, system in stops:
        code = _scripts[ord(_LETTERS[system])]
        for match in (_WIDE_STOPS if system in HAN_SYSTEMS else _DANDAS).finditer(text, start, end):
            parts += (codes[done : match.start()], code)
            done = match.end()
    return "".join(parts) + codes[done:]
