# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import pytest
from l10n_samples import TEXTS, UI, catalog, entry, sample
from msgspec.structs import replace

from booklet import paths
from booklet.content.inline import Emphasis, Foreign, Link, NoteMark, PageRef, Text, Value
from booklet.content.model import Callout, Contact, Contacts, Glossary, Imprint, Message, walk_blocks
from booklet.l10n.catalog import available_locales, catalog_path, template_path
from booklet.l10n.fallback import chain
from booklet.l10n.localise import fill, localise
from booklet.l10n.model import plain_text
from booklet.l10n.polint import lint_po
from booklet.l10n.tags import parse_tag
from booklet.problems import BookletError, Problems, Severity, Span

P_AR = "في {countries} بلد، {share} من [الأطفال](child) يرون [صفحة {page:help}](help) منذ {since}."
P_FR = "Dans {countries} pays, {share} des [enfants](child) voient [page {page:help}](help) depuis {since}."
WHOLE_FR = {
    "booklet.title": "Reste **en sécurité**", "contents.title": "Sommaire", "help.text": "Aide", "p.text": P_FR,
    "q.text": "[Hola](lang:es), *ami*.[^n]", "words.zebra.term": "âne", "words.zebra.text": "Un animal",
    "words.apple.term": "pomme", "words.apple.text": "Un fruit", "lines.web.label": "Monde",
    "lines.web.note": "Gratuit", "img.alt": "Une main", "ui.callout.example": "Par exemple",
    "ui.notice": "Certaines parties sont encore en {language}.", "ui.draft": "Ébauche d’une machine.",
    "ui.translators": "Traduit par {names}", "ui.edition": "Édition {edition}, {date}",
    "ui.link.page": "Aller à la page {number}",
}  # fmt: skip


@pytest.mark.parametrize(("language", "label", "lang"), [("fr", "Par exemple", "fr"), ("es", "For example", "en")])
def test_the_programs_own_words_are_in_the_language_of_a_booklet_that_is_not_english(
    tmp_path, no_bundled_catalogs, language, label, lang
):
    written = catalog(tmp_path / "product", "fr", {"ui.callout.example": "Par exemple"})
    (no_bundled_catalogs / "fr").parent.mkdir(parents=True)
    written.parents[1].rename(no_bundled_catalogs / "fr")
    source = replace(sample(tmp_path), language=language)
    booklet = localise(source, language, Problems())
    assert words(booklet, "ui.callout.example") == label
    assert booklet.texts["ui.callout.example"].lang == lang
    assert booklet.texts["contents.title"].lang == language


def words(booklet, message_id):
    return plain_text(booklet.texts[message_id].inlines)


def flat(inlines):
    for node in inlines:
        yield node
        if isinstance(node, Link | Emphasis | Foreign):
            yield from flat(node.children)


def test_the_source_language(tmp_path):
    problems = Problems()
    booklet = localise(sample(tmp_path), "en", problems)
    assert not len(problems)
    assert booklet.translated == 100
    assert not booklet.notice
    assert not booklet.machine_draft
    assert words(booklet, "p.text") == "In 1,200 countries, 50% of children see page  since November 2024."
    assert booklet.texts["p.text"].span == booklet.source.messages[3].span
    assert set(booklet.texts) == {*TEXTS, *UI}
    assert not any(text.fallback for text in booklet.texts.values())
    assert words(booklet, "ui.edition") == "Edition 2, November 1, 2026"


def test_values_become_isolated_texts_wherever_they_stand(tmp_path):
    texts = {**TEXTS, "help.text": "**{countries}** [{share}](child)"}
    booklet = localise(sample(tmp_path, texts), "en", Problems())
    strong, space, link = booklet.texts["help.text"].inlines
    assert strong.children == (Text("1,200", isolate=True),)
    assert space == Text(" ")
    assert link == Link("child", (Text("50%", isolate=True),))
    for text in booklet.texts.values():
        assert not any(isinstance(node, Value) for node in flat(text.inlines))
    kinds = [type(node) for node in flat(booklet.texts["q.text"].inlines)]
    assert kinds == [Foreign, Text, Text, Emphasis, Text, Text, NoteMark]
    assert PageRef("help") in list(flat(booklet.texts["p.text"].inlines))


