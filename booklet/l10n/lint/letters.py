# SPDX-License-Identifier: Apache-2.0
"""Checks of characters: invisible ones, stretched ones, and letters that look like others.

What a reader sees may be right and yet be stored as something else: it is then spoken, searched for, sorted and
hyphenated as that.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator, Mapping

from booklet.content.words import quote
from booklet.l10n.lint.data import LETTERS, LOOK_ALIKES, ORDER
from booklet.l10n.lint.model import NOTE, VALUE, Finding, Pair, script_name

__all__ = [
    "check_decomposed", "check_digits", "check_invisible", "check_kashida", "check_letters", "check_order",
    "check_signs",
]  # fmt: skip

_INVISIBLE: Mapping[str, str] = {
    "\u00ad": "a soft hyphen", "\u034f": "a grapheme joiner", "\u115f": "a Hangul filler", "\u1160": "a Hangul filler",
    "\u17b4": "an invisible vowel", "\u17b5": "an invisible vowel", "\u180e": "a vowel separator",
    "\u200b": "a zero-width space", "\u200c": "a zero-width non-joiner", "\u200d": "a zero-width joiner",
    "\u200e": "a left-to-right mark", "\u200f": "a right-to-left mark", "\u061c": "an Arabic letter mark",
    "\u202a": "a direction mark", "\u202b": "a direction mark", "\u202c": "a direction mark",
    "\u2060": "a word joiner", "\u2061": "an invisible operator", "\u2062": "an invisible operator",
    "\u2063": "an invisible operator", "\u2064": "an invisible operator", "\u2066": "a direction mark",
    "\u2067": "a direction mark", "\u2068": "a direction mark", "\u2069": "a direction mark",
    "\u3164": "a Hangul filler", "\uffa0": "a Hangul filler",
}  # fmt: skip
_SEEN_NOT = re.compile(f"[{''.join(_INVISIBLE)}]")
_DIRECTION = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u2066\u2067\u2068\u2069")
_RIGHT_TO_LEFT = frozenset(("Arab", "Hebr", "Thaa", "Syrc", "Nkoo", "Adlm", "Rohg", "Aran"))
_WORD_BREAKS = frozenset(("Khmr", "Mymr", "Thai", "Laoo", "Tibt", "Java", "Bali", "Lana", "Hans", "Hant", "Jpan"))
"""Scripts in whose text zero-width spaces say where words end."""

_JOINED = re.compile(
    "[\u0600-\u08ff\ufb50-\ufeff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\u1b00-\u1bff\ua840-\uabff\ua9e0-\ua9ff"
    "\U00010d00-\U00010eff\U00011000-\U00011fff\U0001e900-\U0001e95f]"
)
"""Letters of the scripts in which joiners choose a form: Arabic and its like, those of India, Mongolian, Khmer …"""

_EMOJI = re.compile("[\u2190-\u2bff\ufe0f\u20e3\U0001f000-\U0001faff\U000e0020-\U000e007f]")
_STRETCHED = re.compile("\u0640+")
_WORD = re.compile(r"[^\W\d_]+")
_NO_BASE = re.compile(r"(?:^|(?<=[\s\"'“”‘’«»(\[,.;:!?،؛؟。，।]))[^\S\u00a0]?")
_DECOMPOSED = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u04ff\u1e00-\u1fff][\u0300-\u036f]+")
_DIGITS = re.compile(r"\d")
_IN_CODE = re.compile(r"(?<![A-Za-z0-9@/_+#.-])[A-Za-z0-9@/_+#.-]+")
_NO_NUMBER = re.compile("[A-Za-z@/_#]")
_LATIN_FAMILY = ("LATIN", "CYRILLIC", "GREEK")
_LIKE_LATIN = LOOK_ALIKES
_LATIN_LIKE: Mapping[str, Mapping[str, str]] = {
    script: {latin: other for other, latin in LOOK_ALIKES.items() if script_name(other) == script}
    for script in ("CYRILLIC", "GREEK")
}


def _code(char: str) -> str:
    return f"U+{ord(char):04X}"


def check_invisible(pair: Pair) -> Iterator[Finding]:
    """No characters without a picture, but those that the script needs and those that the source has as well."""
    text, script = pair.text, pair.writing.script
    for match in _SEEN_NOT.finditer(text):
        at, char = match.start(), match[0]
        if char in pair.source:
            continue
        before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
        check = "zero-width-space" if char == "\u200b" else "invisible"
        what = f"has {_INVISIBLE[char]} ({_code(char)})"
        if char in _DIRECTION and (not script or script in _RIGHT_TO_LEFT):
            continue
        if char == "\u200b" and (not script or script in _WORD_BREAKS):
            continue
        if char in "\u200c\u200d":
            if char == "\u200d" and _EMOJI.match(before) and _EMOJI.match(after):
                continue
            if _JOINED.match(before) or (char == "\u200d" and _JOINED.match(after)):
                if not after or after.isspace() or after in "\u200c\u200b،.؛؟!:»)۔":
                    if char == "\u200d" or script not in {"Arab"}:
                        continue  # a letter or virama shown in the form that it has inside words
                    yield Finding(check, at, f"{what} at a word’s end, where it does nothing", "delete it")
                continue
        yield Finding(check, at, what, "delete it")


def check_kashida(pair: Pair) -> Iterator[Finding]:
    """Words are not stretched; a single stroke behind heh (هـ) is an abbreviation."""
    for match in _STRETCHED.finditer(pair.text):
        before, after = pair.text[match.start() - 1 : match.start()], pair.text[match.end() : match.end() + 1]
        alone = not before.isalpha() and not after.isalpha()
        if match[0] in pair.source or alone or (before == "\u0647" and not after.isalpha()):
            continue
        yield Finding("kashida", match.start(), "stretches a word with a kashida (U+0640)", "delete it")


def check_letters(pair: Pair) -> Iterator[Finding]:
    """Letters are those of the language."""
    text, writing = pair.text, pair.writing
    wrong = LETTERS.get(writing.language, {}) if writing.letters and writing.script != "Latn" else {}
    if writing.language == "ro":
        wrong = LETTERS["ro"]
    for at, char in enumerate(text):
        if char in wrong and char not in pair.source:
            right = wrong[char]
            mend = f"type {right} ({' '.join(map(_code, right))})"
            yield Finding("letters", at, f"has the letter {char} ({_code(char)}) of another language", mend)
    yield from _check_look_alikes(pair)
    yield from _check_foreign(pair)


def _check_look_alikes(pair: Pair) -> Iterator[Finding]:
    """Words whose letters are of two scripts, the fewer ones looking like the others'."""
    for match in _WORD.finditer(pair.text):
        word = match[0]
        if word.isascii() and len(word) > 1:
            continue
        names = [script_name(char) for char in word]
        here = [name for name in _LATIN_FAMILY if name in names]
        if len(here) < 2:
            yield from _check_single(pair, match.start(), word)
            continue
        own = next((name for name in pair.writing.letters if name in here), None)
        most = max(here, key=lambda name: (names.count(name), name == own))
        odd = [index for index, name in enumerate(names) if name in here and name != most]
        found = [(index, _twin(word[index], most)) for index in odd]
        if word in pair.source or not all(twin for _, twin in found):
            continue
        for index, twin in found:
            what = f"has a {names[index].title()} {word[index]} ({_code(word[index])}) in the word {quote(word)}"
            yield Finding("letters", match.start() + index, what, f"type the {most.title()} letter ({_code(twin)})")


