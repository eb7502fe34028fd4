# SPDX-License-Identifier: Apache-2.0
"""Scripts of characters (UAX #24), from HarfBuzz's own data, resolved for characters that scripts share."""

from __future__ import annotations

import re

import uharfbuzz as hb

from booklet.text.bidi import matching_brackets

__all__ = ["script_of", "script_runs"]

_COMMON = "\0"
_COMMONS = re.compile("([^\0])\0+")
_SAME = re.compile(r"(.)\1*", re.DOTALL)


class _Scripts(dict[int, str]):
    """Code point → a character that stands for its script; filled as characters are met."""

    def __init__(self) -> None:
        self.names: list[str | None] = [None]  # _COMMON: common, inherited, unknown
        self._codes: dict[str, str] = {}

    def __missing__(self, codepoint: int) -> str:
        buffer = hb.Buffer()
        buffer.add_codepoints([codepoint])
        buffer.guess_segment_properties()
        name = buffer.script
        code = _COMMON
        if name is not None:
            code = self._codes.setdefault(name, chr(len(self.names)))
            if ord(code) == len(self.names):
                self.names.append(name)
        self[codepoint] = code
        return code


_scripts = _Scripts()


def script_of(char: str) -> str | None:
    """Return the ISO 15924 code of a character's script, None where several scripts share it."""
    return _scripts.names[ord(_scripts[ord(char)])]


def script_runs(text: str, default: str) -> list[tuple[int, int, str]]:
    """Return start, end and script of each stretch of one script.

    Shared characters take the script before them, at the start the one after them; a closing bracket takes that of its
    opening one. Text that has only shared characters is in the script ``default``.
    """
    codes = text.translate(_scripts)
    found = set(codes)
    found.discard(_COMMON)
    if len(found) <= 1:
        name = _scripts.names[ord(found.pop())] if found else None
        return [(0, len(text), name or default)]
    leading = next(code for code in codes if code != _COMMON)
    opened = {end: start for start, end in matching_brackets(text)}
    if opened:
        resolved: list[str] = []
        current = leading
        for position, code in enumerate(codes):
            if code != _COMMON:
                current = code
            elif position in opened:
                current = resolved[opened[position]]
            resolved.append(current)
        codes = "".join(resolved)
    else:
        codes = _COMMONS.sub(lambda match: match.group(1) * len(match.group()), leading + codes)[1:]
    return [(*match.span(), _scripts.names[ord(match.group(1))] or default) for match in _SAME.finditer(codes)]
