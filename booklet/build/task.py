# SPDX-License-Identifier: Apache-2.0
"""One file: a task in, its bytes and what was found on the way out.

A task is a small picklable value and performing it reads files but writes none, so that tasks can run in any order, in
this process, in others, or on other machines.
"""

from __future__ import annotations

import datetime
import functools
import io
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from booklet.build.dates import check_contacts
from booklet.build.filecache import FileCache, Kept, file_key, workshop_digest
from booklet.content.discreet import has_discreet_cover, with_discreet_cover
from booklet.content.load import load_booklet
from booklet.content.model import Message, PictureRef, SourceBooklet
from booklet.content.reader import lies_inside
from booklet.l10n.beside import side_by_side
from booklet.l10n.catalog import catalog_roots, warn_of_unused_catalogs, warn_of_unused_facts
from booklet.l10n.localise import localise
from booklet.l10n.model import Booklet
from booklet.l10n.polint import lint_po
from booklet.l10n.tags import parse_tag
from booklet.layout.engine import lay_out
from booklet.layout.model import Layout
from booklet.layout.parallel import direction_of, interleaved, lay_out_facing
from booklet.layout.theme import SCREEN, Theme
from booklet.layout.themefile import BUILT_IN, PAPERS, load_theme, load_themes
from booklet.paths import bundled_fonts
from booklet.pdf.model import DocumentInfo, SecondLanguage, Standard
from booklet.pdf.write import write_pdf
from booklet.pictures.model import Drawing
from booklet.problems import BookletError, Problem, Problems, Span
from booklet.tagging.build import structure_tree
from booklet.tagging.model import StructureTree
from booklet.tagging.parallel import parts, prefix_of
from booklet.tagging.verify import TaggingError
from booklet.text.fonts import FontLibrary
from booklet.text.typeset import Typesetter
from booklet.values import Immutable

__all__ = [
    "COVERS", "EDITIONS", "PAPER_NAMES", "STANDARDS", "THEMES", "Made", "Outcome", "Task", "Translation", "Workshop",
    "file_name", "open_workshop", "perform", "perform_task", "warn_of_unused",
]  # fmt: skip

EDITIONS = (SCREEN, "large-print")
PAPER_NAMES = tuple(PAPERS)
THEMES = BUILT_IN
COVERS = ("open", "discreet")
STANDARDS: dict[Standard, tuple[str, ...]] = {"ua1": ("PDF/UA-1", "PDF/A-2a")}
"""The standards that a file claims, by the word for them on the command line."""


class Task(Immutable, frozen=True):
    """One file to be made: a locale and an edition of the booklet in ``folder``.

    ``paper``, ``theme`` and ``cover`` are empty where nothing was chosen: then they are what the edition, the booklet
    and most readers want. ``today`` decides what is out of date, never what is written. ``country`` is the one that was
    asked for, and then ``locale`` names it too. ``beside`` is the locale of the facing pages, empty where all pages are
    in one language.
    """

    folder: Path
    locale: str
    edition: str = "screen"
    standard: Standard = "ua1"
    today: datetime.date = datetime.date.min
    paper: str = ""
    theme: str = ""
    cover: str = ""
    country: str = ""
    beside: str = ""

    @property
    def languages(self) -> str:
        """The locale, or both: ``en+ar``. A hyphen would make a language and a country of them (``en-AR``)."""
        return f"{self.locale}+{self.beside}" if self.beside else self.locale


class Translation(Immutable, frozen=True):
    """How far a locale is translated, as :class:`Made` says it."""

    translated: int
    machine_draft: bool
    translators: tuple[str, ...]


class Made(Immutable, frozen=True):
    """A finished file, not yet written.

    ``translated`` is the percentage of its messages in its own language. ``paper`` is the office paper that its pages
    are made for, empty where they have a size of their own. ``country`` is the one whose contacts it has, if any.
    ``beside`` is how far the language of the facing pages is translated, None without one. ``right_bound`` tells
    whether facing pages run from right to left.
    """

    name: str
    data: bytes
    pages: int
    translated: int
    machine_draft: bool
    translators: tuple[str, ...]
    remarks: tuple[str, ...] = ()  # on its pages, for whoever cares for their look
    paper: str = ""
    country: str = ""
    beside: Translation | None = None
    right_bound: bool = False


class Outcome(Immutable, frozen=True):
    """What came of a task. ``made`` is None where there were errors, and then ``problems`` has at least one."""

    task: Task
    made: Made | None
    problems: tuple[Problem, ...]


class Workshop(msgspec.Struct, frozen=True, dict=True):
    """What all tasks of one booklet share, read once: content, a theme for each edition, fonts.

    ``own_papers`` are the papers that editions have unless another is chosen, empty where pages have a size of their
    own. ``problems`` are the warnings so far.
    """

    source: SourceBooklet
    themes: Mapping[str, Theme]
    own_papers: Mapping[str, str]
    library: FontLibrary
    problems: tuple[Problem, ...]

    @functools.cached_property
    def digest(self) -> bytes:
        """A digest of what all files here have in common besides their locale's texts and their edition's theme."""
        return workshop_digest(self.source, self.library, _pictures(self.source))


