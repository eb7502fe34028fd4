# SPDX-License-Identifier: Apache-2.0
"""The bidirectional algorithm against cases of Unicode's own conformance tests (BidiCharacterTest, BidiTest 15.0)."""

from __future__ import annotations

import time

import pytest

from booklet.text.bidi import (
    bidi_classes,
    embedding_levels,
    first_strong,
    levels_of_classes,
    matching_brackets,
    visual_order,
)

# Characters; direction (0, 1, 2 for the first strong character's); paragraph level; levels (x: removed by X9).
CHARACTERS = """
05D0 05D1 0028 05D2 05D3 005B 0026 0065 0066 005D 002E 0029 0067 0068;0;0;1 1 0 1 1 0 0 0 0 0 0 0 0 0
05D0 05D1 0028 05D2 05D3 005B 0026 0065 0066 005D 002E 0029 0067 0068;1;1;1 1 1 1 1 1 1 2 2 1 1 1 2 2
0627 0628 062C 0020 0062 006F 006F 006B 0028 0073 0029;0;0;1 1 1 0 0 0 0 0 0 0 0
0627 0628 062C 0020 0062 006F 006F 006B 0028 0073 0029;1;1;1 1 1 1 2 2 2 2 2 2 2
202E 0061 202A 0062 202C 2066 0063 2069 202A 0064 202C 0065 202C;2;0;x 1 x 2 x 1 2 1 x 2 x 1 x
202E 0061 202A 0062 202C 2066 0063 2069 202A 0064 202C 0065 202C;1;1;x 3 x 4 x 3 4 3 x 4 x 3 x
202D 05D0 202B 05D1 202C 2068 05D2 2069 202B 05D3 202C 05D4 202C;2;1;x 2 x 3 x 2 3 2 x 3 x 2 x
202D 0661 202B 0662 202C 2068 0663 2069 202B 0664 202C 0665 202C;0;0;x 2 x 4 x 2 6 2 x 4 x 2 x
202A 05D0 0028 05D1 202C 202D 0029;2;1;x 3 3 3 x x 2
202A 05D0 0028 05D1 202C 202D 0029 202C;2;1;x 3 3 3 x x 2 x
202B 0061 0028 0062 202C 202E 0029;2;0;x 2 2 2 x x 1
202B 0061 0028 0062 202C 202E 0029 202C;2;0;x 2 2 2 x x 1 x
202A 202E 0061 202C 0028 05D0 202C 202D 0029 202C;2;0;x x 3 x 3 3 x x 2 x
202B 202D 05D0 202C 0028 0061 202C 202E 0029 202C;2;1;x x 4 x 4 4 x x 3 x
202A 202E 0061 202C 0028 005B 05D0 202C 202D 005D 0029 202C;2;0;x x 3 x 3 3 3 x x 2 2 x
202B 202D 05D0 202C 0028 005B 0061 202C 202E 005D 0029 202C;2;1;x x 4 x 4 4 4 x x 3 3 x
202D 0028 202C 202A 05D0 0029 05D1;2;1;x 2 x x 3 3 3
202D 0028 202C 202A 05D0 0029 05D1 202C;2;1;x 2 x x 3 3 3 x
202E 0028 202C 202B 0061 0029 0062;2;0;x 1 x x 2 2 2
202E 0028 202C 202B 0061 0029 0062 202C;2;0;x 1 x x 2 2 2 x
202D 202E 0061 202C 0028 202C 202A 05D0 0029 05D1;2;0;x x 3 x 2 x x 3 3 3
202E 202D 05D0 202C 0028 202C 202B 0061 0029 0062;2;1;x x 4 x 3 x x 4 4 4
202D 202E 0061 202C 0028 005B 202C 202A 05D0 005D 0029 05D1;2;0;x x 3 x 2 2 x x 3 3 3 3
202E 202D 05D0 202C 0028 005B 202C 202B 0061 005D 0029 0062;2;1;x x 4 x 3 3 x x 4 4 4 4
0061 0028 0062 0029 0331;1;1;2 2 2 2 2
0061 0028 0332 0062 0029 0333;1;1;2 2 2 2 2 2
05D0 0028 05D1 0029 0331;0;0;1 1 1 1 1
05D0 0028 0332 05D1 0029 0333;0;0;1 1 1 1 1 1
0661 0028 0662 0029 0331;0;0;2 1 2 1 1
0661 0028 0332 0662 0029 0333;0;0;2 1 1 2 1 1
0041 200F 005B 05D0 005D 200D 20D6;0;0;0 1 1 1 1 x 1
0041 200F 005B 05D0 005D 200D 20D6;1;1;2 1 1 1 1 x 1
0041 200F 005B 200D 20D6 05D0 005D;0;0;0 1 1 x 1 1 1
061C;0;0;1
05D0 2067 202A 0041;1;1;1 1 x 4
062A 0031 002F 0032;2;1;1 2 2 2
05D0 2066 202B 2069 05D1;0;0;1 1 x 1 1
05D0 2066 2060 2069 05D1;0;0;1 1 x 1 1
0061 2067 202A 2069 0062;1;1;2 2 x 2 2
05D0 0029 2066 202B 2069 0627;0;0;1 1 1 x 1 1
0661 002D 0031;0;0;2 0 0
05D0 0020 0031 002D 0032;0;0;1 1 2 2 2
061C 0020 0031 002D 0032;0;0;1 1 2 1 2
0061 202D 002A 202C 0020 0031 0020 0032 002D 0033;1;1;2 x 2 x 2 2 2 2 2 2
0061 202D 05D0 202C 0020 0031 0020 0032 002D 0033;1;1;2 x 2 x 2 2 2 2 2 2
0061 202E 0062 202C 0020 0031 0020 0032 002D 0033;1;1;2 x 3 x 1 2 1 2 2 2
0061 202E 05D0 202C 0020 0031 0020 0032 002D 0033;1;1;2 x 3 x 1 2 1 2 2 2
0627 202A 002A 202C 0020 0031 002D 0032;0;0;1 x 2 x 0 0 0 0
05D0 202A 0062 202C 0020 0031 0020 0032;0;0;1 x 2 x 0 0 0 0
05D0 202A 202A 202C 202C 0020 0031 0020 0032;0;0;1 x x x x 1 2 1 2
05D0 202B 05D1 202C 0020 0031 0020 0032;0;0;1 x 1 x 1 2 1 2
05D0 202A 0062 202C 0020 0031 0020 0032;1;1;1 x 2 x 2 2 2 2
05D0 202B 0062 202C 0020 0031 0020 0032;1;1;1 x 4 x 1 2 1 2
05D0 202B 05D1 202C 0020 0031 0020 0032;1;1;1 x 3 x 1 2 1 2
0061 202B 05D1 202C 0020 0031 0020 0032;1;1;2 x 3 x 1 2 1 2
0061 0028 05D0 005B 05D1 005D 0021 0029 0062;1;1;2 1 1 1 1 1 1 1 2
05D0 0028 0061 005B 0062 005D 0021 0029 05D1;0;0;1 0 0 0 0 0 0 0 1
05D0 0028 0061 005B 0062 005D 0021 0029 05D1;1;1;1 1 2 2 2 2 1 1 1
0061 0028 0661 0029;1;1;2 1 2 1
0661 0028 0061 0029;1;1;2 1 2 1
0028 0031 0029 0061;0;0;0 0 0 0
0028 0661 0029 0061;0;0;0 2 0 0
0028 0061 0029 0031;1;1;1 2 1 2
0028 0031 0029 05D0;0;0;0 0 0 1
0028 0031 0029 05D0;1;1;1 2 1 1
0028 0661 0029 05D0;0;0;0 2 0 1
0028 05D0 0029 0020 0031 002D 0032;0;0;0 1 0 0 2 2 2
0028 05D0 0627 0029 0020 0031 002D 0032;0;0;0 1 1 0 0 2 1 2
0028 05D0 0627 0029 0020 0031 002D 0032;1;1;1 1 1 1 1 2 1 2
0627 0028 0661 0029;0;0;1 1 2 1
0627 0028 06F1 0029;1;1;1 1 2 1
06F1 0028 0627 0029;1;1;2 1 1 1
0028 0661 0029 0627;1;1;1 2 1 1
0028 06F1 0029 0627;0;0;0 0 0 1
0028 06F1 0029 0627;1;1;1 2 1 1
0028 0627 0029 0020 0031 002E 0032;0;0;0 1 0 0 2 2 2
0028 0627 0029 0020 0031 002A 0032;0;0;0 1 0 0 2 1 2
0028 0627 05D0 0029 0020 0031 002D 0032;0;0;0 1 1 0 0 2 2 2
0028 0627 05D0 0029 0020 0031 002D 0032;1;1;1 1 1 1 1 2 2 2
002B 0661 0028 0662 0029;2;0;0 2 1 2 1
05D0 0029 0028 0301 0031 0029;0;0;1 1 1 1 2 1
05D0 0029 0028 0301 0661 0029;0;0;1 1 1 1 2 1
202A 0661 0028 05D0 0029;2;1;x 4 3 3 3
202A 0661 0028 0662 0029;2;0;x 4 3 4 3
05D0 0028 005D 2069 0031 0029;0;0;1 1 1 1 2 1
2066 0029 0029 0661 0028 0662 0029;1;1;1 2 2 4 3 4 3
05D0 0028 05D1 005B 05D2 2068 0061 2069 05D3 005D 05D4 0029 05D5;1;1;1 1 1 1 1 1 2 1 1 1 1 1 1
0061 0028 0062 202B 05D0 202C 0029 0020 05D1;1;1;2 2 2 x 3 x 1 1 1
0061 0028 0062 202B 0063 202C 0029 0020 0031;1;1;2 2 2 x 4 x 1 1 2
0061 0028 0062 2067 05D0 0066 2069 05D4 0029 05D5;0;0;0 0 0 0 1 2 0 1 0 1
0061 0028 0062 2067 05D0 0066 2069 05D4 0029 05D5;1;1;2 1 2 1 3 4 1 1 1 1
05D0 0028 05D1 202A 202C 0029 0020 0031 0020 0032;0;0;1 1 1 x x 1 1 2 1 2
05D0 0028 05D1 202A 0061 202C 0029 0020 0062;0;0;1 1 1 x 2 x 0 0 0
05D0 0028 05D1 202A 05D2 202C 0029 0020 0031;0;0;1 1 1 x 3 x 0 0 0
0061 0020 2329 0062 002E 0031 3009;1;1;2 2 2 2 2 2 2
05D0 0020 3008 05D1 002E 0031 3009;0;0;1 1 1 1 1 2 1
05D0 0020 2329 05D1 002E 0031 3009;0;0;1 1 1 1 1 2 1
0028 0029;1;1;1 1
0028 0061 0028 005B 05D0 2680 005D 0029 0062;1;1;1 2 1 1 1 1 1 1 2
0028 05D0 2680 0028 0029 05D1 0028 0029 0061;0;0;0 1 1 1 1 1 0 0 0
0028 0028 2680 0061 005B 2681 005D 2682 0029;0;0;0 0 0 0 0 0 0 0 0
2680 0028 005B 0029 2681 005D 2682 0061;1;1;1 1 1 1 1 1 1 2
05D0 0028 0029 05D1 2680 05D2 005D;0;0;1 1 1 1 1 1 0
2680 0028 0028 05D0 2681 0029 0061 0029;0;0;0 0 0 1 0 0 0 0
0028 05D0 005D 2680 0061 2681 0029;0;0;0 1 0 0 0 0 0
0061 0028 005B 2680 0029 005D 2681;1;1;2 1 1 1 1 1 1
0028 2680 05D0 0028 005B 2681 0029 005D 2682;1;1;1 1 1 1 1 1 1 1 1
0028 0028 05D0 0061 0029 05D1 0029 0062;0;0;0 0 1 0 0 1 0 0
0061 0028 05D0 0028 005B 05D1 005D 05D2 0029;1;1;2 1 1 1 1 1 1 1 1
0028 2680 0061 005B 005D 05D0 0029;0;0;0 0 0 0 0 1 0
0061 0028 005B 005D 05D0 2680 05D1 0029;1;1;2 1 1 1 1 1 1 1
0028 2680 0028 005B 0029 2681 0061 005D;0;0;0 0 0 0 0 0 0 0
05D0 0028 0029 2680 0061 0028 0062 0029;0;0;1 0 0 0 0 0 0 0
0028 2680 0028 0061 0029 0062 0029;0;0;0 0 0 0 0 0 0
05D0 0028 0061 05D1 0029 0028 0062;0;0;1 0 0 1 0 0 0
0061 0028 0028 2680 005B 005D 2681 0029 2682;0;0;0 0 0 0 0 0 0 0 0
0028 0028 005B 05D0 0029 2680 05D1 005D 05D2;1;1;1 1 1 1 1 1 1 1 1
0028 2680 05D0 0028 005B 0029 005D;1;1;1 1 1 1 1 1 1
0061 0028 05D0 005B 05D1 005D 0029;1;1;2 1 1 1 1 1 1
05D0 2680 0028 05D1 0029 0028 0061;0;0;1 1 1 1 1 0 0
0061 0028 0028 05D0 0062 2680 005B 005D 0029;1;1;2 1 1 1 2 1 1 1 1
0061 0028 0062 05D0 0029 0028 0029 0063;1;1;2 1 2 1 1 1 1 2
0061 0028 2680 05D0 2681 0029 005B 005D;1;1;2 1 1 1 1 1 1 1
"""

