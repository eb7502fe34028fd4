# SPDX-License-Identifier: Apache-2.0
"""Inline structure, languages, footnotes."""

from __future__ import annotations

from textwrap import dedent

from tagging_values import ARABIC, SPAN, booklet, layout, message, tree_text, words
from treetext import tree_as_text

from booklet.content import model
from booklet.content.inline import Emphasis, Foreign, Link, NoteMark, PageRef, Strong, Text
from booklet.tagging.build import content_tree, structure_tree
from booklet.tagging.verify import slots


def paragraph(name, *nodes, lang=""):
    return model.Paragraph(name, SPAN, message(f"{name}.text", nodes, lang=lang))


def expect(expected, *blocks, **more):
    assert tree_text(booklet(*blocks, **more)) == dedent(expected).strip("\n")


def test_emphasis_links_and_page_numbers_nest_and_count_in_pre_order():
    expect(
        """
        P 'see '
          Link 'page ' '[page help]'
          ' '
          Strong 'very '
            Em 'much'
        """,
        paragraph(
            "p", Text("see "), Link("help", (Text("page "), PageRef("help"))), Text(" "),
            Strong((Text("very "), Emphasis((Text("much"),)))),
        ),
    )  # fmt: skip


def test_foreign_words_carry_their_language():
    expect("P\n  Span lang=es 'palabra'", paragraph("p", Foreign("es", (Text("palabra"),))))


def un(lang=""):
    return {"un": model.Abbreviation("un", SPAN, message("abbr.un.expansion", "United Nations", lang=lang))}


def test_abbreviations_carry_their_expansion_and_are_no_links():
    expect(
        "P\n  Span expansion='United Nations' 'UN'",
        paragraph("p", Link("un", (Text("UN"),))),
        abbreviations=un(),
        targets={"un": "abbreviation"},
    )


def test_an_expansion_in_another_language_does_not_change_that_of_the_words():
    expect(
        """
        P
          Span lang=fr expansion='United Nations'
            Span lang=en 'UN'
        """,
        paragraph("p", Link("un", (Text("UN"),))),
        abbreviations=un("fr"),
        targets={"un": "abbreviation"},
    )


def test_fallback_text_is_tagged_in_its_own_language_and_direction():
    made = booklet(paragraph("a", Text("نص")), paragraph("b", Text("words"), lang="en"), locale=ARABIC)
    tree = structure_tree(made, layout(slots(content_tree(made))))
    assert tree_as_text(tree, words(made)) == dedent(
        """\
        Document lang=ar WritingMode=RlTb
          P 'نص'
          P lang=en WritingMode=LrTb 'words'
        """
    )


def test_a_footnote_follows_the_outermost_block_that_holds_its_mark():
    inner = paragraph("p", Text("true"), NoteMark("why"))
    expect(
        """
        Sect title='H'
          H1 'H'
          Aside title='For example'
            P '<c#label/0>'
            P 'true'
              Reference
                Link '[why]'
            P 'more'
          Note id=note.why
            Lbl '<note.why#label>'
            P 'Because.'
          P 'after'
        """,
        model.Heading("h", SPAN, message("h.text", "H")),
        model.Callout("c", SPAN, "example", None, (inner, paragraph("q", Text("more")))),
        paragraph("r", Text("after")),
        notes={"why": "Because."},
    )


def test_footnotes_stand_in_the_order_of_their_marks_in_this_language():
    expect(
        """
        P
          Reference
            Link '[b]'
          Reference
            Link '[a]'
        Note id=note.b
          Lbl '<note.b#label>'
          P 'B'
        Note id=note.a
          Lbl '<note.a#label>'
          P 'A'
        """,
        paragraph("p", NoteMark("b"), NoteMark("a")),
        notes={"a": "A", "b": "B"},
    )
