# SPDX-License-Identifier: Apache-2.0
"""Hand-made layouts for the tests of booklet.pdf: real shaping, and just enough of everything else."""

from __future__ import annotations

import datetime
import hashlib
import io
import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import uharfbuzz as hb
from msgspec.structs import replace
from PIL import Image

from booklet.layout.model import (
    Colour,
    Destination,
    Layout,
    LinkArea,
    OutlineEntry,
    Page,
    PictureFragment,
    Rect,
    ShapeFragment,
    TextFragment,
)
from booklet.paths import bundled_fonts
from booklet.pdf.model import DocumentInfo
from booklet.pdf.write import write_pdf
from booklet.pictures.model import Drawing, Raster, Shape
from booklet.problems import BookletError
from booklet.tagging.model import Attribute, Element, Slot, StructureTree
from booklet.text.bidi import embedding_levels
from booklet.text.model import Cluster, Glyph, GlyphRun, Style

__all__ = ["BookletError", "Cluster", "Glyph"]  # so that tests need one import

PALETTE = {
    "text": Colour("text", (0.13, 0.19, 0.24), (0, 0, 0, 1)),
    "primary": Colour("primary", (0.04, 0.33, 0.39), (0.8, 0.2, 0.2, 0.4)),
    "tint": Colour("tint", (0.89, 0.95, 0.95), (0.1, 0, 0, 0)),
}
LATIN, ARABIC = "Andika-Regular.ttf", "NotoNaskhArabic-Regular.ttf"


@dataclass(frozen=True)
class Face:
    """What the PDF writer reads of a font face."""

    path: Path

    @property
    def key(self) -> str:
        return self.path.name

    @cached_property
    def data(self) -> bytes:
        return self.path.read_bytes()

    @cached_property
    def hb_face(self) -> hb.Face:
        return hb.Face(self.data)

    @cached_property
    def hb_font(self) -> hb.Font:
        return hb.Font(self.hb_face)

    @property
    def units_per_em(self) -> int:
        return self.hb_face.upem

    ascent, descent, cap_height, italic_angle = 1000, -300, 700, 0.0
    bbox = (-500, -500, 2000, 1500)
    weight, fixed_pitch = 400, False

    @property
    def postscript_name(self) -> str:
        return self.path.stem


@cache
def face(name: str) -> Face:
    path = Path(name)
    return Face(path if path.is_absolute() else bundled_fonts() / name)


STYLE = Style(families=(), size=12.0, leading=18.0)


def shape(
    text: str, font: Face, level: int, slot: str | None = None, style: Style = STYLE, lang: str = "en"
) -> GlyphRun:
    """One run of one level, shaped as a whole."""
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if level % 2 else "ltr"
    hb.shape(font.hb_font, buffer)
    groups: dict[int, list[Glyph]] = {}
    for glyph, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        groups.setdefault(glyph.cluster, []).append(
            Glyph(glyph.codepoint, position.x_offset, position.y_offset, position.x_advance)
        )
    starts = sorted(groups)
    ends = dict(zip(starts, [*starts[1:], len(text)], strict=True))
    clusters = tuple(
        Cluster(text[start : ends[start]], tuple(glyphs), sum(glyph.advance for glyph in glyphs))
        for start, glyphs in groups.items()
    )
    width = sum(cluster.advance for cluster in clusters) * style.size / font.units_per_em
    return GlyphRun(font, style, level, "", lang, slot, slot, 0, len(text), text, clusters, 0.0, width)


def has(font: Face, character: str) -> bool:
    return bool(font.hb_font.get_nominal_glyph(ord(character)))


def line(
    text: str,
    x: float,
    y: float,
    slot: str | None,
    fonts: tuple[str, ...] = (LATIN,),
    base: int = 0,
    artifact=None,
    **kwargs,
) -> list[TextFragment]:
    """The fragments of a line in logical order; in right-to-left lines ``x`` is the right edge."""
    text = unicodedata.normalize("NFC", text)
    levels = embedding_levels(text, base)
    chosen: list[Face] = []
    for character in text:
        inherited = chosen and (unicodedata.combining(character) or character == " ") and has(chosen[-1], character)
        chosen.append(chosen[-1] if inherited else next(face(f) for f in fonts if has(face(f), character)))
    runs, start = [], 0
    for end in range(1, len(text) + 1):
        if end == len(text) or (levels[end], chosen[end].key) != (levels[start], chosen[start].key):
            runs.append(shape(text[start:end], chosen[start], levels[start], slot, **kwargs))
            start = end
    order = list(range(len(runs)))
    for level in range(max((run.level for run in runs), default=0), 0, -1):  # UAX #9, L2
        i = 0
        while i < len(order):
            j = i
            while j < len(order) and runs[order[j]].level >= level:
                j += 1
            order[i:j] = order[i:j][::-1]
            i = max(j, i + 1)
    left = x - sum(run.width for run in runs) if base else x
    places = {}
    for index in order:
        places[index] = left
        left += runs[index].width
    return [TextFragment(replace(run, x=0.0), places[i], y, slot, artifact) for i, run in enumerate(runs)]


