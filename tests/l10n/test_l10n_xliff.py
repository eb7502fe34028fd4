# SPDX-License-Identifier: Apache-2.0
"""XLIFF 2: what is written comes back character for character, and what tools do to it on the way is understood."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booklet.l10n.xliff import FUZZY, Unit, XliffFile, xliff_bytes
from booklet.l10n.xliffread import read_xliff
from booklet.problems import Problems

HEAD = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="fr"><file id="f">'
TAIL = "</file></xliff>"


def read(path: Path, text: str | bytes) -> tuple[XliffFile | None, list[str]]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    problems = Problems()
    file = read_xliff(path, problems)
    return file, [str(problem).replace(str(path), "f") for problem in problems]


def segments(body: str) -> str:
    return (
        f'{HEAD}<unit id="a"><originalData><data id="d1">**</data><data id="d2">{{v}}</data></originalData>{body}'
        f"</unit>{TAIL}"
    )


def test_what_is_written(tmp_path: Path) -> None:
    units = (
        Unit("a.b", "Go **now** to [page {page:x}](x)!", "**Jetzt** zu [S. {page:x}](x) & <los>!", notes=(("d", "n"),)),
        Unit("c", "One *two*", "Eins", fuzzy=True),
        Unit("d", "{a} [b]", "{a} [b]", plain=True),
        Unit("e", "Not yet"),
    )
    data = xliff_bytes(XliffFile("en", "de", units, (("po-header", "Language: de\n"),), original="booklet.yaml"))
    assert data.decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="de">\n'
        ' <file id="booklet" original="booklet.yaml" canResegment="no" xml:space="preserve">\n'
        "  <notes>\n"
        '   <note category="po-header">Language: de\n</note>\n'
        "  </notes>\n"
        '  <unit id="a.b">\n'
        "   <notes>\n"
        '    <note category="d">n</note>\n'
        "   </notes>\n"
        "   <originalData>\n"
        '    <data id="d1">**</data>\n'
        '    <data id="d2">[</data>\n'
        '    <data id="d3">](x)</data>\n'
        '    <data id="d4">{page:x}</data>\n'
        "   </originalData>\n"
        '   <segment state="translated">\n'
        '    <source>Go <pc id="1" dataRefStart="d1" dataRefEnd="d1" type="fmt" subType="xlf:b" canDelete="no" '
        'canCopy="no">now</pc> to <pc id="2" dataRefStart="d2" dataRefEnd="d3" type="link" canDelete="no" '
        'canCopy="no">page <ph id="3" dataRef="d4" disp="{page:x}" canDelete="no" canCopy="no"/></pc>!</source>\n'
        '    <target><pc id="1" dataRefStart="d1" dataRefEnd="d1" type="fmt" subType="xlf:b" canDelete="no" '
        'canCopy="no">Jetzt</pc> zu <pc id="2" dataRefStart="d2" dataRefEnd="d3" type="link" canDelete="no" '
        'canCopy="no">S. <ph id="3" dataRef="d4" disp="{page:x}" canDelete="no" canCopy="no"/></pc> &amp; '
        "&lt;los&gt;!</target>\n"
        "   </segment>\n"
        "  </unit>\n"
        '  <unit id="c">\n'
        "   <originalData>\n"
        '    <data id="d1">*</data>\n'
        "   </originalData>\n"
        f'   <segment state="translated" subState="{FUZZY}">\n'
        '    <source>One <pc id="1" dataRefStart="d1" dataRefEnd="d1" type="fmt" subType="xlf:i" canDelete="no" '
        'canCopy="no">two</pc></source>\n'
        "    <target>Eins</target>\n"
        "   </segment>\n"
        "  </unit>\n"
        '  <unit id="d">\n'
        '   <segment state="translated">\n'
        "    <source>{a} [b]</source>\n"
        "    <target>{a} [b]</target>\n"
        "   </segment>\n"
        "  </unit>\n"
        '  <unit id="e">\n'
        '   <segment state="initial">\n'
        "    <source>Not yet</source>\n"
        "   </segment>\n"
        "  </unit>\n"
        " </file>\n"
        "</xliff>\n"
    )


TEXT = st.text(st.one_of(st.sampled_from("*[](){}^\\ ab-:<>&\"'\t\n\r\x01"), st.characters(exclude_categories=["Cs"])))


@settings(deadline=None)
@given(st.lists(st.tuples(TEXT, st.none() | TEXT.filter(bool), st.booleans()), max_size=4), TEXT)
def test_everything_comes_back(tmp_path_factory: pytest.TempPathFactory, texts, note: str) -> None:
    units = tuple(
        Unit(f"u{n}", source, target, fuzzy and target is not None) for n, (source, target, fuzzy) in enumerate(texts)
    )
    path = tmp_path_factory.mktemp("xliff") / "a.xlf"
    note = "".join(char for char in note if char >= " " and char not in "\ufffe\uffff")
    file, problems = read(path, xliff_bytes(XliffFile("en", "fr", units, (("remark", note),))))
    assert problems == []
    assert file is not None
    assert [(u.id, u.source, u.target, u.fuzzy) for u in file.units] == [
        (u.id, u.source, u.target, u.fuzzy) for u in units
    ]
    assert file.notes == (("remark", note),)


@pytest.mark.parametrize(
    ("body", "target", "fuzzy"),
    [
        ("<segment state='final'><source>A</source><target>B</target></segment>", "B", False),
        ("<segment><source>A</source><target>B</target></segment>", "B", False),
        ("<segment state='initial'><source>A</source><target>B</target></segment>", "B", True),
        ("<segment><source>A</source></segment>", None, False),
        ("<segment><source>A</source><target/></segment>", None, False),
        # a tool cut it into sentences
        (
            (
                "<segment><source>A.</source><target>B.</target></segment><ignorable><source> </source></ignorable>"
                "<segment><source>C.</source><target>D.</target></segment>"
            ),
            "B. D.",
            False,
        ),
        ("<segment><source>A</source><target>B</target></segment><segment><source>C</source></segment>", None, False),
        # codes paired the other way, and marks of the tool's own
        (
            (
                "<segment><source>A</source><target><sc id='1' dataRef='d1'/>x<ec startRef='1' dataRef='d1'/></target>"
                "</segment>"
            ),
            "**x**",
            False,
        ),
        (
            (
                "<segment><source>A</source><target><mrk id='m' type='term'>x <ph id='1' dataRef='d2'/></mrk></target>"
                "</segment>"
            ),
            "x {v}",
            False,
        ),
        (
            (
                "<x:matches xmlns:x='urn:oasis:names:tc:xliff:matches:2.0'><x:match><source xmlns='urn:oasis:names:tc:"
                "xliff:document:2.0'>No</source></x:match></x:matches><segment><source>A</source><target>B</target>"
                "</segment>"
            ),
            "B",
            False,
        ),
    ],
)
def test_what_tools_make_of_it(tmp_path: Path, body: str, target: str | None, fuzzy: bool) -> None:
    file, problems = read(tmp_path / "a.xlf", segments(body))
    assert [each for each in problems if "only a part of the unit" not in each] == []
    assert file is not None
    assert (file.units[0].target, file.units[0].fuzzy) == (target, fuzzy)


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + segments("<segment><source>&b;</source></segment>")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "f:1:1: the file is not well-formed XML: no element found"),
        (HEAD, "the file is not well-formed XML"),
        (b"\x00\x01PK", "the file is not well-formed XML"),
        ("<html/>", "f:1:1: this is no XLIFF file"),
        ('<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2"/>', "this is XLIFF 1.2 — ask the agency"),
        (HEAD.replace(' trgLang="fr"', "") + TAIL, "does not say its target language"),
        (BOMB, "the file has a document type"),
        (HEAD + "<group>" * 100, "nested more than 64 deep"),
        (HEAD + "<unit id='a'/><unit id='a'/>" + TAIL, "the unit ‘a’ stands here a second time, after line 1"),
        (HEAD + "<unit/>" + TAIL, "a unit without an id"),
        (segments("<segment><source><ph id='1'/></source></segment>"), "the code <ph> says nothing of the characters"),
        (
            segments("<segment><source><ph id='1' dataRef='d9'/></source></segment>"),
            "the original data ‘d9’ of unit ‘a’ is missing",
        ),
        (segments("<segment><source><cp hex='zz'/></source></segment>"), "a <cp> without a character's number"),
    ],
)
def test_bad_files(tmp_path: Path, text: str | bytes, problem: str) -> None:
    file, problems = read(tmp_path / "a.xlf", text)
    assert file is None
    assert problem in "\n".join(problems)


def test_missing_file(tmp_path: Path) -> None:
    problems = Problems()
    assert read_xliff(tmp_path / "none.xlf", problems) is None
    assert "the file cannot be read" in str(next(iter(problems)))


def test_faults_and_elements_have_a_limit(tmp_path: Path) -> None:
    file, problems = read(tmp_path / "f", f"{HEAD}{'<unit/>' * 1000}{TAIL}")
    assert file is None
    assert len(problems) == 101
    assert "too many faults to go on" in problems[-1]
    file, problems = read(tmp_path / "f", f"{HEAD}{'<x/>' * 500_000}{TAIL}")
    assert file is None
    assert "the file has more than 500,000 elements" in problems[0]


@pytest.mark.parametrize("number", ["D800", "dfff", "110000", "-1", "", "x"])
def test_numbers_of_no_character(tmp_path: Path, number) -> None:
    file, problems = read(tmp_path / "f", segments(f'<segment><source>a<cp hex="{number}"/></source></segment>'))
    assert file is None
    assert "a <cp> without a character's number" in problems[0]
