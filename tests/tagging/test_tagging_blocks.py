# SPDX-License-Identifier: Apache-2.0
"""Each kind of block beside the tree it becomes."""

from __future__ import annotations

from textwrap import dedent

from tagging_values import SPAN, booklet, message, picture, tree_text

from booklet.content import model
from booklet.content.inline import Strong, Text


def check(expected: str, *blocks, missing=(), **more):
    assert tree_text(booklet(*blocks, **more), missing) == dedent(expected).strip("\n")


def test_cover_is_a_section_with_a_title_that_is_no_heading():
    block = model.Cover(
        "cover", SPAN, message("cover.title", "Safe"), message("cover.subtitle", "For you"),
        message("cover.call", "Act"), message("cover.attribution", "By us"),
        picture("cover", "Children playing"), picture("cover-logo", "Our logo"),
    )  # fmt: skip
    check(
        """
        Sect
          Title 'Safe'
          P 'For you'
          P 'Act'
          P 'By us'
          Figure alt='Children playing' '<cover#figure>'
          Figure alt='Our logo' '<cover.logo#figure>'
        """,
        block,
    )


def test_sections_begin_at_headings_of_level_1_and_hold_the_lower_ones():
    check(
        """
        P 'before'
        Sect title='One'
          H1 'One'
          H2 'Deep'
          P 'words'
        Sect title='Two'
          H1 'Two'
          Figure alt='A street' '<two#figure>'
          H2 'Deeper'
          H3 'Deepest'
        """,
        model.Paragraph("p0", SPAN, message("p0.text", "before")),
        model.Heading("one", SPAN, message("one.text", "One")),
        model.Heading("deep", SPAN, message("deep.text", "Deep"), 2),
        model.Paragraph("p1", SPAN, message("p1.text", "words"), lead=True),
        model.PageBreak("break", SPAN),
        model.Heading("two", SPAN, message("two.text", "Two"), 1, picture("two", "A street")),
        model.Heading("deeper", SPAN, message("deeper.text", "Deeper"), 2),
        model.Heading("deepest", SPAN, message("deepest.text", "Deepest"), 3, picture("deepest", None)),
    )


def test_contents_nest_deeper_headings_inside_the_item_above_them():
    check(
        """
        Sect
          H1 'Contents'
          TOC
            TOCI
              Reference
                Link '<toc#toc:a/text>' '<toc#toc:a/page>'
              TOC
                TOCI
                  Reference
                    Link '<toc#toc:b/text>' '<toc#toc:b/page>'
            TOCI lang=fr
              Reference
                Link '<toc#toc:d/text>' '<toc#toc:d/page>'
        Sect title='A'
          H1 'A'
          H2 'B'
          H3 'C'
        Sect title='D'
          H1 lang=fr 'D'
        """,
        model.Contents("toc", SPAN, message("toc.title", "Contents"), 2),
        model.Heading("a", SPAN, message("a.text", "A")),
        model.Heading("b", SPAN, message("b.text", "B"), 2),
        model.Heading("c", SPAN, message("c.text", "C"), 3),
        model.Heading("d", SPAN, message("d.text", "D", lang="fr")),
    )


def test_quotation():
    check(
        """
        BlockQuote
          P 'Listen to us'
          P 'A child'
        """,
        model.Quotation("q", SPAN, message("q.text", "Listen to us"), message("q.source", "A child")),
    )


def test_callout_says_its_kind_in_words():
    inner = model.Paragraph("in", SPAN, message("in.text", "Call"))
    check(
        """
        Aside title='Now'
          P '<c#label/0>'
          P 'Now'
          P 'Call'
        Aside title='For example'
          P '<d#label/0>'
          Aside title='Get help'
            P '<e#label/0>'
        """,
        model.Callout("c", SPAN, "get-help", message("c.title", "Now"), (inner,)),
        model.Callout("d", SPAN, "example", None, (model.Callout("e", SPAN, "get-help", None, ()),)),
    )


def test_definition_draws_the_glossary_term_once_more():
    term = message("stigma.term", "stigma")
    entry = model.GlossaryEntry("stigma", SPAN, term, message("stigma.text", "Shame that others put on you."))
    check(
        """
        L ListNumbering=None
          LI
            Lbl '<d.term/0>'
            LBody
              P 'It hurts.'
        L ListNumbering=None
          LI
            Lbl 'stigma'
            LBody
              P 'Shame that others put on you.'
        """,
        model.Definition("d", SPAN, "stigma", term, message("d.text", "It hurts.")),
        model.Glossary("g", SPAN, (entry,)),
    )


def test_facts_keep_a_figure_with_what_it_counts():
    fact = model.Fact("f.a", SPAN, message("f.a.figure", "120"), message("f.a.text", "countries"))
    check(
        """
        Div
          Div
            P '120'
            P 'countries'
        """,
        model.Facts("f", SPAN, (fact,)),
    )


def item(name, *items, alt=""):
    art = picture(name, alt or None) if alt is not None else None
    return model.Item(name, SPAN, message(f"{name}.text", name.rsplit(".")[-1]), art, items)


def test_lists_nest_in_the_body_and_always_say_their_numbering():
    inner = item("l.b", item("l.b.c", item("l.b.c.d", alt=None), alt=None), alt=None)
    check(
        """
        L ListNumbering=Disc
          LI
            Lbl '<l.a#label>'
            LBody
              P 'a'
          LI
            Lbl '<l.b#label>'
            LBody
              P 'b'
              L ListNumbering=Circle
                LI
                  Lbl '<l.b.c#label>'
                  LBody
                    P 'c'
                    L ListNumbering=Square
                      LI
                        Lbl '<l.b.c.d#label>'
                        LBody
                          P 'd'
        """,
        model.Listing("l", SPAN, "bullet", (item("l.a", alt=None), inner)),
    )


