# SPDX-License-Identifier: Apache-2.0
"""A file with the discreet cover tells nothing from outside, and says inside what the other one says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject
from whole_blocks import expected
from whole_files import BUNDLED, EVERY_KIND, WholeFile, kids

from booklet.build.task import Task, open_workshop, perform
from booklet.checks.report import check_files, report_text
from booklet.content.model import BackCover
from booklet.l10n.localise import localise
from booklet.problems import Problems

WORDS = {"en": "traffick", "fr": "trait", "ar": "اتجار"}
"""In each language, what no one may see. Texts that are not translated yet are in English."""


def make(folder: Path, source: Path, locale: str, cover: str = "discreet") -> WholeFile:
    shop = open_workshop(source, cover=cover)
    (outcome,) = perform([Task(source, locale, cover=cover)], shop)
    assert outcome.made is not None, outcome.problems
    path = folder / outcome.made.name
    path.write_bytes(outcome.made.data)
    return WholeFile(path.name, path, localise(shop.source, locale, Problems()), outcome)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("discreet")


@pytest.fixture(scope="module")
def every(folder) -> WholeFile:
    return make(folder, EVERY_KIND, "ar")


def outside(file: WholeFile) -> str:
    """All that shows before the first page is turned, as one text; of paper, the back too."""
    reader = file.reader
    root = reader.trailer["/Root"]
    ends = [0, -1] if isinstance(file.booklet.blocks[-1], BackCover) else [0]
    pages = [reader.pages[index] for index in ends]
    document = pypdfium2.PdfDocument(file.path)
    drawn = [document[index % len(document)].get_textpage().get_text_range() for index in ends]
    document.close()
    parts = [
        file.path.name,
        *(f"{key} {value}" for key, value in reader.metadata.items()),
        root["/Metadata"].get_data().decode("utf-8"),
        *(f"{key} {value}" for key, value in root.items() if key not in ("/StructTreeRoot", "/Outlines", "/Pages")),
        *drawn,
        *(page.extract_text() for page in pages),
        *(page.get_contents().get_data().decode("latin-1") for page in pages),
        *(text for page in pages for text in elements_of(root["/StructTreeRoot"], page.indirect_reference.idnum)),
    ]
    return "\n".join(parts).casefold()


def elements_of(element: DictionaryObject, page: int) -> list[str]:
    """What the structure elements say that stand on a page: alternative texts, titles, identifiers."""
    found: list[str] = []
    stack: list[Any] = [element]
    while stack:
        kid = stack.pop()
        kid = kid.get_object() if isinstance(kid, IndirectObject) else kid
        if not isinstance(kid, DictionaryObject):
            continue
        if "/Pg" in kid and kid.raw_get("/Pg").idnum == page:
            found += [str(value) for value in kid.values() if not isinstance(value, IndirectObject | ArrayObject)]
        stack += kids(kid)
    return found


@pytest.mark.parametrize("locale", WORDS)
def test_the_bundled_booklet_tells_nothing_from_outside(folder, maker, locale):
    words = {WORDS["en"], WORDS[locale]}
    told = outside(maker.file(f"bundled-{locale}"))
    assert any(word in told for word in words), "the proof would find it"
    file = make(folder, BUNDLED, locale)
    found = outside(file)
    assert [word for word in words if word in found] == []
    assert file.path.name.startswith(f"reading-practice-{locale}-")
    root = file.reader.trailer["/Root"]
    assert root["/PageMode"] == "/UseNone", "bookmarks beside the cover would tell"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    title = file.booklet.plain(file.booklet.source.discreet.title)
    assert file.reader.metadata.title == title
    assert title.casefold() in found
    assert "/Subject" not in file.reader.metadata
    assert "/Keywords" not in file.reader.metadata


@pytest.fixture
def published(tmp_path):
    """The bundled booklet, published by somebody whose name tells what it is about."""
    text = "format: 1\nextends: child-trafficking\nslug: ours\nauthor: Stop Child Trafficking Network\n"
    (tmp_path / "booklet.yaml").write_text(text, "utf-8")
    return tmp_path


def test_who_publishes_it_is_not_told_either(published):
    open_ = make(published, published, "en", "")
    assert open_.reader.metadata.author == "Stop Child Trafficking Network"
    file = make(published, published, "en")
    assert WORDS["en"] not in outside(file)
    assert "/Author" not in file.reader.metadata
    assert "creator>" not in file.reader.trailer["/Root"]["/Metadata"].get_data().decode("utf-8").lower()
    reports = check_files([file.path])
    assert all(report.ok for report in reports), report_text(reports)


def test_it_may_name_an_author_that_tells_nothing(published):
    path = published / "booklet.yaml"
    path.write_text(path.read_text("utf-8") + "discreet: {slug: sums, title: Sums, author: Hill School}\n", "utf-8")
    file = make(published, published, "en")
    assert file.reader.metadata.author == "Hill School"
    assert WORDS["en"] not in outside(file)


def test_the_text_is_all_there(every):
    found = [(block.lang, block.text) for block in every.spoken]
    assert found == [(truth.lang, truth.text) for truth in expected(every)]
    assert [text for _, text in found[:3]] == ["ألوان البحر", "شيء للقراءة في الأيام الماطرة", "شريطان ملونان"]


def test_inside_nothing_changes(every, maker):
    other = maker.file("every-ar")
    outer = ("booklet.", "cover.", "discreet.", *(f"{b.id}." for b in other.booklet.blocks[-1:]))
    inside = [
        [(truth.key, truth.text) for truth in expected(file) if not truth.key.startswith(outer)]
        for file in (every, other)
    ]
    assert inside[0] == inside[1]
    assert len(inside[0]) > 100
    assert len(every.reader.pages) == len(other.reader.pages)


def test_a_translation_of_the_whole_booklet_is_whole(every):
    assert every.outcome.made.translated == 100
    assert [problem for problem in every.outcome.problems if problem.span and problem.span.file.endswith(".po")] == []


def test_it_is_clean(every):
    reports = check_files([every.path])
    assert all(report.ok for report in reports), report_text(reports)
