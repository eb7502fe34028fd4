# SPDX-License-Identifier: Apache-2.0
"""Advice on plain words: where sentences end, how they are counted, and each rule with what it takes and leaves."""

from __future__ import annotations

import datetime
import itertools
import string
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booklet.content.load import load_booklet
from booklet.content.model import Abbreviation, Footnote, Message, Paragraph, SourceBooklet
from booklet.content.plain import MAX_MEAN, MAX_WORDS, advise
from booklet.content.plainwords import plain_words
from booklet.content.running import running_text
from booklet.content.sentences import can_be_counted, count_words, sentence_spans
from booklet.content.starter import BOOKLET_YAML
from booklet.paths import bundled_booklets
from booklet.problems import Problems, Severity, Span

LONG = " ".join(["word"] * 25)


def test_the_bundled_booklet_is_plain() -> None:
    problems = Problems()
    source = load_booklet(bundled_booklets() / "child-trafficking", Problems())
    figures = advise(source, problems)
    assert [str(problem) for problem in problems] == []
    assert figures.sentences > 300  # it was really read
    assert figures.mean <= MAX_MEAN == 12
    assert figures.longest.words <= MAX_WORDS == 25


# Sentences


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "One idea. | Then another! | Is it clear?"),
        ("en", "“Niko can learn there for free,” she says. | “Are you all right?” | Niko shakes his head."),
        ("en", "“Get in!” she says. | (Nobody does.) | “I am safe,” he says."),
        ("en", "Version 2.5 is at example.org. | It costs 1.000 euros."),
        ("en", "Mr. Smith lives in St. Albans. | He asks Dr. Ade, e.g. about the flu."),
        ("en", "J. K. Rowling wrote it. | It was I. | Nobody knew."),
        ("en", "We met at approx. five. | See No. 7 there."),
        ("en", "1. Tell someone. | It was in 1999. | That is long ago."),
        ("en", "The U.S. Government says so. | And so on … | Then it ends..."),
        ("en", "One path: an umbrella; a hand. | Wait… | Really?!"),
        ("en", "no end at all"),
        ("de", "Am 12. Mai kam sie an. | Es war 1999. | „Komm mit!“, sagt er. | Sie bleibt."),
        ("fr", "« Viens ! » | Elle reste. | « Pourquoi ? » demande-t-il."),
        ("el", "Είσαι καλά; | Ναι."),
        ("en", "First this; then that."),
        ("ar", "هل أنت بخير؟ | نعم. | اذهب إلى المدرسة."),
        ("hi", "यह एक वाक्य है। | यह दूसरा है।"),
        ("hy", "Սա առաջինն է։ | Սա երկրորդն է։"),
    ],
)
def test_where_sentences_end(language: str, text: str) -> None:
    joined = text.replace(" | ", " ")
    spans = sentence_spans(joined, language, plain_words(language).stopped)
    assert " | ".join(joined[start:end] for start, end in spans) == text


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (4, "A child-friendly booklet – really"),
        (3, "38 % of children"),
        (2, "safe—now"),
        (3, "from 2019–2022 on"),
        (4, "« Où es-tu ? » l’enfant rit"),
        (2, "SRSG-VAC UN"),
        (3, "هل أنت بخير؟"),
        (2, "ሰላም፡ዓለም።"),
        (0, "… — !"),
    ],
)
def test_words_are_counted_as_a_reader_counts_them(words: int, text: str) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("language", "text", "counted"),
    [
        ("en", "Children read words.", True),
        ("en", "The word is 人身売買, in Japanese writing, and we print it here as well.", True),
        ("ko", "아이들은 낱말을 읽어요.", True),
        ("th", "เด็กทุกคนมีสิทธิ", False),
        ("ja", "子どもには権利があります。", False),
        ("zh-Hant", "每個孩子都有權利。", False),
        ("km", "កុមារមានសិទ្ធិ", False),
        ("my", "ကလေးတိုင်း", False),
        ("vi", "Trẻ em có quyền.", False),
        ("en", "", True),
    ],
)
def test_only_languages_with_spaces_between_words_are_counted(language: str, text: str, counted: bool) -> None:
    assert can_be_counted([text], language) is counted


