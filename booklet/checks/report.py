# SPDX-License-Identifier: Apache-2.0
"""Everything that can be said about finished PDFs: our own rules and veraPDF, as values, text and JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import msgspec

from booklet.checks import verapdf
from booklet.checks.childprocess import Answer, run_jobs
from booklet.checks.findings import NO_SUCH_FILE, Claim, Finding
from booklet.checks.verapdf import StandardResult
from booklet.values import Immutable

__all__ = ["FileReport", "check_files", "report_json", "report_text"]

SECONDS = 60.0  # for our own rules on one file
_WORKER = "booklet.checks.gates_worker"


class FileReport(Immutable, frozen=True):
    """What was found in one file.

    Attributes:
        path: The file as it was named.
        claims: The standards that it claims.
        findings: What our own rules found.
        standards: What veraPDF found, one result per claimed standard.
        not_run: Checks that did not run and why; a file with any is never called good.
        skipped: Second opinions that were not asked and why; every check ran without them.
    """

    path: str
    claims: tuple[str, ...]
    findings: tuple[Finding, ...]
    standards: tuple[StandardResult, ...]
    not_run: tuple[str, ...]
    skipped: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether every check ran and none found anything."""
        return not self.findings and not self.not_run and all(result.conforms for result in self.standards)

    @property
    def missing(self) -> bool:
        """Whether there is no such file."""
        return [finding.what for finding in self.findings] == [NO_SUCH_FILE]

    @property
    def verdict(self) -> str:
        """The report in a word or three."""
        if self.ok:
            return "good"
        sound = not self.findings and not any(result.failed for result in self.standards)
        return "not checked completely" if sound else "not good"


def check_files(
    paths: Sequence[Path], seconds: float = SECONDS, verapdf_seconds: float = verapdf.SECONDS
) -> tuple[FileReport, ...]:
    """Check files that may come from anywhere, in child processes with limits on time and memory.

    Args:
        paths: The files. A name with ``*`` or ``?`` that is no file's stands for all files that match it: not every
            console replaces patterns.
        seconds: Time limit of our own rules for each file.
        verapdf_seconds: Time limit of veraPDF for each file and standard.

    Returns:
        One report per file, in order. Nothing is raised for a bad file.
    """
    paths = [file for path in paths for file in _expanded(path)]
    answers = run_jobs(_WORKER, [str(path.absolute()) for path in paths], seconds)
    claims = [_claims(answer) for answer in answers]
    # A file that our bounded reader gave up on would only cost veraPDF its whole time limit.
    together = list(zip(paths, answers, claims, strict=True))
    jobs = [(path, claim) for path, answer, found in together if _readable(answer) for claim in found]
    results = iter(verapdf.validate(jobs, verapdf_seconds))
    return tuple(
        _report(path, answer, found, [next(results) for _ in found] if _readable(answer) else None)
        for path, answer, found in together
    )


def _expanded(path: Path) -> list[Path]:
    try:
        if not any(sign in str(path) for sign in "*?") or path.exists():
            return [path]
        return sorted(Path(path.anchor).glob(str(path.relative_to(path.anchor)))) or [path]
    except (OSError, ValueError):  # a name that no file can have
        return [path]


def _readable(answer: Answer) -> bool:
    return answer.failure is None and bool(answer.value["readable"])


def _claims(answer: Answer) -> list[Claim]:
    return [Claim(**claim) for claim in answer.value["claims"]] if answer.failure is None else []


def _report(path: Path, answer: Answer, claims: list[Claim], results: list[StandardResult] | None) -> FileReport:
    names = tuple(claim.standard for claim in claims)
    if answer.failure is not None:
        return FileReport(str(path), names, (), (), (f"our own rules: {answer.failure}",))
    findings = tuple(Finding(**finding) for finding in answer.value["findings"])
    not_run: list[str] = []
    if [finding.what for finding in findings] == [NO_SUCH_FILE]:
        return FileReport(str(path), (), findings, (), ())
    if results is None:
        not_run.append("veraPDF: the file could not be read to its end")
        results = [StandardResult(name, not_run="the file could not be read to its end") for name in names]
    elif not claims:
        not_run.append("veraPDF: the file claims no standard")
    not_run += [f"veraPDF {result.standard}: {result.not_run}" for result in results if result.not_run]
    skipped = tuple(answer.value["skipped"])
    return FileReport(str(path), names, findings, tuple(results), tuple(dict.fromkeys(not_run)), skipped)


def report_text(reports: Sequence[FileReport]) -> str:
    """The reports in plain words, one block per file."""
    lines: list[str] = []
    for report in reports:
        if report.missing:
            lines.append(f"{report.path}: {NO_SUCH_FILE}")
            continue
        lines.append(f"{report.path}: {report.verdict}")
        lines.append(f"  claims: {', '.join(report.claims) or 'no standard'}")
        lines += [f"  not run: {reason}" for reason in (*report.not_run, *report.skipped)]
        for result in report.standards:
            if result.not_run is None:
                failures = sum(rule.count for rule in result.failed)
                lines.append(f"  veraPDF {result.standard}: {_count(failures, 'failure')} in {result.checks} checks")
            for rule in result.failed:
                lines.append(f"    {rule.clause}-{rule.test} ({_count(rule.count, 'time')}): {rule.description}")
                lines.append(f"      first at {rule.place}")
        lines.append(f"  own rules: {_count(len(report.findings), 'finding')}")
        lines += [f"    {finding}" for finding in report.findings]
    good = sum(report.ok for report in reports)
    partly = sum(report.verdict == "not checked completely" for report in reports)
    more = f", {partly} not checked completely" if partly else ""
    lines.append(f"{good} of {_count(len(reports), 'file')} good{more}")
    return "\n".join(lines) + "\n"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"


def report_json(reports: Sequence[FileReport]) -> str:
    """The reports as JSON: ``{"ok": …, "files": [{"path": …, "ok": …, …}, …]}``."""
    files = [{"ok": report.ok, **msgspec.to_builtins(report)} for report in reports]
    return json.dumps({"ok": all(report.ok for report in reports), "files": files}, ensure_ascii=False, indent=2) + "\n"
