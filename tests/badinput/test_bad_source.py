# SPDX-License-Identifier: Apache-2.0
"""Bad ``booklet.yaml`` and bad theme: syntax, bounds, schema, and what does not fit together."""

from __future__ import annotations

import time
import tracemalloc

from badinput_kit import PO, SVG, THEME, YAML, Row, both, bytes_swap, grow, insert, remove, rows, swap, write

_BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{name}: &{name} [{', '.join(['*' + last] * 10)}]\n" for last, name in zip("abcdefgh", "bcdefghi", strict=True)
)
_PICTURE = "picture: {file: images/cover.svg, alt: A boat on the water}"
_TEXT = '"There are **{boats} boats**.[^count] A [gull](gull) sits on one. The [example](site) has more."'

SYNTAX = (
    Row("bracket", swap(YAML, "alt: An orange seal}}", "alt: An orange seal"), YAML, "{kind: heading, id: words",
        "“{” is not closed", "close it with “}”"),
    Row("colon", swap(YAML, "title: Small booklet", "title: Small: booklet"), YAML, ": booklet",
        "“: ” does not fit here", "quotation marks"),
    Row("indentation", swap(YAML, "    id: boats\n", "   id: boats\n"), YAML, "id: boats\n",
        "this line does not fit", "check the indentation"),
    Row("quotation mark", swap(YAML, 'has more."', "has more."), YAML, '"There',
        "a quotation mark is never closed", "close the text with the mark"),
    Row("tab", swap(YAML, "    caption: The", "\tcaption: The"), YAML, "\tcaption",
        "indented with a tab", "indent with spaces only"),
    Row("tab at the beginning", swap(YAML, "slug: small", "\tslug: small"), YAML, "\tslug",
        "indented with a tab", "indent with spaces only"),
    Row("second document", swap(YAML, "slug: small", "---\nslug: small"), YAML, "---",
        "a second document begins here", "keep one document"),
    Row("tag", swap(YAML, "author: Tests", "author: !!python/object:os.system Tests"), YAML, "!!python",
        "the tag ‘!!python/object:os.system’", "delete the tag"),
    Row("undefined alias", swap(YAML, "author: Tests", "author: *tests"), YAML, "*tests",
        "refers to nothing before it", "quotation marks", errors=2),
    Row("duplicate key", insert(YAML, "author:", "title: Another\n"), YAML, "title: Another",
        "the key ‘title’ stands here twice (first in line 4)", "delete or rename"),
    Row("duplicate key of a block", swap(YAML, "caption: The", "id: catch\n    caption: The"), YAML, "id: catch\n",
        "the key ‘id’ stands here twice", "delete or rename", nth=2),
    Row("control character", bytes_swap(YAML, b"Small booklet", b"Small\x07booklet"), YAML, "\x07",
        "control character U+0007", "delete"),
    Row("not UTF-8", bytes_swap(YAML, b"title: Small booklet", b"title: Small b\xf6\xf6klet"), YAML, "\ufffd",
        "byte 0xF6 is not UTF-8", "save the file as UTF-8"),
    Row("UTF-16", lambda folder: write(YAML, (folder / YAML).read_text().encode("utf-16"))(folder), YAML, None,
        "the file is UTF-16", "save it as UTF-8"),
    Row("empty", write(YAML, ""), YAML, None, "the file is empty", "“new DIR” makes a booklet"),
    Row("only remarks", write(YAML, "# nothing\n\n"), YAML, None, "the file is empty", "“new DIR” makes a booklet"),
    Row("a list", write(YAML, "- a\n- b\n"), YAML, "- a", "the file holds no keys", "key: value"),
    Row("too many keys", write(YAML, "".join(f"k{n}: x\n" for n in range(125_001))), YAML, "x\nk125000:",
        "more than 250000 values", "split the booklet"),
    Row("missing file", remove(YAML), YAML, None, "there is no such file", "check the path"),
    Row("a folder in its place", both(remove(YAML), lambda folder: (folder / YAML).mkdir()), YAML, None,
        "this is no file", "put a YAML file here"),
)  # fmt: skip

