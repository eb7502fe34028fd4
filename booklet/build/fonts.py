# SPDX-License-Identifier: Apache-2.0
"""The fonts that a booklet can be set in, for people: which there are, for what, and which can be fetched."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from booklet.content.load import load_booklet
from booklet.paths import bundled_fonts
from booklet.problems import Problems
from booklet.text.manifest import FontEntry, read_manifest

__all__ = ["font_entries", "font_lines"]


def font_entries(folder: Path, problems: Problems) -> tuple[FontEntry, ...]:
    """Every face of the manifests that count for a booklet: its own, its parents', the program's.

    Where two have the same family and style, the first one counts.

    Raises:
        BookletError: where the booklet cannot be read.
    """
    source = load_booklet(folder, problems)
    own = [path for path in (each / "fonts" for each in source.folders) if (path / "manifest.yaml").is_file()]
    found: dict[tuple[str, str], FontEntry] = {}
    for each in (*own, bundled_fonts()):
        for entry in read_manifest(each, problems):
            found.setdefault((entry.family, entry.style), entry)
    return tuple(found.values())


def font_lines(entries: Iterable[FontEntry]) -> list[str]:
    """A line for each family: name, writing systems, styles, whether it is here."""
    families: dict[str, list[FontEntry]] = {}
    for entry in entries:
        families.setdefault(entry.family, []).append(entry)
    systems = {
        name: " ".join(sorted({each for entry in group for each in entry.scripts})) for name, group in families.items()
    }
    wide = max(map(len, families), default=0)
    wider = max(map(len, systems.values()), default=0)
    lines = []
    for name, group in families.items():
        styles = ", ".join(entry.style for entry in group)
        size = sum(entry.bytes for entry in group if not entry.here) / 1e6
        away = f'  not here: fonts get "{name}" ({size:.1f} MB)' if size else ""
        lines.append(f"{name:{wide}}  {systems[name]:{wider}}  {styles}{away}")
    return lines
