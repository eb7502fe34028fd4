# SPDX-License-Identifier: Apache-2.0
"""The table of block builders, and how built blocks join into one vertical list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice
from typing import TypeVar, cast

from msgspec.structs import replace

from booklet.content.model import Block, Heading, PageBreak, Story
from booklet.layout.items import FORBIDDEN, KEPT, Box, Break, Close, Container, Item, Mark, Open, Space
from booklet.layout.model import Fragment, PictureFragment, ShapeFragment
from booklet.layout.setter import Setter, shift, shift_link
from booklet.values import Immutable

__all__ = ["Built", "build", "builder", "centred_beside", "enclosed", "join", "marked", "marked_boxes"]


class Built(Immutable, frozen=True):
    """A block's items, the space it wants around it, and whether it must stay with the block after it."""

    items: tuple[Item, ...]
    before: float = 0.0
    after: float = 0.0
    with_next: bool = False
    break_before: float = 1.0  # the cost of a page break in front of it
    new_page: bool = False
    spot: Box | None = None  # for the foot of the last page of the section that it opens


_WHOLE = 0.68
"""A box or table lower than this share of the page is never split."""

B = TypeVar("B")
Builder = Callable[[B, Setter], Built]
_BUILDERS: dict[type, Builder[Block]] = {}


def builder(kind: type[B]) -> Callable[[Builder[B]], Builder[B]]:
    """Register the decorated function as the builder of a block class."""

    def register(function: Builder[B]) -> Builder[B]:
        _BUILDERS[kind] = cast("Builder[Block]", function)
        return function

    return register


def build(block: Block, setter: Setter) -> Built:
    """Build one block."""
    return setter.once(block, lambda: _BUILDERS[type(block)](block, setter))


def marked(items: Sequence[Item], mark: Mark) -> list[Item]:
    """The same items with a link target on the first box."""
    result = list(items)
    for index, item in enumerate(result):
        if isinstance(item, Box):
            result[index] = Box(
                item.height,
                item.fragments,
                item.span,
                item.links,
                item.notes,
                (mark, *item.marks),
                item.full_page,
                item.across,
            )
            break
    return result


def marked_boxes(boxes: Sequence[Box], target: str) -> list[Box]:
    """Boxes with a link target, whose structure element has the same key, on the first."""
    return [item for item in marked(boxes, Mark(target, target)) if isinstance(item, Box)]


def join(blocks: Sequence[Block], setter: Setter) -> list[Item]:
    """Build blocks and set them one under the other; of two spaces that meet, the larger counts."""
    items: list[Item] = []
    after: float | None = None
    with_next = False
    begun: int | None = None  # the break that a section, or what is its last part so far, begins with
    for number, block in enumerate(blocks):
        built = build(block, setter)
        if not built.items:
            continue
        if built.new_page:
            begun = len(items)
            items.append(Break(force=True, spot=built.spot, ground=_ground(blocks, number, setter)))
        elif after is not None:
            items.append(Break(KEPT if with_next else built.break_before))
            items.append(Space(max(after, built.before)))
        items.extend(marked(built.items, Mark(block.id, block.id)))
        after = built.after
        with_next = built.with_next
        last = built.items[-1]
        if isinstance(last, Break) and last.force:
            after, with_next = None, False
            if begun is not None and not _ends_section(blocks, number, setter):
                section = items[begun]
                if isinstance(section, Break):  # its ground goes on, and its spot picture stands at its very end
                    items[begun] = replace(section, spot=None)
                    items[-1] = replace(last, ground=section.ground, spot=section.spot)
                    begun = len(items) - 1
    return items


def _ends_section(blocks: Sequence[Block], at: int, setter: Setter) -> bool:
    """Whether nothing of a section follows the page break at an index."""
    following = next((block for block in islice(blocks, at + 1, None) if not isinstance(block, PageBreak)), None)
    return following is None or build(following, setter).new_page


def _ground(blocks: Sequence[Block], at: int, setter: Setter) -> str:
    """The colour of the pages of the section that a heading begins: stories have one of their own."""
    for block in islice(blocks, at, None):
        if isinstance(block, Story):
            return setter.theme.story_ground
        if isinstance(block, Heading) and block.level == 1 and block is not blocks[at]:
            break
    return "paper"


def enclosed(container: Container, items: Sequence[Item], setter: Setter, label: Box | None = None) -> list[Item]:
    """Items inside a container: a low one stays whole, a tall one repeats ``label``, as an artifact, overleaf."""
    if height_of(items) + container.top + container.bottom < _WHOLE * setter.theme.page.frame_height:
        return [Open(container), *whole(items), Close(container)]
    if label is not None:
        container = replace(container, repeat=as_artifact(label))
    dearer = [replace(item, cost=item.cost + 3.0) if isinstance(item, Break) else item for item in items]
    return [Open(container), *dearer, Close(container)]


def whole(items: Sequence[Item]) -> list[Item]:
    """The same items without a place to break."""
    return [Break(FORBIDDEN) if isinstance(item, Break) else item for item in items]


def height_of(items: Sequence[Item]) -> float:
    """Height of boxes and spaces, one under the other."""
    return sum(item.height for item in items if isinstance(item, Box | Space))


def as_artifact(box: Box) -> Box:
    """A box as it is drawn again on the next page: no slots, no links, no targets."""
    return Box(box.height, tuple(_untagged(fragment) for fragment in box.fragments), box.span)


def _untagged(fragment: Fragment) -> Fragment:
    if isinstance(fragment, ShapeFragment):
        return fragment
    return replace(fragment, slot=None, artifact="layout")


def centred_beside(picture: PictureFragment, size: float, text: Box) -> Box:
    """A picture ``size`` tall whose middle stands beside the middle of a text; unbreakable."""
    height = max(size, text.height)
    lift = (height - size) / 2
    drop = (height - text.height) / 2
    fragments = (shift(picture, 0.0, lift), *(shift(fragment, 0.0, drop) for fragment in text.fragments))
    links = tuple(shift_link(link, 0.0, drop) for link in text.links)
    return Box(height, fragments, text.span, links, text.notes, text.marks)
