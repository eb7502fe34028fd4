# SPDX-License-Identifier: Apache-2.0
"""Rules about the document as a whole: soundness of the file, what it says about itself, what it must not hold."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

from booklet.checks.claims import title
from booklet.checks.findings import Findings
from booklet.checks.pdffile import UnreadableError, dictionary, entry, items, resolve, text_of

__all__ = ["check_document", "check_forbidden", "check_soundness"]

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_LINK_ACTIONS = frozenset({"/URI", "/GoTo"})
_MEDIA = frozenset({"/Movie", "/Sound", "/Screen", "/3D", "/RichMedia", "/FileAttachment"})


def check_soundness(path: Path, findings: Findings) -> None:
    """A reader that mends nothing must be able to open the file."""
    try:
        PdfReader(path, strict=True)
    except PyPdfError as error:
        findings.add("file", f"readers must mend it before they can open it ({str(error).rstrip('.')[:120]})")


def check_document(reader: PdfReader, findings: Findings) -> None:
    """Language, title, tagging, tab order."""
    root = resolve(reader.trailer.get("/Root"))
    language = text_of(root.get("/Lang"))
    if not language:
        findings.add("document", "it does not say its language (Lang)")
    elif not _LANGUAGE.fullmatch(language):
        findings.add("document", f"its language “{language[:40]}” is not a language tag")
    try:
        if not title(reader):
            findings.add("document", "it has no title in its metadata (dc:title)")
    except UnreadableError as error:
        findings.add("document", str(error))
    if entry(dictionary(root, "/ViewerPreferences"), "/DisplayDocTitle") is not True:
        findings.add("document", "readers will show its file name instead of its title (DisplayDocTitle)")
    if entry(dictionary(root, "/MarkInfo"), "/Marked") is not True:
        findings.add("document", "it does not say that it is tagged (MarkInfo)")
    if not isinstance(entry(root, "/StructTreeRoot"), DictionaryObject):
        findings.add("document", "it has no structure tree")
    for index, page in enumerate(reader.pages):
        if items(page.get("/Annots")) and entry(page, "/Tabs") != "/S":
            findings.add("document", "the tab order of links does not follow the structure (Tabs)", _page(index))


def check_forbidden(reader: PdfReader, findings: Findings) -> None:
    """JavaScript, forms, layers, media, embedded files, actions other than links."""
    root = resolve(reader.trailer.get("/Root"))
    names = dictionary(root, "/Names")
    if "/JavaScript" in names:
        findings.add("forbidden", "it holds JavaScript")
    if "/EmbeddedFiles" in names:
        findings.add("forbidden", "it holds other files")
    if "/AcroForm" in root:
        findings.add("forbidden", "it holds a form")
    if "/OCProperties" in root:
        findings.add("forbidden", "it holds layers")
    if "/AA" in root:
        findings.add("forbidden", "it runs actions by itself")
    opening = entry(root, "/OpenAction")
    if isinstance(opening, DictionaryObject):
        _action(opening, findings, "when it is opened")
    for index, page in enumerate(reader.pages):
        if "/AA" in page:
            findings.add("forbidden", "it runs actions by itself", _page(index))
        for item in items(page.get("/Annots")):
            annotation = resolve(item)
            if isinstance(annotation, DictionaryObject):
                _annotation(annotation, findings, _page(index))
    _outline(root, findings)


def _annotation(annotation: DictionaryObject, findings: Findings, place: str) -> None:
    kind = entry(annotation, "/Subtype")
    if kind == "/Widget":
        findings.add("forbidden", "it holds a form field", place)
    elif kind in _MEDIA:
        findings.add("forbidden", f"it holds media or files ({kind})", place)
    if "/AA" in annotation:
        findings.add("forbidden", "it runs actions by itself", place)
    action = entry(annotation, "/A")
    if action is not None:
        _action(action, findings, place)


def _action(action: Any, findings: Findings, place: str) -> None:  # noqa: ANN401 - whatever the file holds
    kind = entry(action, "/S")
    if kind == "/JavaScript":
        findings.add("forbidden", "it holds JavaScript", place)
    elif kind not in _LINK_ACTIONS:
        findings.add("forbidden", f"it holds an action that is no link ({kind})", place)
    if isinstance(action, DictionaryObject) and "/Next" in action:
        findings.add("forbidden", "it holds a chain of actions", place)


def _outline(root: DictionaryObject, findings: Findings) -> None:
    """Bookmarks may only be links; a loop in them is found."""
    waiting = [entry(dictionary(root, "/Outlines"), "/First")]
    seen: set[int] = set()
    while waiting:
        item = waiting.pop()
        if not isinstance(item, DictionaryObject):
            continue
        if id(item) in seen or len(seen) > 100_000:
            findings.add("structure", "the bookmarks lead in circles")
            return
        seen.add(id(item))
        action = entry(item, "/A")
        if action is not None:
            _action(action, findings, "in the bookmarks")
        if not text_of(item.get("/Title")):
            findings.add("document", "a bookmark has no words")
        waiting += [entry(item, "/Next"), entry(item, "/First")]


def _page(index: int) -> str:
    return f"page {index + 1}"
