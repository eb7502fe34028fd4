# SPDX-License-Identifier: Apache-2.0
"""What is measured: the cases, the commands of each, and how they are run."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .measure import ROOT, Command, Figures, interleave
from .words import LANGUAGES

__all__ = ["CASES", "TOOLS", "Case", "Result", "run_case", "run_starts"]

TOOLS = ("ours", "typst", "weasyprint")
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Case:
    """Documents to be made in one process. ``changed`` is a change of one string before each round.

    Then ``all`` makes all documents again and ``one`` only that which has changed, named by hand.
    ``slow`` cases have no warm-up, and WeasyPrint takes part only if asked.
    """

    name: str
    what: str
    chapters: int
    languages: tuple[str, ...] = ("en",)
    seed: str = ""
    changed: str = ""
    slow: bool = False


CASES = (
    Case("16", "16 pages, cold", 2, seed="5"),
    Case("140", "140 pages, cold", 23),
    Case("1400", "1,400 pages, cold", 224, slow=True),
    Case("six", "six languages, one process", 2, LANGUAGES[:6], seed="5"),
    Case("twenty", "one string of twenty documents, all made again", 2, LANGUAGES, seed="5", changed="all"),
    Case("changed", "the same, only the changed one made", 2, LANGUAGES, seed="5", changed="one"),
)


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a case, by tool: times and memory, pages and bytes of all files together."""

    case: Case
    figures: Mapping[str, Figures]
    pages: Mapping[str, int]
    size: Mapping[str, int]


def run_case(case: Case, folder: Path, tools: tuple[str, ...], rounds: int, few: int) -> Result:
    """Prepare a case in a new ``folder`` and run it: ``rounds`` of ours and Typst, ``few`` of WeasyPrint."""
    folder.mkdir()
    _module("prepare", str(folder), str(case.chapters), case.seed, *case.languages)
    change = _Change(folder)
    if case.changed:  # the state before the change
        for command in _commands(case, folder, tools, "all", 1, 1):
            subprocess.run(command.argv, check=True, capture_output=True, cwd=ROOT)
    commands = _commands(case, folder, tools, case.changed or "all", rounds, few)
    before = change.make if case.changed else lambda _round: None
    figures = interleave(commands, rounds, warm=not case.slow, before=before)
    files = {tool: sorted((folder / f"{tool}-out").glob("*.pdf")) for tool in tools}
    pages = {tool: int(_module("count", *map(str, found))) for tool, found in files.items()}
    return Result(case, figures, pages, {tool: sum(f.stat().st_size for f in found) for tool, found in files.items()})


def _commands(case: Case, folder: Path, tools: tuple[str, ...], made: str, rounds: int, few: int) -> list[Command]:
    languages = case.languages if made == "all" else case.languages[-1:]
    names = [f"{language}{case.seed}" for language in languages]
    for tool in tools:
        (folder / f"{tool}-out").mkdir(exist_ok=True)
    ours = ["-m", "booklet", "build", *(languages if made == "one" else ()), "--source", f"{folder / 'ours'}"]
    # Twenty documents are worth two processes to us; Typst uses all processors by itself.
    # Only after a change may finished files come from the cache: all else is made anew.
    ours += ["--out", f"{folder / 'ours-out'}", *([] if case.changed == "all" else ["--jobs", "1", "--no-cache"])]
    typst = [f"{_HERE / 'drive_typst.py'}", f"{folder / 'fonts'}", f"{folder / 'typst-out'}"]
    weasyprint = [f"{_HERE / 'drive_weasyprint.py'}", f"{folder / 'weasyprint-out'}"]
    typst += [f"{folder / 'typst' / name}.typ" for name in names]
    weasyprint += [f"{folder / 'weasyprint' / name}.html" for name in names]
    arguments = {"ours": ours, "typst": typst, "weasyprint": weasyprint}
    return [
        Command(tool, (sys.executable, *arguments[tool]), few if tool == "weasyprint" else rounds) for tool in tools
    ]


def _module(name: str, *arguments: str) -> str:
    """What a module of this package prints, run in a process of its own."""
    argv = [sys.executable, "-m", f"{__package__}.{name}", *arguments]
    return subprocess.run(argv, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT).stdout


class _Change:
    """Changes one text of one document in every tool's source, each time to another."""

    def __init__(self, folder: Path) -> None:
        found = json.loads((folder / "change.json").read_text("utf-8"))
        self._text: str = found["text"]
        self._files = [Path(name) for name in found["files"]]

    def make(self, number: int) -> None:
        """Make the change of a round."""
        text = f"{self._text.rstrip('0123456789.')} {number + 1}."
        for file in self._files:
            source = file.read_text("utf-8")
            assert source.count(self._text) == 1, f"{file} does not have the text once"
            file.write_text(source.replace(self._text, text), "utf-8")
        self._text = text


def run_starts(tools: tuple[str, ...], rounds: int) -> Mapping[str, Figures]:
    """How long it takes to begin: ``--help``, imports, and Python with nothing to do."""
    starts = {
        "python -c pass": ("-c", "pass"),
        "python -I -S -c pass": ("-I", "-S", "-c", "pass"),
        "ours, --help": ("-m", "booklet", "--help"),
        "ours, import booklet.build.run": ("-c", "import booklet.build.run"),
    }
    starts |= {f"{tool}, import": ("-c", f"import {tool}") for tool in tools if tool != "ours"}
    commands = [Command(name, (sys.executable, *argv), rounds) for name, argv in starts.items()]
    return interleave(commands, rounds)
