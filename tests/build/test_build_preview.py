# SPDX-License-Identifier: Apache-2.0
"""What a translator sees while a catalog is edited."""

from __future__ import annotations

import threading

import pytest
from previewkit import FRENCH, catalog, small_booklet

from booklet.build.preview import Preview
from booklet.build.run import UnknownChoiceError
from booklet.build.task import Task, open_workshop, perform_task
from booklet.problems import BookletError


def states(preview):
    return {each["id"]: each["state"] for each in preview.state()["messages"] if not each["id"].startswith("ui.")}


def pages_of(preview, message_id):
    (entry,) = [each for each in preview.state()["messages"] if each["id"] == message_id]
    return {box[0] for box in entry["boxes"]}


def drawn(preview):
    return {each["number"]: each["drawn"] for each in preview.state()["pages"]}


def test_it_tells_what_is_missing_and_what_is_unsure(tmp_path):
    small_booklet(tmp_path / "b", fuzzy={"c.text"})
    found = states(Preview(tmp_path / "b", "fr"))
    assert found == {
        "booklet.title": "translated", "cover.subtitle": "untranslated", "one.text": "translated",
        "a.text": "translated", "b.text": "untranslated", "two.text": "translated", "c.text": "fuzzy",
    }  # fmt: skip


def test_the_source_itself_has_nothing_to_do(tmp_path):
    small_booklet(tmp_path / "b")
    assert set(states(Preview(tmp_path / "b", "en")).values()) == {"source"}


def test_a_fuzzy_translation_is_shown_and_a_build_leaves_it_out(tmp_path):
    small_booklet(tmp_path / "b", fuzzy={"c.text"})
    preview = Preview(tmp_path / "b", "fr")
    assert preview._proof.booklet.plain(preview._proof.booklet.texts["c.text"].message) == "La pluie est partie."
    made = perform_task(Task(tmp_path / "b", "fr"), open_workshop(tmp_path / "b")).made
    assert preview._proof.booklet.translated == made.translated  # unsure ones do not count


def test_a_fuzzy_translation_with_a_fault_is_as_if_it_were_missing(tmp_path):
    small_booklet(tmp_path / "b", FRENCH | {"a.text": "Les bateaux"}, fuzzy={"a.text"})
    preview = Preview(tmp_path / "b", "fr")
    assert not preview.broken
    assert states(preview)["a.text"] == "untranslated"


def test_a_saved_text_is_shown_again_and_other_pages_stay(tmp_path):
    po = small_booklet(tmp_path / "b")
    preview = Preview(tmp_path / "b", "fr")
    before, picture = drawn(preview), preview.page_png(max(drawn(preview)))
    assert not preview.refresh()
    po.write_text(catalog(FRENCH | {"c.text": "Il ne pleut plus."}), "utf-8")
    assert preview.refresh()
    state = preview.state()
    assert (state["version"], state["changed"]) == (2, ["c.text"])
    (page,) = pages_of(preview, "c.text")
    assert drawn(preview) == before | {page: 2}
    assert page == max(before)
    assert preview.page_png(page) not in (None, picture)


def test_pages_look_as_if_the_preview_began_anew(tmp_path):
    po = small_booklet(tmp_path / "b")
    warm = Preview(tmp_path / "b", "fr")
    po.write_text(catalog(FRENCH | {"a.text": "Beaucoup de **poisson**" + " de la mer" * 200}), "utf-8")
    warm.refresh()
    cold = Preview(tmp_path / "b", "fr")
    assert drawn(warm).keys() == drawn(cold).keys()
    assert all(warm.page_png(number) == cold.page_png(number) for number in drawn(warm))


def test_while_a_catalog_is_broken_the_last_good_pages_stay(tmp_path):
    po = small_booklet(tmp_path / "b")
    preview = Preview(tmp_path / "b", "fr")
    before = drawn(preview)
    po.write_text(catalog(FRENCH | {"c.text": 'un " faux'}), "utf-8")
    assert preview.refresh()
    state = preview.state()
    assert state["broken"]
    assert "booklet.po:" in state["problems"][0]["text"]
    assert drawn(preview) == before
    po.unlink()
    preview.refresh()
    assert preview.state()["broken"]
    po.write_text(catalog(FRENCH), "utf-8")
    preview.refresh()
    state = preview.state()
    assert (state["broken"], state["changed"], drawn(preview)) == (False, [], before)


