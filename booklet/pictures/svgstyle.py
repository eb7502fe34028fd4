# SPDX-License-Identifier: Apache-2.0
"""Styles of SVG elements: presentation attributes and ``style``, colours, inheritance.

What would paint otherwise than a plain path (opacity, blending, filters, markers …) is refused unless it has the value
that changes nothing; what only concerns text or rendering speed is ignored.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from booklet.pictures.svgpath import number, numbers
from booklet.values import Immutable

__all__ = ["INITIAL", "SvgStyle", "declarations", "restyle"]


class SvgStyle(Immutable, frozen=True):
    """The computed style of an element; names and defaults as in SVG, values as in a Shape."""

    fill: str | None = "#000000"
    stroke: str | None = None
    color: str = "text"
    stroke_width: float = 1.0
    line_cap: int = 0
    line_join: int = 0
    miter_limit: float = 4.0
    dash: tuple[float, ...] = ()
    even_odd: bool = False
    visible: bool = True
    displayed: bool = True  # not inherited: the reader skips the whole element


INITIAL = SvgStyle()

_NAMED = {
    "black": "#000000", "white": "#ffffff", "red": "#ff0000", "green": "#008000", "blue": "#0000ff",
    "yellow": "#ffff00", "orange": "#ffa500", "purple": "#800080", "pink": "#ffc0cb", "brown": "#a52a2a",
    "gray": "#808080", "grey": "#808080", "silver": "#c0c0c0", "maroon": "#800000", "olive": "#808000",
    "lime": "#00ff00", "teal": "#008080", "aqua": "#00ffff", "cyan": "#00ffff", "navy": "#000080",
    "fuchsia": "#ff00ff", "magenta": "#ff00ff", "gold": "#ffd700",
}  # fmt: skip
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_VARIABLE = re.compile(r"var\(\s*--([a-z][a-z0-9-]{0,39})\s*(?:,\s*(#[0-9a-fA-F]{3}|#[0-9a-fA-F]{6})\s*)?\)")
_RGB = re.compile(r"rgb\(\s*([0-9]{1,3})\s*,\s*([0-9]{1,3})\s*,\s*([0-9]{1,3})\s*\)")
# Properties that change the picture unless they have one of these values.
_NEUTRAL: Mapping[str, tuple[str, ...]] = {
    "opacity": ("1", "100%"), "fill-opacity": ("1", "100%"), "stroke-opacity": ("1", "100%"),
    "stroke-dashoffset": ("0", "0px"), "clip-path": ("none",), "mask": ("none",), "filter": ("none",),
    "marker": ("none",), "marker-start": ("none",), "marker-mid": ("none",), "marker-end": ("none",),
    "mix-blend-mode": ("normal",), "isolation": ("auto",), "paint-order": ("normal",), "vector-effect": ("none",),
    "clip": ("auto",), "overflow": ("visible", "hidden", "auto"), "enable-background": ("new", "accumulate"),
}  # fmt: skip
# Properties that only concern text, rendering hints or elements that are refused anyway.
_IGNORED = re.compile(
    r"-[a-z]+-[a-z-]+|font(-.*)?|text-.*|letter-spacing|word-spacing|line-height|white-space|writing-mode|direction"
    r"|unicode-bidi|baseline-shift|dominant-baseline|alignment-baseline|kerning|glyph-orientation-.*|inline-size"
    r"|(shape|color|image|text)-rendering|color-interpolation(-filters)?|color-profile|clip-rule|cursor|pointer-events"
    r"|stop-(color|opacity)|flood-(color|opacity)|lighting-color|solid-(color|opacity)|shape-(inside|padding|margin)"
)


def declarations(style: str) -> Iterator[tuple[str, str]]:
    """Split a ``style`` attribute into properties and values.

    Raises:
        ValueError: in plain words, for what is not a plain list of declarations.
    """
    if any(mark in style for mark in ("/*", "\\", "{", "!", "@")):
        raise ValueError("the style attribute holds more than plain “property: value” pairs")
    for part in style.split(";"):
        if part.strip():
            name, colon, value = part.partition(":")
            if not colon or not value.strip():
                raise ValueError(f"“{part.strip()[:40]}” is not a “property: value” pair")
            yield name.strip().lower(), value.strip()


def restyle(style: SvgStyle, name: str, value: str, inherited: SvgStyle) -> SvgStyle | None:
    """Apply one property to a style; None if ``name`` is no property that this subset knows.

    Raises:
        ValueError: in plain words, for a value that the subset does not hold.
    """
    value = value.strip()
    if name in _PROPERTIES:
        field, convert = _PROPERTIES[name]
        try:
            return replace(style, **{field: getattr(inherited, field) if value == "inherit" else convert(value, style)})
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from error
    if name in _NEUTRAL:
        first = value.split()[0] if name == "enable-background" and value else value
        if first in _NEUTRAL[name] or (name.endswith("opacity") and _is_one(value)):
            return style
        raise ValueError(f"{name}: {value[:40]} is not supported")
    return style if _IGNORED.fullmatch(name) else None


def _is_one(value: str) -> bool:
    try:
        return number(value) >= 1
    except ValueError:
        return False


def _colour(value: str, current: str) -> str | None:
    """A paint: None for none, a theme colour's name, or ``#rrggbb``."""
    lower = value.lower()
    if lower in ("none", "transparent"):
        return None
    if lower == "currentcolor":
        return current
    if match := _VARIABLE.fullmatch(value):
        return match.group(1)
    if _HEX.fullmatch(value):
        return lower if len(lower) == 7 else "#" + "".join(2 * digit for digit in lower[1:])
    if match := _RGB.fullmatch(lower):
        levels = [int(level) for level in match.groups()]
        if max(levels) <= 255:
            return "#" + "".join(f"{level:02x}" for level in levels)
    if lower in _NAMED:
        return _NAMED[lower]
    raise ValueError(f"“{value[:40]}” is not a colour that can be drawn")


