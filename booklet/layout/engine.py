# SPDX-License-Identifier: Apache-2.0
"""From a localised booklet to finished pages.

Contents and page references need page numbers that only a layout can tell: the booklet is laid out again with the
numbers of the last pass until they are stable, three times at most (the text engine's caches make this cheap).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from booklet.content.inline import Emphasis, Foreign, Inline, Link, NoteMark, Strong
from booklet.content.model import Heading
from booklet.l10n.model import Booklet
from booklet.l10n.tags import parse_tag
from booklet.layout.assemble import assemble, target_pages
from booklet.layout.blocks import boxes, cover, lists, pictures, prose, reference, tables  # noqa: F401  (register)
from booklet.layout.blocks.reference import note_lines
from booklet.layout.blocks.registry import join
from booklet.layout.compose import Earlier, compose
from booklet.layout.model import Layout, OutlineEntry
from booklet.layout.notes import notes_at_section_ends
from booklet.layout.paginate import Frame, PagePlan
from booklet.layout.remarks import remarks
from booklet.layout.setter import Numbers, Setter
from booklet.layout.theme import Theme
from booklet.layout.wholewords import whole_words
from booklet.problems import Problem, Problems
from booklet.text.suggested import font_advice
from booklet.text.typeset import Typesetter

__all__ = ["PASSES", "lay_out", "note_order", "outline", "report_missing"]

PASSES = 3
_MISSING_SHOWN = 3  # characters of a text that no font has: a text in a script without a font has many


def lay_out(booklet: Booklet, typesetter: Typesetter, theme: Theme, problems: Problems) -> Layout:
    """Lay a booklet out.

    What cannot be placed, and every character that no font has, becomes an error in ``problems``; the layout is
    returned all the same, so that later stages can be tried, but must not be published then.
    """
    typesetter.keep_whole(whole_words(booklet))
    notes = note_order(booklet)
    numbers = Numbers()
    kept: dict[object, tuple[object, tuple[Problem, ...]]] = {}
    earlier = Earlier()
    for _ in range(PASSES):
        found = Problems()
        plans, setter = _pass(booklet, typesetter, theme, numbers, notes, found, kept, earlier)
        settled = target_pages(plans)
        if settled == dict(numbers.pages):
            break
        numbers = Numbers(MappingProxyType(settled))
    else:
        found.warn(None, f"page numbers still change after {PASSES} passes", "check the page numbers in the contents")
    pages, destinations = assemble(plans, setter)
    problems.extend(found)
    report_missing(booklet, typesetter, problems)
    return Layout(
        pages,
        booklet.locale.direction,
        booklet.locale.tag,
        MappingProxyType(destinations),
        outline(booklet),
        theme.palette,
        remarks(plans, theme.multiple, tuple(typesetter.divided)),
    )


def _pass(
    booklet: Booklet,
    typesetter: Typesetter,
    theme: Theme,
    numbers: Numbers,
    notes: Mapping[str, int],
    problems: Problems,
    kept: dict[object, tuple[object, tuple[Problem, ...]]],
    earlier: Earlier,
) -> tuple[tuple[PagePlan, ...], Setter]:
    setter = Setter(booklet, typesetter, theme, numbers, notes, problems, kept)
    items = join(booklet.blocks, setter)
    frame = Frame(theme.page.frame_height, theme.space["note-gap"])
    at_foot = note_lines(list(notes), setter)
    if theme.notes == "section":
        items, at_foot = notes_at_section_ends(items, at_foot, setter), {}
    return compose(items, frame, at_foot, problems, theme.multiple, earlier), setter


def outline(booklet: Booklet) -> tuple[OutlineEntry, ...]:
    """The bookmarks: all headings."""
    return tuple(
        OutlineEntry(booklet.plain(block.text), block.level, block.id)
        for block in booklet.blocks
        if isinstance(block, Heading)
    )


def note_order(booklet: Booklet) -> dict[str, int]:
    """Footnotes in the order of their marks, counted from 1."""
    order: dict[str, int] = {}

    def walk(nodes: tuple[Inline, ...]) -> None:
        for node in nodes:
            if isinstance(node, NoteMark):
                order.setdefault(node.note, len(order) + 1)
            elif isinstance(node, Strong | Emphasis | Link | Foreign):
                walk(node.children)

    for message in booklet.source.messages:
        walk(booklet.texts[message.id].inlines)
    return order


def report_missing(booklet: Booklet, typesetter: Typesetter, problems: Problems) -> None:
    """Name every string with characters that no font has, and the first few of them."""
    for family, message in typesetter.absent.items():
        text = booklet.texts.get(message) if message else None
        what = f"this text needs the font family ‘{family}’, which has not been fetched yet"
        mend = typesetter.library.way_to_fetch(family, booklet.source.folders[0])
        problems.error(text.span if text else None, what, mend)
    if typesetter.absent:
        return  # what another font makes of such text says nothing
    found: dict[str | None, dict[str, None]] = {}
    for missing in typesetter.missing:
        found.setdefault(missing.message, {})[missing.character] = None
    if not found:
        return
    tag = booklet.locale.tag
    advice = font_advice(parse_tag(tag).writing_system, typesetter.library, booklet.source.folders[0])
    for message, characters in found.items():
        text = booklet.texts.get(message) if message else None
        shown = ", ".join(f"{char!r} (U+{ord(char[0]):04X})" for char in list(characters)[:_MISSING_SHOWN])
        more = len(characters) - _MISSING_SHOWN
        one = len(characters) == 1
        what = f"no font has the character{'' if one else 's'} {shown}" + (f" and {more} more" if more > 0 else "")
        other, it = ("another character", "it") if one else ("other characters", "them")
        problems.error(
            text.span if text else None,
            what + (f" in {message!r}" if message else f" in numbers and marks of {tag}"),
            advice[1] if advice else f"use {other}, or add a font that has {it} to the booklet's fonts folder",
        )
