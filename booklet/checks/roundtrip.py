# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: ANN401 - PDF objects are whatever the file holds
"""Does the text come out of a PDF as it went in? Blocks by the structure tree, pages by other people's extractors.

:func:`block_texts` reads what a screen reader gets, to be compared with the catalogs. :func:`page_comparisons` takes
that as the truth and asks how much of it pypdf's and PDFium's text extraction get right, artifacts left out.
"""

from __future__ import annotations

import difflib
import io
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ContentStream, DictionaryObject

from booklet.checks.findings import Findings
from booklet.checks.pdfcontent import PATH_PAINTING, TEXT_SHOWING, PageContent, SequenceKey, read_pages
from booklet.checks.pdffile import UnreadableError, entry, open_pdf, plain_faults, resolve
from booklet.checks.structure import StructNode, read_structure
from booklet.checks.tree import all_texts
from booklet.values import Immutable

__all__ = [
    "BlockText", "PageComparison", "TextComparison", "block_texts", "compare_blocks", "compare_text", "normal_text",
    "page_comparisons", "page_texts", "tree_blocks", "without_artifacts",
]  # fmt: skip

Engine = Literal["pypdf", "pypdfium2"]

_INLINE = frozenset({"Span", "Strong", "Em", "Link", "Reference", "Quote", "Code", "Annot", "Ruby", "Warichu"})
# Hyphens, and what extractors make of a hyphen at a line's end (PDFium: U+FFFE, others: U+0002 or a soft hyphen).
_HYPHENS = re.compile("[-\u2010\u2011\u00ad\ufffe\u0002]")
_SPACES = re.compile(r"[\s\u200b\ufeff]+")


class BlockText(Immutable, frozen=True):
    """A block of the structure tree: its tag, the language of its text ("" if none is given) and its text."""

    tag: str
    lang: str
    text: str


class TextComparison(Immutable, frozen=True):
    """How well one text matches another, white space and hyphens left out: wrong characters, whole words."""

    characters: int
    errors: int
    words: int
    whole_words: int

    @property
    def exact(self) -> bool:
        """Whether no character is wrong."""
        return self.errors == 0


class PageComparison(Immutable, frozen=True):
    """One page's text by an extractor against the truth. ``truth`` and ``found`` are as read, not normalised."""

    page: int
    truth: str
    found: str
    result: TextComparison


def block_texts(path: Path) -> list[BlockText]:
    """The text of every block in reading order, inline elements included, nested blocks on their own.

    A figure's text is its alternative text, its caption is a block of its own; replacement text (ActualText) stands
    for what it replaces.

    Raises:
        UnreadableError: in plain words, if the file cannot be read.
    """
    with plain_faults():
        reader = open_pdf(path)
        findings = Findings()
        nodes = read_structure(reader, findings)
        return tree_blocks(nodes, all_texts(read_pages(reader, findings)))


def tree_blocks(nodes: Sequence[StructNode], texts: Mapping[SequenceKey, str]) -> list[BlockText]:
    """The blocks of a structure tree that has been read, as :func:`block_texts` gives them."""
    owners = _owners(nodes)
    replaced: list[bool] = []  # by ActualText, which stands for everything inside
    described: list[bool] = []  # by a figure's Alt, which stands for the picture and not for a caption inside
    langs: list[str] = []
    parts: dict[int, list[str]] = {}
    for index, node in enumerate(nodes):
        above = node.parent
        langs.append(node.lang or (langs[above] if above >= 0 else ""))
        inherited = above >= 0 and replaced[above]
        pictured = above >= 0 and described[above] and owners[index] != index
        hidden = inherited or pictured
        alt = node.alt if node.role == "Figure" else None
        own = node.actual if node.actual is not None else alt
        replaced.append(inherited or node.actual is not None)
        described.append(pictured or alt is not None)
        collected = parts.setdefault(owners[index], [])
        if own is not None and not hidden:
            collected.append(own)
        elif node.sequence is not None and not hidden:
            collected.append(texts.get(node.sequence, ""))
    joined = ((index, "".join(found)) for index, found in sorted(parts.items()))
    return [BlockText(nodes[index].tag, langs[index], text) for index, text in joined if text]


def _owners(nodes: Sequence[StructNode]) -> list[int]:
    """The block that each node belongs to."""
    owners: list[int] = []
    for index, node in enumerate(nodes):
        leaf = node.sequence is not None or node.annotation is not None or node.role in _INLINE
        owners.append(owners[node.parent] if leaf and node.parent >= 0 else index)
    return owners


def compare_blocks(found: Sequence[BlockText], expected: Sequence[tuple[str, str]]) -> list[str]:
    """Compare blocks with (key, text) pairs, in order, after NFC and with white space collapsed.

    Returns:
        The differences in plain words; none if all is equal.
    """
    left = [_collapsed(block.text) for block in found]
    right = [_collapsed(text) for _, text in expected]
    differences: list[str] = []
    for kind, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        for offset in range(max(b - a, d - c)):
            has = f"{found[a + offset].tag} “{left[a + offset]}”" if a + offset < b else "nothing"
            wants = f"{expected[c + offset][0]} “{right[c + offset]}”" if c + offset < d else "nothing"
            differences.append(f"the file has {has}, expected was {wants}")
    return differences


def _collapsed(text: str) -> str:
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def normal_text(text: str) -> str:
    """NFC without white space, hyphens and invisible direction marks."""
    plain = _HYPHENS.sub("", _SPACES.sub("", unicodedata.normalize("NFC", text)))
    return re.sub("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]", "", plain)


