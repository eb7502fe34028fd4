# SPDX-License-Identifier: Apache-2.0
"""What every block builder works with: text set to lines, lines made into boxes, places mirrored for the direction.

Builders speak of *start* and width: the start is where reading begins, left or right, and :meth:`Setter.left` turns it
into a physical x. Text inside a region is aligned by the text engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TypeVar, cast

import msgspec
from msgspec.structs import replace

from booklet.content.model import Block, Glossary, Heading, Message, walk_blocks
from booklet.l10n.localise import fill
from booklet.l10n.model import Booklet, Direction, LocalText
from booklet.layout.inline import InlineContext, PieceLink, SetText, flatten
from booklet.layout.items import FORBIDDEN, Box, Break, Container, Item, Mark
from booklet.layout.model import Fragment, LinkArea, PictureFragment, Rect, ShapeFragment, TextFragment
from booklet.layout.shapes import rectangle
from booklet.layout.theme import TextStyle, Theme
from booklet.pictures.model import Drawing, Picture, Raster
from booklet.pictures.raster import resolution_problem
from booklet.problems import Problem, Problems, Span
from booklet.text.model import Align, Line, Paragraph, Piece, Style
from booklet.text.typeset import Typesetter
from booklet.values import Immutable

__all__ = ["Numbers", "Setter"]

T = TypeVar("T")

_UNDERLINE, _UNDERLINE_DEPTH = 0.05, 0.1
"""Thickness of underlines and their distance from the baseline, as shares of the type size."""

_TIGHTEST = 1.25
"""Leading, as a multiple of the size, below which no lines are set."""

_SMALLEST = 9.0
"""Points below which no words are made smaller to fit."""

_UNKNOWN_PAGE = 88
"""Stands for a page number in the first pass: as wide as most numbers that will take its place."""


class Numbers(Immutable, frozen=True):
    """What only a finished layout knows: the page (its index) of every target. Empty in the first pass."""

    pages: Mapping[str, int] = msgspec.field(default_factory=dict)


def _titles(blocks: tuple[Block, ...]) -> dict[str, Message]:
    """The words by which links name their targets."""
    titles: dict[str, Message] = {}
    for block in walk_blocks(blocks):
        if isinstance(block, Heading):
            titles[block.id] = block.text
        elif isinstance(block, Glossary):
            titles.update((entry.id, entry.term) for entry in block.entries)
    return titles


def _ink(line: Line, level: int) -> tuple[float, float]:
    """Left and right end of what a line shows; the spaces at its end lie beyond, on the side where reading ends."""
    if level % 2:
        right = max((run.x + run.width for run in line.runs), default=0.0)
        return right - line.width, right
    left = min((run.x for run in line.runs), default=0.0)
    return left, left + line.width


class Setter:
    """Sets a booklet's texts in a theme. One is made for each pass of the layout; it holds no page state.

    ``kept`` goes from pass to pass, with what blocks were made into. ``facing`` sets the language of the facing pages,
    where a cover shows its title too.
    """

    def __init__(
        self,
        booklet: Booklet,
        typesetter: Typesetter,
        theme: Theme,
        numbers: Numbers,
        note_numbers: Mapping[str, int],
        problems: Problems,
        kept: dict[object, tuple[object, tuple[Problem, ...]]] | None = None,
    ) -> None:
        self.booklet = booklet
        self.theme = theme
        self.problems = problems
        self.direction: Direction = booklet.locale.direction
        self.column = theme.page.column
        self.measure = self.column
        self.facing: Setter | None = None
        self._origin = 0.0
        self._small = False
        self._typesetter = typesetter
        self._numbers = numbers
        self._note_numbers = note_numbers
        self._titles = _titles(booklet.blocks)
        self._kept = {} if kept is None else kept
        self._pages_asked = 0
        self._styles: dict[str, Style] = {}
        self._inline = InlineContext(
            targets=booklet.source.targets,
            script=booklet.locale.script,
            note_number=lambda note: booklet.locale.number(note_numbers[note]),
            page_number=self.page_number,
            italic=theme.italic,
            least=theme.least_in(booklet.locale.script),
        )

    # -- numbers and places

    def page_number(self, target: str) -> str:
        """The printed number of the page on which a target stands."""
        self._pages_asked += 1
        index = self._numbers.pages.get(target)
        return self.booklet.locale.number(_UNKNOWN_PAGE if index is None else index + 1)

    def note_number(self, note: str) -> str:
        """The number of a footnote, as printed."""
        return self.booklet.locale.number(self._note_numbers[note])

    def once(self, block: Block, build: Callable[[], T]) -> T:
        """What ``build`` makes of a block in this region: as in the last pass, unless it shows the number of a page."""
        key = id(block), self._origin, self.measure, self._small
        found = self._kept.get(key)
        if found is None:
            asked, known = self._pages_asked, len(self.problems)
            built = build()
            if asked == self._pages_asked:
                self._kept[key] = built, tuple(self.problems)[known:]
            return built
        self.problems.extend(found[1])
        return cast("T", found[0])

    @contextmanager
    def inset(self, start: float, end: float = 0.0) -> Iterator[None]:
        """Everything built inside is set in by ``start`` and ``end`` from the sides of the region around it."""
        outer = self._origin, self.measure
        self._origin += start
        self.measure -= start + end
        try:
            yield
        finally:
            self._origin, self.measure = outer

    @contextmanager
    def smaller(self) -> Iterator[None]:
        """Running text built inside takes the small style."""
        outer, self._small = self._small, True
        try:
            yield
        finally:
            self._small = outer

    def left(self, start: float, width: float) -> float:
        """The left edge, in the column, of a box ``width`` wide that begins ``start`` after the region's start."""
        start += self._origin
        return start if self.direction == "ltr" else self.column - start - width

    def container(
        self, top: float, bottom: float, *, fill: str | None = None, bar: str | None = None, border: str | None = None
    ) -> Container:
        """A container over the whole measure; its bar stands on the start side."""
        left, bar_left = self.left(0.0, self.measure), self.direction == "ltr"
        return Container(left, self.measure, top, bottom, fill=fill, bar=bar, bar_left=bar_left, border=border)

    # -- text

    def style(self, name: str, **changes: object) -> Style:
        """A theme style as the text engine takes it, adapted to the locale's script."""
        if self._small and name in ("body", "lead"):
            name = "small"
        style = self._styles.get(name)
        if style is None:
            style = self._styles[name] = self.theme.text_style(name, self.booklet.locale.script)
        return replace(style, **changes) if changes else style

    def tightest(self, name: str) -> float:
        """The least leading of a style of one line each, in points."""
        fit = self.theme.scripts.get(self.booklet.locale.script)
        return self.style(name).size * max(_TIGHTEST, fit.tightest if fit else 0.0)

    def _between(self, style: Style) -> float:
        """Room that a heading's lines need between them beyond their leading, in points; one line needs none."""
        fit = self.theme.scripts.get(self.booklet.locale.script)
        return max(0.0, style.size * fit.headings - style.leading) if fit else 0.0

    def least(self, name: str) -> float:
        """The smallest size that a style may be given where there is little room, in points."""
        script = self.booklet.locale.script
        fit = self.theme.scripts.get(script)
        return min(self.style(name).size, max(self.theme.least_in(script), fit.least if fit else 0.0, _SMALLEST))

    def spacing(self, name: str) -> TextStyle:
        """A theme style's own record: its spaces before and after."""
        return self.theme.styles["small" if self._small and name == "body" else name]

    def local(self, message: Message) -> LocalText:
        """The text of a message in the locale."""
        return self.booklet.text(message)

    def set(
        self,
        text: LocalText,
        style: Style,
        *,
        start: float = 0.0,
        width: float | None = None,
        prefix: str | None = None,
        align: Align = "start",
        balance: bool = False,
        heading: bool = False,
        hyphenate: bool = True,
    ) -> list[Box]:
        """A message as one box for each line. ``prefix`` starts its slots' names where the message id does not.

        A ``heading`` has more room between its lines where the script's letters reach far up.
        """
        prepared = flatten(text, prefix or text.message.id, style, self._inline)
        return self.lines(
            prepared.pieces,
            text.span,
            start=start,
            width=width,
            align=align,
            balance=balance,
            heading=heading,
            hyphenate=hyphenate and self.theme.hyphenate,
            links=prepared,
            direction=text.direction,
            base=style,
        )

    def lines(
        self,
        pieces: Sequence[Piece],
        span: Span,
        *,
        base: Style,
        start: float = 0.0,
        width: float | None = None,
        align: Align = "start",
        balance: bool = False,
        heading: bool = False,
        hyphenate: bool = False,
        links: SetText | None = None,
        direction: Direction | None = None,
    ) -> list[Box]:
        """Pieces as one box for each line."""
        if not pieces:
            return []
        measure = self.measure - start if width is None else width
        paragraph = self._typesetter.paragraph(
            pieces, measure, direction=direction or self.direction, align=align, balance=balance, hyphenate=hyphenate
        )
        left = self.left(start, measure)
        boxes = [self._line_box(line, left, paragraph.level, base, span, links) for line in paragraph.lines]
        room = self._between(base) if heading else 0.0
        return [*boxes[:1], *(_lower(box, room) for box in boxes[1:])] if room else boxes

    def paragraph(self, pieces: Sequence[Piece], width: float) -> Paragraph:
        """Plain set text for callers that place lines themselves (running heads)."""
        return self._typesetter.paragraph(pieces, width, direction=self.direction)

    def one_line(self, text: str, style: Style, width: float) -> Line:
        """Plain text on one line no wider than ``width``: what is too much gives way to an ellipsis."""
        lang = self.booklet.locale.tag
        lines = self.paragraph([Piece(text, style, lang, None)], width).lines
        kept = "".join(run.text for run in lines[0].runs).split(" ")
        while len(lines) > 1 and kept:
            shown = " ".join(kept).rstrip(" ,;:\N{EM DASH}\N{EN DASH}") + "\N{HORIZONTAL ELLIPSIS}"
            lines = self.paragraph([Piece(shown, style, lang, None)], width).lines
            kept.pop()
        return lines[0]

    def width(self, text: str, style: str) -> float:
        """Width of plain text on one line."""
        return self._typesetter.width([Piece(text, self.style(style), self.booklet.locale.tag, None)])

    def narrowest(self, text: LocalText, style: str) -> float:
        """Width of the widest part of a text that no line break divides."""
        return self._typesetter.narrowest(flatten(text, text.message.id, self.style(style), self._inline).pieces)

    def _line_box(self, line: Line, left: float, level: int, base: Style, span: Span, links: SetText | None) -> Box:
        leading = max(base.leading, line.leading)  # words in a script with taller letters need more
        baseline = leading / 2 + base.size * self.theme.baseline_shift
        rules: list[Fragment] = []
        texts: list[Fragment] = []
        areas: dict[str, tuple[PieceLink, list[Rect]]] = {}
        notes: list[str] = []
        first, last = _ink(line, level)
        for run in line.runs:
            x = left + run.x
            slot = run.slot
            y = baseline - run.style.rise
            texts.append(TextFragment(run, x, y, slot, None if slot else "layout"))
            # Spaces at the line's end are neither underlined nor part of a link.
            start, end = max(run.x, first), min(run.x + run.width, last)
            if run.style.underline and end > start:
                thickness = run.style.size * _UNDERLINE
                depth = y + run.style.rise + run.style.size * _UNDERLINE_DEPTH
                path = rectangle(left + start, depth, end - start, thickness)
                rules.append(ShapeFragment(path, fill=run.style.colour))
            if links is None or slot is None:
                continue
            note = links.notes.get(slot)
            if note is not None:
                notes.append(note)
            link = links.links.get(slot)
            if link is not None and end > start:
                box = Rect(left + start, y - run.style.size * 0.9, end - start, run.style.size * 1.2)
                areas.setdefault(link.element, (link, []))[1].append(box)
        link_areas = tuple(self.link_area(link, boxes) for link, boxes in areas.values())
        return Box(leading, (*rules, *texts), span, link_areas, tuple(notes))

    # -- links

    def link_area(self, link: PieceLink, boxes: Sequence[Rect]) -> LinkArea:
        """A link's area on a line; its description comes from what it leads to."""
        lang = self.booklet.locale.tag
        if link.href is not None:
            return LinkArea(link.element, tuple(boxes), None, link.href, link.words, link.lang)
        if link.kind == "address":
            address = self.booklet.source.addresses[link.target]
            name = self.local(address.name)
            words = self.booklet.plain(address.name)
            return LinkArea(link.element, tuple(boxes), None, address.href, words, name.lang)
        if link.kind == "note":
            words = fill(self.booklet, "ui.link.note", number=self.note_number(link.target))
            return LinkArea(link.element, tuple(boxes), f"note.{link.target}", None, words, lang)
        words = fill(self.booklet, "ui.link.internal", title=self.title_of(link.target))
        return LinkArea(link.element, tuple(boxes), link.target, None, words, lang)

    def address(self, shown: str, link: PieceLink | None, slot: str, style_name: str, span: Span) -> list[Box]:
        """An address as it is printed: left to right in every book, on the start side, linked where it leads."""
        style = self.style(style_name, underline=link is not None)
        piece = Piece(shown, style, "zxx", slot, isolate=True)
        links = SetText((piece,), {slot: link} if link else {}, {}, page_refs=False)
        align: Align = "start" if self.direction == "ltr" else "end"
        return self.lines([piece], span, base=style, links=links, direction="ltr", align=align)

    def title_of(self, target: str) -> str:
        """The words that name an internal target: a heading's, a glossary term, else the page."""
        message = self._titles.get(target)
        if message is not None:
            return self.booklet.plain(message)
        return fill(self.booklet, "ui.link.page", number=self.page_number(target))

    # -- helpers for builders

    def flow(self, boxes: Sequence[Box], *, together: bool = False) -> list[Item]:
        """Lines with the breaks between them: none after a first line or before a last one, or none at all."""
        items: list[Item] = []
        count = len(boxes)
        for number, box in enumerate(boxes):
            if number:
                lonely = number in (1, count - 1) or count < 4  # widows and orphans
                items.append(Break(FORBIDDEN if together or lonely else 1.0))
            items.append(box)
        return items

    def picture(
        self, picture: Picture, start: float, width: float, height: float, slot: str | None, span: Span | None = None
    ) -> PictureFragment:
        """A picture in a region, whole and centred. ``span`` is where it was asked for, for messages."""
        scale = min(width / picture.width, height / picture.height)
        w, h = picture.width * scale, picture.height * scale
        x = self.left(start, width) + (width - w) / 2
        self.check_resolution(picture, w, span)
        return PictureFragment(
            picture,
            Rect(x, (height - h) / 2, w, h),
            slot,
            None if slot else "layout",
            clip=isinstance(picture, Drawing),
        )

    def check_resolution(self, picture: Picture, width: float, span: Span | None) -> None:
        """Warn of a photograph that is too coarse for the width at which it is shown."""
        if isinstance(picture, Raster):
            problem = resolution_problem(picture, width, span)
            if problem is not None:
                self.problems.extend([problem])

    def beside(self, columns: Sequence[Sequence[Box]], span: Span, gap: float = 0.0) -> Box:
        """Columns of boxes side by side in one unbreakable box; each keeps its own order of reading."""
        fragments: list[Fragment] = []
        links: list[LinkArea] = []
        notes: list[str] = []
        marks: list[Mark] = []
        height = 0.0
        for column in columns:
            y = gap
            for box in column:
                fragments.extend(shift(fragment, 0.0, y) for fragment in box.fragments)
                links.extend(shift_link(link, 0.0, y) for link in box.links)
                notes.extend(box.notes)
                marks.extend(box.marks)
                y += box.height
            height = max(height, y + gap)
        return Box(height, tuple(fragments), span, tuple(links), tuple(notes), tuple(marks))


def _lower(box: Box, room: float) -> Box:
    """A line's box with room above it."""
    fragments = tuple(shift(fragment, 0.0, room) for fragment in box.fragments)
    links = tuple(shift_link(link, 0.0, room) for link in box.links)
    return replace(box, height=box.height + room, fragments=fragments, links=links)


def shift(fragment: Fragment, dx: float, dy: float) -> Fragment:
    """The same fragment somewhere else."""
    if isinstance(fragment, TextFragment):
        return TextFragment(fragment.run, fragment.x + dx, fragment.y + dy, fragment.slot, fragment.artifact)
    if isinstance(fragment, PictureFragment):
        return replace(fragment, box=replace(fragment.box, x=fragment.box.x + dx, y=fragment.box.y + dy))
    path = tuple(
        (op, tuple(value + (dy if number % 2 else dx) for number, value in enumerate(values)))
        for op, values in fragment.path
    )
    return replace(fragment, path=path)


def shift_link(link: LinkArea, dx: float, dy: float) -> LinkArea:
    """The same link area somewhere else."""
    return replace(link, boxes=tuple(replace(box, x=box.x + dx, y=box.y + dy) for box in link.boxes))
