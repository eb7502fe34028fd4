# SPDX-License-Identifier: Apache-2.0
"""The bundled booklet in every language there is: whole, without a missing glyph, and read as its catalog has it."""

from __future__ import annotations

import unicodedata

import pytest
from whole_blocks import drawn_blocks, expected
from whole_files import BUNDLED
from whole_reading import READERS, foreign_characters, only_brackets_turned, score, texts_by_mark

from booklet.content.load import load_booklet
from booklet.l10n.catalog import available_locales
from booklet.problems import Problems
from booklet.text.words import BY_DICTIONARY

LOCALES = available_locales(load_booklet(BUNDLED, Problems()))

MOST_ERRORS = 0.005
FEWEST_WHOLE = 0.97
MOST_BYTES = 1_000_000


def nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@pytest.mark.parametrize("edition", ["screen", "large-print"])
@pytest.mark.parametrize("locale", LOCALES)
def test_whole_and_exact(locale: str, edition: str, maker) -> None:
    file = maker.make(f"{locale}-{edition}", BUNDLED, locale, edition)
    made = file.outcome.made
    assert [str(problem) for problem in file.outcome.problems] == []  # missing glyphs and overflow are problems
    assert made.remarks == ()
    assert made.translated == 100
    assert len(made.data) < MOST_BYTES
    assert [(b.lang, nfc(b.text)) for b in file.spoken] == [(t.lang, nfc(t.text)) for t in expected(file)]
    for reader in READERS if edition == "screen" else ():
        texts = texts_by_mark(file.path, reader)
        assert foreign_characters("".join(texts.values())) == set()
        pairs = [(t.text, "".join(texts.get(mark, "") for mark in block.marks)) for t, block in drawn_blocks(file)]
        result = score(pairs)
        if locale.split("-")[0] not in BY_DICTIONARY:  # elsewhere what stands between spaces goes over many lines
            assert result.whole_rate >= FEWEST_WHOLE, str(result)
        if file.booklet.locale.direction == "ltr" or reader == "pypdf":
            assert result.wrong == [], reader
        else:
            assert result.error_rate <= MOST_ERRORS, str(result)
            assert all(only_brackets_turned(*pair) for pair in result.wrong), result.wrong
