# SPDX-License-Identifier: Apache-2.0
"""A bench for bad input: a good booklet, built once; each test breaks a copy and sees what the command says."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import badinput_kit as kit
import pytest

from booklet.cli import main


class Bench:
    """A copy of the good booklet and of its output, alone in a folder."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.home = home
        self.folder = home / "small"
        self.out = home / "dist"
        self._capsys = capsys

    def run(self, *arguments: str, source: Path | None = None, out: Path | None = None) -> tuple[int, str, str]:
        """Run the command and return its exit code and what it printed."""
        self._capsys.readouterr()
        options = ["--source", str(source or self.folder), "--out", str(out or self.out), "--jobs", "1", "--no-cache"]
        code = main([*arguments, *options])
        printed, err = self._capsys.readouterr()
        for text in (printed, err):
            assert "Traceback" not in text
            assert "Error:" not in text  # what Python's own messages have in them
            assert "Errno" not in text
        return code, printed, err

    def fails(self, *arguments: str, code: int = 1, out: Path | None = None) -> str:
        """Run the command, which must fail and leave everything as it was; return its error stream."""
        before = kit.snapshot(self.home)
        found, printed, err = self.run(*arguments, out=out)
        assert (found, printed) == (code, ""), err
        assert kit.snapshot(self.home) == before
        return err

    def judge(self, row: kit.Row, *arguments: str) -> str:
        """Break the booklet as a row says and see that the command answers as the row says."""
        row.change(self.folder)
        err = self.fails(*arguments)
        place = row.place(self.folder)
        found = [line.removeprefix(place) for line in kit.problem_lines(err) if line.startswith(place)]
        assert found, f"nothing begins with {place}\n{err}"
        parts = [line.split(" — ", 1) for line in found]
        assert any(row.what in what and row.mend in mend for what, mend in parts), err
        assert kit.counted_errors(err) == row.errors, err
        return err


@pytest.fixture(scope="session")
def _good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good booklet and its output."""
    home = tmp_path_factory.mktemp("good")
    (home / "small").mkdir()
    kit.make_booklet(home / "small")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BOOKLET_CACHE", str(tmp_path_factory.getbasetemp() / "badinput-cache"))
        assert main(["--source", str(home / "small"), "--out", str(home / "dist"), "--jobs", "1"]) == 0
    return home


@pytest.fixture
def bench(
    _good: Path,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Iterator[Bench]:
    """A bench of its own, with a folder for temporary files that must be empty in the end."""
    home = tmp_path / "home"
    kit.copy_all(_good, home)
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setenv("BOOKLET_FONTS", str(tmp_path / "fetched"))  # nothing
    monkeypatch.setenv("BOOKLET_CACHE", str(tmp_path_factory.getbasetemp() / "badinput-cache"))
    yield Bench(home, capsys)
    assert list(temporary.iterdir()) == []
