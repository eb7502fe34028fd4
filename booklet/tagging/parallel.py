# SPDX-License-Identifier: Apache-2.0
"""The structure tree of a book in two languages: a Part for each, one after the other.

Pages alternate, the tree does not: who listens goes on in one language from page to page to the end, headings follow
each other as they do in a booklet of that language alone, and no language has to be heard to get to the other. Its Part
says which language it is, in its name too.
"""

from __future__ import annotations

from msgspec.structs import replace

from booklet.l10n.model import Locale
from booklet.tagging.inline import writing_mode
from booklet.tagging.model import Attribute, Element, Slot, StructureTree
from booklet.tagging.verify import check_unique

__all__ = ["parts", "prefix_of"]

_FIRST = "#part"


def prefix_of(locale: Locale) -> str:
    """What keys and slots of a second language begin with. No id has a colon before its ``#``."""
    return f"{locale.tag}:"


def parts(first: StructureTree, second: StructureTree, locales: tuple[Locale, Locale]) -> StructureTree:
    """Both trees below one Document, which has the first's language; what the second names gets its prefix.

    Raises:
        TaggingError: where a key is then in the tree twice, which is a fault of the program.
    """
    prefix = prefix_of(locales[1])
    own = replace(first.root, key=_FIRST, tag="Part", lang=None, attributes=(), title=locales[0].name)
    other = replace(_prefixed(second.root, prefix), tag="Part", attributes=(), title=locales[1].name)
    if locales[0].direction != locales[1].direction:
        other = replace(other, attributes=(writing_mode(locales[1].direction),))
    root = replace(first.root, children=(own, other))
    check_unique(root)
    return StructureTree(root)


def _prefixed(element: Element, prefix: str) -> Element:
    children = tuple(
        Slot(prefix + child.key) if isinstance(child, Slot) else _prefixed(child, prefix) for child in element.children
    )
    return replace(
        element,
        key=prefix + element.key,
        children=children,
        id=None if element.id is None else prefix + element.id,
        attributes=tuple(_with_headers(attribute, prefix) for attribute in element.attributes),
    )


def _with_headers(attribute: Attribute, prefix: str) -> Attribute:
    """A table cell's Headers are IDs."""
    if attribute.name != "Headers" or not isinstance(attribute.value, tuple):
        return attribute
    return replace(attribute, value=tuple(f"{prefix}{value}" for value in attribute.value))
