# SPDX-License-Identifier: Apache-2.0
"""Catalogs before and after an update, as text."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booklet.l10n.polines import joined, split_po
from booklet.l10n.poread import MAX_BYTES, parse_po
from booklet.l10n.poupdate import update_po
from booklet.l10n.powrite import PoMessage, po_bytes, quoted
from booklet.problems import Problems

HEAD = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n'


def messages(**texts):
    return [PoMessage(key, text, ("Paragraph.",), "booklet.yaml") for key, text in texts.items()]


def update(text, template, **more):
    problems = Problems()
    data = text if isinstance(text, bytes) else text.encode()
    done = update_po(data, "fr.po", template, problems, **more)
    assert list(problems) == []
    again = update_po(done.data, "fr.po", template, problems, **{**more, "typos": ()})
    assert again.data == done.data
    assert again.summary == ""
    return done


def after(text, template, **more):
    done = update(HEAD + text, template, **more).data.decode()
    assert done.startswith(HEAD)
    return done.removeprefix(HEAD)


def entry(key, source, translation, comment="Paragraph.", flags="", front=""):
    lines = [f"#. {comment}", "#: booklet.yaml", *([f"#, {flags}"] if flags else []), *([front] if front else [])]
    return "\n" + "\n".join([*lines, f'msgctxt "{key}"', f'msgid "{source}"', f'msgstr "{translation}"']) + "\n"


A, B = entry("a", "One", "Un"), entry("b", "Two", "Deux")
OBSOLETE_B = '\n#~ msgctxt "b"\n#~ msgid "Two"\n#~ msgstr "Deux"\n'

WRAPPED = """
#, fuzzy, ignore-same
#, no-wrap
msgctxt "a"
msgid ""
"O"
"ne"
msgstr ""
"U"
  "n"
