# SPDX-License-Identifier: Apache-2.0
"""The structure tree as text, and the blocks and pages that are compared with the truth."""

from __future__ import annotations

from pathlib import Path

import checks_samples as samples
import pytest

from booklet.checks.pdffile import UnreadableError
from booklet.checks.pdffonts import parse_to_unicode
from booklet.checks.roundtrip import block_texts, compare_blocks, compare_text, page_comparisons, without_artifacts
from booklet.checks.tree import tree_text

SAMPLE_TREE = """\
Document lang=en
  H1 title="Title of it" "A title"
  P
    "Some plain "
    Strong role=Span "strong"
    " words "
    Span lang=es expansion=something "ole."
  P
    Link to=https://example.org/ contents="The site" "the site"
  L numbering=Decimal
    LI
      Lbl "1."
      LBody "item"
  Table
    TR
      TH id=th1 scope=Column "head"
    TR
      TD headers=th1 "cell"
  Figure alt="A (red) square"
  P lang=ar "بًلا"
"""


def tree(folder: Path, data: bytes) -> str:
    return tree_text(samples.save(folder, data))


def test_the_whole_sample(tmp_path: Path) -> None:
    assert tree(tmp_path, samples.sample()) == SAMPLE_TREE


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("/A <</S /URI /URI (https://example.org/)>>", "/Dest [4 0 R /Fit]", 'Link to="page 2"'),
        ("/A <</S /URI /URI (https://example.org/)>>", "/A <</S /GoTo /D [4 0 R /Fit]>>", 'Link to="page 2"'),
        ("/A <</S /URI /URI (https://example.org/)>>", "/Dest (help)", "Link to=nowhere"),
        ("/Contents (The site)", "/Contents (say \\042hi\\042\\\\\\t)", 'contents="say \\"hi\\"\\\\\\u0009"'),
        ("/Scope /Column", "/Scope /Column /ColSpan 2 /RowSpan 3", "TH id=th1 scope=Column rows=3 columns=2"),
        ("/S /TD", "/S /TD /ActualText (whole)", "TD actual=whole headers=th1"),
        ("/Lang (es)", "/Lang <FEFF00650073>", "Span lang=es"),
        ("/MCID 10>>", "/MCID 10 /ActualText (sell)>>", 'TD headers=th1 "sell"'),
        ("/S /Figure", "", "? alt="),
    ],
)
def test_details(tmp_path: Path, old: str, new: str, line: str) -> None:
    assert line in tree(tmp_path, samples.sample((old, new)))


def test_named_destinations(tmp_path: Path) -> None:
    link = ("/A <</S /URI /URI (https://example.org/)>>", "/Dest (help)")
    names = ("/Type /Catalog", "/Type /Catalog /Names <</Dests <</Kids [60 0 R]>>>>")
    extra = {60: b"<</Names [(aid) [3 0 R /Fit] (help) <</D [4 0 R /Fit]>>]>>"}
    assert 'to="page 2"' in tree(tmp_path, samples.sample(link, names, extra=extra))


def test_text_split_over_pages_is_one(tmp_path: Path) -> None:
    data = samples.sample(("/K 0>>", "/K 0>>"), ("/Pg 3 0 R /K 8", "/Pg 3 0 R /K [8 <</Type /MCR /Pg 4 0 R /MCID 0>>]"))
    assert 'LBody "itemبًلا"' in tree(tmp_path, data)


