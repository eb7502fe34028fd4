# SPDX-License-Identifier: Apache-2.0
"""Every message that is drawn has its boxes, the boxes hold its text, and pages look as in the finished file."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from proofkit import Seen, note_numbers, plain, printed

from booklet.build.pageimages import page_picture
from booklet.build.proof import draw_page, make_proof, pixel_box, why_not_drawn
from booklet.build.task import EDITIONS, Task, open_workshop, perform_task
from booklet.layout.model import Page, Rect
from booklet.paths import bundled_booklets

EVERY_KIND = Path(__file__).parents[1] / "data" / "every-kind"
BUNDLED = bundled_booklets() / "child-trafficking"


@pytest.fixture(scope="module")
def every_kind():
    return open_workshop(EVERY_KIND, EDITIONS)


@pytest.fixture(scope="module")
def seen(every_kind):
    made = {}

    def see(locale, edition="screen"):
        if (locale, edition) not in made:
            made[locale, edition] = Seen(every_kind, locale, edition)
        return made[locale, edition]

    return see


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("locale", ["en", "ar"])
def test_the_boxes_of_a_message_hold_its_text_and_no_other(seen, locale, edition):
    found = seen(locale, edition)
    assert len(found.proof.boxes) > 150
    assert found.wrong() == {}
    assert found.unmarked() == []
    # A few of the tallest letters reach into the line above; a box in a wrong place lets out many more.
    assert sum(len(chars) for _, chars in found.outside()) < sum(map(len, found.ink)) / 200


@pytest.mark.parametrize("locale", ["en", "fr", "ar"])
def test_so_they_do_in_the_bundled_booklet(locale):
    found = Seen(open_workshop(BUNDLED), locale)
    assert len(found.proof.boxes) > 400
    assert found.wrong() == {}
    assert found.unmarked() == []
    # A few of the tallest letters reach into the line above; a box in a wrong place lets out many more.
    assert sum(len(chars) for _, chars in found.outside()) < sum(map(len, found.ink)) / 200


def test_boxes_stand_in_the_order_of_reading(seen):
    found = seen("en")
    booklet = found.proof.booklet
    numbers, pages = note_numbers(booklet), found.proof.layout.destinations
    for message_id in ("prose-3.text", "box-1.text", "note.second", "cover.subtitle"):
        boxes = found.proof.boxes.get(message_id)
        if boxes is None:
            continue
        words = printed(booklet, booklet.texts[message_id].inlines, numbers, pages)
        assert plain("".join(found.inside(box) for box in boxes)) == plain(words)


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_headings_are_found_in_contents_and_running_heads_too(seen, locale):
    found = seen(locale)
    boxes = found.proof.boxes["prose.text"]
    assert {box.role for box in boxes} == {"text", "contents", "head"}
    words = sorted(plain(found.proof.booklet.plain(found.proof.booklet.texts["prose.text"].message)))
    heads = [box for box in boxes if box.role == "head"]
    assert sorted(plain(found.inside(heads[0]))) == words
    assert sorted(plain("".join(found.inside(box) for box in boxes if box.role == "contents"))) == words


def test_what_is_repeated_overleaf_is_found_there(seen):
    roles = {(box.page, box.role) for box in seen("en").proof.boxes["ui.callout.example"]}
    assert {role for _, role in roles} == {"text", "repeat"}


def test_an_alternative_text_has_the_box_of_its_picture(seen):
    proof = seen("en").proof
    (box,) = proof.boxes["cover.alt"]
    page = proof.layout.pages[box.page]
    assert (box.page, box.role) == (0, "picture")
    assert 0 <= box.box.x < box.box.x + box.box.width <= page.width + 0.01
    (logo,) = proof.boxes["cover.logo.alt"]
    assert logo.box.height < box.box.height
    alts = [message.id for message in proof.messages if message.kind == "alternative text"]
    assert [each for each in alts if each not in proof.boxes and not each.startswith("discreet.")] == []


def test_what_is_not_drawn_is_what_only_software_knows(seen):
    proof = seen("en").proof
    unseen = [message for message in proof.messages if message.id not in proof.boxes]
    assert {message.kind for message in unseen} <= {
        "metadata", "expansion", "label", "interface", "title", "cover", "alternative text",
    }  # fmt: skip
    assert "booklet.subject" in {message.id for message in unseen}
    assert all(why_not_drawn(message, proof.booklet.source) for message in unseen)
    assert "discreet" in why_not_drawn(proof.booklet.source.discreet.title, proof.booklet.source)


@pytest.mark.parametrize("locale", ["en", "ar"])
def test_a_page_looks_as_in_the_finished_file(every_kind, seen, locale):
    made = perform_task(Task(EVERY_KIND, locale), every_kind).made
    whole = pypdfium2.PdfDocument(io.BytesIO(made.data).getvalue())
    proof = seen(locale).proof
    assert len(whole) == len(proof.layout.pages)
    for page in proof.layout.pages:
        assert draw_page(proof, page, 300).tobytes() == page_picture(whole, page.index, 300).tobytes()
    whole.close()


def test_a_proof_is_the_same_each_time(every_kind, seen):
    assert make_proof(every_kind, "ar", "screen", unsure=True).boxes == seen("ar").proof.boxes


def test_boxes_in_pixels_lie_in_the_picture():
    page = Page(0, "", 100.0, 200.0, ())
    assert pixel_box(Rect(10.0, 20.0, 30.0, 40.0), page, (200, 400)) == (20, 40, 60, 80)
    assert pixel_box(Rect(-5.0, -5.0, 200.0, 300.0), page, (200, 400)) == (0, 0, 200, 400)
