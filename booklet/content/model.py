# SPDX-License-Identifier: Apache-2.0
"""The booklet as its author wrote it: frozen, typed, every node with the place it came from.

Ids: a block's id is unique in the booklet, an item's in its block. The *owner id* of an item is ``block.item``, and the
id of a message (gettext ``msgctxt``) is ``owner.field``, so that moving a block changes no catalog.
Every block class names its YAML ``kind`` in :data:`BLOCKS`.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from booklet.pictures.model import Picture
from booklet.problems import Span
from booklet.values import Immutable

__all__ = [
    "BLOCKS", "Abbreviation", "Address", "BackCover", "Block", "Callout", "CalloutType", "Column", "Contact",
    "ContactType", "Contacts", "Contents", "CountryContact", "Cover", "Definition", "Discreet", "Fact", "Facts",
    "Figure", "Footnote", "Glossary", "GlossaryEntry", "Heading", "Imprint", "Item", "ListStyle", "Listing", "Message",
    "PageBreak", "Panel", "Paragraph", "PictureRef", "QrCode", "Quotation", "Row", "SourceBooklet", "Step", "Steps",
    "Story", "Table", "TargetKind", "ValueSpec", "walk_blocks",
]  # fmt: skip

CalloutType = Literal["example", "key-fact", "warning", "get-help"]
ListStyle = Literal["bullet", "number", "check", "picture", "continuing"]
ContactType = Literal["web", "email", "phone", "facebook", "instagram", "x", "post"]
TargetKind = Literal["block", "term", "address", "abbreviation"]


class Message(Immutable, frozen=True):
    """One translatable string. ``text`` is NFC with its markup; ``kind`` says in English what the reader sees of it.

    ``kind`` is one of: title, heading, paragraph, quotation, caption, alternative text, list item, step, table header,
    table cell, term, definition, footnote, label, contact, cover, metadata, abbreviation, expansion, interface.
    ``plain`` messages carry no markup at all (alternative texts, metadata, expansions).
    """

    id: str
    text: str
    span: Span
    kind: str
    plain: bool = False
    note: str = ""  # the author's hint to translators


class PictureRef(Immutable, frozen=True):
    """A picture in its place. Exactly one of ``alt`` and ``decorative`` holds (WCAG 2.2, 1.1.1)."""

    path: Path
    picture: Picture
    alt: Message | None
    decorative: bool
    span: Span


class Cover(Immutable, frozen=True):
    """The front page; always the first block. ``title`` repeats the booklet's title."""

    id: str
    span: Span
    title: Message
    subtitle: Message | None = None
    call: Message | None = None
    attribution: Message | None = None
    picture: PictureRef | None = None
    logo: PictureRef | None = None


class Contents(Immutable, frozen=True):
    """A table of contents of the headings up to level ``depth``."""

    id: str
    span: Span
    title: Message
    depth: int = 1


class Heading(Immutable, frozen=True):
    """A heading of level 1, 2 or 3. Level 1 opens a section; ``picture`` is its opener.

    ``spot``, always decorative, stands at the foot of the section's last page where that has room for it.
    """

    id: str
    span: Span
    text: Message
    level: int = 1
    picture: PictureRef | None = None
    spot: PictureRef | None = None


class Paragraph(Immutable, frozen=True):
    """Running text; ``lead`` sets it as an introduction."""

    id: str
    span: Span
    text: Message
    lead: bool = False


class Quotation(Immutable, frozen=True):
    """A quotation set apart."""

    id: str
    span: Span
    text: Message
    source: Message | None = None


class Callout(Immutable, frozen=True):
    """A box. Its type's name ("For example") is a message of its own, ``ui.callout.<type>``, and stands first in it."""

    id: str
    span: Span
    type: CalloutType
    title: Message | None
    blocks: tuple[Block, ...]


class Definition(Immutable, frozen=True):
    """A term of the glossary explained where it is first needed. ``entry`` is the glossary entry's id."""

    id: str
    span: Span
    entry: str
    term: Message
    text: Message


class Fact(Immutable, frozen=True):
    """A big figure and what it counts."""

    id: str
    span: Span
    figure: Message
    text: Message


class Facts(Immutable, frozen=True):
    """A row of key facts."""

    id: str
    span: Span
    items: tuple[Fact, ...]


class Item(Immutable, frozen=True):
    """An item of a list; ``items`` nests a list of the same style inside it."""

    id: str  # the owner id, "block.item"
    span: Span
    text: Message
    picture: PictureRef | None = None
    items: tuple[Item, ...] = ()


