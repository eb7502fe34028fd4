# SPDX-License-Identifier: Apache-2.0
"""Composing pages, not pouring them: each section is set in several ways, and the book takes the best of them.

A section is what stands between two forced breaks. Set plainly it may leave a last page nearly empty; with less white
space it may save that page, with pages that end earlier it may fill it better or take one page more. Which of these is
taken is a shortest path through the book: white space, tightness and pages put in cost, and what is worth it is that a
section begins on the side that it asks for and that the number of pages folds well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace

from booklet.layout.items import Box, Break, Item, Side, Space
from booklet.layout.paginate import Frame, Known, PagePlan, PlacedBox, paginate
from booklet.layout.remarks import ENOUGH
from booklet.problems import Problem, Problems
from booklet.values import Immutable

__all__ = ["REMAINDER", "Earlier", "compose", "page_cost", "room_over_spot", "with_spot"]

_TIGHTER = (0.85, 0.7, 0.55)
"""Factors on the spaces between blocks."""

_EARLIER = (0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55, 0.5)
"""Heights, as shares of the frame, at which the last page but one may end to fill the last one better."""

_LOOSE = (0.8, 0.7, 0.6, 0.5, 0.42)
"""Heights at which all pages of a section may end so that it takes a page more."""

_MOST_LOOSENED = 8
"""Pages of the longest section that is set on a page more."""

_MOST_SECTIONS = 48
"""Sections, counted from the end, that are set in every way: so many are enough for any number of pages."""

_FULL = 0.55
"""A last page that holds more needs nothing."""

_SPARSE, _WHITE, _TORN, _TIGHTNESS = 6.0, 1.0, 30.0, 1.2
"""Costs of a page with less than enough, of an empty page's white space, of a torn page, of spaces gone altogether."""

_INNER = 3.0
"""How much more the white space of a page costs that is not the last of its section."""

_BREAK = 0.1
"""What the cost of a break that is taken counts for."""

_ART, _BLANK = 0.4, 4.0
"""Costs of a page put in, with art and without."""

_AROUND_SPOT = 0.4
"""White space above a spot picture at least, in heights of the picture."""

REMAINDER = 3.0
"""Cost of each page that a number of pages lacks to fold well."""


class _Section(Immutable, frozen=True):
    """Items between forced breaks, and what the break before them says."""

    items: tuple[Item, ...]
    side: Side | None
    filler: Box | None
    spot: Box | None
    ground: str | None


class _Setting(Immutable, frozen=True):
    """A way to set a section, what is wrong with it, and what it costs."""

    plans: tuple[PagePlan, ...]
    problems: tuple[Problem, ...]
    cost: float


class Earlier:
    """What sections were set into, for the next pass of the layout, in which most come again with the same measures."""

    def __init__(self) -> None:
        self._settings: list[tuple[tuple[object, ...], list[_Setting]]] = []  # by the section's number

    def settings(
        self, index: int, section: _Section, frame: Frame, notes: Mapping[str, Sequence[Box]], *, only_best: bool
    ) -> list[_Setting]:
        """Set a section, or put its boxes where those of the same measures stood when it last had this number."""
        made_of = (tuple(map(_measures, section.items)), frame, notes, only_best)
        if index < len(self._settings):
            earlier, settings = self._settings[index]
            if earlier == made_of and not any(setting.problems for setting in settings):
                return [_with_boxes(setting, section.items) for setting in settings]
        found = _settings(section, frame, notes, only_best=only_best)
        self._settings[index : index + 1] = [(made_of, found)]
        return found


def _measures(item: Item) -> object:
    """All of an item that makes a difference to where it stands."""
    return (item.height, item.notes, item.full_page) if isinstance(item, Box) else item


def _with_boxes(setting: _Setting, items: Sequence[Item]) -> _Setting:
    """The setting of a section of other boxes of the same measures; those that are repeated are the containers'."""
    boxes = (item for item in items if isinstance(item, Box))
    plans = tuple(
        replace(
            plan,
            boxes=tuple(placed if placed.artifact else PlacedBox(next(boxes), placed.y) for placed in plan.boxes),
        )
        for plan in setting.plans
    )
    return _Setting(plans, setting.problems, setting.cost)


