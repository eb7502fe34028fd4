# SPDX-License-Identifier: Apache-2.0
"""Where the files lie that come with the program: fonts, catalogs and booklets.

In a checkout ``fonts/`` and ``locales/`` stand at top level; an installed wheel carries them as
``booklet/_data/{fonts,locales}``. Nothing here touches the current folder.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["bundled_booklets", "bundled_fonts", "bundled_locales"]

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


def _data(name: str) -> Path:
    # The wheel's place first: beside an installed package, `fonts` might be anybody's.
    installed = _PACKAGE / "_data" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
