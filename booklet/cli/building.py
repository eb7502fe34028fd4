# SPDX-License-Identifier: Apache-2.0
"""The commands that build: ``build``, and ``pictures``, which draws what is built."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from booklet.cli.arguments import (
    add_choices,
    add_source,
    choices,
    date,
    folder,
    one_of,
    page_ranges,
    pixels,
    positive,
    source,
)
from booklet.cli.console import clear_counter, counted, counter, print_problems
from booklet.cli.parser import Parser
from booklet.cli.suggest import NotThereError
from booklet.problems import BookletError, Problem

if TYPE_CHECKING:
    from booklet.build.run import Report
    from booklet.build.task import Made, Outcome

__all__ = ["SIMULATIONS", "build", "define_build", "define_pictures", "pictures"]

SIMULATIONS = ("grey", "protanopia", "deuteranopia", "tritanopia")
"""Those of :mod:`booklet.pictures.colourvision`, which costs more to import than ``--help`` may."""


def define_build(parser: Parser) -> None:
    """Add the arguments of ``build``."""
    add_choices(parser)
    parser.add_argument(
        "--standard", choices=["ua1"], default="ua1", help="ua1: PDF/UA-1 and PDF/A-2a in one file (default)"
    )
    parser.add_argument("--out", type=folder, default=Path("dist"), metavar="DIR", help="output folder (dist)")
    jobs = "processes to use (default: as many as are worth it)"
    parser.add_argument("--jobs", type=positive, metavar="N", help=jobs)
    parser.add_argument("--release", action="store_true", help="treat every warning as an error")
    parser.add_argument(
        "--keep-going", action="store_true", help="write the good files even if others fail (exit code 1 all the same)"
    )
    no_cache = "make every file anew; else one that would come out as before is taken from a cache (BOOKLET_CACHE)"
    parser.add_argument("--no-cache", action="store_true", help=no_cache)
    parser.add_argument(
        "--today", type=date, metavar="YYYY-MM-DD", help="the date by which data is out of date (default: today's)"
    )
    add_source(parser)


def build(options: argparse.Namespace) -> int:
    """Make the PDFs."""
    from booklet.pictures.cache import cache_folder

    report = _built(
        options,
        options.out,
        standard=options.standard,
        jobs=options.jobs,
        release=options.release,
        keep_going=options.keep_going,
        today=options.today,
        cache=None if options.no_cache else cache_folder(),
    )
    for made in report.written:
        print(f"{options.out / made.name}  ({counted(made.pages, 'page')}, {max(1, round(len(made.data) / 1000))} kB)")
        for remark in made.remarks:
            print(f"  {remark}")
    print_problems(report.problems)
    if report.kept:
        print(f"not renewed: {', '.join(str(options.out / name) for name in report.kept)}", file=sys.stderr)
    if report.failed and not report.written:
        print(f"No file was written; {options.out} is as it was.", file=sys.stderr)
    return 1 if report.failed else 0


def define_pictures(parser: Parser) -> None:
    """Add the arguments of ``pictures``."""
    add_choices(parser)
    out = Path("dist/pictures")
    parser.add_argument("--out", type=folder, default=out, metavar="DIR", help=f"output folder ({out.as_posix()})")
    pages = "pages to draw, as in 1,4-7, by their place in the file (default: all)"
    parser.add_argument("--pages", type=page_ranges, default=(), metavar="PAGES", help=pages)
    spreads = "draw facing pages side by side: the cover alone, then 2 and 3, 4 and 5"
    parser.add_argument("--spreads", action="store_true", help=spreads)
    width = "width of a page in pixels (default: 1000; on a contact sheet 240, or this with --sheet-only)"
    parser.add_argument("--width", type=pixels, metavar="PIXELS", help=width)
    parser.add_argument("--sheet-only", action="store_true", help="only contact sheets, no pages one by one")
    simulate = (
        "draw them as a black-and-white printer (grey) or a colour-blind reader shows them: "
        "grey, protanopia (no red), deuteranopia (no green), tritanopia (no blue), or several of them"
    )
    parser.add_argument(
        "--simulate", nargs="+", type=one_of(SIMULATIONS), action="extend", default=[], metavar="HOW", help=simulate
    )
    add_source(parser)


def pictures(options: argparse.Namespace) -> int:
    """Draw pages as pictures."""
    from booklet.pictures.cache import cache_folder

    report = _built(options, None, cache=cache_folder())
    problems = list(report.problems)
    drawn = () if report.failed else _drawn(report.written, options, problems)
    for name, width, height in drawn:
        print(f"{options.out / name}  ({width} × {height})")
    print_problems(problems)
    if report.failed:
        print(f"No picture was written; {options.out} is as it was.", file=sys.stderr)
    return 1 if report.failed else 0


def _built(options: argparse.Namespace, out: Path | None, **more: Any) -> Report:  # noqa: ANN401 - the build's own
    """What a build of the chosen files did; they are counted meanwhile.

    Raises:
        NotThereError: for a choice that there is not.
    """
    from booklet.build.run import UnknownChoiceError, build

    try:
        return build(
            source(options, name_it=False), out, **choices(options), progress=_progress(options.edition), **more
        )
    except UnknownChoiceError as error:
        raise NotThereError(error) from None
    finally:
        clear_counter()


def _progress(editions: Sequence[str]) -> Callable[[Outcome, int], None] | None:
    """A line that counts the files as they are made; it tells editions apart where there are several."""
    count = counter()
    if count is None:
        return None
    several = len({name.casefold() for name in editions}) > 1

    def show(outcome: Outcome, total: int) -> None:
        task = outcome.task
        count(f"{task.languages} {task.edition}" if several else task.languages, total)

    return show


def _drawn(
    files: Sequence[Made], options: argparse.Namespace, problems: list[Problem]
) -> Sequence[tuple[str, int, int]]:
    """The pictures that were written of files, with their sizes; what there is to say of them goes to ``problems``."""
    from booklet.build.pageimages import Wanted, draw_pages

    wanted = Wanted(
        pages=options.pages,
        spreads=options.spreads,
        width=options.width,
        sheet_only=options.sheet_only,
        simulations=tuple(dict.fromkeys(options.simulate)),
    )
    try:
        drawn = draw_pages(files, options.out, wanted, counter())
    except BookletError as error:
        raise BookletError([*problems, *error.problems]) from None
    finally:
        clear_counter()
    problems += drawn.problems
    return drawn.pictures
