# SPDX-License-Identifier: Apache-2.0
"""Whole pages from a few lines of YAML, written down as text: what stands on which page, what is an artifact."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from booklet import paths
from booklet.content.load import load_booklet
from booklet.l10n.localise import localise
from booklet.layout.engine import lay_out
from booklet.layout.model import Layout, Page, PictureFragment, ShapeFragment, TextFragment
from booklet.layout.themefile import load_theme
from booklet.problems import BookletError, Problems
from booklet.text.fonts import FontLibrary
from booklet.text.typeset import Typesetter

HEAD = """
format: 1
slug: test
language: en
title: Test
author: Us
edition: "1"
date: 2026-01-01
"""
COVER = "- {kind: cover, id: cover}"  # page 1; the tests look at the pages after it
SMALL = """page:
  {width: 80mm, height: 90mm, inner: 12mm, outer: 8mm, top: 10mm, bottom: 10mm, head: 6mm, foot: 5mm, multiple: 1}
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="40" height="20" fill="#e3f1f2"/></svg>'


def laid_out(
    folder: Path,
    blocks: str,
    *,
    more: str = "",
    theme: str = SMALL,
    language: str = "en",
    edition: str = "screen",
    title: str = "Test",
) -> Layout:
    (folder / "picture.svg").write_text(SVG)
    (folder / "theme.yaml").write_text(theme)
    head = HEAD.replace("language: en", f"language: {language}").replace("title: Test", f"title: {title}")
    text = head + textwrap.dedent(more) + f"blocks:\n  {COVER}\n" + textwrap.indent(textwrap.dedent(blocks), "  ")
    (folder / "booklet.yaml").write_text(text, encoding="utf-8")
    problems = Problems()
    booklet = localise(load_booklet(folder, problems), language, problems)
    theme_value = load_theme(folder / "theme.yaml", problems, edition=edition)
    assert theme_value is not None, list(map(str, problems))
    library = FontLibrary.load([paths.bundled_fonts()], problems)
    layout = lay_out(booklet, Typesetter(library, booklet.locale, theme_value.scripts), theme_value, problems)
    problems.stop_if_errors()
    return layout


def lines(page: Page) -> list[str]:
    """The page's lines in the order of emission; ``(…)`` an artifact, ``[…]`` a picture with its slot."""
    found: list[str] = []
    last: tuple[float, bool] | None = None
    for fragment in page.fragments:
        if isinstance(fragment, PictureFragment):
            found.append(f"[{fragment.slot or 'artifact'}]")
            last = None
        if not isinstance(fragment, TextFragment):
            continue
        artifact = fragment.slot is None
        words = fragment.run.text
        place = (round(fragment.y + fragment.run.style.rise, 1), artifact)
        if place == last:
            found[-1] = found[-1][:-1] + words + ")" if artifact else found[-1] + words
        else:
            found.append(f"({words})" if artifact else words)
        last = place
    return [line.rstrip() for line in found]


def test_a_heading_goes_to_the_next_page_with_its_paragraph_and_the_page_is_worth_it(tmp_path: Path) -> None:
    layout = laid_out(
        tmp_path,
        """
        - {kind: heading, id: a, text: One}
        - {kind: paragraph, id: p, text: "aa bb cc dd ee ff gg hh ii jj kk ll mm nn oo pp qq rr ss tt uu vv ww xx yy"}
        - {kind: paragraph, id: o, text: "One more line"}
        - {kind: paragraph, id: o2, text: "And another"}
        - {kind: paragraph, id: o3, text: "And a third"}
        - {kind: paragraph, id: o4, text: "Enough"}
        - {kind: heading, id: b, text: Two, level: 2}
        - {kind: paragraph, id: q, text: The end}
        """,
    )
    assert [lines(page) for page in layout.pages[1:]] == [
        [
            "One",
            "aa bb cc dd ee ff gg hh ii jj kk ll",
            "mm nn oo pp qq rr ss tt uu vv",
            "ww xx yy",
            "One more line",
            "And another",
            "And a third",
            "(2)",
        ],
        ["Enough", "Two", "The end", "(3)", "(One)"],
    ]


def test_footnotes_stand_at_the_foot_of_the_page_of_their_marks(tmp_path: Path) -> None:
    layout = laid_out(
        tmp_path,
        """
        - {kind: heading, id: a, text: One}
        - {kind: paragraph, id: p, text: "Words.[^n]"}
        - {kind: heading, id: b, text: Two}
        - {kind: paragraph, id: q, text: "More.[^m]"}
        """,
        more="""
        footnotes:
          m: Second note
          n: First note
        """,
    )
    assert [lines(page) for page in layout.pages[1:]] == [
        ["One", "Words.1", "1First note", "(2)"],
        ["Two", "More.2", "2Second note", "(3)"],
    ]
    foot = [f.y for f in layout.pages[1].fragments if isinstance(f, TextFragment) and f.slot == "note.n.text/0"]
    assert foot[0] > layout.pages[1].height * 0.8
    assert {link.element: link.target for link in layout.pages[2].links} == {"q.text/1#link": "note.m"}


