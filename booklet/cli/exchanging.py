# SPDX-License-Identifier: Apache-2.0
"""The commands for agencies: ``translate export`` and ``translate import``, catalogs as XLIFF files and back."""

from __future__ import annotations

import argparse
from pathlib import Path

from booklet.cli.arguments import add_source, source
from booklet.cli.console import counted, print_problems, shown
from booklet.cli.parser import Parser
from booklet.problems import BookletError, Problems

__all__ = ["define_export", "define_import", "export", "take_back"]

_FORMATS = ("xliff2",)


def _add_format(parser: Parser) -> None:
    what = "the format of the files: xliff2 (XLIFF 2.0; 2.1 and 2.2 are read as well)"
    parser.add_argument("--format", choices=_FORMATS, default=_FORMATS[0], help=what)


def define_export(parser: Parser) -> None:
    """Add the arguments of ``translate export``."""
    parser.add_argument("locales", nargs="*", metavar="LOCALE", help="languages (default: all catalogs of the booklet)")
    _add_format(parser)
    parser.add_argument("--out", type=Path, default=Path(), metavar="DIR", help="folder for the files (default: here)")
    add_source(parser)


def export(options: argparse.Namespace) -> int:
    """Write catalogs as XLIFF files."""
    from booklet.content.load import load_booklet
    from booklet.l10n.catalog import own_catalogs
    from booklet.l10n.exchange import export_xliff
    from booklet.l10n.tags import parse_tag
    from booklet.l10n.writing import write_whole

    problems = Problems()
    booklet = load_booklet(source(options), Problems())  # its warnings are a build's to tell
    names = options.locales or [path.parent.parent.name for path in own_catalogs(booklet)]
    files: dict[Path, bytes] = {}
    for name in names:
        try:
            tag = parse_tag(name)
        except BookletError as error:
            problems.extend(error.problems)
            continue
        data = export_xliff(booklet, tag, problems)
        if data is not None:
            files[options.out / f"{booklet.slug}-{tag}.xlf"] = data
    if not names:
        problems.error(None, "the booklet has no catalogs", "begin one with translate init")
    problems.stop_if_errors()
    for path, data in files.items():
        written = write_whole(path, data, "the file")
        print(f"{shown(path)} {'written' if written else 'is up to date'}")
    print_problems(problems)
    return 0


def define_import(parser: Parser) -> None:
    """Add the arguments of ``translate import``."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.xlf")
    _add_format(parser)
    add_source(parser)


def take_back(options: argparse.Namespace) -> int:
    """Bring the translations of XLIFF files into the catalogs: of all files, or of none where something is wrong."""
    from booklet.content.load import load_booklet
    from booklet.l10n.catalog import template_path
    from booklet.l10n.exchange import import_xliff
    from booklet.l10n.writing import write_whole
    from booklet.l10n.xliffread import read_xliff

    problems = Problems()
    booklet = load_booklet(source(options), Problems())
    found = {}
    for path in options.files:
        file = read_xliff(path, problems)
        imported = import_xliff(booklet, file, problems) if file is not None else None
        if imported is not None and imported.path in found:
            problems.error(None, f"two files are for {shown(imported.path)}", "import one after the other")
        elif imported is not None:
            found[imported.path] = imported
    problems.stop_if_errors()
    for path, imported in found.items():
        written = write_whole(path, imported.data, "the catalog", template_path(booklet).parents[1])
        print(f"{shown(path)} {'written' if written else 'is up to date'}: {counted(imported.changed, 'text')} changed")
    print_problems(problems)
    return 0
