# SPDX-License-Identifier: Apache-2.0
"""The structure tree says what the catalog says: every text, in every file, in order, in the right language."""

from __future__ import annotations

import re
import unicodedata

import pytest
from babel.messages.pofile import read_po
from whole_blocks import drawn_blocks, expected, heading_pages
from whole_files import BUNDLED, EVERY_KIND
from whole_truth import Truth, truths

from booklet.checks.tree import tree_text
from booklet.content.model import Contents, Heading
from booklet.paths import bundled_locales

_CATALOGS = {
    "bundled-fr": bundled_locales() / "fr" / "LC_MESSAGES" / "booklet.po",
    "bundled-ar": bundled_locales() / "ar" / "LC_MESSAGES" / "booklet.po",
    "every-ar": EVERY_KIND / "locales" / "ar" / "LC_MESSAGES" / "booklet.po",
}
# What is not text of a block of its own: metadata, names of links and expansions, the discreet cover; and what is
# filled in.
_ASIDE = re.compile(r"booklet\.subject|discreet\.|link\.|abbr\.|ui\.(?!callout\.)")
_MARKUP = re.compile(r"[*\[\]{}\\]")


def nfc(text):
    return unicodedata.normalize("NFC", text)


def test_every_text_is_in_the_tree_exactly_and_in_order(file):
    found = [(block.lang, nfc(block.text)) for block in file.spoken]
    wanted = [(truth.lang, nfc(truth.text)) for truth in expected(file)]
    assert found == wanted


@pytest.mark.parametrize("name", ["bundled-ar", "every-en", "every-ar"])
def test_the_tree_as_text_holds_them_in_order_too(name, maker):
    """``booklet tree`` quotes the words of elements, and alternative texts in the elements' first lines."""
    file = maker.file(name)
    parts = []
    for line in tree_text(file.path).splitlines():
        if line.lstrip().startswith("Figure"):
            alt = re.search(r' alt=(?:"((?:[^"\\]|\\.)*)"|(\S+))', line)
            parts.append((alt[1] or alt[2]) if alt else "")
        else:
            words = re.search(r'(?:^|[^=])"((?:[^"\\]|\\.)*)"$', line)
            parts.append(words[1] if words else "")
    found = re.sub(r"\\(.)", r"\1", "".join(parts))
    assert nfc(found) == "".join(nfc(truth.text) for truth in expected(file))


@pytest.mark.parametrize("name", sorted(_CATALOGS))
def test_the_tree_has_the_catalog_itself(name, maker):
    """Straight from the PO file, read by other people's code: every translation without markup is a whole block."""
    texts = {nfc(block.text) for block in maker.file(name).spoken}
    with _CATALOGS[name].open("rb") as file:
        messages = [message for message in read_po(file) if message.id and not _ASIDE.match(message.context)]
    plain = [message for message in messages if not _MARKUP.search(message.string)]
    # A catalog holds the labels of all types of callouts; not every booklet uses all.
    used = [message for message in plain if not message.context.startswith("ui.")]
    assert len(used) > 90
    assert [message.context for message in used if nfc(message.string) not in texts] == []


def test_contents_and_page_references_lead_to_the_pages_they_name(file):
    """The number in a line of the contents, the link's own target and the heading's page are the same."""
    pages = heading_pages(file)
    wanted = [
        pages[heading.id]
        for block in file.booklet.blocks
        if isinstance(block, Contents)
        for heading in file.booklet.blocks
        if isinstance(heading, Heading) and heading.level <= block.depth
    ]
    links = [block.links for block in file.blocks if block.tag == "TOCI"]
    assert all(links)
    led = [{file.page_numbers[link["/Dest"][0].idnum] + 1 for link in each} for each in links]
    assert led == [{page} for page in wanted]
    assert len(wanted) >= 6


def test_the_files_have_what_makes_them_hard(maker):
    """A proof about texts that are not there would be none."""
    keys = {truth.key for truth in expected(maker.file("every-ar"))}
    assert {
        "note.first#label",
        "note.second.text",
        "ui.callout.get-help",
        "contents:prose-deep",
        "code#shown",
        "contacts.phone#shown",
        "numbers.c#label",
        "figure.caption",
        "bullets.x#label",
        "steps.s3.alt",
    } <= keys
    bundled = maker.file("bundled-ar")
    assert bundled.booklet.source.folders[0] == BUNDLED
    assert len(expected(bundled)) > 300


@pytest.mark.parametrize("name", ["long-en", "long-ar"])
def test_texts_go_over_pages(name, maker):
    """Of every kind that may be split: a paragraph of links, one in a box, a footnote, an item, a step, an entry."""
    pages = {truth.key: {page for page, _ in block.marks} for truth, block in drawn_blocks(maker.file(name))}
    split = {"prose-3.text", "box-2.text", "note.second.text", "bullets.i4.text", "steps.s2.text", "gull.text"}
    assert split <= {key for key, found in pages.items() if len(found) > 1}


def test_the_truth_counts_pages_and_notes_by_itself(maker):
    booklet = maker.file("every-en").booklet
    found = truths(booklet, lambda target: 12 if target == "tables" else 1)
    text = next(truth.text for truth in found if truth.key == "prose-2.text")
    assert "boats, 38% of them blue, since November 7, 2024, code AB-12.1 A term" in text
    assert "see page 12. In Spanish" in text
    assert Truth("note.second#label", "en", "2") in found
