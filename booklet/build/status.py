# SPDX-License-Identifier: Apache-2.0
"""A booklet's languages in a table: how far each is translated, and how its pages come out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from booklet.build.run import UnknownChoiceError, build
from booklet.build.task import Outcome
from booklet.content.load import load_booklet
from booklet.content.words import counted
from booklet.l10n.catalog import available_locales, form_of_available
from booklet.l10n.progress import Progress, locale_progress
from booklet.problems import Problem, Problems, Severity
from booklet.values import Immutable

__all__ = ["LocaleStatus", "Pages", "booklet_status", "status_json", "status_lines"]


class Pages(Immutable, frozen=True):
    """One edition of a locale: ``pages`` is None where it cannot be built, and then ``errors`` is at least one.

    ``remarks`` are those on the look of its pages.
    """

    edition: str
    pages: int | None
    errors: int
    remarks: tuple[str, ...] = ()


class LocaleStatus(Immutable, frozen=True):
    """A row of the table. ``problems`` are errors of its catalogs and of its layout, each once."""

    progress: Progress
    pages: tuple[Pages, ...]
    problems: tuple[Problem, ...]


def booklet_status(
    folder: Path,
    locales: Sequence[str] = (),
    *,
    editions: Sequence[str] = (),
    lay_out: bool = True,
    cache: Path | None = None,
    progress: Callable[[Outcome, int], None] | None = None,
) -> tuple[LocaleStatus, ...]:
    """The state of a booklet's locales: of all unless some are named.

    With ``lay_out`` each is laid out in memory, as a build would; what ``cache`` has is not made again.

    Raises:
        UnknownChoiceError: for a locale or an edition that there is not.
        BookletError: where the booklet cannot be read.
    """
    source = load_booklet(folder, Problems())
    known = available_locales(source)
    chosen = list(dict.fromkeys(_chosen(each, known) for each in locales)) or list(known)
    outcomes: list[Outcome] = []

    def hear(outcome: Outcome, total: int) -> None:
        outcomes.append(outcome)
        if progress is not None:
            progress(outcome, total)

    if lay_out:
        build(folder, None, locales=chosen, editions=editions, cache=cache, keep_going=True, progress=hear)
    return tuple(_row(locale_progress(source, locale), locale, outcomes) for locale in chosen)


def _chosen(text: str, known: Sequence[str]) -> str:
    found = form_of_available(text, known)
    if found is None:
        raise UnknownChoiceError("locale", text, known)
    return found


def _row(progress: Progress, locale: str, outcomes: Sequence[Outcome]) -> LocaleStatus:
    own = [outcome for outcome in outcomes if outcome.task.locale == locale]
    pages = tuple(
        Pages(
            outcome.task.edition,
            outcome.made.pages if outcome.made else None,
            len(_errors(outcome.problems)),
            outcome.made.remarks if outcome.made else (),
        )
        for outcome in own
    )
    found = [*progress.problems, *(each for outcome in own for each in outcome.problems)]
    return LocaleStatus(progress, pages, tuple(dict.fromkeys(_errors(found))))


def _errors(problems: Sequence[Problem]) -> list[Problem]:
    return [problem for problem in problems if problem.severity is Severity.ERROR]


def status_json(rows: Sequence[LocaleStatus]) -> dict[str, Any]:
    """The table for programs; the same booklet gives the same."""
    return {"format": 1, "locales": [_row_json(row) for row in rows]}


def _row_json(row: LocaleStatus) -> dict[str, Any]:
    progress = row.progress
    return {
        "locale": progress.locale,
        "language": progress.language,
        "translated": progress.translated,
        "fuzzy": progress.fuzzy,
        "missing": progress.missing,
        "percent": progress.percent,
        "status": progress.status,
        "reviewers": list(progress.reviewers),
        "translators": list(progress.translators),
        "editions": [
            {"edition": each.edition, "pages": each.pages, "errors": each.errors, "remarks": list(each.remarks)}
            for each in row.pages
        ],
        "problems": [str(problem) for problem in row.problems],
    }


def status_lines(rows: Sequence[LocaleStatus]) -> list[str]:
    """The table for people, a line for each locale."""
    names = [each.edition for each in rows[0].pages] if rows else []
    head = ["locale", "language", "translated", "fuzzy", "missing", "share"]
    head += ["pages" if name == "screen" else name for name in names] + ["state"]
    table = [head, *(_cells(row) for row in rows)]
    numeric = range(2, len(head) - 1)
    widths = [max(len(row[column]) for row in table) for column in range(len(head))]
    return [
        "  ".join(
            cell.rjust(width) if column in numeric else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]


def _cells(row: LocaleStatus) -> list[str]:
    progress = row.progress
    counts = [progress.translated, progress.fuzzy, progress.missing]
    pages = ["–" if each.pages is None else str(each.pages) for each in row.pages]
    return [progress.locale, progress.language, *map(str, counts), f"{progress.percent} %", *pages, _state(row)]


def _state(row: LocaleStatus) -> str:
    progress = row.progress
    said = [f"{progress.status} by {', '.join(progress.reviewers)}" if progress.reviewers else progress.status]
    if row.problems:
        said.append(counted(len(row.problems), "error"))
    remarks = sum(len(each.remarks) for each in row.pages)
    if remarks:
        said.append(counted(remarks, "remark"))
    return ", ".join(each for each in said if each)
