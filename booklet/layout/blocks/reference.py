# SPDX-License-Identifier: Apache-2.0
"""Contents, glossary, contacts, imprint: what readers look things up in."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from booklet.content.model import Contact, Contacts, Contents, Glossary, Heading, Imprint
from booklet.content.slots import inline_key, toc_page_slot, toc_text_slot
from booklet.l10n.localise import fill
from booklet.layout.blocks.labels import label_box, label_room, merged
from booklet.layout.blocks.registry import Built, builder, height_of, join, marked
from booklet.layout.icons import contact_icon
from booklet.layout.inline import PieceLink, SetText
from booklet.layout.items import FORBIDDEN, Box, Break, Item, Mark, Space
from booklet.layout.model import ShapeFragment, TextFragment
from booklet.layout.setter import Setter, shift
from booklet.layout.shapes import rectangle
from booklet.text.model import Piece, Style


@builder(Contents)
def contents(block: Contents, setter: Setter) -> Built:
    """The table of contents: one line or more for each heading, its page at the end of the last."""
    style = setter.style("toc")
    items = _entries(block, style, 1.0, setter)
    frame = setter.theme.page.frame_height
    if height_of(items) > frame and not setter.theme.least:  # large print keeps its leading
        tight = replace(style, leading=min(style.leading, setter.tightest("toc")))
        tighter = _entries(block, tight, _TIGHTER, setter)
        if height_of(tighter) <= frame:
            items = tighter
    return Built(tuple(items), 0.0, setter.theme.space["block"], new_page=True)


_TIGHTER = 0.5
"""What is left of the space between entries where contents would run a little over their page."""


def _entries(block: Contents, style: Style, factor: float, setter: Setter) -> list[Item]:
    title = setter.set(setter.local(block.title), setter.style("h1"), balance=True, heading=True, hyphenate=False)
    items: list[Item] = list(setter.flow(title, together=True))
    items += [Break(FORBIDDEN), Space(setter.spacing("h1").after)]
    headings = [b for b in setter.booklet.blocks if isinstance(b, Heading) and b.level <= block.depth]
    for number, heading in enumerate(headings):
        if number:
            items += [Break(0.0), Space(setter.spacing("toc").after * factor)]
        line = setter.flow(_line(block, heading, style, setter), together=True)
        items += marked(line, Mark("", f"{block.id}#toc:{heading.id}#item"))
    return items


def _line(block: Contents, heading: Heading, style: Style, setter: Setter) -> list[Box]:
    theme = setter.theme
    lang = setter.local(heading.text).lang
    element = f"{block.id}#toc:{heading.id}"
    link = PieceLink(element, heading.id, "block")
    indent = theme.space["indent"] * (heading.level - 1)
    number = setter.page_number(heading.id)
    room = max(setter.width(number, "toc"), setter.width(setter.booklet.locale.number(888), "toc"))
    text_slot, page_slot = toc_text_slot(block.id, heading.id), toc_page_slot(block.id, heading.id)
    with setter.inset(indent, room + theme.space["padding"]):
        words = setter.booklet.plain(heading.text) + " "  # else the number sticks to them when the line is read aloud
        piece = Piece(words, style, lang, text_slot, heading.text.id)
        direction = setter.local(heading.text).direction
        linked = SetText((piece,), {text_slot: link}, {}, page_refs=False)
        lines = setter.lines([piece], heading.span, base=style, links=linked, direction=direction, balance=True)
        end = setter.left(setter.measure, 0.0)
    last = lines[-1]
    with setter.inset(setter.measure - room):
        piece = Piece(number, style, setter.booklet.locale.tag, page_slot)
        linked = SetText((piece,), {page_slot: link}, {}, page_refs=True)
        page = setter.lines([piece], heading.span, base=style, links=linked, align="end")[0]
    leader = _leader(last, end, style.size, setter)
    fragments = (*leader, *last.fragments, *page.fragments)
    lines[-1] = Box(last.height, fragments, last.span, (*last.links, *page.links))
    return lines


_FEWEST_DOTS = 5


def _leader(line: Box, end: float, size: float, setter: Setter) -> tuple[ShapeFragment, ...]:
    """Dots from the end of the words to the number."""
    runs = [(f.x, f.x + f.run.width) for f in line.fragments if isinstance(f, TextFragment)]
    if not runs:
        return ()
    gap = size * 0.5
    if setter.direction == "ltr":
        left, right = max(right for _, right in runs) + gap, end
    else:
        left, right = end, min(left for left, _ in runs) - gap
    dot, step = 0.9, size * 0.5
    y = line.height / 2 + size * setter.theme.baseline_shift - dot
    first = int(left // step) + 1  # on a common grid, so that the dots of all lines stand in columns
    path: list[tuple[str, tuple[float, ...]]] = []
    end_of_dots = int((right - dot) // step) + 1
    if end_of_dots - first < _FEWEST_DOTS:
        return ()
    for number in range(first, end_of_dots):
        path.extend(rectangle(number * step, y, dot, dot))
    return (ShapeFragment(tuple(path), fill="grey"),) if path else ()


@builder(Glossary)
def glossary(block: Glossary, setter: Setter) -> Built:
    """Each word above its meaning; a word never stands alone at a page's end."""
    items: list[Item] = []
    for entry in block.entries:
        if items:
            items += [Break(0.0), Space(setter.theme.space["entry"])]
        term = setter.set(setter.local(entry.term), setter.style("term"), hyphenate=False)
        text = setter.set(setter.local(entry.text), setter.style("body"))
        parts: list[Item] = [*setter.flow(term, together=True), Break(FORBIDDEN), *setter.flow(text)]
        items += marked(parts, Mark(entry.id, entry.id))
    record = setter.spacing("body")
    return Built(tuple(items), record.before, record.after)


