# SPDX-License-Identifier: Apache-2.0
"""Writes files for translators in one step: a failure leaves what was there."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

from booklet.content.reader import lies_inside
from booklet.problems import BookletError, Problem, Span

__all__ = ["would_change", "write_whole"]


def would_change(path: Path, data: bytes) -> bool:
    """Whether ``path`` holds something else than ``data``; also where it cannot be read, which writing it will tell."""
    try:
        return not path.is_file() or path.read_bytes() != data
    except OSError:
        return True


def write_whole(path: Path, data: bytes, what: str, within: Path | None = None) -> bool:
    """Write ``data`` to ``path`` unless it stands there already; say whether it was written.

    Folders are made as needed; a file that is replaced keeps its permissions. Nothing is written where a link leads out
    of the folder ``within``.

    Raises:
        BookletError: the file, which messages call ``what``, cannot be written.
    """
    if within is not None and not lies_inside(path, within):
        said = f"{what} would be written outside the booklet's folder, to which a link leads"
        raise BookletError([Problem(Span(str(path)), said, "put a folder of its own in the link's place")])
    temporary: str | None = None
    try:
        mode = 0o644  # mkstemp's file is its owner's alone
        if path.is_file():
            if path.read_bytes() == data:
                return False
            mode = stat.S_IMODE(path.stat().st_mode)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException as error:  # Ctrl-C, too, leaves no half-written file
        if temporary is not None:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        if not isinstance(error, OSError):
            raise
        said = f"{what} cannot be written: {error.strerror or error}"
        raise BookletError([Problem(Span(str(path)), said, "check the folder's rights and the free space")]) from error
    return True