# Classes; directions as bits (1 first strong, 2 left to right, 4 right to left); levels.
CLASSES = """
ON ET PDF ON;4;1 1 x 1
L L LRE EN;3;0 0 x 2
ET L ES LRE;4;1 2 1 x
LRE RLE ON FSI;3;x x 3 0
RLI R WS FSI;4;1 3 1 1
LRE LRO RLO RLE;7;x x x x
ET LRI LRO WS;4;1 1 x 1
LRI ON RLO BN;3;0 2 x x
RLI PDI L R;3;0 0 0 1
FSI AN R NSM;4;1 4 3 3
NSM ES ES B;4;1 1 1 1
L RLE LRI CS;4;2 x 3 4
AN BN L CS;3;2 x 0 0
AL ES R RLE;7;1 1 1 x
L ON S RLE;3;0 0 0 x
AN ON WS ES;4;2 1 1 1
NSM PDI ES R;2;0 0 0 1
LRO PDI LRI LRE;3;x 0 0 x
ET NSM RLE CS;4;1 1 x 3
CS RLI AN WS;4;1 1 4 1
L L FSI CS;4;2 2 1 2
L R AN ON;3;0 1 2 0
R PDI AL ES;5;1 1 1 1
CS ES LRO RLE;3;0 0 x x
WS AL R RLO;5;1 1 1 x
ON RLI ET EN;4;1 1 4 4
AN RLE ES R;5;2 x 3 3
RLI ES PDF FSI;4;1 3 x 1
PDF AN S PDF;3;x 2 0 x
EN ET AN AL;2;0 0 2 1
AN LRE ET WS;4;2 x 2 1
RLE ON LRI LRE;4;x 3 1 x
AL S NSM EN;2;1 0 1 2
EN LRE AN PDI;4;2 x 4 1
AL PDI CS LRI;5;1 1 1 1
ES LRO AN AN;3;0 x 2 2
NSM BN NSM RLE;3;0 x 0 x
AN ON RLI EN;4;2 1 1 4
LRI AN LRE FSI;3;0 4 x 0
CS RLO L L;3;0 x 1 1
PDF S WS EN;4;x 1 1 2
AL S LRO LRO;5;1 1 x x
R FSI R RLI;2;1 0 1 0
AL RLI ON B;5;1 1 3 1
"""

