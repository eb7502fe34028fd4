# SPDX-License-Identifier: Apache-2.0
"""Bad booklets, one row each: what is written, where the message points, what it says."""

from __future__ import annotations

import os

import pytest

P = "  - {{kind: paragraph, id: p, text: {}}}\n"  # line 10
Q = '  - {{kind: paragraph, id: p, text: "{}"}}\n'  # the text begins in column 40
TWO = "columns: [{id: a, text: A}, {id: b, text: B}]"
ROWS = "rows: [{id: r, cells: [x, y]}, {id: s, cells: [x, y]}]"
PIC = "picture: {file: images/a.svg, decorative: true}"
CASES = [
    # kinds and keys
    ("unknown kind", "  - {kind: paragraf, id: p, text: x}\n", "10:12", "did you mean ‘paragraph’?"),
    ("kind missing", "  - {id: p, text: x}\n", "10:5", "a block needs a ‘kind’"),
    ("block is text", "  - words\n", "10:5", "a block is written as keys and values"),
    ("unknown key", "  - {kind: paragraph, id: p, txet: x}\n", "10:30", "did you mean ‘text’?"),
    ("unlike key", "  - {kind: paragraph, id: p, text: x, zzz: 1}\n", "10:39", "its keys are kind, id, text and lead"),
    ("missing key", "  - {kind: paragraph, id: p}\n", "10:5", "a paragraph needs ‘text’"),
    ("empty text", P.format('""'), "10:36", "‘text’ is empty"),
    ("null text", "  - kind: paragraph\n    id: p\n    text:\n", "12:10", "a paragraph needs ‘text’"),
    ("text is list", P.format("[a]"), "10:36", "must be a text, not a list"),
    ("value unquoted", P.format("{countries}"), "10:36", 'put it into quotation marks: text: "{countries}'),
    ("long text", P.format("x" * 6000), "10:36", "more than 5000 characters"),
    ("id missing", "  - {kind: paragraph, text: x}\n", "10:5", "needs an ‘id’"),
    ("id syntax", "  - {kind: paragraph, id: Pär, text: x}\n", "10:27", "‘Pär’ cannot be an id"),
    ("id reserved", "  - {kind: paragraph, id: note, text: x}\n", "10:5", "is reserved"),
    ("id of builder", "  - {kind: paragraph, id: ui-x, text: x}\n", "10:5", "is reserved"),
    ("id twice", P.format("x") + P.format("y"), "11:5", "‘p’ is used twice (first in line 10)"),
    (
        "glossary id of block",
        P.format("x") + "  - {kind: glossary, id: g, entries: [{id: p, term: T, text: x}]}\n",
        "11:39",
        "‘p’ is used twice",
    ),
    (
        "item id twice",
        "  - {kind: list, id: l, style: bullet, items: [{id: a, text: x}, {id: a, text: y}]}\n",
        "10:71",
        "‘a’ stands here twice",
    ),
    ("wrong choice", "  - {kind: list, id: l, style: bulet, items: [{id: a, text: x}]}\n", "10:32", "did you mean ‘bullet’?"),
    ("wrong bool", "  - {kind: paragraph, id: p, text: x, lead: yes}\n", "10:45", "must be true or false, not ‘yes’"),
    ("wrong number", f"  - {{kind: figure, id: f, {PIC}, width: wide}}\n", "10:", "must be a number above 0"),
    ("number too large", f"  - {{kind: figure, id: f, {PIC}, width: 1.5}}\n", "10:", "choose a number above 0 at most 1"),
    ("wrong level", "  - {kind: heading, id: h, text: x, level: 4}\n" + P.format("x"), "10:44", "must be 1, 2 or 3"),
    ("empty list", "  - {kind: list, id: l, style: bullet, items: []}\n", "10:47", "‘items’ has 0 entries"),
    ("list is text", "  - {kind: list, id: l, style: bullet, items: x}\n", "10:47", "must be a list, not a text"),
    ("empty box", "  - {kind: callout, id: c, type: example, blocks: []}\n", "10:", "has no blocks"),
    (
        "deep list",
        "  - {kind: list, id: l, style: bullet, items: [{id: a, text: x, items: [{id: b, text: x, items: "
        "[{id: c, text: x, items: [{id: d, text: x}]}]}]}]}\n",
        "10:",
        "more than 3 deep",
    ),
    ("heading in box", "  - {kind: callout, id: c, type: example, blocks: [{kind: heading, id: h, text: x}]}\n", "10:", "cannot stand inside"),
    ("continuing without lead", "  - {kind: list, id: l, style: continuing, items: [{id: a, text: x}]}\n", "10:5", "needs a ‘lead’"),
    ("picture list without", "  - {kind: list, id: l, style: picture, items: [{id: a, text: x}]}\n", "10:49", "needs a ‘picture’"),
    ("one panel", f"  - {{kind: story, id: s, panels: [{{id: a, text: x, {PIC}}}]}}\n", "10:", "‘panels’ has 1 entry"),
    # pictures
    ("no alt", "  - {kind: figure, id: f, picture: {file: images/a.svg}}\n", "10:36", "no alternative text"),
    ("alt empty", '  - {kind: figure, id: f, picture: {file: images/a.svg, alt: ""}}\n', "10:", "‘alt’ is empty"),
    ("alt null", "  - {kind: heading, id: f, text: x, picture: {file: images/a.svg, alt: }}\n" + P.format("x"), "10:", "no alternative"),
    ("alt is file name", "  - {kind: figure, id: f, picture: {file: images/a.svg, alt: a.svg}}\n", "10:62", "is a file name"),
    ("alt opening", "  - {kind: figure, id: f, picture: {file: images/a.svg, alt: A picture of me}}\n", "10:62", "begins with ‘A picture of’"),
    ("alt long", f"  - {{kind: figure, id: f, picture: {{file: images/a.svg, alt: {'x' * 151}}}}}\n", "10:62", "151 characters, more than 150"),
    ("alt markup", "  - {kind: figure, id: f, picture: {file: images/a.svg, alt: a **b**}}\n", "10:64", "takes no markup"),
    (
        "alt and decorative",
        "  - {kind: heading, id: f, text: x, picture: {file: images/a.svg, alt: x, decorative: true}}\n" + P.format("x"),
        "10:",
        "a decorative picture has no ‘alt’",
    ),
    ("figure decorative", f"  - {{kind: figure, id: f, {PIC}}}\n", "10:", "cannot be decorative"),
    ("picture is text", "  - {kind: figure, id: f, picture: images/a.svg}\n", "10:36", "must have the keys ‘file’ and ‘alt’"),
    ("picture missing", "  - {kind: figure, id: f, picture: {file: images/b.svg, alt: x}}\n", "10:43", "a.svg”?"),
    ("picture upwards", "  - {kind: figure, id: f, picture: {file: ../b.svg, alt: x}}\n", "10:43", ".."),
    ("picture absolute", "  - {kind: figure, id: f, picture: {file: /etc/passwd, alt: x}}\n", "10:43", "outside the booklet's folder"),
    # tables
    ("ragged", f"  - {{kind: table, id: t, {TWO}, rows: [{{id: r, cells: [x]}}, {{id: s, cells: [x, y]}}]}}\n", "10:", "1 cell, the table 2 columns"),
    ("one column", "  - {kind: table, id: t, columns: [{id: a, text: A}], rows: [{id: r, cells: [x]}, {id: s, cells: [x]}]}\n", "10:", "‘columns’ has 1 entry"),
    ("one row", f"  - {{kind: table, id: t, {TWO}, rows: [{{id: r, cells: [x, y]}}]}}\n", "10:", "‘rows’ has 1 entry"),
    ("headerless", f"  - {{kind: table, id: t, {ROWS}}}\n", "10:5", "a table needs ‘columns’"),
    ("header empty", f"  - {{kind: table, id: t, columns: [{{id: a, text: ''}}, {{id: b, text: B}}], {ROWS}}}\n", "10:", "‘text’ is empty"),
    ("cell empty", f"  - {{kind: table, id: t, {TWO}, rows: [{{id: r, cells: ['', y]}}, {{id: s, cells: [x, y]}}]}}\n", "10:", "‘cells’ is empty"),
    ("corner without headers", f"  - {{kind: table, id: t, corner: C, {TWO}, {ROWS}}}\n", "10:", "its rows have no headers"),
    ("headers without corner", f"  - {{kind: table, id: t, {TWO}, rows: [{{id: r, header: R, cells: [x, y]}}, {{id: s, header: S, cells: [x, y]}}]}}\n", "10:5", "has no ‘corner’"),
    ("half headers", f"  - {{kind: table, id: t, {TWO}, rows: [{{id: r, header: R, cells: [x, y]}}, {{id: s, cells: [x, y]}}]}}\n", "10:", "this row has no ‘header’"),
    ("column id", f"  - {{kind: table, id: t, columns: [{{id: header, text: A}}, {{id: b, text: B}}], {ROWS}}}\n", "10:", "cannot have the id ‘header’"),
    # order
    ("two covers", "  - {kind: cover, id: c}\n", "10:5", "this is the second cover"),
    ("two imprints", "".join(f"  - {{kind: imprint, id: i{n}, blocks: [{{kind: paragraph, id: i{n}-1, text: x}}]}}\n" for n in (1, 2)), "11:5", "the second imprint"),
    ("first heading", "  - {kind: heading, id: h, text: x, level: 2}\n" + P.format("x"), "10:5", "the first heading is of level 2"),
    ("skipped level", "  - {kind: heading, id: h, text: x}\n  - {kind: heading, id: i, text: x, level: 3}\n" + P.format("x"), "11:5", "level 3 follows one of level 1"),
    ("heading last", "  - {kind: heading, id: h, text: x}\n", "10:5", "a heading ends the booklet"),
    ("heading before break", "  - {kind: heading, id: h, text: x}\n  - {kind: page-break, id: b}\n" + P.format("x"), "10:5", "a heading ends the page"),
    ("contents alone", "  - {kind: contents, id: c, title: x}\n", "10:5", "without headings"),
    # texts
    ("unclosed strong", Q.format("a **b"), "10:39", "‘**’ is never closed, at ‘**b’"),
    ("unclosed bracket", Q.format("a [b"), "10:39", "‘[’ is never closed"),
    ("bracket alone", Q.format("a [b] c"), "10:39", "‘[b]’ has no target"),
    ("empty link", Q.format("a [](p)"), "10:39", "a link without words"),
    ("link in link", Q.format("[a [b](p)](p)"), "10:37", "a link inside a link"),
    ("address in text", Q.format("[a](https://example.org)"), "10:41", "stands in the text"),
    ("bad escape", P.format("'a \\q'"), "10:39", "means nothing"),
    ("unknown target", "  - {kind: paragraph, id: page, text: '[a](pge)'}\n", "10:44", "did you mean ‘page’?"),
    ("unknown page", "  - {kind: paragraph, id: page, text: '{page:pge}'}\n", "10:40", "did you mean ‘page’?"),
    ("page of glossary entry", "  - {kind: glossary, id: g, entries: [{id: e, term: T, text: 'on {page:e}'}]}\n", "10:", "stands on no page"),
    ("unknown value", Q.format("a {b}"), "10:39", "there is no value ‘b’"),
    ("unknown note", Q.format("a[^b]"), "10:38", "there is no footnote ‘b’"),
    ("note in heading", "  - {kind: heading, id: h, text: 'a[^b]'}\n" + P.format("x"), "10:36", "cannot stand in a text of this kind (heading)"),
    ("link to break", "  - {kind: page-break, id: b}\n" + Q.format("[a](b)"), "11:41", "a link to a page break"),
    ("click here", Q.format("Click [Here](p)!"), "10:", "do not say where the link leads"),
    ("language form", Q.format("[a](lang:e_s)"), "10:", "is no language"),
    ("language unknown", Q.format("[a](lang:english)"), "10:", "names no language"),
    ("script unknown", Q.format("[a](lang:en-Zzzq)"), "10:", "names no script"),
    ("region unknown", Q.format("[a](lang:en-QX)"), "10:", "names no country"),
    ("folded", "  - kind: paragraph\n    id: p\n    text: >-\n      one\n      two [three](fuor)\n", "14:19", "there is no target ‘fuor’"),
    ("bidi override", Q.format("a \u202eb"), "10:39", "U+202E (right-to-left override)"),
    ("bidi isolate", Q.format("a \u2067b"), "10:39", "never closed"),
    ("bidi stray", Q.format("a \u2069b"), "10:39", "closes nothing"),
    ("control", Q.format("a \x01b"), "10:39", "control character U+0001"),
    ("escaped control", Q.format("a \\x01b"), "10:36", "control character U+0001"),
    ("private use", Q.format("a \ue000b"), "10:39", "private character"),
    ("lost character", Q.format("a \ufffdb"), "10:39", "was lost"),
    # what blocks name
    ("definition", "  - {kind: definition, id: d, entry: x, text: x}\n", "10:5", "the glossary has no entry ‘x’"),
    ("qr", "  - {kind: qr, id: d, address: x, text: x, alt: x}\n", "10:5", "there is no link ‘x’"),
    ("contact scheme", "  - {kind: contacts, id: c, items: [{id: a, type: phone, label: x, shown: '1', href: 'https://a.org'}]}\n", "10:", "begins with tel:"),
    ("contact without", "  - {kind: contacts, id: c, items: [{id: a, type: web, label: x, shown: a.org}]}\n", "10:", "needs an address"),
    ("contact ftp", "  - {kind: contacts, id: c, items: [{id: a, type: web, label: x, shown: a.org, href: 'ftp://a.org'}]}\n", "10:", "begins with https:"),
    ("contact number", "  - {kind: contacts, id: c, items: [{id: a, type: phone, label: x, shown: '116', href: 'tel:call'}]}\n", "10:", "no telephone number"),
    ("contact differs", "  - {kind: contacts, id: c, items: [{id: a, type: phone, label: x, shown: '116', href: 'tel:117'}]}\n", "10:", "is not the one that is dialled"),
]  # fmt: skip


@pytest.mark.parametrize(("yaml", "place", "words"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_bad_block(bench, yaml: str, place: str, words: str) -> None:
    bench.blocks(yaml)
    found = bench.complaints()
    assert any(line.startswith(place) and words in line for line in found), found


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


WARNINGS = [
    ("glossary", "  - {kind: glossary, id: g, entries: [{id: e, term: T, text: x}]}\n", "no text mentions the glossary entry ‘e’"),
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
LINE = "[{id: a, type: post, label: x, shown: y, source: s, checked: 2026-01-01}]"
BAD_FACTS = [
    ("facts/en.yaml", f"lins: {LINE}\n", "facts/en.yaml:1:1: no table of contacts uses a list ‘lins’ — did you mean ‘lines’?"),
    ("facts/en.yaml", "lines: [{id: a, type: post, label: x, shown: y}]\n", "a local contact needs ‘source’"),
    ("facts/en.yaml", "lines: x\n", "must be a list, not a text"),
    ("facts/en.yaml", "Lines: []\n", "‘Lines’ cannot be a name"),
    ("facts/en.yaml", f"lines: {LINE.replace('x,', '‘[a](b)’,').replace('‘', chr(34)).replace('’', chr(34))}\n", "there is no target ‘b’"),
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
