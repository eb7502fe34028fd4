# SPDX-License-Identifier: Apache-2.0
"""Makes a booklet to start from."""

from __future__ import annotations

import json
from pathlib import Path

from booklet.content.schema import json_schema
from booklet.content.starter import BOOKLET_YAML, COVER_SVG, FACTS_README, LOCALES_README
from booklet.problems import BookletError, Problem, Span

__all__ = ["new_booklet"]


def new_booklet(folder: Path) -> None:
    """Write a small, whole booklet into ``folder``, which is made if need be.

    Raises:
        BookletError: the folder is not empty or cannot be written; what stands there is left as it is.
    """
    files = {
        "booklet.yaml": BOOKLET_YAML,
        "booklet.schema.json": json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n",
        "images/cover.svg": COVER_SVG,
        "facts/README.md": FACTS_README,
        "locales/README.md": LOCALES_README,
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise _refusal(folder, "the folder is not empty", "name a new folder, or one without files")
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
    except FileExistsError as error:
        raise _refusal(folder, "a file stands where the folder would be", "name another folder") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = (error.strerror if isinstance(error, OSError) else None) or "its name is not allowed"
        raise _refusal(folder, f"the folder cannot be written ({reason})", "name another folder") from error


def _refusal(folder: Path, what: str, mend: str) -> BookletError:
    return BookletError([Problem(Span(str(folder)), what, mend)])
