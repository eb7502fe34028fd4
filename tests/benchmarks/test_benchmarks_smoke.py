# SPDX-License-Identifier: Apache-2.0
"""All three tools get the same document: the same words in the same order. Without them installed, too."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser

import pytest
import yaml

from benchmarks.as_booklet import booklet_yaml, catalog, catalog_path, messages, write_booklet
from benchmarks.as_html import html_markup
from benchmarks.as_typst import typst_markup
from benchmarks.document import Bullets, Heading, Paragraph, Picture, Table, make_document, texts
from benchmarks.measure import Figures, Run, ratio
from benchmarks.words import LANGUAGES
from booklet.build.task import Task, open_workshop, perform
from booklet.checks.roundtrip import block_texts

SMALL = {"chapters": 1, "seed": "smoke", "sections": (4, 4)}


def small(language="en"):
    return make_document(language, **SMALL)


def words(text):
    return re.findall(r"[\w,.،]+", unicodedata.normalize("NFC", text))


def true_words(document):
    return [word for text in texts(document) for word in words(text)]


def without_contents(found, document):
    """What was read, less the entry of the only chapter in the list of contents."""
    start = len([word for text in (document.title, document.subtitle, document.contents) for word in words(text)])
    entry = words(next(block.text for block in document.blocks if isinstance(block, Heading)))
    assert found[start : start + len(entry)] == entry
    return found[:start] + found[start + len(entry) :]


class _Page(HTMLParser):
    """The text of a page's body."""

    def __init__(self):
        super().__init__()
        self.parts = []
        self._inside = False

    def handle_starttag(self, tag, attrs):
        self._inside = self._inside or tag == "body"
        self.parts.append(" ")

    def handle_endtag(self, tag):
        self.parts.append(" ")

    def handle_data(self, data):
        if self._inside:
            self.parts.append(data)


def html_words(document):
    page = _Page()
    page.feed(html_markup(document, "fonts/"))
    return without_contents(words("".join(page.parts)), document)


def typst_words(document):
    """Words of the markup's body; title, subtitle and contents' title stand in the preamble."""
    markup = typst_markup(document)
    preamble, mark, body = markup.partition(", depth: 1)\n")
    assert mark
    front = [re.search(pattern, preamble).group(1) for pattern in (
        r"\[#par\(leading: 4pt\)\[(.+)\]\]", r"#text\(size: 15pt\)\[(.+)\]", r"#outline\(title: \[(.+)\]"
    )]  # fmt: skip
    found = [word for text in front for word in words(text)]
    for part in re.split(r"\n(?=#figure|=|- |\n)", body):
        if not part.strip().startswith("#figure"):
            part = re.sub(r"#footnote\[", " ", part)
            found += words(re.sub(r"^\s*(=+|-) |[*\]]", " ", part))
            continue
        found += [word for text in re.findall(r"\[([^\[\]]+)\]", part) for word in words(text)]
    return found


@pytest.mark.parametrize("language", ["en", "vi", "ar"])
def test_same_words_in_markup(language):
    document = small(language)
    kinds = {type(block) for block in document.blocks}
    assert kinds == {Heading, Paragraph, Bullets, Table, Picture}
    assert any(run.note for block in document.blocks if isinstance(block, Paragraph) for run in block.runs)
    assert html_words(document) == true_words(document)
    assert typst_words(document) == true_words(document)


def test_our_messages_and_file_hold_the_same_texts():
    document = small()
    found = yaml.safe_load(booklet_yaml(document))
    blocks = {block["id"]: block for block in found["blocks"]}
    for name, text in messages(document):
        owner, *rest = name.split(".")
        if owner.startswith("b") and rest == ["text"]:
            assert blocks[owner]["text"] == text
        elif owner == "note":
            assert found["footnotes"][rest[0]] == text
    notes = [run.note for block in document.blocks if isinstance(block, Paragraph) for run in block.runs if run.note]
    assert list(found["footnotes"].values()) == notes


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The small document in three languages, made by this program."""
    folder = tmp_path_factory.mktemp("benchmark")
    write_booklet([small(language) for language in ("en", "fr", "ar")], folder / "source")
    shop = open_workshop(folder / "source")
    paths = {}
    for outcome in perform([Task(folder / "source", locale) for locale in ("en", "fr", "ar")], shop):
        assert outcome.made is not None, outcome.problems
        paths[outcome.task.locale] = folder / outcome.made.name
        paths[outcome.task.locale].write_bytes(outcome.made.data)
    return paths


def true_blocks(document):
    """The texts of the structure tree's blocks: notes are numbered and follow their paragraph."""
    yield from (document.title, document.subtitle, document.contents)
    number = itertools.count(1)
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            yield from texts(replace(document, blocks=(block,)), front=False)
            continue
        marks = [str(next(number)) if run.note else "" for run in block.runs]
        yield " ".join(run.text + mark for run, mark in zip(block.runs, marks, strict=True))
        yield from (run.note for run in block.runs if run.note)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_same_words_in_our_file(built, language):
    """Block for block by the structure tree; marks, alternative texts and the contents' only entry left out."""
    found = [block.text for block in block_texts(built[language]) if block.tag not in ("Lbl", "TOCI", "Figure")]
    assert found == list(true_blocks(small(language)))


def test_change_is_of_one_document(tmp_path):
    """The text that the benchmark changes stands once in each tool's source."""
    english, french = small("en"), small("fr")
    write_booklet([english, french], tmp_path / "source")
    text = next(block.runs[0].text for block in french.blocks if isinstance(block, Paragraph))
    assert catalog_path(tmp_path / "source", "fr").read_text("utf-8").count(text) == 1
    assert typst_markup(french).count(text) == 1
    assert html_markup(french, "").count(text) == 1
    assert text not in booklet_yaml(english)
    assert catalog(english, french) == catalog_path(tmp_path / "source", "fr").read_bytes()


def test_no_two_documents_and_no_two_sentences_alike():
    document = make_document("en", 6)
    sentences = [run.text for block in document.blocks if isinstance(block, Paragraph) for run in block.runs]
    assert len(set(sentences)) == len(sentences) > 50
    assert make_document("en", 6) == document
    assert make_document("en", 6, "other") != document
    assert len(set(LANGUAGES)) == 20


def test_ratio_is_taken_pair_by_pair():
    """A machine that slows down after the first round does not change the ratio."""
    ours = Figures((Run(2, 2, 10), Run(20, 20, 10), Run(30, 30, 10)))
    theirs = Figures((Run(1, 1, 5), Run(10, 10, 5)))
    assert ratio(ours, theirs, "wall") == 2
    assert ours.median("wall") == 20
