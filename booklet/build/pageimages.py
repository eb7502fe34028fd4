# SPDX-License-Identifier: Apache-2.0
"""Pictures of finished files' pages: page by page or as facing pages, and contact sheets.

What is drawn is planned first, so that whatever cannot be is said before anything is written. Then each picture is
drawn when its turn to be written has come: a thousand of them need no more memory than one.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pypdfium2
from pypdfium2 import raw as pdfium

from booklet.build.deliver import deliver
from booklet.build.task import Made
from booklet.pictures.colourvision import Simulation, simulated
from booklet.pictures.montage import MAX_PIXELS, Grid, Pixels, contact_sheet, grid, png_bytes, side_by_side
from booklet.problems import Problem, Problems
from booklet.values import Immutable

__all__ = ["PAGE_WIDTH", "SHEET_WIDTH", "Drawn", "Wanted", "draw_pages", "page_picture"]

PAGE_WIDTH = 1000
"""Pixels of a page's width, unless another is asked for."""
SHEET_WIDTH = 240
"""The same on a contact sheet."""

Progress = Callable[[str, int], None]
"""Hears of each picture's name when it is drawn, and how many there will be."""

_Unit = tuple[int | None, ...]
"""Pages that are seen together, by index and from left to right; None where beside a cover there is none."""


class Wanted(Immutable, frozen=True):
    """Which pictures to draw, and how.

    ``pages`` are ranges of page numbers from 1 on, all pages where there are none; of facing pages, those that have one
    of them. ``width`` is that of a page in pixels. With ``simulations`` each picture is drawn as it is seen in each of
    them, and not as it is.
    """

    pages: tuple[tuple[int, int], ...] = ()
    spreads: bool = False
    width: int | None = None
    sheet_only: bool = False
    simulations: tuple[Simulation, ...] = ()


class Drawn(Immutable, frozen=True):
    """The pictures that were written, each by name with its width and height, and what there is to say of them."""

    pictures: tuple[tuple[str, int, int], ...]
    problems: tuple[Problem, ...]


class _Plan(Immutable, frozen=True):
    """One picture to be drawn: of one unit, or of several on the cells of a sheet. ``width`` is a page's."""

    name: str
    file: Made
    units: tuple[_Unit, ...]
    width: int
    simulation: Simulation | None
    cells: Grid | None = None
    mirrored: bool = False


def draw_pages(files: Sequence[Made], out: Path, wanted: Wanted, progress: Progress | None = None) -> Drawn:
    """Draw pages of finished files and write them into ``out`` as PNG files: all of them or none.

    They are named by their file: ``NAME-page-03.png`` or ``NAME-spread-02-03.png``, and ``NAME-sheet.png``; what is
    drawn in a simulation has its word behind that. ``progress`` hears of each.

    Raises:
        BookletError: where a page that is wanted is not there or would be too large a picture, or where the pictures
            cannot be written.
    """
    problems = Problems()
    plans = [plan for file in files for plan in _planned(file, wanted, problems)]
    problems.stop_if_errors()
    pictures = _Pictures(plans, progress)
    try:
        deliver(pictures, out)
    finally:
        pictures.close()
    return Drawn(tuple(pictures.drawn), tuple(problems))


class _Pictures(Mapping[str, bytes]):
    """The pictures of a plan by name, each drawn when it is asked for."""

    def __init__(self, plans: Sequence[_Plan], progress: Progress | None) -> None:
        self._plans = {plan.name: plan for plan in plans}
        self._progress = progress
        self._open: tuple[str, pypdfium2.PdfDocument] | None = None
        self._last: tuple[object, Pixels] | None = None
        self.drawn: list[tuple[str, int, int]] = []

    def __iter__(self) -> Iterator[str]:
        return iter(self._plans)

    def __len__(self) -> int:
        return len(self._plans)

    def __getitem__(self, name: str) -> bytes:
        plan = self._plans[name]
        picture = self._drawn(plan)
        self.drawn.append((name, *picture.size))
        data = png_bytes(picture)
        if self._progress:
            self._progress(name, len(self))
        return data

    def close(self) -> None:
        """Close the file that is open."""
        if self._open:
            self._open[1].close()
        self._open = self._last = None

    def _drawn(self, plan: _Plan) -> Pixels:
        document = self._document(plan.file)
        if plan.cells is not None:
            units = (_seen(_unit(document, unit, plan.width), plan.simulation) for unit in plan.units)
            return contact_sheet(units, plan.cells, mirrored=plan.mirrored)
        unit = tuple(page for page in plan.units[0] if page is not None)
        key = (plan.file.name, unit)
        if self._last is None or self._last[0] != key:  # simulations of one picture come one after the other
            self._last = (key, _unit(document, unit, plan.width))
        return _seen(self._last[1], plan.simulation)

    def _document(self, file: Made) -> pypdfium2.PdfDocument:
        if self._open is None or self._open[0] != file.name:
            self.close()
            self._open = (file.name, pypdfium2.PdfDocument(file.data))
        return self._open[1]


