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
import sys
import tempfile
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from booklet.content.model import PictureRef, SourceBooklet
from booklet.l10n.model import Booklet
from booklet.layout.theme import Theme
from booklet.problems import Problem, Severity, Span
from booklet.text.fonts import FontLibrary

__all__ = ["FileCache", "Kept", "file_key", "workshop_digest"]

MAX_ENTRIES = 200
MAX_BYTES = 64_000_000
"""Of a file that is kept. Larger ones are made again."""

_LIBRARIES = ("reportlab", "uharfbuzz", "babel", "PIL", "yaml", "pyphen")


class Kept(NamedTuple):
    """A finished file with what was found while it was laid out: its bytes, its pages, warnings."""

    data: bytes
    pages: int
    problems: tuple[Problem, ...]


class FileCache:
    """Finished files in a folder; None turns the cache off. Whatever goes wrong, nothing happens."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder / "files" if folder else None

    def get(self, key: str) -> Kept | None:
        """The file that was kept under a key, or None."""
        if self._folder is None:
            return None
        try:
            path = self._folder / key
            if path.stat().st_size > 2 * MAX_BYTES:
                return None
            entry = path.read_bytes()
            os.utime(path)  # what is used stays longest
            head, _, data = entry.partition(b"\n")
            facts = json.loads(head)
            if facts["sha256"] != hashlib.sha256(data).hexdigest():
                return None
            return Kept(data, int(facts["pages"]), tuple(map(_problem, facts["problems"])))
        except (OSError, ValueError, LookupError, TypeError, RecursionError):
            return None

    def put(self, key: str, kept: Kept) -> None:
        """Keep a file."""
        if self._folder is None or len(kept.data) > MAX_BYTES:
            return
        facts = {
            "pages": kept.pages,
            "problems": [_written(problem) for problem in kept.problems],
            "sha256": hashlib.sha256(kept.data).hexdigest(),
        }
        with contextlib.suppress(OSError, ValueError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, aside = tempfile.mkstemp(dir=self._folder, prefix=".new-")
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(json.dumps(facts).encode("ascii") + b"\n" + kept.data)
                Path(aside).replace(self._folder / key)
            except BaseException:
                Path(aside).unlink(missing_ok=True)
                raise
            self._prune(self._folder)

    def _prune(self, folder: Path) -> None:
        with os.scandir(folder) as found:
            entries = [entry for entry in found if entry.is_file(follow_symlinks=False)]
        if len(entries) > MAX_ENTRIES:
            entries.sort(key=lambda entry: entry.stat(follow_symlinks=False).st_mtime)
            for entry in entries[: len(entries) - MAX_ENTRIES * 3 // 4]:
                Path(entry.path).unlink(missing_ok=True)


def workshop_digest(source: SourceBooklet, theme: Theme, library: FontLibrary, pictures: Iterable[PictureRef]) -> bytes:
    """The digest of what all files of a booklet have in common: its own files, pictures, theme and fonts."""
    digest = hashlib.sha256(program_digest())
    for folder in source.folders:
        facts = sorted(path for path in (folder / "facts").rglob("*") if path.is_file())
        for path in (folder / "booklet.yaml", *facts):
            digest.update(os.fsencode(path) + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    values: list[object] = [each.picture.digest for each in pictures]
    values += [(face.key, sorted(face.scripts)) for name in library.families for face in library.faces(name)]
    values += [sorted(library.absent.items()), theme]
    digest.update(repr(values).encode("utf-8", "surrogatepass"))
    return digest.digest()


def file_key(booklet: Booklet, workshop: bytes, choices: Iterable[str]) -> str:
    """The digest of all that a localised booklet's file is made of.

    ``workshop`` is what :func:`workshop_digest` gave, ``choices`` are the task's.
    """
    parts = [*choices, repr((booklet.locale, booklet.translators, booklet.machine_draft, booklet.translated))]
    parts.append(repr(booklet.notice))
    for name, text in sorted(booklet.texts.items()):
        parts.append(repr((name, text.inlines, text.lang, text.direction, text.fallback, text.span)))
    return hashlib.sha256(workshop + "\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@functools.cache
def program_digest() -> bytes:
    """The digest of the program and of the libraries that decide what it makes.

    Of the program's files it is size and time, as Python itself knows a module that has changed.
    """
    digest = hashlib.sha256(repr((sys.version_info, zlib.ZLIB_RUNTIME_VERSION)).encode())
    for name in _LIBRARIES:
        module = sys.modules.get(name)
        version = getattr(module, "__version__", None) or getattr(module, "Version", None)
        digest.update(f"{name}={version}\0".encode())
    package = Path(__file__).resolve().parent.parent
    for root, folders, names in os.walk(package):
        folders[:] = sorted(each for each in folders if each not in ("__pycache__", "booklets"))
        for name in sorted(names):
            facts = os.stat(os.path.join(root, name))  # noqa: PTH116, PTH118 - 200 files, and Path costs more than stat
            digest.update(f"{root}/{name} {facts.st_size} {facts.st_mtime_ns}\0".encode("utf-8", "surrogatepass"))
    return digest.digest()


def _written(problem: Problem) -> list[object]:
    span = problem.span
    place = None if span is None else [span.file, span.line, span.column]
    return [place, problem.what, problem.mend, problem.severity.value]


def _problem(written: list[object]) -> Problem:
    place, what, mend, severity = written
    span = None if place is None else Span(*place)  # type: ignore[misc]
    return Problem(span, str(what), str(mend), Severity(severity))
