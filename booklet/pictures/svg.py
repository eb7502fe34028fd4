# SPDX-License-Identifier: Apache-2.0
"""Reads a stated subset of SVG 1.1 and reduces it to filled and stroked paths.

The subset: ``svg`` ``g`` ``defs`` ``use`` (of an id in the same file) ``path`` ``rect`` ``circle`` ``ellipse`` ``line``
``polyline`` ``polygon``; ``title`` ``desc`` ``metadata`` and the elements of editors' own namespaces are stepped over.
Colours are ``var(--theme-name, #hex)``, ``#hex``, ``rgb()``, a few names, ``none`` and ``currentColor`` (the theme's
``text``). Everything else that would change the picture is an error that names the element and its place, so that no
drawing is ever printed with a part missing. A ``class`` means nothing, since style sheets are refused.

SVG strokes become ellipses' outlines under an uneven scale; a PDF line has one width. Up to :data:`MAX_UNEVEN` the
width is the geometric mean, beyond that the reader refuses.
"""

from __future__ import annotations

import hashlib
import math

from msgspec.structs import replace

from booklet.pictures.model import Drawing, PathOp, Shape
from booklet.pictures.svgpath import (
    IDENTITY,
    Matrix,
    ellipse,
    multiply,
    number,
    numbers,
    parse_path,
    parse_transform,
    polygon,
    rectangle,
    stretch,
    transform_path,
)
from booklet.pictures.svgstyle import INITIAL, SvgStyle, declarations, restyle
from booklet.pictures.svgxml import (
    GEOMETRY,
    HARMLESS,
    MAX_DEPTH,
    MAX_ELEMENTS,
    OWN,
    Node,
    RefusedError,
    parse_nodes,
)
from booklet.problems import Problems, Span

__all__ = ["read_svg"]

MAX_OPERATORS = 1_000_000  # path operators of the whole drawing
MAX_PROBLEMS = 20  # of one file
MAX_UNEVEN = 1.25  # largest over smallest stretch of a stroke


def read_svg(data: bytes, file: str, problems: Problems) -> Drawing | None:
    """Read an SVG file's bytes.

    Args:
        data: The whole file.
        file: Its path as the user would type it, for messages.
        problems: Takes every fault, with its line and column in the file.

    Returns:
        The drawing, or None if there was any error.
    """
    faults = Problems()
    try:
        root = parse_nodes(data, file, faults)
        drawing = None if faults.errors else _Painter(faults).draw(root, hashlib.sha256(data).hexdigest())
    except RefusedError:
        drawing = None
    found = list(faults)
    problems.extend(found[:MAX_PROBLEMS])
    if len(found) > MAX_PROBLEMS:
        what = f"the drawing has {len(found) - MAX_PROBLEMS} more problems"
        problems.error(Span(file), what, "mend the others first")
    return None if faults.errors else drawing


