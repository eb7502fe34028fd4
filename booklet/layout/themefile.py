# SPDX-License-Identifier: Apache-2.0
"""Theme files: the built-in one, and a booklet's own over it, checked key by key and for contrast."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

from booklet.content.nodes import Entry, MappingNode, Node, Scalar, SequenceNode
from booklet.content.reader import parse_yaml, read_yaml
from booklet.layout.contrast import check_contrast
from booklet.layout.model import Colour
from booklet.layout.theme import CalloutLook, CoverLook, PageGeometry, TextStyle, Theme
from booklet.problems import Problems, Span
from booklet.text.model import ScriptFit
from booklet.text.scripts import SYSTEMS_OF, known_systems

__all__ = ["load_theme"]

_UNITS = {"": 1.0, "pt": 1.0, "mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0}
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)\s*(pt|mm|cm|in|)")
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_OPEN_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "colours": ("rgb", "cmyk"), "scripts": ("size", "leading", "least", "tightest"), "fonts": (),
}  # fmt: skip
"""Parts of a theme in which new names may be added, and what each new name has below it."""

_BUILT_IN = Path(__file__).with_name("themes") / "default.yaml"
_COLOUR_FORM = 'a colour such as "#0b5563", in quotation marks'

_Leaves = dict[str, Scalar | SequenceNode]


def load_theme(
    path: Path | None,
    problems: Problems,
    root: Path | None = None,
    families: Collection[str] | None = None,
    drawn: Collection[tuple[str, Span]] | None = None,
    away: Mapping[str, str] = MappingProxyType({}),
) -> Theme | None:
    """Return the built-in theme, with what the theme file at ``path`` changes.

    Every fault is an error in ``problems`` with its place; then the result is None. ``root`` is the folder that the
    file must lie in (its own by default). ``families`` are the font families that there are, and ``drawn`` the
    colours that pictures name, with the places of the pictures, if that is known. ``away`` are families that have yet
    to be fetched, with what to do for it.
    """
    before = len(problems.errors)
    leaves = dict(_default())
    if path is not None:
        document = read_yaml(path, root or path.parent, problems, may_be_empty=True)
        if document is not None:
            _Overlay(leaves, problems).put(document.root)
    reader = _Reader(leaves, problems, families, away)
    theme = reader.theme()
    if theme is not None and len(problems.errors) == before:
        check_contrast(theme, reader.chosen, problems)
        if drawn is not None:
            reader.check_use(theme, drawn)
    return theme if len(problems.errors) == before else None


@cache
def _default() -> Mapping[str, Scalar | SequenceNode]:
    problems = Problems()
    text = _BUILT_IN.read_text(encoding="utf-8")
    document = parse_yaml(text, "default.yaml", problems)
    problems.stop_if_errors()
    return MappingProxyType(dict(_flatten(document.root, "")) if document else {})


def _flatten(node: MappingNode, prefix: str) -> Iterator[tuple[str, Scalar | SequenceNode]]:
    for entry in node:
        name = f"{prefix}{entry.key.text}"
        if isinstance(entry.value, MappingNode):
            yield from _flatten(entry.value, f"{name}.")
        else:
            yield name, entry.value


class _Overlay:
    """Puts a booklet's own values over the built-in ones; unknown names are errors."""

    def __init__(self, leaves: _Leaves, problems: Problems) -> None:
        self._leaves = leaves
        self._problems = problems
        self._known = frozenset(leaves)

    def put(self, root: MappingNode) -> None:
        """Take over all that a theme file holds."""
        sections = list(dict.fromkeys(name.partition(".")[0] for name in self._known))
        for entry in root:
            section = entry.key.text
            if section not in sections:
                mend = _suggestion(section, sections, f"take it out; there are {', '.join(sections)}")
                self._problems.error(entry.key.span, f"a theme has no section {section!r}", mend)
            elif isinstance(entry.value, MappingNode):
                node = self._known_systems(entry.value) if section == "scripts" else entry.value
                for name, value in _flatten(node, f"{section}."):
                    self._put(name, value)
            elif not (isinstance(entry.value, Scalar) and entry.value.is_null):
                self._wrong(entry.value, section, "names and their values below it")

    def _known_systems(self, node: MappingNode) -> MappingNode:
        """Leave out, and report, what is said of codes that no text is ever in."""
        good: dict[str, Entry] = {}
        for entry in node:
            code = entry.key.text
            if code in SYSTEMS_OF:
                mend = f"write {SYSTEMS_OF[code]}"
            elif not any(name.startswith(f"scripts.{code}.") for name in self._known) and code not in known_systems():
                built_in = [name.split(".")[1] for name in self._known if name.startswith("scripts.")]
                near = _closest(code.title(), sorted(set(built_in)))
                mend = _suggestion(code, near or known_systems(), "write an ISO 15924 code, such as Arab or Thai")
            else:
                good[code] = entry
                continue
            self._problems.error(entry.key.span, f"there is no writing system {code!r}", mend)
        return MappingNode(node.span, good)

    def _put(self, name: str, value: Scalar | SequenceNode) -> None:
        section, own, *rest = name.split(".")
        below = _OPEN_SECTIONS.get(section)
        if name in self._known or rest in [[last] for last in below or ()] or (section == "fonts" and not rest):
            self._leaves[name] = value
            if name == f"colours.{own}.rgb":
                self._renew(own, name)
        elif section == "colours" and not rest:
            if isinstance(value, Scalar) and _HEX.fullmatch(value.text):
                self._leaves[f"{name}.rgb"] = value
                self._renew(own, f"{name}.rgb")
            else:
                self._wrong(value, name, _COLOUR_FORM)
        elif any(known.startswith(f"{name}.") for known in self._known) or (below and not rest):
            self._wrong(value, name, "names and their values below it")
        else:
            known = [*self._known, *(f"{section}.{own}.{last}" for last in below or ())]
            self._problems.error(value.span, f"a theme has no entry {name!r}", _suggestion(name, known, "take it out"))

    def _renew(self, colour: str, rgb: str) -> None:
        """The inks of the built-in colour are those of another one, once its rgb is the booklet's own."""
        inks = f"colours.{colour}.cmyk"
        if self._leaves.get(inks) is _default().get(inks) and self._leaves[rgb] is not _default().get(rgb):
            self._leaves.pop(inks, None)

    def _wrong(self, node: Scalar | SequenceNode, name: str, expected: str) -> None:
        shown = repr(node.text) if isinstance(node, Scalar) else "a list"
        if isinstance(node, Scalar) and node.is_null:
            shown = "empty"  # what follows a # without quotation marks is a remark to YAML
        self._problems.error(node.span, f"{name!r} is {shown}", f"write {expected}")


