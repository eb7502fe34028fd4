# SPDX-License-Identifier: Apache-2.0
"""The Unicode Bidirectional Algorithm (UAX #9; data of Unicode 16) with embedding levels.

Classes are single letters, a text's classes are a string, and the rules W1 to W7, N1 and N2 are substitutions on that
string: the regular expression engine does in C what a loop over characters would do fifty times slower.

=====  ====================  =====  ====================  =====  ====================
``L``  L                     ``N``  AN                    ``o``  ON
``R``  R                     ``C``  CS                    ``1``  LRE  (``2`` RLE)
``A``  AL                    ``M``  NSM                   ``3``  LRO  (``4`` RLO)
``E``  EN                    ``b``  BN                    ``5``  PDF
``S``  ES                    ``p``  B                     ``6``  LRI  (``7`` RLI)
``T``  ET                    ``s``  S  (``w`` WS)         ``8``  FSI  (``9`` PDI)
=====  ====================  =====  ====================  =====  ====================
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from booklet.text.bididata import CLASS_RUNS, PAIRED_BRACKETS

__all__ = [
    "FSI", "PDI", "bidi_classes", "embedding_levels", "first_strong", "levels_of_classes", "matching_brackets",
    "visual_order",
]  # fmt: skip

FSI = "\u2068"
PDI = "\u2069"

MAX_DEPTH = 125  # BD2
_MAX_BRACKETS = 63  # BD16

_PAIRS = "".join(chr(int(point, 16)) for pair in PAIRED_BRACKETS.split() for point in pair.split("-"))
_CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}  # BD16 compares brackets by their canonical equivalents
_OPENS = {char: _CANONICAL.get(_PAIRS[n + 1], _PAIRS[n + 1]) for n, char in enumerate(_PAIRS) if n % 2 == 0}
_BRACKETS = re.compile("[" + "".join(map(re.escape, _PAIRS)) + "]")

_RIGHT_TO_LEFT = re.compile(  # every character that can raise a level above 0, and every explicit control
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_EXPLICIT = re.compile("[1-9p]")
_ISOLATES = re.compile("[6789]")
_REMOVED = re.compile("[b1-5]+")
_KEPT = re.compile("[^b1-5]+")
_SAME = re.compile(r"(.)\1*", re.DOTALL)
_SEPARATORS = re.compile("[sp]+")
_BEFORE_SEPARATORS = "w6789b12345"
_W1 = re.compile("(.)(M+)")
_W2 = re.compile("A[^LRAE]*E[^LRA]*")
_W4 = re.compile("(?<=E)[SC](?=E)")
_W4_ARABIC = re.compile("(?<=N)C(?=N)")
_W5 = re.compile("T+")
_W6 = str.maketrans("STC", "ooo")
_W7 = re.compile("L[^LRE]*E[^LR]*")
_N1_LEFT = re.compile("(?<=L)[pswo6789]+(?=L)")
_N1_RIGHT = re.compile("(?<=[REN])[pswo6789]+(?=[REN])")
_N2 = tuple(str.maketrans(dict.fromkeys("pswo6789", direction)) for direction in "LR")


@cache
def _runs() -> tuple[list[int], str]:
    """The first code point of each run of one class, and their letters."""
    runs = CLASS_RUNS.split()
    ends = list(accumulate(int(run[1:], 16) for run in runs))
    return [0, *ends[:-1]], "".join(run[0] for run in runs)


class _Classes(dict[int, str]):
    """Code point → class letter, filled as characters are met."""

    def __missing__(self, codepoint: int) -> str:
        starts, codes = _runs()
        code = self[codepoint] = codes[bisect_right(starts, codepoint) - 1]
        return code


_classes = _Classes()


def bidi_classes(text: str) -> str:
    """Return the class letter of each character."""
    return text.translate(_classes)


def first_strong(classes: str) -> int:
    """Return the level that P2 and P3 find: that of the first strong character outside isolates, or 0."""
    depth = 0
    for match in re.finditer("[LRA6789]", classes):
        code = match.group()
        if code in "678":
            depth += 1
        elif code == "9":
            depth = max(0, depth - 1)
        elif depth == 0:
            return int(code != "L")
    return 0


def embedding_levels(text: str, base: int) -> bytes:
    """Return the embedding level of each character of a paragraph whose own level is ``base`` (0 or 1).

    Rule L1 is applied to separators within the text; white space at the end of a line is for whoever breaks lines.
    Characters that X9 removes take the level of the one before them. Text without right-to-left characters in a
    left-to-right paragraph costs one search.
    """
    if base == 0 and not _RIGHT_TO_LEFT.search(text):
        return bytes(len(text))
    return levels_of_classes(bidi_classes(text), base, text)


def levels_of_classes(classes: str, base: int, text: str | None = None, *, line_end: bool = False) -> bytes:
    """Like :func:`embedding_levels`, from class letters. ``text`` tells brackets (N0); ``line_end`` adds all of L1."""
    codes, levels = _explicit(classes, base)
    removed = _REMOVED.search(classes)
    if removed or _EXPLICIT.search(classes):
        for sequence in _sequences(classes, levels, base):
            part = "".join([codes[start:end] for start, end in sequence.spans])
            chars = "".join([text[start:end] for start, end in sequence.spans]) if text else None
            found = _implicit(part, chars, sequence)
            taken = 0
            for start, end in sequence.spans:
                levels[start:end] = found[taken : taken + end - start]
                taken += end - start
    elif classes:
        edge = "LR"[base]
        levels = bytearray(_implicit(codes, text, _Sequence([(0, len(classes))], base, edge, edge)))
    if removed:
        for match in _REMOVED.finditer(classes):
            before = levels[match.start() - 1] if match.start() else base
            levels[match.start() : match.end()] = bytes([before]) * (match.end() - match.start())
    ends = [match.span() for match in _SEPARATORS.finditer(classes)]
    if line_end:
        ends.append((len(classes), len(classes)))
    done = 0
    for limit, end in ends:  # L1
        start = done + len(classes[done:limit].rstrip(_BEFORE_SEPARATORS))
        levels[start:end] = bytes([base]) * (end - start)
        done = end
    return bytes(levels)


def _matches(classes: str) -> dict[int, int]:
    """Pair isolate initiators with their PDI, both ways (BD9)."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for match in _ISOLATES.finditer(classes):
        if match.group() != "9":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            pairs[start] = match.start()
            pairs[match.start()] = start
    return pairs


