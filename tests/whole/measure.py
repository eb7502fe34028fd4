# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: T201 - printing is what it is for
"""Prints how well other people's readers get the text of files: ``python tests/whole/measure.py --help``."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

from pypdf import PdfReader
from readers import PAGE_READERS, NotInstalledError, Pages, pdfjs_marks, pdfjs_reader
from whole_files import NAMES, Block, Maker, Mark, structure_blocks
from whole_reading import READERS, Score, boxes_by_mark, score, texts_by_mark, visible

from booklet.checks.findings import Findings
from booklet.checks.pdfcontent import read_pages
from booklet.checks.roundtrip import page_comparisons, without_artifacts

_LABELS = {"Lbl", "Figure"}  # a number stands beside its item, and readers know it
_LINE = 4.0  # points


def main() -> None:
    arguments = _arguments()
    readers = {**PAGE_READERS, "pdf.js": pdfjs_reader(arguments.pdfjs)}
    if arguments.reader:
        readers = {name: read for name, read in readers.items() if name in arguments.reader}
    with tempfile.TemporaryDirectory() as folder:
        maker = Maker(Path(folder))
        files = [(path.stem, path) for path in arguments.files] or ((name, maker.file(name).path) for name in NAMES)
        for name, path in files:
            for reader in readers:
                for kind, found in _scores(path, reader, readers[reader], arguments.pdfjs):
                    print(f"{name:14} {reader:17} {kind:14}  {found}", flush=True)
                    for truth, read in (found.wrong or []) if arguments.verbose else ():
                        print(f"    truth {truth!r}\n    found {read!r}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="PDFs of ours (those of the tests if none)")
    parser.add_argument("--pdfjs", type=Path, default=Path(), help="folder into which npm installed pdfjs-dist")
    parser.add_argument("--reader", action="append", help="only this reader; may be given more than once")
    parser.add_argument("-v", "--verbose", action="store_true", help="show every text that is not exact")
    return parser.parse_args()


def _scores(path: Path, reader: str, read: Pages, pdfjs: Path) -> Iterator[tuple[str, Score]]:
    try:
        if reader in (*READERS, "pdf.js"):
            yield "by block", by_block(path, reader, pdfjs)
        yield from by_page(path, read)
    except NotInstalledError as error:
        print(f"not run: {error}")


def by_block(path: Path, reader: str, pdfjs: Path) -> Score:
    """Text by the structure tree, block by block; the truth is what our own reader finds there."""
    texts = pdfjs_marks(pdfjs, path.read_bytes()) if reader == "pdf.js" else texts_by_mark(path, reader)
    own = read_pages(PdfReader(path), Findings())
    truth = {(page.index, key[2]): text for page in own for key, text in page.texts().items()}
    blocks = [block for block in structure_blocks(PdfReader(path)) if block.marks and block.tag != "Figure"]
    return score([(_joined(truth, block), _joined(texts, block)) for block in blocks])


def by_page(path: Path, read: Pages) -> Iterator[tuple[str, Score]]:
    """Text in the order in which the reader gives a page's, artifacts left out; then without side-by-side pages."""
    truths = [page.truth for page in page_comparisons(path, "pypdf")]
    pairs = [(visible(truth), visible(text)) for truth, text in zip(truths, read(without_artifacts(path)), strict=True)]
    yield "by page", score(pairs)
    beside = pages_with_columns(path)
    yield "one column", score([pair for index, pair in enumerate(pairs) if index not in beside])


def pages_with_columns(path: Path) -> set[int]:
    """Pages with things beside each other (tables, panels, contents with page numbers): readers may go down first."""
    boxes = boxes_by_mark(path)
    blocks = structure_blocks(PdfReader(path))
    contents = {mark[0] for block in blocks if block.tag == "TOCI" for mark in block.marks}
    pages: dict[int, list[tuple[float, float, float, float]]] = {}
    for block in blocks:
        for page in {mark[0] for mark in block.marks} if block.tag not in _LABELS else ():
            found = [boxes[mark] for mark in block.marks if mark[0] == page and mark in boxes]
            if found:
                lefts, bottoms, rights, tops = zip(*found, strict=True)
                pages.setdefault(page, []).append((min(lefts), min(bottoms), max(rights), max(tops)))
    return contents | {page for page, found in pages.items() if any(_beside(a, b) for a, b in combinations(found, 2))}


def _beside(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    """Whether two boxes share a line's height or more, but no column."""
    return min(a[3], b[3]) - max(a[1], b[1]) > _LINE and (a[2] <= b[0] or b[2] <= a[0])


def _joined(texts: Mapping[Mark, str], block: Block) -> str:
    return "".join(texts.get(mark, "") for mark in block.marks)


if __name__ == "__main__":
    main()
