# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: T201 - printing is what it is for
"""The bundled booklet in all its languages against WeasyPrint with two: ``python -m tests.benchmarks.whole_set``.

WeasyPrint gets the same words, headings, lists, tables and pictures as HTML, read from the structure trees of our own
files, and the styles of :mod:`tests.benchmarks.as_html`. Ours is one command for all files, nothing from any cache.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from booklet.build.run import build
from booklet.checks.findings import Findings
from booklet.checks.pdfcontent import read_pages
from booklet.checks.pdffile import open_pdf
from booklet.checks.structure import StructNode, read_structure
from booklet.checks.tree import all_texts
from booklet.content.load import load_booklet
from booklet.content.model import PictureRef
from booklet.l10n.localise import localise
from booklet.paths import bundled_booklets, bundled_fonts
from booklet.problems import Problems
from booklet.values import Immutable

from .as_html import _CSS, _FACES
from .measure import Command, interleave, ratio

TWO = ("en", "fr")
FOLDER = bundled_booklets() / "child-trafficking"
_TAGS = {
    "L": "ul", "LI": "li", "TOC": "ul", "TOCI": "li", "Table": "table", "TR": "tr", "TH": "th", "TD": "td",
    "THead": "thead", "TBody": "tbody", "H1": "h1", "H2": "h2", "H3": "h3", "P": "p", "Caption": "p",
}  # fmt: skip
_INLINE = {"Strong": "strong", "Em": "em", "Span": "span", "Link": "span", "Reference": "span", "Quote": "span"}


def pictures(value: object) -> Iterator[PictureRef]:
    """The pictures in a booklet or in a part of it."""
    if isinstance(value, PictureRef):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from pictures(part)
    elif isinstance(value, Immutable):
        for name in value.__struct_fields__:
            yield from pictures(getattr(value, name))


def html(pdf: Path, lang: str) -> str:
    """A file of ours as HTML."""
    booklet = localise(load_booklet(FOLDER, Problems()), lang, Problems())
    files = {booklet.plain(ref.alt): ref.path for ref in pictures(booklet.blocks) if ref.alt is not None}
    reader = open_pdf(pdf)
    nodes = read_structure(reader, Findings())
    texts = all_texts(read_pages(reader, Findings()))
    faces = "".join(
        f'@font-face {{ font-family: "{family}"; font-weight: {weight}; '
        f'src: url("{(bundled_fonts() / name).as_uri()}") }}\n'
        for family, name, weight in _FACES
    )
    css = faces + _CSS.replace("SIZE", "12").replace("PITCH", "17")
    title = escape(booklet.plain(booklet.source.title))
    head = f'<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title><style>{css}</style></head>'
    out = ["<!DOCTYPE html>\n", head, "<body>"]
    open_tags: list[tuple[int, str]] = []
    for node in nodes:
        while open_tags and open_tags[-1][0] >= node.depth:
            out.append(f"</{open_tags.pop()[1]}>")
        if node.sequence is not None:
            out.append(escape(texts.get(node.sequence, "")))
        elif node.role == "Figure" and node.alt in files:
            out.append(f'<img src="{files[node.alt].resolve().as_uri()}" alt="{escape(node.alt)}">')
        elif node.annotation is None:
            name = _name(node, [tag for _, tag in open_tags])
            out.append(f"<{name}>")
            open_tags.append((node.depth, name))
    out += [f"</{name}>" for _, name in reversed(open_tags)]
    return "".join(out) + "</body></html>\n"


def _name(node: StructNode, inside: Sequence[str]) -> str:
    if node.tag in _INLINE or node.role in _INLINE:
        return _INLINE.get(node.tag) or _INLINE[node.role]
    if node.role == "Lbl" or "p" in inside or "span" in inside:
        return "span"
    return _TAGS.get(node.role, "div")


def main() -> int:
    """Prepare, run in turn, print."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.whole_set", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, metavar="N")
    parser.add_argument("--editions", nargs="+", default=["screen", "large-print"])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(FOLDER, folder / "two", locales=TWO, editions=["screen"])
        for lang in TWO:
            pdf = folder / "two" / f"child-trafficking-{lang}-screen.pdf"
            (folder / f"{lang}.html").write_text(html(pdf, lang), "utf-8")
        (folder / "made").mkdir()
        driver = str(Path(__file__).parent / "drive_weasyprint.py")
        sources = [str(folder / f"{lang}.html") for lang in TWO]
        ours = (sys.executable, "-m", "booklet", "build", "--source", str(FOLDER), "--no-cache", "--out")
        commands = [
            Command("ours", (*ours, str(folder / "all"), "--edition", *options.editions), options.rounds),
            Command("weasyprint", (sys.executable, driver, str(folder / "made"), *sources), options.rounds),
        ]
        found = interleave(commands, options.rounds)
        count = len(list((folder / "all").glob("*.pdf")))
        print(f"ours: {count} files in {found['ours'].median('wall'):.1f} s")
        print(f"WeasyPrint: {len(TWO)} files in {found['weasyprint'].median('wall'):.1f} s")
        print(f"time, ours to WeasyPrint's: {ratio(found['ours'], found['weasyprint'], 'wall'):.2f}")
        print(f"processor time: {ratio(found['ours'], found['weasyprint'], 'cpu'):.2f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
