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


def refused(source, text: str) -> list[str]:
    """What is said of a file that changes nothing."""
    path = source.folders[0] / "back.xlf"
    path.write_text(text, "utf-8")
    problems = Problems()
    file = read_xliff(path, problems)
    assert file is None or import_xliff(source, file, problems) is None
    return [str(problem).replace(str(source.folders[0]), "b") for problem in problems]


def test_the_language_is_another_than_the_booklets(source) -> None:
    text = exported(source)
    into, mend = "b/back.xlf:1:1: the file is a translation into", "correct trgLang, the language of the translation"
    assert refused(source, text.replace('trgLang="fr"', 'trgLang="en"')) == [
        f"{into} en, which the booklet itself is in — {mend}"
    ]
    assert refused(source, text.replace('trgLang="fr"', 'trgLang="en-XA"')) == [
        f"{into} en-XA, which the program makes up — {mend}"
    ]
    assert refused(source, text.replace('trgLang="fr"', 'trgLang="../x"').replace('srcLang="en"', 'srcLang="!"')) == [
        "b/back.xlf:1:1: trgLang: unknown locale '../x' — use a language tag such as fr, pt-BR or zh-Hans",
        "b/back.xlf:1:1: srcLang: unknown locale '!' — use a language tag such as fr, pt-BR or zh-Hans",
    ]


@pytest.mark.parametrize(("code", "name"), [("0", "U+0000"), ("202E", "U+202E (right-to-left override)")])
def test_unsure_translations_have_no_control_characters_either(source, code, name) -> None:
    text = translated(exported(source), "img.alt", f'<cp hex="{code}"/>', state="initial")
    (said,) = refused(source, text)
    assert name in said
    assert "(unit ‘img.alt’)" in said


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda text: "", "the catalog has no header"),
        (lambda text: text[text.index("\n\n") + 2 :], "the catalog has no header"),
        (lambda text: text + '\nmsgctxt "img.alt"\nmsgid "x"\nmsgstr ""\n', "stands here a second time, after line"),
        (lambda text: "# \x01\n" + text, "b.po:1:3: control character U+0001, which an XLIFF file cannot hold here"),
        (lambda text: text + "#~ \x0b", "control character U+000B"),
        (lambda text: text.replace('msgctxt "img.alt"', '# \x1f\nmsgctxt "img.alt"'), "control character U+001F"),
    ],
)  # fmt: skip
def test_a_damaged_catalog_is_not_exported(source, damage, said) -> None:
    path = catalog_path(source, "fr")
    path.write_text(damage(path.read_text("utf-8")), "utf-8")
    problems = Problems()
    assert export_xliff(source, parse_tag("fr"), problems) is None
    assert said in str(next(iter(problems))).replace(str(path), "b.po")


def test_messages_without_an_id_are_told(source) -> None:
    path = catalog_path(source, "fr")
    path.write_text(path.read_text("utf-8") + '\nmsgid "free"\nmsgstr "libre"\n', "utf-8")
    problems = Problems()
    assert export_xliff(source, parse_tag("fr"), problems)
    assert "messages without msgctxt are not in the XLIFF file" in str(next(iter(problems)))


def test_notes_of_a_file_bring_no_entries(source) -> None:
    text = exported(source)
    catalog_path(source, "fr").unlink()
    evil = 'msgctxt "img.alt"\nmsgid "A hand"\nmsgstr "EVIL"\n'
    text = text.replace('<note category="po-obsolete">', f'<note category="po-obsolete">{evil}')
    text = text.replace("Language: fr\\n&quot;", "").replace('<note category="po-header">', f"\\g{evil}")
    text = text.replace(f"\\g{evil}", f'<note category="po-header">{evil}')
    found, problems = brought_back(source, text)
    assert found is not None
    assert b"EVIL" not in found.data
    assert b"Language: fr" in found.data
    assert [problem.partition(": warning: ")[2].partition(",")[0] for problem in problems] == [
        "the header of the catalog did not come back whole",
        "the older translations (#~) did not come back whole",
    ]


def test_a_unit_that_is_translated_in_part_is_left_out_and_told(source) -> None:
    text = translated(exported(source), "img.alt", "Une main")
    more = "</segment><segment><source> and more</source></segment>"
    head, _, tail = text.partition("<target>Une main</target>")
    found, problems = brought_back(source, head + "<target>Une main</target>" + tail.replace("</segment>", more, 1))
    assert found is not None
    assert found.changed == 0
    assert "only a part of the unit ‘img.alt’ is translated, so it is left out" in problems[0]


def test_an_old_catalog_is_told(source) -> None:
    path = catalog_path(source, "fr")
    text = path.read_text("utf-8").replace('msgid "A hand"', 'msgid "One hand"')
    text = re.sub(r'(?s)msgctxt "words.zebra.text".*?\n\n', "", text, count=1)
    path.write_text(text, "utf-8")
    problems = Problems()
    assert export_xliff(source, parse_tag("fr"), problems)
    (said,) = (str(problem).partition("warning: ")[2] for problem in problems)
    assert said == (
        "the catalog has 1 text of an older booklet and lacks 1 text — run translate update first, and export it again"
    )
