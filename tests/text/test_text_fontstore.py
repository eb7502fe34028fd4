# SPDX-License-Identifier: Apache-2.0
"""Fonts that are fetched by name: nothing but the reviewed file is kept, whoever answers and whatever goes wrong."""

from __future__ import annotations

import hashlib
import io
import re
import shlex
import urllib.error
from http.client import IncompleteRead
from pathlib import Path

import pytest
from textkit import locale, piece

from booklet import cli
from booklet.build.fonts import font_entries, font_lines
from booklet.paths import bundled_fonts
from booklet.problems import BookletError, Problems
from booklet.text import fontstore
from booklet.text.fonts import FontLibrary
from booklet.text.fontstore import fetch_fonts, store_folder, stored
from booklet.text.manifest import read_manifest
from booklet.text.model import Style
from booklet.text.typeset import Typesetter

DATA = (bundled_fonts() / "NotoSansLao-Regular.ttf").read_bytes()
BOLD = (bundled_fonts() / "NotoSansLao-Bold.ttf").read_bytes()


def face(data, style):
    return f"""\
  - family: Far Away
    file: {style}.ttf
    style: {style}
    licence: licence.txt
    sha256: {hashlib.sha256(data).hexdigest()}
    scripts: [Cher]
    bytes: {len(data)}
    download: https://example.org/{style}.ttf
"""


@pytest.fixture
def own(tmp_path):
    """A folder of fonts whose two faces can be fetched."""
    path = tmp_path / "fonts"
    path.mkdir()
    (path / "licence.txt").write_text("Free.")
    (path / "manifest.yaml").write_text("format: 1\nfonts:\n" + face(DATA, "regular") + face(BOLD, "bold"))
    return path


@pytest.fixture
def store(tmp_path, monkeypatch):
    monkeypatch.setenv("BOOKLET_FONTS", str(tmp_path / "store" / "inside"))
    return tmp_path / "store" / "inside"


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    def refuse(address):
        raise AssertionError(f"a test asked for {address}")

    monkeypatch.setattr(fontstore, "_open", refuse)


def entries(folder):
    problems = Problems()
    found = read_manifest(folder, problems)
    assert not list(problems)
    return found


def answers(**data):
    """An opener that gives these bytes by name, and the addresses it was asked for."""
    asked = []

    def opener(address):
        asked.append(address)
        found = data[address.removeprefix("https://example.org/").removesuffix(".ttf")]
        if isinstance(found, Exception):
            raise found
        return found if hasattr(found, "read") else io.BytesIO(found)

    return opener, asked


def fetch(folder, names, opener):
    problems, said = Problems(), []
    fetch_fonts(names, entries(folder), problems, said.append, opener)
    return said, [str(problem) for problem in problems]


# --- where ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("platform", "environ", "expected"),
    [
        ("linux", {"HOME": "/h"}, "/h/.local/share/booklet/fonts"),
        ("linux", {"HOME": "/h", "XDG_DATA_HOME": "/d"}, "/d/booklet/fonts"),
        ("linux", {"HOME": "/h", "XDG_DATA_HOME": "d"}, None),  # the specification has relative paths ignored
        ("linux", {"HOME": "h"}, None),
        ("linux", {}, None),
        ("darwin", {"HOME": "/h", "XDG_DATA_HOME": "/d"}, "/h/Library/Application Support/booklet/fonts"),
        ("darwin", {}, None),
        ("win32", {"USERPROFILE": "/u", "LOCALAPPDATA": "/u/local"}, "/u/local/booklet/fonts"),
        ("win32", {"USERPROFILE": "/u", "HOME": "/h"}, None),
        ("linux", {"HOME": "/h", "BOOKLET_FONTS": "/own"}, "/own"),
        ("win32", {"BOOKLET_FONTS": "own"}, "own"),
        ("linux", {"HOME": "/h", "BOOKLET_FONTS": ""}, "/h/.local/share/booklet/fonts"),
    ],
)
def test_the_store_of_each_system(platform, environ, expected):
    assert store_folder(environ, platform) == (Path(expected) if expected else None)