BOUNDS = (
    Row("50 MB", grow(YAML, 50_000_000, b"format: 1\n"), YAML, None, "larger than 10 MB", "in files of their own"),
    Row("bomb of aliases", write(YAML, _BOMB), YAML, "*c, *c, *c]",
        "aliases add more than 10000 values", "write the text out"),
    Row("a million brackets", write(YAML, "a: " + "[\n " * 1_000_000), YAML, "[",
        "deep in each other", "simplify", nth=40),
    Row("theme of 50 MB", grow(THEME, 50_000_000, b"colours: {}\n"), THEME, None, "larger than 10 MB",
        "in files of their own"),
    Row("picture of 50 MB", grow(SVG, 50_000_000, b"<svg "), YAML, "images/cover.svg",
        "the picture is larger than 30 MB", "save it smaller"),
    Row("catalog of 50 MB", grow(PO, 50_000_000, b'msgid ""\n'), PO, None, "larger than 4 MB", "the right file"),
)  # fmt: skip

SCHEMA = (
    Row("unknown key", swap(YAML, "author: Tests", "auther: Tests\nauthor: Tests"), YAML, "auther",
        "‘auther’ is no key of a booklet", "did you mean ‘author’?"),
    Row("unknown key of a block", swap(YAML, "corner: Day", "corner: Day\n    captoin: x"), YAML, "captoin",
        "‘captoin’ is no key of a table", "did you mean ‘caption’?"),
    Row("unknown kind", swap(YAML, "kind: definition", "kind: defintion"), YAML, "defintion",
        "‘defintion’ is no kind of block", "did you mean ‘definition’?"),
    Row("missing key", swap(YAML, "slug: small\n", ""), YAML, "format", "a booklet needs ‘slug’", "add “slug: …”"),
    Row("missing key of a block", swap(YAML, ", text: Fish}", "}"), YAML, "{kind: heading, id: fish",
        "a heading needs ‘text’", "add “text: …”"),
    Row("missing id", swap(YAML, "id: harbour, ", ""), YAML, "{kind: heading, text: The harbour",
        "a heading needs an ‘id’", "add “id: …”"),
    Row("not a number", swap(YAML, "number: 3", "number: three"), YAML, "three",
        "‘number’ must be a number, not ‘three’", "write a number in digits"),
    Row("not a date", swap(YAML, "2026-11-01", "1 November"), YAML, "1 November", "must be a date", "2026-11-01"),
    Row("no such day", swap(YAML, "2026-11-01", "2026-02-30"), YAML, "2026-02-30", "must be a date", "no such day"),
    Row("a list for a text", swap(YAML, "title: Small booklet", "title: [Small]"), YAML, "[Small]",
        "‘title’ must be a text, not a list", "quotation marks"),
    Row("a text for a list", swap(YAML, "columns: [{id: cod, text: Cod}, {id: eel, text: Eel}]", "columns: Cod"),
        YAML, "Cod\n", "‘columns’ must be a list, not a text", "begin each column with “- ”"),
    Row("no such choice", swap(YAML, "level: 2", "level: 9"), YAML, "9, text: Fish", "‘level’ must be 1, 2 or 3",
        "write 1, 2 or 3"),
    Row("unknown language", swap(YAML, "language: en", "language: klingon"), YAML, "klingon",
        "‘klingon’ names no language", "write a tag like en"),
)  # fmt: skip

