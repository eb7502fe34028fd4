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
    """Every entry of the manifests that count for a booklet: its own, its parents', the program's.

    Raises:
        BookletError: where the booklet cannot be read.
    """
    source = load_booklet(folder, problems)
    own = [path for path in (each / "fonts" for each in source.folders) if (path / "manifest.yaml").is_file()]
    return tuple(entry for each in (*own, bundled_fonts()) for entry in read_manifest(each, problems))


def font_lines(entries: Iterable[FontEntry]) -> list[str]:
    """A line for each family: name, writing systems, styles, whether it is here."""
    families: dict[str, list[FontEntry]] = {}
    for entry in entries:
        families.setdefault(entry.family, []).append(entry)
    wide = max((len(name) for name in families), default=0)
    lines = []
    for name, group in families.items():
        scripts = " ".join(dict.fromkeys(script for entry in group for script in sorted(entry.scripts)))
        styles = ", ".join(entry.style for entry in group)
        size = sum(entry.bytes for entry in group if not entry.here) / 1e6
        away = f'  not here: fonts get "{name}" ({size:.0f} MB)' if size else ""
        lines.append(f"{name:{wide}}  {scripts:10}  {styles}{away}")
    return lines
