# SPDX-License-Identifier: Apache-2.0
"""Two locales of a booklet on facing pages, as families read together.

The first language's cover is the front, the second's the back: where the two run in opposite directions, a reader of
either takes the book in hand as he is used to, and each cover also shows the other's title. Between them every spread
has the same content on both pages, the first language on the page that its readers come to first. Pages are counted
through, each in its language's digits: the number is the one that every PDF reader counts by, each is there once, and
contents and references of a language name its own pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from msgspec.structs import replace

from booklet.l10n.model import Booklet, Direction
from booklet.layout.assemble import assemble, target_pages
from booklet.layout.blocks.reference import note_lines
from booklet.layout.blocks.registry import join
from booklet.layout.engine import PASSES, note_order, outline, report_missing
from booklet.layout.items import Break, Item
from booklet.layout.model import Fragment, Layout, LinkArea, OutlineEntry, Page, ShapeFragment
from booklet.layout.notes import notes_at_section_ends
from booklet.layout.paginate import Frame, PagePlan, paginate
from booklet.layout.remarks import remarks
from booklet.layout.setter import Numbers, Setter
from booklet.layout.spreadpages import Spread, even
from booklet.layout.spreadparts import Text
from booklet.layout.spreads import facing_pages
from booklet.layout.theme import Theme
from booklet.layout.wholewords import whole_words
from booklet.problems import Problem, Problems
from booklet.text.typeset import Typesetter

__all__ = ["direction_of", "interleaved", "lay_out_facing"]

Pair = tuple[Booklet, Booklet]

_COVERS = 2


class _Side:
    """One language on its way to pages: what goes from pass to pass."""

    def __init__(self, booklet: Booklet, typesetter: Typesetter, theme: Theme) -> None:
        self.booklet = booklet
        self.plans: list[PagePlan] = []
        self.indexes: list[int] = []
        self.setter: Setter
        typesetter.keep_whole(whole_words(booklet))
        self._typesetter = typesetter
        self._theme = theme
        self._notes = note_order(booklet)
        self._kept: dict[object, tuple[object, tuple[Problem, ...]]] = {}
        self._pages: Mapping[str, int] = {}

    def begin(self, problems: Problems) -> None:
        """Begin a pass with the page numbers of the last."""
        numbers = Numbers(MappingProxyType(dict(self._pages)))
        self.setter = Setter(self.booklet, self._typesetter, self._theme, numbers, self._notes, problems, self._kept)

    def set(self) -> tuple[list[Item], Text]:
        """The items of the cover, and what follows it."""
        setter = self.setter
        items = join(self.booklet.blocks, setter)
        at_foot = note_lines(list(self._notes), setter)
        if self._theme.notes == "section":
            items, at_foot = notes_at_section_ends(items, at_foot, setter), {}
        end = next(number for number, item in enumerate(items) if isinstance(item, Break) and item.force)
        return items[:end], Text(items[end:], at_foot)

    def settled(self) -> bool:
        """Whether the numbers that this pass was set with are those of its own pages."""
        before, self._pages = self._pages, target_pages(self.plans, self.indexes)
        return self._pages == before

    def layout(self, theme: Theme, book: Direction, noted: tuple[str, ...]) -> Layout:
        """The language's own pages at their places in the book."""
        booklet = self.booklet
        pages, destinations = assemble(self.plans, self.setter, self.indexes, book)
        first = OutlineEntry(booklet.locale.name, 1, booklet.blocks[0].id)
        entries = (first, *(replace(entry, level=entry.level + 1) for entry in outline(booklet)))
        return Layout(
            pages,
            booklet.locale.direction,
            booklet.locale.tag,
            MappingProxyType(destinations),
            entries,
            theme.palette,
            noted,
        )


def lay_out_facing(
    booklets: Pair, typesetters: tuple[Typesetter, Typesetter], theme: Theme, problems: Problems
) -> tuple[Layout, Layout]:
    """Lay two locales out side by side: a layout of each, whose pages know their places in the book that both make.

    The bookmarks of each hang below its language's name. Remarks are with the first. Faults are reported as
    :func:`booklet.layout.engine.lay_out` does it.
    """
    sides = [_Side(booklet, typesetter, theme) for booklet, typesetter in zip(booklets, typesetters, strict=True)]
    spreads: list[Spread] = []
    for _ in range(PASSES):
        found = Problems()
        spreads = _pass(sides, theme, found)
        settled = [side.settled() for side in sides]  # each of them, to have its numbers for the next pass
        if all(settled):
            break
    else:
        found.warn(None, f"page numbers still change after {PASSES} passes", "check the page numbers in the contents")
    divided = tuple(dict.fromkeys(word for setter in typesetters for word in setter.divided))
    noted = remarks(_as_seen(sides, spreads), theme.multiple, divided)
    book = booklets[0].locale.direction
    layouts = [side.layout(theme, book, noted if side is sides[0] else ()) for side in sides]
    problems.extend(found)
    for booklet, typesetter in zip(booklets, typesetters, strict=True):
        report_missing(booklet, typesetter, problems)
    return layouts[0], layouts[1]


