# SPDX-License-Identifier: Apache-2.0
"""Nastaliq: no holes before words or inside them, room around numbers."""

from __future__ import annotations

import math

import pytest
from textkit import STYLE, library, logical, piece, set_text

from booklet.text.model import Cluster, Glyph
from booklet.text.nastaliq import ink_of, without_holes
from booklet.text.shape import run_shaper


def shaped(text, bold, before=""):
    face = library().chain(STYLE.families, bold, False, "Aran")[0]
    return face, run_shaper(face, "Aran", "ur", True).shape(text, before)


def white(face, clusters):
    """White at the right of each cluster up to the next ink or the end, from left to right, in font units."""
    spans, pen = [], 0
    for cluster in clusters:
        left, right = math.inf, -math.inf
        for glyph in cluster.glyphs:
            if (ink := ink_of(face.hb_font, glyph.gid)) is not None:
                left, right = min(left, pen + glyph.dx + ink[0]), max(right, pen + glyph.dx + ink[1])
            pen += glyph.advance
        spans.append((left, right, pen))
    found = []
    for at in range(len(spans)):
        behind = min([left for left, _, _ in spans[at + 1 :]], default=math.inf)
        found.append(min(behind, spans[at][2]) - max(right for _, right, _ in spans[: at + 1]))
    return found


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("word", ["بچے", "پتے", "ملے", "کیے", "لیے", "سے", "تھے", "رکھے"])
def test_words_that_end_in_a_long_sweep_have_no_hole_at_their_right(word, bold):
    face, word_shaped = shaped(word, bold)
    whites = white(face, word_shaped.clusters)
    assert max(whites[: 3 if word == "رکھے" else None]) <= 60
    assert word_shaped.advance == sum(cluster.advance for cluster in word_shaped.clusters)


def test_letters_that_are_not_joined_keep_their_white():
    for text in ("ا", "آدم", "و", "؟", "،", "1"):
        face, found = shaped(text, True)
        last = found.clusters[-1]
        assert last.advance == sum(face.hb_font.get_glyph_h_advance(glyph.gid) for glyph in last.glyphs)


def test_ink_never_comes_nearer_than_what_is_left():
    _, found = shaped("رکھے", True)
    assert [cluster.advance for cluster in found.clusters] == [53, 528, 1007, 489]
    _, found = shaped("ہلا", True)  # the end of lam reaches under alef: nothing to take away
    assert found.advance == 698


def test_what_stands_before_the_text_keeps_its_room():
    assert shaped("کھے", True)[1].advance < shaped("کھے", True, "ر")[1].advance


def test_the_white_beyond_a_space_is_no_hole():
    for bold in (False, True):
        _, two = shaped("بچے بچے", bold)
        _, space = shaped(" ", bold)
        assert two.advance == 2 * shaped("بچے", bold)[1].advance + space.advance


def test_an_exclamation_mark_stands_at_its_word():
    face, found = shaped("جاؤ!", False)
    assert white(face, found.clusters)[0] - 20 <= 100  # 20: left of the letter's ink
    assert found.clusters[0].text == "!"


def test_parts_of_a_word_are_as_wide_as_if_they_stood_alone():
    face, found = shaped("جا رکھے", True)
    shaper = run_shaper(face, "Aran", "ur", True)
    assert [at for at, edge in shaper.edges(found).items() if edge.safe] == [0, 2, 3, 7]
    assert shaper.part(found, 4, 7)[1] == shaped("کھے", True)[1].advance


def test_clusters_without_ink_and_no_clusters_at_all():
    assert without_holes((), 1000, lambda _: None, lambda _: False) == ()
    blanks = (Cluster("ب", (Glyph(1, 0, 0, 900),), 900), Cluster(" ", (Glyph(2, 0, 0, 200),), 200))
    assert without_holes(blanks, 1000, lambda _: None, lambda _: False) == blanks


@pytest.mark.parametrize("space", [" ", "\u00a0"])
@pytest.mark.parametrize(
    "texts", [("صفحہ~67~پر",), ("صفحہ~", "67", "~پر"), ("صفحہ", "~67~", "پر"), ("صفحہ~67", "~پر"), ("صفحہ~", "67~پر")]
)
def test_a_space_beside_a_number_is_wide_enough_whatever_piece_it_is_in(texts, space):
    pieces = [piece(text.replace("~", space), "ur") for text in texts]
    (line,) = set_text(pieces, "ur", 300).lines
    widths = [
        cluster.advance / run.font.units_per_em
        for run in line.runs
        for cluster in run.clusters
        if cluster.text == space
    ]
    assert len(widths) == 2
    assert min(widths) >= 0.2


def test_the_text_of_lines_is_what_was_given():
    text = "اس کتابچے میں ملے، رکھے! لیے۔"
    assert logical(set_text([piece(text, "ur")], "ur", 90)) == text
