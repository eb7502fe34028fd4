# SPDX-License-Identifier: Apache-2.0
"""A translator's commands: a language is begun, kept up to the booklet's text, and counted."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from badinput import badinput_kit as kit

from booklet.build.run import build
from booklet.cli import main
from booklet.content.interface import UI_MESSAGES
from booklet.l10n.writing import write_whole

YAML = """\
format: 1
slug: boats
language: en
title: Boats
author: Tests
edition: "1"
date: 2026-11-01
blocks:
  - {kind: cover, id: cover, picture: {file: cover.svg, alt: A boat}}
  - {kind: heading, id: harbour, text: The harbour}
  - {kind: paragraph, id: gull, text: A gull cries.}
  - {kind: imprint, id: imprint, blocks: [{kind: paragraph, id: made, text: Made for tests.}]}
"""
OVERLAY = "format: 1\nextends: ../b\nslug: ours\nimprint: [{kind: paragraph, id: us, text: Printed by us.}]\n"
ALL = 5 + len(UI_MESSAGES)
"""The messages of the booklet."""

KA = "b/locales/ka/LC_MESSAGES/booklet.po"
FETCH = (
    "warning: ja: Japanese script (Jpan) needs the font ‘Noto Sans JP’, which has not been fetched yet"
    ' — bring it with the command fonts get "Noto Sans JP"'
)
WORDS = {
    "Boats": "ნავები", "The harbour": "ნავსადგური", "A gull cries.": "თოლია ყვირის.",
    "Made for tests.": "გაკეთებულია შესამოწმებლად.",
}  # fmt: skip


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOOKLET_CACHE", str(tmp_path / "cache"))
    for name, text in (("b", YAML), ("ours", OVERLAY)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "booklet.yaml").write_text(text, "utf-8")
    (tmp_path / "b/cover.svg").write_text(kit.DRAWING, "utf-8")
    return tmp_path


@pytest.fixture
def run(capsys):
    def command(*words, source="b"):
        more = ["--no-limits"] if words[0] == "update" else []  # one test is about them
        code = main(["translate", *words, *more, "--source", source])
        out, err = capsys.readouterr()
        return code, out.splitlines(), [line for line in err.splitlines() if not line.startswith("Reading the")]

    return command


def put(path, old, new):
    text = path.read_text("utf-8")
    assert text.count(old) == 1, (old, text)
    path.write_text(text.replace(old, new), "utf-8")


def translate(path, words=WORDS):
    for source, translation in words.items():
        put(path, f'msgid "{source}"\nmsgstr ""', f'msgid "{source}"\nmsgstr "{translation}"')


def files(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# --- init


def test_one_command_makes_a_language_that_builds(folder, run, capsys):
    code, out, err = run("init", "ka")
    assert (code, err) == (0, [])
    assert out[0] == f"{KA} written: Georgian, {ALL} messages to translate".replace("/", os.sep)
    assert any(line.endswith("build ka --source b") for line in out)
    translate(folder / KA)
    assert main(["build", "ka", "--source", "b", "--out", "out"]) == 0, capsys.readouterr().err
    assert (folder / "out/boats-ka-screen.pdf").is_file()
    assert main(["tree", "out/boats-ka-screen.pdf"]) == 0
    assert WORDS["A gull cries."] in capsys.readouterr().out


def test_a_catalog_is_never_overwritten_and_all_that_is_wrong_is_said(folder, run):
    assert run("init", "ka")[0] == 0
    translate(folder / KA)
    before = files(folder)
    code, out, err = run("init", "de", "ka", "georgian", "en", "zz", "ar-XB")
    assert (code, out) == (1, [])
    assert files(folder) == before
    assert err[0].startswith(KA.replace("/", os.sep))
    assert "there is a catalog of Georgian (ka) already" in err[0]
    assert "the booklet itself is in English (en)" in err[1]
    assert "did you mean ka?" in err[3]
    assert "unknown locale 'zz'" in err[4]
    assert err[2].startswith("the locale ar-XB is made up by the program")
    assert err[5] == "5 errors"


def test_a_catalog_under_another_spelling_is_one_too(folder, run):
    assert run("init", "zh-TW")[0] == 0
    assert (folder / "b/locales/zh_Hant_TW/LC_MESSAGES/booklet.po").is_file()
    (folder / "b/locales/zh_Hant_TW").rename(folder / "b/locales/zh_TW")
    code, _, err = run("init", "zh-hant-tw")
    assert code == 1
    assert "zh_TW" in err[0]
    (folder / "b/locales/de/LC_MESSAGES").mkdir(parents=True)
    (folder / "b/locales/de/LC_MESSAGES/booklet.po").symlink_to("nowhere.po")
    assert "already" in run("init", "de")[2][0]


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("chr", ["Cherokee script (Cher)", "‘Noto Sans Cherokee’", "scripts: [Cher]", "fonts/manifest.yaml"]),
        ("bo", ["Tibetan script (Tibt)", "‘Noto Serif Tibetan’"]),
        ("nqo", ["(Nkoo)", "‘Noto Sans NKo’"]),
    ],
)
def test_a_script_without_a_font_is_told_at_once(run, locale, words):
    code, _, err = run("init", locale)
    assert code == 0
    assert err[0].startswith(f"warning: {locale}: none of the fonts here is made for")
    assert [word for word in words if word not in err[0]] == []


def test_a_font_that_can_be_fetched_is_named(run, monkeypatch, tmp_path):
    monkeypatch.setenv("BOOKLET_FONTS", str(tmp_path / "none"))
    code, _, err = run("init", "ja", "ur", "sr-Latn")
    assert code == 0
    assert err == [
        FETCH,
        "1 warning",
    ]


def test_a_folder_that_cannot_be_written(folder, run):
    (folder / "b/locales").write_text("a file")
    code, out, err = run("init", "ka")
    assert (code, out) == (1, [])
    assert "the catalog cannot be written" in err[0]


def test_a_booklet_that_extends_another_asks_for_what_that_one_has_not(folder, run):
    run("init", "fr")
    translate(folder / "b/locales/fr/LC_MESSAGES/booklet.po", {"Boats": "Bateaux"})
    out = run("init", "fr-CA", "ka", source="ours")[1]
    assert out[0].endswith("booklet.po written: French (Canada), 1 message to translate")
    assert out[1].endswith(f"booklet.po written: Georgian, {ALL + 1} messages to translate")
    before = files(folder / "ours")
    code, out, _ = run("update", source="ours")
    assert (code, len(out)) == (0, 3)
    after = files(folder / "ours")
    assert after.pop(str(Path("locales/booklet.pot")))
    assert after == before
    # New words of the booklet below reach the catalog that has that one's words.
    put(folder / "b/booklet.yaml", "A gull cries.", "Two gulls cry.")
    put(
        folder / "b/booklet.yaml",
        "  - {kind: imprint",
        "  - {kind: paragraph, id: more, text: More.}\n  - {kind: imprint",
    )
    out = run("update", source="ours")[1]
    assert [line.partition("booklet.po ")[2] for line in out[1:]] == ["is up to date", "written: 1 new, 1 changed"]


def test_a_booklet_without_words_of_its_own(folder, run):
    run("init", "fr")
    (folder / "ours/booklet.yaml").write_text("format: 1\nextends: ../b\nslug: ours\n", "utf-8")
    code, _, err = run("init", "fr", source="ours")
    assert code == 1
    assert "has no words of its own" in err[0]


# --- update


@pytest.fixture
def georgian(folder, run):
    run("init", "ka")
    run("update")
    translate(folder / KA)
    return folder / KA


def test_update_brings_catalogs_up_to_the_text_once(folder, run, georgian):
    put(folder / "b/booklet.yaml", "The harbour", "The old harbour")
    put(folder / "b/booklet.yaml", "id: gull", "id: bird")
    before = files(folder)
    code, out, err = run("update", "--check")
    assert (code, err) == (1, [])
    assert [line.partition(" ")[2] for line in out] == ["would change", "would change: 1 changed, 1 moved"]
    assert files(folder) == before
    code, out, err = run("update")
    assert (code, err) == (0, [])
    text = georgian.read_text("utf-8")
    assert '#, fuzzy\n#| msgid "The harbour"\nmsgctxt "harbour.text"\nmsgid "The old harbour"\n' in text
    assert f'msgctxt "bird.text"\nmsgid "A gull cries."\nmsgstr "{WORDS["A gull cries."]}"' in text
    os.utime(georgian, (1, 1))
    before = files(folder)
    code, out, _ = run("update")
    assert code == 0
    assert [line.partition(" ")[2] for line in out] == ["is up to date"] * 2
    assert files(folder) == before
    assert georgian.stat().st_mtime == 1
    assert run("update", "--check")[0] == 0


def test_a_slip_is_mended_without_making_translations_fuzzy(folder, run, georgian):
    put(folder / "b/booklet.yaml", "A gull cries.", "A gull cries!")
    code, out, err = run("update", "--typo", "gull.text")
    assert (code, err) == (0, [])
    assert out[1].endswith("written: 1 mended")
    assert f'msgid "A gull cries!"\nmsgstr "{WORDS["A gull cries."]}"' in georgian.read_text("utf-8")
    assert "fuzzy" not in georgian.read_text("utf-8")
    code, _, err = run("update", "--typo", "gull.text", "harbour.text")
    assert code == 0
    assert err[0].startswith("warning: no catalog has another text of ‘gull.text’ than the booklet — there is nothing")
    assert err[2] == "2 warnings"


def test_more_than_a_slip_and_unknown_ids(folder, run, georgian):
    put(folder / "b/booklet.yaml", "text: A gull cries.", 'text: "A **gull** cries."')
    before = files(folder)
    code, _, err = run("update", "--typo", "gul.text", "x")
    assert code == 1
    assert "no message ‘gul.text’ — did you mean ‘gull.text’?" in err[0]
    assert "no message ‘x’" in err[1]
    assert files(folder) == before
    code, _, err = run("update", "--typo", "gull.text")
    assert code == 0
    assert "more than a slip" in err[0]
    assert "fuzzy" in georgian.read_text("utf-8")


@pytest.mark.parametrize("mark", ['msgstr "unterminated\n', "<<<<<<< HEAD\n"])
def test_a_damaged_catalog_is_left_alone_and_the_others_are_not(folder, run, georgian, mark):
    run("init", "de")
    broken = folder / "b/locales/de/LC_MESSAGES/booklet.po"
    broken.write_text(broken.read_text("utf-8") + mark, "utf-8")
    put(folder / "b/booklet.yaml", "The harbour", "The old harbour")
    before = broken.read_bytes()
    code, out, err = run("update")
    assert code == 1
    assert broken.read_bytes() == before
    assert err[0].startswith(f"{broken}:".removeprefix(f"{folder}{os.sep}"))
    assert out[-1].endswith("written: 1 changed")


def test_languages_that_have_no_catalog(run, georgian):
    code, _, err = run("update", "ka", "sw", "en", "zz")
    assert code == 1
    assert err[0] == "the booklet has no catalog of sw of its own — begin it with translate init sw; there are ka"
    assert "the booklet itself is in en" in err[1]
    assert "unknown locale 'zz'" in err[2]


def test_permissions_are_kept(folder, run, georgian):
    georgian.chmod(0o600)
    put(folder / "b/booklet.yaml", "The harbour", "The old harbour")
    run("update")
    assert georgian.stat().st_mode & 0o777 == (0o600 if os.name == "posix" else 0o666)
    assert [path.name for path in georgian.parent.iterdir()] == ["booklet.po"]


# --- status


def test_status_is_a_table(folder, run, georgian):
    put(georgian, '"X-Translators: \\n"', '"X-Translators: Ana\\n"\n"X-Booklet-Status: reviewed by Nino; Gia\\n"')
    put(folder / "b/booklet.yaml", "The harbour", "The old harbour")
    run("update")
    run("init", "de")
    code, out, err = run("status", "--fast")
    assert (code, err) == (0, [])
    assert [line.split() for line in out] == [
        ["locale", "language", "translated", "fuzzy", "missing", "share", "state"],
        ["en", "English", str(ALL), "0", "0", "100", "%", "source"],
        ["de", "German", "0", "0", str(ALL), "0", "%"],
        ["ka", "Georgian", "3", "1", str(ALL - 4), str(300 // ALL), "%", "reviewed", "by", "Nino,", "Gia"],
    ]
    built = {each.name: each for each in build(Path("b"), None).written}
    code, out, err = run("status")
    assert (code, err) == (0, [])
    assert out[0].split()[6:] == ["pages", "state"]
    for line in out[1:]:
        made = built[f"boats-{line.split()[0]}-screen.pdf"]
        assert line.split()[7] == str(made.pages)
        assert made.remarks
        assert line.endswith(f"{len(made.remarks)} remark{'s' if len(made.remarks) > 1 else ''}")
    code, out, _ = run("status", "ka", "--json", "--edition", "screen", "large-print")
    (row,) = json.loads("\n".join(out))["locales"]
    assert list(row) == [
        "locale", "language", "translated", "fuzzy", "missing", "percent", "status", "reviewers", "translators",
        "editions", "problems",
    ]  # fmt: skip
    assert (row["translated"], row["fuzzy"], row["missing"], row["percent"]) == (3, 1, ALL - 4, 300 // ALL)
    assert (row["status"], row["reviewers"], row["translators"]) == ("reviewed", ["Nino", "Gia"], ["Ana"])
    assert [(each["edition"], each["errors"]) for each in row["editions"]] == [("screen", 0), ("large-print", 0)]
    assert all(each["pages"] >= 1 for each in row["editions"])


@pytest.mark.parametrize("options", [[], ["--fast"]])
def test_status_tells_of_broken_catalogs_and_counts_the_rest(folder, run, georgian, options):
    run("init", "de")
    broken = folder / "b/locales/de/LC_MESSAGES/booklet.po"
    broken.write_text(broken.read_text("utf-8") + 'msgstr "unterminated\n', "utf-8")
    code, out, err = run("status", *options)
    assert code == 1
    german, kartuli = (line.split() for line in out[2:])
    assert german[-2:] == ["2", "errors"]
    assert german[:6] == ["de", "German", "0", "0", str(ALL), "0"]
    assert kartuli[:6] == ["ka", "Georgian", "4", "0", str(ALL - 4), str(400 // ALL)]
    assert ("–" in german) == (not options)
    assert any("not terminated" in line for line in err)
    code, out, _ = run("status", "--json", "de", *options)
    assert code == 1
    assert len(json.loads("\n".join(out))["locales"][0]["problems"]) == 2


def test_status_of_what_there_is_not(run, georgian):
    code, out, err = run("status", "sw")
    assert (code, out) == (1, [])
    assert err == ["unknown locale 'sw' — there are: en, ka"]
    assert "unknown edition" in run("status", "--edition", "scren")[2][0]


def test_update_writes_how_much_fits(folder):
    assert main(["translate", "init", "ka", "--source", "b"]) == 0
    assert main(["translate", "update", "--source", "b"]) == 0
    text = (folder / KA).read_text("utf-8")
    limits = re.findall(r"#\. At most (\d+) characters fit\.\n(?:#.*\n)*?#, max-length:(\d+)\nmsgctxt \"(.+)\"", text)
    assert [(one == other, name) for one, other, name in limits] == [(True, "booklet.title")]
    assert int(limits[0][0]) > len("Boats")
    assert main(["translate", "update", "--check", "--source", "b"]) == 0


def test_update_of_a_booklet_that_cannot_be_laid_out_leaves_limits(folder, capsys):
    assert main(["translate", "init", "ka", "--source", "b"]) == 0
    (folder / "b/theme.yaml").write_text("colours: 7\n", "utf-8")
    assert main(["translate", "update", "--source", "b"]) == 0
    said = capsys.readouterr().err
    assert "limits of length in catalogs stay as they are — booklet lint says what is wrong" in said


def test_links_lead_nowhere_else(run, folder) -> None:
    (folder / "secret").mkdir()
    (folder / "secret/words").write_text("top secret\n", "utf-8")
    assert run("init", "ka")[0] == 0
    (folder / KA).unlink()
    (folder / KA).symlink_to(folder / "secret/words")
    for words in (("lint",), ("update",), ("status", "--fast"), ("export", "--out", "x")):
        code, out, err = run(*words)
        assert code == 1
        assert f"{KA}:1:1: this catalog is a link to a file outside the booklet's folder, or to itself" in "".join(err)
        assert "top secret" not in "".join(out + err)
    (folder / KA).unlink()
    (folder / KA).symlink_to("booklet.po")
    assert run("lint")[0] == 0  # a link to itself is no file


@pytest.mark.parametrize("words", [("init", "fr"), ("extract",), ("update",)])
def test_nothing_is_written_where_a_link_leads(run, folder, words) -> None:
    (folder / "elsewhere").mkdir()
    (folder / "b/locales").symlink_to(folder / "elsewhere")
    code, _, err = run(*words)
    assert code == 1
    assert "would be written outside the booklet's folder, to which a link leads" in err[0]
    assert list((folder / "elsewhere").iterdir()) == []


def test_an_interrupted_write_leaves_nothing(run, folder, monkeypatch) -> None:
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_whole(folder / "b/new/x.po", b"x", "the catalog")
    assert list((folder / "b/new").iterdir()) == []


def test_a_folder_in_a_catalogs_place_is_no_catalog(run, folder) -> None:
    (folder / KA).mkdir(parents=True)
    assert run("lint") == (0, ["0 catalogs checked: no problems."], [])


def test_a_build_without_a_font_names_texts_and_the_font_that_helps(run, folder, capsys) -> None:
    assert run("init", "dz")[0] == 0
    put(folder / KA.replace("ka", "dz"), 'msgid "Boats"\nmsgstr ""', 'msgid "Boats"\nmsgstr "གྲུ"')
    assert main(["build", "dz", "--source", "b"]) == 1
    said = [line for line in capsys.readouterr().err.splitlines() if "no font has" in line]
    assert len(said) == 2
    assert " in 'booklet.title' — put a font for it, like ‘Noto Serif Tibetan’" in said[0]
    assert " in numbers and marks of dz — put a font for it, like ‘Noto Serif Tibetan’" in said[1]
