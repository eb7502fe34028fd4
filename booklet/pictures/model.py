# SPDX-License-Identifier: Apache-2.0
"""Pictures as values: a drawing made of paths, or a photograph's bytes with its size."""

from __future__ import annotations

from booklet.values import Immutable

__all__ = ["Drawing", "PathOp", "Picture", "Raster", "Shape"]

PathOp = tuple[str, tuple[float, ...]]
"""One path operator: ``("m", (x, y))``, ``("l", (x, y))``, ``("c", (x1, y1, x2, y2, x, y))`` or ``("h", ())``."""


class Shape(Immutable, frozen=True):
    """A filled and/or stroked path in the drawing's own units, y downwards.

    ``fill`` and ``stroke`` name a theme colour (``"accent"``) or give one (``"#e07a3f"``); None paints nothing.
    Transforms are already applied to the coordinates and to ``stroke_width``. Miters longer than ``miter_limit`` line
    widths become bevels (SVG's default is 4, PDF's is 10).
    """

    path: tuple[PathOp, ...]
    fill: str | None = None
    stroke: str | None = None
    stroke_width: float = 1.0
    line_cap: int = 0  # PDF values: 0 butt, 1 round, 2 square
    line_join: int = 0  # PDF values: 0 miter, 1 round, 2 bevel
    dash: tuple[float, ...] = ()
    even_odd: bool = False
    miter_limit: float = 4.0


class Drawing(Immutable, frozen=True):
    """An SVG reduced to shapes, painted in order. The origin is the view box's top left corner; y runs down.

    Shapes may reach beyond the view box, which browsers clip: clip them where that matters.
    """

    digest: str  # sha256 of the file, identifies the drawing in caches and outputs
    width: float
    height: float
    shapes: tuple[Shape, ...]


class Raster(Immutable, frozen=True):
    """A PNG or JPEG file that has passed its checks. ``width`` and ``height`` are in pixels, of the upright picture.

    ``data`` is the whole file: it may be stored turned, and it may tell where and by whom it was taken.
    """

    digest: str
    width: int
    height: int
    format: str  # "png" or "jpeg"
    data: bytes


Picture = Drawing | Raster
