# SPDX-License-Identifier: Apache-2.0
"""Writing systems: which there are, which font each takes, and the size and leading that it is set with."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from textkit import NOTE, STYLE, line_texts, locale, piece, shipped_library, typesetter, with_stand_in

from booklet.l10n.tags import parse_tag
from booklet.layout.themefile import load_theme
from booklet.problems import Problems
from booklet.text.model import ScriptFit
from booklet.text.scripts import SYSTEMS_OF, known_systems, script_runs, shaping_script, writing_system
from booklet.text.typeset import Typesetter

ARABIC_FIT = ScriptFit(size=1.2, leading=1.1, least=10, tightest=1.2)
NASTALIQ_FIT = ScriptFit(size=1.1, leading=1.7, least=11, tightest=2)


def runs(text, tag="en", lang=None, setter=None, fits=None, style=STYLE):
    """The runs of a text on one line."""
    setter = setter or typesetter(tag, fits)
    pieces = [piece(text, lang or tag, style)]
    paragraph = setter.paragraph(pieces, 2000, direction=setter.locale.direction)
    assert setter.missing == []
    return paragraph.lines[0].runs


def fonts(text, tag="en", lang=None, setter=None):
    """What is set in which font, and in which writing system, in the order of reading; spaces do not count."""
    found = []
    for run in runs(text, tag, lang, setter):
        key = (run.font.family.removeprefix("Noto ").removeprefix("Sans "), run.script)
        if found and found[-1][1:] == key:
            found[-1] = (found[-1][0] + run.text, *key)
        else:
            found.append((run.text, *key))
    return [(part.strip(), *key) for part, *key in found]


# --- which there are ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "lang", "system"),
    [
        ("Arab", "ur", "Aran"),
        ("Arab", "ur-IN", "Aran"),
        ("Arab", "ks", "Aran"),
        ("Arab", "pa-Arab", "Aran"),
        ("Arab", "pa-PK", "Aran"),
        ("Arab", "ar", "Arab"),
        ("Arab", "fa", "Arab"),
        ("Arab", "ps", "Arab"),
        ("Arab", "ug", "Arab"),
        ("Arab", "en", "Arab"),
        ("Arab", "xx", "Arab"),
        ("Guru", "pa", "Guru"),
        ("Latn", "ur", "Latn"),
        ("Hani", "zh", "Hans"),
        ("Hani", "zh-Hans", "Hans"),
        ("Hani", "zh-SG", "Hans"),
        ("Hani", "zh-TW", "Hant"),
        ("Hani", "zh-Hant", "Hant"),
        ("Hani", "zh-HK", "Hant"),
        ("Bopo", "zh-TW", "Hant"),
        ("Hani", "ja", "Jpan"),
        ("Hira", "ja", "Jpan"),
        ("Kana", "en", "Jpan"),
        ("Hani", "ko", "Kore"),
        ("Hang", "ko", "Kore"),
        ("Hang", "en", "Kore"),
        ("Hani", "en", "Hans"),
        ("Hani", "no language", "Hans"),
    ],
)
def test_the_writing_system_of_a_script_in_a_language(script, lang, system):
    assert writing_system(script, lang) == system


@pytest.mark.parametrize(
    ("tag", "system"),
    [
        ("ur", "Aran"), ("ks", "Aran"), ("pa-Arab", "Aran"), ("fa", "Arab"), ("ar", "Arab"), ("pa", "Guru"),
        ("zh-Hans", "Hans"), ("zh-TW", "Hant"), ("ja", "Jpan"), ("ko", "Kore"), ("ks-Deva", "Deva"),
    ],
)  # fmt: skip
def test_the_writing_system_of_a_language(tag, system):
    assert parse_tag(tag).writing_system == system


def test_fonts_find_their_rules_by_script():
    assert [shaping_script(each) for each in ("Aran", "Hans", "Hant", "Jpan", "Kore", "Latn", "Thai")] == [
        "Arab", "Hani", "Hani", "Hani", "Hang", "Latn", "Thai",
    ]  # fmt: skip


def test_codes_that_text_is_never_in_are_not_known_ones():
    assert {"Latn", "Arab", "Aran", "Hans", "Hant", "Jpan", "Kore", "Cher"} <= set(known_systems())
    assert SYSTEMS_OF.keys() & set(known_systems()) == set()
    built_in = load_theme(None, Problems())
    assert built_in is not None
    assert set(built_in.scripts) <= set(known_systems())
    for family in shipped_library().families:
        for face in shipped_library().faces(family):
            assert face.scripts <= set(known_systems())


# --- which font ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "tag", "expected"),
    [
        ("بچوں کے حقوق", "ur", [("بچوں کے حقوق", "Nastaliq Urdu", "Aran")]),
        ("حقوق الطفل", "ar", [("حقوق الطفل", "Naskh Arabic", "Arab")]),
        ("儿童“权利”——…", "zh-Hans", [("儿童“权利”——…", "SC", "Hans")]),
        ("बच्चों के अधिकार।", "hi", [("बच्चों के अधिकार।", "Devanagari", "Deva")]),
    ],
)
def test_the_font_of_the_locales_own_text(text, tag, expected):
    assert fonts(text, tag) == expected


def test_the_language_of_a_piece_decides_and_not_only_the_locales():
    assert fonts("بچوں کے حقوق", "en", "ur")[0][1:] == ("Nastaliq Urdu", "Aran")
    assert fonts("بچوں کے حقوق", "ar", "ur")[0][1:] == ("Nastaliq Urdu", "Aran")
    assert fonts("حقوق کودک", "ur", "fa")[0][1:] == ("Naskh Arabic", "Arab")
    assert fonts("حقوق", "en", "en")[0][1:] == ("Naskh Arabic", "Arab")
    assert fonts("儿童", "en", "zh-Hans")[0][1:] == ("SC", "Hans")


def test_kana_and_kanji_are_one_item():
    setter = with_stand_in("ja")
    text = "子どもの権利をまもるガイド、です。"
    found = runs(text, setter=setter, lang="ja")
    assert [(run.text, run.script) for run in found] == [(text, "Jpan")]


def test_hangul_and_hanja_are_one_item():
    setter = with_stand_in("ko")
    text = "人身賣買는 犯罪입니다"
    (stretch, _), *_ = setter._stretches([piece(text, "ko")], 0)
    assert {item.script for item in stretch.items} == {"Kore"}


@pytest.mark.parametrize(
    ("text", "wide"),
    [
        ("AVATAR“项目”", "“”"),
        ("在 Bogotá——他们", "——"),
        ("在 Bogotá…", "…"),
        ("他说：‘UN’", "‘"),
        ("玛丽·居里", "·"),
    ],
)
def test_wide_marks_are_chinese_beside_latin_words_too(text, wide):
    by_mark = {char: run.font.family for run in runs(text, "zh-Hans") for char in run.text}
    assert {by_mark[char] for char in wide} == {"Noto Sans SC"}
    assert {by_mark[char] for char in text if char.isascii() and char.isalpha()} <= {"Andika"}


@pytest.mark.parametrize("mark", ["。", "，", "！", "：", "」"])
def test_full_width_marks_behind_latin_words_keep_their_writing_system(mark):
    """Traditional Chinese has its stops in the middle, Simplified and Japanese at the left."""
    setter = with_stand_in("ja")
    (stretch, _), *_ = setter._stretches([piece(f"学校 UN{mark}", "ja")], 0)
    assert [(stretch.text[item.start : item.end].strip(), item.script) for item in stretch.items] == [
        ("学校", "Jpan"), ("UN", "Latn"), (mark, "Jpan"),
    ]  # fmt: skip


@pytest.mark.parametrize(("tag", "word", "family"), [("hi", "बच्चे", "Devanagari"), ("bn", "শিশু", "Bengali")])
def test_a_danda_behind_a_latin_word_is_of_the_language(tag, word, family):
    by_mark = {char: run.font.family for run in runs(f"{word} UN।", tag) for char in run.text}
    assert by_mark["।"] == f"Noto Sans {family}"
    assert by_mark["U"] == "Andika"


@pytest.mark.parametrize("word", ["don’t", "l’été", "п’ять", "L’Église", "col·lecció"])
def test_signs_inside_words_are_of_their_letters(word):
    (latin,) = [run for run in runs(f"说 {word} 吧", "zh-Hans") if word[0] in run.text]
    assert latin.text.strip() == word
    assert latin.font.family == "Andika"


def test_wide_marks_are_those_of_the_letters_before_them_elsewhere():
    assert fonts("the “word” — 儿童", "en")[0] == ("the “word” —", "Andika", "Latn")


@pytest.mark.parametrize("text", ["“Stop” — don’t go… ‘now’", "“", "—", "…"])
@pytest.mark.parametrize("tag", ["zh-Hans", "ja", "ko", "en"])
def test_text_that_is_not_translated_into_chinese_keeps_its_own_marks(text, tag):
    (stretch, _), *_ = with_stand_in(tag)._stretches([piece(text, "en")], 0)
    assert [(item.font.family, item.script) for item in stretch.items] == [("Andika", "Latn")]


@pytest.mark.parametrize("tag", ["zh-Hans", "en"])
def test_each_piece_has_the_marks_of_its_language(tag):
    text = [
        piece("the “word” is ", "en"),
        piece("他说：“项目”——AVATAR…", "zh-Hans"),
        piece(" in “Chinese” — yes", "en"),
    ]
    (stretch, _), *_ = with_stand_in(tag)._stretches(text, 0)
    marks = {
        (stretch.text[place], item.piece, item.font.family)
        for item in stretch.items
        for place in range(item.start, item.end)
        if stretch.text[place] in "“”—…"
    }
    wide = {(mark, 1, "Noto Sans SC") for mark in "“”—…"}
    assert marks == wide | {(mark, 0, "Andika") for mark in "“”"} | {(mark, 2, "Andika") for mark in "“”—"}


# --- which size and leading ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fit", "size", "leading", "expected"),
    [
        (ScriptFit(), 12, 17, (12, 17)),
        (ScriptFit(size=1.5), 12, 17, (18, 17)),
        (ScriptFit(leading=1.5), 12, 16, (12, 24)),
        (ScriptFit(least=10), 8, 12, (10, 15)),  # leading grows with the size
        (ScriptFit(size=1.25, least=10), 8, 12, (10, 12)),
        (ScriptFit(tightest=2), 12, 17, (12, 24)),
        (ScriptFit(tightest=1.2), 12, 17, (12, 17)),
        (ScriptFit(size=1.5, leading=2, least=15, tightest=1), 8, 10, (15, 25)),
    ],
)
def test_a_fit_gives_size_and_leading(fit, size, leading, expected):
    assert fit.apply(size, leading) == pytest.approx(expected)


def test_small_text_may_be_smaller_than_the_least_but_not_tighter():
    fit = ScriptFit(size=1.5, least=20, tightest=2)
    assert fit.apply(8, 10) == (20, 40)
    assert fit.apply(8, 10, small=True) == (12, 24)


def test_an_urdu_word_in_an_english_paragraph_widens_its_line():
    setter = typesetter("en", {"Aran": NASTALIQ_FIT})
    pieces = [piece("One line of words. "), piece("بچوں", "ur", start=19), piece(" and here is another", start=23)]
    paragraph = setter.paragraph(pieces, 115, direction="ltr")
    assert line_texts(paragraph) == ["One line of words.", "بچوں and here is", "another"]
    assert [line.leading for line in paragraph.lines] == pytest.approx([17, 17 * 1.7, 17])
    by_script = {run.script: run.style for line in paragraph.lines for run in line.runs}
    assert by_script["Latn"] == STYLE
    assert by_script["Aran"] == replace(STYLE, size=pytest.approx(13.2), leading=pytest.approx(28.9))
    assert paragraph.height == pytest.approx(17 + 28.9 + 17)


def test_tall_letters_beside_small_ones_keep_their_least_size():
    (found,) = runs("بچوں", "en", "ur", fits={"Aran": NASTALIQ_FIT}, style=replace(STYLE, size=8, leading=11))
    assert found.style.size == 11
    assert found.style.leading == pytest.approx(max(11 * 1.7 * 11 / 8.8, 22))
    (mark,) = runs("بچوں", "en", "ur", fits={"Aran": NASTALIQ_FIT}, style=NOTE)
    assert mark.style.size == pytest.approx(8 * 1.1)


def test_a_latin_word_in_an_arabic_paragraph_is_set_in_the_size_it_was_meant_to_have():
    fits = {"Arab": ARABIC_FIT}
    size, leading = ARABIC_FIT.apply(12, 17)
    nominal = replace(STYLE, size=size, leading=leading)  # what a theme makes of 12 on 17 points for Arabic
    found = runs("الأمم المتحدة UNODC هنا", "ar", fits=fits, style=nominal)
    sizes = {run.script: (run.style.size, run.style.leading) for run in found}
    assert sizes["Arab"] == (size, leading)
    assert sizes["Latn"] == pytest.approx((12, 17))


def test_numbers_in_latin_digits_take_the_latin_font_and_size():
    nominal = replace(STYLE, size=12 * 1.2, leading=17 * 1.1)
    found = runs("في عام 2025 نحو ٣٨", "ar", fits={"Arab": ARABIC_FIT}, style=nominal)
    number = next(run for run in found if "2025" in run.text)
    assert (number.text.strip(), number.font.family, number.script) == ("2025", "Andika", "Latn")
    assert number.style.size == pytest.approx(12)
    native = next(run for run in found if "٣٨" in run.text)
    assert (native.font.family, native.style.size) == ("Noto Naskh Arabic", 12 * 1.2)


def test_widths_are_those_of_the_fitted_size():
    fits = {"Deva": ScriptFit(size=1.5)}
    plain, large = typesetter("en"), typesetter("en", fits)
    text = [piece("अधिकार", "hi")]
    assert large.width(text) == pytest.approx(1.5 * plain.width(text))
    assert large.width([piece("rights")]) == plain.width([piece("rights")])


def test_a_theme_fits_styles_to_the_locale_and_foreign_words_beside_them():
    theme = load_theme(None, Problems())
    assert theme is not None
    record = theme.styles["body"]
    urdu = theme.text_style("body", "Aran")
    assert (urdu.size, urdu.leading) == theme.scripts["Aran"].apply(record.size, record.leading)
    setter = typesetter("ur", theme.scripts)
    paragraph = setter.paragraph([piece("بچوں UNODC", "ur", urdu)], 900, direction="rtl")
    latin = next(run.style for run in paragraph.lines[0].runs if run.script == "Latn")
    assert (latin.size, latin.leading) == pytest.approx((record.size, record.leading))


# --- fonts that are not here --------------------------------------------------------------------------------------


def test_families_that_were_not_fetched_are_named_with_the_text_that_needs_them():
    setter = Typesetter(shipped_library(), locale("en"))
    setter.paragraph([piece("Stop. 児童 권리")], 300, direction="ltr")
    assert setter.absent == {"Noto Sans KR": "m"}  # without its language, 児童 is read as Chinese
    setter.paragraph([piece("児童", "ja"), piece("兒童", "zh-TW")], 300, direction="ltr")
    assert list(setter.absent) == ["Noto Sans KR", "Noto Sans JP", "Noto Sans TC"]


def test_nothing_is_said_of_fonts_that_no_text_needs():
    setter = Typesetter(shipped_library(), locale("zh-Hans"))
    setter.paragraph([piece("儿童 children بچوں", "zh-Hans")], 300, direction="ltr")
    assert setter.absent == {}
    assert shipped_library().absent == {"Hant": "Noto Sans TC", "Jpan": "Noto Sans JP", "Kore": "Noto Sans KR"}


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("ကြည့် “UN 7” ပါ", "ကြည့် “|UN 7|” ပါ"),  # both quotation marks of the language around the word
        ("см. «UN 7»", "см. «UN 7»".replace("UN 7", "|UN 7|")),
        ("იხ. „UN“ აქ", "იხ. „|UN|“ აქ"),
        ("он’s п’ять", "он’|s |п’ять"),
        ("(דף UN) “א”", "(דף |UN|) “א”"),
    ],
)
def test_quotation_marks_go_in_pairs(text, runs):
    assert "|".join(text[start:end] for start, end, _ in script_runs(text, "Latn")) == runs


def test_nastaliq_has_wider_spaces_beside_other_fonts():
    setter = typesetter("ur")
    (line,) = setter.paragraph([piece("سے Green 12 ہے", lang="ur")], 400, direction="rtl").lines
    ours = [run.text for run in line.runs if run.font.family == "Noto Nastaliq Urdu"]
    assert ours == ["سے", "ہے"]
