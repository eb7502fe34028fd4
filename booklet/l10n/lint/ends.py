# SPDX-License-Identifier: Apache-2.0
"""Checks of the mark at a text's end, of marks that another script uses, and of the spaces around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from booklet.content.words import quote
from booklet.l10n.lint.data import KINDS, MARK_NAMES, QUESTION_WORDS, SUBSTITUTES
from booklet.l10n.lint.model import NOTE, VALUE, Finding, Pair, Writing, script_name

__all__ = ["check_double_space", "check_ends", "check_inverted", "check_marks", "check_spacing"]

_ASCII = {"stop": ".", "question": "?", "exclamation": "!", "colon": ":", "semicolon": ";", "comma": ","}
_KIND_OF = {mark: kind for kind, marks in KINDS.items() for mark in marks}
_INVISIBLE = "\u200b-\u200f\u061c\u2060\u2066-\u2069\u202a-\u202c\ufeff"
_CLOSER = re.compile(f"[\\s\"'’”“‘»«›‹)\\]』」】）》〉{NOTE}{_INVISIBLE}]")
_AROUND = f"(?=[\\s\"'’”“»«›‹)\\]』」】）{NOTE}{_INVISIBLE}]|\\Z)"
_WORD_BEFORE = re.compile(r"[^\s\u1361]+\Z")
_ENDING = ("stop", "question", "exclamation", "colon", "semicolon", "ellipsis")
"""Kinds that a translation shares with its source; commas and dashes are its own."""

_SENTENCES = re.compile(r"[.?!…][\"'’”»)]*(?=\s|\Z)")
_FRENCH_SPACED = frozenset(("fr", "br"))
_MAY_BE_SPACED = frozenset(("fr", "br", "oc", "co"))
_MARKS_TOO_FAR = re.compile(f"(?<=[^\\s{NOTE}])[ \u00a0\u202f]+([,.;:?!،؛؟۔।。，、；：？！።፣፤၊။])" + _AROUND)
_NO_SPACE_BEHIND = re.compile(r"(?<=[^\W\d_])([,;!?،؛؟۔።፣፤։])(?=[^\W\d_])")
_IN_ADDRESS = re.compile(r"[/@=&]|www\.")
_NEAR = 60
"""Characters around a mark that are looked at for an address."""

_FRENCH = re.compile(f"(?<=[\\w»”’)\\]{VALUE}%…])([ \u00a0\u202f\u2009]*)([;:!?»])" + _AROUND)
_FRENCH_OPEN = re.compile("«([ \u00a0\u202f\u2009]*)")
_HAN = "[\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
_HAN_BRACKETS = re.compile(f"(?<={_HAN})\\((?={_HAN})|(?<={_HAN})\\)")


def ending(text: str, writing: Writing) -> tuple[str, int]:
    """The kind of mark that a text ends with ("" for none) and the place of its last character."""
    bare = _bare(text)
    last = bare[-1:]
    if not last:
        return "", max(len(text) - 1, 0)
    at = len(bare) - 1
    if bare.endswith("..."):
        return "ellipsis", at
    if bare.endswith(("::", "\u1361\u1361")) and writing.script == "Ethi":
        return "stop", at
    kind = _KIND_OF.get(last, "")
    if kind == "exclamation" and _KIND_OF.get(bare[-2:-1]) == "question":
        kind = "question"
    if last == "|" and writing.marks.get("stop") == "\u0964":
        kind = "stop"
    if writing.language == "el" and last == ";":
        kind = "question"
    if writing.language == "hy":
        kind = _armenian(bare, kind, last)
    return kind, at


def _bare(text: str) -> str:
    """A text without what may stand behind its last mark. A pattern anchored to the end would take quadratic time."""
    end = len(text)
    while end and _CLOSER.match(text, end - 1):
        end -= 1
    return text[:end]


def _armenian(text: str, kind: str, last: str) -> str:
    """Armenian puts the marks of questions and exclamations on the word, not at the end, and ends with a colon."""
    sentence = re.split("[։:]", text.rstrip("։:"))[-1]
    if "\u055e" in sentence:
        return "question"
    if "\u055c" in sentence:
        return "exclamation"
    return "stop" if last == ":" else kind


def check_ends(pair: Pair) -> Iterator[Finding]:
    """The mark at the end is of the same kind as the source's."""
    writing = pair.writing
    wanted = ending(pair.source, Writing())[0]
    wanted = wanted if wanted in _ENDING else ""
    kind, at = ending(pair.text, writing)
    if kind == wanted == "stop" and writing.language == "th" and not _is_abbreviation(pair.text[: at + 1]):
        yield Finding("end-stop", at, "ends with a full stop, which Thai does not use", "delete it")
    if (
        kind == wanted
        or kind in SUBSTITUTES.get(writing.language, {}).get(wanted, ())
        or _may_differ(pair, wanted, kind)
    ):
        return
    if not wanted:
        if kind not in _ENDING or (kind == "stop" and _is_abbreviation(pair.text[: at + 1])):
            return
        yield Finding(f"end-{kind}", at, f"ends with {MARK_NAMES[kind]}, the source does not", "delete it")
        return
    if kind == "stop" and ending(pair.text[:at], writing)[0] == wanted:  # Spanish: “¿Vas?”.
        return
    mark = "…" if wanted == "ellipsis" else writing.marks.get(wanted, _ASCII.get(wanted, ""))
    has = f"with {MARK_NAMES[kind]}" if kind else f"without {MARK_NAMES[wanted]}"
    rest = f", the source with {MARK_NAMES[wanted]}" if kind else ", the source with one"
    yield Finding(f"end-{wanted}", at, f"ends {has}{rest}", f"end it with {quote(mark)}")