INFO = DocumentInfo("A title", "en", "ltr", "An author", "A subject", ("one", "two"), datetime.date(2026, 11, 1))


def paragraphs(
    texts: list[str], base: int = 0, fonts: tuple[str, ...] = (LATIN,), **kwargs
) -> tuple[Layout, StructureTree]:
    """A page with a P element for each text, a line each."""
    fragments, elements = [], []
    for i, text in enumerate(texts):
        slot = f"p{i}.text/0"
        fragments += line(text, 400 if base else 30, 40 + 24 * i, slot, fonts, base, **kwargs)
        elements.append(Element(f"p{i}", "P", (Slot(slot),)))
    page = Page(0, "1", 420, 60 + 24 * len(texts), tuple(fragments))
    layout = Layout((page,), "rtl" if base else "ltr", "ar" if base else "en", {}, (), PALETTE)
    return layout, StructureTree(Element("document", "Document", tuple(elements)))


def pdf(layout: Layout, tree: StructureTree, **changes) -> bytes:
    target = io.BytesIO()
    write_pdf(layout, tree, replace(INFO, lang=layout.lang, direction=layout.direction, **changes), target)
    return target.getvalue()


def png(mode: str, size: tuple[int, int] = (8, 6)) -> Raster:
    return raster(
        Image.linear_gradient("L").resize(size).convert(mode) if mode != "RGBA" else _translucent(size), "png"
    )


def _translucent(size: tuple[int, int]) -> Image.Image:
    image = Image.new("RGB", size, (160, 20, 60)).convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(size))
    return image


def raster(image: Image.Image, format_: str) -> Raster:
    target = io.BytesIO()
    image.save(target, format_.upper())
    data = target.getvalue()
    return Raster(hashlib.sha256(data).hexdigest(), *image.size, format_, data)


STAR = Drawing(
    "d" * 64,
    10,
    10,
    (
        Shape((("m", (0, 0)), ("l", (10, 0)), ("l", (10, 10)), ("h", ())), fill="primary"),
        Shape(
            (("m", (1, 9)), ("c", (2, 4, 5, 4, 6, 9))), stroke="#e07a3f", stroke_width=0.5, line_cap=1, dash=(1.0, 0.5)
        ),
    ),
)

WORDS = {
    "ltr": {
        "title": "A booklet of everything", "p": "Office workers affirm: see the notes", "mark": "1",
        "link": "a long link that goes on", "link2": "over two pages", "label": "•", "item": "An item of a list",
        "th": ("Year", "Girls"), "td": ("2024", "120"), "note": "A footnote with its number.", "head": "Running head",
        "foreign": "مرحبا", "alt": "A star", "toc": "Contents line", "number": "2", "caption": "What is seen",
    },
    "rtl": {
        "title": "كتيب من كل شيء", "p": "قالت الأمم المتحدة: لا للاتجار بالأطفال", "mark": "١",
        "link": "رابط طويل يستمر", "link2": "على صفحتين", "label": "•", "item": "عنصر من القائمة",
        "th": ("السنة", "البنات"), "td": ("٢٠٢٤", "120"), "note": "حاشية مع رقمها.", "head": "رأس الصفحة",
        "foreign": "Save the Children", "alt": "نجمة", "toc": "سطر المحتويات", "number": "٢", "caption": "ما يرى هنا",
    },
}  # fmt: skip


