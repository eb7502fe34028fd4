# SPDX-License-Identifier: Apache-2.0
"""YAML files: bounds, encodings, places of characters, and that no input makes the reader fail."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from booklet.content import reader
from booklet.content.nodes import MappingNode, Scalar, SequenceNode
from booklet.content.reader import MAX_BYTES, parse_yaml, read_yaml
from booklet.problems import Problems


def parse(text: str):
    problems = Problems()
    return parse_yaml(text, "f", problems), [str(problem).removeprefix("f:") for problem in problems]


BOMB = "a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{','.join(['*' + last] * 10)}]\n" for last, name in zip("abcdefgh", "bcdefghi", strict=True)
)
BAD = [
    ("empty", "", "1:1: the file is empty"),
    ("comment only", "# nothing\n", "1:1: the file is empty"),
    ("not a mapping", "- a\n- b\n", "1:1: the file holds no keys"),
    ("tab", "a:\n\tb: c\n", "2:1: the line is indented with a tab"),
    ("tab after spaces", "a:\n  b: c\n  \td: e\n", "3:"),
    ("colon", "a: b: c\n", "1:5: “: ” does not fit here"),
    ("indentation", "a:\n  b: c\n d: e\n", "3:2: this line does not fit the keys above it"),
    ("quotation mark", "a: 'b\nc: d\n", "1:4: a quotation mark is never closed"),
    ("bracket", "a: [b\nc: d\n", "2:2: “[” is not closed"),
    ("brace", "a: {b: c\nd: e\n", "2:2: “{” is not closed"),
    ("link unquoted", "a: [b](c) d\n", "1:7: this line does not fit the keys above it"),
    ("strong unquoted", "a: **b** c\n", "1:5: “*” begins an alias here"),
    ("at sign", "a: @b\n", "1:4: text cannot begin with ‘@’"),
    ("escape", 'a: "\\q"\n', "1:5: a backslash begins an escape here"),
    ("Windows path", 'a: "C:\\Users\\me\\logo.png"\n', "is none that YAML knows — write / between folders"),
    ("duplicate key", "a: 1\nb: 2\na: 3\n", "3:1: the key ‘a’ stands here twice (first in line 1)"),
    ("key is list", "? [a]\n: b\n", "1:3: a key must be a word"),
    ("python object", "a: !!python/object/apply:os.system [ls]\n", "1:4: the tag ‘!!python/object/apply:os.system’"),
    ("tag", "a: !!int 3\n", "1:4: the tag ‘!!int’ has no place here"),
    ("unknown alias", "a: *b\n", "1:4: the alias ‘*b’ refers to nothing"),
    ("alias to itself", "a: &a [*a]\n", "1:8: the alias ‘*a’ refers to nothing"),
    ("alias bomb", BOMB, "aliases add more than 10000 values"),
    ("deep brackets", "a: " + "[" * 100_000, "lists and keys stand more than 40 deep"),
    ("deep keys", "".join("  " * n + "a:\n" for n in range(60)), "more than 40 deep"),
    ("many values", "a: [" + "x," * 300_000 + "]", "the file holds more than 250000 values"),
    ("two documents", "a: 1\n---\na: 2\n", "2:1: a second document begins here"),
    ("after the end", "a: 1\n...\nb: 2\n", "3:1: nothing may stand here"),
    ("control character", "a: b\nc: d\x07e\n", "2:5: control character U+0007"),
    ("byte order mark inside", "a: b\ufeffc\n", "1:5: control character U+FEFF"),
]


@pytest.mark.parametrize(("text", "words"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_bad_yaml(text: str, words: str) -> None:
    _, found = parse(text)
    assert any(words in line for line in found), found


def test_scalars_stay_strings() -> None:
    document, found = parse("lang: no\nversion: 1.10\ntime: 12:30:45\nnothing:\ntilde: ~\nquoted: '~'\n")
    assert found == []
    assert [(entry.value.text, entry.value.is_null) for entry in document.root] == [
        ("no", False), ("1.10", False), ("12:30:45", False), ("", True), ("~", True), ("~", False),
    ]  # fmt: skip


def test_text_is_nfc() -> None:
    document, _ = parse("a: e\u0301\n")
    assert document.root.get("a").text == "\xe9"


def test_aliases_within_bounds() -> None:
    document, found = parse("a: &x [1, 2]\nb: *x\n")
    assert found == []
    assert document.root.get("b") == document.root.get("a")


def test_errors_do_not_hide_each_other() -> None:
    _, found = parse("a: \x01\na: *x\nc: !t d\n")
    assert len(found) == 4


PLACES = [
    ("plain", "a: one two\n", 4, (1, 8)),
    ("single quotes", "a: 'one two'\n", 4, (1, 9)),
    ("double quotes", 'a: "one two"\n', 4, (1, 9)),
    ("folded", "a: >-\n  one\n  two\n", 4, (3, 3)),
    ("literal", "a: |\n\n  one\n\n   two\n", 4, (5, 4)),
    ("plain over lines", "a: one\n  two\n", 4, (2, 3)),
    ("quoted over lines", 'a: "one\n   two"\n', 4, (2, 4)),
    ("first", "a: |\n  one\n", 0, (2, 3)),
    ("escape: no exact place", 'a: "\\u006fne two"\n', 4, (1, 4)),
    ("CRLF", "a: >-\r\n  one\r\n  two\r\n", 5, (3, 4)),
    ("other scripts", "ä: 'नमस्ते two'\n", 7, (1, 12)),
]


@pytest.mark.parametrize(("text", "offset", "place"), [case[1:] for case in PLACES], ids=[case[0] for case in PLACES])
def test_place_of_a_character(text: str, offset: int, place: tuple[int, int]) -> None:
    document, _ = parse(text)
    (entry,) = document.root
    span = document.place(entry.value, offset)
    assert (span.line, span.column) == place


def read(path: Path) -> list[str]:
    problems = Problems()
    document = read_yaml(path, path.parent, problems)
    assert document is not None or len(problems)
    return [str(problem).removeprefix(str(path)) for problem in problems]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a: caf\xe9\n", ":1:7: byte 0xE9 is not UTF-8"),
        (b"a: b\nc: \xc3\xa9\xff\n", ":2:5: byte 0xFF is not UTF-8"),
        ("a: b\n".encode("utf-16"), ":1:1: the file is UTF-16"),
        (b"x" * (MAX_BYTES + 1), ":1:1: the file is larger than 10 MB"),
        (b"\x00\x01\x02" * 1000, "control character U+0000"),
    ],
)
def test_bad_files(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "b.yaml"
    path.write_bytes(data)
    assert any(words in line for line in read(path))


def test_byte_order_mark_at_the_beginning(tmp_path: Path) -> None:
    path = tmp_path / "b.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: b\n")
    assert read(path) == []


def test_a_large_file_is_not_read_whole(tmp_path: Path, monkeypatch) -> None:
    path = tmp_path / "b.yaml"
    with path.open("wb") as stream:
        stream.truncate(50_000_000)  # sparse: takes no room
    monkeypatch.setattr(reader, "_decode", lambda *_: pytest.fail("a file over the limit was decoded"))
    assert "larger than 10 MB" in read(path)[0]


def test_without_libyaml(monkeypatch) -> None:
    monkeypatch.setattr(reader, "_LOADER", yaml.SafeLoader)
    document, found = parse("a: >-\n  one\n  two\nb: [x, 'y']\n")
    assert found == []
    assert document.root.get("a").text == "one two"
    for text, *_ in (case[1:] for case in BAD if case[0] not in ("many values", "alias bomb")):
        assert parse(text)[1]


def to_yaml(value: object) -> str:
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=40)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Cf", "Zl", "Zp")), min_size=1)
VALUES = st.recursive(
    WORDS, lambda inner: st.lists(inner, min_size=1) | st.dictionaries(WORDS, inner, min_size=1), max_leaves=8
)


def plain(node: object) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    assert isinstance(node, MappingNode)
    return {key: plain(entry.value) for key, entry in node.entries.items()}


def nfc(value: object) -> object:
    if isinstance(value, str):
        return reader.normalise(value)
    if isinstance(value, list):
        return [nfc(item) for item in value]
    return {nfc(key): nfc(item) for key, item in value.items()}


@given(st.dictionaries(WORDS.map(reader.normalise), VALUES, min_size=1))
@settings(max_examples=100, deadline=None)
def test_what_is_written_is_read(value) -> None:
    document, found = parse(to_yaml(value))
    if not any("�" in line or "U+FFFD" in line for line in found):
        assert document is not None, found
        expected = nfc(value)
        if len(str(expected)) == len(str(value)):  # else NFC may have made two keys one
            assert plain(document.root) == expected


FRAGMENTS = st.sampled_from(
    ["a: ", "b:", "\n", "  ", "\t", "- ", "[", "]", "{", "}", "&x ", "*x", "!t ", "'", '"', "|", ">-", "#", "---", "%",
     ",", "? ", "\\x", "é", "\u202e", "\x00", "\ud7ff", "\x85", "\ufeff", "~", ": ", "<<: *x", "\r", "...", "@"]
)  # fmt: skip


@given(st.lists(FRAGMENTS | st.text(max_size=3), max_size=25).map("".join))
@settings(max_examples=400, deadline=None)
def test_the_reader_never_fails(text: str) -> None:
    document, found = parse(text)
    assert document is not None or found


@given(st.binary(max_size=60))
@settings(max_examples=100, deadline=None)
def test_bytes_never_fail(tmp_path_factory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.yaml"
    path.write_bytes(data)
    read(path)
