# SPDX-License-Identifier: Apache-2.0
"""Remembers pictures that were read before, so that an unchanged one costs no parsing and no decoding.

Entries are small binary files named by the hash of the picture's bytes and of the reader's version, in the user's cache
folder. A missing, corrupt, hostile or unwritable cache is never an error: the picture is simply read again. Everything
taken from it is checked as strictly as a drawing itself; an entry can hold nothing but numbers, colours and operators.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import math
import os
import re
import stat
import struct
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from booklet.paths import user_folder
from booklet.pictures.model import Drawing, PathOp, Raster, Shape

__all__ = ["PictureCache", "cache_folder", "read_regular"]

MAX_ENTRY = 16_000_000  # bytes
MAX_ENTRIES = 2_000
_COLOUR = re.compile(r"#[0-9a-f]{6}|[a-z][a-z0-9-]{0,39}")
_HUGE = 1e8  # beyond what the reader lets through


def cache_folder(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path | None:
    """The user's folder for this program's caches; None if the environment names none.

    ``BOOKLET_CACHE`` overrides the system's own place (XDG_CACHE_HOME, LOCALAPPDATA, ~/Library/Caches).
    """
    return user_folder(
        "BOOKLET_CACHE", "XDG_CACHE_HOME", "Library/Caches", ".cache", environ=environ, platform=platform
    )


class PictureCache:
    """Pictures by the hash of their bytes.

    Args:
        version: Of the readers; entries of another version are not found.
        folder: Where the entries lie; None turns the cache off.
    """

    def __init__(self, version: str, folder: Path | None) -> None:
        self._version = version
        self._folder = folder / "pictures" if folder else None

    def get(self, data: bytes) -> Drawing | Raster | None:
        """The picture that these bytes gave before, or None."""
        if self._folder is None:
            return None
        digest = hashlib.sha256(data).hexdigest()
        entry = read_regular(self._entry(digest), MAX_ENTRY)
        if entry is None:
            return None
        try:
            return _decode(entry, digest, data)
        except (ValueError, LookupError, struct.error):
            return None

    def put(self, picture: Drawing | Raster) -> None:
        """Remember a picture; whatever goes wrong, nothing happens."""
        if self._folder is None:
            return
        entry = _encode(picture)
        if len(entry) > MAX_ENTRY:
            return
        import tempfile  # only needed when there is something new

        with contextlib.suppress(OSError, ValueError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, aside = tempfile.mkstemp(dir=self._folder, prefix=".new-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(entry)
                Path(aside).replace(self._entry(picture.digest))  # nobody ever sees half an entry
            except BaseException:
                Path(aside).unlink(missing_ok=True)
                raise
            self._prune()

    def _entry(self, digest: str) -> Path:
        name = hashlib.sha256(f"{self._version}\0{digest}".encode()).hexdigest()
        return Path(self._folder or "", f"{name}.picture")

    def _prune(self) -> None:
        """Keep the newest entries, at most :data:`MAX_ENTRIES`."""
        with os.scandir(self._folder) as found:
            entries = [entry for entry in found if entry.is_file(follow_symlinks=False)]
        if len(entries) > MAX_ENTRIES:
            entries.sort(key=lambda entry: entry.stat(follow_symlinks=False).st_mtime)
            for entry in entries[: len(entries) - MAX_ENTRIES * 3 // 4]:
                Path(entry.path).unlink(missing_ok=True)


def read_regular(path: Path, limit: int) -> bytes | None:
    """The bytes of a regular file of bounded size; a pipe or device is never waited for."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    try:
        handle = os.open(path, flags)
    except (OSError, ValueError):
        return None
    try:
        facts = os.fstat(handle)
        if not stat.S_ISREG(facts.st_mode) or facts.st_size > limit:
            return None
        with os.fdopen(handle, "rb", closefd=False) as file:
            data = file.read(limit + 1)
    except OSError:
        return None
    finally:
        os.close(handle)
    return data if len(data) <= limit else None


# ---- values to bytes and back -----------------------------------------------------------------------------------
#
# A raster: magic, width, height, kind. A drawing: magic, sizes and counts, colours parted by newlines, one record per
# shape, all operators, all numbers (of the paths, then of the dashes). All little-endian.

_RASTER = struct.Struct("<4sIIB")
_DRAWING = struct.Struct("<4sddIIII")
_SHAPE = struct.Struct("<IHHdBBBBd")  # operators, fill, stroke, width, cap, join, even-odd, dashes, miter limit
_RASTER_MAGIC, _DRAWING_MAGIC = b"BKR1", b"BKD1"
_KINDS = ("png", "jpeg")
_OPERATORS = {code: (chr(code), count) for code, count in zip(b"mlch", (2, 2, 6, 0), strict=True)}


