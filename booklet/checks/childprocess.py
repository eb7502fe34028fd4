# SPDX-License-Identifier: Apache-2.0
"""Runs jobs in a child process that can be killed.

Files from elsewhere may be made to hang or to exhaust their reader. So they are read by a worker, a module of this
package that takes one JSON value per line and answers each with one line. A worker that takes too long is killed, one
that dies is noticed; either costs only the job it was at, since a new worker takes the rest.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from booklet.values import Immutable

__all__ = ["Answer", "answer_jobs", "limit_memory", "run_jobs"]

MAX_ANSWER = 64_000_000  # characters of one line


class Answer(Immutable, frozen=True):
    """What a worker said to one job; ``failure`` says in plain words why there is no ``value``."""

    value: Any = None
    failure: str | None = None


def run_jobs(module: str, jobs: Sequence[object], seconds: float, deaths: dict[int, str] | None = None) -> list[Answer]:
    """Have a worker do jobs, one after the other.

    Args:
        module: The worker's name, run as ``python -m``; it calls :func:`answer_jobs`.
        jobs: JSON values.
        seconds: Time limit of each job, the worker's own start included.
        deaths: What a worker's exit status means, in plain words.

    Returns:
        One answer per job, in order.
    """
    answers: list[Answer] = []
    while len(answers) < len(jobs):
        answers += _one_worker(module, jobs[len(answers) :], seconds, deaths or {})
    return answers


def _one_worker(module: str, jobs: Sequence[object], seconds: float, deaths: dict[int, str]) -> list[Answer]:
    """Answers until all jobs are done or the worker fails; the failure is the last answer."""
    lines = "".join(json.dumps(job) + "\n" for job in jobs).encode()
    # -P: the current folder, which may hold files of the same names, is not searched for modules.
    command = [sys.executable, "-P", "-m", module]
    try:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
        )
    except OSError as error:
        failure = Answer(failure=f"no process could be started ({error.strerror})")
        return [failure] * len(jobs)
    assert process.stdin is not None  # noqa: S101 - for the type checker: both are pipes
    assert process.stdout is not None  # noqa: S101
    received: queue.Queue[bytes] = queue.Queue()
    threading.Thread(target=_feed, args=(process.stdin, lines), daemon=True).start()
    threading.Thread(target=_collect, args=(process.stdout, received), daemon=True).start()
    answers: list[Answer] = []
    try:
        while len(answers) < len(jobs):
            try:
                line = received.get(timeout=seconds)
            except queue.Empty:
                answers.append(Answer(failure=f"it took longer than {seconds:g} seconds"))
                break
            if not line.endswith(b"\n"):
                status = process.wait(timeout=seconds)
                reason = deaths.get(status, f"its reader stopped (status {status}): too large or made to break readers")
                answers.append(Answer(failure=reason))
                break
            answers.append(_answer(line))
    except subprocess.TimeoutExpired:
        answers.append(Answer(failure=f"it took longer than {seconds:g} seconds"))
    finally:
        process.kill()
        process.wait()
    return answers


def _answer(line: bytes) -> Answer:
    try:
        value = json.loads(line)
    except ValueError:
        return Answer(failure="its reader gave no proper answer")
    if isinstance(value, dict) and isinstance(value.get("failure"), str):
        return Answer(failure=value["failure"])
    return Answer(value.get("value") if isinstance(value, dict) else None)


def _environment() -> dict[str, str]:
    """The child finds this package where the parent did."""
    environment = dict(os.environ)
    home = str(Path(__file__).resolve().parents[2])
    given = environment.get("PYTHONPATH")
    environment["PYTHONPATH"] = f"{home}{os.pathsep}{given}" if given else home
    environment["PYTHONIOENCODING"] = "utf-8"
    return environment


def _feed(pipe: IO[bytes], lines: bytes) -> None:
    with contextlib.suppress(OSError, ValueError):  # the worker has died; the reading side will notice
        pipe.write(lines)
        pipe.close()


def _collect(pipe: IO[bytes], received: queue.Queue[bytes]) -> None:
    """Pass lines on; one without its end says that the worker is gone."""
    with contextlib.suppress(OSError, ValueError):
        while line := pipe.readline(MAX_ANSWER):
            received.put(line)
            if not line.endswith(b"\n"):
                return
    received.put(b"")


# ---- in the worker ----------------------------------------------------------------------------------------------


def answer_jobs(work: Callable[[Any], object]) -> None:
    """The worker's side: read jobs from standard input until it ends, answer each.

    Whatever else writes to standard output is sent to standard error, so that answers stay whole. A
    :class:`ValueError` from ``work`` is the plain words of a failure.
    """
    with os.fdopen(os.dup(1), "w", encoding="ascii") as answers:
        os.dup2(2, 1)
        for job in _jobs():
            answer: dict[str, object]
            try:
                answer = {"value": work(job)}
            except ValueError as error:
                answer = {"failure": str(error)}
            answers.write(json.dumps(answer) + "\n")
            answers.flush()


def _jobs() -> Iterator[object]:
    for line in sys.stdin.buffer:
        yield json.loads(line)


def limit_memory(size: int) -> None:
    """Limit this process's address space to ``size`` bytes, where the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = size if hard == resource.RLIM_INFINITY else min(size, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