@given(st.text(alphabet=string.ascii_letters + string.digits + " .!?…“”’():;-—\u00a0؟।", max_size=200))
def test_sentences_hold_every_word_once(text: str) -> None:
    spans = list(sentence_spans(text, "en", plain_words("en").stopped))
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(spans))
    assert sum(count_words(text[start:end]) for start, end in spans) == count_words(text)


# What a reader reads


def test_running_text_knows_where_each_character_is_from(bench) -> None:
    bench.write(
        "booklet.yaml",
        r"""
format: 1
slug: test
language: en
title: Test
author: Tests
edition: "1"
date: 2026-11-01
abbreviations: {un: {expansion: United Nations}}
values: {n: {number: 120}, when: {date: 2024-11-07, pattern: yMMMM}, share: {percent: 0.38}, code: {word: CC BY 4.0}}
footnotes: {f: A note.}
blocks:
  - {kind: cover, id: cover}
  - kind: paragraph
    id: p
    text: 'The **[UN](un)** \*has\* *{n}* [mots](lang:fr).[^f] In {when}, {share} {code} on {page:p}.'
""",
    )
    source, _ = bench.load()
    message = next(message for message in source.messages if message.id == "p.text")
    running = running_text(message, source.values)
    assert running.text == "The UN *has* 120 mots. In 2024 May, 38.00% CC BY 4.0 on 1."
    for char, offset in zip(running.text, running.offsets, strict=False):
        if not running.is_apart(running.text.index(char)) and message.text[offset] != "{":
            assert message.text[offset] == char
    assert running.offsets[-1] == len(message.text)
    ((link),) = running.links
    assert (link.target, running.text[link.start : link.end]) == ("un", "UN")
    assert [running.text[start:end] for start, end in running.apart] == [
        "120",
        "mots",
        "2024 May",
        "38.00%",
        "CC BY 4.0",
        "1",
    ]


# Rules


def advice(bench, yaml: str, head: str = "", language: str = "en") -> list[str]:
    """What is said of a booklet with these blocks, the first of which stands in line 10."""
    bench.blocks(yaml)
    path = bench.folder / "booklet.yaml"
    path.write_text(path.read_text("utf-8").replace("language: en", f"language: {language}") + head, "utf-8")
    source, _ = bench.load()
    problems = Problems()
    advise(source, problems)
    assert all(problem.severity is Severity.WARNING and problem.mend for problem in problems)
    return [bench.short(problem).replace("warning: ", "").partition(" — ")[0] for problem in problems]


def paragraph(text: str) -> str:
    return f"  - kind: paragraph\n    id: p\n    text: >-\n      {text}\n"


def test_a_long_sentence_is_reported_at_its_own_place(bench) -> None:
    found = advice(bench, paragraph(f"A short one. A **short**\n      one. Now {LONG}."))
    assert found == [
        "14:12: the sentence ‘Now word word word word word word word word word word word …’ has 26 words, more than 25"
    ]
    assert advice(bench, paragraph(f"Short. Short. {LONG.capitalize()}. Short.")) == []


def test_the_mean_of_a_booklet_is_reported_once(bench) -> None:
    thirteen = " ".join(["Word", *["word"] * 12]) + ". "
    found = advice(
        bench,
        paragraph(thirteen * 4)
        + "  - {kind: heading, id: h, text: Label}\n"
        + paragraph("x").replace("id: p", "id: q"),
    )
    assert found == ["4:8: the sentences of this booklet have 13.0 words on average, more than 12"]
    assert advice(bench, paragraph(thirteen * 4 + "Short. " * 4)) == []


