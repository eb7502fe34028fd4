# SPDX-License-Identifier: Apache-2.0
"""All files get to their place or none, and the folder is left as it was if anything goes wrong."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from booklet.build import deliver as module
from booklet.build.deliver import deliver
from booklet.problems import BookletError

NEW = {"a.pdf": b"new a", "b.pdf": b"new b"}


def everything(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def dist(tmp_path):
    folder = tmp_path / "dist"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(b"old a")
    (folder / "other.txt").write_bytes(b"not ours")
    return folder


def failing(monkeypatch, error, *, when):
    """Make moving a file fail with ``error`` at the ``when``-th move."""
    moves = []
    real = Path.replace

    def replace(self, target):
        moves.append(self)
        if len(moves) == when:
            raise error
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)


def test_new_files_join_and_replace_those_that_are_there(dist):
    deliver(NEW, dist)
    assert everything(dist) == {**NEW, "other.txt": b"not ours"}


def test_the_folder_is_made_with_a_long_spaced_non_latin_path(tmp_path):
    folder = tmp_path / "مجلد فيه مسافات" / ("long " * 40).strip() / "книга"
    deliver(NEW, folder)
    assert everything(folder) == NEW


def test_a_link_is_replaced_and_what_it_led_to_stays(dist, tmp_path):
    (tmp_path / "elsewhere").write_bytes(b"precious")
    (dist / "b.pdf").symlink_to(tmp_path / "elsewhere")
    deliver(NEW, dist)
    assert (tmp_path / "elsewhere").read_bytes() == b"precious"
    assert not (dist / "b.pdf").is_symlink()


def test_a_full_disk_leaves_everything_as_it_was(dist, monkeypatch):
    before = everything(dist)
    real = module._write

    def write(path, data):
        if path.name == "b.pdf":
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        real(path, data)

    monkeypatch.setattr(module, "_write", write)
    with pytest.raises(BookletError, match=r"the disk of .* is full — make room"):
        deliver(NEW, dist)
    assert everything(dist) == before


@pytest.mark.parametrize("when", [1, 2, 3])
def test_a_file_that_cannot_be_moved_undoes_the_moves_before_it(dist, monkeypatch, when):
    before = everything(dist)
    failing(monkeypatch, PermissionError(errno.EACCES, "Permission denied", str(dist / "a.pdf")), when=when)
    with pytest.raises(BookletError, match=r"a\.pdf cannot be replaced — close it where it is open"):
        deliver(NEW, dist)
    assert everything(dist) == before


@pytest.mark.parametrize("when", [1, 2, 3])
def test_an_interrupt_undoes_the_moves_before_it(dist, monkeypatch, when):
    before = everything(dist)
    failing(monkeypatch, KeyboardInterrupt(), when=when)
    with pytest.raises(KeyboardInterrupt):
        deliver(NEW, dist)
    assert everything(dist) == before


def test_a_folder_that_was_made_goes_again(tmp_path, monkeypatch):
    failing(monkeypatch, KeyboardInterrupt(), when=1)
    with pytest.raises(KeyboardInterrupt):
        deliver(NEW, tmp_path / "one" / "two")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_to(dist, monkeypatch):
    def mkdtemp(prefix, dir):  # noqa: A002
        raise PermissionError(errno.EACCES, "Permission denied", f"{dir}/{prefix}x")

    monkeypatch.setattr(module.tempfile, "mkdtemp", mkdtemp)
    with pytest.raises(BookletError, match="cannot be written to — choose another folder with --out"):
        deliver(NEW, dist)


@pytest.mark.parametrize("place", ["file", "file/below"])
def test_a_file_where_the_folder_should_be(tmp_path, place):
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(BookletError, match="is not a folder — choose another one with --out"):
        deliver(NEW, tmp_path / place)


def test_a_folder_where_a_file_should_be(dist):
    (dist / "b.pdf").mkdir()
    with pytest.raises(BookletError, match=r"b\.pdf is a folder where a file should go"):
        deliver(NEW, dist)
    assert (dist / "a.pdf").read_bytes() == b"old a"


def test_a_path_that_is_too_long(tmp_path):
    with pytest.raises(BookletError, match="too long for this system"):
        deliver(NEW, tmp_path / ("x" * 300))
