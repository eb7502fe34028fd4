# SPDX-License-Identifier: Apache-2.0
"""Whose contacts a locale takes, in whose words, and never those of another country."""

from __future__ import annotations

import datetime

import pytest
from l10n_samples import TEXTS, UI, catalog, sample
from msgspec.structs import replace

from booklet.content.model import Contact, Contacts, CountryContact, Message, walk_blocks
from booklet.l10n.localise import localise
from booklet.problems import Problems, Span

DAY = datetime.date(2026, 10, 1)
HELPLINE = "ui.contact.child-helpline"


def of_locale(shown: str) -> tuple[Contact, ...]:
    span = Span("facts/x.yaml", 2, 5)
    return (
        Contact(
            "facts.helplines.a", span, "phone", Message("facts.helplines.a.label", "Line", span, "contact"), shown, None
        ),
    )


def of_country(shown: str, standard: str | None = HELPLINE, notes=(), **labels: str) -> tuple[CountryContact, ...]:
    span = Span("facts/KE.yaml", 2, 5)

    def words(field: str, texts) -> tuple[tuple[str, Message], ...]:
        return tuple(
            (tag.replace("_", "-"), Message(f"facts.helplines.a.{field}", text, Span("facts/KE.yaml", 4, 9), "contact"))
            for tag, text in dict(texts).items()
        )

    return (
        CountryContact(
            "facts.helplines.a", span, "phone", None if labels else standard, words("label", labels), shown, None,
            words("note", notes), "https://x.example/", DAY,
        ),
    )  # fmt: skip


def booklet_of(folder, tag, *, facts=None, countries=None, everywhere=False, country=""):
    source = sample(folder, facts={(k, "helplines"): v for k, v in (facts or {}).items()})
    label = Message(HELPLINE, "Child helpline", Span("interface.py"), "interface")
    blocks = tuple(
        replace(block, items=(replace(block.items[0], everywhere=everywhere),))
        if isinstance(block, Contacts)
        else block
        for block in source.blocks
    )
    source = replace(
        source,
        blocks=blocks,
        messages=(*source.messages, label),
        country_facts={(k, "helplines"): v for k, v in (countries or {}).items()},
    )
    problems = Problems()
    booklet = localise(source, tag, problems, country)
    (table,) = (block for block in walk_blocks(booklet.blocks) if isinstance(block, Contacts))
    return booklet, table.items, [str(problem) for problem in problems]


def languages(folder, *posix: str) -> None:
    for name in posix:
        catalog(folder, name, {**TEXTS, **UI, **{k: v for k, v in TEXTS.items() if k.startswith("lines.")}})


EVERYBODY = "example.org"
COUNTRIES = {"KE": of_country("ke"), "GB": of_country("gb"), "FR": of_country("fr"), "PT": of_country("pt"),
             "HK": of_country("hk"), "ES": of_country("es")}  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "shown", "country"),
    [
        ("en-KE", "ke", "KE"),
        ("fr-KE", "ke", "KE"),
        ("en-GB", "gb", "GB"),
        ("fr-FR", "fr", "FR"),
        # a language alone has no country
        ("en", EVERYBODY, ""),
        ("fr", EVERYBODY, ""),
        ("pt", EVERYBODY, ""),
        ("es-419", EVERYBODY, ""),
        # nothing comes from another country, whatever CLDR's parents are
        ("en-TZ", EVERYBODY, ""),
        ("fr-CA", EVERYBODY, ""),
        ("pt-AO", EVERYBODY, ""),
        ("es-MX", EVERYBODY, ""),
        ("zh-Hant-MO", EVERYBODY, ""),
    ],
)
def test_the_country_of_a_locale(tmp_path, tag, shown, country):
    languages(tmp_path, "fr", "pt", "es", "zh_Hant")
    booklet, (contact,), _ = booklet_of(tmp_path, tag, countries=COUNTRIES)
    assert (contact.shown, booklet.country) == (shown, country)


LOCALES = {"en-GB": of_locale("en-GB"), "pt-PT": of_locale("pt-PT"), "fr": of_locale("fr"), "es-419": of_locale("419"),
           "zh-HK": of_locale("zh-HK")}  # fmt: skip


@pytest.mark.parametrize(
    ("tag", "shown", "country"),
    [
        ("en-GB", "en-GB", "GB"),
        ("en-KE", EVERYBODY, ""),
        ("pt-PT", "pt-PT", "PT"),
        ("pt-AO", EVERYBODY, ""),  # its texts come from pt-PT, its helplines do not
        ("zh-Hant-HK", "zh-HK", "HK"),
        ("zh-Hant-MO", EVERYBODY, ""),
        ("fr", "fr", ""),
        ("fr-CA", "fr", ""),  # a list for all readers of French
        ("es-MX", "419", ""),
        ("es-ES", EVERYBODY, ""),
    ],
)
def test_files_of_locales_are_not_inherited_across_countries(tmp_path, tag, shown, country):
    languages(tmp_path, "fr", "pt", "pt_PT", "es", "es_419", "zh_Hant", "zh_Hant_HK")
    booklet, (contact,), _ = booklet_of(tmp_path, tag, facts=LOCALES)
    assert (contact.shown, booklet.country) == (shown, country)


