# SPDX-License-Identifier: Apache-2.0
"""Our own rules: the sample is clean, and each thing broken in it is found by the right rule."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

import checks_samples as samples
import pytest

from booklet.checks.gates import GateResult, check_gates
from booklet.checks.gates_content import bad_character

FORM = "/Resources <</Font <</F1 40 0 R>> /XObject <</X 60 0 R>>>>>>"
PAGE_1 = ("/Tabs /S /Annots [9 0 R] /Resources <</Font <</F1 40 0 R>>>>>>", f"/Tabs /S /Annots [9 0 R] {FORM}")


def check(folder: Path, data: bytes) -> GateResult:
    return check_gates(samples.save(folder, data))


def found(folder: Path, data: bytes) -> list[str]:
    return [str(finding) for finding in check(folder, data).findings]


def test_the_sample_is_clean(tmp_path: Path) -> None:
    result = check(tmp_path, samples.sample())
    assert result.findings == ()
    assert result.readable
    assert [claim.standard for claim in result.claims] == ["PDF/UA-1", "PDF/A-2a"]


CASES: list[tuple[tuple[tuple[str, str], ...], str]] = [
    ((("/Lang (en) /MarkInfo", "/MarkInfo"),), "document: it does not say its language (Lang)"),
    ((("/Lang (en) /MarkInfo", "/Lang (in English) /MarkInfo"),), "its language “in English” is not a language tag"),
    ((("/DisplayDocTitle true", "/DisplayDocTitle false"),), "document: readers will show its file name"),
    ((("/Marked true", "/Marked false"),), "document: it does not say that it is tagged"),
    ((("A sample</rdf:li>", "</rdf:li>"),), "document: it has no title"),
    ((("/StructTreeRoot 10 0 R", ""),), "document: it has no structure tree"),
    (
        (("/Tabs /S /Annots", "/Annots"),),
        "document: the tab order of links does not follow the structure (Tabs) (page 1)",
    ),
    ((("/Type /Catalog", "/Type /Catalog /Names <</JavaScript <<>>>>"),), "forbidden: it holds JavaScript"),
    ((("/Type /Catalog", "/Type /Catalog /OpenAction <</S /JavaScript /JS (x)>>"),), "forbidden: it holds JavaScript"),
    ((("/Type /Catalog", "/Type /Catalog /AcroForm <</Fields []>>"),), "forbidden: it holds a form"),
    ((("/Type /Catalog", "/Type /Catalog /OCProperties <<>>"),), "forbidden: it holds layers"),
    ((("/Type /Catalog", "/Type /Catalog /Names <</EmbeddedFiles <<>>>>"),), "forbidden: it holds other files"),
    ((("/Type /Catalog", "/Type /Catalog /AA <<>>"),), "forbidden: it runs actions by itself"),
    (
        (("/S /URI /URI (https://example.org/)", "/S /Launch /F (x)"),),
        "forbidden: it holds an action that is no link (/Launch)",
    ),
    ((("/S /URI /URI", "/S /URI /Next 9 0 R /URI"),), "forbidden: it holds a chain of actions (page 1)"),
    ((("/Subtype /Link", "/Subtype /Widget"),), "forbidden: it holds a form field (page 1)"),
    ((("/Subtype /Link", "/Subtype /RichMedia"),), "forbidden: it holds media or files (/RichMedia)"),
    (
        (("/P <</MCID 3>> BDC", ""), (f"{samples.code(' words ')} Tj EMC", f"{samples.code(' words ')} Tj")),
        "untagged: something is painted that is neither tagged nor an artifact (operator Tj) (page 1)",
    ),
    (
        (("/Artifact <</Type /Background>> BDC 0.9 0.9 1 rg 0 0 300 400 re f EMC", "0 0 300 400 re f"),),
        "untagged: something is painted that is neither tagged nor an artifact (operator f)",
    ),
    (
        (("/Figure <</MCID 11>> BDC q", "/Figure <</MCID 11>> BDC q /Artifact BMC 0 0 m 9 9 l S EMC"),),
        "marked-content: an artifact stands inside tagged content",
    ),
    ((("re f EMC", "re f /P <</MCID 0>> BDC EMC EMC"),), "marked-content: tagged content stands inside an artifact"),
    (
        (("/Figure <</MCID 11>> BDC q", "/Figure <</MCID 11>> BDC q /P <</MCID 90>> BDC EMC"),),
        "marked-content: tagged content stands inside other tagged content",
    ),
    ((("re f EMC", "re f EMC EMC"),), "marked-content: marked content is ended that was never begun"),
    ((("re f EMC", "re f EMC /Artifact BMC"),), "marked-content: marked content is begun but never ended (page 1)"),
    (
        (
            ("/P <</MCID 0>> BDC 1 0 0 1 20 370 Tm", "/P <</MCID 0>> BDC ET BT /F1 9 Tf 1 0 0 1 20 370 Tm"),
            ("Tj EMC\nET", "Tj ET EMC"),
        ),
        "marked-content: marked content begins inside a text object and ends outside",
    ),
    (
        (("/MCID 1>> BDC 1 0 0 1 20 350", "/MCID 0>> BDC 1 0 0 1 20 350"),),
        "marked-content: the same marked-content id is used twice",
    ),
    (
        (("/MCID 1>> BDC 1 0 0 1 20 350", "/MCID 40>> BDC 1 0 0 1 20 350"),),
        "structure: marked content is in no structure element",
    ),
    (
        (("/MCID 1>> BDC 1 0 0 1 20 350", "/MCID 40>> BDC 1 0 0 1 20 350"),),
        "refers to marked content that is not there",
    ),
    (
        (("/K [1 15 0 R 3 16 0 R]", "/K [1 0 15 0 R 3 16 0 R]"),),
        "structure: marked content is in several structure elements",
    ),
    ((("/Nums [0 [13 0 R 14 0 R", "/Nums [0 [14 0 R 14 0 R"),), "the parent tree does not lead from marked content"),
    ((("1 [29 0 R] 2 18 0 R", "1 [29 0 R]"),), "the parent tree does not lead from an annotation to its element"),
    ((("/K [20 0 R 21 0 R]", "/K [20 0 R 21 0 R 19 0 R]"),), "structure: a structure element stands in the tree twice"),
    (
        (("/RoleMap <</Strong /Span>>", "/RoleMap <</Strong /A /A /Strong>>"),),
        "the role map leads in a circle from Strong",
    ),
    ((("/Headers [(th1)]", "/Headers [(th2)]"),), "structure: a table cell names a header that does not exist"),
    (
        (("/Pg 4 0 R /Lang (ar) /K 0", "/Lang (ar) /K 0"),),
        "structure: a structure element refers to content of no page",
    ),
    ((("/Obj 9 0 R", "/Obj 99 0 R"),), "refers to an annotation that does not exist"),
    ((("/Obj 9 0 R", "/Obj 99 0 R"),), "links: a link is not in the structure tree (page 1)"),
    ((("/S /Link /P 17", "/S /Span /P 17"),), "links: a link is in an element Span instead of Link"),
    ((("/Contents (The site)", ""),), "links: a link has no description"),
    ((("/A <</S /URI /URI (https://example.org/)>>", "/Dest [5 0 R /Fit]"),), "links: a link leads nowhere"),
    (
        (("0.9 0.9 1 rg", "0 0 0 1 k"),),
        "colour: colours are DeviceCMYK but the output intent is DeviceRGB (operator k) (page 1)",
    ),
    ((("0.9 0.9 1 rg", "/DeviceCMYK cs"),), "colour: colours are DeviceCMYK"),
    ((("/N 3", "/N 4"),), "colour: the output intent's profile is of another colour space than it says"),
    ((("/DestOutputProfile 7 0 R", ""),), "colour: colours are DeviceRGB but the output intent is none"),
    ((("/FontFile2 43 0 R", ""),), "fonts: the font ABCDEF+Sample is not in the file (page 1)"),
    ((("/ToUnicode 44 0 R", ""),), "does not say what its codes mean (ToUnicode)"),
    ((("/F1 10 Tf 0 g", "/F9 10 Tf 0 g"),), "fonts: the font resource /F9 is missing"),
    ((("BT /F1 10 Tf 0 g", "BT 0 g"),), "fonts: text is shown without a font"),
    (
        ((f"{samples.code('item')} Tj", "<03E7> Tj"),),
        "unicode: the font ABCDEF+Sample does not say what code 999 means",
    ),
    (((f"{samples.code('item')} Tj", "<03E7> Tj"),), "glyph-zero: the font ABCDEF+Sample has no glyph"),
]


@pytest.mark.parametrize(("changes", "expected"), CASES, ids=[f"{n}-{case[1][:30]}" for n, case in enumerate(CASES)])
def test_what_is_found(tmp_path: Path, changes: tuple[tuple[str, str], ...], expected: str) -> None:
    assert any(expected in finding for finding in found(tmp_path, samples.sample(*changes)))


def test_glyph_zero_behind_the_map(tmp_path: Path) -> None:
    cid = samples.TEXTS.index("o") + 1
    (finding,) = found(tmp_path, samples.sample(gids={cid: 0}))
    assert finding == "glyph-zero: the font ABCDEF+Sample has no glyph for a character that is shown (page 1, 4 times)"


@pytest.mark.parametrize(
    ("meaning", "kind"),
    [
        ("E000", "private-use"),
        ("FEFB", "presentation form"),
        ("FB01", "presentation form"),
        ("FFFD", "invalid"),
        ("DB80DC00", "private-use"),
        ("0000", "invalid"),
    ],
)
def test_characters_that_mean_nothing(tmp_path: Path, meaning: str, kind: str) -> None:
    (finding,) = found(tmp_path, samples.sample(lam_alef=meaning))
    assert finding.startswith("unicode: ")
    assert kind in finding


def test_words_and_signs_among_the_presentation_forms_are_fine() -> None:
    assert [bad_character(character) for character in "aلﷺ﷼﴾﷽א"] == [None] * 7


def test_forms_are_looked_into(tmp_path: Path) -> None:
    drawn = ("/Figure <</MCID 11>> BDC q", "/Figure <</MCID 11>> BDC /X Do q")
    form = samples.stream("/Type /XObject /Subtype /Form /BBox [0 0 9 9]", b"0 0 9 9 re f")
    assert found(tmp_path, samples.sample(PAGE_1, drawn, extra={60: form})) == []
    outside = ("re f EMC", "re f EMC /X Do")
    assert "untagged: " in found(tmp_path, samples.sample(PAGE_1, outside, extra={60: form}))[0]
    loop = samples.stream(f"/Type /XObject /Subtype /Form /BBox [0 0 9 9] {FORM[:-2]}", b"/X Do")
    (finding,) = found(tmp_path, samples.sample(PAGE_1, drawn, extra={60: loop}))
    assert finding == "file: its drawings are nested in each other too deeply"


def test_images_have_colours_too(tmp_path: Path) -> None:
    drawn = ("/Figure <</MCID 11>> BDC q", "/Figure <</MCID 11>> BDC /X Do q")
    image = samples.stream(
        "/Type /XObject /Subtype /Image /Width 1 /Height 1 /BitsPerComponent 8 "
        "/ColorSpace [/Indexed /DeviceCMYK 0 <00000000>]",
        b"\0",
    )
    (finding,) = found(tmp_path, samples.sample(PAGE_1, drawn, extra={60: image}))
    assert finding.startswith("colour: colours are DeviceCMYK but the output intent is DeviceRGB (an image)")
    inline = ("/Figure <</MCID 11>> BDC q", "/Figure <</MCID 11>> BDC BI /W 1 /H 1 /BPC 8 /CS /CMYK ID abcd EI q")
    (finding,) = found(tmp_path, samples.sample(inline))
    assert finding.startswith("colour: colours are DeviceCMYK but the output intent is DeviceRGB (an inline image)")


def bomb() -> bytes:
    packed = zlib.compress(bytes(200_000_000))
    return samples.sample(
        ("/Contents 5 0 R", "/Contents 60 0 R"), extra={60: samples.stream("/Filter /FlateDecode", packed)}
    )


HOSTILE = {
    "empty": (b"", "it is empty"),
    "text": (b"hello", "it is not a PDF"),
    "header only": (b"%PDF-1.7\n", "it is not a sound PDF"),
    "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 500, "it is not a sound PDF"),
    "encrypted": (samples.sample(trailer="/Encrypt <</Filter /Standard /V 1 /R 2 /O (a) /U (b) /P 0>>"), ""),
    "deep tree": (samples.deep_tree(3000), "its structure tree is more than 500 levels deep"),
    "deep array": (samples.sample(("/K [13 0 R 14 0 R", "/K [" + "[" * 100_000 + " 13 0 R 14 0 R")), ""),
    "deep array in a page": (samples.sample(("0.9 0.9 1 rg", "[" * 100_000)), ""),
    "deep states": (samples.sample(("0.9 0.9 1 rg", "q " * 2000)), "its graphics states are nested too deeply"),
    "deep marks": (samples.sample(("0.9 0.9 1 rg", "/P BMC " * 2000)), "its marked content is nested too deeply"),
    "page tree loop": (samples.sample(("/Kids [3 0 R 4 0 R]", "/Kids [2 0 R]")), ""),
    "no pages": (samples.sample(("/Pages 2 0 R", "")), ""),
    "catalog is a number": (samples.sample().replace(b"/Root 1 0 R", b"/Root 7   "), ""),
    "reference loop": (
        samples.sample(("/StructTreeRoot 10 0 R", "/StructTreeRoot 60 0 R"), extra={60: b"61 0 R", 61: b"60 0 R"}),
        "",
    ),
    "bookmark loop": (
        samples.sample(
            ("/Type /Catalog", "/Type /Catalog /Outlines <</First 60 0 R>>"), extra={60: b"<</Title (a) /Next 60 0 R>>"}
        ),
        "the bookmarks lead in circles",
    ),
    "parent tree loop": (
        samples.sample(("/ParentTree 12 0 R", "/ParentTree 60 0 R"), extra={60: b"<</Kids [60 0 R 60 0 R]>>"}),
        "the parent tree leads in circles",
    ),
    "bomb": (bomb(), ""),
    "entities": (
        samples.sample(("<x:xmpmeta", "<!DOCTYPE x [<!ENTITY a 'b'>]><x:xmpmeta")),
        "metadata has a document type",
    ),
    "broken metadata": (samples.sample(("</x:xmpmeta>", "")), "its metadata is broken XML"),
    "cut": (samples.sample()[:9000], ""),
    "broken table": (samples.sample().replace(b"startxref\n1", b"startxref\n9"), "readers must mend it"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_a_plain_finding(tmp_path: Path, name: str) -> None:
    data, expected = HOSTILE[name]
    messages = "\n".join(found(tmp_path, data))
    assert messages
    assert expected in messages
    assert "Traceback" not in messages
    assert " object at 0x" not in messages


def test_places_that_are_no_files(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    cases = {
        "pipe.pdf": "not an ordinary file",
        "nowhere.pdf": "no such file",
        "": "not an ordinary file",
        "a\0": "name",
    }
    for name, expected in cases.items():
        (finding,) = check_gates(tmp_path / name).findings
        assert expected in str(finding)
