# SPDX-License-Identifier: Apache-2.0
"""The whole build: which tasks there are, who performs them, and what becomes of the outcomes."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

from booklet.build.countries import checked_country, forms_in_country
from booklet.build.deliver import deliver
from booklet.build.manifest import MANIFEST, manifest
from booklet.build.pool import perform_all, worthwhile_jobs
from booklet.build.task import (
    COVERS,
    EDITIONS,
    PAPER_NAMES,
    THEMES,
    Made,
    Outcome,
    Task,
    Workshop,
    file_name,
    open_workshop,
)
from booklet.l10n.catalog import available_locales, form_of_available
from booklet.l10n.localfacts import country_of
from booklet.l10n.tags import parse_tag
from booklet.pdf.model import Standard
from booklet.problems import BookletError, Problem, Problems, Severity
from booklet.values import Immutable

__all__ = ["Report", "UnknownChoiceError", "build", "choice"]


class UnknownChoiceError(Exception):
    """A locale, edition, theme, paper or cover that there is not; ``known`` are those there are.

    ``problems`` are the booklet's: a catalog in a wrong place may be why.
    """

    problems: tuple[Problem, ...] = ()

    def __init__(self, kind: str, value: str, known: Sequence[str]) -> None:
        self.kind = kind
        self.value = value
        self.known = tuple(known)
        super().__init__(f"unknown {kind} {value!r}")


class Report(Immutable, frozen=True):
    """What a build did. ``written`` are the files that now lie in the output folder, besides the manifest.

    ``kept`` are the names of earlier files that lie there still and should have been renewed.
    """

    written: tuple[Made, ...]
    problems: tuple[Problem, ...]
    kept: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """Whether anything was an error."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def build(
    folder: Path,
    out: Path | None,
    *,
    locales: Sequence[str] = (),
    editions: Sequence[str] = (),
    paper: str = "",
    theme: str = "",
    cover: str = "",
    country: str = "",
    beside: str = "",
    standard: Standard = "ua1",
    jobs: int | None = None,
    release: bool = False,
    keep_going: bool = False,
    today: datetime.date | None = None,
    cache: Path | None = None,
    progress: Callable[[Outcome, int], None] | None = None,
) -> Report:
    """Build files of the booklet in ``folder`` into ``out``: all locales' unless some are named.

    ``paper``, ``theme`` and ``cover`` are choices for all of them, as in :class:`booklet.build.task.Task`. A
    ``country`` (ISO 3166-1, in any case) turns locales into their forms there, with the contacts of that country; where
    no locale is named, those of other countries are left out. ``beside`` is the locale on the facing pages of each, in
    the country that the other one names: both pages of a spread name the same helplines.

    All files are written or none, unless ``keep_going`` asks for the good ones. Without ``out`` nothing is written: the
    files are in the report. In a ``release`` every warning is an error: what a gate of the rules finds may be waited
    for in a draft, not in what is handed out. ``jobs`` is the number of processes (by default as many as are worth it;
    1 works in this one). ``today`` stands in for the clock.
    ``cache`` is the folder of a cache of finished files: what would come out as before is taken from there.
    ``progress`` hears of each file when it is made, and how many there will be.

    Raises:
        UnknownChoiceError: for a locale, edition, theme, paper or cover that there is not.
        BookletError: where the booklet cannot be read or the files cannot be written, or the country is none or not the
            one that a locale names.
    """
    editions = _choices("edition", editions or EDITIONS[:1], EDITIONS)
    paper = choice("paper", paper, PAPER_NAMES) if paper else ""
    theme = choice("theme", theme, THEMES) if theme else ""
    cover = choice("cover", cover, COVERS) if cover else ""
    cover = "" if cover == COVERS[0] else cover
    country = checked_country(country) if country else ""
    shop = open_workshop(folder, editions, paper=paper, theme=theme, cover=cover)
    date = today or datetime.datetime.now(datetime.UTC).date()
    try:
        tasks = [
            Task(folder, locale, edition, standard, date, paper, theme, cover, country, facing)
            for locale, facing in _languages(locales, beside, country, shop)
            for edition in editions
        ]
    except UnknownChoiceError as error:
        error.problems = shop.problems
        raise
    outcomes = perform_all(
        tasks,
        shop,
        min(jobs or worthwhile_jobs(len(tasks)), len(tasks)),
        lambda outcome: progress(outcome, len(tasks)) if progress else None,
        cache,
    )
    problems = Problems()
    problems.extend(_judged(shop.problems, release))
    good: list[tuple[Task, Made]] = []
    for outcome in outcomes:
        found = _judged(outcome.problems, release)
        problems.extend(found)
        if outcome.made is not None and not any(each.severity is Severity.ERROR for each in found):
            good.append((outcome.task, outcome.made))
    whole = len(good) == len(outcomes) or keep_going
    if release and shop.problems:
        whole = False  # what is wrong with the source is wrong with every file
    if not whole:
        good = []
    if good and out is not None:
        files = {made.name: made.data for _, made in good}
        deliver(files | {MANIFEST: manifest(good, out)}, out)
    written = tuple(made for _, made in good)
    kept = _kept(tasks, written, shop, out) if written and out is not None else ()
    return Report(written, tuple(problems), kept)


