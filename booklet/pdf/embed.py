# SPDX-License-Identifier: Apache-2.0
"""Fonts in the file: Type 0 over CIDFontType2 with Identity-H (ISO 32000-1, 9.7), made so that text extracts exactly.

A CID stands for a *(glyphs, text)* pair, not for a glyph: a CIDToGIDMap leads to the glyph, and each CID has exactly
one ToUnicode value. A cluster of several glyphs, or one shifted off the baseline, is appended to the subset as a
composite glyph, so one code draws it. Readers reverse right-to-left text character by character; there the ink goes
with the cluster's first character, and blank codes of no width stand before it (to its left) for the others, the last
character first. Left to right, blank codes stand behind the ink for what begins with a combining mark or an invisible
character: pdf.js takes a code with a mark in it to have no width, and drops one whose last character is invisible. No
ActualText is needed: some readers ignore it, others repeat it.
"""

from __future__ import annotations

import hashlib
import struct
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

import uharfbuzz as hb

from booklet.pdf.knowledge import cmap_table, lone_forms, nominal_glyphs, shared_marks
from booklet.pdf.objects import BookletDocument
from booklet.pdf.sfnt import Component, FontError, TrueType
from booklet.pdf.syntax import array, byte_string, dictionary, name, number, reference
from booklet.problems import BookletError, Problem
from booklet.text.model import Cluster

if TYPE_CHECKING:
    from booklet.text.fonts import FontFace

__all__ = ["EmbeddedFont", "FontSet", "Shown"]

_KEPT_TABLES: Final = frozenset({"glyf", "head", "hhea", "hmtx", "loca", "maxp"})
_MOST_CIDS: Final = 0xF000  # leaves room for the last page's clusters below the limit of 65,535
_BLANK: Final = ()
_INSIDE: Final = 20
"""Thousandths of the type size that blanks stand inside their ink: marks at its edge would go to the next letter."""
_VIRAMA: Final = 9  # canonical combining class
_ESCAPES: Final = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\", "\r": r"\r"})

Parts = tuple[Component, ...]
"""The glyphs of a CID, moved from the pen. Empty for a blank of no width."""


class Shown(NamedTuple):
    """How a cluster is shown: its codes, as they stand in a string of a TJ array, and the pen's moves around them.

    Moves are thousandths of the type size.
    """

    codes: str
    before: float
    after: float


class _ShownClusters(dict[Cluster, Shown]):
    """The clusters of one direction, each worked out when it is first met."""

    def __init__(self, font: EmbeddedFont, right_to_left: bool) -> None:
        super().__init__()
        self._font = font
        self._right_to_left = right_to_left

    def __missing__(self, cluster: Cluster) -> Shown:
        shown = self[cluster] = self._font.show(cluster, self._right_to_left)
        return shown


