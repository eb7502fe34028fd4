# SPDX-License-Identifier: Apache-2.0
"""Inline nodes → styled pieces for the text engine, each with its slot, and the links they belong to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

import msgspec
from msgspec.structs import replace

from booklet.content.inline import Emphasis, Foreign, Inline, Link, NoteMark, PageRef, Strong, Text, Value
from booklet.content.model import TargetKind
from booklet.content.slots import inline_key
from booklet.l10n.model import LocalText
from booklet.text.model import Piece, Style
from booklet.values import Immutable

__all__ = ["InlineContext", "PieceLink", "SetText", "flatten"]

_SLANTED_SCRIPTS = frozenset({"Latn", "Cyrl", "Grek"})
"""Scripts that have italics; elsewhere emphasis is bold."""


class PieceLink(Immutable, frozen=True):
    """A link: the key of its structure element, and what it leads to.

    ``target`` is an id of the booklet. Where ``href`` is set it counts instead, described by ``words`` in ``lang``.
    """

    element: str
    target: str
    kind: TargetKind | Literal["note", "contact"]
    href: str | None = None
    words: str = ""
    lang: str = ""


class SetText(Immutable, frozen=True):
    """Pieces ready for the text engine; ``links`` by the slot of the pieces that belong to them."""

    pieces: tuple[Piece, ...]
    links: Mapping[str, PieceLink]
    notes: Mapping[str, str]  # footnote id by the slot of its mark
    page_refs: bool


class InlineContext(msgspec.Struct, frozen=True):
    """What inline nodes need to know of the booklet around them.

    Its functions belong to whoever holds it, which makes a cycle: it is no :class:`booklet.values.Immutable`.
    """

    targets: Mapping[str, TargetKind]
    script: str
    note_number: Callable[[str], str]
    page_number: Callable[[str], str]
    linked: bool = True  # paper has no links
    italic: bool = True  # else emphasis is bold
    least: float = 0.0  # the smallest size that is printed, in the script's own measure


def flatten(text: LocalText, prefix: str, style: Style, context: InlineContext) -> SetText:
    """Turn a local text into pieces. ``prefix`` starts the slots' names (see :mod:`booklet.content.slots`)."""
    walker = _Walker(text, prefix, context)
    walker.walk(text.inlines, style, text.lang, None)
    return SetText(tuple(walker.pieces), walker.links, walker.notes, walker.page_refs)


class _Walker:
    def __init__(self, text: LocalText, prefix: str, context: InlineContext) -> None:
        self.pieces: list[Piece] = []
        self.links: dict[str, PieceLink] = {}
        self.notes: dict[str, str] = {}
        self.page_refs = False
        self._message = text.message.id
        self._prefix = prefix
        self._context = context
        self._index = -1
        self._offset = 0

    def walk(self, nodes: tuple[Inline, ...], style: Style, lang: str, link: PieceLink | None) -> None:
        for node in nodes:
            self._index += 1
            key = inline_key(self._prefix, self._index)
            match node:
                case Text():
                    self._add(Piece(node.text, style, lang, key, self._message, self._offset, node.isolate), link)
                    self._offset += len(node.text)
                case Strong():
                    self.walk(node.children, replace(style, bold=True), lang, link)
                case Emphasis():
                    slanted = self._context.italic and self._context.script in _SLANTED_SCRIPTS
                    emphasised = replace(style, italic=True) if slanted else replace(style, bold=True)
                    self.walk(node.children, emphasised, lang, link)
                case Foreign():
                    self.walk(node.children, style, node.lang, link)
                case Link():
                    self._link(node, key, style, lang, link)
                case NoteMark():
                    number = self._context.note_number(node.note)
                    size = max(style.size * 0.68, self._context.least)  # a large one still fits into its line
                    raised = replace(style, size=size, rise=style.size * 0.34, colour=style.link or style.colour)
                    self.notes[key] = node.note
                    self._add(Piece(number, raised, lang, key), PieceLink(f"{key}#link", node.note, "note"))
                case PageRef():
                    self.page_refs = True
                    self._add(Piece(self._context.page_number(node.target), style, lang, key, isolate=True), link)
                case Value():
                    raise AssertionError(f"localisation left the value {node.name!r} in {self._message}")

    def _link(self, node: Link, key: str, style: Style, lang: str, outer: PieceLink | None) -> None:
        kind = self._context.targets.get(node.target, "block")
        if kind == "abbreviation":
            self.walk(node.children, style, lang, outer)
            return
        linked = replace(style, colour=style.link or style.colour, underline=True)
        self.walk(node.children, linked, lang, PieceLink(key, node.target, kind))

    def _add(self, piece: Piece, link: PieceLink | None) -> None:
        if not piece.text:
            return
        self.pieces.append(piece)
        if link is not None and self._context.linked and piece.slot is not None:
            self.links[piece.slot] = link
