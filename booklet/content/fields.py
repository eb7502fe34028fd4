# SPDX-License-Identifier: Apache-2.0
"""Types of single values: texts for readers, data, numbers, dates, choices, pictures.

Scalars arrive as strings whatever they look like (``no``, ``1.10``, ``12:30``); what they are to be is said here.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from booklet.content.addresses import address_fault
from booklet.content.characters import collapse
from booklet.content.languages import canonical_tag, language_fault
from booklet.content.markup import parse_with_references
from booklet.content.model import Message, PictureRef
from booklet.content.nodes import Document, MappingNode, Node, Scalar, SequenceNode
from booklet.content.record import ID, INVALID, Field, FieldType, Record, Schema, Scope, read_values
from booklet.content.words import counted, listed, quote
from booklet.pictures.model import Drawing
from booklet.pictures.read import read_picture
from booklet.problems import Span

__all__ = [
    "Bool", "Choice", "Data", "Date", "Href", "Language", "Name", "Number", "PictureField", "Strings", "TextField",
    "Whole", "make_message",
]  # fmt: skip

MAX_TEXT = 5_000
"""Characters of a message. A paragraph of a booklet has some hundreds."""


def _shape(node: Node) -> str:
    return {Scalar: "a text", SequenceNode: "a list", MappingNode: "keys and values"}[type(node)]


@dataclass(frozen=True)
class ScalarType(FieldType):
    """A value that is one scalar."""

    def read(self, node: Node, scope: Scope, spec: Field) -> Any:  # noqa: ANN401, D102
        if not isinstance(node, Scalar):
            what = f"‘{spec.name}’ must be {self.noun()}, not {_shape(node)}"
            scope.error(node.span, what, f"write “{spec.name}: …” on one line, in quotation marks if need be")
            return INVALID
        return self.convert(collapse(node.text), node.span, scope, spec)

    def convert(self, text: str, span: Span, scope: Scope, spec: Field) -> Any:  # noqa: ANN401
        """Return the value of a scalar, or INVALID after reporting what is wrong."""
        raise NotImplementedError

    def noun(self) -> str:
        """Say what the value is, with an article."""
        return "a text"

    def wrong(self, text: str, span: Span, scope: Scope, spec: Field, mend: str) -> Any:  # noqa: ANN401
        """Report that ``text`` is not what this type reads."""
        scope.error(span, f"‘{spec.name}’ must be {self.noun()}, not {quote(text)}", mend)
        return INVALID


@dataclass(frozen=True)
class Data(ScalarType):
    """Words that are the same in every language."""

    limit: int = 300

    def convert(self, text: str, span: Span, scope: Scope, spec: Field) -> Any:  # noqa: ANN401, D102
        if not text:
            return self.wrong(text, span, scope, spec, f"fill it in. {spec.doc}")
        if len(text) > self.limit:
            scope.error(span, f"‘{spec.name}’ has more than {self.limit} characters", "shorten it")
            return INVALID
        return text

    def blank(self, scope: Scope, spec: Field) -> str:  # noqa: ARG002, D102
        return ""

    def json(self, definitions: dict[str, Schema]) -> Schema:  # noqa: ARG002, D102
        return {"type": "string", "minLength": 1, "maxLength": self.limit}


@dataclass(frozen=True)
class Name(Data):
    """The id of something that is defined elsewhere, or a name of the same form."""

    limit: int = 64

    def convert(self, text: str, span: Span, scope: Scope, spec: Field) -> Any:  # noqa: ANN401, D102
        if not ID.match(text):
            return self.wrong(text, span, scope, spec, "use at most 64 small letters a to z, digits and hyphens")
        return text

    def noun(self) -> str:  # noqa: D102
        return "a name"

    def json(self, definitions: dict[str, Schema]) -> Schema:  # noqa: ARG002, D102
        return {"type": "string", "pattern": "^[a-z0-9-]{1,64}$"}


@dataclass(frozen=True)
class Language(Data):
    """A language tag."""

    def convert(self, text: str, span: Span, scope: Scope, spec: Field) -> Any:  # noqa: ANN401, D102
        fault = language_fault(text)
        if fault:
            scope.error(span, f"{quote(text)} {fault}", "write a tag like en, pt-BR or zh-Hans")
            return INVALID
        return canonical_tag(text)

    def blank(self, scope: Scope, spec: Field) -> str:  # noqa: ARG002, D102
        return "en"


@dataclass(frozen=True)
class Href(Data):
    """An address in full."""

    limit: int = 2000

    def convert(self, text: str, span: Span, scope: Scope, spec: Field) -> Any:  # noqa: ANN401, ARG002, D102
        fault = address_fault(text)
        if fault:
            scope.error(span, *fault)
            return INVALID
        return text

    def json(self, definitions: dict[str, Schema]) -> Schema:  # noqa: ARG002, D102
        return {"type": "string", "pattern": "^(https|mailto|tel):"}


@dataclass(frozen=True)
class Choice(ScalarType):
    """One of a few words; an integer field with few values is a choice too."""

    options: tuple[str, ...]
    make: Callable[[str], Any] = str

    def convert(self, text: str, span: Span, scope: Scope, spec: Field) -> Any:  # noqa: ANN401, D102
        if text not in self.options:
            suggester = scope.reading.findings.suggester
            mend = suggester.mend(text, self.options, f"write {listed(self.options)}")
            return self.wrong(text, span, scope, spec, mend)
        return self.make(text)

    def noun(self) -> str:  # noqa: D102
        return listed(self.options)

    def blank(self, scope: Scope, spec: Field) -> Any:  # noqa: ANN401, ARG002, D102
        return self.make(self.options[0])

    def json(self, definitions: dict[str, Schema]) -> Schema:  # noqa: ARG002, D102
        return {"enum": [self.make(option) for option in self.options]}


@dataclass(frozen=True)
class Bool(ScalarType):
    """Yes or no."""

    def convert(self, text: str, span: Span, scope: Scope, spec: Field) -> Any:  # noqa: ANN401, D102
        if text not in ("true", "false"):
            return self.wrong(text, span, scope, spec, "write true or false")
        return text == "true"

    def noun(self) -> str:  # noqa: D102
        return "true or false"

    def json(self, definitions: dict[str, Schema]) -> Schema:  # noqa: ARG002, D102
        return {"type": "boolean"}


@dataclass(frozen=True)
class Number(ScalarType):
    """A number, as exact as it is written."""

    least: int | None = None
    most: int | None = None
    make: Callable[[Decimal], Any] = Decimal
    positive: bool = False
    _form = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?\Z")

    def convert(self, text: str, span: Span, scope: Scope, spec: Field) -> Any:  # noqa: ANN401, D102
        if not self._form.match(text):
            return self.wrong(text, span, scope, spec, "write digits without spaces, with a point before decimals")
        value = Decimal(text)
        low = (self.least is not None and value < self.least) or (self.positive and value <= 0)
        if low or (self.most is not None and value > self.most):
            return self.wrong(text, span, scope, spec, f"choose {self.noun()}")
        return self.make(value)

    def noun(self) -> str:  # noqa: D102
        if self.positive:
            return "a number above 0" + ("" if self.most is None else f", at most {self.most}")
        if self.least is not None and self.most is not None:
            return f"a number from {self.least} to {self.most}"
        return "a number"

    def json(self, definitions: dict[str, Schema]) -> Schema:  # noqa: ARG002, D102
        limits = {"exclusiveMinimum": 0 if self.positive else None, "minimum": self.least, "maximum": self.most}
        return {"type": "number"} | {name: limit for name, limit in limits.items() if limit is not None}


@dataclass(frozen=True)
class Whole(Number):
    """A whole number."""

    make: Callable[[Decimal], Any] = int
    _form = re.compile(r"-?[0-9]{1,9}\Z")

    def json(self, definitions: dict[str, Schema]) -> Schema:  # noqa: D102
        return Number.json(self, definitions) | {"type": "integer"}

    def blank(self, scope: Scope, spec: Field) -> Any:  # noqa: ANN401, ARG002, D102
        return self.least or 0


@dataclass(frozen=True)
class Date(ScalarType):
    """A day."""

    def convert(self, text: str, span: Span, scope: Scope, spec: Field) -> Any:  # noqa: ANN401, D102
        mend = "write year-month-day, like 2026-11-01"
        if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", text):
            return self.wrong(text, span, scope, spec, mend)
        try:
            return datetime.date.fromisoformat(text)
        except ValueError:
            return self.wrong(text, span, scope, spec, "there is no such day; " + mend)

    def noun(self) -> str:  # noqa: D102
        return "a date"

    def blank(self, scope: Scope, spec: Field) -> datetime.date:  # noqa: ARG002, D102
        return datetime.date(2000, 1, 1)

    def json(self, definitions: dict[str, Schema]) -> Schema:  # noqa: ARG002, D102
        return {"type": "string", "format": "date"}


@dataclass(frozen=True)
class Strings(FieldType):
    """A list of words that are data."""

    most: int = 50

    def read(self, node: Node, scope: Scope, spec: Field) -> Any:  # noqa: ANN401, D102
        if not isinstance(node, SequenceNode):
            scope.error(node.span, f"‘{spec.name}’ must be a list, not {_shape(node)}", f"write “{spec.name}: [a, b]”")
            return INVALID
        if len(node.items) > self.most:
            scope.error(node.span, f"‘{spec.name}’ has more than {self.most} entries", "leave some out")
            return INVALID
        words = [Data().read(item, scope, spec) for item in node.items]
        return tuple(word for word in words if word is not INVALID)

    def blank(self, scope: Scope, spec: Field) -> tuple[str, ...]:  # noqa: ARG002, D102
        return ()

    def json(self, definitions: dict[str, Schema]) -> Schema:  # noqa: D102
        return {"type": "array", "maxItems": self.most, "items": Data().json(definitions)}


@dataclass(frozen=True)
class TextField(FieldType):
    """A message. ``suffix`` ends its id where that is not the field's name."""

    kind: str
    plain: bool = False
    suffix: str | None = None

    def read(self, node: Node, scope: Scope, spec: Field) -> Any:  # noqa: ANN401, D102
        note = ""
        if isinstance(node, MappingNode):
            inner = Scope(scope.reading, node, scope.owner)
            if not node.get("text"):
                scope.error(node.span, f"‘{spec.name}’ must be a text, not keys and values", _quoting(node, spec))
                return INVALID
            read_values(_ANNOTATED, inner)
            found = node.get("text")
            note = inner.values["note"] or ""
            if not isinstance(found, Scalar):
                return INVALID  # reported as "text must be a text"
            node = found
        if isinstance(node, SequenceNode):
            scope.error(node.span, f"‘{spec.name}’ must be a text, not a list", "put text that begins with [ into quotation marks")
            return INVALID
        text = collapse(node.text)
        if not text or node.is_null:
            scope.error(node.span, f"‘{spec.name}’ is empty", f"fill it in. {spec.doc}")
            return INVALID
        if len(text) > MAX_TEXT:
            scope.error(node.span, f"‘{spec.name}’ has more than {MAX_TEXT} characters", "split it")
            return INVALID
        return make_message(self._id(scope, spec), text, node, scope, kind=self.kind, plain=self.plain, note=note)

    def _id(self, scope: Scope, spec: Field) -> str:
        suffix = spec.name if self.suffix is None else self.suffix
        return f"{scope.owner}.{suffix}" if suffix else scope.owner

    def blank(self, scope: Scope, spec: Field) -> Message:  # noqa: D102
        return Message(self._id(scope, spec), "", scope.node.span, self.kind, self.plain)

    def json(self, definitions: dict[str, Schema]) -> Schema:  # noqa: D102
        definitions.setdefault(
            "text",
            {
                "anyOf": [
                    {"type": "string", "minLength": 1, "maxLength": MAX_TEXT},
                    {
                        "type": "object",
                        "properties": {
                            spec.name: {"type": "string", "description": spec.doc} for spec in _ANNOTATED.fields
                        },
                        "required": ["text"],
                        "additionalProperties": False,
                    },
                ]
            },
        )
        return {"$ref": "#/$defs/text"}


