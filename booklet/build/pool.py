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
from booklet.build.task import Outcome, Task, Workshop, open_workshop, perform_task
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
    """Perform tasks in their order, ``jobs`` at a time; call ``progress`` with each outcome when it is there.

    ``cache`` is the folder of a cache that has what was made before and takes what is made now.

    Raises:
        BookletError: where a process died.
    """
    if jobs < 2:
        outcomes = []
        for task in tasks:
            outcomes.append(perform_task(task, shop, FileCache(cache)))
            progress(outcomes[-1])
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
                waiting = [pool.submit(_perform_in_worker, task, cache) for task in tasks]  # starts the processes
            for future in as_completed(waiting):
                outcome = future.result()
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


_opened: dict[tuple[Path, str, str, str, str], Workshop] = {}
"""By the folder and the choices that a workshop is opened for."""


def _perform_in_worker(task: Task, cache: Path | None = None) -> Outcome:
    choices = task.folder, task.edition, task.paper, task.theme, task.cover
    shop = _shop or _opened.get(choices)
    if shop is None:
        try:
            shop = _opened[choices] = open_workshop(
                task.folder, [task.edition], paper=task.paper, theme=task.theme, cover=task.cover
            )
        except BookletError as error:  # someone changed the booklet meanwhile
            return Outcome(task, None, error.problems)
    return perform_task(task, shop, FileCache(cache))


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