def test_a_whole_translation(tmp_path):
    source = sample(tmp_path)
    path = catalog(tmp_path, "fr", WHOLE_FR, "X-Translators: Ana; Bo", "X-Booklet-Status: reviewed by Cy")
    problems = Problems()
    booklet = localise(source, "fr", problems)
    assert not len(problems)
    assert (booklet.translated, booklet.notice, booklet.machine_draft) == (100, False, False)
    assert booklet.translators == ("Ana", "Bo")
    assert words(booklet, "p.text") == "Dans 1\u202f200 pays, 50\u00a0% des enfants voient page  depuis novembre 2024."
    text = booklet.texts["p.text"]
    assert (text.lang, text.direction, text.fallback) == ("fr", "ltr", False)
    assert text.span.file == str(path)
    assert path.read_text(encoding="utf-8").split("\n")[text.span.line - 1].startswith('msgstr "Dans')
    assert words(booklet, "ui.translators") == "Traduit par Ana et Bo"
    assert words(booklet, "ui.edition") == "Édition 2, 1 novembre 2026"
    (glossary,) = (block for block in booklet.blocks if isinstance(block, Glossary))
    assert [entry.id for entry in glossary.entries] == ["zebra", "apple"]  # âne, pomme
    imprint = booklet.blocks[-1]
    assert [block.id for block in imprint.blocks] == ["ui-edition", "ui-translators"]


def test_who_checked_a_translation_stands_in_the_imprint(tmp_path):
    texts = {**TEXTS, "ui.reviewers": "Checked by {names}"}
    source = sample(tmp_path, texts)
    catalog(tmp_path, "fr", {"help.text": "Aide"}, "X-Translators: Ana", "X-Booklet-Status: reviewed by Cy ; Di")
    catalog(tmp_path, "de", {"help.text": "Hilfe"}, "X-Booklet-Status: reviewed")
    booklet = localise(source, "fr", Problems())
    assert words(booklet, "ui.reviewers") == "Checked by Cy and Di"
    assert [block.id for block in booklet.blocks[-1].blocks] == ["ui-edition", "ui-translators", "ui-reviewers"]
    assert [block.id for block in localise(source, "de", Problems()).blocks[-1].blocks] == ["ui-edition"]


def test_glossaries_sort_by_their_local_terms(tmp_path):
    booklet = localise(sample(tmp_path), "en", Problems())
    (glossary,) = (block for block in booklet.blocks if isinstance(block, Glossary))
    assert [entry.id for entry in glossary.entries] == ["apple", "zebra"]


def test_fill_puts_words_into_interface_messages(tmp_path):
    catalog(tmp_path, "fr", WHOLE_FR)
    booklet = localise(sample(tmp_path), "fr", Problems())
    assert words(booklet, "ui.link.page") == "Aller à la page {number}"
    assert fill(booklet, "ui.link.page", number="7") == "Aller à la page 7"
    assert fill(booklet, "ui.link.page", number="{number}") == "Aller à la page {number}"
    assert fill(booklet, "ui.link.page", other="7") == "Aller à la page {number}"


def test_missing_texts_fall_back_with_their_language_and_one_warning(tmp_path):
    path = catalog(tmp_path, "ar_EG", {"p.text": P_AR, "ui.notice": "بعض الأجزاء بال{language}."})
    catalog(tmp_path, "ar", {"help.text": "مساعدة"})
    problems = Problems()
    booklet = localise(sample(tmp_path), "ar-EG", problems)
    assert (booklet.texts["p.text"].lang, booklet.texts["p.text"].fallback) == ("ar-EG", False)
    assert words(booklet, "p.text").startswith("في ١٬٢٠٠ بلد، ٥٠٪\u061c من")
    assert (booklet.texts["help.text"].lang, booklet.texts["help.text"].fallback) == ("ar", True)
    title = booklet.texts["booklet.title"]
    assert (title.lang, title.direction, title.fallback) == ("en", "ltr", True)
    assert words(booklet, "ui.edition") == "Edition 2, November 1, 2026"  # English digits in an English sentence
    assert booklet.translated == 3 * 100 // 18
    assert booklet.notice
    assert [block.id for block in booklet.blocks][:4] == ["cover", "contents", "ui-notice", "help"]
    assert words(booklet, "ui.notice") == "بعض الأجزاء بالالإنجليزية."
    (warning,) = problems
    assert warning.severity is Severity.WARNING
    assert warning.span == Span(str(path))
    assert "16 of 18 texts are not translated into ar-EG; taken instead: 15 from en and 1 from ar" in warning.what
    assert warning.mend == "translate booklet.title, contents.title, help.text and 13 more"