def _twin(char: str, script: str) -> str:
    """The letter of a script that looks like ``char``, or ""."""
    if script == "LATIN":
        return _LIKE_LATIN.get(char, "")
    latin = char if script_name(char) == "LATIN" else _LIKE_LATIN.get(char, "")
    return _LATIN_LIKE[script].get(latin, "")


def _check_single(pair: Pair, at: int, word: str) -> Iterator[Finding]:
    """A Latin letter that stands alone among Cyrillic words, as their short prepositions do."""
    around = pair.text[max(0, at - 1) : at] + pair.text[at + 1 : at + 2]
    if pair.writing.script != "Cyrl" or len(word) > 1 or word not in "aocyi" or around.strip(" "):
        return
    if word not in _WORD.findall(pair.source) or word == "a":
        twin = _LATIN_LIKE["CYRILLIC"][word]
        what = f"has a Latin {word} ({_code(word)}) as a word of its own"
        yield Finding("letters", at, what, f"type the Cyrillic letter ({_code(twin)})")


def _check_foreign(pair: Pair) -> Iterator[Finding]:
    """Words in letters of a script that is neither the language's own nor Latin."""
    own = pair.writing.letters
    if not own:
        return
    allowed = {*own, "LATIN", "MODIFIER", "FULLWIDTH", "MICRO", "FEMININE", "MASCULINE", "OHM", "KELVIN", ""}
    for match in _WORD.finditer(pair.text):
        word = match[0]
        foreign = [index for index, char in enumerate(word) if script_name(char) not in allowed]
        if not foreign or word in pair.source or len(word) == 1:
            continue
        names = {script_name(char) for char in word}
        if names & {"LATIN", *own} and all(_LIKE_LATIN.get(word[index]) for index in foreign):
            continue  # told already
        name = script_name(word[foreign[0]]).title()
        what = f"has the letters {quote(word)} of another script ({name})"
        yield Finding(
            "letters", match.start() + foreign[0], what, "translate or transcribe them, or mark them as a language"
        )


