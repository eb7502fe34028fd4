# SPDX-License-Identifier: Apache-2.0
"""Structure equals source: whatever the booklet, its PDF holds the tree that its YAML asks for, and nothing else."""

from __future__ import annotations

import copy
import functools
import io
import itertools
import os
import random
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, note, settings
from strategies import Sample, booklets, every_kind
from treeshape import Shape, differences, read_shape

from booklet.content.load import load_booklet
from booklet.l10n.localise import localise
from booklet.l10n.model import Booklet
from booklet.layout.engine import lay_out
from booklet.layout.themefile import load_theme
from booklet.paths import bundled_fonts
from booklet.pdf.model import DocumentInfo
from booklet.pdf.write import write_pdf
from booklet.problems import Problems
from booklet.tagging.build import structure_tree
from booklet.text.fonts import FontLibrary
from booklet.text.typeset import Typesetter

# Six tests share 300 booklets between them, so that workers can share them.
CI = bool(os.environ.get("CI"))
many = settings(
    max_examples=50 if CI else 4,
    phases=(Phase.generate,) if CI else tuple(Phase),  # a smaller example is looked for by who mends it
    deadline=None,
    derandomize=True,  # the same booklets in every run: a failure here is no accident
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)


@many
@given(sample=booklets("en"))
def test_the_tree_is_that_of_the_source(sample: Sample) -> None:
    assert compared(sample) == []


@many
@given(sample=booklets("ar"))
def test_the_tree_is_that_of_the_source_from_right_to_left(sample: Sample) -> None:
    assert compared(sample) == []


@many
@given(sample=booklets("en", scripts=True))
def test_the_tree_is_that_of_the_source_in_other_scripts(sample: Sample) -> None:
    assert compared(sample) == []


@many
@given(sample=booklets("ar", scripts=True))
def test_the_tree_is_that_of_the_source_in_other_scripts_from_right_to_left(sample: Sample) -> None:
    assert compared(sample) == []


def compared(sample: Sample) -> list[str]:
    found = differences(sample.tree, read_shape(finished(sample)))
    note("\n".join(found))
    return found


@functools.cache
def library() -> FontLibrary:
    return FontLibrary.load([bundled_fonts()], Problems())


def localised(sample: Sample, problems: Problems) -> Booklet:
    """The sample as what layout and tagging read."""
    with tempfile.TemporaryDirectory() as folder:
        source = load_booklet(sample.write(Path(folder) / "booklet"), problems)
    return localise(source, sample.language, problems)


def finished(sample: Sample) -> io.BytesIO:
    """The sample as a PDF file."""
    problems = Problems()
    booklet = localised(sample, problems)
    layout = lay_out(booklet, Typesetter(library(), booklet.locale), load_theme(None, problems), problems)
    assert not problems.errors, "\n".join(map(str, problems))
    info = DocumentInfo("Sample", booklet.locale.tag, booklet.locale.direction, "Nobody", "", (), booklet.source.date)
    file = io.BytesIO()
    write_pdf(layout, structure_tree(booklet, layout), info, file)
    return file


# --- Does the comparison see structure? Each change to the tree of a fixed booklet must be a difference.


@pytest.fixture(scope="module")
def everything() -> tuple[Sample, Shape]:
    sample = every_kind("en", random.Random(4).randint)
    return sample, read_shape(finished(sample))


def test_the_fixed_booklet_has_everything(everything: tuple[Sample, Shape]) -> None:
    sample, found = everything
    assert differences(sample.tree, found) == []
    assert {shape.tag for shape in found.walk()} == TAGS
    assert {fact for shape in found.walk() for fact in shape.facts} == FACTS
    labels = {word for shape in found.walk() if shape.tag == "Lbl" for word in shape.children}
    assert {"•", "–", "·", "9", "10"} <= labels


