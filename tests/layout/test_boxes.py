# SPDX-License-Identifier: Apache-2.0
"""Boxes that are marked by lines instead of tints."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_pages import SMALL, laid_out

from booklet.layout.model import Layout, ShapeFragment, TextFragment

CALLOUT = "- {kind: callout, id: c, type: warning, blocks: [{kind: paragraph, id: cp, text: Careful}]}"
FACTS = "- {kind: facts, id: f, items: [{id: f1, figure: '1', text: one}]}"
DEFINITION = """
- {kind: definition, id: d, entry: w, text: here}
- {kind: glossary, id: g, entries: [{id: w, term: word, text: what it means}]}
"""


def shapes(layout: Layout) -> list[ShapeFragment]:
    return [each for each in layout.pages[1].fragments if isinstance(each, ShapeFragment)]


def bounds(shape: ShapeFragment) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of what a shape paints, half its line included."""
    xs = [value for _, values in shape.path for value in values[::2]]
    ys = [value for _, values in shape.path for value in values[1::2]]
    more = shape.stroke_width / 2 if shape.stroke else 0.0
    return min(xs) - more, min(ys) - more, max(xs) + more, max(ys) + more


@pytest.mark.parametrize(
    ("blocks", "theme"),
    [
        (CALLOUT, "callouts: {warning: {border: text}}\n"),
        (DEFINITION, "shapes: {definition-border: text}\n"),
        (FACTS, "shapes: {fact-border: text}\n"),
    ],
    ids=["callout", "definition", "facts"],
)
def test_the_line_around_a_box_stays_inside_it(tmp_path: Path, blocks: str, theme: str) -> None:
    without = laid_out(tmp_path, blocks)
    with_line = laid_out(tmp_path, blocks, theme=SMALL + theme + "space: {border: 2}\n")
    assert all(shape.stroke is None for shape in shapes(without))
    (line,) = [shape for shape in shapes(with_line) if shape.stroke]
    assert (line.stroke, line.stroke_width, line.artifact) == ("text", 2, "background")
    box = max((bounds(shape) for shape in shapes(without)), key=lambda each: each[2] - each[0])
    assert bounds(line) == pytest.approx(box)


def test_boxes_of_the_plain_theme_need_no_tint(tmp_path: Path) -> None:
    layout = laid_out(tmp_path, f"{CALLOUT}\n{FACTS}\n{DEFINITION}", theme=f"base: plain\n{SMALL}")
    found = shapes(layout)
    assert {shape.fill for shape in found} <= {None, "paper", "text"}
    assert sum(shape.stroke == "text" for shape in found) == 2  # callout and fact; a definition has its bar


def texts_at(layout: Layout, page: int) -> dict[str, tuple[float, float]]:
    """Place of each text of a page: left end and baseline."""
    found = [each for each in layout.pages[page].fragments if isinstance(each, TextFragment) and each.slot]
    return {each.run.text.strip(): (each.x, each.y) for each in found}


def test_a_figure_with_a_row_of_its_own_stands_beside_what_it_counts(tmp_path: Path) -> None:
    facts = "- {kind: facts, id: f, items: [{id: f1, figure: '38', text: of all}, {id: f2, figure: '7', text: more}]}"
    layout = laid_out(tmp_path, facts, theme=SMALL + "shapes: {facts-per-row: 1}\n")
    places = texts_at(layout, 1)
    assert places["of all"][0] == pytest.approx(places["more"][0])  # one column of texts
    assert places["of all"][0] > places["38"][0]
    assert abs(places["of all"][1] - places["38"][1]) < 12  # on one axis
    above = texts_at(laid_out(tmp_path, facts), 1)
    assert above["of all"][1] - above["38"][1] > 12


@pytest.mark.parametrize(
    ("count", "word", "rows"),
    [(3, "things", [3]), (3, "unforgettablenesses", [1, 1, 1]), (4, "things", [2, 2]), (5, "things", [3, 2])],
    ids=["three", "words wider than a third", "four", "five"],
)
def test_facts_stand_beside_each_other_as_their_words_allow(
    tmp_path: Path, count: int, word: str, rows: list[int]
) -> None:
    items = ", ".join(f"{{id: f{n}, figure: '{n}', text: {word}}}" for n in range(count))
    layout = laid_out(tmp_path, f"- {{kind: facts, id: f, items: [{items}]}}")
    heights = [y for text, (_, y) in sorted(texts_at(layout, 1).items()) if text.isdigit()]
    assert [heights.count(y) for y in dict.fromkeys(heights)] == rows
    assert not layout.remarks


def test_rows_of_facts_stay_together(tmp_path: Path) -> None:
    items = ", ".join(f"{{id: f{n}, figure: '{n}', text: things}}" for n in range(2))
    lines = "\n".join(f"- {{kind: paragraph, id: p{n}, text: Words}}" for n in range(6))
    facts = f"{lines}\n- {{kind: facts, id: f, items: [{items}]}}"
    layout = laid_out(tmp_path, facts, theme=SMALL + "shapes: {facts-per-row: 1}\n")
    assert [sum(text in ("0", "1") for text in texts_at(layout, page)) for page in (1, 2)] == [0, 2]
