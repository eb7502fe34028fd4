# SPDX-License-Identifier: Apache-2.0
"""Declared records: one declaration says how a mapping of YAML is read, checked, completed by editors and built.

A :class:`Record` lists :class:`Field` s; each has a :class:`FieldType` that reads its value and describes itself as
JSON Schema. Reading never stops at a mistake: a value that cannot be read is replaced by a blank one, so that whatever
comes after it is checked in the same run. :func:`booklet.content.load.load_booklet` lets nothing out once there was an
error.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from booklet.content.markup import Parsed
from booklet.content.model import Message, PictureRef
from booklet.content.nodes import Document, MappingNode, Node, Scalar
from booklet.content.words import Suggester, listed, quote
from booklet.pictures.model import Picture
from booklet.problems import Problems, Span
from booklet.values import Immutable

__all__ = [
    "ID", "INVALID", "Built", "Field", "FieldType", "Findings", "Reading", "Record", "Schema", "Scope", "article",
    "messages_in", "read_id", "read_record", "read_values",
]  # fmt: skip

Schema = dict[str, Any]
"""A JSON Schema."""

ID: Final = re.compile(r"[a-z0-9-]{1,64}\Z")


class _Invalid:
    """The one value that stands for a mistake which has been reported."""


INVALID: Final = _Invalid()

Built = Any
"""What a field's type builds. Only the record's ``make`` knows which type that is."""


class Findings(msgspec.Struct):
    """What reading finds out beside the model, for the checks that follow it. One for all files of a booklet."""

    suggester: Suggester = msgspec.field(default_factory=Suggester)
    pictures: dict[Path, Picture | None] = msgspec.field(default_factory=dict)
    parsed: dict[Message, Parsed] = msgspec.field(default_factory=dict)
    sources: dict[Message, tuple[Document, Scalar]] = msgspec.field(default_factory=dict)
    documents: list[Document] = msgspec.field(default_factory=list)
    """Every file that has been read, in order."""
    dropped: set[str] = msgspec.field(default_factory=set)
    """Ids of blocks that could not be read at all ("" for one without id): who mentions them is not to blame."""

    def place(self, message: Message, offset: int) -> Span:
        """Return the place of a character of a message in its file."""
        if message not in self.sources:
            return message.span
        document, scalar = self.sources[message]
        return document.place(scalar, offset)


class Reading(Immutable, frozen=True):
    """One file that is being read: pictures and other files are looked for in the folder ``root``."""

    document: Document
    root: Path
    problems: Problems
    findings: Findings


class Scope(msgspec.Struct):
    """One mapping that is being read. ``owner`` is the beginning of its messages' ids."""

    reading: Reading
    node: MappingNode
    owner: str
    block: str = ""  # id of the block around it
    parent: Scope | None = None
    values: dict[str, Any] = msgspec.field(default_factory=dict)  # by attribute, in the order of the record's fields
    item_ids: dict[tuple[str, str], Span] = msgspec.field(default_factory=dict)  # shared by all items of a block
    depth: int = 0  # of lists in lists

    def error(self, span: Span, what: str, mend: str) -> None:
        """Report a mistake."""
        self.reading.problems.error(span, what, mend)

    def at(self, name: str) -> Span:
        """Return the place of a field's value, or of the mapping where it has none."""
        value = self.node.get(name)
        return value.span if value else self.node.span


class FieldType(Immutable, frozen=True):
    """How the value of a field is read."""

    @abstractmethod
    def read(self, node: Node, scope: Scope, spec: Field) -> Built:
        """Return the value, or :data:`INVALID` after reporting what is wrong."""

    @abstractmethod
    def json(self, definitions: dict[str, Schema]) -> Schema:
        """Return the JSON Schema of the value; records it refers to are added to ``definitions``."""

    def blank(self, scope: Scope, spec: Field) -> Built:  # noqa: ARG002
        """Return what takes the place of a required value that is missing or wrong."""
        return None


class Field(Immutable, frozen=True):
    """A key of a record. ``doc`` is what editors show and what messages say of it."""

    name: str
    type: FieldType
    doc: str
    required: bool = False
    default: Any = None

    @property
    def attribute(self) -> str:
        """Name of the model's attribute."""
        return self.name.replace("-", "_")


class Record(Immutable, frozen=True):
    """A kind of mapping.

    ``make`` builds the model from ``id``, ``span`` and the fields by attribute. ``check`` looks at fields together, and
    may change ``scope.values`` before ``make`` sees them. ``has_id`` records have an ``id`` key of their own.
    """

    name: str
    doc: str
    fields: tuple[Field, ...]
    make: Callable[..., Any]
    check: Callable[[Scope], None] | None = None
    has_id: bool = True
    kind: str | None = None  # of a block

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys it knows."""
        own = (("kind",) if self.kind else ()) + (("id",) if self.has_id else ())
        return own + tuple(spec.name for spec in self.fields)

    def json(self, definitions: dict[str, Schema]) -> Schema:
        """Return a reference to this record's JSON Schema, which is put into ``definitions``."""
        reference = {"$ref": f"#/$defs/{self.name.replace(' ', '-')}"}
        key = self.name.replace(" ", "-")
        if key in definitions:
            return reference
        definitions[key] = {}  # a record may hold itself
        properties: dict[str, Schema] = {}
        if self.kind:
            properties["kind"] = {"const": self.kind, "description": self.doc}
        if self.has_id:
            properties["id"] = {"type": "string", "pattern": "^[a-z0-9-]{1,64}$", "description": _ID_DOC}
        for spec in self.fields:
            properties[spec.name] = spec.type.json(definitions) | {"description": spec.doc}
            if isinstance(spec.default, str | int | float):
                properties[spec.name]["default"] = spec.default
        required: list[str] = [name for name in ("kind", "id") if name in properties]
        required += [spec.name for spec in self.fields if spec.required]
        definitions[key] = {
            "type": "object",
            "description": self.doc,
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }
        return reference


