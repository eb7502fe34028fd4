# SPDX-License-Identifier: Apache-2.0
"""A small good booklet to break, and the way in which every bad input is judged."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from booklet import paths
from booklet.content.load import load_booklet
from booklet.l10n.powrite import PoMessage, po_bytes
from booklet.problems import Problems

YAML = "booklet.yaml"
SVG = "images/cover.svg"
PNG = "images/seal.png"
PO = "locales/fr/LC_MESSAGES/booklet.po"
THEME = "theme.yaml"
MANIFEST = "fonts/manifest.yaml"

BOOKLET = """\
format: 1
slug: small
language: en
title: Small booklet
author: Tests
edition: "1"
date: 2026-11-01
links:
  site: {href: "https://example.org/", name: Website of the example}
values:
  boats: {number: 3}
footnotes:
  count: Somebody counted them in the morning.
blocks:
  - {kind: cover, id: cover, picture: {file: images/cover.svg, alt: A boat on the water}}
  - {kind: heading, id: harbour, text: The harbour}
  - kind: paragraph
    id: boats
    text: "There are **{boats} boats**.[^count] A [gull](gull) sits on one. The [example](site) has more."
  - {kind: heading, id: fish, level: 2, text: Fish}
  - {kind: definition, id: gull-1, entry: gull, text: A bird that cries.}
  - kind: table
    id: catch
    caption: The catch of a week
    corner: Day
    columns: [{id: cod, text: Cod}, {id: eel, text: Eel}]
    rows:
      - {id: monday, header: Monday, cells: [Two, Five]}
      - {id: friday, header: Friday, cells: [Nine, Seven]}
  - {kind: figure, id: seal, width: 0.3, picture: {file: images/seal.png, alt: An orange seal}}
  - {kind: heading, id: words, text: Words}
  - kind: glossary
    id: glossary
    entries:
      - {id: gull, term: Gull, text: A bird of the coast.}
  - kind: imprint
    id: imprint
    blocks:
      - {kind: paragraph, id: imprint-1, text: Made for tests.}
"""
DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 140">
  <rect width="100" height="140" fill="var(--sky, #bfe0ea)"/>
  <path d="M10 90 L90 90 L70 110 L30 110 Z" fill="#a8430f"/>
</svg>
"""
LOOK = """\
colours:
  sand: {rgb: "#f2e3cf", cmyk: [3, 9, 18, 0]}
"""
HEADER = {
    "Project-Id-Version": "small 1",
    "Language": "fr",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n > 1);",
    "X-Translators": "Ana",
}
FRENCH = {
    "boats.text": "Il y a **{boats} bateaux**.[^count] Une [mouette](gull) crie. L'[exemple](site) en dit plus.",
    "harbour.text": "Le port",
    "gull.term": "Mouette",
}
FONT = """\
format: 1
fonts:
  - {family: Andika, file: Own.ttf, style: regular, licence: OFL.txt, sha256: SHA256, scripts: [Latn]}
"""

Breaker = Callable[[Path], object]


def make_booklet(folder: Path) -> None:
    """Write the good booklet with its French catalog."""
    for name, text in ((YAML, BOOKLET), (SVG, DRAWING), (THEME, LOOK)):
        write(name, text)(folder)
    Image.new("RGB", (400, 300), "#c2541b").save(folder / PNG)
    source = load_booklet(folder, Problems())
    entries = [
        PoMessage(message.id, message.text, translation=FRENCH.get(message.id, message.text))
        for message in source.messages
        if not message.id.startswith("ui.")
    ]
    write(PO, po_bytes(HEADER, [], entries))(folder)


# --- ways to break something ---------------------------------------------------------------------------------------


def write(name: str, data: str | bytes) -> Breaker:
    """Another file in the place of ``name``."""

    def change(folder: Path) -> None:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())

    return change


def swap(name: str, old: str, new: str) -> Breaker:
    """``new`` in the place of ``old``, which occurs exactly once in the file."""

    def change(folder: Path) -> None:
        text = (folder / name).read_text("utf-8")
        assert text.count(old) == 1, f"{old!r} occurs {text.count(old)} times"
        (folder / name).write_bytes(text.replace(old, new).encode())

    return change


def bytes_swap(name: str, old: bytes, new: bytes) -> Breaker:
    """The same for what is no text."""

    def change(folder: Path) -> None:
        data = (folder / name).read_bytes()
        assert old in data
        (folder / name).write_bytes(data.replace(old, new, 1))

    return change


def insert(name: str, before: str, text: str) -> Breaker:
    """``text`` before what occurs exactly once."""
    return swap(name, before, text + before)


def grow(name: str, size: int, head: bytes = b"") -> Breaker:
    """A sparse file of ``size`` bytes: large to read, nothing on the disk."""

    def change(folder: Path) -> None:
        with (folder / name).open("wb") as file:
            file.write(head)
            file.truncate(size)

    return change


def remove(name: str) -> Breaker:
    """Delete a file."""
    return lambda folder: (folder / name).unlink()


def both(*breakers: Breaker) -> Breaker:
    """One change after the other."""

    def change(folder: Path) -> None:
        for breaker in breakers:
            breaker(folder)

    return change


def own_fonts(folder: Path, data: bytes | None = None) -> None:
    """Give the booklet a folder of fonts, with a face that it really uses, or with ``data`` in the place of one."""
    data = data or (paths.bundled_fonts() / "Andika-Regular.ttf").read_bytes()
    write("fonts/Own.ttf", data)(folder)
    write("fonts/OFL.txt", "licence")(folder)
    write(MANIFEST, FONT.replace("SHA256", hashlib.sha256(data).hexdigest()))(folder)


# --- how it is judged ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of bad input.

    ``file`` is where the message must point and ``at`` the text that its column must point to, in the broken file
    (the ``nth`` time that it occurs there); without ``at`` it is the file as a whole. ``what`` and ``mend`` are words
    that must stand left and right of the dash. ``errors`` is how many errors there are in all: one fault, one message.
    """

    name: str
    change: Breaker
    file: str
    at: str | None
    what: str
    mend: str
    errors: int = 1
    nth: int = 1

    def place(self, folder: Path) -> str:
        """What the message's line begins with."""
        if self.at is None:
            return f"{folder / self.file}:1:1: "
        text = (folder / self.file).read_bytes().decode("utf-8", "replace")
        offset = -1
        for _ in range(self.nth):
            offset = text.index(self.at, offset + 1)
        return f"{folder / self.file}:{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}: "


def rows(*table: Row) -> pytest.MarkDecorator:
    """Parametrise a test with a table of rows."""
    return pytest.mark.parametrize("row", table, ids=[row.name for row in table])


def snapshot(folder: Path) -> dict[str, object]:
    """All there is in a folder: what lies where, and its bytes (of files that a test made huge, their size)."""
    found: dict[str, object] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = path.readlink()
        elif path.is_file():
            size = path.stat().st_size
            found[name] = size if size > 5_000_000 else path.read_bytes()
        else:
            found[name] = None
    return found


def copy_all(source: Path, target: Path) -> None:
    """Copy a folder, links as links."""
    shutil.copytree(source, target, symlinks=True, dirs_exist_ok=True)


def problem_lines(err: str) -> list[str]:
    """The lines of an error stream that are problems (they have a dash), without warnings."""
    return [line for line in err.splitlines() if " — " in line and ": warning: " not in line]


def counted_errors(err: str) -> int:
    """The number of errors that the last lines tell."""
    found = re.search(r"^(\d+) errors?\b", err, re.MULTILINE)
    return int(found[1]) if found else 0
