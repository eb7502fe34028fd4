# SPDX-License-Identifier: Apache-2.0
"""Shaping: the cache gives what shaping the whole would give; clusters carry exact text."""

from __future__ import annotations

import pytest
import uharfbuzz as hb
from hypothesis import given, settings
from hypothesis import strategies as st
from textkit import ARABIC, ENGLISH, FRENCH, RUSSIAN, VIETNAMESE, library, piece, typesetter

from booklet.text.breaks import line_breaks
from booklet.text.hyphenate import hyphen_positions
from booklet.text.scripts import script_of, script_runs
from booklet.text.shape import RunShaper

FACES = [
    ("Andika", False, False, "Latn", "en", ENGLISH + FRENCH),
    ("Andika", True, True, "Latn", "vi", VIETNAMESE),
    ("Andika", False, True, "Cyrl", "ru", RUSSIAN),
    ("Noto Naskh Arabic", False, False, "Arab", "ar", ARABIC),
    ("Noto Naskh Arabic", True, False, "Arab", "ar", ARABIC),
]
IDS = [f"{family} {bold} {italic}" for family, bold, italic, *_ in FACES]


def shaper(family, bold, italic, script, lang):
    (face,) = (f for f in library().faces(family) if (f.bold, f.italic) == (bold, italic))
    return RunShaper(face, script, lang, script == "Arab")


def stretch(text, tag):
    (found, _), *_ = typesetter(tag)._stretches([piece(text, tag)], int(tag == "ar"))
    return found


def in_reading_order(shaped, right_to_left):
    return tuple(reversed(shaped.clusters)) if right_to_left else shaped.clusters


@pytest.mark.parametrize(("family", "bold", "italic", "script", "lang", "text"), FACES, ids=IDS)
def test_words_from_the_cache_equal_the_paragraph(family, bold, italic, script, lang, text):
    run = shaper(family, bold, italic, script, lang)
    assert run.face.shapes_by_words(text)
    words = [run.shape(word) for word in (part + " " for part in text.split(" "))]
    assert all(word.alone for word in words)
    apart = [cluster for word in words for cluster in in_reading_order(word, run.right_to_left)]
    whole = in_reading_order(run.shape(text + " "), run.right_to_left)
    assert tuple(apart) == whole


@settings(max_examples=60, deadline=None)
@given(face=st.sampled_from(FACES), data=st.data())
def test_any_words_from_the_cache_equal_the_paragraph(face, data):
    *_, script, lang, sample = face
    letters = sorted(set(sample) - {" "})
    words = data.draw(st.lists(st.text(st.sampled_from(letters), min_size=1, max_size=6), min_size=1, max_size=8))
    text = " ".join(words)
    parts = stretch(text, "ar" if script == "Arab" else lang)
    for index, item in enumerate(parts.items):
        whole = parts.shapers[index].shape(text[item.start : item.end])
        assert parts.clusters(index, item.start, item.end) == (whole.clusters, whole.advance)


@pytest.mark.parametrize(("text", "tag"), [("¨ ¨ a", "en"), ("ba \u02e5\u02e6 c", "en"), ("a \u02de", "en")])
def test_text_that_looks_across_spaces_is_shaped_whole(text, tag):
    found = stretch(text, tag)
    assert [word.text for word in found.words] == [text[item.start : item.end] for item in found.items]


def test_parts_beside_an_unsafe_place_are_shaped_again():
    run = shaper("Andika", False, False, "Latn", "en")
    word = run.shape("AVATAR")
    edges = run.edges(word)
    assert sorted(edges) == list(range(7))
    for at in range(7):
        left, right = run.part(word, 0, at), run.part(word, at, 6)
        assert left == (run.shape("AVATAR"[:at]).clusters, run.shape("AVATAR"[:at]).advance)
        assert right == (run.shape("AVATAR"[at:]).clusters, run.shape("AVATAR"[at:]).advance)
        assert run.advance(word, 0, at) == left[1]
        assert run.advance(word, at, 6) == right[1]


def test_right_to_left_parts_come_from_the_right_end():
    run = shaper("Noto Naskh Arabic", False, False, "Arab", "ar")
    word = run.shape("دار زرد ")
    clusters, advance = run.part(word, 0, 4)
    assert [cluster.text for cluster in clusters] == [" ", "ر", "ا", "د"]
    assert advance == sum(cluster.advance for cluster in clusters)


