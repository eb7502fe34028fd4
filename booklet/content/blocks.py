# SPDX-License-Identifier: Apache-2.0
"""The kinds of block, each declared once: its keys, what they hold, and what is checked of them together.

A new kind of block is one class in :mod:`booklet.content.model` and one entry in :data:`BLOCK_RECORDS`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

from booklet.content import model
from booklet.content.addresses import contact_fault, dialled_differently
from booklet.content.fields import Bool, Choice, Data, Date, Href, Name, Number
from booklet.content.interface import CONTACT_LABELS, LABEL
from booklet.content.localwords import Words, WordsField
from booklet.content.model import Message
from booklet.content.nodes import Scalar
from booklet.content.parts import Blocks, Cells, Items, ItemsById
from booklet.content.record import Built, Field, Record, Scope
from booklet.content.texts import PictureField, TextField
from booklet.content.words import quote
from booklet.problems import Span

__all__ = ["BLOCK_RECORDS", "CONTACT", "COUNTRY_LISTS", "FACTS_LISTS", "IN_IMPRINT", "READING_ORDER"]

_IN_CALLOUT = (
    "paragraph", "quotation", "definition", "facts", "list", "table", "figure", "steps", "contacts", "qr"
)  # fmt: skip
IN_IMPRINT = ("paragraph", "list", "contacts")
"""Kinds of block that may stand in the imprint."""

# Parts of blocks


def _check_contact(scope: Scope) -> None:
    kind, href, shown = scope.values["type"], scope.values["href"], scope.values["shown"]
    given = scope.node.get("type")
    if not isinstance(given, Scalar) or given.text != kind or (href is None and scope.node.get("href") is not None):
        return  # wrong and reported
    fault = contact_fault(kind, href)
    if fault:
        scope.error(scope.at("href"), *fault)
    elif kind == "phone" and dialled_differently(shown, href):
        what = f"the number that is printed ({shown}) is not the one that is dialled ({href})"
        scope.error(scope.at("shown"), what, "correct one of the two")


_ITEM: Record = Record(
    "list item",
    "An item of a list.",
    (
        Field("text", TextField("list item"), "What the item says.", required=True),
        Field("picture", PictureField(), "Its picture; every item of a list in picture style has one."),
        Field("items", Items(lambda: _ITEM), "A list inside the item.", default=()),
    ),
    model.Item,
)
_FACT = Record(
    "key fact",
    "A big figure and what it counts.",
    (
        Field("figure", TextField("label"), 'The figure, like "{countries}".', required=True),
        Field("text", TextField("paragraph"), "What it counts.", required=True),
    ),
    model.Fact,
)
_COLUMN = Record(
    "column",
    "A column of a table (the column of row headers is not one of them).",
    (Field("text", TextField("table header", suffix=""), "The column's header.", required=True),),
    model.Column,
)
_ROW = Record(
    "row",
    "A row of a table.",
    (
        Field("header", TextField("table header"), "The row's header; all rows have one or none has."),
        Field("cells", Cells(), "One text for each column.", required=True),
    ),
    model.Row,
)
_PANEL = Record(
    "panel",
    "A picture of a story and the words below it.",
    (
        Field("picture", PictureField(), "The picture.", required=True),
        Field("text", TextField("paragraph"), "The words below it.", required=True),
    ),
    model.Panel,
)
_STEP = Record(
    "step",
    "A numbered step.",
    (
        Field("title", TextField("step"), "A short name of the step."),
        Field("text", TextField("step"), "What happens.", required=True),
        Field("picture", PictureField(), "Its picture."),
    ),
    model.Step,
)
_ENTRY = Record(
    "glossary entry",
    "A word and its meaning; other texts link to it by its id.",
    (
        Field("term", TextField("term"), "The word.", required=True),
        Field("text", TextField("definition"), "What it means.", required=True),
    ),
    model.GlossaryEntry,
)
_CONTACT_FIELDS = (
    Field(
        "type",
        Choice(("web", "email", "phone", "facebook", "instagram", "x", "post")),
        "What kind of contact it is.",
        required=True,
    ),
    Field("label", TextField("contact"), "Who answers there.", required=True),
    Field("shown", Data(), "The address or number as it is printed. It is never translated.", required=True),
    Field("href", Href(), "Where it leads: https:, mailto: or tel:. Postal addresses need none."),
    Field("note", TextField("contact"), "Opening hours, languages, cost."),
)
CONTACT = Record(
    "contact",
    "A way to get in touch.",
    (
        *_CONTACT_FIELDS,
        Field(
            "everywhere",
            Bool(),
            "True: right in every country, so it stays below the contacts of a country or locale.",
            default=False,
        ),
    ),
    model.Contact,
    _check_contact,
)


def _check_local_contact(scope: Scope) -> None:
    _check_contact(scope)
    checked, expires = scope.values["checked"], scope.values["expires"]
    if expires is not None and expires < checked and isinstance(scope.node.get("checked"), Scalar):
        what = f"it expires on {expires}, before the day on which it was checked ({checked})"
        scope.error(scope.at("expires"), what, "correct one of the two")


def _check_country_contact(scope: Scope) -> None:
    _check_local_contact(scope)
    source = scope.values["source"]
    if source and not re.match(r"https?://[^\s/]", source):
        what = f"‘source’ must be the address of a page that says so, not {quote(source)}"
        scope.error(scope.at("source"), what, "write the address as the browser shows it, https://…")


_EXPIRES = Field("expires", Date(), "The last day on which it may be trusted; a year after ‘checked’ where left out.")
_LOCAL_CONTACT = Record(
    "local contact",
    "A way to get in touch that is right for one locale.",
    (
        *_CONTACT_FIELDS,
        Field("source", Data(), "Where this is from, so that it can be checked again.", required=True),
        Field("checked", Date(), "The day on which somebody last checked it.", required=True),
        _EXPIRES,
    ),
    model.Contact,
    _check_local_contact,
)
FACTS_LISTS = ItemsById(lambda: _LOCAL_CONTACT, "facts.{block}.{id}")
"""The whole of a file ``facts/<locale>.yaml``."""


def _country_contact(
    id: str,  # noqa: A002 - a key of the format
    span: Span,
    *,
    label: Words,
    note: Words | None,
    **values: Built,
) -> model.CountryContact:
    standard = f"{LABEL}{label.standard}" if label.standard else None
    return model.CountryContact(
        id=id, span=span, standard=standard, labels=label.texts, notes=note.texts if note else (), **values
    )


_COUNTRY_CONTACT = Record(
    "contact of a country",
    "A way to get in touch that is right in one country.",
    (
        _CONTACT_FIELDS[0],
        Field(
            "label", WordsField("contact", CONTACT_LABELS), "Who answers: a standard label, or words by language.",
            required=True,
        ),
        *_CONTACT_FIELDS[2:4],
        Field("note", WordsField("contact"), "Opening hours, languages, cost, in words by language."),
        Field("source", Data(), "Address of the page of the helpline or government that says so.", required=True),
        Field("checked", Date(), "The day on which somebody last checked it.", required=True),
        _EXPIRES,
    ),
    _country_contact,
    _check_country_contact,
)  # fmt: skip
COUNTRY_LISTS = ItemsById(lambda: _COUNTRY_CONTACT, "facts.{block}.{id}")
"""The whole of a file ``facts/<COUNTRY>.yaml``."""

# Blocks

_UNRESOLVED = Message("", "", Span(""), "term")


def _definition(id: str, span: Span, entry: str, text: Message) -> model.Definition:  # noqa: A002 - a key of the format
    return model.Definition(id, span, entry, _UNRESOLVED, text)


def _check_list(scope: Scope) -> None:
    style, lead = scope.values["style"], scope.values["lead"]
    if style == "continuing" and lead is None and scope.node.get("lead") is None:
        mend = "add “lead: …” with the beginning of the sentence"
        scope.error(scope.node.span, "a list in continuing style needs a ‘lead’", mend)
    if style == "picture":
        for item in scope.values["items"]:
            if item.picture is None:
                scope.error(item.span, "an item of a list in picture style needs a ‘picture’", "add “picture: …”")


def _check_table(scope: Scope) -> None:
    corner, rows = scope.values["corner"], scope.values["rows"]
    headed = [row for row in rows if row.header is not None]
    if headed and len(headed) < len(rows):
        bare = next(row for row in rows if row.header is None)
        scope.error(bare.span, "this row has no ‘header’, others have one", "give all rows a header or none")
    elif headed and corner is None and scope.node.get("corner") is None:
        mend = "add “corner: …”, the header of the column that holds the row headers"
        scope.error(scope.node.span, "the rows have headers, but the table has no ‘corner’", mend)
    elif rows and not headed and corner is not None:
        scope.error(scope.at("corner"), "the table has a ‘corner’, but its rows have no headers", "delete ‘corner’")
    for column in scope.values["columns"]:
        if column.id.endswith(".header"):  # its cells would share their id with the row's header
            scope.error(column.span, "a column cannot have the id ‘header’", "choose another id")


def _check_break(scope: Scope) -> None:
    _check_filler(scope, "picture", "a page is left over")


def _check_heading(scope: Scope) -> None:
    _check_filler(scope, "spot", "the section's last page has room")
    if scope.values["spot"] is not None and scope.values["level"] != 1:
        scope.error(scope.at("spot"), "only a heading of level 1 may have a ‘spot’", "give it to the section's heading")


def _check_filler(scope: Scope, name: str, where: str) -> None:
    picture = scope.values[name]
    if picture is not None and not picture.decorative:
        what = f"this picture is shown only where {where}, so nothing may depend on it"
        scope.error(picture.span, what, "make it decorative (“decorative: true”), or show it in a figure")


def _block(kind: str, name: str, doc: str, make: Built, *fields: Field, check: Built = None) -> Record:
    return Record(name, doc, fields, make, check, kind=kind)


_BLOCKS = (
    _block(
        "cover", "cover", "The front page; the first block.", model.Cover,
        Field("title", TextField("title", plain=True), "The title on the cover; the booklet's own where left out."),
        Field("subtitle", TextField("cover"), "A line below the title."),
        Field("call", TextField("cover"), "A call to act."),
        Field("attribution", TextField("cover"), "On what the booklet is based, or who made it."),
        Field("picture", PictureField(), "The picture that fills the cover."),
        Field("logo", PictureField(may_decorate=False), "The logo of who publishes it."),
    ),
    _block(
        "contents", "contents", "A table of contents, made of the headings.", model.Contents,
        Field("title", TextField("heading"), "Its title.", required=True),
        Field("depth", Choice(("1", "2", "3"), int), "Down to which level of headings it goes.", default=1),
    ),
    _block(
        "heading", "heading", "A heading. Level 1 opens a section.", model.Heading,
        Field("text", TextField("heading"), "The heading's words.", required=True),
        Field("level", Choice(("1", "2", "3"), int), "1, 2 or 3; no level may be skipped.", default=1),
        Field("picture", PictureField(), "A picture that opens the section."),
        Field("spot", PictureField(), "Decorative; for the foot of the section's last page, if that has room."),
        check=_check_heading,
    ),
    _block(
        "paragraph", "paragraph", "Running text.", model.Paragraph,
        Field("text", TextField("paragraph"), "The text.", required=True),
        Field("lead", Bool(), "True sets it as an introduction.", default=False),
    ),
    _block(
        "quotation", "quotation", "A quotation set apart.", model.Quotation,
        Field("text", TextField("quotation"), "What was said.", required=True),
        Field("source", TextField("quotation"), "Who said it."),
    ),
    _block(
        "callout", "callout", "A box. Its type is printed in words, in the reader's language.", model.Callout,
        Field("type", Choice(("example", "key-fact", "warning", "get-help")), "What the box is for.", required=True),
        Field("title", TextField("heading"), "A title beside the type."),
        Field("blocks", Blocks(lambda: BLOCK_RECORDS, _IN_CALLOUT), "What stands in the box.", required=True),
    ),
    _block(
        "definition", "definition", "A term of the glossary explained where it is first needed.", _definition,
        Field("entry", Name(), "Id of the glossary entry that has the term.", required=True),
        Field("text", TextField("definition"), "What it means, here.", required=True),
    ),
    _block(
        "facts", "row of key facts", "Big figures side by side.", model.Facts,
        Field("items", Items(lambda: _FACT), "The figures.", required=True),
    ),
    _block(
        "list", "list", "A list.", model.Listing,
        Field("style", Choice(("bullet", "number", "check", "picture", "continuing")), "Its marks.", required=True),
        Field("lead", TextField("paragraph"), "The beginning of the sentence that the items of a continuing list end."),
        Field("items", Items(lambda: _ITEM), "Its items.", required=True),
        check=_check_list,
    ),
    _block(
        "table", "table", "A table of facts. It has a header for each column.", model.Table,
        Field("caption", TextField("caption"), "What the table shows."),
        Field("corner", TextField("table header"), "Header of the column of row headers."),
        Field("columns", Items(lambda: _COLUMN, "{block}.columns.{id}", 2), "Its columns.", required=True),
        Field("rows", Items(lambda: _ROW, "{block}.rows.{id}", 2), "Its rows.", required=True),
        check=_check_table,
    ),
    _block(
        "figure", "figure", "A picture that says something.", model.Figure,
        Field("picture", PictureField(may_decorate=False), "The picture.", required=True),
        Field("caption", TextField("caption"), "Words below it."),
        Field("width", Number(above=0, most=1, make=float), "Its width as a share of the text's.", default=1.0),
    ),
    _block(
        "story", "story", "A story told in pictures that read in order.", model.Story,
        Field("panels", Items(lambda: _PANEL, least=2), "Its pictures with their words.", required=True),
    ),
    _block(
        "steps", "list of steps", "Numbered steps.", model.Steps,
        Field("items", Items(lambda: _STEP), "The steps.", required=True),
    ),
    _block(
        "glossary", "glossary", "Words to know; each language sorts them by its own order.", model.Glossary,
        Field("entries", Items(lambda: _ENTRY, "{id}"), "The words.", required=True),
    ),
    _block(
        "contacts", "table of contacts", "Ways to get in touch.", model.Contacts,
        Field("facts", Name(), "Name of a list in facts/<COUNTRY>.yaml or <locale>.yaml that takes the items' place."),
        Field("items", Items(lambda: CONTACT), "The contacts where no country or locale has its own.", required=True),
    ),
    _block(
        "qr", "QR code", "A QR code with its address in words beside it.", model.QrCode,
        Field("address", Name(), "Id of an address under “links”.", required=True),
        Field("text", TextField("paragraph"), "A sentence that says where it leads.", required=True),
        Field("alt", TextField("alternative text", plain=True), "Says that it is a QR code of what.", required=True),
    ),
    _block(
        "page-break", "page break", "What follows begins on a new page.", model.PageBreak,
        Field(
            "to", Choice(("next", "recto", "verso")), "The next page, the next right-hand or the next left-hand page.",
            default="next",
        ),
        Field("picture", PictureField(), "A decorative picture for the page that is skipped, if one is."),
        check=_check_break,
    ),
    _block(
        "back-cover", "back cover", "The last page; the last block.", model.BackCover,
        Field("text", TextField("cover"), "What it says, in a sentence or two.", required=True),
        Field("note", TextField("cover"), "Smaller words below."),
        Field("picture", PictureField(), "The picture that fills it."),
    ),
    _block(
        "imprint", "imprint", "Who made this, on what it is based, under which licence.", model.Imprint,
        Field("blocks", Blocks(lambda: BLOCK_RECORDS, IN_IMPRINT), "What it says.", required=True),
    ),
)  # fmt: skip

BLOCK_RECORDS: Mapping[str, Record] = MappingProxyType({record.kind or "": record for record in _BLOCKS})
"""The declaration of each kind of block."""

READING_ORDER: Mapping[type, tuple[str, ...]] = MappingProxyType(
    {
        record.make: tuple(spec.attribute for spec in record.fields)
        for record in (*_BLOCKS, _ITEM, _FACT, _COLUMN, _ROW, _PANEL, _STEP, _ENTRY, CONTACT)
        if isinstance(record.make, type)
    }
    | {model.Definition: ("text",)}  # its term is the glossary's
)
"""The attributes of each class in the order in which they are read."""
