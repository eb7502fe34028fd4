# SPDX-License-Identifier: Apache-2.0
"""A country that is chosen for a build: whether there is one, and the forms that locales have in it."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from booklet.content.languages import country_code, country_fault, country_name
from booklet.l10n.localfacts import country_of
from booklet.l10n.tags import Tag, parents, parse_tag
from booklet.problems import BookletError, Problem, Problems

__all__ = ["checked_country", "forms_in_country"]


def checked_country(text: str) -> str:
    """The code of a country (ISO 3166-1) that is written in any case, or by an old code.

    Raises:
        BookletError: it is none.
    """
    fault = country_fault(text)
    if fault:
        raise BookletError([Problem(None, f"--country: {fault[0]}", fault[1])])
    return country_code(text)


def forms_in_country(locales: Sequence[str], country: str, problems: Problems, *, all_there_are: bool) -> list[str]:
    """The form that each locale has in a country: ``sw`` is ``sw-KE`` in Kenya.

    A locale of another country is a problem, or is left out where ``all_there_are`` were taken since none was named.
    """
    found: dict[str, None] = {}
    for locale in locales:
        tag = parse_tag(locale)
        form = _form(tag, country)
        if form is not None:
            found.setdefault(str(form))
        elif not all_there_are:
            here, there = (f"{country_name(code)} ({code})" for code in (tag.region or "", country))
            mend = f"build {replace(tag, region=None)} with --country {country}, or {tag} without --country"
            problems.error(None, f"{tag} is for readers in {here}, not in {there}", mend)
    if not found and not problems.errors:
        what = f"all locales of the booklet are for other countries than {country_name(country)} ({country})"
        problems.error(None, what, f"name one, as in {parse_tag(locales[0]).language}-{country}")
    return list(found)


def _form(tag: Tag, country: str) -> Tag | None:
    """A locale as it is in a country, in the same script; None where it is for another one."""
    if country_of(tag):
        return tag if tag.region == country else None
    form = replace(tag, region=country)
    if form.likely_script != tag.likely_script:  # Uzbek is written in another script in Afghanistan
        form = replace(form, script=tag.likely_script)
    return form if tag in parents(form) else None