def _explicit(classes: str, base: int) -> tuple[str, bytearray]:
    """Rules X1 to X8: levels, and classes as overrides leave them."""
    levels = bytearray([base]) * len(classes)
    if not _EXPLICIT.search(classes):
        return classes, levels
    pairs = _matches(classes)
    stack: list[tuple[int, str, bool]] = [(base, "", False)]  # level, override, isolate
    overflow_isolates = overflow_embeddings = valid_isolates = 0
    parts: list[str] = []
    done = 0

    def fill(upto: int) -> None:
        level, override, _ = stack[-1]
        part = classes[done:upto]
        if level != base:
            levels[done:upto] = bytes([level]) * (upto - done)
        parts.append(re.sub("[^bp]", override, part) if override else part)

    for match in _EXPLICIT.finditer(classes):
        position, code = match.start(), match.group()
        fill(position)
        done = position + 1
        level, override, _ = stack[-1]
        levels[position] = level
        if code in "1234":
            deeper = level + 1 + (level % 2 if code in "24" else 1 - level % 2)
            if deeper <= MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                stack.append((deeper, {"3": "L", "4": "R"}.get(code, ""), False))
            elif not overflow_isolates:
                overflow_embeddings += 1
            parts.append(code)
        elif code in "678":
            right = code == "7"
            if code == "8" and not overflow_isolates:  # past the limit it makes no difference, and costs a search
                right = first_strong(classes[position + 1 : pairs.get(position, len(classes))]) == 1
            deeper = level + 1 + (level % 2 if right else 1 - level % 2)
            if deeper <= MAX_DEPTH and not overflow_isolates and not overflow_embeddings:
                valid_isolates += 1
                stack.append((deeper, "", True))
            else:
                overflow_isolates += 1
            parts.append(override or code)
        elif code == "9":
            if overflow_isolates:
                overflow_isolates -= 1
            elif valid_isolates:
                overflow_embeddings = 0
                while not stack.pop()[2]:
                    pass
                valid_isolates -= 1
            level, override, _ = stack[-1]
            levels[position] = level
            parts.append(override or code)
        elif code == "5":
            if overflow_isolates:
                pass
            elif overflow_embeddings:
                overflow_embeddings -= 1
            elif not stack[-1][2] and len(stack) > 1:
                stack.pop()
            parts.append(code)
        else:  # a paragraph separator ends everything that is open (X8)
            levels[position] = base
            stack = [(base, "", False)]
            overflow_isolates = overflow_embeddings = valid_isolates = 0
            parts.append(code)
    fill(len(classes))
    return "".join(parts), levels


class _Sequence(NamedTuple):
    """An isolating run sequence (BD13): stretches of characters, level, and the directions at its ends (X10)."""

    spans: list[tuple[int, int]]
    level: int
    sos: str
    eos: str


