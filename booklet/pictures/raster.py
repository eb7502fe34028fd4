# SPDX-License-Identifier: Apache-2.0
"""Photographs: PNG and JPEG files, checked before they are decoded and decoded before they are trusted."""

from __future__ import annotations

import hashlib
import io
import re
import struct
from typing import TYPE_CHECKING

from booklet.pictures.model import Raster
from booklet.problems import Problem, Problems, Severity, Span

if TYPE_CHECKING:
    from PIL import Image

__all__ = [
    "LEAST_PPI", "MAX_BYTES", "MAX_PIXELS", "MAX_SIDE", "MIN_SIDE", "plain_jpeg", "read_raster", "resolution_problem",
    "sniff", "turn",
]  # fmt: skip

MAX_BYTES = 30_000_000
MAX_SIDE = 10_000
MAX_PIXELS = 40_000_000  # A4 at 600 pixels per inch; 160 MB while it is decoded
MIN_SIDE = 16
LEAST_PPI = 200.0  # the floor for print; 300 is the aim

_ORIENTATION = 0x0112  # EXIF tag
_SIDEWAYS = frozenset({"ROTATE_90", "ROTATE_270", "TRANSPOSE", "TRANSVERSE"})
_MARKER = re.compile(rb"\xff+([\x02-\xcf\xd8-\xfe])")  # of a JPEG's segment; restarts belong to the scan around them
_SCREEN_MODES = frozenset({"1", "L", "LA", "P", "PA", "RGB", "RGBA", "I;16", "I"})


def sniff(data: bytes) -> str | None:
    """The kind of picture by its first bytes: "png", "jpeg", or what else it is (``None`` if unknown)."""
    head = data[:512]
    signatures = (
        (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"), (b"%PDF", "pdf"),
        (b"BM", "bmp"), (b"II*\0", "tiff"), (b"MM\0*", "tiff"), (b"8BPS", "psd"), (b"\x1f\x8b", "compressed"),
    )  # fmt: skip
    for signature, kind in signatures:
        if head.startswith(signature):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[4:12] in (b"ftypavif", b"ftypheic", b"ftypmif1"):
        return "heic"
    if b"<svg" in data[:4096] or head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<?xml"):
        return "svg"
    return None


def read_raster(data: bytes, kind: str, span: Span, problems: Problems) -> Raster | None:
    """Check a PNG or JPEG file's bytes: size from the header first, then a full decode.

    Args:
        data: The whole file.
        kind: "png" or "jpeg", as :func:`sniff` found it.
        span: Where the booklet mentions the picture.
        problems: Takes every fault.

    Returns:
        The picture, or None if there was an error.
    """
    # Imported late: an unchanged picture comes from the cache and never needs it. The plugin classes are used instead
    # of Image.open, whose own limit would answer before the size is known.
    from PIL import ImageFile, JpegImagePlugin, PngImagePlugin

    def fault(what: str, mend: str) -> None:
        problems.error(span, what, mend)

    if len(data) > MAX_BYTES:
        fault(f"the picture is larger than {MAX_BYTES // 1_000_000} MB", "save it smaller")
        return None
    image: ImageFile.ImageFile
    try:
        opener = PngImagePlugin.PngImageFile if kind == "png" else JpegImagePlugin.JpegImageFile
        image = opener(io.BytesIO(data))
        width, height = image.size
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, ArithmeticError, LookupError, TypeError):
        fault(f"the {kind.upper()} file is broken: its header cannot be read", "save the picture again")
        return None
    if max(width, height) > MAX_SIDE or width * height > MAX_PIXELS:
        limits = f"at most {MAX_SIDE} pixels a side and {MAX_PIXELS // 1_000_000} million in all"
        fault(f"the picture has {width} × {height} pixels", f"scale it down to {limits}")
        return None
    if min(width, height) < MIN_SIDE:
        fault(f"the picture has only {width} × {height} pixels", f"use one of at least {MIN_SIDE} pixels a side")
        return None
    if getattr(image, "is_animated", False):
        fault("the picture is animated", "save a single frame of it")
        return None
    if image.mode not in _SCREEN_MODES:
        fault(f"the picture's colours are {image.mode}", "save it in RGB or grey")
        return None
    try:
        image.load()
        turned = turn(image)
        if kind == "jpeg":
            plain_jpeg(data)
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, ArithmeticError, LookupError, TypeError):
        fault(f"the {kind.upper()} file is broken or cut short", "save the picture again")
        return None
    if turned is not None and turned.name in _SIDEWAYS:
        width, height = height, width
    return Raster(hashlib.sha256(data).hexdigest(), width, height, kind, data)


