# SPDX-License-Identifier: Apache-2.0
"""The bidirectional algorithm against all cases of Unicode's conformance tests (BidiTest, BidiCharacterTest)."""

from __future__ import annotations

import functools
import re
import time
import unicodedata

import pytest
from unicodekit import cases

from booklet.text.bidi import (
    bidi_classes,
    embedding_levels,
    first_strong,
    levels_of_classes,
    matching_brackets,
    visual_order,
)

CODES = {
    "L": "L", "R": "R", "AL": "A", "EN": "E", "ES": "S", "ET": "T", "AN": "N", "CS": "C", "NSM": "M", "BN": "b",
    "B": "p", "S": "s", "WS": "w", "ON": "o", "LRE": "1", "RLE": "2", "LRO": "3", "RLO": "4", "PDF": "5",
    "LRI": "6", "RLI": "7", "FSI": "8", "PDI": "9",
}  # fmt: skip
PARTS = 8  # so that the cases spread over processes
HIDDEN = re.compile("[b1-5]")  # classes of the characters that rule X9 removes: they have no level and no place

SHAPE = str.maketrans({code: "x" if HIDDEN.match(code) else "." for code in CODES.values()})


def shown(classes, levels):
    """Levels as Unicode's tests write them: ``x`` for what X9 removes."""
    return " ".join("x" if HIDDEN.match(code) else str(level) for code, level in zip(classes, levels, strict=True))


def order(classes, levels):
    """The places of characters from left to right, as Unicode's tests write them."""
    kept = [place for place, code in enumerate(classes) if not HIDDEN.match(code)]
    return " ".join(str(kept[place]) for place in visual_order([levels[place] for place in kept]))


@functools.cache
def class_cases():
    """The blocks of BidiTest.txt, each with one outcome: levels, order, lines of data."""
    blocks = []
    outcome = {}
    for line in cases("BidiTest"):
        if line.startswith("@"):
            name, _, value = line.partition(":")
            outcome[name] = value.strip()
            blocks.append((outcome["@Levels"], outcome.get("@Reorder", ""), []))
        else:
            blocks[-1][2].append(line)
    return blocks


def test_the_files_are_whole():
    assert sum(len(lines) for _, _, lines in class_cases()) == 490_846
    assert len(cases("BidiCharacterTest")) == 91_707


@pytest.mark.parametrize("part", range(PARTS))
def test_classes(part):
    """All of BidiTest.txt: each line is run for the directions that its bits name, 770,241 runs."""
    wrong = []
    for levels, places, lines in class_cases()[part::PARTS]:
        known = {}  # levels, and where hidden characters stand, that were compared before
        for line in lines:
            names, _, bits = line.partition("; ")
            classes = "".join([CODES[name] for name in names.split()])
            directions = int(bits)
            bases = {first_strong(classes)} if directions & 1 else set()
            bases |= {base for base, bit in ((0, 2), (1, 4)) if directions & bit}
            for base in bases:
                found = levels_of_classes(classes, base, line_end=True)
                key = (classes.translate(SHAPE), found) if HIDDEN.search(classes) else found
                if key not in known:
                    known[key] = shown(classes, found) == levels and order(classes, found) == places
                if not known[key]:
                    wrong.append((line, base, shown(classes, found), levels))
    assert not wrong, wrong[:5]


@pytest.mark.parametrize("part", range(PARTS))
def test_characters(part):
    """All of BidiCharacterTest.txt: 91,707 cases with brackets, marks and long runs of controls."""
    wrong = []
    for line in cases("BidiCharacterTest")[part::PARTS]:
        points, direction, level, levels, places = line.split(";")
        text = "".join([chr(int(point, 16)) for point in points.split()])
        classes = bidi_classes(text)
        base = first_strong(classes) if direction == "2" else int(direction)
        found = levels_of_classes(classes, base, text, line_end=True)
        if (str(base), shown(classes, found), order(classes, found)) != (level, levels, places):
            wrong.append((line, base, shown(classes, found)))
    assert not wrong, wrong[:5]


def test_classes_of_characters_are_those_of_unicode_whatever_python_knows():
    """Python's table agrees where it has an entry, but for the few that Unicode has changed since."""
    changed = {
        char
        for char in map(chr, range(0x110000))
        if unicodedata.bidirectional(char) and CODES[unicodedata.bidirectional(char)] != bidi_classes(char)
    }
    assert changed <= set("\U0001171e\U0001d6c1\U0001d6fb\U0001d735\U0001d76f\U0001d7a9")
    assert bidi_classes("\u0897\u0ece\u31e4\ufdd0") == "MMob"  # assigned after Unicode 14, or never
    assert bidi_classes("\u05ff\u08bf\u20cf\U0001efff\U0010ffff\ud800") == "RATRbL"


def test_text_without_right_to_left_characters_is_known_at_once():
    """The quick way out of embedding_levels may leave out no character that can raise a level."""
    for codepoint in range(0x110000):
        if bidi_classes(chr(codepoint)) in "RAN12346789":
            text = f"1{chr(codepoint)}1"
            assert embedding_levels(text, 0) == levels_of_classes(bidi_classes(text), 0)


@pytest.mark.parametrize(("depth", "level"), [(62, 2), (63, 2), (64, 1)])
def test_brackets_nest_63_deep_and_no_deeper(depth, level):
    assert embedding_levels("a" + "(" * depth + "b" + ")" * depth, 1)[-1] == level


@pytest.mark.parametrize(
    ("text", "base", "levels"),
    [
        ("", 0, ""),
        ("abc", 0, "000"),
        ("abc", 1, "222"),
        ("a \u05d0 1", 0, "00112"),
        ("\u0627\u0644 12-3", 1, "1112212"),
        ("\u0627 (ab) \u0628", 1, "11122111"),
        ("a\tb", 1, "212"),
    ],
)
def test_levels(text, base, levels):
    assert "".join(map(str, embedding_levels(text, base))) == levels


def test_visual_order_reverses_from_the_highest_level_down():
    assert visual_order([0, 1, 2, 1, 0]) == [0, 3, 2, 1, 4]
    assert visual_order([1, 1, 2, 2, 1]) == [4, 2, 3, 1, 0]
    assert visual_order([0, 0]) == [0, 1]
    assert visual_order([]) == []


def test_brackets_match_by_canonical_equivalents():
    assert matching_brackets("a[b(c)]\u3008d\u232a)") == [(1, 6), (3, 5), (7, 9)]


HOSTILE = [
    "\u2068" * 20_000, "()" * 10_000, "(" * 20_000, "\u2068a\u2069" * 6_000, "\u2067" * 10_000 + "\u2069" * 10_000,
    "%" * 20_000, " " * 20_000, "a\u0591" * 10_000, "\u202b" * 20_000, "([{" * 5_000 + "\u0627" + "}])" * 5_000,
    "(\u0627]" * 6_000,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_time_is_linear(text):
    started = time.process_time()
    assert len(embedding_levels(text, 1)) == len(text)
    assert time.process_time() - started < 2