class _Painter:
    """Walks the nodes in painting order and collects shapes in the view box's coordinates."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._shapes: list[Shape] = []
        self._ids: dict[str, Node] = {}
        self._outlines: dict[int, list[PathOp] | ValueError] = {}  # by node: copies are not read again
        self._using: list[str] = []
        self._depth = 0
        self._visits = 0
        self._operators = 0
        self._digits = 3

    def draw(self, root: Node, digest: str) -> Drawing | None:
        x, y, width, height = self._view_box(root)
        # A millionth of the drawing's size is far below what any printer shows.
        self._digits = max(0, 6 - math.floor(math.log10(max(width, height))))
        self._collect_ids(root)
        style, matrix = self._style(root, INITIAL), multiply((1.0, 0.0, 0.0, 1.0, -x, -y), self._transform(root))
        if style is not None and style.displayed:
            for child in root.children:
                self._paint(child, style, matrix)
        if not self._shapes and not self._problems.errors:
            self._problems.error(root.span, "the drawing is empty", "draw something that can be seen")
        return Drawing(digest, width, height, tuple(self._shapes))

    def _fault(self, node: Node, what: str, mend: str) -> None:
        self._problems.error(node.span, f"<{node.tag}>: {what}", mend)
        if len(self._problems) > 10 * MAX_PROBLEMS:
            raise RefusedError

    def _view_box(self, root: Node) -> tuple[float, float, float, float]:
        try:
            sizes = [self._length(root, name) for name in ("width", "height") if name in root.attributes]
            if "viewBox" in root.attributes:
                box = numbers(root.attributes["viewBox"])
                if len(box) != 4:
                    raise ValueError(f"viewBox needs four numbers, but has {len(box)}")
                x, y, width, height = box
                align = root.attributes.get("preserveAspectRatio", "").split()
                stretched = len(sizes) == 2 and abs(sizes[0] * height - sizes[1] * width) > 0.01 * sizes[0] * height
                if stretched and ("none" in align or "slice" in align):
                    raise ValueError("preserveAspectRatio distorts or cuts the drawing")
            elif len(sizes) == 2:
                x, y, (width, height) = 0.0, 0.0, sizes
            else:
                raise ValueError("the drawing has no size")
            if not (1e-3 <= width <= 1e6 and 1e-3 <= height <= 1e6 and 0.01 <= width / height <= 100):
                raise ValueError(f"a size of {width:g} × {height:g} cannot be drawn")
        except ValueError as error:
            self._fault(root, str(error), 'give it a size, as in viewBox="0 0 200 100"')
            raise RefusedError from error
        return x, y, width, height

    def _collect_ids(self, root: Node) -> None:
        waiting = [root]
        while waiting:
            node = waiting.pop()
            name = node.attributes.get("id")
            if name and self._ids.setdefault(name, node) is not node:
                self._fault(node, f"the id “{name[:40]}” is used twice", "give each element its own id")
            waiting += reversed(node.children)

    def _length(self, node: Node, name: str, default: float = 0.0) -> float:
        text = node.attributes.get(name)
        if text is None:
            return default
        try:
            return number(text.strip().removesuffix("px"))
        except ValueError as error:
            raise ValueError(f"{name}: {error} (only plain numbers and px)") from error

    def _transform(self, node: Node) -> Matrix:
        try:
            return parse_transform(node.attributes.get("transform", ""))
        except ValueError as error:
            self._fault(node, f"transform: {error}", "correct the attribute transform")
            return IDENTITY

    def _style(self, node: Node, inherited: SvgStyle) -> SvgStyle | None:
        no_style = HARMLESS.union(OWN[node.tag])
        own = {name: text for name, text in node.attributes.items() if name not in no_style}
        try:
            own |= dict(declarations(node.attributes.get("style", "")))
        except ValueError as error:
            self._fault(node, str(error), "write its properties as attributes")
            return None
        style = replace(inherited, displayed=True)
        for name in sorted(own, key=lambda key: key != "color"):  # currentColor reads the element's own color
            if name.startswith(("data-", "aria-", "on")) or name == "href":
                continue
            try:
                changed = restyle(style, name, own[name], inherited)
            except ValueError as error:
                mend = "use var(--name, #hex), #hex or none" if "colour" in str(error) else f"redraw it without {name}"
                self._fault(node, str(error), mend)
                continue
            if changed is None:
                self._fault(node, f"“{name[:40]}” is not supported", f"redraw it without {name[:40]}")
            else:
                style = changed
        return style

    def _paint(self, node: Node, inherited: SvgStyle, matrix: Matrix) -> None:
        self._visits += 1
        if self._visits > MAX_ELEMENTS:
            self._fault(node, f"the drawing grows beyond {MAX_ELEMENTS} elements", "use fewer copies")
            raise RefusedError
        if self._depth > 2 * MAX_DEPTH:
            self._fault(node, f"groups and copies are nested more than {2 * MAX_DEPTH} deep", "ungroup the drawing")
            raise RefusedError
        style = self._style(node, inherited)
        if style is None or not style.displayed:
            return
        matrix = multiply(matrix, self._transform(node))
        match node.tag:
            case "g":
                self._depth += 1
                for child in node.children:
                    self._paint(child, style, matrix)
                self._depth -= 1
            case "use":
                self._depth += 1
                self._use(node, style, matrix)
                self._depth -= 1
            case "defs":
                pass
            case _:
                self._shape(node, style, matrix)

    def _use(self, node: Node, style: SvgStyle, matrix: Matrix) -> None:
        reference = node.attributes.get("href", "").strip()
        target = self._ids.get(reference[1:]) if reference.startswith("#") else None
        if target is None:
            what = f"it refers to “{reference[:60]}”, which is not in this file" if reference else "it has no href"
            self._fault(node, what, 'refer to an element of this drawing, as in href="#leaf"')
        elif target.tag in ("svg", "defs"):
            self._fault(node, f"it copies a whole <{target.tag}>", "copy a group or a shape")
        elif reference in self._using or len(self._using) >= MAX_DEPTH:
            self._fault(node, f"the copies of “{reference[:60]}” never end", "remove the circle of references")
            raise RefusedError
        else:
            try:
                shift = (1.0, 0.0, 0.0, 1.0, self._length(node, "x"), self._length(node, "y"))
            except ValueError as error:
                self._fault(node, str(error), "correct the attribute")
                return
            self._using.append(reference)
            self._paint(target, style, multiply(matrix, shift))
            self._using.pop()

    def _shape(self, node: Node, style: SvgStyle, matrix: Matrix) -> None:
        try:
            path = self._known_outline(node)
            largest, smallest = stretch(matrix)
            if not path or smallest == 0 or not style.visible:
                return  # SVG paints nothing either
            moved = transform_path(path, matrix, self._digits)
            stroke = style.stroke if style.stroke_width > 0 else None
            fill = style.fill if node.tag != "line" else None
            if fill is None and stroke is None:
                return
            if stroke is not None and largest / smallest > MAX_UNEVEN:
                raise ValueError("its transform stretches the stroke unevenly")
        except ValueError as error:
            self._fault(node, str(error), "correct the element, or let your editor convert it to a plain path")
            return
        self._operators += len(moved)
        if self._operators > MAX_OPERATORS:
            self._fault(node, f"the drawing has more than {MAX_OPERATORS} points", "simplify the drawing")
            raise RefusedError
        scale = math.sqrt(largest * smallest)
        width = round(style.stroke_width * scale, self._digits + 1) if stroke else 1.0
        self._shapes.append(
            Shape(
                path=moved,
                fill=fill,
                stroke=stroke,
                stroke_width=width,
                line_cap=style.line_cap if stroke else 0,
                line_join=style.line_join if stroke else 0,
                dash=tuple(round(length * scale, self._digits + 1) for length in style.dash) if stroke else (),
                even_odd=style.even_odd if fill else False,
                miter_limit=style.miter_limit if stroke else 4.0,
            )
        )

    def _known_outline(self, node: Node) -> list[PathOp]:
        outline = self._outlines.get(id(node))
        if outline is None:
            try:
                outline = self._outline(node)
            except ValueError as error:
                outline = error
            self._outlines[id(node)] = outline
        if isinstance(outline, ValueError):
            raise outline
        return outline

    def _outline(self, node: Node) -> list[PathOp]:
        if node.tag == "path":
            return parse_path(node.attributes.get("d", ""))
        if node.tag in ("polyline", "polygon"):
            return polygon(numbers(node.attributes.get("points", "")), close=node.tag == "polygon")
        values = {name: self._length(node, name) for name in GEOMETRY[node.tag] if node.attributes.get(name) != "auto"}
        for name in ("width", "height", "r", "rx", "ry"):
            if values.get(name, 0) < 0:
                raise ValueError(f"{name} is negative")
        match node.tag:
            case "rect":
                return self._rectangle(node, values)
            case "line":
                return polygon([values["x1"], values["y1"], values["x2"], values["y2"]], close=False)
            case "circle":
                rx = ry = values["r"]
            case _:
                rx, ry = values.get("rx", 0.0), values.get("ry", 0.0)
        return ellipse(values["cx"], values["cy"], rx, ry) if rx > 0 and ry > 0 else []

    def _rectangle(self, node: Node, values: dict[str, float]) -> list[PathOp]:
        if not (values["width"] > 0 and values["height"] > 0):
            return []
        given = {name for name in ("rx", "ry") if node.attributes.get(name, "auto") != "auto"}
        rx = values["rx"] if "rx" in given else values["ry"] if "ry" in given else 0.0
        ry = values["ry"] if "ry" in given else rx
        return rectangle(values["x"], values["y"], values["width"], values["height"], rx, ry)
