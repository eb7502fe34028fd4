# SPDX-License-Identifier: Apache-2.0
"""Pages in scripts whose letters reach far up and down: tables, step numbers, covers."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
import test_pages

from booklet.layout.model import PictureFragment, ShapeFragment, TextFragment

PAGE = "page: {multiple: 1}\n"


def ink(fragment: TextFragment) -> tuple[float, float]:
    """Top and bottom of a fragment's letters on the page."""
    run = fragment.run
    scale = run.style.size / run.font.facts.units_per_em
    glyphs = [glyph for cluster in run.clusters for glyph in cluster.glyphs]
    edges = [fragment.y - (glyph.dy + edge) * scale for glyph in glyphs for edge in run.font.ink(glyph.gid)]
    return min(edges), max(edges)


def corners(fragment: ShapeFragment) -> tuple[float, float, float, float]:
    points = [value for _, values in fragment.path for value in values]
    return min(points[::2]), min(points[1::2]), max(points[::2]), max(points[1::2])


@pytest.mark.parametrize("language", ["en", "ur", "km"])
def test_letters_do_not_touch_the_lines_of_a_table(tmp_path: Path, language: str) -> None:
    words = {"en": "Agility", "ur": "صحیح کیا ہے؟ سمجھے", "km": "ក្រុមប្រឹក្សាសិទ្ធិ"}[language]
    cells = f'header: "{words}", cells: ["{words}", "{words}"]'
    table = f"""
    - kind: table
      id: t
      corner: "{words}"
      columns: [{{id: a, text: "{words}"}}, {{id: b, text: "{words}"}}]
      rows: [{{id: r, {cells}}}, {{id: s, {cells}}}]
    """
    page = test_pages.laid_out(tmp_path, table, theme=PAGE, language=language).pages[1]
    shapes = [corners(each) for each in page.fragments if isinstance(each, ShapeFragment)]
    rules = sorted(top for _, top, _, bottom in shapes if bottom - top < 1)
    texts = [ink(each) for each in page.fragments if isinstance(each, TextFragment) and each.slot]
    assert len(rules) == 3
    for top, bottom in texts:
        assert not any(top - 2 < rule < bottom + 2 for rule in rules)


@pytest.mark.parametrize("language", ["en", "my", "ar", "hi"])
def test_step_numbers_stand_in_the_middle_of_their_disc(tmp_path: Path, language: str) -> None:
    items = "".join(f"{{id: i{number}, text: Go}}, " for number in range(9))
    page = test_pages.laid_out(
        tmp_path, f"- {{kind: steps, id: s, items: [{items}]}}", theme=PAGE, language=language
    ).pages[1]
    discs = [corners(each) for each in page.fragments if isinstance(each, ShapeFragment)]
    labels = [each for each in page.fragments if isinstance(each, TextFragment) and each.run.text.isdigit()]
    assert len(discs) == 9
    for (_, top, _, bottom), label in zip(discs, labels, strict=False):
        assert sum(ink(label)) == pytest.approx(top + bottom, abs=0.1)


TALL = "بچوں کی اسمگلنگ کے خلاف ہم سب ساتھ"


@pytest.mark.parametrize(("language", "title"), [("en", "Together"), ("ur", f"{TALL} {TALL}")])
def test_the_band_of_a_cover_does_not_cut_its_pictures_feet(
    tmp_path: Path, language: str, title: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    picture = "{file: picture.svg, decorative: true}"
    cover = f'- {{kind: cover, id: cover, subtitle: "{title} {title}", call: "{title}", picture: {picture}}}'
    monkeypatch.setattr(test_pages, "COVER", cover)
    blocks = "- {kind: paragraph, id: p, text: Words}"
    page = test_pages.laid_out(tmp_path, blocks, theme=PAGE, language=language, title=title).pages[0]
    (art,) = [each for each in page.fragments if isinstance(each, PictureFragment)]
    band = max(corners(each)[1] for each in page.fragments if isinstance(each, ShapeFragment))
    assert 0.7 * page.height + art.box.y + art.box.height - page.height <= band + 0.01
    largest = max(each.run.style.size for each in page.fragments if isinstance(each, TextFragment))
    assert largest == 34 if language == "en" else 24 < largest < 30


@pytest.mark.parametrize(("count", "pages", "leading"), [(20, 1, 19), (25, 1, 15), (32, 2, 19)])
def test_contents_that_are_a_little_too_long_are_set_tighter(
    tmp_path: Path, count: int, pages: int, leading: float
) -> None:
    parts = [
        f"- {{kind: heading, id: h{number}, text: Part}}\n- {{kind: paragraph, id: p{number}, text: Words}}\n"
        for number in range(count)
    ]
    blocks = "- {kind: contents, id: c, title: Inside}\n" + "".join(parts)
    layout = test_pages.laid_out(tmp_path, blocks, theme=PAGE)
    assert layout.destinations["h0"].page == 1 + pages
    baselines = sorted({each.y for each in layout.pages[1].fragments if isinstance(each, TextFragment) and each.slot})
    assert min(after - before for before, after in itertools.pairwise(baselines)) >= leading


@pytest.mark.parametrize(("language", "leading"), [("ur", 2.55), ("ar", 1.3)])
def test_lines_of_a_heading_are_as_far_apart_as_its_script_needs(tmp_path: Path, language: str, leading: float) -> None:
    long, short = "کچھوا جانے کی کہانی " * 4, "کہانی"
    content = f"""
    - {{kind: heading, id: a, level: 1, text: "{long.strip()}"}}
    - {{kind: heading, id: b, level: 1, text: "{short}"}}
    - {{kind: paragraph, id: p, text: "{short}"}}
    """
    pages = test_pages.laid_out(tmp_path, content, theme=PAGE, language=language).pages
    found = [[each for each in page.fragments if isinstance(each, TextFragment) and each.slot] for page in pages[1:3]]
    size = found[0][0].run.style.size
    lines = sorted({each.y for each in found[0]})
    assert len(lines) > 1
    assert [(b - a) / size for a, b in itertools.pairwise(lines)] == pytest.approx([leading] * (len(lines) - 1))
    assert found[1][0].y == lines[0]  # room between lines, none above the first
