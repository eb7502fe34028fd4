# SPDX-License-Identifier: Apache-2.0
"""Problems: how they read, that each counts once, that errors travel between processes."""

from __future__ import annotations

import pickle

import pytest

from booklet.problems import BookletError, Problem, Problems, Severity, Span


def test_a_problem_reads_as_place_fault_and_mend() -> None:
    span = Span("booklet.yaml", 3, 5)
    assert str(Problem(span, "this is odd", "mend it")) == "booklet.yaml:3:5: this is odd — mend it"
    assert str(Problem(None, "odd", "look", Severity.WARNING)) == "warning: odd — look"


def test_the_same_problem_counts_once_and_warnings_do_not_stop() -> None:
    problems = Problems()
    problems.warn(None, "odd", "look")
    problems.warn(None, "odd", "look")
    problems.stop_if_errors()
    assert len(problems) == 1
    problems.error(None, "wrong", "mend")
    with pytest.raises(BookletError) as raised:
        problems.stop_if_errors()
    assert [problem.what for problem in raised.value.problems] == ["odd", "wrong"]


def test_an_error_survives_pickling_with_its_problems() -> None:
    error = BookletError([Problem(Span("f", 1, 2), "wrong", "mend")])
    assert pickle.loads(pickle.dumps(error)).problems == error.problems