CODES = {
    "L": "L", "R": "R", "AL": "A", "EN": "E", "ES": "S", "ET": "T", "AN": "N", "CS": "C", "NSM": "M", "BN": "b",
    "B": "p", "S": "s", "WS": "w", "ON": "o", "LRE": "1", "RLE": "2", "LRO": "3", "RLO": "4", "PDF": "5",
    "LRI": "6", "RLI": "7", "FSI": "8", "PDI": "9",
}  # fmt: skip


def shown(classes, levels):
    return ["x" if code in "b12345" else str(level) for code, level in zip(classes, levels, strict=True)]


@pytest.mark.parametrize("case", CHARACTERS.split("\n")[1:-1])
def test_characters(case):
    points, direction, level, expected = case.split(";")
    text = "".join(chr(int(point, 16)) for point in points.split())
    classes = bidi_classes(text)
    base = first_strong(classes) if direction == "2" else int(direction)
    assert str(base) == level
    assert shown(classes, levels_of_classes(classes, base, text, line_end=True)) == expected.split()


@pytest.mark.parametrize("case", CLASSES.split("\n")[1:-1])
def test_classes(case):
    names, directions, expected = case.split(";")
    classes = "".join(CODES[name] for name in names.split())
    for bit, base in ((1, first_strong(classes)), (2, 0), (4, 1)):
        if int(directions) & bit:
            assert shown(classes, levels_of_classes(classes, base, line_end=True)) == expected.split()


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
