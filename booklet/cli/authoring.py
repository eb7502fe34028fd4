# SPDX-License-Identifier: Apache-2.0
"""The commands for whoever writes a booklet: ``new``, ``schema``, ``lint`` and ``fonts``."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from booklet.cli.arguments import add_source, source
from booklet.cli.console import counted, print_problems, quoted
from booklet.cli.parser import Parser, program_name
from booklet.problems import BookletError, Problem, Problems, Severity

if TYPE_CHECKING:
    from booklet.build.task import Workshop
    from booklet.content.plain import Figures

__all__ = ["define_get_fonts", "define_new", "define_schema", "get_fonts", "lint", "list_fonts", "new", "schema"]


def define_new(parser: Parser) -> None:
    """Add the arguments of ``new``."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder to make")


def new(options: argparse.Namespace) -> int:
    """Begin a booklet in a new folder."""
    from booklet.content.scaffold import new_booklet

    new_booklet(options.folder)
    print(f"{options.folder} is ready. Write in {options.folder / 'booklet.yaml'}, then build it:")
    print(f"  {program_name()} --source {quoted(options.folder)}")
    return 0


def define_schema(parser: Parser) -> None:
    """Add the arguments of ``schema``."""
    what = "of facts/KE.yaml (country) or facts/en-KE.yaml (locale), instead of booklet.yaml"
    parser.add_argument("--facts", choices=["country", "locale"], help=what)


def schema(options: argparse.Namespace) -> int:
    """Print the JSON Schema of a booklet's file."""
    import json

    from booklet.content.schema import facts_schema, json_schema

    wanted = facts_schema(options.facts) if options.facts else json_schema()
    print(json.dumps(wanted, ensure_ascii=False, indent=2))
    return 0


def lint(options: argparse.Namespace) -> int:
    """List what is wrong with a booklet's source or hard to read in it."""
    import datetime

    from booklet.build.dates import check_all_contacts
    from booklet.content.plain import advise

    problems = Problems()
    shop = _open_all(source(options), problems)
    check_all_contacts(shop.source, datetime.datetime.now(datetime.UTC).date(), problems)
    figures = advise(shop.source, problems)
    print_problems(problems)
    if not len(problems):
        print("The booklet's source has no problems.")
    print("\n".join(_figure_lines(figures)))
    print("Its pages and translations are checked when it is built.")
    return 1 if problems.errors else 0


def _open_all(folder: Path, problems: Problems) -> Workshop:
    """Read a booklet for all editions.

    What is wrong with other editions than the first is a warning: a build of the first alone, which is what a build is
    without options, takes the booklet as it is.

    Raises:
        BookletError: where that build would fail too.
    """
    from booklet.build.task import EDITIONS, open_workshop

    try:
        shop = open_workshop(folder, EDITIONS)
    except BookletError as error:
        try:
            shop = open_workshop(folder, EDITIONS[:1])
        except BookletError:
            raise error from None
        of_others = [each for each in error.problems if each not in shop.problems]
        problems.extend(Problem(each.span, each.what, each.mend, Severity.WARNING) for each in of_others)
    problems.extend(shop.problems)
    return shop


def _figure_lines(figures: Figures | None) -> list[str]:
    """What was counted of a booklet's sentences."""
    from booklet.content.plain import MAX_MEAN, MAX_WORDS

    if figures is None:
        return ["The words of its sentences are not counted: in its language, spaces do not stand between words."]
    average = f"{figures.mean:.1f} words on average (at most {MAX_MEAN})"
    lines = [f"{counted(figures.sentences, 'sentence')}, {average}"]
    longest = figures.longest
    if longest:
        lines.append(f"longest: {counted(longest.words, 'word')} (at most {MAX_WORDS}), {longest.span}")
    return lines


def list_fonts(options: argparse.Namespace) -> int:
    """List the fonts that a booklet can have."""
    from booklet.build.fonts import font_entries, font_lines

    problems = Problems()
    entries = font_entries(source(options, name_it=False), problems)
    print("\n".join(font_lines(entries)))
    print_problems(problems)
    return 1 if problems.errors else 0


def define_get_fonts(parser: Parser) -> None:
    """Add the arguments of ``fonts get``."""
    where = "The files go into the folder BOOKLET_FONTS, or where your system keeps a user's data."
    parser.description = f"{parser.description} {where}"
    parser.add_argument("families", nargs="+", metavar="NAME", help='as in "Noto Sans JP"')
    add_source(parser, default=argparse.SUPPRESS)  # or it would undo what stands before “get”


def get_fonts(options: argparse.Namespace) -> int:
    """Fetch fonts that are too large to ship."""
    from booklet.build.fonts import font_entries
    from booklet.text.fontstore import fetch_fonts

    problems = Problems()
    entries = font_entries(source(options, name_it=False), problems)
    fetch_fonts(options.families, entries, problems, print)
    print_problems(problems)
    return 1 if problems.errors else 0
