# SPDX-License-Identifier: Apache-2.0
"""Every font file is in the manifest, unmodified, with its licence beside it."""

from __future__ import annotations

import hashlib
import re

import pytest
import yaml

from booklet.paths import bundled_fonts

FONTS = yaml.safe_load((bundled_fonts() / "manifest.yaml").read_text("utf-8"))["fonts"]
SHIPPED = [entry for entry in FONTS if "download" not in entry]
FETCHED = [entry for entry in FONTS if "download" in entry]


def test_every_file_is_listed_once():
    listed = [entry["file"] for entry in SHIPPED]
    assert sorted(listed) == sorted(path.name for path in bundled_fonts().glob("*.[to]t[fc]"))


@pytest.mark.parametrize("entry", SHIPPED, ids=lambda entry: entry["file"])
def test_every_file_is_as_its_makers_published_it(entry):
    assert hashlib.sha256((bundled_fonts() / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]


@pytest.mark.parametrize("entry", FONTS, ids=lambda entry: entry["file"])
def test_every_entry_says_where_its_file_is_from(entry):
    assert entry["version"]
    assert entry["origin"]


@pytest.mark.parametrize("entry", FETCHED, ids=lambda entry: entry["file"])
def test_what_is_fetched_is_the_file_that_its_origin_names(entry):
    package, version, path = re.fullmatch(r"npm package (\S+) (\S+), file (\S+)", entry["origin"]).groups()
    assert entry["download"].startswith("https://")
    assert entry["download"].endswith(f"/{package}@{version}/{path}")


def test_every_licence_is_open_and_lies_beside_its_fonts():
    for entry in FONTS:
        assert "SIL OPEN FONT LICENSE Version 1.1" in (bundled_fonts() / entry["licence"]).read_text("utf-8")


def test_no_licence_has_lost_its_font():
    licences = {path.name for path in bundled_fonts().glob("*.txt")}
    assert licences == {entry["licence"] for entry in FONTS}
