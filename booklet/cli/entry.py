# SPDX-License-Identifier: Apache-2.0
"""From a command line to an exit code: what goes wrong is said here, never as a traceback."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable, Sequence

from booklet.cli.commands import COMMANDS
from booklet.cli.console import prepare_console, print_problems, silence_stdout
from booklet.cli.parser import UsageError, make_parser
from booklet.cli.suggest import NotThereError, explained
from booklet.problems import BookletError, Problem

__all__ = ["main"]

_NAMES = tuple(command.name for command in COMMANDS)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line (by default the process's) and return the exit code."""
    prepare_console()
    if argv is None:
        _prepare_process()
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2
    except NotThereError as error:
        print_problems(error.problems)
        print(explained(error, _NAMES), file=sys.stderr)
        return 1
    except BookletError as error:
        print_problems(error.problems)
        return 1
    except BrokenPipeError:  # the reader (head, say) has seen enough
        silence_stdout()
        return 0
    except OSError as error:
        print_problems([_system_problem(error)])
        return 1
    except MemoryError:
        print_problems([Problem(None, "there is not enough memory", "close other programs, or try --jobs 1")])
        return 1
    except KeyboardInterrupt:
        print("Interrupted: nothing was changed.", file=sys.stderr)
        return 1
    return code


def _run(argv: list[str]) -> int:
    if not argv or argv[0] not in (*_NAMES, "-h", "--help", "--version"):
        argv = ["build", *argv]
    options = make_parser(COMMANDS).parse_args(argv)
    run: Callable[[argparse.Namespace], int] = options.run
    return run(options)


def _prepare_process() -> None:
    """SIGTERM cleans up as Ctrl-C does; Python looks for cycles rarely.

    A build makes a million small values and hardly a cycle. Looking at all of them again and again took a third of the
    time for a booklet of 1,400 pages.
    """
    import gc

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    gc.set_threshold(100_000, 50, 50)


def _system_problem(error: OSError) -> Problem:
    place = f"{error.filename}: " if error.filename else ""
    return Problem(None, f"{place}{error.strerror or error}", "see to that, then try again")
