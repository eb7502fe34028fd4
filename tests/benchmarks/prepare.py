# SPDX-License-Identifier: Apache-2.0
"""Writes the sources of a case: ``python -m tests.benchmarks.prepare FOLDER CHAPTERS SEED LANGUAGE…``.

A process of its own, because a process that has grown large lends its size to what it starts: the peak that the
system reports of a child begins with the parent's.
"""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

from booklet.paths import bundled_fonts

from .as_booklet import catalog_path, write_booklet
from .as_html import html_markup
from .as_typst import typst_markup
from .document import Document, Paragraph, Picture, make_document

__all__ = ["prepare"]

_FACES = ("Andika-*.ttf", "NotoNaskhArabic-*.ttf")


def prepare(folder: Path, chapters: int, seed: str, languages: list[str]) -> None:
    """Write ``ours/``, ``typst/``, ``weasyprint/``, ``fonts/`` and ``change.json`` into ``folder``.

    ``fonts/`` has the faces that the documents use. Typst and WeasyPrint get these alone: they need not look through
    faces of other scripts; this program reads the manifest of all. ``change.json`` has a text of the last document and
    the file that each tool has it in, for the case in which it changes.
    """
    documents = [make_document(language, chapters, seed) for language in languages]
    write_booklet(documents, folder / "ours")
    fonts = folder / "fonts"
    fonts.mkdir()
    for face in (path for pattern in _FACES for path in sorted(bundled_fonts().glob(pattern))):
        shutil.copyfile(face, fonts / face.name)
    for tool in ("typst", "weasyprint"):
        _pictures(documents[0], folder / tool)
    for document in documents:
        (folder / "typst" / f"{document.name}.typ").write_text(typst_markup(document), "utf-8")
        (folder / "weasyprint" / f"{document.name}.html").write_text(html_markup(document, "../fonts/"), "utf-8")
    last = documents[-1]
    ours = catalog_path(folder / "ours", last.language) if len(documents) > 1 else folder / "ours" / "booklet.yaml"
    files = [ours, folder / "typst" / f"{last.name}.typ", folder / "weasyprint" / f"{last.name}.html"]
    text = next(block.runs[0].text for block in last.blocks if isinstance(block, Paragraph))
    (folder / "change.json").write_text(json.dumps({"text": text, "files": [str(file) for file in files]}), "utf-8")


def _pictures(document: Document, folder: Path) -> None:
    (folder / "images").mkdir(parents=True)
    for block in document.blocks:
        if isinstance(block, Picture):
            (folder / "images" / block.name).write_text(block.svg, "utf-8")


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4:])
