# SPDX-License-Identifier: Apache-2.0
"""Good booklets: the model that comes out, booklets that extend others, the scaffold and the JSON Schema."""

from __future__ import annotations

import datetime
import json
import typing
from decimal import Decimal
from pathlib import Path

import pytest

from booklet.content.blocks import BLOCK_RECORDS
from booklet.content.interface import CONTACT_LABELS, UI_MESSAGES
from booklet.content.load import load_booklet
from booklet.content.markup import parse
from booklet.content.model import BLOCKS, Block, Contacts, Cover, Definition, Imprint, ValueSpec, walk_blocks
from booklet.content.scaffold import new_booklet
from booklet.content.schema import json_schema
from booklet.l10n.catalog import available_locales
from booklet.paths import bundled_booklets
from booklet.problems import BookletError, Problems

EVERY_KIND = Path(__file__).parent / "samples" / "every-kind"


@pytest.fixture(scope="module")
def sample():
    problems = Problems()
    booklet = load_booklet(EVERY_KIND, problems)
    assert list(problems) == []
    return booklet


def test_every_kind_of_block_is_declared_and_read(sample) -> None:
    assert set(BLOCK_RECORDS) == set(BLOCKS)
    assert {type(block) for block in walk_blocks(sample.blocks)} == set(BLOCKS.values()) == set(typing.get_args(Block))


def test_messages_stand_in_reading_order_each_once(sample) -> None:
    ids = [message.id for message in sample.messages]
    assert len(ids) == len(set(ids))
    assert ids[-len(UI_MESSAGES) :] == [message.id for message in UI_MESSAGES]
    assert ids[: -len(UI_MESSAGES)] == ORDER.split()


ORDER = """
    booklet.title booklet.subject cover.subtitle cover.call cover.attribution cover.alt cover.logo.alt
    contents.title first.text inline.text note.pledge.text quote.text quote.source second.text third.text
    box.title box-1.text box-list.a.text box-2.text define.text numbers.n.figure numbers.n.text
    nested.one.text nested.one-a.text nested.one-a-i.text nested.two.text pictures.p.text
    sentence.lead sentence.a.text checks.a.text
    grid.caption grid.corner grid.columns.girls grid.columns.boys
    grid.rows.r1.header grid.rows.r1.girls grid.rows.r1.boys grid.rows.r2.header grid.rows.r2.girls
    grid.rows.r2.boys
    note.cell-note.text
    bare-grid.columns.a bare-grid.columns.b bare-grid.rows.r1.a bare-grid.rows.r1.b bare-grid.rows.r2.a
    bare-grid.rows.r2.b fig.alt fig.caption tale.p1.alt tale.p1.text tale.p2.alt tale.p2.text
    how.s1.title how.s1.text how.s2.text stigma.term stigma.text
    help.web.label help.web.note help.tel.label help.mail.label help.post.label
    code.text code.alt imprint-1.text back.text back.note back.alt
    link.site.name link.mail.name abbr.un.expansion
"""


def test_kinds_and_notes_of_messages(sample) -> None:
    messages = {message.id: message for message in sample.messages}
    assert messages["booklet.title"].note == "The title of a test."
    assert messages["note.cell-note.text"].note == "Short."
    allowed = (
        "title", "heading", "paragraph", "quotation", "caption", "alternative text", "list item", "step",
        "table header", "table cell", "term", "definition", "footnote", "label", "contact", "cover", "metadata",
        "abbreviation", "expansion", "interface",
    )  # fmt: skip
    assert {message.kind for message in messages.values()} <= set(allowed)
    assert {message.kind for message in messages.values() if message.plain} == {
        "title", "metadata", "alternative text", "label", "expansion",
    }  # fmt: skip
    assert messages["inline.text"].span.line == 42  # of its first character, not of the folding mark
    assert messages["inline.text"].text.startswith("**Strong** and *stressed*, [UN](un), [stigma](stigma)")


