# SPDX-License-Identifier: Apache-2.0
"""Paths and colours as content operators (ISO 32000-1, 8.5 and 8.6)."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from typing import Final

from booklet.layout.model import Colour, ShapeFragment
from booklet.pdf.syntax import number
from booklet.pictures.model import PathOp, Shape
from booklet.problems import BookletError, Problem

__all__ = ["fill_operator", "paint_path"]

_HEX: Final = re.compile(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})")
_PAINT: Final = {(True, False): "f", (False, True): "S", (True, True): "B", (False, False): "n"}


def _rgb(palette: Mapping[str, Colour], colour: str) -> str:
    """Components of a theme colour or of ``#rrggbb``. DeviceRGB is sRGB, as the output intent says."""
    match = _HEX.fullmatch(colour)
    if match is None and colour not in palette:
        raise BookletError([Problem(None, f"the theme has no colour {colour!r}", "name one of the theme's colours")])
    values = [int(part, 16) / 255 for part in match.groups()] if match else palette[colour].rgb
    return " ".join(number(float(value), 4) for value in values)


def fill_operator(palette: Mapping[str, Colour], colour: str) -> str:
    """The operator that sets the colour of fills and text. Raises BookletError for a colour the theme lacks."""
    return f"{_rgb(palette, colour)} rg"


@functools.lru_cache(maxsize=4096)
def _steps(operators: tuple[tuple[str, int], ...]) -> str:
    """The form in which a path's numbers are put; %.9g leaves out what is not needed and the numbers are rounded."""
    return " ".join("%.9g " * count + operator for operator, count in operators)


def _path(path: Sequence[PathOp]) -> str:
    """A path's operators, its numbers to a hundredth of a unit.

    One formatting for a whole path: pictures have tens of thousands of numbers.
    """
    numbers = [round(value, 2) + 0.0 for _, values in path for value in values]  # + 0.0 makes -0 a plain 0
    return _steps(tuple([(operator, len(values)) for operator, values in path])) % tuple(numbers)


def paint_path(shape: Shape | ShapeFragment, palette: Mapping[str, Colour]) -> list[str]:
    """Operators that paint a path. They change the graphics state: save it before, restore it after."""
    operators = []
    if shape.fill is not None:
        operators.append(fill_operator(palette, shape.fill))
    if shape.stroke is not None:
        operators.append(f"{_rgb(palette, shape.stroke)} RG {number(float(shape.stroke_width))} w")
        if isinstance(shape, Shape):
            operators.append(f"{shape.line_cap} J {shape.line_join} j")
        operators.append(f"[{' '.join(number(float(length)) for length in shape.dash)}] 0 d")
    operators.append(_path(shape.path))
    paint = _PAINT[shape.fill is not None, shape.stroke is not None]
    if isinstance(shape, Shape) and shape.even_odd and shape.fill is not None:
        paint += "*"
    operators.append(paint)
    return operators
