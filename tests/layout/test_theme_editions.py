# SPDX-License-Identifier: Apache-2.0
"""Editions and built-in themes: what large print promises, whose word counts, what is wrong with an edition."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from booklet.content.nodes import MappingNode
from booklet.content.reader import parse_yaml
from booklet.layout import themelayers
from booklet.layout.contrast import contrast
from booklet.layout.model import Colour
from booklet.layout.theme import Theme
from booklet.layout.themefile import BUILT_IN, load_theme, load_themes
from booklet.layout.themelayers import built_in_layers, read_layer
from booklet.problems import Problems, Span

BOTH = ("screen", "large-print")
MM = 72 / 25.4
DARKER = "make one of the two colours darker or lighter"
LARGE_PRIMARY = (
    "1:20: in the large-print edition 'primary' on 'rose-tint' has a contrast of 6.9 to 1 and needs 7 — "
    f"{DARKER}, for this edition alone under editions.large-print"
)


def themes(folder: Path, text: str = "", **choices: str) -> tuple[Theme, Theme]:
    """Both editions of a booklet's theme file, without faults."""
    problems = Problems()
    found = load_themes(written(folder, text), problems, editions=BOTH, **choices)
    assert found is not None, list(map(str, problems))
    return found["screen"], found["large-print"]


def faults(folder: Path, text: str, editions: tuple[str, ...] = BOTH, **choices: str) -> list[str]:
    """What is wrong with a theme file, as it is printed, without the file's name."""
    problems = Problems()
    file = written(folder, text)
    assert load_themes(file, problems, editions=editions, **choices) is None
    return [str(problem).removeprefix(f"{file}:") for problem in problems]


def written(folder: Path, text: str) -> Path:
    file = folder / "theme.yaml"
    file.write_text(text)
    return file


# ---- what comes with the program


@pytest.mark.parametrize("name", BUILT_IN)
def test_built_in_themes_have_no_faults_in_any_edition(name: str) -> None:
    problems = Problems()
    found = load_themes(None, problems, editions=BOTH, name=name)
    assert found is not None
    assert not list(problems)


def test_the_editions_of_the_default_theme_have_its_own_entries() -> None:
    """Nothing checks the default theme's names but the program that uses them: of an edition's, this does."""
    problems = Problems()
    text = (Path(themelayers.__file__).parent / "themes" / "default.yaml").read_text("utf-8")
    document = parse_yaml(text, "default.yaml", problems)
    assert document is not None
    only_editions = {"editions": document.root.entries["editions"]}
    read_layer(MappingNode(document.root.span, only_editions), built_in_layers("default"), problems)
    assert not list(problems)


@pytest.mark.parametrize("name", BUILT_IN)
def test_large_print_is_what_it_promises(name: str, tmp_path: Path) -> None:
    _, large = themes(tmp_path, name=name)
    assert (large.page.width, large.page.height) == (pytest.approx(210 * MM), pytest.approx(297 * MM))
    assert (large.hyphenate, large.italic, large.notes, large.contrast) == (False, False, "section", "AAA")
    sizes = {
        (style, script): large.text_style(style, script).size
        for style in large.styles
        for script in ("Latn", *large.scripts)
    }
    assert min(sizes.values()) >= 18, sizes
    assert large.least == 18
    assert all(style.leading >= 1.1 * style.size for style in large.styles.values())
    ratios = {
        (style, ground): contrast(large.palette[large.styles[style].colour], large.palette[ground])
        for style in ("body", "h2", "mark", "address", "note", "head")
        for ground in ("paper", large.story_ground)
    }
    assert min(ratios.values()) >= 7, ratios
    assert contrast(large.palette[large.link_colour], large.palette["paper"]) >= 7


def test_plain_saves_ink_and_marks_boxes_by_lines(tmp_path: Path) -> None:
    theme, _ = themes(tmp_path, name="plain")
    fills = {theme.fact_fill, theme.definition_fill, theme.table_head_fill, theme.story_ground, theme.cover.ground}
    fills |= {look.fill for look in theme.callouts.values()}
    assert fills == {"paper"}
    assert {look.border for look in theme.callouts.values()} == {"text"}
    assert {style.colour for style in theme.styles.values()} <= {"text", "paper"}
    assert not theme.opener_bleeds


