# SPDX-License-Identifier: Apache-2.0
"""PDF syntax (ISO 32000-1, 7.3) as bytes: names, numbers, strings, references, arrays, dictionaries.

Structure trees have tens of thousands of objects; writing them as bytes costs a fraction of ReportLab's object model.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

__all__ = ["array", "byte_string", "dictionary", "name", "number", "reference", "text_string"]

_REGULAR = re.compile(rb"[^!-~]|[%()<>\[\]{}/#]")
_SPECIAL = re.compile(rb"[()\\\r]")
_ESCAPES = {b"(": rb"\(", b")": rb"\)", b"\\": rb"\\", b"\r": rb"\r"}


def number(value: float, places: int = 3) -> str:
    """A number with at most ``places`` decimals, never in exponent form (7.3.3)."""
    if isinstance(value, int):
        return str(value)
    text = f"{value:.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def name(value: str) -> bytes:
    """A name object; characters that are not regular are written as ``#xx`` (7.3.5)."""
    return b"/" + _REGULAR.sub(lambda match: b"#%02X" % match[0][0], value.encode("utf-8"))


def byte_string(value: bytes) -> bytes:
    """A literal string of these bytes (7.3.4.2). A bare CR would be read as LF, so it is escaped."""
    return b"(" + _SPECIAL.sub(lambda match: _ESCAPES[match[0]], value) + b")"


def text_string(value: str) -> bytes:
    """A text string: ASCII where that is enough, else UTF-16 with its byte order mark (7.9.2.2)."""
    if value.isascii():
        return byte_string(value.encode("ascii"))
    return byte_string(b"\xfe\xff" + value.encode("utf-16-be"))


def reference(number_: int) -> bytes:
    """An indirect reference to object ``number_``, generation 0."""
    return b"%d 0 R" % number_


def array(items: Iterable[bytes]) -> bytes:
    """An array of objects that are already in PDF syntax."""
    return b"[" + b" ".join(items) + b"]"


def dictionary(entries: Mapping[str, bytes]) -> bytes:
    """A dictionary; the values are already in PDF syntax."""
    return b"<<" + b"".join(name(key) + b" " + value for key, value in entries.items()) + b">>"