def test_glyph_zero_becomes_a_report():
    shaped = shaper("Andika", False, False, "Latn", "en").shape("a\U0001f600ก")
    assert shaped.missing == "\U0001f600ก"
    assert all(glyph.gid for cluster in shaped.clusters for glyph in cluster.glyphs)


@pytest.mark.parametrize("text", ["ab\u200ecd", "\u200ea", "a\u00adb", "\u200f", "e\u0301\u200d"])
def test_ignorable_characters_stay_in_the_text(text):
    shaped = shaper("Andika", False, False, "Latn", "en").shape(text)
    assert "".join(cluster.text for cluster in shaped.clusters) == text
    assert shaped.missing == ""
    plain = text.translate(dict.fromkeys(map(ord, "\u200e\u200f\u200d\u00ad")))
    assert shaped.advance == shaper("Andika", False, False, "Latn", "en").shape(plain).advance


def test_lone_surrogates_do_no_harm():
    assert shaper("Andika", False, False, "Latn", "en").shape("a\ud800b").text == "a\ud800b"


def test_scripts():
    assert [script_of(char) for char in "aЖا漢 1,"] == ["Latn", "Cyrl", "Arab", "Hani", None, None, None]
    assert script_runs("12, 3", "Arab") == [(0, 5, "Arab")]
    assert script_runs("(a) ا", "Arab") == [(0, 4, "Latn"), (4, 5, "Arab")]
    assert script_runs("ا (a) ب", "Latn") == [(0, 3, "Arab"), (3, 4, "Latn"), (4, 7, "Arab")]


def breaks(text, tag, spans=((0, 0, 0),), pieces=None):
    return line_breaks(text, tag, list(spans), pieces or [piece(text, tag)])


def test_breaks_count_characters_beyond_the_bmp_once():
    assert breaks("a \U0001f600\U0001f600 b", "en") == [2, 3, 5, 6]


@pytest.mark.parametrize(
    ("text", "tag", "parts"),
    [
        ("Stop! Now", "en", ["Stop! ", "Now"]),
        ("Qui\u202f? «\u00a0Moi\u00a0»", "fr", ["Qui\u202f? ", "«\u00a0Moi\u00a0»"]),
        ("هل؟ نعم، الآن", "ar", ["هل؟ ", "نعم، ", "الآن"]),
        ("เด็กทุกคน", "th", ["เด็ก", "ทุก", "คน"]),
        ("សន្តិភាព", "km", ["សន្តិភាព"]),  # ICU would break after the sign that stacks
    ],
)
def test_breaks(text, tag, parts):
    found = breaks(text, tag)
    assert [text[start:end] for start, end in zip([0, *found], found, strict=False)] == parts


def test_hyphen_positions():
    def parts(text, lang):
        return "|".join(
            text[start:end]
            for start, end in zip(
                [0, *hyphen_positions(text, lang)], [*hyphen_positions(text, lang), len(text)], strict=True
            )
        )

    assert parts("international help", "en") == "inter|na|tional help"
    assert parts("l’exploitation", "fr") == "l’ex|ploi|ta|tion" or "|" in parts("l’exploitation", "fr")
    for untouched in ("UNICEF2025 www.violence.example", "SHOUTING", "self-explanatory", "violence@example.org"):
        assert hyphen_positions(untouched, "en") == []
    assert hyphen_positions("international", "ar") == hyphen_positions("international", "") == []


@pytest.mark.parametrize(
    ("family", "script", "lang", "text"),
    [
        ("Noto Sans", "Latn", "en", "AVATAR To Yo, fi ffi. " * 30),
        ("Noto Naskh Arabic", "Arab", "ar", "السلام عليكم لا إله إلا الله " * 10),
        ("Noto Sans Devanagari", "Deva", "hi", "क्षत्रिय स्त्री र्द्र "),
    ],
)
def test_places_unsafe_to_break_are_harfbuzz_own(family, script, lang, text):
    face = library().faces(family)[0]
    shaper = RunShaper(face, script, lang, script == "Arab")
    shaped = shaper.shape(text)
    flags = shaper._buffer(text).glyph_infos
    unsafe = {info.cluster for info in flags if info.flags & hb.GlyphFlags.UNSAFE_TO_BREAK}
    edges = shaper.edges(shaped)
    assert {at for at, edge in edges.items() if not edge.safe} == {at for at in unsafe if at in edges and at > 0}
    assert unsafe
