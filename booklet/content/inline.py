# SPDX-License-Identifier: Apache-2.0
r"""Inline nodes: what the markup inside a message means. ``parse`` lives in :mod:`booklet.content.markup`.

The set is small and closed, in the manner of Markdown::

    **strong**   *emphasis*   [words](target)   [mot](lang:fr)   [^note]   {value}   {page:target}   \* escapes

``target`` is the id of a block, a glossary entry, an address or an abbreviation; what it is decides what the link
becomes. Addresses themselves never stand in a message.
"""

from __future__ import annotations

from collections import Counter

from booklet.values import Immutable

__all__ = [
    "Emphasis",
    "Foreign",
    "Inline",
    "Link",
    "NoteMark",
    "PageRef",
    "Strong",
    "Text",
    "Value",
    "flat",
    "plain",
    "signature",
]


class Text(Immutable, frozen=True):
    """Characters. ``isolate`` keeps them apart from their surroundings in bidirectional text (UAX #9, FSI … PDI)."""

    text: str
    isolate: bool = False


class Strong(Immutable, frozen=True):
    """Strong importance."""

    children: tuple[Inline, ...]


class Emphasis(Immutable, frozen=True):
    """Stress."""

    children: tuple[Inline, ...]


class Link(Immutable, frozen=True):
    """Words that lead somewhere (block, glossary entry, address) or carry an expansion (abbreviation)."""

    target: str
    children: tuple[Inline, ...]


class Foreign(Immutable, frozen=True):
    """Words in another language, a BCP 47 tag."""

    lang: str
    children: tuple[Inline, ...]


class NoteMark(Immutable, frozen=True):
    """The mark of a footnote."""

    note: str


class PageRef(Immutable, frozen=True):
    """The page number on which a block stands; known only after layout."""

    target: str


class Value(Immutable, frozen=True):
    """A named number, percentage, date or word of the booklet. Localisation replaces it by an isolated Text."""

    name: str


Inline = Text | Strong | Emphasis | Link | Foreign | NoteMark | PageRef | Value


def flat(inlines: tuple[Inline, ...]) -> list[Inline]:
    """All nodes, each before those inside it."""
    found: list[Inline] = []
    for node in inlines:
        found.append(node)
        if isinstance(node, Strong | Emphasis | Link | Foreign):
            found.extend(flat(node.children))
    return found


def plain(inlines: tuple[Inline, ...]) -> str:
    """Return the words without markup: values as ``{name}``, nothing for marks of footnotes and page numbers."""
    parts: list[str] = []
    for node in flat(inlines):
        if isinstance(node, Text):
            parts.append(node.text)
        elif isinstance(node, Value):
            parts.append(f"{{{node.name}}}")
    return "".join(parts)


def signature(inlines: tuple[Inline, ...]) -> Counter[str]:
    """Return the markup that a translation has to repeat, in any order, as an author would write it."""
    found: Counter[str] = Counter()
    for node in flat(inlines):
        if isinstance(node, Strong):
            found["**…**"] += 1
        elif isinstance(node, Emphasis):
            found["*…*"] += 1
        elif isinstance(node, Link):
            found[f"[…]({node.target})"] += 1
        elif isinstance(node, Foreign):
            found[f"[…](lang:{node.lang})"] += 1
        elif isinstance(node, NoteMark):
            found[f"[^{node.note}]"] += 1
        elif isinstance(node, PageRef):
            found[f"{{page:{node.target}}}"] += 1
        elif isinstance(node, Value):
            found[f"{{{node.name}}}"] += 1
    return found
