# SPDX-License-Identifier: Apache-2.0
"""Full-width signs: which begin or end no line, and where they give up half their width."""

from __future__ import annotations

import pytest
from textkit import STYLE, line_texts, logical, piece, set_text, typesetter

from booklet.text.breaks import line_breaks
from booklet.text.wide import met_signs


@pytest.mark.parametrize("sign", "、。，．；：？！）》〉」』】〕］｝”’·…～％々")
def test_signs_that_begin_no_line(sign):
    text = f"我们的书{sign}再看看"
    assert 4 not in line_breaks(text, "zh-Hans", [(0, 0, 0)], [piece(text, "zh-Hans")])


@pytest.mark.parametrize("sign", "（《〈「『【〔［｛“‘￥＄")
def test_signs_that_end_no_line(sign):
    text = f"我们的书{sign}再看看"
    assert 5 not in line_breaks(text, "zh-Hans", [(0, 0, 0)], [piece(text, "zh-Hans")])


@pytest.mark.parametrize("sign", ["——", "……", "“（", "）。", "”，", "：“", "？！"])
def test_signs_that_are_not_parted(sign):
    text = f"我们的书{sign}再看看"
    found = line_breaks(text, "zh-Hans", [(0, 0, 0)], [piece(text, "zh-Hans")])
    assert 5 not in found or sign == "：“"
    assert not {4, 6} <= set(found)


@pytest.mark.parametrize(
    ("text", "system", "marked"),
    [
        ("他说：“好。”", "Hans", "他说：~“好~。”"),
        ("《书》，《看》。", "Hans", "《书~》，~《看~》。"),
        ("（（注））（见）", "Hans", "（~（注~））~（见）"),
        ("真的？！”——‘对’", "Hans", "真的~？~！”——‘对’"),
        ("（字）字（字）", "Hans", "（字）字（字）"),
        ("「好。」、『是』", "Jpan", "「好~。~」、~『是』"),
        ("本当？！」", "Jpan", "本当？！」"),
        ("他說：「好，是。」", "Hant", "他說：「好，是。」"),
        ("（「好」）", "Hant", "（~「好~」）"),
    ],
)
def test_signs_that_meet(text, system, marked):
    places = met_signs(text, system)
    assert "".join("~" * (at in places) + char for at, char in enumerate(text)) == marked


def test_what_stands_beside_counts():
    assert met_signs("。", "Hans", after="”") == [0]
    assert met_signs("“", "Hans", before="，") == [0]
    assert met_signs("好", "Hans", before="，", after="。") == []


def advances(line):
    return [(cluster.text, cluster.advance) for run in line.runs for cluster in run.clusters]


def ems(text, **options):
    """The widths of lines, in characters."""
    return [round(line.width / STYLE.size, 2) for line in set_text(text, "zh-Hans", **options).lines]


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("中文", 2),
        ("中文。", 2.5),  # the white behind the last stop is no part of the line
        ("“中文", 2.5),
        ("中，文", 3),
        ("中”，“文", 4),
        ("（中）文", 3.5),
    ],
)
def test_widths(text, width):
    assert ems(text) == [width]
    assert typesetter("zh-Hans").width([piece(text, "zh-Hans")]) == pytest.approx(width * STYLE.size)


def test_a_closing_sign_needs_no_room_at_the_end_of_a_line():
    assert line_texts(set_text("上学的路，从集市", "zh-Hans", 4.5 * STYLE.size)) == ["上学的路，", "从集市"]
    assert ems("上学的路，从集市", measure=4.5 * STYLE.size) == [4.5, 3]


def test_signs_at_both_ends_are_set_flush():
    line = set_text("“好。”", "zh-Hans").lines[0]
    assert advances(line) == [("“", 500), ("好", 1000), ("。", 500), ("”", 500)]
    assert line.runs[0].clusters[0].glyphs[0].dx == -500
    centred = set_text("“好。”", "zh-Hans", align="center").lines[0]
    assert centred.runs[0].x == pytest.approx((200 - 2.5 * STYLE.size) / 2)


def test_signs_meet_across_pieces():
    pieces = [piece("看《", "zh-Hans"), piece("“书", "zh-Hans", slot="b", start=2), piece("”》。", "zh-Hans", start=4)]
    line = set_text(pieces, "zh-Hans").lines[0]
    assert advances(line) == [
        ("看", 1000), ("《", 1000), ("“", 500), ("书", 1000), ("”", 500), ("》", 500), ("。", 500)
    ]  # fmt: skip


def test_text_stays_as_it_is():
    text = "他说：“看《书》，（和）‘图’！”——“好……”。 They said “no”. " * 6
    for measure in range(24, 200, 11):
        for hyphenate in (False, True):
            paragraph = set_text(text, "zh-Hans", measure, hyphenate=hyphenate)
            assert logical(paragraph) == text
            assert all(line.width <= max(measure, 26) + 0.01 for line in paragraph.lines)
