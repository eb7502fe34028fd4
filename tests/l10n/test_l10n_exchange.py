# SPDX-License-Identifier: Apache-2.0
"""Catalogs go to an agency as XLIFF and come back: nothing is lost, and only what was translated changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from l10n_samples import sample

from booklet.l10n.catalog import catalog_path
from booklet.l10n.exchange import Imported, export_xliff, import_xliff
from booklet.l10n.extract import init_po
from booklet.l10n.tags import parse_tag
from booklet.l10n.xliffread import read_xliff
from booklet.problems import Problems

EDITS = (
    ('msgctxt "help.text"\nmsgid "Help"\nmsgstr ""', '#, fuzzy\n#| msgid "Helps"\nmsgctxt "help.text"\nmsgid "Help"'),
    ('msgid "Help"\n\n', 'msgid "Help"\nmsgstr "Aide"\n\n# Which apple?\n'),
    ('msgid "Stay **safe**"\nmsgstr ""', 'msgid "Stay **safe**"\nmsgstr "Reste **à l’abri**"'),
    ('msgctxt "contents.title"', '#, max-length:20\nmsgctxt "contents.title"'),
)
OBSOLETE = '\n#~ msgctxt "old.text"\n#~ msgid "Old"\n#~ msgstr "Vieux"\n'


@pytest.fixture
def source(tmp_path: Path):
    source = sample(tmp_path / "b")
    text = init_po(source, "fr").decode()
    for before, after in EDITS:
        assert before in text
        text = text.replace(before, after)
    write(source, text + OBSOLETE)
    return source


def write(source, text: str) -> None:
    path = catalog_path(source, "fr")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())


def exported(source) -> str:
    problems = Problems()
    data = export_xliff(source, parse_tag("fr"), problems)
    assert not len(problems)
    assert data is not None
    return data.decode()


def brought_back(source, text: str) -> tuple[Imported | None, list[str]]:
    path = source.folders[0] / "back.xlf"
    path.write_text(text, "utf-8")
    problems = Problems()
    file = read_xliff(path, problems)
    assert file is not None
    found = import_xliff(source, file, problems)
    return found, [str(problem).replace(str(source.folders[0]), "b") for problem in problems]


def translated(xliff: str, unit: str, target: str, **attributes: str) -> str:
    """An XLIFF file in which somebody translated a unit that had no translation."""
    pattern = rf'(<unit id="{unit}">.*?)<segment state="initial">(.*?</source>\n)'
    state = attributes.get("state", "translated")
    made, count = re.subn(
        pattern,
        lambda match: f'{match[1]}<segment state="{state}">{match[2]}<target>{target}</target>\n',
        xliff,
        count=1,
        flags=re.DOTALL,
    )
    assert count == 1
    return made


def test_there_and_back_changes_no_byte(source) -> None:
    before = catalog_path(source, "fr").read_bytes()
    found, problems = brought_back(source, exported(source))
    assert problems == []
    assert found == Imported(catalog_path(source, "fr"), before, 0)


def test_a_lost_catalog_is_made_from_its_file(source) -> None:
    text = exported(source)
    before = catalog_path(source, "fr").read_bytes()
    catalog_path(source, "fr").unlink()
    found, problems = brought_back(source, text)
    assert problems == []
    assert found is not None
    assert found.data == before


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_translation_comes_into_a_catalog_whose_lines_are_wrapped(source, end: str) -> None:
    wrapped = 'msgstr ""\n"Reste "\n"**à l’abri**"\n'
    text = catalog_path(source, "fr").read_text("utf-8").replace('msgstr "Reste **à l’abri**"\n', wrapped)
    write(source, text.replace("\n", end))
    found, problems = brought_back(source, translated(exported(source), "img.alt", "Une main"))
    assert problems == []
    assert found is not None
    assert found.changed == 1
    assert found.data.decode() == text.replace(
        'msgid "A hand"\nmsgstr ""', 'msgid "A hand"\nmsgstr "Une main"'
    ).replace("\n", end)


def test_a_confirmed_translation_is_fuzzy_no_longer(source) -> None:
    text = exported(source).replace('state="translated" subState="booklet:fuzzy"', 'state="final"')
    found, problems = brought_back(source, text)
    assert problems == []
    assert found is not None
    assert found.changed == 1
    after = found.data.decode()
    assert '\nmsgctxt "help.text"\nmsgid "Help"\nmsgstr "Aide"\n' in after
    assert "#| msgid" not in after


def test_a_first_draft_is_fuzzy(source) -> None:
    found, problems = brought_back(source, translated(exported(source), "img.alt", "Une main", state="initial"))
    assert problems == []
    assert found is not None
    assert '#, fuzzy\nmsgctxt "img.alt"\nmsgid "A hand"\nmsgstr "Une main"' in found.data.decode()


def test_what_changed_meanwhile_is_told(source) -> None:
    text = translated(exported(source), "img.alt", "Une main")
    catalog = catalog_path(source, "fr").read_text("utf-8")
    write(source, catalog.replace('msgid "A hand"', 'msgid "Two hands"').replace('"words.apple.text"', '"words.pear"'))
    text = translated(text, "words.apple.text", "Un fruit")
    found, problems = brought_back(source, text)
    assert found is not None
    assert '#, fuzzy\nmsgctxt "img.alt"\nmsgid "Two hands"\nmsgstr "Une main"' in found.data.decode()
    assert len(problems) == 2
    assert "warning: the text of ‘img.alt’ is another in the catalog by now" in problems[0]
    assert "warning: the unit ‘words.apple.text’ is not used: the catalog lacks it" in problems[1]


def test_nothing_given_back_takes_nothing_away(source) -> None:
    text = re.sub(r"    <target>.*</target>\n", "", exported(source))
    found, problems = brought_back(source, text)
    assert problems == []
    assert found is not None
    assert found.changed == 0


@pytest.mark.parametrize(
    ("target", "problem"),
    [
        ("Im", None),
        ("Im **Bild**", "takes no markup"),
        ("Im\u202e", "U+202E"),
    ],
)
def test_faults_are_told_at_their_place_in_the_file(source, target: str, problem: str | None) -> None:
    found, problems = brought_back(source, translated(exported(source), "img.alt", target))
    assert (found is None) == (problem is not None)
    if problem is None:
        assert problems == []
    else:
        line = exported(source)[: exported(source).index('<unit id="img.alt">')].count("\n") + 1
        assert problems[0].startswith(f"b/back.xlf:{line}:")
        assert problem in problems[0]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (('trgLang="fr"', 'trgLang="xx-yy"'), "trgLang: unknown locale"),
        (('srcLang="en"', 'srcLang="de"'), "the file is translated from de, the booklet is in en"),
    ],
)
def test_files_of_other_languages(source, change: tuple[str, str], problem: str) -> None:
    found, problems = brought_back(source, exported(source).replace(*change))
    assert found is None
    assert problem in problems[0]


def test_a_damaged_or_missing_catalog_is_not_exported(source) -> None:
    problems = Problems()
    write(source, 'msgid "a')
    assert export_xliff(source, parse_tag("fr"), problems) is None
    assert export_xliff(source, parse_tag("de"), problems) is None
    assert "begin it: translate init de" in str(list(problems)[-1])