@pytest.mark.parametrize(
    ("tag", "source", "expected"),
    [
        ("fr-CA", "en", "fr-CA fr en"),
        ("fr", "en", "fr en"),
        ("en", "en", "en"),
        ("en-KE", "en", "en-KE en-001 en"),
        ("en", "en-GB", "en en-GB"),
        ("zh-Hant-HK", "en", "zh-Hant-HK zh-Hant en"),
        ("zh-Hant", "en", "zh-Hant en"),
        ("sr-Latn", "sr", "sr-Latn sr"),
        ("es-MX", "fr", "es-MX es-419 es fr"),
    ],
)
def test_chain(tag, source, expected):
    assert " ".join(str(link) for link in chain(parse_tag(tag), parse_tag(source))) == expected


def test_a_region_is_built_from_its_language(tmp_path):
    catalog(tmp_path, "fr", WHOLE_FR)
    problems = Problems()
    booklet = localise(sample(tmp_path), "fr-CA", problems)
    assert not len(problems)
    assert (booklet.locale.tag, booklet.translated, booklet.notice) == ("fr-CA", 100, False)
    assert booklet.texts["help.text"].lang == "fr"
    assert words(booklet, "p.text").startswith("Dans 1\u00a0200 pays")  # as in Canada


def test_a_region_of_the_source_language_needs_no_catalog(tmp_path):
    problems = Problems()
    booklet = localise(sample(tmp_path), "en-GB", problems)
    assert not len(problems)
    assert words(booklet, "ui.edition") == "Edition 2, 1 November 2026"
    assert booklet.translated == 100


@pytest.mark.parametrize(
    ("tag", "what", "mend"),
    [
        ("sw", "no translation into Swahili (sw)", "choose from en, fr, or add locales/sw/LC_MESSAGES/booklet.po"),
        ("frr", "no translation into Northern Frisian", "choose from en, fr"),
        ("french", "unknown locale 'french'", "did you mean fr?"),
        ("zh-Hant", "no translation into", "choose from"),
    ],
)
def test_locales_that_cannot_be_built(tmp_path, tag, what, mend):
    catalog(tmp_path, "fr", WHOLE_FR)
    with pytest.raises(BookletError) as caught:
        localise(sample(tmp_path), tag, Problems())
    (problem,) = caught.value.problems
    assert what in problem.what
    assert mend in problem.mend


def test_traditional_chinese_never_takes_simplified(tmp_path):
    catalog(tmp_path, "zh_Hans", {"help.text": "帮助"})
    catalog(tmp_path, "zh", {"help.text": "帮助"})
    with pytest.raises(BookletError):
        localise(sample(tmp_path), "zh-Hant-HK", Problems())
    catalog(tmp_path, "zh_TW", {"help.text": "幫助"})
    assert words(localise(sample(tmp_path), "zh-TW", Problems()), "help.text") == "幫助"
    assert localise(sample(tmp_path), "zh-CN", Problems()).texts["help.text"].lang == "zh"


def test_faulty_texts_fall_back_and_all_faults_are_found(tmp_path):
    catalog(tmp_path, "fr", {**WHOLE_FR, "p.text": "rien", "booklet.title": "**", "help.text": "Aide"})
    problems = Problems()
    booklet = localise(sample(tmp_path), "fr", problems)
    assert len(problems.errors) == 2
    assert len(problems) == 2
    assert booklet.texts["p.text"].lang == "en"


def test_fuzzy_and_outdated_entries_are_not_used(tmp_path):
    path = catalog(tmp_path, "fr", WHOLE_FR)
    text = path.read_text(encoding="utf-8").replace('\nmsgctxt "help.text"', '\n#, fuzzy\nmsgctxt "help.text"')
    path.write_text(text.replace('msgid "Contents"', 'msgid "Table"'), encoding="utf-8")
    problems = Problems()
    booklet = localise(sample(tmp_path), "fr", problems)
    assert words(booklet, "help.text") == "Help"
    assert words(booklet, "contents.title") == "Contents"
    assert [problem.what.partition(":")[0] for problem in problems] == [
        "1 message is marked fuzzy and not used",
        "1 message is translated from an older text and not used",
        "2 of 18 texts are not translated into fr; taken instead",
    ]


@pytest.mark.parametrize("with_imprint", [True, False])
def test_a_machine_draft_says_so(tmp_path, with_imprint):
    catalog(tmp_path, "fr", WHOLE_FR, "Last-Translator: Machine <m@example.org>", "X-Booklet-Status: machine draft")
    source = sample(tmp_path)
    if not with_imprint:
        source = replace(source, blocks=tuple(b for b in source.blocks if not isinstance(b, Imprint)))
    booklet = localise(source, "fr", Problems())
    assert booklet.machine_draft
    assert booklet.translators == ()
    ids = [block.id for block in walk_blocks(booklet.blocks)]
    expected = ["ui-edition", "ui-draft"] if with_imprint else ["ui-draft"]
    assert [block_id for block_id in ids if block_id.startswith("ui-")] == expected
    assert ids.index("ui-draft") == (len(ids) - 1 if with_imprint else 2)


