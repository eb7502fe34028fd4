# SPDX-License-Identifier: Apache-2.0
"""Types of values that are data: words, names, numbers, dates, choices, languages, addresses.

Scalars arrive as strings whatever they look like (``no``, ``1.10``, ``12:30``); what they are to be is said here.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from typing import ClassVar

from booklet.content.addresses import address_fault
from booklet.content.characters import collapse
from booklet.content.languages import canonical_tag, language_fault
from booklet.content.nodes import MappingNode, Node, Scalar, SequenceNode
from booklet.content.record import ID, INVALID, Built, Field, FieldType, Schema, Scope
from booklet.content.words import listed, quote
from booklet.problems import Span
from booklet.values import Immutable

__all__ = [
    "Bool", "Choice", "Data", "Date", "Href", "Language", "Name", "Number", "ScalarType", "Strings", "Verbatim",
    "Whole", "shape",
]  # fmt: skip


def shape(node: Node) -> str:
    """Say what a node is, with an article."""
    return {Scalar: "a text", SequenceNode: "a list", MappingNode: "keys and values"}[type(node)]


class _Given(Immutable, frozen=True):
    """A scalar that is to be converted: its text with single spaces, and whose field it is."""

    text: str
    span: Span
    scope: Scope
    spec: Field
    noun: str  # what it ought to be, with an article

    def wrong(self, mend: str, what: str = "") -> Built:
        """Report that the text is not what it ought to be."""
        found = quote(self.text) if self.text else "empty"
        self.scope.error(self.span, what or f"‘{self.spec.name}’ must be {self.noun}, not {found}", mend)
        return INVALID


class ScalarType(FieldType, frozen=True):
    """A value that is one scalar. Subclasses convert it, name it, describe it and have a blank."""

    def read(self, node: Node, scope: Scope, spec: Field) -> Built:
        """Convert a scalar; anything else is a mistake."""
        if not isinstance(node, Scalar):
            what = f"‘{spec.name}’ must be {self._noun()}, not {shape(node)}"
            scope.error(node.span, what, f"write “{spec.name}: …” on one line, in quotation marks if need be")
            return INVALID
        return self._convert(_Given(collapse(node.text), node.span, scope, spec, self._noun()))

    def json(self, definitions: dict[str, Schema]) -> Schema:  # noqa: ARG002 - scalars need no definitions
        """Return the JSON Schema."""
        return self._json()

    def blank(self, scope: Scope, spec: Field) -> Built:  # noqa: ARG002 - nor does their blank depend on a place
        """Return a harmless value."""
        return self._blank()

    def _convert(self, given: _Given) -> Built:
        return given.text

    def _noun(self) -> str:
        return "a text"

    def _json(self) -> Schema:
        return {"type": "string"}

    def _blank(self) -> Built:
        return ""


class Verbatim(ScalarType, frozen=True):
    """Any scalar; whoever declares it checks it."""


class Data(ScalarType, frozen=True):
    """Words that are the same in every language."""

    limit: int = 300

    def _convert(self, given: _Given) -> Built:
        if not given.text:
            return given.wrong(f"fill it in. {given.spec.doc}")
        if len(given.text) > self.limit:
            return given.wrong("shorten it", f"‘{given.spec.name}’ has more than {self.limit} characters")
        return given.text

    def _json(self) -> Schema:
        return {"type": "string", "minLength": 1, "maxLength": self.limit}


class Name(ScalarType, frozen=True):
    """The id of something that is defined elsewhere, or a name of the same form."""

    def _convert(self, given: _Given) -> Built:
        if not ID.match(given.text):
            return given.wrong("use at most 64 small letters a to z, digits and hyphens")
        return given.text

    def _noun(self) -> str:
        return "a name"

    def _json(self) -> Schema:
        return {"type": "string", "pattern": "^[a-z0-9-]{1,64}$"}


class Language(ScalarType, frozen=True):
    """A language tag of BCP 47."""

    def _convert(self, given: _Given) -> Built:
        fault = language_fault(given.text)
        if fault:
            return given.wrong("write a tag like en, pt-BR or zh-Hans", f"{quote(given.text)} {fault}")
        return canonical_tag(given.text)

    def _blank(self) -> str:
        return "en"


class Href(ScalarType, frozen=True):
    """An address in full."""

    def _convert(self, given: _Given) -> Built:
        fault = address_fault(given.text)
        return given.wrong(fault[1], fault[0]) if fault else given.text

    def _json(self) -> Schema:
        return {"type": "string", "pattern": "^(https|mailto|tel):"}


class Choice(ScalarType, frozen=True):
    """One of a few words, or of a few numbers where ``make`` is int."""

    options: tuple[str, ...]
    make: Callable[[str], str | int] = str

    def _convert(self, given: _Given) -> Built:
        if given.text not in self.options:
            suggester = given.scope.reading.findings.suggester
            return given.wrong(suggester.mend(given.text, self.options, f"write {listed(self.options)}"))
        return self.make(given.text)

    def _noun(self) -> str:
        return listed(self.options)

    def _blank(self) -> str | int:
        return self.make(self.options[0])

    def _json(self) -> Schema:
        return {"enum": [self.make(option) for option in self.options]}


class Bool(ScalarType, frozen=True):
    """True or false, spelt so."""

    def _convert(self, given: _Given) -> Built:
        return given.text == "true" if given.text in ("true", "false") else given.wrong("write true or false")

    def _noun(self) -> str:
        return "true or false"

    def _blank(self) -> bool:
        return False

    def _json(self) -> Schema:
        return {"type": "boolean"}


class Number(ScalarType, frozen=True):
    """A number, as exact as it is written. ``above`` is a limit that it may not reach."""

    least: int | None = None
    most: int | None = None
    above: int | None = None
    make: Callable[[Decimal], Decimal | float] = Decimal
    form: ClassVar[re.Pattern[str]] = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?\Z")

    def _convert(self, given: _Given) -> Built:
        if not self.form.match(given.text):
            return given.wrong(f"write {self._noun()} in digits without spaces")
        value = Decimal(given.text)
        low = (self.least is not None and value < self.least) or (self.above is not None and value <= self.above)
        if low or (self.most is not None and value > self.most):
            return given.wrong(f"choose {self._noun()}")
        return self.make(value)

    def _noun(self) -> str:
        limits = {"above": self.above, "from": self.least, "to" if self.least is not None else "at most": self.most}
        return " ".join(["a number", *(f"{word} {limit}" for word, limit in limits.items() if limit is not None)])

    def _blank(self) -> Decimal | float:
        return self.make(Decimal(self.least or 1))

    def _json(self) -> Schema:
        limits = {"exclusiveMinimum": self.above, "minimum": self.least, "maximum": self.most}
        return {"type": "number"} | {name: limit for name, limit in limits.items() if limit is not None}


class Whole(Number, frozen=True):
    """A whole number."""

    make: Callable[[Decimal], Decimal | float] = int
    form: ClassVar[re.Pattern[str]] = re.compile(r"-?[0-9]{1,9}\Z")

    def _json(self) -> Schema:
        return Number._json(self) | {"type": "integer"}


class Date(ScalarType, frozen=True):
    """A day."""

    def _convert(self, given: _Given) -> Built:
        mend = "write year-month-day, like 2026-11-01"
        if not re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", given.text):
            return given.wrong(mend)
        try:
            return datetime.date.fromisoformat(given.text)
        except ValueError:
            return given.wrong(f"there is no such day; {mend}")

    def _noun(self) -> str:
        return "a date"

    def _blank(self) -> datetime.date:
        return datetime.date(2000, 1, 1)

    def _json(self) -> Schema:
        return {"type": "string", "format": "date"}


class Strings(FieldType, frozen=True):
    """A list of words that are data."""

    most: int = 50

    def read(self, node: Node, scope: Scope, spec: Field) -> Built:
        """Return a tuple of words."""
        if not isinstance(node, SequenceNode):
            scope.error(node.span, f"‘{spec.name}’ must be a list, not {shape(node)}", f"write “{spec.name}: [a, b]”")
            return INVALID
        if len(node.items) > self.most:
            scope.error(node.span, f"‘{spec.name}’ has more than {self.most} entries", "leave some out")
            return INVALID
        words = (Data().read(item, scope, spec) for item in node.items)
        return tuple(word for word in words if word is not INVALID)

    def json(self, definitions: dict[str, Schema]) -> Schema:
        """Return the JSON Schema."""
        return {"type": "array", "maxItems": self.most, "items": Data().json(definitions)}