def test_files_are_stored_by_what_they_hold(store):
    assert stored("ab" * 32) == store / f"{'ab' * 32}.ttf"


def test_without_a_store_nothing_is_fetched(own, monkeypatch):
    for name in ("BOOKLET_FONTS", "HOME", "USERPROFILE", "XDG_DATA_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    opener, asked = answers()
    said, problems = fetch(own, ["Far Away"], opener)
    assert (said, asked) == ([], [])
    assert problems == ["there is no folder to keep fonts in — set BOOKLET_FONTS to one"]


# --- fetching -----------------------------------------------------------------------------------------------------


def test_a_family_is_fetched_and_used(own, store):
    before = FontLibrary.load([own, bundled_fonts()], Problems())
    assert before.absent["Cher"] == "Far Away"
    assert before.faces("Far Away") == ()
    opener, asked = answers(regular=DATA, bold=BOLD)
    said, problems = fetch(own, ["far away"], opener)
    assert problems == []
    assert said == ["Far Away regular: 0.1 MB", "Far Away bold: 0.1 MB"]
    assert asked == ["https://example.org/regular.ttf", "https://example.org/bold.ttf"]
    assert sorted(path.read_bytes() for path in store.iterdir()) == sorted([DATA, BOLD])
    after = FontLibrary.load([own, bundled_fonts()], Problems())
    assert "Cher" not in after.absent
    assert [each.data for each in after.faces("Far Away")] == [DATA, BOLD]
    again, _ = fetch(own, ["Far Away", "FAR AWAY"], answers()[0])
    assert again == ["Far Away regular is here already", "Far Away bold is here already"]


def test_a_family_is_away_while_one_of_its_styles_is(own, store):
    opener, _ = answers(regular=DATA, bold=OSError("offline"))
    _, problems = fetch(own, ["Far Away"], opener)
    assert len(problems) == 1
    library = FontLibrary.load([own, bundled_fonts()], Problems())
    assert library.absent["Cher"] == "Far Away"
    assert library.away["Far Away"] == own
    setter = Typesetter(library, locale("en"))
    setter.paragraph([piece("\u13a0", style=Style(("Andika",), 12, 17, bold=True))], 100, direction="ltr")
    assert setter.absent == {"Far Away": "m"}
    fetch(own, ["Far Away"], answers(bold=BOLD)[0])
    library = FontLibrary.load([own, bundled_fonts()], Problems())
    assert "Far Away" not in library.away
    assert [each.bold for each in library.faces("Far Away")] == [False, True]


def test_a_face_of_ones_own_takes_the_place_of_one_that_is_away(own, store, tmp_path):
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "licence.txt").write_text("Free.")
    (mine / "bold.ttf").write_bytes(BOLD)
    (mine / "manifest.yaml").write_text("format: 1\nfonts:\n" + face(BOLD, "bold"))
    fetch(own, ["Far Away"], answers(regular=DATA, bold=OSError("offline"))[0])
    library = FontLibrary.load([mine, own, bundled_fonts()], Problems())
    assert {each.path.name: each.bold for each in library.faces("Far Away")}["bold.ttf"]
    assert len(library.faces("Far Away")) == 2
    assert "Cher" not in library.absent
    assert "Far Away" not in library.away


def test_a_family_that_is_away_cannot_be_asked_for(own, store):
    setter = Typesetter(FontLibrary.load([own, bundled_fonts()], Problems()), locale("en"))
    said = 'the font family ‘Far Away’ has not been fetched yet — bring it with the command fonts get "Far Away"'
    with pytest.raises(BookletError, match=said):
        setter.paragraph([piece("a", style=Style(("Far Away",), 12, 17))], 100, direction="ltr")


