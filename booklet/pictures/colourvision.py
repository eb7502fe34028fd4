# SPDX-License-Identifier: Apache-2.0
"""Pictures as others see them: printed in black and white, or by a reader who is blind to some colours.

The matrices are those for a whole lack of one kind of cone (severity 1.0) in G. M. Machado, M. M. Oliveira and
L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE Transactions on
Visualization and Computer Graphics 15 (6), 2009. They apply to linear RGB of the primaries of sRGB; the transfer
function is that of IEC 61966-2-1. Grey is the luminance (ITU-R BT.709), which is what a printer without colours aims
at.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Literal, get_args

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["SIMULATIONS", "Simulation", "simulated", "simulated_colour"]

Simulation = Literal["grey", "protanopia", "deuteranopia", "tritanopia"]
SIMULATIONS: tuple[Simulation, ...] = get_args(Simulation)
"""Black-and-white print; and blindness to red, to green and to blue."""

_Matrix = tuple[tuple[float, float, float], ...]

_MATRICES: dict[Simulation, _Matrix] = {
    "grey": ((0.2126, 0.7152, 0.0722),),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}

_WHITE = 65535
"""Linear light is worked with in so many steps: eight bits of it would swallow dark colours."""

_STRIP = 1_000_000
"""So many pixels are worked on at a time; each takes some 40 bytes meanwhile."""


def simulated(picture: Image.Image, simulation: Simulation) -> Image.Image:
    """A picture in sRGB (mode RGB) as it is seen in a simulation: mode L for grey, else RGB."""
    from PIL import Image

    rows = _MATRICES[simulation]
    result = Image.new("L" if len(rows) == 1 else "RGB", picture.size)
    height = max(1, _STRIP // picture.width)
    for top in range(0, picture.height, height):
        strip = picture.crop((0, top, picture.width, min(top + height, picture.height)))
        red, green, blue = (_linear(channel) for channel in strip.split())
        channels = [_weighted((red, green, blue), row).point(_encoding(), "L") for row in rows]
        result.paste(channels[0] if len(channels) == 1 else Image.merge("RGB", channels), (0, top))
    return result


def simulated_colour(rgb: tuple[float, float, float], simulation: Simulation) -> tuple[float, float, float]:
    """A colour in sRGB (0…1) as it is seen in a simulation."""
    linear = [_decoded(value) for value in rgb]
    seen = [_encoded(min(1.0, max(0.0, _sum(linear, row)))) for row in _MATRICES[simulation]]
    return (seen[0], seen[0], seen[0]) if len(seen) == 1 else (seen[0], seen[1], seen[2])


def _sum(values: list[float], weights: tuple[float, float, float]) -> float:
    return sum(value * weight for value, weight in zip(values, weights, strict=True))


def _linear(channel: Image.Image) -> Image.Image:
    """A channel's light in 0…65535 (mode I). A table gives no more than eight bits, so two give half of it each."""
    from PIL import ImageMath

    high, low = (channel.point(table) for table in _decoding())
    image: Image.Image = ImageMath.lambda_eval(lambda of: of["high"] * 256 + of["low"], high=high, low=low)
    return image


def _weighted(channels: tuple[Image.Image, ...], weights: tuple[float, ...]) -> Image.Image:
    """A sum of channels in 0…65535 (mode I)."""
    from PIL import ImageMath

    def expression(of: dict[str, Any]) -> Any:  # noqa: ANN401 - an operand of ImageMath, which has no name
        total = of["red"] * weights[0] + of["green"] * weights[1] + of["blue"] * weights[2]
        return of["convert"](of["min"](of["max"](total + 0.5, 0), _WHITE), "I")

    red, green, blue = channels
    image: Image.Image = ImageMath.lambda_eval(expression, red=red, green=green, blue=blue)
    return image


@functools.cache
def _decoding() -> tuple[list[int], list[int]]:
    """The light of each of 256 values, its high and its low byte."""
    light = [round(_decoded(value / 255) * _WHITE) for value in range(256)]
    return [value >> 8 for value in light], [value & 255 for value in light]


@functools.cache
def _encoding() -> list[int]:
    """The value for each step of light."""
    return [round(_encoded(light / _WHITE) * 255) for light in range(_WHITE + 1)]


def _decoded(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def _encoded(light: float) -> float:
    return light * 12.92 if light <= 0.0031308 else float(1.055 * light ** (1 / 2.4) - 0.055)
