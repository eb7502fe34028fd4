# SPDX-License-Identifier: Apache-2.0
"""Values between stages: what all of them promise, and that Python can forget them."""

from __future__ import annotations

import gc
import pickle

import pytest
from badinput import badinput_kit as kit
from msgspec.structs import replace

from booklet.build.run import build
from booklet.layout.setter import Setter
from booklet.problems import Problem, Severity, Span
from booklet.text.typeset import Typesetter

PROBLEM = Problem(Span("a.yaml", 3, 5), "no title", "add one")


def test_values_never_change():
    with pytest.raises(AttributeError):
        PROBLEM.what = "another"
    assert replace(PROBLEM, what="another").what == "another"
    assert PROBLEM.what == "no title"


def test_values_are_what_they_hold():
    same = Problem(Span("a.yaml", 3, 5), "no title", "add one")
    other = replace(same, severity=Severity.WARNING)
    assert len({PROBLEM, same, other}) == 2
    assert pickle.loads(pickle.dumps(PROBLEM)) == PROBLEM
    assert repr(PROBLEM.span) == "Span(file='a.yaml', line=3, column=5)"  # caches are keyed by such words


def test_places_are_in_the_order_of_the_file():
    assert sorted([Span("b"), Span("a", 10), Span("a", 9, 2), Span("a", 9)]) == [
        Span("a", 9), Span("a", 9, 2), Span("a", 10), Span("b"),
    ]  # fmt: skip


def test_nothing_of_a_finished_booklet_stays(tmp_path, monkeypatch):
    """Cycles through values would stay for ever, as Python does not look for them there."""
    monkeypatch.setenv("BOOKLET_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "small"
    folder.mkdir()
    kit.make_booklet(folder)
    gc.collect()
    before = {id(each) for each in gc.get_objects() if isinstance(each, Setter | Typesetter)}
    assert not build(folder, tmp_path / "out", jobs=1).failed
    gc.collect()
    assert [each for each in gc.get_objects() if isinstance(each, Setter | Typesetter) and id(each) not in before] == []
