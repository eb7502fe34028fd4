# SPDX-License-Identifier: Apache-2.0
"""What the bundled booklet has to say, section by section: the blocks that carry it, and each fact in its English text.

A fact may be said in other words: then its pattern here changes with them. It may not be left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
import pytest

from booklet import paths
from booklet.content import model
from booklet.content.blocks import READING_ORDER
from booklet.content.load import load_booklet
from booklet.content.record import messages_in
from booklet.content.running import running_text
from booklet.problems import Problems

SOURCE = load_booklet(paths.bundled_booklets() / "child-trafficking", Problems())


class Section(msgspec.Struct, frozen=True):
    """A subject: the section that has it, its blocks by id with their kinds, and its facts by name with a pattern."""

    subject: str
    id: str
    blocks: dict[str, str]
    facts: dict[str, str]


OUTLINE_TEXT = r"""
# the cover
= cover cover
it increases ~ more and more children are trafficked
action is needed now ~ must act now
for children ~ child-friendly booklet
what it is based on ~ based on the 2025 report .*to the Human Rights Council

# the contents
= contents contents

# who wrote the report
= report heading, report-1 paragraph, report-goals list, report-team figure
almost all countries ~ almost all the countries of the world belong to the United Nations
development ~ development, so that
peace and security ~ peace and security, so that
human rights ~ human rights, so that
Member States look for solutions ~ Member States\. .*look for solutions together
for children, too ~ for children, too
the Secretary-General heads the UN ~ head of the UN is called the Secretary-General
and picks people to help ~ Secretary-General picks people to help
her name ~ Najat Maalla M’jid
her office ~ Special Representative of the Secretary-General on Violence against Children
its short form ~ short form is SRSG-VAC
every form of violence ~ help countries to end every form of violence against children
everywhere ~ everywhere in the world
children first ~ children come first
when they gave the report ~ in 2025 they gave it to the Human Rights Council

# what child trafficking is
= what heading, what-trafficking definition, what-quote quotation, what-facts facts
what it is ~ to find, move or keep a child in order to use the child
every region ~ every region of the world
different reasons ~ for different reasons
forced work ~ most often .*forced work
sexual exploitation ~ most often .*sexual exploitation
another city or country ~ sometimes they move a child to another city or another country
a serious crime ~ child trafficking is a serious crime
against human rights ~ violation of human rights
technology makes tricking easier ~ digital technology.* makes it easier to trick children
money ~ the answer is money
nobody blames a child ~ ^0\nis the number of children who are to blame
profit from vulnerability ~ children who are vulnerable.* turn that into profit

# how many children, and why nobody knows
= how-many heading, how-many-reasons list, how-many-table table
nobody knows exactly ~ nobody knows the exact number
many do not report ~ many children never tell .*do not report the crime
fear of traffickers ~ afraid of the traffickers
fear of arrest ~ afraid of being arrested
no way to report ~ no way to report
girls: exploitation ~ girls are more often used for sexual exploitation
girls: marriage ~ girls are more often used for [^.]*child marriage
girls: domestic work ~ girls are more often used for [^.]*domestic work
boys: forced work ~ many boys are used for forced work
boys: begging ~ many boys [^.]*beg in the street

# a story about child marriage
= story-marriage heading, marriage story, story-marriage-fact callout
child marriage ~ story about child marriage
no wedding in the end ~ there is no wedding
the right to say no ~ right to say no

# a story about child labour
= story-labour heading, labour story, story-labour-help callout
child labour ~ story about child labour
what it means ~ such work is called child labour
home and school in the end ~ Niko is home .*goes to school

# who can be trafficked
= anyone heading, anyone-vulnerable definition, anyone-example callout
a question ~ who can be trafficked\?
anyone ~ the short answer is anyone
about children ~ this booklet is about children
all ages ~ children of all ages
some situations ~ situations make children more vulnerable
what vulnerable means ~ vulnerable child can be hurt more easily
poverty and hunger ~ poverty and hunger
families are tricked ~ traffickers trick families, too

# a story about a football player
= story-football heading, football story, story-football-check callout
after a match ~ after the match a man comes
a professional team ~ a place for you in a professional team
a big city abroad ~ in a big city abroad
help in the end ~ finds help

# children who are displaced
= displaced-children heading, displaced-example callout, displaced-reasons list
armed conflict ~ armed conflict
violence in the community ~ violence in their community
climate change ~ climate change
natural disasters ~ natural disasters
earthquakes ~ earthquakes
hurricanes ~ hurricanes
floods ~ floods
force them to move ~ force children and families to leave home

# a story about a child on the move
= story-move heading, move story, story-move-help callout
on the move ~ a child on the move
the family in the end ~ find her mother

# who the traffickers are
= traffickers heading, traffickers-steps steps, traffickers-warning callout
alone ~ work alone
networks ~ criminal networks
recruit ~ they recruit children
transport ~ they transport children
exploit ~ they exploit children
inside and across countries ~ inside one country or across many countries
they make a child feel special ~ make the child feel special
close to child or family ~ get to know the child or the family
force, trick or persuade ~ force, trick or persuade
not always strangers ~ not always a stranger
someone known ~ someone you know and trust

