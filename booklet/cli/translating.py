# SPDX-License-Identifier: Apache-2.0
"""The commands for translators: ``translate extract`` and ``translate lint``."""

from __future__ import annotations

import argparse
from pathlib import Path

from booklet.cli.arguments import add_source, source
from booklet.cli.console import counted, print_problems, shown
from booklet.cli.parser import Parser
from booklet.problems import Problems

__all__ = ["define_lint", "extract", "lint"]


def extract(options: argparse.Namespace) -> int:
    """Write the template for translators."""
    from booklet.content.load import load_booklet
    from booklet.l10n.catalog import template_path
    from booklet.l10n.extract import write_template

    problems = Problems()
    booklet = load_booklet(source(options), problems)
    path = template_path(booklet)
    changed = write_template(booklet, path)
    print(f"{shown(path)} {'written' if changed else 'is up to date'}")
    print_problems(problems)
    return 0


def define_lint(parser: Parser) -> None:
    """Add the arguments of ``translate lint``."""
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE.po")
    add_source(parser)


def lint(options: argparse.Namespace) -> int:
    """Check catalogs strictly."""
    from booklet.build.task import warn_of_unused
    from booklet.content.load import load_booklet
    from booklet.l10n.catalog import own_catalogs
    from booklet.l10n.lint.catalogs import lint_catalog

    problems = Problems()
    booklet = load_booklet(source(options), problems)
    files = dict.fromkeys(options.files, booklet)
    if not files:  # each folder's catalogs are held against the booklet in that folder
        bases = [load_booklet(each, Problems()) for each in booklet.folders[1:]]
        files = {file: each for each in (booklet, *bases) for file in own_catalogs(each)}
    for file, its_booklet in files.items():
        lint_catalog(file, its_booklet, problems)
    warn_of_unused(booklet, problems)
    print_problems(problems)
    if not len(problems):
        print(f"{counted(len(files), 'catalog')} checked: no problems.")
    return 1 if problems.errors else 0
