# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: T201 - printing is what it is for
"""The command: ``python -m tests.benchmarks --help``."""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from .cases import CASES, TOOLS, Result, run_case, run_starts
from .measure import Figures
from .report import cases_table, results_json, starts_table

_START = "start"


def main() -> int:
    """Run the cases that were asked for and print the tables."""
    if not hasattr(os, "wait4"):
        print("This system has no wait4: it cannot say how much memory a process took.", file=sys.stderr)
        return 1
    options = _options()
    tools = tuple(tool for tool in TOOLS if tool == "ours" or importlib.util.find_spec(tool))
    for tool in TOOLS:
        if tool not in tools:
            print(f"{tool} is not installed and takes no part: pip install -e '.[bench]'", file=sys.stderr)
    names = options.only or [_START, *(case.name for case in CASES)]
    if options.quick:
        names = options.only or [_START, "16", "six"]
    starts: Mapping[str, Figures] = {}
    results: list[Result] = []
    with tempfile.TemporaryDirectory() as folder:
        if _START in names:
            print(_START, file=sys.stderr)
            starts = run_starts(tools, options.rounds)
        for case in CASES:
            if case.name in names:
                print(case.what, file=sys.stderr)
                part = tuple(tool for tool in tools if tool != "weasyprint" or options.slow or not case.slow)
                results.append(run_case(case, Path(folder, case.name), part, options.rounds, options.few))
    if results:
        print("Figures in threes are ours / Typst / WeasyPrint; ratios are ours to theirs, pair by pair.\n")
        print(cases_table(results))
    if starts:
        print(starts_table(starts))
    if options.json:
        options.json.write_text(json.dumps(results_json(results, starts), indent=1) + "\n", "utf-8")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks",
        description="Makes the same documents with this program, Typst and WeasyPrint, in turn, and prints medians.",
    )
    choices = [_START, *(case.name for case in CASES)]
    parser.add_argument("--only", nargs="+", choices=choices, metavar="NAME", help=f"cases: {', '.join(choices)}")
    parser.add_argument("--rounds", type=int, metavar="N", help="counted rounds (5; quick: 1)")
    parser.add_argument("--few", type=int, default=2, metavar="N", help="rounds in which WeasyPrint takes part (2)")
    parser.add_argument("--quick", action="store_true", help="one round of the short cases")
    parser.add_argument("--slow", action="store_true", help="WeasyPrint in every case, for minutes")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every single run there")
    options = parser.parse_args()
    options.rounds = options.rounds or (1 if options.quick else 5)
    options.few = min(options.few, options.rounds)
    if min(options.rounds, options.few) < 1:
        parser.error("there is at least one round")
    return options


if __name__ == "__main__":
    sys.exit(main())
