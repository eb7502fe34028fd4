# SPDX-License-Identifier: Apache-2.0
"""The discreet cover: how it is declared, what it replaces, and what is wrong with one."""

from __future__ import annotations

import pytest

from booklet.content.discreet import dropped_ids, has_discreet_cover, with_discreet_cover
from booklet.content.model import BackCover, Cover, Discreet
from booklet.content.schema import json_schema
from booklet.problems import BookletError

TOP = """\
format: 1
slug: hard-subject
language: en
title: A hard subject
subject: On hard subjects
author: An author
edition: "1"
date: 2026-11-01
keywords: [hard]
"""
DISCREET = """\
discreet:
  slug: sums
  title: {text: Sums, note: Dull words.}
  subtitle: For **rainy** days
  picture: {file: images/a.svg, alt: A square}
"""
BLOCKS = """\
blocks:
  - kind: cover
    id: front
    title: A very hard subject
    subtitle: What helps
    call: Act now
    attribution: By experts
    picture: {file: images/a.svg, alt: A child alone}
    logo: {file: images/a.svg, alt: Experts}
  - {kind: paragraph, id: p, text: "Inside. It ends on [page {page:back}](back)."}
  - {kind: back-cover, id: back, text: The end of it, note: Tell it, picture: {file: images/a.svg, alt: Two}}
"""


@pytest.fixture
def source(bench):
    bench.write("booklet.yaml", TOP + DISCREET + BLOCKS)
    booklet, problems = bench.load()
    assert problems == []
    return booklet


def ids(booklet) -> list[str]:
    return [message.id for message in booklet.messages if not message.id.startswith("ui.")]


def test_it_is_read(source) -> None:
    discreet = source.discreet
    assert isinstance(discreet, Discreet)
    assert (discreet.slug, discreet.title.text, discreet.title.note) == ("sums", "Sums", "Dull words.")
    assert discreet.subtitle.text == "For **rainy** days"
    assert discreet.picture.alt.text == "A square"
    assert discreet.title.plain
    assert not has_discreet_cover(source)
    assert dropped_ids(source) == ()


def test_translators_get_the_words_of_both_covers(source) -> None:
    assert ids(source) == [
        "booklet.title", "booklet.subject", "discreet.title", "discreet.subtitle", "discreet.alt",
        "front.title", "front.subtitle", "front.call", "front.attribution", "front.alt", "front.logo.alt",
        "p.text", "back.text", "back.note", "back.alt",
    ]  # fmt: skip


def test_nothing_outside_tells_and_nothing_inside_changes(source) -> None:
    booklet = with_discreet_cover(source)
    assert has_discreet_cover(booklet)
    assert (booklet.slug, booklet.title.text, booklet.author) == ("sums", "Sums", "")
    assert (booklet.subject, booklet.keywords) == (None, ())
    front, inside, back = booklet.blocks
    assert isinstance(front, Cover)
    assert (front.id, front.title, front.subtitle) == ("front", source.discreet.title, source.discreet.subtitle)
    assert front.picture == source.discreet.picture
    assert (front.call, front.attribution, front.logo) == (None, None, None)
    assert isinstance(back, BackCover)
    assert (back.id, back.text, back.note) == ("back", None, None)
    assert (back.picture.path, back.picture.alt, back.picture.decorative) == (front.picture.path, None, True)
    assert inside is source.blocks[1]
    assert ids(booklet) == ["discreet.title", "discreet.subtitle", "discreet.alt", "p.text"]
    assert booklet.messages[-1] == source.messages[-1]
    assert booklet.targets == source.targets
    assert with_discreet_cover(booklet) == booklet


def test_it_names_an_author_only_if_it_has_one_of_its_own(bench) -> None:
    bench.write("booklet.yaml", TOP + "discreet: {slug: sums, title: Sums, author: School}\n" + BLOCKS)
    source = bench.load()[0]
    assert (source.author, with_discreet_cover(source).author) == ("An author", "School")


def test_catalogs_may_hold_what_it_has_not(source) -> None:
    booklet = with_discreet_cover(source)
    gone = set(ids(source)) - set(ids(booklet))
    assert len(gone) == 11
    assert all(name.startswith(dropped_ids(booklet)) for name in gone)
    assert not any(name.startswith(dropped_ids(booklet)) for name in ids(booklet))