def _kept(tasks: Sequence[Task], written: Sequence[Made], shop: Workshop, out: Path) -> tuple[str, ...]:
    """The files of earlier builds that these tasks did not renew."""
    new = {made.name for made in written}
    names = [file_name(shop, task) for task in tasks]
    return tuple(name for name in names if name not in new and (out / name).is_file())


def _languages(named: Sequence[str], beside: str, country: str, shop: Workshop) -> list[tuple[str, str]]:
    """The locales that were chosen, each with that of its facing pages, which cannot be the same."""
    chosen = _locales(named, country, shop)
    if not beside:
        return [(locale, "") for locale in chosen]
    (second,) = _locales([beside], country, shop)
    pairs = [(locale, _in_country_of(locale, second)) for locale in chosen]
    same = [locale for locale, other in pairs if locale == other]
    if same and (named or len(pairs) == 1):
        language = parse_tag(same[0]).language
        others = [name for name in available_locales(shop.source) if parse_tag(name).language != language]
        there = f": {', '.join(others)}" if others else ""
        raise BookletError(
            [Problem(None, f"{same[0]} cannot stand beside itself", f"choose another language behind --with{there}")]
        )
    return [(locale, other) for locale, other in pairs if locale != other]


def _in_country_of(locale: str, beside: str) -> str:
    """The locale of facing pages in the country that the other one names, if any."""
    country = country_of(parse_tag(locale))
    forms = forms_in_country([beside], country, Problems(), all_there_are=True) if country else []
    return forms[0] if forms else beside


def _locales(named: Sequence[str], country: str, shop: Workshop) -> list[str]:
    """The locales that were chosen, or all there are; with a country, their forms there."""
    locales = _choices("locale", named, available_locales(shop.source))
    if not country:
        return locales
    problems = Problems()
    problems.extend(shop.problems)
    found = forms_in_country(locales, country, problems, all_there_are=not named)
    problems.stop_if_errors()
    return found


def _choices(kind: str, values: Sequence[str], known: Sequence[str]) -> list[str]:
    """What was chosen, each once; all there is where nothing was."""
    return list(dict.fromkeys(choice(kind, value, known) for value in values)) or list(known)


def choice(kind: str, value: str, known: Sequence[str]) -> str:
    """The known name that is meant: case and the underscore of POSIX names do not matter.

    Of a language that is known its regional forms are too (``en-KE``). Raises UnknownChoiceError for all others.
    """
    for name in known:
        if name.casefold() == value.replace("_", "-").casefold():
            return name
    form = form_of_available(value, known) if kind == "locale" else None
    if form:
        return form
    raise UnknownChoiceError(kind, value, known)


def _judged(problems: Sequence[Problem], release: bool) -> list[Problem]:
    if not release:
        return list(problems)
    return [Problem(each.span, each.what, each.mend) for each in problems]
