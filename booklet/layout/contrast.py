# SPDX-License-Identifier: Apache-2.0
"""Contrast of the theme's colours (WCAG 2.2, success criteria 1.4.3 and 1.4.11)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from booklet.layout.model import Colour
from booklet.layout.theme import Theme
from booklet.problems import Problems, Span

__all__ = ["check_contrast", "contrast"]

_TEXT, _LARGE = 4.5, 3.0


def _luminance(colour: Colour) -> float:
    """Relative luminance (WCAG 2.2, definition)."""
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in colour.rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: Colour, second: Colour) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    one, other = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (one + 0.05) / (other + 0.05)


def check_contrast(theme: Theme, place: Callable[[str], Span | None], problems: Problems) -> None:
    """Report every pair of text and ground that occurs on a page and is too hard to read."""
    for entry, colour, ground, size, bold in _pairs(theme):
        large = size >= 18 or (bold and size >= 14)
        needed = _LARGE if large else _TEXT
        ratio = contrast(theme.palette[colour], theme.palette[ground])
        if ratio < needed:
            problems.error(
                place(entry),
                f"{colour!r} on {ground!r} has a contrast of {ratio:.1f} to 1 and needs {needed:g}",
                "make one of the two colours darker or lighter",
            )


def _pairs(theme: Theme) -> Iterator[tuple[str, str, str, float, bool]]:
    """Entry to name in messages, text colour, ground, size, bold: everything that builders put on one another."""
    grounds: dict[str, list[str]] = {name: ["paper"] for name in theme.styles}
    for name in ("title", "subtitle"):
        grounds[name] = [theme.cover.ground]
    for name in ("call", "attribution"):
        grounds[name] = [theme.cover.band]
    tints = [look.fill for look in theme.callouts.values()]
    for name in ("body", "lead", "mark", "term", "contact", "address", "address-plain", "small", "callout-title"):
        grounds[name] += [*tints, theme.definition_fill]
    for name in ("figure", "fact"):
        grounds[name] = [theme.fact_fill]
    grounds["step-number"] = [theme.step_fill]
    grounds["table-head"] = [theme.table_head_fill]
    grounds["label"] = []
    for name, behind in grounds.items():
        style = theme.styles[name]
        for ground in dict.fromkeys(behind):
            yield f"styles.{name}.colour", style.colour, ground, style.size, style.bold
    label = theme.styles["label"]
    for kind, look in theme.callouts.items():
        yield f"callouts.{kind}.accent", look.accent, look.fill, label.size, label.bold
    body = theme.styles["body"]
    for ground in dict.fromkeys(["paper", *tints, theme.definition_fill]):
        yield "shapes.link", theme.link_colour, ground, body.size, False