TAGS = {
    "Aside", "BlockQuote", "Caption", "Div", "Document", "Em", "Figure", "H1", "H2", "H3", "L", "LBody", "LI", "Lbl",
    "Link", "Note", "P", "Reference", "Sect", "Span", "Strong", "TBody", "TD", "TH", "THead", "TOC", "TOCI", "TR",
    "Table", "Title",
}  # fmt: skip
FACTS = {
    "alt", "contents", "expansion", "headers", "id", "lang", "numbering", "role", "scope", "title", "to",
}  # fmt: skip

Change = Callable[[Shape], None]


def first(tree: Shape, wanted: Callable[[Shape], bool]) -> Shape:
    return next(shape for shape in tree.walk() if wanted(shape))


def holder(tree: Shape, tag: str) -> tuple[Shape, int]:
    """The first element that has a child of this tag, and the child's place."""
    for shape in tree.walk():
        for index, child in enumerate(shape.children):
            if isinstance(child, Shape) and child.tag == tag:
                return shape, index
    raise AssertionError(f"no {tag}")


def renamed(before: str, after: str, *, every: bool = True) -> Change:
    def change(tree: Shape) -> None:
        for shape in [each for each in tree.walk() if each.tag == before][: None if every else 1]:
            shape.tag = after

    return change


def lost(tag: str) -> Change:
    """The element and all in it."""

    def change(tree: Shape) -> None:
        shape, index = holder(tree, tag)
        del shape.children[index]

    return change


def unwrapped(tag: str) -> Change:
    """What stands in the element stands in its parent."""

    def change(tree: Shape) -> None:
        shape, index = holder(tree, tag)
        shape.children[index : index + 1] = shape.children[index].children

    return change


def wrapped(tag: str) -> Change:
    """An element more: all children in a Div."""

    def change(tree: Shape) -> None:
        shape = first(tree, lambda each: each.tag == tag)
        shape.children = [Shape("Div", shape.children)]

    return change


def swapped(tag: str) -> Change:
    """The first two elements of this tag that stand side by side and differ."""

    def change(tree: Shape) -> None:
        for shape in tree.walk():
            kids = shape.children
            for index in range(len(kids) - 1):
                one, other = kids[index], kids[index + 1]
                if isinstance(one, Shape) and isinstance(other, Shape) and one.tag == other.tag == tag and one != other:
                    kids[index : index + 2] = [other, one]
                    return
        raise AssertionError(f"no two {tag}")

    return change


def without(fact: str, tag: str) -> Change:
    def change(tree: Shape) -> None:
        del first(tree, lambda each: each.tag == tag and fact in each.facts).facts[fact]

    return change


def said(tag: str, fact: str, before: str, after: str) -> Change:
    def change(tree: Shape) -> None:
        first(tree, lambda each: each.tag == tag and each.facts.get(fact) == before).facts[fact] = after

    return change


def relabelled(before: str, after: str) -> Change:
    def change(tree: Shape) -> None:
        first(tree, lambda each: each.tag == "Lbl" and each.children == [before]).children = [after]

    return change


def note_inside(tree: Shape) -> None:
    """A footnote in the block that holds its mark instead of after it."""
    shape, index = holder(tree, "Note")
    shape.children[index - 1].children.append(shape.children.pop(index))


def section_unbound(tree: Shape) -> None:
    """The last section's elements stand in the Document."""
    tree.children[-1:] = tree.children[-1].children


def words_moved(tree: Shape) -> None:
    """The last word of a paragraph stands in the next: the words of the document are the same, in order."""
    for shape in tree.walk():
        kids = shape.elements()
        for one, other in itertools.pairwise(kids):
            if all(each.tag == "P" and len(each.children) == 1 for each in (one, other)):
                words = str(one.children[0])
                if " " in words:
                    one.children, moved = [words[: words.rindex(" ")]], words[words.rindex(" ") :]
                    other.children = [f"{moved} {other.children[0]}"]
                    return
    raise AssertionError("no two paragraphs")


def space_lost(tree: Shape) -> None:
    """The space before a link."""
    shape = first(tree, lambda each: any(isinstance(a, str) and a.endswith(" ") and isinstance(b, Shape)
                                         for a, b in itertools.pairwise(each.children)))  # fmt: skip
    place = next(index for index, child in enumerate(shape.children) if isinstance(child, str) and child.endswith(" "))
    shape.children[place] = shape.children[place].rstrip()


