# SPDX-License-Identifier: Apache-2.0
"""Remembers pictures that were read before, so that an unchanged one costs no parsing and no decoding.

Entries are small JSON files named by the hash of the picture's bytes and of the reader's version, in the user's cache
folder. A missing, corrupt, hostile or unwritable cache is never an error: the picture is simply read again. Everything
taken from it is checked as strictly as a drawing itself; an entry can hold nothing but numbers, colours and operators.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import stat
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from booklet.pictures.model import Drawing, PathOp, Raster, Shape

__all__ = ["PictureCache", "cache_folder"]

MAX_ENTRY = 16_000_000  # bytes
MAX_ENTRIES = 2_000
_COORDINATES = {"m": 2, "l": 2, "c": 6, "h": 0}
_COLOUR = re.compile(r"#[0-9a-f]{6}|[a-z][a-z0-9-]{0,39}")
_HUGE = 1e8


def cache_folder(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path | None:
    """The user's folder for this program's caches; None if the environment names none.

    ``BOOKLET_CACHE`` overrides the system's own place (XDG_CACHE_HOME, LOCALAPPDATA, ~/Library/Caches).
    """
    environ = os.environ if environ is None else environ
    if own := environ.get("BOOKLET_CACHE"):
        return Path(own)
    home = environ.get("USERPROFILE" if platform == "win32" else "HOME")
    if platform == "win32":
        base = environ.get("LOCALAPPDATA")
    elif platform == "darwin":
        base = str(Path(home, "Library", "Caches")) if home else None
    else:
        base = environ.get("XDG_CACHE_HOME") or (str(Path(home, ".cache")) if home else None)
    return Path(base, "booklet") if base and Path(base).is_absolute() else None


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
        text = _read_regular(self._entry(digest), MAX_ENTRY)
        if text is None:
            return None
        try:
            return _decode(json.loads(text), digest, data)
        except (ValueError, TypeError, KeyError, LookupError, RecursionError, OverflowError):
            return None

    def put(self, picture: Drawing | Raster) -> None:
        """Remember a picture; whatever goes wrong, nothing happens."""
        if self._folder is None:
            return
        entry = self._entry(picture.digest)
        text = json.dumps(_encode(picture), separators=(",", ":"), allow_nan=False)
        if len(text) > MAX_ENTRY:
            return
        with contextlib.suppress(OSError, ValueError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, aside = tempfile.mkstemp(dir=self._folder, prefix=".new-")
            try:
                with os.fdopen(handle, "w", encoding="ascii") as file:
                    file.write(text)
                Path(aside).replace(entry)  # nobody ever sees half an entry
            except BaseException:
                Path(aside).unlink(missing_ok=True)
                raise
            self._prune()

    def _entry(self, digest: str) -> Path:
        name = hashlib.sha256(f"{self._version}\0{digest}".encode()).hexdigest()
        return Path(self._folder or "", f"{name}.json")

    def _prune(self) -> None:
        """Keep the newest entries, at most :data:`MAX_ENTRIES`."""
        with os.scandir(self._folder) as found:
            entries = [entry for entry in found if entry.is_file(follow_symlinks=False)]
        if len(entries) > MAX_ENTRIES:
            entries.sort(key=lambda entry: entry.stat(follow_symlinks=False).st_mtime)
            for entry in entries[: len(entries) - MAX_ENTRIES * 3 // 4]:
                Path(entry.path).unlink(missing_ok=True)


def _read_regular(path: Path, limit: int) -> bytes | None:
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


# ---- values to JSON and back ------------------------------------------------------------------------------------


def _encode(picture: Drawing | Raster) -> dict[str, object]:
    if isinstance(picture, Raster):
        return {"raster": [picture.width, picture.height, picture.format]}
    shapes = [
        [
            "".join(operator for operator, _ in shape.path),
            [number for _, numbers in shape.path for number in numbers],
            shape.fill, shape.stroke, shape.stroke_width, shape.line_cap, shape.line_join, list(shape.dash),
            shape.even_odd, shape.miter_limit,
        ]
        for shape in picture.shapes
    ]  # fmt: skip
    return {"drawing": [picture.width, picture.height, shapes]}


def _decode(value: object, digest: str, data: bytes) -> Drawing | Raster | None:
    match value:
        case {"raster": [int(width), int(height), ("png" | "jpeg") as kind]}:
            if not (0 < width < 65536 and 0 < height < 65536):
                return None
            return Raster(digest, width, height, str(kind), data)
        case {"drawing": [width, height, list(shapes)]} if shapes:
            size = (_number(width), _number(height))
            if min(size) <= 0:
                return None
            return Drawing(digest, *size, tuple(_shape(shape) for shape in shapes))
    return None


def _shape(value: object) -> Shape:
    match value:
        case [str(ops), list(numbers), fill, stroke, width, int(cap), int(join), list(dash), bool(even_odd), miter]:
            if not (0 <= cap <= 2 and 0 <= join <= 2):
                raise ValueError("line style out of range")
            dashes = tuple(_number(length) for length in dash)
            line_width, miter_limit = _number(width), _number(miter)
            if line_width < 0 or miter_limit < 1 or any(length < 0 for length in dashes):
                raise ValueError("negative length")
            path = _path(ops, numbers)
            return Shape(path, _colour(fill), _colour(stroke), line_width, cap, join, dashes, even_odd, miter_limit)
    raise ValueError("not a shape")


def _path(operators: str, numbers: list[object]) -> tuple[PathOp, ...]:
    if not operators.startswith("m"):
        raise ValueError("a path without a beginning")
    values = [_number(number) for number in numbers]
    path: list[PathOp] = []
    position = 0
    for operator in operators:
        end = position + _COORDINATES[operator]
        path.append((operator, tuple(values[position:end])))
        position = end
    if position != len(values):
        raise ValueError("numbers and operators differ")
    return tuple(path)


def _number(value: object) -> float:
    if type(value) not in (int, float) or not -_HUGE < value < _HUGE:  # type: ignore[operator]
        raise ValueError("not a number")
    return float(value)  # type: ignore[arg-type]


def _colour(value: object) -> str | None:
    if value is None or (isinstance(value, str) and _COLOUR.fullmatch(value)):
        return value
    raise ValueError("not a colour")
