# SPDX-License-Identifier: Apache-2.0
"""What goes wrong around a build: choices, output folder, disk, interrupts, consoles, paths. And all at once."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from badinput_kit import (
    MANIFEST, PNG, PO, SVG, THEME, YAML, both, copy_all, insert, own_fonts, problem_lines, remove, snapshot, swap,
    write,
)  # fmt: skip

from booklet.build import deliver as delivery
from booklet.cli import main

ROOT = Path(__file__).parents[2]


# --- choices ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["frr"], "unknown locale 'frr' — did you mean 'fr'? There are: en, fr"),
        (["de"], "unknown locale 'de' — there are: en, fr"),
        (["en", "fr", "q" * 5000], "there are: en, fr"),
        (["../en"], "unknown locale '../en'"),
        (["--edition", "scren"], "unknown edition 'scren' — did you mean 'screen'? There is: screen"),
        (["--edition", "a3"], "unknown edition 'a3' — there is: screen"),
        (["bild"], "unknown locale 'bild' — did you mean the command 'build'?"),
        (["lnit"], "did you mean the command 'lint'?"),
        (["--standard", "ua7"], "ua1"),
        (["--oot", "x"], "unrecognized arguments: --oot"),
        (["--jobs", "many"], "'many' is not a number from 1 to 9999"),
        (["--today", "2026-02-30"], "'2026-02-30' is not a date like 2026-11-30"),
    ],
)  # fmt: skip
def test_wrong_usage(bench, arguments: list[str], message: str) -> None:
    err = bench.fails(*arguments, code=2)
    assert message in err
    assert len(err.splitlines()) == 1


# --- the output folder --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that stands in the way of writing: ``arrange`` brings it about, ``says`` is the message's line."""

    name: str
    arrange: Callable[[Path, pytest.MonkeyPatch], Path | None]  # the output folder where it is not the usual one
    says: str


def _file_in_the_way(out: Path, _: pytest.MonkeyPatch) -> Path:
    (out.parent / "plain").write_bytes(b"mine")
    return out.parent / "plain"


def _file_above(out: Path, patch: pytest.MonkeyPatch) -> Path:
    return _file_in_the_way(out, patch) / "below" / "it"


def _folder_in_the_way(out: Path, _: pytest.MonkeyPatch) -> None:
    (out / "small-fr-screen.pdf").unlink()
    (out / "small-fr-screen.pdf").mkdir()


def _read_only(code: int) -> Callable[[Path, pytest.MonkeyPatch], None]:
    def arrange(out: Path, patch: pytest.MonkeyPatch) -> None:
        if code == errno.EACCES:
            out.chmod(stat.S_IRUSR | stat.S_IXUSR)
        if code != errno.EACCES or os.access(out, os.W_OK):  # the superuser may write anywhere

            def mkdtemp(prefix: str, dir: Path) -> str:  # noqa: A002 - the name of the real one
                raise OSError(code, os.strerror(code), f"{dir}/{prefix}x")

            patch.setattr(tempfile, "mkdtemp", mkdtemp)

    return arrange


def _full(when: int, code: int) -> Callable[[Path, pytest.MonkeyPatch], None]:
    """The disk is found to be full when the ``when``-th file is written out."""

    def arrange(_: Path, patch: pytest.MonkeyPatch) -> None:
        calls: list[int] = []

        def fsync(handle: int) -> None:
            calls.append(handle)
            if len(calls) == when:
                raise OSError(code, os.strerror(code))

        patch.setattr(os, "fsync", fsync)

    return arrange


def _moves(when: int, error: Callable[[Path, Path], BaseException]) -> Callable[[Path, pytest.MonkeyPatch], None]:
    """The ``when``-th move of a file fails."""

    def arrange(_: Path, patch: pytest.MonkeyPatch) -> None:
        real, calls = os.replace, []

        def replace(path: Path, target: Path) -> Path:
            calls.append(path)
            if len(calls) == when:
                raise error(path, Path(target))
            real(path, target)
            return Path(target)

        patch.setattr(Path, "replace", replace)

    return arrange


def _open_elsewhere(source: Path, target: Path) -> OSError:
    """As Windows says it: both names, and the error of a sharing violation."""
    return PermissionError(errno.EACCES, "The process cannot access the file", str(source), 32, str(target))


def _too_long(out: Path, _: pytest.MonkeyPatch) -> Path:
    return out / ("x" * 300)