def _sequences(classes: str, levels: bytearray, base: int) -> list[_Sequence]:
    raised = levels.decode("latin-1")
    runs: list[list[tuple[int, int]]] = []  # level runs (BD7), less the characters that X9 removes
    depths: list[int] = []
    for kept in _KEPT.finditer(classes):
        for match in _SAME.finditer(raised, kept.start(), kept.end()):
            level = levels[match.start()]
            if depths and depths[-1] == level:
                runs[-1].append(match.span())
            else:
                runs.append([match.span()])
                depths.append(level)
    pairs = _matches(classes)
    starting = {run[0][0]: index for index, run in enumerate(runs)}
    found: list[_Sequence] = []
    for index, run in enumerate(runs):
        if classes[run[0][0]] == "9" and run[0][0] in pairs:
            continue  # goes on from the run that holds its initiator
        spans, final = list(run), index
        while classes[last := spans[-1][1] - 1] in "678" and (follows := starting.get(pairs.get(last, -1))) is not None:
            spans += runs[follows]
            final = follows
        before = depths[index - 1] if index else base
        after = depths[final + 1] if final + 1 < len(depths) else base
        if classes[last] in "678" and last not in pairs:
            after = base
        sos, eos = ("R" if max(depths[index], side) % 2 else "L" for side in (before, after))
        found.append(_Sequence(spans, depths[index], sos, eos))
    return found


def _marks(match: re.Match[str]) -> str:
    before, marks = match.group(1), match.group(2)
    return before + ("o" if before in "6789" else before) * len(marks)


def _terminators(match: re.Match[str]) -> str:
    beside = match.string[match.start() - 1] + match.string[match.end() : match.end() + 1]
    return "E" * len(match.group()) if "E" in beside else match.group()


def _implicit(original: str, text: str | None, sequence: _Sequence) -> bytes:
    """Rules W1 to W7, N0 to N2, I1 and I2 for one sequence: the level of each character."""
    codes = sequence.sos + original
    if "M" in codes:
        codes = _W1.sub(_marks, codes)
    if "A" in codes:
        if "E" in codes:
            codes = _W2.sub(lambda match: match.group().replace("E", "N"), codes)
        codes = codes.replace("A", "R")
    if "E" in codes or "N" in codes:
        codes = _W4_ARABIC.sub("N", _W4.sub("E", codes))
        if "T" in codes:
            codes = _W5.sub(_terminators, codes)
    codes = codes.translate(_W6)
    if "E" in codes:
        codes = _W7.sub(lambda match: match.group().replace("E", "L"), codes)
    odd = sequence.level % 2
    if text and _BRACKETS.search(text):
        codes = _brackets(codes, original, text, odd)
    codes += sequence.eos
    if odd:
        codes = _N1_LEFT.sub(lambda match: "L" * len(match.group()), codes)
    else:
        codes = _N1_RIGHT.sub(lambda match: "R" * len(match.group()), codes)
    codes = codes.translate(_N2[odd])[1:-1]
    level = sequence.level
    raised = {"L": level + odd, "R": level + 1 - odd, "E": level + 2 - odd, "N": level + 2 - odd}
    return codes.translate({ord(code): chr(value) for code, value in raised.items()}).encode("latin-1")


def _bracket_pairs(codes: str, text: str) -> list[tuple[int, int]]:
    """Find pairs of brackets (BD16) as indices into ``codes``, which is one letter ahead of ``text``."""
    pairs: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for match in _BRACKETS.finditer(text):
        char, position = match.group(), match.start() + 1
        if codes[position] != "o":
            continue
        closing = _OPENS.get(char)
        if closing:
            if len(stack) == _MAX_BRACKETS:
                break
            stack.append((closing, position))
            continue
        char = _CANONICAL.get(char, char)
        for index in range(len(stack) - 1, -1, -1):
            if stack[index][0] == char:
                pairs.append((stack[index][1], position))
                del stack[index:]
                break
    return sorted(pairs)


def matching_brackets(text: str) -> list[tuple[int, int]]:
    """Return the positions of pairs of brackets, by their opening ones; BD16 without regard to direction."""
    if not _BRACKETS.search(text):
        return []
    return [(start - 1, end - 1) for start, end in _bracket_pairs("o" * (len(text) + 1), text)]


def _brackets(codes: str, original: str, text: str, odd: int) -> str:
    """Rule N0: brackets take the direction of what they hold, or of what stands before them."""
    state = bytearray(codes, "latin-1")
    own, other = (b"REN", b"L") if odd else (b"L", b"REN")

    def within(kinds: bytes, start: int, end: int) -> bool:
        return any(state.find(kind, start, end) >= 0 for kind in kinds)

    for start, end in _bracket_pairs(codes, text):
        if within(own, start + 1, end):
            chosen = own[0]
        elif within(other, start + 1, end):
            before = max((state.rfind(kind, 0, start), kind in other) for kind in own + other)
            chosen = other[0] if before[1] else own[0]
        else:
            continue
        for position in (start, end):
            state[position] = chosen
            following = position  # original is one letter behind
            while following < len(original) and original[following] == "M":
                state[following + 1] = chosen
                following += 1
    return state.decode("latin-1")


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the indices of runs (or characters) with these levels, from left to right (L2)."""
    order = list(range(len(levels)))
    if not levels:
        return order
    odd = [level for level in levels if level % 2]
    for level in range(max(levels), (min(odd) if odd else MAX_DEPTH + 2) - 1, -1):
        start = 0
        while start < len(order):
            if levels[order[start]] < level:
                start += 1
                continue
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end
    return order