def test_contents_and_page_references_agree_with_the_pages(tmp_path: Path) -> None:
    layout = laid_out(
        tmp_path,
        """
        - {kind: contents, id: toc, title: Inside}
        - {kind: heading, id: a, text: One}
        - {kind: paragraph, id: p, text: "Look at [page {page:b}](b)."}
        - {kind: heading, id: b, text: Two}
        - {kind: paragraph, id: q, text: "There."}
        """,
    )
    assert [lines(page) for page in layout.pages[1:]] == [
        ["Inside", "One 3", "Two 4", "(2)"],
        ["One", "Look at page 4.", "(3)"],
        ["Two", "There.", "(4)"],
    ]
    assert layout.destinations["b"].page == 3
    assert [(link.element, link.target) for link in layout.pages[1].links] == [
        ("toc#toc:a", "a"), ("toc#toc:a", "a"), ("toc#toc:b", "b"), ("toc#toc:b", "b"),
    ]  # fmt: skip


def test_a_table_repeats_its_header_row_as_an_artifact(tmp_path: Path) -> None:
    rows = "\n".join(f'    - {{id: r{n}, header: "Day {n}", cells: ["{n} boats"]}}' for n in range(1, 12))
    layout = laid_out(
        tmp_path,
        f"""
- {{kind: heading, id: a, text: One}}
- kind: table
  id: t
  corner: Day
  columns: [{{id: c, text: Boats}}]
  rows:
{rows}
""".replace("columns: [{id: c, text: Boats}]", "columns: [{id: c, text: Boats}, {id: d, text: Crew}]").replace(
            ' boats"]', ' boats", "many"]'
        ),
    )
    second = lines(layout.pages[2])
    assert second[0] == "(DayBoatsCrew)"
    assert second[1].startswith("Day ")
    assert all("Day 1" not in line for line in second if line.startswith("("))
    drawn = [line for page in layout.pages[1:] for line in lines(page) if line.startswith("Day ")]
    assert [line.split(" boats")[0] for line in drawn] == [f"Day {n}{n}" for n in range(1, 12)]


def test_a_box_is_split_and_painted_on_both_pages(tmp_path: Path) -> None:
    inner = "\n".join(f"    - {{kind: paragraph, id: p{n}, text: Paragraph number {n}}}" for n in range(1, 12))
    layout = laid_out(
        tmp_path,
        f"""
- {{kind: heading, id: a, text: One}}
- kind: callout
  id: box
  type: warning
  title: Careful
  blocks:
{inner}
""",
    )
    assert lines(layout.pages[1])[:5] == ["One", "[artifact]", "Watch out", "Careful", "Paragraph number 1"]
    assert lines(layout.pages[2])[:2] == ["[artifact]", "(Watch out)"]
    tints = [sum(f.__class__.__name__ == "ShapeFragment" for f in page.fragments) for page in layout.pages[1:]]
    assert len(tints) == 2
    assert all(count == 2 for count in tints)  # the tint and its bar


@pytest.mark.parametrize(("language", "side"), [("en", "left"), ("ar", "right")])
def test_binding_margins_alternate_and_mirror(tmp_path: Path, language: str, side: str) -> None:
    word = {"en": "Words", "ar": "كلمات"}[language]
    layout = laid_out(
        tmp_path,
        f"""
        - {{kind: heading, id: a, text: {word}}}
        - {{kind: paragraph, id: p, text: {word}}}
        - {{kind: heading, id: b, text: {word}}}
        - {{kind: paragraph, id: q, text: {word}}}
        """,
        language=language,
    )
    inner, outer = 12 * 72 / 25.4, 8 * 72 / 25.4
    for page, margin in zip(layout.pages[1:], (outer, inner), strict=True):
        text = next(f for f in page.fragments if isinstance(f, TextFragment) and f.slot)
        gap = text.x if side == "left" else page.width - text.x - text.run.width
        assert gap == pytest.approx(margin, abs=0.5)
    assert layout.direction == {"en": "ltr", "ar": "rtl"}[language]


def test_a_picture_is_tagged_or_an_artifact(tmp_path: Path) -> None:
    layout = laid_out(
        tmp_path,
        """
        - {kind: heading, id: a, text: One, picture: {file: picture.svg, decorative: true}}
        - {kind: figure, id: f, width: 0.4, picture: {file: picture.svg, alt: A field}, caption: Below}
        """,
    )
    assert lines(layout.pages[1]) == ["[artifact]", "One", "[f#figure]", "Below", "(2)"]


