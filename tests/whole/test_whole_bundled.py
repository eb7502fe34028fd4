# SPDX-License-Identifier: Apache-2.0
"""The bundled booklet as a publication: what an art director checks in every file before it is signed."""

from __future__ import annotations

import pytest

from booklet.build.run import build
from booklet.paths import bundled_booklets

COMPOSED = ("en", "fr", "ar")
"""Languages in which somebody has looked after every page; in others the build only reports."""

MOST_BYTES = 1_000_000


@pytest.fixture(scope="module", params=["default", "plain"])
def files(request):
    report = build(
        bundled_booklets() / "child-trafficking",
        None,
        locales=COMPOSED,
        editions=["screen", "large-print"],
        theme=request.param,
        jobs=1,
        release=True,
    )
    assert not report.problems
    assert len(report.written) == len(COMPOSED) * 2
    return report.written


def test_no_page_is_forgotten_empty_or_torn_and_sheets_fold(files):
    """Less than a third full, empty, cut where no break was meant, not a multiple of four: all are remarks."""
    assert {made.name: made.remarks for made in files if made.remarks} == {}
    assert {made.pages % 4 for made in files if "-screen" in made.name} == {0}


def test_files_are_small_enough_for_slow_lines(files):
    assert {made.name: len(made.data) for made in files if len(made.data) > MOST_BYTES} == {}


def test_pictures_are_drawn_not_photographed(files):
    assert [made.name for made in files if b"/Subtype /Image" in made.data or b"/Subtype/Image" in made.data] == []
