# SPDX-License-Identifier: Apache-2.0
"""All editions, themes and papers say the same: they look different, their structure trees do not."""

from __future__ import annotations

import re

import pytest
from whole_files import BUNDLED, EVERY_KIND

from booklet.build.task import COVERS, Task, open_workshop, perform
from booklet.checks.tree import tree_text
from booklet.layout.theme import SCREEN

_PAGES = re.compile(r"\d+(?=[^\d]*$)|(?<=to=\"page )\d+")
"""In the line of a link to a page: the page it leads to, and the last number of its words, which is a page's if any."""


def tree(path):
    """A file's tree as text, without the numbers of pages."""
    lines = tree_text(path).splitlines()
    return [_PAGES.sub("#", line) if 'Link to="page' in line else line for line in lines]


def made(folder, source, locale, *, edition=SCREEN, paper="", theme="", cover=""):
    """A file with these choices, and its tree."""
    shop = open_workshop(source, [edition], paper=paper, theme=theme, cover=cover)
    (outcome,) = perform([Task(source, locale, edition, paper=paper, theme=theme, cover=cover)], shop)
    assert outcome.made is not None, outcome.problems
    path = folder / outcome.made.name
    assert not path.exists()
    path.write_bytes(outcome.made.data)
    return path.name, tree(path)


@pytest.mark.parametrize(
    ("source", "locale"),
    [(BUNDLED, "en"), (BUNDLED, "fr"), (BUNDLED, "ar"), (EVERY_KIND, "en"), (EVERY_KIND, "ar")],
)
@pytest.mark.parametrize("cover", COVERS)
def test_editions_themes_and_papers_have_the_same_tags_and_texts(source, locale, cover, tmp_path):
    cover = cover if cover != COVERS[0] else ""
    _, first = made(tmp_path, source, locale, cover=cover)
    assert [line for line in first if "Note" in line]  # or nothing would be moved
    others: list[dict[str, str]] = [{"edition": "large-print", "paper": "Letter", "theme": "plain"}]
    if not cover:
        others += [{"edition": "large-print"}, {"theme": "plain"}]
    for choices in others:
        name, other = made(tmp_path, source, locale, cover=cover, **choices)
        assert other == first, f"{name} differs from the edition {SCREEN}"
