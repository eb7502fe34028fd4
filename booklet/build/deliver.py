# SPDX-License-Identifier: Apache-2.0
"""Files to their place, all of them or none.

They are written to a folder beside their place, on the same disk, and moved only when all are there. Should a move
fail, those already made are undone, so that the output folder is always either as it was or as it should be.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from booklet.problems import BookletError, Problem

__all__ = ["deliver"]


def deliver(files: Mapping[str, bytes], folder: Path) -> None:
    """Write ``files``, by name, into ``folder``, which is made if there is none.

    Raises:
        BookletError: where that is not possible; the folder is then as it was. So it is after an interrupt.
    """
    made: list[Path] = []
    try:
        made = _missing_parents(folder)
        folder.mkdir(parents=True, exist_ok=True)
        with _staging(folder) as staging:
            for name, data in files.items():
                _write(staging / name, data)
            _swap(staging, folder, list(files))
    except OSError as error:
        _remove_empty(made)
        raise BookletError([_explained(error, folder)]) from error
    except BaseException:
        _remove_empty(made)
        raise


@contextlib.contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    staging = Path(tempfile.mkdtemp(prefix=".booklet-", dir=folder))
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())  # a full disk must show now, not after the old files are gone


def _swap(staging: Path, folder: Path, names: list[str]) -> None:
    """Move new files in; on any failure, an interrupt too, move them out again and the old ones back."""
    old = staging / "old"
    old.mkdir()
    undo: list[tuple[Path, Path]] = []  # (where it is now, where it was)
    try:
        for name in names:
            place = folder / name
            if place.is_dir():
                raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(place))
            if place.exists() or place.is_symlink():
                undo.append((old / name, place))
                place.replace(old / name)
            undo.append((place, staging / name))
            (staging / name).replace(place)
    except BaseException:
        for now, was in reversed(undo):
            if now.exists() or now.is_symlink():
                now.replace(was)
        raise


def _missing_parents(folder: Path) -> list[Path]:
    """The folders that have to be made, outermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    return missing[::-1]


def _remove_empty(folders: list[Path]) -> None:
    for path in reversed(folders):
        with contextlib.suppress(OSError):
            path.rmdir()


def _explained(error: OSError, folder: Path) -> Problem:
    """A system's error in words that help."""
    # A move names two files, either of which may be the one that somebody has open.
    named = [str(name) for name in (error.filename, error.filename2) if name]
    place = next((name for name in named if Path(name).parent == folder), (*named[::-1], str(folder))[0])
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return Problem(None, f"the disk of {folder} is full", "make room, then build again; nothing was changed")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS) and Path(place).is_file():
        return Problem(
            None, f"{place} cannot be replaced", "close it where it is open, or choose another folder with --out"
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return Problem(None, f"{folder} cannot be written to", "choose another folder with --out")
    if error.errno in (errno.ENOTDIR, errno.EEXIST):
        return Problem(None, f"{folder} is not a folder", "choose another one with --out")
    if error.errno == errno.EISDIR:
        return Problem(None, f"{place} is a folder where a file should go", "move it away, or use another --out")
    if error.errno == errno.ENAMETOOLONG:
        return Problem(None, f"a path in {folder} is too long for this system", "choose a shorter one with --out")
    return Problem(None, f"{place}: {error.strerror or error}", "choose another folder with --out")
