# SPDX-License-Identifier: Apache-2.0
"""Runs commands in turn, each as a whole process, and takes the operating system's own account of it.

Only the standard library is used, and little of it, because the peak memory that the system reports of a child begins
with that of the process that started it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

__all__ = ["Command", "Figures", "Run", "interleave", "ratio"]

ROOT = Path(__file__).parents[2]
_KIB = 1 if sys.platform != "darwin" else 1024  # what ru_maxrss counts in


@dataclass(frozen=True, slots=True)
class Run:
    """A finished process: wall and processor time in seconds, peak memory in KiB (of the largest in its tree)."""

    wall: float
    cpu: float
    peak: float


@dataclass(frozen=True, slots=True)
class Command:
    """A command and how often it takes part: in all rounds, or in the first ``rounds`` of them."""

    name: str
    argv: tuple[str, ...]
    rounds: int


@dataclass(frozen=True, slots=True)
class Figures:
    """All counted runs of a command, by round."""

    runs: tuple[Run, ...]

    def median(self, attribute: str) -> float:
        """The median of ``wall``, ``cpu`` or ``peak``."""
        return float(median(getattr(run, attribute) for run in self.runs))


def ratio(ours: Figures, theirs: Figures, attribute: str) -> float:
    """The median of the ratios pair by pair, of the rounds in which both ran."""
    pairs = zip(ours.runs, theirs.runs, strict=False)
    return float(median(getattr(one, attribute) / getattr(other, attribute) for one, other in pairs))


def interleave(
    commands: Sequence[Command], rounds: int, *, warm: bool = True, before: Callable[[int], None] = lambda _round: None
) -> Mapping[str, Figures]:
    """Run the commands in turn (A B C, A B C, …), after a round that is not counted unless ``warm`` is false.

    ``before`` is called with the number of each round, from 0, and is not timed.

    Raises:
        RuntimeError: if a command fails, with what it said.
    """
    found: dict[str, list[Run]] = {command.name: [] for command in commands}
    for number in range(0 if warm else 1, rounds + 1):
        before(number)
        for command in commands:
            if number <= command.rounds:
                run = _run(command)
                if number:
                    found[command.name].append(run)
    return {name: Figures(tuple(runs)) for name, runs in found.items()}


def _run(command: Command) -> Run:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = os.pathsep.join([str(ROOT), *filter(None, [environment.get("PYTHONPATH")])])
    with tempfile.TemporaryFile() as log:
        start = time.perf_counter()
        process = subprocess.Popen(command.argv, stdout=log, stderr=subprocess.STDOUT, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            log.seek(0)
            said = log.read().decode("utf-8", "replace")[-2000:]
            raise RuntimeError(f"{command.name} ended with {process.returncode}: {' '.join(command.argv)}\n{said}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / _KIB)
