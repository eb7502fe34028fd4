# SPDX-License-Identifier: Apache-2.0
"""Pictures side by side and on contact sheets, and as PNG files."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from booklet.values import Immutable

if TYPE_CHECKING:
    from PIL import Image

__all__ = [
    "MAX_PIXELS",
    "MAX_SIDE",
    "Grid",
    "Pixels",
    "contact_sheet",
    "grid",
    "png_bytes",
    "side_by_side",
    "small_png_bytes",
]

Pixels: TypeAlias = "Image.Image"
"""A picture as Pillow has it, for packages that only hand it on."""

MAX_SIDE = 8_000
"""Pixels of a contact sheet's longer side."""
MAX_PIXELS = 40_000_000
"""Pixels of any picture: 120 MB while it is drawn."""

_SHAPE = 1.4
"""What a sheet's width should be to its height: it is mostly looked at on a screen."""
_GROUND = (128, 128, 128)
"""Grey, so that white pages show their edges and a simulation of it is no other colour."""
_COMPRESSION = 6


class Grid(Immutable, frozen=True):
    """A contact sheet's cells: how many across and down, and a cell's size and the gap around it in pixels."""

    columns: int
    rows: int
    cell_width: int
    cell_height: int
    gap: int

    @property
    def size(self) -> tuple[int, int]:
        """The whole sheet's width and height."""
        return (
            self.columns * (self.cell_width + self.gap) + self.gap,
            self.rows * (self.cell_height + self.gap) + self.gap,
        )


def grid(count: int, aspect: float, width: int) -> Grid:
    """The grid for ``count`` cells, in about the shape of a screen.

    Args:
        count: How many cells; at least one.
        aspect: A cell's height as a multiple of its width.
        width: A cell's width in pixels. Cells are narrower where the sheet would be too large.
    """
    while True:
        height = max(1, round(width * aspect))
        gap = max(2, width // 20)
        columns = min(count, max(1, round(math.sqrt(count * _SHAPE * (height + gap) / (width + gap)))))
        made = Grid(columns, math.ceil(count / columns), width, height, gap)
        across, down = made.size
        if (max(across, down) <= MAX_SIDE and across * down <= MAX_PIXELS) or width == 1:
            return made
        width = max(1, width * 19 // 20)


def contact_sheet(pictures: Iterable[Pixels], cells: Grid, *, mirrored: bool = False) -> Pixels:
    """Pictures on a sheet, row by row from the left, or from the right where it is ``mirrored``.

    A picture is at most as large as a cell.
    """
    from PIL import Image

    sheet = Image.new("RGB", cells.size, _GROUND)
    for number, picture in enumerate(pictures):
        row, column = divmod(number, cells.columns)
        if mirrored:
            column = cells.columns - 1 - column
        place = cells.gap + column * (cells.cell_width + cells.gap), cells.gap + row * (cells.cell_height + cells.gap)
        sheet.paste(picture, place)
    return sheet


def side_by_side(pictures: Sequence[Pixels | None]) -> Pixels:
    """Pictures in one, without a gap; for None there is an empty place as large as the picture beside it."""
    from PIL import Image

    sizes = [picture.size for picture in pictures if picture is not None]
    width = max(across for across, _ in sizes)
    result = Image.new("RGB", (width * len(pictures), max(down for _, down in sizes)), _GROUND)
    for number, picture in enumerate(pictures):
        if picture is not None:
            result.paste(picture, (number * width, 0))
    return result


def png_bytes(picture: Pixels, compression: int = _COMPRESSION) -> bytes:
    """A PNG file of the pixels and nothing else, so that the same picture is the same file.

    ``compression`` is zlib's level: 1 for what somebody waits for.
    """
    target = io.BytesIO()
    picture.save(target, "PNG", compress_level=compression)
    return target.getvalue()


def small_png_bytes(picture: Pixels) -> bytes:
    """A PNG file of a picture in 256 colours of its own, a third as large: enough for flat art and text to be read.

    The same picture is the same file: nothing is strewn.
    """
    from PIL import Image

    few = picture.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    return png_bytes(few)