class EmbeddedFont:
    """A font of the file: hands out CIDs while pages are drawn and is written at the end."""

    def __init__(self, face: FontFace, resource: str, number: int) -> None:
        self.face = face
        self.resource = resource
        self.number = number
        self._scale: float = 1000 / face.units_per_em
        self._font: hb.Font = face.hb_font
        self._cids: dict[tuple[Parts, str], int] = {}
        self._advances: list[int] = [0]  # by CID, font units; CID 0 is .notdef
        self._shown = _ShownClusters(self, False), _ShownClusters(self, True)
        self._inked: dict[int, bool] = {}

    @property
    def full(self) -> bool:
        """No further CIDs should be handed out."""
        return len(self._advances) > _MOST_CIDS

    def shown(self, right_to_left: bool) -> Mapping[Cluster, Shown]:
        """Codes and pen moves by cluster; whatever is looked up is there."""
        return self._shown[right_to_left]

    def show(self, cluster: Cluster, right_to_left: bool) -> Shown:
        """Codes and pen moves of a cluster. Raises :class:`~booklet.problems.BookletError` for a missing glyph."""
        text = cluster.text
        if not text or any(glyph.gid == 0 for glyph in cluster.glyphs):
            raise BookletError([_problem(self.face, f"has no glyph for {text!r}", "choose a font that has it")])
        parts = self._parts(cluster)
        if right_to_left:
            before_ink, text, behind_ink = _reversed_parts(text)
        elif cluster.advance > 0:
            before_ink, text, behind_ink = _forward_parts(text)
        else:  # ink over the letter before: it has no room for blanks
            before_ink, behind_ink = (), ()
        if len(parts) == 1 and parts[0].y == 0:
            gid, before = parts[0].gid, parts[0].x
            cid = self._cid((Component(gid, 0, 0),), text, self._font.get_glyph_h_advance(gid))
        else:
            before = 0
            cid = self._cid(parts, text, max(0, cluster.advance) if parts else 0)
        after = (cluster.advance - before) * self._scale - self._width(self._advances[cid])
        shown = _escaped([*(self._cid(_BLANK, part, 0) for part in before_ink), cid])
        if blanks := [self._cid(_BLANK, part, 0) for part in behind_ink]:
            back = _INSIDE - min(0, round(after))  # kerning may draw the next letter over the ink
            after, shown = after + back, f"{shown}){back}({_escaped(blanks)}"
        return Shown(shown, before * self._scale, after)

    def _parts(self, cluster: Cluster) -> Parts:
        """The cluster's glyphs with ink, or its first where none has; their offsets count from the cluster's pen."""
        pen, parts = 0, []
        for glyph in cluster.glyphs:
            parts.append(Component(glyph.gid, pen + glyph.dx, glyph.dy))
            pen += glyph.advance
        inked = tuple(part for part in parts if self._has_ink(part.gid))
        # Blank glyphs of a cluster only widen it; where none has ink (a space), the first one keeps its own width.
        return inked or tuple(Component(part.gid, 0, 0) for part in parts[:1])

    def _has_ink(self, gid: int) -> bool:
        ink = self._inked.get(gid)
        if ink is None:
            extents = self._font.get_glyph_extents(gid)
            ink = self._inked[gid] = extents is not None and bool(extents.width or extents.height)
        return ink

    def _cid(self, parts: Parts, text: str, advance: int) -> int:
        """The CID of these glyphs and this text. The first use fixes its advance; later ones move the pen instead."""
        cid = self._cids.setdefault((parts, text), len(self._advances))
        if cid == len(self._advances):
            self._advances.append(advance)
        return cid

    def _width(self, advance: int) -> int:
        """A width in thousandths, whole: PDFium cuts off the rest, which would add up along a line."""
        return round(float(advance * self._scale))

    def write(self, document: BookletDocument) -> None:
        """Write the font's objects. Raises :class:`~booklet.problems.BookletError` where it cannot be embedded."""
        try:
            program, gids = self._program()
        except FontError as error:
            message = f"cannot be embedded: {error}"
            raise BookletError([_problem(self.face, message, "choose another file of this font")]) from error
        digest = hashlib.sha256(program).digest()
        tag = "".join(chr(65 + byte % 26) for byte in digest[:6])  # 9.6.4: six letters mark a subset
        base_font = name(f"{tag}+{self.face.postscript_name}")
        mapping = document.add_stream({}, struct.pack(f">{len(gids)}H", *gids))
        widths = (b"%d" % self._width(advance) for advance in self._advances[1:])
        info = {"Registry": byte_string(b"Adobe"), "Ordering": byte_string(b"Identity"), "Supplement": b"0"}
        descendant = {
            "Type": b"/Font",
            "Subtype": b"/CIDFontType2",
            "BaseFont": base_font,
            "CIDSystemInfo": dictionary(info),
            "FontDescriptor": reference(self._write_descriptor(document, base_font, program)),
            "W": array([b"1", array(widths)]),
            "CIDToGIDMap": reference(mapping),
        }
        texts = [text for _, text in self._cids]
        font = {
            "Type": b"/Font",
            "Subtype": b"/Type0",
            "BaseFont": base_font,
            "Encoding": b"/Identity-H",
            "DescendantFonts": array([reference(document.add(dictionary(descendant)))]),
            "ToUnicode": reference(document.add_stream({}, _to_unicode(texts))),
        }
        document.put(self.number, dictionary(font))
        document.add_font(self.resource, self.number)

    def _program(self) -> tuple[bytes, list[int]]:
        """The subset font and the glyph of each CID."""
        subset = hb.SubsetInput()
        subset.glyph_set.update({part.gid for parts, _ in self._cids for part in parts})
        subset.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        dropped = set(self.face.hb_face.table_tags) - _KEPT_TABLES
        subset.drop_table_tag_set.update({int.from_bytes(tag.encode("latin-1"), "big") for tag in dropped})
        plan = hb.SubsetPlan(self.face.hb_face, subset)
        font = TrueType(plan.execute().blob.data)
        new = dict(plan.old_to_new_glyph_mapping.items())
        made: dict[Parts, int] = {}
        gids = [0]
        for (parts, _), advance in zip(self._cids, self._advances[1:], strict=True):
            if len(parts) == 1 and parts[0].x == parts[0].y == 0:
                gids.append(new[parts[0].gid])
                continue
            key = (*parts, Component(-1, advance, 0))  # the same ink with another text may have another width
            if key not in made:
                made[key] = font.append((Component(new[gid], x, y) for gid, x, y in parts), advance)
            gids.append(made[key])
        shared = shared_marks(self._font, (character for _, text in self._cids for character in text))
        known = nominal_glyphs(self.face.hb_face, new, shared)
        drawn = zip(self._cids, gids[1:], strict=True)
        lone = lone_forms(self._font, (text for _, text in self._cids if len(text) == 1))
        for (parts, _), gid in drawn:
            for character in lone.get(tuple(part.gid for part in parts), ()):
                known.setdefault(character, gid)
        font.put("cmap", cmap_table(known))
        return font.build(), gids

    def _write_descriptor(self, document: BookletDocument, base_font: bytes, program: bytes) -> int:
        face, scale = self.face, self._scale
        program_number = document.add_stream({"Length1": b"%d" % len(program)}, program)
        entries = {
            "Type": b"/FontDescriptor",
            "FontName": base_font,
            # 9.8.2: symbolic, since its encoding is its own; and what it looks like.
            "Flags": b"%d" % (4 | (1 if face.fixed_pitch else 0) | (64 if face.italic_angle else 0)),
            "FontBBox": array(b"%d" % round(value * scale) for value in face.bbox),
            "ItalicAngle": number(face.italic_angle, 2).encode("ascii"),
            "Ascent": b"%d" % round(face.ascent * scale),
            "Descent": b"%d" % round(face.descent * scale),
            "CapHeight": b"%d" % round(face.cap_height * scale),
            "StemV": b"%d" % round(50 + (face.weight / 65) ** 2),  # no font says; this fits most
            "FontFile2": reference(program_number),
        }
        return document.add(dictionary(entries))