_ID_DOC = "Name for links and translations: small letters a to z, digits, hyphens. Never change it."


def article(name: str) -> str:
    """Return a name with ``a`` or ``an``."""
    return f"{'an' if name[0] in 'aeio' else 'a'} {name}"


def read_values(record: Record, scope: Scope) -> None:
    """Read all fields of ``record`` from ``scope.node`` into ``scope.values``."""
    suggester = scope.reading.findings.suggester
    for entry in scope.node:
        if entry.key.text not in record.keys:
            what = f"{quote(entry.key.text)} is no key of {article(record.name)}"
            otherwise = f"its keys are {listed(record.keys, 'and')}"
            scope.error(entry.key.span, what, suggester.mend(entry.key.text, record.keys, otherwise))
    for spec in record.fields:
        node = scope.node.get(spec.name)
        value: Any = spec.default
        if node is None or (isinstance(node, Scalar) and node.is_null):
            if spec.required:
                what = f"{article(record.name)} needs ‘{spec.name}’"
                scope.error(scope.at(spec.name), what, f"add “{spec.name}: …”. {spec.doc}")
                value = spec.type.blank(scope, spec)
        else:
            value = spec.type.read(node, scope, spec)
            if value is INVALID:
                value = spec.type.blank(scope, spec) if spec.required else spec.default
        scope.values[spec.attribute] = value
    if record.check:
        record.check(scope)


def read_id(node: MappingNode, record: Record, reading: Reading) -> str:
    """Read the ``id`` of a mapping; one that is missing or wrong is replaced by one that cannot be meant."""
    value = node.get("id")
    spare = f"?{node.span.line}-{node.span.column}"
    if value is None:
        reading.problems.error(node.span, f"{article(record.name)} needs an ‘id’", f"add “id: …”. {_ID_DOC}")
        return spare
    if not isinstance(value, Scalar) or not ID.match(value.text):
        shown = quote(value.text) if isinstance(value, Scalar) else "this"
        mend = "use at most 64 small letters a to z, digits and hyphens"
        reading.problems.error(value.span, f"{shown} cannot be an id", mend)
        return spare
    return value.text


def read_record(record: Record, node: Node, scope: Scope, owner: str, key: str | None = None) -> Built:
    """Read a mapping and build its model, or return None if it is no mapping.

    Args:
        record: What the mapping is.
        node: The mapping.
        scope: The scope around it.
        owner: Pattern of the owner id: ``{block}`` and ``{id}`` are replaced.
        key: The id, where it is the key under which the mapping stands.
    """
    reading = scope.reading
    if not isinstance(node, MappingNode):
        form = "keys and values" if record.has_id else f"keys like ‘{record.fields[0].name}’"
        reading.problems.error(node.span, f"{article(record.name)} is written as {form}", _form(record))
        return None
    own = read_id(node, record, reading) if key is None else key
    full = owner.format(block=scope.block, id=own)
    inner = Scope(reading, node, full, scope.block or own, scope, depth=scope.depth)
    if record.kind:
        inner.block = own
    elif owner != "{id}":
        inner.item_ids = scope.item_ids
    if record.has_id and owner != "{id}" and not own.startswith("?"):  # {id}: unique in the booklet, checked there
        first = scope.item_ids.setdefault((owner, own), inner.at("id"))
        if first != inner.at("id"):
            what = f"the id {quote(own)} stands here twice (first in line {first.line})"
            reading.problems.error(inner.at("id"), what, "give each item an id of its own")
    read_values(record, inner)
    return record.make(id=full if key is None else key, span=node.span, **inner.values)


def _form(record: Record) -> str:
    needed = [*(["id"] if record.has_id else []), *(spec.name for spec in record.fields if spec.required)]
    return "write {" + ", ".join(f"{name}: …" for name in needed or record.keys) + "}"


def messages_in(value: Built, order: Mapping[type, tuple[str, ...]]) -> Iterator[Message]:
    """Yield the messages of a model in reading order.

    ``order`` gives the attributes of a class in the order of its record's fields; a class that is not in it is read in
    the order of its attributes.
    """
    if isinstance(value, Message):
        yield value
    elif isinstance(value, PictureRef):
        if value.alt:
            yield value.alt
    elif isinstance(value, tuple):
        for part in value:
            yield from messages_in(part, order)
    elif isinstance(value, Immutable):
        for name in order.get(type(value), value.__struct_fields__):
            yield from messages_in(getattr(value, name), order)