def _encode(picture: Drawing | Raster) -> bytes:
    if isinstance(picture, Raster):
        return _RASTER.pack(_RASTER_MAGIC, picture.width, picture.height, _KINDS.index(picture.format))
    colours = sorted({colour for shape in picture.shapes for colour in (shape.fill, shape.stroke) if colour})
    places = {colour: place for place, colour in enumerate(colours, 1)} | {None: 0}
    records = [
        _SHAPE.pack(
            len(shape.path), places[shape.fill], places[shape.stroke], shape.stroke_width, shape.line_cap,
            shape.line_join, shape.even_odd, len(shape.dash), shape.miter_limit,
        )
        for shape in picture.shapes
    ]  # fmt: skip
    operators = "".join(operator for shape in picture.shapes for operator, _ in shape.path).encode("ascii")
    numbers = [value for shape in picture.shapes for _, values in shape.path for value in values]
    numbers += [length for shape in picture.shapes for length in shape.dash]
    names = "\n".join(colours).encode("ascii")
    counts = len(names), len(records), len(operators), len(numbers)
    head = _DRAWING.pack(_DRAWING_MAGIC, picture.width, picture.height, *counts)
    return b"".join((head, names, *records, operators, struct.pack(f"<{len(numbers)}d", *numbers)))


def _decode(entry: bytes, digest: str, data: bytes) -> Drawing | Raster | None:
    """Rebuild a picture.

    Raises:
        ValueError, LookupError, struct.error: for anything that :func:`_encode` cannot have written.
    """
    if entry.startswith(_RASTER_MAGIC):
        _, columns, rows, kind = _RASTER.unpack(entry)
        if not (0 < columns < 65_536 and 0 < rows < 65_536):
            raise ValueError("not a size")
        return Raster(digest, columns, rows, _KINDS[kind], data)
    magic, width, height, name_length, shape_count, operator_count, number_count = _DRAWING.unpack_from(entry)
    records = _DRAWING.size + name_length
    operators = records + shape_count * _SHAPE.size
    numbers = operators + operator_count
    if magic != _DRAWING_MAGIC or len(entry) != numbers + 8 * number_count or not shape_count:
        raise ValueError("not a drawing")
    if not (0 < width < _HUGE and 0 < height < _HUGE):
        raise ValueError("not a size")
    values: tuple[float, ...] = struct.unpack_from(f"<{number_count}d", entry, numbers)
    # A sum shows whether there is any NaN among them: then comparing would mean nothing.
    if values and not (math.isfinite(sum(values)) and max(values) < _HUGE and min(values) > -_HUGE):
        raise ValueError("not numbers")
    names = entry[_DRAWING.size : records].decode("ascii").split("\n") if name_length else []
    if not all(map(_COLOUR.fullmatch, names)):
        raise ValueError("not colours")
    path = [_OPERATORS[code] for code in entry[operators:numbers]]
    ends = list(itertools.accumulate(count for _, count in path))
    steps: list[PathOp] = [(name, values[end - count : end]) for (name, count), end in zip(path, ends, strict=True)]
    dashes = iter(values[ends[-1] if ends else 0 :])
    found = _SHAPE.iter_unpack(entry[records:operators])
    shapes = tuple(_shapes(found, [None, *names], steps, dashes))
    if next(dashes, None) is not None or sum(len(shape.path) for shape in shapes) != len(steps):
        raise ValueError("something is left over")
    return Drawing(digest, width, height, shapes)


def _shapes(
    records: Iterable[tuple[Any, ...]], colours: list[str | None], steps: list[PathOp], dashes: Iterator[float]
) -> Iterator[Shape]:
    start = 0
    for length, fill, stroke, width, cap, join, even_odd, dash_length, miter_limit in records:
        path = tuple(steps[start : start + length])
        start += length
        dash = tuple(itertools.islice(dashes, dash_length))
        sound = len(path) == length > 0 and path[0][0] == "m" and len(dash) == dash_length and min(dash, default=0) >= 0
        if not (sound and cap <= 2 and join <= 2 and even_odd <= 1 and 0 <= width < _HUGE and 1 <= miter_limit < _HUGE):
            raise ValueError("not a shape")
        yield Shape(path, colours[fill], colours[stroke], width, cap, join, dash, bool(even_odd), miter_limit)
