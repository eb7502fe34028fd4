# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: ANN401 - PDF objects are whatever the file holds
"""Fonts of a PDF as far as the checks need them: codes, their text, their glyphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pypdf.generic import DictionaryObject, StreamObject

from booklet.checks.pdffile import dictionary, entry, items, resolve, text_of

__all__ = ["FontFacts", "parse_to_unicode"]

MAX_CODES = 70_000  # entries of one ToUnicode map

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
_BASE_ENCODINGS = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman", "/StandardEncoding": "latin-1"}


class FontFacts:
    """One font resource.

    Attributes:
        name: Its BaseFont.
        embedded: Whether its glyphs are in the file.
        has_to_unicode: Whether it says what its codes mean.
        wide: Whether a code has two bytes (Type 0 fonts).
        program: Its TrueType program, if it has one.
        shown: How often each page shows each of its codes, by page index.
    """

    def __init__(self, font: DictionaryObject) -> None:
        kind = entry(font, "/Subtype")
        self.name = str(entry(font, "/BaseFont") or kind or "without name").removeprefix("/")
        self.wide = kind == "/Type0"
        descendant = resolve(next(iter(items(entry(font, "/DescendantFonts"))), None)) if self.wide else None
        holder = descendant if isinstance(descendant, DictionaryObject) else font
        descriptor = dictionary(holder, "/FontDescriptor")
        self.embedded = kind == "/Type3" or any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
        program = entry(descriptor, "/FontFile2")
        self.program = program if isinstance(program, StreamObject) else None
        self.shown: dict[int, Counter[int]] = {}
        stream = entry(font, "/ToUnicode")
        self.has_to_unicode = isinstance(stream, StreamObject)
        self._texts = parse_to_unicode(stream.get_data()) if isinstance(stream, StreamObject) else {}
        self._glyphs = self._glyph_map(font, holder) if self.wide else None
        self._encoding = {} if self.wide or self.has_to_unicode else _simple_encoding(font)

    def _glyph_map(self, font: DictionaryObject, holder: Any) -> bytes | range | None:
        """CID to glyph as two bytes each, a range for the identity, None if glyphs cannot be told."""
        identity = entry(font, "/Encoding") in ("/Identity-H", "/Identity-V")
        if not identity or entry(holder, "/Subtype") != "/CIDFontType2":
            return None
        mapping = entry(holder, "/CIDToGIDMap")
        return bytes(mapping.get_data()) if isinstance(mapping, StreamObject) else range(65_536)

    def codes(self, data: bytes) -> Iterator[int]:
        """The codes in the operand of a text-showing operator."""
        if self.wide:
            for start in range(0, len(data) - 1, 2):
                yield data[start] << 8 | data[start + 1]
        else:
            yield from data

    def text(self, code: int) -> str | None:
        """What a code means; None if the font does not say."""
        return self._texts.get(code) if self.has_to_unicode else self._encoding.get(code)

    def glyph(self, code: int) -> int | None:
        """The glyph that a code draws; None where that cannot be told without reading the font's program."""
        if self._glyphs is None:
            return None
        if isinstance(self._glyphs, range):
            return code
        pair = self._glyphs[2 * code : 2 * code + 2]
        return int.from_bytes(pair, "big") if len(pair) == 2 else 0

    def meanings(self) -> Iterator[str]:
        """Every meaning in the ToUnicode map."""
        yield from self._texts.values()


def parse_to_unicode(data: bytes) -> dict[int, str]:
    """Read a ToUnicode CMap's bfchar and bfrange sections (ISO 32000-1, 9.10.3)."""
    texts: dict[int, str] = {}
    for section in _SECTION.finditer(data):
        tokens = _TOKEN.finditer(section.group(2))
        if section.group(1) == b"bfchar":
            for token in tokens:
                target = next(tokens, None)
                if token.group(1) is not None and target is not None and target.group(1) is not None:
                    texts[_code(token.group(1))] = _characters(target.group(1))
        else:
            for token in tokens:
                last, target = next(tokens, None), next(tokens, None)
                if token.group(1) is None or last is None or last.group(1) is None or target is None:
                    break
                _range(texts, _code(token.group(1)), _code(last.group(1)), target, tokens)
        if len(texts) > MAX_CODES:
            break
    return texts


def _range(
    texts: dict[int, str], first: int, last: int, target: re.Match[bytes], tokens: Iterator[re.Match[bytes]]
) -> None:
    if target.group(2):  # an array: one text per code
        for code, token in enumerate(tokens, first):
            if token.group(3):
                break
            if code <= last and token.group(1) is not None:
                texts[code] = _characters(token.group(1))
    elif target.group(1) is not None:
        text = _characters(target.group(1))
        if text:
            for code in range(first, min(last, first + 65_535) + 1):
                texts[code] = text[:-1] + chr(min(ord(text[-1]) + code - first, 0x10FFFF))


def _hex(digits: bytes) -> bytes:
    plain = b"".join(digits.split())
    return bytes.fromhex((plain + b"0" * (len(plain) % 2)).decode("ascii"))


def _code(digits: bytes) -> int:
    return int.from_bytes(_hex(digits)[:4], "big")


def _characters(digits: bytes) -> str:
    return _hex(digits)[:1024].decode("utf-16-be", "replace")


def _simple_encoding(font: DictionaryObject) -> dict[int, str]:
    """Meanings of a simple font's codes by its encoding and glyph names."""
    encoding = entry(font, "/Encoding")
    base = encoding if isinstance(encoding, str) else entry(encoding, "/BaseEncoding")
    codec = _BASE_ENCODINGS.get(str(base), "latin-1")
    texts = {code: bytes([code]).decode(codec, "ignore") for code in range(32, 256)}
    differences = items(entry(encoding, "/Differences"))
    if differences:
        from fontTools import agl

        code = 0
        for item in differences[:1024]:
            if isinstance(item, int):
                code = item
            elif (name := text_of(item)) is not None:
                texts[code] = agl.toUnicode(name.removeprefix("/"))
                code += 1
    return {code: text for code, text in texts.items() if text}
