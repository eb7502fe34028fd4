# SPDX-License-Identifier: Apache-2.0
"""The commands that look into finished PDFs: ``check`` and ``tree``."""

from __future__ import annotations

import argparse
from pathlib import Path

from booklet.cli.parser import Parser
from booklet.problems import BookletError, Problem

__all__ = ["check", "define_check", "define_tree", "tree"]


def define_check(parser: Parser) -> None:
    """Add the arguments of ``check``."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.pdf")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def check(options: argparse.Namespace) -> int:
    """Check finished files."""
    from booklet.checks.report import check_files, report_json, report_text

    reports = check_files(options.files)
    print(report_json(reports) if options.json else report_text(reports), end="")
    return 0 if all(report.ok for report in reports) else 1


def define_tree(parser: Parser) -> None:
    """Add the arguments of ``tree``."""
    parser.add_argument("file", type=Path, metavar="FILE.pdf")


def tree(options: argparse.Namespace) -> int:
    """Print a file's structure tree."""
    from booklet.checks.pdffile import UnreadableError
    from booklet.checks.tree import tree_text

    try:
        print(tree_text(options.file), end="")
    except UnreadableError as error:
        raise BookletError([Problem(None, f"{options.file}: {error}", "see whether it is the file you mean")]) from None
    return 0
