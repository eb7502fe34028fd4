# SPDX-License-Identifier: Apache-2.0
"""What a limit promises, the layout keeps: texts at their limits fit, and much longer ones do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from booklet.build import limits as module
from booklet.build.limits import MOST, limits
from booklet.build.task import EDITIONS, open_workshop
from booklet.content.model import Cover, Table, walk_blocks
from booklet.l10n.localise import localise
from booklet.layout.engine import lay_out
from booklet.paths import bundled_booklets
from booklet.problems import BookletError, Problems
from booklet.text.typeset import Typesetter

BUNDLED = bundled_booklets() / "child-trafficking"
EVERY_KIND = Path(__file__).parents[1] / "data" / "every-kind"


@pytest.fixture(scope="module")
def shop():
    return open_workshop(EVERY_KIND, EDITIONS)


def errors(shop, booklet, edition):
    problems = Problems()
    theme = shop.themes[edition]
    lay_out(booklet, Typesetter(shop.library, booklet.locale, theme.scripts), theme, problems)
    return [problem.what for problem in problems.errors]


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_all_texts_may_reach_their_limits_at_once(shop, locale):
    assert_full_is_fine(shop, locale)


def test_so_they_may_where_words_stay_whole_that_no_dictionary_knows():
    assert_full_is_fine(open_workshop(BUNDLED, EDITIONS), "my")


def assert_full_is_fine(shop, locale):
    booklet = localise(shop.source, locale, Problems())
    found = limits(shop, locale)
    messages = {message.id: message for message in shop.source.messages}
    grown = {
        key: module._word(booklet.plain(messages[key]), most)
        if messages[key].kind == "table header"
        else module._grown(booklet.plain(messages[key]), most)
        for key, most in found.items()
    }
    full = module._with(booklet, grown)
    for edition in EDITIONS:
        assert errors(shop, full, edition) == []


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_they_are_of_the_places_of_fixed_size(shop, locale):
    found = limits(shop, locale)
    assert {"booklet.title", "cover.subtitle", "cover.call", "cover.attribution", "story.p1.text"} <= set(found)
    (*_, table) = [block for block in walk_blocks(shop.source.blocks) if isinstance(block, Table)]
    assert {column.text.id for column in table.columns} <= set(found)
    assert "prose-3.text" not in found
    assert all(0 < most <= MOST for most in found.values())
    booklet = localise(shop.source, locale, Problems())
    messages = {message.id: message for message in shop.source.messages}
    assert all(most >= len(booklet.plain(messages[key])) for key, most in found.items())  # what is there fits


def test_much_longer_words_do_not_fit_on_the_cover(shop):
    found = limits(shop, "en")
    (cover,) = [block for block in shop.source.blocks if isinstance(block, Cover)]
    booklet = localise(shop.source, "en", Problems())
    words = (cover.title, cover.subtitle, cover.call, cover.attribution)
    full = module._with(booklet, {each.id: module._grown(each.text, found[each.id] * 3 // 2) for each in words})
    assert any("words on the cover" in each for edition in EDITIONS for each in errors(shop, full, edition))


def test_the_tightest_edition_counts(shop):
    one, both = limits(open_workshop(EVERY_KIND), "en"), limits(shop, "en")
    assert all(both[key] <= most for key, most in one.items() if key in both)
    assert dict(both) != dict(one)


def test_the_same_booklet_has_the_same_limits(shop):
    assert list(limits(shop, "ar").items()) == list(limits(open_workshop(EVERY_KIND, EDITIONS), "ar").items())


def test_a_catalog_without_a_translation_takes_the_source_letters(tmp_path, shop):
    from previewkit import small_booklet

    small_booklet(tmp_path / "b", {})
    found = limits(open_workshop(tmp_path / "b"), "fr")
    assert set(found) == {"booklet.title", "cover.subtitle"}


def test_where_lines_end_within_words_headers_need_no_limit(tmp_path):
    from previewkit import small_booklet

    small_booklet(tmp_path / "b")
    path = tmp_path / "b" / "booklet.yaml"
    rows = "rows: [{id: r, cells: [a, b]}, {id: s, cells: [c, d]}]"
    table = f"  - {{kind: table, id: t, columns: [{{id: x, text: One}}, {{id: y, text: Two}}], {rows}}}\n"
    path.write_text(path.read_text("utf-8") + table, "utf-8")
    po = tmp_path / "b" / "locales" / "fr" / "LC_MESSAGES" / "booklet.po"
    thai = po.parents[2] / "th" / "LC_MESSAGES" / "booklet.po"
    thai.parent.mkdir(parents=True)
    headers = {"t.columns.x": "One", "t.columns.y": "Two"}
    words = [f'msgctxt "{key}"\nmsgid "{text}"\nmsgstr "เด็กและปลา"\n' for key, text in headers.items()]
    head = po.read_text("utf-8").split("\n\n")[0].replace("Language: fr", "Language: th")
    thai.write_text("\n".join([head + "\n", *words]), "utf-8")
    shop = open_workshop(tmp_path / "b")
    assert set(headers) <= {message.id for message in shop.source.messages}
    assert set(headers) <= set(limits(shop, "fr"))
    assert not set(headers) & set(limits(shop, "th"))


def test_a_word_keeps_the_marks_of_its_letters():
    assert module._word("हिन्दी है", 9) == "हिन्दीहै"[:9] + "हिन्दीहै"[: 9 - len("हिन्दीहै")]


def test_a_locale_that_there_is_not(shop):
    with pytest.raises(BookletError):
        limits(shop, "sw")
