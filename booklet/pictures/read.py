# SPDX-License-Identifier: Apache-2.0
"""Finds, checks and reads the pictures that a booklet mentions."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from booklet.pictures import raster
from booklet.pictures.cache import PictureCache, cache_folder
from booklet.pictures.model import Picture
from booklet.problems import Problems, Span

__all__ = ["read_picture"]

_KINDS = {".svg": "svg", ".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg"}
_READER_VERSION = "2"  # of all readers: raise it whenever the same file would give another picture


def read_picture(path: Path, root: Path, span: Span, problems: Problems) -> Picture | None:
    """Read a picture of the booklet in ``root``.

    Args:
        path: The picture's file, already joined to the folder that it is relative to.
        root: The booklet's folder; the file must lie in it, also after following links.
        span: Where the booklet mentions the picture.
        problems: Takes every fault: at ``span``, or inside a drawing at the drawing's own line and column.

    Returns:
        The picture, or None if there was an error.
    """
    place = _inside(path, root, span, problems)
    if place is None:
        return None
    data = _read(place, path, span, problems)
    if data is None:
        return None
    kind = _kind(path, data, span, problems)
    if kind is None:
        return None
    cache = PictureCache(_READER_VERSION, cache_folder())
    picture: Picture | None = cache.get(data)
    if picture is None:
        if kind == "svg":
            # Imported late: an unchanged drawing comes from the cache and needs neither expat nor fontTools.
            from booklet.pictures import svg

            picture = svg.read_svg(data, str(path), problems)
        else:
            picture = raster.read_raster(data, kind, span, problems)
        if picture is not None:
            cache.put(picture)
    return picture


def _inside(path: Path, root: Path, span: Span, problems: Problems) -> Path | None:
    """The file's real place, if it may be read."""
    outside = "put the file into the booklet's folder and name it by its path from there"
    try:
        relative = path.relative_to(root)
    except ValueError:
        problems.error(span, f"the picture “{path}” lies outside the booklet's folder", outside)
        return None
    if ".." in relative.parts:
        problems.error(span, f"the picture's path “{relative}” leads upwards (..)", outside)
        return None
    try:
        place = path.resolve(strict=True)
        home = root.resolve(strict=True)
    except FileNotFoundError:
        problems.error(span, f"there is no picture “{relative}”", _suggestion(path))
        return None
    except (OSError, RuntimeError, ValueError):  # a circle of links, a name too long, a zero byte
        problems.error(span, f"the picture “{relative}” cannot be opened", "correct its path")
        return None
    if not place.is_relative_to(home):
        problems.error(span, f"the picture “{relative}” is a link to outside the booklet's folder", outside)
        return None
    return place


def _suggestion(path: Path) -> str:
    if "\\" in path.name:
        return f"write “/” between folders: {path.name.replace(chr(92), '/')}"
    import difflib  # only needed when something is wrong

    try:
        names = sorted(entry.name for entry in path.parent.iterdir())[:1000]
    except (OSError, ValueError):
        return "correct its path (folders are parted by “/”)"
    same = [name for name in names if name.lower() == path.name.lower()]
    close = same or difflib.get_close_matches(path.name, names, 1)
    return f"did you mean “{close[0]}”?" if close else "add the file or correct its name"


def _read(place: Path, path: Path, span: Span, problems: Problems) -> bytes | None:
    # Opened before it is looked at, so that nothing can change in between; a pipe is never waited for.
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if place.is_dir():
            problems.error(span, f"the picture “{path.name}” is a folder", "name a file in it")
            return None
        handle = os.open(place, flags)
        try:
            facts = os.fstat(handle)
            if not stat.S_ISREG(facts.st_mode):
                problems.error(span, f"the picture “{path.name}” is not an ordinary file", "put a picture file there")
                return None
            with os.fdopen(handle, "rb", closefd=False) as file:
                data = file.read(raster.MAX_BYTES + 1)
        finally:
            os.close(handle)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        problems.error(span, f"the picture “{path.name}” cannot be read ({reason})", "check the file's permissions")
        return None
    if len(data) > raster.MAX_BYTES:
        problems.error(span, f"the picture is larger than {raster.MAX_BYTES // 1_000_000} MB", "save it smaller")
        return None
    if not data:
        problems.error(span, f"the picture “{path.name}” is empty", "save the picture again")
        return None
    return data


def _kind(path: Path, data: bytes, span: Span, problems: Problems) -> str | None:
    """The kind that the name promises, if the contents keep the promise."""
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        what = f"“{path.name}” is not a kind of picture that can be used"
        problems.error(span, what, "use SVG, PNG or JPEG (.svg, .png, .jpg)")
        return None
    real = raster.sniff(data)
    if real != kind and (real is not None or kind != "svg"):
        content = f"holds {real.upper()} data" if real else f"does not hold {kind.upper()} data"
        problems.error(span, f"the picture “{path.name}” {content}", "save it again under the right kind")
        return None
    return kind
