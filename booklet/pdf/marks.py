# SPDX-License-Identifier: Apache-2.0
"""Unseen artifacts that keep readers which go by places from changing the text.

PDFium, and so Chrome, sorts what stands on a line from left to right, cuts it where letters of one direction end, and
turns round what is right to left. Brackets and quotation marks in it, it mirrors, although they are told as the text
has them; a sign after a word that ends in a vowel sign, it takes for one group with that. Marks of direction
(U+200E, U+200F), drawn without ink and outside of the tagged text, set both apart. Where Chrome copies them, they make
the text look as it does here.

A hyphen at a line's end, PDFium and pdftotext take out, as if it had not been there before the line was broken, unless
the line ends with something else: a zero-width space stands behind the author's own.

Each of these shows a glyph that has ink, since PDFium passes over what has none, in the text rendering mode that paints
nothing (ISO 32000-1, 9.3.6).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from booklet.layout.model import Fragment, TextFragment
from booklet.text.characters import extends
from booklet.text.model import Cluster, GlyphRun

__all__ = ["UNSEEN_MARKS", "with_unseen_marks"]

_LEFT_TO_RIGHT: Final = "\u200e"
_RIGHT_TO_LEFT: Final = "\u200f"
_LINE_END: Final = "\u200b"
UNSEEN_MARKS: Final = frozenset({_LEFT_TO_RIGHT, _RIGHT_TO_LEFT, _LINE_END})
"""What artifacts that are never painted read as."""

_MIRRORED: Final = frozenset("()[]{}<>«»‹›“”„‟‘’‚")
_SIGNS: Final = frozenset(".,;:!?،؛؟۔%٪…)]}»›”’")
_SMALL: Final = 0.1
"""The size of a mark, as a share of the text's: as large as the text, it would cover the space beside it for PDFium."""

_NEAR, _FAR = 0.01, 0.02
"""How far left of an edge a mark stands, in ems: readers sort by places, so the order of two at one edge must show."""


def with_unseen_marks(fragments: Iterable[Fragment], *, right_to_left: bool) -> Iterator[Fragment]:
    """The fragments of a page, cut and with marks between them where readers need it.

    ``right_to_left`` is the page's direction: the document's, by which PDFium goes in every line, or that of a page in
    another language.
    """
    before: TextFragment | None = None
    for fragment in fragments:
        if not isinstance(fragment, TextFragment):
            yield fragment
            continue
        if before is not None and fragment.y > before.y:
            yield from _line_end(before)
        before = fragment
        if not right_to_left or fragment.slot is None:
            yield fragment
        elif fragment.run.level % 2:
            yield from _right_to_left(fragment)
        else:
            yield fragment
            last = fragment.run.clusters[-1] if fragment.run.clusters else None
            if last is not None and last.text in _MIRRORED:
                em = fragment.run.font.units_per_em
                yield _mark(fragment, last, _width(fragment.run.clusters) - _FAR * em, _LEFT_TO_RIGHT)


def _line_end(fragment: TextFragment) -> Iterator[Fragment]:
    """What stands behind a fragment's last hyphen."""
    run = fragment.run
    last = next((cluster for cluster in reversed(run.clusters) if cluster.text.strip()), None)
    if fragment.slot is not None and run.level % 2 == 0 and last is not None and last.text == "-":
        yield _mark(fragment, last, _width(run.clusters), _LINE_END)


def _right_to_left(fragment: TextFragment) -> Iterator[Fragment]:
    """A right-to-left run in its order, with marks right and left of what mirrors, and before signs after vowels."""
    logical = fragment.run.clusters[::-1]
    cuts = {0, len(logical)}
    for index, cluster in enumerate(logical):
        if cluster.text in _MIRRORED:
            cuts |= {index, index + 1}
        elif _sign_after_mark(logical, index):
            cuts.add(index)
    if len(cuts) == 2 and logical[0].text not in _MIRRORED and logical[0].text[0] not in _SIGNS:
        yield fragment
        return
    em = fragment.run.font.units_per_em
    left = _width(logical)
    start = fragment.run.start
    for first, last in pairwise(sorted(cuts)):
        part = logical[first:last]
        right, left = left, left - _width(part)
        mirrored = part[0].text in _MIRRORED
        # All marks stand before the part: readers that go by places do not mind, and pdf.js, which else gives a vowel
        # sign at the left end of a part to the part before, begins anew after text of another size.
        if mirrored:
            yield _mark(fragment, part[0], right - _FAR * em, _LEFT_TO_RIGHT)
        elif first == 0 and part[0].text[0] in _SIGNS:
            yield _mark(fragment, part[0], right - _FAR * em, _RIGHT_TO_LEFT)
        if mirrored or _sign_after_mark(logical, last):
            yield _mark(fragment, part[0], left - _NEAR * em, _RIGHT_TO_LEFT)
        text = "".join(each.text for each in part)
        end, width = start + len(text), _points(fragment.run, _width(part))
        run = replace(fragment.run, clusters=part[::-1], text=text, start=start, end=end, width=width)
        start = end
        yield TextFragment(run, fragment.x + _points(fragment.run, left), fragment.y, fragment.slot, fragment.artifact)


def _sign_after_mark(logical: tuple[Cluster, ...], index: int) -> bool:
    return 0 < index < len(logical) and logical[index].text[0] in _SIGNS and extends[logical[index - 1].text[-1]]


def _width(clusters: tuple[Cluster, ...]) -> float:
    """In font units."""
    return float(sum(cluster.advance for cluster in clusters))


def _points(run: GlyphRun, units: float) -> float:
    return units * run.style.size / run.font.units_per_em


def _mark(fragment: TextFragment, cluster: Cluster, x: float, text: str) -> TextFragment:
    """An artifact that shows a cluster's glyphs, ``x`` font units from the fragment's left, and reads as ``text``."""
    run = replace(fragment.run, slot=None, text=text, clusters=(cluster._replace(text=text),))
    return TextFragment(run, fragment.x + _points(fragment.run, x), fragment.y, None, "layout")