# why it happens: big profit
= profit heading, profit-ways list
big profit ~ big profit
forced work ~ ^forced work\.
crimes ~ makes children break the law
illegal adoption ~ illegal adoption.* takes money
sexual exploitation ~ ^sexual exploitation\.
marriage for money ~ makes a child marry and gets money
people pay ~ people who are willing to pay

# why it happens: low risk of being caught
= risk heading, risk-because list, risk-stigma definition
not caught ~ earn money without being caught
not punished ~ few of them are punished
low risk ~ the risk is low
because it is not reported ~ do not report the crime because
no access ~ no way to report it
too few services ~ too few services for victims
stigma ~ ^they fear .*called stigma
what stigma means ~ when others treat you badly

# why it happens: technology
= technology heading, technology-1 paragraph, technology-ai-word definition, technology-example callout
in person ~ meet children in person
more and more digital ~ more and more often they use digital technology
social media and chats ~ social media and chats to find children
other criminals ~ in touch with other criminals
anonymity ~ they can stay anonymous
what AI is ~ computer programs that do tasks
AI: find, recruit, manipulate ~ find, recruit and manipulate victims
AI: documents and identities ~ forge documents and identities
AI: images and videos ~ images and videos. With these they force children

# a story about intimate photos and videos
= story-photos heading, photos story, story-photos-help callout
on social media ~ on social media she meets a boy
he asks for pictures ~ asks for intimate photos and videos
inappropriate, hurtful, wrong ~ inappropriate, hurtful and wrong of him
who he is ~ a grown man in his thirties
a group that sells them ~ criminal group that sells such pictures
days later he wants money ~ some days later the man demands money
or he sends them to school ~ send the pictures to your school
never the child's fault ~ never the child’s fault
whom to tell ~ tell a grown-up you trust, or a child helpline
how to get help ~ there is help on page

# the way forward
= forward heading, forward-3 paragraph, forward-4 paragraph
a crisis ~ child rights crisis
more people know ~ more and more people know about it
and work together ~ they work together
ICAT ~ short form is ICAT\.
its name ~ Inter-Agency Coordination Group against Trafficking in Persons
recommendations ~ ICAT has told governments and organisations what .*recommendations
when ~ in 2024 [a-z]+, about
how many countries ~ about 120 countries
where ~ Bogotá\. .*Colombia
pledges ~ made pledges to protect children from violence

# three areas
= areas heading, areas-figure figure
vulnerabilities ~ reduce children’s vulnerabilities
demand and technology ~ act on demand and on digital technology
demand grows ~ demand is growing
justice ~ justice fair and child-friendly

# children are part of the solution
= solution heading, solution-1 paragraph, solution-checklist list
children know ~ children know what they need
adults must listen ~ grown-ups must listen
easy to report ~ easy way to report
easy to ask for help ~ easy way to ask for help
survivors in policy ~ survivors take part when leaders make .*policy
children and adults ~ some survivors are children, others are adults

# getting help
= help heading, help-danger callout, help-steps steps, help-people list, help-phone callout, help-contacts contacts
what to do ~ tell someone
whom to tell ~ who you can tell
a child helpline ~ a child helpline is there for children
of the reader's country ~ find the child helpline of your country
what happens then ~ what happens when you tell

# words to know
= words heading, word-list glossary
trafficking ~ ^trafficking\b
exploitation ~ ^exploitation\b
vulnerable ~ ^vulnerable\b
displaced ~ ^displaced\b
stigma ~ ^stigma\b
pledge ~ ^pledge\b
anonymous ~ ^anonymous\b
artificial intelligence ~ ^artificial intelligence\b
human rights ~ ^human rights\b
survivor ~ ^survivor\b

# keeping in touch, and the imprint
= touch heading, touch-contacts contacts, imprint imprint
website ~ ^violenceagainstchildren\.un\.org$
email ~ ^srsg-vac@un\.org$
Facebook ~ ^un violenceagainstchildren$
Instagram ~ ^UNviolenceagainstchildren$
X ~ ^@UN EndViolence$
licence ~ under the licence CC BY 4.0
what it is based on ~ based on facts from the year 2025
not endorsed by the UN ~ did not publish this booklet and does not endorse it
"""


def read_outline(text: str) -> Iterator[Section]:
    for part in text.strip().split("\n\n"):
        subject, kinds, *facts = part.splitlines()
        blocks = dict(pair.split() for pair in kinds.removeprefix("= ").split(", "))
        yield Section(
            subject.removeprefix("# "), next(iter(blocks)), blocks, dict(fact.split(" ~ ", 1) for fact in facts)
        )


OUTLINE = tuple(read_outline(OUTLINE_TEXT))

STORIES = ("marriage", "labour", "football", "move", "photos")


def sections() -> dict[str, tuple[model.Block, ...]]:
    """Return the booklet's blocks by the id of the cover, the contents and the headings that open sections."""
    found: dict[str, list[model.Block]] = {}
    for block in SOURCE.blocks:
        if isinstance(block, model.Cover | model.Contents | model.BackCover) or (
            isinstance(block, model.Heading) and block.level == 1
        ):
            found[block.id] = []
        found[list(found)[-1]].append(block)
    return {name: tuple(blocks) for name, blocks in found.items()}