@pytest.mark.parametrize(("before", "count"), [(6, 5), (4, 9), (4, 14), (5, 14)])
def test_no_item_of_an_item_stands_alone_on_a_page(tmp_path: Path, before: int, count: int) -> None:
    inner = ", ".join(f"{{id: n{n}, text: {n}th}}" for n in range(count))
    items = ", ".join(f"{{id: b{n}, text: Before}}" for n in range(before))
    whole = f"{items}, {{id: o, text: Whose, items: [{inner}]}}"
    layout = laid_out(tmp_path, f"- {{kind: list, id: l, style: bullet, items: [{whole}]}}")
    found = [sum(text.endswith("th") for text in lines(page)) for page in layout.pages[1:]]
    assert sum(found) == count
    assert 1 not in found


def test_labels_of_three_digits_are_whole(tmp_path: Path) -> None:
    items = ", ".join(f"{{id: i{n}, text: word}}" for n in range(1, 121))
    layout = laid_out(
        tmp_path,
        f"""
- {{kind: heading, id: a, text: One}}
- {{kind: list, id: l, style: number, items: [{items}]}}
- {{kind: steps, id: s, items: [{items}]}}
""",
        theme=SMALL + "space: {indent: 1, disc: 5}\n",
    )
    drawn = [f for page in layout.pages for f in page.fragments if isinstance(f, TextFragment)]
    labels = [f.run.text for f in drawn if f.slot and f.slot.endswith("#label")]
    assert labels == [*(f"{n}." for n in range(1, 121)), *(str(n) for n in range(1, 121))]
    for label in (f for f in drawn if f.slot == "l.i120#label"):
        text = next(f for f in drawn if f.slot == "l.i120.text/0" and f.y == label.y)
        assert text.x > label.x + label.run.width


def test_a_table_with_too_many_columns_is_an_error_with_its_place(tmp_path: Path) -> None:
    columns = ", ".join(f"{{id: c{n}, text: Organisation}}" for n in range(8))
    cells = ", ".join(["Understanding"] * 8)
    with pytest.raises(BookletError, match=r"booklet\.yaml:\d+:\d+: the table's 8 columns need \d+ mm"):
        laid_out(
            tmp_path,
            f"""
- {{kind: heading, id: a, text: One}}
- {{kind: table, id: t, columns: [{columns}], rows: [{{id: r, cells: [{cells}]}}, {{id: s, cells: [{cells}]}}]}}
""",
        )


def test_a_row_that_is_taller_than_a_page_is_an_error_with_its_place(tmp_path: Path) -> None:
    words = "word " * 300
    with pytest.raises(BookletError, match=r"booklet\.yaml:\d+:\d+: this is \d+ mm tall"):
        laid_out(
            tmp_path,
            f"""
- {{kind: heading, id: a, text: One}}
- kind: table
  id: t
  columns: [{{id: c, text: C}}, {{id: d, text: D}}]
  rows: [{{id: r, cells: ["{words}", x]}}, {{id: s, cells: [y, z]}}]
""",
        )


def test_a_running_head_that_is_too_long_gives_way_to_an_ellipsis(tmp_path: Path) -> None:
    title = "The long way of a little boat, from the harbour to the island and home again"
    layout = laid_out(
        tmp_path,
        f"""
        - {{kind: heading, id: a, text: "{title}"}}
        - {{kind: paragraph, id: p, text: One}}
        - {{kind: page-break, id: b}}
        - {{kind: paragraph, id: q, text: Two}}
        """,
    )
    (head,) = [line for line in lines(layout.pages[2]) if "boat" in line]
    assert head == "(The long way of a little boat, from the…)"
    runs = [each for each in layout.pages[2].fragments if isinstance(each, TextFragment) and "boat" in each.run.text]
    assert all(each.x > 0 and each.x + each.run.width < layout.pages[2].width for each in runs)


def test_what_announces_the_next_block_stays_with_it(tmp_path: Path) -> None:
    layout = laid_out(
        tmp_path,
        """
        - {kind: heading, id: a, text: One}
        - {kind: paragraph, id: p1, text: "aa bb cc dd ee ff gg hh ii jj kk ll mm nn oo pp qq rr ss tt uu vv ww"}
        - {kind: paragraph, id: p2, text: "These are the things:"}
        - kind: list
          id: l
          style: bullet
          items: [{id: i1, text: First}, {id: i2, text: Second}, {id: i3, text: Third}]
        """,
    )
    pages = [lines(page) for page in layout.pages[1:]]
    (page,) = [page for page in pages if "These are the things:" in page]
    after = page.index("These are the things:") + 1
    assert [line.removeprefix("• ").removeprefix("•") for line in page[after : after + 3]] == [
        "First",
        "Second",
        "Third",
    ]


