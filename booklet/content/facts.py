# SPDX-License-Identifier: Apache-2.0
"""Reads ``facts/<locale>.yaml``: the contacts that are right for one locale, and who says so.

A translation cannot inherit another country's telephone numbers: they are data of their own, with their
source and the day on which somebody checked them.
"""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from booklet.content.blocks import FACTS_LISTS
from booklet.content.languages import canonical_tag, language_fault
from booklet.content.model import Contact
from booklet.content.reader import read_yaml
from booklet.content.record import Field, Findings, Reading, Scope
from booklet.content.words import quote
from booklet.problems import Problems, Span

__all__ = ["LocalFacts", "read_facts"]

LocalFacts = dict[tuple[str, str], tuple[Contact, ...]]
"""Contacts by locale (BCP 47) and name of the list."""


def read_facts(folder: Path, problems: Problems, findings: Findings) -> tuple[LocalFacts, dict[str, Span]]:
    """Read all facts of the booklet in ``folder``.

    Returns:
        The contacts, and where each list's name stands first, for messages about lists that nobody uses.
    """
    facts: LocalFacts = {}
    places: dict[str, Span] = {}
    read: dict[str, Path] = {}
    try:
        paths = sorted((folder / "facts").iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return facts, places
    except OSError as error:
        problems.error(Span(str(folder / "facts")), f"the folder cannot be read: {error.strerror}", "check it")
        return facts, places
    for path in paths:
        if path.suffix not in (".yaml", ".yml"):
            continue
        tag = canonical_tag(path.stem.replace("_", "-"))
        fault = language_fault(tag)
        if fault or path.suffix == ".yml":
            what = f"{quote(path.stem)} {fault}" if fault else "files with local facts end in .yaml"
            problems.error(Span(str(path)), what, "name the file by its locale, like en-KE.yaml")
        elif tag in read:
            problems.error(Span(str(path)), f"{read[tag].name} is for the same locale", "keep one of the two")
        else:
            read[tag] = path
            _read_file(path, folder, tag, facts, places, problems, findings)
    return facts, places


def _read_file(
    path: Path,
    folder: Path,
    tag: str,
    facts: LocalFacts,
    places: dict[str, Span],
    problems: Problems,
    findings: Findings,
) -> None:
    document = read_yaml(path, folder, problems)
    if document is None:
        return
    findings.documents.append(document)
    scope = Scope(Reading(document, folder, problems, findings), document.root, "facts")
    lists = FACTS_LISTS.read(document.root, scope, Field("facts", FACTS_LISTS, "Contacts of one locale."))
    for entry in document.root:
        places.setdefault(entry.key.text, entry.key.span)
    for name, contacts in lists.items():
        facts[tag, name] = tuple(replace(contact, lang=tag) for contact in contacts)
