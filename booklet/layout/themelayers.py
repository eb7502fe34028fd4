# SPDX-License-Identifier: Apache-2.0
"""What theme files say, one over the other: the built-in theme, one that changes it, a booklet's own; and editions.

A file is flattened to its entries (``styles.h1.size``) and each is checked against those that there are. What it says
under ``editions`` holds in that edition only. Of two files that say something about the same entry the later one
counts, also over what the earlier one says of an edition: a booklet's own colours are its colours in every edition.
Pages, the rules for text and the numbers of shapes are different: they make an edition what it is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from types import MappingProxyType

import msgspec

from booklet.content.nodes import Entry, MappingNode, Scalar, SequenceNode
from booklet.content.reader import parse_yaml
from booklet.problems import BookletError, Problems, Span
from booklet.text.scripts import SYSTEMS_OF, known_systems

__all__ = [
    "BUILT_IN", "COLOUR_FORM", "DEFAULT", "HEX", "Entries", "Layer", "Leaf", "base_of", "built_in_layers", "combined",
    "editions_of", "read_layer", "suggestion",
]  # fmt: skip

Leaf = Scalar | SequenceNode

DEFAULT = "default"
_FOLDER = Path(__file__).with_name("themes")
BUILT_IN = tuple(sorted((path.stem for path in _FOLDER.glob("*.yaml")), key=lambda name: (name != DEFAULT, name)))
"""The names of the themes that come with the program, the default first."""

HEX = re.compile(r"#[0-9a-fA-F]{6}")
COLOUR_FORM = 'a colour such as "#0b5563", in quotation marks'

_OPEN_SECTIONS: Mapping[str, tuple[str, ...]] = {
    "colours": ("rgb", "cmyk"), "scripts": ("size", "leading", "least", "tightest", "headings"),
    "fonts": (),
}  # fmt: skip
"""Parts of a theme in which new names may be added, and what each new name has below it."""

_TYPE = ("type.scale", "type.least")
"""What only an edition has: a factor on all sizes and spaces, and the smallest size."""

_OF_THE_EDITION = (
    "page.", "text.", "type.", "cover.top", "cover.bottom", "cover.logo", "cover.calm", "shapes.facts-per-row",
    "shapes.panel-width", "shapes.panel-height",
)  # fmt: skip


class Layer(msgspec.Struct, frozen=True):
    """What one file says: its entries by name, and those of its editions."""

    entries: Mapping[str, Leaf]
    editions: Mapping[str, Mapping[str, Leaf]]
    built_in: bool


class Entries(msgspec.Struct, frozen=True):
    """What holds in one edition, by name.

    ``explicit`` are the names that are the edition's own, ``own`` those that the booklet's file has set, ``built_in``
    those that built-in themes have. ``promised`` is what built-in themes say of the edition.
    """

    leaves: Mapping[str, Leaf]
    explicit: frozenset[str]
    own: frozenset[str]
    built_in: frozenset[str]
    promised: Mapping[str, Leaf]

    def place(self, name: str) -> Span | None:
        """Where the booklet's own file sets an entry, for messages; nobody can mend a file of the program."""
        return self.leaves[name].span if name in self.own else None

    def chosen(self, names: Sequence[str]) -> Span | None:
        """Where the first of some entries stands that the booklet's own file sets; None where it sets none."""
        return next((self.leaves[name].span for name in names if name in self.own), None)


def suggestion(name: str, known: Collection[str], otherwise: str) -> str:
    """How to mend an unknown name: a known one that looks like it, else what ``otherwise`` says."""
    close = _closest(name, known)
    return f"did you mean {close[0]!r}?" if close else otherwise


def _closest(name: str, known: Collection[str]) -> list[str]:
    import difflib  # only needed when something is wrong

    return difflib.get_close_matches(name, known, 1)


# --- the built-in themes


