# SPDX-License-Identifier: Apache-2.0
"""Remarks on pages: what they speak of, and that they are silent on what is meant to be so."""

from __future__ import annotations

import pytest
from test_paginate import FRAME, parse

from booklet.layout.compose import compose
from booklet.layout.remarks import remarks
from booklet.problems import Problems


@pytest.mark.parametrize(
    ("items", "multiple", "told"),
    [
        pytest.param("a50 ! b50 ! c50 ! d50", 4, [], id="nothing"),
        pytest.param("a50 ! b20 ! c50", 1, ["less than a third full: page 2"], id="sparse"),
        pytest.param("a50 ! b20 ! c20 ! d50", 1, ["less than a third full: pages 2, 3"], id="sparse, several"),
        pytest.param("a50 ! b50 ! c20", 1, [], id="the last page may be short"),
        pytest.param("a50 ! b50 !v c50", 1, ["empty: page 3"], id="empty"),
        pytest.param("a50 ! b50 !va c50", 1, [], id="art"),
        pytest.param("a10^l ! b50", 1, [], id="footnotes fill a page too"),
        pytest.param("a10^n ! b50", 1, ["less than a third full: page 1"], id="but one does not"),
        pytest.param(
            "a60 x b60 x c60",
            1,
            ["more keeps together than fits, so it is cut at the end of: pages 1, 2"],
            id="torn",
        ),
        pytest.param(
            "a50 ! b50 ! c50", 2, ["3 pages are no multiple of 2: 1 stays empty when folded"], id="folds badly"
        ),
    ],
)
def test_remarks(items: str, multiple: int, told: list[str]) -> None:
    notes = {"l": [*parse("l10 l10 l10 l10 l10")], "n": [*parse("n10")]}
    plans = compose(parse(items), FRAME, notes, Problems())  # type: ignore[arg-type]
    assert list(remarks(plans, multiple)) == told


def test_long_lists_are_cut_short() -> None:
    plans = compose(parse(" ! ".join(["a20"] * 30)), FRAME, {}, Problems())
    (told,) = remarks(plans, 1)
    assert told.endswith("pages 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12 and 17 more")


def test_words_that_were_cut() -> None:
    plans = compose(parse("a50"), FRAME, {}, Problems())
    told = "wider than its column, so cut without a hyphen: ‘Wort’"
    assert remarks(plans, 1, ["Wort"]) == (told,)
    told = "wider than their column, so cut without a hyphen: ‘a’, ‘b’, ‘c’ and 1 more"
    assert remarks(plans, 1, ["a", "b", "c", "d"]) == (told,)
