# SPDX-License-Identifier: Apache-2.0
"""Booklets for tests of content."""

from __future__ import annotations

from pathlib import Path

import pytest

from booklet.content.load import load_booklet
from booklet.problems import BookletError, Problems

HEAD = """\
format: 1
slug: test
language: en
title: Test
author: Tests
edition: "1"
date: 2026-11-01
blocks:
  - {kind: cover, id: cover}
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#000"/></svg>'


class Workbench:
    """A folder in which a test writes a booklet, and what loading it says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("images/a.svg", SVG)

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def blocks(self, yaml: str, name: str = "booklet.yaml") -> None:
        """Write a booklet of a cover and the given blocks, the first of which stands in line 10."""
        self.write(name, HEAD + yaml)

    def load(self, name: str = "."):
        problems = Problems()
        return load_booklet(self.folder / name, problems), [self.short(problem) for problem in problems]

    def complaints(self, name: str = ".") -> list[str]:
        """Load, and return all problems as ``line:column: text`` (with the file before it if it is another)."""
        problems = Problems()
        with pytest.raises(BookletError) as raised:
            load_booklet(self.folder / name, problems)
        assert raised.value.problems == tuple(problems)
        return [self.short(problem) for problem in problems]

    def short(self, problem) -> str:
        return str(problem).replace(f"{self.folder}/", "").removeprefix("booklet.yaml:")


@pytest.fixture
def bench(tmp_path: Path) -> Workbench:
    return Workbench(tmp_path)
