# SPDX-License-Identifier: Apache-2.0
"""Files with the contacts of a country: what is read, what is complained about, and where."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from booklet.content.languages import country_code, country_fault
from booklet.content.load import load_booklet
from booklet.content.schema import facts_schema
from booklet.paths import bundled_booklets
from booklet.problems import Problems

TABLE = "  - {kind: contacts, id: help, facts: lines, items: [{id: a, type: post, label: Office, shown: y}]}\n"
CONTACT = """\
lines:
  - id: child
    type: phone
    label: {}
    shown: "116"
    href: "tel:116"
    source: "https://gov.example/116"
    checked: 2026-10-01
"""
GOOD = CONTACT.format("child-helpline")


def bad(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


def test_a_country_has_standard_labels_and_words_by_language(bench) -> None:
    bench.blocks(TABLE)
    own = "{en: Desk, zh_hans: 台}\n    note: {en: Free}\n    expires: 2026-12-01"
    bench.write("facts/KE.yaml", GOOD + CONTACT.format(own).replace("child", "desk").removeprefix("lines:\n"))
    booklet, problems = bench.load()
    assert problems == []
    ((key, (child, desk)),) = booklet.country_facts.items()
    assert key == ("KE", "lines")
    assert (child.standard, child.labels, child.expires) == ("ui.contact.child-helpline", (), None)
    assert (child.source, child.checked) == ("https://gov.example/116", datetime.date(2026, 10, 1))
    assert desk.standard is None
    assert [(tag, text.text, text.id) for tag, text in desk.labels] == [
        ("en", "Desk", "facts.lines.desk.label"),
        ("zh-Hans", "台", "facts.lines.desk.label"),
    ]
    assert [text.text for _, text in desk.notes] == ["Free"]
    assert desk.expires == datetime.date(2026, 12, 1)
    assert booklet.facts == {}
    assert all(not message.id.startswith("facts.") for message in booklet.messages)  # they are in no catalog


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (bad(GOOD, "child-helpline", "child-helplin"), "KE.yaml:4:12: ‘child-helplin’ is no standard label — did you"),
        (bad(GOOD, "child-helpline", "Help"), "write words by language, “label: {en: …, fr: …}”, or one of child-"),
        (CONTACT.format("{text: Help, note: x}"), "4:13: ‘text’ names no language"),
        (CONTACT.format("{en: Help, EN: Again}"), "4:23: ‘EN’ stands here twice"),
        (CONTACT.format("{}"), "‘label’ must have languages as keys, empty"),
        (CONTACT.format("[a]"), "‘label’ must have languages as keys, not a list"),
        (CONTACT.format("{en: ''}"), "‘label’ is empty"),
        (CONTACT.format('{en: "[x](nowhere)"}'), "there is no target ‘nowhere’"),
        (GOOD + "    note: Free\n", "‘note’ must have languages as keys, not a text"),
        (GOOD + "    note: child-helpline\n", "‘note’ must have languages as keys, not a text"),
        (bad(GOOD, '    source: "https://gov.example/116"\n', ""), "a contact of a country needs ‘source’"),
        (bad(GOOD, "    checked: 2026-10-01\n", ""), "a contact of a country needs ‘checked’"),
        (bad(GOOD, "https://gov.example/116", "Website"), "7:13: ‘source’ must be the address of a page"),
        (bad(GOOD, "2026-10-01", "2026-02-30"), "there is no such day"),
        (GOOD + "    expires: 2026-09-30\n", "9:14: it expires on 2026-09-30, before the day on which it was checked"),
        (GOOD + "    everywhere: true\n", "‘everywhere’ is no key of a contact of a country"),
        (bad(GOOD, "tel:116", "tel:117"), "the number that is printed (116) is not the one that is dialled"),
        (bad(GOOD, "lines", "lins"), "KE.yaml:1:1: no table of contacts uses a list ‘lins’ — did you mean"),
        ("lines: []\n", "‘lines’ has 0 entries"),
        (GOOD + GOOD.removeprefix("lines:\n"), "the id ‘child’ stands here twice"),
    ],
)  # fmt: skip
def test_a_broken_file_is_told_by_place(bench, text: str, words: str) -> None:
    bench.blocks(TABLE)
    bench.write("facts/KE.yaml", text)
    found = bench.complaints()
    assert any(words in line and line.startswith("facts/KE.yaml:") for line in found), found


def test_all_problems_of_all_files_are_told_at_once(bench) -> None:
    bench.blocks(TABLE)
    bench.write("facts/KE.yaml", bad(bad(GOOD, "child-helpline", "x"), "tel:116", "tel:117"))
    bench.write("facts/TZ.yaml", bad(GOOD, "2026-10-01", "soon"))
    assert [line.split(": ")[0] for line in bench.complaints()] == [
        "facts/KE.yaml:4:12",
        "facts/KE.yaml:5:12",
        "facts/TZ.yaml:8:14",
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("EU", "EU is no country — name one country"),
        ("XA", "XA is no country"),
        ("QQ", "‘QQ’ is no country's code — write the two letters"),
        ("UK", "UK is not the code of ISO 3166-1 — rename it to GB.yaml"),
        ("ke", "‘ke’ names no language — is it a country? then rename it to KE.yaml"),
        ("Kenya", "‘Kenya’ names no language — name the file by a country, like KE.yaml, or by a locale"),
        ("KEN", "a local contact needs ‘source’"),  # a language of ISO 639-3, for all we know
    ],
)  # fmt: skip
def test_a_wrong_name(bench, name: str, words: str) -> None:
    bench.blocks(TABLE)
    bench.write(f"facts/{name}.yaml", "lines: [{id: a, type: post, label: {en: x}, shown: y}]\n")
    found = bench.complaints()
    assert any(words in line for line in found), found


def test_two_names_that_some_computers_cannot_tell_apart(bench) -> None:
    bench.blocks(TABLE)
    bench.write("facts/FR.yaml", GOOD)
    if (bench.folder / "facts/fr.yaml").exists():
        pytest.skip("names here have no case")
    bench.write("facts/fr.yaml", bad(GOOD, "child-helpline", "Ligne"))
    booklet, (problem,) = bench.load()
    assert "facts/fr.yaml" in problem
    assert "this file and FR.yaml are the same one" in problem
    assert (set(booklet.country_facts), set(booklet.facts)) == ({("FR", "lines")}, {("fr", "lines")})


@pytest.mark.parametrize(
    ("text", "code", "fault"),
    [
        ("ke", "KE", None), ("UK", "GB", None), ("KEN", "KE", None), ("Kenya", "", "did you mean KE?"),
        ("", "", "write"), ("419", "", "write"),
    ],
)  # fmt: skip
def test_codes_of_countries(text: str, code: str, fault: str | None) -> None:
    found = country_fault(text)
    assert (found is None) == (fault is None)
    if found:
        assert found[1].startswith(fault)
    else:
        assert country_code(text) == code


# Booklets that extend others

OURS = "format: 1\nextends: ../base\nslug: ours\n"


@pytest.fixture
def pair(bench):
    bench.blocks(TABLE, "base/booklet.yaml")
    bench.write("base/facts/KE.yaml", GOOD)
    bench.write("base/facts/TZ.yaml", GOOD)
    bench.write("base/facts/en-KE.yaml", bad(GOOD, "child-helpline", "Base"))
    bench.write("base/facts/en.yaml", bad(GOOD, "child-helpline", "Base"))
    bench.write("ours/booklet.yaml", OURS)
    return bench


def test_the_facts_of_the_extended_booklet_hold(pair) -> None:
    booklet, _ = pair.load("ours")
    assert set(booklet.country_facts) == {("KE", "lines"), ("TZ", "lines")}
    assert set(booklet.facts) == {("en-KE", "lines"), ("en", "lines")}


def test_the_nearest_wins_by_list(pair) -> None:
    pair.write("ours/facts/KE.yaml", GOOD.replace("116", "1195"))
    booklet, _ = pair.load("ours")
    assert booklet.country_facts["KE", "lines"][0].shown == "1195"
    assert booklet.country_facts["TZ", "lines"][0].shown == "116"
    assert set(booklet.facts) == {("en", "lines")}  # the base's en-KE.yaml would hide ours


def test_new_contacts_of_an_overlay_are_not_hidden(pair) -> None:
    pair.write("ours/booklet.yaml", OURS + "contacts: {help: [{id: b, type: post, label: Ours, shown: z}]}\n")
    booklet, _ = pair.load("ours")
    assert booklet.country_facts == {}
    assert booklet.facts == {}


# Editors


def test_the_schema_of_facts() -> None:
    country, locale = facts_schema("country"), facts_schema("locale")
    contact = country["$defs"]["contact-of-a-country"]
    assert set(contact["required"]) == {"id", "type", "label", "shown", "source", "checked"}
    assert contact["properties"]["label"]["anyOf"][0]["enum"] == [
        "child-helpline", "emergency", "trafficking", "missing-children",
    ]  # fmt: skip
    assert "expires" in locale["$defs"]["local-contact"]["properties"]


def test_what_nobody_has_called_expires_soon() -> None:
    booklet = load_booklet(bundled_booklets() / "child-trafficking", Problems())
    assert booklet.country_facts
    for contacts in booklet.country_facts.values():
        for contact in contacts:
            text = Path(contact.span.file).read_text(encoding="utf-8")
            if "Nobody has called" in text:
                assert contact.expires, contact.span
                assert contact.expires - contact.checked < datetime.timedelta(days=200)