@cache
def built_in_layers(name: str) -> tuple[Layer, ...]:
    """The layers of a built-in theme, the default theme's first."""
    problems = Problems()
    text = (_FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    document = parse_yaml(text, f"{name}.yaml", problems)
    if document is None:
        raise BookletError(problems)
    if name == DEFAULT:
        editions = {entry.key.text: dict(_flatten(entry.value, "")) for entry in _editions(document.root)}
        entries = {key: leaf for key, leaf in _flatten(document.root, "") if not key.startswith("editions.")}
        return (Layer(entries, editions, built_in=True),)
    below = built_in_layers(base_of(document.root, problems))
    layers = (*below, read_layer(document.root, below, problems, built_in=True))
    problems.stop_if_errors()
    return layers


def _editions(root: MappingNode) -> Iterator[Entry]:
    node = root.get("editions")
    if isinstance(node, MappingNode):
        yield from node


def _flatten(node: object, prefix: str) -> Iterator[tuple[str, Leaf]]:
    if isinstance(node, MappingNode):
        for entry in node:
            yield from _flatten(entry.value, f"{prefix}.{entry.key.text}" if prefix else entry.key.text)
    elif isinstance(node, Scalar | SequenceNode):
        yield prefix, node


def editions_of(layers: Sequence[Layer]) -> tuple[str, ...]:
    """The names of the editions that themes tell apart, besides the one on which they are based."""
    return tuple(dict.fromkeys(name for layer in layers for name in layer.editions))


# --- a file over them


def base_of(root: MappingNode, problems: Problems) -> str:
    """The built-in theme that a file changes."""
    node = root.get("base")
    if node is None or (isinstance(node, Scalar) and node.is_null):
        return DEFAULT
    if isinstance(node, Scalar) and node.text in BUILT_IN:
        return node.text
    if isinstance(node, Scalar):
        mend = suggestion(node.text, BUILT_IN, f"use {' or '.join(BUILT_IN)}")
        problems.error(node.span, f"there is no built-in theme {node.text!r}", mend)
    else:
        problems.error(node.span, "'base' is not the name of a theme", f"write {' or '.join(BUILT_IN)}")
    return DEFAULT


def read_layer(root: MappingNode, below: Sequence[Layer], problems: Problems, *, built_in: bool = False) -> Layer:
    """All that a file says; unknown names are errors. ``below`` are the layers that it changes."""
    known = frozenset(name for layer in below for name in layer.entries)
    editions: dict[str, Mapping[str, Leaf]] = {}
    overlay = _Overlay(known, problems)
    node = root.get("editions")
    names = editions_of(below)
    if node is not None and not isinstance(node, MappingNode) and not (isinstance(node, Scalar) and node.is_null):
        overlay.wrong(node, "editions", "names and their values below it")
    overlay.put(root, ("base", "editions"))
    known |= frozenset(overlay.leaves)
    for entry in _editions(root):
        name = entry.key.text
        if name not in names:
            problems.error(
                entry.key.span, f"a theme has no edition {name!r}", suggestion(name, names, f"use {', '.join(names)}")
            )
            continue
        over = _Overlay(known | frozenset(_TYPE), problems, f"editions.{name}.")
        if isinstance(entry.value, MappingNode):
            over.put(entry.value)
        elif not (isinstance(entry.value, Scalar) and entry.value.is_null):
            over.wrong(entry.value, "", "names and their values below it")
        editions[name] = over.leaves
    return Layer(overlay.leaves, editions, built_in)


class _Overlay:
    """Takes over a file's own values, or those of an edition; unknown names are errors.

    ``where`` stands before the names of an edition's entries in messages.
    """

    def __init__(self, known: frozenset[str], problems: Problems, where: str = "") -> None:
        self.leaves: dict[str, Leaf] = {}
        self._problems = problems
        self._known = known
        self._where = where

    def put(self, root: MappingNode, besides: Collection[str] = ()) -> None:
        """Take over all sections of a file but those named."""
        sections = list(dict.fromkeys(name.partition(".")[0] for name in sorted(self._known)))
        for entry in root:
            section = entry.key.text
            if section in besides:
                continue
            if section not in sections:
                there = [*sections, *besides]
                mend = suggestion(section, there, f"take it out; there are {', '.join(there)}")
                what = "an edition" if self._where else "a theme"
                self._problems.error(entry.key.span, f"{what} has no section {section!r}", mend)
            elif isinstance(entry.value, MappingNode):
                node = self._known_systems(entry.value) if section == "scripts" else entry.value
                for name, value in _flatten(node, section):
                    self._put(name, value)
            elif not (isinstance(entry.value, Scalar) and entry.value.is_null):
                self.wrong(entry.value, section, "names and their values below it")

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
                mend = suggestion(code, near or known_systems(), "write an ISO 15924 code, such as Arab or Thai")
            else:
                good[code] = entry
                continue
            self._problems.error(entry.key.span, f"there is no writing system {code!r}", mend)
        return MappingNode(node.span, good)

    def _put(self, name: str, value: Leaf) -> None:
        section, own, *rest = name.split(".")
        below = _OPEN_SECTIONS.get(section)
        if name in self._known or rest in [[last] for last in below or ()] or (section == "fonts" and not rest):
            self.leaves[name] = value
        elif section == "colours" and not rest:
            if isinstance(value, Scalar) and HEX.fullmatch(value.text):
                self.leaves[f"{name}.rgb"] = value
            else:
                self.wrong(value, name, COLOUR_FORM)
        elif any(known.startswith(f"{name}.") for known in self._known) or (below and not rest):
            self.wrong(value, name, "names and their values below it")
        else:
            known = sorted({*self._known, *(f"{section}.{own}.{last}" for last in below or ())})
            what = "an edition" if self._where else "a theme"
            self._problems.error(value.span, f"{what} has no entry {name!r}", suggestion(name, known, "take it out"))

    def wrong(self, node: Leaf, name: str, expected: str) -> None:
        """Report a value that is not what it ought to be."""
        shown = repr(node.text) if isinstance(node, Scalar) else "a list"
        if isinstance(node, Scalar) and node.is_null:
            shown = "empty"  # what follows a # without quotation marks is a remark to YAML
        self._problems.error(node.span, f"{f'{self._where}{name}'.rstrip('.')!r} is {shown}", f"write {expected}")


# --- what counts in an edition


def combined(layers: Sequence[Layer], edition: str) -> Entries:
    """What holds in an edition. An edition that no layer speaks of is the theme as it is."""
    parts: list[tuple[Mapping[str, Leaf], bool, bool]] = []  # entries, whether of the edition, whether built in
    for layer in layers:
        parts.append((layer.entries, False, layer.built_in))
        parts.append((layer.editions.get(edition, {}), True, layer.built_in))
    ranks: dict[str, tuple[bool, int]] = {}
    leaves: dict[str, Leaf] = {}
    for number, (entries, of_edition, _) in enumerate(parts):
        for name, leaf in entries.items():
            rank = of_edition and name.startswith(_OF_THE_EDITION), number
            if name not in ranks or rank > ranks[name]:
                ranks[name] = rank
                leaves[name] = leaf
    for name in list(leaves):
        _hold_together(name, leaves, ranks, parts)
    sources = {name: parts[number] for name, (_, number) in ranks.items() if name in leaves}
    return Entries(
        MappingProxyType(leaves),
        frozenset(name for name, (_, of_edition, _) in sources.items() if of_edition),
        frozenset(name for name, (_, _, built_in) in sources.items() if not built_in),
        frozenset(name for entries, _, built_in in parts if built_in for name in entries),
        MappingProxyType(
            {
                name: leaf
                for entries, of_edition, built_in in parts
                if of_edition and built_in
                for name, leaf in entries.items()
            }
        ),
    )


def _hold_together(
    name: str,
    leaves: dict[str, Leaf],
    ranks: dict[str, tuple[bool, int]],
    parts: Sequence[tuple[Mapping[str, Leaf], bool, bool]],
) -> None:
    """What belongs together comes from one hand: inks and rgb, a style's size and leading, a page and its paper."""
    start, _, last = name.rpartition(".")
    if last == "cmyk" and ranks.get(f"{start}.rgb", (False, 0)) > ranks[name]:
        del leaves[name]  # the inks of another colour
    elif start.startswith("styles.") and last in ("size", "leading"):
        other = f"{start}.{'leading' if last == 'size' else 'size'}"
        of_edition, at = parts[ranks[name][1]][1], ranks[name][1]
        if of_edition and at < ranks.get(other, (False, 0))[1] and not parts[ranks[other][1]][1]:
            # A later file has one of the two for all editions: both are scaled from what holds in them.
            number = next(
                number for number in range(at - 1, -1, -1) if not parts[number][1] and name in parts[number][0]
            )
            leaves[name], ranks[name] = parts[number][0][name], (False, number)
    elif name in ("page.width", "page.height") and ranks[name] > ranks.get("page.paper", (False, -1)):
        leaves["page.paper"], ranks["page.paper"] = Scalar(leaves[name].span, "own"), ranks[name]
