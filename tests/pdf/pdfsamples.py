# SPDX-License-Identifier: Apache-2.0
"""Hand-made layouts for the tests of booklet.pdf: real shaping, and just enough of everything else."""

from __future__ import annotations

import datetime
import io
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

import uharfbuzz as hb

from booklet.layout.model import Colour, Layout, Page, TextFragment
from booklet.paths import bundled_fonts
from booklet.pdf.model import DocumentInfo
from booklet.pdf.write import write_pdf
from booklet.tagging.model import Element, Slot, StructureTree
from booklet.text.bidi import embedding_levels
from booklet.text.model import Cluster, Glyph, GlyphRun, Style

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

    @property
    def postscript_name(self) -> str:
        return self.path.stem


@cache
def face(name: str) -> Face:
    path = Path(name)
    return Face(path if path.is_absolute() else bundled_fonts() / name)


STYLE = Style(families=(), size=12.0, leading=18.0)


def shape(text: str, font: Face, level: int, slot: str | None = None, style: Style = STYLE, lang: str = "en") -> GlyphRun:
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
    text: str, x: float, y: float, slot: str | None, fonts: tuple[str, ...] = (LATIN,), base: int = 0, artifact=None, **kwargs
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


def paragraphs(texts: list[str], base: int = 0, fonts: tuple[str, ...] = (LATIN,), **kwargs) -> tuple[Layout, StructureTree]:
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
