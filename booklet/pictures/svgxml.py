# SPDX-License-Identifier: Apache-2.0
"""The XML side of reading drawings: bounded parsing with expat into the elements that paint.

No document type, hence no entities and nothing external; no processing instruction that styles. Elements outside the
subset are errors here, so that the painter only meets what it knows.
"""

from __future__ import annotations

from xml.parsers import expat

import msgspec

from booklet.problems import Problems, Span

__all__ = [
    "GEOMETRY", "HARMLESS", "MAX_BYTES", "MAX_DEPTH", "MAX_ELEMENTS", "OWN", "Node", "RefusedError", "parse_nodes",
]  # fmt: skip

MAX_BYTES = 8_000_000
MAX_ELEMENTS = 50_000  # in the file, and again after all uses are expanded
MAX_DEPTH = 64

_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XHTML = "http://www.w3.org/1999/xhtml"
_SILENT = frozenset({"title", "desc", "metadata"})
GEOMETRY = {
    "path": ("d",), "rect": ("x", "y", "width", "height", "rx", "ry"), "circle": ("cx", "cy", "r"),
    "ellipse": ("cx", "cy", "rx", "ry"), "line": ("x1", "y1", "x2", "y2"), "polyline": ("points",),
    "polygon": ("points",),
}  # fmt: skip
OWN = {
    **GEOMETRY, "svg": ("width", "height", "viewBox", "preserveAspectRatio", "x", "y", "version", "baseProfile",
                         "zoomAndPan"),
    "g": (), "defs": (), "use": ("x", "y", "width", "height", "href"),
}  # fmt: skip
HARMLESS = frozenset(
    {"id", "class", "style", "transform", "role", "lang", "tabindex", "focusable", "type", "content", "xmlns"}
)


class Node(msgspec.Struct):
    """An element of the subset with the attributes that are not an editor's own."""

    tag: str
    attributes: dict[str, str]
    span: Span
    children: list[Node] = msgspec.field(default_factory=list)


class RefusedError(Exception):
    """Reading this drawing stops here; the problem is already noted."""


class _Builder:
    """Takes expat's events and builds the tree of the elements that paint."""

    def __init__(self, file: str, problems: Problems) -> None:
        self.file = file
        self.problems = problems
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction
        self.root: Node | None = None
        self._open: list[Node | None] = []  # None: an element that is stepped over, with all it holds
        self._count = 0

    def span(self) -> Span:
        return Span(self.file, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def refuse(self, what: str, mend: str) -> RefusedError:
        self.problems.error(self.span(), what, mend)
        return RefusedError()

    def _doctype(self, *_: object) -> None:
        raise self.refuse("the drawing has a document type (<!DOCTYPE …>) or entities", "remove the <!DOCTYPE …> lines")

    def _instruction(self, target: str, _: str) -> None:
        if target == "xml-stylesheet":
            raise self.refuse("the drawing uses a style sheet", "write colours as attributes (fill, stroke)")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise self.refuse(f"the drawing has more than {MAX_ELEMENTS} elements", "simplify the drawing")
        if len(self._open) >= MAX_DEPTH:
            raise self.refuse(f"elements are nested more than {MAX_DEPTH} deep", "ungroup the drawing")
        namespace, _, tag = name.rpartition(" ")
        if self.root is None:
            if tag != "svg" or namespace not in (_SVG, ""):
                raise self.refuse(f"this is not an SVG drawing: it begins with <{tag[:40]}>", "save it as SVG")
            if not namespace:
                raise self.refuse("the <svg> element lacks its namespace", f'write <svg xmlns="{_SVG}" …>')
        elif (
            self._open[-1] is None
            or (namespace == _SVG and tag in _SILENT)
            or namespace not in (_SVG, _XHTML, "")  # an editor's own element; browsers show nothing of it either
        ):
            self._open.append(None)
            return
        elif namespace != _SVG or tag not in OWN or tag == "svg":
            mend = "convert text to paths" if tag in ("text", "tspan", "textPath") else "redraw it with plain paths"
            self.problems.error(self.span(), f"the element <{tag[:40]}> is not supported in drawings", mend)
            self._open.append(None)
            return
        node = Node(tag, self._attributes(tag, attributes), self.span())
        if self.root is None:
            self.root = node
        elif self._open[-1] is not None:
            self._open[-1].children.append(node)
        self._open.append(node)

    def _attributes(self, tag: str, attributes: dict[str, str]) -> dict[str, str]:
        """Strip namespaces; what belongs to editors goes, an unknown attribute of SVG is an error."""
        known: dict[str, str] = {}
        for name, value in attributes.items():
            namespace, _, local = name.rpartition(" ")
            if namespace == _XLINK:
                if local == "href":
                    known.setdefault("href", value)
            elif not namespace:
                known[local] = value
        for name in known:
            if name in HARMLESS or name in OWN[tag] or name.startswith(("data-", "aria-")):
                continue
            if name.lower().startswith("on"):
                what = f"<{tag}> has a script ({name[:40]})"
                self.problems.error(self.span(), what, f"remove the attribute {name[:40]}")
            elif name == "href":
                self.problems.error(self.span(), f"<{tag}> has a reference (href)", "remove the attribute href")
        return known

    def _end(self, _: str) -> None:
        self._open.pop()


def parse_nodes(data: bytes, file: str, problems: Problems) -> Node:
    """Parse a drawing's bytes and give back its root element.

    Raises:
        RefusedError: when nothing useful can be read; the problem is noted. Lesser errors are only noted.
    """
    builder = _Builder(file, problems)
    if len(data) > MAX_BYTES:
        raise builder.refuse(f"the drawing is larger than {MAX_BYTES // 1_000_000} MB", "simplify the drawing")
    if not data.strip():
        raise builder.refuse("the drawing is empty", "save it again as SVG")
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        span = Span(file, error.lineno, error.offset + 1)
        what = f"the XML is broken ({expat.ErrorString(error.code)})"
        problems.error(span, what, "mend it or save the drawing again")
        raise RefusedError from error
    except (LookupError, UnicodeError, ValueError) as error:  # an encoding that Python does not know or cannot decode
        raise builder.refuse("the drawing's text encoding cannot be read", "save it as UTF-8") from error
    if builder.root is None:
        raise builder.refuse("this is not an SVG drawing", "save it as SVG")
    return builder.root
