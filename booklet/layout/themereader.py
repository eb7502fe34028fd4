# SPDX-License-Identifier: Apache-2.0
"""Typed reading of a theme's entries in one edition: lengths, colours, choices, sizes that an edition scales."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import TypeVar

from msgspec.structs import replace

from booklet.content.nodes import Node, Scalar, SequenceNode
from booklet.layout.model import Colour
from booklet.layout.theme import SCREEN, CalloutLook, CoverLook, PageGeometry, TextStyle, Theme
from booklet.layout.themelayers import COLOUR_FORM, HEX, Entries, suggestion
from booklet.layout.themerules import check_page, check_promises
from booklet.problems import Problems
from booklet.text.model import ScriptFit

__all__ = ["OWN_PAPER", "PAPERS", "ThemeReader"]

T = TypeVar("T", bound=str)

_MM = 72 / 25.4
_UNITS = {"": 1.0, "pt": 1.0, "mm": _MM, "cm": 10 * _MM, "in": 72.0}
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)\s*(pt|mm|cm|in|)")

OWN_PAPER = "own"
PAPERS: Mapping[str, tuple[float, float]] = MappingProxyType({
    "A4": (210 * _MM, 297 * _MM), "Letter": (8.5 * 72, 11 * 72),
})  # fmt: skip
"""Papers of offices, with their width and height in points. A page of its own has width and height instead."""


def _points(text: str) -> float:
    """A length in points; less than nothing where it is none."""
    match = _LENGTH.fullmatch(text.strip())
    return float(match[1]) * _UNITS[match[2]] if match else -1.0


def _inks(rgb: tuple[float, float, float]) -> tuple[float, float, float, float]:
    """The plain complement in inks, what is common to all three printed in black instead."""
    black = 1 - max(rgb)
    cyan, magenta, yellow = (round((1 - value - black) / (1 - black), 4) if black < 1 else 0.0 for value in rgb)
    return cyan, magenta, yellow, round(black, 4)


_LARGEST_LEAST = 24.0
"""The largest that the smallest size of a writing system may be, in points."""

_RUNNING_TEXT = ("body", "lead", "panel")
_LEAST_TEXT, _LEAST_SMALL = 12.0, 8.0
"""Least sizes of running text and of everything else, in points (clear print asks for 12 and more)."""

_SMALLEST, _LARGEST = 4.0, 200.0
"""Between what sizes a style may lie, in points."""


class ThemeReader:
    """Reads the theme of one edition. What is wrong gathers in ``problems``."""

    def __init__(
        self,
        entries: Entries,
        families: Collection[str] | None,
        away: Mapping[str, str],
        paper: str = "",
        edition: str = SCREEN,
    ) -> None:
        self.problems = Problems()
        self._entries = entries
        self._leaves = entries.leaves
        self._problems = self.problems
        self._families = families
        self._away = away
        self._paper = paper
        self._palette: dict[str, Colour] = {}
        self._scale = self.number("type.scale", 0.5, 3) if "type.scale" in self._leaves else 1.0
        self._where = "" if edition == SCREEN else f"in the {edition} edition "
        self._edition = edition
        self._smallest = self._smallest_size()

    @property
    def on_paper(self) -> bool:
        """Whether the edition is for the paper of offices, of which one may be chosen."""
        return self.choice("page.paper", (OWN_PAPER, *PAPERS)) != OWN_PAPER

    def theme(self) -> Theme | None:
        """The theme of the edition; None where there are errors, all of which are in ``problems`` then."""
        self._palette = self._colours()
        check_promises(self._entries, self._edition, PAPERS, self._problems)
        page = self._page()
        fonts = {name: self.names(f"fonts.{name}") for name in self._children("fonts")}
        styles = {name: self._style(name, fonts) for name in self._children("styles")}
        theme = Theme(
            page=page,
            palette=MappingProxyType(self._palette),
            fonts=MappingProxyType(fonts),
            styles=MappingProxyType(styles),
            space=MappingProxyType({name: self._space(f"space.{name}", page) for name in self._children("space")}),
            callouts=MappingProxyType({name: self._callout(f"callouts.{name}") for name in self._children("callouts")}),
            cover=CoverLook(
                self.colour("cover.ground"),
                self.colour("cover.band"),
                self.scaled("cover.top"),
                self.scaled("cover.bottom"),
                self.scaled("cover.logo"),
                self.number("cover.calm", 0, 1),
            ),
            scripts=MappingProxyType({name: self._fit(f"scripts.{name}") for name in self._children("scripts")}),
            radius=self.scaled("shapes.radius"),
            rule_colour=self.colour("shapes.rule"),
            link_colour=self.colour("shapes.link"),
            quote_bar=self.colour("shapes.quote-bar"),
            fact_fill=self.colour("shapes.fact-fill"),
            step_fill=self.colour("shapes.step-fill"),
            definition_fill=self.colour("shapes.definition-fill"),
            definition_bar=self.colour("shapes.definition-bar"),
            table_head_fill=self.colour("shapes.table-head-fill"),
            story_ground=self.colour("shapes.story-ground"),
            opener_bleeds=self.choice("shapes.opener", ("bleed", "column")) == "bleed",
            facts_per_row=self.integer("shapes.facts-per-row", 1, 4),
            panel_width=self.number("shapes.panel-width", 0.2, 1),
            panel_height=self.number("shapes.panel-height", 0.1, 0.9),
            fact_border=self.border("shapes.fact-border"),
            definition_border=self.border("shapes.definition-border"),
            hyphenate=self.boolean("text.hyphenate"),
            italic=self.boolean("text.italic"),
            notes=self.choice("text.notes", ("page", "section")),
            contrast=self.choice("text.contrast", ("AA", "AAA")),
            least=self._smallest,
            baseline_shift=self.number("text.baseline", 0, 1),
            sections_on_new_page=self.choice("page.sections", ("new-page", "flow")) == "new-page",
            multiple=self.integer("page.multiple", 1, 64),
        )
        return None if self._problems.errors else theme

    def _page(self) -> PageGeometry:
        names = ("width", "height", "inner", "outer", "top", "bottom", "head", "foot")
        before = len(self._problems.errors)
        page = PageGeometry(*(self.length(f"page.{name}") for name in names))
        if self.on_paper:
            width, height = PAPERS[self._paper or self.choice("page.paper", (OWN_PAPER, *PAPERS))]
            page = replace(page, width=width, height=height)
        if len(self._problems.errors) == before:
            check_page(page, self._entries, self._where, self._problems)
        return page

    def _space(self, name: str, page: PageGeometry) -> float:
        """A space of the booklet's own is at most half as tall as the column of text; an edition scales it up to there.

        A page that is too small for anything has been told of, and its spaces are not.
        """
        value, most = self.scaled(name), page.frame_height / 2
        if name not in self._entries.own or value <= most or most <= 0:
            return value
        if value == self.length(name):
            what = f"{self._where}{name!r} is {value:g} points, more than half of the height that the text has"
            self._problems.error(self._entries.place(name), what, f"use {int(most)} points or less")
        return most

    def _callout(self, entry: str) -> CalloutLook:
        return CalloutLook(self.colour(f"{entry}.fill"), self.colour(f"{entry}.accent"), self.border(f"{entry}.border"))

    def _fit(self, entry: str) -> ScriptFit:
        """What a writing system needs; where an edition has a smallest size, no factor makes letters smaller."""
        size, leading = self.number(f"{entry}.size", 0.5, 3), self.number(f"{entry}.leading", 0.5, 4)
        headings = f"{entry}.headings"  # may be left out
        fit = ScriptFit(
            size,
            leading,
            self._least(f"{entry}.least"),
            self.number(f"{entry}.tightest", 0, 4),
            self.number(headings, 0, 4) if headings in self._leaves else 0.0,
        )
        if not self._smallest:
            return fit
        return replace(fit, size=max(fit.size, 1.0), least=max(fit.least, self._smallest))

    def _children(self, section: str) -> list[str]:
        start = f"{section}."
        return list(dict.fromkeys(name[len(start) :].split(".")[0] for name in self._leaves if name.startswith(start)))

    def _scalar(self, name: str) -> Scalar | None:
        node: Node | None = self._leaves.get(name)
        if isinstance(node, Scalar) and not node.is_null:
            return node
        section = name.rpartition(".")[0] + "."
        beside = [key for key in self._leaves if key.startswith(section)]
        self._problems.error(
            self._entries.chosen([name, *beside]), f"{name!r} is missing or has no value", "give it one"
        )
        return None

    def _wrong(self, node: Node, name: str, expected: str) -> None:
        shown = node.text if isinstance(node, Scalar) else "a list"
        self._problems.error(self._entries.place(name), f"{name!r} is {shown!r}", f"write {expected}")

    def length(self, name: str) -> float:
        """An entry that is a length, in points."""
        node = self._scalar(name)
        if node is None:
            return 1.0
        value = _points(node.text)
        if not 0 <= value <= 14400:
            self._wrong(node, name, "a length such as 12, 12pt or 18mm")
            return 1.0
        return value

    def scaled(self, name: str) -> float:
        """A length that the edition scales, unless it has one of its own for it."""
        value = self.length(name)
        return value if name in self._entries.explicit else value * self._scale

    def _least(self, name: str) -> float:
        value = self.length(name)
        if value > _LARGEST_LEAST:
            self._wrong(self._leaves[name], name, f"a size up to {_LARGEST_LEAST:g} points")
        return value

    def _smallest_size(self) -> float:
        """The smallest size of anything; a booklet's own may be larger than what the built-in edition promises."""
        if "type.least" not in self._leaves:
            return 0.0
        least, promised = self._least("type.least"), self._entries.promised.get("type.least")
        floor = _points(promised.text) if isinstance(promised, Scalar) else 0.0
        if least < floor and not self._problems.errors:
            what = f"{self._where}nothing is smaller than {floor:g} points, and 'type.least' is {least:g}"
            self._problems.error(self._entries.place("type.least"), what, f"take it out, or use {floor:g} or more")
        return max(least, floor)

    def integer(self, name: str, least: int, most: int) -> int:
        """An entry that is a whole number within bounds."""
        node = self._scalar(name)
        if node is None:
            return least
        try:
            value = int(node.text)
        except ValueError:
            value = most + 1
        if not least <= value <= most:
            self._wrong(node, name, f"a whole number from {least} to {most}")
            return least
        return value

    def number(self, name: str, least: float, most: float) -> float:
        """An entry that is a number within bounds."""
        node = self._scalar(name)
        if node is None:
            return least
        try:
            value = float(node.text)
        except ValueError:
            value = most + 1
        if not least <= value <= most:
            self._wrong(node, name, f"a number from {least:g} to {most:g}")
            return least
        return value

    def boolean(self, name: str) -> bool:
        """An entry that is yes or no."""
        return self.choice(name, ("yes", "no")) == "yes"

    def choice(self, name: str, choices: tuple[T, ...]) -> T:
        """An entry that is one of a few words; the first of them where it is none."""
        node = self._scalar(name)
        if node is None:
            return choices[0]
        word = {"true": "yes", "false": "no"}.get(node.text, node.text)
        if word not in choices:
            self._wrong(node, name, " or ".join(choices))
            return choices[0]
        return word

    def names(self, name: str) -> tuple[str, ...]:
        """An entry that is a list of font families."""
        node = self._leaves[name]
        items = node.items if isinstance(node, SequenceNode) else (node,)
        if not items or not all(isinstance(item, Scalar) and not item.is_null for item in items):
            self._wrong(node, name, "a list of font families, such as [Andika, Noto Naskh Arabic]")
        found = [item for item in items if isinstance(item, Scalar)]
        for item in found:
            span = item.span if name in self._entries.own else None
            if item.text in self._away:
                what = f"the font family {item.text!r} has not been fetched yet"
                self._problems.error(span, what, self._away[item.text])
            elif self._families is not None and item.text and item.text not in self._families:
                mend = suggestion(
                    item.text, [*self._families, *self._away], "add it to the manifest of a folder of fonts"
                )
                self._problems.error(span, f"there is no font family {item.text!r}", mend)
        return tuple(item.text for item in found)

    def border(self, name: str) -> str | None:
        """An entry that names a colour or says ``none``."""
        node = self._leaves.get(name)
        return None if isinstance(node, Scalar) and node.text == "none" else self.colour(name)

    def colour(self, name: str) -> str:
        """An entry that names a colour."""
        node = self._scalar(name)
        if node is None:
            return "text"
        if node.text not in self._palette:
            mend = suggestion(node.text, self._palette, "add it under colours, or use one that is there")
            self._problems.error(self._entries.place(name), f"there is no colour {node.text!r}", mend)
        return node.text

    def _style(self, name: str, fonts: Mapping[str, tuple[str, ...]]) -> TextStyle:
        entry = f"styles.{name}"
        font = self._scalar(f"{entry}.font")
        if font is not None and font.text not in fonts:
            self._wrong(font, f"{entry}.font", " or ".join(fonts))
        size, leading = self._size(name, entry)
        return TextStyle(
            font.text if font else "body",
            size,
            leading,
            self.scaled(f"{entry}.before"),
            self.scaled(f"{entry}.after"),
            self.colour(f"{entry}.colour"),
            self.boolean(f"{entry}.bold"),
        )

    def _size(self, name: str, entry: str) -> tuple[float, float]:
        """Size and leading of a style, scaled and not below the edition's smallest size unless the edition says so."""
        before = len(self._problems.errors)
        size, leading = self.scaled(f"{entry}.size"), self.scaled(f"{entry}.leading")
        if len(self._problems.errors) > before:
            return size, leading
        if f"{entry}.size" not in self._entries.explicit:
            largest = _LARGEST if size != self.length(f"{entry}.size") else size  # only what the edition has scaled
            kept = min(max(size, self._smallest), largest)
            if f"{entry}.leading" not in self._entries.explicit:
                leading *= kept / size if size else 1.0
            size = kept
        has = f"{self._where}style {name!r} has size {self._told(f'{entry}.size', size)}"
        places = [f"{entry}.size", f"{entry}.leading", "type.scale", "type.least"]
        if not _SMALLEST <= size <= _LARGEST or leading < size:
            self._problems.error(
                self._entries.chosen(places),
                f"{has} and leading {self._told(f'{entry}.leading', leading)}",
                f"use a size from {_SMALLEST:g} to {_LARGEST:g} points and a leading that is at least as large",
            )
        least = max(self._smallest, _LEAST_TEXT if name in _RUNNING_TEXT else _LEAST_SMALL)
        if _SMALLEST <= size < least:
            what = f"{has}, which is too small to read with ease"
            self._problems.error(self._entries.chosen(places), what, f"use {least:g} points or more")
        return size, leading

    def _told(self, entry: str, value: float) -> str:
        """A size as messages tell it, with the factor that has made it of what the theme says."""
        written = self.length(entry)
        scaled = value != written and value == written * self._scale
        return f"{written:g} × {self._scale:g} = {value:g}" if scaled else f"{value:g}"

    def _colours(self) -> dict[str, Colour]:
        return {name: self._colour_value(name) for name in self._children("colours")}

    def _colour_value(self, name: str) -> Colour:
        rgb = (0.0, 0.0, 0.0)
        node = self._scalar(f"colours.{name}.rgb")
        if node is not None:
            if HEX.fullmatch(node.text):
                red, green, blue = (int(node.text[at : at + 2], 16) / 255 for at in (1, 3, 5))
                rgb = (red, green, blue)
            else:
                self._wrong(node, f"colours.{name}.rgb", COLOUR_FORM)
        inks = self._leaves.get(f"colours.{name}.cmyk")
        own = self._entries.own
        if node is not None and f"colours.{name}.cmyk" in own and f"colours.{name}.rgb" not in own:
            self._problems.error(
                self._entries.place(f"colours.{name}.cmyk"),
                f"the colour {name!r} has inks of its own, but the rgb of the built-in theme",
                "write its rgb too, so that screen and paper show the same colour",
            )
        if inks is None:
            return Colour(name, rgb, _inks(rgb))
        texts = [item.text for item in inks.items if isinstance(item, Scalar)] if isinstance(inks, SequenceNode) else []
        try:
            values = [float(text) / 100 for text in texts]
        except ValueError:
            values = []
        if len(values) != 4 or not all(0 <= value <= 1 for value in values):
            self._wrong(inks, f"colours.{name}.cmyk", "four percentages such as [90, 40, 40, 30]")
            return Colour(name, rgb, (0.0, 0.0, 0.0, 1.0))
        return Colour(name, rgb, (values[0], values[1], values[2], values[3]))
