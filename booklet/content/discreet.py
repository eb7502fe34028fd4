# SPDX-License-Identifier: Apache-2.0
"""The discreet cover: the same booklet, with nothing on its outside that tells what it is about.

Some readers are in danger if the wrong person sees the booklet. Outside are the cover, the back cover, the file's name
and its properties; what is inside stays as it is.
"""

from __future__ import annotations

from msgspec.structs import replace

from booklet.content.blocks import READING_ORDER
from booklet.content.load import FILE_NAME
from booklet.content.model import BackCover, Block, Cover, Discreet, SourceBooklet
from booklet.content.record import messages_in
from booklet.problems import BookletError, Problem, Span

__all__ = ["dropped_ids", "has_discreet_cover", "with_discreet_cover"]


def with_discreet_cover(source: SourceBooklet) -> SourceBooklet:
    """Return the booklet with its discreet cover.

    Slug, title, author, cover and back cover are the discreet ones. Subject, keywords, logo, and all other words of the
    covers are gone, from ``messages`` too. Without a discreet author there is none: an organisation's name may tell as
    much as a title, and the imprint inside has it still.

    Raises:
        BookletError: the booklet declares no discreet cover.
    """
    discreet = source.discreet
    if discreet is None:
        place = Span(str(source.folders[0] / FILE_NAME))
        what = "the booklet has no discreet cover"
        raise BookletError([Problem(place, what, "add “discreet:” with a slug and a title")])
    covers = tuple(block for block in source.blocks if isinstance(block, Cover | BackCover))
    shown = {message.id for message in messages_in(discreet, READING_ORDER)}
    dropped = {message.id for message in messages_in((source.title, source.subject, covers), READING_ORDER)} - shown
    return replace(
        source,
        slug=discreet.slug,
        title=discreet.title,
        author=discreet.author,
        subject=None,
        keywords=(),
        blocks=tuple(_outside(block, discreet) for block in source.blocks),
        # The discreet words stand before all blocks already, and so in the order in which the cover is read.
        messages=tuple(message for message in source.messages if message.id not in dropped),
    )


def has_discreet_cover(source: SourceBooklet) -> bool:
    """Whether a booklet is what :func:`with_discreet_cover` returned."""
    return source.discreet is not None and source.title.id == source.discreet.title.id


def dropped_ids(source: SourceBooklet) -> tuple[str, ...]:
    """How the ids of messages begin that catalogs have and a booklet with a discreet cover has not; else none."""
    if not has_discreet_cover(source):
        return ()
    covers = (block.id for block in source.blocks if isinstance(block, Cover | BackCover))
    return ("booklet.", *(f"{name}." for name in covers))


def _outside(block: Block, discreet: Discreet) -> Block:
    """A block, with nothing that tells anything where it is a cover."""
    if isinstance(block, Cover):
        return Cover(block.id, block.span, discreet.title, discreet.subtitle, picture=discreet.picture)
    if isinstance(block, BackCover):
        # Whoever hears the booklet has heard of the picture on the front.
        picture = discreet.picture and replace(discreet.picture, alt=None, decorative=True)
        return BackCover(block.id, block.span, None, picture=picture)
    return block
