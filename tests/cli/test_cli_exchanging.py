# SPDX-License-Identifier: Apache-2.0
"""``translate export`` and ``translate import``: all files or none, and plain words."""

from __future__ import annotations

import pytest
from badinput import badinput_kit as kit

from booklet.cli import main

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
  - {kind: paragraph, id: gull, text: A **gull** cries.}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b").mkdir()
    (tmp_path / "b/booklet.yaml").write_text(YAML, "utf-8")
    (tmp_path / "b/cover.svg").write_text(kit.DRAWING, "utf-8")
    assert main(["translate", "init", "ar", "fr", "--source", "b"]) == 0
    return tmp_path


def test_there_and_back(folder, capsys) -> None:
    catalogs = {path: path.read_bytes() for path in folder.glob("b/locales/*/*/*.po")}
    assert main(["translate", "export", "--source", "b", "--out", "x"]) == 0
    files = sorted(path.name for path in (folder / "x").iterdir())
    assert files == ["boats-ar.xlf", "boats-fr.xlf"]
    assert 'trgDir="rtl"' in (folder / "x/boats-ar.xlf").read_text("utf-8")
    capsys.readouterr()
    assert main(["translate", "import", *(f"x/{name}" for name in files), "--source", "b"]) == 0
    assert "b/locales/fr/LC_MESSAGES/booklet.po is up to date: 0 texts changed" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in folder.glob("b/locales/*/*/*.po")} == catalogs


def test_one_bad_file_keeps_all_out(folder, capsys) -> None:
    assert main(["translate", "export", "--source", "b"]) == 0
    text = (folder / "boats-fr.xlf").read_text("utf-8")
    good = text.replace(
        '<segment state="initial">\n    <source>A boat</source>',
        '<segment state="translated">\n    <source>A boat</source>\n    <target>Un bateau</target>',
    )
    assert good != text
    (folder / "boats-fr.xlf").write_text(good, "utf-8")
    (folder / "boats-ar.xlf").write_text("<html/>", "utf-8")
    before = (folder / "b/locales/fr/LC_MESSAGES/booklet.po").read_bytes()
    assert main(["translate", "import", "boats-fr.xlf", "boats-ar.xlf", "--source", "b"]) == 1
    assert "boats-ar.xlf:1:1: this is no XLIFF file" in capsys.readouterr().err
    assert (folder / "b/locales/fr/LC_MESSAGES/booklet.po").read_bytes() == before
    assert main(["translate", "import", "boats-fr.xlf", "--source", "b"]) == 0
    assert "written: 1 text changed" in capsys.readouterr().out
    assert 'msgstr "Un bateau"' in (folder / "b/locales/fr/LC_MESSAGES/booklet.po").read_text("utf-8")


def test_unknown_languages(capsys) -> None:
    assert main(["translate", "export", "de", "nonsense", "--source", "b"]) == 1
    said = capsys.readouterr().err
    assert "the booklet has no catalog of de of its own — begin it: translate init de" in said
    assert "unknown locale 'nonsense'" in said
