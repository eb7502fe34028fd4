# SPDX-License-Identifier: Apache-2.0
"""Where the files lie that come with the program: fonts, catalogs and booklets.

In a checkout ``fonts/`` and ``locales/`` stand at top level; an installed wheel carries them as
``booklet/_data/{fonts,locales}``. Nothing here touches the current folder.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from pathlib import Path

__all__ = ["bundled_booklets", "bundled_fonts", "bundled_locales", "user_folder"]

_PACKAGE = Path(__file__).resolve().parent


def bundled_fonts() -> Path:
    """The folder of the fonts that come with the program, with their licences and the manifest."""
    return _data("fonts")


def bundled_locales() -> Path:
    """The folder of the bundled booklet's catalogs: ``booklet.pot`` and ``<locale>/LC_MESSAGES/booklet.po``."""
    return _data("locales")


def bundled_booklets() -> Path:
    """The folder whose subfolders are the bundled booklets, by slug."""
    return _PACKAGE / "booklets"


def user_folder(
    own: str,
    xdg: str,
    mac: str,
    home: str,
    below: str = "booklet",
    environ: Mapping[str, str] | None = None,
    platform: str = sys.platform,
) -> Path | None:
    """The user's folder for files of one kind; None if the environment names none.

    The variable ``own`` overrides the system's place, which is the folder ``below`` in that of the variable ``xdg``, or
    else in ``home`` in the home folder; in LOCALAPPDATA on Windows, in ``mac`` in the home folder on macOS.
    """
    environ = os.environ if environ is None else environ
    if chosen := environ.get(own):
        return Path(chosen)
    user = environ.get("USERPROFILE" if platform == "win32" else "HOME")
    if platform == "win32":
        base = environ.get("LOCALAPPDATA")
    elif platform == "darwin":
        base = str(Path(user, mac)) if user else None
    else:
        base = environ.get(xdg) or (str(Path(user, home)) if user else None)
    return Path(base, below) if base and Path(base).is_absolute() else None


def _data(name: str) -> Path:
    # The wheel's place first: beside an installed package, `fonts` might be anybody's.
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