def test_items_count_with_the_lead_that_they_go_on(bench) -> None:
    words = " ".join(["word"] * 20)
    listing = f"""
  - kind: list
    id: l
    style: continuing
    lead: We say first. Many children do not
    items:
      - {{id: a, text: "tell;"}}
      - {{id: b, text: "{words}. Twenty go with the lead. So it is. So it is."}}
      - {{id: c, text: "{words} now too; tomorrow."}}
"""
    assert [line.partition(" has ")[::2] for line in advice(bench, listing)] == [
        ("18:24: the sentence ‘" + words[:59] + "…’", "27 words with the beginning that it goes on, more than 25")
    ]
    source, _ = bench.load()
    figures = advise(source, Problems())
    assert (figures.sentences, figures.words) == (7, 3 + 5 + 24 + 5 + 3 + 3 + 27)
    plain = listing.replace("continuing", "bullet").replace("    lead: We say first. Many children do not\n", "")
    assert advice(bench, plain) == []


def test_a_key_fact_that_begins_small_counts_with_its_figure(bench) -> None:
    bench.blocks(
        """
  - kind: facts
    id: f
    items:
      - {id: a, figure: 38 of 100, text: victims were children.}
      - {id: b, figure: "120", text: Countries met there.}
"""
    )
    source, _ = bench.load()
    figures = advise(source, Problems())
    assert (figures.sentences, figures.words) == (2, 6 + 3)


def test_only_whole_sentences_count_for_the_mean(bench) -> None:
    bench.blocks(
        """
  - {kind: heading, id: h, text: A heading is a label}
  - {kind: heading, id: i, text: What is this?}
  - kind: list
    id: l
    style: bullet
    items: [{id: a, text: a teacher;}, {id: b, text: a friend.}, {id: c, text: Tell them.}]
  - kind: table
    id: t
    columns: [{id: x, text: Girls}, {id: y, text: Boys}]
    rows: [{id: r, cells: [More often at home, At sea]}, {id: s, cells: [She cannot leave., Nor he]}]
  - {kind: figure, id: g, picture: {file: images/a.svg, alt: A dot on a long straight line in a wide space}}
"""
    )
    source, _ = bench.load()
    figures = advise(source, Problems())
    assert (figures.sentences, figures.words) == (3, 3 + 2 + 3)
    assert (figures.longest.words, figures.longest.text[:5]) == (11, "A dot")


@pytest.mark.parametrize(
    "text",
    [
        "Ask an NGO.",
        "Ask NGOs.",
        "Ask an NGO’s team.",
        "The NGO-led team.",
        "COVID-19 is here.",
        "The SRSG-VAC works.",
        "It is an MP3 file.",
        "Ask THEM now.",
        "Ask l’ONU about it.",
    ],
)
def test_abbreviations_that_nobody_explains_are_reported_at_their_first_use(bench, text: str) -> None:
    found = advice(bench, paragraph(f"{text} {text}"))
    word = next(word for word in ("NGO", "COVID-19", "SRSG-VAC", "MP3", "THEM", "ONU") if word in text)
    assert found == [f"13:{7 + text.index(word)}: the abbreviation ‘{word}’ is not explained"]


@pytest.mark.parametrize(
    "text",
    [
        "United Nations (UN) and the UN.",
        "The UN (United Nations) is big.",
        "It is OK on TV, with a QR code.",
        "In World War II, chapter XIX.",
        "I have A B. Vitamin C. X.",
        "Use CC BY-SA 4.0 or CC BY or CC0.",
        "Write to @UNICEF or #HELP or README.MD.",
        "It is document A/HRC/58/19.",
        "The word is [ONU](lang:fr).",
        "It is from {code}.",
    ],
)
def test_words_that_need_no_explanation(bench, text: str) -> None:
    head = "values: {code: {word: ISO NORM}}\n" if "{code}" in text else ""
    assert advice(bench, paragraph(text), head) == []