def test_colours_of_plain_are_greys_that_tell_skin_hair_and_clothes_apart(tmp_path: Path) -> None:
    theme, _ = themes(tmp_path, name="plain")
    for colour in theme.palette.values():
        assert len(set(colour.rgb)) == 1, colour
        assert colour.cmyk[:3] == (0, 0, 0), colour
    worn = ("hair", "skin-1", "skin-2", "skin-3", "skin-4", "primary", "warm", "sun", "leaf", "rose", "paper")
    steps = {(one, other): abs(lightness(theme, one) - lightness(theme, other)) for one, other in combinations(worn, 2)}
    assert min(steps.values()) >= 5, sorted(steps.items(), key=lambda entry: entry[1])[:3]


def lightness(theme: Theme, name: str) -> float:
    """CIE L* of a theme colour, from its contrast with black."""
    luminance = contrast(theme.palette[name], Colour("", (0, 0, 0), (0, 0, 0, 1))) * 0.05 - 0.05
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance


# ---- whose word counts


def test_a_booklets_colours_and_sizes_count_in_every_edition(tmp_path: Path) -> None:
    screen, large = themes(
        tmp_path,
        'colours:\n  primary: "#402060"\nstyles:\n  h1: {size: 20, leading: 24}\n  note: {size: 9}\n'
        "space: {block: 10}\nfonts: {body: [Andika]}\n",
    )
    assert screen.palette["primary"] == large.palette["primary"]
    assert (large.styles["h1"].size, large.styles["h1"].leading) == (30, 36)
    assert (large.styles["note"].size, large.styles["note"].leading) == (18, 13.5 * 18 / 9)
    assert (screen.space["block"], large.space["block"]) == (10, 15)
    assert large.fonts["body"] == ("Andika",)


def test_its_pages_and_its_rules_for_text_do_not(tmp_path: Path) -> None:
    screen, large = themes(
        tmp_path,
        "page: {width: 120mm, height: 170mm}\ntext: {hyphenate: yes, notes: page}\nshapes: {facts-per-row: 2}\n",
    )
    assert screen.page.width == pytest.approx(120 * MM)
    assert large.page.width == pytest.approx(210 * MM)
    assert (large.hyphenate, large.notes, screen.facts_per_row, large.facts_per_row) == (False, "section", 2, 1)


def test_what_it_says_of_an_edition_counts_there_as_it_stands(tmp_path: Path) -> None:
    screen, large = themes(
        tmp_path,
        "styles: {h1: {size: 20, leading: 24}}\n"
        "editions:\n  large-print:\n    type: {scale: 2, least: 20}\n    styles: {h1: {size: 36, leading: 40}}\n"
        '    page: {inner: 30mm}\n    colours: {text: "#000000"}\n    text: {notes: page}\n',
    )
    assert (large.styles["h1"].size, large.styles["h1"].leading) == (36, 40)
    assert (large.styles["body"].size, large.styles["note"].size, large.least) == (24, 20, 20)
    assert (large.page.width, large.page.inner) == (pytest.approx(210 * MM), pytest.approx(30 * MM))
    assert (large.palette["text"].rgb, screen.palette["text"].rgb == (0, 0, 0)) == ((0, 0, 0), False)
    assert large.palette["text"].cmyk == (0, 0, 0, 1)
    assert large.notes == "page"


def test_inks_are_those_of_the_colour(tmp_path: Path) -> None:
    """The built-in edition has other inks for the colour than the theme: neither belongs to the booklet's own."""
    screen, large = themes(tmp_path, 'colours:\n  warm: {rgb: "#802000"}\n')
    assert screen.palette["warm"].cmyk == large.palette["warm"].cmyk == (0, 0.75, 1, 0.498)


def test_one_of_size_and_leading_does_not_meet_the_other_of_an_edition(tmp_path: Path, monkeypatch) -> None:
    """A built-in edition that has both for a style must not lend one of them to a booklet that has the other."""
    (default,) = built_in_layers("default")
    problems = Problems()
    edition = parse_yaml("styles: {h1: {size: 60, leading: 66}}", "x", problems)
    assert edition is not None
    (h1,) = [entry.value for entry in edition.root.entries["styles"].value]
    of_h1 = {f"styles.h1.{entry.key.text}": entry.value for entry in h1}
    layer = themelayers.Layer(default.entries, {"large-print": default.editions["large-print"] | of_h1}, built_in=True)
    monkeypatch.setattr("booklet.layout.themefile.built_in_layers", lambda _name: (layer,))
    _, large = themes(tmp_path)
    assert (large.styles["h1"].size, large.styles["h1"].leading) == (60, 66)
    _, large = themes(tmp_path, "styles: {h1: {size: 24}}\n")
    assert (large.styles["h1"].size, large.styles["h1"].leading) == (36, 27 * 1.5)