def test_no_build_fetches_anything(own, store):
    library = FontLibrary.load([own, bundled_fonts()], Problems())
    setter = Typesetter(library, locale("en"))
    setter.paragraph([piece("\u13a0\u13a1")], 100, direction="ltr")  # the fixture no_network refuses
    assert setter.absent == {"Far Away": "m"}
    assert not store.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(DATA[:-1] + b"!", "gave is not the file that the manifest describes — try again", id="other"),
        pytest.param(DATA[:1000], "is not the file that the manifest", id="short"),
        pytest.param(b"", "is not the file that the manifest", id="empty"),
        pytest.param(DATA + b"!", "is not the file that the manifest", id="a byte more"),
        pytest.param(
            OSError(101, "Network is unreachable"), "cannot be fetched: Network is unreachable — see", id="OS"
        ),
        pytest.param(TimeoutError("timed out"), "cannot be fetched: timed out", id="timeout"),
        pytest.param(
            urllib.error.URLError(OSError(-2, "Name or service not known")),
            "cannot be fetched: Name or service not known",
            id="no such server",
        ),
        pytest.param(
            urllib.error.HTTPError("https://example.org", 404, "Not Found", None, None), "fetched: Not Found", id="404"
        ),
        pytest.param(IncompleteRead(b"x", 5), "cannot be fetched: IncompleteRead", id="broken off"),
        pytest.param(ValueError("Invalid IPv6 URL"), "cannot be fetched: Invalid IPv6 URL", id="no address"),
        pytest.param(OSError(), "cannot be fetched: OSError", id="without a reason"),
    ],
)
def test_what_cannot_be_fetched_is_a_problem_and_the_rest_is_kept(own, store, data, words):
    said, problems = fetch(own, ["Far Away"], answers(regular=data, bold=BOLD)[0])
    assert said == ["Far Away bold: 0.1 MB"]
    (problem,) = problems
    assert problem.startswith(f"{own / 'manifest.yaml'}:3:5: ")
    assert words in problem
    assert "Errno" not in problem
    assert [path.read_bytes() for path in store.iterdir()] == [BOLD]  # nothing half written either


def test_no_more_is_read_than_the_file_should_have(own, store):
    class Endless:
        """A server that never stops."""

        given = 0
        closed = False

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.closed = True

        def read(self, size):
            assert 0 < size <= 1 << 16
            self.given += size
            return b"\0" * size

    source = Endless()
    _, problems = fetch(own, ["Far Away"], answers(regular=source, bold=BOLD)[0])
    assert "is not the file" in problems[0]
    assert source.given == len(DATA) + 1
    assert source.closed