"""

CASES = {
    "nothing to do": (A + B, {"a": "One", "b": "Two"}, A + B),
    "a new message takes its place in the order": (
        A + B, {"a": "One", "n": "New", "b": "Two"}, A + entry("n", "New", "") + B,
    ),
    "another order": (B + A, {"a": "One", "b": "Two"}, A + B),
    "a changed text": (A, {"a": "One!"}, entry("a", "One!", "Un", flags="fuzzy", front='#| msgid "One"')),
    "a changed text that nobody translated": (entry("a", "One", ""), {"a": "One!"}, entry("a", "One!", "")),
    "changed twice: what it was translated from stays": (
        entry("a", "One!", "Un", flags="fuzzy", front='#| msgid "One"'), {"a": "One?"},
        entry("a", "One?", "Un", flags="fuzzy", front='#| msgid "One"'),
    ),
    "changed, and back again": (
        entry("a", "One!", "Un", flags="fuzzy", front='#| msgid "One"'), {"a": "One"},
        entry("a", "One", "Un", flags="fuzzy"),
    ),
    "a person was unsure before the text changed": (
        entry("a", "One", "Un", flags="fuzzy"), {"a": "One!"},
        entry("a", "One!", "Un", flags="fuzzy", front='#| msgid "One"'),
    ),
    "another id, all else alike": (A, {"x": "One"}, entry("x", "One", "Un")),
    "another id and another place in the booklet": (
        entry("a", "One", "Un", comment="Heading."), {"x": "One"},
        entry("x", "One", "Un", flags="fuzzy", front='#| msgctxt "a"\n#| msgid "One"'),
    ),
    "two of one text that were translated differently": (
        A + entry("b", "One", "Une"), {"x": "One", "y": "One"},
        entry("x", "One", "Un", flags="fuzzy", front='#| msgctxt "a"\n#| msgid "One"')
        + entry("y", "One", "Une", flags="fuzzy", front='#| msgctxt "b"\n#| msgid "One"'),
    ),
    "an entry without an id": (
        '\n#. Paragraph.\n#: booklet.yaml\nmsgid "One"\nmsgstr "Un"\n', {"a": "One"}, entry("a", "One", "Un"),
    ),
    "a message that is gone": (A + B, {"a": "One"}, A + OBSOLETE_B),
    "one that is gone, untranslated": (A + entry("b", "Two", ""), {"a": "One"}, A),
    "one that is gone, unsure": (
        A + entry("b", "Two!", "Deux", flags="fuzzy", front='#| msgid "Two"'), {"a": "One"},
        A + '\n#, fuzzy\n#~| msgid "Two"\n#~ msgctxt "b"\n#~ msgid "Two!"\n#~ msgstr "Deux"\n',
    ),
    "it comes back": (A + OBSOLETE_B, {"a": "One", "b": "Two"}, A + B),
    "it comes back with another text": (
        A + OBSOLETE_B, {"a": "One", "b": "Too"},
        A + entry("b", "Too", "Deux", flags="fuzzy", front='#| msgid "Two"'),
    ),
    "it comes back unsure": (
        '\n#, fuzzy\n#~| msgid "Too"\n#~ msgctxt "b"\n#~ msgid "Two"\n#~ msgstr "Deux"\n', {"b": "Two"},
        entry("b", "Two", "Deux", flags="fuzzy", front='#| msgid "Too"'),
    ),
    "of two obsolete ones that with the same text comes back": (
        OBSOLETE_B + OBSOLETE_B.replace("Two", "Too").replace("Deux", "Trop"), {"b": "Two"},
        B + OBSOLETE_B.replace("Two", "Too").replace("Deux", "Trop"),
    ),
    "obsolete ones close together, which cannot all be read": (
        "\n#~ msgctxt \"x\"\n#~ msgid \"X\n#~ msgstr \"y\"\n#~ msgctxt \"b\"\n#~ msgid \"Two\"\n#~ msgstr \"Deux\"\n",
        {"b": "Two"}, B + "\n#~ msgctxt \"x\"\n#~ msgid \"X\n#~ msgstr \"y\"\n",
    ),
    "remarks, flags and wrapping that people made": (
        '\n# mine\n#. Old\n#: old.yaml:7' + WRAPPED, {"a": "One"}, '\n# mine\n#. Paragraph.\n#: booklet.yaml' + WRAPPED,
    ),
    "a wrapped translation of a changed text": (
        '\n#. Paragraph.\n#: booklet.yaml' + WRAPPED, {"a": "1"},
        '\n#. Paragraph.\n#: booklet.yaml' + WRAPPED.replace('msgid ""\n"O"\n"ne"', 'msgid "1"')
        .replace("msgctxt", '#| msgid "One"\nmsgctxt'),
    ),
    "comments that are wrapped otherwise": (
        '\n#.   Para-\n#. graph two\n#:\tbooklet.yaml\nmsgctxt "a"\nmsgid "One"\nmsgstr "Un"\n',
        [PoMessage("a", "One", ("Para- graph", "two"), "booklet.yaml")],
        '\n#.   Para-\n#. graph two\n#:\tbooklet.yaml\nmsgctxt "a"\nmsgid "One"\nmsgstr "Un"\n',
    ),
    "a flag of the program comes": (
        A, [PoMessage("a", "One", ("Paragraph.",), "booklet.yaml", ("python-brace-format",))],
        entry("a", "One", "Un", flags="python-brace-format"),
    ),
    "a flag of the program goes": (entry("a", "One", "Un", flags="python-brace-format"), {"a": "One"}, A),
    "a person turned the program's flag off": (
        entry("a", "One", "Un", flags="no-python-brace-format"),
        [PoMessage("a", "One", ("Paragraph.",), "booklet.yaml", ("python-brace-format",))],
        entry("a", "One", "Un", flags="no-python-brace-format"),
    ),
    "a plural is no message of a booklet": (
        '\nmsgctxt "a"\nmsgid "One"\nmsgid_plural "Ones"\nmsgstr[0] "Un"\nmsgstr[1] "Uns"\n', {"a": "One"},
        entry("a", "One", "")
        + '\n#~ msgctxt "a"\n#~ msgid "One"\n#~ msgid_plural "Ones"\n#~ msgstr[0] "Un"\n#~ msgstr[1] "Uns"\n',
    ),
    "the end of the file stays its end": (A + "\n# the end", {"a": "One", "n": "New"},
                                          A + entry("n", "New", "") + "\n# the end"),
    "a last line without an end": (A[:-1], {"a": "One", "n": "New"}, A + entry("n", "New", "")),
    "no empty lines": (A[1:] + B[1:], {"a": "One", "b": "Two"}, A[1:] + B[1:]),
    "remarks of one that is gone": (
        A + '\n# see\n\n# page 3\nmsgctxt "b"\n\nmsgid "Two"\nmsgstr ""\n', {"a": "One"},
        A + '\n# see\n# page 3\n#~ msgctxt "b"\n#~ msgid "Two"\n#~ msgstr ""\n',
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_update(name):
    before, template, wanted = CASES[name]
    assert after(before, messages(**template) if isinstance(template, dict) else template) == wanted


def test_what_a_catalog_may_have_of_another_booklet(tmp_path):
    others = messages(b="Two!", c="Three")
    wanted = A + entry("b", "Two!", "Deux", flags="fuzzy", front='#| msgid "Two"')
    assert after(B + A, messages(a="One"), others=others) == wanted


def test_line_ends_and_a_byte_order_mark_are_kept():
    before = b"\xef\xbb\xbf" + (HEAD + A + B).replace("\n", "\r\n").encode()
    wanted = HEAD + entry("a", "One!", "Un", flags="fuzzy", front='#| msgid "One"') + entry("n", "New", "") + OBSOLETE_B
    done = update(before, messages(a="One!", n="New"))
    assert done.data == b"\xef\xbb\xbf" + wanted.replace("\n", "\r\n").encode()
    assert done.summary == "1 new, 1 changed, 1 dropped"


LIMITED = entry("a", "One", "Un", comment="Paragraph.\n#. At most 12 characters fit.", flags="max-length:12")
BY_HAND = entry("a", "One", "Un", flags="max-length:20")


@pytest.mark.parametrize(
    ("before", "limits", "wanted"),
    [
        (A, {"a": 12}, LIMITED),
        (LIMITED, {"a": 12}, LIMITED),
        (LIMITED, {"a": 9}, LIMITED.replace("12", "9")),
        (LIMITED, {}, A),
        (LIMITED, None, LIMITED),
        (BY_HAND, {}, BY_HAND),
        (BY_HAND, None, BY_HAND),
        (BY_HAND, {"a": 30}, BY_HAND),  # a person's is narrower
        (BY_HAND, {"a": 12}, LIMITED),
    ],
)
def test_limits(before, limits, wanted):
    assert after(before, messages(a="One"), limits=limits) == wanted


def test_new_messages_have_their_limit_and_new_texts_keep_it():
    assert after("", messages(a="One"), limits={"a": 12}) == LIMITED.replace("Un", "")
    changed = after(LIMITED, messages(a="One!"))
    assert changed == LIMITED.replace("One", "One!").replace(
        "#, max-length:12\n", '#, fuzzy, max-length:12\n#| msgid "One"\n'
    )


@pytest.mark.parametrize(
    ("before", "wanted"),
    [
        (A, entry("a", "One!", "Un")),
        (entry("a", "One", "Un", front='#| msgid "Won"'), entry("a", "One!", "Un")),
        (entry("a", "One", "Un", flags="fuzzy"), entry("a", "One!", "Un", flags="fuzzy")),
        (
            entry("a", "One", "Un", flags="fuzzy", front='#| msgid "Two"'),
            entry("a", "One!", "Un", flags="fuzzy", front='#| msgid "Two"'),
        ),
        (entry("a", "One", ""), entry("a", "One!", "")),
    ],
)
def test_a_mended_slip(before, wanted):
    done = update(HEAD + before, messages(a="One!"), typos=["a"])
    assert done.data.decode() == HEAD + wanted
    assert (done.summary, done.mended_ids) == ("1 mended", {"a"})


def test_more_than_a_slip():
    done = update(HEAD + A, messages(a="One **boat**"), typos=["a"])
    assert (done.too_much, done.mended, done.changed) == ({"a"}, 0, 1)
    assert b"fuzzy" in done.data


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (HEAD + '\nmsgctxt "a"\nmsgid "One"\nmsgstr "Un\n', "not terminated"),
        (HEAD + "\n<<<<<<< HEAD\n" + A + "=======\n" + B + ">>>>>>> other\n", "merge conflict"),
        (HEAD + A + A, "a second time, after line 7"),
        (HEAD + A + A.replace("One", "Won"), "a second time, after line 7"),
        (A, "has no header"),
        ("", "has no header"),
        (A + "\n" + HEAD, "not the first entry"),
        ("\ud8ff", "not UTF-8"),
    ],
)
def test_damaged_catalogs_are_left_alone(text, what):
    problems = Problems()
    assert update_po(text.encode("utf-8", "surrogatepass"), "fr.po", messages(a="One"), problems) is None
    assert any(what in problem.what for problem in problems)


def test_many_entries_of_one_text_take_no_longer_than_others():
    entries = "".join(entry(f"k{number}", "Same", f"t{number % 3}") for number in range(3000))
    done = update(HEAD + entries, messages(**{f"n{number}": "Same" for number in range(3000)}))
    assert done.summary == "3000 moved"


KEYS = st.sampled_from("abcde")
TEXTS = st.sampled_from(["", "One", "Two", "{x} boats", 'say "no"\\\n', "О́дин", "**a** b"])
SOURCES = TEXTS.filter(bool)
FLAGS = st.sampled_from(["", "#, fuzzy\n", "#, fuzzy, ignore-same\n", "#, max-length:7\n", "#, python-brace-format\n"])
FRONT = st.sampled_from(["", "# mine\n", "#. Paragraph.\n", "#: booklet.yaml\n", '#| msgid "Old"\n', "\n# far\n\n"])


@st.composite
def strings(draw, texts):
    text = draw(texts)
    cut = draw(st.integers(0, len(text)))
    return quoted(text) if cut == 0 else f'""\n{quoted(text[:cut])}\n{quoted(text[cut:])}'


@st.composite
def entries(draw):
    body = f"msgid {draw(strings(SOURCES))}\nmsgstr {draw(strings(TEXTS))}"
    key = draw(st.none() | KEYS)
    body = body if key is None else f'msgctxt "{key}"\n{body}'
    front = draw(FRONT) + draw(FLAGS)
    if draw(st.booleans()):
        body = "\n".join(f"#~ {line}" for line in body.split("\n"))
    return draw(st.sampled_from(["\n", "", "\n\n"])) + front + body + "\n"


@st.composite
def templates(draw):
    keys = draw(st.lists(KEYS, unique=True))
    flags = st.sampled_from([(), ("python-brace-format",)])
    return [PoMessage(key, draw(SOURCES).strip(), ("Paragraph.",), "booklet.yaml", draw(flags)) for key in keys]


def translations(data):
    """Each translation that can be found in a file, living or obsolete, and how often."""
    pieces = split_po(data.decode("utf-8").removeprefix("\ufeff"))[1:]
    return Counter(piece.text("msgstr") for piece in pieces if piece.is_translated)


@given(st.lists(entries(), max_size=6), templates(), st.none() | st.dictionaries(KEYS, st.integers(1, 9)),
       st.sets(KEYS), st.sampled_from(["", "# end", "\n"]), st.booleans())  # fmt: skip
def test_updates_lose_no_translation_and_change_nothing_twice(found, template, limits, typos, tail, windows):
    text = HEAD + "".join(found) + tail
    data = (text.replace("\n", "\r\n") if windows else text).encode()
    assert joined(split_po(data.decode())).encode() == data
    done = update_po(data, "x.po", template, Problems(), others=messages(e="E"), limits=limits, typos=typos)
    if done is None:  # a message stands there twice
        return
    problems = Problems()
    po = parse_po(done.data, "x.po", problems)
    assert list(problems) == []
    assert [each.context for each in po.entries[1:]][: len(template)] == [message.context for message in template]
    living = {each.context: each for each in po.entries}
    for message in template:
        assert " ".join(living[message.context].id.split()) == " ".join(message.id.split())
    assert set(translations(done.data)) == set(translations(data))
    before = {piece.context: piece for piece in split_po(data.decode()) if not piece.obsolete and piece.is_usable}
    for message in template:  # no translation of another text is taken for good
        old, new = before.get(message.context), living[message.context]
        if old and old.is_translated and "fuzzy" not in new.flags and message.context not in typos:
            assert " ".join(old.id.split()) == " ".join(message.id.split())
    again = update_po(done.data, "x.po", template, Problems(), others=messages(e="E"), limits=limits, typos=())
    assert again.data == done.data


def test_a_new_catalog_needs_no_update():
    template = messages(a="One", b="Two {x}")
    data = po_bytes({"Language": "fr"}, ["French"], template)
    assert update(data, template).data == data


def test_a_catalog_does_not_outgrow_what_is_read() -> None:
    strings = '"a"\n' * (MAX_BYTES // 4 - 1000)
    text = f'msgid ""\nmsgstr "Language: fr\\n"\n\nmsgctxt "gone"\nmsgid "x"\nmsgstr ""\n{strings}'
    problems = Problems()
    assert update_po(text.encode(), "f.po", [], problems) is None
    assert [str(each) for each in problems] == [
        "f.po:1:1: the catalog would become larger than 4 MB — delete entries that the booklet does not have"
    ]