def test_words_alone_are_enough(bench) -> None:
    bench.write("booklet.yaml", TOP + "discreet: {slug: sums, title: Sums}\n" + BLOCKS)
    booklet = with_discreet_cover(bench.load()[0])
    front, _, back = booklet.blocks
    assert (front.title.text, front.subtitle, front.picture, back.picture) == ("Sums", None, None, None)
    assert ids(booklet) == ["discreet.title", "p.text"]


def test_a_booklet_without_one_says_how_to_get_one(bench) -> None:
    bench.write("base/booklet.yaml", TOP + BLOCKS.replace("images/a.svg", "a.svg"))
    bench.write("base/a.svg", (bench.folder / "images" / "a.svg").read_text())
    bench.write("ours/booklet.yaml", "format: 1\nextends: ../base\nslug: ours\n")
    for name in ("base", "ours"):
        with pytest.raises(BookletError) as raised:
            with_discreet_cover(bench.load(name)[0])
        assert str(raised.value.problems[0]) == (
            f"{bench.folder / name / 'booklet.yaml'}:1:1: the booklet has no discreet cover"
            " — add “discreet:” with a slug and a title"
        )


def test_a_booklet_that_extends_another_takes_its_cover_or_has_its_own(bench) -> None:
    overlay = "format: 1\nextends: ..\nslug: ours\nauthor: We\nlogo: {file: logo.svg, alt: We}\n"
    bench.write("booklet.yaml", TOP + DISCREET + BLOCKS)
    bench.write("ours/booklet.yaml", overlay)
    bench.write("ours/logo.svg", (bench.folder / "images" / "a.svg").read_text())
    booklet = with_discreet_cover(bench.load("ours")[0])
    assert (booklet.slug, booklet.author, booklet.blocks[0].logo) == ("sums", "", None)
    bench.write("ours/booklet.yaml", overlay + "discreet: {slug: games, title: Games}\n")
    booklet = with_discreet_cover(bench.load("ours")[0])
    assert (booklet.slug, booklet.title.text, booklet.blocks[0].subtitle) == ("games", "Games", None)
    assert ids(booklet) == ["discreet.title", "p.text"]


BAD = [
    ("{slug: sums}", "10:11", "a discreet cover needs ‘title’"),
    ("{title: Sums}", "10:11", "a discreet cover needs ‘slug’"),
    ("{slug: My Sums, title: Sums}", "10:18", "‘slug’ must be a name"),
    ("{slug: sums, title: 'A **b**'}", "10:34", "takes no markup"),
    ("{slug: sums, title: Sums, sutitle: x}", "10:37", "did you mean ‘subtitle’?"),
    ("{slug: sums, title: Sums, logo: x}", "10:37", "‘logo’ is no key of a discreet cover"),
    ("{slug: sums, title: Sums, picture: {file: images/b.svg, alt: x}}", "10:53", "images/b.svg"),
    ("{slug: sums, title: Sums, picture: {file: images/a.svg}}", "10:46", "no alternative text"),
    ("{slug: sums, title: Sums, subtitle: 'a [b](c)'}", "10:", "there is no target ‘c’"),
    ("{slug: hard-subject, title: Sums}", "10:11", "the discreet cover has the booklet's own slug ‘hard-subject’"),
    ("{slug: sums, title: a Hard subject}", "10:31", "the discreet title is the booklet's own"),
    ("{slug: sums, title: Sums, author: ''}", "10:45", "‘author’ must be a text, not empty"),
    ("sums", "10:11", "is written as keys like ‘slug’"),
    ("[sums]", "10:11", "is written as keys like ‘slug’"),
]


@pytest.mark.parametrize(("value", "place", "words"), BAD)
def test_what_is_wrong_is_told_with_its_place(bench, value: str, place: str, words: str) -> None:
    bench.write("booklet.yaml", f"{TOP}discreet: {value}\n{BLOCKS}")
    found = bench.complaints()
    assert any(line.startswith(place) and words in line for line in found), found


def test_its_messages_cannot_be_taken_for_a_blocks(bench) -> None:
    bench.write("booklet.yaml", TOP + DISCREET + BLOCKS.replace("id: p,", "id: discreet,"))
    assert any("the id ‘discreet’ is reserved" in line for line in bench.complaints())


def test_editors_know_it() -> None:
    definitions = json_schema()["$defs"]
    for record in ("booklet", "booklet-that-extends-another"):
        assert definitions[record]["properties"]["discreet"]["$ref"] == "#/$defs/discreet-cover"
    assert definitions["discreet-cover"]["required"] == ["slug", "title"]
