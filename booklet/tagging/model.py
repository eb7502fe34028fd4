# SPDX-License-Identifier: Apache-2.0
"""The structure tree as values. Tags are standard structure types of ISO 32000-1, 14.8.4, or in :data:`ROLE_MAP`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from booklet.values import Immutable

__all__ = ["ROLE_MAP", "Attribute", "Element", "Slot", "StructureTree"]

ROLE_MAP: Mapping[str, str] = MappingProxyType(
    {"Title": "P", "Strong": "Span", "Em": "Span", "Aside": "Sect", "FENote": "Note"}
)
"""Types of PDF 2.0 that a PDF 1.7 file maps to its own (7.1, ISO 14289-1). Writers emit the entries that are in use."""


class Slot(Immutable, frozen=True):
    """A place for marked content; the fragments of :class:`booklet.layout.model.Layout` name it."""

    key: str


class Attribute(Immutable, frozen=True):
    """An entry of an attribute object: owner ("List", "Table", "Layout"), name, value.

    A ``str`` value is written as a name, a tuple of str as an array of byte strings (``Headers``), numbers as they are.
    """

    owner: str
    name: str
    value: str | float | tuple[str, ...] | tuple[float, ...]


class Element(Immutable, frozen=True):
    """A structure element. ``key`` is unique in the tree; ``id`` becomes /ID (notes, table headers).

    ``lang`` is set where the language differs from the parent's. ``alt``, ``actual`` and ``expansion`` become /Alt,
    /ActualText and /E. A Link's annotations are found by the element's key.
    """

    key: str
    tag: str
    children: tuple[Element | Slot, ...] = ()
    lang: str | None = None
    alt: str | None = None
    actual: str | None = None
    expansion: str | None = None
    title: str | None = None
    id: str | None = None
    attributes: tuple[Attribute, ...] = ()


class StructureTree(Immutable, frozen=True):
    """The whole tree; ``root`` is the Document element."""

    root: Element