TROUBLES = (
    Trouble("a file in the way", _file_in_the_way, "{out} is not a folder — choose another one with --out"),
    Trouble("a file above", _file_above, "{out} is not a folder — choose another one with --out"),
    Trouble("a folder in the way", _folder_in_the_way,
            "{out}/small-fr-screen.pdf is a folder where a file should go — move it away"),
    Trouble("read only", _read_only(errno.EACCES), "{out} cannot be written to — choose another folder with --out"),
    Trouble("read-only disk", _read_only(errno.EROFS), "{out} cannot be written to — choose another folder with --out"),
    Trouble("too long", _too_long, "a path in {out} is too long for this system — choose a shorter one with --out"),
    Trouble("disk full at once", _full(1, errno.ENOSPC), "the disk of {out} is full — make room"),
    Trouble("disk full later", _full(3, errno.ENOSPC), "the disk of {out} is full — make room"),
    Trouble("quota", _full(2, errno.EDQUOT), "the disk of {out} is full — make room"),
    *(
        Trouble(f"open elsewhere, move {when}", _moves(when, _open_elsewhere),
                f"{{out}}/{name} cannot be replaced — close it where it is open")
        for when, name in enumerate(
            ("small-en-screen.pdf", "small-en-screen.pdf", "small-fr-screen.pdf", "small-fr-screen.pdf",
             "manifest.json", "manifest.json"), 1)
    ),
)  # fmt: skip


@pytest.mark.parametrize("trouble", TROUBLES, ids=[trouble.name for trouble in TROUBLES])
def test_trouble_with_the_output(bench, monkeypatch, trouble: Trouble) -> None:
    swap(YAML, "text: The harbour", "text: The new harbour")(bench.folder)  # the files would have other bytes
    swap(PO, 'msgid "The harbour"', 'msgid "The new harbour"')(bench.folder)
    with monkeypatch.context() as patch:
        out = trouble.arrange(bench.out, patch) or bench.out
        err = bench.fails(out=out)
    bench.out.chmod(stat.S_IRWXU)
    assert err.startswith(trouble.says.format(out=out)), err
    assert err.splitlines()[-1] == "1 error"
    assert bench.run()[0] == (1 if trouble.name == "a folder in the way" else 0)  # nothing is left in the way


@pytest.mark.parametrize("when", range(1, 7))
def test_an_interrupt_while_files_are_moved(bench, monkeypatch, when: int) -> None:
    swap(YAML, "text: The harbour", "text: The new harbour")(bench.folder)
    _moves(when, lambda *_: KeyboardInterrupt())(bench.out, monkeypatch)
    assert bench.fails() == "Interrupted: nothing was changed.\n"


def test_an_interrupt_while_pages_are_made(bench, monkeypatch) -> None:
    def lay_out(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("booklet.build.task.lay_out", lay_out)
    assert bench.fails() == "Interrupted: nothing was changed.\n"


def test_out_of_memory(bench, monkeypatch) -> None:
    def lay_out(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("booklet.build.task.lay_out", lay_out)
    err = bench.fails()
    assert err == "there is not enough memory — close other programs, or try --jobs 1\n1 error\n"


# --- the process --------------------------------------------------------------------------------------------------

PLAIN_CONSOLE = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}


def _process(
    arguments: list[str], cwd: Path = ROOT, *, start_new_session: bool = False, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        capture_output=True,
        start_new_session=start_new_session,
        timeout=60,
    )


def _driver(bench, body: str, *more: str) -> list[str]:
    """A program that does something to itself while it builds."""
    script = bench.home.parent / "driver.py"
    script.write_text(textwrap.dedent(body), "utf-8")
    return [str(script), "--source", str(bench.folder), "--out", str(bench.out), *more]


INTERRUPTED_ALONE = """
    import os, signal, sys
    from booklet.build import deliver
    from booklet.cli import main

    def write(path, data, real=deliver._write):
        real(path, data)
        if path.name.endswith("fr-screen.pdf"):
            os.kill(os.getpid(), int(os.environ["SIGNAL"]))

    if __name__ == "__main__":
        deliver._write = write
        sys.exit(main())
"""
INTERRUPTED_WITH_WORKERS = """
    import os, signal, sys, threading, time
    from booklet.build import run
    from booklet.cli import main

    class Pool(run.ProcessPoolExecutor):
        def map(self, *arguments):
            found = super().map(*arguments)
            interrupt = threading.Timer(float(os.environ["SECONDS"]), os.killpg, [0, signal.SIGINT])
            interrupt.start()  # all processes get it, as they do from a terminal at Ctrl-C
            return found

    if __name__ == "__main__":
        run.ProcessPoolExecutor = Pool
        sys.exit(main())
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_process(bench, number: int) -> None:
    before = snapshot(bench.home)
    done = _process(_driver(bench, INTERRUPTED_ALONE, "--jobs", "1"), SIGNAL=str(int(number)))
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"Interrupted: nothing was changed.\n")
    assert snapshot(bench.home) == before


@pytest.mark.parametrize("seconds", [0.0, 0.01,0.02,0.03,0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6,0.65,0.7,0.75,0.8])
def test_ctrl_c_while_workers_start(bench, seconds: float) -> None:
    """The workers say nothing, not even while they are still importing."""
    before = snapshot(bench.home)
    command = _driver(bench, INTERRUPTED_WITH_WORKERS, "--jobs", "2")
    done = _process(command, SECONDS=str(seconds), start_new_session=True)
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"Interrupted: nothing was changed.\n")
    assert snapshot(bench.home) == before
