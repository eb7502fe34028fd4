# SPDX-License-Identifier: Apache-2.0
"""Language tags of BCP 47: their form (RFC 5646) and whether they name a language that CLDR knows."""

from __future__ import annotations

import functools
import re

from booklet.content.words import quote

__all__ = ["canonical_tag", "country_code", "country_fault", "country_name", "language_fault"]

_TAG = re.compile(
    r"(?P<language>[a-z]{2,8})"
    r"(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"  # variants
    r"(?:-x(?:-[a-z0-9]{1,8})+)?\Z",
    re.ASCII | re.IGNORECASE,
)


def canonical_tag(tag: str) -> str:
    """Return a language tag with the case that BCP 47 recommends (RFC 5646, 2.1.1): ``zh-Hans-CN``."""
    first, *rest = tag.split("-")
    out = [first.lower()]
    for part in rest:
        if len(out[-1]) == 1:  # what follows a singleton is small
            out.append(part.lower())
        elif len(part) == 4 and part.isalpha():
            out.append(part.title())
        else:
            out.append(part.upper() if len(part) == 2 else part.lower())
    return "-".join(out)


_NO_COUNTRIES = frozenset(("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"))
"""Codes that CLDR names among countries: unions of them, and those of invented locales."""


@functools.cache
def _known() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Languages, scripts and regions with an English name in CLDR."""
    from babel import Locale  # late: only booklets with foreign words and the check of the language itself need it

    english = Locale("en")
    languages = frozenset(str(name) for name in english.languages if "_" not in str(name))
    return languages, frozenset(english.scripts), frozenset(english.territories)


def language_fault(tag: str) -> str | None:
    """Say what is wrong with a language tag, or return None.

    A three-letter language that CLDR has no name for is let through: ISO 639-3 knows thousands.
    """
    match = _TAG.match(tag) if len(tag) <= 60 else None
    if not match:
        return "is no language tag"
    languages, scripts, regions = _known()
    language = match["language"].lower()
    if language not in languages and len(language) != 3:
        return "names no language"
    if match["script"] and match["script"].title() not in scripts:
        return f"names no script ({match['script']})"
    if match["region"] and match["region"].upper() not in regions:
        return f"names no country or region ({match['region']})"
    return None


def country_code(text: str) -> str:
    """The code of ISO 3166-1 that ``text`` stands for, in any case, or its old code; what is none is given back."""
    from babel.core import get_global

    code = text.upper()
    successors = get_global("territory_aliases").get(code, ())
    return successors[0] if len(successors) == 1 else code


def country_fault(text: str) -> tuple[str, str] | None:
    """Say what is wrong with a country's code and how to mend it, or return None. It has two letters, in any case."""
    code = country_code(text)
    form = "write the two letters of its code (ISO 3166-1), like KE"
    if code in _NO_COUNTRIES:
        return f"{text} is no country", "name one country: contacts of one are never another's"
    if len(code) == 2 and code in _known()[2]:
        return None
    by_name = {country_name(each).casefold(): each for each in _known()[2] if len(each) == 2}
    meant = by_name.get(text.casefold())
    return f"{quote(text)} is no country's code", f"did you mean {meant}?" if meant else form


def country_name(code: str) -> str:
    """What a country is called in English."""
    from babel import Locale

    return str(Locale("en").territories.get(code, code))
