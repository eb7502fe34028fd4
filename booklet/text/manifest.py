# SPDX-License-Identifier: Apache-2.0
"""Reads a folder's ``manifest.yaml``: which font files there are, of what family and style, from where.

A file is named with its sha256, so that what is set and embedded is what was reviewed, and its licence lies beside it.
"""

from __future__ import annotations

import re
from pathlib import Path

from booklet.content.nodes import MappingNode, Node, Scalar, SequenceNode
from booklet.content.reader import lies_inside, read_yaml
from booklet.content.words import Suggester, listed, quote
from booklet.problems import Problems, Span
from booklet.text.fontstore import stored
from booklet.text.scripts import SYSTEMS_OF
from booklet.values import Immutable

__all__ = ["MAX_BYTES", "FontEntry", "read_manifest"]

MAX_BYTES = 64_000_000
"""The largest fonts, of all Chinese characters, have about 25 million."""

_STYLES = {"regular": (False, False), "bold": (True, False), "italic": (False, True), "bold-italic": (True, True)}
_OPTIONAL = ("version", "origin", "download", "bytes")
_FIELDS = ("family", "file", "style", "licence", "sha256", "scripts")
_SHA256 = re.compile("[0-9a-f]{64}")
_SCRIPT = re.compile("[A-Z][a-z]{3}")
_ADDRESS = re.compile("https://[!-~]+")  # what is in an address of the web besides these stands there as %20 and so on


class FontEntry(Immutable, frozen=True):
    """A font file as its manifest has it. ``span`` is the entry's place.

    ``path`` has been found to be a file, beside the manifest or in the user's store of fetched fonts, where the face is
    ``here``. A face that can be fetched names the address to ``download`` it from and its size in ``bytes``.
    """

    family: str
    path: Path
    bold: bool
    italic: bool
    sha256: str
    scripts: frozenset[str]
    span: Span
    here: bool = True
    download: str = ""
    bytes: int = 0

    @property
    def style(self) -> str:
        """The style's name in the manifest."""
        return next(name for name, value in _STYLES.items() if value == (self.bold, self.italic))


def read_manifest(folder: Path, problems: Problems) -> tuple[FontEntry, ...]:
    """Read the manifest of a folder of fonts. Entries with a mistake are left out and reported."""
    document = read_yaml(folder / "manifest.yaml", folder, problems)
    if document is None:
        return ()
    reader = _Reader(folder, problems)
    reader.keys(document.root, ("format", "fonts"))
    version = reader.text(document.root, "format")
    if version is not None and version.text != "1":
        problems.error(version.span, f"manifests of format {quote(version.text)} are unknown", "write “format: 1”")
    fonts = document.root.get("fonts")
    if not isinstance(fonts, SequenceNode):
        place = fonts.span if fonts is not None else document.root.span
        problems.error(place, "the manifest has no list ‘fonts’", "add “fonts:” with an entry for each file")
        return ()
    entries = [reader.entry(node) for node in fonts.items]
    return tuple(entry for entry in entries if entry is not None)


