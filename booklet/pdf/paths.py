# SPDX-License-Identifier: Apache-2.0
"""Paths and colours as content operators (ISO 32000-1, 8.5 and 8.6)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from booklet.layout.model import Colour, ShapeFragment
from booklet.pdf.syntax import number
from booklet.pictures.model import Shape
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
    path = [" ".join((*(number(float(value), 2) for value in values), operator)) for operator, values in shape.path]
    operators.append(" ".join(path))
    paint = _PAINT[shape.fill is not None, shape.stroke is not None]
    if isinstance(shape, Shape) and shape.even_odd and shape.fill is not None:
        paint += "*"
    operators.append(paint)
    return operators
