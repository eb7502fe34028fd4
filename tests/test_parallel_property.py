# SPDX-License-Identifier: Apache-2.0
"""Random booklets beside a translation of another length: facing pages begin the same things, and nothing is lost."""

from __future__ import annotations

import itertools
import os
import random
from collections.abc import Iterator

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from strategies import WORDS, Sample, booklets
from test_structure_property import library, localised

from booklet.content.inline import Emphasis, Foreign, Inline, Link, Strong, Text
from booklet.content.model import Imprint, walk_blocks
from booklet.l10n.beside import side_by_side
from booklet.l10n.locale import locale_facts
from booklet.l10n.model import Booklet
from booklet.layout.model import Layout
from booklet.layout.parallel import interleaved, lay_out_facing
from booklet.layout.themefile import load_theme
from booklet.problems import Problems
from booklet.tagging.build import structure_tree
from booklet.tagging.parallel import parts, prefix_of
from booklet.text.typeset import Typesetter


@settings(
    max_examples=60 if os.environ.get("CI") else 6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
@given(sample=booklets("en"), longer=st.sampled_from([1, 1, 2]), seed=st.integers(0, 99))
def test_facing_pages_begin_the_same(sample: Sample, longer: int, seed: int) -> None:
    problems = Problems()
    english = localised(sample, problems)
    pair = side_by_side(english, translated(english, longer, random.Random(seed)))
    theme = load_theme(None, problems)
    assert theme is not None
    setters = [Typesetter(library(), booklet.locale, theme.scripts) for booklet in pair]
    layouts = lay_out_facing(pair, (setters[0], setters[1]), theme, problems)
    assert not problems.errors, list(map(str, problems))

    count = sum(len(layout.pages) for layout in layouts)
    assert [page.index for page in layouts[0].pages] == [0, *range(1, count - 1, 2)]
    assert [page.index for page in layouts[1].pages] == [*range(2, count, 2), count - 1]
    first, second = beginnings(pair[0], layouts[0]), beginnings(pair[1], layouts[1])
    assert {name: page + 1 for name, page in first.items()} == second
    assert [page.index for page in layouts[0].pages if not page.fragments] == []

    trees = [structure_tree(booklet, layout) for booklet, layout in zip(pair, layouts, strict=True)]  # all is drawn
    locales = pair[0].locale, pair[1].locale
    both = parts(trees[0], trees[1], locales)
    assert [part.tag for part in both.root.children] == ["Part", "Part"]
    assert [page.index for page in interleaved(*layouts, prefix_of(locales[1])).pages] == list(range(count))


def beginnings(booklet: Booklet, layout: Layout) -> dict[str, int]:
    """The page on which each block begins, those in boxes too; covers stand at both ends."""
    inside = [block.id for block in walk_blocks(booklet.blocks[1:]) if not isinstance(block, Imprint)]
    return {name: layout.destinations[name].page for name in inside if name in layout.destinations}


def translated(booklet: Booklet, longer: int, chance: random.Random) -> Booklet:
    """The booklet with Arabic words, up to so many for each word of its own."""
    words = itertools.cycle(WORDS["ar"])

    def text(characters: str) -> str:
        found = [" ".join(next(words) for _ in range(chance.randint(1, longer))) for _ in characters.split()]
        around = characters[: len(characters) - len(characters.lstrip())], characters[len(characters.rstrip()) :]
        return " ".join(found).join(around) if found else characters

    def nodes(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
        for node in inlines:
            if isinstance(node, Text):
                yield Text(text(node.text), isolate=node.isolate)
            elif isinstance(node, Strong | Emphasis | Link | Foreign):
                yield replace(node, children=tuple(nodes(node.children)))
            else:
                yield node

    texts = {
        name: each
        if name.startswith("ui.")
        else replace(each, inlines=tuple(nodes(each.inlines)), lang="ar", direction="rtl")
        for name, each in booklet.texts.items()
    }
    return replace(booklet, locale=locale_facts("ar"), texts=texts)
