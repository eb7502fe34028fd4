# SPDX-License-Identifier: Apache-2.0
"""Text comes out of the file as it went in."""

from __future__ import annotations

import ctypes
import io
import re
import unicodedata

import pdfsamples as samples
import pypdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from msgspec.structs import replace
from PIL import ImageChops

from booklet.pdf.runs import pieces

LATIN = (
    "Office affluent flow: fi ffi “quotes” — dash, AVATAR To Te.",
    "Tiếng Việt: Trẻ em có quyền được bảo vệ khỏi bị buôn bán",
    "éą́ ẋ̣ q̃ ŋ̄́ x͡y",
    "Ünïcödé; naïve – “ça”… Œuvre N° 5 (ok) [1] {2} \\ 100%",
    "Привет, мир: «Дети»",
)
ARABIC = (
    "السلام عليكم، لا إله إلا الله",
    "العَرَبِيَّةُ لُغَةٌ جَمِيلَةٌ جِدًّا",
    "تعمل منظمة UNICEF مع الأطفال.",
    "في عام 2024 كان عدد الدول (120) دولة.",
    "في عام ٢٠٢٤ كانت النسبة ٥٠٪ تقريبًا",
    "الأمم المتحدة (UN) وشركاؤها (المحليون) يعملون.",
    "قال: «لا تخف»، ثم رحل! انظر الصفحة ١٢؛ هل تعرف؟",
    "اتصل على +1 800 555 أو info@example.org أو Save the Children.",
    "1. أولا: البند (أ): نعم/لا [٣]",
)
DEVANAGARI = "NotoSansDevanagari-Regular.ttf"
CODES = re.compile(r"^<(\w{4})><(\w+)>$", re.MULTILINE)
MARKS = dict.fromkeys(map(ord, "\u200e\u200f"))


def squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFC", text).split())


def by_pypdf(data: bytes) -> str:
    return pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()


def by_pdfium(data: bytes) -> str:
    return pypdfium2.PdfDocument(data)[0].get_textpage().get_text_range()


def by_objects_of_pdfium(data: bytes) -> str:
    """The page's text objects in the order of the file, as a reader does that goes by marked content."""
    page = pypdfium2.PdfDocument(data)[0]
    text_page = page.get_textpage()
    parts = []
    for index in range(pdfium.FPDFPage_CountObjects(page)):
        item = pdfium.FPDFPage_GetObject(page, index)
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_TEXT:
            size = pdfium.FPDFTextObj_GetText(item, text_page, None, 0)
            buffer = (ctypes.c_ushort * size)()
            pdfium.FPDFTextObj_GetText(item, text_page, buffer, size)
            parts.append(bytes(buffer)[:size].decode("utf-16-le").rstrip("\0"))
    return "".join(parts)


@pytest.mark.parametrize("text", LATIN)
@pytest.mark.parametrize("read", [by_pypdf, by_pdfium, by_objects_of_pdfium])
def test_latin_text_is_exact(text, read):
    data = samples.pdf(*samples.paragraphs([text], fonts=(samples.LATIN,)))
    assert " ".join(unicodedata.normalize("NFC", read(data)).split()) == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("text", ARABIC)
def test_arabic_text_is_exact(text):
    data = samples.pdf(*samples.paragraphs([text], 1, (samples.ARABIC, samples.LATIN)))
    for read in (by_pypdf, by_objects_of_pdfium):  # the artifacts beside brackets are in both
        assert squeezed(read(data)).translate(MARKS) == squeezed(text)


@pytest.mark.parametrize("text", ARABIC[:3])
def test_plain_arabic_lines_are_exact_by_place_too(text):
    data = samples.pdf(*samples.paragraphs([text], 1, (samples.ARABIC, samples.LATIN)))
    assert squeezed(by_pdfium(data)) == squeezed(text)


def test_no_private_use_and_no_presentation_forms():
    layout, tree = samples.paragraphs([*LATIN[:2], *ARABIC], 1, (samples.ARABIC, samples.LATIN))
    data = samples.pdf(layout, tree)
    for read in (by_pypdf, by_pdfium):
        assert not re.search("[\ue000-\uf8ff\ufb00-\ufdff\ufe70-\ufefe\ufffd]", read(data))