def test_resolved_parts(sample) -> None:
    blocks = {block.id: block for block in walk_blocks(sample.blocks)}
    cover, define, grid = blocks["cover"], blocks["define"], blocks["grid"]
    assert isinstance(cover, Cover)
    assert cover.title is sample.title
    assert isinstance(define, Definition)
    assert define.term.id == "stigma.term"
    assert [column.id for column in grid.columns] == ["grid.columns.girls", "grid.columns.boys"]
    assert [row.id for row in grid.rows] == ["grid.rows.r1", "grid.rows.r2"]
    assert blocks["nested"].items[0].items[0].items[0].id == "nested.one-a-i"
    assert blocks["fig"].width == 0.6
    assert blocks["second"].level == 2


def test_head(sample) -> None:
    assert (sample.slug, sample.language, sample.edition) == ("every-kind", "en", "2")
    assert sample.date == datetime.date(2026, 11, 1)
    assert sample.keywords == ("test", "every kind")
    assert sample.fallback_notice_below == 80
    assert sample.theme is None
    assert sample.folders == (EVERY_KIND,)
    values: dict[str, ValueSpec] = dict(sample.values)
    assert {name: (spec.value, spec.kind, spec.pattern) for name, spec in values.items()} == {
        "countries": (Decimal(120), "number", ""),
        "share": (Decimal("0.5"), "percent", ""),
        "meeting": (datetime.date(2024, 11, 7), "date", "yMMMM"),
        "code": ("1.10", "word", ""),
    }
    assert {sample.targets[name] for name in ("second", "stigma", "site", "un")} == {
        "block", "term", "address", "abbreviation",
    }  # fmt: skip


def test_local_facts(sample) -> None:
    ((key, (contact,)),) = sample.facts.items()
    assert key == ("en-KE", "helplines")
    assert (contact.id, contact.lang) == ("facts.helplines.line", "en-KE")
    assert contact.label.id == "facts.helplines.line.label"
    assert contact.checked == datetime.date(2026, 10, 1)


def test_the_bundled_booklet_loads() -> None:
    problems = Problems()
    load_booklet(bundled_booklets() / "child-trafficking", problems)
    assert list(problems) == []


def test_theme_file_of_the_folder(bench) -> None:
    bench.blocks("")
    bench.write("theme.yaml", "x: 1\n")
    assert bench.load()[0].theme == bench.folder / "theme.yaml"


# Booklets that extend others

BASE = """\
  - {kind: contacts, id: help, facts: lines, items: [{id: a, type: post, label: Old, shown: y}]}
  - {kind: imprint, id: imprint, blocks: [{kind: paragraph, id: imprint-1, text: Base}]}
links: {site: {href: "https://example.org", name: Site}}
"""
FACTS = "lines: [{{id: a, type: post, label: {}, shown: y, source: s, checked: 2026-01-01}}]\n"
OVERLAY = """\
format: 1
extends: ../base
slug: ours
edition: 3-NGO
logo: {file: logo.svg, alt: Logo of the NGO}
links: {ngo: {href: "https://ngo.example.org", name: The NGO}}
contacts:
  help: [{id: b, type: web, label: New, shown: ngo.example.org, href: "https://ngo.example.org"}]
imprint:
  - {kind: paragraph, id: ngo-1, text: "This edition is by [the NGO](ngo)."}
"""


@pytest.fixture
def pair(bench):
    bench.blocks(BASE, "base/booklet.yaml")
    bench.write("base/facts/fr.yaml", FACTS.format("Base"))
    bench.write("base/theme.yaml", "x: 1\n")
    bench.write("ours/booklet.yaml", OVERLAY)
    bench.write("ours/logo.svg", (bench.folder / "images" / "a.svg").read_text())
    return bench


def test_extending(pair) -> None:
    booklet, _ = pair.load("ours")
    ours, base = pair.folder / "ours", pair.folder / "ours" / ".." / "base"
    assert booklet.folders == (ours, base)
    assert (booklet.slug, booklet.edition, booklet.date) == ("ours", "3-NGO", datetime.date(2026, 11, 1))
    assert booklet.theme == base / "theme.yaml"
    cover, contacts, imprint = booklet.blocks
    assert isinstance(cover, Cover)
    assert cover.logo.path == ours / "logo.svg"
    assert isinstance(contacts, Contacts)
    assert [contact.label.text for contact in contacts.items] == ["New"]
    assert contacts.items[0].id == "help.b"
    assert isinstance(imprint, Imprint)
    assert [block.id for block in imprint.blocks] == ["ngo-1", "imprint-1"]
    assert set(booklet.addresses) == {"site", "ngo"}
    assert booklet.facts == {}  # those of the base would hide the new contacts
    assert len({message.id for message in booklet.messages}) == len(booklet.messages)


