# SPDX-License-Identifier: Apache-2.0
"""Two texts on facing pages: small lists in plain text, and what holds for random ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from test_paginate import FRAME, box, parse, show

from booklet.layout.items import Box, Break, Item, Mark
from booklet.layout.spreadpages import Spread
from booklet.layout.spreadparts import Text, parts_of
from booklet.layout.spreads import facing_pages
from booklet.problems import Problems


def marked(text: str) -> list[Item]:
    """A list as ``parse`` reads it, that begins a section; capitals are the boxes that have a name in both texts."""
    items: list[Item] = [Break(force=True)]
    for item in parse(text):
        name = item.fragments[0].slot if isinstance(item, Box) else ""
        items.append(replace(item, marks=(Mark("", name),)) if name and name.isupper() else item)
    return items


def facing(first: str, second: str, *, multiple: int = 1, apart: float = 99.0, notes: str = "") -> list[str]:
    """Each spread as ``left / right``."""
    problems = Problems()
    lines = {name: (box(name, 10.0),) for name in notes}
    texts = [Text(marked(text), lines) for text in (first, second)]
    spreads = facing_pages(*texts, FRAME, problems, multiple=multiple, apart=apart)
    assert not problems.errors
    return lines_of(spreads)


def lines_of(spreads: list[Spread]) -> list[str]:
    return [" / ".join(show(spread)) for spread in spreads]


@pytest.mark.parametrize(
    ("first", "second", "spreads"),
    [
        pytest.param("A40 | B40 | C40", "A30 | B30 | C30", ["A@0 B@40 / A@0 B@30", "C@0 / C@0"], id="longer decides"),
        pytest.param("A30 | B30 | C30", "A60 | B30 | C30", ["A@0 / A@0", "B@0 C@30 / B@0 C@30"], id="the other does"),
        pytest.param("A40 | B40 x C40", "A40 | B20 | C20", ["A@0 / A@0", "B@0 C@40 / B@0 C@20"], id="kept in one"),
        pytest.param("A30 | b30 | C30", "A30 | b40 | c5 | C40", ["A@0 b@30 / A@0 b@30 c@70", "C@0 / C@0"], id="within"),
        pytest.param("A40 ! B40", "A40 | B40", ["A@0 / A@0", "B@0 / B@0"], id="a section in one begins in both"),
        pytest.param("A40 ! B40 | C70", "A40 ! B40 | C20", ["A@0 / A@0", "B@0 / B@0", "C@0 / C@0"], id="sections"),
        pytest.param("A40 |9 B20 | C60", "A20 | B20 | C50", ["A@0 B@40 / A@0 B@20", "C@0 / C@0"], id="the worse price"),
        pytest.param("A60 | B30", "A60 | Z5 | B30", ["A@0 B@60 / A@0 Z@60 B@65"], id="in one text alone"),
        pytest.param("A9 | B60 | C30", "A9 | C30 | B60", ["A@0 B@9 C@69 / A@0 C@9 B@39"], id="in another order"),
        pytest.param("a60 ! B30", "B30", ["a@0 / blank", "B@0 / B@0"], id="something before the first in common"),
        pytest.param("(4 A60 ) | B20", "(4 A50 ) | B30", ["A@4 B@68 [0-68] / A@4 B@58 [0-58]"], id="containers"),
        pytest.param(
            "(4 A60 | B60 )",
            "(4 A50 | B50 )",
            ["A@4 [0-68] / A@4 [0-58]", "B@4 [0-68] / B@4 [0-58]"],
            id="a container goes on in both",
        ),
        pytest.param("A60 | b60 | B60", "A20 | b20 | B20", ["A@0 / A@0", "b@0 / b@0", "B@0 / B@0"], id="cut in both"),
        pytest.param("A60 | b60 | B40", "A20 | b20 | B9", ["A@0 / A@0", "b@0 B@60 / b@0 B@20"], id="then goes on"),
        pytest.param("A60 | b60 | B40", "A20 | B9", ["A@0 / A@0", "b@0 B@60 / B@0"], id="goes on beside a rest"),
        pytest.param(
            "(4 A60 | b60 ) | B30",
            "(4 A20 | b20 ) | B30",
            ["A@4 [0-68] / A@4 [0-28]", "b@4 B@68 [0-68] / b@4 B@28 [0-28]"],
            id="goes on behind a container",
        ),
        pytest.param("A60 | b60 ! B30", "A20 | b20 ! B9", ["A@0 / A@0", "b@0 / b@0", "B@0 / B@0"], id="a new section"),
        pytest.param("A60 | b60 | B60", "A20 | B20", ["A@0 / A@0", "b@0 / blank", "B@0 / B@0"], id="nothing to cut"),
    ],
)
def test_spreads(first: str, second: str, spreads: list[str]) -> None:
    assert facing(first, second) == spreads


def test_footnotes_need_room_on_the_page_of_their_mark() -> None:
    assert facing("A80^n | B8", "A80 | B8", notes="n") == ["A@0 ^n / A@0", "B@0 / B@0"]
    assert facing("A70^n | B10", "A70 | B10^n", notes="n") == ["A@0 B@70 ^n / A@0 B@70 ^n"]
    assert facing("A60 | b60^n | B20", "A9 | b9 | B9", notes="n") == ["A@0 / A@0", "b@0 B@60 ^n / b@0 B@9"]
    assert facing("A60 | b60^n | B40", "A9 | b9 | B9", notes="n") == ["A@0 / A@0", "b@0 ^n / b@0", "B@0 / B@0"]


def test_nothing_begins_beside_footnotes_that_go_on_overleaf() -> None:
    lines = {"n": tuple(box("n", 10.0) for _ in range(7))}
    texts = Text(marked("A60^n | B20"), lines), Text(marked("A10 | B10"), lines)
    spreads = facing_pages(*texts, FRAME, Problems())
    assert [len(page.notes) for spread in spreads for page in spread] == [3, 0, 4, 0, 0, 0]
    assert lines_of(spreads)[-1] == "B@0 / B@0"


def test_the_number_of_pages_folds_well() -> None:
    texts = [Text(marked(text), {}) for text in ("A50 | B40 ! C60", "A50 | B40 ! C60")]
    counts = [len(facing_pages(*texts, FRAME, Problems(), multiple=multiple, others=2)) for multiple in (1, 4)]
    assert counts == [2, 3]


def test_translations_begin_beside_each_other_where_there_is_room() -> None:
    first, second = "A30 | _9 B20 | _2 C20", "A20 | _9 B10 | _2 C20"
    assert facing(first, second, apart=9.0) == ["A@0 B@39 C@61 / A@0 B@39 C@51"], "a list keeps its even spaces"
    assert facing(first, second, apart=2.0) == ["A@0 B@39 C@61 / A@0 B@39 C@61"]
    assert facing("A30 | _9 B20 | _9 C11", "A50 | _9 B10 | _9 C10", apart=9.0) == ["A@0 B@59 C@88 / A@0 B@59 C@88"]


def test_what_has_no_room_to_move_stays() -> None:
    assert facing("A40 | _9 B10", "A20 | _9 B60", apart=9.0) == ["A@0 B@49 / A@0 B@29"]


def test_both_texts_are_parted_where_both_may_be() -> None:
    texts = Text(marked("A9 | B9 x C9 | d9 | D9"), {}), Text(marked("A9 | B9 | C9 | D9"), {})
    names = [["".join(i.fragments[0].slot for i in half.items if isinstance(i, Box)) for half in p.halves]
             for p in parts_of(texts)]  # fmt: skip
    assert names == [["A", "A"], ["BCd", "BC"], ["D", "D"]]


_BLOCKS = st.lists(
    st.tuples(st.integers(1, 60), st.integers(1, 60), st.sampled_from(["|", "|", "|5", "!", "x"])),
    min_size=1,
    max_size=24,
)


@settings(deadline=None, derandomize=True, max_examples=200)
@given(blocks=_BLOCKS, multiple=st.sampled_from([1, 4]), apart=st.sampled_from([0.0, 99.0]))
def test_each_block_stands_on_one_spread_in_both_texts(
    blocks: list[tuple[int, int, str]], multiple: int, apart: float
) -> None:
    names = [chr(ord("A") + number) for number in range(len(blocks))]
    texts = []
    for side in (0, 1):
        words = " ".join(f"{block[2]} _4 {name}{block[side]}" for name, block in zip(names, blocks, strict=True))
        texts.append(Text(marked(words), {}))
    problems = Problems()
    spreads = facing_pages(*texts, FRAME, problems, multiple=multiple, apart=apart)
    assert not problems.errors
    for page in (0, 1):
        found = [entry.box.fragments[0].slot for spread in spreads for entry in spread[page].boxes]
        assert found == names, "nothing is lost, and all in order"
    torn = any(page.torn for spread in spreads for page in spread)
    for left, right in spreads:
        sides = [[entry.box.fragments[0].slot for entry in page.boxes] for page in (left, right)]
        assert sides[0] == sides[1] or torn
        assert all(entry.y + entry.box.height <= FRAME.height + 1e-6 for entry in (*left.boxes, *right.boxes))