CONTENT = (
    Row("skipped level", swap(YAML, "level: 2", "level: 3"), YAML, "{kind: heading, id: fish",
        "a heading of level 3 follows one of level 1", "use level 2"),
    Row("first level", swap(YAML, "text: The harbour", "level: 2, text: The harbour"), YAML,
        "{kind: heading, id: harbour", "the first heading is of level 2", "use level 1"),
    Row("picture without alt", swap(YAML, _PICTURE, "picture: {file: images/cover.svg}"), YAML,
        "{file: images/cover.svg}", "no alternative text", "“decorative: true”"),
    Row("figure without alt", swap(YAML, ", alt: An orange seal", ""), YAML, "{file: images/seal.png",
        "no alternative text", "add “alt: …”"),
    Row("decorative figure", swap(YAML, "alt: An orange seal", "decorative: true"), YAML, "true}}",
        "cannot be decorative", "describe it"),
    Row("alt and decorative", swap(YAML, "alt: A boat", "decorative: true, alt: A boat"), YAML, "A boat",
        "a decorative picture has no ‘alt’", "delete ‘alt’ or ‘decorative’"),
    Row("unknown target", swap(YAML, "[gull](gull)", "[gull](gul)"), YAML, "gul) sits",
        "there is no target ‘gul’", "did you mean ‘gull’?"),
    Row("unknown page", swap(YAML, "has more.", "has more on {page:wrds}."), YAML, "{page:wrds}",
        "there is no block ‘wrds’", "did you mean ‘words’?"),
    Row("unknown value", swap(YAML, "**{boats} boats**", "**{boat} boats**"), YAML, "{boat}",
        "there is no value ‘boat’", "did you mean ‘boats’?"),
    Row("duplicate id", swap(YAML, "id: words", "id: harbour"), YAML, "{kind: heading, id: harbour, text: Words}",
        "the id ‘harbour’ is used twice (first in line 16)", "an id of its own"),
    Row("duplicate id in a table", swap(YAML, "id: friday", "id: monday"), YAML, "monday, header: Friday",
        "the id ‘monday’ stands here twice", "an id of its own"),
    Row("ragged table", swap(YAML, "cells: [Nine, Seven]", "cells: [Nine]"), YAML, "[Nine]",
        "the row has 1 cell, the table 2 columns", "give each column one cell"),
    Row("headerless table", swap(YAML, "    columns: [{id: cod, text: Cod}, {id: eel, text: Eel}]\n", ""), YAML,
        "kind: table", "a table needs ‘columns’", "add “columns: …”"),
    Row("column without header", swap(YAML, "{id: eel, text: Eel}", "{id: eel}"), YAML, "{id: eel}",
        "a column needs ‘text’", "The column's header"),
    Row("row without header", swap(YAML, "header: Friday, ", ""), YAML, "{id: friday",
        "this row has no ‘header’", "all rows a header or none"),
    Row("table without corner", swap(YAML, "    corner: Day\n", ""), YAML, "kind: table",
        "the table has no ‘corner’", "add “corner: …”"),
    Row("footnote without mark", swap(YAML, "[^count]", ""), YAML, "count: Some",
        "the footnote ‘count’ has no mark", "write [^count] where it belongs"),
    Row("mark without footnote", swap(YAML, "[^count]", "[^count] [^cuont]"), YAML, "[^cuont]",
        "there is no footnote ‘cuont’", "did you mean ‘count’?"),
    Row("term without entry", swap(YAML, "entry: gull", "entry: guls"), YAML, "{kind: definition",
        "the glossary has no entry ‘guls’", "did you mean ‘gull’?"),
    Row("markup", swap(YAML, _TEXT, _TEXT.replace("boats**.", "boats.")), YAML, "**{boats}",
        "‘**’ is never closed", "close it with **"),
    Row("address in a link", swap(YAML, "(site)", "(https://example.org)"), YAML, "https://example.org) has",
        "the address ‘https://example.org’ stands in the text", "put the address under “links”"),
    Row("dangerous address", swap(YAML, "https://example.org/", "javascript:alert(1)"), YAML, '"javascript',
        "an address begins with https:", "write it in full"),
)  # fmt: skip

