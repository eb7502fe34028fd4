# SPDX-License-Identifier: Apache-2.0
"""Facts of a locale: script, direction, name, digits, list marks, hyphens — from CLDR, then from our own table."""

from __future__ import annotations

import functools

from babel import Locale as CldrLocale

from booklet.l10n.localedata import (
    BULLETS,
    CHECK_MARK,
    HYPHENS,
    LANGUAGES,
    LIST_NUMBER_DEFAULT,
    LIST_NUMBERS,
    RIGHT_TO_LEFT,
    ZERO_DIGITS,
)
from booklet.l10n.model import Locale
from booklet.l10n.tags import Tag, parents, parse_tag

__all__ = ["cldr_locale", "language_name", "locale_facts"]


@functools.lru_cache(maxsize=256)
def locale_facts(tag: str) -> Locale:
    """The facts of a locale. ``tag`` may be written as BCP 47 or as a folder's name (``zh-Hans``, ``zh_Hans``).

    Digits are those of CLDR's default numbering system: Latin in ``ar``, Arabic-Indic in ``ar-EG``.

    Raises:
        BookletError: no such locale is known; the message suggests some.
    """
    parsed = parse_tag(tag)
    script = parsed.writing_system
    zero = ord(ZERO_DIGITS.get(cldr_locale(parsed).default_numbering_system, "0"))
    return Locale(
        tag=str(parsed),
        posix=parsed.posix,
        script=script,
        direction="rtl" if script in RIGHT_TO_LEFT else "ltr",
        name=language_name(parsed, parsed),
        digits="".join(chr(zero + value) for value in range(10)),
        bullets=BULLETS,
        check_mark=CHECK_MARK,
        list_number=LIST_NUMBERS.get(parsed.language, LIST_NUMBER_DEFAULT),
        hyphens=_hyphens(parsed),
    )


@functools.lru_cache(maxsize=256)
def cldr_locale(tag: Tag) -> CldrLocale:
    """Babel's locale with the data nearest to ``tag``; a region without data of its own takes the language's."""
    return CldrLocale.parse(tag.cldr)


def language_name(tag: Tag, reader: Tag) -> str:
    """What readers of ``reader`` call the language ``tag``: ("fr", "ar") gives "الفرنسية"."""
    if tag.language in LANGUAGES:
        return LANGUAGES[tag.language].name
    own = cldr_locale(reader)
    name = own.languages.get(tag.language) or CldrLocale("en").languages.get(tag.language) or tag.language
    details = [
        str(names[part])
        for names, part in ((own.scripts, tag.script), (own.territories, tag.region))
        if part is not None and part in names
    ]
    return f"{name} ({', '.join(details)})" if details else str(name)


def _hyphens(tag: Tag) -> str:
    """The Pyphen dictionary for ``tag``: its own, or that of the nearest parent in the same script."""
    import pyphen  # scans its folder of dictionaries when imported

    for candidate in (tag, *parents(tag)):
        name = HYPHENS.get(candidate.posix, candidate.posix)
        if name in pyphen.LANGUAGES:
            return name
    return ""
