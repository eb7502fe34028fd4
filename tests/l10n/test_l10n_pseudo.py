# SPDX-License-Identifier: Apache-2.0
"""Pseudo-locales: made-up texts keep their markup, get longer, and leave no word as it was."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.content.markup import parse, parse_with_references, signature
from booklet.l10n.pseudo import is_pseudo, pseudo_text
from booklet.l10n.tags import parse_tag
from booklet.problems import Problems, Span

LATIN, ARABIC = parse_tag("en-XA"), parse_tag("ar-XB")


@pytest.mark.parametrize(
    ("text", "latin", "arabic"),
    [
        ("Get help", "Ĝééţ ĥééļþ óñé", "غهت حهلب"),
        ("a **b** c", "áá **ƀ** ç óñé", "ا **ب** ك"),
        ("Go, {name}?", "Ĝóó, {name}? óñé", "غو، {name}؟"),
        ("see {page:next}", "šéééé {page:next} óñé", "سهه {page:next}"),
        ("[be](term-be)[^note]", "[ƀéé](term-be)[^note] óñé ţŵó", "[به](term-be)[^note]"),
        ("my [ni *ez*](lang:ku) so", "ṁý [ni *ez*](lang:ku) šóó óñé ţŵó ţĥŕéé", "مي [ni *ez*](lang:ku) سو"),
        (r"5 \* 3", r"5 \* 3 óñé", r"5 \* 3"),
        ("", "", ""),
    ],
)
def test_texts(text: str, latin: str, arabic: str) -> None:
    assert pseudo_text(text, LATIN) == latin
    assert pseudo_text(text, ARABIC) == arabic


def test_texts_without_markup_are_letters_only() -> None:
    assert pseudo_text("{a} [b]", LATIN, plain=True).startswith("{áá} [ƀ]")


def test_which_locales_are_pseudo() -> None:
    assert [is_pseudo(parse_tag(tag)) for tag in ("en-XA", "ar-XB", "en", "en-GB", "ar", "fr")] == [True] * 2 + [
        False
    ] * 4


WORDS = st.text(st.sampled_from("abEO ,.*[](){}^\\:-/lang"), max_size=60)


@given(WORDS)
def test_markup_survives(text: str) -> None:
    problems = Problems()
    nodes = parse(text, Span("f"), problems)
    if len(problems):
        return  # the source is checked before anything is made of it
    for tag in (LATIN, ARABIC):
        made = parse(pseudo_text(text, tag), Span("f"), problems)
        assert not len(problems)
        assert signature(made) == signature(nodes)
    assert len(pseudo_text(text, LATIN)) >= len(text) * 1.4


@given(WORDS)
def test_codes_tell_markup_from_words(text: str) -> None:
    codes = parse_with_references(text, Span("f"), Problems()).codes
    ends = [0, *(end for code in codes for end in (code.start, code.end)), len(text)]
    assert ends == sorted(ends)  # in order, and none inside another
    for code in codes:
        assert re.fullmatch(r"\*\*?|\[|\]\([^)]*\)|\{[a-z:-]+\}|\[\^[a-z-]+\]|\\", text[code.start : code.end])
        partner = next(each for each in codes if each.start == code.partner)
        assert partner.partner == code.start