LOOKS = (
    Row("theme: unknown key", swap(THEME, "colours:", "page: {widht: 100mm}\ncolours:"), THEME, "100mm",
        "a theme has no entry 'page.widht'", "did you mean 'page.width'?"),
    Row("theme: unknown section", swap(THEME, "colours:", "colors:"), THEME, "colors",
        "a theme has no section 'colors'", "did you mean 'colours'?"),
    Row("theme: colour of a picture", swap(SVG, "var(--sky,", "var(--skyy,"), YAML, "{file: images/cover.svg",
        "the picture names a colour 'skyy'", "did you mean 'sky'?"),
    Row("theme: a word for a colour", swap(THEME, "colours:", "colours:\n  text: red"), THEME, "red",
        "'colours.text' is 'red'", "in quotation marks"),
    Row("theme: wrong value", swap(THEME, "colours:", "page: {width: wide}\ncolours:"), THEME, "wide",
        "'page.width' is 'wide'", "write a length"),
    Row("theme: unknown colour", swap(THEME, "colours:", "styles: {h1: {colour: primry}}\ncolours:"), THEME, "primry",
        "there is no colour 'primry'", "did you mean 'primary'?"),
    Row("theme: unreadable", swap(THEME, "colours:", "styles: {body: {colour: sky}}\ncolours:"), THEME, "sky}",
        "'sky' on 'paper' has a contrast of", "darker or lighter", errors=6),
    Row("theme: unknown base", swap(THEME, "colours:", "base: plian\ncolours:"), THEME, "plian",
        "there is no built-in theme 'plian'", "did you mean 'plain'?"),
    Row("theme: unknown edition", swap(THEME, "colours:", "editions: {large: {}}\ncolours:"), THEME, "large: {}}",
        "a theme has no edition 'large'", "did you mean 'large-print'?"),
    Row("theme: unknown key of an edition",
        swap(THEME, "colours:", "editions: {large-print: {page: {iner: 2cm}}}\ncolours:"), THEME, "2cm",
        "an edition has no entry 'page.iner'", "did you mean 'page.inner'?"),
    Row("theme: unknown font", swap(THEME, "colours:", "fonts: {body: [Andikka]}\ncolours:"), THEME, "Andikka]",
        "there is no font family 'Andikka'", "did you mean 'Andika'?"),
    Row("font family to fetch", write(THEME, "fonts: {body: [Noto Sans JP]}\n"), THEME, "Noto Sans JP",
        "the font family 'Noto Sans JP' has not been fetched yet", 'with the command fonts get "Noto Sans JP"'),
    Row("unknown font family that could be fetched", write(THEME, "fonts: {body: [Noto Sans JPN]}\n"), THEME,
        "Noto Sans JPN", "there is no font family 'Noto Sans JPN'", "did you mean 'Noto Sans JP'?"),
    Row("theme: unknown script", swap(THEME, "colours:", "scripts: {Arbb: {size: 1.2}}\ncolours:"), THEME, "Arbb",
        "there is no writing system 'Arbb'", "did you mean 'Arab'?"),
    Row("theme: syntax", swap(THEME, "cmyk: [3, 9", "cmyk: 3, 9"), THEME, "]}", "“{” is not closed", "close it"),
    Row("theme: missing", swap(YAML, "author: Tests", "author: Tests\ntheme: look.yaml"), YAML, "look.yaml",
        "there is no theme ‘look.yaml’", "check the name"),
    Row("theme: outside", swap(YAML, "author: Tests", "author: Tests\ntheme: ../look.yaml"), YAML, "../look.yaml",
        "lies outside the booklet's folder", "copy it into the folder"),
)  # fmt: skip


@rows(*SYNTAX, *SCHEMA, *CONTENT, *LOOKS)
def test_bad_source(bench, row: Row) -> None:
    bench.judge(row)


@rows(*BOUNDS)
def test_bounds(bench, row: Row) -> None:
    tracemalloc.start()
    began = time.perf_counter()
    try:
        bench.judge(row)
        used = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert used < 250_000_000
    assert time.perf_counter() - began < 20


def test_a_colour_of_the_booklets_own(bench) -> None:
    """In the short form; a picture that names it is enough, and one that nothing names is told."""
    swap(THEME, "colours:", 'colours:\n  sea: "#bfe0ea"\n  primery: "#101010"')(bench.folder)
    swap(SVG, "var(--sky,", "var(--sea,")(bench.folder)
    code, _, err = bench.run("en")
    assert code == 0, err
    place = f"{bench.folder / THEME}:3:12"
    told = "warning: no style, shape or picture uses the colour 'primery' — did you mean 'primary'?"
    assert err.splitlines()[0] == f"{place}: {told}"
    assert "sea" not in err
