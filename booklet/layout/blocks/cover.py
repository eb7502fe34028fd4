# SPDX-License-Identifier: Apache-2.0
"""The cover: art over the whole page, title above, call to action and attribution on bands of their own."""

from __future__ import annotations

from booklet.content.model import Cover
from booklet.content.slots import figure_slot
from booklet.layout.blocks.registry import Built, builder
from booklet.layout.items import Box, Break
from booklet.layout.model import Fragment, PictureFragment, Rect, ShapeFragment
from booklet.layout.setter import Setter, shift
from booklet.layout.shapes import rectangle


@builder(Cover)
def cover(block: Cover, setter: Setter) -> Built:
    """One box as large as the page. Fragments are placed from the page's corner (``full_page``)."""
    page = setter.theme.page
    space = setter.theme.cover
    fragments: list[Fragment] = [
        ShapeFragment(rectangle(0.0, 0.0, page.width, page.height), fill=space.ground, artifact="background")
    ]
    if block.picture is not None:
        picture = block.picture.picture
        scale = max(page.width / picture.width, page.height / picture.height)
        width, height = picture.width * scale, picture.height * scale
        box = Rect((page.width - width) / 2, page.height - height, width, height)
        setter.check_resolution(picture, width, block.picture.span)
        slot = None if block.picture.decorative else figure_slot(block.id)
        art = PictureFragment(picture, box, slot, None if slot else "background", clip=True)
        fragments.append(art)
    margin = (page.width - setter.column) / 2
    y = space.top
    if block.logo is not None:
        slot = None if block.logo.decorative else figure_slot(f"{block.id}.logo")
        logo = setter.picture(block.logo.picture, 0.0, setter.column, space.logo, slot, block.logo.span)
        fragments.append(shift(logo, margin, y))
        y += space.logo + setter.theme.space["block"]
    for message, style in ((block.title, "title"), (block.subtitle, "subtitle")):
        if message is None:
            continue
        for line in setter.set(setter.local(message), setter.style(style), balance=True, hyphenate=False):
            fragments.extend(shift(part, margin, y) for part in line.fragments)
            y += line.height
        y += setter.spacing(style).after
    foot: list[Box] = []
    if block.call is not None:
        foot += setter.set(setter.local(block.call), setter.style("call"), balance=True, hyphenate=False)
    attribution: list[Box] = []
    if block.attribution is not None:
        attribution = setter.set(setter.local(block.attribution), setter.style("attribution"), hyphenate=False)
    padding = setter.theme.space["padding"]
    gap = padding if foot and attribution else 0.0
    height = sum(line.height for line in (*foot, *attribution)) + gap
    if height:
        top = page.height - height - 2 * padding - space.bottom
        band = rectangle(0.0, top, page.width, page.height - top)
        fragments.append(ShapeFragment(band, fill=space.band, artifact="background"))
        y = top + padding
        for line in foot:
            fragments.extend(shift(part, margin, y) for part in line.fragments)
            y += line.height
        y += gap
        for line in attribution:
            fragments.extend(shift(part, margin, y) for part in line.fragments)
            y += line.height
    whole = Box(page.frame_height, tuple(fragments), block.span, full_page=True)
    return Built((whole, Break(force=True)))