def open_workshop(
    folder: Path, editions: Sequence[str] = (SCREEN,), *, paper: str = "", theme: str = "", cover: str = ""
) -> Workshop:
    """Read a booklet, its themes and its fonts, for files of some editions with the choices of a :class:`Task`.

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
    home = next((each for each in source.folders if source.theme and lies_inside(source.theme, each)), None)
    fonts = [path for path in (each / "fonts" for each in source.folders) if path.is_dir()]
    before = len(problems.errors)
    library = FontLibrary.load([*fonts, bundled_fonts()], problems)
    # Where a manifest is wrong, a family that seems unknown may be one of its.
    families = library.families if len(problems.errors) == before else None
    away = {family: library.way_to_fetch(family, source.folders[0]) for family in library.away}
    drawn = tuple(_drawn_colours(source))
    themes = load_themes(
        source.theme, problems, home, families, drawn, away, editions=editions, paper=paper, name=theme
    )
    if cover == "discreet":
        try:
            source = with_discreet_cover(source)
        except BookletError as error:
            problems.extend(error.problems)
    if themes is None or problems.errors:
        _lint_catalogs(folder, source, problems)
        raise BookletError(problems)
    warn_of_unused(source, problems)
    own = themes
    if paper:
        own = load_themes(source.theme, Problems(), home, families, editions=editions, name=theme) or themes
    papers = {edition: _paper(each) for edition, each in own.items()}
    return Workshop(source, themes, papers, library, tuple(problems))


def _paper(theme: Theme) -> str:
    """The office paper that a theme's pages are made for, empty where they have another size."""
    size = theme.page.width, theme.page.height
    return next((name for name, paper in PAPERS.items() if paper == size), "")


def warn_of_unused(source: SourceBooklet, problems: Problems) -> None:
    """Warn of catalogs and local facts that lie in a booklet's folders and are not used."""
    for root in dict.fromkeys(catalog_roots(source)):
        warn_of_unused_catalogs(root, str(parse_tag(source.language)), problems)
    warn_of_unused_facts(source, problems)


def _drawn_colours(source: SourceBooklet) -> Iterator[tuple[str, Span]]:
    """The theme's colours that the pictures in a booklet name, each with the picture's place."""
    for each in _pictures(source):
        if isinstance(each.picture, Drawing):
            names = {colour for shape in each.picture.shapes for colour in (shape.fill, shape.stroke) if colour}
            yield from ((name, each.span) for name in sorted(names) if not name.startswith("#"))


def _pictures(value: object) -> Iterator[PictureRef]:
    """The pictures in a booklet or in a part of it."""
    if isinstance(value, PictureRef):
        yield value
    elif isinstance(value, tuple | Mapping):
        for part in value.values() if isinstance(value, Mapping) else value:
            yield from _pictures(part)
    elif isinstance(value, Immutable) and not isinstance(value, Message | Span):
        for name in value.__struct_fields__:
            yield from _pictures(getattr(value, name))


def _check_beside(folder: Path, problems: Problems) -> None:
    """Find what else is wrong where booklet.yaml cannot be used, so that one run tells it all."""
    if (folder / "fonts").is_dir():
        FontLibrary.load([folder / "fonts"], problems)
    if (folder / "theme.yaml").is_file():
        load_theme(folder / "theme.yaml", problems, folder)
    _lint_catalogs(folder, None, problems)
    warn_of_unused_catalogs(folder / "locales", None, problems)


def _lint_catalogs(folder: Path, source: SourceBooklet | None, problems: Problems) -> None:
    for catalog in sorted(folder.glob("locales/*/LC_MESSAGES/booklet.po")):
        lint_po(catalog, source, problems)


def file_name(shop: Workshop, task: Task) -> str:
    """The name of a task's file; a paper that the edition has anyway is not in it."""
    paper = task.paper.lower() if task.paper != shop.own_papers[task.edition] else ""
    choices = [choice for choice in (paper, task.theme) if choice]
    return "-".join([shop.source.slug, task.languages, task.edition, *choices]) + ".pdf"


_Read = dict[tuple[str, str], tuple[Booklet, tuple[Problem, ...]]]
"""Booklets by locale and country, and what was wrong with their catalogs."""


def perform(tasks: Iterable[Task], shop: Workshop, cache: FileCache | None = None) -> Iterator[Outcome]:
    """Make files in a booklet's workshop one after the other, or take them from a cache that has them.

    Catalogs are read once for neighbours in the same languages, their editions.
    """
    for _, editions in itertools.groupby(tasks, lambda task: (task.languages, task.country)):
        read: _Read = {}
        for task in editions:
            yield perform_task(task, shop, cache, read)


