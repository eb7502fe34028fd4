# SPDX-License-Identifier: Apache-2.0
"""QR codes as drawings."""

from __future__ import annotations

import hashlib

from booklet.pictures.cache import PictureCache, cache_folder
from booklet.pictures.model import Drawing, PathOp, Shape

__all__ = ["QUIET_ZONE", "qr_drawing"]

QUIET_ZONE = 4  # modules of paper around the code (ISO/IEC 18004, 9.1)

_VERSION = "1"  # of what is drawn for a text: another one makes earlier entries of the cache invalid

_Point = tuple[int, int]


def qr_drawing(text: str) -> Drawing:
    """The QR code of a text, one unit per module, error correction M, with its quiet zone.

    The dark modules are one even-odd path along their outlines, so that no hairlines show between them.

    Raises:
        ValueError: if the text is empty or too long for a QR code.
    """
    if not text:
        raise ValueError("a QR code needs some text")
    source = b"qr\0" + text.encode()
    cache = PictureCache(_VERSION, cache_folder())
    drawing = cache.get(source)
    if not isinstance(drawing, Drawing):
        drawing = _drawing(text, hashlib.sha256(source).hexdigest())
        cache.put(drawing)
    return drawing


def _drawing(text: str, digest: str) -> Drawing:
    import segno  # 30 ms, half of it an HTTP client

    try:
        matrix = segno.make_qr(text, error="m", boost_error=False).matrix
    except (segno.DataOverflowError, ValueError, UnicodeError) as error:
        raise ValueError("the text is too long for a QR code") from error
    size = len(matrix)
    dark = {(x, y) for y, row in enumerate(matrix) for x, module in enumerate(row) if module}
    side = float(size + 2 * QUIET_ZONE)
    paper: tuple[PathOp, ...] = (
        ("m", (0.0, 0.0)), ("l", (side, 0.0)), ("l", (side, side)), ("l", (0.0, side)), ("h", ()),
    )  # fmt: skip
    shapes = (Shape(paper, fill="paper"), Shape(tuple(_outlines(dark)), fill="text", even_odd=True))
    return Drawing(digest, side, side, shapes)


def _outlines(dark: set[_Point]) -> list[PathOp]:
    """Trace the borders of the dark modules, each as a closed path with corners only."""
    # Every border between dark and light is walked with the dark module to its right.
    edges: dict[_Point, list[_Point]] = {}
    for x, y in sorted(dark):
        sides = (
            ((x, y - 1), (x, y), (x + 1, y)), ((x + 1, y), (x + 1, y), (x + 1, y + 1)),
            ((x, y + 1), (x + 1, y + 1), (x, y + 1)), ((x - 1, y), (x, y + 1), (x, y)),
        )  # fmt: skip
        for neighbour, start, end in sides:
            if neighbour not in dark:
                edges.setdefault(start, []).append(end)
    path: list[PathOp] = []
    while edges:
        start = min(edges)
        corners: list[_Point] = []
        here, heading = start, (0, 0)
        while True:
            following = edges[here].pop()
            if not edges[here]:
                del edges[here]
            turned = (following[0] - here[0], following[1] - here[1])
            if turned != heading:
                corners.append(here)
            here, heading = following, turned
            if here == start:
                break
        points = [(float(x + QUIET_ZONE), float(y + QUIET_ZONE)) for x, y in corners]
        path += [("m", points[0]), *(("l", point) for point in points[1:]), ("h", ())]
    return path