def test_last_translator_is_named_unless_it_is_a_placeholder(tmp_path):
    catalog(tmp_path, "fr", WHOLE_FR, "Last-Translator: Ana <a@example.org>")
    catalog(tmp_path, "de", {"help.text": "Hilfe"}, "Last-Translator: FULL NAME <EMAIL@ADDRESS>")
    assert localise(sample(tmp_path), "fr", Problems()).translators == ("Ana",)
    assert localise(sample(tmp_path), "de", Problems()).translators == ()


def contact(name, **changes):
    span = Span("facts.yaml")
    label = Message("lines.web.label", f"Label {name}", span, "contact")
    return Contact("lines.web", span, "web", label, name, f"https://{name}", **changes)


@pytest.mark.parametrize(
    ("tag", "shown", "lang", "fallback"),
    [
        ("en", "example.org", "en", False),
        ("en-KE", "ke", "en-KE", False),
        ("fr", "fr", "fr", False),
        ("fr-CA", "ca", "en", True),
        ("fr-BE", "fr", "fr", False),
        ("de", "example.org", "de", False),
    ],
)
def test_contacts_of_the_locale(tmp_path, tag, shown, lang, fallback):
    catalog(tmp_path, "fr", WHOLE_FR)
    catalog(tmp_path, "de", {"lines.web.label": "Welt"})
    facts = {
        ("fr", "helplines"): (contact("fr"),),
        ("fr-CA", "helplines"): (contact("ca", lang="en"),),
        ("en_KE", "helplines"): (contact("ke"),),
        ("de", "other"): (contact("de"),),
    }
    source = sample(tmp_path)
    inner = next(block for block in source.blocks if isinstance(block, Contacts))
    blocks = tuple(Callout("c", inner.span, "get-help", None, (b,)) if b is inner else b for b in source.blocks)
    booklet = localise(replace(source, facts=facts, blocks=blocks), tag, Problems())
    (contacts,) = (block for block in walk_blocks(booklet.blocks) if isinstance(block, Contacts))
    (found,) = contacts.items
    text = booklet.text(found.label)
    assert found.shown == shown
    assert (text.lang, text.fallback) == (lang, fallback)
    assert text.message is found.label


def test_texts_of_replaced_contacts_need_no_translation(tmp_path):
    rest = {key: text for key, text in WHOLE_FR.items() if not key.startswith("lines.")}
    catalog(tmp_path, "fr", rest)
    problems = Problems()
    booklet = localise(sample(tmp_path, facts={("fr", "helplines"): (contact("fr"),)}), "fr", problems)
    assert booklet.translated == 100
    assert not len(problems)


def test_available_locales_and_paths(tmp_path):
    for posix in ("fr", "ar", "zh_TW", "en", "not_a_locale"):
        catalog(tmp_path, posix, {})
    (tmp_path / "locales" / "de").mkdir()
    source = sample(tmp_path)
    assert available_locales(source) == ("en", "ar", "fr", "zh-Hant-TW")
    assert catalog_path(source, "zh-TW").parent.parent.name == "zh_TW"
    assert catalog_path(source, "pt-BR") == tmp_path / "locales/pt_BR/LC_MESSAGES/booklet.po"
    assert template_path(source) == tmp_path / "locales/booklet.pot"
    assert available_locales(sample(tmp_path / "empty")) == ("en",)


def test_a_booklet_extends_another_ones_catalogs(tmp_path):
    base, own = tmp_path / "base", tmp_path / "own"
    catalog(base, "fr", WHOLE_FR, "X-Translators: Ana")
    source = sample(own, {**TEXTS, "help.text": "Our help"}, folders=(own, base))
    assert available_locales(source) == ("en", "fr")
    problems = Problems()
    booklet = localise(source, "fr", problems)
    assert words(booklet, "contents.title") == "Sommaire"
    assert words(booklet, "help.text") == "Our help"
    assert [problem.mend for problem in problems] == ["translate help.text"]  # the base's own text is no warning
    path = catalog(own, "fr", {"contents.title": "Table"}, "X-Translators: Bo")
    path.write_text(path.read_text(encoding="utf-8") + entry("help.text", "Our help", "Notre aide"), encoding="utf-8")
    booklet = localise(source, "fr", Problems())
    assert words(booklet, "help.text") == "Notre aide"
    assert words(booklet, "contents.title") == "Table"
    assert booklet.texts["booklet.title"].lang == "fr"
    assert booklet.translators == ("Bo", "Ana")


