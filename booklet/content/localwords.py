# SPDX-License-Identifier: Apache-2.0
"""Words for readers that stand outside the catalogs: by language, or by the name of a label that the program has.

What is true of a country is read in all its languages. So a file of such facts says in each of them what a number is
for, or names a standard label, which the program's catalogs have in every language.
"""

from __future__ import annotations

from booklet.content.characters import collapse
from booklet.content.fields import shape
from booklet.content.languages import canonical_tag, language_fault
from booklet.content.model import Message
from booklet.content.nodes import MappingNode, Node, Scalar
from booklet.content.record import INVALID, Built, Field, FieldType, Schema, Scope
from booklet.content.texts import TextField
from booklet.content.words import listed, quote
from booklet.values import Immutable

__all__ = ["Words", "WordsField"]


class Words(Immutable, frozen=True):
    """Exactly one of the two: the name of a standard label, or texts by language (BCP 47) in the file's order."""

    standard: str | None
    texts: tuple[tuple[str, Message], ...]


class WordsField(FieldType, frozen=True):
    """Words by language, ``{en: …, sw: …}``, or one of the ``standard`` names where there are any."""

    kind: str
    standard: tuple[str, ...] = ()

    def read(self, node: Node, scope: Scope, spec: Field) -> Built:
        """Return :class:`Words`; the texts' parsed markup goes to the findings."""
        if isinstance(node, Scalar) and self.standard:
            return self._named(node, scope, spec)
        if not isinstance(node, MappingNode) or not node.entries:
            found = "empty" if isinstance(node, MappingNode) else f"not {shape(node)}"
            scope.error(node.span, f"‘{spec.name}’ must have languages as keys, {found}", self._form(spec))
            return INVALID
        texts: dict[str, Message] = {}
        for entry in node:
            tag = canonical_tag(entry.key.text.replace("_", "-"))
            fault = language_fault(tag)
            if fault:
                scope.error(entry.key.span, f"{quote(entry.key.text)} {fault}", self._form(spec))
            elif tag in texts:
                scope.error(entry.key.span, f"{quote(entry.key.text)} stands here twice", "keep one of the two")
            else:
                text = TextField(self.kind).read(entry.value, scope, spec)
                if text is not INVALID:
                    texts[tag] = text
        return Words(None, tuple(texts.items())) if texts else INVALID

    def _named(self, node: Scalar, scope: Scope, spec: Field) -> Built:
        name = collapse(node.text)
        if name in self.standard:
            return Words(name, ())
        mend = scope.reading.findings.suggester.mend(name, self.standard, self._form(spec))
        scope.error(node.span, f"{quote(name)} is no standard label", mend)
        return INVALID

    def _form(self, spec: Field) -> str:
        names = f", or one of {listed(self.standard)}" if self.standard else ""
        return f"write words by language, “{spec.name}: {{en: …, fr: …}}”{names}"

    def blank(self, scope: Scope, spec: Field) -> Words:
        """Return an empty text in English."""
        return Words(None, (("en", TextField(self.kind).blank(scope, spec)),))

    def json(self, definitions: dict[str, Schema]) -> Schema:
        """Return the JSON Schema."""
        by_language = {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": "^[A-Za-z]{2,3}([-_][A-Za-z0-9]+)*$"},
            "additionalProperties": TextField(self.kind).json(definitions),
        }
        return {"anyOf": [{"enum": list(self.standard)}, by_language]} if self.standard else by_language
