# SPDX-License-Identifier: Apache-2.0
"""``Plural-Forms`` headers: whether one says the same as CLDR, and which one to write.

Catalogs count in integers only. So a formula is right when it gives, for every integer, the position of that integer's
CLDR category — among all of the language's categories, or among those that integers reach. The ``many`` of French,
Spanish or Portuguese begins at a million; tools that leave it out (most do) are right as well.
"""

from __future__ import annotations

import functools
import gettext
import re

from babel.plural import to_gettext

from booklet.l10n.locale import cldr_locale
from booklet.l10n.localedata import LANGUAGES
from booklet.l10n.tags import Tag

__all__ = ["plural_forms", "plural_fault", "read_plural_forms"]

_ORDER = ("zero", "one", "two", "few", "many", "other")
_SMALL = tuple(range(301))
_LARGE = (1000, 1001, 1002, 10000, 100000, 1000000, 2000000, 3000001, 10000000)
_HEADER = re.compile(r"\s*nplurals\s*=\s*(\d{1,2})\s*;\s*plural\s*=\s*([^;]{1,900}?)\s*;?\s*")
_USUAL = (
    (1, "0"), (2, "n != 1"), (2, "n > 1"), (3, "n==1 ? 0 : n==2 ? 1 : 2"),
    (6, "n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5"),
    (3, "n%10==0 || n%100>=11 && n%100<=19 ? 0 : n%10==1 && n%100!=11 ? 1 : 2"),
)  # fmt: skip


def read_plural_forms(header: str) -> tuple[int, str] | None:
    """The number of forms and the formula of a ``Plural-Forms`` value, None where it cannot be read."""
    match = _HEADER.fullmatch(header)
    return (int(match[1]), match[2]) if match else None


def plural_fault(header: str, tag: Tag) -> str | None:
    """What is wrong with a ``Plural-Forms`` value for the language ``tag``; None where nothing is.

    Languages that CLDR has no rules for pass whenever the value can be read.
    """
    read = read_plural_forms(header)
    if read is None:
        return "Plural-Forms cannot be read"
    count, formula = read
    numbers = _SMALL + _LARGE
    try:
        function = gettext.c2py(formula)
        given = [function(number) for number in numbers]
    except (ValueError, ZeroDivisionError, OverflowError, RecursionError, SyntaxError, MemoryError):
        return "the formula of Plural-Forms cannot be read"
    if any(not 0 <= position < count for position in given):
        return "the formula of Plural-Forms gives a form that nplurals does not count"
    expected = _expected(tag)
    if expected and (count, tuple(given)) not in expected:
        return f"Plural-Forms does not fit the language {tag}"
    return None


@functools.lru_cache(maxsize=64)
def plural_forms(tag: Tag) -> str:
    """The ``Plural-Forms`` value for a new catalog: the usual formula where it says what CLDR says, else CLDR's own.

    Babel's table alone will not do: it differs from CLDR for Arabic and Hebrew, among others.
    """
    from babel.messages.plurals import PLURALS  # brings all of Babel's catalogs, and only new ones ask for it

    candidates = [PLURALS[key] for key in (tag.posix, tag.language) if key in PLURALS]
    candidates += _USUAL
    for count, formula in candidates:
        header = f"nplurals={count}; plural={formula};"
        if plural_fault(header, tag) is None:
            return header
    return to_gettext(cldr_locale(tag).plural_form).rstrip(";") + ";"


@functools.lru_cache(maxsize=64)
def _expected(tag: Tag) -> frozenset[tuple[int, tuple[int, ...]]]:
    """The right answers: how many forms, and the form of each of the numbers that are tried."""
    if tag.language in LANGUAGES:
        return frozenset()
    rule = cldr_locale(tag).plural_form
    numbers = _SMALL + _LARGE
    exact = [str(rule(number)) for number in numbers]
    variants = [exact]
    if "many" in exact and "many" not in exact[: len(_SMALL)]:
        variants.append(["other" if category == "many" else category for category in exact])
    every = [category for category in _ORDER if category in rule.tags or category == "other"]
    answers = set()
    for categories in variants:
        reached = [category for category in _ORDER if category in categories]
        for order in (every, reached):
            answers.add((len(order), tuple(order.index(category) for category in categories)))
    return frozenset(answers)