def extending(tmp_path):
    """A booklet that replaces one text of another one."""
    base, own = tmp_path / "base", tmp_path / "own"
    source = sample(own, folders=(own, base))
    place = Span(str(base / "booklet.yaml"))
    messages = [m if m.id == "help.text" else replace(m, span=place) for m in source.messages]
    return replace(source, messages=tuple(messages))


def test_what_an_extending_booklet_lacks_is_said_of_its_own_catalog(tmp_path):
    rest = {key: text for key, text in WHOLE_FR.items() if key != "help.text"}
    catalog(tmp_path / "base", "fr", rest)
    problems = Problems()
    localise(extending(tmp_path), "fr", problems)
    (problem,) = problems
    assert problem.span == Span(str(tmp_path / "own/locales/fr/LC_MESSAGES/booklet.po"))
    assert problem.what == "1 of 1 text is not translated into fr; taken instead: 1 from en"
    assert problem.mend == "translate help.text"
    catalog(tmp_path / "base", "fr", {key: text for key, text in rest.items() if key != "booklet.title"})
    problems = Problems()
    localise(extending(tmp_path), "fr", problems)
    assert [(each.what[:16], each.mend) for each in problems] == [
        ("2 of 18 texts ar", "translate help.text and booklet.title")
    ]


def test_contacts_that_an_extending_booklet_replaced_are_not_old(tmp_path):
    path = catalog(tmp_path / "own", "fr", WHOLE_FR)
    path.write_text(path.read_text("utf-8") + entry("lines.gone.label", "Gone", "Parti"), "utf-8")
    catalog(tmp_path / "base", "fr", WHOLE_FR)
    problems = Problems()
    localise(extending(tmp_path), "fr", problems)
    lint_po(path, extending(tmp_path), problems)
    assert not len(problems)
    path.write_text(path.read_text("utf-8") + entry("past.text", "Past", "Passé"), "utf-8")
    lint_po(path, extending(tmp_path), problems)
    assert [each.what for each in problems] == ["1 message is of an older booklet and not used: ‘past.text’"]


def test_interface_messages_come_from_the_program(tmp_path, no_bundled_catalogs):
    bundled = catalog(tmp_path / "b", "fr", WHOLE_FR)
    (tmp_path / "b" / "locales").rename(no_bundled_catalogs)
    assert not bundled.exists()
    with pytest.raises(BookletError):  # the interface alone is no translation
        localise(sample(tmp_path), "fr", Problems())
    catalog(tmp_path, "fr", {"help.text": "Aide"})
    booklet = localise(sample(tmp_path), "fr", Problems())
    assert words(booklet, "ui.callout.example") == "Par exemple"
    assert words(booklet, "booklet.title").startswith("Stay")
    assert booklet.texts["booklet.title"].lang == "en"


def test_a_bundled_booklet_has_its_catalogs_with_the_program(tmp_path, monkeypatch, no_bundled_catalogs):
    monkeypatch.setattr(paths, "bundled_booklets", lambda: tmp_path / "booklets")
    catalog(tmp_path / "b", "fr", WHOLE_FR)
    (tmp_path / "b" / "locales").rename(no_bundled_catalogs)
    source = sample(tmp_path / "booklets" / "child-trafficking")
    assert available_locales(source) == ("en", "fr")
    assert template_path(source) == no_bundled_catalogs / "booklet.pot"
    assert localise(source, "fr", Problems()).translated == 100


def test_a_date_pattern_that_does_not_exist_is_a_problem(tmp_path):
    source = sample(tmp_path)
    values = dict(source.values)
    values["since"] = replace(values["since"], pattern="QQQQxyz")
    problems = Problems()
    localise(replace(source, values=values), "en", problems)
    (problem,) = problems
    assert "no date pattern for ‘QQQQxyz’" in problem.what
    assert problem.span == values["since"].span


def test_a_facts_file_with_a_wrong_name_is_a_problem(tmp_path):
    problems = Problems()
    localise(sample(tmp_path, facts={("englisch", "helplines"): (contact("x"),)}), "en", problems)
    assert [str(problem) for problem in problems.errors] == [
        "facts.yaml:1:1: unknown locale 'englisch' — name the file by a language tag; did you mean en?"
    ]
