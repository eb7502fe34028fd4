# SPDX-License-Identifier: Apache-2.0
"""Results as Markdown tables and as JSON. Nothing judges them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .cases import TOOLS, Result
from .measure import Figures, ratio

__all__ = ["cases_table", "results_json", "starts_table"]

_NOT_RUN = "–"


def cases_table(results: Sequence[Result]) -> str:
    """One row for each case; in a cell with three figures they are ours, Typst's, WeasyPrint's."""
    head = ("case", "pages", "wall s", "CPU s", "peak MiB", "kB")
    ratios = ("wall: Typst", "wall: WeasyPrint", "CPU: Typst", "CPU: WeasyPrint", "peak: Typst", "kB: Typst")
    rows = [(*head, *ratios)]
    for result in results:
        figures = result.figures
        rows.append(
            (
                result.case.what,
                _triple({tool: f"{pages}" for tool, pages in result.pages.items()}),
                _triple({tool: f"{found.median('wall'):.2f}" for tool, found in figures.items()}),
                _triple({tool: f"{found.median('cpu'):.2f}" for tool, found in figures.items()}),
                _triple({tool: f"{found.median('peak') / 1024:.0f}" for tool, found in figures.items()}),
                _triple({tool: f"{size / 1000:.0f}" for tool, size in result.size.items()}),
                _ratio(figures, "typst", "wall"),
                _ratio(figures, "weasyprint", "wall"),
                _ratio(figures, "typst", "cpu"),
                _ratio(figures, "weasyprint", "cpu"),
                _ratio(figures, "typst", "peak"),
                f"{result.size['ours'] / result.size['typst']:.2f}" if result.size.get("typst") else _NOT_RUN,
            )
        )
    return _table(rows)


def starts_table(starts: Mapping[str, Figures]) -> str:
    """One row for each command, and what it takes over Python with nothing to do."""
    bare = starts["python -c pass"]
    rows = [("start", "wall ms", "CPU ms", "peak MiB", "ms over python -c pass")]
    for name, figures in starts.items():
        pairs = zip(figures.runs, bare.runs, strict=True)
        over = sorted(run.wall - base.wall for run, base in pairs)
        rows.append(
            (
                name,
                f"{figures.median('wall') * 1000:.0f}",
                f"{figures.median('cpu') * 1000:.0f}",
                f"{figures.median('peak') / 1024:.0f}",
                f"{over[len(over) // 2] * 1000:.0f}",
            )
        )
    return _table(rows)


def results_json(results: Sequence[Result], starts: Mapping[str, Figures]) -> dict[str, Any]:
    """Every single run, for programs."""
    return {
        "cases": [
            {
                "name": result.case.name,
                "pages": dict(result.pages),
                "bytes": dict(result.size),
                "runs": {name: _runs(figures) for name, figures in result.figures.items()},
            }
            for result in results
        ],
        "starts": {name: _runs(figures) for name, figures in starts.items()},
    }


def _runs(figures: Figures) -> list[dict[str, float]]:
    return [{"wall_s": run.wall, "cpu_s": run.cpu, "peak_kib": run.peak} for run in figures.runs]


def _triple(shown: Mapping[str, str]) -> str:
    return " / ".join(shown.get(tool, _NOT_RUN) for tool in TOOLS)


def _ratio(figures: Mapping[str, Figures], other: str, attribute: str) -> str:
    return f"{ratio(figures['ours'], figures[other], attribute):.2f}" if other in figures else _NOT_RUN


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines) + "\n"