def test_numbered_check_and_continuing_lists():
    check(
        """
        L ListNumbering=Decimal
          LI
            Lbl '<n.a#label>'
            LBody
              P 'a'
        L ListNumbering=Disc
          LI
            Lbl '<c.a#label>'
            LBody
              P 'a'
        P 'It goes unreported because'
        L ListNumbering=Disc
          LI
            Lbl '<k.a#label>'
            LBody
              P 'a'
        """,
        model.Listing("n", SPAN, "number", (item("n.a", alt=None),)),
        model.Listing("c", SPAN, "check", (item("c.a", alt=None),)),
        model.Listing(
            "k", SPAN, "continuing", (item("k.a", alt=None),), message("k.lead", "It goes unreported because")
        ),
    )


def test_picture_lists_have_the_picture_in_the_body_and_no_label_where_none_is_drawn():
    check(
        """
        L ListNumbering=None
          LI
            LBody
              Figure alt='A girl' '<p.a#figure>'
              P 'a'
          LI
            LBody
              P 'b'
        """,
        model.Listing("p", SPAN, "picture", (item("p.a", alt="A girl"), item("p.b"))),
        missing=("p.a#label", "p.b#label"),
    )


def test_steps():
    step = model.Step(
        "s.1", SPAN, message("s.1.text", "Find someone."), message("s.1.title", "Talk"), picture("s.1", "Two")
    )
    check(
        """
        L ListNumbering=Decimal
          LI
            Lbl '<s.1#label>'
            LBody
              P 'Talk'
              P 'Find someone.'
              Figure alt='Two' '<s.1#figure>'
        """,
        model.Steps("s", SPAN, (step,)),
    )


def table(corner, header, *cells):
    columns = tuple(
        model.Column(f"t.columns.{name}", SPAN, message(f"t.columns.{name}", name.title()))
        for name in ("girls", "boys")
    )
    texts = tuple(message(f"t.rows.r1.{name}", words) for name, words in zip(("girls", "boys"), cells, strict=True))
    head = message("t.rows.r1.header", header) if header else None
    row = model.Row("t.rows.r1", SPAN, head, texts)
    return model.Table(
        "t", SPAN, message("t.caption", "Who"), message("t.corner", corner) if corner else None, columns, (row,)
    )


def test_table_with_headers_of_rows_and_columns():
    check(
        """
        Table
          Caption 'Who'
          THead
            TR
              TH id=t.corner Scope=Column 'What'
              TH id=t.columns.girls Scope=Column 'Girls'
              TH id=t.columns.boys Scope=Column 'Boys'
          TBody
            TR
              TH id=t.rows.r1.header Scope=Row 'Work'
              TD Headers=t.columns.girls+t.rows.r1.header 'homes'
              TD Headers=t.columns.boys+t.rows.r1.header 'streets'
        """,
        table("What", "Work", "homes", "streets"),
    )


def test_table_without_row_headers_keeps_its_empty_cells():
    check(
        """
        Table
          Caption 'Who'
          THead
            TR
              TH id=t.columns.girls Scope=Column 'Girls'
              TH id=t.columns.boys Scope=Column 'Boys'
          TBody
            TR
              TD Headers=t.columns.girls 'homes'
              TD Headers=t.columns.boys
        """,
        table(None, None, "homes", ""),
        missing=("t.rows.r1.boys/0",),
    )


def test_figures_hold_their_caption_and_decorative_ones_leave_only_it():
    check(
        """
        Div
          Figure alt='A team' '<f#figure>'
            Caption 'The team'
        Div
          P 'Waves'
        """,
        model.Figure("f", SPAN, picture("f", "A team"), message("f.caption", "The team")),
        model.Figure("g", SPAN, picture("g", None), message("g.caption", "Waves")),
        model.Figure("h", SPAN, picture("h", None)),
    )


def test_story_panels_read_in_order():
    panels = tuple(
        model.Panel(
            f"s.{name}", SPAN, picture(f"s.{name}", f"Picture {name}"), message(f"s.{name}.text", f"Words {name}")
        )
        for name in "ab"
    )
    check(
        """
        Div
          Div
            Figure alt='Picture a' '<s.a#figure>'
            P 'Words a'
          Div
            Figure alt='Picture b' '<s.b#figure>'
            P 'Words b'
        """,
        model.Story("s", SPAN, panels),
    )


def test_contacts_are_a_list_with_links():
    web = model.Contact("c.web", SPAN, "web", message("c.web.label", "Site"), "x.org", "https://x.org")
    post = model.Contact(
        "c.post", SPAN, "post", message("c.post.label", "Letters"), "Box 1", None, message("c.post.note", "Free")
    )
    check(
        """
        L ListNumbering=None
          LI
            Lbl 'Site'
            LBody
              P
                Link '<c.web.shown/0>'
          LI
            Lbl 'Letters'
            LBody
              P '<c.post.shown/0>'
              P 'Free'
        """,
        model.Contacts("c", SPAN, (web, post)),
    )


def test_qr_code_has_its_address_in_words():
    check(
        """
        Div
          Figure alt='A code' '<q#figure>'
          P 'Scan me'
          P
            Link '<q.shown/0>'
        """,
        model.QrCode("q", SPAN, "site", message("q.text", "Scan me"), message("q.alt", "A code")),
    )


def test_imprint():
    check(
        """
        Sect
          P
            Strong 'Free'
            ' to copy'
        """,
        model.Imprint(
            "i", SPAN, (model.Paragraph("ip", SPAN, message("ip.text", [Strong((Text("Free"),)), Text(" to copy")])),)
        ),
    )
