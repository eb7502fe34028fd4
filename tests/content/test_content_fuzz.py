# SPDX-License-Identifier: Apache-2.0
"""A whole booklet, damaged at random: loading it gives a booklet or a list of problems, never anything else."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booklet.content.load import load_booklet
from booklet.problems import BookletError, Problems

EVERY_KIND = Path(__file__).parent / "samples" / "every-kind"
TEXT = (EVERY_KIND / "booklet.yaml").read_text(encoding="utf-8")
PIECES = re.findall(r"\s+|[\w./-]+|[^\w\s]", TEXT)
VALUES = ["", "~", "[]", "{}", "{a: b}", "[a]", "[[]]", "x", "'**'", '"[a](b)"', "0", "-1", "1e9", "..", "*x", "cover"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("fuzz") / "booklet"
    shutil.copytree(EVERY_KIND, target)
    return target


def load(folder: Path, text: str) -> None:
    (folder / "booklet.yaml").write_text(text, encoding="utf-8")
    problems = Problems()
    try:
        load_booklet(folder, problems)
    except BookletError:
        assert problems.errors


PLACES = st.integers(0, len(PIECES) - 1)


@given(st.lists(st.tuples(PLACES, st.sampled_from([*VALUES, *PIECES])), min_size=1, max_size=5))
@settings(max_examples=120, deadline=None)
def test_pieces_replaced(folder, changes) -> None:
    pieces = list(PIECES)
    for index, piece in changes:
        pieces[index] = piece
    load(folder, "".join(pieces))


SPANS = st.sampled_from([match.span(1) for match in re.finditer(r": +([^\s,{}\[\]]+)", TEXT)])


@given(st.lists(st.tuples(SPANS, st.sampled_from(VALUES)), min_size=1, max_size=6, unique_by=lambda change: change[0]))
@settings(max_examples=120, deadline=None)
def test_values_replaced(folder, changes) -> None:
    text = TEXT
    for (start, end), value in sorted(changes, reverse=True):
        text = text[:start] + value + text[end:]
    load(folder, text)


@given(st.integers(1, TEXT.count("\n") - 1), st.integers(1, 6))
@settings(max_examples=60, deadline=None)
def test_lines_dropped(folder, first: int, count: int) -> None:
    lines = TEXT.split("\n")
    load(folder, "\n".join(lines[:first] + lines[first + count :]))
