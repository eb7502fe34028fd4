# SPDX-License-Identifier: Apache-2.0
"""Theme files: the built-in ones, and a booklet's own over one of them, checked key by key and for contrast."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from booklet.content.reader import read_yaml
from booklet.layout.contrast import check_contrast
from booklet.layout.theme import SCREEN, Theme
from booklet.layout.themelayers import BUILT_IN, Entries, base_of, built_in_layers, combined, editions_of, read_layer
from booklet.layout.themereader import PAPERS, ThemeReader
from booklet.layout.themerules import check_pictures, check_use
from booklet.problems import Problem, Problems, Severity, Span

__all__ = ["BUILT_IN", "PAPERS", "load_theme", "load_themes"]


def load_theme(
    path: Path | None,
    problems: Problems,
    root: Path | None = None,
    families: Collection[str] | None = None,
    drawn: Collection[tuple[str, Span]] | None = None,
    away: Mapping[str, str] = MappingProxyType({}),
    edition: str = SCREEN,
    name: str = "",
) -> Theme | None:
    """The theme of one edition; see :func:`load_themes`."""
    themes = load_themes(path, problems, root, families, drawn, away, editions=[edition], name=name)
    return themes[edition] if themes else None


def load_themes(
    path: Path | None,
    problems: Problems,
    root: Path | None = None,
    families: Collection[str] | None = None,
    drawn: Collection[tuple[str, Span]] | None = None,
    away: Mapping[str, str] = MappingProxyType({}),
    *,
    editions: Sequence[str] = (SCREEN,),
    paper: str = "",
    name: str = "",
) -> Mapping[str, Theme] | None:
    """The theme of each of some editions: a built-in one, with what the theme file at ``path`` changes.

    Every fault is an error in ``problems`` with its place, whichever editions it is in, and once; then the result is
    None. Contrast is checked in those asked for. ``root`` is the folder that the file must lie in (its own by default).
    ``families`` are the font families that there are, and ``drawn`` the colours that pictures name, with the places of
    the pictures, if that is known. ``away`` are families that have yet to be fetched, with what to do for it. ``paper``
    takes the place of the paper that the editions have; an edition with a page of its own cannot have another. ``name``
    is the built-in theme to begin with, whatever the file says.
    """
    before = len(problems.errors)
    document = read_yaml(path, root or path.parent, problems, may_be_empty=True) if path is not None else None
    base = base_of(document.root, problems) if document is not None else ""
    layers = built_in_layers(name or base or BUILT_IN[0])
    if document is not None:
        layers = (*layers, read_layer(document.root, layers, problems))
    names = list(editions)
    if document is not None or paper:  # else they are the built-in ones, which have no faults
        names = list(dict.fromkeys([*editions, SCREEN, *editions_of(layers)]))
    entries = {each: combined(layers, each) for each in names}
    readers = {each: ThemeReader(entries[each], families, away, paper, each) for each in names}
    themes: dict[str, Theme] = {}
    places: set[Span] = set()
    for each, reader in readers.items():
        theme = reader.theme()
        problems.extend(found for found in reader.problems if found.span not in places)
        places |= {found.span for found in reader.problems if found.span is not None}
        if theme is not None:
            themes[each] = theme
    if len(problems.errors) == before:
        _check_paper(readers, editions, paper, problems)
        pairs: set[tuple[str, str]] = set()
        for each in editions:
            check_contrast(themes[each], entries[each].chosen, problems, pairs, "" if each == SCREEN else each)
        if drawn is not None:
            for each in editions:
                check_pictures(themes[each], drawn, problems)
            _check_use(entries, themes, drawn, problems)
    return {each: themes[each] for each in editions} if len(problems.errors) == before else None


def _check_paper(readers: Mapping[str, ThemeReader], editions: Sequence[str], paper: str, problems: Problems) -> None:
    """Tell of editions that are asked for on a paper and have a page of their own."""
    if not paper:
        return
    offices = [each for each, reader in readers.items() if reader.on_paper]
    for each in editions:
        if not readers[each].on_paper:
            mend = f"leave the paper out, or build only {' or '.join(offices)}" if offices else "leave the paper out"
            problems.error(None, f"the {each} edition has a page of its own, so it cannot be on {paper} paper", mend)


def _check_use(
    entries: Mapping[str, Entries],
    themes: Mapping[str, Theme],
    drawn: Collection[tuple[str, Span]],
    problems: Problems,
) -> None:
    """Warn of the booklet's own colours and fonts that nothing uses in any edition."""
    unused: list[list[Problem]] = []
    for each, of_edition in entries.items():
        found = Problems()
        check_use(of_edition, themes[each], drawn, found)
        unused.append([problem for problem in found if problem.severity is Severity.WARNING])
    everywhere = [problem for problem in unused[0] if all(problem in others for others in unused[1:])]
    problems.extend(everywhere)
