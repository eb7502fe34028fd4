# SPDX-License-Identifier: Apache-2.0
"""What a booklet's own theme must keep to: what an edition promises its readers, and a page that has room for text."""

from __future__ import annotations

from collections.abc import Collection

from booklet.content.nodes import Scalar
from booklet.layout.theme import PageGeometry
from booklet.layout.themelayers import Entries
from booklet.problems import Problems

__all__ = ["check_page", "check_promises"]

_MM = 72 / 25.4

_LEAST_WIDTH, _LEAST_HEIGHT = 100.0, 150.0
"""The smallest column of text, in points."""

_STRICT = {"text.contrast": "AAA", "text.hyphenate": "no", "text.italic": "no"}
"""Values that make text easier to read. Where a built-in edition has them, they cannot be taken back."""

_SPELLINGS = {"true": "yes", "false": "no"}


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
            what = f"the {edition} edition promises {name!r}: {strict}, and here it is {_word(entries.leaves[name])!r}"
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