def test_a_file_that_cannot_be_kept_leaves_nothing(own, store, monkeypatch):
    def refuse(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", refuse)
    said, problems = fetch(own, ["Far Away"], answers(regular=DATA, bold=BOLD)[0])
    assert said == []
    assert problems[0].endswith("cannot be written: No space left on device — set BOOKLET_FONTS to a folder")
    assert list(store.iterdir()) == []


def test_a_file_in_the_stores_place_is_a_problem(own, store):
    store.parent.mkdir()
    store.write_text("a file")
    said, problems = fetch(own, ["Far Away"], answers(regular=DATA, bold=BOLD)[0])
    assert said == []
    assert len(problems) == 2
    assert store.read_text() == "a file"


def test_a_damaged_file_of_the_store_is_fetched_anew(own, store):
    fetch(own, ["Far Away"], answers(regular=DATA, bold=BOLD)[0])
    stored(hashlib.sha256(DATA).hexdigest()).write_bytes(DATA[:500])
    opener, asked = answers(regular=DATA)
    said, problems = fetch(own, ["Far Away"], opener)
    assert problems == []
    assert said == ["Far Away regular: 0.1 MB", "Far Away bold is here already"]
    assert asked == ["https://example.org/regular.ttf"]
    assert stored(hashlib.sha256(DATA).hexdigest()).read_bytes() == DATA


def test_unknown_families_are_named_with_a_suggestion(own, store):
    opener, asked = answers()
    _, problems = fetch(own, ["Far Awy", "qqq"], opener)
    assert problems == [
        "no manifest has a font family ‘Far Awy’ — did you mean ‘Far Away’?",
        "no manifest has a font family ‘qqq’ — what can be fetched is Far Away",
    ]
    assert asked == []


# --- manifests of such fonts --------------------------------------------------------------------------------------


def test_a_face_that_is_not_here_is_no_error(own, store):
    found = entries(own)
    assert [(each.here, each.style, each.bytes, each.download) for each in found] == [
        (False, "regular", len(DATA), "https://example.org/regular.ttf"),
        (False, "bold", len(BOLD), "https://example.org/bold.ttf"),
    ]
    assert FontLibrary.load([own, bundled_fonts()], problems := Problems())
    assert not list(problems)


def test_a_file_beside_the_manifest_wins_over_the_store(own, store):
    fetch(own, ["Far Away"], answers(regular=DATA, bold=BOLD)[0])
    assert [each.path.parent for each in entries(own)] == [store, store]
    (own / "bold.ttf").write_bytes(BOLD)
    assert [each.path.parent for each in entries(own)] == [store, own]
    assert all(each.here for each in entries(own))


def test_what_was_put_into_the_store_is_compared_with_the_manifest(own, store):
    store.mkdir(parents=True)
    stored(hashlib.sha256(DATA).hexdigest()).write_bytes(BOLD)
    stored(hashlib.sha256(BOLD).hexdigest()).write_bytes(BOLD)
    setter = Typesetter(FontLibrary.load([own, bundled_fonts()], Problems()), locale("en"))
    with pytest.raises(Exception, match=r"manifest.yaml:3:5: .* has another sha256 than this"):
        setter.paragraph([piece("\u13a0", style=Style(("Far Away",), 12, 17))], 100, direction="ltr")


# --- the command --------------------------------------------------------------------------------------------------


@pytest.fixture
def booklet(tmp_path, own, store, monkeypatch, capsys):
    """A new booklet with the folder of fonts in it."""
    assert cli.main(["new", str(tmp_path / "b")]) == 0
    own.rename(tmp_path / "b" / "fonts")
    capsys.readouterr()
    return tmp_path / "b"


def test_the_list_of_fonts(booklet, capsys, monkeypatch):
    assert cli.main(["fonts", "--source", str(booklet)]) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert err == ""
    assert re.fullmatch(r'Far Away +Cher +regular, bold  not here: fonts get "Far Away" \(0\.1 MB\)', lines[0])
    assert re.fullmatch(r"Andika +Cyrl Latn +regular, bold, italic, bold-italic", lines[1])
    assert len({line.index("regular") for line in lines}) == 1  # columns
    monkeypatch.setattr(fontstore, "_open", answers(regular=OSError("offline"), bold=OSError("offline"))[0])
    assert cli.main(["fonts", "get", "far away", "--source", str(booklet)]) == 1
    assert "2 errors" in capsys.readouterr().err
    monkeypatch.setattr(fontstore, "_open", answers(regular=DATA, bold=BOLD)[0])
    assert cli.main(["fonts", "get", "far away", "--source", str(booklet)]) == 0
    assert capsys.readouterr() == ("Far Away regular: 0.1 MB\nFar Away bold: 0.1 MB\n", "")
    assert cli.main(["fonts", "--source", str(booklet)]) == 0
    assert re.fullmatch(r"Far Away +Cher +regular, bold", capsys.readouterr().out.splitlines()[0])


def test_the_source_may_stand_before_get(booklet, capsys, monkeypatch):
    monkeypatch.setattr(fontstore, "_open", answers(regular=DATA, bold=BOLD)[0])
    assert cli.main(["fonts", "--source", str(booklet), "get", "far away"]) == 0
    assert capsys.readouterr() == ("Far Away regular: 0.1 MB\nFar Away bold: 0.1 MB\n", "")


def test_the_help_says_where_fonts_go(capsys):
    with pytest.raises(SystemExit):
        cli.main(["fonts", "get", "--help"])
    assert "BOOKLET_FONTS" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["b", "my b"])
