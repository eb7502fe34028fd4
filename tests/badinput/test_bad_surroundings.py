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
    MANIFEST,
    PNG,
    PO,
    SVG,
    THEME,
    YAML,
    both,
    copy_all,
    insert,
    own_fonts,
    problem_lines,
    remove,
    snapshot,
    swap,
    write,
)  # fmt: skip

ROOT = Path(__file__).parents[2]


# --- choices ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["frr"], "unknown locale 'frr' — did you mean 'fr'? There are: en, fr"),
        (["de"], "unknown locale 'de' — there are: en, fr"),
        (["en", "fr", "q" * 5000], "there are: en, fr"),
        (["../en"], "unknown locale '../en'"),
        (["--edition", "scren"], "unknown edition 'scren' — did you mean 'screen'? There are: screen, large-print"),
        (["--edition", "a3"], "unknown edition 'a3' — there are: screen, large-print"),
        (["bild"], "unknown locale 'bild' — did you mean the command 'build'?"),
        (["lnit"], "did you mean the command 'lint'?"),
    ],
)  # fmt: skip
def test_unknown_choices(bench, arguments: list[str], message: str) -> None:
    err = bench.fails(*arguments)
    assert message in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--standard", "ua7"], "ua1"),
        (["--out", ""], "the name of the folder is empty"),
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
    import concurrent.futures
    from booklet.build import pool
    from booklet.cli import main

    class Pool(concurrent.futures.ProcessPoolExecutor):
        submitted = 0

        def submit(self, *arguments):
            found = super().submit(*arguments)
            self.submitted += 1
            if self.submitted == 2:
                # All processes get it, as they do from a terminal at Ctrl-C, or only this one.
                kill, whom = (os.killpg, 0) if os.environ["WHOM"] == "all" else (os.kill, os.getpid())
                threading.Timer(float(os.environ["SECONDS"]), kill, [whom, int(os.environ["SIGNAL"])]).start()
            return found

    if __name__ == "__main__":
        concurrent.futures.ProcessPoolExecutor = Pool
        method = os.environ["METHOD"]
        pool._method = lambda: method
        sys.exit(main())
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_process(bench, number: int) -> None:
    before = snapshot(bench.home)
    done = _process(_driver(bench, INTERRUPTED_ALONE, "--jobs", "1"), SIGNAL=str(int(number)))
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"Interrupted: nothing was changed.\n")
    assert snapshot(bench.home) == before


