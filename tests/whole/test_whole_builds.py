# SPDX-License-Identifier: Apache-2.0
"""The same bytes wherever a booklet is built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from whole_files import BUNDLED, EVERY_KIND

_HOME = str(Path(__file__).parents[2])
_PLACES = (
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    {"TZ": "America/New_York", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "4242", "PYTHONUTF8": "1"},
)


def test_builds_are_the_same_byte_by_byte(tmp_path):
    builds = []
    for number, place in enumerate(_PLACES):
        folder = tmp_path / f"somewhere {number}"
        folder.mkdir()
        for source, locale in ((BUNDLED, "ar"), (EVERY_KIND, "en")):
            command = [sys.executable, "-m", "booklet", locale, "--source", str(source), "--out", "out"]
            done = subprocess.run(
                command,
                cwd=folder,
                env=os.environ | place | {"PYTHONPATH": _HOME},
                capture_output=True,
                check=False,
            )
            assert done.returncode == 0, done.stderr
        builds.append({path.name: path.read_bytes() for path in (folder / "out").glob("*.pdf")})
    assert sorted(builds[0]) == ["child-trafficking-ar-screen.pdf", "every-kind-en-screen.pdf"]
    assert builds[0] == builds[1]
