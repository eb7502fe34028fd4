# SPDX-License-Identifier: Apache-2.0
"""The rule ``round-trip``: good files are clean, and no letter can be swapped in what fonts tell readers."""

from __future__ import annotations

import struct
import sys
from pathlib import Path

import checks_samples as samples
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import StreamObject

from booklet.checks.findings import Findings
from booklet.checks.fontprogram import characters_by_glyph, glyph_parts
from booklet.checks.gates import check_gates
from booklet.checks.gates_roundtrip import (
    check_fonts_against_text,
    check_pdfium,
    check_pypdf,
    check_repeated_texts,
    means_the_same,
)
from booklet.checks.pdfcontent import PageContent, read_pages
from booklet.checks.pdffile import open_pdf
from booklet.checks.report import check_files, report_text
from booklet.checks.structure import read_structure
from booklet.cli import main

EVERY_KIND = Path(__file__).parents[1] / "data" / "every-kind"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The test document in both directions."""
    folder = tmp_path_factory.mktemp("built")
    assert main(["build", "--source", str(EVERY_KIND), "--out", str(folder)]) == 0
    return {lang: next(folder.glob(f"*-{lang}-*.pdf")) for lang in ("en", "ar")}


def found(path: Path) -> list[str]:
    return [str(finding) for finding in check_gates(path).findings]


def swapped(path: Path, old: str, new: str) -> Path:
    """The file with a letter replaced in every ToUnicode, as a broken producer would leave it."""
    writer = PdfWriter(clone_from=PdfReader(path))
    for item in writer._objects:
        stream = item.get_object()["/ToUnicode"] if isinstance(item, dict) and "/ToUnicode" in item else None
        if isinstance(stream, StreamObject):
            stream.set_data(stream.get_data().replace(b"><%04X>" % ord(old), b"><%04X>" % ord(new)))
    target = path.with_name("swapped.pdf")
    writer.write(target)
    return target


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_good_files_are_clean(built: dict[str, Path], lang: str) -> None:
    result = check_gates(built[lang])
    assert (result.findings, result.skipped) == ((), ())


@pytest.mark.parametrize(
    ("lang", "old", "new"), [("en", "e", "x"), ("en", "7", "8"), ("ar", "ب", "ت"), ("ar", "ة", "ه")]
)
def test_a_swapped_letter_is_found(built: dict[str, Path], lang: str, old: str, new: str) -> None:
    findings = [text for text in found(swapped(built[lang], old, new)) if text.startswith("round-trip: the font ")]
    assert any(f"where readers are told “{new}” (page " in text for text in findings), findings


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_any_swapped_character_is_found(built: dict[str, Path], lang: str) -> None:
    """By the fonts alone, whether or not titles and bookmarks have the character."""
    reader = open_pdf(built[lang])
    pages = read_pages(reader, Findings())
    fonts = {number: font for page in pages for number, font in page.fonts.items()}.values()
    meanings = [dict(font._texts) for font in fonts]
    for character in sorted({c for texts in meanings for text in texts.values() for c in text}):
        other = ("ب" if character != "ب" else "ت") if character > "\u0600" else "x" if character != "x" else "e"
        for font, texts in zip(fonts, meanings, strict=True):
            font._texts = {code: text.replace(character, other) for code, text in texts.items()}
        findings = Findings()
        check_fonts_against_text(pages, findings)
        assert findings.all(), f"{character!r} for {other!r}"


def test_the_place_and_the_count(tmp_path: Path) -> None:
    path = samples.save(tmp_path, samples.sample(("<0065>", "<0078>")))
    assert found(path) == ["round-trip: the font ABCDEF+Sample draws “e” where readers are told “x” (page 1, 8 times)"]


def test_headings_against_bookmarks(tmp_path: Path) -> None:
    """Without any help from the font: only what the file says twice."""

    def repeated(title: str, bookmark: str) -> list[str]:
        outline = ("/Type /Catalog", "/Type /Catalog /Outlines <</First 60 0 R>>")
        heading = (samples.code("A title"), samples.code(title))
        extra = {60: b"<</Title (%s) /Dest [3 0 R /Fit]>>" % bookmark.encode()}
        reader = open_pdf(samples.save(tmp_path, samples.sample(outline, heading, extra=extra)))
        findings = Findings()
        nodes = read_structure(reader, findings)
        check_repeated_texts(reader, nodes, read_pages(reader, findings), findings)
        return [str(finding) for finding in findings.all()]

    assert repeated("Togxthxr wx grow", "Together we grow") == [
        "round-trip: a heading reads “Togxthxr wx grow” but its bookmark or title “Together we grow”"
    ]
    for heading, bookmark in [
        ("Together we grow", "Together we grow"),
        ("1. Together we grow", "Together we grow"),
        ("What to do on day 1", "What to do on day 2"),
        ("Something else now", "Together we grow x"),
        ("Form A", "Form B"),
    ]:
        assert repeated(heading, bookmark) == []


def pages_of(path: Path) -> list[PageContent]:
    return read_pages(open_pdf(path), Findings())


def test_other_readers(tmp_path: Path) -> None:
    path = samples.save(tmp_path, samples.sample())
    pages = pages_of(path)
    findings = Findings()
    check_pypdf(open_pdf(path), pages, findings)
    assert check_pdfium(path, pages, findings) is None
    assert findings.all() == ()
    pages[0].pieces[0].parts[-1] = "x"
    check_pypdf(open_pdf(path), pages, findings)
    check_pdfium(path, pages, findings)
    assert [str(finding) for finding in findings.all()] == [
        f"round-trip: {engine} reads other characters than the structure tree has (page 1)"
        for engine in ("pypdf", "PDFium")
    ]


def test_another_order_is_found(built: dict[str, Path]) -> None:
    pages = pages_of(built["ar"])
    for page in pages:
        for piece in page.pieces:
            piece.reversed = not piece.reversed
    findings = Findings()
    check_pypdf(open_pdf(built["ar"]), pages, findings)
    assert "pypdf reads the characters in another order" in str(findings.all()[0])


def test_without_pdfium(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    result = check_gates(samples.save(tmp_path, samples.sample()))
    assert result.findings == ()
    assert result.skipped == ("round-trip with PDFium: pypdfium2 is not installed",)


def test_what_was_skipped_is_said(tmp_path: Path) -> None:
    path = samples.save(tmp_path, samples.sample(("<0065>", "<0078>"), ("pdfuaid:part", "x:part"), ("pdfaid:", "x:")))
    text = report_text(check_files([path]))
    assert "  not run: round-trip with PDFium: there are findings without it\n" in text


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("e", "e"), ("é", "e\u0301"), ("e\u0301", "é"), ("ب", "\ufe91"), ("fi", "\ufb01"), ("f", "\ufb01"),
        ("ل", "\ufefb"), ("\u00a0", " "), ("\u200d", " "), ("\u2011", "-"), ("\u00ad", "\u2010"), ("(", ")"),
        ("«", "»"), ("<", ">"), ("µ", "μ"), ("e\u034f", "e"),
        ("ണ്", "ൺ"),
        ("হ্", "হ"),  # the letter behind it stands below
    ],
)  # fmt: skip
def test_what_means_the_same(text: str, drawn: str) -> None:
    assert means_the_same(text, drawn)


@pytest.mark.parametrize(
    ("text", "drawn"),
    [("x", "e"), ("ee", "e"), ("e", "é"), ("ت", "\ufe91"), ("i", "l"), (" e", "x"), ("(", "["), ("a", " "), ("E", "e")],
)
def test_what_does_not(text: str, drawn: str) -> None:
    assert not means_the_same(text, drawn)


def test_broken_programs_know_nothing() -> None:
    program = samples.font_file()
    known = characters_by_glyph(program)
    assert known[samples.LETTERS.index("e") + 1] == {"e"}
    assert not any(samples.LAM_ALEF in characters for characters in known.values())
    assert glyph_parts(program, range(5)) == {}
    for length in range(0, len(program), 7):
        characters_by_glyph(program[:length])
        glyph_parts(program[:length], range(100))
    endless = struct.pack(">HHHHI", 0, 1, 3, 10, 12) + struct.pack(">HHIIIIII", 12, 0, 28, 0, 1, 0, 0xFFFFFFFF, 1)
    font = struct.pack(">IHHHH4sIII", 0x10000, 1, 0, 0, 0, b"cmap", 0, 28, len(endless)) + endless
    assert len(characters_by_glyph(font)) <= 200_000