def test_a_file_may_change_another_built_in_theme(tmp_path: Path) -> None:
    plain, large = themes(tmp_path, "base: plain\nstyles: {h1: {size: 20}}\n")
    assert plain.callouts["warning"].fill == large.callouts["warning"].fill == "paper"
    assert plain.styles["h1"].size == 20
    assert themes(tmp_path, "styles: {h1: {size: 20}}\n", name="plain") == (plain, large)
    assert themes(tmp_path, "base: plain\nstyles: {h1: {size: 20}}\n", name="default")[0].story_ground == "story"


# ---- paper


def test_another_paper_may_be_chosen_for_what_is_printed_in_offices(tmp_path: Path) -> None:
    problems = Problems()
    found = load_themes(None, problems, editions=["large-print"], paper="Letter")
    assert found is not None
    page = found["large-print"].page
    assert (page.width, page.height, page.inner) == (612, 792, pytest.approx(22 * MM))
    what = "the screen edition has a page of its own, so it cannot be on Letter paper"
    assert faults(tmp_path, "", paper="Letter") == [f"{what} — leave the paper out, or build only large-print"]


def test_a_theme_may_name_its_paper(tmp_path: Path) -> None:
    screen, large = themes(tmp_path, "page: {paper: Letter}\neditions: {large-print: {page: {paper: Letter}}}\n")
    assert screen.page.width == large.page.width == 612


# ---- faults


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("base: plian\n", "1:7: there is no built-in theme 'plian' — did you mean 'plain'?"),
        ("base: fancy\n", "1:7: there is no built-in theme 'fancy' — use default or plain"),
        ("base: [plain]\n", "1:7: 'base' is not the name of a theme — write default or plain"),
        ("editions:\n  large: {}\n", "2:3: a theme has no edition 'large' — did you mean 'large-print'?"),
        ("editions:\n  zine: {}\n", "2:3: a theme has no edition 'zine' — use large-print"),
        ("editions: large-print\n", "1:11: 'editions' is 'large-print' — write names and their values below it"),
        (
            "editions:\n  large-print: A4\n",
            "2:16: 'editions.large-print' is 'A4' — write names and their values below it",
        ),
        (
            "editions:\n  large-print: {pages: {inner: 2cm}}\n",
            "2:17: an edition has no section 'pages' — did you mean 'page'?",
        ),
        (
            "editions:\n  large-print: {page: {iner: 2cm}}\n",
            "2:30: an edition has no entry 'page.iner' — did you mean 'page.inner'?",
        ),
        (
            "editions:\n  large-print: {type: {scale: 9}}\n",
            "2:31: 'type.scale' is '9' — write a number from 0.5 to 3",
        ),
        (
            "editions:\n  large-print: {type: {least: 2in}}\n",
            "2:31: 'type.least' is '2in' — write a size up to 24 points",
        ),
        (
            "editions:\n  large-print: {styles: {note: {size: 14}}}\n",
            "2:39: in the large-print edition style 'note' has size 14, which is too small to read with ease — ",
        ),
        (
            "editions:\n  large-print: {styles: {h1: {colour: prmary}}}\n",
            "2:39: there is no colour 'prmary' — did you mean 'primary'?",
        ),
        ("page: {paper: A5}\n", "1:15: 'page.paper' is 'A5' — write own or A4 or Letter"),
        ("text: {contrast: A}\n", "1:18: 'text.contrast' is 'A' — write AA or AAA"),
        ("text: {notes: book}\n", "1:15: 'text.notes' is 'book' — write page or section"),
        ("shapes: {fact-border: blak}\n", "1:23: there is no colour 'blak' — "),
        ("type: {scale: 2}\n", "1:1: a theme has no section 'type' — "),
        (
            "callouts:\n  warning: {border: line}\n",
            f"2:21: 'line' on 'paper' has a contrast of 1.6 to 1 and needs 3 — {DARKER}",
        ),
        (
            'colours: {primary: "#0b5563"}\n',
            LARGE_PRIMARY,
        ),
    ],
)
def test_a_fault_is_told_once_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    found = faults(tmp_path, text)
    (only,) = [each for each in found if "'sky'" not in each]
    assert only == message or (message.endswith("— ") and only.startswith(message))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "type: {least: 8}",
            "nothing is smaller than 18 points, and 'type.least' is 8 — take it out, or use 18 or more",
        ),
        ("type: {scale: 0.5, least: 8}", "nothing is smaller than 18 points, and 'type.least' is 8 — "),
        ("text: {contrast: AA}", "'text.contrast: AAA', and here it is 'AA' — take it out"),
        ("text: {hyphenate: yes}", "'text.hyphenate: no', and here it is 'yes' — take it out"),
        ("text: {italic: true}", "'text.italic: no', and here it is 'yes' — take it out"),
        ("page: {paper: own}", "here its page is of another size — take it out, or write paper: A4 or Letter"),
        ("page: {width: 148mm, height: 210mm}", "here its page is of another size — take it out, or write paper: "),
    ],
)
def test_a_booklet_takes_nothing_back_of_what_an_edition_promises(tmp_path: Path, text: str, message: str) -> None:
    (only,) = faults(tmp_path, f"editions:\n  large-print:\n    {text}\n", ("screen",))
    assert only.startswith("3:")
    assert "the large-print edition" in only
    assert message in only


