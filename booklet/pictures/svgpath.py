# SPDX-License-Identifier: Apache-2.0
"""Geometry of SVG: transforms, basic shapes and path data as move, line, cubic and close operators.

Path data is checked here against its grammar (SVG 1.1, 8.3.9), because fontTools' parser steps over what it does not
know; the parser then resolves relative commands, smooth curves and arcs.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from booklet.pictures.model import PathOp

__all__ = [
    "HUGE", "IDENTITY", "Matrix", "ellipse", "multiply", "number", "numbers", "parse_path", "parse_transform",
    "polygon", "rectangle", "stretch", "transform_path",
]  # fmt: skip

Matrix = tuple[float, float, float, float, float, float]
"""``(a, b, c, d, e, f)``: x' = a·x + c·y + e, y' = b·x + d·y + f."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
HUGE = 1e7  # coordinates beyond this are a mistake or an attack; PDF readers lose precision long before
MAX_TOKENS = 400_000  # numbers in one path
KAPPA = 4 / 3 * (math.sqrt(2) - 1)  # control point distance of a quarter circle

_NUMBER = re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?")
_SPACE = re.compile(r"[ \t\r\n\f]*")
_SEPARATOR = re.compile(r"[ \t\r\n\f]*,?[ \t\r\n\f]*")
_FUNCTION = re.compile(r"[ \t\r\n\f]*,?[ \t\r\n\f]*([A-Za-z]+)[ \t\r\n\f]*\(([^()]*)\)[ \t\r\n\f]*")
_ARGUMENTS = {"m": 2, "l": 2, "h": 1, "v": 1, "c": 6, "s": 4, "q": 4, "t": 2, "a": 7, "z": 0}


def number(text: str) -> float:
    """A single finite number within bounds.

    Raises:
        ValueError: in plain words, if it is anything else.
    """
    stripped = text.strip(" \t\r\n\f")
    if not _NUMBER.fullmatch(stripped):
        raise ValueError(f"“{stripped[:40]}” is not a number")
    value = float(stripped)
    if not abs(value) <= HUGE:
        raise ValueError(f"the number {stripped[:40]} is too large")
    return value


def numbers(text: str) -> list[float]:
    """Numbers parted by white space and at most one comma each.

    Raises:
        ValueError: in plain words, if the text holds anything else.
    """
    found: list[float] = []
    position = _match_end(_SPACE, text, 0)
    while position < len(text):
        match = _NUMBER.match(text, position)
        if match is None:
            raise ValueError(f"“{text[position : position + 20]}” is not a number")
        found.append(number(match.group()))
        if len(found) > MAX_TOKENS:
            raise ValueError("there are too many numbers")
        position = _match_end(_SEPARATOR, text, match.end())
    if text.rstrip(" \t\r\n\f").endswith(","):
        raise ValueError("it ends with a comma")
    return found


def _match_end(pattern: re.Pattern[str], text: str, position: int) -> int:
    match = pattern.match(text, position)
    return match.end() if match else position


