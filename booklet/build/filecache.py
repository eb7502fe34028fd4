# SPDX-License-Identifier: Apache-2.0
"""Finished files, kept by what they were made of: a build after a change makes only what the change touches.

The key is a digest of everything that a file's bytes depend on: the program and its libraries, the booklet's own files,
its pictures, theme and fonts, and every text of the locale as it was read. An entry that is damaged is not there.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import os
import stat
import sys
import tempfile
import zlib
from collections.abc import Iterable
from importlib.machinery import PathFinder
from pathlib import Path
from typing import NamedTuple

from booklet.content.model import PictureRef, SourceBooklet
from booklet.l10n.model import Booklet
from booklet.layout.theme import Theme
from booklet.pictures.cache import read_regular
from booklet.problems import Problem, Severity, Span
from booklet.text.fonts import FontLibrary

__all__ = ["FileCache", "Kept", "file_key", "program_digest", "workshop_digest"]

MAX_ENTRIES = 2_000
MAX_BYTES = 64_000_000
"""Of a file that is kept. Larger ones are made again."""
MAX_TOTAL = 1_000_000_000
"""Of all files together."""

_LIBRARIES = {
    "reportlab": "reportlab", "uharfbuzz": "uharfbuzz", "icu4py": "icu4py", "babel": "babel", "pyphen": "pyphen",
    "yaml": "pyyaml", "PIL": "pillow", "fontTools": "fonttools", "segno": "segno",
}  # fmt: skip
"""Packages whose version decides what comes out, and the names that they are installed under."""


class Kept(NamedTuple):
    """A finished file with what was found while it was laid out: its bytes, its pages, warnings, remarks."""

    data: bytes
    pages: int
    problems: tuple[Problem, ...]
    remarks: tuple[str, ...] = ()


class FileCache:
    """Finished files in a folder; None turns the cache off. Whatever goes wrong, nothing happens.

    An entry is a digest of its key and all that follows, a line of facts in JSON, and the file's bytes.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder / "files" if folder else None

    def get(self, key: str) -> Kept | None:
        """The file that was kept under a key, or None."""
        if self._folder is None:
            return None
        path = self._folder / key
        entry = read_regular(path, 2 * MAX_BYTES)
        if entry is None:
            return None
        digest, _, rest = entry.partition(b"\n")
        if digest != _digest(key, rest):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # what is used stays longest
        head, _, data = rest.partition(b"\n")
        try:
            facts = json.loads(head)
            return Kept(data, facts["pages"], tuple(map(_problem, facts["problems"])), tuple(facts["remarks"]))
        except (ValueError, LookupError, TypeError, RecursionError):
            return None

    def put(self, key: str, kept: Kept) -> None:
        """Keep a file."""
        if self._folder is None or len(kept.data) > MAX_BYTES:
            return
        problems = [_written(problem) for problem in kept.problems]
        facts = {"pages": kept.pages, "problems": problems, "remarks": kept.remarks}
        rest = json.dumps(facts).encode("ascii") + b"\n" + kept.data
        with contextlib.suppress(OSError, ValueError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, aside = tempfile.mkstemp(dir=self._folder, prefix=".new-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(_digest(key, rest) + b"\n" + rest)
                Path(aside).replace(self._folder / key)
            except BaseException:
                Path(aside).unlink(missing_ok=True)
                raise
            self._prune(self._folder)

    def _prune(self, folder: Path) -> None:
        """Keep the newest entries: where there are too many, or too much of them, three quarters of what may be."""
        entries: list[tuple[int, int, str]] = []
        with os.scandir(folder) as found:
            for entry in found:
                facts = entry.stat(follow_symlinks=False)
                if stat.S_ISREG(facts.st_mode):
                    entries.append((facts.st_mtime_ns, facts.st_size, entry.path))
        if len(entries) <= MAX_ENTRIES and sum(size for _, size, _ in entries) <= MAX_TOTAL:
            return
        total = 0
        for number, (_, size, path) in enumerate(sorted(entries, reverse=True), 1):
            total += size
            if number > 1 and (number > MAX_ENTRIES * 3 // 4 or total > MAX_TOTAL * 3 // 4):
                Path(path).unlink(missing_ok=True)


def workshop_digest(source: SourceBooklet, library: FontLibrary, pictures: Iterable[PictureRef]) -> bytes:
    """The digest of what all files of a booklet have in common: its own files, pictures and fonts.

    A font's bytes are those of its manifest, or the build fails; whether its file has been touched since shows whether
    it would.
    """
    values: list[object] = [program_digest(), source.digest, [each.picture.digest for each in pictures]]
    for name in library.families:
        values += [(face.key, sorted(face.scripts), _touched(face.path)) for face in library.faces(name)]
    values.append(sorted(library.absent.items()))
    return hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).digest()


def file_key(booklet: Booklet, workshop: bytes, theme: Theme, choices: Iterable[str]) -> str:
    """The digest of all that a localised booklet's file is made of.

    ``workshop`` is what :func:`workshop_digest` gave, ``theme`` the edition's; ``choices`` are the task's.
    """
    parts = [
        *choices,
        repr(theme),
        repr((booklet.locale, booklet.translators, booklet.machine_draft, booklet.translated)),
    ]
    parts.append(repr(booklet.notice))
    for name, text in sorted(booklet.texts.items()):
        parts.append(repr((name, text.inlines, text.lang, text.direction, text.fallback, text.span)))
    return hashlib.sha256(workshop + "\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@functools.cache
def program_digest() -> bytes:
    """The digest of the program and of the libraries that decide what it makes.

    Of the program's files it is size and time, as Python itself knows a module that has changed.
    """
    values = [sys.version_info, zlib.ZLIB_RUNTIME_VERSION, *map(_installed, _LIBRARIES)]
    package = Path(__file__).resolve().parent.parent
    for root, folders, names in os.walk(package):
        folders[:] = sorted(each for each in folders if each not in ("__pycache__", "booklets"))
        values += [(root, name, _touched(os.path.join(root, name))) for name in sorted(names)]  # noqa: PTH118
    return hashlib.sha256(repr(values).encode("utf-8", "surrogatepass")).digest()


def _installed(name: str) -> tuple[object, ...]:
    """Which version of a library there is, without importing it: where, and what its installer calls it."""
    spec = PathFinder.find_spec(name)
    if spec is None or spec.origin is None:
        return (name,)
    start = f"{_LIBRARIES[name]}-"
    found = [each for each in _listing(str(Path(spec.origin).parent.parent)) if each.lower().startswith(start)]
    return name, spec.origin, _touched(spec.origin), sorted(found)


@functools.lru_cache(maxsize=8)
def _listing(folder: str) -> tuple[str, ...]:
    try:
        return tuple(os.listdir(folder))  # noqa: PTH208 - names are all that is needed
    except OSError:  # libraries may come out of an archive
        return ()


def _touched(path: str | Path) -> tuple[int, int] | None:
    """Size and time of a file."""
    try:
        facts = os.stat(path)  # noqa: PTH116 - 300 files, and Path costs more than the question
    except OSError:
        return None
    return facts.st_size, facts.st_mtime_ns


def _digest(key: str, rest: bytes) -> bytes:
    digest = hashlib.sha256(key.encode())
    digest.update(rest)
    return digest.hexdigest().encode("ascii")


def _written(problem: Problem) -> list[object]:
    span = problem.span
    place = None if span is None else [span.file, span.line, span.column]
    return [place, problem.what, problem.mend, problem.severity.value]


def _problem(written: list[object]) -> Problem:
    place, what, mend, severity = written
    span = None if place is None else Span(*place)  # type: ignore[misc]
    return Problem(span, str(what), str(mend), Severity(severity))
