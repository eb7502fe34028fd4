# SPDX-License-Identifier: Apache-2.0
"""Two locales of one booklet, made ready to stand side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from booklet.content.model import Block, Callout, Glossary, Imprint, walk_blocks
from booklet.l10n.model import Booklet

__all__ = ["side_by_side"]


def side_by_side(first: Booklet, second: Booklet) -> tuple[Booklet, Booklet]:
    """Both booklets, each knowing the other's title, with the words to know of the second in the order of the first.

    Each language sorts its glossary its own way. An entry has to stand beside its translation, so one order must do for
    both: that of the language that the book is bound for.
    """
    orders = {
        block.id: {entry.id: number for number, entry in enumerate(block.entries)}
        for block in walk_blocks(first.blocks)
        if isinstance(block, Glossary)
    }
    second = replace(second, blocks=tuple(_ordered(second.blocks, orders)))
    if first.plain(first.source.title) == second.plain(second.source.title):
        return first, second
    return replace(first, beside=second), replace(second, beside=first)


def _ordered(blocks: tuple[Block, ...], orders: Mapping[str, Mapping[str, int]]) -> Iterator[Block]:
    for block in blocks:
        if isinstance(block, Callout | Imprint):
            yield replace(block, blocks=tuple(_ordered(block.blocks, orders)))
        elif isinstance(block, Glossary):
            order = orders[block.id]
            yield replace(block, entries=tuple(sorted(block.entries, key=lambda entry: order[entry.id])))
        else:
            yield block
