# SPDX-License-Identifier: Apache-2.0
"""Font faces and the library they are picked from.

A manifest is read when a library is loaded; a font file is read, and compared with its sha256, when the first text
needs it. Files that no text uses cost nothing.
"""

from __future__ import annotations

import functools
import hashlib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import uharfbuzz as hb

from booklet.content.words import Suggester, quote
from booklet.paths import bundled_fonts
from booklet.problems import BookletError, Problem, Problems, Span
from booklet.text.characters import extends
from booklet.text.fontfile import FontFacts, FontFileError, read_font
from booklet.text.manifest import MAX_BYTES, FontEntry, read_manifest
from booklet.text.spaces import glyphs_across_spaces

if TYPE_CHECKING:
    from booklet.text.shape import RunShaper

__all__ = ["MAX_BYTES", "FontFace", "FontLibrary"]

_NONE: Mapping[str, str] = MappingProxyType({})
_NOWHERE: Mapping[str, Path] = MappingProxyType({})


class FontFace:
    """A font file. Two faces are equal if their keys are: family, style and the file's digest.

    Metrics are in font units; ``descent`` is negative, as in the file. Everything that needs the file raises
    :class:`~booklet.problems.BookletError` where the file is not what its manifest says.
    """

    def __init__(self, entry: FontEntry) -> None:
        style = "bold-italic" if entry.bold and entry.italic else "bold" if entry.bold else "italic"
        self.family = entry.family
        self.path = entry.path
        self.bold = entry.bold
        self.italic = entry.italic
        self.scripts = entry.scripts
        self.key = f"{entry.family}/{style if entry.bold or entry.italic else 'regular'}/{entry.sha256[:16]}"
        self.runs: dict[tuple[str, str, bool], RunShaper] = {}  # what has been shaped with this face
        self._apart: set[str] = set()
        self._ink: dict[int, tuple[int, int]] = {}
        self._sha256 = entry.sha256
        self._span = entry.span

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FontFace) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __repr__(self) -> str:
        return f"FontFace({self.key!r})"

    @functools.cached_property
    def data(self) -> bytes:
        """The file's bytes, once they have been found to be those of the manifest."""
        problem = self._span, "fetch the file again, or correct the manifest"
        try:
            with self.path.open("rb") as file:
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            what = f"{self.path.name} cannot be read: {error.strerror or error}"
            raise BookletError([Problem(problem[0], what, "check the file's permissions")]) from error
        if len(data) > MAX_BYTES:
            what = f"{self.path.name} is larger than {MAX_BYTES // 1_000_000} MB"
            raise BookletError([Problem(problem[0], what, "take a font file with a single font (.ttf)")])
        if hashlib.sha256(data).hexdigest() != self._sha256:
            raise BookletError([Problem(problem[0], f"{self.path.name} has another sha256 than this", problem[1])])
        return data

    @functools.cached_property
    def facts(self) -> FontFacts:
        """What the file says about itself."""
        try:
            return read_font(self.data)
        except FontFileError as fault:
            raise BookletError([Problem(self._span, f"{self.path.name}: {fault.what}", fault.mend)]) from fault

    @functools.cached_property
    def hb_face(self) -> hb.Face:
        """The file as HarfBuzz sees it."""
        return hb.Face(hb.Blob(self.data)) if self.facts else None

    @functools.cached_property
    def hb_font(self) -> hb.Font:
        """A HarfBuzz font at font units."""
        return hb.Font(self.hb_face)

    @functools.cached_property
    def coverage(self) -> frozenset[str]:
        """The characters that have a glyph."""
        return frozenset(map(chr, self.hb_face.unicodes))

    @functools.cached_property
    def space_gid(self) -> int:
        """The glyph of the space; every usable font has one."""
        gid = self.hb_font.get_nominal_glyph(0x20)
        if not gid:
            raise BookletError([Problem(self._span, f"{self.path.name} has no space", "choose another font")])
        return int(gid)

    def ink(self, gid: int) -> tuple[int, int]:
        """The lowest and the highest place that a glyph reaches above its baseline."""
        found = self._ink.get(gid)
        if found is None:
            extents = self.hb_font.get_glyph_extents(gid)
            found = (extents.y_bearing + extents.height, extents.y_bearing) if extents else (0, 0)
            self._ink[gid] = found
        return found

    @functools.cached_property
    def across_spaces(self) -> frozenset[int] | None:
        """Glyphs whose shaping depends on what stands beyond a space; None where that may be any glyph."""
        return glyphs_across_spaces(self.hb_face, self.space_gid)

    def shapes_by_words(self, text: str) -> bool:
        """Say whether ``text`` may be shaped word by word: nothing in it depends on what stands beyond a space.

        Characters that the font takes for marks while Unicode does not would sit on a space before them.
        """
        glyphs = self.across_spaces
        if glyphs is None:
            return False
        if self._apart.issuperset(text):
            return True
        for char in set(text) - self._apart:
            for part in char if char in self.coverage else unicodedata.normalize("NFD", char):
                glyph = self.hb_font.get_nominal_glyph(ord(part)) or 0
                mark = self.hb_face.get_layout_glyph_class(glyph) == hb.OTLayoutGlyphClass.MARK
                if glyph in glyphs or (mark and not extends[part]):
                    return False
            self._apart.add(char)
        return True

    @property
    def units_per_em(self) -> int:
        """Font units in an em."""
        return self.facts.units_per_em

    @property
    def ascent(self) -> int:
        """Height above the baseline (hhea)."""
        return self.facts.ascent

    @property
    def descent(self) -> int:
        """Depth below the baseline, a negative number (hhea)."""
        return self.facts.descent

    @property
    def cap_height(self) -> int:
        """Height of capitals."""
        return self.facts.cap_height

    @property
    def x_height(self) -> int:
        """Height of small letters."""
        return self.facts.x_height

    @property
    def italic_angle(self) -> float:
        """Degrees from the vertical, counter-clockwise."""
        return self.facts.italic_angle

    @property
    def bbox(self) -> tuple[int, int, int, int]:
        """The box that holds every glyph: left, bottom, right, top."""
        return self.facts.bbox

    @property
    def weight(self) -> int:
        """OS/2 weight class, 400 for regular."""
        return self.facts.weight

    @property
    def fixed_pitch(self) -> bool:
        """Every glyph is equally wide."""
        return self.facts.fixed_pitch

    @property
    def postscript_name(self) -> str:
        """The font's name for PDF."""
        return self.facts.postscript_name


