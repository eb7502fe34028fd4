# SPDX-License-Identifier: Apache-2.0
"""Footnotes at the end of their section, and other things that an edition for readers with little sight asks for."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from test_pages import SMALL, laid_out, lines

from booklet.content.slots import inline_key
from booklet.layout.items import Box, Break, Close, Container, Item, Mark, Open, Space
from booklet.layout.model import Fragment, Layout, ShapeFragment, TextFragment
from booklet.layout.notes import notes_at_section_ends
from booklet.layout.shapes import rectangle
from booklet.problems import Span

SECTION = SMALL + "text: {notes: section}\n"
NOTES = """
footnotes: {one: First note., two: Second note., three: Third note.}
"""
TWO_SECTIONS = """
- {kind: heading, id: a, text: One}
- {kind: paragraph, id: p, text: "Later[^two]"}
- {kind: callout, id: c, type: example, blocks: [{kind: paragraph, id: cp, text: "In a box[^one]"}]}
- {kind: paragraph, id: q, text: End of one}
- {kind: heading, id: b, text: Two, picture: {file: picture.svg, decorative: true}}
- {kind: paragraph, id: r, text: "Last[^three]"}
"""


def words(layout: Layout) -> list[str]:
    """All lines of all pages but the cover, without page numbers and running heads."""
    return [line for page in layout.pages[1:] for line in lines(page) if not line.startswith("(")]


def texts(layout: Layout) -> list[TextFragment]:
    return [fragment for page in layout.pages for fragment in page.fragments if isinstance(fragment, TextFragment)]


@pytest.mark.parametrize("flow", [False, True], ids=["new pages", "flow"])
def test_notes_stand_after_the_last_text_of_their_section(tmp_path: Path, *, flow: bool) -> None:
    theme = SECTION.replace("multiple: 1", "multiple: 1, sections: flow") if flow else SECTION
    layout = laid_out(tmp_path, TWO_SECTIONS, more=NOTES, theme=theme)
    found = words(layout)
    assert found == [
        "One", "Later1", "[artifact]", "For example", "In a box2", "End of one", "1Second note.", "2First note.",
        "[artifact]", "Two", "Last3", "3Third note.",
    ]  # fmt: skip


def test_nothing_is_drawn_twice_and_links_lead_to_the_notes(tmp_path: Path) -> None:
    layout = laid_out(tmp_path, TWO_SECTIONS, more=NOTES, theme=SECTION)
    at_foot = laid_out(tmp_path, TWO_SECTIONS, more=NOTES, theme=SMALL)
    assert sorted(f.slot for f in texts(layout) if f.slot) == sorted(f.slot for f in texts(at_foot) if f.slot)
    targets = {link.target for page in layout.pages for link in page.links}
    assert targets == {"note.one", "note.two", "note.three"}
    for note in ("one", "two", "three"):
        place = layout.destinations[f"note.{note}"]
        (text,) = [
            f
            for f in layout.pages[place.page].fragments
            if getattr(f, "slot", "") == inline_key(f"note.{note}.text", 0)
        ]
        assert 0 < text.y - place.y < 20


def test_the_rule_of_notes_is_drawn_once_for_each_section(tmp_path: Path) -> None:
    layout = laid_out(tmp_path, TWO_SECTIONS, more=NOTES, theme=SECTION)
    rules = [f for page in layout.pages for f in page.fragments if isinstance(f, ShapeFragment) and f.fill == "grey"]
    assert len(rules) == 2


def box(name: str, *notes: str, heading: str = "", full_page: bool = False) -> Box:
    return Box(10.0, (shape(name),), Span(name), (), notes, (Mark("", "", heading),) if heading else (), full_page)


def shape(name: str) -> Fragment:
    return ShapeFragment(rectangle(0, 0, 1, 1), fill=name)


class FakeSetter:
    """As much of a setter as notes need."""

    theme = SimpleNamespace(space={"note-gap": 8.0, "item": 2.0})
    column = 100.0

    @staticmethod
    def left(start: float, _width: float) -> float:
        return start

    @staticmethod
    def flow(boxes: list[Box]) -> list[Item]:
        return list(boxes)


def order(items: list[Item]) -> list[str]:
    notes = {name: (box(name),) for name in ("n1", "n2")} | {"n3": (box("n3", "n2"),)}
    found = notes_at_section_ends(items, notes, FakeSetter())  # type: ignore[arg-type]
    assert not any(item.notes for item in found if isinstance(item, Box))
    return [item.span.file for item in found if isinstance(item, Box) and item.height == 10.0]


END = Break(force=True)


def test_a_picture_above_a_heading_belongs_to_its_section() -> None:
    items = [box("a", "n1"), Break(0.0), Space(4.0), box("picture"), Break(float("inf")), box("h", heading="H")]
    assert order(items) == ["a", "n1", "picture", "h"]


def test_pages_of_art_and_the_back_cover_stay_behind_the_notes() -> None:
    art = box("art", full_page=True)
    items = [
        box("a", "n1"),
        END,
        art,
        END,
        END,
        box("h", heading="H"),
        box("b", "n2"),
        END,
        box("back", full_page=True),
    ]
    assert order(items) == ["a", "n1", "art", "h", "b", "n2", "back"]


def test_a_page_break_inside_a_section_is_not_its_end() -> None:
    assert order([box("a", "n1"), END, box("b"), END, box("h", heading="H")]) == ["a", "b", "n1", "h"]


def test_notes_in_a_container_leave_it() -> None:
    container = Container(0, 100, 1, 1)
    items = [Open(container), box("a", "n1"), Close(container), box("b"), Break(0.0), box("h", heading="H")]
    assert order(items) == ["a", "b", "n1", "h"]


def test_without_notes_nothing_is_added() -> None:
    items = [box("a"), END, box("h", heading="H")]
    assert notes_at_section_ends(items, {}, FakeSetter()) == items  # type: ignore[arg-type]


def test_emphasis_is_bold_where_there_are_no_italics(tmp_path: Path) -> None:
    blocks = '- {kind: paragraph, id: p, text: "so *nice* it is"}'
    for theme, wanted in ((SMALL, (True, False)), (SMALL + "text: {italic: no}\n", (False, True))):
        (style,) = [f.run.style for f in texts(laid_out(tmp_path, blocks, theme=theme)) if f.run.text == "nice"]
        assert (style.italic, style.bold) == wanted


@pytest.mark.parametrize(
    ("language", "words"), [("en", "A text"), ("ar", "نص UN هنا"), ("ta", "உரை UN"), ("ur", "متن UN"), ("hi", "पाठ")]
)
def test_nothing_is_smaller_than_the_smallest_size_of_the_edition(tmp_path: Path, language: str, words: str) -> None:
    """Marks of notes, too; and Latin letters and digits beside a script that is set larger."""
    blocks = (
        f'- {{kind: paragraph, id: p, text: "{words}[^one]"}}\n- {{kind: paragraph, id: q, text: "{words} *UN* 7"}}'
    )
    more = f'footnotes: {{one: "{words} 1."}}\n'
    layout = laid_out(tmp_path, blocks, more=more, theme="", edition="large-print", language=language)
    sizes = {f.run.text: f.run.style.size for f in texts(layout)}
    assert min(sizes.values()) >= 18 - 1e-9, sizes
    assert [f for f in texts(layout) if f.run.style.rise]