def everything(direction: str = "ltr") -> tuple[Layout, StructureTree]:
    """Two pages with each kind of element, link and artifact."""
    words = WORDS[direction]
    rtl = direction == "rtl"
    fonts = (ARABIC, LATIN) if rtl else (LATIN, ARABIC)
    lang, other = ("ar", "en") if rtl else ("en", "ar")

    def text(slot: str | None, string: str, y: float, indent: float = 0.0, artifact=None, **kwargs):
        x = 390 - indent if rtl else 30 + indent
        return line(string, x, y, slot, fonts, int(rtl), artifact, **kwargs)

    tint = ShapeFragment(
        (("m", (20, 90)), ("l", (400, 90)), ("l", (400, 140)), ("h", ())), fill="tint", artifact="background"
    )
    rule = ShapeFragment((("m", (30, 500)), ("l", (120, 500))), stroke="text", artifact="layout")
    bold = replace(STYLE, size=20.0, colour="primary")
    underlined = replace(STYLE, underline=True)
    first = [
        *text(None, words["head"], 20, artifact="header"),
        tint,
        *text("title", words["title"], 60, style=bold),
        *text("toc/text", words["toc"], 80),
        *text("toc/page", words["number"], 80, 300),
        *text("p/0", words["p"] + " ", 110),
        *text("p/1", words["mark"], 106, 250, style=replace(STYLE, size=8.0)),
        *text("p/2", words["foreign"], 130),
        *text("link/0", words["link"], 160, style=underlined),
        *text("i1#label", words["label"], 190),
        *text("i1/0", words["item"], 190, 15),
        PictureFragment(STAR, Rect(40, 220, 50, 50), "fig1#figure"),
        PictureFragment(STAR, Rect(100, 220, 50, 50), None, "layout"),
        PictureFragment(STAR, Rect(160, 220, 50, 50), "fig2#figure", clip=True),
        *text("fig1/caption", words["caption"], 290),
        PictureFragment(png("RGBA"), Rect(220, 220, 40, 30), "fig3#figure"),
        PictureFragment(png("P"), Rect(270, 220, 40, 30), None, "background"),
        PictureFragment(png("1"), Rect(320, 220, 40, 30), None, "layout"),
        PictureFragment(
            raster(Image.new("CMYK", (9, 7), (0, 200, 100, 0)), "jpeg"), Rect(320, 260, 40, 30), None, "layout"
        ),
        PictureFragment(raster(Image.new("L", (9, 7), 99), "jpeg"), Rect(270, 260, 40, 30), None, "layout"),
        rule,
        *text("note#label", words["mark"], 515),
        *text("note/0", words["note"], 515, 15),
        *text(None, "1", 560, artifact="footer"),
    ]
    second = [
        *text("link/0", words["link2"], 60, style=underlined),
        *text("th0", words["th"][0], 100),
        *text("th1", words["th"][1], 100, 100),
        *text("td0", words["td"][0], 120),
        *text("td1", words["td"][1], 120, 100),
        *text(None, words["number"], 560, artifact="footer"),
    ]
    pages = (
        Page(
            0,
            "",
            420,
            595,
            tuple(first),
            (
                LinkArea("link", (Rect(30, 150, 300, 14),), None, "https://example.org/é?a=(b)", "Example", other),
                LinkArea("toc", (Rect(30, 70, 200, 14), Rect(240, 70, 100, 14)), "table", None, words["toc"], lang),
                LinkArea("ref", (Rect(150, 100, 10, 10),), "note", None, words["note"], lang),
            ),
        ),
        Page(
            1,
            words["number"],
            420,
            595,
            tuple(second),
            (LinkArea("link", (Rect(30, 50, 99, 14),), None, "tel:1", "x", lang),),
        ),
    )

    def e(key: str, tag: str, *children: Element | Slot, **kwargs) -> Element:
        return Element(key, tag, children, **kwargs)

    def scope(value: str) -> tuple[Attribute, ...]:
        return (Attribute("Table", "Scope", value),)

    row1 = e("r1", "TR", *(e(f"h{i}", "TH", Slot(f"th{i}"), id=f"h{i}", attributes=scope("Column")) for i in range(2)))
    row2 = e(
        "r2",
        "TR",
        e("d0", "TD", Slot("td0"), attributes=(Attribute("Table", "Headers", ("h0",)),)),
        e("d1", "TD", Slot("td1"), attributes=(Attribute("Table", "Headers", ("h1",)),)),
    )
    tree = e(
        "document",
        "Document",
        e("t", "Title", Slot("title")),
        e("toc1", "TOC", e("toci", "TOCI", e("tr", "Reference", e("toc", "Link", Slot("toc/text"), Slot("toc/page"))))),
        e("s", "Sect",
            e("h", "H1", Slot("never drawn")),
            e("pp", "P", Slot("p/0"), e("rr", "Reference", e("ref", "Link", Slot("p/1"))),
                e("f", "Span", Slot("p/2"), lang=other)),
            e("note", "Note", e("nl", "Lbl", Slot("note#label")), e("nb", "P", Slot("note/0")), id="note.1"),
            e("lp", "P", e("link", "Link", Slot("link/0")), expansion="Expanded"),
            e("l", "L", e("li", "LI", e("lb", "Lbl", Slot("i1#label")), e("b", "LBody", e("bp", "P", Slot("i1/0")))),
                attributes=(Attribute("List", "ListNumbering", "Disc"),)),
            e("fig1", "Figure", Slot("fig1#figure"), e("cap", "Caption", Slot("fig1/caption")), alt=words["alt"]),
            e("fig2", "Figure", Slot("fig2#figure"), alt=words["alt"], actual=None),
            e("fig3", "Figure", Slot("fig3#figure"), alt=words["alt"],
                attributes=(Attribute("Layout", "Placement", "Block"),)),
            e("table", "Table", e("head", "THead", row1),
                e("body", "TBody", row2, e("r3", "TR", e("x0", "TD"), e("x1", "TD")))),
            e("ghost", "Table", e("gr", "TR", e("g0", "TD"))),
        ),
        lang=lang,
    )  # fmt: skip
    places = {"table": Destination(1, 90, "table"), "note": Destination(0, 505, "note"), "t": Destination(0, 40, "t")}
    outline = (
        OutlineEntry(words["title"], 1, "t"),
        OutlineEntry(words["note"], 3, "note"),
        OutlineEntry("T", 2, "table"),
    )
    return Layout(pages, direction, lang, places, outline, PALETTE), StructureTree(tree)
