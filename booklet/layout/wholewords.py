# SPDX-License-Identifier: Apache-2.0
"""Which words of a booklet stay whole in languages that are written without spaces between words."""

from __future__ import annotations

from collections.abc import Iterator

from booklet.content.inline import Emphasis, Foreign, Inline, Link, Strong
from booklet.content.model import Glossary, walk_blocks
from booklet.l10n.model import Booklet, plain_text
from booklet.text.words import BY_DICTIONARY, own_words

__all__ = ["whole_words"]


def whole_words(booklet: Booklet) -> tuple[str, ...]:
    """Return the terms that the booklet explains, the words of its links, and those that are plain from its own text.

    Empty for languages with spaces between words, which need no such list.
    """
    lang = booklet.locale.tag
    if lang.split("-")[0] not in BY_DICTIONARY:
        return ()
    own = [text for text in booklet.texts.values() if text.lang == lang]
    terms = [
        booklet.plain(entry.term)
        for block in walk_blocks(booklet.blocks)
        if isinstance(block, Glossary)
        for entry in block.entries
    ]
    terms += [words for text in own for words in _linked(text.inlines)]
    return own_words([plain_text(text.inlines) for text in own], terms, lang)


def _linked(nodes: tuple[Inline, ...]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, Link):
            yield plain_text(node.children)
        elif isinstance(node, Strong | Emphasis | Foreign):
            yield from _linked(node.children)
