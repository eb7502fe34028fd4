# SPDX-License-Identifier: Apache-2.0
"""The guide for translators is true: its commands exist, and its walk through a new language ends in a PDF."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pypdf
import pytest
import yaml

from booklet.cli import main
from booklet.cli.commands import COMMANDS
from booklet.cli.parser import make_parser

ROOT = Path(__file__).parents[2]
GUIDE = (ROOT / "docs" / "TRANSLATING.md").read_text("utf-8")
WALK = GUIDE.partition("## From nothing to a Georgian PDF")[2]
YAMLS = re.findall(r"```yaml\n(.+?)```", GUIDE, re.DOTALL)
COMMAND = re.compile(r"^(?:\.venv/bin/|\s*- (?:run: )?)booklet (.+?)(?: \|\| true)?(?: +#.*)?$", re.MULTILINE)


@pytest.mark.parametrize("line", COMMAND.findall(GUIDE))
def test_its_commands_exist(line):
    make_parser(COMMANDS).parse_args(shlex.split(line))


def test_its_jobs_are_yaml_and_do_the_same():
    github, gitlab = map(yaml.safe_load, YAMLS)
    steps = [step["run"] for step in github["jobs"]["translations"]["steps"] if "run" in step]
    assert steps == gitlab["translations"]["script"]


def test_its_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)#]+\.md)\)", GUIDE):
        assert (ROOT / "docs" / target).exists(), target


def test_its_walk_through_a_new_language(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("BOOKLET_CACHE", str(tmp_path / "cache"))
    before, entries, after = re.split(r"```po\n(.+?)```", WALK, flags=re.DOTALL)
    run(before, capsys)
    catalog = tmp_path / "my-booklet/locales/ka/LC_MESSAGES/booklet.po"
    text = catalog.read_text("utf-8")
    for source, translation in re.findall(r"(msgid .+)\n(msgstr .+)", entries):
        assert text.count(f'{source}\nmsgstr ""\n') == 1, source
        text = text.replace(f'{source}\nmsgstr ""\n', f"{source}\n{translation}\n")
    catalog.write_text(text, "utf-8")
    run(after, capsys)
    file = pypdf.PdfReader(tmp_path / "out/fire-safety-ka-screen.pdf")
    assert file.metadata.title == "ხანძრისგან დაცვა სკოლაში"
    assert "როცა განგაშის ხმას გაიგონებ" in [each.title for each in file.outline if not isinstance(each, list)]
    fonts = {str(font["/BaseFont"]) for page in file.pages for _, font in page["/Resources"]["/Font"].items()}
    assert any("NotoSansGeorgian" in font for font in fonts)


def run(part, capsys):
    commands = COMMAND.findall(part)
    assert commands
    for command in commands:
        code = main(shlex.split(command))
        out, err = capsys.readouterr()
        assert code == 0, (command, err)
    if "status" in commands[-1]:
        (row,) = [line.split() for line in out.splitlines() if line.startswith("ka ")]
        assert row[1:4] == ["Georgian", "3", "0"]
