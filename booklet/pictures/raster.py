# SPDX-License-Identifier: Apache-2.0
"""Photographs: PNG and JPEG files, checked before they are decoded and decoded before they are trusted."""

from __future__ import annotations

import hashlib
import io
import struct

from booklet.pictures.model import Raster
from booklet.problems import Problem, Problems, Severity, Span

__all__ = ["LEAST_PPI", "MAX_BYTES", "MAX_PIXELS", "MAX_SIDE", "MIN_SIDE", "read_raster", "resolution_problem", "sniff"]

MAX_BYTES = 30_000_000
MAX_SIDE = 10_000
MAX_PIXELS = 40_000_000  # A4 at 600 pixels per inch; 160 MB while it is decoded
MIN_SIDE = 16
LEAST_PPI = 200.0  # the floor for print; 300 is the aim

_ORIENTATION = 0x0112  # EXIF tag
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
        orientation = image.getexif().get(_ORIENTATION, 1)
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, ArithmeticError, LookupError, TypeError):
        fault(f"the {kind.upper()} file is broken or cut short", "save the picture again")
        return None
    if orientation != 1:
        # PDF readers do not look at EXIF: the photograph would lie on its side.
        fault("the photograph is stored turned, with a note to turn it back (EXIF orientation)", "save it upright")
        return None
    return Raster(hashlib.sha256(data).hexdigest(), width, height, kind, data)


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
