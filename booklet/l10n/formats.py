# SPDX-License-Identifier: Apache-2.0
"""Numbers, shares, dates and lists as a locale writes them (CLDR through Babel), with the locale's own digits.

Babel writes Latin digits in every numbering system and leaves the system's percent sign out; both are put right here.
Dates are of the Gregorian calendar everywhere: Babel knows no other.
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from itertools import groupby

from babel import Locale as CldrLocale
from babel.dates import format_date, match_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from booklet.content.model import ValueSpec
from booklet.l10n.locale import cldr_locale
from booklet.l10n.model import Locale
from booklet.l10n.tags import parse_tag

__all__ = ["format_names", "format_value", "long_date"]

_LATIN = "0123456789"
_PIECES = re.compile(r"'[^']*'|[a-zA-Z]+|[^a-zA-Z']+")
_NAMES = {"L": "M", "c": "E"}  # stand-alone forms of month and weekday: their width follows the same field


def format_value(spec: ValueSpec, locale: Locale) -> str:
    """A booklet's value as text.

    Raises:
        ValueError: a date's pattern is none that the locale can follow.
    """
    cldr = cldr_locale(parse_tag(locale.tag))
    value = spec.value
    if isinstance(value, datetime.date):
        return _native(_date(value, spec.pattern, cldr), locale)
    if isinstance(value, str):
        return value
    if spec.kind == "percent":
        text = format_percent(value, locale=cldr, decimal_quantization=False, numbering_system="default")
        symbols = cldr.number_symbols.get(cldr.default_numbering_system) or {}
        if cldr.default_numbering_system != "latn" and symbols.get("percentSign"):
            # CLDR's sign ends in ALM where it has to keep its side of the number in right-to-left text.
            text = text.replace("%", symbols["percentSign"])
        if cldr.default_numbering_system == "arabext" and "\u066a" in text:
            # UAX #9 takes these digits for European ones where no Arabic letter comes before them, and would set the
            # sign on their right; an Arabic letter mark brings it to the left, where Persian readers have it.
            text = f"\u061c{text}"
        return _native(text, locale)
    return _native(
        format_decimal(Decimal(value), locale=cldr, decimal_quantization=False, numbering_system="default"), locale
    )


def long_date(date: datetime.date, locale: Locale) -> str:
    """A date with the month's name, ``7 novembre 2024``."""
    return _native(format_date(date, "long", locale=cldr_locale(parse_tag(locale.tag))), locale)


def format_names(names: tuple[str, ...], locale: Locale) -> str:
    """Names joined as the locale joins them, ``A, B et C``."""
    return format_list(names, locale=cldr_locale(parse_tag(locale.tag)))


def _native(text: str, locale: Locale) -> str:
    return text if locale.digits == _LATIN else text.translate(str.maketrans(_LATIN, locale.digits))


def _date(value: datetime.date, skeleton: str, cldr: CldrLocale) -> str:
    """Format by a CLDR skeleton; UTS #35, part 4, 2.6.2.1: take the nearest pattern, then widen its fields."""
    if skeleton in ("", "yMMMMd"):  # the long format is a locale's own answer to that skeleton
        return format_date(value, "long", locale=cldr)
    patterns = cldr.datetime_skeletons
    found = skeleton if skeleton in patterns else match_skeleton(skeleton, patterns, allow_different_fields=False)
    if found is None:
        raise ValueError(skeleton)
    wanted, given = _widths(skeleton), _widths(found)
    pieces = []
    # Where two calendars are in daily use (Thai), a date with a month's name says of which era its year is. A year by
    # itself is left to the translator's words.
    named = "G" in cldr.date_formats["long"].pattern and "MMM" in patterns[found].pattern
    for piece in _PIECES.findall(patterns[found].pattern):
        field = _NAMES.get(piece[0], piece[0])
        # Only names widen into names; a pattern with numbers for months has no room for a name.
        if field in "ME" and wanted.get(field, 0) > given.get(field, 0) >= 3:
            piece = piece[0] * wanted[field]
        if piece[0] == "y" and named and "G" not in patterns[found].pattern:
            piece = f"G {piece}"
        pieces.append(piece)
    return format_date(value, "".join(pieces), locale=cldr)


def _widths(skeleton: str) -> dict[str, int]:
    """The width of each field. Short names are three letters wide, and ``E`` says the same as ``EEE``."""
    widths = {letter: len(list(run)) for letter, run in groupby(skeleton)}
    return {letter: max(width, 3) if letter == "E" else width for letter, width in widths.items()}
