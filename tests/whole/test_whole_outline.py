# SPDX-License-Identifier: Apache-2.0
"""The bundled booklet has every section that it must have, in order, told in the kinds of blocks that suit it."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from whole_files import BUNDLED

from booklet.content.load import load_booklet
from booklet.content.model import (
    Callout,
    Contacts,
    Contents,
    Cover,
    Definition,
    Facts,
    Figure,
    Glossary,
    Heading,
    Imprint,
    Listing,
    QrCode,
    Quotation,
    Steps,
    Story,
    Table,
    walk_blocks,
)
from booklet.problems import Problems

SECTIONS = {
    "report": {Figure},  # who wrote the report
    "what": {Quotation, Facts},  # what child trafficking is
    "how-many": {Listing, Table},
    "story-marriage": {Story},
    "story-labour": {Story},
    "anyone": {Definition, "example"},  # who can be trafficked
    "story-football": {Story},
    "displaced-children": {"example", Listing},
    "story-move": {Story},
    "traffickers": {Steps, "warning"},
    "profit": {Listing},
    "risk": {"continuing", Definition},
    "technology": {Definition, "example"},
    "story-photos": {Story, "get-help"},
    "forward": set(),
    "areas": {Figure},
    "solution": {"check"},
    "help": {Contacts, QrCode},
    "words": {Glossary},
    "touch": {Contacts, Imprint},  # keep in touch, imprint
}


@pytest.fixture(scope="module")
def source():
    return load_booklet(BUNDLED, Problems())


@pytest.fixture(scope="module")
def sections(source):
    """The blocks of each section by its heading's id; what stands before the first is under ""."""
    found = {"": []}
    for block in walk_blocks(source.blocks):
        if isinstance(block, Heading) and block.level == 1:
            found[block.id] = []
        found[next(reversed(found))].append(block)
    return found


def test_the_sections_stand_in_order(sections):
    assert list(sections) == ["", *SECTIONS]
    assert [type(block) for block in sections[""]] == [Cover, Contents]


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_has_its_kinds_of_blocks(section, sections):
    blocks = sections[section]
    kinds = {type(block) for block in blocks}
    kinds |= {block.type for block in blocks if isinstance(block, Callout)}
    kinds |= {block.style for block in blocks if isinstance(block, Listing)}
    assert SECTIONS[section] <= kinds


def test_stories_have_four_to_six_panels(sections):
    panels = [len(block.panels) for blocks in sections.values() for block in blocks if isinstance(block, Story)]
    assert len(panels) == 5
    assert all(4 <= count <= 6 for count in panels)


def test_every_page_that_is_hard_leads_to_help(sections):
    hard = [name for name, kinds in SECTIONS.items() if Story in kinds and name != "story-football"]
    for name in [*hard, "how-many", "risk", "what"]:
        assert "](help)" in str(sections[name]), name


def test_facts_are_values_that_each_language_formats(source):
    assert source.values["meeting"].value == datetime.date(2024, 11, 7)
    assert source.values["countries"].value == Decimal(120)
    addresses = {address.href for address in source.addresses.values()}
    assert {"https://violenceagainstchildren.un.org", "mailto:srsg-vac@un.org"} <= addresses


def test_the_words_to_know_are_all_explained(sections):
    (glossary,) = [block for block in sections["words"] if isinstance(block, Glossary)]
    wanted = {"trafficking", "exploitation", "vulnerable", "displaced", "stigma", "pledge", "anonymous",
              "artificial-intelligence", "human-rights", "survivor"}  # fmt: skip
    assert wanted <= {entry.id for entry in glossary.entries}


def test_contacts_to_keep_in_touch(sections):
    (contacts,) = [block for block in sections["touch"] if isinstance(block, Contacts)]
    assert [contact.type for contact in contacts.items] == ["web", "email", "facebook", "instagram", "x"]
    (helplines,) = [block for block in sections["help"] if isinstance(block, Contacts)]
    assert helplines.facts == "helplines", "each language can put its own in"