def _pass(sides: Sequence[_Side], theme: Theme, problems: Problems) -> list[Spread]:
    for side in sides:
        side.begin(problems)
    if sides[0].booklet.beside is not None:
        sides[0].setter.facing, sides[1].setter.facing = sides[1].setter, sides[0].setter
    frame = Frame(theme.page.frame_height, theme.space["note-gap"])
    covers: list[PagePlan] = []
    left_over: list[tuple[PagePlan, ...]] = []  # footnotes of covers
    texts: list[Text] = []
    for side in sides:
        cover, text = side.set()
        plans = paginate(cover, frame, text.notes, problems)
        covers.append(plans[0])
        left_over.append(plans[1:])
        texts.append(text)
    spreads = even(*left_over)
    others = _COVERS + 2 * len(spreads)
    apart = theme.styles["body"].after
    spreads += facing_pages(texts[0], texts[1], frame, problems, multiple=theme.multiple, others=others, apart=apart)
    count = _COVERS + 2 * len(spreads)
    sides[0].plans = [covers[0], *(left for left, _ in spreads)]
    sides[0].indexes = [0, *range(1, count - 1, 2)]
    sides[1].plans = [*(right for _, right in spreads), covers[1]]
    sides[1].indexes = [*range(2, count, 2), count - 1]
    return spreads


def _as_seen(sides: Sequence[_Side], spreads: Sequence[Spread]) -> list[PagePlan]:
    """All pages in their order, for remarks: a page with less on it than the one beside it is as it is meant to be."""
    plans = [sides[0].plans[0]]
    for spread in spreads:
        fill = max(page.fill for page in spread)
        plans += [replace(page, fill=fill) for page in spread]
    return [*plans, sides[1].plans[-1]]


# ---- one layout of two


def interleaved(first: Layout, second: Layout, prefix: str) -> Layout:
    """The book of both: the first's language, the pages and bookmarks of both.

    Slots, elements and targets of the second get the ``prefix`` (:func:`booklet.tagging.parallel.parts`).
    """
    direction = direction_of(first.direction, second.direction)
    own = [_directed(page, first.direction, direction) for page in first.pages]
    pages = [*own, *(_prefixed(_directed(page, second.direction, direction), prefix) for page in second.pages)]
    destinations = dict(first.destinations)
    for target, place in second.destinations.items():
        destinations[prefix + target] = replace(place, element=prefix + place.element)
    entries = [replace(entry, target=prefix + entry.target, lang=second.lang) for entry in second.outline]
    return replace(
        first,
        direction=direction,
        pages=tuple(sorted(pages, key=lambda page: page.index)),
        destinations=MappingProxyType(destinations),
        outline=(*first.outline, *entries),
    )


def direction_of(first: Direction, second: Direction) -> Direction:
    """What a file of two languages calls its direction: right to left only if both are.

    PDFium goes by it in every line of the file, and so does what is made with it, Chrome and its text for screen
    readers: in a file that is called right to left, the words of an English page come out from the last to the first.
    In one that is called left to right, Arabic pages are read well. What is bound at the right stays so; readers that
    show two pages side by side then put the first at the left.
    """
    return first if first == second else "ltr"


def _directed(page: Page, own: Direction, book: Direction) -> Page:
    return page if own == book else replace(page, direction=own)


def _prefixed(page: Page, prefix: str) -> Page:
    fragments = tuple(_with_slot(fragment, prefix) for fragment in page.fragments)
    return replace(page, fragments=fragments, links=tuple(_with_element(link, prefix) for link in page.links))


def _with_slot(fragment: Fragment, prefix: str) -> Fragment:
    if isinstance(fragment, ShapeFragment) or fragment.slot is None:
        return fragment
    return replace(fragment, slot=prefix + fragment.slot)


def _with_element(link: LinkArea, prefix: str) -> LinkArea:
    target = None if link.target is None else prefix + link.target
    return replace(link, element=prefix + link.element, target=target)
