# SPDX-License-Identifier: Apache-2.0
"""Numbers, placeholders and foreign names in right-to-left paragraphs: typed order in, order on the page out."""

from __future__ import annotations

import pytest
from textkit import piece

from booklet.text.bidi import visual_order
from booklet.text.isolates import isolated_levels

MIRRORED = str.maketrans("()[]«»", ")(][»«")


def seen(parts, lang, level=1):
    """What a reader sees from left to right. A part may be text, (text, language), or (text, None): set apart."""
    pieces = []
    for part in [parts] if isinstance(parts, str) else parts:
        text, own = part if isinstance(part, tuple) else (part, lang)
        pieces.append(piece(text, own or lang, isolate=own is None))
    spans, text = [], ""
    for index, each in enumerate(pieces):
        spans.append((len(text), index, 0))
        text += each.text
    levels = isolated_levels(text, spans, pieces, level, lang)
    assert len(levels) == len(text)
    return "".join(text[at].translate(MIRRORED) if levels[at] % 2 else text[at] for at in visual_order(levels))


@pytest.mark.parametrize(
    ("lang", "typed", "expected"),
    [
        ("ar", "اتصل بـ +33 1 23 الآن", "نآلا +33 1 23 ـب لصتا"),
        ("ar", "اتصل بـ +44 (0)20 7946 0958.", ".+44 (0)20 7946 0958 ـب لصتا"),
        ("ar", "الرقم 116 111 مجاني", "يناجم 116 111 مقرلا"),
        ("ar", "اتصل +٩٦٦ ١١ ٤٦٤", "+٩٦٦ ١١ ٤٦٤ لصتا"),
        ("ar", "الوثيقة UN-2024/15 مهمة", "ةمهم UN-2024/15 ةقيثولا"),
        ("ar", "الوثيقة 2024/15-UN مهمة", "ةمهم 2024/15-UN ةقيثولا"),
        ("ar", "القرار A/RES/78/227.", ".A/RES/78/227 رارقلا"),
        ("ar", "في 2024-03-15 صدر", "ردص 2024-03-15 يف"),
        ("ar", "في 15/03/2024", "15/03/2024 يف"),
        ("ar", "في 2024 120 بلدا", "ادلب 120 2024 يف"),  # two numbers
        ("ar", "من 10-15 سنة", "ةنس 15-10 نم"),  # a range, read from the right
        ("ar", "زر https://un.org/ الآن", "نآلا https://un.org/ رز"),
        ("ar", "(info@un.org)", "(info@un.org)"),
        ("ar", "الحرارة -5 درجات", "تاجرد -5 ةرارحلا"),
        ("ar", "نحو 38% و1,5", "1,5و %38 وحن"),  # a per cent sign stands left of its number, as UAX #9 has it
        ("he", "חייגו +972 2 123 4567 עכשיו", "וישכע +972 2 123 4567 וגייח"),
        ("he", "מסמך UN-2024/15.", ".UN-2024/15 ךמסמ"),
        ("he", "מסמך 2024/15-UN (ראו)", "(ואר) 2024/15-UN ךמסמ"),
        ("he", "50% מהילדים", "םידליהמ 50%"),
        ("he", "(2024-03-15)", "(2024-03-15)"),
        ("fa", "تماس +۹۸ ۲۱ ۱۲۳۴ است", "تسا +۹۸ ۲۱ ۱۲۳۴ سامت"),
        ("fa", "تاریخ ۲۰۲۴-۰۳-۱۵ است", "تسا ۲۰۲۴-۰۳-۱۵ خیرات"),
        ("fa", "سند UN-2024/15 و ۵۰٪", "٪۵۰ و UN-2024/15 دنس"),
        ("ur", "کال +92 51 123 4567 پر", "رپ +92 51 123 4567 لاک"),
        ("ur", "۲۰۲۴ میں (UN) بچے", "ےچب (UN) ںیم ۲۰۲۴"),
    ],
)
def test_numbers_and_codes_keep_their_order(lang, typed, expected):
    assert seen(typed, lang) == expected


@pytest.mark.parametrize(
    ("lang", "typed", "expected"),
    [
        ("ar", ["نسبة ", ("50%", None), " و ", ("1 200 000", None)], "1 200 000 و 50% ةبسن"),
        ("ar", ["نسبة ", ("50\u200e%\u200e", None), "."], ".50\u200e%\u200e ةبسن"),
        ("ar", ["نسبة ", ("٥٠٪\u061c", None), "."], ".\u061c٪٥٠ ةبسن"),
        ("ar", ["في ", ("15 مارس 2024", None), "، هنا"], "انه ،2024 سرام 15 يف"),
        ("ar", ["رقم ", ("+44 20 7946", None), " هنا"], "انه +44 20 7946 مقر"),
        ("he", ["ב-", ("UNICEF (2024)", None), "."], ".UNICEF (2024)-ב"),
    ],
)
def test_values_of_placeholders_stand_apart(lang, typed, expected):
    assert seen(typed, lang) == expected


def test_foreign_words_stand_apart_as_a_whole():
    parts = ["انظر ", ("Rights of ", "en"), ("the", "en"), (" Child (CRC)", "en"), "، 1989."]
    assert seen(parts, "ar") == ".1989 ،Rights of the Child (CRC) رظنا"
    assert seen(["شركة ", ("C++ Ltd.", "en"), " هنا"], "ar") == "انه C++ Ltd. ةكرش"
    assert seen(["The ", ("حقوق", "ar"), ", 5 of ", ("شبكة", "ar"), ", 7"], "en", 0) == "The قوقح, 5 of ةكبش, 7"


def test_words_set_apart_cannot_reach_beyond_themselves():
    for inside in ("a\u2067b", "a\u2069b", "\u202eab", "\u2068\u2068"):
        assert seen(["א ", (inside, None), " ב"], "he")[:2] == "ב "


def test_without_right_to_left_characters_nothing_is_raised():
    assert not any(isolated_levels("call +44 20 7946", [(0, 0, 0)], [piece("call +44 20 7946")], 0, "en"))
