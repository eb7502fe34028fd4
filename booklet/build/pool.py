# SPDX-License-Identifier: Apache-2.0
"""Performs tasks in this process or in several, and tells of each as it is done."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from booklet.build.filecache import FileCache
from booklet.build.task import Outcome, Task, Workshop, open_workshop, perform
from booklet.l10n.catalog import text_files
from booklet.l10n.tags import parse_tag
from booklet.problems import BookletError, Problem

if TYPE_CHECKING:
    from multiprocessing.context import BaseContext

__all__ = ["perform_all", "worthwhile_jobs"]

Progress = Callable[[Outcome], None]

_FILES_PER_PROCESS = {"fork": 2, "spawn": 4}
"""Starting a process takes about as long as so many files: a new one has its libraries, fonts and caches to fill."""

_ENDING = (signal.SIGINT, signal.SIGTERM)

_shop: Workshop | None = None
"""A worker's workshop. A process that is forked finds it here; a new one opens its own with the first task."""


def worthwhile_jobs(tasks: int) -> int:
    """One process a processor, but none that would spend longer on getting ready than on its files."""
    return max(1, min(os.cpu_count() or 1, tasks // _FILES_PER_PROCESS[_method()]))


def perform_all(
    tasks: Sequence[Task], shop: Workshop, jobs: int, progress: Progress, cache: Path | None = None
) -> list[Outcome]:
    """Perform tasks, ``jobs`` at a time; call ``progress`` with each outcome when it is there. Outcomes are in order.

    ``cache`` is the folder of a cache that has what was made before and takes what is made now.

    Raises:
        BookletError: where a process died.
    """
    if jobs < 2:
        outcomes = []
        for outcome in perform(tasks, shop, FileCache(cache)):
            outcomes.append(outcome)
            progress(outcome)
        return outcomes
    return _in_processes(tasks, shop, jobs, progress, cache)


def _in_processes(
    tasks: Sequence[Task], shop: Workshop, jobs: int, progress: Progress, cache: Path | None
) -> list[Outcome]:
    # 20 ms, and a single file needs none of it.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from concurrent.futures.process import BrokenProcessPool

    global _shop
    context: BaseContext = multiprocessing.get_context(_method())
    _shop = shop if _method() == "fork" else None
    if cache is not None and _shop is not None:
        _ = shop.digest  # worked out once, before there are several of us
    by_task: dict[Task, Outcome] = {}
    with ProcessPoolExecutor(jobs, context, _die_on_interrupt) as pool:
        try:
            with _interrupts_held_back():
                waiting = [  # starts the processes
                    pool.submit(_perform_in_worker, part, cache) for part in _parts(tasks, shop, jobs)
                ]
            for future in as_completed(waiting):
                for outcome in future.result():
                    by_task[outcome.task] = outcome
                    progress(outcome)
        except BrokenProcessPool as error:
            what = "a process of the build ended before its time, perhaps for want of memory"
            raise BookletError([Problem(None, what, "try again with --jobs 1")]) from error
        except BaseException:
            for process in multiprocessing.active_children():
                process.terminate()
            pool.shutdown(cancel_futures=True)  # waits for the pool's own thread, which sees at once that all are gone
            raise
        finally:
            _shop = None
    return [by_task[task] for task in tasks]


def _method() -> str:
    """How processes start: by a copy of this one where that is safe, which then has all that this one has read."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"


def _parts(tasks: Sequence[Task], shop: Workshop, jobs: int) -> list[tuple[Task, ...]]:
    """What processes are given: all editions in a language at once, the language with most to read first.

    One process then reads its catalog and fonts, and shapes its words, for all of them. The longest comes first so that
    none waits long for another at the end. Where languages are too few for all processes, each file is a part.
    """
    parts: dict[tuple[str, str], list[Task]] = {}
    for task in tasks:
        parts.setdefault((task.languages, task.country), []).append(task)
    if len(parts) < jobs:
        return [(task,) for task in tasks]
    return sorted(map(tuple, parts.values()), key=lambda part: _bytes_to_read(part[0], shop), reverse=True)


def _bytes_to_read(task: Task, shop: Workshop) -> int:
    """The size of a task's catalogs: letters that take more bytes there take longer to set, too."""
    files = [file for name in (task.locale, task.beside) if name for file in text_files(shop.source, parse_tag(name))]
    return sum(file.stat().st_size for file in files if file.is_file())


_opened: dict[tuple[Path, tuple[str, ...], str, str, str], Workshop] = {}
"""By the folder and the choices that a workshop is opened for."""


def _perform_in_worker(tasks: Sequence[Task], cache: Path | None = None) -> list[Outcome]:
    """Make the files of a part, which differ in their edition alone."""
    first, editions = tasks[0], tuple(task.edition for task in tasks)
    choices = first.folder, editions, first.paper, first.theme, first.cover
    shop = _shop or _opened.get(choices)
    if shop is None:
        try:
            shop = _opened[choices] = open_workshop(
                first.folder, editions, paper=first.paper, theme=first.theme, cover=first.cover
            )
        except BookletError as error:  # someone changed the booklet meanwhile
            return [Outcome(task, None, error.problems) for task in tasks]
    return list(perform(tasks, shop, FileCache(cache)))


@contextlib.contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM wait.

    Processes inherit this, so that none dies of them with a traceback before it can do so quietly.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _die_on_interrupt() -> None:
    """Workers leave without a word at Ctrl-C: the parent speaks for all."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a forked one has the parent's way of ending tidily
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
