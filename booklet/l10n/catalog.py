# SPDX-License-Identifier: Apache-2.0
"""Finds and reads the catalogs of a booklet.

A booklet's catalogs lie in ``<folder>/locales/<posix>/LC_MESSAGES/booklet.po``, those of a bundled booklet in the
program's own ``locales``. A booklet that extends another one takes from that one's catalogs what its own do not have,
and every booklet takes interface messages (``ui.*``) from the program's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from booklet import paths
from booklet.content.model import Message, SourceBooklet
from booklet.l10n.poheader import PoHeader, check_header, read_header
from booklet.l10n.polint import Translation, check_entries, replaced_ids
from booklet.l10n.poread import read_po
from booklet.l10n.pseudo import is_pseudo
from booklet.l10n.tags import Tag, parents, parse_tag, same_language, suggest
from booklet.problems import BookletError, Problems, Span
from booklet.values import Immutable

__all__ = [
    "INTERFACE", "Catalog", "available_locales", "catalog_files", "catalog_path", "catalog_roots", "form_of_available",
    "has_catalog", "own_catalogs", "own_messages", "read_catalog", "template_path", "text_files",
    "warn_of_unused_catalogs", "warn_of_unused_facts",
]  # fmt: skip

INTERFACE = "ui."
"""What the ids of interface messages begin with."""

_DOMAIN = "booklet"


class Catalog(Immutable, frozen=True):
    """What there is in one language: translations by message id, merged from all folders of a booklet.

    ``path`` is the nearest file, the booklet's own or one of a booklet that it extends; None where only the program's
    interface messages were found.
    """

    tag: Tag
    path: Path | None
    texts: Mapping[str, Translation]
    translators: tuple[str, ...] = ()
    machine_draft: bool = False
    reviewers: tuple[str, ...] = ()
    reviewed: bool = False


def catalog_roots(source: SourceBooklet) -> tuple[Path, ...]:
    """The folders of catalogs of a booklet and, after it, of those it extends."""
    bundled = paths.bundled_booklets().resolve()
    return tuple(
        paths.bundled_locales() if folder.resolve().parent == bundled else folder / "locales"
        for folder in source.folders
    )


def template_path(source: SourceBooklet) -> Path:
    """Where the booklet's template for translators lies."""
    return catalog_roots(source)[0] / f"{_DOMAIN}.pot"


def catalog_path(source: SourceBooklet, tag: str) -> Path:
    """Where the booklet's own catalog of a locale lies, or is to lie."""
    parsed = parse_tag(tag)
    root = catalog_roots(source)[0]
    return _files(root).get(parsed) or root / parsed.posix / "LC_MESSAGES" / f"{_DOMAIN}.po"


def catalog_files(source: SourceBooklet, tag: Tag) -> tuple[Path, ...]:
    """The catalogs of a locale that there are: the booklet's own, then those of the booklets that it extends."""
    found = (_files(root).get(tag) for root in catalog_roots(source))
    return tuple(path for path in found if path is not None)


def has_catalog(root: Path, tag: Tag) -> bool:
    """Whether a folder of catalogs has one of a locale."""
    return tag in _files(root)


def text_files(source: SourceBooklet, tag: Tag) -> tuple[Path, ...]:
    """The files that a language's texts are read from, nearest first; the last may be the program's own words."""
    found = (_files(root).get(tag) for root in (*catalog_roots(source), paths.bundled_locales()))
    return tuple(dict.fromkeys(file for file in found if file is not None))


def own_catalogs(source: SourceBooklet) -> tuple[Path, ...]:
    """The booklet's own catalogs that are there, without those of the booklets that it extends."""
    own = parse_tag(source.language)
    return tuple(sorted(path for tag, path in _files(catalog_roots(source)[0]).items() if tag != own))


def own_messages(source: SourceBooklet) -> tuple[Message, ...]:
    """The messages of the booklet's own template: those that a booklet that it extends has not."""
    if len(source.folders) == 1:
        return source.messages
    folders = [folder.resolve() for folder in source.folders]
    files = {message.span.file for message in source.messages if not message.id.startswith(INTERFACE)}
    own = {file for file in files if _home(Path(file).resolve(), folders) == 0}
    return tuple(message for message in source.messages if message.span.file in own)


def _home(file: Path, folders: Sequence[Path]) -> int:
    return next((number for number, folder in enumerate(folders) if file.is_relative_to(folder)), 0)


def available_locales(source: SourceBooklet) -> tuple[str, ...]:
    """The locales that are built unless some are named, as BCP 47 tags: the source's, then others by the alphabet.

    They are those with a catalog, and those with local facts that take their texts from a catalog or the source.
    """
    own = parse_tag(source.language)
    catalogs = {tag for root in catalog_roots(source) for tag in _files(root)}
    local = {tag for tag in _facts_files(source) if _takes_texts(tag, own, catalogs)}
    return (str(own), *sorted(str(tag) for tag in (catalogs | local) - {own}))


def form_of_available(text: str, available: Sequence[str]) -> str | None:
    """The locale that ``text`` names, where it is one of :func:`available_locales` or takes its texts from one."""
    try:
        tag = parse_tag(text)
    except BookletError:
        return None
    own, *others = (parse_tag(each) for each in available)
    return str(tag) if _takes_texts(tag, own, others) else None


def _takes_texts(tag: Tag, own: Tag, catalogs: Collection[Tag]) -> bool:
    return is_pseudo(tag) or same_language(tag, own) or any(each in catalogs for each in (tag, *parents(tag)))


