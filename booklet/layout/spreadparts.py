# SPDX-License-Identifier: Apache-2.0
"""Two vertical lists that say the same, cut into parts that stand beside each other.

They are cut wherever both may end a page in front of the same block, list item, row or panel; the marks on boxes tell
which is which. What only one of them has (a contact of a country, a notice) belongs to the part before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from booklet.layout.items import FORBIDDEN, Box, Break, Close, Container, Item, Open, Space
from booklet.layout.model import ShapeFragment
from booklet.values import Immutable

__all__ = ["Half", "Part", "Text", "parts_of"]


class Text(Immutable, frozen=True):
    """A vertical list and the lines of its footnotes by their ids."""

    items: Sequence[Item]
    notes: Mapping[str, Sequence[Box]]


class _Cut(Immutable, frozen=True):
    """A place where a page may end: what stands before ``end`` is on it, the next goes on from ``start``."""

    end: int
    start: int
    said: Break


class Half(Immutable, frozen=True):
    """One language of a part, and the containers that are open where it begins."""

    items: tuple[Item, ...]
    opened: tuple[Container, ...]
    said: Break


class Part(Immutable, frozen=True):
    """What stands together on one spread."""

    halves: tuple[Half, Half]

    @property
    def forced(self) -> bool:
        """Whether it begins a spread."""
        return any(half.said.force for half in self.halves)

    @property
    def price(self) -> float:
        """The cost of ending the spread in front of it."""
        return 0.0 if self.forced else max(half.said.cost for half in self.halves)


def parts_of(texts: tuple[Text, Text]) -> list[Part]:
    """Cut both texts where both may be cut, in front of what is the same in both."""
    cuts = [_cuts(text.items) for text in texts]
    names = _in_common_order(list(cuts[0]), list(cuts[1]))
    halves = [
        list(_halves(text.items, [found[name] for name in names])) for text, found in zip(texts, cuts, strict=True)
    ]
    if not any(_has_boxes(side[0].items) for side in halves):
        halves = [side[1:] for side in halves]
    return [Part(pair) for pair in zip(*halves, strict=True)]


def _halves(items: Sequence[Item], cuts: Sequence[_Cut]) -> Iterator[Half]:
    """What stands before the first cut, and what follows each."""
    opened: list[Container] = []
    before = _Cut(0, 0, Break(force=True))
    for cut in (*cuts, _Cut(len(items), len(items), Break())):
        part = tuple(items[before.start : cut.end])
        yield Half(part, tuple(opened), before.said)
        for item in part:
            if isinstance(item, Open):
                opened.append(item.container)
            elif isinstance(item, Close):
                opened.pop()
        before = cut


def _cuts(items: Sequence[Item]) -> dict[str, _Cut]:
    """Where a page may end in front of something that has a name, by that name."""
    found: dict[str, _Cut] = {}
    for index, item in enumerate(items):
        if not isinstance(item, Break) or not (item.force or item.cost < FORBIDDEN):
            continue
        name = _name(items, index + 1)
        if name is None:
            continue
        former = found.get(name)
        if former is None:
            found[name] = _Cut(index, index + 1, item)
        elif all(isinstance(each, Break | Space) for each in items[former.start : index]):  # each has its say
            said = replace(
                item,
                force=item.force or former.said.force,
                spot=item.spot or former.said.spot,
                ground=item.ground or former.said.ground,
            )
            found[name] = _Cut(former.end, index + 1, said)
    return found


def _name(items: Sequence[Item], index: int) -> str | None:
    """The name of what begins at an index; None in the middle of something, or of what draws nothing with a name."""
    while index < len(items):
        item = items[index]
        if isinstance(item, Close):
            return None
        if isinstance(item, Box):
            name = next((mark.element for mark in item.marks if mark.element), None)
            if name or not all(isinstance(fragment, ShapeFragment) for fragment in item.fragments):
                return name
        index += 1
    return None


def _in_common_order(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """As many names as stand in both lists in the same order (a longest increasing subsequence)."""
    places = {name: place for place, name in enumerate(second)}
    tails: list[int] = []  # the last place of the best row of each length
    links: list[_Link] = []
    for name in first:
        place = places.get(name)
        if place is None:
            continue
        length = bisect_left(tails, place)
        link = _Link(name, links[length - 1] if length else None)
        if length == len(tails):
            tails.append(place)
            links.append(link)
        else:
            tails[length], links[length] = place, link
    return links[-1].names() if links else []


class _Link(Immutable, frozen=True):
    """A name at the end of a row of names."""

    name: str
    former: _Link | None

    def names(self) -> list[str]:
        """The whole row."""
        found: list[str] = []
        link: _Link | None = self
        while link is not None:
            found.append(link.name)
            link = link.former
        return found[::-1]


def _has_boxes(items: Sequence[Item]) -> bool:
    return any(isinstance(item, Box) for item in items)