def _may_differ(pair: Pair, wanted: str, kind: str) -> bool:
    """Whether good translators write another mark than the source has.

    They ask where a heading says “What helps”, end the second sentence of a text otherwise, and separate items by
    commas. What leads to a list ends as the language needs it.
    """
    words = QUESTION_WORDS.get(pair.source_language)
    if not wanted and kind == "question":
        return words is None or any(word in words for word in re.findall(r"\w+", pair.source.casefold()))
    if not wanted and kind in {"colon", "stop", "ellipsis"}:
        return pair.kind == "lead"
    if wanted == "stop" and kind in {"question", "exclamation"}:
        return len(_SENTENCES.findall(pair.source)) > 1
    return wanted == "semicolon" and kind == "comma"


def _is_abbreviation(text: str) -> bool:
    """Whether the last word, up to its stop, looks like a short form: another stop in it, or few letters."""
    word = _WORD_BEFORE.search(text[-_NEAR:])
    inside = word[0].strip("(«“„\"'")[:-1] if word else ""
    return "." in inside or sum(map(str.isalpha, inside)) <= 3


def check_inverted(pair: Pair) -> Iterator[Finding]:
    """Spanish opens questions and exclamations."""
    if pair.writing.language not in {"es", "ast"}:
        return
    for closing, opening in (("?", "¿"), ("!", "¡")):
        missing = pair.text.count(closing) - pair.text.count(opening)
        if missing > 0 and "?!" not in pair.text and "!?" not in pair.text and closing * 2 not in pair.text:
            what = f"has {quote(closing)} without {quote(opening)} at the beginning"
            yield Finding("inverted", pair.text.index(closing), what, f"open it with {quote(opening)}")


def check_marks(pair: Pair) -> Iterator[Finding]:
    """Marks are those of the language where it has its own."""
    text, writing = pair.text, pair.writing
    for kind, mark in writing.marks.items():
        ascii_mark = _ASCII[kind]
        if mark == ascii_mark or (kind == "semicolon" and writing.language == "el"):
            continue
        behind = _AROUND if kind == "stop" else ""
        for match in re.finditer(re.escape(ascii_mark) + behind, text):
            at = match.start()
            before = text[max(0, at - 9) : at].rstrip("\"'’”»›)" + NOTE)[-1:]
            if not _is_native(before, writing) or (kind == "stop" and _keeps_stop(text, at)):
                continue
            if kind == "colon" and text[at + 1 : at + 2] in {":", "/"}:
                continue  # an address, or a full stop in two colons, which is another finding
            yield Finding("marks", at, f"has {quote(ascii_mark)} after {quote(before)}", f"write {quote(mark)}")
    if writing.script == "Ethi":
        for match in re.finditer("::|\u1361\u1361", text):
            yield Finding("marks", match.start(), f"has {quote(match[0])} as a full stop", "write ‘።’ (U+1362)")
    if writing.marks.get("stop") == "\u0964":
        for match in re.finditer(r"(?<=\S) ?\|" + _AROUND, text):
            yield Finding("marks", match.start(), "has a bar ‘|’ as a full stop", "write ‘।’ (U+0964)")
    if writing.script in {"Hans", "Hant", "Jpan"}:
        opened = False
        for match in _HAN_BRACKETS.finditer(text):
            wide = "（" if match[0] == "(" else "）"
            opened = opened or match[0] == "("
            if opened or "（" in text:
                yield Finding(
                    "marks", match.start(), f"has {quote(match[0])} among wide characters", f"write {quote(wide)}"
                )
    yield from _check_strangers(pair)


def _is_native(char: str, writing: Writing) -> bool:
    return bool(char) and (script_name(char) or _mark_script(char)) in writing.letters


def _mark_script(char: str) -> str:
    """The script of a vowel sign, which is no letter."""
    return unicodedata.name(char, "").partition(" ")[0] if unicodedata.category(char) in {"Mn", "Mc"} else ""