def _seen(picture: Pixels, simulation: Simulation | None) -> Pixels:
    return simulated(picture, simulation) if simulation else picture


def _unit(document: pypdfium2.PdfDocument, unit: _Unit, width: int) -> Pixels:
    """The pages of a unit in one picture."""
    return side_by_side([None if page is None else page_picture(document, page, width) for page in unit])


def page_picture(document: pypdfium2.PdfDocument, index: int, width: int) -> Pixels:
    """The picture of a page by its index, exactly ``width`` pixels wide."""
    page = document[index]
    try:
        # Half a pixel less: the size is rounded up, and a thousandth too much would be one pixel more.
        bitmap = page.render(scale=(width - 0.5) / page.get_width())
        picture: Pixels = bitmap.to_pil()
        return picture.convert("RGB")  # a copy: the bitmap's memory goes with the bitmap
    finally:
        page.close()


# --- what to draw -------------------------------------------------------------------------------------------------


def _planned(file: Made, wanted: Wanted, problems: Problems) -> Iterator[_Plan]:
    """The pictures that are wanted of a file."""
    document = pypdfium2.PdfDocument(file.data)
    try:
        sizes = [document.get_page_size(index) for index in range(len(document))]
        mirrored = file.right_bound or _reads_from_the_right(document)
    finally:
        document.close()
    chosen = _chosen(file, len(sizes), wanted, problems)
    units = [unit for unit in _units(len(sizes), mirrored, wanted) if any(page in chosen for page in unit)]
    if not units:
        return
    stem = Path(file.name).stem
    aspect = max(height / width for width, height in sizes)
    views = wanted.simulations or (None,)
    if not wanted.sheet_only:
        width = wanted.width or PAGE_WIDTH
        if width * width * aspect * len(units[0]) > MAX_PIXELS:
            what = f"{file.name}: a picture of its pages {width} pixels wide has more than {MAX_PIXELS:,} pixels"
            problems.error(None, what, "ask for narrower ones with --width")
        for unit in units:
            name = f"{stem}-{_name(unit, len(sizes))}"
            yield from (_Plan(_file(name, view), file, (unit,), width, view) for view in views)
    width = wanted.width or SHEET_WIDTH
    if not wanted.sheet_only:
        width = min(width, SHEET_WIDTH)
    across = len(units[0])
    cells = grid(len(units), aspect / across, width * across)
    least = cells.cell_width // across
    if least < width:
        what = f"{stem}-sheet.png shows its pages {least} pixels wide, so that the sheet is not too large"
        problems.warn(None, what, "for larger ones, ask for fewer with --pages")
    for view in views:
        yield _Plan(_file(f"{stem}-sheet", view), file, tuple(units), least, view, cells, mirrored)


def _reads_from_the_right(document: pypdfium2.PdfDocument) -> bool:
    """Whether a file's facing pages are those of a right-to-left book (ISO 32000-1, table 150: Direction)."""
    word = ctypes.create_string_buffer(8)
    length = pdfium.FPDF_VIEWERREF_GetName(document, b"Direction", word, len(word))
    return bool(length) and word.value == b"R2L"


def _chosen(file: Made, count: int, wanted: Wanted, problems: Problems) -> set[int]:
    """The indexes of the pages that are wanted."""
    if not wanted.pages:
        return set(range(count))
    beyond = max(last for _, last in wanted.pages)
    if beyond > count:
        what = f"{file.name} has {count} {'page' if count == 1 else 'pages'} and no page {beyond}"
        problems.error(None, what, f"ask for some of 1-{count} with --pages")
    return {page - 1 for first, last in wanted.pages for page in range(first, min(last, count) + 1)}


def _units(count: int, mirrored: bool, wanted: Wanted) -> Iterator[_Unit]:
    """All that is seen together: single pages, or a cover alone and then two by two."""
    if not wanted.spreads:
        yield from ((page,) for page in range(count))
        return
    for second in range(0, count + 1, 2):  # it stands where the first of a book does: on the right, if not mirrored
        pages = (second - 1 if second else None, second if second < count else None)
        if pages != (None, None):
            yield pages[::-1] if mirrored else pages


def _name(unit: _Unit, count: int) -> str:
    """A picture's name, with numbers that sort as the pages do."""
    digits = max(2, len(str(count)))
    numbers = "-".join(f"{page + 1:0{digits}}" for page in sorted(page for page in unit if page is not None))
    return f"{'page' if len(unit) == 1 else 'spread'}-{numbers}"


def _file(name: str, simulation: Simulation | None) -> str:
    return f"{name}-{simulation}.png" if simulation else f"{name}.png"
