# SPDX-License-Identifier: Apache-2.0
"""The flow engine: small lists in plain text, and its law over random ones."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booklet.layout.items import FORBIDDEN, Box, Break, Close, Container, Item, Open, Space
from booklet.layout.model import PictureFragment, Rect
from booklet.layout.paginate import Frame, PagePlan, paginate
from booklet.pictures.model import Drawing
from booklet.problems import Problems, Span

FRAME = Frame(100.0, 5.0)


def box(name: str, height: float, *notes: str) -> Box:
    """A box that can be told apart by its picture's digest."""
    fragment = PictureFragment(Drawing(name, 1, 1, ()), Rect(0, 0, 1, 1), name)
    return Box(height, (fragment,), Span("test.yaml", 1, 1), notes=notes)


def _filler(word: str) -> Box | None:
    return box("*", 100.0) if word.endswith("a") else None


def parse(text: str) -> list[Item]:
    """Read a list: ``a10`` a box, ``_5`` space, ``|`` a free break, ``|3`` a costly one, ``x`` forbidden.

    ``!`` forced, ``!r`` recto, ``!v`` verso, ``!va`` the same with art for a page left over, ``(4`` a container of
    padding 4, ``)`` its end, ``a10^n`` a box with footnote n.
    """
    items: list[Item] = []
    stack: list[Container] = []
    for word in text.split():
        if word == "x":
            items.append(Break(FORBIDDEN))
        elif word.startswith("|"):
            items.append(Break(float(word[1:] or 0)))
        elif word.startswith("!"):
            items.append(Break(force=True, side={"r": "recto", "v": "verso"}.get(word[1:2]), filler=_filler(word)))
        elif word.startswith("_"):
            items.append(Space(float(word[1:])))
        elif word.startswith("("):
            padding, _, header = word[1:].partition("h")
            repeat = box("h", float(header)) if header else None
            stack.append(Container(0, 50, float(padding), float(padding), repeat=repeat))
            items.append(Open(stack[-1]))
        elif word == ")":
            items.append(Close(stack.pop()))
        else:
            name, _, note = word.partition("^")
            items.append(box(name[0], float(name[1:]), *note))
    return items


def show(plans: tuple[PagePlan, ...]) -> list[str]:
    pages = []
    for plan in plans:
        words = [f"{entry.box.fragments[0].slot}@{entry.y:g}" for entry in plan.boxes]
        words += [f"[{c.top:g}-{c.bottom:g}]" for c in plan.containers]
        words += [f"^{line.fragments[0].slot}" for line in plan.notes]
        pages.append(" ".join(words) or "blank")
    return pages


@pytest.mark.parametrize(
    ("items", "pages"),
    [
        pytest.param("a40 | b40 | c40", ["a@0 b@40", "c@0"], id="a page takes what fits"),
        pytest.param("_9 a40 | _9 b40 | _9 c40", ["a@0 b@49", "c@0"], id="space vanishes at the top"),
        pytest.param("a40 | b40 x c40", ["a@0", "b@0 c@40"], id="kept with the next"),
        pytest.param("a40 |9 b40 |9 c10 |2 d40", ["a@0 b@40 c@80", "d@0"], id="the later of cheap breaks"),
        pytest.param("a40 | b40 |3 c40", ["a@0 b@40", "c@0"], id="a costly break rather than a half empty page"),
        pytest.param("a70 | b20 |5 c40", ["a@0", "b@0 c@20"], id="a cheap break that leaves little room"),
        pytest.param("a60 x b60 x c60", ["a@0", "b@0", "c@0"], id="no legal break at all"),
        pytest.param("a60 x b30 |1000000 c60 x d30", ["a@0 b@60", "c@0 d@60"], id="kept, but nothing else is left"),
        pytest.param("a30 | b60 |1000000 c60", ["a@0", "b@0", "c@0"], id="kept with what is too large for one page"),
        pytest.param("a10 ! b10", ["a@0", "b@0"], id="forced"),
        pytest.param("a10 ! ! b10", ["a@0", "b@0"], id="forced twice is no empty page"),
        pytest.param("(5 a40 | b40 | c40 )", ["a@5 b@45 [0-90]", "c@5 [0-50]"], id="a box splits with its padding"),
        pytest.param("a50 | _3 (5 b30 | c30 ) | d9", ["a@0 b@58 [53-93]", "c@5 d@40 [0-40]"], id="a box begins low"),
        pytest.param(
            "(0h10 h10 x a40 | b40 | c40 )", ["h@0 a@10 b@50 [0-90]", "h@0 c@10 [0-50]"], id="a header repeats"
        ),
        pytest.param("a40^n | b40 | c40", ["a@0 b@40 ^n", "c@0"], id="a footnote"),
        pytest.param("a40 | b41^m | c30", ["a@0", "b@0 c@41 ^m ^m"], id="a footnote takes its box along"),
        pytest.param(
            "a60^l | b30 x c30", ["a@0 ^l ^l ^l", "^l ^l ^l ^l ^l ^l ^l ^l ^l", "b@0 c@30"], id="together it waits"
        ),
        pytest.param("a90^l", ["a@0", "^l ^l ^l ^l ^l ^l ^l ^l ^l", "^l ^l ^l"], id="a footnote longer than a page"),
    ],
)
def test_pages(items: str, pages: list[str]) -> None:
    notes = {"n": [box("n", 10)], "m": [box("m", 8), box("m", 7)], "l": [box("l", 10.5)] * 12}
    problems = Problems()
    assert show(paginate(parse(items), FRAME, notes, problems)) == pages
    assert not problems.errors