class _Path(Immutable, frozen=True):
    """The best way so far to a number of pages (by its remainder): its last step, and the way to there."""

    cost: float
    former: _Path | None = None
    put_in: int = 0  # pages before the section
    setting: _Setting | None = None

    def steps(self) -> list[tuple[int, _Setting]]:
        """The pages put in and the setting of each section, from the first on."""
        found: list[tuple[int, _Setting]] = []
        path: _Path | None = self
        while path is not None and path.setting is not None:
            found.append((path.put_in, path.setting))
            path = path.former
        return found[::-1]


def compose(
    items: Sequence[Item],
    frame: Frame,
    notes: Mapping[str, Sequence[Box]],
    problems: Problems,
    multiple: int = 1,
    earlier: Earlier | None = None,
) -> tuple[PagePlan, ...]:
    """Cut the items into pages, as :func:`booklet.layout.paginate.paginate` does, section by section.

    ``multiple`` is the number of pages of which a book should have a multiple, if it can be had without empty pages.
    ``earlier`` goes from pass to pass.
    """
    earlier = earlier or Earlier()
    sections = list(_sections(items))
    free = multiple == 1 and all(section.side is None for section in sections)
    tail = len(sections) - _MOST_SECTIONS
    choices = [
        earlier.settings(index, section, frame, notes, only_best=free or index < tail)
        for index, section in enumerate(sections)
    ]
    path = _best_path(sections, choices, multiple)
    pages: list[PagePlan] = []
    for section, (put_in, setting) in zip(sections, path.steps(), strict=True):
        pages += _put_in(put_in, section.filler)
        plans = (*setting.plans[:-1], with_spot(setting.plans[-1], section.spot, frame))
        ground = None if section.ground == "paper" else section.ground
        pages += (replace(plan, ground=ground) for plan in plans)
        problems.extend(setting.problems)
    return tuple(pages)


def _sections(items: Sequence[Item]) -> Iterator[_Section]:
    """Cut at forced breaks. Of several in a row each has its say."""
    part: list[Item] = []
    said = Break(force=True)
    for item in items:
        if isinstance(item, Break) and item.force:
            if any(isinstance(each, Box) for each in part):
                yield _Section(tuple(part), said.side, said.filler, said.spot, said.ground)
                part, said = [], Break(force=True)
            said = replace(
                item,
                side=item.side or said.side,
                filler=item.filler or said.filler,
                spot=item.spot or said.spot,
                ground=item.ground or said.ground,
            )
        else:
            part.append(item)
    if any(isinstance(each, Box) for each in part):
        yield _Section(tuple(part), said.side, said.filler, said.spot, said.ground)


# ---- ways to set a section


def _settings(
    section: _Section, frame: Frame, notes: Mapping[str, Sequence[Box]], *, only_best: bool
) -> list[_Setting]:
    """The best way to set a section for each number of pages that it can take well."""
    known: Known = {}
    plain = _set(section.items, frame, notes, known)
    if plain.problems:  # what fits on no page is told of the page that there is
        return [plain]
    found = {len(plain.plans): plain}
    count = len(plain.plans)
    if not only_best or (count > 1 and plain.plans[-1].fill < _FULL):
        for tried in _others(section.items, frame, notes, plain, known):
            best = found.get(len(tried.plans))
            if (best is None or tried.cost < best.cost) and _torn(tried) <= _torn(plain):
                found[len(tried.plans)] = tried
    if only_best:
        return [min(found.values(), key=lambda each: each.cost + len(each.plans))]
    return [found[pages] for pages in sorted(found)]


def _others(
    items: Sequence[Item], frame: Frame, notes: Mapping[str, Sequence[Box]], plain: _Setting, known: Known
) -> Iterator[_Setting]:
    """Other ways than the plain one: tighter, its last page fuller, on a page more."""
    count = len(plain.plans)
    if count > 1:
        for factor in _TIGHTER:
            tighter = _set(_tightened(items, factor), frame, notes, cost=(1 - factor) * _TIGHTNESS)
            if len(tighter.plans) < count:
                yield tighter
                break
        if plain.plans[-1].fill < _FULL:
            for share in _EARLIER:
                yield _set(items, frame, notes, known, heights={count - 2: frame.height * share})
            for share in _EARLIER if 2 < count <= _MOST_LOOSENED else ():
                yield _set(items, frame, notes, known, heights=dict.fromkeys(range(count - 1), frame.height * share))
    if count <= _MOST_LOOSENED:
        for share in _LOOSE:
            looser = _set(items, frame, notes, known, heights=dict.fromkeys(range(count), frame.height * share))
            if len(looser.plans) > count:
                if len(looser.plans) == count + 1 and min(plan.fill for plan in looser.plans) >= ENOUGH:
                    yield looser
                break


