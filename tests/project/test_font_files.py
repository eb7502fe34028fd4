# SPDX-License-Identifier: Apache-2.0
"""Every font file is in the manifest, unmodified, with its licence beside it."""

from __future__ import annotations

import hashlib

import yaml

from booklet.paths import bundled_fonts

FONTS = yaml.safe_load((bundled_fonts() / "manifest.yaml").read_text("utf-8"))["fonts"]


def test_every_file_is_listed_once():
    listed = [entry["file"] for entry in FONTS]
    assert sorted(listed) == sorted(path.name for path in bundled_fonts().glob("*.[to]t[fc]"))


def test_every_file_is_as_its_makers_published_it():
    for entry in FONTS:
        assert hashlib.sha256((bundled_fonts() / entry["file"]).read_bytes()).hexdigest() == entry["sha256"], entry[
            "file"
        ]
        assert entry["version"], entry["file"]
        assert entry["origin"], entry["file"]


def test_every_licence_is_open_and_lies_beside_its_fonts():
    for entry in FONTS:
        assert "SIL OPEN FONT LICENSE Version 1.1" in (bundled_fonts() / entry["licence"]).read_text("utf-8")
