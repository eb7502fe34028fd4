# SPDX-License-Identifier: Apache-2.0
"""veraPDF finds nothing wrong with a file that has everything, in either direction of writing."""

from __future__ import annotations

import pdfsamples as samples

from booklet.checks.childprocess import run_jobs


def test_verapdf_finds_nothing(tmp_path):
    jobs = []
    for direction in ("ltr", "rtl"):
        path = tmp_path / f"{direction}.pdf"
        path.write_bytes(samples.pdf(*samples.everything(direction)))
        jobs += [{"path": str(path), "flavour": flavour} for flavour in ("ua1", "2a")]
    broken = tmp_path / "broken.pdf"  # veraPDF does look: the same file with another claim fails
    broken.write_bytes((tmp_path / "ltr.pdf").read_bytes().replace(b"pdfuaid:part>1", b"pdfuaid:part>9"))
    jobs.append({"path": str(broken), "flavour": "ua1"})
    answers = run_jobs("booklet.checks.verapdf_worker", jobs, 120)
    assert [answer.failure for answer in answers] == [None] * 5
    assert [answer.value["rules"] for answer in answers[:4]] == [[]] * 4
    assert [rule["clause"] for rule in answers[4].value["rules"]] == ["5"]
    assert all(answer.value["checks"] > 1000 for answer in answers)