class FontSet:
    """The fonts of a document, each embedded once."""

    def __init__(self, document: BookletDocument) -> None:
        self._document = document
        self._current: dict[str, EmbeddedFont] = {}
        self._count = 0
        self._finished: list[EmbeddedFont] = []

    def font(self, face: FontFace) -> EmbeddedFont:
        """The embedded font for a face; a second one where the first has no codes left."""
        font = self._current.get(face.key)
        if font is None or font.full:
            if font is not None:
                self._finished.append(font)
            self._count += 1
            font = self._current[face.key] = EmbeddedFont(face, f"F{self._count}", self._document.reserve())
        return font

    def __iter__(self) -> Iterator[EmbeddedFont]:
        yield from self._finished
        yield from self._current.values()

    def write(self) -> None:
        """Write all fonts."""
        for font in self:
            font.write(self._document)


def _escaped(codes: Iterable[int]) -> str:
    return "".join(chr(code >> 8) + chr(code & 255) for code in codes).translate(_ESCAPES)


def _reversed_parts(text: str) -> tuple[Iterable[str], str, Iterable[str]]:
    """What stands before the ink, with it and behind it where readers reverse the codes."""
    return reversed(text[1:]), text[0], ()


def _forward_parts(text: str) -> tuple[Iterable[str], str, Iterable[str]]:
    """The same where readers keep their order: with a mark, all but the first character goes behind the ink.

    Dead consonants stay whole: poppler moves a virama behind the letter that follows. Invisible characters at the end
    always have a code of their own.
    """
    end = len(text)
    while end > 1 and unicodedata.category(text[end - 1]) == "Cf":
        end -= 1
    marked = any(unicodedata.category(character) == "Mn" for character in text[1:end])
    head = 1 if marked and unicodedata.combining(text[end - 1]) != _VIRAMA else end
    return (), text[:head], filter(None, (text[head:end], text[end:]))


def _problem(face: FontFace, what: str, mend: str) -> Problem:
    return Problem(None, f"the font {face.postscript_name} {what}", mend)


def _to_unicode(texts: list[str]) -> bytes:
    """A ToUnicode CMap (9.10.3); ``texts`` start with CID 1."""
    lines = [
        "/CIDInit/ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def",
        "/CMapName/Adobe-Identity-UCS def/CMapType 2 def",
        "1 begincodespacerange<0000><FFFF>endcodespacerange",
    ]
    pairs = [f"<{cid:04X}><{text.encode('utf-16-be').hex().upper()}>" for cid, text in enumerate(texts, 1)]
    for start in range(0, len(pairs), 100):  # 5014.CIDFont_Spec: at most 100 entries in a block
        block = pairs[start : start + 100]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines.append("endcmap CMapName currentdict/CMap defineresource pop end end")
    return "\n".join(lines).encode("ascii")
