# SPDX-License-Identifier: Apache-2.0
"""Structure equals source: whatever the booklet, its tree holds its words, all of them, in order."""

from __future__ import annotations

import io
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, note, settings
from pypdf import PdfReader
from strategies import Sample, booklets
from treetext import slot_words, tree_words

from booklet.checks.findings import Findings
from booklet.checks.pdfcontent import read_pages
from booklet.checks.structure import read_structure
from booklet.checks.tree import all_texts
from booklet.content.load import load_booklet
from booklet.l10n.localise import localise
from booklet.layout.engine import lay_out
from booklet.layout.themefile import load_theme
from booklet.paths import bundled_fonts
from booklet.pdf.model import DocumentInfo
from booklet.pdf.write import write_pdf
from booklet.problems import Problems
from booklet.tagging.build import structure_tree
from booklet.tagging.model import Element, StructureTree
from booklet.text.fonts import FontLibrary
from booklet.text.typeset import Typesetter

EXAMPLES = 300 if os.environ.get("CI") else 15


@pytest.fixture(scope="module")
def library():
    return FontLibrary.load([bundled_fonts()], Problems())


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,  # the same booklets in every run: a failure here is no accident
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
)
@given(sample=booklets())
def test_the_tree_holds_the_words_of_the_source_in_order(sample: Sample, library: FontLibrary) -> None:
    problems = Problems()
    with tempfile.TemporaryDirectory() as folder:
        source = load_booklet(sample.write(Path(folder) / "booklet"), problems)
    booklet = localise(source, sample.language, problems)
    layout = lay_out(booklet, Typesetter(library, booklet.locale), load_theme(None, problems), problems)
    note("\n".join(map(str, problems)))
    assert not problems.errors
    tree = structure_tree(booklet, layout)
    words = slot_words(layout)
    assert spoken(tree, words) == [" ".join(each.split()) for each in sample.words]
    info = DocumentInfo("Sample", booklet.locale.tag, booklet.locale.direction, "Nobody", "", (), source.date)
    file = io.BytesIO()
    write_pdf(layout, tree, info, file)
    assert tagged_words(file) == tree_words(tree, words)


def tagged_words(file: io.BytesIO) -> str:
    """The words of a finished file in the order of its structure tree."""
    reader = PdfReader(file)
    findings = Findings()
    texts = all_texts(read_pages(reader, findings))
    nodes = read_structure(reader, findings)
    assert findings.all() == ()
    return "".join(texts.get(node.sequence, "") for node in nodes if node.sequence is not None)


def spoken(tree: StructureTree, words: dict[str, str]) -> list[str]:
    """The words of each message in the tree's order, without what the program adds: labels, marks, contents."""
    messages: list[tuple[str, str]] = []
    for slot in _own_slots(tree.root):
        prefix = slot.rpartition("/")[0]
        if messages and messages[-1][0] == prefix:
            messages[-1] = (prefix, messages[-1][1] + words[slot])
        else:
            messages.append((prefix, words[slot]))
    return [" ".join(text.split()) for _, text in messages]


def _own_slots(element: Element) -> list[str]:
    if element.tag in ("Reference", "Figure"):  # page numbers and marks; pictures have no words, but a caption
        return [slot for child in element.children if isinstance(child, Element) and child.tag == "Caption"
                for slot in _own_slots(child)]  # fmt: skip
    found: list[str] = []
    for child in element.children:
        if isinstance(child, Element):
            found += _own_slots(child)
        elif "#" not in child.key and not child.key.startswith("ui."):
            found.append(child.key)
    return found
