# SPDX-License-Identifier: Apache-2.0
"""Theme files: the built-in one is sound, a booklet's own changes what it names, faults have a place."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from test_pages import SMALL, laid_out

from booklet.layout.contrast import contrast
from booklet.layout.model import Colour, TextFragment
from booklet.layout.themefile import load_theme
from booklet.problems import Problems, Span
from booklet.text.model import ScriptFit

SPAN = Span("booklet.yaml", 4, 2)


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


def test_a_theme_file_changes_one_value_of_one_script(tmp_path: Path) -> None:
    file = tmp_path / "theme.yaml"
    file.write_text("scripts: {Arab: {size: 1.2}}\n")
    problems = Problems()
    theme = load_theme(file, problems)
    built_in = load_theme(None, problems)
    assert theme is not None
    assert built_in is not None
    assert theme.scripts["Arab"] == replace(built_in.scripts["Arab"], size=1.2)
    assert {**theme.scripts, "Arab": None} == {**built_in.scripts, "Arab": None}
    assert theme.text_style("body", "Arab").size == pytest.approx(1.2 * theme.styles["body"].size)
    assert theme.text_style("body", "Aran") == built_in.text_style("body", "Aran")


def test_a_theme_file_adds_a_script(tmp_path: Path) -> None:
    file = tmp_path / "theme.yaml"
    file.write_text("scripts:\n  Cher: {size: 0.9, leading: 1, least: 4mm, tightest: 1.2}\n")
    problems = Problems()
    theme = load_theme(file, problems)
    assert theme is not None, list(map(str, problems))
    assert theme.scripts["Cher"] == ScriptFit(0.9, 1, pytest.approx(11.339, abs=0.001), 1.2)
    assert (theme.scripts["Cher"].headings, theme.scripts["Aran"].headings) == (0, 2.55)
    file.write_text("scripts:\n  Cher: {size: 0.9}\n")
    problems = Problems()
    assert load_theme(file, problems) is None
    assert [str(problem) for problem in problems] == [
        f"{file}:2:16: 'scripts.Cher.{name}' is missing or has no value — give it one"
        for name in ("leading", "least", "tightest")
    ]


@pytest.mark.parametrize(
    ("text", "mend"),
    [
        ("Arbb: {size: 1.2}", "did you mean 'Arab'?"),
        ("arab: {size: 1.2}", "did you mean 'Arab'?"),
        ("Arbb: 5", "did you mean 'Arab'?"),
        ("Cheer: {size: 1.2}", "did you mean 'Cher'?"),
        ("Hani: {size: 1.2}", "write Hans, Hant, Jpan or Kore"),
        ("Hang: {size: 1.2}", "write Kore"),
        ("a.b.c: {size: 1.2}", "write an ISO 15924 code, such as Arab or Thai"),
    ],
)
def test_a_code_that_no_text_is_in_is_one_error(tmp_path: Path, text: str, mend: str) -> None:
    file = tmp_path / "theme.yaml"
    file.write_text(f"scripts:\n  {text}\n")
    problems = Problems()
    assert load_theme(file, problems) is None
    code = text.split(":")[0]
    assert [str(problem) for problem in problems] == [f"{file}:2:3: there is no writing system {code!r} — {mend}"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        pytest.param("page:\n  widht: 10mm\n", 2, "did you mean 'page.width'?", id="misspelt"),
        pytest.param("page:\n  width: wide\n", 2, "a length such as", id="no length"),
        pytest.param("page:\n  width: 30mm\n", 2, "too little of the page", id="no room"),
        pytest.param('colours:\n  text: {rgb: "#12"}\n', 2, "a colour such as", id="no colour"),
        pytest.param("colours:\n  text: red\n", 2, "'colours.text' is 'red' — write a colour such as", id="a word"),
        pytest.param("colours:\n  text: #cc0000\n", 2, "'colours.text' is empty — write a col", id="a remark"),
        pytest.param('colours:\n  new: {rbg: "#121212"}\n', 2, "did you mean 'colours.new.rgb'?", id="misspelt rgb"),
        pytest.param("colours:\n  new: {cmyk: [0, 0, 0, 9]}\n", 2, "'colours.new.rgb' is missing", id="no rgb"),
        pytest.param("colours: red\n", 1, "'colours' is 'red' — write names", id="no colours"),
        pytest.param('colors:\n  new: "#121212"\n', 1, "did you mean 'colours'?", id="misspelt section"),
        pytest.param("styles:\n  h1: 5\n", 2, "'styles.h1' is '5' — write names", id="no style"),
        pytest.param("scripts:\n  Thai: 5\n", 2, "'scripts.Thai' is '5' — write names", id="no script"),
        pytest.param("scripts:\n  Arab: {sise: 5}\n", 2, "did you mean 'scripts.Arab.size'?", id="misspelt factor"),
        pytest.param("scripts:\n  Thai: {size: 9}\n", 2, "write a number from 0.5 to 3", id="huge script"),
        pytest.param("scripts:\n  Thai: {leading: .nan}\n", 2, "write a number from 0.5 to 4", id="no leading"),
        pytest.param("scripts:\n  Thai: {least: 2in}\n", 2, "write a size up to 24 points", id="huge least size"),
        pytest.param("scripts:\n  Thai: {tightest: -1}\n", 2, "write a number from 0 to 4", id="negative leading"),
        pytest.param("scripts:\n  Aran: {headings: 5}\n", 2, "write a number from 0 to 4", id="huge leading"),
        pytest.param("page:\n  inner: 110mm\n", 2, "too little of the page", id="wide margin"),
        pytest.param("styles:\n  h1: {leading: 9}\n", 2, "at least as large", id="less leading"),
        pytest.param("colours:\n  text: {cmyk: [0, 0, 0, 400]}\n", 2, "four percentages", id="too much ink"),
        pytest.param("colours:\n  leaf: {cmyk: [1, 2, 3, 4]}\n", 2, "write its rgb too", id="inks alone"),
        pytest.param("page:\n  multiple: 3.7\n", 2, "write a whole number from 1 to 64", id="part of a page"),
        pytest.param("shapes:\n  facts-per-row: 2.9\n", 2, "write a whole number from 1 to 4", id="part of a fact"),
        pytest.param("page:\n  head: 100mm\n", 2, "smaller than 'page.top'", id="head in the text"),
        pytest.param("page:\n  top: 10mm\n", 2, "smaller than 'page.top'", id="text in the head"),
        pytest.param("page:\n  foot: 18mm\n", 2, "smaller than 'page.bottom'", id="foot in the text"),
        pytest.param("space:\n  note-gap: 700\n", 2, "use 245 points or less", id="huge space"),
        pytest.param("styles:\n  h1: {colour: prmary}\n", 2, "did you mean 'primary'?", id="unknown colour"),
        pytest.param("styles:\n  h1: {colour: sun}\n", 2, "has a contrast of 1.8 to 1", id="unreadable heading"),
        pytest.param("callouts:\n  warning: {fill: warm}\n", 2, "has a contrast", id="unreadable box"),
        pytest.param("styles:\n  h1: {size: 40, leading: 20}\n", 2, "at least as large", id="tight leading"),
        pytest.param("styles:\n  body: {size: 9, leading: 12}\n", 2, "too small to read with ease", id="small text"),
        pytest.param(
            'colours:\n  pale: "#757575"\nstyles:\n  table-cell: {colour: pale}\n', 4, "needs 4.5", id="cells in boxes"
        ),
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


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "colours:\n  # nothing yet\n"])
def test_an_empty_theme_changes_nothing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "theme.yaml"
    file.write_text(text)
    problems = Problems()
    assert load_theme(file, problems) == load_theme(None, problems)
    assert not list(problems)


@pytest.mark.parametrize(
    ("rgb", "cmyk"),
    [
        ("#cc0000", (0, 1, 1, 0.2)),
        ("#000000", (0, 0, 0, 1)),
        ("#FFFFFF", (0, 0, 0, 0)),
        ("#336699", (0.6667, 0.3333, 0, 0.4)),
    ],
)
def test_inks_that_are_not_named_are_the_complement(
    tmp_path: Path, rgb: str, cmyk: tuple[float, float, float, float]
) -> None:
    file = tmp_path / "theme.yaml"
    file.write_text(f'colours:\n  new: "{rgb}"\n  sun: {{rgb: "{rgb}"}}\n')
    problems = Problems()
    theme = load_theme(file, problems)
    assert theme is not None, list(map(str, problems))
    assert theme.palette["new"].cmyk == theme.palette["sun"].cmyk == cmyk


def test_a_colour_that_nothing_uses_is_told(tmp_path: Path) -> None:
    file = tmp_path / "theme.yaml"
    file.write_text(
        'colours:\n  primery: "#101010"\n  one: "#101010"\n  two: "#101010"\n  q: "#101010"\n  sun: "#ffff00"\n'
        "styles:\n  h1: {colour: one}\nfonts:\n  headin: [Andika]\n"
    )
    problems = Problems()
    assert load_theme(file, problems, drawn=[("two", SPAN), ("sun", SPAN)]) is not None
    assert [str(problem) for problem in problems] == [
        f"{file}:2:12: warning: no style, shape or picture uses the colour 'primery' — did you mean 'primary'?",
        f"{file}:5:6: warning: no style, shape or picture uses the colour 'q' — name it in one, or take it out",
        f"{file}:10:11: warning: no style uses the fonts 'headin' — did you mean 'heading'?",
    ]
    unknown = Problems()
    assert load_theme(file, unknown) is not None
    assert not list(unknown)  # where pictures could not be read, nobody knows what they name


def test_a_colour_of_a_picture_that_there_is_not() -> None:
    problems = Problems()
    assert load_theme(None, problems, drawn=[("sun", SPAN), ("sunn", SPAN)]) is None
    (only,) = problems
    assert str(only) == (
        "booklet.yaml:4:2: the picture names a colour 'sunn', which the theme does not have — did you mean 'sun'?"
    )


def test_a_pair_that_cannot_be_read_is_told_once(tmp_path: Path) -> None:
    file = tmp_path / "theme.yaml"
    file.write_text("styles:\n  h1: {colour: sun}\n  h3: {colour: sun}\n  toc: {colour: sun}\n")
    problems = Problems()
    assert load_theme(file, problems) is None
    assert [str(problem).partition(" — ")[0] for problem in problems.errors] == [
        f"{file}:2:16: 'sun' on 'paper' has a contrast of 1.8 to 1 and needs 4.5",
        f"{file}:2:16: 'sun' on 'story' has a contrast of 1.7 to 1 and needs 4.5",
    ]


def test_links_have_a_colour_that_shows_on_their_ground(tmp_path: Path) -> None:
    """Links on a band and in a table's head have the colour of the words around them, whatever its name is."""
    file = tmp_path / "theme.yaml"
    file.write_text("styles:\n  attribution: {colour: sand}\n  table-head: {colour: sand}\n")
    problems = Problems()
    theme = load_theme(file, problems)
    assert theme is not None, list(map(str, problems))
    links = {name: theme.text_style(name, "Latn").link for name in theme.styles}
    own = {name for name in links if links[name] == theme.styles[name].colour != theme.link_colour}
    assert own == {"subtitle", "call", "attribution", "step-number", "table-head"}
    assert links["title"] == theme.styles["title"].colour
    assert {links[name] for name in links if name not in {*own, "title"}} == {theme.link_colour}
    for name, ground in (("attribution", theme.cover.band), ("table-head", theme.table_head_fill)):
        assert contrast(theme.palette[links[name]], theme.palette[ground]) >= 4.5


