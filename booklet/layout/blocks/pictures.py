# SPDX-License-Identifier: Apache-2.0
"""Figures, stories and QR codes."""

from __future__ import annotations

from booklet.content.model import Figure, Panel, PictureRef, QrCode, Story
from booklet.content.slots import figure_slot, inline_key
from booklet.layout.blocks.registry import Built, builder, centred_beside, marked
from booklet.layout.inline import PieceLink
from booklet.layout.items import FORBIDDEN, Box, Break, Item, Mark, Space
from booklet.layout.setter import Setter
from booklet.pictures.qr import QUIET_ZONE, qr_drawing

_CAPTION_WIDTH = 0.55
"""A caption is as wide as its picture, but at least this share of the measure."""


def picture_box(reference: PictureRef, owner: str, width: float, most: float, setter: Setter) -> Box:
    """A picture as wide as ``width`` allows and no taller than ``most``, in the middle of the measure."""
    picture = reference.picture
    height = min(width * picture.height / picture.width, most)
    slot = None if reference.decorative else figure_slot(owner)
    fragment = setter.picture(picture, (setter.measure - width) / 2, width, height, slot, reference.span)
    return Box(height, (fragment,), reference.span)


@builder(Figure)
def figure(block: Figure, setter: Setter) -> Built:
    """A picture with its caption below."""
    theme = setter.theme
    items: list[Item] = [
        picture_box(block.picture, block.id, setter.measure * block.width, theme.page.frame_height * 0.7, setter)
    ]
    if block.caption is not None:
        side = setter.measure * (1 - max(block.width, _CAPTION_WIDTH)) / 2
        with setter.inset(side, side):
            lines = setter.set(setter.local(block.caption), setter.style("caption"), balance=True)
        items += [Break(FORBIDDEN), Space(theme.space["caption"]), *setter.flow(lines, together=True)]
    space = theme.space["block"]
    return Built(tuple(items), space, space)


@builder(Story)
def story(block: Story, setter: Setter) -> Built:
    """Panels one under the other, pictures in one column and words in the other, so that they read in order."""
    items: list[Item] = []
    for panel in block.panels:
        if items:
            items += [Break(1.0), Space(setter.theme.space["panel"])]
        items += marked(_panel(panel, setter), Mark(panel.id, panel.id))
    space = setter.theme.space["block"]
    return Built(tuple(items), space, space)


def _panel(panel: Panel, setter: Setter) -> list[Item]:
    """The picture on the start side, its words beside its middle; under it where there are too many of them."""
    theme = setter.theme
    picture = panel.picture.picture
    width = setter.measure * theme.panel_width
    height = min(width * picture.height / picture.width, theme.page.frame_height * theme.panel_height)
    width = min(width, height * picture.width / picture.height)
    slot = None if panel.picture.decorative else figure_slot(panel.id)
    drawn = setter.picture(picture, 0.0, width, height, slot, panel.picture.span)
    style = setter.style("panel")
    with setter.inset(width + theme.space["panel-gutter"]):
        beside = setter.set(setter.local(panel.text), style, hyphenate=False)
    if sum(line.height for line in beside) <= 2 * height:
        text = setter.beside([beside], panel.span)
        return [centred_beside(drawn, height, text)]
    below = setter.flow(setter.set(setter.local(panel.text), style))
    return [
        Box(height, (drawn,), panel.picture.span),
        Break(FORBIDDEN),
        Space(theme.space["caption"]),
        *below,
    ]


@builder(QrCode)
def qr_code(block: QrCode, setter: Setter) -> Built:
    """The code on the start side; a sentence and the address in readable text beside it."""
    theme = setter.theme
    address = setter.booklet.source.addresses[block.address]
    size = theme.space["qr"]
    drawing = qr_drawing(address.href)
    quiet = size * QUIET_ZONE / drawing.width  # the paper around the code belongs to it: its ink stands on the edge
    picture = setter.picture(drawing, -quiet, size, size, figure_slot(block.id))
    shown = address.href.removeprefix("https://").removesuffix("/")
    link = PieceLink(f"{block.id}.shown", block.address, "address")
    with setter.inset(size - 2 * quiet + theme.space["padding"]):
        lines = setter.set(setter.local(block.text), setter.style("body"))
        lines += setter.address(shown, link, inline_key(f"{block.id}.shown", 0), "address", block.span)
    text = setter.beside([lines], block.span)
    box = centred_beside(picture, size, text)
    return Built((box,), theme.space["block"], theme.space["block"])