def test_a_booklet_may_promise_more(tmp_path: Path) -> None:
    text = "page: {paper: Letter}\n    type: {least: 20}\n    text: {contrast: AAA, hyphenate: no, notes: page}"
    _, large = themes(tmp_path, f"text: {{italic: yes, contrast: AA}}\neditions:\n  large-print:\n    {text}\n")
    assert (large.page.width, large.notes, large.least) == (612, "page", 20)


def test_what_an_edition_scales_stays_within_bounds(tmp_path: Path) -> None:
    """What the booklet says is right as it stands; the factor is the program's own."""
    screen, large = themes(
        tmp_path, "styles:\n  title: {size: 140, leading: 150}\n  h1: {size: 160, leading: 160}\nspace: {block: 240}\n"
    )
    assert (screen.styles["title"].size, large.styles["title"].size, large.styles["h1"].size) == (140, 200, 200)
    assert large.styles["title"].leading == pytest.approx(200 * 150 / 140)
    assert large.styles["h1"].leading == 200
    assert (screen.space["block"], large.space["block"]) == (240, large.page.frame_height / 2)


def test_a_size_that_an_edition_has_scaled_is_told_with_its_factor(tmp_path: Path) -> None:
    """The built-in size and the booklet's leading do not fit in this edition: its own file is where that is mended."""
    text = "editions:\n  large-print:\n    styles: {h1: {leading: 30}}\n"
    (only,) = faults(tmp_path, text, ("screen",))
    assert only.startswith("3:28: in the large-print edition style 'h1' has size 23 × 1.5 = 34.5 and leading 30 — use ")


def test_values_are_checked_in_editions_that_are_not_asked_for(tmp_path: Path) -> None:
    text = "editions: {large-print: {styles: {h1: {size: big}}}}\n"
    assert faults(tmp_path, text, ("screen",)) == faults(tmp_path, text, BOTH)
    assert len(faults(tmp_path, text)) == 1


def test_contrast_is_checked_in_those_that_are(tmp_path: Path) -> None:
    problems = Problems()
    file = written(tmp_path, 'colours: {primary: "#0b5563"}\n')
    assert load_theme(file, problems) is not None
    assert not list(problems)
    assert load_theme(file, problems, edition="large-print") is None


def test_a_pair_that_is_bad_in_all_editions_is_told_once(tmp_path: Path) -> None:
    found = faults(tmp_path, "styles: {call: {colour: primary}}\n")
    assert [each for each in found if "'primary' on 'primary'" in each] == [
        f"1:25: 'primary' on 'primary' has a contrast of 1.0 to 1 and needs 3 — {DARKER}"
    ]


def test_a_colour_that_only_one_edition_uses_is_used(tmp_path: Path) -> None:
    problems = Problems()
    file = written(tmp_path, 'colours: {deep: "#200000"}\neditions: {large-print: {styles: {h1: {colour: deep}}}}\n')
    drawn = [("sun", Span("booklet.yaml"))]
    assert load_themes(file, problems, drawn=drawn) is not None
    assert not list(problems)
