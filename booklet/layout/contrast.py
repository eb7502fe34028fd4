# SPDX-License-Identifier: Apache-2.0
"""Contrast of the theme's colours (WCAG 2.2, success criteria 1.4.3, 1.4.6 and 1.4.11)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from booklet.layout.icons import CONTACT_COLOURS
from booklet.layout.model import Colour
from booklet.layout.theme import Theme
from booklet.problems import Problems, Span

__all__ = ["check_contrast", "contrast"]

_TEXT, _LARGE, _ENHANCED, _SHAPE = 4.5, 3.0, 7.0, 3.0


def _luminance(colour: Colour) -> float:
    """Relative luminance (WCAG 2.2, definition)."""
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour.rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: Colour, second: Colour) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    one, other = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (one + 0.05) / (other + 0.05)


def check_contrast(
    theme: Theme,
    place: Callable[[Sequence[str]], Span | None],
    problems: Problems,
    told: set[tuple[str, str]],
    edition: str = "",
) -> None:
    """Report every pair of text and ground that occurs on a page and is too hard to read, each once.

    ``place`` picks, of the theme's entries that decide a pair, the one to name. Pairs in ``told`` are known from
    another edition; what is reported is added. ``edition`` is named where it is not the plain one.
    """
    found: dict[tuple[str, str], tuple[float, list[str]]] = {}
    for pair in _pairs(theme):
        needed = pair.needed(theme)
        if contrast(theme.palette[pair.colour], theme.palette[pair.ground]) < needed:
            before, entries = found.get((pair.colour, pair.ground), (needed, []))
            found[pair.colour, pair.ground] = (max(before, needed), [*entries, *pair.entries])
    where = f"in the {edition} edition " if edition else ""
    for (colour, ground), (needed, entries) in found.items():
        if (colour, ground) in told:
            continue
        told.add((colour, ground))
        ratio = contrast(theme.palette[colour], theme.palette[ground])
        shown = ratio if round(ratio, 1) < needed else int(ratio * 10) / 10  # 6.97 is not 7
        mend = "make one of the two colours darker or lighter"
        styles = [entry.removesuffix("colour") for entry in entries if entry.startswith("styles.")]
        others = [f"{style}{last}" for style in styles for last in ("size", "bold")]  # large text needs less
        problems.error(
            place([*entries, f"colours.{colour}.rgb", f"colours.{ground}.rgb", *others, "text.contrast"]),
            f"{where}{colour!r} on {ground!r} has a contrast of {shown:.1f} to 1 and needs {needed:g}",
            f"{mend}, for this edition alone under editions.{edition}" if edition else mend,
        )


class _Pair(NamedTuple):
    """Text colour on ground, in a size, and the theme entries that put them together."""

    colour: str
    ground: str
    size: float
    bold: bool
    entries: tuple[str, ...]
    shape: bool = False  # a line or a sign, not text

    def needed(self, theme: Theme) -> float:
        """The least contrast for a text of this size, or for a line that marks a box or draws a sign."""
        if self.shape:
            return _SHAPE
        if theme.contrast == "AAA":
            return _ENHANCED
        return _LARGE if self.size >= 18 or (self.bold and self.size >= 14) else _TEXT


_IN_BOXES = (
    "body", "lead", "mark", "term", "contact", "address", "address-plain", "small", "callout-title", "quote",
    "quote-source", "caption", "table-caption", "table-row-head", "table-cell", "step-title",
)  # fmt: skip
"""Styles of what may stand inside a tinted box."""

_IN_STORIES = (*_IN_BOXES, "panel", "h1", "h2", "h3", "label", "step-title", "note", "head", "foot")
"""Styles of what may stand on the ground of a story."""


def _pairs(theme: Theme) -> Iterator[_Pair]:
    """Everything that builders put on one another."""
    fills = {f"callouts.{kind}.fill": look.fill for kind, look in theme.callouts.items()}
    boxes = {**fills, "shapes.definition-fill": theme.definition_fill}
    grounds: dict[str, dict[str, str]] = {name: {"colours.paper.rgb": "paper"} for name in theme.styles}
    for name in ("title", "subtitle"):
        grounds[name] = {"cover.ground": theme.cover.ground}
    for name in ("call", "attribution"):
        grounds[name] = {"cover.band": theme.cover.band}
    for name in _IN_BOXES:
        grounds[name] |= boxes
    for name in _IN_STORIES:
        grounds[name] |= {"shapes.story-ground": theme.story_ground}
    for name in ("figure", "fact"):
        grounds[name] = {"shapes.fact-fill": theme.fact_fill}
    grounds["step-number"] = {"shapes.step-fill": theme.step_fill}
    grounds["table-head"] = {"shapes.table-head-fill": theme.table_head_fill}
    grounds["label"] = {}
    for name, tints in grounds.items():
        style = theme.styles[name]
        for entry, ground in tints.items():
            yield _Pair(style.colour, ground, style.size, style.bold, (f"styles.{name}.colour", entry))
    label = theme.styles["label"]
    for kind, look in theme.callouts.items():
        entries = (f"callouts.{kind}.accent", f"callouts.{kind}.fill")
        yield _Pair(look.accent, look.fill, label.size, label.bold, entries)
    for name, tints in grounds.items():
        style = theme.styles[name]
        if (link := theme.link_in(name)) != style.colour:
            for entry, ground in tints.items():
                yield _Pair(link, ground, style.size, style.bold, ("shapes.link", entry))
    ink, sign = CONTACT_COLOURS
    entries = (f"colours.{ink}.rgb", f"colours.{sign}.rgb")
    yield _Pair(ink, sign, 0.0, bold=False, entries=entries, shape=True)
    borders = {f"callouts.{kind}.border": look.border for kind, look in theme.callouts.items()}
    borders |= {"shapes.definition-border": theme.definition_border, "shapes.fact-border": theme.fact_border}
    for entry, border in borders.items():
        if border is not None:
            yield _Pair(border, "paper", 0.0, bold=False, entries=(entry,), shape=True)
