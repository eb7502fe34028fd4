# SPDX-License-Identifier: Apache-2.0
"""In every script, a page is what HarfBuzz makes of the catalog's text, and every reader gets that text back.

The proofs are one function each (``proofs.py``). ``udhr.py`` runs them by hand over whole declarations.
"""

from __future__ import annotations

import dataclasses

import pytest
from msgspec.structs import replace
from proof_build import Built, narrow, with_texts
from proof_raster import fullest_page, pages_show_what_harfbuzz_draws
from proof_shaping import lines_equal_direct_shaping, no_missing_glyph, words_equal_direct_shaping
from proof_text import READER_PROOFS, tree_says_what_the_catalog_says
from proofs import PROOFS

from booklet.build.task import Outcome
from booklet.checks.report import check_files, report_text
from booklet.layout.model import TextFragment
from booklet.problems import Severity
from booklet.text.fontstore import stored
from booklet.text.model import MissingGlyph

FETCHED = {"ja": "Noto Sans JP", "ko": "Noto Sans KR", "zh-Hant": "Noto Sans TC"}
"""Fonts that do not come with the program."""

SCRIPTS = {
    "Latn", "Cyrl", "Grek", "Geor", "Armn", "Arab", "Aran", "Hebr", "Deva", "Beng", "Gujr", "Guru", "Taml", "Telu",
    "Knda", "Mlym", "Sinh", "Thai", "Laoo", "Khmr", "Mymr", "Ethi", "Hans",
}  # fmt: skip


def file_of(result, locale):
    """The file; where its font is not here, the build must have said so in so many words, and nothing can be proven."""
    if isinstance(result, Built):
        return result
    family = FETCHED[locale]
    mends = {problem.mend for problem in result.problems if problem.severity is Severity.ERROR}
    assert {f'fonts get "{family}"' in mend for mend in mends} == {True}, result.problems
    pytest.skip(f"{family} is not here: booklet fonts get")


@pytest.mark.parametrize("proof", PROOFS)
def test_proven(locale, proof, made):
    assert PROOFS[proof](file_of(made(locale), locale)) == []


@pytest.mark.parametrize("measure", [24, 60])
def test_columns_that_no_word_fits(locale, measure, made):
    """Parts of words that are on one line after all are joined and kerned as ever."""
    built = file_of(made(locale), locale)
    column = narrow(built, measure)
    assert len(column.placings) > len(built.placings)
    assert words_equal_direct_shaping(column) == []
    assert lines_equal_direct_shaping(column) == []


@pytest.mark.parametrize(
    ("tag", "text"),
    [
        ("ur", [("ب\u200eش", "ur")]),  # a mark of direction: letters join across it
        ("ar", [("ع\u00ad", "ar"), ("ة", "en")]),  # the same across a soft hyphen and a border of languages
        ("ar", [("بيت", "ar"), ("نا", "fr")]),
        ("ur", [("کی اُس نے ٹی وی", "ur")]),  # kerning across spaces
        ("my", [("ဦ စစ်", "my")]),  # one glyph or two, by what else the text has
        ("my", [("က္က သတ္တဝါ ဗုဒ္ဓ", "my")]),  # stacks
        ("km", [("ក្រុម ស្ត្រី ខ្ញុំ កម្ពុជា", "km")]),
        ("ta", [("ஔவை கௌ", "ta")]),
        ("th", [("น้ำ กำ ที่", "th")]),
        ("hi", [("ऱ्य क़ ऩ र्कि", "hi")]),
    ],
)
def test_traps(tag, text, made):
    built = with_texts(made(tag), [text], 400)
    assert len(built.typesetter.shapings) == 1
    assert no_missing_glyph(built) == words_equal_direct_shaping(built) == lines_equal_direct_shaping(built) == []


