# SPDX-License-Identifier: Apache-2.0
"""The manifest says what lies in the folder, the same bytes for the same files."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from booklet.build.manifest import MANIFEST, manifest
from booklet.build.task import Made, Task


def file(locale, data=b"pdf"):
    return Task(Path("b"), locale), Made(f"b-{locale}-screen.pdf", data, 4, 97, False, ("Ann",))


def put(folder, *files):
    text = manifest(files, folder)
    for _, made in files:
        (folder / made.name).write_bytes(made.data)
    (folder / MANIFEST).write_bytes(text)
    return [entry["path"] for entry in json.loads(text)["files"]]


def test_an_entry_says_all_there_is_to_know(tmp_path):
    assert json.loads(manifest([file("en")], tmp_path)) == {
        "format": 1,
        "files": [
            {
                "path": "b-en-screen.pdf",
                "locale": "en",
                "country": None,
                "with": None,
                "edition": "screen",
                "theme": None,
                "paper": None,
                "cover": "open",
                "standards": ["PDF/UA-1", "PDF/A-2a"],
                "pages": 4,
                "bytes": 3,
                "sha256": hashlib.sha256(b"pdf").hexdigest(),
                "translation": {"percent": 97, "machine_draft": False, "translators": ["Ann"]},
            }
        ],
    }


def test_what_was_chosen_and_the_paper_are_fields(tmp_path):
    task = Task(Path("b"), "en", "large-print", theme="plain", cover="discreet")
    made = Made("x.pdf", b"pdf", 4, 97, False, (), paper="Letter", country="KE")
    (entry,) = json.loads(manifest([(task, made)], tmp_path))["files"]
    assert (entry["theme"], entry["paper"], entry["cover"]) == ("plain", "Letter", "discreet")
    assert entry["country"] == "KE"


def test_files_of_earlier_builds_stay_listed_in_one_order(tmp_path):
    assert put(tmp_path, file("fr")) == ["b-fr-screen.pdf"]
    assert put(tmp_path, file("en"), file("ar")) == ["b-ar-screen.pdf", "b-en-screen.pdf", "b-fr-screen.pdf"]
    whole = (tmp_path / MANIFEST).read_bytes()
    assert manifest([file("fr"), file("ar"), file("en")], tmp_path) == whole


def test_files_that_are_gone_or_changed_are_not_listed_any_more(tmp_path):
    put(tmp_path, file("en"), file("fr"), file("ar"))
    (tmp_path / "b-fr-screen.pdf").unlink()
    (tmp_path / "b-ar-screen.pdf").write_bytes(b"PDF")
    assert put(tmp_path, file("en")) == ["b-en-screen.pdf"]


@pytest.mark.parametrize(
    "text",
    [b"", b"\xff", b"[]", b"{}", b'{"files": 1}', b'{"files": [1]}', b'{"files": [{"path": 1}]}', b"[" * 100_000],
    ids=["empty", "binary", "list", "nothing", "number", "numbers", "path", "deep"],
)  # fmt: skip
def test_a_broken_manifest_is_replaced(tmp_path, text):
    (tmp_path / MANIFEST).write_bytes(text)
    assert put(tmp_path, file("en")) == ["b-en-screen.pdf"]


def test_a_path_out_of_the_folder_is_no_entry(tmp_path):
    (tmp_path / "secret").write_bytes(b"x")
    out = tmp_path / "out"
    out.mkdir()
    entry = {"path": "../secret", "bytes": 1, "sha256": hashlib.sha256(b"x").hexdigest()}
    (out / MANIFEST).write_text(json.dumps({"files": [entry]}))
    assert put(out, file("en")) == ["b-en-screen.pdf"]