_ANNOTATED = Record(
    "text with a note",
    "A text with a hint to translators.",
    (
        Field("text", Data(limit=MAX_TEXT), "The text itself.", required=True),
        Field("note", Data(limit=1000), "A hint to translators."),
    ),
    dict,
    has_id=False,
)


def _quoting(node: MappingNode, spec: Field) -> str:
    names = list(node.entries)
    if len(names) == 1 and ID.match(names[0]):  # {countries} without quotation marks is a mapping to YAML
        return f'put it into quotation marks: {spec.name}: "{{{names[0]}}} …"'
    return f"write “{spec.name}: …” or “{spec.name}: {{text: …, note: …}}”"


def make_message(
    message_id: str, text: str, scalar: Scalar, scope: Scope, *, kind: str, plain: bool = False, note: str = ""
) -> Message:
    """Build a message from a scalar, parse its markup and remember both for the checks."""
    document: Document = scope.reading.document
    findings = scope.reading.findings
    message = Message(message_id, text, document.place(scalar), kind, plain, note)
    findings.sources[message] = (document, scalar)
    findings.parsed[message] = parse_with_references(
        text,
        message.span,
        scope.reading.problems,
        plain=plain,
        place=lambda offset: document.place(scalar, offset),
    )
    return message


_FILE_NAME = re.compile(r"[^\s/]+\.(?:svg|png|jpe?g|gif|webp|pdf)\Z", re.IGNORECASE)
_ALT_OPENINGS = re.compile(r"(?:an? |the )?(?:image|picture|photo|photograph|drawing|illustration|graphic) of\b", re.IGNORECASE)
MAX_ALT = 150

