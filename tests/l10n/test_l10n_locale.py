# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from babel import localedata

from booklet.l10n.locale import language_name, locale_facts
from booklet.l10n.localedata import LANGUAGES
from booklet.l10n.plurals import plural_fault, plural_forms
from booklet.l10n.tags import parents, parse_tag, same_language
from booklet.problems import BookletError


@pytest.mark.parametrize(
    ("written", "tag", "posix", "script", "direction", "zero", "hyphens"),
    [
        ("en", "en", "en", "Latn", "ltr", "0", "en"),
        ("fr-CA", "fr-CA", "fr_CA", "Latn", "ltr", "0", "fr"),
        ("pt-BR", "pt-BR", "pt_BR", "Latn", "ltr", "0", "pt_BR"),
        ("zh-Hans", "zh-Hans", "zh_Hans", "Hans", "ltr", "0", ""),
        ("zh-TW", "zh-Hant-TW", "zh_Hant_TW", "Hant", "ltr", "0", ""),
        ("zh_hant_hk", "zh-Hant-HK", "zh_Hant_HK", "Hant", "ltr", "0", ""),
        ("sr-Latn", "sr-Latn", "sr_Latn", "Latn", "ltr", "0", "sr_Latn"),
        ("sr@latin", "sr-Latn", "sr_Latn", "Latn", "ltr", "0", "sr_Latn"),
        ("sr", "sr", "sr", "Cyrl", "ltr", "0", "sr"),
        ("ar", "ar", "ar", "Arab", "rtl", "0", ""),
        ("ar-EG", "ar-EG", "ar_EG", "Arab", "rtl", "٠", ""),
        ("ur", "ur", "ur", "Aran", "rtl", "0", ""),
        ("ks", "ks", "ks", "Aran", "rtl", "۰", ""),
        ("ks-Deva", "ks-Deva", "ks_Deva", "Deva", "ltr", "0", ""),
        ("pa", "pa", "pa", "Guru", "ltr", "0", "pa"),
        ("ja", "ja", "ja", "Jpan", "ltr", "0", ""),
        ("ko", "ko", "ko", "Kore", "ltr", "0", ""),
        ("zh-CN", "zh-CN", "zh_CN", "Hans", "ltr", "0", ""),
        ("fa", "fa", "fa", "Arab", "rtl", "۰", ""),
        ("prs", "fa-AF", "fa_AF", "Arab", "rtl", "۰", ""),
        ("hi", "hi", "hi", "Deva", "ltr", "0", ""),
        ("mr", "mr", "mr", "Deva", "ltr", "०", "mr"),
        ("he", "he", "he", "Hebr", "rtl", "0", ""),
        ("iw", "he", "he", "Hebr", "rtl", "0", ""),
        ("pa-PK", "pa-Arab-PK", "pa_Arab_PK", "Aran", "rtl", "۰", ""),
        ("ff-Adlm", "ff-Adlm", "ff_Adlm", "Adlm", "rtl", "\U0001e950", ""),
        ("no", "no", "no", "Latn", "ltr", "0", "nb"),
        ("so-SE", "so-SE", "so_SE", "Latn", "ltr", "0", ""),
        ("tet", "tet", "tet", "Latn", "ltr", "0", ""),
        ("en-Latn", "en-Latn", "en_Latn", "Latn", "ltr", "0", "en"),
        ("ca@valencia", "ca-valencia", "ca_valencia", "Latn", "ltr", "0", "ca"),
    ],
)
def test_facts(written, tag, posix, script, direction, zero, hyphens):
    facts = locale_facts(written)
    assert (facts.tag, facts.posix, facts.script, facts.direction) == (tag, posix, script, direction)
    assert facts.digits[0] == zero
    assert len(set(facts.digits)) == 10
    assert facts.hyphens == hyphens
    assert locale_facts(facts.posix) == facts


def test_numbers_take_the_digits_of_the_locale():
    assert locale_facts("ar-EG").number(107) == "١٠٧"
    assert locale_facts("my").list_number.format(locale_facts("my").number(3)) == "၃။"


def test_names():
    assert locale_facts("ar").name == "العربية"
    assert locale_facts("zh-Hans").name == "中文 (简体)"
    assert locale_facts("tet").name == "Tetun"
    assert language_name(parse_tag("en"), parse_tag("fr")) == "anglais"
    assert language_name(parse_tag("fr-CA"), parse_tag("en")) == "French (Canada)"


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("french", "did you mean fr?"),
        ("العربیه", "use a language tag"),
        ("deutsch", "did you mean de"),
        ("zh-Hanx", "zh-Hans"),
        ("en-XX", "en"),
        ("fr-Deva", "fr"),
        ("xx", "use a language tag"),
        ("", "use a language tag"),
        ("../../etc", "use a language tag"),
        ("a" * 10_000, "use a language tag"),
    ],
)
def test_unknown_locales_get_a_suggestion(wrong, hint):
    with pytest.raises(BookletError) as caught:
        locale_facts(wrong)
    (problem,) = caught.value.problems
    assert "unknown locale" in problem.what
    assert hint in problem.mend
    assert len(str(problem)) < 200


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("fr", []),
        ("fr-CA", ["fr"]),
        ("es-MX", ["es-419", "es"]),
        ("en-KE", ["en-001", "en"]),
        ("pt-AO", ["pt-PT", "pt"]),
        ("zh-Hans", ["zh"]),
        ("zh-CN", ["zh-Hans-CN", "zh", "zh-Hans"]),
        ("zh-Hant", []),
        ("zh-Hant-HK", ["zh-Hant"]),
        ("zh-Hant-MO", ["zh-Hant-HK", "zh-Hant"]),
        ("sr-Latn", []),
        ("sr-Latn-ME", ["sr-Latn"]),
        ("hi-Latn", []),
        ("ht", []),
        ("nb-NO", ["nb", "no"]),
        ("ca-valencia", ["ca"]),
    ],
)
def test_parents_keep_script_and_language(tag, expected):
    assert [str(parent) for parent in parents(parse_tag(tag))] == expected


def test_every_locale_of_cldr_has_facts_and_plural_forms():
    for name in [*localedata.locale_identifiers(), *LANGUAGES]:
        tag = parse_tag(name)
        facts = locale_facts(str(tag))
        assert facts.name
        assert parse_tag(facts.posix) == tag
        assert plural_fault(plural_forms(tag), tag) is None
        assert all(same_language(tag, parent) for parent in parents(tag))


@pytest.mark.parametrize(
    ("tag", "header", "fault"),
    [
        ("fr", "nplurals=2; plural=(n > 1);", None),
        ("fr", "nplurals=3; plural=(n == 0 || n == 1) ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;", None),
        ("fr", "nplurals=2; plural=(n != 1);", "does not fit"),
        ("ru", "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
         None),
        ("ar", "nplurals=2; plural=(n != 1);", "does not fit"),
        ("ja", "nplurals=1; plural=0;", None),
        ("tet", "nplurals=2; plural=(n != 1);", None),
        ("en", "nplurals=2; plural=n;", "does not count"),
        ("en", "nplurals=2; plural=n/0;", "cannot be read"),
        ("en", "nplurals=2; plural=__import__('os');", "cannot be read"),
        ("en", "nplurals=2; plural=" + "(" * 400 + "n" + ")" * 400 + ";", "cannot be read"),
        ("en", "two", "cannot be read"),
    ],
)  # fmt: skip
def test_plural_forms_are_judged_by_what_they_compute(tag, header, fault):
    found = plural_fault(header, parse_tag(tag))
    assert found is None if fault is None else fault in found
