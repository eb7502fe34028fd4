# SPDX-License-Identifier: Apache-2.0
"""Loads a booklet's folder: ``booklet.yaml``, the booklet that it extends, its pictures and local facts."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

from msgspec.structs import replace

from booklet.content.draft import Draft
from booklet.content.facts import read_facts
from booklet.content.model import BackCover, Block, Contacts, Imprint, SourceBooklet
from booklet.content.nodes import Document, MappingNode, Scalar
from booklet.content.reader import lies_inside, read_yaml
from booklet.content.record import ID, Findings, Reading, Record, Scope, read_values
from booklet.content.references import check_references
from booklet.content.schema import BOOKLET, OVERLAY
from booklet.content.validate import validate
from booklet.content.words import Suggester, listed, quote
from booklet.paths import bundled_booklets
from booklet.problems import BookletError, Problems, Span
from booklet.values import Immutable

__all__ = ["FILE_NAME", "load_booklet"]

FILE_NAME = "booklet.yaml"
_NEARLY = {FILE_NAME, f"{FILE_NAME}.txt", "booklet.yml", "booklet.yml.txt"}  # in any case
_MAX_EXTENDS = 5


class _File(Immutable, frozen=True):
    """A ``booklet.yaml`` that has been read: its folder and its fields by attribute."""

    folder: Path
    document: Document
    values: dict[str, Any]


def load_booklet(folder: Path, problems: Problems) -> SourceBooklet:
    """Load the booklet in ``folder``.

    Args:
        folder: Holds ``booklet.yaml``. Messages name files by this path, as it was given.
        problems: Takes the warnings, and every error of all files in one run.

    Returns:
        The booklet, checked and whole.

    Raises:
        BookletError: if there is any error, with everything found.
    """
    findings = Findings()
    files = _read_chain(folder, problems, findings)
    if not files:
        raise BookletError(problems)
    *overlays, base = files
    draft = _draft(base, problems, findings)
    _add_facts(draft, base.folder)
    for overlay in reversed(overlays):
        _apply(overlay, draft)
    draft.resolve()
    validate(draft)
    check_references(draft)
    problems.stop_if_errors()
    return draft.finish()


def _read_chain(folder: Path, problems: Problems, findings: Findings) -> list[_File]:
    """Read the booklet's file and those it extends, the nearest first. Without a booklet at the end it is empty."""
    files: list[_File] = []
    seen: set[Path] = set()
    if _is_named_wrongly(folder, problems):
        return files
    here: Path | None = folder
    while here is not None:
        document = read_yaml(here / FILE_NAME, here, problems)
        if document is None:
            return []
        seen.add(here.resolve())
        findings.documents.append(document)
        extends = document.root.get("extends")
        record = OVERLAY if extends is not None else BOOKLET
        files.append(_File(here, document, _read(record, document, here, problems, findings)))
        if extends is None:
            return files
        if not isinstance(extends, Scalar) or extends.is_null:  # reported by the schema
            return []
        here = _base_folder(extends.text, here, extends.span, problems)
        if here is None:
            return []
        if here.resolve() in seen:
            problems.error(extends.span, "the booklets extend each other in a circle", "let one of them stand alone")
            return []
        if len(files) == _MAX_EXTENDS:
            what = f"more than {_MAX_EXTENDS - 1} booklets extend one another"
            problems.error(extends.span, what, "extend the first one directly")
            return []
    return []


def _is_named_wrongly(folder: Path, problems: Problems) -> bool:
    """Say what was meant where a file is named instead of its folder, or the booklet's file is nearly named so."""
    path = folder / FILE_NAME
    try:
        if folder.is_file():
            problems.error(Span(str(folder)), "this is a file", f"name the folder, not the file: {folder.parent}")
            return True
        if path.exists():
            return False
        near = sorted(each.name for each in folder.iterdir() if each.name.casefold() in _NEARLY)
    except (OSError, ValueError):  # said when the file is read
        return False
    if near:
        problems.error(Span(str(path)), "there is no such file", f"did you mean {near[0]}? rename it to {FILE_NAME}")
    return bool(near)


def _read(record: Record, document: Document, folder: Path, problems: Problems, findings: Findings) -> dict[str, Any]:
    scope = Scope(Reading(document, folder, problems, findings), document.root, "booklet")
    read_values(record, scope)
    return scope.values


def _base_folder(name: str, folder: Path, span: Span, problems: Problems) -> Path | None:
    """The folder of the booklet that is extended: one that comes with the program, or one beside this one."""
    bundled = bundled_booklets()
    try:
        if ID.match(name) and (bundled / name / FILE_NAME).is_file():
            return bundled / name
        pure = PurePosixPath(name)
        if not name or pure.is_absolute() or "\\" in name or ":" in name or "\0" in name:
            problems.error(span, f"{quote(name)} is no relative path", "write the path from here, like ../base")
            return None
        if (folder / pure / FILE_NAME).is_file():
            return folder / pure
        known = sorted(path.parent.name for path in bundled.glob(f"*/{FILE_NAME}"))
    except (OSError, ValueError):
        known = []
    otherwise = f"write the path of a booklet's folder from here, or a bundled booklet's name ({listed(known)})"
    mend = Suggester().mend(name, known, otherwise)
    problems.error(span, f"there is no booklet {quote(name)}", mend)
    return None