def test_links_on_dark_grounds_are_set_in_the_colour_of_their_words(tmp_path: Path) -> None:
    layout = laid_out(
        tmp_path,
        """
        - {kind: heading, id: h, level: 1, text: One}
        - kind: table
          id: t
          columns: [{id: a, text: "See [that heading](h)"}, {id: b, text: B}]
          rows: [{id: r, cells: ["See [this heading](h)", c]}, {id: s, cells: [d, e]}]
        """,
        theme=SMALL + "styles: {table-head: {colour: sand}}\n",
    )
    runs = [part.run for part in layout.pages[1].fragments if isinstance(part, TextFragment)]
    assert [run.style.colour for run in runs if run.style.underline] == ["sand", "primary"]


def test_a_link_of_another_colour_is_checked_wherever_it_may_stand(tmp_path: Path) -> None:
    file = tmp_path / "theme.yaml"
    file.write_text("shapes:\n  link: sun\n")
    problems = Problems()
    assert load_theme(file, problems) is None
    grounds = ("paper", "primary-tint", "leaf-tint", "warm-tint", "rose-tint", "story")
    found = [str(problem) for problem in problems]
    assert {message.partition(" has ")[0] for message in found} == {
        f"{file}:2:9: 'sun' on {name!r}" for name in grounds
    }