class Listing(Immutable, frozen=True):
    """A list. ``lead`` is the beginning of the sentence that the items of a ``continuing`` list end."""

    id: str
    span: Span
    style: ListStyle
    items: tuple[Item, ...]
    lead: Message | None = None


class Column(Immutable, frozen=True):
    """The header of a table's column."""

    id: str
    span: Span
    text: Message


class Row(Immutable, frozen=True):
    """A table's row: an optional row header and one cell for each column that is not the row header's."""

    id: str
    span: Span
    header: Message | None
    cells: tuple[Message, ...]


class Table(Immutable, frozen=True):
    """A real table. ``corner`` heads the column of row headers and stands exactly when the rows have headers."""

    id: str
    span: Span
    caption: Message | None
    corner: Message | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


class Figure(Immutable, frozen=True):
    """A picture with an optional caption. ``width`` is a share of the measure, 0 < width <= 1."""

    id: str
    span: Span
    picture: PictureRef
    caption: Message | None = None
    width: float = 1.0


class Panel(Immutable, frozen=True):
    """One picture of a story and the words below it."""

    id: str  # the owner id
    span: Span
    picture: PictureRef
    text: Message


class Story(Immutable, frozen=True):
    """A story told in panels that read in order."""

    id: str
    span: Span
    panels: tuple[Panel, ...]


class Step(Immutable, frozen=True):
    """One numbered step."""

    id: str  # the owner id
    span: Span
    text: Message
    title: Message | None = None
    picture: PictureRef | None = None


class Steps(Immutable, frozen=True):
    """Numbered steps."""

    id: str
    span: Span
    items: tuple[Step, ...]


class GlossaryEntry(Immutable, frozen=True):
    """A word and its meaning; its id is a link target of its own, without the block's id in front."""

    id: str
    span: Span
    term: Message
    text: Message


class Glossary(Immutable, frozen=True):
    """The words to know, in the source's order; localisation sorts them by the language's order."""

    id: str
    span: Span
    entries: tuple[GlossaryEntry, ...]


class Contact(Immutable, frozen=True):
    """A way to get in touch. ``shown`` is what is printed of ``href`` (a web, ``mailto:`` or ``tel:`` address).

    ``shown`` is data, never translated. ``lang`` is the language of ``label`` and ``note`` where they come from a
    ``facts`` file instead of a catalog. Those also say where the data is from (``source``), when somebody last
    checked it, and until when that holds where it is not the usual year (``expires``). A contact of the booklet itself
    that is right ``everywhere`` stays where contacts of a locale or a country take the others' place.
    """

    id: str  # the owner id
    span: Span
    type: ContactType
    label: Message
    shown: str
    href: str | None
    note: Message | None = None
    lang: str | None = None
    source: str = ""
    checked: datetime.date | None = None
    expires: datetime.date | None = None
    everywhere: bool = False


class CountryContact(Immutable, frozen=True):
    """A way to get in touch in one country, whatever its reader's language.

    Who answers there is said by a ``standard`` label, the id of an interface message that is translated like all
    others, or in words by language (``labels``, BCP 47 and message). ``notes`` are words by language too.
    """

    id: str  # the owner id
    span: Span
    type: ContactType
    standard: str | None
    labels: tuple[tuple[str, Message], ...]
    shown: str
    href: str | None
    notes: tuple[tuple[str, Message], ...]
    source: str
    checked: datetime.date
    expires: datetime.date | None = None


class Contacts(Immutable, frozen=True):
    """A table of contacts. ``facts`` names the list in files of ``facts`` that takes the items' place there."""

    id: str
    span: Span
    items: tuple[Contact, ...]
    facts: str | None = None


class QrCode(Immutable, frozen=True):
    """A QR code of an address, with a sentence and the address in readable text beside it."""

    id: str
    span: Span
    address: str  # id of an Address
    text: Message
    alt: Message


class PageBreak(Immutable, frozen=True):
    """The next block starts on a new page, or on a new right-hand (``recto``) or left-hand (``verso``) page.

    In right-to-left books a recto lies on the left. ``picture``, always decorative, fills the page that has to be
    skipped for it; before any next page it may also stand where it rounds up the number of pages.
    """

    id: str
    span: Span
    to: Literal["next", "recto", "verso"] = "next"
    picture: PictureRef | None = None