@pytest.mark.parametrize(
    ("method", "seconds", "whom", "number"),
    [
        ("spawn", 0.0, "all", signal.SIGINT),
        ("spawn", 0.02, "all", signal.SIGINT),
        ("spawn", 0.3, "all", signal.SIGINT),
        ("fork", 0.0, "all", signal.SIGINT),
        ("fork", 0.0, "parent", signal.SIGINT),
        ("fork", 0.0, "parent", signal.SIGTERM),
    ],
)
def test_ctrl_c_while_workers_start(bench, method: str, seconds: float, whom: str, number: int) -> None:
    """The workers say nothing, not even while they are still importing."""
    before = snapshot(bench.home)
    command = _driver(bench, INTERRUPTED_WITH_WORKERS, "--jobs", "2", "--no-cache")
    done = _process(
        command, SECONDS=str(seconds), METHOD=method, WHOM=whom, SIGNAL=str(int(number)), start_new_session=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (1, b"", b"Interrupted: nothing was changed.\n")
    assert snapshot(bench.home) == before


def test_a_disk_that_takes_no_more(bench) -> None:
    """The system's own refusal, in the middle of a file (a limit of size is what one may set without rights)."""
    before = snapshot(bench.home)
    body = """
        import resource, sys
        from booklet.cli import main

        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
        sys.exit(main())
    """
    done = _process(_driver(bench, body, "--jobs", "1"))
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"Traceback" not in done.stderr
    assert done.stderr.decode().startswith(f"{bench.out}: File too large — ")
    assert snapshot(bench.home) == before


def test_output_that_cannot_be_printed(bench) -> None:
    """``booklet schema > /dev/full``: one plain line and exit code 1, not Python's own words at its end."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "booklet", "schema"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, timeout=60
        )
    assert done.stderr.decode() == "No space left on device — see to that, then try again\n1 error\n"
    assert done.returncode == 1


# --- consoles and paths -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_console_that_is_not_utf_8(bench, jobs: str) -> None:
    swap(YAML, "text: The harbour", 'text: "Порт [a](المرفأ)"')(bench.folder)
    before = snapshot(bench.home)
    arguments = ["-m", "booklet", "--source", str(bench.folder), "--out", str(bench.out), "--jobs", jobs]
    done = _process(arguments, **PLAIN_CONSOLE)
    assert (done.returncode, done.stdout) == (1, b"")
    err = done.stderr.decode("ascii")
    assert f"{bench.folder / YAML}:16:" in err
    assert "\\u2018\\u0627\\u0644" in err  # the quotation mark and the first letters
    assert "Traceback" not in err
    assert snapshot(bench.home) == before


NAMES = ("Порт и море", "مرفأ المدينة", "港口", "ports & quays (new) 100% #1 'x' \"y\" ~$HOME", "long " * 40 + "name")


@pytest.mark.parametrize("environment", [{}, PLAIN_CONSOLE], ids=["usual", "C locale"])
def test_paths_of_every_kind(bench, environment: dict[str, str]) -> None:
    """A build works in folders of any name, also where Python takes file names for ASCII."""
    home = bench.home.parent.joinpath(*NAMES)
    copy_all(bench.folder, home)
    arguments = ["-m", "booklet", "fr", "--source", str(home), "--out", str(home / "выход"), "--jobs", "1"]
    done = _process(arguments, **environment)
    assert (done.returncode, done.stderr) == (0, b"")
    made = home / "выход" / "small-fr-screen.pdf"
    assert made.read_bytes() == (bench.out / made.name).read_bytes()


def test_a_fault_in_a_folder_of_any_name_has_its_place(bench) -> None:
    home = bench.home.joinpath(*NAMES)
    copy_all(bench.folder, home)
    swap(YAML, "level: 2", "level: 3")(home)
    code, _, err = bench.run(source=home, out=bench.home / "none")
    assert code == 1
    assert err.startswith(f"{home / YAML}:20:5: a heading of level 3")
    assert not (bench.home / "none").exists()


def test_another_working_folder(bench) -> None:
    """Relative paths are the user's, and messages name files as the user did."""
    swap(YAML, "level: 2", "level: 3")(bench.folder)
    before = snapshot(bench.home)
    done = _process(["-m", "booklet", "--source", "small", "--out", "dist", "--jobs", "1"], cwd=bench.home)
    assert done.returncode == 1
    assert done.stderr.decode().startswith(f"{Path('small', YAML)}:20:5: ")
    assert snapshot(bench.home) == before


# --- several faults -----------------------------------------------------------------------------------------------


def _places(err: str) -> list[tuple[str, int, int]]:
    parts = [line.rsplit(": ", 1)[0].split(" — ")[0] for line in problem_lines(err)]
    found = [part.split(":", 3)[:3] for part in parts]
    return [(file, int(line), int(column)) for file, line, column in found]


def test_several_faults_of_the_source_in_one_run(bench) -> None:
    both(
        swap(YAML, "level: 2", "level: 3"),
        swap(YAML, "cells: [Nine, Seven]", "cells: [Nine]"),
        swap(YAML, "[gull](gull)", "[gull](gul)"),
        swap(YAML, "author: Tests", "auther: Tests"),
        swap(YAML, "entry: gull", "entry: guls"),
        insert(SVG, "  <path", '  <text x="1">a</text>\n  <script/>\n'),
        write(PNG, "hello"),
        write("facts/en-KE.yaml", "helplines: []\n"),
    )(bench.folder)
    err = bench.fails()
    files = [str(bench.folder / name) for name in (YAML, "facts/en-KE.yaml", SVG)]
    places = _places(err)
    assert places == sorted(places)
    assert list(dict.fromkeys(place[0] for place in places)) == files
    for words in (
        "a heading of level 3", "the row has 1 cell", "no target ‘gul’", "‘auther’ is no key", "needs ‘author’",
        "no entry ‘guls’", "<text> is not", "<script> is not", "does not hold PNG data", "‘helplines’",
    ):  # fmt: skip
        assert words in err


def test_several_faults_of_the_look_in_one_run(bench) -> None:
    both(
        own_fonts,
        remove("fonts/Own.ttf"),
        swap(MANIFEST, "scripts: [Latn]", "scripts: [Latin]"),
        swap(THEME, "colours:", "pages: {width: 1}\nstyles: {h1: {colour: primry}}\ncolours:"),
    )(bench.folder)
    places = _places(bench.fails())
    assert places == sorted(places)
    names = [Path(file).relative_to(bench.folder).as_posix() for file, _, _ in places]
    assert names == [MANIFEST, MANIFEST, THEME, THEME]


def test_several_faults_of_two_catalogs_in_one_run(bench) -> None:
    spanish = PO.replace("/fr/", "/es/")
    copy_all(bench.folder / "locales/fr", bench.folder / "locales/es")
    swap(spanish, "Language: fr", "Language: es")(bench.folder)
    for name in (PO, spanish):
        swap(name, "**{boats} bateaux**", "{boats} bateaux")(bench.folder)
        swap(name, 'msgstr "Le port"', 'msgstr "Le port')(bench.folder)
    swap(YAML, "text: The harbour", "text: The \U00010000 harbour")(bench.folder)
    places = _places(bench.fails())
    assert places == sorted(places)
    names = [Path(file).relative_to(bench.folder).as_posix() for file, _, _ in places]
    assert [names.count(name) for name in (YAML, spanish, PO)] == [1, 3, 2]  # French plural forms are not the Spanish


def test_the_good_booklet_is_good(bench) -> None:
    """What is broken here was whole before: without a change the build gives the same bytes and no message."""
    before = snapshot(bench.home)
    code, _, err = bench.run()
    assert (code, err) == (0, "")
    assert snapshot(bench.home) == before
