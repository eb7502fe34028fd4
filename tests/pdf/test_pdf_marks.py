# SPDX-License-Identifier: Apache-2.0
"""Unseen artifacts beside brackets, signs and hyphens: where they stand, and that the text between them is whole."""

from __future__ import annotations

import io

import pdfsamples as samples
import pypdf
import pytest

from booklet.layout.model import TextFragment
from booklet.pdf.marks import UNSEEN_MARKS, with_unseen_marks

NAMES = {"\u200e": "<LRM>", "\u200f": "<RLM>", "\u200b": "<ZWSP>"}


def shown(texts: list[str], level: int, *, right_to_left: bool) -> str:
    """The texts of the fragments in their order; artifacts by name."""
    fonts = (samples.ARABIC, samples.LATIN) if level else (samples.LATIN,)
    layout, _ = samples.paragraphs(texts, level, fonts)
    found = with_unseen_marks(layout.pages[0].fragments, right_to_left=right_to_left)
    return "".join(
        NAMES[each.run.text] if each.slot is None else f"{each.run.text}"
        for each in found
        if isinstance(each, TextFragment)
    )


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("كتاب صغير", "كتاب صغير"),
        ("قال: «لا»", "قال: <LRM><RLM>«لا<LRM><RLM>»"),
        ("بيتٌ، كبير", "<RLM>بيتٌ، كبير"),  # before the word; it stands at the word's left
        ("بيت، كبير", "بيت، كبير"),
        ("(«نعم»)", "<LRM><RLM>(<LRM><RLM>«نعم<LRM><RLM>»<LRM><RLM>)"),
    ],
)
def test_right_to_left_text(text: str, marked: str) -> None:
    assert shown([text], 1, right_to_left=True) == marked


def test_a_document_from_left_to_right_has_none_of_them() -> None:
    assert shown(["قال: «لا»"], 1, right_to_left=False) == "قال: «لا»"


def test_the_parts_of_a_run_are_the_run() -> None:
    layout, _ = samples.paragraphs(["قال: «لا»، (نعمٌ)."], 1, (samples.ARABIC,))
    (whole,) = (each for each in layout.pages[0].fragments if isinstance(each, TextFragment))
    parts = [each for each in with_unseen_marks([whole], right_to_left=True) if each.slot is not None]
    assert "".join(each.run.text for each in parts) == whole.run.text
    assert [cluster for each in reversed(parts) for cluster in each.run.clusters] == list(whole.run.clusters)
    assert [each.run.start for each in parts] == [whole.run.start, *(each.run.end for each in parts[:-1])]
    assert parts[-1].run.end == whole.run.end
    edge = whole.x + whole.run.width
    for each in parts:  # from the right, without gaps
        assert each.x + each.run.width == pytest.approx(edge)
        edge = each.x
    assert edge == pytest.approx(whole.x)


def test_marks_are_small_and_never_painted() -> None:
    data = samples.pdf(*samples.paragraphs(["قال: «لا»"], 1, (samples.ARABIC,)))
    content = pypdf.PdfReader(io.BytesIO(data)).pages[0].get_contents().get_data()
    assert content.count(b"3 Tr") == content.count(b"0 Tr") == 4
    assert len(UNSEEN_MARKS) == 3


@pytest.mark.parametrize(
    ("texts", "marked"),
    [
        (["dit-", "il"], "dit-<ZWSP>il"),
        (["one - ", "two"], "one - <ZWSP>two"),  # a hyphen for a dash, and the space at the line's end
        (["one", "two"], "onetwo"),
    ],
)
def test_the_authors_hyphen_at_the_end_of_a_line(texts: list[str], marked: str) -> None:
    assert shown(texts, 0, right_to_left=False) == marked