SECTIONS = sections()


def text_of(blocks: tuple[model.Block, ...]) -> str:
    """Return what a reader reads there, a line for each message; alternative texts do not count."""
    lines = [
        running_text(message, SOURCE.values).text
        for message in messages_in(blocks, READING_ORDER)
        if message.kind != "alternative text"
    ]
    lines += [
        item.shown for block in model.walk_blocks(blocks) if isinstance(block, model.Contacts) for item in block.items
    ]
    return "\n".join(" ".join(line.split()) for line in lines)


def block(name: str) -> model.Block:
    return next(each for each in model.walk_blocks(SOURCE.blocks) if each.id == name)


def links(blocks: tuple[model.Block, ...]) -> Iterator[str]:
    for message in messages_in(blocks, READING_ORDER):
        yield from (link.target for link in running_text(message, SOURCE.values).links)


@pytest.mark.parametrize("section", OUTLINE, ids=lambda section: section.subject)
def test_blocks(section: Section) -> None:
    kinds = {each.id: type(each) for each in model.walk_blocks(SECTIONS[section.id])}
    assert {name: kinds.get(name) for name in section.blocks} == {
        name: model.BLOCKS[kind] for name, kind in section.blocks.items()
    }


@pytest.mark.parametrize(
    ("section", "pattern"),
    [
        pytest.param(section.id, pattern, id=f"{section.subject}: {fact}")
        for section in OUTLINE
        for fact, pattern in section.facts.items()
    ],
)
def test_facts(section: str, pattern: str) -> None:
    assert re.search(pattern, text_of(SECTIONS[section]), re.IGNORECASE | re.MULTILINE)


def test_the_order_is_the_outline_s() -> None:
    assert list(SECTIONS)[: len(OUTLINE)] == [section.id for section in OUTLINE]


@pytest.mark.parametrize("name", STORIES)
def test_stories(name: str) -> None:
    story = block(name)
    assert len(story.panels) >= 4
    assert all(panel.picture.alt and panel.picture.alt.text and not panel.picture.decorative for panel in story.panels)


HARD = [section.id for section in OUTLINE[3:16]]


@pytest.mark.parametrize("name", HARD)
def test_hard_sections_lead_to_help(name: str) -> None:
    assert {"help", "help-who"} & set(links(SECTIONS[name]))


def test_table_has_headers_both_ways() -> None:
    table = block("how-many-table")
    assert table.corner
    assert [column.text.text for column in table.columns] == ["Girls", "Boys"]
    assert all(row.header for row in table.rows)


def test_lists() -> None:
    styles = {"how-many-reasons": "picture", "displaced-reasons": "picture", "profit-ways": "picture"}
    styles |= {"risk-because": "continuing", "solution-checklist": "check"}
    assert {name: block(name).style for name in styles} == styles


def test_callouts() -> None:
    types = {"anyone-example": "example", "displaced-example": "example", "technology-example": "example"}
    types |= {"traffickers-warning": "warning", "story-photos-help": "get-help", "help-danger": "get-help"}
    assert {name: block(name).type for name in types} == types


def test_three_parts_have_their_headings_in_order() -> None:
    alt = block("areas-figure").picture.alt.text
    parts = [alt.index(part) for part in ("umbrella", "stop", "judge")]
    assert parts == sorted(parts)
    headings = [each.id for each in SECTIONS["areas"] if isinstance(each, model.Heading)]
    assert headings == ["areas", "areas-protect", "areas-demand", "areas-justice"]


def test_words_are_linked_from_their_first_use() -> None:
    used = set(links(tuple(each for each in SOURCE.blocks if each.id != "word-list")))
    definitions = {each.entry for each in model.walk_blocks(SOURCE.blocks) if isinstance(each, model.Definition)}
    assert {entry.id for entry in block("word-list").entries} <= used | definitions


def test_helplines_can_be_replaced_and_have_a_default() -> None:
    contacts = block("help-contacts")
    assert contacts.facts == "helplines"
    assert any(item.href == SOURCE.addresses[block("help-qr").address].href for item in contacts.items)
    assert not any(item.type == "phone" for item in contacts.items)  # a number is right in one country only


def test_what_the_builder_fills_in() -> None:
    assert SOURCE.edition  # the imprint ends with it and with the date
    assert SOURCE.date.year >= 2025
    assert (SOURCE.values["meeting"].value.year, SOURCE.values["meeting"].value.month) == (2024, 11)
    assert {"un", "srsg-vac", "icat", "ai"} <= set(links(SOURCE.blocks))
    assert "site-icat" in set(links(SECTIONS["forward"]))
    assert re.search(r"\[\^\w+\]", block("forward-4").text.text)
