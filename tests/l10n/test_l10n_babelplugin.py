# SPDX-License-Identifier: Apache-2.0
"""Babel's own commands read a booklet through the plug-in."""

from __future__ import annotations

import importlib.metadata
import io
from pathlib import Path

import pytest
from babel.messages.extract import extract, extract_from_dir, extract_from_file
from babel.messages.frontend import CommandLineInterface
from badinput import badinput_kit as kit

from booklet.content.load import load_booklet
from booklet.l10n.babelplugin import extract_booklet
from booklet.l10n.extract import extract_pot
from booklet.l10n.poread import parse_po
from booklet.problems import Problems

METHOD = "booklet.l10n.babelplugin:extract_booklet"


@pytest.fixture
def folder(tmp_path):
    kit.make_booklet(tmp_path)
    return tmp_path


def test_messages_have_their_line_text_comments_and_id(folder):
    found = list(extract_from_file(METHOD, folder / "booklet.yaml"))
    lines = (folder / "booklet.yaml").read_text("utf-8").splitlines()
    by_id = {context: (lines[line - 1], text, comments) for line, text, comments, context in found}
    line, text, comments = by_id["harbour.text"]
    assert line.strip() == "- {kind: heading, id: harbour, text: The harbour}"
    assert text == "The harbour"
    assert comments == ["Heading of a section; also in the table of contents and the bookmarks."]
    assert "{boats} is replaced by “3”, written as the language writes it." in by_id["boats.text"][2]
    template = parse_po(extract_pot(load_booklet(folder, Problems())), "x.pot", Problems())
    assert [context for *_, context in found] == [entry.context for entry in template.entries[1:]]
    assert [text for _, text, _, _ in found] == [entry.id for entry in template.entries[1:]]


def test_a_folder_of_booklets_one_of_which_extends_the_other(folder):
    (folder / "ours").mkdir()
    (folder / "ours/booklet.yaml").write_text(
        "format: 1\nextends: ../\nslug: ours\nimprint: [{kind: paragraph, id: us, text: Ours.}]\n", "utf-8"
    )
    found = list(extract_from_dir(folder, [("**/booklet.yaml", METHOD)]))
    names = [name for name, *_ in found]
    assert names.count("ours/booklet.yaml") == 1
    assert names.count("booklet.yaml") == len(found) - 1 > 20


def test_pybabel_writes_a_template(folder, monkeypatch):
    monkeypatch.chdir(folder)
    Path("babel.cfg").write_text(f"[extractors]\nbooklet = {METHOD}\n\n[booklet: **/booklet.yaml]\n")
    assert not CommandLineInterface().run(["pybabel", "-q", "extract", "-F", "babel.cfg", "-o", "m.pot", "."])
    problems = Problems()
    po = parse_po(Path("m.pot").read_bytes(), "m.pot", problems)
    assert not len(problems)
    assert {"booklet.title", "boats.text", "ui.notice"} <= {entry.context for entry in po.entries}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (kit.swap(kit.YAML, "kind: imprint", "kind: imprimt"), ["booklet.yaml:", "imprimt", "—"]),
        (kit.swap(kit.YAML, "format: 1", "format: [1"), ["booklet.yaml:", "—"]),
        (kit.remove(kit.SVG), ["booklet.yaml:", "images/cover.svg", "—"]),
    ],
)
def test_a_faulty_booklet_ends_in_plain_words(folder, change, words):
    change(folder)
    with pytest.raises(SystemExit) as ended:
        list(extract_from_file(METHOD, folder / "booklet.yaml"))
    assert [word for word in words if word not in str(ended.value)] == []


def test_other_files_and_other_keywords(folder):
    with pytest.raises(SystemExit, match="a file named booklet"):
        list(extract(METHOD, io.BytesIO(b"format: 1")))
    with pytest.raises(SystemExit, match="a file named booklet"):
        list(extract_from_file(METHOD, folder / kit.THEME))
    with pytest.raises(SystemExit, match="pgettext"), (folder / "booklet.yaml").open("rb") as file:
        list(extract(METHOD, file, keywords={"_": None}))


def test_the_entry_point_leads_here_where_the_project_is_installed():
    declared = (Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8")
    assert f'[project.entry-points."babel.extractors"]\nbooklet = "{METHOD}"' in declared
    for point in importlib.metadata.entry_points(group="babel.extractors", name="booklet"):
        assert point.load() is extract_booklet