def compare_text(found: str, truth: str) -> TextComparison:
    """Compare an extracted text with the truth: edit distance in characters, and words that came out whole."""
    left, right = normal_text(found), normal_text(truth)
    wanted = Counter(filter(None, map(normal_text, truth.split())))
    given = Counter(filter(None, map(normal_text, found.split())))
    return TextComparison(len(right), _distance(left, right), wanted.total(), (wanted & given).total())


def _distance(left: str, right: str) -> int:
    """Levenshtein distance within a band that doubles until the distance fits (Ukkonen); quick for alike texts."""
    if left == right:
        return 0
    band = max(8, abs(len(left) - len(right)) + 1)
    while True:
        distance = _banded(left, right, band)
        if distance <= band or band > max(len(left), len(right)):
            return distance
        band *= 2


def _banded(left: str, right: str, band: int) -> int:
    beyond = len(left) + len(right)
    row = {column: column for column in range(min(band, len(right)) + 1)}
    for line, character in enumerate(left, 1):
        first, last = max(0, line - band), min(len(right), line + band)
        fresh: dict[int, int] = {}
        for column in range(first, last + 1):
            best = min(row.get(column, beyond), fresh.get(column - 1, beyond)) + 1
            if column:
                best = min(best, row.get(column - 1, beyond) + (character != right[column - 1]))
            fresh[column] = best
        row = fresh
    return row.get(len(right), beyond)


# ---- other people's extractors ----------------------------------------------------------------------------------


def page_comparisons(path: Path, engine: Engine) -> list[PageComparison]:
    """Each page's text by an extractor, against its tagged text in painting order, a line per block.

    Raises:
        UnreadableError: in plain words, if the file cannot be read or the extractor is not installed.
    """
    with plain_faults():
        reader = open_pdf(path)
        nodes = read_structure(reader, Findings())
        owners = _owners(nodes)
        blocks = {node.sequence: owners[index] for index, node in enumerate(nodes) if node.sequence is not None}
        truths = [_page_truth(page, blocks) for page in read_pages(reader, Findings())]
    founds = page_texts(without_artifacts(path), engine)
    return [
        PageComparison(index, truth, found, compare_text(found, truth))
        for index, (truth, found) in enumerate(zip(truths, founds, strict=True))
    ]


def _page_truth(page: PageContent, blocks: Mapping[SequenceKey, int]) -> str:
    texts = page.texts()
    parts: list[str] = []
    before: int | None = None
    for key in page.sequences:
        block = blocks.get(key)
        if parts and (block is None or block != before):
            parts.append("\n")
        parts.append(texts.get(key, ""))
        before = block
    return "".join(parts)


def page_texts(data: bytes, engine: Engine) -> list[str]:
    """The text of each page of a PDF by pypdf or pypdfium2."""
    if engine == "pypdf":
        with plain_faults():
            return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]
    try:
        import pypdfium2
    except ImportError:
        raise UnreadableError("pypdfium2 is not installed") from None
    document = pypdfium2.PdfDocument(data)
    try:
        texts: list[str] = []
        for page in document:
            text_page = page.get_textpage()
            texts.append(text_page.get_text_range())
            text_page.close()
            page.close()
        return texts
    finally:
        document.close()


def without_artifacts(path: Path) -> bytes:
    """A copy of a PDF that shows only what is tagged: running heads, page numbers, hyphens and rules are left out."""
    with plain_faults():
        writer = PdfWriter(clone_from=open_pdf(path))
        done: set[int] = set()
        for page in writer.pages:
            contents = resolve(page.get("/Contents"))
            if contents is not None:
                stream = ContentStream(contents, writer, "bytes")
                stream.operations = _tagged_only(stream.operations)
                page.replace_contents(stream)
            _clean_forms(page.get("/Resources"), writer, done)
        target = io.BytesIO()
        writer.write(target)
        return target.getvalue()


def _clean_forms(resources: Any, writer: PdfWriter, done: set[int]) -> None:
    waiting = [resources]
    while waiting:
        objects = entry(resolve(waiting.pop()), "/XObject")
        for name in objects if isinstance(objects, DictionaryObject) else ():
            form = entry(objects, name)
            if entry(form, "/Subtype") == "/Form" and id(form) not in done:
                done.add(id(form))
                stream = ContentStream(form, writer, "bytes")
                stream.operations = _tagged_only(stream.operations)
                form.set_data(stream.get_data())
                waiting.append(form.get("/Resources"))


def _tagged_only(operations: Sequence[tuple[Any, bytes]]) -> list[tuple[Any, bytes]]:
    """Drop what paints inside artifacts; state (fonts, positions, colours) stays for what follows.

    So does text that is not painted: it is there for readers alone, and they see it beside what is tagged.
    """
    kept: list[tuple[Any, bytes]] = []
    marks: list[bool] = []
    painted = True
    for operands, operator in operations:
        name = operator.decode("latin-1")
        if name in ("BMC", "BDC"):
            marks.append(bool(operands) and operands[0] == "/Artifact")
        elif name == "EMC" and marks:
            marks.pop()
        elif any(marks):
            if name in PATH_PAINTING:
                kept.append(([], b"n"))
                continue
            if (name in TEXT_SHOWING and painted) or name in ("Do", "INLINE IMAGE"):
                continue
        if name == "Tr":
            painted = operands != [3]
        kept.append((operands, operator))
    return kept
