# SPDX-License-Identifier: Apache-2.0
"""One file: a task in, its bytes and what was found on the way out.

A task is a small picklable value and performing it reads files but writes none, so that tasks can run in any order, in
this process, in others, or on other machines.
"""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from booklet.build.dates import warn_of_old_contacts
from booklet.content.load import load_booklet
from booklet.content.model import SourceBooklet
from booklet.l10n.localise import localise
from booklet.l10n.polint import lint_po
from booklet.layout.engine import lay_out
from booklet.layout.theme import Theme
from booklet.layout.themefile import load_theme
from booklet.paths import bundled_fonts
from booklet.pdf.model import DocumentInfo, Standard
from booklet.pdf.write import write_pdf
from booklet.problems import BookletError, Problem, Problems
from booklet.tagging.build import structure_tree
from booklet.tagging.verify import TaggingError
from booklet.text.fonts import FontLibrary
from booklet.text.typeset import Typesetter

__all__ = [
    "EDITIONS", "STANDARDS", "Made", "Outcome", "Task", "Workshop", "open_workshop", "perform", "perform_elsewhere",
]  # fmt: skip

EDITIONS = ("screen",)
STANDARDS: dict[Standard, tuple[str, ...]] = {"ua1": ("PDF/UA-1", "PDF/A-2a")}
"""The standards that a file claims, by the word for them on the command line."""


@dataclass(frozen=True, slots=True)
class Task:
    """One file to be made: a locale and an edition of the booklet in ``folder``.

    ``today`` decides what is out of date, never what is written.
    """

    folder: Path
    locale: str
    edition: str = "screen"
    standard: Standard = "ua1"
    today: datetime.date = datetime.date.min


@dataclass(frozen=True, slots=True)
class Made:
    """A finished file, not yet written. ``translated`` is the percentage of its messages in its own language."""

    name: str
    data: bytes
    pages: int
    translated: int
    machine_draft: bool
    translators: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a task. ``made`` is None where there were errors, and then ``problems`` has at least one."""

    task: Task
    made: Made | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Workshop:
    """What all tasks of one booklet share, read once: content, theme, fonts. ``problems`` are the warnings so far."""

    source: SourceBooklet
    theme: Theme
    library: FontLibrary
    problems: tuple[Problem, ...]


def open_workshop(folder: Path) -> Workshop:
    """Read a booklet, its theme and its fonts.

    Raises:
        BookletError: with everything that is wrong in any of them.
    """
    problems = Problems()
    try:
        source = load_booklet(folder, problems)
    except BookletError as error:
        problems.extend(error.problems)
        _check_beside(folder, problems)
        raise BookletError(problems) from None
    home = next((each for each in source.folders if source.theme and source.theme.is_relative_to(each)), None)
    own = [path for path in (each / "fonts" for each in source.folders) if path.is_dir()]
    before = len(problems.errors)
    library = FontLibrary.load([*own, bundled_fonts()], problems)
    # Where a manifest is wrong, a family that seems unknown may be one of its.
    families = library.families if len(problems.errors) == before else None
    theme = load_theme(source.theme, problems, home, families)
    if theme is None or problems.errors:
        _lint_catalogs(folder, source, problems)
        raise BookletError(problems)
    return Workshop(source, theme, library, tuple(problems))


def _check_beside(folder: Path, problems: Problems) -> None:
    """Find what else is wrong where booklet.yaml cannot be used, so that one run tells it all."""
    if (folder / "fonts").is_dir():
        FontLibrary.load([folder / "fonts"], problems)
    if (folder / "theme.yaml").is_file():
        load_theme(folder / "theme.yaml", problems, folder)
    _lint_catalogs(folder, None, problems)


def _lint_catalogs(folder: Path, source: SourceBooklet | None, problems: Problems) -> None:
    for catalog in sorted(folder.glob("locales/*/LC_MESSAGES/booklet.po")):
        lint_po(catalog, source, problems)


def perform(tasks: Sequence[Task], shop: Workshop) -> list[Outcome]:
    """Make the files of one booklet's tasks in its workshop."""
    return [_perform(task, shop) for task in tasks]


def perform_elsewhere(tasks: Sequence[Task]) -> list[Outcome]:
    """The same in another process, which has no workshop yet."""
    try:
        shop = open_workshop(tasks[0].folder)
    except BookletError as error:  # someone changed the booklet meanwhile
        return [Outcome(task, None, error.problems) for task in tasks]
    return perform(tasks, shop)


def _perform(task: Task, shop: Workshop) -> Outcome:
    problems = Problems()
    made = None
    try:
        made = _make(task, shop, problems)
    except BookletError as error:
        problems.extend(error.problems)
    except TaggingError as error:
        place = f"{task.locale}, {task.edition}"
        problems.error(None, f"{place}: {error}", "this is a fault of the program, please report it with your booklet")
    return Outcome(task, made, tuple(problems))


def _make(task: Task, shop: Workshop, problems: Problems) -> Made:
    source = shop.source
    booklet = localise(source, task.locale, problems)
    problems.stop_if_errors()
    warn_of_old_contacts(booklet.blocks, task.today, problems)
    layout = lay_out(booklet, Typesetter(shop.library, booklet.locale), shop.theme, problems)
    problems.stop_if_errors()
    tree = structure_tree(booklet, layout)
    info = DocumentInfo(
        title=booklet.plain(source.title),
        lang=booklet.locale.tag,
        direction=booklet.locale.direction,
        author=source.author,
        subject=booklet.plain(source.subject) if source.subject else "",
        keywords=source.keywords,
        date=source.date,
        standard=task.standard,
    )
    target = io.BytesIO()
    write_pdf(layout, tree, info, target)
    return Made(
        f"{source.slug}-{task.locale}-{task.edition}.pdf",
        target.getvalue(),
        len(layout.pages),
        booklet.translated,
        booklet.machine_draft,
        booklet.translators,
    )
