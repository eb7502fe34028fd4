# SPDX-License-Identifier: Apache-2.0
"""How far each language of a booklet is: what is translated, unsure or missing, and who has read it."""

from __future__ import annotations

from booklet.content.model import SourceBooklet
from booklet.l10n.catalog import Catalog, catalog_files, read_catalog
from booklet.l10n.fallback import chain
from booklet.l10n.locale import language_name
from booklet.l10n.poread import read_po
from booklet.l10n.tags import Tag, parse_tag, same_language
from booklet.problems import Problem, Problems, Severity
from booklet.values import Immutable

__all__ = ["Progress", "locale_progress"]

SOURCE, DRAFT, REVIEWED = "source", "machine draft", "reviewed"


class Progress(Immutable, frozen=True):
    """The state of a locale; ``translated``, ``fuzzy`` and ``missing`` add up to all messages of the booklet.

    A message is translated where any catalog of this very language has a text that can be printed, be it a nearer or a
    wider form of it (``fr`` counts for ``fr-CA``), or that of a booklet that this one extends. ``status`` is
    ``source``, ``machine draft``, ``reviewed`` or empty. ``problems`` are those of the catalogs.
    """

    locale: str
    language: str
    translated: int
    fuzzy: int
    missing: int
    status: str = ""
    reviewers: tuple[str, ...] = ()
    translators: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def percent(self) -> int:
        """The share that is translated, rounded down, so that 100 means all of it."""
        whole = self.translated + self.fuzzy + self.missing
        return self.translated * 100 // whole if whole else 100

    @property
    def broken(self) -> bool:
        """Whether a catalog has an error."""
        return any(problem.severity is Severity.ERROR for problem in self.problems)


def locale_progress(source: SourceBooklet, locale: str) -> Progress:
    """Read the catalogs of a locale and count. Faults become problems; such a text is missing."""
    tag, own = parse_tag(locale), parse_tag(source.language)
    ids = [message.id for message in source.messages]
    name = language_name(tag, parse_tag("en"))
    if tag == own:
        return Progress(str(tag), name, len(ids), 0, 0, SOURCE)
    problems = Problems()
    tags = [each for each in chain(tag, own)[:-1] if same_language(each, tag)]
    catalogs = [read_catalog(source, each, problems) for each in tags]
    done = {key for catalog in catalogs for key in catalog.texts}
    if same_language(tag, own):  # what has no spelling of its own is read in the source's
        done |= set(ids)
    unsure = {key for each in tags for key in _fuzzy(source, each)} - done
    translated = sum(key in done for key in ids)
    fuzzy = sum(key in unsure for key in ids)
    return Progress(
        str(tag),
        name,
        translated,
        fuzzy,
        len(ids) - translated - fuzzy,
        _status(catalogs),
        tuple(dict.fromkeys(each for catalog in catalogs for each in catalog.reviewers)),
        tuple(dict.fromkeys(each for catalog in catalogs for each in catalog.translators)),
        tuple(problems),
    )


def _status(catalogs: list[Catalog]) -> str:
    there = [catalog for catalog in catalogs if catalog.path is not None]
    if any(catalog.machine_draft for catalog in there):
        return DRAFT
    return REVIEWED if there and all(catalog.reviewed for catalog in there) else ""


def _fuzzy(source: SourceBooklet, tag: Tag) -> set[str]:
    """The ids of messages whose translation somebody has to look at."""
    found: set[str] = set()
    for path in catalog_files(source, tag):
        po = read_po(path, Problems())  # its faults are told where it is read for its texts
        found |= {
            entry.context
            for entry in (po.entries if po else ())
            if entry.context and "fuzzy" in entry.flags and any(string.text for string in entry.translations)
        }
    return found
