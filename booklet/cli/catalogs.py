# SPDX-License-Identifier: Apache-2.0
"""The commands that keep catalogs: ``translate init``, ``translate update`` and ``translate status``."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from booklet.cli.arguments import add_source, source
from booklet.cli.console import clear_counter, counted, counter, print_problems, quoted, shown
from booklet.cli.parser import Parser, program_name
from booklet.cli.suggest import NotThereError
from booklet.problems import BookletError, Problems

if TYPE_CHECKING:
    from booklet.build.task import Outcome
    from booklet.content.model import SourceBooklet
    from booklet.l10n.catalogwork import NewCatalog

__all__ = ["define_init", "define_status", "define_update", "init", "status", "update"]


def define_init(parser: Parser) -> None:
    """Add the arguments of ``translate init``."""
    parser.add_argument("locales", nargs="+", metavar="LOCALE", help="languages to begin, as in ka, pt-BR or zh-Hans")
    add_source(parser)


def init(options: argparse.Namespace) -> int:
    """Begin catalogs."""
    from booklet.content.load import load_booklet
    from booklet.l10n.catalog import template_path
    from booklet.l10n.catalogwork import new_catalogs
    from booklet.l10n.writing import write_whole

    problems = Problems()
    booklet = load_booklet(source(options), Problems())  # its warnings are a build's to tell
    catalogs = new_catalogs(booklet, options.locales, problems)
    problems.stop_if_errors()  # all that are asked for, or none
    for catalog in catalogs:
        write_whole(catalog.path, catalog.data, "the catalog", template_path(booklet).parents[1])
        print(f"{shown(catalog.path)} written: {catalog.language}, {counted(catalog.messages, 'message')} to translate")
    _advise_on_fonts(booklet, catalogs, problems)
    print("\n".join(_next_steps(catalogs, options.source)))
    print_problems(problems)
    return 0


def _next_steps(catalogs: Sequence[NewCatalog], folder: Path | None) -> list[str]:
    from booklet.cli.commands import COMMANDS

    translate = next(command for command in COMMANDS if command.name == "translate")
    tags = " ".join(str(catalog.tag) for catalog in catalogs)
    where = f" --source {quoted(folder)}" if folder is not None else ""
    lines = ["Next:", "  translate the file in a PO editor such as Poedit, or on Weblate"]
    if any(command.name == "preview" for command in translate.below):
        lines.append(f"  {program_name()} translate preview {catalogs[0].tag}{where}")
    return [*lines, f"  {program_name()} build {tags}{where}", f"  {program_name()} translate status{where}"]


def _advise_on_fonts(booklet: SourceBooklet, catalogs: Sequence[NewCatalog], problems: Problems) -> None:
    """Warn of writing systems that no font here is made for."""
    from booklet.paths import bundled_fonts
    from booklet.text.fonts import FontLibrary
    from booklet.text.suggested import font_advice

    folders = [path for path in (each / "fonts" for each in booklet.folders) if path.is_dir()]
    library = FontLibrary.load([*folders, bundled_fonts()], Problems())  # faults of manifests are a build's to tell
    for catalog in catalogs:
        advice = font_advice(catalog.tag.writing_system, library, booklet.folders[0])
        if advice is not None:
            problems.warn(None, f"{catalog.tag}: {advice[0]}", advice[1])


def define_update(parser: Parser) -> None:
    """Add the arguments of ``translate update``."""
    parser.add_argument("locales", nargs="*", metavar="LOCALE", help="languages (default: all catalogs of the booklet)")
    typo = "ids of messages in whose text only a slip was mended: their translations stay as good as they were"
    parser.add_argument("--typo", nargs="+", action="extend", default=[], metavar="ID", help=typo)
    check = "write nothing; exit code 1 if something would change"
    parser.add_argument("--check", action="store_true", help=check)
    limits = "do not work out how long the words of covers, panels and table headers may be"
    parser.add_argument("--no-limits", dest="limits", action="store_false", help=limits)
    add_source(parser)


def update(options: argparse.Namespace) -> int:
    """Bring the template and catalogs up to the booklet's text."""
    from booklet.content.load import load_booklet
    from booklet.l10n.catalog import template_path
    from booklet.l10n.catalogwork import updated_catalogs
    from booklet.l10n.extract import extract_pot
    from booklet.l10n.writing import would_change, write_whole

    problems = Problems()
    booklet = load_booklet(source(options), Problems())  # its warnings are a build's to tell
    limits = _limits(booklet, options.locales, problems) if options.limits else None
    done = updated_catalogs(booklet, options.locales, problems, limits=limits, typos=options.typo)
    files = [(template_path(booklet), extract_pot(booklet), "the template", "")]
    files += [(each.path, each.update.data, "the catalog", each.update.summary) for each in done]
    changed = 0
    for path, data, what, summary in files:
        if not would_change(path, data):
            print(f"{shown(path)} is up to date")
            continue
        changed += 1
        if not options.check:
            write_whole(path, data, what, template_path(booklet).parents[1])
        print(f"{shown(path)} {'would change' if options.check else 'written'}{f': {summary}' if summary else ''}")
    print_problems(problems)
    return 1 if problems.errors or (options.check and changed) else 0


