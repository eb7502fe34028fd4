# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from booklet.content.model import ValueSpec
from booklet.l10n.collation import sort_key
from booklet.l10n.formats import format_names, format_value, long_date
from booklet.l10n.locale import locale_facts
from booklet.problems import Span

DAY = datetime.date(2024, 11, 7)


@pytest.mark.parametrize(
    ("tag", "value", "kind", "pattern", "text"),
    [
        ("en", Decimal("1234567.8912"), "number", "", "1,234,567.8912"),
        ("fr", Decimal(1234), "number", "", "1\u202f234"),
        ("fr-CA", Decimal(1234), "number", "", "1\u00a0234"),
        ("ar", Decimal(1234), "number", "", "1,234"),
        ("ar-EG", Decimal("1234.5"), "number", "", "١٬٢٣٤٫٥"),
        ("fa", Decimal(120), "number", "", "۱۲۰"),
        ("hi", Decimal(1234567), "number", "", "12,34,567"),
        ("mr", Decimal(120), "number", "", "१२०"),
        ("ff-Adlm", Decimal(12), "number", "", "\U0001e951\U0001e952"),
        ("en", Decimal("0.5"), "percent", "", "50%"),
        ("fr", Decimal("0.125"), "percent", "", "12,5\u00a0%"),
        ("ar-EG", Decimal("0.5"), "percent", "", "٥٠٪\u061c"),
        ("fa", Decimal("0.5"), "percent", "", "\u061c۵۰٪"),
        ("en", DAY, "date", "yMMMM", "November 2024"),
        ("fr", DAY, "date", "yMMMM", "novembre 2024"),
        ("fr", DAY, "date", "yMMMMd", "7 novembre 2024"),
        ("en", DAY, "date", "yMMMMEEEEd", "Thursday, November 7, 2024"),
        ("en", DAY, "date", "y", "2024"),
        ("ar-EG", DAY, "date", "yMMMM", "نوفمبر ٢٠٢٤"),
        ("he", DAY, "date", "yMMMMd", "7 בנובמבר 2024"),
        ("ja", DAY, "date", "yMMMM", "2024年11月"),
        ("tet", DAY, "date", "yMMMM", "novembro de 2024"),
        ("de", DAY, "date", "", "7. November 2024"),
        ("th", DAY, "date", "", "7 พฤศจิกายน ค.ศ. 2024"),  # with its era: Buddhist years are in daily use
        ("th", DAY, "date", "yMMMM", "พฤศจิกายน ค.ศ. 2024"),
        ("th", DAY, "date", "y", "2024"),
        ("fa", "2025", "word", "", "2025"),
    ],
)
def test_values(tag, value, kind, pattern, text):
    assert format_value(ValueSpec("v", Span("f"), value, kind, pattern), locale_facts(tag)) == text


def test_digits_agree_with_those_of_the_locale():
    for tag in ("ar-EG", "fa", "mr", "my", "bn", "ckb", "nqo", "dz", "hi", "ar"):
        locale = locale_facts(tag)
        assert format_value(ValueSpec("v", Span("f"), Decimal(907), "number"), locale) == locale.number(907)
        assert locale.number(2024) in long_date(DAY, locale)


def test_a_pattern_that_no_locale_has_is_refused():
    with pytest.raises(ValueError, match="QQQQxyz"):
        format_value(ValueSpec("v", Span("f"), DAY, "date", "QQQQxyz"), locale_facts("en"))


def test_names_are_joined_by_the_locale():
    assert format_names(("A", "B", "C"), locale_facts("fr")) == "A, B et C"
    assert format_names(("A",), locale_facts("fr")) == "A"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["apple", "Äpple", "Banana", "zebra"]),
        ("sv", ["apa", "zebra", "ål", "Äpple", "öl"]),
        ("es", ["nube", "nunca", "ñandú", "oso"]),
        ("cs", ["cena", "čas", "hora", "chata", "zima"]),
        ("fr", ["cote", "côte", "coter"]),
        ("ar", ["أمن", "باب", "تاج"]),
        ("fa", ["آزار", "انگ", "پیمان", "چاقو", "کار", "گروه", "وب", "یار"]),
        ("ur", ["آواز", "بچہ", "پتا", "ٹیچر", "چاند", "ڈر", "کام", "گھر", "یقین"]),
        ("uk", ["гора", "ґанок", "дім", "екран", "єдність", "ліс"]),
        ("th", ["การแต่งงาน", "การบังคับ", "เครือข่าย", "แจ้งเหตุ", "นโยบาย", "นักสังคม", "แรงงาน"]),
        ("vi", ["an", "ăn", "ấn", "da", "dà", "dả", "dã", "dá", "dạ", "dâu", "dầu", "đá", "ốm", "ở", "ơn", "ớn"]),
        ("zh", ["AI", "承诺", "贩运", "人工智能", "幸存者"]),
        ("ar", ["الاستغلال", "حقوق الإنسان", "الضحية", "الوصمة"]),
    ],
)
def test_words_sort_by_the_alphabet(language, words):
    assert sorted(set(words), key=lambda word: sort_key(word, language)) == words
