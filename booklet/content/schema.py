# SPDX-License-Identifier: Apache-2.0
"""The format of ``booklet.yaml``, declared once.

These declarations and those of :mod:`booklet.content.blocks` drive reading, the messages about unknown and missing
keys, and the JSON Schema for editors.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

from booklet.content import model
from booklet.content.blocks import BLOCK_RECORDS, CONTACT, COUNTRY_LISTS, FACTS_LISTS, IN_IMPRINT
from booklet.content.fields import Choice, Data, Date, Href, Language, Name, Number, Strings, Whole
from booklet.content.parts import Blocks, ById, ItemsById, Single
from booklet.content.record import Built, Field, Record, Schema, Scope
from booklet.content.texts import PictureField, TextField
from booklet.content.words import listed
from booklet.problems import Span

__all__ = ["BOOKLET", "OVERLAY", "facts_schema", "json_schema"]

_ADDRESS = Record(
    "address",
    "An address that texts link to by its id.",
    (
        Field("href", Href(), "The address: https:, mailto: or tel:.", required=True),
        Field("name", TextField("label", plain=True), "What it leads to, for screen readers.", required=True),
    ),
    model.Address,
    has_id=False,
)
_ABBREVIATION = Record(
    "abbreviation",
    "An abbreviation that texts mark by its id.",
    (Field("expansion", TextField("expansion", plain=True), "What it stands for.", required=True),),
    model.Abbreviation,
    has_id=False,
)
_FOOTNOTE = Record(
    "footnote",
    "A footnote.",
    (Field("text", TextField("footnote"), "The footnote's text.", required=True),),
    model.Footnote,
    has_id=False,
)
_VALUE_KINDS = ("number", "percent", "date", "word")


def _check_value(scope: Scope) -> None:
    values = scope.values
    given = [kind for kind in _VALUE_KINDS if scope.node.get(kind) is not None]
    if len(given) != 1:
        what = "a value is one thing" if given else "the value is missing"
        scope.error(scope.node.span, what, f"write exactly one of {listed(_VALUE_KINDS)}")
    pattern = values["pattern"]
    if pattern and given == ["date"] and not set(pattern) <= set("GyQMLwWdEec"):
        mend = "use a CLDR skeleton like yMMMM (month and year) or yMMMMd (with the day)"
        scope.error(scope.at("pattern"), f"‘{pattern}’ is no pattern of a date", mend)
    elif pattern and given != ["date"]:
        scope.error(scope.at("pattern"), "only a date has a ‘pattern’", "delete it")


def _value(
    id: str, span: Span, number: Built, percent: Built, date: Built, word: Built, pattern: str  # noqa: A002
) -> model.ValueSpec:  # fmt: skip
    if percent is not None:
        return model.ValueSpec(id, span, percent, "percent")
    if date is not None:
        return model.ValueSpec(id, span, date, "date", pattern)
    if word is not None:
        return model.ValueSpec(id, span, word, "word")
    return model.ValueSpec(id, span, number, "number")


_VALUE = Record(
    "value",
    "A number, share, date or word that texts use as {id}; each language writes it in its own way.",
    (
        Field("number", Number(), "A number."),
        Field("percent", Number(), "A share: 0.5 is 50 %."),
        Field("date", Date(), "A day, like 2024-11-07."),
        Field("word", Data(), "A word that stays as it is."),
        Field("pattern", Data(limit=20), "For a date: what to show of it, like yMMMM.", default=""),
    ),
    _value,
    _check_value,
    has_id=False,
)


def _discreet(id: str, **fields: Built) -> model.Discreet:  # noqa: A002, ARG001 - it is the booklet's only one
    return model.Discreet(**fields)


_DISCREET_COVER = Record(
    "discreet cover",
    "What the outside shows where nobody may see what the booklet is about.",
    (
        Field("slug", Name(), "Begins the names of the finished files instead of the booklet's own.", required=True),
        Field("title", TextField("title", plain=True), "A title that tells nothing.", required=True),
        Field("author", Data(), "A name for the files' properties that tells nothing; none if left out.", default=""),
        Field("subtitle", TextField("cover"), "A line below the title that tells nothing."),
        Field("picture", PictureField(), "A picture that tells nothing."),
    ),
    _discreet,
    has_id=False,
)
_FORMAT = Field("format", Choice(("1",), int), "Version of this format: 1.", required=True)
_SLUG = Field("slug", Name(), "Begins the names of the finished files.", required=True)
_EDITION = Field("edition", Data(limit=40), "Which edition this is.", required=True)
_DATE = Field("date", Date(), "The edition's date; no other date gets into the files.", required=True)
_THEME = Field("theme", Data(), "A theme file; theme.yaml where left out.")
_DISCREET = Field(
    "discreet",
    Single(_DISCREET_COVER, "discreet"),
    "A cover, title and file name for readers who must not be seen with the booklet; --cover discreet takes it.",
)
_LINKS = Field("links", ById(_ADDRESS, "link.{id}"), "Addresses, by id.", default=MappingProxyType({}))

BOOKLET = Record(
    "booklet",
    "A booklet.",
    (
        _FORMAT,
        _SLUG,
        Field("language", Language(), "The language it is written in: en, fr, pt-BR …", required=True),
        Field("title", TextField("title", plain=True), "Its title.", required=True),
        Field("subject", TextField("metadata", plain=True), "One sentence on what it is about."),
        Field("author", Data(), "Who wrote it.", required=True),
        _EDITION,
        _DATE,
        Field("keywords", Strings(), "Words to find it by.", default=()),
        Field(
            "notice-below",
            Whole(0, 100),
            "Percentage of translated texts below which a notice stands at the front.",
            default=90,
        ),
        _DISCREET,
        _THEME,
        _LINKS,
        Field(
            "abbreviations",
            ById(_ABBREVIATION, "abbr.{id}"),
            "Abbreviations, by id.",
            default=MappingProxyType({}),
        ),
        Field("values", ById(_VALUE, "value.{id}"), "Numbers, dates and words, by name.", default=MappingProxyType({})),
        Field("blocks", Blocks(lambda: BLOCK_RECORDS), "The booklet itself, block by block.", required=True),
        Field(
            "footnotes",
            ById(_FOOTNOTE, "note.{id}", direct=True),
            "Footnotes, by id; [^id] is their mark.",
            default=MappingProxyType({}),
        ),
    ),
    dict,
    has_id=False,
)

OVERLAY = Record(
    "booklet that extends another",
    "Another organisation's edition of a booklet: its own logo, contacts and imprint, the same text and translations.",
    (
        _FORMAT,
        Field("extends", Data(), "Name of a bundled booklet, or the path of its folder from here.", required=True),
        _SLUG,
        Field("author", Data(), "Who publishes this edition; stands in the files' properties."),
        Field("edition", _EDITION.type, _EDITION.doc),
        Field("date", _DATE.type, _DATE.doc),
        _DISCREET,
        _THEME,
        Field("logo", PictureField(may_decorate=False), "A logo for the cover."),
        _LINKS,
        Field(
            "contacts",
            ItemsById(lambda: CONTACT, "{block}.{id}"),
            "Contacts that replace those of a table of contacts, by the table's id.",
            default=MappingProxyType({}),
        ),
        Field(
            "imprint",
            Blocks(lambda: BLOCK_RECORDS, IN_IMPRINT),
            "Blocks that stand first in the imprint, before those of the booklet that is extended.",
            default=(),
        ),
    ),
    dict,
    has_id=False,
)


_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def facts_schema(of: Literal["country", "locale"]) -> Schema:
    """Return the JSON Schema of the files with local facts, ``facts/<COUNTRY>.yaml`` or ``facts/<locale>.yaml``."""
    definitions: dict[str, Schema] = {}
    lists = (COUNTRY_LISTS if of == "country" else FACTS_LISTS).json(definitions)
    title = f"Contacts of a {of}"
    return {"$schema": _DRAFT, "title": title, **lists, "$defs": dict(sorted(definitions.items()))}


def json_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of ``booklet.yaml``, with which editors complete and check it."""
    definitions: dict[str, Schema] = {}
    booklet, overlay = BOOKLET.json(definitions), OVERLAY.json(definitions)
    return {
        "$schema": _DRAFT,
        "title": "booklet.yaml",
        "description": "A booklet that is built into accessible PDFs.",
        "type": "object",
        "if": {"required": ["extends"]},
        "then": overlay,
        "else": booklet,
        "$defs": dict(sorted(definitions.items())),
    }
