# SPDX-License-Identifier: Apache-2.0
"""Reads Unicode's conformance tests, which lie compressed in tests/data/unicode."""

from __future__ import annotations

import functools
import lzma
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "data" / "unicode"


@functools.cache
def cases(name):
    """Return the lines of one of the tests, without comments."""
    text = lzma.decompress((FOLDER / f"{name}.txt.xz").read_bytes()).decode()
    return [line for line in text.split("\n") if line and not line.startswith("#")]
