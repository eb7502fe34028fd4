# SPDX-License-Identifier: Apache-2.0
r"""Inline nodes: what the markup inside a message means. ``parse`` lives in :mod:`booklet.content.markup`.

The set is small and closed, in the manner of Markdown::

    **strong**   *emphasis*   [words](target)   [mot](lang:fr)   [^note]   {value}   {page:target}   \* escapes

``target`` is the id of a block, a glossary entry, an address or an abbreviation; what it is decides what the link
becomes. Addresses themselves never stand in a message.
"""

from __future__ import annotations

from booklet.values import Immutable

__all__ = ["Emphasis", "Foreign", "Inline", "Link", "NoteMark", "PageRef", "Strong", "Text", "Value"]


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
