# SPDX-License-Identifier: Apache-2.0
"""What was probably meant, where a language, an edition, a theme or a paper was asked for that there is not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from booklet.cli.arguments import BOOKLET
from booklet.cli.console import quoted

if TYPE_CHECKING:
    from booklet.build.run import UnknownChoiceError
    from booklet.problems import Problem

__all__ = ["NotThereError", "explained"]


_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*")
"""What a language's tag looks like."""


class NotThereError(Exception):
    """Something was chosen that there is not.

    What there is to choose from is the booklet's to say: not wrong usage, but a problem with what was asked for. This
    is the build's own error in a form that is known before the build is imported.
    """

    def __init__(self, choice: UnknownChoiceError) -> None:
        self.kind: str = choice.kind
        self.value: str = choice.value
        self.known: tuple[str, ...] = choice.known
        self.problems: tuple[Problem, ...] = choice.problems
        super().__init__(str(choice))


def explained(error: NotThereError, commands: Iterable[str]) -> str:
    """What is not there, what was probably meant, and what there is, in a line."""
    near = _nearest(error.value, error.known)
    command = _nearest(error.value, commands) if error.kind == "locale" else None
    folder = Path(error.value).parent if Path(error.value).name == BOOKLET else Path(error.value)
    if error.kind == "locale" and _is_booklet(folder):
        return f"{error} — it is a booklet: did you mean --source {quoted(folder)}?"
    there = f"{'there is' if len(error.known) == 1 else 'there are'}: {', '.join(error.known)}"
    if error.kind == "edition" and _TAG.fullmatch(error.value):
        return f"{error} — {there}; is it a language? Languages stand before all options"
    if near:
        return f"{error} — did you mean {near!r}? T{there[1:]}"
    if command == error.value:
        return f"{error} — a command's name comes first, before all options. T{there[1:]}"
    if command:
        return f"{error} — did you mean the command {command!r}? T{there[1:]}"
    return f"{error} — {there}"


def _is_booklet(folder: Path) -> bool:
    try:
        return (folder / BOOKLET).is_file()
    except OSError:  # the name is too long, say
        return False


def _nearest(value: str, known: Iterable[str]) -> str | None:
    import difflib

    by_fold = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(value.replace("_", "-").casefold(), list(by_fold), n=1)
    return by_fold[near[0]] if near else None
