# SPDX-License-Identifier: Apache-2.0
from __future__ import annotations

import io
import os

import pytest
from babel.messages.pofile import read_po as babel_read_po
from l10n_samples import TEXTS, UI, sample
from msgspec.structs import replace

from booklet.content.model import Message
from booklet.l10n.extract import extract_pot, init_po, write_template
from booklet.l10n.localise import localise
from booklet.l10n.model import plain_text
from booklet.l10n.polint import lint_po
from booklet.l10n.powrite import PoMessage, po_bytes
from booklet.problems import BookletError, Problems, Span

ENTRY = """
#. Paragraph of running text.
#. Translate the words in […]; keep what stands in (…) behind them.
#. {countries} is replaced by “1,200”, written as the language writes it.
#. {share} is replaced by “50%”, written as the language writes it.
#. {page:help} is replaced by a page number.
#. {since} is replaced by “November 2024”, written as the language writes it.
#: booklet.yaml
#, python-brace-format
msgctxt "p.text"
msgid "In {countries} countries, {share} of [children](child) see [page {page:help}](help) since {since}."
msgstr ""
"""


def test_the_template_tells_translators_what_they_see(tmp_path):
    text = extract_pot(sample(tmp_path)).decode("utf-8")
    assert text.startswith('# Template for translations of the booklet “Stay safe”.\nmsgid ""\n')
    assert '"POT-Creation-Date: 2026-11-01 00:00+0000\\n"' in text
    assert ENTRY in text
    assert "#. What a picture shows" in text
    assert '#. {language} is replaced by what its name says.\n#, python-brace-format\nmsgctxt "ui.notice"' in text
    assert str(tmp_path) not in text
    order = [line[9:-1] for line in text.split("\n") if line.startswith("msgctxt")]
    assert order == [*TEXTS, *UI]


def test_extracting_twice_from_two_places_gives_the_same_bytes(tmp_path):
    first = extract_pot(sample(tmp_path / "a"))
    assert extract_pot(sample(tmp_path / "a")) == first
    assert extract_pot(sample(tmp_path / "elsewhere" / "b")) == first


def test_the_authors_note_and_odd_characters(tmp_path):
    source = sample(tmp_path)
    odd = Message("odd", 'say "no" \\\\ 50% of it', Span(str(tmp_path / "my facts.yaml")), "label", note="two\nlines")
    text = extract_pot(replace(source, messages=(odd,))).decode("utf-8")
    assert text.endswith(
        '\n#. Short label.\n#. two lines\n#: \u2068my facts.yaml\u2069\nmsgctxt "odd"\n'
        'msgid "say \\"no\\" \\\\\\\\ 50% of it"\nmsgstr ""\n'
    )


def test_our_template_and_catalogs_pass_our_own_rules_and_babels(tmp_path):
    source = sample(tmp_path)
    (tmp_path / "booklet.pot").write_bytes(extract_pot(source))
    problems = Problems()
    lint_po(tmp_path / "booklet.pot", source, problems)
    for tag in ("fr-CA", "ar", "he", "zh-Hans", "tet", "lv"):
        path = tmp_path / "locales" / tag.replace("-", "_") / "LC_MESSAGES" / "booklet.po"
        path.parent.mkdir(parents=True)
        path.write_bytes(init_po(source, tag))
        lint_po(path, source, problems)
        assert len(babel_read_po(io.BytesIO(path.read_bytes()), abort_invalid=True)) == len(source.messages)
    assert list(problems) == []


def test_round_trip_from_template_to_booklet(tmp_path):
    source = sample(tmp_path)
    path = tmp_path / "locales" / "fr" / "LC_MESSAGES" / "booklet.po"
    path.parent.mkdir(parents=True)
    lines = init_po(source, "fr").decode("utf-8").split("\n")
    for number, line in enumerate(lines):
        if line == 'msgstr ""' and lines[number - 1] != 'msgid ""':
            lines[number] = lines[number - 1].replace('msgid "', 'msgstr "« ')[:-1] + ' »"'
    path.write_text("\n".join(lines), encoding="utf-8")
    problems = Problems()
    booklet = localise(source, "fr", problems)
    assert list(problems) == []
    assert booklet.translated == 100
    for message_id, text in booklet.texts.items():
        words = plain_text(text.inlines)
        assert words.startswith("« "), message_id
        assert words.endswith(" »"), message_id


def test_an_extending_booklet_gives_its_own_messages_only(tmp_path):
    source = sample(tmp_path / "base")
    own = replace(source.messages[2], id="extra.text", span=Span(str(tmp_path / "own" / "booklet.yaml")))
    folders = (tmp_path / "own", tmp_path / "base")
    text = extract_pot(replace(source, folders=folders, messages=(*source.messages, own))).decode("utf-8")
    assert [line for line in text.split("\n") if line.startswith("msgctxt")] == ['msgctxt "extra.text"']


def test_init_refuses_unknown_locales(tmp_path):
    with pytest.raises(BookletError, match="unknown locale"):
        init_po(sample(tmp_path), "nowhere")


def test_the_template_is_written_only_when_it_changes(tmp_path):
    source = sample(tmp_path)
    path = tmp_path / "new" / "locales" / "booklet.pot"
    assert write_template(source, path)
    os.utime(path, (1, 1))
    assert not write_template(source, path)
    assert path.stat().st_mtime == 1
    assert write_template(replace(source, edition="3"), path)
    assert path.read_bytes() == extract_pot(replace(source, edition="3"))
    assert list(path.parent.iterdir()) == [path]


def test_a_template_that_cannot_be_written_is_a_problem_and_leaves_nothing(tmp_path):
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder.pot").mkdir()
    for path in (tmp_path / "file" / "booklet.pot", tmp_path / "folder.pot"):
        with pytest.raises(BookletError, match="cannot be written"):
            write_template(sample(tmp_path), path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder.pot"]


def test_strings_are_never_wrapped():
    data = po_bytes({"Language": "fr"}, ["a"], [PoMessage("k", "word " * 100 + "end", translation="a\nb")])
    assert data.decode("utf-8").split("\n")[5:7] == ['msgctxt "k"', 'msgid "' + "word " * 100 + 'end"']
    assert b'msgstr "a\\nb"\n' in data
