# SPDX-License-Identifier: Apache-2.0
"""The wheel carries all it needs: installed elsewhere, it builds the bundled booklet from an empty folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder with the wheel's contents, as an installer leaves them."""
    work = tmp_path_factory.mktemp("wheel")
    parts = ("booklet", "fonts", "locales", "pyproject.toml", "setup.py", "README.md", "LICENSE")
    for part in parts:  # a copy, so that the checkout gets no build folder
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, work / "source" / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, work / "source" / part)
    pip = [sys.executable, "-m", "pip", "-q", "--disable-pip-version-check"]
    offline = ["--no-build-isolation", "--no-deps", "--no-index"]
    subprocess.run([*pip, "wheel", *offline, "-w", work, work / "source"], check=True)
    (wheel,) = work.glob("*.whl")
    subprocess.run([*pip, "install", *offline, "--target", work / "site", wheel], check=True)
    return work / "site"


def run(site, folder, *arguments):
    environment = os.environ | {"PYTHONPATH": str(site), "PYTHONSAFEPATH": "1"}
    command = [sys.executable, "-m", "booklet", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8")


def contents(folder):
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_it_carries_fonts_catalogs_and_everything_in_the_package(site):
    carried = contents(site / "booklet")
    assert contents(ROOT / "booklet") <= carried
    assert {f"_data/fonts/{name}" for name in contents(ROOT / "fonts")} <= carried
    assert {f"_data/locales/{name}" for name in contents(ROOT / "locales")} <= carried


def test_it_carries_the_licences(site):
    (licences,) = site.glob("booklet-*.dist-info/licenses")
    assert {"LICENSE", "booklet/text/UNICODE-LICENSE.txt"} <= contents(licences)
    assert {f"fonts/{path.name}" for path in (ROOT / "fonts").glob("*.txt")} <= contents(licences)


def test_it_builds_from_an_empty_folder(site, tmp_path):
    done = run(site, tmp_path, "build", "--jobs", "1", "en")
    assert done.returncode == 0, done.stderr
    assert contents(tmp_path) == {"dist/child-trafficking-en-screen.pdf", "dist/manifest.json"}
