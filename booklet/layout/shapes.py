# SPDX-License-Identifier: Apache-2.0
"""Simple shapes as paths, y downwards."""

from __future__ import annotations

from booklet.pictures.model import PathOp

__all__ = ["circle", "rectangle"]


def rectangle(x: float, y: float, width: float, height: float, radius: float = 0.0) -> tuple[PathOp, ...]:
    """A rectangle as a path, with rounded corners where ``radius`` says so."""
    r = min(radius, width / 2, height / 2)
    right, bottom = x + width, y + height
    if r <= 0:
        return (("m", (x, y)), ("l", (right, y)), ("l", (right, bottom)), ("l", (x, bottom)), ("h", ()))
    k = r * 0.4477  # r less the control distance of a quarter circle
    return (
        ("m", (x + r, y)),
        ("l", (right - r, y)),
        ("c", (right - k, y, right, y + k, right, y + r)),
        ("l", (right, bottom - r)),
        ("c", (right, bottom - k, right - k, bottom, right - r, bottom)),
        ("l", (x + r, bottom)),
        ("c", (x + k, bottom, x, bottom - k, x, bottom - r)),
        ("l", (x, y + r)),
        ("c", (x, y + k, x + k, y, x + r, y)),
        ("h", ()),
    )


def circle(cx: float, cy: float, r: float) -> tuple[PathOp, ...]:
    """A circle as a path of four curves."""
    k = r * 0.5523  # the control distance of a quarter circle
    return (
        ("m", (cx + r, cy)),
        ("c", (cx + r, cy + k, cx + k, cy + r, cx, cy + r)),
        ("c", (cx - k, cy + r, cx - r, cy + k, cx - r, cy)),
        ("c", (cx - r, cy - k, cx - k, cy - r, cx, cy - r)),
        ("c", (cx + k, cy - r, cx + r, cy - k, cx + r, cy)),
        ("h", ()),
    )
