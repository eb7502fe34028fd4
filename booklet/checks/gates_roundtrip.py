# SPDX-License-Identifier: Apache-2.0
"""The rule ``round-trip``: does the text that a file was made from come out of it again?

The source is not known here, so the file is held against itself and against other readers:

- each code's ToUnicode against the embedded font's own ``cmap``, where the font still knows the glyph's character;
- headings and the title in the tree against bookmarks and dc:title, which are stored as plain text;
- our reading of the pages, which is what the tree says, against pypdf's and PDFium's.

The last share ToUnicode with us: they find faults of encoding and order, the first two find a wrong ToUnicode.
"""

from __future__ import annotations

import contextlib
import ctypes
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from booklet.checks.claims import title
from booklet.checks.findings import Findings
from booklet.checks.fontprogram import characters_by_glyph, glyph_parts
from booklet.checks.pdfcontent import PageContent
from booklet.checks.pdffile import UnreadableError, dictionary, entry, plain_faults, resolve, text_of
from booklet.checks.pdffonts import FontFacts
from booklet.checks.roundtrip import normal_text, tree_blocks
from booklet.checks.structure import StructNode
from booklet.checks.tree import all_texts

__all__ = ["check_fonts_against_text", "check_pdfium", "check_pypdf", "check_repeated_texts", "means_the_same"]

RULE = "round-trip"
_SHARED_PAIRS = 0.7  # of a page's pairs of neighbouring characters; good files keep more than 0.95
_FEWEST_PAIRS = 40
_FEWEST_LETTERS = 8
_HEADING = re.compile(r"H[1-6]?|Title")
_HYPHENS = dict.fromkeys(map(ord, "\u00ad\u2010\u2011"), "-")
# A Malayalam letter without its vowel, and the Bengali ta, have codes of their own, but are also spelt with a virama
# (Unicode, tables 12-36 and 12-8). Within a word, fonts draw some Arabic letters with the same glyphs.
_ALIKE = {
    0x0D7A: "ണ്", 0x0D7B: "ന്", 0x0D7C: "ര്", 0x0D7D: "ല്", 0x0D7E: "ള്", 0x0D7F: "ക്", 0x09CE: "ত্",
    0x0626: "ی", 0x064A: "ی", 0x06D5: "ه",
}  # fmt: skip
_VIRAMA = 9  # canonical combining class
_MIRRORED = re.compile("LEFT|RIGHT|LESS-THAN|GREATER-THAN")
_QUOTES = {"\u201d": "\u201c", "\u2019": "\u2018"}  # not mirrored by Unicode
_OTHER_SIDE = {"LEFT": "RIGHT", "RIGHT": "LEFT", "LESS-THAN": "GREATER-THAN", "GREATER-THAN": "LESS-THAN"}


# ---- ToUnicode against the font ---------------------------------------------------------------------------------


def check_fonts_against_text(pages: Sequence[PageContent], findings: Findings) -> None:
    """What readers are told that a code means is a character that the font has for its glyph."""
    fonts = {number: font for page in pages for number, font in page.fonts.items()}
    for font in fonts.values():
        if font.program is None or not font.has_to_unicode:
            continue
        program = bytes(font.program.get_data())
        known = characters_by_glyph(program)
        gids = {font.glyph(code) or 0 for shown in font.shown.values() for code in shown}
        if known:
            _check_font(font, known, glyph_parts(program, sorted(gids - known.keys())), findings)


def _check_font(font: FontFacts, known: dict[int, set[str]], parts: dict[int, list[int]], findings: Findings) -> None:
    """Compare each code that pages show: its glyph's character, and the marks that its glyph is made with."""
    meanings = "".join(font.meanings())
    read = set(unicodedata.normalize("NFD", meanings) + meanings)
    for page, shown in sorted(font.shown.items()):
        for code, times in sorted(shown.items()):
            text, glyph = font.text(code), font.glyph(code) or 0
            if not text:  # the rule "unicode" is about that
                continue
            made_of = [known.get(part, set()) for part in parts.get(glyph, ())]
            drawn = known.get(glyph) or (_letters(made_of[0]) if len(made_of) == 1 else set())
            if drawn and not any(means_the_same(text, character) for character in drawn):
                what = f"the font {font.name} draws {_shown(min(drawn))} where readers are told {_shown(text)}"
                findings.add(RULE, what, f"page {page + 1}", times)
            # A mark may have a code of its own beside this one, so it is looked for among all that the font says.
            if lost := set(filter(None, map(_mark, made_of))) - read:
                what = f"the font {font.name} draws {_shown(min(lost))} but never tells readers"
                findings.add(RULE, what, f"page {page + 1}", times)