def turn(image: Image.Image) -> Image.Transpose | None:
    """What makes a photograph upright that is stored turned (EXIF orientation); None if it is upright already.

    PDF readers do not look at EXIF: there the photograph would lie on its side.
    """
    from PIL import Image

    way = Image.Transpose
    ways = (
        None, way.FLIP_LEFT_RIGHT, way.ROTATE_180, way.FLIP_TOP_BOTTOM, way.TRANSPOSE, way.ROTATE_270, way.TRANSVERSE,
        way.ROTATE_90,
    )  # fmt: skip
    orientation = image.getexif().get(_ORIENTATION)
    return ways[orientation - 1] if isinstance(orientation, int) and 1 <= orientation <= len(ways) else None


def plain_jpeg(data: bytes) -> bytes:
    """A JPEG file without all that does not help to show it: nobody must learn from a booklet where a photo was taken.

    Camera, place and texts (EXIF, XMP, IPTC, comments), previews, further pictures and whatever stands after the end
    go; the picture itself is not touched.

    Raises:
        ValueError: if the file is not made of JPEG segments.
    """
    parts, at, scanned = [b"\xff\xd8"], 2, 2
    in_scan = False
    while match := _MARKER.search(data, at):
        marker, at = match[1][0], match.end()
        if in_scan:
            parts.append(data[scanned : match.start()])
        if marker == 0xD9:
            break
        size = int.from_bytes(data[at : at + 2], "big")
        if size < 2 or at + size > len(data):
            raise ValueError("a segment of the JPEG file is cut short")
        held = _needed(marker, data[at + 2 : at + size])
        if held is not None:
            parts.append(bytes((0xFF, marker)) + (len(held) + 2).to_bytes(2, "big") + held)
        at = scanned = at + size
        in_scan = marker == 0xDA or (in_scan and held is None)
    else:
        if not in_scan:
            raise ValueError("the JPEG file has no picture")
        parts.append(data[scanned:])
    return b"".join((*parts, b"\xff\xd9"))


def _needed(marker: int, held: bytes) -> bytes | None:
    """What of a JPEG segment is needed to show the picture; None for a segment that is not."""
    if marker == 0xE0 and held.startswith(b"JFIF\0"):
        return held[:12] + b"\0\0"  # no preview
    if marker == 0xEE and held.startswith(b"Adobe"):
        return held[:12]  # how the colours are coded
    if marker == 0xE2 and held.startswith(b"ICC_PROFILE\0"):
        return held
    return None if 0xE0 <= marker <= 0xEF or marker == 0xFE else held


def resolution_problem(raster: Raster, width_pt: float, span: Span | None = None) -> Problem | None:
    """A warning if a picture printed ``width_pt`` points wide has fewer than :data:`LEAST_PPI` pixels per inch."""
    if width_pt <= 0:
        return None
    ppi = raster.width * 72 / width_pt
    if ppi >= LEAST_PPI - 0.5:
        return None
    what = f"the picture will have {ppi:.0f} pixels per inch, so it will look coarse in print"
    mend = f"use one at least {width_pt / 72 * LEAST_PPI:.0f} pixels wide, or show it smaller"
    return Problem(span, what, mend, Severity.WARNING)
