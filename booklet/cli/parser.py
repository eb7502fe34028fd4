# SPDX-License-Identifier: Apache-2.0
"""The parser that is made of the table of commands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from booklet import __version__
from booklet.values import Immutable

__all__ = ["Command", "Parser", "UsageError", "make_parser", "program_name"]

_DESCRIPTION = """\
Turns a booklet (YAML) and its translations (PO) into accessible PDFs.

Without a command it builds: every language of the booklet in this folder, else of the bundled one,
into dist/.
"""

_EXAMPLES = """\
examples:
  {prog}                          build every language into dist/
  {prog} fr ar                    build French and Arabic
  {prog} --source my-booklet      build a booklet of your own
  {prog} check dist/*.pdf         do the files keep what they promise?
  {prog} tree dist/FILE.pdf       read a file as a screen reader meets it
  {prog} pictures en --spreads    draw facing pages of the English booklet
  {prog} new my-booklet           begin a booklet of your own

A command's name wins over a language's: say "build new" for Newari.
Exit code: 0 done, 1 there were problems (all are listed), 2 wrong usage.
"""


class UsageError(Exception):
    """The command line asks for something that there is not."""


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one plain line."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command line.

        Raises:
            UsageError: always.
        """
        raise UsageError(f"{message}. See {self.prog} --help")


class Command(Immutable, frozen=True):
    """A row of the table of commands.

    ``summary`` is half a sentence for ``--help``. ``define`` adds the command's arguments to its parser, None where it
    has none. ``run`` does what they ask for and returns the exit code; it is None where one of the commands ``below``
    must be named, as in ``translate lint``.
    """

    name: str
    summary: str
    define: Callable[[Parser], None] | None = None
    run: Callable[[argparse.Namespace], int] | None = None
    below: tuple[Command, ...] = ()


def make_parser(commands: Sequence[Command]) -> Parser:
    """The parser of the whole command line; what it parses names the function to call, as ``run``."""
    prog = program_name()
    parser = Parser(
        prog=prog,
        description=_DESCRIPTION,
        epilog=_EXAMPLES.format(prog=prog),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"booklet {__version__}")
    _add_commands(parser, commands, required=True)
    return parser


def _add_commands(parser: Parser, commands: Sequence[Command], *, required: bool) -> None:
    group = parser.add_subparsers(title="commands", metavar="COMMAND", required=required, parser_class=Parser)
    for command in commands:
        summary = command.summary
        description = f"{summary[0].upper()}{summary[1:]}."
        own = group.add_parser(command.name, help=summary, description=description, allow_abbrev=False)
        own.set_defaults(run=command.run)
        if command.define:
            command.define(own)
        if command.below:
            _add_commands(own, command.below, required=command.run is None)


def program_name() -> str:
    """What was typed to start this program, as far as it is known."""
    name = Path(sys.argv[0]).name
    return "python -m booklet" if name in ("__main__.py", "-c", "") else name
