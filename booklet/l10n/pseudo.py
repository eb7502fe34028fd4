# SPDX-License-Identifier: Apache-2.0
"""Pseudo-locales: a booklet in languages that nobody speaks, to see what real ones will do to it.

``en-XA`` writes every letter with an accent and makes texts 40 % longer, by long words and more of them: what does not
fit shows before a translator has begun, and a word without accents can be translated nowhere. ``ar-XB`` writes the same
words in Arabic letters, so that the whole book is set from right to left. Both are CLDR's names for such locales (UTS
#35, part 1, "Unicode locale identifiers": XA and XB); markup and placeholders stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from booklet.content.markup import parse, parse_with_references
from booklet.content.model import Message
from booklet.l10n.polint import Translation
from booklet.l10n.tags import Tag
from booklet.problems import Problems, Span

__all__ = ["is_pseudo", "pseudo_text", "pseudo_texts"]

_ACCENTED = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "áƀçđéƒĝĥíĵķļṁñóþɋŕšţúṽŵẋýžÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞɊŔŠŢÛṼŴẊÝŽ",
)
_VOWELS = frozenset("aeiouAEIOU")
_MORE = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
"""What longer texts are made longer with."""

_LONGER = 1.4
"""Length of a text to that of the source: what designers leave room for when they do not know the language."""

_ARABIC = str.maketrans(
    {
        **dict(zip("abcdefghijklmnopqrstuvwxyz", "ابكدهفغحيجقلمنوبكرستوفوخيز", strict=True)),
        ",": "،",
        ";": "؛",
        "?": "؟",
    }
)

_NOWHERE = Span("")


def is_pseudo(tag: Tag) -> bool:
    """Whether the builder makes up this locale's texts itself."""
    return (tag.language, tag.region) in (("en", "XA"), ("ar", "XB"))


def pseudo_texts(messages: Iterable[Message], tag: Tag) -> Mapping[str, Translation]:
    """The made-up translations of all messages, by their ids."""
    found: dict[str, Translation] = {}
    for message in messages:
        text = pseudo_text(message.text, tag, plain=message.plain)
        found[message.id] = Translation(parse(text, message.span, Problems(), plain=message.plain), message.span)
    return found


def pseudo_text(text: str, tag: Tag, *, plain: bool = False) -> str:
    """What a pseudo-locale makes of a message: markup and words in other languages are kept.

    ``plain`` says that the message takes no markup.
    """
    write = _arabic if tag.language == "ar" else _accented
    codes = () if plain else parse_with_references(text, _NOWHERE, Problems()).codes
    foreign_from = {code.partner for code in codes if text.startswith("](lang:", code.start)}
    parts: list[str] = []
    at = 0
    foreign = 0
    for code in codes:
        words = text[at : code.start]
        parts += (words if foreign else write(words), text[code.start : code.end])
        at = code.end
        if code.start in foreign_from:
            foreign += 1
        elif code.partner in foreign_from and code.partner != code.start:
            foreign -= 1
    parts.append(write(text[at:]))
    made = "".join(parts)
    return made if tag.language == "ar" else made + _padding(len(text) * _LONGER - len(made))


def _accented(words: str) -> str:
    return "".join(letter * 2 if letter in _VOWELS else letter for letter in words).translate(_ACCENTED)


def _arabic(words: str) -> str:
    return words.lower().translate(_ARABIC)


def _padding(missing: float) -> str:
    """Words that are at least ``missing`` characters long together."""
    more: list[str] = []
    length = 0
    while length < missing:
        word = _MORE[len(more) % len(_MORE)].translate(_ACCENTED)
        more.append(word)
        length += len(word) + 1
    return "".join(f" {word}" for word in more)