class BackCover(Immutable, frozen=True):
    """The last page; always the last block. Its ``text`` is None only behind a discreet cover."""

    id: str
    span: Span
    text: Message | None
    note: Message | None = None
    picture: PictureRef | None = None


class Imprint(Immutable, frozen=True):
    """Who made this, on what it is based, which licence. The builder adds edition, translators and draft state."""

    id: str
    span: Span
    blocks: tuple[Block, ...]


Block = (
    Cover | Contents | Heading | Paragraph | Quotation | Callout | Definition | Facts | Listing | Table | Figure
    | Story | Steps | Glossary | Contacts | QrCode | PageBreak | Imprint | BackCover
)  # fmt: skip

BLOCKS: Mapping[str, type] = MappingProxyType(
    {
        "cover": Cover, "contents": Contents, "heading": Heading, "paragraph": Paragraph, "quotation": Quotation,
        "callout": Callout, "definition": Definition, "facts": Facts, "list": Listing, "table": Table,
        "figure": Figure, "story": Story, "steps": Steps, "glossary": Glossary, "contacts": Contacts,
        "qr": QrCode, "page-break": PageBreak, "imprint": Imprint,
        "back-cover": BackCover,
    }
)  # fmt: skip


class Address(Immutable, frozen=True):
    """An address that messages link to by its id: ``https:``, ``mailto:``, ``tel:``. ``name`` says what it leads to."""

    id: str
    span: Span
    href: str
    name: Message


class Abbreviation(Immutable, frozen=True):
    """An abbreviation and what it stands for."""

    id: str
    span: Span
    expansion: Message


class ValueSpec(Immutable, frozen=True):
    """A value that each locale formats: a number, a share (0.5 is 50 %), a date, or a word that stays as it is.

    ``pattern`` is a CLDR date skeleton for dates ("yMMMM"), else empty.
    """

    name: str
    span: Span
    value: Decimal | datetime.date | str
    kind: Literal["number", "percent", "date", "word"]
    pattern: str = ""


class Footnote(Immutable, frozen=True):
    """A footnote; ``[^id]`` in a text is its mark. Each has exactly one mark."""

    id: str
    span: Span
    text: Message


class Discreet(Immutable, frozen=True):
    """What a booklet shows on its outside where nobody may see what it is about.

    :func:`booklet.content.discreet.with_discreet_cover` puts it there. ``author`` is empty where none is to be named.
    """

    span: Span
    slug: str
    title: Message
    author: str = ""
    subtitle: Message | None = None
    picture: PictureRef | None = None


class SourceBooklet(Immutable, frozen=True):
    """A booklet, checked and whole, in its source language.

    ``folders`` are the booklet's own folder and, after it, those it extends: pictures, catalogs, fonts and themes are
    looked for in that order. ``theme`` is the theme file to use or None for the built-in one.
    """

    folders: tuple[Path, ...]
    slug: str
    language: str  # BCP 47
    title: Message
    subject: Message | None
    author: str
    edition: str
    date: datetime.date  # the only date that outputs know
    keywords: tuple[str, ...]
    blocks: tuple[Block, ...]
    footnotes: Mapping[str, Footnote] = MappingProxyType({})
    addresses: Mapping[str, Address] = MappingProxyType({})
    abbreviations: Mapping[str, Abbreviation] = MappingProxyType({})
    values: Mapping[str, ValueSpec] = MappingProxyType({})
    facts: Mapping[tuple[str, str], tuple[Contact, ...]] = MappingProxyType({})
    """Contacts by (locale, list name), from ``facts/<locale>.yaml``."""
    country_facts: Mapping[tuple[str, str], tuple[CountryContact, ...]] = MappingProxyType({})
    """Contacts by (country, list name), from ``facts/<COUNTRY>.yaml``; the country by ISO 3166-1."""
    targets: Mapping[str, TargetKind] = MappingProxyType({})
    theme: Path | None = None
    discreet: Discreet | None = None
    fallback_notice_below: int = 90
    """Percentage of translated messages below which a visible notice stands on the first pages."""
    messages: tuple[Message, ...] = ()
    """Every message once, in reading order; ``ui.*`` messages last."""
    digest: bytes = b""
    """Of the files that all this was read from, booklets and local facts, with their names."""


def walk_blocks(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Yield all blocks in reading order, those inside callouts and imprints after the block that holds them."""
    for block in blocks:
        yield block
        if isinstance(block, Callout | Imprint):
            yield from walk_blocks(block.blocks)
