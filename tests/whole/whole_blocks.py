# SPDX-License-Identifier: Apache-2.0
"""A file's blocks beside what they must say."""

from __future__ import annotations

from whole_files import Block, WholeFile
from whole_truth import Truth, truths

from booklet.content.model import Contents, Heading


def heading_pages(file: WholeFile) -> dict[str, int]:
    """The page, counted from 1, on which each heading begins: by its element in the finished file."""
    tagged = iter([block for block in file.blocks if block.tag in ("H1", "H2", "H3")])
    pages: dict[str, int] = {}
    for block in file.booklet.blocks:
        if isinstance(block, Heading | Contents):
            element = next(tagged)
            assert element.tag == f"H{block.level if isinstance(block, Heading) else 1}"
            pages[block.id] = element.marks[0][0] + 1
    assert next(tagged, None) is None
    return pages


def expected(file: WholeFile) -> list[Truth]:
    """What the file must say, in order."""
    return truths(file.booklet, heading_pages(file).__getitem__)


def drawn_blocks(file: WholeFile) -> list[tuple[Truth, Block]]:
    """Each text that is drawn with the block that holds it. Figures are pictures: their texts are not drawn."""
    texts = [truth for truth in expected(file) if truth.drawn]
    blocks = [block for block in file.blocks if block.marks and block.tag != "Figure"]
    return list(zip(texts, blocks, strict=True))