def test_all_files_are_clean(made, locales):
    built = [made(locale) for locale in locales]
    reports = check_files([each.whole.path for each in built if isinstance(each, Built)])
    assert len(reports) >= len(locales) - len(FETCHED)
    assert {report.claims for report in reports} == {("PDF/UA-1", "PDF/A-2a")}
    bad = [report for report in reports if not report.ok]
    assert bad == [], report_text(bad)


def test_every_script_is_there(made, locales):
    """In two paragraphs or more of its own, with all that the proofs need to say anything."""
    seen: dict[str, int] = {}
    for locale in locales:
        built = made(locale)
        if isinstance(built, Built):
            script = built.whole.booklet.locale.script
            runs = [placing.run for placing in built.placings.values() if placing.run.script == script]
            seen[script] = len({run.message for run in runs if len(run.text) > 20})
            assert len(built.placings) > 40
    assert set(seen) >= SCRIPTS
    assert min(seen.values()) >= 2


def test_a_font_that_is_not_here_is_named(made):
    """Unless somebody fetched it."""
    for locale, family in FETCHED.items():
        result = made(locale)
        if isinstance(result, Outcome):
            assert result.made is None
            assert any(f"‘{family}’" in problem.what for problem in result.problems)
        else:
            used = {placing.run.font for placing in result.placings.values() if placing.run.font.family == family}
            assert used
            assert all(font.path.parent == stored("0" * 64).parent for font in used)


# ---- the proofs see what is wrong


def shifted(built, aside):
    """The same with the longest text of the fullest page moved."""
    number = fullest_page(built)
    page = built.layout.pages[number]
    longest = max((f for f in page.fragments if isinstance(f, TextFragment)), key=lambda f: len(f.run.text))
    moved = replace(longest, x=longest.x + aside)
    fragments = tuple(moved if fragment is longest else fragment for fragment in page.fragments)
    pages = list(built.layout.pages)
    pages[number] = replace(page, fragments=fragments)
    return dataclasses.replace(built, layout=replace(built.layout, pages=tuple(pages)))


def test_a_text_out_of_its_place_is_seen(made):
    built = made("hi")
    pages = (fullest_page(built),)
    assert pages_show_what_harfbuzz_draws(built, pages) == []
    (found,) = pages_show_what_harfbuzz_draws(shifted(built, 0.4), pages)
    assert "the picture differs at" in found


def test_other_shapes_are_seen(made):
    """Words of another language's rules, a kern that is lost, a run that no line has."""
    built = made("ur")
    shaping = max(built.typesetter.shapings, key=lambda each: len(each.text))
    other = dataclasses.replace(shaping, langs=tuple("ar" for _ in shaping.langs))
    (word, *words) = shaping.words
    (cluster, *clusters) = word.clusters
    glyph = cluster.glyphs[0]
    glyphs = (glyph._replace(advance=glyph.advance + 1), *cluster.glyphs[1:])
    bad = type(word)(word.text, (type(cluster)(cluster.text, glyphs, cluster.advance + 1), *clusters), "", True, True)
    kerned = dataclasses.replace(shaping, words=(bad, *words))
    for wrong, most in ((shaping, 0), (other, 100), (kerned, 1)):
        typesetter = type("", (), {"shapings": [wrong], "missing": []})
        found = words_equal_direct_shaping(dataclasses.replace(built, typesetter=typesetter))
        assert (len(found) > 0) == (most > 0)
    some = dict(list(built.placings.items())[:-5])
    assert lines_equal_direct_shaping(dataclasses.replace(built, placings=some)) != []


def test_missing_glyphs_and_other_texts_are_seen(made):
    built = made("pl")
    typesetter = type("", (), {"missing": [MissingGlyph("m", "x", None)]})
    assert no_missing_glyph(dataclasses.replace(built, typesetter=typesetter)) == ["no font has 'x' of m"]
    whole = dataclasses.replace(built.whole, booklet=made("de").whole.booklet)
    swapped = dataclasses.replace(built, whole=whole)
    assert tree_says_what_the_catalog_says(swapped) != []
    assert all(proof(swapped) != [] for proof in READER_PROOFS.values())
