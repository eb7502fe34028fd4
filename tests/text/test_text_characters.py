# SPDX-License-Identifier: Apache-2.0
"""Marks are those of one version of Unicode, whatever Python runs."""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import pytest

from booklet.text import bididata, markdata
from booklet.text.characters import extends

ROOT = Path(__file__).parents[2]


def test_all_marks_that_this_python_knows_are_marks():
    known = [chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) not in ("Cn", "Cs")]
    differ = [char for char in known if extends[char] != (unicodedata.category(char)[0] == "M")]
    assert differ == ["\u200d"]  # joins as marks do


@pytest.mark.parametrize("mark", ["\u0897", "\u0ece", "\U000113b8", "\U00010efc"])
def test_marks_that_are_newer_than_python_3_11_are_marks(mark):
    assert extends[mark]


@pytest.mark.parametrize("module", [bididata, markdata])
def test_what_comes_from_unicode_has_its_licence_beside_it(module):
    licence = Path(module.__file__).with_name("UNICODE-LICENSE.txt")
    assert licence.name in module.__doc__
    assert licence.read_bytes() == (ROOT / "tests/data/unicode/LICENSE-UNICODE.txt").read_bytes()
    assert f"booklet/text/{licence.name}" in (ROOT / "pyproject.toml").read_text("utf-8")
