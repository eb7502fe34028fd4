# SPDX-License-Identifier: Apache-2.0
"""Figures, stories and QR codes."""

from __future__ import annotations

from booklet.content.model import Figure, Panel, PictureRef, QrCode, Story
from booklet.content.slots import figure_slot, inline_key
from booklet.layout.blocks.registry import Built, builder, centred_beside, marked
from booklet.layout.inline import PieceLink
from booklet.layout.items import FORBIDDEN, Box, Break, Item, Mark, Space
from booklet.layout.setter import Setter
from booklet.pictures.model import Raster
from booklet.pictures.qr import qr_drawing
from booklet.pictures.raster import resolution_problem

_CAPTION_WIDTH = 0.55
"""A caption is as wide as its picture, but at least this share of the measure."""


def picture_box(reference: PictureRef, owner: str, width: float, most: float, setter: Setter) -> Box:
    """A picture as wide as ``width`` allows and no taller than ``most``, in the middle of the measure."""
    picture = reference.picture
    height = min(width * picture.height / picture.width, most)
    slot = None if reference.decorative else figure_slot(owner)
    fragment = setter.picture(picture, (setter.measure - width) / 2, width, height, slot)
    if isinstance(picture, Raster):
        problem = resolution_problem(picture, fragment.box.width, reference.span)
        if problem is not None:
            setter.problems.extend([problem])
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
    """Panels one under the other: the picture, then its words; a panel never breaks."""
    items: list[Item] = []
    for panel in block.panels:
        if items:
            items += [Break(0.0), Space(setter.theme.space["panel"])]
        items += marked(_panel(panel, setter), Mark(panel.id, panel.id))
    space = setter.theme.space["block"]
    return Built(tuple(items), space, space)


def _panel(panel: Panel, setter: Setter) -> list[Item]:
    theme = setter.theme
    width = setter.measure * theme.panel_width
    picture = picture_box(panel.picture, panel.id, width, theme.page.frame_height * theme.panel_height, setter)
    lines = setter.set(setter.local(panel.text), setter.style("panel"), balance=True)
    return [picture, Break(FORBIDDEN), Space(theme.space["caption"]), *setter.flow(lines, together=True)]


@builder(QrCode)
def qr_code(block: QrCode, setter: Setter) -> Built:
    """The code on the start side; a sentence and the address in readable text beside it."""
    theme = setter.theme
    address = setter.booklet.source.addresses[block.address]
    size = theme.space["qr"]
    drawing = qr_drawing(address.href)
    picture = setter.picture(drawing, 0.0, size, size, figure_slot(block.id))
    shown = address.href.removeprefix("https://").removesuffix("/")
    link = PieceLink(f"{block.id}.shown", block.address, "address")
    with setter.inset(size + theme.space["padding"]):
        lines = setter.set(setter.local(block.text), setter.style("body"))
        lines += setter.address(shown, link, inline_key(f"{block.id}.shown", 0), "address", block.span)
    text = setter.beside([lines], block.span)
    box = centred_beside(picture, size, text)
    return Built((box,), theme.space["block"], theme.space["block"])