UN = "abbreviations: {un: {expansion: United Nations}}\n"


def test_a_declared_abbreviation_has_its_link_where_it_is_first_used(bench) -> None:
    linked = "The [UN](un) is big. The UN is old."
    assert advice(bench, paragraph(linked), UN) == []
    assert advice(bench, paragraph(f"Is the UN old? {linked}"), UN) == [
        "13:14: ‘UN’ is not explained where it is first used"
    ]
    # There can be no link in an alternative text.
    figure = "  - {kind: figure, id: f, picture: {file: images/a.svg, alt: A house of the UN}}\n"
    assert advice(bench, figure + paragraph(linked), UN) == []
    assert advice(bench, figure) == ["10:77: the abbreviation ‘UN’ is not explained"]


def test_the_glossary_explains_abbreviations(bench) -> None:
    glossary = """
  - kind: glossary
    id: g
    entries: [{id: intelligence, term: artificial intelligence (AI), text: Programs.}]
"""
    assert advice(bench, paragraph("What is AI? It is [this thing](intelligence).") + glossary) == []


def test_shouting_is_reported_once_and_not_word_by_word(bench) -> None:
    assert advice(bench, paragraph("Hello. DO NOT GO. Stay.")) == ["13:14: ‘DO NOT GO.’ is all in capitals"]
    assert advice(bench, paragraph("A B C. II. OK TV. CC BY 4.0.")) == []


@pytest.mark.parametrize("words", ["Find out more", "learn more", "This page!", "more info …", "go there"])
def test_links_say_where_they_lead(bench, words: str) -> None:
    # “here”, “click here”, “more” and their like are errors when a booklet is read, see test_content_bad_input.
    assert advice(bench, paragraph(f"It is old. [{words}](p).")) == [
        f"13:19: the words ‘{words}’ do not say where the link leads"
    ]
    assert advice(bench, paragraph(f"It is old. [{words} on old things](p).")) == []


def test_a_link_does_not_show_an_address(bench) -> None:
    assert advice(bench, paragraph("Go to [example.org/help](p).")) == [
        "13:14: the link shows an address instead of words, ‘example.org/help’"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Please click the name.",
        "Then click on the name.",
        "Click here for [old things](p).",
        "**Tap here.**",
        "Press on the name.",
        "Swipe left.",
        "See and [now swipe here](p).",
    ],
)
def test_readers_on_paper_cannot_click(bench, text: str) -> None:
    (line,) = advice(bench, paragraph(text))
    assert line.endswith("is no use to readers on paper")
    fine = "The lock clicks. Click, it goes. We press on. Press on the wound. Press on with it. Ask the press here."
    assert advice(bench, paragraph(f"{fine} The tap here drips. Tap on her door. Press the flower.")) == []


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Read the red box first.", "red box"),
        ("See the green text.", "green text"),
        ("Look at the dark blue arrows.", "blue arrows"),
        ("The red and green buttons help.", "red and green buttons"),
        ("Read the grey help text.", "grey help text"),
        ("Learn the words that are printed in green.", "words that are printed in green"),
        ("The words in blue are new.", "words in blue"),
        ("The box is red.", "box is red"),
        ("Names are marked in red.", "marked in red"),
        ("Look for names in blue.", "names in blue"),
        ("The helplines in dark green are free.", "helplines in dark green"),
        ("The coloured parts matter.", "coloured parts"),
        ("**The red one** means stop.", "red one"),
        ("Press the green one.", "green one"),
        ("Read the blue ones first.", "blue ones"),
        ("**Red means danger.**", "Red means"),
        ("Stop, because red is for danger.", "red is for"),
        ("The colour green stands for help.", "green stands for"),
        ("Red and orange show danger.", "Red and orange show"),
    ],
)
def test_a_colour_alone_is_no_sign(bench, text: str, sign: str) -> None:
    (line,) = advice(bench, paragraph(text))
    assert line == f"13:{7 + text.index(sign)}: only its colour says what is meant by ‘{sign}’"