def test_fonts_of_a_booklets_own_are_brought_from_its_folder(booklet, name, capsys, monkeypatch):
    """The command in the message is one that works."""
    booklet = booklet.rename(booklet.with_name(name))
    text = (booklet / "booklet.yaml").read_text("utf-8")
    (booklet / "booklet.yaml").write_text(text.replace("text: ", "text: \u13a0 ", 1), "utf-8")
    build = ["--source", str(booklet), "--out", str(booklet / "out"), "--jobs", "1", "--no-cache", "en"]
    for theme in ("", "fonts: {body: [Far Away]}\n"):
        (booklet / "theme.yaml").write_text(theme, "utf-8")
        assert cli.main(build) == 1
        (line,) = [each for each in capsys.readouterr().err.splitlines() if "Far Away" in each]
        assert re.match(r".*:\d+:\d+: .*has not been fetched yet — bring it", line)
        command = shlex.split(line.partition("with the command ")[2])
        assert command == ["fonts", "get", "Far Away", "--source", str(booklet)]
    monkeypatch.setattr(fontstore, "_open", answers(regular=DATA, bold=BOLD)[0])
    assert cli.main(command) == 0


def test_the_folder_that_one_is_in_need_not_be_named(booklet, capsys, monkeypatch):
    monkeypatch.chdir(booklet)
    (booklet / "theme.yaml").write_text("fonts: {body: [Far Away]}\n", "utf-8")
    assert cli.main(["--jobs", "1", "--no-cache"]) == 1
    assert '— bring it with the command fonts get "Far Away"\n' in capsys.readouterr().err


def test_a_family_that_there_is_not_is_exit_code_1(booklet, capsys):
    assert cli.main(["fonts", "get", "Far Awya", "--source", str(booklet)]) == 1
    assert capsys.readouterr().err == "no manifest has a font family ‘Far Awya’ — did you mean ‘Far Away’?\n1 error\n"


@pytest.mark.parametrize("arguments", [["fonts", "get"], ["fonts", "gett", "x"]])
def test_wrong_usage_is_exit_code_2(arguments, capsys):
    assert cli.main(arguments) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_faulty_manifest_is_told_by_the_list(booklet, capsys):
    path = booklet / "fonts" / "manifest.yaml"
    path.write_text(path.read_text().replace("https:", "http:", 1))
    assert cli.main(["fonts", "--source", str(booklet)]) == 1
    assert "manifest.yaml:10:15: ‘download’ must be an https address" in capsys.readouterr().err


def test_a_face_of_the_booklets_own_takes_the_place_of_a_bundled_one(booklet):
    path = booklet / "fonts" / "manifest.yaml"
    path.write_text(path.read_text().replace("Far Away", "Noto Sans Lao").replace("Cher", "Laoo"))
    found = [each for each in font_entries(booklet, Problems()) if each.family == "Noto Sans Lao"]
    assert [(each.style, each.here) for each in found] == [("regular", False), ("bold", False)]
    (line,) = [line for line in font_lines(found) if "Lao" in line]
    assert line.count("regular") == 1


JAPANESE = """\
format: 1
slug: stop
language: en
title: Stop
author: Us
edition: "1"
date: 2026-01-01
blocks:
  - {kind: cover, id: cover}
  - {kind: paragraph, id: greeting, text: "We say [子どもの権利](lang:ja)."}
"""


def test_text_without_its_font_is_one_error_that_says_how_to_bring_it(tmp_path, store, capsys):
    (tmp_path / "booklet.yaml").write_text(JAPANESE, "utf-8")
    assert cli.main(["--source", str(tmp_path), "--out", str(tmp_path / "out"), "--jobs", "1"]) == 1
    err = capsys.readouterr().err.splitlines()
    assert err[0] == (
        f"{tmp_path / 'booklet.yaml'}:10:44: this text needs the font family ‘Noto Sans JP’, which has not been "
        'fetched yet — bring it with the command fonts get "Noto Sans JP"'
    )
    assert err[1] == "1 error"
    assert not (tmp_path / "out").exists()