class _Reader:
    def __init__(self, folder: Path, problems: Problems) -> None:
        self._folder = folder
        self._problems = problems
        self._suggester = Suggester()

    def keys(self, node: MappingNode, needed: tuple[str, ...], more: tuple[str, ...] = ()) -> bool:
        """Report unknown and missing keys; say whether there were none."""
        good, known = True, (*needed, *more)
        for entry in node:
            if entry.key.text not in known:
                mend = self._suggester.mend(entry.key.text, known, f"delete it; the keys are {listed(known, 'and')}")
                self._problems.error(entry.key.span, f"unknown key {quote(entry.key.text)}", mend)
                good = False
        for key in needed:
            if node.get(key) is None:
                self._problems.error(node.span, f"the key ‘{key}’ is missing here", f"add “{key}: …”")
                good = False
        return good

    def text(self, node: MappingNode, key: str) -> Scalar | None:
        """Return a value that has to be a text, or None with a problem (or without one where the key is missing)."""
        value = node.get(key)
        if value is None:
            return None
        if not isinstance(value, Scalar) or not value.text.strip() or not value.text.isprintable():
            self._problems.error(value.span, f"‘{key}’ must be a text", f"write “{key}: …” on one line")
            return None
        return value

    def entry(self, node: Node) -> FontEntry | None:
        """Read one entry, or report what is wrong with it."""
        if not isinstance(node, MappingNode):
            self._problems.error(node.span, "an entry has keys like ‘family’", f"give it {listed(_FIELDS, 'and')}")
            return None
        good = self.keys(node, _FIELDS, _OPTIONAL)
        values = {key: self.text(node, key) for key in (*_FIELDS, *_OPTIONAL) if key != "scripts"}
        scripts = self._scripts(node.get("scripts"))
        family, style, sha256 = values["family"], values["style"], values["sha256"]
        if sha256 is not None and not _SHA256.fullmatch(sha256.text):
            self._problems.error(sha256.span, "‘sha256’ must be 64 hexadecimal digits", "write what sha256sum prints")
            sha256, good = None, False
        download, size = self._download(node, values["download"], values["bytes"])
        can_be_away = node.get("download") is not None or node.get("bytes") is not None
        good = good and bool(download) == can_be_away
        path = self._file(values["file"], "take a font file that lies beside the manifest", may_be_away=can_be_away)
        here = path is None or not can_be_away or _is_file(path)
        if path is not None and sha256 is not None and not here:
            path = stored(sha256.text) or path
            here = _is_file(path)
        licence = self._file(values["licence"], "put the text of the font's licence beside it")
        if style is not None and style.text not in _STYLES:
            mend = self._suggester.mend(style.text, _STYLES, f"write {listed(_STYLES)}")
            self._problems.error(style.span, f"‘style’ cannot be {quote(style.text)}", mend)
            good = False
        if not good or family is None or style is None or sha256 is None or not path or not licence or scripts is None:
            return None
        bold, italic = _STYLES[style.text]
        return FontEntry(family.text, path, bold, italic, sha256.text, scripts, node.span, here, download, size)

    def _download(self, node: MappingNode, address: Scalar | None, size: Scalar | None) -> tuple[str, int]:
        """The address of a face that can be fetched and its size; nothing where there is none, or a fault."""
        for key, value in (("download", address), ("bytes", size)):
            if value is None and node.get(key) is not None:
                return "", 0  # no text, which has been said
        if address is None and size is None:
            return "", 0
        if address is None or not _ADDRESS.fullmatch(address.text):
            place = address.span if address is not None else node.span
            self._problems.error(place, "‘download’ must be an https address", "write “download: https://…”")
            return "", 0
        number = int(size.text) if size is not None and re.fullmatch("[0-9]{1,8}", size.text) else 0
        if not 0 < number <= MAX_BYTES:
            place = size.span if size is not None else node.span
            self._problems.error(place, "‘bytes’ must be the file's size", f"write a number up to {MAX_BYTES}")
            return "", 0
        return address.text, number

    def _file(self, value: Scalar | None, mend: str, *, may_be_away: bool = False) -> Path | None:
        """A file beside the manifest, or None with a problem. One that can be fetched need not be there."""
        if value is None:
            return None
        path = self._folder / value.text
        if "\0" in value.text or not lies_inside(path, self._folder):
            self._problems.error(value.span, f"{quote(value.text)} lies outside the folder of fonts", mend)
            return None
        try:
            if path.is_file() or (may_be_away and not path.exists()):
                return path
            what = f"there is no file {quote(value.text)}"
        except OSError as error:  # a name that is too long, a folder that cannot be searched
            what = f"the file {quote(value.text)} cannot be read: {error.strerror}"
        self._problems.error(value.span, what, mend)
        return None

    def _scripts(self, node: Node | None) -> frozenset[str] | None:
        if node is None:
            return None
        if isinstance(node, SequenceNode):
            found = [item.text for item in node.items if isinstance(item, Scalar) and _SCRIPT.fullmatch(item.text)]
            if len(found) == len(node.items):
                return self._systems(node)
        self._problems.error(node.span, "‘scripts’ must be a list of ISO 15924 codes", "write a list like [Latn, Cyrl]")
        return None

    def _systems(self, node: SequenceNode) -> frozenset[str] | None:
        """The codes, if each is one that a font is chosen by."""
        codes: set[str] = set()
        for item in node.items:
            if isinstance(item, Scalar):
                codes.add(item.text)
                if item.text in SYSTEMS_OF:
                    what = f"fonts are chosen by the way of writing, not by {quote(item.text)} alone"
                    self._problems.error(item.span, what, f"write {SYSTEMS_OF[item.text]}")
        return None if codes & SYSTEMS_OF.keys() else frozenset(codes)


def _is_file(path: Path) -> bool:
    """Say whether a file is there. Never raises."""
    try:
        return path.is_file()
    except OSError:  # a folder that cannot be searched
        return False
