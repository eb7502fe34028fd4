# SPDX-License-Identifier: Apache-2.0
"""Proves that the text comes out as the catalog has it: by the tags, and by readers of other people."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Callable, Mapping

from proof_build import Built
from readers import PAGE_READERS
from whole_blocks import drawn_blocks, expected
from whole_reading import READERS, Score, foreign_characters, score, squeezed, texts_by_mark, visible

from booklet.checks.roundtrip import page_comparisons, without_artifacts

__all__ = ["READER_PROOFS", "extraction", "pdftotext_gets_the_pages", "tree_says_what_the_catalog_says"]

_MOST_ERRORS = 0.005  # right to left; left to right there are none


def tree_says_what_the_catalog_says(built: Built) -> list[str]:
    """Every text is in the structure tree: all of them, in order, code point for code point (NFC), in its language."""
    found = [(block.lang, unicodedata.normalize("NFC", block.text)) for block in built.whole.spoken]
    wanted = [(truth.lang, unicodedata.normalize("NFC", truth.text)) for truth in expected(built.whole)]
    if found == wanted:
        return []
    told = [f"{a} is {b} in the catalog" for a, b in zip(found, wanted, strict=False) if a != b][:1]
    return told or [f"{len(found)} texts in the tree, {len(wanted)} in the catalog"]


def extraction(built: Built, reader: str) -> Score:
    """What a reader makes of every block, and of all text of right-to-left files."""
    texts = texts_by_mark(built.whole.path, reader)
    blocks = drawn_blocks(built.whole)
    return score([(truth.text, "".join(texts.get(mark, "") for mark in block.marks)) for truth, block in blocks])


def pdftotext_gets_the_pages(built: Built) -> list[str]:
    """The text of every page in the order in which pdftotext gives it, artifacts left out. By hand only."""
    path = built.whole.path
    # The contents are two columns to it: titles, then numbers.
    aside = {page for block in built.whole.blocks if block.tag == "TOCI" for page, _ in block.marks}
    truths = [page.truth for page in page_comparisons(path, "pypdf")]
    founds = PAGE_READERS["pdftotext"](without_artifacts(path))
    pairs = [(visible(truth), visible(found)) for truth, found in zip(truths, founds, strict=True)]
    return _told("pdftotext", built, score([pair for page, pair in enumerate(pairs) if page not in aside]))


def _readers_get_the_text(reader: str, built: Built) -> list[str]:
    return _told(reader, built, extraction(built, reader))


def _told(reader: str, built: Built, result: Score) -> list[str]:
    allowed = _MOST_ERRORS if built.layout.direction == "rtl" else 0.0
    found = []
    if result.error_rate > allowed or not result.characters:
        found.append(f"{reader}: {result}, the first {_first_difference(*(result.wrong or [('', '')])[0])}")
    if strange := foreign_characters("".join(read for _, read in result.wrong or [])):
        found.append(f"{reader}: {sorted(strange)} came out")
    return found


def _first_difference(truth: str, read: str) -> str:
    truth, read = squeezed(truth), squeezed(read)
    at = next((at for at, (a, b) in enumerate(zip(truth, read, strict=False)) if a != b), min(len(truth), len(read)))
    return f"{truth[max(0, at - 8) : at + 12]!r} as {read[max(0, at - 8) : at + 12]!r}"


READER_PROOFS: Mapping[str, Callable[[Built], list[str]]] = {
    reader: functools.partial(_readers_get_the_text, reader) for reader in READERS
}
"""By reader: every block's text comes out."""
