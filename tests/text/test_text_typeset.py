# SPDX-License-Identifier: Apache-2.0
"""Paragraphs as lines: where they end, in which order they stand, what text their runs carry."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from textkit import (
    ARABIC,
    BOLD,
    ENGLISH,
    FRENCH,
    NOTE,
    RUSSIAN,
    STYLE,
    VIETNAMESE,
    line_texts,
    logical,
    piece,
    set_text,
    typesetter,
    visual,
    with_stand_in,
)

from booklet.text.characters import BLANKS


def test_lines_of_english():
    text = "Traffickers make a child feel special. They trick, they threaten, and they earn money."
    assert line_texts(set_text(text, measure=170)) == [
        "Traffickers make a child",
        "feel special. They trick,",
        "they threaten, and they",
        "earn money.",
    ]


def test_french_signs_stay_with_their_words():
    for measure in range(70, 200, 7):
        for line in line_texts(set_text(FRENCH, "fr", measure)):
            assert line[0] not in "»;?!.,\u202f\u00a0"
            assert not line.endswith("«")


def test_thai_breaks_between_words():
    thai = typesetter("th")
    text = "เด็กทุกคนมีสิทธิได้รับการคุ้มครอง"
    paragraph = thai.paragraph([piece(text, "th")], 60, direction="ltr")
    assert thai.missing == []
    ends, offset = [], 0
    for line in line_texts(paragraph)[:-1]:
        offset += len(line)
        ends.append(offset)
    words = ["เด็ก", "ทุก", "คน", "มี", "สิทธิ", "ได้", "รับ", "การ", "คุ้มครอง"]
    places = {sum(map(len, words[:count])) for count in range(1, len(words))}
    assert len(ends) >= 2
    assert set(ends) <= places


def test_japanese_keeps_small_kana_off_the_start_of_a_line():
    japanese = with_stand_in("ja")
    text = "きっと、チョコレートをちょっと。" * 3
    for measure in (40, 45, 60):  # narrower ones have no room for “ちょっ”
        paragraph = japanese.paragraph([piece(text, "ja")], measure, direction="ltr")
        assert len(paragraph.lines) > 5
        for line in line_texts(paragraph)[1:]:
            assert line[0] not in "っょーョ、。"
    assert japanese.missing == []
    assert japanese.absent == {}


def test_arabic_line_is_reversed():
    paragraph = set_text("حقوق الطفل", "ar")
    (line,) = paragraph.lines
    assert visual(line) == "لفطلا قوقح"
    assert line.runs[0].level == paragraph.level == 1
    assert line.runs[0].x == pytest.approx(200 - line.width)


@pytest.mark.parametrize(
    ("text", "seen"),
    [  # clusters from left to right, runs apart by bars; a cluster is written in its logical order
        ("انظر (UN 2025) هنا", ("انه )", "UN 2025", "( رظنا")),
        ("في 120 بلدًا", ("ادًلب ", "120", " يف")),
        ("اتصل بـ +33 1 23 الآن", ("نآلا ", "+", "33", " ", "1", " ", "23", " ـب لصتا")),
        ("شارع «Bogotá» طويل", ("ليوط »", "Bogotá", "« عراش")),
    ],
)
def test_mixed_right_to_left_lines(text, seen):
    assert visual(set_text(text, "ar", 400).lines[0]) == "|".join(seen)


def test_arabic_words_in_an_english_line():
    line = set_text("The word حقوق الإنسان means rights.", measure=400).lines[0]
    assert visual(line) == "The word |ناسنإلا قوقح| means rights."
    assert [run.level for run in line.runs] == [0, 1, 0]


def test_spaces_at_the_end_of_a_line_take_the_paragraphs_level():
    paragraph = set_text("one حقوق الإنسان two", measure=75)
    first = paragraph.lines[0]
    assert [(run.text, run.level) for run in first.runs] == [("one ", 0), ("حقوق", 1), (" ", 0)]
    assert first.runs[2].x == pytest.approx(first.width)


def test_isolated_numbers_keep_their_order():
    apart = [piece("انظر ", "ar"), piece("1.2", "ar", start=5, isolate=True), piece(" 3", "ar", start=8)]
    line = set_text(apart, "ar", 400).lines[0]
    by_place = sorted(line.runs, key=lambda run: run.x)
    assert [run.text.strip() for run in by_place if run.text.strip()] == ["3", "1.2", "انظر"]
    together = set_text("انظر 1.2 3", "ar", 400).lines[0]
    assert logical(set_text(apart, "ar", 400)) == logical(set_text("انظر 1.2 3", "ar", 400))
    assert len(together.runs) >= 2


def test_isolates_close_what_is_open_inside_them():
    pieces = [piece("א ", "ar"), piece("a\u2067b", "ar", isolate=True), piece(" ג", "ar")]
    levels = [run.level for run in set_text(pieces, "ar", 400).lines[0].runs]
    assert levels[0] == levels[-1] == 1


def test_no_break_in_an_isolated_number_or_before_a_note():
    for measure in range(40, 140, 3):
        pieces = [
            piece("About "),
            piece("1 200 000", start=6, isolate=True),
            piece(" children today", start=15),
            piece("2", style=NOTE, start=30),
        ]
        texts = line_texts(set_text(pieces, measure=max(measure, 70)))
        assert any("1 200 000" in text for text in texts)
        assert texts[-1].endswith("today2")


def test_a_long_word_breaks_between_clusters():
    paragraph = set_text("e\u0301" * 60, measure=50)
    assert len(paragraph.lines) > 3
    assert all(line.width <= 50.001 and not line.runs[0].text.startswith("\u0301") for line in paragraph.lines)


def test_a_long_arabic_word_keeps_its_joined_shapes():
    whole = set_text("ن" * 60, "ar", 10_000).lines[0].runs[0]
    paragraph = set_text("ن" * 60, "ar", 60)
    middle = {cluster.glyphs for cluster in whole.clusters[1:-1]}
    assert len(paragraph.lines) > 2
    for line in paragraph.lines[1:-1]:
        assert {cluster.glyphs for cluster in line.runs[0].clusters} <= middle


def test_addresses_break_after_signs():
    assert line_texts(set_text("violenceagainstchildren.un.org/reports-and-more", measure=170)) == [
        "violenceagainstchildren.un.",
        "org/reports-and-more",
    ]


def test_forced_breaks():
    paragraph = set_text("One\nTwo\n\nThree\n", measure=300)
    assert [line.runs[-1].text for line in paragraph.lines] == ["One\n", "Two\n", "\n", "Three\n"]
    assert all(line.leading == STYLE.leading for line in paragraph.lines)
    assert logical(paragraph) == "One\nTwo\n\nThree\n"


def test_empty_text_has_no_lines():
    assert set_text("").lines == ()
    assert set_text([]).lines == ()
    assert typesetter().width([]) == 0


def test_balanced_headings():
    text = "How many children are trafficked, and why nobody knows exactly"
    ragged = set_text(text, measure=260)
    balanced = set_text(text, measure=260, balance=True)
    assert len(balanced.lines) == len(ragged.lines)
    widths = [line.width for line in balanced.lines]
    assert max(widths) - min(widths) < 60


def test_no_last_line_of_one_short_word():
    text = "They can go to a safe place where people listen and then help them to be"
    for measure in range(150, 300, 5):
        last = line_texts(set_text(text, measure=measure))[-1]
        assert last != "be" or len(set_text(text, measure=measure).lines) == 1


def test_hyphens_are_artifacts():
    text = "Responsibilities of international organisations"
    paragraph = set_text(text, measure=80, hyphenate=True)
    hyphens = [run for line in paragraph.lines for run in line.runs if run.message is None]
    assert hyphens
    assert all(run.slot is None and run.text == "\u2010" and run.start == run.end for run in hyphens)
    assert all(line.width <= 80.001 for line in paragraph.lines)
    assert logical(paragraph) == text
    for line in paragraph.lines:
        for before, after in zip(line.runs, line.runs[1:], strict=False):
            assert after.x == pytest.approx(before.x + before.width)


def test_hyphenation_follows_the_language_of_the_piece():
    text = "internationalisation responsibilities"
    assert "|-" in "".join(line_texts(set_text([piece(text, "en")], measure=90, hyphenate=True)))
    assert "|-" not in "".join(line_texts(set_text([piece(text, "ar")], measure=120, hyphenate=True)))


def test_soft_hyphens_show_only_where_a_line_ends():
    text = "extra\u00adordinary"
    wide, narrow = set_text(text, measure=300), set_text(text, measure=50)
    assert line_texts(wide) == [text]
    assert line_texts(narrow) == ["extra\u00ad|-", "ordinary"]


def test_alignment():
    for tag, text in (("en", "Get help"), ("ar", "اطلب المساعدة")):
        lines = {align: set_text(text, tag, 200, align=align).lines[0] for align in ("start", "center", "end")}
        edges = {align: line.runs[0].x for align, line in lines.items()}
        width = lines["start"].width
        left, right = (0.0, 200 - width) if tag == "en" else (200 - width, 0.0)
        assert edges == {
            "start": pytest.approx(left), "center": pytest.approx((200 - width) / 2), "end": pytest.approx(right)
        }  # fmt: skip


def test_spaces_at_line_ends_hang():
    paragraph = set_text("aaa bbb ccc ddd", "en", 50)
    assert [line.runs[0].text for line in paragraph.lines] == ["aaa bbb ", "ccc ddd"]
    first = paragraph.lines[0]
    assert first.width < first.runs[0].width
    right = set_text("aaa bbb ccc ddd", "en", 50, align="end").lines[0]
    assert right.runs[0].x == pytest.approx(50 - right.width)


def test_metrics_cover_every_font_and_size():
    small = set_text("word").lines[0]
    mixed = set_text([piece("word "), piece("big", style=replace(STYLE, size=24, leading=30), start=5)]).lines[0]
    assert mixed.leading == 30
    assert mixed.ascent == pytest.approx(2 * small.ascent)
    assert small.descent > 0
    raised = set_text([piece("x", style=replace(STYLE, rise=50.0))]).lines[0]
    assert raised.ascent == pytest.approx(small.ascent + 50)


def test_runs_name_their_place_in_the_message():
    pieces = [piece("Stop ", start=10), piece("now", style=BOLD, start=15, slot="b"), piece(" or never", start=18)]
    for measure in (20, 60, 300):
        for line in set_text(pieces, measure=measure).lines:
            for run in line.runs:
                assert "Stop now or never"[run.start - 10 : run.end - 10] == run.text
                assert run.style.bold == (run.slot == "b")


def test_missing_characters_are_named_once_and_not_drawn():
    setter = typesetter()
    text = "A \U0001f600 b \U00013000 \U0001f600"
    paragraph = setter.paragraph([piece(text)], 300, direction="ltr")
    assert [missing.character for missing in setter.missing] == ["\U0001f600", "\U00013000"]
    assert setter.missing[0].message == "m"
    assert all(glyph.gid for run in paragraph.lines[0].runs for cluster in run.clusters for glyph in cluster.glyphs)
    assert logical(paragraph) == text


@pytest.mark.parametrize("control", list("\u200e\u200f\u200d\u200c\u2060\u00ad\t\u200b\u2069"))
def test_characters_without_ink_are_neither_missing_nor_lost(control):
    for text in (f"ab{control}cd", f"{control}ab", f"ab {control}", control, f"\u0628{control}\u0628"):
        setter = typesetter()
        paragraph = setter.paragraph([piece(text)], 300, direction="ltr")
        assert setter.missing == []
        assert logical(paragraph) == text
        assert all(cluster.glyphs for line in paragraph.lines for run in line.runs for cluster in run.clusters)


def test_marks_go_with_their_base_into_another_font():
    paragraph = set_text("ب\u064e ب", "en", 300)
    assert {run.font.family for run in paragraph.lines[0].runs} == {"Noto Naskh Arabic"}


def test_signs_of_arabic_text_come_from_its_font():
    runs = set_text("(«١٢٠ طفل» – هل؟)", "ar", 400).lines[0].runs
    assert {run.font.family for run in runs} == {"Noto Naskh Arabic"}
    runs = set_text("الأمم المتحدة (UN Office) هنا", "ar", 400).lines[0].runs
    assert [run.font.family for run in runs if "UN" in run.text] == ["Andika"]


def test_numbers_in_latin_digits_come_from_the_font_of_latin_text():
    runs = set_text("في عام 2025 نحو 38%، أي (1,5)", "ar", 400).lines[0].runs
    numbers = [(run.text, run.font.family) for run in runs if any(char in "0123456789%" for char in run.text)]
    assert numbers == [("2025", "Andika"), ("38", "Andika"), ("%", "Andika"), ("1,5", "Andika")]


def test_joining_goes_on_across_pieces():
    whole = set_text("كتابنا", "ar", 400).lines[0].runs[0]
    parts = set_text([piece("كتا", "ar"), piece("بنا", "ar", style=replace(STYLE, colour="warm"), start=3)], "ar", 400)
    clusters = [cluster for run in parts.lines[0].runs for cluster in reversed(run.clusters)]
    assert [cluster.glyphs for cluster in clusters] == [cluster.glyphs for cluster in reversed(whole.clusters)]


def test_width_is_that_of_the_unbroken_line():
    setter = typesetter()
    assert setter.width([piece("Get help ")]) == pytest.approx(set_text("Get help", measure=900).lines[0].width)
    assert setter.width([piece("a\nlonger")]) == pytest.approx(setter.width([piece("longer")]))


SAMPLES = {"en": ENGLISH, "fr": FRENCH, "vi": VIETNAMESE, "ru": RUSSIAN, "ar": ARABIC}


@pytest.mark.parametrize("tag", SAMPLES)
def test_samples_fit_and_keep_their_text(tag):
    for measure in (30, 75, 180, 320):
        setter = typesetter(tag)
        pieces = [piece(SAMPLES[tag], tag)]
        paragraph = setter.paragraph(pieces, measure, direction="rtl" if tag == "ar" else "ltr", hyphenate=True)
        assert setter.missing == []
        assert logical(paragraph) == SAMPLES[tag]
        assert all(line.width <= measure + 0.001 for line in paragraph.lines)


def check_paragraph(paragraph, text, measure):
    assert logical(paragraph) == text
    for line in paragraph.lines:
        clusters = [cluster for run in line.runs if run.message for cluster in run.clusters if cluster.advance]
        shown = len([cluster for cluster in clusters if cluster.text.strip(BLANKS)])
        if line.width > measure + 0.001:  # only where there is nothing to divide
            assert shown <= 2
        left = min(run.x for run in line.runs)
        total = sum(run.width for run in line.runs)
        assert max(run.x + run.width for run in line.runs) == pytest.approx(left + total, abs=0.001)
        for run in line.runs:
            order = reversed(run.clusters) if run.level % 2 else run.clusters
            assert "".join(cluster.text for cluster in order) == run.text
            assert all(cluster.glyphs and all(glyph.gid for glyph in cluster.glyphs) for cluster in run.clusters)


ALPHABET = st.sampled_from(
    "abcefijAVT ,.-/0123  \u00ad\u200bé’«»()[]\u00a0ابتلآمن ًّ،؟\u05d0\u200f\u2067\u2069\n\u0301漢字กำ"
)


@settings(max_examples=150, deadline=None)
@given(
    parts=st.lists(st.tuples(st.text(ALPHABET, max_size=25), st.booleans(), st.booleans()), max_size=5),
    measure=st.floats(1, 250),
    right=st.booleans(),
    balance=st.booleans(),
)
def test_any_text_comes_out_whole(parts, measure, right, balance):
    pieces = [
        piece(text, style=BOLD if bold else STYLE, slot=str(number), isolate=isolate)
        for number, (text, bold, isolate) in enumerate(parts)
    ]
    paragraph = typesetter("ar" if right else "en").paragraph(
        pieces, measure, direction="rtl" if right else "ltr", balance=balance, hyphenate=True
    )
    check_paragraph(paragraph, "".join(text for text, _, _ in parts), measure)


@settings(max_examples=100, deadline=None)
@given(text=st.text(max_size=60), measure=st.floats(5, 300))
def test_any_unicode_comes_out_whole(text, measure):
    paragraph = typesetter().paragraph([piece(text)], measure, direction="ltr")
    check_paragraph(paragraph, text, measure)


@pytest.mark.parametrize(
    "text",
    [ENGLISH * 250, ARABIC * 250, "a" * 60_000, "ن" * 60_000, "a-" * 30_000, " " * 60_000, "\u02e5 " * 10_000],
    ids=["english", "arabic", "one word", "one arabic word", "hyphens", "spaces", "looks across spaces"],
)
def test_long_paragraphs_take_linear_time(text):
    setter = typesetter()
    started = time.process_time()
    paragraph = setter.paragraph([piece(text)], 300, direction="ltr")
    assert time.process_time() - started < 6
    assert sum(len(run.text) for line in paragraph.lines for run in line.runs) == len(text)


@pytest.mark.parametrize(
    ("tag", "text", "widest"),
    [
        ("en", "a longest word", "longest"),
        ("zh-Hans", "上学的路，从集市开始", "路，"),  # a comma does not begin a line
        ("th", "ทางไปโรงเรียน", "โรงเรียน"),
        ("ar", "الطريق إلى المدرسة", "المدرسة"),
    ],
)
def test_the_narrowest_measure_is_that_of_what_stays_whole(tag, text, widest):
    setter = typesetter(tag)
    assert setter.narrowest([piece(text, tag)]) == pytest.approx(setter.width([piece(widest, tag)]))