SPOT = "spot: {file: picture.svg, decorative: true}"


@pytest.mark.parametrize(("paragraphs", "shown"), [(1, True), (2, True), (5, False)])
def test_a_spot_picture_stands_at_the_foot_of_a_page_that_has_room(
    tmp_path: Path, paragraphs: int, shown: bool
) -> None:
    text = "\n".join(f"        - {{kind: paragraph, id: p{n}, text: Words}}" for n in range(paragraphs))
    layout = laid_out(tmp_path, f"        - {{kind: heading, id: a, text: One, {SPOT}}}\n{text}")
    pictures = [f for f in layout.pages[1].fragments if isinstance(f, PictureFragment)]
    assert bool(pictures) == shown
    for picture in pictures:
        assert (picture.slot, picture.artifact) == (None, "layout")
        page = layout.pages[1]
        assert picture.box.y + picture.box.height == pytest.approx(page.height - 10 * 72 / 25.4)  # the lower margin


def test_only_a_sections_heading_has_a_spot_and_it_decorates(tmp_path: Path) -> None:
    with pytest.raises(BookletError) as raised:
        laid_out(
            tmp_path,
            """
            - {kind: heading, id: a, text: One, spot: {file: picture.svg, alt: A square}}
            - {kind: heading, id: b, level: 2, text: Two, spot: {file: picture.svg, decorative: true}}
            - {kind: paragraph, id: p, text: Words}
            """,
        )
    told = [problem.what for problem in raised.value.problems]
    assert any("only where the section's last page has room" in what for what in told)
    assert any("only a heading of level 1" in what for what in told)


def test_a_storys_ground_is_that_of_its_whole_section(tmp_path: Path) -> None:
    panel = "{picture: {file: picture.svg, decorative: true}, text: Words"
    layout = laid_out(
        tmp_path,
        f"""
        - {{kind: heading, id: a, text: One}}
        - {{kind: story, id: s, panels: [{panel}, id: p1}}, {panel}, id: p2}}]}}
        - {{kind: page-break, id: br}}
        - {{kind: paragraph, id: p, text: The end of it}}
        - {{kind: page-break, id: br2}}
        - {{kind: heading, id: b, text: Two}}
        - {{kind: paragraph, id: q, text: Something else}}
        """,
    )
    grounds = [[f.fill for f in page.fragments if isinstance(f, ShapeFragment)][:1] for page in layout.pages[1:]]
    assert grounds == [["story"], ["story"], []]


@pytest.mark.parametrize("edition", ["screen", "large-print"])
def test_words_that_the_cover_has_no_room_for_are_told(tmp_path: Path, edition: str) -> None:
    long = "Long words " * 60
    with pytest.raises(BookletError) as raised:
        laid_out(tmp_path, "- {kind: paragraph, id: p, text: Words}", more="", theme="", edition=edition, title=long)
    (problem,) = raised.value.problems
    assert "the words on the cover need" in problem.what
    assert str(problem.span).endswith("booklet.yaml:5:8")


def test_what_fits_on_no_page_is_measured_against_the_page(tmp_path: Path) -> None:
    icon = f"{{id: i1, text: {'Words beside a picture ' * 8}, picture: {{file: picture.svg, decorative: true}}}}"
    blocks = f"""
        - {{kind: heading, id: a, text: One}}
        - {{kind: list, id: l, style: picture, items: [{icon}]}}
        - {{kind: paragraph, id: p, text: Words}}
        """
    with pytest.raises(BookletError) as raised:
        laid_out(tmp_path, blocks, theme=SMALL.replace("multiple: 1", "multiple: 4"))
    told = {problem.what for problem in raised.value.problems}
    assert told == {"this is 72 mm tall and does not fit on a page, which has room for 70 mm"}


def test_a_spot_picture_stands_at_a_sections_very_end(tmp_path: Path) -> None:
    layout = laid_out(
        tmp_path,
        f"""
        - {{kind: heading, id: a, text: One, {SPOT}}}
        - {{kind: paragraph, id: p, text: Words}}
        - {{kind: page-break, id: br}}
        - {{kind: paragraph, id: q, text: More words}}
        - {{kind: page-break, id: br2}}
        - {{kind: heading, id: b, text: Two}}
        - {{kind: paragraph, id: r, text: Something else}}
        """,
    )
    assert ["[artifact]" in lines(page) for page in layout.pages[1:]] == [False, True, False]