def multiply(outer: Matrix, inner: Matrix) -> Matrix:
    """The transform that applies ``inner`` first, then ``outer``."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def stretch(matrix: Matrix) -> tuple[float, float]:
    """The largest and the smallest factor by which a transform stretches lengths (its singular values)."""
    a, b, c, d = matrix[:4]
    total = a * a + b * b + c * c + d * d
    determinant = a * d - b * c
    root = math.sqrt(max(total * total - 4 * determinant * determinant, 0.0))
    largest = math.sqrt((total + root) / 2)
    return largest, abs(determinant) / largest if largest else 0.0


def parse_transform(text: str) -> Matrix:
    """Read a ``transform`` attribute: matrix, translate, scale, rotate, skewX, skewY in any number and order.

    Raises:
        ValueError: in plain words.
    """
    matrix = IDENTITY
    position = 0
    while position < len(text):
        match = _FUNCTION.match(text, position)
        if match is None:
            if not text[position:].strip(" \t\r\n\f"):
                break
            raise ValueError(f"“{text[position : position + 40].strip()}” is not a transform")
        matrix = multiply(matrix, _function(match.group(1), numbers(match.group(2))))
        if not all(abs(value) <= HUGE for value in matrix):
            raise ValueError("the transform's numbers are too large")
        position = match.end()
    return matrix


def _function(name: str, values: list[float]) -> Matrix:
    match name, values:
        case "matrix", [a, b, c, d, e, f]:
            return (a, b, c, d, e, f)
        case "translate", [x]:
            return (1.0, 0.0, 0.0, 1.0, x, 0.0)
        case "translate", [x, y]:
            return (1.0, 0.0, 0.0, 1.0, x, y)
        case "scale", [x]:
            return (x, 0.0, 0.0, x, 0.0, 0.0)
        case "scale", [x, y]:
            return (x, 0.0, 0.0, y, 0.0, 0.0)
        case "rotate", [angle]:
            return _rotation(angle)
        case "rotate", [angle, x, y]:
            turned = multiply((1.0, 0.0, 0.0, 1.0, x, y), _rotation(angle))
            return multiply(turned, (1.0, 0.0, 0.0, 1.0, -x, -y))
        case "skewX", [angle]:
            return (1.0, 0.0, math.tan(math.radians(angle)), 1.0, 0.0, 0.0)
        case "skewY", [angle]:
            return (1.0, math.tan(math.radians(angle)), 0.0, 1.0, 0.0, 0.0)
        case (("matrix" | "translate" | "scale" | "rotate" | "skewX" | "skewY"), _):
            raise ValueError(f"{name}() with {len(values)} numbers is not a transform")
        case _:
            raise ValueError(f"{name}() is not a transform")


def _rotation(angle: float) -> Matrix:
    # Quarter turns come out exact, so that upright rectangles stay upright.
    quarter, rest = divmod(angle, 90)
    if rest == 0:
        cosine, sine = [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0)][int(quarter) % 4]
    else:
        cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    return (cosine, sine, -sine, cosine, 0.0, 0.0)


def transform_path(path: Sequence[PathOp], matrix: Matrix, digits: int) -> tuple[PathOp, ...]:
    """Apply a transform to a path and round its coordinates to ``digits`` decimals.

    Raises:
        ValueError: if a coordinate becomes too large.
    """
    a, b, c, d, e, f = matrix
    result: list[PathOp] = []
    for operator, values in path:
        moved: list[float] = []
        for x, y in zip(values[::2], values[1::2], strict=True):
            moved += (round(a * x + c * y + e, digits) + 0.0, round(b * x + d * y + f, digits) + 0.0)
        if not all(abs(value) <= HUGE for value in moved):
            raise ValueError("a coordinate is too large")
        result.append((operator, tuple(moved)))
    return tuple(result)


def polygon(points: Sequence[float], *, close: bool) -> list[PathOp]:
    """A path through points given as x, y, x, y ….

    Raises:
        ValueError: if a coordinate is left over.
    """
    if len(points) % 2:
        raise ValueError("the last point has no y")
    if not points:
        return []
    pairs = list(zip(points[::2], points[1::2], strict=True))
    path: list[PathOp] = [("m", pairs[0])]
    path += [("l", pair) for pair in pairs[1:]]
    if close:
        path.append(("h", ()))
    return path


def ellipse(cx: float, cy: float, rx: float, ry: float) -> list[PathOp]:
    """An ellipse of four cubic curves, clockwise from its rightmost point."""
    kx, ky = rx * KAPPA, ry * KAPPA
    return [
        ("m", (cx + rx, cy)),
        ("c", (cx + rx, cy + ky, cx + kx, cy + ry, cx, cy + ry)),
        ("c", (cx - kx, cy + ry, cx - rx, cy + ky, cx - rx, cy)),
        ("c", (cx - rx, cy - ky, cx - kx, cy - ry, cx, cy - ry)),
        ("c", (cx + kx, cy - ry, cx + rx, cy - ky, cx + rx, cy)),
        ("h", ()),
    ]


def rectangle(x: float, y: float, width: float, height: float, rx: float = 0.0, ry: float = 0.0) -> list[PathOp]:
    """A rectangle with corners rounded by ``rx`` and ``ry``, each at most half a side."""
    rx, ry = min(rx, width / 2), min(ry, height / 2)
    right, bottom = x + width, y + height
    if not (rx > 0 and ry > 0):
        return [("m", (x, y)), ("l", (right, y)), ("l", (right, bottom)), ("l", (x, bottom)), ("h", ())]
    kx, ky = rx * (1 - KAPPA), ry * (1 - KAPPA)
    return [
        ("m", (x + rx, y)),
        ("l", (right - rx, y)),
        ("c", (right - kx, y, right, y + ky, right, y + ry)),
        ("l", (right, bottom - ry)),
        ("c", (right, bottom - ky, right - kx, bottom, right - rx, bottom)),
        ("l", (x + rx, bottom)),
        ("c", (x + kx, bottom, x, bottom - ky, x, bottom - ry)),
        ("l", (x, y + ry)),
        ("c", (x, y + ky, x + kx, y, x + rx, y)),
        ("h", ()),
    ]


class _Pen:
    """Takes fontTools' pen calls; quadratic curves become cubic ones."""

    def __init__(self) -> None:
        self.path: list[PathOp] = []
        self._at = (0.0, 0.0)

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 - fontTools' names
        self._at = point
        self.path.append(("m", point))

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._at = point
        self.path.append(("l", point))

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        (x1, y1), (x2, y2), end = points
        self._at = end
        self.path.append(("c", (x1, y1, x2, y2, *end)))

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        (qx, qy), (x, y) = points
        x0, y0 = self._at
        first = (x0 + (qx - x0) * 2 / 3, y0 + (qy - y0) * 2 / 3)
        self.curveTo(first, (x + (qx - x) * 2 / 3, y + (qy - y) * 2 / 3), (x, y))

    def closePath(self) -> None:  # noqa: N802
        self.path.append(("h", ()))

    def endPath(self) -> None:  # noqa: N802
        """An open subpath ends; nothing to write."""


