# SPDX-License-Identifier: Apache-2.0
"""What a file must say, block by block: read off the booklet in the order of its content.

This knows the content model, the texts of a locale and its digits, and nothing of layout or tagging. What only the
finished file can tell, the pages on which blocks stand, comes in from outside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from booklet.content.inline import Inline, NoteMark, PageRef, Text
from booklet.content.model import (
    BackCover,
    Block,
    Callout,
    Contacts,
    Contents,
    Cover,
    Definition,
    Facts,
    Figure,
    Glossary,
    Heading,
    Imprint,
    Item,
    Listing,
    Message,
    PageBreak,
    Paragraph,
    PictureRef,
    QrCode,
    Quotation,
    Steps,
    Story,
    Table,
)
from booklet.l10n.model import Booklet

BULLETS = ("•", "–", "·")


@dataclass(frozen=True)
class Truth:
    """A block's text. ``drawn`` is False for alternative texts, which are spoken but not on the page."""

    key: str
    lang: str
    text: str
    drawn: bool = True


def truths(booklet: Booklet, page: Callable[[str], int]) -> list[Truth]:
    """All texts of a booklet in reading order. ``page`` gives the number of the page on which a block stands."""
    return list(_Walk(booklet, page).run())


@dataclass
class _Walk:
    booklet: Booklet
    page: Callable[[str], int]
    notes: dict[str, int] = field(default_factory=dict)  # numbers by id, in the order of the marks
    waiting: list[str] = field(default_factory=list)

    def run(self) -> Iterator[Truth]:
        for block in self.booklet.blocks:
            yield from self.block(block)
            while self.waiting:  # notes follow the block that holds their marks
                yield from self.note(self.waiting.pop(0))

    def note(self, note: str) -> Iterator[Truth]:
        yield self.label(f"note.{note}", self.number(self.notes[note]))
        yield self.message(self.booklet.source.footnotes[note].text)

    # ---- blocks

    def block(self, block: Block) -> Iterator[Truth]:
        match block:
            case Cover():
                yield from self.messages(block.title, block.subtitle, block.call, block.attribution)
                yield from self.picture(block.picture)
                yield from self.picture(block.logo)
            case Contents():
                yield self.message(block.title)
                for heading in self.booklet.blocks:
                    if isinstance(heading, Heading) and heading.level <= block.depth:
                        title = self.message(heading.text)
                        number = self.number(self.page(heading.id))
                        yield Truth(f"{block.id}:{heading.id}", title.lang, f"{title.text} {number}")
            case Heading():
                yield self.message(block.text)
                yield from self.picture(block.picture)
            case Paragraph():
                yield self.message(block.text)
            case Quotation():
                yield from self.messages(block.text, block.source)
            case Callout():
                yield self.message(self.booklet.texts[f"ui.callout.{block.type}"].message)
                yield from self.messages(block.title)
                for each in block.blocks:
                    yield from self.block(each)
            case Definition():
                yield from self.messages(block.term, block.text)
            case Facts():
                for fact in block.items:
                    yield from self.messages(fact.figure, fact.text)
            case Listing():
                yield from self.messages(block.lead)
                yield from self.items(block, block.items, 0)
            case Table():
                yield from self.messages(block.caption, block.corner, *(column.text for column in block.columns))
                for row in block.rows:
                    yield from self.messages(row.header, *row.cells)
            case Figure():
                yield from self.picture(block.picture)
                yield from self.messages(block.caption)
            case Story():
                for panel in block.panels:
                    yield from self.picture(panel.picture)
                    yield self.message(panel.text)
            case Steps():
                for number, step in enumerate(block.items, 1):
                    yield self.label(step.id, self.number(number))
                    yield from self.messages(step.title, step.text)
                    yield from self.picture(step.picture)
            case Glossary():
                for entry in block.entries:
                    yield from self.messages(entry.term, entry.text)
            case Contacts():
                for contact in block.items:
                    yield self.message(contact.label)
                    yield self.data(contact.id, contact.shown)
                    yield from self.messages(contact.note)
            case QrCode():
                yield self.message(block.alt, drawn=False)
                yield self.message(block.text)
                address = self.booklet.source.addresses[block.address].href
                yield self.data(block.id, address.removeprefix("https://").rstrip("/"))
            case Imprint():
                for each in block.blocks:
                    yield from self.block(each)
            case BackCover():
                yield from self.messages(block.text, block.note)
                yield from self.picture(block.picture)
            case PageBreak():
                pass
            case _:
                raise AssertionError(block)

    def items(self, block: Listing, items: Iterable[Item], depth: int) -> Iterator[Truth]:
        for number, item in enumerate(items, 1):
            if block.style != "picture" or item.picture is None:  # else the picture stands where the mark would be
                yield self.label(item.id, self.mark(block.style, number, depth))
            yield from self.picture(item.picture)
            yield self.message(item.text)
            yield from self.items(block, item.items, depth + 1)

    def mark(self, style: str, number: int, depth: int) -> str:
        if style == "number":
            return self.booklet.locale.list_number.format(self.number(number))
        return "✓" if style == "check" else BULLETS[depth]

    # ---- texts

    def messages(self, *messages: Message | None) -> Iterator[Truth]:
        for message in messages:
            if message is not None:
                yield self.message(message)

    def message(self, message: Message, *, drawn: bool = True) -> Truth:
        local = self.booklet.texts[message.id]
        return Truth(message.id, local.lang, "".join(self.words(local.inlines)), drawn)

    def picture(self, picture: PictureRef | None) -> Iterator[Truth]:
        if picture is not None and picture.alt is not None:
            yield self.message(picture.alt, drawn=False)

    def label(self, owner: str, text: str) -> Truth:
        return Truth(f"{owner}#label", self.booklet.locale.tag, text)

    def data(self, owner: str, text: str) -> Truth:
        return Truth(f"{owner}#shown", self.booklet.locale.tag, text)

    def words(self, nodes: Iterable[Inline]) -> Iterator[str]:
        for node in nodes:
            match node:
                case Text(text):
                    yield text
                case NoteMark(note):
                    assert note not in self.notes, f"two marks of {note}"
                    self.notes[note] = len(self.notes) + 1
                    self.waiting.append(note)
                    yield self.number(self.notes[note])
                case PageRef(target):
                    yield self.number(self.page(target))
                case _:
                    yield from self.words(node.children)

    def number(self, value: int) -> str:
        return "".join(self.booklet.locale.digits[int(digit)] for digit in str(value))
