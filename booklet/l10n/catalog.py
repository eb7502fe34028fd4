# SPDX-License-Identifier: Apache-2.0
"""Finds and reads the catalogs of a booklet.

A booklet's catalogs lie in ``<folder>/locales/<posix>/LC_MESSAGES/booklet.po``, those of a bundled booklet in the
program's own ``locales``. A booklet that extends another one takes from that one's catalogs what its own do not have,
and every booklet takes interface messages (``ui.*``) from the program's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from booklet import paths
from booklet.content.model import Message, SourceBooklet
from booklet.l10n.poheader import PoHeader, check_header, read_header
from booklet.l10n.polint import Translation, check_entries
from booklet.l10n.poread import read_po
from booklet.l10n.tags import Tag, parse_tag
from booklet.problems import BookletError, Problems

__all__ = [
    "INTERFACE", "Catalog", "available_locales", "catalog_path", "catalog_roots", "read_catalog", "template_path",
]  # fmt: skip

INTERFACE = "ui."
"""What the ids of interface messages begin with."""

_DOMAIN = "booklet"


@dataclass(frozen=True, slots=True)
class Catalog:
    """What there is in one language: translations by message id, merged from all folders of a booklet.

    ``path`` is the booklet's own file, None where only the program's interface messages were found.
    """

    tag: Tag
    path: Path | None
    texts: Mapping[str, Translation]
    translators: tuple[str, ...] = ()
    machine_draft: bool = False


def catalog_roots(source: SourceBooklet) -> tuple[Path, ...]:
    """The folders of catalogs of a booklet and, after it, of those it extends."""
    bundled = paths.bundled_booklets().resolve()
    return tuple(
        paths.bundled_locales() if folder.resolve().parent == bundled else folder / "locales"
        for folder in source.folders
    )


def template_path(source: SourceBooklet) -> Path:
    """Where the booklet's template for translators lies."""
    return catalog_roots(source)[0] / f"{_DOMAIN}.pot"


def catalog_path(source: SourceBooklet, tag: str) -> Path:
    """Where the booklet's own catalog of a locale lies, or is to lie."""
    parsed = parse_tag(tag)
    root = catalog_roots(source)[0]
    return _files(root).get(parsed) or root / parsed.posix / "LC_MESSAGES" / f"{_DOMAIN}.po"


def available_locales(source: SourceBooklet) -> tuple[str, ...]:
    """The locales that have a catalog, as BCP 47 tags in alphabetic order after the source language."""
    own = parse_tag(source.language)
    found = {str(tag) for root in catalog_roots(source) for tag in _files(root)} - {str(own)}
    return (str(own), *sorted(found))


def read_catalog(source: SourceBooklet, tag: Tag, problems: Problems) -> Catalog:
    """Read and check everything there is of ``tag``. A catalog without a file has no texts; faults become problems."""
    messages = {message.id: message for message in source.messages}
    roots = catalog_roots(source)
    texts: dict[str, Translation] = {}
    headers: list[PoHeader] = []
    path: Path | None = None
    for number, root in enumerate(roots):
        file = _files(root).get(tag)
        if file is None:
            continue
        path = path or file
        header, found = _read(file, messages, problems, whole=number == 0)
        for message_id, translation in found.items():
            texts.setdefault(message_id, translation)
        if header is not None and found:
            headers.append(header)
    missing = {k: message for k, message in messages.items() if k.startswith(INTERFACE) and k not in texts}
    if missing and paths.bundled_locales() not in roots:
        file = _files(paths.bundled_locales()).get(tag)
        if file is not None:
            texts |= _read(file, missing, problems, whole=False)[1]
    translators = dict.fromkeys(name for header in headers for name in header.translators)
    return Catalog(tag, path, texts, tuple(translators), any(header.machine_draft for header in headers))


def _read(
    file: Path, messages: Mapping[str, Message], problems: Problems, *, whole: bool
) -> tuple[PoHeader | None, dict[str, Translation]]:
    po = read_po(file, problems)
    if po is None:
        return None, {}
    header = read_header(po, problems)
    check_header(header, po, problems)
    return header, check_entries(po, messages, problems, whole=whole)


def _files(root: Path) -> dict[Tag, Path]:
    """The catalogs of a folder by language. A folder's canonical name wins over other spellings (zh_TW, sr@latin)."""
    try:
        folders = sorted(path for path in root.iterdir() if path.is_dir())
    except OSError:  # no translations yet
        return {}
    found: dict[Tag, Path] = {}
    for folder in folders:
        file = folder / "LC_MESSAGES" / f"{_DOMAIN}.po"
        try:
            tag = parse_tag(folder.name)
        except BookletError:  # some other folder
            continue
        if file.is_file() and (tag not in found or folder.name == tag.posix):
            found[tag] = file
    return found