def _facts_files(source: SourceBooklet) -> dict[Tag, str]:
    """The locales with contacts of their own, and the file of each."""
    found: dict[Tag, str] = {}
    for (locale, _), contacts in source.facts.items():
        try:
            tag = parse_tag(locale)
        except BookletError:  # reported when the booklet is built
            continue
        if contacts:
            found.setdefault(tag, contacts[0].span.file)
    return found


def warn_of_unused_facts(source: SourceBooklet, problems: Problems) -> None:
    """Warn of local facts that no locale takes."""
    built = [parse_tag(locale) for locale in available_locales(source)]
    used = {each for tag in built for each in (tag, *parents(tag))}
    for tag, file in _facts_files(source).items():
        if tag not in used:
            problems.warn(
                Span(file), f"these contacts are not used: there is no translation into {tag}",
                f"add locales/{tag.posix}/LC_MESSAGES/{_DOMAIN}.po",
            )  # fmt: skip


def warn_of_unused_catalogs(root: Path, own: str | None, problems: Problems) -> None:
    """Warn of every PO file in a folder of catalogs that does not lie where it would be found.

    ``own`` is the language of the booklet, where that is known: a catalog of it is of no use either.
    """
    used = _files(root)
    tags = {path: tag for tag, path in used.items()}
    try:
        files = sorted(path for path in root.rglob("*.po") if not path.name.startswith(".") and path.is_file())
    except OSError:  # no translations, or none that can be read
        return
    for path in files:
        if path in tags and str(tags[path]) != own:
            continue
        tag = tags.get(path) or _meant(path, root)
        name = path.relative_to(root.parent).as_posix()
        if str(tag) == own:
            mend = f"the booklet itself is in {tag}: change the text there, and delete this catalog"
        elif tag in used:
            mend = f"{used[tag].relative_to(root.parent).as_posix()} is used: keep one of the two, in that place"
        else:
            folder = tag.posix if tag else "LANGUAGE"
            mend = f"move it to {root.name}/{folder}/LC_MESSAGES/{_DOMAIN}.po"
            mend += "" if tag else ", where LANGUAGE is its language's tag, like fr or pt_BR"
        problems.warn(Span(str(path)), f"{name} is not used", mend)


def _meant(path: Path, root: Path) -> Tag | None:
    """The language of a catalog, by its own name, the folders it lies in, its header, or what these nearly say."""
    folders = [folder for folder in path.relative_to(root).parts[-2::-1] if folder != "LC_MESSAGES"]
    po = read_po(path, Problems())
    header = read_header(po, Problems()) if po else None
    names = [*folders, path.stem, header.fields.get("language", "") if header else ""]
    for name in (*names, *(near for folder in folders for near in suggest(folder))):
        try:
            return parse_tag(name)
        except BookletError:
            continue
    return None


def read_catalog(source: SourceBooklet, tag: Tag, problems: Problems, *, unsure: bool = False) -> Catalog:
    """Read and check everything there is of ``tag``. A catalog without a file has no texts; faults become problems.

    Translations marked fuzzy are in it only where they are asked for by ``unsure``.
    """
    messages = {message.id: message for message in source.messages}
    roots = catalog_roots(source)
    texts: dict[str, Translation] = {}
    headers: list[PoHeader] = []
    path: Path | None = None
    for number, root in enumerate(roots):
        file = _files(root).get(tag)
        if file is None:
            continue
        path = path or file
        header, found = _read(file, messages, problems, whole=number == 0, replaced=replaced_ids(source), unsure=unsure)
        for message_id, translation in found.items():
            texts.setdefault(message_id, translation)
        if header is not None and found:
            headers.append(header)
    missing = {k: message for k, message in messages.items() if k.startswith(INTERFACE) and k not in texts}
    if missing and paths.bundled_locales() not in roots:
        file = _files(paths.bundled_locales()).get(tag)
        if file is not None:
            texts |= _read(file, missing, problems, whole=False)[1]
    translators = dict.fromkeys(name for header in headers for name in header.translators)
    reviewers = dict.fromkeys(name for header in headers for name in header.reviewers)
    draft = any(header.machine_draft for header in headers)
    reviewed = bool(headers) and all(header.reviewed for header in headers)
    return Catalog(tag, path, texts, tuple(translators), draft, tuple(reviewers), reviewed)


def _read(
    file: Path,
    messages: Mapping[str, Message],
    problems: Problems,
    *,
    whole: bool,
    replaced: tuple[str, ...] = (),
    unsure: bool = False,
) -> tuple[PoHeader | None, dict[str, Translation]]:
    po = read_po(file, problems)
    if po is None:
        return None, {}
    header = read_header(po, problems)
    check_header(header, po, problems)
    return header, check_entries(po, messages, problems, whole=whole, replaced=replaced, unsure=unsure)


def _files(root: Path) -> dict[Tag, Path]:
    """The catalogs of a folder by language. A folder's canonical name wins over other spellings (zh_TW, sr@latin)."""
    try:
        folders = sorted(path for path in root.iterdir() if path.is_dir())
    except OSError:  # no translations yet
        return {}
    found: dict[Tag, Path] = {}
    for folder in folders:
        file = folder / "LC_MESSAGES" / f"{_DOMAIN}.po"
        try:
            tag = parse_tag(folder.name)
        except BookletError:  # some other folder
            continue
        if file.is_file() and (tag not in found or folder.name == tag.posix):
            found[tag] = file
    return found
