# SPDX-License-Identifier: Apache-2.0
"""A tree and pages that contradict each other are an internal error that names every contradiction."""

from __future__ import annotations

import pytest
from tagging_values import BOX, SPAN, booklet, layout, message, picture

from booklet.content import model
from booklet.content.inline import Strong, Text
from booklet.layout.model import Destination, LinkArea
from booklet.tagging.build import structure_tree
from booklet.tagging.verify import TaggingError, elements


def paragraphs():
    return booklet(
        model.Paragraph("p", SPAN, message("p.text", "one")), model.Paragraph("q", SPAN, message("q.text", "two"))
    )


def faults(made, pages):
    with pytest.raises(TaggingError) as caught:
        structure_tree(made, pages)
    return caught.value.faults


def test_every_word_must_be_drawn_and_every_drawn_slot_must_be_known():
    assert faults(paragraphs(), layout(["p.text/0", "elsewhere/0"])) == (
        "'elsewhere/0' is drawn but has no element",
        "'q.text/0' was never drawn",
    )


def test_a_figure_must_be_drawn():
    made = booklet(model.Figure("f", SPAN, picture("f", "A tree")))
    assert faults(made, layout([])) == ("'f#figure' was never drawn",)


def test_white_space_need_not_be_drawn_and_leaves_no_empty_element():
    made = booklet(model.Paragraph("p", SPAN, message("p.text", [Text("one"), Strong((Text(" "),))])))
    tree = structure_tree(made, layout(["p.text/0"]))
    assert [element.tag for element in elements(tree.root)] == ["Document", "P"]


def test_an_empty_booklet_is_an_emptycontent_tree():
    assert structure_tree(booklet(), layout([])).root.children == ()


def test_keys_and_slots_are_unique():
    twice = model.Paragraph("p", SPAN, message("p.text", "one"))
    assert faults(booklet(twice, twice), layout(["p.text/0"])) == (
        "the key 'p' occurs 2 times",
        "the slot 'p.text/0' occurs 2 times",
    )


def test_links_need_a_link_element_and_destinations_any():
    area = LinkArea("p", (BOX,), "q", None, "Go", "en")
    places = {"q": Destination(0, 0.0, "q"), "gone": Destination(0, 0.0, "gone")}
    assert faults(paragraphs(), layout(["p.text/0", "q.text/0"], links=(area,), destinations=places)) == (
        "the link 'p' on page 1 is tagged P",
        "the destination 'gone' leads to 'gone', which is no element",
    )


def test_a_decorative_picture_may_be_a_destination():
    made = booklet(model.Figure("f", SPAN, picture("f", None)))
    assert structure_tree(made, layout([], destinations={"f": Destination(0, 0.0, "f")})).root.children == ()
