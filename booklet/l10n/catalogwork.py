# SPDX-License-Identifier: Apache-2.0
"""Which catalogs are to be begun or brought up to date, and what they will then hold. Nothing is written here."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from booklet.content.model import SourceBooklet
from booklet.content.words import Suggester, listed, quote
from booklet.l10n.catalog import catalog_path, catalog_roots, own_catalogs
from booklet.l10n.extract import catalog_messages, init_po, po_messages
from booklet.l10n.locale import language_name
from booklet.l10n.poread import catalog_bytes
from booklet.l10n.poupdate import Update, update_po
from booklet.l10n.pseudo import is_pseudo
from booklet.l10n.tags import Tag, parse_tag
from booklet.problems import BookletError, Problems, Span
from booklet.values import Immutable

__all__ = ["NewCatalog", "UpdatedCatalog", "new_catalogs", "updated_catalogs"]


class NewCatalog(Immutable, frozen=True):
    """A catalog to begin, ``messages`` long. ``language`` is its English name."""

    tag: Tag
    language: str
    path: Path
    data: bytes
    messages: int


class UpdatedCatalog(Immutable, frozen=True):
    """A catalog and what an update makes of it; ``changes`` tells whether that is another file."""

    path: Path
    update: Update
    changes: bool


def new_catalogs(source: SourceBooklet, names: Sequence[str], problems: Problems) -> tuple[NewCatalog, ...]:
    """Catalogs for locales that have none. What cannot be begun becomes a problem, each one of it."""
    found: dict[Tag, NewCatalog] = {}
    own = parse_tag(source.language)
    for name in names:
        tag = _tag(name, problems)
        if tag is None or tag in found:
            continue
        path = catalog_path(source, str(tag))
        language = language_name(tag, parse_tag("en"))
        messages = catalog_messages(source, tag)
        if is_pseudo(tag):
            what = f"the locale {tag} is made up by the program"
            problems.error(None, what, f"build {tag}: there is nothing to translate")
        elif tag == own:
            what = f"the booklet itself is in {language} ({tag})"
            problems.error(None, what, "change the text in booklet.yaml, or name another language")
        elif path.exists() or path.is_symlink():
            mend = f"translate in it, or bring it up to the booklet's text with translate update {tag}"
            problems.error(Span(str(path)), f"there is a catalog of {language} ({tag}) already", mend)
        elif not messages:
            what = f"this booklet has no words of its own, and there is {language} ({tag}) of those that it takes over"
            problems.error(None, what, f"build {tag}: there is nothing to translate")
        else:
            found[tag] = NewCatalog(tag, language, path, init_po(source, str(tag)), len(messages))
    return tuple(found.values())


def updated_catalogs(
    source: SourceBooklet,
    names: Sequence[str],
    problems: Problems,
    *,
    limits: Mapping[str, Mapping[str, int]] | None = None,
    typos: Collection[str] = (),
) -> tuple[UpdatedCatalog, ...]:
    """The booklet's own catalogs of some locales, by default of all, as they should be.

    Args:
        source: The booklet.
        names: The locales.
        problems: Takes locales that have no catalog, and what is wrong with catalogs; these are left out.
        limits: By locale (BCP 47) and message id, how many characters fit. None leaves what catalogs say.
        typos: Ids of messages in whose texts a slip was mended.

    Raises:
        BookletError: an id of ``typos`` is none of the booklet's.
    """
    _check_ids(source, typos, problems)
    files = _chosen(source, names, problems) if names else own_catalogs(source)
    entries = {entry.context: entry for entry in po_messages(source, source.messages)}
    done = []
    for path in files:
        data = catalog_bytes(path, problems)
        if data is None:
            continue
        tag = parse_tag(path.parent.parent.name)
        update = update_po(
            data,
            str(path),
            [entries[message.id] for message in catalog_messages(source, tag)],
            problems,
            others=tuple(entries.values()),
            limits=None if limits is None else limits.get(str(tag), {}),
            typos=typos,
        )
        if update is not None:
            done.append(UpdatedCatalog(path, update, update.data != data))
    _tell_of_typos(typos, done, problems)
    return tuple(done)


def _tag(name: str, problems: Problems) -> Tag | None:
    try:
        return parse_tag(name)
    except BookletError as error:
        problems.extend(error.problems)
        return None


def _chosen(source: SourceBooklet, names: Sequence[str], problems: Problems) -> list[Path]:
    there = own_catalogs(source)
    found: dict[Path, None] = {}
    for name in names:
        tag = _tag(name, problems)
        path = catalog_path(source, str(tag)) if tag is not None else None
        if path in there:
            found[path] = None
        elif tag == parse_tag(source.language):
            problems.error(None, f"the booklet itself is in {tag}: it has no catalog of that", "name other languages")
        elif tag is not None:
            has = listed([path.parent.parent.name for path in there], "and")
            mend = f"begin it with translate init {tag}" + (f"; there are {has}" if there else "")
            problems.error(None, f"the booklet has no catalog of {tag} of its own", mend)
    return list(found)


def _check_ids(source: SourceBooklet, ids: Collection[str], problems: Problems) -> None:
    known = [message.id for message in source.messages]
    suggester = Suggester()
    for each in ids:
        if each not in known:
            otherwise = f"ids stand behind msgctxt in {catalog_roots(source)[0].name}/booklet.pot"
            problems.error(None, f"the booklet has no message {quote(each)}", suggester.mend(each, known, otherwise))
    problems.stop_if_errors()


def _tell_of_typos(ids: Collection[str], done: Sequence[UpdatedCatalog], problems: Problems) -> None:
    mended = {each for catalog in done for each in catalog.update.mended_ids}
    for each in dict.fromkeys(ids):
        if any(each in catalog.update.too_much for catalog in done):
            what = f"the text of {quote(each)} has other marks or placeholders than before: that is more than a slip"
            problems.warn(None, what, "translations of it are fuzzy now, and somebody has to look at them")
        elif each not in mended:
            what = f"no catalog has another text of {quote(each)} than the booklet"
            mend = "there is nothing to mend; if an update has made it fuzzy, take that back and give --typo at once"
            problems.warn(None, what, mend)