def test_a_locale_goes_before_its_country_and_the_country_before_the_language(tmp_path):
    facts = {"en-KE": of_locale("en-KE"), "en": of_locale("en"), "fr": of_locale("fr")}
    languages(tmp_path, "fr")
    found = {
        tag: booklet_of(tmp_path, tag, facts=facts, countries=COUNTRIES)[1][0].shown
        for tag in ("en-KE", "en-GB", "en-TZ", "en", "fr-KE", "fr-BE")
    }
    assert found == {"en-KE": "en-KE", "en-GB": "gb", "en-TZ": "en", "en": "en", "fr-KE": "ke", "fr-BE": "fr"}


def test_what_is_right_everywhere_stays_below(tmp_path):
    _, contacts, _ = booklet_of(tmp_path, "en-KE", countries=COUNTRIES, everywhere=True)
    assert [contact.shown for contact in contacts] == ["ke", EVERYBODY]
    _, contacts, _ = booklet_of(tmp_path, "en-GB", facts=LOCALES, everywhere=True)
    assert [contact.shown for contact in contacts] == ["en-GB", EVERYBODY]
    _, contacts, _ = booklet_of(tmp_path, "en", countries=COUNTRIES, everywhere=True)
    assert [contact.shown for contact in contacts] == [EVERYBODY]


# Words


def label(booklet, contact):
    text = booklet.text(contact.label)
    assert text.message is contact.label
    return booklet.plain(contact.label), text.lang, text.fallback


def test_a_standard_label_comes_from_the_catalog(tmp_path):
    languages(tmp_path, "fr")
    path = tmp_path / "locales/fr/LC_MESSAGES/booklet.po"
    entry = f'\nmsgctxt "{HELPLINE}"\nmsgid "Child helpline"\nmsgstr "Ligne"\n'
    path.write_text(path.read_text(encoding="utf-8") + entry, encoding="utf-8")
    booklet, (contact,), problems = booklet_of(tmp_path, "fr-KE", countries=COUNTRIES)
    assert label(booklet, contact) == ("Ligne", "fr", False)
    assert (booklet.translated, problems) == (100, [])


def test_a_standard_label_without_translation_falls_back_and_counts(tmp_path):
    languages(tmp_path, "fr")
    booklet, (contact,), problems = booklet_of(tmp_path, "fr-KE", countries=COUNTRIES)
    assert label(booklet, contact) == ("Child helpline", "en", True)
    assert booklet.translated < 100
    assert any(HELPLINE in problem for problem in problems)


def test_labels_that_nobody_takes_need_no_translation(tmp_path):
    languages(tmp_path, "fr")
    booklet, _, problems = booklet_of(tmp_path, "fr", countries=COUNTRIES)
    assert (booklet.translated, problems) == (100, [])


OWN = {"KE": of_country("ke", en="Desk", sw="Dawati", fr_CA="Bureau", notes={"en": "Free"})}


@pytest.mark.parametrize(
    ("tag", "words", "lang", "fallback"),
    [
        ("sw-KE", "Dawati", "sw", False),
        ("en-KE", "Desk", "en", False),
        ("fr-KE", "Desk", "en", True),  # the booklet's language, not Canada's French
    ],
)
def test_own_labels_come_in_the_nearest_language(tmp_path, tag, words, lang, fallback):
    languages(tmp_path, "sw", "fr")
    booklet, (contact,), problems = booklet_of(tmp_path, tag, countries=OWN)
    assert label(booklet, contact) == (words, lang, fallback)
    told = "facts/KE.yaml:4:9: warning: the label of 'ke' has no words in fr-KE; taken instead: en — add “fr: …”"
    assert [problem for problem in problems if " label " in problem] == ([told] if fallback else [])
    assert booklet.plain(contact.note) == "Free"
    assert any("the note of 'ke'" in problem for problem in problems) == (tag != "en-KE")


def test_words_in_none_of_a_readers_languages(tmp_path):
    languages(tmp_path, "fr")
    countries = {"KE": of_country("ke", sw="Dawati", en_GB="Desk")}
    booklet, (contact,), problems = booklet_of(tmp_path, "fr-KE", countries=countries)
    assert label(booklet, contact) == ("Dawati", "sw", True)
    assert len([problem for problem in problems if "has no words in fr-KE" in problem]) == 1


def test_an_unknown_language_is_a_problem(tmp_path):
    _, _, problems = booklet_of(tmp_path, "en-KE", countries={"KE": of_country("ke", qqq="x")})
    assert any(problem.startswith("facts/KE.yaml:4:9: unknown locale 'qqq'") for problem in problems)


# A country that was asked for


def test_a_country_without_contacts_is_told(tmp_path):
    _, _, problems = booklet_of(tmp_path, "en-TZ", countries=COUNTRIES, country="TZ")
    (problem,) = problems
    assert problem.startswith(
        f"{tmp_path}/booklet.yaml:3:5: warning: the list ‘helplines’ has no contacts of Tanzania (TZ)"
    )
    assert "put them into facts/TZ.yaml" in problem
    assert booklet_of(tmp_path, "en-TZ", countries=COUNTRIES)[2] == []  # nobody asked
    assert booklet_of(tmp_path, "en-KE", countries=COUNTRIES, country="KE")[2] == []
    assert booklet_of(tmp_path, "en-GB", facts=LOCALES, country="GB")[2] == []


def test_a_booklet_without_tables_for_a_country_is_told(tmp_path):
    source = sample(tmp_path)
    blocks = tuple(block for block in source.blocks if not isinstance(block, Contacts))
    problems = Problems()
    localise(replace(source, blocks=blocks), "en-KE", problems, "KE")
    assert any("no table of contacts takes those of a country" in str(problem) for problem in problems)