def _closest(name: str, known: Collection[str]) -> list[str]:
    import difflib  # only needed when something is wrong

    return difflib.get_close_matches(name, known, 1)


def _suggestion(name: str, known: Collection[str], otherwise: str) -> str:
    close = _closest(name, known)
    return f"did you mean {close[0]!r}?" if close else otherwise


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


class _Reader:
    """Typed reading of flattened theme entries."""

    def __init__(
        self,
        leaves: Mapping[str, Scalar | SequenceNode],
        problems: Problems,
        families: Collection[str] | None,
        away: Mapping[str, str],
    ) -> None:
        self._leaves = leaves
        self._problems = problems
        self._families = families
        self._away = away
        self._palette: dict[str, Colour] = {}

    def place(self, name: str) -> Span | None:
        """Where an entry stands, for messages."""
        node = self._leaves.get(name)
        return node.span if node else None

    def chosen(self, names: Sequence[str]) -> Span | None:
        """Where the first of some entries stands that the booklet's own theme has set, else the first of all."""
        built_in = _default()
        own = [name for name in names if self._leaves.get(name) is not built_in.get(name)]
        return self.place((own or list(names))[0])

    def check_use(self, theme: Theme, drawn: Collection[tuple[str, Span]]) -> None:
        """Report colours of pictures that there are not, and the booklet's own colours and fonts that nothing uses."""
        for name, span in drawn:
            if name not in theme.palette:
                mend = _suggestion(name, theme.palette, "add it under colours in theme.yaml, or draw with one of its")
                self._problems.error(span, f"the picture names a colour {name!r}, which the theme does not have", mend)
        shapes = ("rule", "link", "quote-bar", "fact-fill", "step-fill", "definition-fill", "definition-bar",
                  "table-head-fill")  # fmt: skip
        entries = [f"shapes.{name}" for name in shapes] + ["cover.ground", "cover.band"]
        entries += [f"callouts.{name}.{part}" for name in theme.callouts for part in ("fill", "accent")]
        named = {node.text for node in map(self._leaves.get, entries) if isinstance(node, Scalar)}
        named |= {style.colour for style in theme.styles.values()} | {name for name, _ in drawn}
        built_in = _default()
        for name in theme.palette:
            if f"colours.{name}.rgb" not in built_in and name not in named:
                others = [other for other in theme.palette if f"colours.{other}.rgb" in built_in]
                mend = _suggestion(name, others, "name it in one, or take it out")
                what = f"no style, shape or picture uses the colour {name!r}"
                self._problems.warn(self.place(f"colours.{name}.rgb"), what, mend)
        for name in theme.fonts:
            if f"fonts.{name}" not in built_in and all(style.font != name for style in theme.styles.values()):
                others = [other for other in theme.fonts if other != name]
                mend = _suggestion(name, others, "name them in one, or take them out")
                self._problems.warn(self.place(f"fonts.{name}"), f"no style uses the fonts {name!r}", mend)

    def theme(self) -> Theme | None:
        before = len(self._problems.errors)
        self._palette = self._colours()
        page = PageGeometry(
            *(
                self.length(f"page.{name}")
                for name in ("width", "height", "inner", "outer", "top", "bottom", "head", "foot")
            )
        )
        if len(self._problems.errors) == before and (page.column < 100 or page.frame_height < 150):
            self._problems.error(
                self.chosen([name for name in self._leaves if name.startswith("page.")]),
                "the margins leave too little of the page",
                "make the page larger or the margins smaller",
            )
        fonts = {name: self.names(f"fonts.{name}") for name in self._children("fonts")}
        styles = {name: self._style(name, fonts) for name in self._children("styles")}
        theme = Theme(
            page=page,
            palette=MappingProxyType(self._palette),
            fonts=MappingProxyType(fonts),
            styles=MappingProxyType(styles),
            space=MappingProxyType({name: self.length(f"space.{name}") for name in self._children("space")}),
            callouts=MappingProxyType(
                {
                    name: CalloutLook(self.colour(f"callouts.{name}.fill"), self.colour(f"callouts.{name}.accent"))
                    for name in self._children("callouts")
                }
            ),
            cover=CoverLook(
                self.colour("cover.ground"),
                self.colour("cover.band"),
                self.length("cover.top"),
                self.length("cover.bottom"),
                self.length("cover.logo"),
            ),
            scripts=MappingProxyType(
                {
                    name: ScriptFit(
                        self.number(f"scripts.{name}.size", 0.5, 3),
                        self.number(f"scripts.{name}.leading", 0.5, 4),
                        self._least(f"scripts.{name}.least"),
                        self.number(f"scripts.{name}.tightest", 0, 4),
                    )
                    for name in self._children("scripts")
                }
            ),
            radius=self.length("shapes.radius"),
            rule_colour=self.colour("shapes.rule"),
            link_colour=self.colour("shapes.link"),
            quote_bar=self.colour("shapes.quote-bar"),
            fact_fill=self.colour("shapes.fact-fill"),
            step_fill=self.colour("shapes.step-fill"),
            definition_fill=self.colour("shapes.definition-fill"),
            definition_bar=self.colour("shapes.definition-bar"),
            table_head_fill=self.colour("shapes.table-head-fill"),
            facts_per_row=int(self.number("shapes.facts-per-row", 1, 4)),
            panel_width=self.number("shapes.panel-width", 0.2, 1),
            panel_height=self.number("shapes.panel-height", 0.1, 0.9),
            hyphenate=self.boolean("text.hyphenate"),
            baseline_shift=self.number("text.baseline", 0, 1),
            sections_on_new_page=self.choice("page.sections", ("new-page", "flow")) == "new-page",
        )
        return theme if len(self._problems.errors) == before else None

    def _children(self, section: str) -> list[str]:
        start = f"{section}."
        return list(dict.fromkeys(name[len(start) :].split(".")[0] for name in self._leaves if name.startswith(start)))

    def _scalar(self, name: str) -> Scalar | None:
        node: Node | None = self._leaves.get(name)
        if isinstance(node, Scalar) and not node.is_null:
            return node
        section = name.rpartition(".")[0] + "."
        span = node.span if node else next((n.span for key, n in self._leaves.items() if key.startswith(section)), None)
        self._problems.error(span, f"{name!r} is missing or has no value", "give it one")
        return None

    def _wrong(self, node: Node, name: str, expected: str) -> None:
        shown = node.text if isinstance(node, Scalar) else "a list"
        self._problems.error(node.span, f"{name!r} is {shown!r}", f"write {expected}")

    def length(self, name: str) -> float:
        node = self._scalar(name)
        if node is None:
            return 1.0
        match = _LENGTH.fullmatch(node.text.strip())
        value = float(match[1]) * _UNITS[match[2]] if match else -1.0
        if not 0 <= value <= 14400:
            self._wrong(node, name, "a length such as 12, 12pt or 18mm")
            return 1.0
        return value

    def _least(self, name: str) -> float:
        value = self.length(name)
        if value > _LARGEST_LEAST:
            self._wrong(self._leaves[name], name, f"a size up to {_LARGEST_LEAST:g} points")
        return value

    def number(self, name: str, least: float, most: float) -> float:
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
        return self.choice(name, ("yes", "no")) == "yes"

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        node = self._scalar(name)
        if node is None:
            return choices[0]
        word = {"true": "yes", "false": "no"}.get(node.text, node.text)
        if word not in choices:
            self._wrong(node, name, " or ".join(choices))
        return word

    def names(self, name: str) -> tuple[str, ...]:
        node = self._leaves[name]
        items = node.items if isinstance(node, SequenceNode) else (node,)
        if not items or not all(isinstance(item, Scalar) and not item.is_null for item in items):
            self._wrong(node, name, "a list of font families, such as [Andika, Noto Naskh Arabic]")
        found = [item for item in items if isinstance(item, Scalar)]
        for item in found:
            if item.text in self._away:
                what = f"the font family {item.text!r} has not been fetched yet"
                self._problems.error(item.span, what, self._away[item.text])
            elif self._families is not None and item.text and item.text not in self._families:
                mend = _suggestion(
                    item.text, [*self._families, *self._away], "add it to the manifest of a folder of fonts"
                )
                self._problems.error(item.span, f"there is no font family {item.text!r}", mend)
        return tuple(item.text for item in found)

    def colour(self, name: str) -> str:
        node = self._scalar(name)
        if node is None:
            return "text"
        if node.text not in self._palette:
            mend = _suggestion(node.text, self._palette, "add it under colours, or use one that is there")
            self._problems.error(node.span, f"there is no colour {node.text!r}", mend)
        return node.text

    def _style(self, name: str, fonts: Mapping[str, tuple[str, ...]]) -> TextStyle:
        entry = f"styles.{name}"
        font = self._scalar(f"{entry}.font")
        if font is not None and font.text not in fonts:
            self._wrong(font, f"{entry}.font", " or ".join(fonts))
        size, leading = self.length(f"{entry}.size"), self.length(f"{entry}.leading")
        if not 4 <= size <= 200 or leading < size:
            self._problems.error(
                self.chosen([f"{entry}.size", f"{entry}.leading"]),
                f"style {name!r} has size {size:g} and leading {leading:g}",
                "use a size from 4 to 200 points and a leading that is at least as large",
            )
        least = _LEAST_TEXT if name in _RUNNING_TEXT else _LEAST_SMALL
        if 4 <= size < least:
            self._problems.error(
                self.chosen([f"{entry}.size"]),
                f"style {name!r} has size {size:g}, which is too small to read with ease",
                f"use {least:g} points or more",
            )
        return TextStyle(
            font.text if font else "body",
            size,
            leading,
            self.length(f"{entry}.before"),
            self.length(f"{entry}.after"),
            self.colour(f"{entry}.colour"),
            self.boolean(f"{entry}.bold"),
        )

    def _colours(self) -> dict[str, Colour]:
        return {name: self._colour_value(name) for name in self._children("colours")}

    def _colour_value(self, name: str) -> Colour:
        rgb = (0.0, 0.0, 0.0)
        node = self._scalar(f"colours.{name}.rgb")
        if node is not None:
            if _HEX.fullmatch(node.text):
                red, green, blue = (int(node.text[at : at + 2], 16) / 255 for at in (1, 3, 5))
                rgb = (red, green, blue)
            else:
                self._wrong(node, f"colours.{name}.rgb", _COLOUR_FORM)
        inks = self._leaves.get(f"colours.{name}.cmyk")
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
