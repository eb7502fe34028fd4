# SPDX-License-Identifier: Apache-2.0
"""A booklet of which half is not translated is built all the same, and says so to readers and to whoever builds it."""

from __future__ import annotations

import re
import shutil

import pytest
from whole_blocks import drawn_blocks, expected
from whole_files import EVERY_KIND
from whole_reading import only_brackets_turned, score, texts_by_mark

from booklet.problems import Severity


@pytest.fixture(scope="module")
def removed(tmp_path_factory):
    """A copy of the booklet, and the ids of the translations that are gone: every second one."""
    folder = tmp_path_factory.mktemp("half") / "every-kind"
    shutil.copytree(EVERY_KIND, folder)
    catalog = folder / "locales" / "ar" / "LC_MESSAGES" / "booklet.po"
    header, *entries = catalog.read_text("utf-8").strip().split("\n\n")
    own = [entry for entry in entries if 'msgctxt "ui.' not in entry]
    gone = own[::2]
    kept = [entry for entry in entries if entry not in gone]
    catalog.write_text("\n\n".join([header, *kept]) + "\n", "utf-8")
    return folder, {re.search('msgctxt "(.*)"', entry)[1] for entry in gone}


@pytest.fixture(scope="module")
def half(removed, maker):
    return maker.make("half-ar", removed[0], "ar")


def test_one_warning_tells_how_much_is_missing(half, removed):
    problems = [problem for problem in half.outcome.problems if "not translated" in problem.what]
    assert len(problems) == 1
    assert problems[0].severity is Severity.WARNING
    assert problems[0].what.startswith(f"{len(removed[1])} of ")
    assert problems[0].span.file.endswith("booklet.po")
    assert 40 < half.outcome.made.translated < 60


def test_what_is_missing_stands_in_english_and_is_tagged_so(half, removed):
    found = [(block.lang, block.text) for block in half.spoken]
    wanted = expected(half)
    assert found == [(truth.lang, truth.text) for truth in wanted]
    languages = {truth.key: truth.lang for truth in wanted}
    told = removed[1] & set(languages)
    assert len(told) > 50
    assert {languages[key] for key in told} == {"en"}
    source = {message.id: message.text for message in half.booklet.source.messages}
    plain = [key for key in told if not re.search(r"[*\[{\\]", source[key])]
    assert len(plain) > 40
    assert [key for key in plain if ("en", source[key]) not in found] == []
    rest = {key: lang for key, lang in languages.items() if key not in removed[1] and ":" not in key}
    assert set(rest.values()) == {"ar"}


def test_readers_are_told_on_the_first_pages(half):
    blocks = half.spoken
    place = next(number for number, block in enumerate(blocks) if "الإنجليزية" in block.text)
    assert blocks[place].tag == "P"
    assert blocks[place].lang == "ar"
    before = {block.tag for block in blocks[:place]}
    assert before <= {"Title", "P", "Figure", "H1", "TOCI"}, "right after the cover and the contents"
    element = next(b for t, b in drawn_blocks(half) if t.key == "ui.notice")
    assert {page for page, _ in element.marks} <= {1, 2}


def test_a_whole_translation_has_no_notice_and_no_warning(maker):
    whole = maker.file("every-ar")
    assert "ui.notice" not in {truth.key for truth in expected(whole)}
    assert [problem for problem in whole.outcome.problems if "translated" in problem.what] == []


@pytest.mark.parametrize("reader", ["pypdf", "pdfium"])
def test_english_in_a_right_to_left_booklet_is_extracted_exactly(half, reader):
    texts = texts_by_mark(half.path, reader)
    english = [(truth.text, block) for truth, block in drawn_blocks(half) if truth.lang == "en"]
    result = score([(text, "".join(texts.get(mark, "") for mark in block.marks)) for text, block in english])
    assert result.words > 500
    if reader == "pypdf":
        assert result.wrong == []
    else:
        assert result.error_rate <= 0.005, str(result)
        assert all(only_brackets_turned(*pair) for pair in result.wrong), result.wrong