def _draft(base: _File, problems: Problems, findings: Findings) -> Draft:
    values = base.values
    return Draft(
        problems=problems,
        findings=findings,
        span=base.document.root.span,
        folders=[base.folder],
        slug=values["slug"],
        language=values["language"],
        title=values["title"],
        subject=values["subject"],
        author=values["author"],
        edition=values["edition"],
        date=values["date"],
        keywords=values["keywords"],
        notice_below=values["notice_below"],
        blocks=values["blocks"],
        footnotes=values["footnotes"],
        addresses=dict(values["links"]),
        abbreviations=values["abbreviations"],
        values=values["values"],
        theme=_theme(base, problems),
        discreet=values["discreet"],
    )


def _theme(file: _File, problems: Problems) -> Path | None:
    """The theme file that a booklet names, or ``theme.yaml`` where there is one."""
    name = file.values["theme"]
    if name is None:
        usual = file.folder / "theme.yaml"
        return usual if usual.is_file() and lies_inside(usual, file.folder) else None
    node = file.document.root.get("theme")
    span = node.span if node else file.document.root.span
    path: Path = file.folder / name
    if not lies_inside(path, file.folder):
        problems.error(span, f"the theme {quote(name)} lies outside the booklet's folder", "copy it into the folder")
    elif not path.is_file():
        problems.error(span, f"there is no theme {quote(name)}", "check the name, or leave ‘theme’ out")
    else:
        return path
    return None


def _add_facts(draft: Draft, folder: Path) -> None:
    found = read_facts(folder, draft.problems, draft.findings)
    # A locale's file goes before its country's, but not one of the booklet that is extended before the nearest one.
    draft.facts = {(tag, name): each for (tag, name), each in draft.facts.items() if not found.has(tag, name)}
    draft.facts.update(found.locales)
    draft.country_facts.update(found.countries)
    for name, span in found.places.items():
        draft.fact_lists.setdefault(name, span)


def _apply(overlay: _File, draft: Draft) -> None:
    """Lay one booklet's own things over the draft of the booklet that it extends."""
    values = overlay.values
    draft.folders.insert(0, overlay.folder)
    draft.slug = values["slug"]
    draft.author = values["author"] or draft.author
    draft.edition = values["edition"] or draft.edition
    draft.date = values["date"] or draft.date
    draft.theme = _theme(overlay, draft.problems) or draft.theme
    draft.discreet = values["discreet"] or draft.discreet
    if values["logo"]:
        draft.set_logo(values["logo"])
    for name, address in values["links"].items():
        if name in draft.addresses:
            # Texts of the extended booklet may mean the old one; silently turning their links would mislead readers.
            what = f"the booklet that is extended has a link {quote(name)} already"
            draft.problems.error(address.span, what, "give this one another id")
        draft.addresses[name] = address
    _replace_contacts(overlay, draft)
    _add_imprint(values["imprint"], overlay.document.root.span, draft)
    _add_facts(draft, overlay.folder)


def _replace_contacts(overlay: _File, draft: Draft) -> None:
    contacts = overlay.values["contacts"]
    tables = {block.id: block for block in draft.walk() if isinstance(block, Contacts)}
    node = overlay.document.root.get("contacts")
    for entry in node if isinstance(node, MappingNode) else ():
        if entry.key.text not in tables:
            what = f"{quote(entry.key.text)} is no table of contacts of the booklet that is extended"
            mend = draft.findings.suggester.mend(entry.key.text, tables, f"there is {listed(tables) or 'none'}")
            draft.problems.error(entry.key.span, what, mend)

    def replaced(block: Block) -> Block:
        if isinstance(block, Contacts) and contacts.get(block.id):
            return replace(block, items=contacts[block.id])
        return block

    draft.change(replaced)
    # Local facts of the extended booklet would hide the new contacts; facts of this booklet come after them.
    hidden = {block.facts for block in tables.values() if block.id in contacts}
    draft.facts = {key: items for key, items in draft.facts.items() if key[1] not in hidden}
    draft.country_facts = {key: items for key, items in draft.country_facts.items() if key[1] not in hidden}


def _add_imprint(blocks: tuple[Block, ...], span: Span, draft: Draft) -> None:
    if not blocks:
        return
    if not any(isinstance(block, Imprint) for block in draft.blocks):
        at = len(draft.blocks) - (1 if draft.blocks and isinstance(draft.blocks[-1], BackCover) else 0)
        draft.blocks = (*draft.blocks[:at], Imprint("imprint", span, blocks), *draft.blocks[at:])
        return
    draft.change(lambda block: replace(block, blocks=blocks + block.blocks) if isinstance(block, Imprint) else block)
