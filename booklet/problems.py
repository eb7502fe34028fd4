# SPDX-License-Identifier: Apache-2.0
"""Problems: what is wrong, where, and how to mend it.

Every stage reports through :class:`Problems`; nothing below the command line prints. A problem names a place
(:class:`Span`) whenever there is one, so that each line reads ``file:line:column: what is wrong — how to mend it``.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator

from booklet.values import Immutable

__all__ = ["BookletError", "Problem", "Problems", "Severity", "Span"]


class Span(Immutable, frozen=True, order=True):
    """A place in a source file. ``file`` is the path as the user would type it; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Severity(enum.Enum):
    """An error stops the build; a warning is printed and the build goes on."""

    ERROR = "error"
    WARNING = "warning"


class Problem(Immutable, frozen=True):
    """One finding: ``what`` is wrong in plain words (no full stop), ``mend`` says what to do about it."""

    span: Span | None
    what: str
    mend: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.span}: " if self.span else ""
        kind = "warning: " if self.severity is Severity.WARNING else ""
        return f"{place}{kind}{self.what} — {self.mend}"


class BookletError(Exception):
    """Raised once, with every problem found, when work cannot go on."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[BookletError], tuple[tuple[Problem, ...]]]:
        # An exception is pickled with what it gave its base class; ours is made anew from its problems.
        return BookletError, (self.problems,)


class Problems:
    """Collects problems in the order they are found, each only once."""

    def __init__(self) -> None:
        self._found: dict[Problem, None] = {}

    def error(self, span: Span | None, what: str, mend: str) -> None:
        """Note an error."""
        self._found.setdefault(Problem(span, what, mend))

    def warn(self, span: Span | None, what: str, mend: str) -> None:
        """Note a warning."""
        self._found.setdefault(Problem(span, what, mend, Severity.WARNING))

    def extend(self, problems: Iterable[Problem]) -> None:
        """Take over problems found elsewhere."""
        for problem in problems:
            self._found.setdefault(problem)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The errors, without the warnings."""
        return tuple(p for p in self._found if p.severity is Severity.ERROR)

    def stop_if_errors(self) -> None:
        """Raise :class:`BookletError` with everything found so far if any of it is an error."""
        if self.errors:
            raise BookletError(self._found)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)
