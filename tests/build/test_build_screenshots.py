# SPDX-License-Identifier: Apache-2.0
"""A picture for each message, with the message marked, and the list of all."""

from __future__ import annotations

import json

import pytest
from PIL import Image
from previewkit import SOURCE, small_booklet

from booklet.build.proof import open_proof
from booklet.build.run import UnknownChoiceError
from booklet.build.screenshots import LIST, write_screenshots
from booklet.problems import BookletError


@pytest.fixture
def folder(tmp_path):
    small_booklet(tmp_path / "small")
    return tmp_path / "small"


def test_every_drawn_message_has_a_picture_with_its_boxes(folder, tmp_path):
    names = write_screenshots(open_proof(folder, "fr", "screen"), tmp_path / "out", 300)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(names)
    found = json.loads((tmp_path / "out" / LIST).read_text("utf-8"))
    assert (found["booklet"], found["language_code"], found["edition"]) == ("small", "fr", "screen")
    messages = found["messages"]
    assert set(SOURCE) < set(messages)
    drawn = {key: each for key, each in messages.items() if each["state"] == "drawn"}
    assert set(SOURCE) <= set(drawn)
    assert {each["image"] for each in drawn.values()} == set(names) - {LIST}
    for key, each in drawn.items():
        assert each["context"] == each["name"] == key
        with Image.open(tmp_path / "out" / each["image"]) as picture:
            assert list(picture.size) == found["size"]
            for left, top, width, height in each["boxes"]:
                assert 0 <= left < left + width <= picture.width
                assert 0 <= top < top + height <= picture.height
                assert picture.convert("RGB").getpixel((left + width // 2, top - 3))[:3] == (200, 0, 110)


def test_what_is_not_drawn_says_so_and_has_no_picture(folder, tmp_path):
    write_screenshots(open_proof(folder, "fr", "screen"), tmp_path / "out", 100)
    messages = json.loads((tmp_path / "out" / LIST).read_text("utf-8"))["messages"]
    for key in ("ui.link.internal", "ui.notice" if messages["ui.notice"]["state"] != "drawn" else "ui.link.page"):
        assert messages[key]["state"] == "not drawn"
        assert messages[key]["why"]
        assert "image" not in messages[key]


def test_a_heading_tells_where_it_is_repeated(tmp_path):
    small_booklet(tmp_path / "small")
    path = tmp_path / "small" / "booklet.yaml"
    heading = "  - {kind: heading, id: one"
    contents = "  - {kind: contents, id: toc, title: Inside}\n"
    path.write_text(path.read_text("utf-8").replace(heading, contents + heading), "utf-8")
    write_screenshots(open_proof(tmp_path / "small", "fr", "screen"), tmp_path / "out", 100)
    entry = json.loads((tmp_path / "out" / LIST).read_text("utf-8"))["messages"]["one.text"]
    assert [each["as"] for each in entry["also"]] == ["contents"]
    assert entry["page"] != entry["also"][0]["page"]


def test_the_same_booklet_gives_the_same_bytes(folder, tmp_path):
    for out in ("a", "b"):
        write_screenshots(open_proof(folder, "fr", "large-print"), tmp_path / out, 120)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes()


def test_pictures_of_strings_that_are_gone_go_and_nothing_else(folder, tmp_path):
    out = tmp_path / "out"
    write_screenshots(open_proof(folder, "fr", "screen"), out, 60)
    (out / "mine.png").write_bytes(b"mine")
    (tmp_path / "above.png").write_bytes(b"above")
    found = json.loads((out / LIST).read_text("utf-8"))
    found["messages"]["../above"] = {"image": "../above.png"}
    found["messages"]["mine"] = {"image": "other.png"}
    found["messages"]["odd"] = 7
    (out / LIST).write_text(json.dumps({**found, "messages": {**found["messages"], "odd": {}}}), "utf-8")
    path = folder / "booklet.yaml"
    path.write_text(
        path.read_text("utf-8").replace("  - {kind: paragraph, id: b, text: The gulls cry.}\n", ""), "utf-8"
    )
    names = write_screenshots(open_proof(folder, "fr", "screen"), out, 60)
    assert "b.text.png" not in names
    assert {each.name for each in out.iterdir()} == {*names, "mine.png"}
    assert (tmp_path / "above.png").read_bytes() == b"above"


@pytest.mark.parametrize("older", ["", "[]", "null", "[" * 100_000, '{"messages": [1]}', '{"messages": {"a": 1}}'])
def test_an_older_list_that_is_none_is_replaced(folder, tmp_path, older):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / LIST).write_text(older, "utf-8")
    names = write_screenshots(open_proof(folder, "fr", "screen"), tmp_path / "out", 40)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(names)


def test_nothing_is_written_where_something_is_wrong(folder, tmp_path):
    with pytest.raises(UnknownChoiceError):
        open_proof(folder, "de", "screen")
    po = folder / "locales" / "fr" / "LC_MESSAGES" / "booklet.po"
    po.write_text(po.read_text("utf-8").replace("**poisson**", "poisson"), "utf-8")
    with pytest.raises(BookletError, match="lacks"):
        open_proof(folder, "fr", "screen")
    (tmp_path / "out").write_text("a file")
    po.write_text(po.read_text("utf-8").replace("du poisson", "du **poisson**"), "utf-8")
    with pytest.raises(BookletError):
        write_screenshots(open_proof(folder, "fr", "screen"), tmp_path / "out", 50)