def parse_path(data: str) -> list[PathOp]:
    """Read the ``d`` attribute of a path.

    Raises:
        ValueError: in plain words, at the first thing that is not path data.
    """
    plain = _normalise(data)
    if not plain:
        return []
    # Imported late: an unchanged picture comes from the cache and never needs it.
    from fontTools.svgLib.path.parser import parse_path as parse

    pen = _Pen()
    try:
        parse(plain, pen)
    except (ValueError, ArithmeticError, IndexError) as error:
        raise ValueError("the path data cannot be read") from error
    if not all(abs(value) <= HUGE for _, values in pen.path for value in values):
        raise ValueError("a coordinate of the path is too large")
    return pen.path


def _normalise(data: str) -> str:
    """Check path data against the grammar; give back commands and numbers parted by single spaces."""
    parts: list[str] = []
    position = _match_end(_SPACE, data, 0)
    while position < len(data):
        command = data[position]
        count = _ARGUMENTS.get(command.lower())
        if count is None:
            raise ValueError(f"“{data[position : position + 20]}” is not path data")
        if not parts and command not in "Mm":
            raise ValueError("the path does not begin with a move (M)")
        position = _match_end(_SPACE, data, position + 1)
        values: list[str] = []
        while count and position < len(data) and data[position].lower() not in _ARGUMENTS:
            flag = command in "Aa" and len(values) % 7 in (3, 4)
            text, position = (_flag if flag else _coordinate)(data, position)
            values.append(text)
            if len(values) + len(parts) > MAX_TOKENS:
                raise ValueError("the path has too many numbers")
            position = _match_end(_SEPARATOR, data, position)
        if count and (not values or len(values) % count):
            raise ValueError(f"the path command {command} takes {count} numbers at a time, but has {len(values)}")
        parts += _arcs(command, values) if command in "Aa" else [command, *values]
    return " ".join(parts)


def _flag(data: str, position: int) -> tuple[str, int]:
    if data[position] not in "01":
        raise ValueError(f"“{data[position : position + 20]}” is not the flag of an arc (0 or 1)")
    return data[position], position + 1


def _coordinate(data: str, position: int) -> tuple[str, int]:
    match = _NUMBER.match(data, position)
    if match is None:
        raise ValueError(f"“{data[position : position + 20]}” is not path data")
    return repr(number(match.group())), match.end()


def _arcs(command: str, values: list[str]) -> list[str]:
    """Arcs without a radius are straight lines (SVG 1.1, F.6.2); fontTools would leave them out."""
    parts: list[str] = []
    line = "L" if command == "A" else "l"
    for start in range(0, len(values), 7):
        arc = values[start : start + 7]
        flat = float(arc[0]) == 0 or float(arc[1]) == 0
        parts += [line, *arc[5:]] if flat else [command, *arc]
    return parts
