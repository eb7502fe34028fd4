# SPDX-License-Identifier: Apache-2.0
"""The process in which files from elsewhere are read: ``python -m booklet.checks.gates_worker``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from booklet.checks.childprocess import answer_jobs, limit_memory
from booklet.checks.gates import check_gates

MEMORY = 2_000_000_000  # bytes of address space


def _work(job: Any) -> object:  # noqa: ANN401 - a JSON value
    return msgspec.to_builtins(check_gates(Path(job)))


if __name__ == "__main__":
    limit_memory(MEMORY)
    answer_jobs(_work)
