# SPDX-License-Identifier: Apache-2.0
"""Which catalogs and local facts are used, and what is said of the others."""

from __future__ import annotations

import pytest
from l10n_samples import HEADER, TEXTS, catalog, sample

from booklet.content.model import Contact, Message
from booklet.l10n.catalog import (
    available_locales,
    form_of_available,
    own_catalogs,
    own_messages,
    warn_of_unused_catalogs,
    warn_of_unused_facts,
)
from booklet.problems import Problems, Severity, Span

GERMAN = HEADER.replace(": fr", ": de")
MOVE = "move it to locales/{}/LC_MESSAGES/booklet.po"


@pytest.mark.parametrize(
    ("place", "text", "mend"),
    [
        ("de.po", "", MOVE.format("de")),
        ("pt-BR.po", "", MOVE.format("pt_BR")),
        ("de/booklet.po", "", MOVE.format("de")),
        ("de/LC_MESSAGES/messages.po", "", MOVE.format("de")),
        ("booklet.po", GERMAN, MOVE.format("de")),
        ("old/LC_MESSAGES/x/our booklet.po", GERMAN, MOVE.format("de")),
        ("german/LC_MESSAGES/booklet.po", HEADER.replace(": fr", ": "), MOVE.format("de")),
        ("nowhere/LC_MESSAGES/booklet.po", "\x00", MOVE.format("LANGUAGE") + ", where LANGUAGE is its language's tag"),
        ("fr.po", "", "locales/fr/LC_MESSAGES/booklet.po is used: keep one of the two"),
        ("fr_/LC_MESSAGES/booklet.po", HEADER, "locales/fr/LC_MESSAGES/booklet.po is used: keep one of the two"),
        ("en/LC_MESSAGES/booklet.po", HEADER, "the booklet itself is in en"),
    ],
)
def test_a_catalog_that_is_not_used(tmp_path, place, text, mend):
    catalog(tmp_path, "fr", {})
    path = tmp_path / "locales" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    problems = Problems()
    warn_of_unused_catalogs(tmp_path / "locales", "en", problems)
    (problem,) = problems
    assert (problem.severity, problem.span) == (Severity.WARNING, Span(str(path)))
    assert problem.what == f"locales/{place} is not used"
    assert problem.mend.startswith(mend)


def test_catalogs_in_their_places_are_nothing_to_speak_of(tmp_path):
    for posix in ("fr", "zh_TW", "sr@latin"):
        catalog(tmp_path, posix, {})
    (tmp_path / "locales" / "._de.po").write_bytes(b"\x00")  # macOS leaves such files
    problems = Problems()
    warn_of_unused_catalogs(tmp_path / "locales", "en", problems)
    warn_of_unused_catalogs(tmp_path / "none", "en", problems)
    assert not len(problems)


def facts(*locales):
    found = {}
    for locale in locales:
        span = Span(f"facts/{locale}.yaml", 2, 5)
        label = Message("lines.a.label", "Label", span, "contact")
        found[locale, "helplines"] = (Contact("lines.a", span, "web", label, "a.org", "https://a.org"),)
    return found


def test_local_facts_make_a_locale_that_is_built(tmp_path):
    catalog(tmp_path, "fr", {})
    source = sample(tmp_path, facts=facts("en-KE", "fr", "fr_CA", "sw", "zh-TW", "englisch"))
    assert available_locales(source) == ("en", "en-KE", "fr", "fr-CA")
    problems = Problems()
    warn_of_unused_facts(source, problems)
    assert [(each.span.file, each.what) for each in problems] == [
        ("facts/sw.yaml", "these contacts are not used: there is no translation into sw"),
        ("facts/zh-TW.yaml", "these contacts are not used: there is no translation into zh-Hant-TW"),
    ]
    assert all(each.severity is Severity.WARNING for each in problems)


def test_facts_of_a_language_are_used_by_its_forms(tmp_path):
    catalog(tmp_path, "fr_CA", {})
    problems = Problems()
    warn_of_unused_facts(sample(tmp_path, facts=facts("fr")), problems)
    assert not len(problems)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("en_ke", "en-KE"), ("fr-CA", "fr-CA"), ("fr", "fr"), ("zh_TW", "zh-Hant-TW"), ("zh-HK", None), ("sw", None),
        ("nonsense", None),
    ],
)  # fmt: skip
def test_forms_of_what_there_is(text, form):
    assert form_of_available(text, ("en", "fr", "zh-Hant-TW")) == form


def test_what_is_a_booklets_own(tmp_path):
    base, own = tmp_path / "base", tmp_path / "own"
    catalog(base, "fr", {})
    path = catalog(own, "de", {})
    catalog(own, "en", {})
    sample(base)
    source = sample(own, folders=(own, base))
    assert own_catalogs(source) == (path,)
    assert [message.id for message in own_messages(source)] == list(TEXTS)
    assert own_messages(sample(own, folders=(tmp_path / "other", own))) == ()
    assert own_messages(sample(own)) == sample(own).messages