class FontLibrary:
    """The faces that text can be set in, by family.

    ``absent`` names, by writing system, a family that was made for it but has not been fetched; only where no face that
    is here was made for it. ``away`` are all families that have not been fetched, with the folders of their manifests.
    """

    def __init__(
        self, faces: Iterable[FontFace], absent: Mapping[str, str] = _NONE, away: Mapping[str, Path] = _NOWHERE
    ) -> None:
        self.absent = absent
        self.away = away
        self._families: dict[str, list[FontFace]] = {}
        for face in faces:
            self._families.setdefault(face.family, []).append(face)
        self._chains: dict[tuple[tuple[str, ...], bool, bool, str], tuple[FontFace, ...]] = {}

    @classmethod
    def load(cls, folders: Sequence[Path], problems: Problems) -> FontLibrary:
        """Read the manifests of folders; where two have the same family and style, the earlier folder's face counts.

        A family of which a style has yet to be fetched is away as a whole: set without it, bold would be as light as
        the rest.
        """
        faces: dict[tuple[str, bool, bool], tuple[int, FontFace]] = {}
        absent: dict[str, str] = {}
        away: dict[str, Path] = {}
        for number, folder in enumerate(folders):
            if not (folder / "manifest.yaml").is_file():
                what = "the folder of fonts has no manifest.yaml"
                problems.error(Span(str(folder / "manifest.yaml")), what, "list its files there, or remove the folder")
                continue
            entries = read_manifest(folder, problems)
            partly = {
                entry.family
                for entry in entries
                if not entry.here and (entry.family, entry.bold, entry.italic) not in faces
            }
            for entry in entries:
                if entry.family in partly:
                    away.setdefault(entry.family, folder)
                    absent.update((script, entry.family) for script in entry.scripts if script not in absent)
                if entry.family in partly or not entry.here:
                    continue
                face = FontFace(entry)
                first, _ = faces.setdefault((entry.family, entry.bold, entry.italic), (number, face))
                if first == number and faces[entry.family, entry.bold, entry.italic][1] is not face:
                    what = f"{quote(entry.family)} already has a file of this style"
                    problems.error(entry.span, what, "correct ‘style’, or remove one of the two entries")
        for _, face in faces.values():
            for script in face.scripts:
                absent.pop(script, None)
        for family, _, _ in faces:
            away.pop(family, None)
        return cls((face for _, face in faces.values()), MappingProxyType(absent), MappingProxyType(away))

    @property
    def families(self) -> tuple[str, ...]:
        """The names of all families, in the order of the manifests."""
        return tuple(self._families)

    def faces(self, family: str) -> tuple[FontFace, ...]:
        """The faces of a family; none where it is unknown."""
        return tuple(self._families.get(family, ()))

    def chain(self, families: Sequence[str], bold: bool, italic: bool, script: str) -> tuple[FontFace, ...]:
        """The faces to try for text of a script, best first.

        Faces whose manifest names the script come before the others, and the families asked for before the rest of the
        library. A family without italics gives its upright face, one without bold its regular face.

        Raises:
            BookletError: where one of the families is in no manifest.
        """
        key = (tuple(families), bold, italic, script)
        found = self._chains.get(key)
        if found is None:
            unknown = [name for name in families if name not in self._families]
            if unknown or not self._families:
                raise BookletError([self._unknown(name) for name in unknown or ["?"]])
            asked = dict.fromkeys(families)
            names = [*asked, *(name for name in self._families if name not in asked)]
            faces = [_closest(self._families[name], bold, italic) for name in names]
            chosen = len(asked)
            order = sorted(
                range(len(faces)), key=lambda index: (script not in faces[index].scripts, index >= chosen, index)
            )
            found = self._chains[key] = tuple(faces[index] for index in order)
        return found

    def way_to_fetch(self, family: str, booklet: Path = Path()) -> str:
        """What to do about a family that is away; ``booklet`` is the folder that has it, if the program has not."""
        own = self.away.get(family, bundled_fonts()) != bundled_fonts() and booklet != Path()
        folder = f'"{booklet}"' if " " in str(booklet) else str(booklet)
        return f'bring it with the command fonts get "{family}"{f" --source {folder}" if own else ""}'

    def _unknown(self, name: str) -> Problem:
        if name in self.away:
            return Problem(None, f"the font family {quote(name)} has not been fetched yet", self.way_to_fetch(name))
        mend = Suggester().mend(name, self._families, "add it to the manifest of a folder of fonts")
        return Problem(None, f"there is no font family {quote(name)}", mend)


def _closest(faces: list[FontFace], bold: bool, italic: bool) -> FontFace:
    """The face nearest to a style; weight says more than slant."""
    return min(faces, key=lambda face: (face.bold != bold, face.italic != italic, face.bold, face.italic))