def test_a_box_taller_than_the_page_is_reported_with_its_place_and_placed() -> None:
    problems = Problems()
    plans = paginate(parse("a10 | b101 | c10"), FRAME, {}, problems)
    assert show(plans) == ["a@0", "b@0", "c@0"]
    assert [str(problem.span) for problem in problems.errors] == ["test.yaml:1:1"]
    assert "does not fit on a page" in problems.errors[0].what


def test_a_thousand_rows_keep_their_order() -> None:
    rows = " | ".join("r9" for _ in range(1000))
    plans = paginate(parse(f"(2h8 h8 x {rows} )"), FRAME, {}, Problems())
    assert sum(not entry.artifact for plan in plans for entry in plan.boxes) == 1001
    assert all(entry.y + entry.box.height <= 98 for plan in plans for entry in plan.boxes)


@st.composite
def vertical_lists(draw: st.DrawFn) -> list[Item]:
    items: list[Item] = []
    stack: list[Container] = []
    for number in range(draw(st.integers(1, 40))):
        choice = draw(st.integers(0, 9))
        if choice == 0 and len(stack) < 3:
            repeat = box("h", draw(st.sampled_from([0.0, 6.0, 20.0]))) if draw(st.booleans()) else None
            stack.append(Container(0, 50, draw(st.sampled_from([0.0, 4.0, 12.0])), 4.0, repeat=repeat))
            items.append(Open(stack[-1]))
        elif choice == 1 and stack:
            items.append(Close(stack.pop()))
        elif choice == 2:
            items.append(Space(draw(st.floats(0, 60))))
        elif choice == 3:
            items.append(Break(draw(st.sampled_from([0.0, 1.0, 50.0, FORBIDDEN]))))
        elif choice == 4:
            items.append(Break(force=True))
        else:
            notes = draw(st.lists(st.sampled_from("abc"), max_size=1))
            items.append(box(f"b{number}", draw(st.floats(0.5, 120)), *notes))
    items.extend(Close(stack.pop()) for _ in range(len(stack)))
    return items


@settings(max_examples=400, deadline=None)
@given(vertical_lists(), st.integers(1, 30))
def test_law(items: list[Item], lines: int) -> None:
    """Everything is placed once and in order, inside the page or reported; footnotes too; and it ends."""
    notes = {"a": [box("na", 9)], "b": [box(f"nb{n}", 9) for n in range(lines)], "c": [box("nc", 90), box("nc2", 120)]}
    problems = Problems()
    plans = paginate(items, FRAME, notes, problems)
    placed = [entry.box for plan in plans for entry in plan.boxes if not entry.artifact]
    assert placed == [item for item in items if isinstance(item, Box)]
    wanted = [line for item in placed for note in item.notes for line in notes[note]]
    assert [line for plan in plans for line in plan.notes] == wanted
    for plan in plans:
        bottom = max((entry.y + entry.box.height for entry in plan.boxes), default=0.0)
        if bottom > FRAME.height + 1e-6:
            assert problems.errors
        notes_height = sum(line.height for line in plan.notes)
        text = any(not entry.artifact for entry in plan.boxes)
        if text and plan.notes and bottom <= FRAME.height:
            assert bottom + notes_height + FRAME.note_gap <= FRAME.height + 1e-3
        ys = [entry.y for entry in plan.boxes]
        assert ys == sorted(ys)
