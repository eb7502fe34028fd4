# SPDX-License-Identifier: Apache-2.0
"""The committed template is the one that the bundled booklet gives today."""

from __future__ import annotations

from booklet import paths
from booklet.content.load import load_booklet
from booklet.l10n.extract import extract_pot
from booklet.problems import Problems


def test_the_template_is_up_to_date() -> None:
    source = load_booklet(paths.bundled_booklets() / "child-trafficking", Problems())
    committed = (paths.bundled_locales() / "booklet.pot").read_bytes()
    assert committed == extract_pot(source), "run: booklet translate extract"