def perform_task(task: Task, shop: Workshop, cache: FileCache | None = None, read: _Read | None = None) -> Outcome:
    """Make a file in a booklet's workshop, or take it from a cache that has it.

    ``read`` has the booklets of files before that are the same for this one, and takes its own.
    """
    problems = Problems()
    made = None
    try:
        made = _make(task, shop, problems, cache, {} if read is None else read)
    except BookletError as error:
        problems.extend(error.problems)
    except TaggingError as error:
        place = f"{task.languages}, {task.edition}"
        problems.error(None, f"{place}: {error}", "this is a fault of the program, please report it with your booklet")
    return Outcome(task, made, tuple(problems))


def _make(task: Task, shop: Workshop, problems: Problems, cache: FileCache | None, read: _Read) -> Made:
    booklets = [_booklet(shop, name, problems, task.country, read) for name in (task.locale, task.beside) if name]
    for booklet in booklets:
        check_contacts(booklet.blocks, task.today, problems)
    problems.stop_if_errors()
    kept = key = None
    if cache is not None:
        choices: tuple[str, ...] = (task.edition, task.standard, task.cover)
        for booklet in reversed(booklets):  # the key of the facing pages is one of the things that the other is made of
            key = file_key(booklet, shop.digest, shop.themes[task.edition], choices)
            choices = (*choices, key)
        kept = cache.get(key or "")
    if kept is None:
        kept = _pages(task, shop, booklets, problems)
        if cache is not None and key is not None:
            cache.put(key, kept)
    problems.extend(kept.problems)
    first, last = booklets[0], booklets[-1]
    return Made(
        file_name(shop, task),
        kept.data,
        kept.pages,
        first.translated,
        first.machine_draft,
        first.translators,
        kept.remarks,
        _paper(shop.themes[task.edition]),
        first.country,
        Translation(last.translated, last.machine_draft, last.translators) if task.beside else None,
        first.locale.direction == "rtl",
    )


def _booklet(shop: Workshop, locale: str, problems: Problems, country: str, read: _Read) -> Booklet:
    if (locale, country) not in read:
        found = Problems()
        try:
            read[locale, country] = localise(shop.source, locale, found, country), tuple(found)
        finally:
            problems.extend(found)
    booklet, told = read[locale, country]
    problems.extend(told)
    return booklet


def _pages(task: Task, shop: Workshop, booklets: Sequence[Booklet], problems: Problems) -> Kept:
    """Lay one booklet out, or two side by side, and write the file."""
    found = Problems()
    theme = shop.themes[task.edition]
    if task.beside:
        layout, tree = _facing(shop, booklets, theme, found, problems)
    else:
        layout = lay_out(booklets[0], _typesetter(shop, booklets[0], theme), theme, found)
        _stop_if_errors(found, problems)
        tree = structure_tree(booklets[0], layout)
    target = io.BytesIO()
    write_pdf(layout, tree, _info(task, shop.source, booklets), target)
    return Kept(target.getvalue(), len(layout.pages), tuple(found), layout.remarks)


def _facing(
    shop: Workshop, booklets: Sequence[Booklet], theme: Theme, found: Problems, problems: Problems
) -> tuple[Layout, StructureTree]:
    """The layout and the tree of two booklets on facing pages."""
    pair = side_by_side(*booklets)
    setters = _typesetter(shop, pair[0], theme), _typesetter(shop, pair[1], theme)
    layouts = lay_out_facing(pair, setters, theme, found)
    _stop_if_errors(found, problems)
    trees = [structure_tree(booklet, layout) for booklet, layout in zip(pair, layouts, strict=True)]
    locales = pair[0].locale, pair[1].locale
    return interleaved(*layouts, prefix_of(locales[1])), parts(trees[0], trees[1], locales)


def _typesetter(shop: Workshop, booklet: Booklet, theme: Theme) -> Typesetter:
    return Typesetter(shop.library, booklet.locale, theme.scripts)


def _stop_if_errors(found: Problems, problems: Problems) -> None:
    if found.errors:
        problems.extend(found)
        problems.stop_if_errors()


def _info(task: Task, source: SourceBooklet, booklets: Sequence[Booklet]) -> DocumentInfo:
    """What a file says about itself."""
    # Keywords are not translated: in another language they would be words that its readers do not look for.
    own = parse_tag(source.language).language in [parse_tag(each.locale.tag).language for each in booklets]
    subject = source.subject
    texts = [
        (
            each.locale.tag,
            each.plain(source.title),
            each.plain(subject) if subject else "",
            each.text(source.title).lang,
            each.text(subject).lang if subject else "",
        )
        for each in booklets
    ]
    lang, title, subject_words, title_lang, subject_lang = texts[0]
    return DocumentInfo(
        title=title,
        lang=lang,
        direction=direction_of(booklets[0].locale.direction, booklets[-1].locale.direction),
        author=source.author,
        subject=subject_words,
        keywords=source.keywords if own else (),
        date=source.date,
        standard=task.standard,
        title_lang=title_lang,
        subject_lang=subject_lang,
        open_bookmarks=not has_discreet_cover(source),  # they would tell beside the cover what comes
        second=SecondLanguage(*texts[1]) if task.beside else None,
    )
