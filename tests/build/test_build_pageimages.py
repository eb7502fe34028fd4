# SPDX-License-Identifier: Apache-2.0
"""Pictures of pages: which there are, what they show, and that all are written or none."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from booklet.build import pageimages
from booklet.build.pageimages import Wanted, draw_pages
from booklet.build.task import Made
from booklet.pictures.colourvision import SIMULATIONS
from booklet.pictures.montage import MAX_PIXELS, MAX_SIDE
from booklet.problems import BookletError, Severity

A5 = (419.53, 595.28)


def shade(page):
    """A page's colour, which tells it from the others."""
    return (page * 20, 255 - page * 20, 200)


def made(pages=5, *, name="b-en-screen", mirrored=False, size=A5):
    """A file whose pages are each of a colour of their own."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=size, invariant=True)
    if mirrored:
        canvas.setViewerPreference("Direction", "R2L")
    for page in range(1, pages + 1):
        canvas.setFillColorRGB(*(value / 255 for value in shade(page)))
        canvas.rect(0, 0, *size, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return Made(f"{name}.pdf", target.getvalue(), pages, 100, False, ())


def names(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def colour(path, x=0.5, y=0.5):
    with Image.open(path) as picture:
        picture = picture.convert("RGB")
        return picture.getpixel((int(picture.width * x), int(picture.height * y)))


def test_every_page_and_a_contact_sheet_are_drawn(tmp_path):
    drawn = draw_pages([made(3)], tmp_path, Wanted(width=100))
    pages = [f"b-en-screen-page-0{page}.png" for page in (1, 2, 3)]
    assert names(tmp_path) == [*pages, "b-en-screen-sheet.png"]
    assert [name for name, _, _ in drawn.pictures] == names(tmp_path)
    assert drawn.problems == ()
    for page, name in enumerate(pages, 1):
        assert colour(tmp_path / name) == shade(page)
    for name, width, height in drawn.pictures:
        with Image.open(tmp_path / name) as picture:
            assert picture.size == (width, height)


@pytest.mark.parametrize("size", [A5, (210.0, 297.0), (595.2756, 841.8898), (612, 792), (100.001, 50)])
@pytest.mark.parametrize("width", [16, 333, 1000])
def test_a_page_is_exactly_as_wide_as_it_should_be(tmp_path, size, width):
    (name, across, down), *_ = draw_pages([made(1, size=size)], tmp_path, Wanted(width=width)).pictures
    assert across == width
    assert abs(down - width * size[1] / size[0]) <= 1
    assert colour(tmp_path / name, 0.999, 0.999) == colour(tmp_path / name)  # no white edge


def test_pages_can_be_chosen(tmp_path):
    draw_pages([made()], tmp_path, Wanted(pages=((4, 5), (1, 1), (5, 5)), width=50))
    assert names(tmp_path) == [*(f"b-en-screen-page-0{page}.png" for page in (1, 4, 5)), "b-en-screen-sheet.png"]


def test_names_sort_as_their_pages_do(tmp_path):
    draw_pages([made(100)], tmp_path, Wanted(pages=((9, 10), (100, 100)), width=16))
    assert names(tmp_path)[:3] == [f"b-en-screen-page-{page}.png" for page in ("009", "010", "100")]


@pytest.mark.parametrize(("mirrored", "left", "right"), [(False, 2, 3), (True, 3, 2)])
def test_facing_pages_are_side_by_side_as_readers_see_them(tmp_path, mirrored, left, right):
    drawn = draw_pages([made(4, mirrored=mirrored)], tmp_path, Wanted(spreads=True, width=100))
    assert [(name, width) for name, width, _ in drawn.pictures[:3]] == [
        ("b-en-screen-spread-01.png", 100),
        ("b-en-screen-spread-02-03.png", 200),
        ("b-en-screen-spread-04.png", 100),
    ]
    inner = tmp_path / "b-en-screen-spread-02-03.png"
    assert (colour(inner, 0.25), colour(inner, 0.75)) == (shade(left), shade(right))


@pytest.mark.parametrize("mirrored", [False, True])
def test_on_a_sheet_of_facing_pages_a_cover_stands_where_it_does_in_a_book(tmp_path, mirrored):
    draw_pages([made(2, mirrored=mirrored)], tmp_path, Wanted(spreads=True, sheet_only=True, width=100))
    sheet = tmp_path / "b-en-screen-sheet.png"
    assert names(tmp_path) == [sheet.name]
    cover, back = ([colour(sheet, x, y) for x in (0.27, 0.73)] for y in (0.26, 0.74))  # a cell above another
    ground = colour(sheet, 0, 0)
    assert cover == ([shade(1), ground] if mirrored else [ground, shade(1)])
    assert back == ([ground, shade(2)] if mirrored else [shade(2), ground])


def test_spreads_are_drawn_whole_where_one_of_their_pages_is_chosen(tmp_path):
    draw_pages([made()], tmp_path, Wanted(pages=((3, 4),), spreads=True, width=50))
    assert names(tmp_path) == [f"b-en-screen-{name}.png" for name in ("sheet", "spread-02-03", "spread-04-05")]


@pytest.mark.parametrize("simulation", SIMULATIONS)
def test_what_is_simulated_says_so_in_its_name(tmp_path, simulation):
    draw_pages([made(2)], tmp_path, Wanted(width=50, simulations=(simulation,)))
    kinds = [f"b-en-screen-{name}-{simulation}.png" for name in ("page-01", "page-02", "sheet")]
    assert names(tmp_path) == kinds
    assert colour(tmp_path / kinds[0]) != shade(1)
    with Image.open(tmp_path / kinds[0]) as picture:
        assert picture.mode == ("L" if simulation == "grey" else "RGB")


def test_several_simulations_are_drawn_each(tmp_path):
    draw_pages([made(1)], tmp_path, Wanted(width=50, simulations=("grey", "tritanopia")))
    draw_pages([made(1)], tmp_path / "alone", Wanted(width=50, simulations=("tritanopia",)))
    assert len([name for name in names(tmp_path) if name.endswith(".png")]) == 4
    for name in names(tmp_path / "alone"):
        assert (tmp_path / name).read_bytes() == (tmp_path / "alone" / name).read_bytes()


def test_the_same_pages_are_the_same_bytes(tmp_path):
    for folder in ("one", "other"):
        draw_pages([made(3), made(3, name="b-ar-screen", mirrored=True)], tmp_path / folder, Wanted(width=60))
    assert names(tmp_path / "one") == names(tmp_path / "other")
    for name in names(tmp_path / "one"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "other" / name).read_bytes()


def test_pages_that_are_not_there_are_named_for_every_file_and_nothing_is_written(tmp_path):
    files = [made(3), made(5, name="b-fr-screen"), made(2, name="b-ar-screen")]
    with pytest.raises(BookletError) as caught:
        draw_pages(files, tmp_path / "out", Wanted(pages=((1, 4),)))
    assert [str(problem) for problem in caught.value.problems] == [
        "b-en-screen.pdf has 3 pages and no page 4 — ask for some of 1-3 with --pages",
        "b-ar-screen.pdf has 2 pages and no page 4 — ask for some of 1-2 with --pages",
    ]
    assert names(tmp_path) == []


def test_pictures_that_would_be_too_large_are_refused(tmp_path):
    with pytest.raises(BookletError) as caught:
        draw_pages([made(1, size=(100, 5000))], tmp_path / "out", Wanted(width=1000))
    assert f"more than {MAX_PIXELS:,} pixels" in str(caught.value.problems[0])
    assert names(tmp_path) == []


def test_a_sheet_of_many_pages_is_shrunk_and_that_is_said(tmp_path):
    drawn = draw_pages([made(12)], tmp_path, Wanted(width=4000, sheet_only=True))
    ((_, width, height),) = drawn.pictures
    assert max(width, height) <= MAX_SIDE
    assert width * height <= MAX_PIXELS
    (problem,) = drawn.problems
    assert problem.severity is Severity.WARNING
    assert "b-en-screen-sheet.png shows its pages" in problem.what


def test_what_fails_midway_leaves_the_folder_as_it_was(tmp_path, monkeypatch):
    draw_pages([made(2)], tmp_path, Wanted(width=50))
    before = {name: (tmp_path / name).read_bytes() for name in names(tmp_path)}

    def interrupt(name, _total):
        if "page-02" in name:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        draw_pages([made(3)], tmp_path, Wanted(width=70), interrupt)
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == before


def test_progress_hears_of_each_picture(tmp_path):
    heard = []
    drawn = draw_pages([made(2)], tmp_path, Wanted(width=50), lambda *facts: heard.append(facts))
    assert heard == [(name, 3) for name, _, _ in drawn.pictures]


def test_simulations_of_a_page_render_it_once(tmp_path, monkeypatch):
    rendered = []
    real = pageimages.page_picture
    monkeypatch.setattr(pageimages, "page_picture", lambda *facts: rendered.append(facts[1:]) or real(*facts))
    draw_pages([made(2)], tmp_path, Wanted(width=500, simulations=SIMULATIONS))
    assert [facts for facts in rendered if facts[1] == 500] == [(0, 500), (1, 500)]
