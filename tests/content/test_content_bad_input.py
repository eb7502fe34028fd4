# SPDX-License-Identifier: Apache-2.0
"""Bad booklets, one row each: what is written, where the message points, what it says."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

P = "  - {{kind: paragraph, id: p, text: {}}}\n"  # line 10
Q = '  - {{kind: paragraph, id: p, text: "{}"}}\n'  # the text begins in column 40
_PARTS = re.compile(r"--- (?P<name>.*)\n(?P<yaml>(?:.*\n)+?)=> (?P<place>[0-9:]+): (?P<words>.*)\n")
CASES = [
    pytest.param(*match.group("yaml", "place", "words"), id=match["name"])
    for match in _PARTS.finditer((Path(__file__).parent / "samples" / "bad-blocks.txt").read_text(encoding="utf-8"))
]
INVISIBLE = [
    ("long text", P.format("x" * 6000), "10:36", "more than 5000 characters"),
    ("bidi override", Q.format("a \u202eb"), "10:39", "U+202E (right-to-left override)"),
    ("bidi isolate", Q.format("a \u2067b"), "10:39", "never closed"),
    ("bidi stray", Q.format("a \u2069b"), "10:39", "closes nothing"),
    ("control", Q.format("a \x01b"), "10:39", "control character U+0001"),
    ("private use", Q.format("a \ue000b"), "10:39", "private character"),
]
INVISIBLE_IDS = [case[0] for case in INVISIBLE]


def test_the_table_is_read_whole() -> None:
    text = (Path(__file__).parent / "samples" / "bad-blocks.txt").read_text(encoding="utf-8")
    assert len(CASES) == text.count("\n--- ") > 60


@pytest.mark.parametrize(("yaml", "place", "words"), CASES)
def test_bad_block(bench, yaml: str, place: str, words: str) -> None:
    bench.blocks(yaml)
    found = bench.complaints()
    assert any(line.startswith(f"{place}:") and words in line for line in found), found


@pytest.mark.parametrize(("yaml", "place", "words"), [case[1:] for case in INVISIBLE], ids=INVISIBLE_IDS)
def test_characters_and_lengths(bench, yaml: str, place: str, words: str) -> None:
    test_bad_block(bench, yaml, place, words)


def top(name: str, value: str) -> str:
    """A booklet with another line 1 to 7 (by its key), or one more line 8."""
    lines = {
        "format": "1", "slug": "test", "language": "en", "title": "Test", "author": "Tests", "edition": '"1"',
        "date": "2026-11-01",
    }  # fmt: skip
    lines[name] = value
    return "".join(f"{key}: {text}\n" for key, text in lines.items()) + "blocks: [{kind: cover, id: cover}]\n"


TOP = [
    ("format", "2", "1:9", "‘format’ must be 1, not ‘2’"),
    ("slug", "My Booklet", "2:7", "‘slug’ must be a name"),
    ("language", "xx", "3:11", "names no language"),
    ("title", "A **b**", "4:10", "takes no markup"),
    ("author", "", "5:8", "a booklet needs ‘author’"),
    ("date", "1.11.2026", "7:7", "must be a date, not ‘1.11.2026’"),
    ("date", "2026-02-30", "7:7", "there is no such day"),
    ("keywords", "a, b", "8:11", "must be a list, not a text"),
    ("notice-below", "101", "8:15", "choose a number from 0 to 100"),
    ("autor", "x", "8:1", "did you mean ‘author’?"),
    ("theme", "x.yaml", "8:8", "there is no theme ‘x.yaml’"),
    ("theme", "../x.yaml", "8:8", "outside the booklet's folder"),
    ("links", '{a: {href: "http://example.org", name: x}}', "8:19", "http: addresses are not safe"),
    ("links", '{a: {href: "tel:0800 1234", name: x}}', "8:19", "write the number without spaces: tel:08001234"),
    ("links", '{a: {href: "0800/12 34", name: x}}', "8:19", "write it in full: tel:08001234"),
    ("links", '{a: {href: "help@hilfe.de", name: x}}', "8:19", "write it in full: mailto:help@hilfe.de"),
    ("links", '{a: {href: "www.hilfe.de/a", name: x}}', "8:19", "write it in full: https://www.hilfe.de/a"),
    ("links", '{a: {href: "https://localhost", name: x}}', "8:19", "names no site"),
    ("links", '{a: {href: "https://[", name: x}}', "8:19", "no web address"),
    ("links", '{a: {href: "https://u@example.org", name: x}}', "8:19", "no user name"),
    ("links", '{a: {href: "https://example.org/ü", name: x}}', "8:19", "outside ASCII"),
    ("links", '{a: {href: "mailto:x", name: x}}', "8:19", "no e-mail address"),
    ("links", '{A: {href: "https://example.org", name: x}}', "8:9", "‘A’ cannot be an id"),
    ("links", "[a]", "8:8", "must have ids as keys, not a list"),
    ("links", '{cover: {href: "https://example.org", name: x}}', "8:16", "used twice (first in line 9)"),
    ("values", "{a: {number: 1, word: x}}", "8:13", "a value is one thing"),
    ("values", "{a: {}}", "8:13", "the value is missing"),
    ("values", "{a: {number: many}}", "8:22", "must be a number, not ‘many’"),
    ("values", "{a: {number: 1, pattern: y}}", "8:34", "only a date"),
    ("values", "{a: {date: 2026-01-01, pattern: YY-Z}}", "8:", "no pattern of a date"),
    ("values", "{a: 1}", "8:13", "a value is written as keys"),
    ("footnotes", "{a: x}", "8:13", "the footnote ‘a’ has no mark"),
    ("footnotes", "{a: 'x[^a]'}", "8:18", "cannot stand in a text of this kind (footnote)"),
    ("blocks", "[]", "8:9", "has no blocks"),
    ("blocks", "[{kind: paragraph, id: p, text: x}]", "8:10", "the booklet has no cover"),
    ("blocks", "[{kind: paragraph, id: p, text: x}, {kind: cover, id: c}]", "8:", "the cover is not the first block"),
    ("blocks", "[{kind: paragraph, id: p}, {kind: list}, {kind: x}]", "8:10", "a paragraph needs ‘text’"),
]


@pytest.mark.parametrize(("name", "value", "place", "words"), TOP)
def test_bad_head(bench, name: str, value: str, place: str, words: str) -> None:
    text = top(name, value)
    if name == "blocks":
        text = text[: text.rindex("blocks:")]
    bench.write("booklet.yaml", text)
    found = bench.complaints()
    assert any(line.startswith(place) and words in line for line in found), found


def test_two_marks_of_a_footnote(bench) -> None:
    bench.blocks(Q.format("a[^n] b[^n]") + "footnotes: {n: x}\n")
    assert any(line.startswith("10:44: the footnote ‘n’ has a second mark") for line in bench.complaints())


def test_everything_wrong_is_reported_in_one_run(bench) -> None:
    bench.blocks(
        "  - {kind: paragraf, id: a, text: x}\n"
        "  - {kind: paragraph, id: b, text: 'to [a](a) and [c](cc)'}\n"
        "  - {kind: heading, id: c, level: 2, txt: x}\n"
        "  - {kind: heading, id: d}\n"
    )
    found = bench.complaints()
    assert [line.split(" — ")[0] for line in found] == [
        "10:12: ‘paragraf’ is no kind of block",
        "12:38: ‘txt’ is no key of a heading",
        "12:5: a heading needs ‘text’",
        "13:5: a heading needs ‘text’",
        "12:5: the first heading is of level 2",
        "13:5: a heading ends the booklet",
        "11:55: there is no target ‘cc’",  # the link to “a” is not to blame
    ]


@pytest.mark.parametrize("given", ["", "type: fone, ", "type: , ", "type: [x], "])
def test_a_contact_without_its_type_is_told_once(bench, given: str) -> None:
    item = f'{{id: a, {given}label: x, shown: "1", href: "tel:116111"}}'
    bench.blocks(f"  - {{kind: contacts, id: c, items: [{item}]}}\n")
    assert len(bench.complaints()) == 1


GLOSSARY = "  - {kind: glossary, id: g, entries: [{id: e, term: T, text: x}]}\n"
WARNINGS = [
    ("glossary", GLOSSARY, "no text mentions the glossary entry ‘e’"),
    ("address", P.format("see www.example.org"), "holds an address or number (www.example.org"),
    ("mail", P.format("write to me@example.org"), "holds an address or number"),
    ("phone", P.format("call +41 22 555 01 00 now"), "holds an address or number"),
    ("value", P.format("x") + "values: {a: {number: 1}}\n", "no text uses the value ‘a’"),
    ("link", P.format("x") + 'links: {a: {href: "tel:116", name: x}}\n', "no text uses the link ‘a’"),
    ("abbreviation", P.format("x") + "abbreviations: {a: {expansion: x}}\n", "no text uses the abbreviation ‘a’"),
]


@pytest.mark.parametrize(("yaml", "words"), [case[1:] for case in WARNINGS], ids=[case[0] for case in WARNINGS])
def test_warning(bench, yaml: str, words: str) -> None:
    bench.blocks(yaml)
    _, found = bench.load()
    assert len(found) == 1
    assert "warning: " in found[0]
    assert words in found[0]


def test_numbers_and_years_are_no_telephone_numbers(bench) -> None:
    bench.blocks(P.format("In 2024-2025 there were 1 000 000 of 12 000 000 at 10:30"))
    assert bench.load()[1] == []


FACTS = "  - {kind: contacts, id: c, facts: lines, items: [{id: a, type: post, label: x, shown: y}]}\n"
LINKED = '[{id: a, type: post, label: "[a](b)", shown: y, source: s, checked: 2026-01-01}]'
LINE = "[{id: a, type: post, label: x, shown: y, source: s, checked: 2026-01-01}]"
BAD_FACTS = [
    ("facts/en.yaml", f"lins: {LINE}\n", "en.yaml:1:1: no table of contacts uses a list ‘lins’ — did you mean"),
    ("facts/en.yaml", "lines: [{id: a, type: post, label: x, shown: y}]\n", "a local contact needs ‘source’"),
    ("facts/en.yaml", "lines: x\n", "must be a list, not a text"),
    ("facts/en.yaml", "Lines: []\n", "‘Lines’ cannot be a name"),
    ("facts/en.yaml", f"lines: {LINKED}\n", "there is no target ‘b’"),
    ("facts/eng_lish.yaml", f"lines: {LINE}\n", "names no script"),
    ("facts/en.yml", f"lines: {LINE}\n", "files with local facts end in .yaml"),
    ("facts/en.yaml", "", "the file is empty"),
]


@pytest.mark.parametrize(("name", "text", "words"), BAD_FACTS)
def test_bad_facts(bench, name: str, text: str, words: str) -> None:
    bench.blocks(FACTS)
    bench.write(name, text)
    found = bench.complaints()
    assert any(words in line for line in found), found


def test_two_files_for_one_locale(bench) -> None:
    bench.blocks(FACTS)
    bench.write("facts/en-KE.yaml", f"lines: {LINE}\n")
    bench.write("facts/en_KE.yaml", f"lines: {LINE}\n")
    assert any("en-KE.yaml is for the same locale" in line for line in bench.complaints())


def test_files_outside_the_folder(bench, tmp_path_factory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "booklet.yaml").write_text("format: 1\n")
    (bench.folder / "booklet.yaml").symlink_to(outside / "booklet.yaml")
    assert "lies outside the booklet's folder" in bench.complaints()[0]


def test_no_booklet(bench) -> None:
    assert "there is no such file" in bench.complaints()[0]
    assert "there is no such file" in bench.complaints("nowhere")[0]
    (bench.folder / "booklet.yaml").mkdir()
    assert "this is no file" in bench.complaints()[0]


def test_a_pipe_is_not_waited_for(bench) -> None:
    make = getattr(os, "mkfifo", os.mkdir)  # Windows has no pipes of this kind; a folder is no file either
    make(bench.folder / "booklet.yaml")
    assert "this is no file" in bench.complaints()[0]
