# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: ANN401 - PDF objects are whatever the file holds
"""A small interpreter of page contents: which marked content holds what text, and what is painted outside of any.

It follows marked content (ISO 32000-1, 14.6), fonts and text positions, and goes into form XObjects. It paints nothing.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from typing import Any

import msgspec
from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, DictionaryObject, NumberObject, StreamObject

from booklet.checks.findings import Findings
from booklet.checks.pdffile import UnreadableError, dictionary, entry, number_of, resolve, text_of
from booklet.checks.pdffonts import FontFacts

__all__ = ["PATH_PAINTING", "TEXT_SHOWING", "PageContent", "PieceText", "SequenceKey", "read_pages"]

MAX_OPERATORS = 5_000_000  # of the whole file, forms counted as often as they are drawn
MAX_FORM_DEPTH = 12

SequenceKey = tuple[int, int, int]
"""Page index, object number of the form XObject (0: the page itself), MCID."""

PATH_PAINTING = frozenset({"S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh"})
TEXT_SHOWING = frozenset({"Tj", "TJ", "'", '"'})
_DEVICE_OPERATORS = {
    "g": "DeviceGray", "G": "DeviceGray", "rg": "DeviceRGB", "RG": "DeviceRGB", "k": "DeviceCMYK", "K": "DeviceCMYK",
}  # fmt: skip
_SHORT_SPACES = {"/G": "/DeviceGray", "/RGB": "/DeviceRGB", "/CMYK": "/DeviceCMYK"}


class PieceText(msgspec.Struct):
    """What one text-showing operator shows: the texts of its codes in drawing order, and where it begins."""

    key: SequenceKey | None  # None: an artifact, or not marked at all
    parts: list[str]
    x: float
    y: float
    reversed: bool = False

    @property
    def text(self) -> str:
        """The characters in logical order."""
        return "".join(reversed(self.parts) if self.reversed else self.parts)


class PageContent(msgspec.Struct):
    """What a page holds. ``sequences`` lists its marked-content ids in painting order; ``actual`` their ActualText."""

    index: int
    pieces: list[PieceText] = msgspec.field(default_factory=list)
    sequences: dict[SequenceKey, str] = msgspec.field(default_factory=dict)
    """Tag of each marked-content sequence that has an id."""
    actual: dict[SequenceKey, str] = msgspec.field(default_factory=dict)
    colours: dict[str, str] = msgspec.field(default_factory=dict)
    """Device colour spaces in use, with the operator or object that uses each first."""
    fonts: dict[int, FontFacts] = msgspec.field(default_factory=dict)

    def texts(self) -> dict[SequenceKey, str]:
        """The text of each marked-content sequence."""
        joined: dict[SequenceKey, list[str]] = {}
        for piece in self.pieces:
            if piece.key is not None:
                joined.setdefault(piece.key, []).append(piece.text)
        texts = {key: "".join(parts) for key, parts in joined.items()}
        return texts | self.actual


class _Mark(msgspec.Struct):
    """An open marked-content sequence."""

    artifact: bool
    key: SequenceKey | None
    in_text: bool
    reversed: bool = False


class _State(msgspec.Struct):
    font: FontFacts | None = None


class _Frame(msgspec.Struct):
    """Where the interpreter is: a page or a form drawn on it."""

    resources: DictionaryObject
    owner: int
    depth: int


def read_pages(reader: PdfReader, findings: Findings) -> list[PageContent]:
    """Interpret every page; what breaks a rule of content goes to ``findings``."""
    interpreter = _Interpreter(reader, findings)
    return [interpreter.page(index, page) for index, page in enumerate(reader.pages)]


class _Interpreter:
    def __init__(self, reader: PdfReader, findings: Findings) -> None:
        self._reader = reader
        self._findings = findings
        self._left = MAX_OPERATORS
        self._fonts: dict[int, FontFacts] = {}
        self._streams: dict[int, list[tuple[Any, bytes]]] = {}  # forms are often drawn again

    def page(self, index: int, page: PageObject) -> PageContent:
        self._content = PageContent(index)
        self._marks: list[_Mark] = []
        self._state = _State()
        self._saved: list[_State] = []
        self._in_text = False
        self._x = self._y = self._leading = 0.0
        contents = page.raw_get("/Contents") if "/Contents" in page else None
        if resolve(contents) is not None:
            stream = ContentStream(contents, self._reader, "bytes")
            self._run(stream.operations, _Frame(dictionary(page, "/Resources"), 0, 0))
        if self._marks:
            self._flaw("marked-content", "marked content is begun but never ended")
        _find_directions(self._content.pieces)
        return self._content

    def _flaw(self, rule: str, what: str) -> None:
        self._findings.add(rule, what, f"page {self._content.index + 1}")

    def _run(self, operations: Iterable[tuple[Any, bytes]], frame: _Frame) -> None:
        for operands, operator_bytes in operations:
            self._left -= 1
            if self._left < 0:
                raise UnreadableError("its pages hold too many drawing operators")
            operator = operator_bytes.decode("latin-1")
            if operator in TEXT_SHOWING:
                self._show(operator, operands)
            elif operator in PATH_PAINTING:
                self._paint(f"operator {operator}")
            elif operator in _DEVICE_OPERATORS:
                self._content.colours.setdefault(_DEVICE_OPERATORS[operator], f"operator {operator}")
            elif operator == "INLINE IMAGE":
                self._inline_image(operands, frame)
            else:
                self._other(operator, operands, frame)

    def _other(self, operator: str, operands: list[Any], frame: _Frame) -> None:
        match operator, operands:
            case "BMC" | "BDC", [tag, *properties]:
                self._begin(str(tag), properties[0] if properties else None, frame)
            case "EMC", _:
                self._end()
            case "BT", _:
                self._in_text, self._x, self._y = True, 0.0, 0.0
            case "ET", _:
                self._in_text = False
            case "q", _:
                self._saved.append(_State(self._state.font))
                if len(self._saved) > 1000:
                    raise UnreadableError("its graphics states are nested too deeply")
            case "Q", _ if self._saved:
                self._state = self._saved.pop()
            case "Tf", [name, _]:
                self._state.font = self._font(dictionary(frame.resources, "/Font"), str(name))
            case "Tm", [_, _, _, _, x, y]:
                self._x, self._y = _float(x), _float(y)
            case (("Td" | "TD"), [x, y]):
                self._x, self._y = self._x + _float(x), self._y + _float(y)
                if operator == "TD":
                    self._leading = -_float(y)
            case "TL", [leading]:
                self._leading = _float(leading)
            case "T*", _:
                self._y -= self._leading
            case (("cs" | "CS"), [name]):
                spaces = dictionary(frame.resources, "/ColorSpace")
                self._colour_space(entry(spaces, str(name)) or name, f"operator {operator}")
            case "gs", [name]:
                extended = dictionary(dictionary(frame.resources, "/ExtGState"), str(name))
                font = resolve(extended.get("/Font"))
                if isinstance(font, list) and font:
                    self._state.font = self._facts(font[0])
            case "Do", [name]:
                self._draw_object(dictionary(frame.resources, "/XObject"), str(name), frame)

    # ---- marked content ----

    def _begin(self, tag: str, properties: Any, frame: _Frame) -> None:
        if isinstance(properties, str):
            properties = entry(dictionary(frame.resources, "/Properties"), properties)
        mcid = entry(properties, "/MCID")
        artifact = tag == "/Artifact"
        key: SequenceKey | None = None
        if isinstance(mcid, int) and not artifact:
            key = (self._content.index, frame.owner, int(mcid))
        inside_artifact = any(mark.artifact for mark in self._marks)
        inside_content = any(mark.key is not None for mark in self._marks)
        if artifact and inside_content:
            self._flaw("marked-content", "an artifact stands inside tagged content")
        elif artifact and inside_artifact:
            self._flaw("marked-content", "an artifact stands inside another artifact")
        elif key is not None and inside_artifact:
            self._flaw("marked-content", "tagged content stands inside an artifact")
        elif key is not None and inside_content:
            self._flaw("marked-content", "tagged content stands inside other tagged content")
        if len(self._marks) > 1000:
            raise UnreadableError("its marked content is nested too deeply")
        if key is not None:
            if key in self._content.sequences:
                self._flaw("marked-content", "the same marked-content id is used twice on a page")
            self._content.sequences.setdefault(key, tag.removeprefix("/"))
            actual = text_of(entry(properties, "/ActualText"))
            if actual is not None:
                self._content.actual[key] = actual
        self._marks.append(_Mark(artifact, key, self._in_text, tag == "/ReversedChars"))

    def _end(self) -> None:
        if not self._marks:
            self._flaw("marked-content", "marked content is ended that was never begun")
            return
        if self._marks.pop().in_text != self._in_text:
            self._flaw("marked-content", "marked content begins inside a text object and ends outside, or the reverse")

    def _current(self) -> SequenceKey | None:
        for mark in reversed(self._marks):
            if mark.artifact:
                return None
            if mark.key is not None:
                return mark.key
        return None

    def _paint(self, what: str) -> None:
        if self._current() is None and not any(mark.artifact for mark in self._marks):
            self._flaw("untagged", f"something is painted that is neither tagged nor an artifact ({what})")

    # ---- text ----

    def _show(self, operator: str, operands: list[Any]) -> None:
        if operator in ("'", '"'):
            self._y -= self._leading
        shown = operands[-1] if operands else b""
        strings = [item for item in shown if isinstance(item, bytes)] if isinstance(shown, list) else [shown]
        data = b"".join(item for item in strings if isinstance(item, bytes))
        if not data:
            return
        self._paint(f"operator {operator}")
        font = self._state.font
        if font is None:
            self._flaw("fonts", "text is shown without a font")
            return
        parts: list[str] = []
        shown = font.shown.setdefault(self._content.index, Counter())
        for code in font.codes(data):
            shown[code] += 1
            if font.glyph(code) == 0:
                self._flaw("glyph-zero", f"the font {font.name} has no glyph for a character that is shown")
            text = font.text(code)
            if text is None:
                self._flaw("unicode", f"the font {font.name} does not say what code {code} means")
            parts.append(text or "")
        reverse = any(mark.reversed for mark in self._marks)
        self._content.pieces.append(PieceText(self._current(), parts, self._x, self._y, reverse))

    def _font(self, fonts: DictionaryObject, name: str) -> FontFacts | None:
        raw = fonts.raw_get(name) if name in fonts else None
        if not isinstance(resolve(raw), DictionaryObject):
            self._flaw("fonts", f"the font resource {name[:40]} is missing")
            return None
        return self._facts(raw)

    def _facts(self, raw: Any) -> FontFacts | None:
        font = resolve(raw)
        if not isinstance(font, DictionaryObject):
            return None
        number = number_of(raw) or -id(font)
        if number not in self._fonts:
            self._fonts[number] = FontFacts(font)
        self._content.fonts[number] = self._fonts[number]
        return self._fonts[number]

    # ---- images, forms, colours ----

    def _inline_image(self, operands: Any, frame: _Frame) -> None:
        self._paint("an inline image")
        settings = operands.get("settings") if isinstance(operands, dict) else None
        space = entry(settings, "/CS") or entry(settings, "/ColorSpace")
        if isinstance(space, str):
            spaces = dictionary(frame.resources, "/ColorSpace")
            space = entry(spaces, space) or _SHORT_SPACES.get(space, space)
        self._colour_space(space, "an inline image")

    def _draw_object(self, objects: DictionaryObject, name: str, frame: _Frame) -> None:
        drawn = entry(objects, name)
        if not isinstance(drawn, StreamObject):
            self._flaw("marked-content", f"the drawn object {name[:40]} is missing")
            return
        if entry(drawn, "/Subtype") != "/Form":
            self._paint("an image")
            self._colour_space(entry(drawn, "/ColorSpace"), "an image")
            return
        if frame.depth >= MAX_FORM_DEPTH:
            raise UnreadableError("its drawings are nested in each other too deeply")
        number = number_of(objects.raw_get(name)) or 0
        if number not in self._streams or not number:
            self._streams[number] = ContentStream(drawn, self._reader, "bytes").operations
        resources = dictionary(drawn, "/Resources") if "/Resources" in drawn else frame.resources
        inner = _Frame(resources, number, frame.depth + 1)
        saved, depth, in_text = _State(self._state.font), len(self._marks), self._in_text
        self._in_text = False
        self._run(self._streams[number], inner)
        if len(self._marks) != depth:
            self._flaw("marked-content", "marked content is begun in a form and not ended there, or the reverse")
            del self._marks[depth:]
        self._state, self._in_text = saved, in_text

    def _colour_space(self, space: Any, user: str, depth: int = 0) -> None:
        """Note the device spaces that a colour space rests on (ISO 32000-1, 8.6)."""
        space = resolve(space)
        if isinstance(space, str):
            if space in ("/DeviceGray", "/DeviceRGB", "/DeviceCMYK"):
                self._content.colours.setdefault(space[1:], user)
        elif isinstance(space, list) and space and depth < 8:
            family = resolve(space[0])
            if family in ("/Indexed", "/Pattern") and len(space) > 1:
                self._colour_space(space[1], user, depth + 1)
            elif family in ("/Separation", "/DeviceN") and len(space) > 2:
                self._colour_space(space[2], user, depth + 1)
            elif len(space) == 1:
                self._colour_space(family, user, depth + 1)


def _float(value: Any) -> float:
    return float(value) if isinstance(value, NumberObject | float | int) else 0.0


# ---- direction of pieces ----------------------------------------------------------------------------------------


def _find_directions(pieces: list[PieceText]) -> None:
    """Say which pieces are drawn against their logical order.

    Every operator draws from left to right, so right-to-left text stands reversed in it. Letters tell by their bidi
    class. A piece of several neutrals (``": "``) tells by its neighbours in the same line: where the text before it in
    reading order lies to its right, the text runs to the left.
    """
    for index, piece in enumerate(pieces):
        if len(piece.parts) < 2 or piece.reversed:
            continue
        classes = {unicodedata.bidirectional(character) for part in piece.parts for character in part}
        if classes & {"R", "AL"}:
            piece.reversed = True
        elif not classes & {"L", "EN", "AN"}:
            before = pieces[index - 1] if index else None
            after = pieces[index + 1] if index + 1 < len(pieces) else None
            if before is not None and before.y == piece.y:
                piece.reversed = before.x > piece.x
            elif after is not None and after.y == piece.y:
                piece.reversed = after.x < piece.x
