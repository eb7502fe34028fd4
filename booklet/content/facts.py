# SPDX-License-Identifier: Apache-2.0
"""Reads the files of ``facts``: the contacts that are right in one country or for one locale, and who says so.

A translation cannot inherit another country's telephone numbers: they are data of their own, with their source and the
day on which somebody checked them. ``KE.yaml`` has those of a country, ``en-KE.yaml`` and ``fr.yaml`` of a locale.
"""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
from msgspec.structs import replace

from booklet.content.blocks import COUNTRY_LISTS, FACTS_LISTS
from booklet.content.languages import canonical_tag, country_code, country_fault, language_fault
from booklet.content.model import Contact, CountryContact
from booklet.content.parts import ItemsById
from booklet.content.reader import read_yaml
from booklet.content.record import Built, Field, Findings, Reading, Scope
from booklet.content.words import quote
from booklet.problems import Problems, Span

__all__ = ["CountryFacts", "FoundFacts", "LocalFacts", "read_facts"]

LocalFacts = dict[tuple[str, str], tuple[Contact, ...]]
"""Contacts by locale (BCP 47) and name of the list."""

CountryFacts = dict[tuple[str, str], tuple[CountryContact, ...]]
"""Contacts by country (ISO 3166-1) and name of the list."""

_COUNTRY = re.compile(r"[A-Z]{2}\Z")
"""How a country's file is named; a language of the same two letters is written small."""


class FoundFacts(msgspec.Struct):
    """All facts of a folder, and where each list's name stands first, for messages about lists that nobody uses."""

    locales: LocalFacts = msgspec.field(default_factory=dict)
    countries: CountryFacts = msgspec.field(default_factory=dict)
    places: dict[str, Span] = msgspec.field(default_factory=dict)

    def has(self, tag: str, name: str) -> bool:
        """Whether a list is here for the country that a locale names."""
        return any((part, name) in self.countries for part in tag.split("-")[1:])


def read_facts(folder: Path, problems: Problems, findings: Findings) -> FoundFacts:
    """Read all facts of the booklet in ``folder``."""
    found = FoundFacts()
    read: dict[str, Path] = {}
    try:
        paths = sorted((folder / "facts").iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return found
    except OSError as error:
        problems.error(Span(str(folder / "facts")), f"the folder cannot be read: {error.strerror}", "check it")
        return found
    for path in paths:
        if path.suffix not in (".yaml", ".yml"):
            continue
        whose = _named(path, problems)
        if whose is None:
            continue
        if whose in read:
            of = "country" if _COUNTRY.match(whose) else "locale"
            problems.error(Span(str(path)), f"{read[whose].name} is for the same {of}", "keep one of the two")
            continue
        alike = next((each for name, each in read.items() if name.casefold() == whose.casefold()), None)
        if alike:
            what = f"to many computers this file and {alike.name} are the same one"
            problems.warn(Span(str(path)), what, "keep one of the two: contacts of a country belong into its own file")
        read[whose] = path
        if _COUNTRY.match(whose):
            for name, items in _read_file(COUNTRY_LISTS, path, folder, found, problems, findings).items():
                found.countries[whose, name] = items
        else:
            for name, items in _read_file(FACTS_LISTS, path, folder, found, problems, findings).items():
                found.locales[whose, name] = tuple(replace(contact, lang=whose) for contact in items)
    return found


def _named(path: Path, problems: Problems) -> str | None:
    """The country or locale whose facts a file has; None after saying what is wrong with its name."""
    if path.suffix == ".yml":
        problems.error(Span(str(path)), "files with local facts end in .yaml", f"rename it to {path.stem}.yaml")
        return None
    if _COUNTRY.match(path.stem):
        fault = country_fault(path.stem)
        code = country_code(path.stem)
        if fault:
            problems.error(Span(str(path)), *fault)
            return None
        if code != path.stem:
            problems.error(Span(str(path)), f"{path.stem} is not the code of ISO 3166-1", f"rename it to {code}.yaml")
            return None
        return code
    tag = canonical_tag(path.stem.replace("_", "-"))
    fault_of_tag = language_fault(tag)
    if fault_of_tag is None:
        return tag
    mend = "name the file by a country, like KE.yaml, or by a locale, like en-KE.yaml"
    if len(tag) == 2 and country_fault(tag) is None:
        mend = f"is it a country? then rename it to {country_code(tag)}.yaml"
    problems.error(Span(str(path)), f"{quote(path.stem)} {fault_of_tag}", mend)
    return None


def _read_file(
    lists: ItemsById, path: Path, folder: Path, found: FoundFacts, problems: Problems, findings: Findings
) -> dict[str, Built]:
    document = read_yaml(path, folder, problems)
    if document is None:
        return {}
    findings.documents.append(document)
    scope = Scope(Reading(document, folder, problems, findings), document.root, "facts")
    read = lists.read(document.root, scope, Field("facts", lists, "Contacts of one country or locale."))
    for entry in document.root:
        found.places.setdefault(entry.key.text, entry.key.span)
    return dict(read)