def test_the_sign_of_a_contact_shows_on_its_disc(tmp_path: Path) -> None:
    file = tmp_path / "theme.yaml"
    styles = (
        "title",
        "h1",
        "quote",
        "label",
        "term",
        "address",
        "foot",
        "call",
        "attribution",
        "step-number",
        "table-head",
    )
    dark = "".join(f"  {name}: {{colour: text}}\n" for name in styles)
    file.write_text(
        f'colours:\n  primary: "#eeeeff"\nstyles:\n{dark}'
        "shapes: {link: text}\ncallouts: {example: {accent: text}}\n"
    )
    problems = Problems()
    assert load_theme(file, problems) is None
    (only,) = problems
    assert str(only).startswith(f"{file}:2:12: 'primary' on 'paper' has a contrast of 1.1 to 1 and needs 3 — ")


@pytest.mark.parametrize(
    "text", ["text: {contrast: AAA}", "styles: {figure: {bold: no}}", "styles: {figure: {size: 12}}"]
)
def test_what_makes_a_pair_need_more_is_named_where_its_colours_are_built_in(tmp_path: Path, text: str) -> None:
    file = tmp_path / "theme.yaml"
    file.write_text(f'colours: {{warm: "#b85a20"}}\n{text}\n' if "figure" in text else f"{text}\n")
    problems = Problems()
    assert load_theme(file, problems) is None
    assert {problem.span.file for problem in problems if problem.span} == {str(file)}
    assert all(problem.span for problem in problems)


def test_contrast_is_that_of_wcag() -> None:
    black, white = Colour("k", (0, 0, 0), (0, 0, 0, 1)), Colour("w", (1, 1, 1), (0, 0, 0, 0))
    grey = Colour("g", (0x77 / 255,) * 3, (0, 0, 0, 0.5))
    assert contrast(black, white) == pytest.approx(21)
    assert contrast(grey, white) == pytest.approx(4.48, abs=0.01)
