# SPDX-License-Identifier: Apache-2.0
"""All editions and themes say the same: they look different, their structure trees do not."""

from __future__ import annotations

import re

import pytest
from whole_files import BUNDLED, EVERY_KIND

from booklet.build.task import EDITIONS, THEMES, Task, open_workshop, perform
from booklet.checks.tree import tree_text
from booklet.layout.theme import SCREEN

_PAGES = re.compile(r"\d+(?=[^\d]*$)|(?<=to=\"page )\d+")
"""In the line of a link to a page: the page it leads to, and the last number of its words, which is a page's if any."""


def tree(path):
    """A file's tree as text, without the numbers of pages."""
    lines = tree_text(path).splitlines()
    return [_PAGES.sub("#", line) if 'Link to="page' in line else line for line in lines]


@pytest.mark.parametrize(("source", "locale"), [(BUNDLED, "en"), (EVERY_KIND, "en"), (EVERY_KIND, "ar")])
def test_editions_and_themes_have_the_same_tags_and_texts(source, locale, tmp_path):
    trees = {}
    pages = {}
    for theme in ("", *THEMES[1:]):
        shop = open_workshop(source, EDITIONS, theme=theme)
        tasks = [Task(source, locale, edition, theme=theme) for edition in EDITIONS]
        for outcome in perform(tasks, shop):
            assert outcome.made is not None, outcome.problems
            path = tmp_path / outcome.made.name
            path.write_bytes(outcome.made.data)
            trees[outcome.made.name] = tree(path)
            pages[outcome.made.name] = outcome.made.pages
    assert len(trees) == len(EDITIONS) * len(THEMES)
    plain, *others = trees.values()
    assert [line for line in plain if "Note" in line]  # or nothing would be moved
    for name, other in zip(list(trees)[1:], others, strict=True):
        assert other == plain, f"{name} differs from the edition {SCREEN}"