def wrong_page(tree: Shape) -> None:
    """The number of a page in the contents."""
    link = first(tree, lambda each: each.tag == "Link")
    link.children.append("0")


def page_of_target(tree: Shape) -> None:
    """A link leads to a page on which its target does not begin."""
    first(tree, lambda each: each.facts.get("to", "").startswith("page ")).facts["to"] = "page 99"


CHANGES: dict[str, Change] = {
    **{f"every {tag} is a {other}": renamed(tag, other)
       for tag in sorted(TAGS) for other in ("P" if tag != "P" else "Div", "Sect" if tag != "Sect" else "Div")},
    **{f"one {tag} is a Span": renamed(tag, "Span" if tag != "Span" else "P", every=False) for tag in sorted(TAGS)},
    "TH is TD": renamed("TH", "TD"),
    "TD is TH": renamed("TD", "TH"),
    "L is Div": renamed("L", "Div"),
    "TR is Div": renamed("TR", "Div"),
    **{f"a lost {tag}": lost(tag) for tag in sorted(TAGS - {"Document"})},
    **{f"no {tag} around": unwrapped(tag) for tag in sorted(TAGS - {"Document", "Figure"})},
    **{f"a Div more in {tag}": wrapped(tag) for tag in ("Document", "LBody", "TR", "TD", "BlockQuote", "P")},
    **{f"swapped {tag}s": swapped(tag) for tag in ("LI", "TR", "TD", "TH", "P", "TOCI", "Sect", "Note", "Div")},
    "no Scope": without("scope", "TH"),
    "Column for Row": said("TH", "scope", "Row", "Column"),
    "Row for Column": said("TH", "scope", "Column", "Row"),
    "no Headers": without("headers", "TD"),
    "Headers of another column": said("TD", "headers", "0,1 1,0", "0,2 1,0"),
    "Headers without the row": said("TD", "headers", "0,1 1,0", "0,1"),
    "Headers turned round": said("TD", "headers", "0,1 1,0", "1,0 0,1"),
    "no ID of a TH": without("id", "TH"),
    "no ID of a Note": without("id", "Note"),
    "no ListNumbering": without("numbering", "L"),
    "Disc for Decimal": said("L", "numbering", "Decimal", "Disc"),
    "Disc for Circle": said("L", "numbering", "Circle", "Disc"),
    "no Alt": without("alt", "Figure"),
    "no title of a Sect": without("title", "Sect"),
    "no title of an Aside": without("title", "Aside"),
    "no language of a Span": without("lang", "Span"),
    "another language": said("Span", "lang", "es", "fr"),
    "no language of the Document": without("lang", "Document"),
    "no expansion": without("expansion", "Span"),
    "no standard type": without("role", "Strong"),
    "no words for a link": without("contents", "Link"),
    "no target": without("to", "Link"),
    "another address": said("Link", "to", "https://example.org/", "https://example.com/"),
    "another page": page_of_target,
    "a note's number": relabelled("10", "1"),
    "a bullet": relabelled("–", "•"),
    "a note inside its block": note_inside,
    "a section unbound": section_unbound,
    "words moved": words_moved,
    "a space lost": space_lost,
    "the number of a page": wrong_page,
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_comparison_sees(change: Change, everything: tuple[Sample, Shape]) -> None:
    sample, found = everything
    changed = copy.deepcopy(found)
    change(changed)
    assert changed != found, "the change changes nothing"
    assert differences(sample.tree, changed) != []


# --- The rest of the 300, at the end of the file because xdist hands out tests that stand together together.


@many
@given(sample=booklets("en", long=True))
def test_the_tree_of_a_long_booklet_is_that_of_the_source(sample: Sample) -> None:
    assert compared(sample) == []


@many
@given(sample=booklets("ar", long=True))
def test_the_tree_of_a_long_booklet_is_that_of_the_source_from_right_to_left(sample: Sample) -> None:
    assert compared(sample) == []
