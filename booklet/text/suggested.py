# SPDX-License-Identifier: Apache-2.0
"""Which font helps a locale whose writing system none of a booklet's fonts was made for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from babel import Locale as CldrLocale

from booklet.text.fonts import FontLibrary

__all__ = ["font_advice"]

_FAMILIES: Mapping[str, str] = MappingProxyType({
    "Cans": "Noto Sans Canadian Aboriginal", "Hmnp": "Noto Serif Nyiakeng Puachue Hmong",
    "Lana": "Noto Sans Tai Tham", "Mtei": "Noto Sans Meetei Mayek", "Nkoo": "Noto Sans NKo",
    "Olck": "Noto Sans Ol Chiki", "Orya": "Noto Sans Oriya", "Rohg": "Noto Sans Hanifi Rohingya",
    "Tale": "Noto Sans Tai Le", "Talu": "Noto Sans New Tai Lue", "Tibt": "Noto Serif Tibetan",
})  # fmt: skip
"""Open fonts whose name is not “Noto Sans” and CLDR's English name of the script."""


def font_advice(system: str, library: FontLibrary, booklet: Path = Path()) -> tuple[str, str] | None:
    """What is missing for a writing system (ISO 15924) and how to mend that; None where there is a font.

    ``booklet`` is the folder of the booklet that is to be set.
    """
    if any(system in face.scripts for family in library.families for face in library.faces(family)):
        return None
    name = str(CldrLocale("en").scripts.get(system, system))
    family = library.absent.get(system)
    if family is not None:
        what = f"{name} script ({system}) needs the font ‘{family}’, which has not been fetched yet"
        return what, library.way_to_fetch(family, booklet)
    open_font = _FAMILIES.get(system, f"Noto Sans {name}")
    mend = (
        f"put a font for it, like ‘{open_font}’ (a .ttf file, free), with its licence into the booklet's folder fonts, "
        f"and an entry with scripts: [{system}] into fonts/manifest.yaml there; README, “Fonts”, shows one"
    )
    return f"none of the fonts here is made for {name} script ({system})", mend
