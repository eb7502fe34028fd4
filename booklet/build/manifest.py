# SPDX-License-Identifier: Apache-2.0
"""``manifest.json``: what lies in the output folder, for scripts and web sites. The same files give the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from booklet.build.task import COVERS, STANDARDS, Made, Task, Translation

__all__ = ["MANIFEST", "manifest"]

MANIFEST = "manifest.json"


def manifest(files: Sequence[tuple[Task, Made]], folder: Path) -> bytes:
    """The manifest of the files just made and of those made earlier that still lie in ``folder`` as they were."""
    entries = {entry["path"]: entry for entry in _earlier(folder)}
    entries |= {made.name: _entry(task, made) for task, made in files}
    document = {"format": 1, "files": [entries[name] for name in sorted(entries)]}
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _entry(task: Task, made: Made) -> dict[str, Any]:
    return {
        "path": made.name,
        "locale": task.locale,
        "country": made.country or None,  # None: contacts are the same for everybody
        "with": {"locale": task.beside, "translation": _translation(made.beside)} if made.beside else None,
        "edition": task.edition,
        "theme": task.theme or None,  # None: the booklet's own
        "paper": made.paper or None,  # None: a page of its own
        "cover": task.cover or COVERS[0],
        "standards": list(STANDARDS[task.standard]),
        "pages": made.pages,
        "bytes": len(made.data),
        "sha256": hashlib.sha256(made.data).hexdigest(),
        "translation": _translation(made),
    }


def _translation(of: Made | Translation) -> dict[str, Any]:
    return {"percent": of.translated, "machine_draft": of.machine_draft, "translators": list(of.translators)}


def _earlier(folder: Path) -> list[dict[str, Any]]:
    """Entries of the manifest that is there, as far as it can be read and its files have not changed since."""
    try:
        document = json.loads((folder / MANIFEST).read_bytes())
        return [entry for entry in document["files"] if _unchanged(folder, entry)]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return []  # none, or not one of ours: the new one says what is known


def _unchanged(folder: Path, entry: dict[str, Any]) -> bool:
    path = folder / Path(entry["path"]).name
    if path.name != entry["path"] or not path.is_file() or path.stat().st_size != entry["bytes"]:
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest() == str(entry["sha256"])
