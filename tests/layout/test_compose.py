# SPDX-License-Identifier: Apache-2.0
"""Composing: nearly empty last pages are saved or filled, and nothing that belongs together is torn for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_paginate import FRAME, parse, show

from booklet.layout.compose import Earlier, compose
from booklet.layout.items import Break
from booklet.problems import Problems


@pytest.mark.parametrize(
    ("items", "pages"),
    [
        pytest.param("a60 | _20 b25", ["a@0 b@74"], id="tightened, and the page is saved"),
        pytest.param("a30 | b30 | c35 | d20", ["a@0 b@30", "c@0 d@35"], id="the page before ends earlier"),
        pytest.param("a30 | b30 | c35 | d30 | e30 | f35 | g20", ["a@0 b@30 c@60", "d@0 e@30", "f@0 g@35"], id="both"),
        pytest.param("a50 x b45 | c20", ["a@0 b@50", "c@0"], id="but tears nothing"),
        pytest.param("a60 | b60", ["a@0", "b@0"], id="full enough"),
        pytest.param("a60 ! b20 | c20", ["a@0", "b@0 c@20"], id="sections are set for themselves"),
        pytest.param("a20 !r b20", ["a@0", "blank", "b@0"], id="recto"),
        pytest.param("a20 !v b20", ["a@0", "b@0"], id="verso, as it comes"),
        pytest.param("a20 ! b20 !v c20", ["a@0", "b@0", "blank", "c@0"], id="verso"),
        pytest.param("a20 ! b20 !va c20", ["a@0", "b@0", "*@0", "c@0"], id="verso, art on the page left over"),
        pytest.param("a20 !va b20", ["a@0", "b@0"], id="art that is not needed"),
        pytest.param("a20 ! b40 | c40 !v d20", ["a@0", "b@0", "c@0", "d@0"], id="a section rather than a blank page"),
        pytest.param("a20 ! b70 | _20 c20 !v d20", ["a@0", "b@0", "c@0", "d@0"], id="the page is not saved in vain"),
        pytest.param("a20 ! !v !r b20", ["a@0", "blank", "b@0"], id="the last wish of several counts"),
    ],
)
def test_sections(items: str, pages: list[str]) -> None:
    problems = Problems()
    assert show(compose(parse(items), FRAME, {}, problems)) == pages
    assert not problems.errors


@pytest.mark.parametrize(
    ("items", "pages"),
    [
        pytest.param("a20 ! b40 | c40 ! d50", ["a@0", "b@0", "c@0", "d@0"], id="a section takes a page more"),
        pytest.param("a60 ! b70 | _20 c16 ! d20 ! e20", ["a@0", "b@0 c@84", "d@0", "e@0"], id="or one less"),
        pytest.param("a60 ! b60 !a c60", ["a@0", "b@0", "*@0", "c@0"], id="art makes up the number"),
        pytest.param("a60 ! b20 | c20 ! d20", ["a@0", "b@0 c@20", "d@0"], id="but no page is left nearly empty for it"),
        pytest.param("a60 ! b60 ! c60 ! d60", ["a@0", "b@0", "c@0", "d@0"], id="four are four"),
    ],
)
def test_the_number_of_pages_folds_well(items: str, pages: list[str]) -> None:
    problems = Problems()
    assert show(compose(parse(items), FRAME, {}, problems, multiple=4)) == pages
    assert not problems.errors


def test_the_ground_is_that_of_a_sections_pages() -> None:
    items = [Break(force=True), *parse("a60 | b60"), Break(force=True, ground="story"), *parse("c60 | d60")]
    plans = compose(items, FRAME, {}, Problems())
    assert [plan.ground for plan in plans] == [None, None, "story", "story"]


@given(
    st.lists(st.tuples(st.sampled_from(["!", "!r", "!v", "!va", "!a"]), st.integers(1, 9)), min_size=1, max_size=12),
    st.sampled_from([1, 2, 3, 4, 8]),
)
def test_sides_are_kept_and_nothing_is_lost(sections: list[tuple[str, int]], multiple: int) -> None:
    words: list[str] = []
    for number, (wish, count) in enumerate(sections):
        name = chr(ord("a") + number)
        words += [wish, *" | ".join([f"{name}30"] * count).split()]
    plans = compose(parse(" ".join(words)), FRAME, {}, Problems(), multiple)
    drawn = [entry.box.fragments[0].slot for plan in plans for entry in plan.boxes if entry.box.height < 100]
    assert drawn == [chr(ord("a") + number) for number, (_, count) in enumerate(sections) for _ in range(count)]
    for number, (wish, _) in enumerate(sections):
        name = chr(ord("a") + number)
        first = next(at for at, plan in enumerate(plans) if name in {e.box.fragments[0].slot for e in plan.boxes})
        if wish[1:2] in ("r", "v"):
            assert first % 2 == (0 if wish[1] == "r" else 1)


@pytest.mark.parametrize(
    "later",
    [
        pytest.param("a60 ! b70 | _20 c16 ! d20 ! e20", id="the same"),
        pytest.param("v60 ! w70 | _20 x16 ! y20 ! z20", id="other boxes of the same measures"),
        pytest.param("a60 ! b70 | _20 c40 ! d20 ! e20", id="a taller box"),
        pytest.param("a60 ! b70 | _20 c16 !r d20 ! e20", id="another side"),
        pytest.param("a60 ! b120 ! d20 ! e20", id="a box too tall for a page"),
        pytest.param("a60 ! b70", id="fewer sections"),
        pytest.param("a60 ! b70 | _20 c16 ! d20 ! e20 ! f20 | g90", id="more sections"),
        pytest.param("(2h8 h8 x ) ! b70 | _20 c16", id="a container"),
    ],
)
def test_an_earlier_pass_changes_nothing(later: str) -> None:
    earlier = Earlier()
    compose(parse("a60 ! b70 | _20 c16 ! d20 ! e20"), FRAME, {}, Problems(), 4, earlier)
    for _ in range(2):
        items, found, alone = parse(later), Problems(), Problems()
        assert compose(items, FRAME, {}, found, 4, earlier) == compose(items, FRAME, {}, alone, 4)
        assert list(found) == list(alone)
