# SPDX-License-Identifier: Apache-2.0
"""Places marked on a picture, so that they are found at a glance and what they hold can still be read."""

from __future__ import annotations

from collections.abc import Iterable

from booklet.pictures.montage import Pixels

__all__ = ["PixelBox", "marked"]

PixelBox = tuple[int, int, int, int]
"""A box in a picture: left, top, width and height, in pixels."""

_LINE, _PAPER = (200, 0, 110), (255, 255, 255)
_SHADE = 0.28
"""How far a picture fades outside of what is marked: enough to see where to look, in grey too."""


def marked(picture: Pixels, boxes: Iterable[PixelBox]) -> Pixels:
    """A copy of a picture that is paler outside of some boxes, with a line around all that they cover together."""
    from PIL import Image, ImageChops

    boxes = tuple(boxes)
    line = max(2, picture.size[0] // 300)
    inner = _covered(picture.size, boxes, line)
    ring = ImageChops.subtract(_covered(picture.size, boxes, 2 * line), inner)
    result = Image.blend(picture, Image.new("RGB", picture.size, _PAPER), _SHADE)
    result.paste(picture, (0, 0), inner)
    result.paste(_LINE, (0, 0, *picture.size), ring)
    return result


def _covered(size: tuple[int, int], boxes: Iterable[PixelBox], grown: int) -> Pixels:
    """A mask of what boxes cover that reach further by some pixels on every side."""
    from PIL import Image

    mask = Image.new("L", size)
    for left, top, width, height in boxes:
        mask.paste(255, (left - grown, top - grown, left + width + grown, top + height + grown))
    return mask