def _set(
    items: Sequence[Item],
    frame: Frame,
    notes: Mapping[str, Sequence[Box]],
    known: Known | None = None,
    cost: float = 0.0,
    heights: Mapping[int, float] | None = None,
) -> _Setting:
    found = Problems()
    plans = paginate(items, frame, notes, found, heights or {}, known=known)
    shares = [heights.get(index, frame.height) / frame.height for index in range(len(plans))] if heights else None
    plans = tuple(
        replace(plan, fill=plan.fill * share) for plan, share in zip(plans, shares or [1.0] * len(plans), strict=True)
    )
    return _Setting(plans, tuple(found), cost + _whiteness(plans) + 1000.0 * len(found.errors))


def _whiteness(plans: Sequence[PagePlan]) -> float:
    """The cost of what pages leave empty; the last page of a section may leave more."""
    return sum(
        page_cost(plan.fill, _TORN / _BREAK if plan.torn else plan.cost, last=index == len(plans) - 1)
        for index, plan in enumerate(plans)
    )


def page_cost(fill: float, price: float, *, last: bool) -> float:
    """What is wrong with a page: the share of it that is empty, the price of the break at which it ends.

    ``last`` tells whether it is the last one of its section.
    """
    empty = max(0.0, 1 - fill)
    cost = _WHITE * empty * empty * (1.0 if last else _INNER) + min(price * _BREAK, _TORN)
    if fill < ENOUGH:
        cost += _SPARSE * (1 - fill / ENOUGH) + 1.0
    return cost


def _torn(setting: _Setting) -> int:
    """How many pages end where no break was allowed."""
    return sum(plan.torn for plan in setting.plans)


def _tightened(items: Sequence[Item], factor: float) -> list[Item]:
    return [replace(item, height=item.height * factor) if isinstance(item, Space) else item for item in items]


# ---- the book


def _best_path(sections: Sequence[_Section], choices: Sequence[Sequence[_Setting]], multiple: int) -> _Path:
    """The cheapest settings of all sections. Of the pages before a section only the remainder matters."""
    modulus = multiple if multiple % 2 == 0 else 2 * multiple
    paths = {0: _Path(0.0)}
    for section, settings in zip(sections, choices, strict=True):
        following: dict[int, _Path] = {}
        for before, path in paths.items():
            for put_in in _leads(section, before):
                price = put_in * (_ART if section.filler else _BLANK)
                for setting in settings:
                    after = (before + put_in + len(setting.plans)) % modulus
                    cost = path.cost + price + setting.cost
                    if after not in following or cost < following[after].cost - 1e-9:
                        following[after] = _Path(cost, path, put_in, setting)
        paths = following
    return min(paths.items(), key=lambda entry: entry[1].cost + REMAINDER * (-entry[0] % multiple))[1]


def _leads(section: _Section, before: int) -> tuple[int, ...]:
    """How many pages may be put in before a section, ``before`` being those there are (or their remainder)."""
    if section.side is not None:
        wanted = 0 if section.side == "recto" else 1
        return (0,) if before % 2 == wanted else (1,)
    return (0, 1) if section.filler else (0,)


def _put_in(count: int, filler: Box | None) -> list[PagePlan]:
    boxes = (PlacedBox(filler, 0.0),) if filler else ()
    return [PagePlan(boxes, blank=True, fill=1.0) for _ in range(count)]


def with_spot(plan: PagePlan, spot: Box | None, frame: Frame) -> PagePlan:
    """A section's last page with a picture at its foot, where the text and white space around leave room for it."""
    if spot is None or plan.notes or plan.fill * frame.height > room_over_spot(spot, frame):
        return plan
    return replace(plan, boxes=(*plan.boxes, PlacedBox(spot, frame.height - spot.height)), fill=1.0)


def room_over_spot(spot: Box, frame: Frame) -> float:
    """How tall a text may be that has a spot picture at the foot of its page."""
    return frame.height - spot.height * (1 + _AROUND_SPOT)
