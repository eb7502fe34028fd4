# SPDX-License-Identifier: Apache-2.0
"""Theme files: the built-in one is sound, a booklet's own changes what it names, faults have a place."""

from __future__ import annotations

from pathlib import Path

import pytest

from booklet.layout.contrast import contrast
from booklet.layout.model import Colour
from booklet.layout.themefile import load_theme
from booklet.problems import Problems


def test_the_built_in_theme_has_no_faults() -> None:
    problems = Problems()
    theme = load_theme(None, problems)
    assert theme is not None
    assert not list(problems)
    assert theme.page.width == pytest.approx(419.53, abs=0.01)
    assert theme.text_style("body", "Arab").size > theme.text_style("body", "Latn").size


def test_a_theme_file_changes_only_what_it_names(tmp_path: Path) -> None:
    file = tmp_path / "theme.yaml"
    file.write_text('colours:\n  ngo: {rgb: "#101010", cmyk: [0, 0, 0, 90]}\nstyles:\n  h1: {colour: ngo, size: 20}\n')
    problems = Problems()
    theme = load_theme(file, problems)
    built_in = load_theme(None, problems)
    assert theme is not None
    assert built_in is not None
    assert theme.styles["h1"].colour == "ngo"
    assert theme.styles["h1"].leading == built_in.styles["h1"].leading
    assert theme.styles["body"] == built_in.styles["body"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("page:\n  widht: 10mm\n", 2, "did you mean 'page.width'?", id="misspelt"),
        pytest.param("page:\n  width: wide\n", 2, "a length such as", id="no length"),
        pytest.param("page:\n  width: 30mm\n", 2, "too little of the page", id="no room"),
        pytest.param('colours:\n  text: {rgb: "#12"}\n', 2, "a colour such as", id="no colour"),
        pytest.param('colours:\n  new: {rgb: "#121212"}\n', 2, "has no cmyk", id="no inks"),
        pytest.param("colours:\n  text: {cmyk: [0, 0, 0, 400]}\n", 2, "four percentages", id="too much ink"),
        pytest.param("styles:\n  h1: {colour: prmary}\n", 2, "did you mean 'primary'?", id="unknown colour"),
        pytest.param("styles:\n  h1: {colour: sun}\n", 2, "has a contrast of 1.8 to 1", id="unreadable heading"),
        pytest.param("callouts:\n  warning: {fill: warm}\n", 2, "has a contrast", id="unreadable box"),
        pytest.param("styles:\n  h1: {size: 40, leading: 20}\n", 2, "at least as large", id="tight leading"),
        pytest.param("text:\n  hyphenate: perhaps\n", 2, "yes or no", id="no boolean"),
        pytest.param("fonts:\n  body: []\n", 2, "a list of font families", id="no fonts"),
        pytest.param("styles:\n  h1: {font: fancy}\n", 2, "write body or heading", id="unknown font role"),
        pytest.param("page: [1\n", 2, "", id="syntax"),
    ],
)
def test_faults_name_their_place(tmp_path: Path, text: str, line: int, words: str) -> None:
    file = tmp_path / "theme.yaml"
    file.write_text(text)
    problems = Problems()
    assert load_theme(file, problems) is None
    errors = [problem for problem in problems.errors if problem.span and problem.span.line == line]
    assert any(words in str(problem) for problem in errors), "\n".join(map(str, problems))


def test_contrast_is_that_of_wcag() -> None:
    black, white = Colour("k", (0, 0, 0), (0, 0, 0, 1)), Colour("w", (1, 1, 1), (0, 0, 0, 0))
    grey = Colour("g", (0x77 / 255,) * 3, (0, 0, 0, 0.5))
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(grey, white) == pytest.approx(4.48, abs=0.01)
