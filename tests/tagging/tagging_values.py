# SPDX-License-Identifier: Apache-2.0
"""Booklets and layouts made by hand: a few blocks in, the structure tree's text out."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from treetext import tree_as_text

from booklet.content.inline import Emphasis, Foreign, Inline, Link, NoteMark, PageRef, Strong, Text
from booklet.content.model import Footnote, Message, PictureRef, SourceBooklet
from booklet.l10n.model import Booklet, Locale, LocalText
from booklet.layout.model import Layout, Page, PictureFragment, Rect
from booklet.pictures.model import Drawing
from booklet.problems import Span
from booklet.tagging.build import content_tree, structure_tree
from booklet.tagging.verify import slots
from booklet.values import Immutable

SPAN = Span("booklet.yaml")
DRAWING = Drawing("0", 10.0, 10.0, ())
BOX = Rect(0, 0, 1, 1)
ENGLISH = Locale("en", "en", "Latn", "ltr", "English", "0123456789", ("•",), "✓", "{}.", "")
ARABIC = Locale("ar", "ar", "Arab", "rtl", "العربية", "٠١٢٣٤٥٦٧٨٩", ("•",), "✓", "{}.", "")


_inlines: dict[str, tuple[tuple[Inline, ...], str]] = {}


def message(id_: str, text: str | Iterable[Inline], lang: str = "") -> Message:
    """A message; its text is characters or inline nodes, ``lang`` a language other than the booklet's."""
    nodes = (Text(text),) if isinstance(text, str) else tuple(text)
    _inlines[id_] = (nodes, lang)
    return Message(id_, "", SPAN, "paragraph")


def picture(owner: str, alt: str | None) -> PictureRef:
    """A picture with an alternative text, or a decorative one."""
    return PictureRef(Path("p.svg"), DRAWING, message(f"{owner}.alt", alt) if alt else None, alt is None, SPAN)


def booklet(*blocks: Any, locale: Locale = ENGLISH, notes: Mapping[str, str] | None = None, **more: Any) -> Booklet:
    """A booklet of these blocks with the texts of all messages made so far."""
    footnotes = {
        name: Footnote(name, SPAN, message(f"note.{name}.text", words)) for name, words in (notes or {}).items()
    }
    title = message("booklet.title", "A booklet")
    for kind, words in (("example", "For example"), ("get-help", "Get help")):
        message(f"ui.callout.{kind}", words)
    texts: dict[str, LocalText] = {}
    for each in [*_messages(blocks), *_messages(footnotes.values()), *_messages(more.values()), title]:
        texts[each.id] = _local(each, locale)
    for name in ("ui.callout.example", "ui.callout.get-help"):
        texts[name] = _local(Message(name, "", SPAN, "interface"), locale)
    source = SourceBooklet(
        (), "b", "en", title, None, "", "1", datetime.date(2026, 1, 1), (), blocks, footnotes=footnotes, **more
    )
    return Booklet(source, locale, blocks, texts)


def layout(drawn: Iterable[str], **more: Any) -> Layout:
    """A layout of one page that draws these slots."""
    fragments = tuple(PictureFragment(DRAWING, BOX, slot) for slot in drawn)
    page = Page(0, "1", 100, 100, fragments, more.pop("links", ()))
    return Layout((page,), "ltr", "en", more.pop("destinations", {}), (), {})


def tree_text(made: Booklet, missing: Iterable[str] = ()) -> str:
    """The tree of a booklet all of whose slots are drawn but ``missing``, less the line of the Document."""
    gone = set(missing)
    drawn = [slot for slot in slots(content_tree(made)) if slot not in gone]
    lines = tree_as_text(structure_tree(made, layout(drawn)), words(made)).splitlines()
    return "\n".join(line.removeprefix("  ") for line in lines[1:])


def words(made: Booklet) -> dict[str, str]:
    """What each slot of a message shows: its characters, [note] for a mark, [page target] for a page number."""
    shown: dict[str, str] = {}
    for name, text in made.texts.items():
        for index, node in enumerate(_preorder(text.inlines)):
            if isinstance(node, Text):
                shown[f"{name}/{index}"] = node.text
            elif isinstance(node, NoteMark):
                shown[f"{name}/{index}"] = f"[{node.note}]"
            elif isinstance(node, PageRef):
                shown[f"{name}/{index}"] = f"[page {node.target}]"
    return shown


def _preorder(nodes: Iterable[Inline]) -> Iterator[Inline]:
    for node in nodes:
        yield node
        if isinstance(node, Strong | Emphasis | Link | Foreign):
            yield from _preorder(node.children)


def _local(each: Message, locale: Locale) -> LocalText:
    nodes, lang = _inlines[each.id]
    direction = "rtl" if (lang or locale.tag) == "ar" else "ltr"
    return LocalText(each, nodes, lang or locale.tag, direction, SPAN, fallback=bool(lang))


def _messages(value: Any) -> Iterator[Message]:
    """All messages inside a value made of records, mappings and sequences."""
    if isinstance(value, Message):
        yield value
    elif isinstance(value, Immutable):
        for name in value.__struct_fields__:
            yield from _messages(getattr(value, name))
    elif isinstance(value, Mapping):
        yield from _messages(tuple(value.values()))
    elif isinstance(value, Iterable) and not isinstance(value, str | bytes | Path):
        for part in value:
            yield from _messages(part)
