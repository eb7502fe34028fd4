# SPDX-License-Identifier: Apache-2.0
"""``--country``: which locales are built, whose contacts their files have, and what stops a release."""

from __future__ import annotations

import datetime
import io
import json
from pathlib import Path

import pytest
from pypdf import PdfReader

from booklet.build.countries import checked_country, forms_in_country
from booklet.build.run import build
from booklet.cli.entry import main
from booklet.problems import BookletError, Problems

TODAY = datetime.date(2026, 12, 1)
YAML = """\
format: 1
slug: test
language: en
title: Test
author: Tests
edition: "1"
date: 2026-11-01
discreet: {slug: dull, title: Dull}
blocks:
  - {kind: cover, id: cover}
  - {kind: heading, id: help, text: Help}
  - kind: contacts
    id: lines
    facts: lines
    items: [{id: office, type: post, label: Office, shown: Somewhere}]
"""
FACTS = """\
lines:
  - id: child
    type: phone
    label: child-helpline
    shown: "116"
    href: "tel:116"
    source: "https://gov.example/116"
    checked: 2026-10-01
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    put(tmp_path / "b/booklet.yaml", YAML)
    put(tmp_path / "b/facts/KE.yaml", FACTS)
    return tmp_path / "b"


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def made(folder: Path, *locales: str, **choices):
    """What a build says, and its files by name."""
    out = folder.parent / "out"
    report = build(folder, out, locales=locales, jobs=1, **({"today": TODAY} | choices))
    return [str(problem).replace(f"{folder}/", "") for problem in report.problems], {
        each.name: each.data for each in report.written
    }


def links(pdf: bytes) -> list[str]:
    """Where the links of a file lead."""
    annotations = [each.get_object() for page in PdfReader(io.BytesIO(pdf)).pages for each in page.get("/Annots", ())]
    return [str(each["/A"]["/URI"]) for each in annotations if "/URI" in each.get("/A", {})]


# Locales


def forms(locales, country, *, all_there_are=False):
    problems = Problems()
    return forms_in_country(locales, country, problems, all_there_are=all_there_are), [str(each) for each in problems]


@pytest.mark.parametrize(
    ("locale", "country", "form"),
    [
        ("sw", "KE", "sw-KE"),
        ("en-KE", "KE", "en-KE"),
        ("zh-Hans", "TW", "zh-Hans-TW"),  # the script stays
        ("uz", "AF", "uz-Latn-AF"),
        ("sr-Latn", "RS", "sr-Latn-RS"),
        ("es-419", "MX", "es-MX"),
        ("pt", "AO", "pt-AO"),
        ("fr", "XK", "fr-XK"),
    ],
)
def test_a_locale_has_a_form_in_a_country(locale, country, form):
    assert forms([locale], country) == ([form], [])


def test_a_locale_of_another_country_is_a_problem():
    found, problems = forms(["en-GB", "en", "fr-CA", "es-419"], "KE")
    assert found == ["en-KE"]
    assert [problem.split(" — ")[0] for problem in problems] == [
        "en-GB is for readers in United Kingdom (GB), not in Kenya (KE)",
        "fr-CA is for readers in Canada (CA), not in Kenya (KE)",
        "es-419 is for readers in Latin America (419), not in Kenya (KE)",
    ]
    assert problems[0].endswith(" — build en with --country KE, or en-GB without --country")


def test_where_no_locale_was_named_those_of_other_countries_are_left_out():
    assert forms(["en", "en-KE", "pt-BR", "fr"], "KE", all_there_are=True) == (["en-KE", "fr-KE"], [])
    found, problems = forms(["pt-BR"], "KE", all_there_are=True)
    assert (found, problems[0].split(" — ")[1]) == ([], "name one, as in pt-KE")


def test_any_spelling_of_a_country():
    assert [checked_country(text) for text in ("KE", "ke", "uk")] == ["KE", "KE", "GB"]


@pytest.mark.parametrize("text", ["Kenya", "EU", "001", "ZZ", "K", "\0", "x" * 10_000])
def test_no_country(text):
    with pytest.raises(BookletError) as caught:
        checked_country(text)
    (problem,) = caught.value.problems
    assert str(problem).startswith("--country: ")
    assert len(str(problem)) < 200


# Files


def test_a_country_chooses_contacts_names_and_the_manifest(folder):
    problems, files = made(folder, "en", country="ke")
    assert (problems, list(files)) == ([], ["test-en-KE-screen.pdf"])
    assert made(folder, "en-KE")[1] == files  # the locale's own country is the default
    (entry,) = json.loads((folder.parent / "out/manifest.json").read_text(encoding="utf-8"))["files"]
    assert (entry["locale"], entry["country"]) == ("en-KE", "KE")
    problems, plain = made(folder, "en")
    assert (problems, list(plain)) == ([], ["test-en-screen.pdf"])
    entries = json.loads((folder.parent / "out/manifest.json").read_text(encoding="utf-8"))["files"]
    assert [entry["country"] for entry in entries] == ["KE", None]
    assert links(files["test-en-KE-screen.pdf"]) == ["tel:116"]
    assert links(plain["test-en-screen.pdf"]) == []


def test_a_country_nobody_builds_is_not_unused(folder):
    assert made(folder)[0] == []


def test_a_discreet_cover_has_the_country_inside(folder):
    problems, files = made(folder, "en", country="KE", cover="discreet")
    assert (problems, list(files)) == ([], ["dull-en-KE-screen.pdf"])
    assert links(files["dull-en-KE-screen.pdf"]) == ["tel:116"]


def test_the_cache_knows_of_the_country_and_its_facts(folder):
    cache = folder.parent / "cache"
    first = made(folder, "en", "en-KE", cache=cache)[1]
    assert made(folder, "en", "en-KE", cache=cache)[1] == first
    put(folder / "facts/KE.yaml", FACTS.replace("116", "1195"))
    second = made(folder, "en", "en-KE", cache=cache)[1]
    assert links(second["test-en-KE-screen.pdf"]) == ["tel:1195"]
    assert second["test-en-screen.pdf"] == first["test-en-screen.pdf"]
    (folder / "facts/KE.yaml").unlink()
    assert links(made(folder, "en-KE", cache=cache)[1]["test-en-KE-screen.pdf"]) == []


def test_a_country_without_contacts_warns_and_stops_a_release(folder):
    problems, files = made(folder, "en", country="TZ")
    (problem,) = problems
    assert problem.startswith("booklet.yaml:12:5: warning: the list ‘lines’ has no contacts of Tanzania (TZ)")
    assert list(files) == ["test-en-TZ-screen.pdf"]
    problems, files = made(folder, "en", country="TZ", release=True)
    assert "warning" not in problems[0]
    assert files == {}
    assert made(folder, "en-TZ", release=True)[0] == []  # nobody asked for that country's contacts


def test_expired_contacts_warn_and_stop_a_release(folder):
    late = {"country": "KE", "today": datetime.date(2027, 10, 2)}
    (problem,), files = made(folder, "en", **late)
    assert problem.startswith("facts/KE.yaml:2:5: warning: '116' was last checked on 2026-10-01, more than a year ago")
    assert files
    (problem,), files = made(folder, "en", release=True, **late)
    assert problem.startswith("facts/KE.yaml:2:5: '116' was last checked")
    assert files == {}
    assert made(folder, "en", release=True, today=late["today"])[0] == []  # they are not in that file
    put(folder / "facts/KE.yaml", FACTS + "    expires: 2026-11-30\n")
    (problem,), _ = made(folder, "en", country="KE")
    assert "and expired on 2026-11-30 — ask there whether it still holds" in problem


def test_a_day_to_come_stops_every_build(folder):
    put(folder / "facts/KE.yaml", FACTS.replace("2026-10-01", "2027-01-01"))
    (problem,), files = made(folder, "en", country="KE")
    assert problem.startswith("facts/KE.yaml:2:5: '116' was checked on 2027-01-01, a day that is yet to come")
    assert files == {}


def test_a_locale_of_another_country_stops_a_build(folder):
    with pytest.raises(BookletError) as caught:
        made(folder, "en-GB", country="KE")
    assert "not in Kenya (KE)" in str(caught.value.problems[0])
    assert not (folder.parent / "out").exists()


# The command line


def test_the_command_line_takes_a_country(folder, tmp_path, capsys):
    out = tmp_path / "out"
    source = ["--source", str(folder), "--out", str(out)]
    assert main(["en", "--country", "KE", "--today", "2026-12-01", *source]) == 0
    assert (out / "test-en-KE-screen.pdf").is_file()
    capsys.readouterr()
    assert main(["en", "--country", "Kenya", *source]) == 1
    assert "--country: ‘Kenya’ is no country's code — did you mean KE?" in capsys.readouterr().err


def test_lint_looks_at_all_countries(folder, capsys):
    put(folder / "facts/KE.yaml", FACTS.replace("2026-10-01", "2020-10-01"))
    assert main(["lint", "--source", str(folder)]) == 0
    assert "KE.yaml:2:5: warning: '116' was last checked on 2020-10-01" in capsys.readouterr().err
    put(folder / "facts/KE.yaml", FACTS.replace("2026-10-01", "9999-10-01"))
    assert main(["lint", "--source", str(folder)]) == 1
    assert "a day that is yet to come" in capsys.readouterr().err


def test_lint_of_translations_tells_of_broken_facts(folder, capsys):
    put(folder / "facts/KE.yaml", FACTS.replace("child-helpline", "Line"))
    assert main(["translate", "lint", "--source", str(folder)]) == 1
    assert "KE.yaml:4:12: ‘Line’ is no standard label" in capsys.readouterr().err


def test_the_schema_of_facts_is_printed(capsys):
    assert main(["schema", "--facts", "country"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "Contacts of a country"
