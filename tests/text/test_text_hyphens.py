# SPDX-License-Identifier: Apache-2.0
"""Hyphenation: dictionaries that are parsed late say what Pyphen's own reading of them says."""

from __future__ import annotations

import itertools

import pyphen
import pytest

from booklet.text.hyphenate import hyphen_positions
from booklet.text.patterns import load_dictionary


@pytest.mark.parametrize("path", sorted(set(pyphen.LANGUAGES.values())), ids=lambda path: path.stem)
def test_every_pattern_is_pyphens(path) -> None:
    own = pyphen.HyphDict(path)
    lang = path.stem.removeprefix("hyph_").replace("_", "-")
    pyphen.hdcache.pop(pyphen.LANGUAGES[pyphen.language_fallback(lang.replace("-", "_"))], None)
    found = load_dictionary(lang, 2, 2)
    patterns = found.hd.patterns
    assert found.hd.maxlen >= own.maxlen  # a bound for the search only
    wrong = [key for key in own.patterns if patterns.get(key) != own.patterns[key]]
    more = [key for key in list(patterns) if patterns.get(key) is not None and key not in own.patterns]
    assert (wrong, more) == ([], [])


@pytest.mark.parametrize(
    ("lang", "text", "parts"),
    [
        ("en-US", "international", "inter|na|tional"),
        ("de", "Kindergartenkinder", "Kin|der|gar|ten|kin|der"),
        ("fr", "internationale", "inter|na|tio|nale"),
        ("hu", "asszonnyal", "asszonnyal"),  # a break there would change the spelling
        ("xx", "whatever words", "whatever words"),
        # By syllables; Thai has a dictionary, but lines end between its words.
        ("ta", "பாதுகாப்பற்றவர்கள்", "பாது|காப்|பற்|ற|வர்கள்"),
        ("hi", "अंतर्राष्ट्रीयकरण", "अंत|र्रा|ष्ट्री|य|क|रण"),
        ("bn", "মানবাধিকার", "মান|বা|ধি|কার"),
        ("ml", "അവകാശങ്ങൾക്ക്", "അവ|കാ|ശങ്ങൾക്ക്"),
        ("te", "అంతర్జాతీయంగా", "అంత|ర్జా|తీ|యంగా"),
        ("hi", "बच्चे अधिकार", "बच्चे अधिकार"),
        ("th", "กรรมการสมรส", "กรรมการสมรส"),
    ],
)
def test_words_are_divided(lang: str, text: str, parts: str) -> None:
    cuts = [0, *hyphen_positions(text, lang), len(text)]
    shown = "|".join(text[start:end] for start, end in itertools.pairwise(cuts))
    assert shown == parts


def test_only_words_that_begin_a_line_are_looked_at():
    text = "international (international) international"
    assert hyphen_positions(text, "en-US", {0}) == [5, 7]
    assert hyphen_positions(text, "en-US", {14}) == [20, 22]  # behind a bracket
    assert hyphen_positions(text, "en-US", {5, 13}) == []  # in a word, and before the space
