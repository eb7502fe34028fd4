# SPDX-License-Identifier: Apache-2.0
"""All files are what they claim to be: PDF/UA-1 and PDF/A-2a, by veraPDF and by our own rules."""

from __future__ import annotations

from whole_files import NAMES

from booklet.checks.report import check_files, report_text


def test_all_files_are_clean(files):
    reports = check_files([file.path for file in files])
    told = report_text(reports)
    assert all(report.ok for report in reports), told
    assert len(reports) == len(NAMES)
    for report in reports:
        assert report.claims == ("PDF/UA-1", "PDF/A-2a"), told
        assert all(result.checks > 10_000 and not result.failed for result in report.standards), told
