# SPDX-License-Identifier: Apache-2.0
"""Fields that hold records: one, items, blocks, table cells, and mappings from ids to records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from booklet.content.fields import shape
from booklet.content.nodes import Entry, MappingNode, Node, Scalar, SequenceNode
from booklet.content.record import ID, INVALID, Built, Field, FieldType, Record, Schema, Scope, article, read_record
from booklet.content.texts import TextField
from booklet.content.words import counted, listed, quote

__all__ = ["MAX_LIST_DEPTH", "Blocks", "ById", "Cells", "Items", "ItemsById", "Single"]

MAX_LIST_DEPTH = 3
"""How deep lists may nest. Deeper ones neither fit a page of A5 nor are easy to follow."""


class Single(FieldType, frozen=True):
    """One record. ``owner`` begins the ids of its messages."""

    record: Record
    owner: str

    def read(self, node: Node, scope: Scope, spec: Field) -> Built:  # noqa: ARG002 - the record has a name of its own
        """Return what the record builds."""
        made = read_record(self.record, node, scope, self.owner, self.owner)
        return INVALID if made is None else made

    def json(self, definitions: dict[str, Schema]) -> Schema:
        """Return the JSON Schema."""
        return self.record.json(definitions)


class Items(FieldType, frozen=True):
    """A list of records. ``owner`` is the pattern of their owner ids, from ``{block}`` and ``{id}``.

    ``record`` is a function because a record may hold items of its own kind.
    """

    record: Callable[[], Record]
    owner: str = "{block}.{id}"
    least: int = 1

    def read(self, node: Node, scope: Scope, spec: Field) -> Built:
        """Return a tuple of what the record builds."""
        record = self.record()
        if not isinstance(node, SequenceNode):
            mend = f"begin each {record.name} with “- ”"
            scope.error(node.span, f"‘{spec.name}’ must be a list, not {shape(node)}", mend)
            return INVALID
        if len(node.items) < self.least:
            what = f"‘{spec.name}’ has {counted(len(node.items), 'entry', 'entries')}"
            scope.error(node.span, what, f"add entries until there are {self.least} or more")
        if scope.depth >= MAX_LIST_DEPTH:
            scope.error(node.span, f"lists stand more than {MAX_LIST_DEPTH} deep in each other", "use fewer levels")
            return INVALID
        scope.depth += 1
        built = tuple(read_record(record, item, scope, self.owner) for item in node.items)
        scope.depth -= 1
        return tuple(item for item in built if item is not None)

    def blank(self, scope: Scope, spec: Field) -> tuple[Any, ...]:  # noqa: ARG002 - nothing of the field is needed
        """Return no items."""
        return ()

    def json(self, definitions: dict[str, Schema]) -> Schema:
        """Return the JSON Schema."""
        return {"type": "array", "minItems": self.least, "items": self.record().json(definitions)}


class Blocks(FieldType, frozen=True):
    """A list of blocks of the given kinds (all where None)."""

    records: Callable[[], Mapping[str, Record]]
    kinds: tuple[str, ...] | None = None

    def read(self, node: Node, scope: Scope, spec: Field) -> Built:
        """Return a tuple of blocks."""
        if not isinstance(node, SequenceNode):
            mend = "begin each block with “- kind: …”"
            scope.error(node.span, f"‘{spec.name}’ must be a list, not {shape(node)}", mend)
            return INVALID
        if not node.items:
            scope.error(node.span, f"‘{spec.name}’ has no blocks", "add a block: “- kind: …”")
        blocks = []
        for child in node.items:
            record = self._record(child, scope)
            block = read_record(record, child, scope, "{id}") if record else None
            if block is not None:
                blocks.append(block)
            else:
                given = child.get("id") if isinstance(child, MappingNode) else None
                scope.reading.findings.dropped.add(given.text if isinstance(given, Scalar) else "")
        return tuple(blocks)

    def _record(self, node: Node, scope: Scope) -> Record | None:
        allowed = self._allowed()
        if not isinstance(node, MappingNode):
            scope.error(node.span, "a block is written as keys and values", "write “- kind: …” and its keys below")
            return None
        value = node.get("kind")
        if not isinstance(value, Scalar):
            scope.error(node.span, "a block needs a ‘kind’", f"add “kind: …”, one of {listed(allowed)}")
            return None
        record = self.records().get(value.text)
        if record is None:
            mend = scope.reading.findings.suggester.mend(value.text, allowed, f"choose one of {listed(allowed)}")
            scope.error(value.span, f"{quote(value.text)} is no kind of block", mend)
        elif value.text not in allowed:
            what = f"{article(record.name)} cannot stand inside another block"
            scope.error(value.span, what, f"move it out; here may stand {listed(allowed)}")
        return record

    def _allowed(self) -> tuple[str, ...]:
        return self.kinds if self.kinds is not None else tuple(self.records())

    def blank(self, scope: Scope, spec: Field) -> tuple[Any, ...]:  # noqa: ARG002 - nothing of the field is needed
        """Return no blocks."""
        return ()

    def json(self, definitions: dict[str, Schema]) -> Schema:
        """Return the JSON Schema: by the kind, so that editors complain about the block that was meant."""
        records = self.records()
        kinds = self._allowed()
        cases = [
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": records[kind].json(definitions),
            }
            for kind in kinds
        ]
        item = {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"enum": list(kinds), "description": "What kind of block this is."}},
            "allOf": cases,
        }
        return {"type": "array", "minItems": 1, "items": item}


class Cells(FieldType, frozen=True):
    """The cells of a table's row: one message for each column of the table around it, named by the column."""

    def read(self, node: Node, scope: Scope, spec: Field) -> Built:
        """Return a tuple of messages."""
        if not isinstance(node, SequenceNode):
            mend = "write one text for each column: [a, b]"
            scope.error(node.span, f"‘{spec.name}’ must be a list, not {shape(node)}", mend)
            return INVALID
        columns = scope.parent.values.get("columns", ()) if scope.parent else ()
        if len(node.items) != len(columns) and columns:  # a table without columns has been reported
            what = f"the row has {counted(len(node.items), 'cell')}, the table {counted(len(columns), 'column')}"
            scope.error(node.span, what, "give each column one cell (the column of row headers is not counted)")
        cells = []
        for number, item in enumerate(node.items):
            column = columns[number].id.rpartition(".")[2] if number < len(columns) else f"?{number}"
            kind = TextField("table cell", suffix=column)
            cell = kind.read(item, scope, spec)
            cells.append(kind.blank(scope, spec) if cell is INVALID else cell)
        return tuple(cells)

    def blank(self, scope: Scope, spec: Field) -> tuple[Any, ...]:  # noqa: ARG002 - nothing of the field is needed
        """Return no cells."""
        return ()

    def json(self, definitions: dict[str, Schema]) -> Schema:
        """Return the JSON Schema."""
        return {"type": "array", "minItems": 1, "items": TextField("table cell").json(definitions)}


