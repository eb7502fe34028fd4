# SPDX-License-Identifier: Apache-2.0
"""The command line: parse, call, print; nothing else.

Exit codes: 0 done (warnings allowed), 1 problems, all of them listed, 2 wrong usage. Whatever a command needs is
imported when it runs, so that ``--help`` costs nothing.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from booklet import __version__, paths
from booklet.problems import BookletError, Problem, Problems, Severity, Span

if TYPE_CHECKING:
    import datetime

    from booklet.build.run import UnknownChoiceError
    from booklet.build.task import Made, Outcome
    from booklet.content.plain import Figures

__all__ = ["main"]

_DESCRIPTION = """\
Turns a booklet (YAML) and its translations (PO) into accessible PDFs.

Without a command it builds: every language of the booklet in this folder, else of the bundled one,
into dist/.
"""

_BOOKLET = "booklet.yaml"

_SIMULATIONS = ("grey", "protanopia", "deuteranopia", "tritanopia")  # those of booklet.pictures.colourvision

_EXAMPLES = """\
examples:
  {prog}                          build every language into dist/
  {prog} fr ar                    build French and Arabic
  {prog} --source my-booklet      build a booklet of your own
  {prog} check dist/*.pdf         do the files keep what they promise?
  {prog} tree dist/FILE.pdf       read a file as a screen reader meets it
  {prog} pictures en --spreads    draw facing pages of the English booklet
  {prog} new my-booklet           begin a booklet of your own

A command's name wins over a language's: say "build new" for Newari.
Exit code: 0 done, 1 there were problems (all are listed), 2 wrong usage.
"""


class _UsageError(Exception):
    """The command line asks for something that there is not."""


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one plain line."""

    def error(self, message: str) -> NoReturn:
        raise _UsageError(f"{message}. See {self.prog} --help")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command line (by default the process's) and return the exit code."""
    _prepare_console(real=argv is None)
    if argv is None:
        _spare_the_collector()
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
    except _UsageError as error:
        print(error, file=sys.stderr)
        return 2
    except BookletError as error:
        _print_problems(error.problems)
        return 1
    except BrokenPipeError:  # the reader (head, say) has seen enough
        _silence_stdout()
        return 0
    except OSError as error:
        _print_problems([_system_problem(error)])
        return 1
    except MemoryError:
        _print_problems([Problem(None, "there is not enough memory", "close other programs, or try --jobs 1")])
        return 1
    except KeyboardInterrupt:
        print("Interrupted: nothing was changed.", file=sys.stderr)
        return 1
    return code


def _run(argv: list[str]) -> int:
    commands = _commands()
    if not argv or argv[0] not in (*commands, "-h", "--help", "--version"):
        argv = ["build", *argv]
    options = _parser(commands).parse_args(argv)
    run: Callable[[argparse.Namespace], int] = options.run
    return run(options)


def _spare_the_collector() -> None:
    """Let Python look for cycles rarely: a build makes a million small values and hardly a cycle.

    Looking at all of them again and again took a third of the time for a booklet of 1,400 pages.
    """
    import gc

    gc.set_threshold(100_000, 50, 50)


def _prepare_console(*, real: bool) -> None:
    """Characters that the console cannot show become escapes; SIGTERM cleans up as Ctrl-C does."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)  # what a test puts there may have none
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    if real:
        signal.signal(signal.SIGTERM, signal.default_int_handler)


def _silence_stdout() -> None:
    """Nothing more is written there, not even by Python's own flush at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


# --- the parser ---------------------------------------------------------------------------------------------------


def _commands() -> dict[str, Callable[[_Parser], None]]:
    return {
        "build": _define_build,
        "check": _define_check,
        "tree": _define_tree,
        "pictures": _define_pictures,
        "lint": _define_lint,
        "translate": _define_translate,
        "fonts": _define_fonts,
        "new": _define_new,
        "schema": _define_schema,
    }


_SUMMARIES = {
    "build": "make the PDFs (what happens without a command)",
    "check": "check finished PDFs: veraPDF on the standards they claim, and rules of our own",
    "tree": "print a PDF's structure tree as text: what a screen reader gets",
    "pictures": "draw pages as pictures (PNG), with contact sheets",
    "lint": "list what is wrong with a booklet's source or hard to read in it, and count its sentences",
    "translate": "catalogs for translators: extract, lint",
    "fonts": "list the fonts there are, or fetch one that is too large to ship: fonts get NAME",
    "new": "begin a booklet of your own in a new folder",
    "schema": "print the JSON Schema of booklet.yaml, for editors that complete and check",
}


def _parser(commands: dict[str, Callable[[_Parser], None]]) -> _Parser:
    prog = _program_name()
    parser = _Parser(
        prog=prog,
        description=_DESCRIPTION,
        epilog=_EXAMPLES.format(prog=prog),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"booklet {__version__}")
    group = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_Parser)
    for name, define in commands.items():
        summary = _SUMMARIES[name]
        description = summary[0].upper() + summary[1:] + "."
        define(group.add_parser(name, help=summary, description=description, allow_abbrev=False))
    return parser


def _program_name() -> str:
    name = Path(sys.argv[0]).name
    return "python -m booklet" if name in ("__main__.py", "-c", "") else name


def _define_build(parser: _Parser) -> None:
    _add_choices(parser)
    parser.add_argument(
        "--standard", choices=["ua1"], default="ua1", help="ua1: PDF/UA-1 and PDF/A-2a in one file (default)"
    )
    parser.add_argument("--out", type=_folder, default=Path("dist"), metavar="DIR", help="output folder (dist)")
    jobs = "processes to use (default: as many as are worth it)"
    parser.add_argument("--jobs", type=_positive, metavar="N", help=jobs)
    parser.add_argument("--release", action="store_true", help="treat every warning as an error")
    parser.add_argument(
        "--keep-going", action="store_true", help="write the good files even if others fail (exit code 1 all the same)"
    )
    no_cache = "make every file anew; else one that would come out as before is taken from a cache (BOOKLET_CACHE)"
    parser.add_argument("--no-cache", action="store_true", help=no_cache)
    parser.add_argument(
        "--today", type=_date, metavar="YYYY-MM-DD", help="the date by which data is out of date (default: today's)"
    )
    _add_source(parser)
    parser.set_defaults(run=_build)


def _define_check(parser: _Parser) -> None:
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE.pdf")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.set_defaults(run=_check)


def _define_tree(parser: _Parser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE.pdf")
    parser.set_defaults(run=_tree)


def _define_pictures(parser: _Parser) -> None:
    _add_choices(parser)
    out = Path("dist/pictures")
    parser.add_argument("--out", type=_folder, default=out, metavar="DIR", help=f"output folder ({out.as_posix()})")
    pages = "pages to draw, as in 1,4-7, by their place in the file (default: all)"
    parser.add_argument("--pages", type=_page_ranges, default=(), metavar="PAGES", help=pages)
    spreads = "draw facing pages side by side: the cover alone, then 2 and 3, 4 and 5"
    parser.add_argument("--spreads", action="store_true", help=spreads)
    width = "width of a page in pixels (default: 1000; on a contact sheet 240, or this with --sheet-only)"
    parser.add_argument("--width", type=_pixels, metavar="PIXELS", help=width)
    parser.add_argument("--sheet-only", action="store_true", help="only contact sheets, no pages one by one")
    simulate = (
        "draw them as a black-and-white printer (grey) or a colour-blind reader shows them: "
        "grey, protanopia (no red), deuteranopia (no green) or tritanopia (no blue); may be given more than once"
    )
    parser.add_argument("--simulate", choices=_SIMULATIONS, action="append", default=[], metavar="HOW", help=simulate)
    _add_source(parser)
    parser.set_defaults(run=_pictures)


def _define_lint(parser: _Parser) -> None:
    _add_source(parser)
    parser.set_defaults(run=_lint)


def _define_translate(parser: _Parser) -> None:
    group = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_Parser)
    extract = "write the template for translators, locales/booklet.pot"
    extractor = group.add_parser("extract", help=extract, description=f"{extract.capitalize()}.", allow_abbrev=False)
    _add_source(extractor)
    extractor.set_defaults(run=_translate_extract)
    lint = "check catalogs strictly (default: all of the booklet's)"
    linter = group.add_parser("lint", help=lint, description=f"{lint.capitalize()}.", allow_abbrev=False)
    linter.add_argument("files", nargs="*", type=Path, metavar="FILE.po")
    _add_source(linter)
    linter.set_defaults(run=_translate_lint)


def _define_fonts(parser: _Parser) -> None:
    group = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)
    fetch = "fetch a font family that is too large to ship, by its name"
    where = "The files go into the folder BOOKLET_FONTS, or where your system keeps a user's data."
    fetcher = group.add_parser("get", help=fetch, description=f"{fetch.capitalize()}. {where}", allow_abbrev=False)
    fetcher.add_argument("families", nargs="+", metavar="NAME", help='as in "Noto Sans JP"')
    _add_source(parser)
    _add_source(fetcher, default=argparse.SUPPRESS)  # or it would undo what stands before “get”
    parser.set_defaults(run=_fonts, families=[])


def _define_new(parser: _Parser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR", help="the folder to make")
    parser.set_defaults(run=_new)


def _define_schema(parser: _Parser) -> None:
    parser.set_defaults(run=_schema)


def _add_choices(parser: _Parser) -> None:
    """Which files are made; what is chosen is read by :func:`_choices`."""
    parser.add_argument("locales", nargs="*", metavar="LOCALE", help="languages, as in zh-Hans (default: all)")
    editions = "editions: screen (default), large-print"
    parser.add_argument("--edition", nargs="+", action="extend", default=[], metavar="NAME", help=editions)
    parser.add_argument("--paper", default="", metavar="NAME", help="paper of large-print: A4 (default), Letter")
    themes = "a built-in theme: default, or plain (black on white, saves ink); theme.yaml changes it"
    parser.add_argument("--theme", default="", metavar="NAME", help=themes)
    covers = "discreet: cover, title and file name do not tell what the booklet is about (default: open)"
    parser.add_argument("--cover", choices=["open", "discreet"], default="open", help=covers)


def _add_source(parser: _Parser, default: str | None = None) -> None:
    help_ = "the booklet's folder (default: this folder if it has a booklet.yaml, else the bundled booklet)"
    parser.add_argument("--source", type=Path, metavar="DIR", help=help_, default=default)


def _folder(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("the name of the folder is empty")
    return Path(text)


def _positive(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 9999")
    return number


def _pixels(text: str) -> int:
    number = _positive(text)
    if not 16 <= number <= 4000:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 16 to 4000")
    return number


def _page_ranges(text: str) -> tuple[tuple[int, int], ...]:
    """Ranges of pages, first and last, out of 1,4-7."""
    ranges = []
    for part in text.split(","):
        first, dash, last = part.partition("-")
        try:
            numbers = _positive(first.strip()), _positive(last.strip() if dash else first.strip())
        except argparse.ArgumentTypeError:
            raise argparse.ArgumentTypeError(f"{text!r} is not pages as in 1,4-7: {part.strip()!r}") from None
        if numbers[1] < numbers[0]:
            raise argparse.ArgumentTypeError(f"{text!r} has a range that ends before it begins: {part.strip()!r}")
        ranges.append(numbers)
    return tuple(ranges)


def _date(text: str) -> datetime.date:
    import datetime

    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=datetime.UTC).date()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date like 2026-11-30") from None


# --- the commands -------------------------------------------------------------------------------------------------


def _source(options: argparse.Namespace, *, name_it: bool = True) -> Path:
    """The folder of the booklet that is meant; say which one unless that goes without saying."""
    folder: Path | None = options.source
    if folder is None and Path(_BOOKLET).is_file():
        print("Reading the booklet in this folder", file=sys.stderr)
        return Path()
    if folder is None:
        folder = paths.bundled_booklets() / "child-trafficking"
        said = f"Reading the bundled booklet {folder.name}"
    else:
        said = f"Reading the booklet in {folder}"
    if name_it:
        print(said, file=sys.stderr)
    return folder


def _choices(options: argparse.Namespace) -> dict[str, Any]:
    """Which files are to be made, by the names that :func:`booklet.build.run.build` gives that."""
    return {
        "locales": options.locales,
        "editions": options.edition,
        "paper": options.paper,
        "theme": options.theme,
        "cover": options.cover,
    }


def _build(options: argparse.Namespace) -> int:
    from booklet.build.run import UnknownChoiceError, build
    from booklet.pictures.cache import cache_folder

    try:
        report = build(
            _source(options, name_it=False),
            options.out,
            **_choices(options),
            standard=options.standard,
            jobs=options.jobs,
            release=options.release,
            keep_going=options.keep_going,
            today=options.today,
            cache=None if options.no_cache else cache_folder(),
            progress=_progress(),
        )
    except UnknownChoiceError as error:
        return _refuse(error)
    finally:
        _clear_progress()
    for made in report.written:
        print(f"{options.out / made.name}  ({made.pages} pages, {max(1, round(len(made.data) / 1000))} kB)")
        for remark in made.remarks:
            print(f"  {remark}")
    _print_problems(report.problems)
    if report.kept:
        print(f"not renewed: {', '.join(str(options.out / name) for name in report.kept)}", file=sys.stderr)
    if report.failed and not report.written:
        print(f"No file was written; {options.out} is as it was.", file=sys.stderr)
    return 1 if report.failed else 0


def _pictures(options: argparse.Namespace) -> int:
    from booklet.build.run import UnknownChoiceError, build
    from booklet.pictures.cache import cache_folder

    try:
        report = build(
            _source(options, name_it=False),
            None,
            **_choices(options),
            cache=cache_folder(),
            progress=_progress(),
        )
        _clear_progress()
        problems = list(report.problems)
        pictures = () if report.failed else _draw(report.written, options, problems)
    except UnknownChoiceError as error:
        return _refuse(error)
    finally:
        _clear_progress()
    for name, width, height in pictures:
        print(f"{options.out / name}  ({width} × {height})")
    _print_problems(problems)
    if report.failed:
        print(f"No picture was written; {options.out} is as it was.", file=sys.stderr)
    return 1 if report.failed else 0


def _draw(
    files: Sequence[Made], options: argparse.Namespace, problems: list[Problem]
) -> Sequence[tuple[str, int, int]]:
    """The pictures that were written of files, with their sizes; what there is to say of them goes to ``problems``."""
    from booklet.build.pageimages import Wanted, draw_pages

    wanted = Wanted(
        pages=options.pages,
        spreads=options.spreads,
        width=options.width,
        sheet_only=options.sheet_only,
        simulations=tuple(dict.fromkeys(options.simulate)),
    )
    try:
        drawn = draw_pages(files, options.out, wanted, _counter())
    except BookletError as error:
        raise BookletError([*problems, *error.problems]) from None
    problems += drawn.problems
    return drawn.pictures


def _refuse(error: UnknownChoiceError) -> int:
    """What there is to choose from is the booklet's to say: not wrong usage, but a problem with what was asked for."""
    _print_problems(error.problems)
    print(_unknown(error), file=sys.stderr)
    return 1


def _clear_progress() -> None:
    """Take the counter away, whatever ended the build."""
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def _progress() -> Callable[[Outcome, int], None] | None:
    """A line that counts the files as they are made, where somebody is looking."""
    count = _counter()
    return count and (lambda outcome, total: count(outcome.task.locale, total))


def _counter() -> Callable[[str, int], None] | None:
    """A line that counts what is done by its name, of a total, where somebody is looking."""
    if not sys.stderr.isatty():
        return None
    done = 0

    def show(name: str, total: int) -> None:
        nonlocal done
        done += 1
        if total > 1:
            print(f"\r\x1b[K{done} of {total}: {name}", end="", file=sys.stderr, flush=True)

    return show


def _unknown(error: UnknownChoiceError) -> str:
    near = _nearest(error.value, error.known)
    command = _nearest(error.value, _commands()) if error.kind == "locale" else None
    folder = Path(error.value).parent if Path(error.value).name == _BOOKLET else Path(error.value)
    if error.kind == "locale" and _is_booklet(folder):
        return f"{error} — it is a booklet: did you mean --source {_quoted(folder)}?"
    there = f"{'there is' if len(error.known) == 1 else 'there are'}: {', '.join(error.known)}"
    if near:
        return f"{error} — did you mean {near!r}? T{there[1:]}"
    if command == error.value:
        return f"{error} — a command's name comes first, before all options. T{there[1:]}"
    if command:
        return f"{error} — did you mean the command {command!r}? T{there[1:]}"
    return f"{error} — {there}"


def _is_booklet(folder: Path) -> bool:
    try:
        return (folder / _BOOKLET).is_file()
    except OSError:  # the name is too long, say
        return False


def _nearest(value: str, known: Iterable[str]) -> str | None:
    import difflib

    by_fold = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(value.replace("_", "-").casefold(), list(by_fold), n=1)
    return by_fold[near[0]] if near else None


def _check(options: argparse.Namespace) -> int:
    from booklet.checks.report import check_files, report_json, report_text

    reports = check_files(options.files)
    print(report_json(reports) if options.json else report_text(reports), end="")
    return 0 if all(report.ok for report in reports) else 1


def _tree(options: argparse.Namespace) -> int:
    from booklet.checks.pdffile import UnreadableError
    from booklet.checks.tree import tree_text

    try:
        print(tree_text(options.file), end="")
    except UnreadableError as error:
        raise BookletError([Problem(None, f"{options.file}: {error}", "see whether it is the file you mean")]) from None
    return 0


def _lint(options: argparse.Namespace) -> int:
    import datetime

    from booklet.build.dates import warn_of_all_old_contacts
    from booklet.build.task import EDITIONS, open_workshop
    from booklet.content.plain import advise

    shop = open_workshop(_source(options), EDITIONS)
    problems = Problems()
    problems.extend(shop.problems)
    warn_of_all_old_contacts(shop.source, datetime.datetime.now(datetime.UTC).date(), problems)
    figures = advise(shop.source, problems)
    _print_problems(problems)
    if not len(problems):
        print("The booklet's source has no problems.")
    print("\n".join(_figure_lines(figures)))
    print("Its pages and translations are checked when it is built.")
    return 0


def _translate_extract(options: argparse.Namespace) -> int:
    from booklet.content.load import load_booklet
    from booklet.l10n.catalog import template_path
    from booklet.l10n.extract import write_template

    problems = Problems()
    source = load_booklet(_source(options), problems)
    path = template_path(source)
    changed = write_template(source, path)
    print(f"{_shown(path)} {'written' if changed else 'is up to date'}")
    _print_problems(problems)
    return 0


def _translate_lint(options: argparse.Namespace) -> int:
    from booklet.build.task import warn_of_unused
    from booklet.content.load import load_booklet
    from booklet.l10n.catalog import own_catalogs
    from booklet.l10n.polint import lint_po

    problems = Problems()
    source = load_booklet(_source(options), problems)
    files = dict.fromkeys(options.files, source)
    if not files:  # each folder's catalogs are held against the booklet in that folder
        bases = [load_booklet(folder, Problems()) for folder in source.folders[1:]]
        files = {file: each for each in (source, *bases) for file in own_catalogs(each)}
    for file, booklet in files.items():
        lint_po(file, booklet, problems)
    warn_of_unused(source, problems)
    _print_problems(problems)
    if not len(problems):
        print(f"{_counted(len(files), 'catalog')} checked: no problems.")
    return 1 if problems.errors else 0


def _fonts(options: argparse.Namespace) -> int:
    from booklet.build.fonts import font_entries, font_lines
    from booklet.text.fontstore import fetch_fonts

    problems = Problems()
    entries = font_entries(_source(options, name_it=False), problems)
    if options.families:
        fetch_fonts(options.families, entries, problems, print)
    else:
        print("\n".join(font_lines(entries)))
    _print_problems(problems)
    return 1 if problems.errors else 0


def _new(options: argparse.Namespace) -> int:
    from booklet.content.scaffold import new_booklet

    new_booklet(options.folder)
    print(f"{options.folder} is ready. Write in {options.folder / 'booklet.yaml'}, then build it:")
    print(f"  {_program_name()} --source {_quoted(options.folder)}")
    return 0


def _schema(_options: argparse.Namespace) -> int:
    import json

    from booklet.content.schema import json_schema

    print(json.dumps(json_schema(), ensure_ascii=False, indent=2))
    return 0


# --- what is printed ----------------------------------------------------------------------------------------------


def _print_problems(problems: Iterable[Problem]) -> None:
    """All problems by place, one a line, and how many there are, on the standard error stream."""
    found = sorted(problems, key=_place)
    for problem in found:
        print(str(problem).replace("\n", " "), file=sys.stderr)
    errors = sum(problem.severity is Severity.ERROR for problem in found)
    warnings = len(found) - errors
    counts = [_counted(number, word) for number, word in ((errors, "error"), (warnings, "warning")) if number]
    if counts:
        print(", ".join(counts), file=sys.stderr)


def _place(problem: Problem) -> tuple[bool, Span, str]:
    return problem.span is None, problem.span or Span(""), problem.what


def _counted(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _figure_lines(figures: Figures | None) -> list[str]:
    """What was counted of a booklet's sentences."""
    from booklet.content.plain import MAX_MEAN, MAX_WORDS

    if figures is None:
        return ["The words of its sentences are not counted: in its language, spaces do not stand between words."]
    average = f"{figures.mean:.1f} words on average (at most {MAX_MEAN})"
    lines = [f"{_counted(figures.sentences, 'sentence')}, {average}"]
    longest = figures.longest
    if longest:
        lines.append(f"longest: {_counted(longest.words, 'word')} (at most {MAX_WORDS}), {longest.span}")
    return lines


def _quoted(path: Path) -> str:
    """A path as it is typed on a command line."""
    return f'"{path}"' if " " in str(path) else str(path)


def _shown(path: Path) -> str:
    """A path from the current folder, where that is shorter to read."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _system_problem(error: OSError) -> Problem:
    place = f"{error.filename}: " if error.filename else ""
    return Problem(None, f"{place}{error.strerror or error}", "see to that, then try again")
