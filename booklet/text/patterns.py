# SPDX-License-Identifier: Apache-2.0
"""Pyphen's hyphenation dictionaries, read without parsing them: a pattern is parsed when a word asks for it.

Pyphen parses all patterns of a dictionary, some ten thousand, which takes longer than setting a short booklet. A text
needs a few hundred of them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pyphen

__all__ = ["load_dictionary"]

_SAYS = re.compile("[1-9]")
_IGNORED: tuple[str, ...] = pyphen.ignored

Pattern = tuple[int, tuple[int, ...]]
"""Where in the letters the values begin, and the values between letters: odd ones allow a hyphen (Liang)."""


class _Patterns(dict[str, "str | Pattern | None"]):
    """Patterns by their letters: as they are written, until somebody asks."""

    def get(self, letters: str, default: Any = None) -> Any:  # noqa: ANN401 - as dict has it
        """Return the parsed pattern for some letters."""
        found = super().get(letters)
        if isinstance(found, str):
            found = self[letters] = _parse(found)
        return default if found is None else found


def _parse(written: str) -> Pattern | None:
    """Parse one pattern as Pyphen does; None where it says nothing."""
    written = pyphen.parse_hex(lambda match: chr(int(match.group(1), 16)), written)
    factory: Any = int
    if "/" in written and "=" in written:
        written, alternative = written.split("/", 1)
        factory = pyphen.AlternativeParser(written, alternative)
    values = [factory(digit or "0") for digit, _ in pyphen.parse(written)]
    if max(values) == 0:
        return None
    start, end = 0, len(values)
    while not values[start]:
        start += 1
    while not values[end - 1]:
        end -= 1
    return start, tuple(values[start:end])


class _Dictionary(pyphen.HyphDict):  # type: ignore[misc]
    """Pyphen's own algorithm over patterns that are parsed late."""

    def __init__(self, path: Path) -> None:  # takes the place of Pyphen's, which parses everything
        encoding, _, data = path.read_bytes().partition(b"\n")
        name = encoding.decode("ascii").strip().lower()
        name = "cp1251" if name == "microsoft-cp1251" else name
        data = b"\n".join(map(bytes.strip, data.split(b"\n")))
        lines = data.decode(name).split("\n")
        letters = data.translate(None, b"0123456789").decode(name).split("\n")
        self.patterns = _Patterns(zip(letters, lines, strict=True))
        if len(self.patterns) < len(lines):  # of two for the same letters, one that says nothing does not count
            self.patterns.update((key, line) for key, line in zip(letters, lines, strict=True) if _SAYS.search(line))
        for key, line in zip(letters, lines, strict=True):
            if not line or line.startswith(_IGNORED):
                self.patterns.pop(key, None)
        for key, line in zip(letters, lines, strict=True) if b"/" in data or b"^^" in data else ():
            if "/" in line or "^^" in line:  # the letters are not simply what is left without the digits
                self.patterns.pop(key, None)
                if not line.startswith(_IGNORED):
                    whole = pyphen.parse_hex(lambda match: chr(int(match.group(1), 16)), line)
                    plain = whole.split("/", 1)[0] if "/" in whole and "=" in whole else whole
                    self.patterns["".join(letter for _, letter in pyphen.parse(plain))] = line
        self.maxlen = max(map(len, self.patterns), default=0)
        self.cache: dict[str, list[int]] = {}


def load_dictionary(lang: str, left: int, right: int) -> pyphen.Pyphen | None:
    """Return Pyphen's hyphenator for a language (BCP 47), None where it has no dictionary.

    ``left`` and ``right`` are how many letters stay on either side of a hyphen, at least.
    """
    name = pyphen.language_fallback(lang.replace("-", "_")) if lang else None
    if name is None:
        return None
    path = pyphen.LANGUAGES[name]
    if path not in pyphen.hdcache:
        pyphen.hdcache[path] = _Dictionary(path)
    return pyphen.Pyphen(lang=name, left=left, right=right)