def _letters(characters: set[str]) -> set[str]:
    """Those that another glyph only repeats. Arabic letters are not among them: they are made from each other."""
    return {c for c in characters if unicodedata.category(c)[0] == "L" and unicodedata.bidirectional(c) == "L"}


def _mark(characters: set[str]) -> str | None:
    """The combining mark of a glyph that is clearly one.

    A cedilla is drawn as a comma below some letters, and Telugu's length mark is a part of vowel signs.
    """
    mark = min(characters) if len(characters) == 1 else None
    return mark if mark and unicodedata.category(mark) == "Mn" and mark not in "\u0326\u0327\u0c55" else None


def means_the_same(text: str, drawn: str) -> bool:
    """Whether a glyph that stands for the character ``drawn`` may be read as ``text``.

    A code may mean one letter of a ligature, since the others have codes of their own; blank glyphs serve as all kinds
    of spaces and invisible characters; in right-to-left text a bracket is drawn as its mirror image. A virama
    has no ink where the letter behind it stands below (Bengali ha and ba).
    """
    left, right = _folded(text), _folded(drawn)
    if not left or right in (left, _without_viramas(left)):
        return True
    if len(right) > 1 and left in right:
        return True
    return len(text) == 1 and _mirror(text) == drawn


def _without_viramas(text: str) -> str:
    """A letter without the signs behind it that only take its vowel."""
    end = len(text)
    while end > 1 and unicodedata.combining(text[end - 1]) == _VIRAMA:
        end -= 1
    return text[:end]


def _folded(text: str) -> str:
    """Compatible forms made one, without spaces and what is invisible."""
    plain = unicodedata.normalize("NFKC", text).translate(_HYPHENS).translate(_ALIKE)
    kept = "".join(c for c in plain if unicodedata.category(c) not in ("Zs", "Zl", "Zp", "Cf", "Cc") and not _joins(c))
    return unicodedata.normalize("NFC", kept)


def _joins(character: str) -> bool:
    """Combining grapheme joiner and variation selectors."""
    return character == "\u034f" or "\ufe00" <= character <= "\ufe0f" or "\U000e0100" <= character <= "\U000e01ef"


def _mirror(character: str) -> str | None:
    if not unicodedata.mirrored(character):
        return None
    name = _MIRRORED.sub(lambda side: _OTHER_SIDE[side[0]], unicodedata.name(character, ""))
    try:
        return unicodedata.lookup(name)
    except KeyError:
        return None


def _shown(text: str) -> str:
    """Characters in quotes, those without ink by number."""
    if all(unicodedata.category(character)[0] in "LNPS" for character in text):
        return f"“{text[:20]}”"
    return " ".join(f"U+{ord(character):04X}" for character in text[:8])


# ---- texts that a file holds twice ------------------------------------------------------------------------------


def check_repeated_texts(
    reader: PdfReader, nodes: Sequence[StructNode], pages: Sequence[PageContent], findings: Findings
) -> None:
    """A heading reads like its bookmark, and the title like dc:title, where one clearly is the other.

    Bookmarks may be shortened or have no heading, so what counts is a text that differs from its partner by other
    letters in the same places, while neither has another partner.
    """
    blocks = tree_blocks(nodes, all_texts(pages))
    bookmarks = list(_bookmarks(reader))
    with contextlib.suppress(UnreadableError):  # has a finding of its own
        bookmarks.append(title(reader))
    headings = {normal_text(block.text): block.text for block in blocks if _HEADING.fullmatch(block.tag)}
    wanted = {normal_text(text): text for text in bookmarks}
    lonely = [(plain, text) for plain, text in headings.items() if plain not in wanted][:2_000]
    by_length: dict[int, list[str]] = {}
    for plain in wanted.keys() - headings.keys():
        by_length.setdefault(len(plain), []).append(plain)
    for plain, text in lonely:
        for other in sorted(by_length.get(len(plain), ()))[:200]:
            if _other_letters(plain, other):
                what = f"a heading reads “{text.strip()[:60]}” but its bookmark or title “{wanted[other][:60]}”"
                findings.add(RULE, what)
                break


