# SPDX-License-Identifier: Apache-2.0
"""What people see: problems and how many there are, paths as they are typed, a counter while they wait."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from booklet.problems import Problem, Severity, Span

__all__ = [
    "clear_counter",
    "counted",
    "counter",
    "prepare_console",
    "print_problems",
    "quoted",
    "shown",
    "silence_stdout",
]


def prepare_console() -> None:
    """Characters that the console cannot show become escapes."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # what a test puts there may have none
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def silence_stdout() -> None:
    """Nothing more is written there, not even by Python's own flush at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def print_problems(problems: Iterable[Problem]) -> None:
    """All problems by place, one a line, and how many there are, on the standard error stream."""
    found = sorted(problems, key=_place)
    for problem in found:
        print(str(problem).replace("\n", " "), file=sys.stderr)
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    warnings = len(found) - errors
    counts = [counted(number, word) for number, word in ((errors, "error"), (warnings, "warning")) if number]
    if counts:
        print(", ".join(counts), file=sys.stderr)


def _place(problem: Problem) -> tuple[bool, Span, str]:
    return problem.span is None, problem.span or Span(""), problem.what


def counter() -> Callable[[str, int], None] | None:
    """A line that counts what is done by its name, of a total, where somebody is looking."""
    if not sys.stderr.isatty():
        return None
    done = 0

    def show(name: str, total: int) -> None:
        nonlocal done
        done += 1
        if total > 1:
            print(f"\r\x1b[K{done} of {total}: {name}", end="", file=sys.stderr, flush=True)

    return show


def clear_counter() -> None:
    """Take the counter away, whatever ended what it counts."""
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def counted(number: int, word: str) -> str:
    """A number of things, as in ``1 error`` and ``2 errors``."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def quoted(path: Path) -> str:
    """A path as it is typed on a command line."""
    return f'"{path}"' if " " in str(path) else str(path)


def shown(path: Path) -> str:
    """A path from the current folder, where that is shorter to read."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
