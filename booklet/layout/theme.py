# SPDX-License-Identifier: Apache-2.0
"""The look of a booklet as a value: geometry, colours, type scale, spacing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from booklet.layout.model import Colour
from booklet.text.model import ScriptFit, Style
from booklet.values import Immutable

__all__ = ["SCREEN", "CalloutLook", "CoverLook", "PageGeometry", "TextStyle", "Theme"]

SCREEN = "screen"
"""The edition that is the theme as it stands, without changes."""

_AS_IT_IS = ScriptFit()

_OWN_GROUND = frozenset({"title", "subtitle", "call", "attribution", "step-number", "table-head"})
"""Styles of words that stand on no page and in no tinted box, but on a ground that is chosen for them alone."""


class PageGeometry(Immutable, frozen=True):
    """A page and its margins, ``inner`` at the binding. ``head`` and ``foot`` are baselines from the page's edges."""

    width: float
    height: float
    inner: float
    outer: float
    top: float
    bottom: float
    head: float
    foot: float

    @property
    def column(self) -> float:
        """Width of the column of text."""
        return self.width - self.inner - self.outer

    @property
    def frame_height(self) -> float:
        """Height of the column of text."""
        return self.height - self.top - self.bottom


class TextStyle(Immutable, frozen=True):
    """A style of the type scale; ``before`` and ``after`` are the spaces it wants around it."""

    font: str
    size: float
    leading: float
    before: float
    after: float
    colour: str
    bold: bool


class CalloutLook(Immutable, frozen=True):
    """Colours of a kind of callout: the tint behind it, the bar and the label, the line around it if any."""

    fill: str
    accent: str
    border: str | None = None


class CoverLook(Immutable, frozen=True):
    """The cover: colours of ground and band, where the title begins, room below the attribution, a logo's height.

    ``calm`` is the share of the page's height, from the top, that its picture leaves to words.
    """

    ground: str
    band: str
    top: float
    bottom: float
    logo: float
    calm: float


class Theme(Immutable, frozen=True):
    """Everything that decides how a booklet looks. Colours are names in ``palette``.

    ``notes`` says where footnotes stand: at the foot of the page or at the end of their section. ``least`` is the
    smallest size of anything that is printed, in points; 0 where that is left to the styles.
    """

    page: PageGeometry
    palette: Mapping[str, Colour]
    fonts: Mapping[str, tuple[str, ...]]
    styles: Mapping[str, TextStyle]
    space: Mapping[str, float]
    callouts: Mapping[str, CalloutLook]
    cover: CoverLook
    scripts: Mapping[str, ScriptFit]  # by writing system (ISO 15924)
    radius: float
    rule_colour: str
    link_colour: str
    quote_bar: str
    fact_fill: str
    step_fill: str
    definition_fill: str
    definition_bar: str
    table_head_fill: str
    story_ground: str
    opener_bleeds: bool
    facts_per_row: int
    panel_width: float
    panel_height: float
    fact_border: str | None
    definition_border: str | None
    hyphenate: bool
    italic: bool
    notes: Literal["page", "section"]
    contrast: Literal["AA", "AAA"]
    least: float
    baseline_shift: float
    sections_on_new_page: bool
    multiple: int  # of pages, as sheets are folded

    def least_in(self, script: str) -> float:
        """The smallest size in a writing system's own measure: Latin letters beside it are then not below ``least``."""
        return self.least * self.scripts.get(script, _AS_IT_IS).size

    def link_in(self, style: str) -> str:
        """The colour of links and of footnote marks in a style: the theme's, but the text's own on a ground of its own.

        A theme has one colour for links, which is meant for pages and tinted boxes; on a dark band it would not show.
        """
        return self.styles[style].colour if style in _OWN_GROUND else self.link_colour

    def text_style(self, name: str, script: str) -> Style:
        """A style of the type scale for the text engine, fitted to a writing system."""
        record = self.styles[name]
        size, leading = self.scripts.get(script, _AS_IT_IS).apply(record.size, record.leading)
        return Style(
            families=self.fonts[record.font],
            size=size,
            leading=leading,
            colour=record.colour,
            bold=record.bold,
            link=self.link_in(name),
        )
