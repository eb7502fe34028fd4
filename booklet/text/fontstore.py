# SPDX-License-Identifier: Apache-2.0
"""Fonts that are too large to ship: brought by name, when somebody asks, from the address that a manifest gives.

A file is kept only if it has the sha256 of the manifest, so it does not matter who answered. Nothing here runs during
a build: what is not here is reported, with the command that brings it.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING

from booklet.content.words import Suggester, listed, quote
from booklet.paths import user_folder
from booklet.problems import Problems

if TYPE_CHECKING:
    from booklet.text.manifest import FontEntry

__all__ = ["Opener", "fetch_fonts", "store_folder", "stored"]

Opener = Callable[[str], IO[bytes]]
"""Opens an https address for reading; raises OSError where that fails, or what else ``urllib.request`` may raise."""

_PIECE = 1 << 16


def store_folder(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path | None:
    """The user's folder for fonts that were fetched; None if the environment names none.

    ``BOOKLET_FONTS`` overrides the system's own place (XDG_DATA_HOME, LOCALAPPDATA, ~/Library/Application Support).
    """
    mac, home = "Library/Application Support", ".local/share"
    return user_folder("BOOKLET_FONTS", "XDG_DATA_HOME", mac, home, "booklet/fonts", environ=environ, platform=platform)


def stored(sha256: str) -> Path | None:
    """Where a fetched file lies or would lie; None where there is no store."""
    folder = store_folder()
    return folder / f"{sha256}.ttf" if folder else None


def fetch_fonts(
    names: Iterable[str],
    entries: Iterable[FontEntry],
    problems: Problems,
    said: Callable[[str], None],
    opener: Opener | None = None,
) -> None:
    """Bring the families called ``names`` (capitals do not matter). ``said`` hears a line for each file.

    Every family that cannot be brought is a problem; a file is there whole or not at all.
    """
    families: dict[str, list[FontEntry]] = {}
    for entry in entries:
        families.setdefault(entry.family.casefold(), []).append(entry)
    for name in {name.casefold(): name for name in names}.values():
        found = families.get(name.casefold())
        if found is None:
            known = [group[0].family for group in families.values() if any(entry.download for entry in group)]
            mend = Suggester().mend(name, known, f"what can be fetched is {listed(known, 'and')}")
            problems.error(None, f"no manifest has a font family {quote(name)}", mend)
            continue
        for entry in found:
            if entry.here and not _is_damaged(entry):
                said(f"{entry.family} {entry.style} is here already")
            else:
                _fetch(entry, problems, said, opener or _open)


def _is_damaged(entry: FontEntry) -> bool:
    """Say whether a file of the store is no longer what was fetched, so that fetching it again mends it."""
    if entry.path != stored(entry.sha256):
        return False
    try:
        with entry.path.open("rb") as file:
            return hashlib.sha256(_read(file, entry.bytes)).hexdigest() != entry.sha256
    except OSError:
        return True


def _fetch(entry: FontEntry, problems: Problems, said: Callable[[str], None], opener: Opener) -> None:
    from http.client import HTTPException  # only here: it takes 20 ms to import

    target = stored(entry.sha256)
    if target is None:
        problems.error(None, "there is no folder to keep fonts in", "set BOOKLET_FONTS to one")
        return
    try:
        with opener(entry.download) as source:
            data = _read(source, entry.bytes)
    except (OSError, HTTPException, ValueError) as error:  # ValueError: what urllib says to an address that is none
        mend = f"see whether you are online, or save that file as {target}"
        problems.error(entry.span, f"{entry.download} cannot be fetched: {_reason(error)}", mend)
        return
    if hashlib.sha256(data).hexdigest() != entry.sha256:
        what = f"what {entry.download} gave is not the file that the manifest describes"
        problems.error(entry.span, what, "try again later; if it stays so, mend the manifest")
        return
    try:
        _keep(data, target)
    except OSError as error:
        problems.error(None, f"{target} cannot be written: {error.strerror or error}", "set BOOKLET_FONTS to a folder")
        return
    said(f"{entry.family} {entry.style}: {len(data) / 1e6:.1f} MB")


def _reason(error: object) -> str:
    """What went wrong, without the number that Python puts before it."""
    reason = getattr(error, "reason", None) or error  # urllib wraps the system's error
    return str(getattr(reason, "strerror", None) or reason) or type(reason).__name__


def _read(source: IO[bytes], size: int) -> bytes:
    """Read no more than a byte beyond what the file should have: a server cannot fill the memory."""
    parts: list[bytes] = []
    left = size + 1
    while left > 0 and (part := source.read(min(_PIECE, left))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _keep(data: bytes, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".font-", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _open(address: str) -> IO[bytes]:
    import urllib.request  # only here: it takes 40 ms to import

    found: IO[bytes] = urllib.request.urlopen(address, timeout=60)  # noqa: S310 - manifests name https only
    return found
