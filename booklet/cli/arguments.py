# SPDX-License-Identifier: Apache-2.0
"""Arguments that several commands take, and what may stand in an argument's place."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from booklet import paths
from booklet.cli.parser import Parser

if TYPE_CHECKING:
    import datetime

__all__ = [
    "BOOKLET",
    "add_choices",
    "add_source",
    "choices",
    "date",
    "folder",
    "one_of",
    "page_ranges",
    "pixels",
    "positive",
    "source",
]

BOOKLET = "booklet.yaml"
"""The file that makes a folder a booklet's."""


def add_source(parser: Parser, default: str | None = None) -> None:
    """Which booklet is meant; :func:`source` reads it."""
    help_ = "the booklet's folder (default: this folder if it has a booklet.yaml, else the bundled booklet)"
    parser.add_argument("--source", type=Path, metavar="DIR", help=help_, default=default)


def source(options: argparse.Namespace, *, name_it: bool = True) -> Path:
    """The folder of the booklet that is meant; say which one unless that goes without saying."""
    named: Path | None = options.source
    if named is None and Path(BOOKLET).is_file():
        print("Reading the booklet in this folder", file=sys.stderr)
        return Path()
    if named is None:
        named = paths.bundled_booklets() / "child-trafficking"
        said = f"Reading the bundled booklet {named.name}"
    else:
        said = f"Reading the booklet in {named}"
    if name_it:
        print(said, file=sys.stderr)
    return named


def add_choices(parser: Parser) -> None:
    """Which files are made; :func:`choices` reads it."""
    parser.add_argument("locales", nargs="*", metavar="LOCALE", help="languages, as in zh-Hans (default: all)")
    beside = "a second language, on the facing pages of each: build en --with ar"
    parser.add_argument("--with", dest="beside", default="", metavar="LOCALE", help=beside)
    editions = "editions: screen (default), large-print"
    parser.add_argument("--edition", nargs="+", action="extend", default=[], metavar="NAME", help=editions)
    parser.add_argument("--paper", default="", metavar="NAME", help="paper of large-print: A4 (default), Letter")
    themes = "a built-in theme: default, or plain (black on white, saves ink); theme.yaml changes it"
    parser.add_argument("--theme", default="", metavar="NAME", help=themes)
    covers = "discreet: cover, title and file name do not tell what the booklet is about (default: open)"
    parser.add_argument("--cover", default="", metavar="NAME", help=covers)
    country = "the country whose helplines and other contacts are printed, as in KE (default: that of the locale)"
    parser.add_argument("--country", default="", metavar="CODE", help=country)


def choices(options: argparse.Namespace) -> dict[str, Any]:
    """Which files are to be made, by the names that :func:`booklet.build.run.build` gives that."""
    return {
        "locales": options.locales,
        "beside": options.beside,
        "editions": options.edition,
        "paper": options.paper,
        "theme": options.theme,
        "cover": options.cover,
        "country": options.country,
    }


def folder(text: str) -> Path:
    """The name of a folder.

    Raises:
        argparse.ArgumentTypeError: if it is empty.
    """
    if not text:
        raise argparse.ArgumentTypeError("the name of the folder is empty")
    return Path(text)


def one_of(known: Sequence[str]) -> Callable[[str], str]:
    """A reader of one of some words, in any case, for an option that takes several of them."""

    def read(text: str) -> str:
        for name in known:
            if name.casefold() == text.casefold():
                return name
        there = ", ".join(known)
        raise argparse.ArgumentTypeError(f"{text!r} is none of {there}; languages stand before all options")

    return read


def positive(text: str) -> int:
    """A number from 1 to 9999.

    Raises:
        argparse.ArgumentTypeError: if it is none.
    """
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 9999")
    return number


def pixels(text: str) -> int:
    """The width of a picture.

    Raises:
        argparse.ArgumentTypeError: if it is no number from 16 to 4000.
    """
    number = positive(text)
    if not 16 <= number <= 4000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 16 to 4000")
    return number


def page_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Ranges of pages, first and last, out of 1,4-7.

    Raises:
        argparse.ArgumentTypeError: if it is written in another way, or a range ends before it begins.
    """
    ranges = []
    for part in text.split(","):
        first, dash, last = part.partition("-")
        try:
            numbers = positive(first.strip()), positive(last.strip() if dash else first.strip())
        except argparse.ArgumentTypeError:
            raise argparse.ArgumentTypeError(f"{text!r} is not pages as in 1,4-7: {part.strip()!r}") from None
        if numbers[1] < numbers[0]:
            raise argparse.ArgumentTypeError(f"{text!r} has a range that ends before it begins: {part.strip()!r}")
        ranges.append(numbers)
    return tuple(ranges)


def date(text: str) -> datetime.date:
    """A day as in 2026-11-30.

    Raises:
        argparse.ArgumentTypeError: if there is no such day, or it is written in another way.
    """
    import datetime

    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=datetime.UTC).date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2026-11-30") from None