def test_every_code_has_one_text_and_no_glyph_is_notdef():
    reader = pypdf.PdfReader(io.BytesIO(samples.pdf(*samples.paragraphs([*LATIN, *LATIN]))))
    (font,) = reader.pages[0]["/Resources"]["/Font"].values()
    cmap = font["/ToUnicode"].get_data().decode("ascii")
    codes = re.findall(r"^<(\w{4})><(\w+)>$", cmap, re.MULTILINE)
    descendant = font["/DescendantFonts"][0]
    gids = descendant["/CIDToGIDMap"].get_data()
    assert [int(code, 16) for code, _ in codes] == list(range(1, len(gids) // 2))
    assert len(descendant["/W"][1]) == len(codes)
    glyphs = [int.from_bytes(gids[i : i + 2], "big") for i in range(2, len(gids), 2)]
    assert all(glyphs)
    assert len(set(codes)) == len(codes)


def shown(text, font):
    """The texts of the codes that show a line, in order."""
    reader = pypdf.PdfReader(io.BytesIO(samples.pdf(*samples.paragraphs([text], fonts=(font,)))))
    (resource,) = reader.pages[0]["/Resources"]["/Font"].values()
    cmap = resource["/ToUnicode"].get_data().decode("ascii")
    texts = {int(code, 16): bytes.fromhex(value).decode("utf-16-be") for code, value in CODES.findall(cmap)}
    codes = b"".join(
        part.original_bytes
        for operands, operator in pypdf.generic.ContentStream(reader.pages[0].get_contents(), reader).operations
        if operator in (b"Tj", b"TJ")
        for part in (operands[0] if operator == b"TJ" else operands)
        if not isinstance(part, int | float)
    )
    return [texts[int.from_bytes(codes[i : i + 2], "big")] for i in range(0, len(codes), 2)]


@pytest.mark.parametrize(
    ("text", "font", "expected"),
    [
        ("दुकान", DEVANAGARI, ["द", "ु", "का", "न"]),
        ("यों", DEVANAGARI, ["य", "ों"]),
        ("तुम्हारी", DEVANAGARI, ["त", "ु", "म्", "हा", "री"]),  # the dead consonant stays whole
        ("q\u0303a", samples.LATIN, ["q", "\u0303", "a"]),
        ("ណា\u200bជ", "NotoSansKhmer-Regular.ttf", ["ណា", "\u200b", "ជ"]),
    ],
)
def test_marks_and_invisible_characters_have_codes_of_their_own(text, font, expected):
    assert shown(text, font) == expected
    data = samples.pdf(*samples.paragraphs([text], fonts=(font,)))
    for read in (by_pypdf, by_objects_of_pdfium):
        assert read(data).strip() == text


def two_lines(first, second):
    """A paragraph of two lines, and the end of the first."""
    above = samples.line(first, 30, 40, "p.text/0")
    (below,) = samples.line(second, 30, 64, "p.text/0")
    layout, tree = samples.paragraphs([first])
    slot = samples.Slot("p.text/0")
    tree = replace(tree, root=replace(tree.root, children=(samples.Element("p", "P", (slot,)),)))
    return replace(layout, pages=(replace(layout.pages[0], fragments=(*above, below)),)), tree


def test_the_hyphen_of_a_compound_survives_at_a_line_end():
    data = samples.pdf(*two_lines("we ask our co-", "operative friends"))
    assert by_pdfium(data).replace("\u200b", "").split() == ["we", "ask", "our", "co-", "operative", "friends"]
    page = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    assert page.get_contents().get_data().count(b"/Artifact") == 1
    within = samples.pdf(*two_lines("co-operative", "friends"))
    assert b"/Artifact" not in pypdf.PdfReader(io.BytesIO(within)).pages[0].get_contents().get_data()


def test_a_hyphen_of_ours_is_soft():
    layout, tree = two_lines("frag", "ments")
    first, second = layout.pages[0].fragments
    hyphen = replace(samples.shape("\u2010", samples.face(samples.LATIN), 0), start=0, end=0)
    mark = samples.TextFragment(hyphen, first.x + first.run.width, first.y, None, "layout")
    page = replace(layout.pages[0], fragments=(first, mark, second))
    data = samples.pdf(replace(layout, pages=(page,)), tree)
    assert "frag\u00ad" in by_pypdf(data)
    assert by_pdfium(data) == "frag\ufffements"  # which Chrome leaves out


def apart(layout):
    """The same page with every glyph in a place of its own."""
    fragments = []
    for fragment in layout.pages[0].fragments:
        run, pen = fragment.run, 0
        scale = run.style.size / run.font.units_per_em
        for cluster in run.clusters:
            for glyph in cluster.glyphs:
                alone = samples.Cluster("x", (samples.Glyph(glyph.gid, 0, 0, glyph.advance),), glyph.advance)
                x, y = fragment.x + (pen + glyph.dx) * scale, fragment.y - glyph.dy * scale
                fragments.append(replace(fragment, run=replace(run, clusters=(alone,), level=0), x=x, y=y))
                pen += glyph.advance
    return replace(layout, pages=(replace(layout.pages[0], fragments=tuple(fragments)),))


@pytest.mark.parametrize(("text", "font", "base"), [(ARABIC[1], samples.ARABIC, 1), (LATIN[1], samples.LATIN, 0)])
def test_composite_glyphs_look_like_their_parts(text, font, base):
    layout, tree = samples.paragraphs([text], base, (font,))
    whole, parts = (
        pypdfium2.PdfDocument(samples.pdf(value, tree))[0].render(scale=4).to_pil().convert("L")
        for value in (layout, apart(layout))
    )
    ink = sum(whole.histogram()[:128])
    different = sum(ImageChops.difference(whole, parts).histogram()[128:])
    assert ink > 2000
    assert different < ink / 200


def test_a_missing_glyph_is_an_error():
    layout, tree = samples.paragraphs(["ok"])
    run = layout.pages[0].fragments[0].run
    broken = replace(run, clusters=(samples.Cluster("ლ", (samples.Glyph(0, 0, 0, 500),), 500),))
    page = replace(layout.pages[0], fragments=(replace(layout.pages[0].fragments[0], run=broken),))
    with pytest.raises(samples.BookletError, match="has no glyph for 'ლ'"):
        samples.pdf(replace(layout, pages=(page,)), tree)


def test_a_cluster_of_negative_advance_moves_the_pen_back():
    layout, tree = samples.paragraphs(["abc"])
    fragment = layout.pages[0].fragments[0]
    a, b, c = fragment.run.clusters
    back = samples.Cluster("b", (b.glyphs[0]._replace(dy=50), b.glyphs[0]._replace(advance=-3000)), -2000)
    page = replace(layout.pages[0], fragments=(replace(fragment, run=replace(fragment.run, clusters=(a, back, c))),))
    data = samples.pdf(replace(layout, pages=(page,)), tree)
    content = pypdf.PdfReader(io.BytesIO(data)).pages[0].get_contents().get_data()
    assert b")977(" in content  # 2000 of 2048 units back, in thousandths


def test_pieces_of_a_right_to_left_run_follow_the_text():
    run = samples.shape("«نعم» (لا).", samples.face(samples.ARABIC), 1)
    found = ["".join(cluster.text for cluster in reversed(piece.clusters)) for piece in pieces(run, False)]
    assert found == ["«", "نعم", "»", " (لا", ")", "."]
    places = [piece.x for piece in pieces(run, False)]
    assert places == sorted(places, reverse=True)
    assert places[-1] == 0


def test_left_to_right_text_in_right_to_left_text_goes_word_by_word():
    run = samples.shape("Save 12 (ok)", samples.face(samples.LATIN), 2)
    found = ["".join(cluster.text for cluster in piece.clusters) for piece in pieces(run, True)]
    assert found == ["Save", " ", "12", " ", "(", "ok", ")"]
    assert len(list(pieces(replace(run, level=0), False))) == 1


def test_text_against_the_direction_of_the_document_goes_word_by_word():
    run = samples.shape("اليوم التالي", samples.face(samples.ARABIC), 1)
    found = ["".join(cluster.text for cluster in reversed(piece.clusters)) for piece in pieces(run, False, True)]
    assert found == ["اليوم", " ", "التالي"]
    run = samples.shape("@UN (ok)", samples.face(samples.LATIN), 0)
    found = ["".join(cluster.text for cluster in piece.clusters) for piece in pieces(run, False, True)]
    assert found == ["@", "UN", " ", "(", "ok", ")"]