def test_own_facts_and_theme_win(pair) -> None:
    pair.write("ours/facts/fr.yaml", FACTS.format("Ours"))
    pair.write("ours/theme.yaml", "x: 1\n")
    booklet, _ = pair.load("ours")
    assert booklet.facts["fr", "lines"][0].label.text == "Ours"
    assert booklet.theme == pair.folder / "ours" / "theme.yaml"


def test_extending_twice(pair) -> None:
    pair.write("third/booklet.yaml", "format: 1\nextends: ../ours\nslug: third\ndate: 2027-01-01\nauthor: A club\n")
    booklet, _ = pair.load("third")
    assert (booklet.slug, booklet.edition, booklet.date.year) == ("third", "3-NGO", 2027)
    assert booklet.author == "A club"
    assert len(booklet.folders) == 3


def test_extending_the_bundled_booklet(bench) -> None:
    bench.write("booklet.yaml", "format: 1\nextends: child-trafficking\nslug: ours\n")
    booklet, _ = bench.load()
    assert booklet.folders == (bench.folder, bundled_booklets() / "child-trafficking")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("../base", "../bsae", "ours/booklet.yaml:2:10: there is no booklet ‘../bsae’"),
        ("../base", "child-traficking", "did you mean ‘child-trafficking’?"),
        ("../base", "/etc", "is no relative path"),
        ("../base", "..\\\\base", "is no relative path"),
        ("../base", "../ours", "ours/booklet.yaml:2:10: the booklets extend each other in a circle"),
        ("../base", "~", "needs ‘extends’"),
        ("../base", "[a]", "‘extends’ must be a text, not a list"),
        ("slug: ours", "blocks: []", "ours/booklet.yaml:3:1: ‘blocks’ is no key of a booklet that extends another"),
        ("  help:", "  hlep:", "ours/booklet.yaml:8:3: ‘hlep’ is no table of contacts of the booklet that is extended"),
        ("  help:", "  hlep:", "did you mean ‘help’?"),
        ("logo.svg", "../base/a.svg", "leads upwards"),
        ("links: {ngo", "links: {site", "has a link ‘site’ already"),
        ("ngo-1", "imprint-1", "the id ‘imprint-1’ is used twice"),
        ("kind: paragraph", "kind: figure", "cannot stand inside"),
        ("(ngo)", "(nho)", "ours/booklet.yaml:10:70: there is no target ‘nho’ — did you mean ‘ngo’?"),
    ],
)
def test_bad_overlay(pair, old: str, new: str, words: str) -> None:
    pair.write("ours/booklet.yaml", OVERLAY.replace(old, new))
    found = pair.complaints("ours")
    assert any(words in line for line in found), found


def test_a_circle_of_two(bench) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        bench.write(f"{name}/booklet.yaml", f"format: 1\nextends: ../{other}\nslug: {name}\n")
    assert any("in a circle" in line for line in bench.complaints("a"))


def test_a_long_chain(bench) -> None:
    for number in range(8):
        bench.write(f"b{number}/booklet.yaml", f"format: 1\nextends: ../b{number + 1}\nslug: b{number}\n")
    assert any("more than 4 booklets extend one another" in line for line in bench.complaints("b0"))


def test_mistakes_of_the_base_and_the_overlay_come_together(pair) -> None:
    pair.write("ours/booklet.yaml", OVERLAY.replace("alt:", "atl:"))
    pair.blocks(BASE.replace("text: Base", "text: 'a **b'"), "base/booklet.yaml")
    found = pair.complaints("ours")
    assert any("ours/booklet.yaml:5" in line for line in found)
    assert any("base/booklet.yaml:11" in line for line in found)


# Scaffold, interface, schema


