# SPDX-License-Identifier: Apache-2.0
"""PDF/A-2, level A (ISO 19005-2): what the file claims and what its catalog says."""

from __future__ import annotations

from booklet.pdf.intents import srgb_intent
from booklet.pdf.model import DocumentInfo
from booklet.pdf.objects import BookletDocument
from booklet.pdf.xmp import Schema

__all__ = ["SCHEMAS", "prepare"]

SCHEMAS = (
    Schema(
        "http://www.aiim.org/pdfa/ns/id/",
        "pdfaid",
        "PDF/A identification",
        {"part": ("Integer", "2"), "conformance": ("Text", "A")},
        predefined=True,
    ),
)
"""Clause 6.6.4: the version and conformance level."""


def prepare(document: BookletDocument, info: DocumentInfo) -> None:  # noqa: ARG001 (the standards' common signature)
    """Clause 6.2.3: device colours are sRGB."""
    document.Catalog.OutputIntents = srgb_intent(document, "GTS_PDFA1")