def _current(value: str, style: SvgStyle) -> str:
    colour = _colour(value, style.color)
    if colour is None:
        raise ValueError(f"{value[:40]} is not supported here")
    return colour


def _width(value: str, _: SvgStyle) -> float:
    width = number(value.removesuffix("px"))
    if width < 0:
        raise ValueError("it is negative")
    return width


def _miter_limit(value: str, _: SvgStyle) -> float:
    limit = number(value)
    if limit < 1:
        raise ValueError("it is less than 1")
    return limit


def _dash(value: str, _: SvgStyle) -> tuple[float, ...]:
    if value == "none":
        return ()
    dash = tuple(numbers(value.replace("px", "")))
    if len(dash) > 32 or any(length < 0 for length in dash):
        raise ValueError(f"{value[:40]} is not a list of up to 32 lengths")
    if not any(dash):
        return ()
    return dash * 2 if len(dash) % 2 else dash


def _choice(**choices: int) -> Converter:
    def convert(value: str, _: SvgStyle) -> int:
        if value not in choices:
            raise ValueError(f"{value[:40]} is not supported")
        return choices[value]

    return convert


Converter = Callable[[str, SvgStyle], Any]
"""Turns a property's value into that of the style's field; the second argument is the element's style so far."""

_PROPERTIES: Mapping[str, tuple[str, Converter]] = {
    "color": ("color", _current),
    "fill": ("fill", lambda value, style: _colour(value, style.color)),
    "stroke": ("stroke", lambda value, style: _colour(value, style.color)),
    "stroke-width": ("stroke_width", _width),
    "stroke-miterlimit": ("miter_limit", _miter_limit),
    "stroke-dasharray": ("dash", _dash),
    "stroke-linecap": ("line_cap", _choice(butt=0, round=1, square=2)),
    "stroke-linejoin": ("line_join", _choice(miter=0, round=1, bevel=2)),
    "fill-rule": ("even_odd", _choice(nonzero=False, evenodd=True)),
    "visibility": ("visible", _choice(visible=True, hidden=False, collapse=False)),
    "display": ("displayed", lambda value, _: value != "none"),
}
"""The properties that a drawing can show: the style's field and how its value is read."""