def test_a_missing_character_is_not_told_once_it_is_gone(tmp_path):
    po = small_booklet(tmp_path / "b", FRENCH | {"c.text": "\U0001fa80"})
    preview = Preview(tmp_path / "b", "fr")
    assert preview.broken
    assert preview.state()["pages"] == []
    po.write_text(catalog(FRENCH), "utf-8")
    preview.refresh()
    assert not preview.broken


def test_a_changed_source_is_read_again(tmp_path):
    small_booklet(tmp_path / "b")
    preview = Preview(tmp_path / "b", "fr")
    path = tmp_path / "b" / "booklet.yaml"
    path.write_text(path.read_text("utf-8") + "  - {kind: paragraph, id: d, text: One more.}\n", "utf-8")
    assert preview.refresh()
    assert states(preview)["d.text"] == "untranslated"
    path.write_text("nonsense", "utf-8")
    preview.refresh()
    assert preview.broken
    assert preview.state()["pages"]


def test_watching_ends_when_it_is_closed_and_sees_changes_before(tmp_path):
    po = small_booklet(tmp_path / "b")
    preview = Preview(tmp_path / "b", "fr")
    watcher = threading.Thread(target=preview.watch, args=(0.02,), daemon=True)
    watcher.start()
    po.write_text(catalog(FRENCH | {"c.text": "Il ne pleut plus."}), "utf-8")
    assert preview.wait(1, 60) == 2
    preview.close()
    watcher.join(60)
    assert not watcher.is_alive()
    assert preview.wait(2, 60) == -1


def test_words_and_comments_of_a_string(tmp_path):
    small_booklet(tmp_path / "b", fuzzy={"c.text"})
    texts = Preview(tmp_path / "b", "fr").texts()
    assert texts["a.text"]["translation"] == FRENCH["a.text"]  # as it is written, with its markup
    assert texts["c.text"]["translation"] == FRENCH["c.text"]
    assert texts["b.text"]["translation"] == ""
    assert texts["a.text"]["source"] == "Boats come <in> with **fish**."
    assert any("asterisks" in each for each in texts["a.text"]["comments"])


def test_where_a_string_stands_in_its_file_and_how_much_room_it_has(tmp_path, monkeypatch):
    po = small_booklet(tmp_path / "b")
    po.write_text(po.read_text("utf-8").replace('msgctxt "a.text"', '#, max-length:60\nmsgctxt "a.text"'), "utf-8")
    monkeypatch.chdir(tmp_path)
    texts = Preview(tmp_path / "b", "fr").texts()
    assert texts["a.text"]["file"] == "b/locales/fr/LC_MESSAGES/booklet.po"  # as seen from here
    lines = po.read_text("utf-8").splitlines()
    for key in ("b.text", "a.text"):  # without a translation, and with one
        assert f'msgctxt "{key}"' in lines[texts[key]["line"] - 1 :][:2]
    assert (texts["a.text"]["length"], texts["a.text"]["most"]) == (len("Les bateaux rapportent du poisson."), 60)
    assert "most" not in texts["c.text"]
    assert "file" not in texts["ui.notice"] or texts["ui.notice"]["file"] != texts["a.text"]["file"]


def test_a_problem_names_its_file_as_seen_from_here(tmp_path, monkeypatch):
    po = small_booklet(tmp_path / "b")
    po.write_text(catalog(FRENCH | {"c.text": 'un " faux'}), "utf-8")
    preview = Preview(tmp_path / "b", "fr")
    monkeypatch.chdir(tmp_path)
    assert preview.state()["problems"][0]["text"].startswith("b/locales/fr/LC_MESSAGES/booklet.po:")


def test_what_is_not_there(tmp_path):
    small_booklet(tmp_path / "b")
    with pytest.raises(UnknownChoiceError, match="de"):
        Preview(tmp_path / "b", "de")
    with pytest.raises(UnknownChoiceError, match="huge"):
        Preview(tmp_path / "b", "fr", "huge")
    with pytest.raises(BookletError):
        Preview(tmp_path / "nowhere", "fr")
    preview = Preview(tmp_path / "b", "fr")
    assert preview.page_png(99) is None
    assert preview.page_png(0) is None
