# SPDX-License-Identifier: Apache-2.0
"""Output intents (ISO 32000-1, 14.11.5): which colours DeviceRGB stands for."""

from __future__ import annotations

from pathlib import Path

from booklet.pdf.objects import BookletDocument
from booklet.pdf.syntax import array, dictionary, reference, text_string

__all__ = ["srgb_intent"]

_PROFILE = Path(__file__).with_name("data") / "sRGB.icc"


def srgb_intent(document: BookletDocument, subtype: str) -> bytes:
    """An OutputIntents array with sRGB. ``subtype`` is the standard's, ``GTS_PDFA1`` for all parts of PDF/A."""
    profile = _PROFILE.read_bytes()
    number = document.add_stream({"N": b"3", "Alternate": b"/DeviceRGB"}, profile)
    intent = {
        "Type": b"/OutputIntent",
        "S": b"/" + subtype.encode("ascii"),
        "OutputConditionIdentifier": text_string("sRGB"),
        "RegistryName": text_string("http://www.color.org"),
        "Info": text_string("sRGB IEC61966-2.1"),
        "DestOutputProfile": reference(number),
    }
    return array([dictionary(intent)])