def _keeps_stop(text: str, at: int) -> bool:
    """Whether a stop in the middle of a text may be an abbreviation's; at its end it is one only with another stop."""
    word = _WORD_BEFORE.search(text[max(0, at - _NEAR) : at])
    inside = word[0] if word else ""
    if "." in inside or text[at - 1 : at + 2].count(".") > 1:
        return True
    return bool(_bare(text[at + 1 : at + _NEAR])) and sum(map(str.isalpha, inside)) <= 4


_STRANGERS = (
    (re.compile("[،؛؟۔٪٫٬]"), ("Arab", "Thaa", "Syrc", "Nkoo", "Rohg", "Aran"), "Arabic"),
    (re.compile("[\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff1f\uff01\uff08\uff09]"),
     ("Hans", "Hant", "Jpan", "Kore", "Yiii", "Bopo"), "wide Chinese"),
    (re.compile("[\u1361-\u1368]"), ("Ethi",), "Ethiopic"),
    (re.compile("[\u17d4-\u17d6]"), ("Khmr",), "Khmer"),
    (re.compile("[\u104a\u104b]"), ("Mymr",), "Burmese"),
)  # fmt: skip


def _check_strangers(pair: Pair) -> Iterator[Finding]:
    """Marks of a script that is not the language's."""
    if not pair.writing.script:
        return
    for pattern, scripts, name in _STRANGERS:
        if pair.writing.script in scripts:
            continue
        for match in pattern.finditer(pair.text):
            if match[0] not in pair.source:
                what = f"has {quote(match[0])}, which is {name} punctuation"
                yield Finding("marks", match.start(), what, "write the language's own mark")


def check_double_space(pair: Pair) -> Iterator[Finding]:
    """No two spaces in a row, unless the source has them."""
    pattern = re.compile("[ \u00a0\u202f\u3000\t]{2,}")
    if not pattern.search(pair.source):
        for match in pattern.finditer(pair.text.rstrip()):
            yield Finding("double-space", match.start(), "has two spaces in a row", "delete one")
    for match in re.finditer(r"(?<![.。·])([.。])\1(?![.。])|([,،፣、，;؛:：।۔።၊။?؟!])\2(?!\2)", pair.text):
        mark = match[0][0]
        if match[0] in pair.source or mark in "?؟!" or (mark == ":" and pair.writing.script == "Ethi"):
            continue
        mend = "write ‘॥’ (U+0965), or delete one" if mark == "।" else "delete one"
        yield Finding("double-mark", match.start(), f"has {quote(mark)} twice in a row", mend)


def check_spacing(pair: Pair) -> Iterator[Finding]:
    """Spaces before and behind marks; French has its own, which must not break a line."""
    text, writing = pair.text, pair.writing
    french = writing.language in _FRENCH_SPACED
    if not _MARKS_TOO_FAR.search(pair.source) and writing.script not in {"Khmr", "Tibt"}:
        for match in _MARKS_TOO_FAR.finditer(text):
            if writing.language in _MAY_BE_SPACED and match[1] in ";:!?":
                continue
            yield Finding("punctuation-spacing", match.start(), f"has a space before {quote(match[1])}", "delete it")
    if writing.spaced and writing.language not in {"naq", "ktz", "hgm"}:
        theirs = set(_NO_SPACE_BEHIND.findall(pair.source))
        for match in _NO_SPACE_BEHIND.finditer(text):
            near = text[max(0, match.start() - _NEAR) : match.start()].split()[-1:]
            near += text[match.start() : match.start() + _NEAR].split()[:1]
            if not _IN_ADDRESS.search("".join(near)) and match[0] not in theirs:
                what = f"has no space behind {quote(match[1])}"
                yield Finding("punctuation-spacing", match.start(), what, "put one there")
    if french:
        yield from _check_french(text, writing)


def _check_french(text: str, writing: Writing) -> Iterator[Finding]:
    """A no-break space (U+00A0), or a narrow one (U+202F), before ``; : ! ? »`` and behind ``«``.

    In Canada only the colon and the quotation marks take one.
    """
    narrow = writing.region not in {"CA"}
    for match in _FRENCH.finditer(text):
        space, mark = match.groups()
        if not narrow and mark in ";!?":
            continue
        yield from _french_space(space, match.start(1), f"before {quote(mark)}", mark in ":»")
    for match in _FRENCH_OPEN.finditer(text):
        if text[match.end() :].strip():
            yield from _french_space(match[1], match.end(1) - 1, "behind ‘«’", True)


def _french_space(space: str, at: int, where: str, wide: bool) -> Iterator[Finding]:
    name = "U+00A0" if wide else "U+202F"
    if not space:
        yield Finding("punctuation-spacing", at, f"has no space {where}", f"put a no-break space ({name}) there")
    elif " " in space or "\u2009" in space:
        what = f"has a space {where} at which a line may break"
        yield Finding("punctuation-spacing", at, what, f"make it a no-break space ({name})")