@pytest.mark.parametrize(
    "text",
    [
        "A red car stops. Its door is blue.",
        "The girl in blue waves. She is dressed in red.",
        "The sea is blue and the green fields are wide.",
        "It is an old picture in black and white.",
        "The red box called “Get help” is for you.",
        "See the red box “Get help” and the green box 3.",
        "The page is about blue whales.",
        "He wrote in white chalk.",
        "She reads a book about black people in red hats.",
        "The girl in red means it.",
        "An orange is for you.",
        "The people who wear white show it.",
        "The light is red. Wearing black shows respect.",
    ],
)
def test_colours_of_things_in_the_world_are_fine(bench, text: str) -> None:
    assert advice(bench, paragraph(text)) == []


def test_stories_and_alternative_texts_may_have_colours(bench) -> None:
    picture = "picture: {file: images/a.svg, alt: A red box}"
    panels = f"[{{id: a, {picture}, text: She opens the red box.}}, {{id: b, {picture}, text: It is empty.}}]"
    assert advice(bench, f"  - {{kind: story, id: s, panels: {panels}}}\n") == []


def test_a_language_without_words_of_its_own_is_advised_on_length_and_abbreviations(bench) -> None:
    french = paragraph(f"Lis la red box. L’ONG et {LONG}. [Find out more](p).")
    assert advice(bench, french, language="fr") == [
        "13:23: the sentence ‘L’ONG et word word word word word word word word word word …’ has 27 words, more than 25",
        "13:25: the abbreviation ‘ONG’ is not explained",
    ]


def test_a_language_without_spaces_has_no_figures(bench) -> None:
    thai = paragraph("เด็กทุกคนมีสิทธิ " * 40)
    assert advice(bench, thai, language="th") == []
    assert advise(bench.load()[0], Problems()) is None


def test_a_booklet_to_start_from_is_plain(bench) -> None:
    bench.write("booklet.yaml", BOOKLET_YAML)
    bench.write("images/cover.svg", (bench.folder / "images/a.svg").read_bytes())
    problems = Problems()
    assert advise(bench.load()[0], problems).sentences > 5
    assert list(problems) == []


# Whatever is in it

PIECES = [
    *"aA .!?*[](){}^\\’-“”…/@_#19",
    "UN ",
    "[UN](un)",
    "**red box**",
    "{n}",
    "{page:p}",
    "[^f]",
    "(lang:fr)",
    "In blue. ",
]
TEXTS = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PIECES), max_size=30).map("".join))


@given(st.lists(st.tuples(TEXTS, st.booleans()), max_size=4), st.sampled_from(["en", "fr", "ar", "de", "th", "x", ""]))
@settings(deadline=None)
def test_no_text_raises_and_every_place_is_one(texts: list[tuple[str, bool]], language: str) -> None:
    span = Span("no\0such.yaml", 3, 5)
    messages = tuple(Message(f"p{n}.text", text, span, "paragraph", plain) for n, (text, plain) in enumerate(texts))
    title = Message("booklet.title", "Title", span, "title", plain=True)
    source = SourceBooklet(
        folders=(Path(),),
        slug="test",
        language=language,
        title=title,
        subject=None,
        author="",
        edition="1",
        date=datetime.date(2026, 11, 1),
        keywords=(),
        blocks=tuple(Paragraph(message.id, span, message) for message in messages),
        footnotes={"f": Footnote("f", span, title)},
        abbreviations={"un": Abbreviation("un", span, title)},
        targets={"un": "abbreviation"},
        messages=(title, *messages),
    )
    problems = Problems()
    figures = advise(source, problems)
    assert figures is None or figures.words >= figures.sentences
    assert all(problem.span == span and problem.severity is Severity.WARNING for problem in problems)
