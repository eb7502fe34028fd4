# SPDX-License-Identifier: Apache-2.0
"""PDF/UA-1 (ISO 14289-1): what the file claims and what its catalog says."""

from __future__ import annotations

from booklet.pdf.model import DocumentInfo
from booklet.pdf.objects import BookletDocument
from booklet.pdf.xmp import Schema

__all__ = ["SCHEMAS", "prepare"]

SCHEMAS = (Schema("http://www.aiim.org/pdfua/ns/id/", "pdfuaid", "PDF/UA identification", {"part": ("Integer", "1")}),)
"""Clause 5: the version identifier."""


def prepare(document: BookletDocument, info: DocumentInfo) -> None:
    """Clauses 6.2 and 7.1: the file is tagged, and windows show its title instead of its name."""
    document.Catalog.MarkInfo = b"<</Marked true>>"
    direction = b"/Direction/R2L" if info.direction == "rtl" else b""
    document.Catalog.ViewerPreferences = b"<</DisplayDocTitle true%s>>" % direction