@functools.cache
def _order() -> tuple[tuple[re.Pattern[str], str, str], ...]:
    return tuple((re.compile(pattern), what, mend) for pattern, what, mend in ORDER)


def check_order(pair: Pair) -> Iterator[Finding]:
    """Signs stand in Unicode's order, none twice, no letter is put together from others."""
    if pair.text.isascii():
        return
    for pattern, what, mend in _order():
        for match in pattern.finditer(pair.text):
            yield Finding("order", match.start(), what, mend)
    if pair.writing.language == "my":
        for match in re.finditer("[\u1060-\u1097]+", pair.text):
            what = f"has the character {_code(match[0][0])}, which Burmese text has in the old Zawgyi encoding"
            yield Finding("order", match.start(), what, "convert the text from Zawgyi to Unicode")


def check_signs(pair: Pair) -> Iterator[Finding]:
    """Signs have a letter to stand on, and stand on it once. Alone they are printed on a dotted circle."""
    text = pair.text
    if text.isascii():
        return
    for at, char in enumerate(text):
        if not unicodedata.category(char).startswith("M") or "\ufe00" <= char <= "\ufe0f":
            continue
        before = text[at - 1] if at else ""
        if not before or (before.isspace() and before != "\u00a0") or before in "\"'“”‘«»([،,.;:!?،؛؟。，।។။" + NOTE:
            name = unicodedata.name(char, "").lower()
            what = f"has a sign without a letter ({_code(char)} {name})"
            yield Finding("signs", at, what, "type its letter in front of it, or delete the sign", error=True)
        elif before == char and not 0x1AB0 <= ord(char) <= 0x1AFF:
            yield Finding("order", at, f"has the sign {_code(char)} twice on one letter", "delete one")


def check_decomposed(pair: Pair) -> Iterator[Finding]:
    """Letters with accents are one character, as keyboards type them; searches do not find them otherwise."""
    for match in _DECOMPOSED.finditer(pair.text):
        composed = unicodedata.normalize("NFC", match[0])
        if len(composed) < len(match[0]) and match[0] not in pair.source:
            what = f"has an accent apart from its letter ({' '.join(map(_code, match[0]))})"
            yield Finding("decomposed", match.start(), what, f"type {composed} as one character")
            return  # such a text has hundreds


def check_digits(pair: Pair) -> Iterator[Finding]:
    """Numbers in one text have digits of one kind."""
    kinds: dict[str, int] = {}
    # Letters with digits, as in A4, and addresses are no numbers.
    text = _IN_CODE.sub(lambda match: " " * len(match[0]) if _NO_NUMBER.search(match[0]) else match[0], pair.text)
    for match in _DIGITS.finditer(text):
        zero = chr(ord(match[0]) - unicodedata.decimal(match[0]))
        kinds.setdefault(zero, match.start())
    if not kinds or pair.writing.script in {"Hans", "Hant", "Jpan", "Kore"}:
        return
    own = pair.writing.zero
    if len(kinds) > 1:
        usual = own if own in kinds else next(iter(kinds))
        for zero, at in kinds.items():
            if zero != usual:
                yield Finding("digits", at, "mixes digits of two kinds", f"write all with {_range(usual)}")
    elif own and own not in kinds and "0" not in kinds and VALUE in pair.source:
        at = next(iter(kinds.values()))
        what = "has digits of another kind than the numbers that are put in"
        yield Finding("digits", at, what, f"write them with {_range(own)}")


def _range(zero: str) -> str:
    return f"{zero}–{chr(ord(zero) + 9)}"