@builder(Contacts)
def contacts(block: Contacts, setter: Setter) -> Built:
    """Ways to get in touch: an icon for the kind, the name, the linked address, a note."""
    items: list[Item] = []
    for contact in block.items:
        if items:
            items += [Break(0.0), Space(setter.theme.space["entry"])]
        items += marked([_contact(contact, setter)], Mark(contact.id, contact.id))
    record = setter.spacing("body")
    return Built(tuple(items), record.before, record.after)


def _contact(contact: Contact, setter: Setter) -> Box:
    theme = setter.theme
    size = theme.space["contact-icon"]
    label = setter.local(contact.label)
    slot = inline_key(f"{contact.id}.shown", 0)
    link = None
    if contact.href is not None:
        words = fill(setter.booklet, "ui.link.contact", name=setter.booklet.plain(contact.label), address=contact.shown)
        link = PieceLink(f"{contact.id}.shown", contact.id, "contact", contact.href, words, label.lang)
    with setter.inset(size + theme.space["padding"]):
        lines = setter.set(label, setter.style("contact"), hyphenate=False)
        lines += setter.address(contact.shown, link, slot, "address" if link else "address-plain", contact.span)
        if contact.note is not None:
            lines += setter.set(setter.local(contact.note), setter.style("small"))
    text = setter.beside([lines], contact.span)
    icon = setter.picture(contact_icon(contact.type), 0.0, size, size, None)
    fragments = (shift(icon, 0.0, 2.0), *text.fragments)
    return Box(max(size + 2.0, text.height), fragments, contact.span, text.links, text.notes)


@builder(Imprint)
def imprint(block: Imprint, setter: Setter) -> Built:
    """Who made this booklet; in smaller type."""
    with setter.smaller():
        items = join(block.blocks, setter)
    return Built(tuple(items), setter.theme.space["block"], 0.0)


def note_lines(numbers: Sequence[str], setter: Setter) -> dict[str, tuple[Box, ...]]:
    """The lines of every footnote by its id, in the order of their marks."""
    result: dict[str, tuple[Box, ...]] = {}
    style = setter.style("note")
    labels = [setter.note_number(note) for note in numbers]
    room = label_room(labels, "note", setter.theme.space["note-indent"], setter)
    for note in numbers:
        footnote = setter.booklet.source.footnotes[note]
        owner = f"note.{note}"
        with setter.inset(room):
            lines = setter.set(setter.local(footnote.text), style)
        label = label_box(setter.note_number(note), f"{owner}#label", style, setter, footnote.span, room)
        boxes = merged(label, lines)
        result[note] = tuple(item for item in marked(boxes, Mark(owner, owner)) if isinstance(item, Box))
    return result
