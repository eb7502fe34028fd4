# SPDX-License-Identifier: Apache-2.0
"""What a booklet's own theme must keep to: an edition's promises, a page with room for text, colours that are used."""

from __future__ import annotations

from collections.abc import Collection

from booklet.content.nodes import Scalar
from booklet.layout.theme import PageGeometry, Theme
from booklet.layout.themelayers import Entries, suggestion
from booklet.problems import Problems, Span

__all__ = ["check_page", "check_pictures", "check_promises", "check_use"]

_MM = 72 / 25.4

_LEAST_WIDTH, _LEAST_HEIGHT = 100.0, 150.0
"""The smallest column of text, in points."""

_STRICT = {"text.contrast": "AAA", "text.hyphenate": "no", "text.italic": "no"}
"""Values that make text easier to read. Where a built-in edition has them, they cannot be taken back."""

_SPELLINGS = {"true": "yes", "false": "no"}

_COLOURED = frozenset({"fill", "accent", "border", "colour", "ground", "band", "rule", "link", "bar"})


def _word(leaf: object) -> str:
    text = leaf.text if isinstance(leaf, Scalar) else ""
    return _SPELLINGS.get(text, text)


def check_promises(entries: Entries, edition: str, papers: Collection[str], problems: Problems) -> None:
    """Report what a booklet's own theme takes back of what a built-in edition promises (clear print, above all).

    A reader who chooses large print relies on it, whoever publishes the booklet. What is no value at all is left to
    whoever reads it. ``papers`` are those of offices.
    """
    for name, strict in _STRICT.items():
        if name in entries.own and _word(entries.promised.get(name)) == strict != _word(entries.leaves[name]):
            what = f"the {edition} edition promises '{name}: {strict}', and here it is {_word(entries.leaves[name])!r}"
            problems.error(entries.place(name), what, "take it out")
    if "page.paper" in entries.own and _word(entries.promised.get("page.paper")) in papers:
        paper = _word(entries.leaves["page.paper"])
        if paper not in papers:
            what = f"the {edition} edition is for the paper of offices, and here its page is of another size"
            problems.error(entries.place("page.paper"), what, f"take it out, or write paper: {' or '.join(papers)}")


def check_page(page: PageGeometry, entries: Entries, where: str, problems: Problems) -> None:
    """Report a page without room for text, and a running head or a page number that stands in it.

    ``where`` is how messages begin in an edition.
    """
    if page.column < _LEAST_WIDTH or page.frame_height < _LEAST_HEIGHT:
        names = ("width", "height", "inner", "outer", "top", "bottom", "head", "foot")
        problems.error(
            entries.chosen([f"page.{name}" for name in names]),
            f"{where}the margins leave too little of the page",
            "make the page larger or the margins smaller",
        )
    for name, baseline, margin, of_margin in (
        ("head", page.head, "top", page.top),
        ("foot", page.foot, "bottom", page.bottom),
    ):
        if baseline >= of_margin:
            problems.error(
                entries.chosen([f"page.{name}", f"page.{margin}"]),
                f"{where}'page.{name}' is {baseline / _MM:.4g} mm, which is not inside the {margin} margin of "
                f"{of_margin / _MM:.4g} mm",
                f"make 'page.{name}' smaller than 'page.{margin}'",
            )


def check_pictures(theme: Theme, drawn: Collection[tuple[str, Span]], problems: Problems) -> None:
    """Report colours of pictures that there are not."""
    for name, span in drawn:
        if name not in theme.palette:
            mend = suggestion(name, theme.palette, "add it under colours in theme.yaml, or draw with one of its")
            problems.error(span, f"the picture names a colour {name!r}, which the theme does not have", mend)


def check_use(entries: Entries, theme: Theme, drawn: Collection[tuple[str, Span]], problems: Problems) -> None:
    """Warn of the booklet's own colours and fonts that nothing uses."""
    named = {leaf.text for name, leaf in entries.leaves.items() if _names_colour(name) and isinstance(leaf, Scalar)}
    named |= {name for name, _ in drawn}
    built_in = entries.built_in
    for name in theme.palette:
        if f"colours.{name}.rgb" not in built_in and name not in named:
            others = [other for other in theme.palette if f"colours.{other}.rgb" in built_in]
            mend = suggestion(name, others, "name it in one, or take it out")
            what = f"no style, shape or picture uses the colour {name!r}"
            problems.warn(entries.place(f"colours.{name}.rgb"), what, mend)
    for name in theme.fonts:
        if f"fonts.{name}" not in built_in and all(style.font != name for style in theme.styles.values()):
            others = [other for other in theme.fonts if other != name]
            mend = suggestion(name, others, "name them in one, or take them out")
            problems.warn(entries.place(f"fonts.{name}"), f"no style uses the fonts {name!r}", mend)


def _names_colour(entry: str) -> bool:
    """Whether an entry's value is the name of a colour."""
    return not entry.startswith("space.") and entry.rpartition(".")[2].rpartition("-")[2] in _COLOURED