def _limits(booklet: SourceBooklet, names: Sequence[str], problems: Problems) -> Mapping[str, Mapping[str, int]] | None:
    """How many characters the layout has room for, by locale and message id; None where the booklet has no layout.

    Names that are no locale with a catalog of its own are left to :func:`updated_catalogs` to complain of.
    """
    from booklet.build.limits import limits
    from booklet.build.task import EDITIONS, open_workshop
    from booklet.l10n.catalog import catalog_path, own_catalogs
    from booklet.l10n.tags import parse_tag

    try:
        shop = open_workshop(booklet.folders[0], EDITIONS)
    except BookletError:
        what = "the booklet cannot be laid out, so limits of length in catalogs stay as they are"
        problems.warn(None, what, "booklet lint says what is wrong")
        return None
    files = own_catalogs(booklet)
    if names:
        wanted = set()
        for name in names:
            with contextlib.suppress(BookletError):
                wanted.add(catalog_path(booklet, name))
        files = tuple(file for file in files if file in wanted)
    found = {}
    count = counter()
    for file in files:
        tag = str(parse_tag(file.parent.parent.name))
        if count is not None:
            count(f"{tag}, room for its texts", len(files))
        found[tag] = limits(shop, tag)
    clear_counter()
    return found


def define_status(parser: Parser) -> None:
    """Add the arguments of ``translate status``."""
    parser.add_argument("locales", nargs="*", metavar="LOCALE", help="languages (default: all)")
    editions = "editions whose pages are counted: screen (default), large-print"
    parser.add_argument("--edition", nargs="+", action="extend", default=[], metavar="NAME", help=editions)
    parser.add_argument("--fast", action="store_true", help="count messages only, and lay out no pages")
    parser.add_argument("--json", action="store_true", help="print the table as JSON, with everything that is known")
    add_source(parser)


def status(options: argparse.Namespace) -> int:
    """Print a table of the booklet's languages."""
    import json

    from booklet.build.run import UnknownChoiceError
    from booklet.build.status import booklet_status, status_json, status_lines
    from booklet.pictures.cache import cache_folder

    count = counter()

    def show(outcome: Outcome, total: int) -> None:
        if count is not None:
            count(outcome.task.locale, total)

    try:
        rows = booklet_status(
            source(options),
            options.locales,
            editions=options.edition,
            lay_out=not options.fast,
            cache=cache_folder(),
            progress=show,
        )
    except UnknownChoiceError as error:
        raise NotThereError(error) from None
    finally:
        clear_counter()
    if options.json:
        print(json.dumps(status_json(rows), ensure_ascii=False, indent=2))
    else:
        print("\n".join(status_lines(rows)))
    problems = Problems()
    problems.extend(problem for row in rows for problem in row.problems)
    print_problems(problems)
    return 1 if problems.errors else 0
