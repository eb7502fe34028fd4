# SPDX-License-Identifier: Apache-2.0
"""Builds one locale as every build does, and keeps what the proofs ask about: texts as shaped, lines, pages, bytes."""

from __future__ import annotations

import dataclasses
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from msgspec.structs import replace

sys.path.append(str(Path(__file__).parents[1] / "whole"))  # readers and truths are those of the whole files

from whole_files import WholeFile

import booklet.build.task as building
from booklet.build.task import Outcome, Task, Workshop
from booklet.l10n.localise import localise
from booklet.l10n.model import plain_text
from booklet.layout.engine import lay_out
from booklet.layout.model import Layout
from booklet.problems import Problems
from booklet.text.itemise import Item
from booklet.text.model import GlyphRun, Line, Piece
from booklet.text.shape import Shaped
from booklet.text.stretch import Stretch
from booklet.text.typeset import Typesetter

__all__ = ["Built", "Placing", "Shaping", "build", "narrow", "placings", "with_texts"]


@dataclass(frozen=True)
class Shaping:
    """Text up to a forced break as it was shaped, before lines were chosen: words, each of one item."""

    text: str
    items: tuple[Item, ...]
    langs: tuple[str, ...]  # by item
    words: tuple[Shaped, ...]
    owners: tuple[int, ...]  # by word: its item


@dataclass(frozen=True)
class Placing:
    """A run of a line, and where it stands in what was shaped. ``item`` is -1 for a hyphen that the line ends with.

    ``line`` is where the line begins and ends in what was shaped.
    """

    run: GlyphRun
    shaping: Shaping
    item: int
    start: int
    line: tuple[int, int]


class _Recorder(Typesetter):
    """A typesetter that remembers."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.shapings: list[Shaping] = []
        self.paragraphs: list[tuple[list[Shaping], tuple[Line, ...]]] = []

    def _stretches(self, pieces: Sequence[Piece], level: int) -> list[tuple[Stretch, list[tuple[int, int, int]]]]:
        found = super()._stretches(pieces, level)
        for stretch, _ in found:
            langs = tuple(stretch.pieces[item.piece].lang for item in stretch.items)
            words, owners = tuple(stretch.words), tuple(stretch.owners)  # they change where a long word is divided
            self.shapings.append(Shaping(stretch.text, tuple(stretch.items), langs, words, owners))
        return found

    def _lines(self, *arguments: Any) -> tuple[Line, ...]:
        before = len(self.shapings)
        lines = super()._lines(*arguments)
        self.paragraphs.append((self.shapings[before:], lines))
        return lines


@dataclass
class Built:
    """A locale's file and how it came about."""

    whole: WholeFile
    layout: Layout
    typesetter: _Recorder
    placings: dict[int, Placing] = field(default_factory=dict)  # by the id of a run, which the typesetter keeps

    @property
    def name(self) -> str:
        return self.whole.name

    @property
    def data(self) -> bytes:
        return self.whole.outcome.made.data


def build(shop: Workshop, locale: str, path: Path) -> Built | Outcome:
    """Make a locale's file and write it to ``path``; where it cannot be made, tell the outcome."""
    typesetters: list[_Recorder] = []
    layouts: list[Layout] = []

    def recorder(*arguments: Any) -> Typesetter:
        typesetters.append(_Recorder(*arguments))
        return typesetters[-1]

    def kept(*arguments: Any) -> Layout:
        layouts.append(lay_out(*arguments))
        return layouts[-1]

    with mock.patch.object(building, "Typesetter", recorder), mock.patch.object(building, "lay_out", kept):
        (outcome,) = building.perform([Task(shop.source.folders[0], locale)], shop)
    if outcome.made is None:
        return outcome
    path.write_bytes(outcome.made.data)
    whole = WholeFile(path.stem, path, localise(shop.source, locale, Problems()), outcome)
    built = Built(whole, layouts[0], typesetters[0])
    built.placings = {id(placing.run): placing for placing in placings(typesetters[0].paragraphs)}
    return built


def narrow(built: Built, measure: float) -> Built:
    """The same texts in a column of ``measure`` points, so that lines end wherever they may, and words are divided."""
    texts = [(plain_text(local.inlines), local.lang) for local in built.whole.booklet.texts.values()]
    return with_texts(built, [[pair] for pair in texts if pair[0]], measure)


def with_texts(built: Built, texts: Sequence[Sequence[tuple[str, str]]], measure: float) -> Built:
    """Other texts, each made of pieces with their languages, set as most of the file is; there are no pages of them."""
    typesetter = _Recorder(built.typesetter.library, built.typesetter.locale)
    ((style, _),) = Counter(placing.run.style for placing in built.placings.values()).most_common(1)
    for text in texts:
        pieces = [Piece(words, style, lang, "slot", "message") for words, lang in text]
        typesetter.paragraph(pieces, measure, direction=built.layout.direction, hyphenate=True)
    found = {id(placing.run): placing for placing in placings(typesetter.paragraphs)}
    return dataclasses.replace(built, typesetter=typesetter, layout=replace(built.layout, pages=()), placings=found)


def placings(paragraphs: Sequence[tuple[Sequence[Shaping], Sequence[Line]]]) -> list[Placing]:
    """Find each run of each line in the text of its paragraph."""
    found: list[Placing] = []
    for shapings, lines in paragraphs:
        number = at = 0
        for line in lines:
            if at == len(shapings[number].text):
                number, at = number + 1, 0
            shaping = shapings[number]
            span = at, at + sum(len(run.text) for run in line.runs if not _is_hyphen(run))
            for run in line.runs:
                if _is_hyphen(run):
                    found.append(Placing(run, shaping, -1, at, span))
                    continue
                end = at + len(run.text)
                (item,) = (index for index, each in enumerate(shaping.items) if each.start <= at and end <= each.end)
                assert shaping.text[at:end] == run.text
                found.append(Placing(run, shaping, item, at, span))
                at = end
        assert not shapings or (number, at) == (len(shapings) - 1, len(shapings[-1].text))
    return found


def _is_hyphen(run: GlyphRun) -> bool:
    return run.slot is None and run.message is None and run.start == run.end
