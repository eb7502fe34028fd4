# SPDX-License-Identifier: Apache-2.0
"""Numbers, placeholders and foreign names in right-to-left paragraphs: typed order in, order on the page out."""

from __future__ import annotations

import pytest
from msgspec import structs
from textkit import piece, set_text, typesetter

from booklet.text.compose import _order
from booklet.text.isolates import isolated_levels
from booklet.text.typeset import Typesetter

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
    levels, borders = isolated_levels(text, spans, pieces, level, lang)
    assert len(levels) == len(text)
    order = _order(levels, [borders.get(at) for at in range(len(text))])
    return "".join(text[at].translate(MIRRORED) if levels[at] % 2 else text[at] for at in order)


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
    assert not any(isolated_levels("call +44 20 7946", [(0, 0, 0)], [piece("call +44 20 7946")], 0, "en").levels)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("חיסון COVID-19 vaccine זמין", "ןימז COVID-19 vaccine ןוסיח"),
        ("רשת Wi-Fi network (Wi-Fi) כאן", "ןאכ Wi-Fi network (Wi-Fi) תשר"),
        ("טופס Form I-9 כאן", "ןאכ Form I-9 ספוט"),
        ("עם Windows 10 and iOS 7-up כאן", "ןאכ Windows 10 and iOS 7-up םע"),
        ("ראו www.example.org/help or call כאן", "ןאכ www.example.org/help or call ואר"),
        ("קנו 7-up cola היום", "םויה 7-up cola ונק"),
        ("(COVID-19)", "(COVID-19)"),
        ("קראו COVID-19 (WHO).", ".COVID-19 (WHO) וארק"),
        ("בטלפון +44 20 7946 UNICEF היום", "םויה +44 20 7946 UNICEF ןופלטב"),
    ],
)
def test_a_phrase_with_a_code_is_read_as_one(typed, expected):
    assert seen(typed, "he") == expected


def test_what_is_set_apart_side_by_side_keeps_its_order():
    assert seen(["א ", ("km", None), ("20 m", None), " ב"], "he") == "ב 20 mkm א"
    assert seen(["א ", ("Save", "en"), ("(UK)", "fr"), " ב"], "he") == "ב (UK)Save א"


def test_numbers_keep_their_order_in_foreign_words_too():
    assert seen(["Say ", ("אבג +44 20 7946 0958", "he"), " now."], "en", 0) == "Say +44 20 7946 0958 גבא now."


@pytest.mark.parametrize("locale_tag", ["ar", "ar-EG"])
def test_a_regional_locale_reads_its_languages_texts_alike(locale_tag):
    setter = typesetter("ar")
    setter = Typesetter(setter.library, structs.replace(setter.locale, tag=locale_tag))
    parts = [piece("abc هذا نص ", "ar"), piece("hello", "en"), piece(" و UNICEF.", "ar")]
    (line,) = setter.paragraph(parts, 500, direction="rtl").lines
    shown = [run.text for run in sorted(line.runs, key=lambda run: run.x)]
    assert [text.strip() for text in shown if text.strip().isascii() and text.strip(" .")] == ["UNICEF", "hello", "abc"]


def test_the_percent_sign_of_persian_stands_on_the_left():
    shown = seen(["حدود ", ("\u061c۳۸٪", None)], "fa").replace("\u061c", "")
    assert shown.startswith("٪۳۸")


def test_arabic_lines_are_never_stretched():
    """Ragged as all text: no line gets a tatweel, nor letters wider than they are by themselves."""
    paragraph = set_text("الأطفال في كل بلد " * 12, "ar", 130)
    assert len(paragraph.lines) > 4
    for line in paragraph.lines:
        shown = "".join(run.text for run in line.runs)
        assert "\u0640" not in shown
        assert line.width == pytest.approx(typesetter("ar").width([piece(shown.strip(), "ar")]))
