# SPDX-License-Identifier: Apache-2.0
"""Inline markup: what it means, where mistakes are, and that no text makes the parser fail or slow."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from booklet.content.inline import Emphasis, Foreign, Link, NoteMark, PageRef, Strong, Text, Value
from booklet.content.markup import MAX_NESTING, parse, plain, signature
from booklet.problems import Problems, Span


def parsed(text: str, **options):
    problems = Problems()
    return parse(text, Span("f"), problems, place=lambda offset: Span("f", 1, offset + 1), **options), list(problems)


T = Text
GOOD = [
    ("plain", (T("plain"),)),
    ("", ()),
    ("a **b** c", (T("a "), Strong((T("b"),)), T(" c"))),
    ("*a*", (Emphasis((T("a"),)),)),
    ("***a***", (Strong((Emphasis((T("a"),)),)),)),
    ("**a *b***", (Strong((T("a "), Emphasis((T("b"),)))),)),
    ("*a **b***", (Emphasis((T("a "), Strong((T("b"),)))),)),
    ("a**b**c", (T("a"), Strong((T("b"),)), T("c"))),
    ("5 * 3 ** 2", (T("5 * 3 ** 2"),)),
    ("[a](b)", (Link("b", (T("a"),)),)),
    ("[**a**](b-1)", (Link("b-1", (Strong((T("a"),)),)),)),
    ("**[a](b)**", (Strong((Link("b", (T("a"),)),)),)),
    ("[mot](lang:FR-ca)", (Foreign("fr-CA", (T("mot"),)),)),
    ("[a [mot](lang:fr)](b)", (Link("b", (T("a "), Foreign("fr", (T("mot"),)))),)),
    ("a[^n]", (T("a"), NoteMark("n"))),
    ("{v} {page:b}", (Value("v"), T(" "), PageRef("b"))),
    ("[see {page:b}](b)", (Link("b", (T("see "), PageRef("b"))),)),
    ("[{v}](b)", (Link("b", (Value("v"),)),)),
    (r"\*a\* \[b\] \{c\} \\ \(d\) \^", (T(r"*a* [b] {c} \ (d) ^"),)),
    ("(a) b^c", (T("(a) b^c"),)),
    ("**مرحبا**، ‏[كلمة](b)", (Strong((T("مرحبا"),)), T("، ‏"), Link("b", (T("كلمة"),)))),
]


@pytest.mark.parametrize(("text", "nodes"), GOOD)
def test_good(text: str, nodes) -> None:
    assert parsed(text) == (nodes, [])


BAD = [
    ("a **b", 3, "never closed"),
    ("a *b", 3, "never closed"),
    ("a b** c", 4, "closes nothing"),
    ("**a **b** c**", 5, "strong words inside strong words"),
    ("*a *b* c*", 4, "emphasis inside emphasis"),
    ("a ****", 3, "4 asterisks in a row"),
    ("[a", 1, "never closed"),
    ("a]", 2, "‘]’ closes nothing"),
    ("[a] b", 1, "has no target"),
    ("[a](b", 1, "has no target"),
    ("[a]()", 5, "a link without target"),
    ("[ ](b)", 1, "a link without words"),
    ("[a](B c)", 5, "‘B c’ cannot be a target"),
    ("[a](mailto:b@c.org)", 5, "stands in the text"),
    ("[a [b](c)](d)", 1, "a link inside a link"),
    ("[a [b](lang:fr)](lang:de)", 1, "foreign words inside foreign words"),
    ("[a](lang:)", 5, "is no language"),
    ("a [[[b", 5, "inside two others"),
    ("[a **b](c)", 4, "never closed"),
    ("[^n", 1, "is not complete"),
    ("[^N]", 1, "is not complete"),
    ("[a[^n]](b)", 3, "inside a link"),
    ("{a", 1, "‘{’ begins a value"),
    ("{a b}", 1, "‘{’ begins a value"),
    ("{page:}", 1, "‘{’ begins a value"),
    ("a}", 2, "‘}’ closes nothing"),
    (r"a \b", 3, "means nothing"),
    ("a \\", 3, "means nothing"),
]


@pytest.mark.parametrize(("text", "column", "words"), BAD)
def test_bad(text: str, column: int, words: str) -> None:
    _, problems = parsed(text)
    assert any(problem.span == Span("f", 1, column) and words in problem.what for problem in problems), problems


def test_all_mistakes_are_found() -> None:
    _, problems = parsed("**a [b] {c d} \\e")
    assert len(problems) == 4


def test_without_place_mistakes_stand_at_the_span() -> None:
    problems = Problems()
    parse("a **b", Span("f", 7, 9), problems)
    assert [problem.span for problem in problems] == [Span("f", 7, 9)]


@pytest.mark.parametrize("text", ["5 * 3", "a } b", "C:\\x", "[sic]", ""])
def test_plain_text_is_taken_as_it_is(text: str) -> None:
    assert parsed(text, plain=True) == (((Text(text),) if text else ()), [])


@pytest.mark.parametrize("text", ["a **b**", "[a](b)", "{v}", "a[^n]"])
def test_plain_text_takes_no_markup(text: str) -> None:
    nodes, problems = parsed(text, plain=True)
    assert nodes == (Text(text),)
    assert len(problems) == 1


def test_words_and_signature() -> None:
    text = "**a** *b* [c](d) [e](lang:fr) f[^n] {v} {page:p} **g [h](d)**"
    nodes, _ = parsed(text)
    assert plain(nodes) == "a b c e f {v}  g h"
    assert signature(nodes) == {
        "**…**": 2, "*…*": 1, "[…](d)": 2, "[…](lang:fr)": 1, "[^n]": 1, "{v}": 1, "{page:p}": 1,
    }  # fmt: skip
    other, _ = parsed("{page:p} {v} [H](d) **G** [^n] *B* **A** [C](d) [E](lang:FR)")
    assert signature(other) == signature(nodes)


def depth(nodes) -> int:
    return max((1 + depth(node.children) for node in nodes if hasattr(node, "children")), default=0)


def well_formed(nodes) -> bool:
    texts = [isinstance(node, Text) for node in nodes]
    return not any(a and b for a, b in itertools.pairwise(texts)) and all(
        node.text if isinstance(node, Text) else well_formed(getattr(node, "children", ())) for node in nodes
    )


PIECES = ["**", "*", "***", "[", "]", "](", ")", "(b)", "{", "}", "{v}", "{page:b}", "[^n]", "[^", "\\", "\\*",
          "lang:fr", " ", "a", "é", "ا", "\u2067"]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=2), max_size=30).map("".join), st.booleans())
@settings(max_examples=500, deadline=None)
def test_no_text_makes_the_parser_fail(text: str, is_plain: bool) -> None:
    nodes, problems = parsed(text, plain=is_plain)
    assert depth(nodes) <= MAX_NESTING
    assert well_formed(nodes)
    assert all(1 <= problem.span.column <= len(text) + 1 for problem in problems)
    signature(nodes)
    plain(nodes)


def written(node) -> str:
    match node:
        case Text(text):
            return "".join("\\" + char if char in "\\*[]{}^" else char for char in text)
        case Strong(children):
            return f"**{''.join(map(written, children))}**"
        case Emphasis(children):
            return f"*{''.join(map(written, children))}*"
        case Link(target, children):
            return f"[{''.join(map(written, children))}]({target})"
        case Foreign(lang, children):
            return f"[{''.join(map(written, children))}](lang:{lang})"
        case NoteMark(note):
            return f"[^{note}]"
        case PageRef(target):
            return f"{{page:{target}}}"
        case Value(name):
            return f"{{{name}}}"


LEAVES = st.one_of(
    st.text(st.characters(exclude_categories=("Z", "C")), min_size=1).map(Text),
    st.just(Value("v")),
    st.just(PageRef("p")),
)


@given(LEAVES.flatmap(lambda leaf: st.permutations([Strong, Emphasis, Link, Foreign]).map(lambda order: (leaf, order))))
@settings(max_examples=200, deadline=None)
def test_what_is_written_is_parsed(given_) -> None:
    leaf, order = given_
    node = leaf
    for kind in order:
        inside = (node,) if isinstance(node, Text) else (Text("x"), node, Text("y"))
        node = kind("b", inside) if kind is Link else kind("fr", inside) if kind is Foreign else kind(inside)
    assert parsed(written(node)) == ((node,), [])


@pytest.mark.parametrize("piece", ["[", "]", "**a", "[a]", "[a](b)", "{", "[^", "\\", "*a*b ", "[a [b] ", "{v}"])
def test_time_grows_with_the_length(piece: str) -> None:
    def seconds(count: int) -> float:
        start = time.process_time()
        parse(piece * count, Span("f"), Problems())
        return time.process_time() - start

    short = min(seconds(1_000) for _ in range(3))
    assert min(seconds(8_000) for _ in range(2)) < 40 * short + 0.05  # a quadratic parser would take 64 times as long