def test_direction_of_signs_between_words(tmp_path: Path) -> None:
    """Text that runs to the left is turned round: by its letters, or by where its neighbours stand."""
    content = (
        f"BT /F1 10 Tf 0 g /P <</MCID 0>> BDC 1 0 0 1 90 370 Tm {samples.code('ab')} Tj "
        f"1 0 0 1 80 370 Tm {samples.code(' :')} Tj 1 0 0 1 50 370 Tm {samples.code('12')} Tj "
        f"1 0 0 1 20 370 Tm {samples.code('لتب')} Tj EMC ET"
    )
    assert 'P lang=ar "ab: 12بتل"' in tree(tmp_path, samples.sample((samples.CONTENT_2, content)))
    marked = content.replace(samples.code("12") + " Tj", f"/ReversedChars BMC {samples.code('12')} Tj EMC")
    assert 'P lang=ar "ab: 21بتل"' in tree(tmp_path, samples.sample((samples.CONTENT_2, marked)))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "it is empty"),
        (samples.sample(("/StructTreeRoot 10 0 R", "")), "it has no structure tree"),
        (samples.deep_tree(2000), "more than 500 levels deep"),
    ],
)
def test_what_has_no_tree(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        tree(tmp_path, data)


def test_to_unicode_maps() -> None:
    cmap = b"""beginbfchar <01> <0041> <02> <D83DDE00> <03><00660069> endbfchar
    beginbfrange <10> <12> <0061> <20> <22> [<0078> <0079007A> <0077>] endbfrange beginbfrange <30> <ffffffff> <41>
    endbfrange beginbfrange <1> endbfrange"""
    texts = parse_to_unicode(cmap)
    assert [texts[code] for code in (1, 2, 3, 16, 18, 32, 33, 34)] == ["A", "😀", "fi", "a", "c", "x", "yz", "w"]
    assert len(texts) < 70_000


def test_simple_fonts_by_their_encoding(tmp_path: Path) -> None:
    fonts = ("/Resources <</Font <</F1 40 0 R>>>>>>", "/Resources <</Font <</F1 60 0 R>>>>>>")
    font = b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding <</Differences [65 /eacute /uni0416]>>>>"
    content = "BT /F1 9 Tf /P <</MCID 0>> BDC (A \\102 \\351) ' EMC ET"
    assert 'P lang=ar "é Ж é"' in tree(tmp_path, samples.sample(fonts, (samples.CONTENT_2, content), extra={60: font}))


def test_blocks(tmp_path: Path) -> None:
    blocks = block_texts(samples.save(tmp_path, samples.sample()))
    assert [(block.tag, block.lang, block.text) for block in blocks] == [
        ("H1", "en", "A title"),
        ("P", "en", "Some plain strong words ole."),
        ("P", "en", "the site"),
        ("Lbl", "en", "1."),
        ("LBody", "en", "item"),
        ("TH", "en", "head"),
        ("TD", "en", "cell"),
        ("Figure", "en", "A (red) square"),
        ("P", "ar", "بًلا"),
    ]
    expected = [("what", block.text.replace(" ", "\n ")) for block in blocks]
    assert compare_blocks(blocks, expected) == []
    expected[1] = ("what", "Some plain weak words ole.")
    del expected[4]
    assert compare_blocks(blocks, expected) == [
        "the file has P “Some plain strong words ole.”, expected was what “Some plain weak words ole.”",
        "the file has LBody “item”, expected was nothing",
    ]


def test_replacement_text_stands_for_what_it_replaces(tmp_path: Path) -> None:
    data = samples.sample(("/S /P /P 11 0 R /Pg 3 0 R", "/S /P /ActualText (Other) /P 11 0 R /Pg 3 0 R"))
    assert "Other" in [block.text for block in block_texts(samples.save(tmp_path, data))]


def test_the_caption_of_a_figure_speaks_for_itself(tmp_path: Path) -> None:
    data = samples.sample(
        ("28 0 R 29 0 R]>>", "28 0 R]>>"),
        ("150]>> /K 11>>", "150]>> /K [11 29 0 R]>>"),
        ("/S /P /P 11 0 R /Pg 4 0 R /Lang (ar)", "/S /Caption /P 28 0 R /Pg 4 0 R /Lang (ar)"),
    )
    blocks = block_texts(samples.save(tmp_path, data))
    assert [(b.tag, b.text) for b in blocks[-2:]] == [("Figure", "A (red) square"), ("Caption", "بًلا")]


@pytest.mark.parametrize("engine", ["pypdf", "pypdfium2"])
def test_extractors_against_the_truth(tmp_path: Path, engine: str) -> None:
    path = samples.save(tmp_path, samples.sample())
    first, second = page_comparisons(path, engine)  # type: ignore[arg-type]
    assert first.result.exact, first
    assert "ol\n" in first.found.replace("\r", ""), "the hyphen is an artifact and left out"
    assert second.result.characters == 4
    assert b"\n300 400 re\n" not in without_artifacts(path)


@pytest.mark.parametrize(
    ("found", "truth", "errors", "whole"),
    [
        ("a word", "a  word\n", 0, 2),
        ("hy\ufffe\nphen", "hy-phen", 0, 0),
        ("a wrod", "a word", 2, 1),
        ("", "abc", 3, 0),
        ("abc", "", 3, 0),
        ("kitten", "sitting", 3, 0),
        ("x" * 500 + "ab", "ab" + "x" * 500, 4, 0),
        ("e\u0301\u200f", "é", 0, 1),
    ],
)
def test_comparing_texts(found: str, truth: str, errors: int, whole: int) -> None:
    result = compare_text(found, truth)
    assert (result.errors, result.whole_words) == (errors, whole)
    assert result.exact is (errors == 0)
