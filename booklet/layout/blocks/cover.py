# SPDX-License-Identifier: Apache-2.0
"""Whole pages: the cover (art, title above, call and attribution on a band), the back cover, pages of art alone."""

from __future__ import annotations

from msgspec.structs import replace

from booklet.content.model import BackCover, Cover, Message, PictureRef
from booklet.content.slots import beside_key, figure_slot
from booklet.layout.blocks.registry import Built, builder
from booklet.layout.items import Box, Break
from booklet.layout.model import Fragment, LinkArea, PictureFragment, Rect, ShapeFragment
from booklet.layout.setter import Setter, shift, shift_link
from booklet.layout.shapes import rectangle
from booklet.problems import Span
from booklet.text.model import Style

_DROP = 0.14
"""The share of a page's height by which a cover's picture may move down."""

_FOOT = 0.7
"""The share of its height, from the top, below which a cover's picture is nothing but ground."""

_SMALLER = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)
"""Factors for words that leave the picture no room: scripts with deep lines, long titles."""


@builder(Cover)
def cover(block: Cover, setter: Setter) -> Built:
    """One box as large as the page. Fragments are placed from the page's corner (``full_page``)."""
    page = setter.theme.page
    space = setter.theme.cover
    margin = (page.width - setter.column) / 2
    tried = [_words(block, margin, factor, setter) for factor in (_SMALLER if block.picture is not None else (1.0,))]
    drops = [max(0.0, y - space.calm * page.height) for _, y, _ in tried]
    # Tall words push the picture down, its foot under the band, as far as a foot is nothing but ground.
    room = [min(max(0.0, band[2] - _FOOT * page.height), _DROP * page.height) for _, _, band in tried]
    shown = [drop <= most for drop, most in zip(drops, room, strict=True)]
    chosen = shown.index(True) if True in shown else 0
    words, y, (band, links, top) = tried[chosen]
    fragments = _ground(setter)
    if block.picture is not None:
        slot = None if block.picture.decorative else figure_slot(block.id)
        fragments.append(shift(_art(block.picture, slot, setter), 0.0, min(drops[chosen], _DROP * page.height)))
    fragments += words
    if y > top + 0.5:
        setter.problems.error(
            block.title.span,
            f"the words on the cover need {(y - top) / 72 * 25.4:.0f} mm more than the page has",
            "shorten them, or make them smaller in the theme (styles: title, subtitle, call, attribution)",
        )
    whole = Box(page.frame_height, (*fragments, *band), block.span, links, full_page=True)
    return Built((whole, Break(force=True)))


def _words(
    block: Cover, margin: float, factor: float, setter: Setter
) -> tuple[list[Fragment], float, tuple[list[Fragment], tuple[LinkArea, ...], float]]:
    """Logo, title and subtitle, where they end, and the band, all words ``factor`` times as large.

    Where another language stands on the facing pages, its title follows.
    """
    space = setter.theme.cover
    fragments: list[Fragment] = []
    y = space.top
    if block.logo is not None:
        slot = None if block.logo.decorative else figure_slot(f"{block.id}.logo")
        logo = setter.picture(block.logo.picture, 0.0, setter.column, space.logo, slot, block.logo.span)
        fragments.append(shift(logo, margin, y))
        y += space.logo + setter.theme.space["block"]
    for message, name in ((block.title, "title"), (block.subtitle, "subtitle")):
        if message is None:
            continue
        style = _scaled(name, factor, setter)
        for line in setter.set(setter.local(message), style, balance=True, hyphenate=False):
            fragments.extend(shift(part, margin, y) for part in line.fragments)
            y += line.height
        y += setter.spacing(name).after * factor
    if setter.facing is not None:
        other = setter.facing
        style, key = _scaled("subtitle", factor, other), beside_key(block.id)
        for line in other.set(other.local(block.title), style, prefix=key, balance=True, hyphenate=False):
            fragments.extend(shift(part, margin, y) for part in line.fragments)
            y += line.height
        y += other.spacing("subtitle").after * factor
    return fragments, y, _band(block.call, block.attribution, margin, setter, factor)


def _scaled(name: str, factor: float, setter: Setter) -> Style:
    """A style made smaller, but not below what the script and the theme allow."""
    style = setter.style(name)
    factor = min(1.0, max(factor, setter.least(name) / style.size))
    return replace(style, size=style.size * factor, leading=style.leading * factor) if factor < 1 else style


@builder(BackCover)
def back_cover(block: BackCover, setter: Setter) -> Built:
    """The last page, as large as the sheet: art, and the words on a band."""
    page = setter.theme.page
    fragments = _ground(setter)
    if block.picture is not None:
        fragments.append(_art(block.picture, None if block.picture.decorative else figure_slot(block.id), setter))
    band, links, top = _band(block.text, block.note, (page.width - setter.column) / 2, setter)
    if top < 0:
        setter.problems.error(
            block.span,
            f"the words on the back cover need {-top / 72 * 25.4:.0f} mm more than the page has",
            "shorten them, or make them smaller in the theme (styles: call, attribution)",
        )
    whole = Box(page.frame_height, (*fragments, *band), block.span, links, full_page=True)
    return Built((whole,), new_page=True)


def full_page(reference: PictureRef, span: Span, setter: Setter) -> Box:
    """A decorative picture over the whole page."""
    return Box(setter.theme.page.frame_height, (*_ground(setter), _art(reference, None, setter)), span, full_page=True)


def _ground(setter: Setter) -> list[Fragment]:
    page, ground = setter.theme.page, setter.theme.cover.ground
    return [ShapeFragment(rectangle(0.0, 0.0, page.width, page.height), fill=ground, artifact="background")]


def _art(reference: PictureRef, slot: str | None, setter: Setter) -> PictureFragment:
    """A picture that fills the page; what is too much is cut off at the top and the sides."""
    page, picture = setter.theme.page, reference.picture
    scale = max(page.width / picture.width, page.height / picture.height)
    width, height = picture.width * scale, picture.height * scale
    box = Rect((page.width - width) / 2, page.height - height, width, height)
    setter.check_resolution(picture, width, reference.span)
    return PictureFragment(picture, box, slot, None if slot else "background", clip=True)


def _band(
    large: Message | None, small: Message | None, margin: float, setter: Setter, factor: float = 1.0
) -> tuple[list[Fragment], tuple[LinkArea, ...], float]:
    """Words at the foot of a whole page, on a band that is as tall as they need, and where the band begins."""
    page, space = setter.theme.page, setter.theme.cover
    call, attribution = (_scaled(name, factor, setter) for name in ("call", "attribution"))
    head = setter.set(setter.local(large), call, balance=True, hyphenate=False) if large else []
    foot = setter.set(setter.local(small), attribution, hyphenate=False) if small else []
    if not head and not foot:
        return [], (), page.height - space.bottom
    padding = setter.theme.space["padding"]
    gap = padding if head and foot else 0.0
    height = sum(line.height for line in (*head, *foot)) + gap
    top = page.height - height - 2 * padding - space.bottom
    band = rectangle(0.0, top, page.width, page.height - top)
    fragments: list[Fragment] = [ShapeFragment(band, fill=space.band, artifact="background")]
    links: list[LinkArea] = []
    y = top + padding
    for lines, after in ((head, gap), (foot, 0.0)):
        for line in lines:
            fragments.extend(shift(part, margin, y) for part in line.fragments)
            links.extend(shift_link(link, margin, y) for link in line.links)
            y += line.height
        y += after
    return fragments, tuple(links), top
