# SPDX-License-Identifier: Apache-2.0
"""Tables: Scope and ID on every header cell, Headers on every data cell (7.5, ISO 14289-1)."""

from __future__ import annotations

from booklet.content.model import Message, Row, Table
from booklet.l10n.model import Booklet
from booklet.tagging.inline import text_element
from booklet.tagging.model import Attribute, Element

__all__ = ["table"]


def table(booklet: Booklet, block: Table) -> tuple[Element, ...]:
    """Caption, THead of one row, TBody. Header rows repeated on later pages are artifacts and have no element."""
    caption = (text_element(booklet, "Caption", block.caption),) if block.caption else ()
    corner = (_header(booklet, block.corner, "Column"),) if block.corner else ()
    columns = tuple(_header(booklet, column.text, "Column") for column in block.columns)
    head = Element(f"{block.id}#head", "THead", (Element(f"{block.id}#head-row", "TR", (*corner, *columns)),))
    rows = tuple(_row(booklet, block, row) for row in block.rows)
    return (Element(block.id, "Table", (*caption, head, Element(f"{block.id}#body", "TBody", rows))),)


def _row(booklet: Booklet, block: Table, row: Row) -> Element:
    header = (_header(booklet, row.header, "Row"),) if row.header else ()
    cells = tuple(
        _cell(booklet, message, tuple(m.id for m in (column.text, row.header) if m))
        for column, message in zip(block.columns, row.cells, strict=True)
    )
    return Element(row.id, "TR", (*header, *cells))


def _header(booklet: Booklet, message: Message, scope: str) -> Element:
    return text_element(booklet, "TH", message, id=message.id, attributes=(Attribute("Table", "Scope", scope),))


def _cell(booklet: Booklet, message: Message, headers: tuple[str, ...]) -> Element:
    return text_element(booklet, "TD", message, attributes=(Attribute("Table", "Headers", headers),))