class ById(FieldType, frozen=True):
    """A mapping from ids to records. With ``direct`` the value is that of the record's only field.

    ``owner`` is the pattern of the messages' owner, in which ``{id}`` is replaced.
    """

    record: Record
    owner: str
    direct: bool = False

    def read(self, node: Node, scope: Scope, spec: Field) -> Built:
        """Return a read-only mapping from ids to what the record builds."""
        built: dict[str, Any] = {}
        if not isinstance(node, MappingNode):
            mend = f"write the id of each {self.record.name} as a key"
            scope.error(node.span, f"‘{spec.name}’ must have ids as keys, not {shape(node)}", mend)
            return MappingProxyType(built)
        for entry in node:
            key = entry.key.text
            if not ID.match(key):
                mend = "use at most 64 small letters a to z, digits and hyphens"
                scope.error(entry.key.span, f"{quote(key)} cannot be an id", mend)
                continue
            value = entry.value
            if self.direct:
                name = self.record.fields[0].name
                value = MappingNode(entry.key.span, {name: Entry(Scalar(entry.key.span, name), entry.value)})
            made = read_record(self.record, value, scope, self.owner, key)
            if made is not None:
                built[key] = made
        return MappingProxyType(built)

    def json(self, definitions: dict[str, Schema]) -> Schema:
        """Return the JSON Schema."""
        value = self.record.fields[0].type.json(definitions) if self.direct else self.record.json(definitions)
        return _by_id(value)


class ItemsById(FieldType, frozen=True):
    """A mapping from names to lists of records. In ``owner`` ``{block}`` is the name and ``{id}`` the record's id."""

    record: Callable[[], Record]
    owner: str

    def read(self, node: Node, scope: Scope, spec: Field) -> Built:
        """Return a read-only mapping from names to tuples."""
        built: dict[str, Any] = {}
        if not isinstance(node, MappingNode):
            scope.error(node.span, f"‘{spec.name}’ must have names as keys, not {shape(node)}", "write “name: [...]”")
            return MappingProxyType(built)
        for entry in node:
            if not ID.match(entry.key.text):
                mend = "use at most 64 small letters a to z, digits and hyphens"
                scope.error(entry.key.span, f"{quote(entry.key.text)} cannot be a name", mend)
                continue
            inner = Scope(scope.reading, scope.node, "", entry.key.text, scope)
            made = Items(self.record, self.owner).read(entry.value, inner, Field(entry.key.text, self, spec.doc))
            built[entry.key.text] = () if made is INVALID else made
        return MappingProxyType(built)

    def json(self, definitions: dict[str, Schema]) -> Schema:
        """Return the JSON Schema."""
        return _by_id(Items(self.record, self.owner).json(definitions))


def _by_id(value: Schema) -> Schema:
    names = {"pattern": "^[a-z0-9-]{1,64}$"}
    return {"type": "object", "propertyNames": names, "additionalProperties": value}
