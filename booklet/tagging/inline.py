# SPDX-License-Identifier: Apache-2.0
"""Inline structure: what the markup of a message becomes in the tree.

Every node of a message has the key ``inline_key(prefix, index)``, where ``index`` counts all nodes in pre-order. Leaves
(words, page numbers, footnote marks) are slots of that key; the others are elements of that key.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from booklet.content import inline
from booklet.content.model import Message
from booklet.content.slots import inline_key
from booklet.l10n.model import Booklet, Direction
from booklet.tagging.model import Attribute, Element, Slot

__all__ = ["preorder", "text_element", "writing_mode"]

Node = Element | Slot


def text_element(
    booklet: Booklet,
    tag: str,
    message: Message,
    *,
    key: str | None = None,
    prefix: str | None = None,
    title: str | None = None,
    id: str | None = None,  # noqa: A002 - named as in the structure element's dictionary
    attributes: tuple[Attribute, ...] = (),
) -> Element:
    """An element that holds one message and says which language and direction it really has.

    ``key`` is the message's id unless another is given (a block of one message is keyed by its own id); ``prefix``
    names the slots where a message is drawn in more than one place.
    """
    text = booklet.text(message)
    prefix = prefix or message.id
    if text.direction != booklet.locale.direction:
        attributes = (*attributes, writing_mode(text.direction))
    return Element(
        key or prefix,
        tag,
        _children(booklet, text.inlines, prefix, count(), text.lang),
        lang=text.lang,
        title=title,
        id=id,
        attributes=attributes,
    )


def writing_mode(direction: Direction) -> Attribute:
    """The direction of text as a layout attribute (14.8.5.4.2, WritingMode)."""
    return Attribute("Layout", "WritingMode", "RlTb" if direction == "rtl" else "LrTb")


def preorder(nodes: tuple[inline.Inline, ...]) -> Iterator[inline.Inline]:
    """All nodes in the order in which they are counted: each before its children."""
    for node in nodes:
        yield node
        if isinstance(node, inline.Strong | inline.Emphasis | inline.Link | inline.Foreign):
            yield from preorder(node.children)


def _children(
    booklet: Booklet, nodes: tuple[inline.Inline, ...], prefix: str, index: Iterator[int], lang: str
) -> tuple[Node, ...]:
    return tuple(_node(booklet, node, prefix, index, lang) for node in nodes)


def _node(booklet: Booklet, node: inline.Inline, prefix: str, index: Iterator[int], lang: str) -> Node:
    key = inline_key(prefix, next(index))
    match node:
        case inline.Strong(children):
            return Element(key, "Strong", _children(booklet, children, prefix, index, lang))
        case inline.Emphasis(children):
            return Element(key, "Em", _children(booklet, children, prefix, index, lang))
        case inline.Foreign(foreign, children):
            return Element(key, "Span", _children(booklet, children, prefix, index, foreign), lang=foreign)
        case inline.Link(target, children):
            inner = _children(booklet, children, prefix, index, lang)
            if booklet.source.targets.get(target) == "abbreviation":
                return _abbreviation(booklet, key, target, inner, lang)
            return Element(key, "Link", inner)
        case inline.NoteMark():
            return Element(f"{key}#ref", "Reference", (Element(f"{key}#link", "Link", (Slot(key),)),))
        case _:
            return Slot(key)


def _abbreviation(booklet: Booklet, key: str, target: str, inner: tuple[Node, ...], lang: str) -> Element:
    """A Span with /E. The expansion may be in another language than the abbreviation, which then keeps its own."""
    expansion = booklet.text(booklet.source.abbreviations[target].expansion)
    if expansion.lang != lang:
        inner = (Element(f"{key}#words", "Span", inner, lang=lang),)
    plain = booklet.plain(expansion.message)
    return Element(key, "Span", inner, lang=expansion.lang, expansion=plain)