_PICTURE = Record(
    "picture",
    "A picture: SVG in the stated subset, PNG or JPEG, inside the booklet's folder.",
    (
        Field("file", Data(), "Path of the file, from the booklet's folder.", required=True),
        Field("alt", TextField("alternative text", plain=True), "What the picture says, in words, for those who cannot see it."),
        Field("decorative", Bool(), "True where the picture says nothing that the text does not say."),
    ),
    dict,
    has_id=False,
)


@dataclass(frozen=True)
class PictureField(FieldType):
    """A picture with its alternative text, or declared decorative (rule A04)."""

    may_decorate: bool = True

    def read(self, node: Node, scope: Scope, spec: Field) -> Any:  # noqa: ANN401, D102
        if not isinstance(node, MappingNode):
            mend = f"write “{spec.name}: {{file: images/name.svg, alt: …}}”"
            scope.error(node.span, f"‘{spec.name}’ must have the keys ‘file’ and ‘alt’", mend)
            return INVALID
        owner = scope.owner if spec.name == "picture" else f"{scope.owner}.{spec.name}"
        inner = Scope(scope.reading, node, owner, scope.block, scope)
        read_values(_PICTURE, inner)
        alt, decorative = inner.values["alt"], bool(inner.values["decorative"])
        if decorative and not self.may_decorate:
            scope.error(inner.at("decorative"), "this picture cannot be decorative", "describe it: “alt: …”")
        elif decorative and node.get("alt"):
            scope.error(inner.at("alt"), "a decorative picture has no ‘alt’", "delete ‘alt’ or ‘decorative’")
        elif not decorative and not node.get("alt"):
            mend = "add “alt: …” in plain words, or “decorative: true”" if self.may_decorate else "add “alt: …”"
            scope.error(node.span, "the picture has no alternative text", mend)
        elif alt:
            check_alt(alt, scope)
        file = inner.values["file"]
        if not file:
            return INVALID
        path = scope.reading.root / file
        pictures = scope.reading.findings.pictures
        if path not in pictures:
            pictures[path] = read_picture(path, scope.reading.root, inner.at("file"), scope.reading.problems)
        picture = pictures[path]
        if picture is None:
            return INVALID
        return PictureRef(path, picture, None if decorative else alt, decorative or alt is None, node.span)

    def blank(self, scope: Scope, spec: Field) -> PictureRef:  # noqa: ARG002, D102
        return PictureRef(scope.reading.root, Drawing("", 1.0, 1.0, ()), None, True, scope.node.span)

    def json(self, definitions: dict[str, Schema]) -> Schema:  # noqa: D102
        reference = _PICTURE.json(definitions)
        definitions["picture"]["oneOf"] = [
            {"required": ["alt"]},
            {"required": ["decorative"], "properties": {"decorative": {"const": True}}},
        ]
        return reference


def check_alt(alt: Message, scope: Scope) -> None:
    """Check the wording of an alternative text."""
    if _FILE_NAME.match(alt.text):
        scope.error(alt.span, "the alternative text is a file name", "say what the picture shows")
    elif _ALT_OPENINGS.match(alt.text):
        scope.error(alt.span, f"the alternative text begins with {quote(alt.text[:20])}", "begin with what is to be seen")
    elif len(alt.text) > MAX_ALT:
        what = f"the alternative text has {counted(len(alt.text), 'character')}, more than {MAX_ALT}"
        scope.error(alt.span, what, "keep what matters, and put the rest into the text")
