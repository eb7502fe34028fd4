# SPDX-License-Identifier: Apache-2.0
"""Fields for readers: messages with their markup, and pictures with their alternative texts."""

from __future__ import annotations

import re

from booklet.content.characters import collapse
from booklet.content.fields import Bool, Data, Verbatim, shape
from booklet.content.markup import parse_with_references
from booklet.content.model import Message, PictureRef
from booklet.content.nodes import MappingNode, Node, Scalar
from booklet.content.record import ID, INVALID, Built, Field, FieldType, Record, Schema, Scope, read_values
from booklet.content.words import counted, quote
from booklet.pictures.model import Drawing
from booklet.pictures.read import read_picture

__all__ = ["MAX_ALT", "MAX_TEXT", "PictureField", "TextField"]

MAX_TEXT = 5_000
"""Characters of a message. A paragraph of a booklet has some hundreds."""

MAX_ALT = 150
"""Characters of an alternative text: more is a tale, and belongs into the text."""

_FILE_NAME = re.compile(r"[^\s/]+\.(?:svg|png|jpe?g|gif|webp|pdf)\Z", re.IGNORECASE)
_ALT_OPENING = re.compile(
    r"(?:an? |the )?(?:image|picture|photo|photograph|drawing|illustration|graphic) of\b", re.IGNORECASE
)

_ANNOTATED = Record(
    "text with a note",
    "A text with a hint to translators.",
    (
        Field("text", Verbatim(), "The text itself.", required=True),
        Field("note", Data(limit=1000), "A hint to translators."),
    ),
    dict,
    has_id=False,
)


class TextField(FieldType, frozen=True):
    """A message: a text, or ``{text: …, note: …}``. ``suffix`` ends its id where that is not the field's name."""

    kind: str
    plain: bool = False
    suffix: str | None = None

    def read(self, node: Node, scope: Scope, spec: Field) -> Built:
        """Return a Message; its parsed markup goes to the findings."""
        note = ""
        if isinstance(node, MappingNode):
            inner = Scope(scope.reading, node, scope.owner)
            found = node.get("text")
            if found is None:
                scope.error(node.span, f"‘{spec.name}’ must be a text, not keys and values", _quoting(node, spec))
                return INVALID
            read_values(_ANNOTATED, inner)
            if not isinstance(found, Scalar) or found.is_null:
                return INVALID  # reported already
            note, node = inner.values["note"] or "", found
        if not isinstance(node, Scalar):
            mend = "put text that begins with [ into quotation marks"
            scope.error(node.span, f"‘{spec.name}’ must be a text, not {shape(node)}", mend)
            return INVALID
        text = collapse(node.text)
        if not text or node.is_null:
            scope.error(node.span, f"‘{spec.name}’ is empty", f"fill it in. {spec.doc}")
            return INVALID
        if len(text) > MAX_TEXT:
            scope.error(node.span, f"‘{spec.name}’ has more than {MAX_TEXT} characters", "split it")
            return INVALID
        return self._message(text, note, node, scope, spec)

    def _message(self, text: str, note: str, scalar: Scalar, scope: Scope, spec: Field) -> Message:
        document, findings = scope.reading.document, scope.reading.findings
        message = Message(self._id(scope, spec), text, document.place(scalar), self.kind, self.plain, note)
        findings.sources[message] = (document, scalar)
        findings.parsed[message] = parse_with_references(
            text,
            message.span,
            scope.reading.problems,
            plain=self.plain,
            place=lambda offset: document.place(scalar, offset),
        )
        return message

    def _id(self, scope: Scope, spec: Field) -> str:
        suffix = spec.name if self.suffix is None else self.suffix
        return f"{scope.owner}.{suffix}" if suffix else scope.owner

    def blank(self, scope: Scope, spec: Field) -> Message:
        """Return an empty message."""
        return Message(self._id(scope, spec), "", scope.node.span, self.kind, self.plain)

    def json(self, definitions: dict[str, Schema]) -> Schema:
        """Return a reference to the one schema of all messages."""
        if "text" not in definitions:
            string = {"type": "string", "minLength": 1, "maxLength": MAX_TEXT}
            definitions["text"] = {"anyOf": [string, _ANNOTATED.json(definitions)]}
        return {"$ref": "#/$defs/text"}


