# SPDX-License-Identifier: Apache-2.0
"""Tables: rows that do not break, a header row that stands again, as an artifact, on every page."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from booklet.content.model import Message, Row, Table
from booklet.layout.blocks.labels import ink_edges
from booklet.layout.blocks.registry import Built, as_artifact, builder, enclosed, marked_boxes
from booklet.layout.items import FORBIDDEN, Box, Break, Item, Space
from booklet.layout.model import Fragment, ShapeFragment
from booklet.layout.setter import Setter
from booklet.layout.shapes import rectangle
from booklet.problems import Span

_CLEAR = 0.5
"""The share of the padding that stays between letters and the lines of a table."""


@builder(Table)
def table(block: Table, setter: Setter) -> Built:
    """A table over the whole measure."""
    theme = setter.theme
    widths = _widths(block, setter)
    items: list[Item] = []
    if block.caption is not None:
        caption = setter.set(setter.local(block.caption), setter.style("table-caption"), hyphenate=False)
        items += [*setter.flow(caption, together=True), Break(FORBIDDEN), Space(theme.space["item"])]
    header_cells: list[Message] = [column.text for column in block.columns]
    if block.corner is not None:
        header_cells.insert(0, block.corner)
    head = _cells(header_cells, widths, ["table-head"] * len(widths), setter, hyphenate=False)
    bodies = [_body_cells(row, widths, setter) for row in block.rows]
    gap = _padding([head, *bodies], setter)
    header = _row(head, block.span, setter, gap, theme.table_head_fill)
    container = replace(setter.container(0.0, 0.0), repeat=as_artifact(header))
    rows: list[Item] = [header]
    for number, (row, cells) in enumerate(zip(block.rows, bodies, strict=True)):
        lonely = number == 0 or number == len(block.rows) - 1  # no row alone with a header row
        box = marked_boxes([_row(cells, row.span, setter, gap, None)], row.id)[0]
        rows += [Break(FORBIDDEN if lonely else 0.5), box]
    items += enclosed(container, rows, setter)
    space = theme.space["block"]
    return Built(tuple(items), space, space)


def _body_cells(row: Row, widths: Sequence[float], setter: Setter) -> list[list[Box]]:
    cells = [*([row.header] if row.header is not None else []), *row.cells]
    styles = [*(["table-row-head"] if row.header is not None else []), *(["table-cell"] * len(row.cells))]
    return _cells(cells, widths, styles, setter, hyphenate=True)


def _cells(
    cells: Sequence[Message], widths: Sequence[float], styles: Sequence[str], setter: Setter, *, hyphenate: bool
) -> list[list[Box]]:
    """The lines of each cell of a row."""
    padding = setter.theme.space["cell"]
    columns: list[list[Box]] = []
    start = 0.0
    for cell, width, style in zip(cells, widths, styles, strict=True):
        inner = width - 2 * padding
        text = setter.local(cell)
        columns.append(setter.set(text, setter.style(style), start=start + padding, width=inner, hyphenate=hyphenate))
        start += width
    return columns


def _padding(rows: Sequence[Sequence[Sequence[Box]]], setter: Setter) -> float:
    """The room above and below the words of all rows: more where letters reach beyond their lines (Nastaliq)."""
    padding = setter.theme.space["cell"]
    beyond = 0.0
    for lines in (cell for row in rows for cell in row if cell):
        beyond = max(beyond, -ink_edges(lines[0])[0], ink_edges(lines[-1])[1] - lines[-1].height)
    return max(padding, beyond + padding * _CLEAR)


def _row(columns: Sequence[Sequence[Box]], span: Span, setter: Setter, gap: float, fill: str | None) -> Box:
    theme = setter.theme
    box = setter.beside(columns, span, gap=gap)
    left = setter.left(0.0, setter.measure)
    decoration: list[Fragment] = []
    if fill is not None:
        decoration.append(
            ShapeFragment(rectangle(left, 0.0, setter.measure, box.height), fill=fill, artifact="background")
        )
    rule = rectangle(left, box.height - 0.7, setter.measure, 0.7)
    decoration.append(ShapeFragment(rule, fill=theme.rule_colour))
    return replace(box, fragments=(*decoration, *box.fragments))


def _widths(block: Table, setter: Setter) -> list[float]:
    """Column widths: each column as wide as its longest word asks for, the rest shared by how much there is to read."""
    padding = setter.theme.space["cell"]
    columns: list[list[tuple[Message, str]]] = [
        [(column.text, "table-head"), *((row.cells[number], "table-cell") for row in block.rows)]
        for number, column in enumerate(block.columns)
    ]
    if block.corner is not None:
        heads = [(row.header, "table-row-head") for row in block.rows if row.header is not None]
        columns.insert(0, [(block.corner, "table-head"), *heads])
    least: list[float] = []
    wanted: list[float] = []
    for column in columns:
        words = 0.0
        whole = 0.0
        for message, style in column:
            text = setter.booklet.plain(message)
            whole = max(whole, setter.width(text, style))
            words = max(words, setter.narrowest(setter.local(message), style))
        least.append(words + 2 * padding + 1.0)
        wanted.append(max(whole, words) + 2 * padding + 1.0)
    spare = setter.measure - sum(least)
    if spare < 0:
        setter.problems.error(
            block.span,
            f"the table's {len(least)} columns need {sum(least) / 72 * 25.4:.0f} mm, and there are "
            f"{setter.measure / 72 * 25.4:.0f} mm",
            "use fewer columns or shorter words, or make two tables of it",
        )
        return [setter.measure / len(least)] * len(least)
    hunger = [max(0.0, want - have) ** 0.5 + 1.0 for want, have in zip(wanted, least, strict=True)]
    return [have + spare * part / sum(hunger) for have, part in zip(least, hunger, strict=True)]