def _other_letters(left: str, right: str) -> bool:
    """Whether two texts of one length differ only in that some letters always stand for certain others."""
    swaps: dict[str, str] = {}
    for a, b in zip(left, right, strict=True):
        if swaps.setdefault(b, a) != a:
            return False
    other = {b: a for b, a in swaps.items() if a != b}
    changed = sum(a != b for a, b in zip(left, right, strict=True))
    letters = all(unicodedata.category(c)[0] in "LM" for pair in other.items() for c in pair)
    return letters and 0 < changed <= len(left) // 2 and len(left) >= _FEWEST_LETTERS


def _bookmarks(reader: PdfReader) -> Iterator[str]:
    root = resolve(reader.trailer.get("/Root"))
    waiting, visited = [entry(dictionary(root, "/Outlines"), "/First")], 0
    while waiting and visited < 100_000:
        item = waiting.pop()
        visited += 1
        if isinstance(item, DictionaryObject):
            yield (text_of(item.get("/Title")) or "")[:1000]
            waiting += [entry(item, "/Next"), entry(item, "/First")]


# ---- other readers ----------------------------------------------------------------------------------------------


def check_pypdf(reader: PdfReader, pages: Sequence[PageContent], findings: Findings) -> None:
    """Pypdf reads the same characters on each page, and mostly in the same order."""
    for page in pages:
        text = "".join(piece.text for piece in page.pieces)
        place = f"page {page.index + 1}"
        try:
            with plain_faults():
                found = reader.pages[page.index].extract_text() if text else ""
        except UnreadableError as error:
            findings.add(RULE, f"pypdf cannot read the text: {error}", place)
            continue
        _compare_page(normal_text(text), normal_text(found), place, "pypdf", findings)


def _compare_page(ours: str, theirs: str, place: str, engine: str, findings: Findings) -> None:
    wrong = max((Counter(ours) - Counter(theirs)).total(), (Counter(theirs) - Counter(ours)).total())
    if wrong:
        findings.add(RULE, f"{engine} reads other characters than the structure tree has", place, wrong)
        return
    pairs, others = Counter(pairwise(ours)), Counter(pairwise(theirs))
    if pairs.total() >= _FEWEST_PAIRS and (pairs & others).total() < _SHARED_PAIRS * pairs.total():
        findings.add(RULE, f"{engine} reads the characters in another order than the structure tree has", place)


def check_pdfium(path: Path, pages: Sequence[PageContent], findings: Findings) -> str | None:
    """PDFium reads the same characters in each piece of marked content.

    Returns:
        Why this did not run; None if it did.
    """
    try:
        import pypdfium2
    except ImportError:
        return "pypdfium2 is not installed"
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return "PDFium cannot open the file"
    try:
        for page in pages:
            texts: dict[int, list[str]] = {}
            for piece in page.pieces:
                if piece.key is not None:
                    texts.setdefault(piece.key[2], []).append(piece.text)
            found = _pdfium_texts(document, page.index) if texts else {}
            for mcid, parts in texts.items():
                ours, theirs = _characters("".join(parts)), _characters(found.get(mcid, ""))
                wrong = max((ours - theirs).total(), (theirs - ours).total())
                if wrong:
                    what = "PDFium reads other characters than the structure tree has"
                    findings.add(RULE, what, f"page {page.index + 1}", wrong)
    finally:
        document.close()
    return None


def _characters(text: str) -> Counter[str]:
    """How often each character stands in a text; PDFium mirrors brackets and quotation marks by its own view."""
    return Counter(min(c, _mirror(c) or c, _QUOTES.get(c, c)) for c in normal_text(text))


def _pdfium_texts(document: object, index: int) -> dict[int, str]:
    """The text of each marked-content id of a page, by text objects."""
    from pypdfium2 import raw

    texts: dict[int, str] = {}
    page = document[index]  # type: ignore[index]  # pypdfium2 has no types
    text_page = page.get_textpage()
    try:
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            length = raw.FPDFTextObj_GetText(item.raw, text_page.raw, None, 0)
            buffer = ctypes.create_string_buffer(length)
            target = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
            raw.FPDFTextObj_GetText(item.raw, text_page.raw, target, length)
            mcid = int(raw.FPDFPageObj_GetMarkedContentID(item.raw))
            texts[mcid] = texts.get(mcid, "") + buffer.raw.decode("utf-16-le", "replace").rstrip("\0")
    finally:
        text_page.close()
        page.close()
    return texts