def _quoting(node: MappingNode, spec: Field) -> str:
    names = list(node.entries)
    if len(names) == 1 and ID.match(names[0]):  # {countries} without quotation marks is a mapping to YAML
        return f'put it into quotation marks: {spec.name}: "{{{names[0]}}} …"'
    return f"write “{spec.name}: …” or “{spec.name}: {{text: …, note: …}}”"


_PICTURE = Record(
    "picture",
    "A picture: SVG in the stated subset, PNG or JPEG, inside the booklet's folder.",
    (
        Field("file", Data(), "Path of the file, from the booklet's folder.", required=True),
        Field("alt", TextField("alternative text", plain=True), "What the picture says, for those who cannot see it."),
        Field("decorative", Bool(), "True where the picture says nothing that the text does not say."),
    ),
    dict,
    has_id=False,
)


class PictureField(FieldType, frozen=True):
    """A picture with its alternative text or, where that is allowed, declared decorative."""

    may_decorate: bool = True

    def read(self, node: Node, scope: Scope, spec: Field) -> Built:
        """Return a PictureRef with the picture itself."""
        if not isinstance(node, MappingNode):
            mend = f"write “{spec.name}: {{file: images/name.svg, alt: …}}”"
            scope.error(node.span, f"‘{spec.name}’ must have the keys ‘file’ and ‘alt’", mend)
            return INVALID
        owner = scope.owner if spec.name == "picture" else f"{scope.owner}.{spec.name}"
        inner = Scope(scope.reading, node, owner, scope.block, scope)
        read_values(_PICTURE, inner)
        alt, decorative = inner.values["alt"], bool(inner.values["decorative"])
        self._check(inner, alt, decorative)
        file = inner.values["file"]
        if not file:
            return INVALID
        root = scope.reading.root
        path = root / file
        pictures = scope.reading.findings.pictures
        if path not in pictures:
            pictures[path] = read_picture(path, root, inner.at("file"), scope.reading.problems)
        picture = pictures[path]
        if picture is None:
            return INVALID
        return PictureRef(path, picture, None if decorative else alt, decorative or alt is None, node.span)

    def _check(self, inner: Scope, alt: Message | None, decorative: bool) -> None:
        if decorative and not self.may_decorate:
            inner.error(inner.at("decorative"), "this picture cannot be decorative", "describe it: “alt: …”")
        elif decorative and inner.node.get("alt"):
            inner.error(inner.at("alt"), "a decorative picture has no ‘alt’", "delete ‘alt’ or ‘decorative’")
        elif alt:
            fault = _alt_fault(alt.text)
            if fault:
                inner.error(alt.span, *fault)
        elif not decorative and not _filled(inner.node.get("alt")):
            mend = "add “alt: …” in plain words, or “decorative: true”" if self.may_decorate else "add “alt: …”"
            inner.error(inner.node.span, "the picture has no alternative text", mend)

    def blank(self, scope: Scope, spec: Field) -> PictureRef:  # noqa: ARG002 - nothing of the field is needed
        """Return an empty drawing."""
        return PictureRef(scope.reading.root, Drawing("", 1.0, 1.0, ()), None, True, scope.node.span)

    def json(self, definitions: dict[str, Schema]) -> Schema:
        """Return the JSON Schema."""
        reference = _PICTURE.json(definitions)
        definitions["picture"]["oneOf"] = [
            {"required": ["alt"]},
            {"required": ["decorative"], "properties": {"decorative": {"const": True}}},
        ]
        return reference


def _filled(node: Node | None) -> bool:
    return node is not None and not (isinstance(node, Scalar) and node.is_null)


def _alt_fault(text: str) -> tuple[str, str] | None:
    if _FILE_NAME.match(text):
        return "the alternative text is a file name", "say what the picture shows"
    opening = _ALT_OPENING.match(text)
    if opening:
        return f"the alternative text begins with {quote(opening.group())}", "begin with what is to be seen"
    if len(text) > MAX_ALT:
        what = f"the alternative text has {counted(len(text), 'character')}, more than {MAX_ALT}"
        return what, "keep what matters, and put the rest into the text"
    return None
