# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: SIM905 - word lists are easier to read as text
"""Sentences without end, none of them twice: words made of our own stems, drawn by a seeded generator.

A vocabulary of some thousand words, few of them often and most of them seldom, as in real text: whatever a program
remembers of words it has seen helps it here as much as it would in a book, and no more.
"""

from __future__ import annotations

import random
from functools import cache

__all__ = ["LANGUAGES", "Writer"]

_SMALL = (
    "the a of and to in is it that for on with as at by from are we you they can not this or but all when what some "
    "one more out up if about who then so there"
).split()

_STEMS = (
    "anchor apple arrow autumn bake bank barrel basket beach bell bird blanket board boat book border bottle branch "
    "bread bridge brook brother bucket build burn butter button call camp candle carpet carry cart castle cattle "
    "chain chalk chimney circle clay climb cloud coast collect colour copper corner cotton count cover cradle cross "
    "curtain dance desert ditch draw dream drift drum dust earth engine evening farm feather fence ferry field finger "
    "flame float flour flower follow forest fountain friend garden garlic gather ginger glass grain grass gravel "
    "guard hammer harbour harvest helmet herb hollow honey horse hunt island jacket journey kettle kitchen ladder "
    "lamp lantern learn leather lemon letter lift light listen market meadow measure metal mill mirror mountain "
    "needle neighbour night north orchard paint paper parcel path pepper pillow pitch plant plough pocket polish pond "
    "potter powder quarry rabbit raft rain reach read river road rope saddle sail salt sand school season shelter "
    "shepherd shore signal silver sister sleep smoke spade spark spoon spring stable station stone storm stream "
    "street summer table tailor teach thread tower track travel tunnel valley village wagon walk wander watch water "
    "weather weave well wheel willow window winter wonder wood wool work write yard"
).split()

_BEFORE: tuple[str, ...] = ("", "", "", "re", "un", "over", "out", "under", "mid", "fore", "by")
_AFTER: tuple[str, ...] = (
    "",
    "",
    "s",
    "ed",
    "ing",
    "er",
    "ers",
    "ly",
    "less",
    "ful",
    "y",
    "ness",
    "ings",
    "able",
    "like",
)

_ARABIC_SMALL = "في من على إلى عن مع هذا هذه كل ثم أو لا ما قد كان هو هي بعد قبل عند بين حتى كما إذا".split()
_ARABIC_STEMS = (
    "كتاب بيت باب بحر جبل نهر شجر مطر شمس قمر ليل نهار صديق مدرس طريق سوق خبز ماء ملح زيت نار حجر رمل طير حصان جمل "
    "سفين شراع ميناء جسر قلع حقل زهر ثمر عسل قلم ورق رسال خيط قماش حداد نجار صياد فلاح راع معلم طالب صيف شتاء ربيع "
    "خريف غيم ريح عاصف مصباح شباك سقف جدار حديق نخل زيتون تفاح رمان سكر فلفل قدر صحن ملعق سكين حبل دلو بئر واد سهل"
).split()
_ARABIC_BEFORE = ("", "", "ال", "ال", "و", "وال", "بال", "لل", "ف", "ك")
_ARABIC_AFTER = ("", "", "ة", "ات", "ون", "ين", "ها", "هم", "نا", "ي")

# Languages in Latin letters share the stems; each writes them with letters of its own.
_LETTERS = {
    "en": "",
    "fr": "éèêçàîô",
    "es": "áéíóúñ",
    "vi": "ạảấầẫậếềệịọốồộớờợụứừựỳđ",
    "sw": "aaiiuu",
    "de": "äöüß",
    "pt": "ãõçáéâ",
    "it": "àèìòù",
    "nl": "ëïéa",
    "sv": "åäö",
    "da": "æøå",
    "nb": "æøå",
    "fi": "äöyy",
    "pl": "ąćęłńóśźż",
    "cs": "áčďéěíňřšťúůýž",
    "hu": "áéíóöőúüű",
    "ro": "ăâîșț",
    "tr": "çğıöşü",
    "id": "aaiu",
}
LANGUAGES = (*list(_LETTERS)[:5], "ar", *list(_LETTERS)[5:])
"""Twenty languages; the first six are those of the case with six documents."""


@cache
def _vocabulary(language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The small words of a language, and all others in the order of how often they come."""
    chance = random.Random(f"vocabulary {language}")
    if language == "ar":
        small, stems = _ARABIC_SMALL, _ARABIC_STEMS
    else:
        letters = _LETTERS[language]
        small, stems = ([_in_letters(word, letters, chance) for word in words] for words in (_SMALL, _STEMS))
    before, after = (_ARABIC_BEFORE, _ARABIC_AFTER) if language == "ar" else (_BEFORE, _AFTER)
    words = sorted({first + stem + last for first in before for stem in stems for last in after})
    # As in every language, what is said often is short, more or less.
    return tuple(small), tuple(sorted(words, key=lambda word: len(word) + 4 * chance.random()))


def _in_letters(word: str, letters: str, chance: random.Random) -> str:
    if not letters:
        return word
    return "".join(chance.choice(letters) if char in "aeiou" and chance.random() < 0.3 else char for char in word)


class Writer:
    """Writes text in a language; the same seed writes the same."""

    def __init__(self, language: str, seed: str) -> None:
        self._small, self._words = _vocabulary(language)
        self._chance = random.Random(f"text {language} {seed}")
        self._comma = "،" if language == "ar" else ","

    def word(self) -> str:
        """Any word but the small ones."""
        return self._words[int(len(self._words) * self._chance.random() ** 2.5)]

    def phrase(self, least: int, most: int) -> str:
        """Some words without a stop, the first with a capital letter."""
        words = []
        for number in range(self._chance.randint(least, most)):
            small = number and self._chance.random() < 0.42
            words.append(self._chance.choice(self._small) if small else self.word())
        words[0] = words[0][0].upper() + words[0][1:]
        return " ".join(words)

    def sentence(self) -> str:
        """A sentence of 6 to 15 words, with a comma or a number now and then."""
        words = self.phrase(6, 15).split()
        if self._chance.random() < 0.4:
            words[len(words) // 2] += self._comma
        if self._chance.random() < 0.15:
            words[-2] = str(self._chance.randint(11, 9999))
        return " ".join(words) + "."

    def sentences(self, least: int, most: int) -> str:
        """Some sentences."""
        return " ".join(self.sentence() for _ in range(self._chance.randint(least, most)))
