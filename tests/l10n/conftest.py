# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

from pathlib import Path

import pytest

from booklet import paths


@pytest.fixture(autouse=True)
def no_bundled_catalogs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program's own catalogs change; these tests have an empty folder instead, and may fill it."""
    folder = tmp_path / "bundled"
    monkeypatch.setattr(paths, "bundled_locales", lambda: folder)
    return folder
