# SPDX-License-Identifier: Apache-2.0
"""Other people's readers get the text of every block: pypdf, and PDFium's text objects by marked content.

Left out of both sides: white space, marks of direction (which have no picture), artifacts. What readers make of a
hyphen is a hyphen. Nothing else is forgiven: PDFium turns brackets in right-to-left text round, and each counts as an
error. ``pytest -s`` shows the figures, and ``measure.py`` also those of a plain reading page by page.
"""

from __future__ import annotations

import pytest
from whole_blocks import drawn_blocks
from whole_reading import READERS, foreign_characters, only_brackets_turned, score, texts_by_mark, texts_by_page

MOST_ERRORS = 0.005
FEWEST_WHOLE = 0.97


@pytest.mark.parametrize("reader", READERS)
def test_every_block_is_extracted(file, reader):
    texts = texts_by_mark(file.path, reader)
    blocks = drawn_blocks(file)
    result = score([(truth.text, "".join(texts.get(mark, "") for mark in block.marks)) for truth, block in blocks])
    print(f"\n{file.name} by {reader}: {result}")  # noqa: T201 - figures for whoever asks with -s
    assert result.words > 1000
    assert result.whole_rate >= FEWEST_WHOLE, str(result)
    if file.booklet.locale.direction == "ltr" or reader == "pypdf":
        assert result.wrong == []
    else:
        assert result.error_rate <= MOST_ERRORS, str(result)
        assert all(only_brackets_turned(*pair) for pair in result.wrong), result.wrong


@pytest.mark.parametrize("reader", READERS)
def test_nothing_but_plain_characters_comes_out(file, reader):
    pages = "".join(texts_by_page(file.path, reader))
    assert len(pages) > 5000
    assert foreign_characters(pages) == set()
    assert foreign_characters("".join(texts_by_mark(file.path, reader).values())) == set()


def test_the_measure_sees_what_it_should():
    assert foreign_characters("a\ue000 لا ﻻ ﬁ \ufffd") == {"\ue000", "ﻻ", "ﬁ", "\ufffd"}
    result = score([("kitten «a» of", "sit ting »a« of"), ("same\u2069 co-op", "sa me co\ufffeop")])
    assert (result.characters, result.errors) == (20, 5)
    assert (result.words, result.whole) == (5, 2)