def test_new_booklet(tmp_path: Path) -> None:
    new_booklet(tmp_path / "a" / "mine ö")
    problems = Problems()
    booklet = load_booklet(tmp_path / "a" / "mine ö", problems)
    assert list(problems) == []
    assert booklet.slug == "fire-safety"
    schema = json.loads((tmp_path / "a" / "mine ö" / "booklet.schema.json").read_text(encoding="utf-8"))
    assert schema == json_schema()


def test_what_new_says_of_translations_and_facts_is_so(tmp_path: Path) -> None:
    new_booklet(tmp_path / "b")
    told = (tmp_path / "b/locales/README.md").read_text(encoding="utf-8")
    commands = ("booklet translate init de --source .", "booklet translate update --source .")
    for words in (*commands, "locales/de/LC_MESSAGES/booklet.po"):
        assert words in told
    told = (tmp_path / "b/facts/README.md").read_text(encoding="utf-8")
    example = told.split("```")[1].removeprefix("yaml\n")
    (tmp_path / "b/facts/KE.yaml").write_text(example, encoding="utf-8")
    problems = Problems()
    booklet = load_booklet(tmp_path / "b", problems)
    assert available_locales(booklet) == ("en",)  # a country is chosen, not built by itself
    assert [contact.shown for contact in booklet.country_facts["KE", "emergency"]] == ["999", "0800 000 000"]
    assert all(f"`{name}`" in told for name in CONTACT_LABELS)
    own = "emergency: [{id: a, type: post, label: Fire brigade, shown: Nairobi, source: them, checked: 2026-11-01}]"
    (tmp_path / "b/facts/en-KE.yaml").write_text(own, encoding="utf-8")
    assert available_locales(load_booklet(tmp_path / "b", problems)) == ("en", "en-KE")
    assert list(problems) == []


@pytest.mark.parametrize("name", ["booklet.yml", "Booklet.yaml", "booklet.yaml.txt"])
def test_a_booklet_by_nearly_its_name(tmp_path: Path, name: str) -> None:
    new_booklet(tmp_path / "b")
    (tmp_path / "b" / "booklet.yaml").rename(tmp_path / "b" / name)
    if (tmp_path / "b" / "booklet.yaml").exists():
        pytest.skip("names here have no case")
    with pytest.raises(BookletError) as caught:
        load_booklet(tmp_path / "b", Problems())
    (problem,) = caught.value.problems
    assert problem.mend == f"did you mean {name}? rename it to booklet.yaml"


def test_a_file_is_named_for_its_folder(tmp_path: Path) -> None:
    new_booklet(tmp_path / "b")
    with pytest.raises(BookletError, match="name the folder, not the file"):
        load_booklet(tmp_path / "b" / "booklet.yaml", Problems())


def test_new_booklet_refuses(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for folder, words in (
        (tmp_path, "not empty"),
        (tmp_path / "file", "a file stands"),
        (tmp_path / "file" / "x", "cannot be written"),
        (tmp_path / "a\0b", "cannot be written"),
    ):
        with pytest.raises(BookletError, match=words):
            new_booklet(folder)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_interface_messages_are_well_formed() -> None:
    problems = Problems()
    for message in UI_MESSAGES:
        parse(message.text, message.span, problems)
        assert message.note
    assert list(problems) == []


def references(schema: object):
    if isinstance(schema, dict):
        if "$ref" in schema:
            yield schema["$ref"]
        for value in schema.values():
            yield from references(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from references(value)


def test_json_schema() -> None:
    schema = json_schema()
    definitions = schema["$defs"]
    assert json.loads(json.dumps(schema)) == schema
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert {reference.removeprefix("#/$defs/") for reference in references(schema)} == set(definitions)
    kinds = definitions["booklet"]["properties"]["blocks"]["items"]["properties"]["kind"]["enum"]
    assert kinds == list(BLOCK_RECORDS)
    for record in BLOCK_RECORDS.values():
        described = definitions[record.name.replace(" ", "-")]
        assert set(described["properties"]) == set(record.keys)
        assert described["additionalProperties"] is False
        assert all(value["description"] for value in described["properties"].values())
