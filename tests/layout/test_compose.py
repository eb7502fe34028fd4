# SPDX-License-Identifier: Apache-2.0
"""Composing: nearly empty last pages are saved or filled, and nothing that belongs together is torn for it."""

from __future__ import annotations

import pytest
from test_paginate import FRAME, parse, show

from booklet.layout.compose import compose
from booklet.problems import Problems


@pytest.mark.parametrize(
    ("items", "pages"),
    [
        pytest.param("a60 | _20 b25", ["a@0 b@74"], id="tightened, and the page is saved"),
        pytest.param("a30 | b30 | c35 | d20", ["a@0 b@30", "c@0 d@35"], id="the page before ends earlier"),
        pytest.param("a50 x b45 | c20", ["a@0 b@50", "c@0"], id="but tears nothing"),
        pytest.param("a60 | b60", ["a@0", "b@0"], id="full enough"),
        pytest.param("a60 ! b20 | c20", ["a@0", "b@0 c@20"], id="sections are set for themselves"),
        pytest.param("a20 !r b20", ["a@0", "blank", "b@0"], id="recto"),
    ],
)
def test_sections(items: str, pages: list[str]) -> None:
    problems = Problems()
    assert show(compose(parse(items), FRAME, {}, problems)) == pages
    assert not problems.errors
