# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: T201 - printing is what it is for
"""Prints how well other people's readers get the text of the files: ``python tests/whole/measure.py [-v]``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from whole_blocks import drawn_blocks
from whole_files import NAMES, Maker, WholeFile
from whole_reading import READERS, Score, score, texts_by_mark

from booklet.checks.roundtrip import page_comparisons


def by_block(file: WholeFile, reader: str) -> Score:
    """Text by the structure tree, block by block."""
    texts = texts_by_mark(file.path, reader)
    pairs = [(truth.text, "".join(texts.get(mark, "") for mark in block.marks)) for truth, block in drawn_blocks(file)]
    return score(pairs)


def by_page(file: WholeFile, reader: str) -> Score:
    """Text in the order in which the reader gives a page's, artifacts left out."""
    engine = "pypdf" if reader == "pypdf" else "pypdfium2"
    return score([(page.truth, page.found) for page in page_comparisons(file.path, engine)])


def main() -> None:
    verbose = "-v" in sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        maker = Maker(Path(folder))
        for name in NAMES:
            for reader in READERS:
                for kind, measure in (("block", by_block), ("page", by_page)):
                    found = measure(maker.file(name), reader)
                    print(f"{name:10} {reader:6} by {kind:5}  {found}")
                    for truth, read in (found.wrong or []) if verbose and kind == "block" else ():
                        print(f"    truth {truth!r}\n    found {read!r}")


if __name__ == "__main__":
    main()
