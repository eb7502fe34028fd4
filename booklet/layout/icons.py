# SPDX-License-Identifier: Apache-2.0
"""The icons of contacts and callouts, which every booklet has. They only decorate: the label says the kind."""

from __future__ import annotations

from functools import cache

from booklet.content.model import CalloutType, ContactType
from booklet.layout.shapes import circle, rectangle
from booklet.pictures.model import Drawing, PathOp, Shape

__all__ = ["CONTACT_COLOURS", "callout_icon", "contact_icon"]

_SIZE = 24.0

CONTACT_COLOURS = ("primary", "paper")
"""Theme colours of contact icons: the disc, and the sign on it."""

_INK, _PAPER = CONTACT_COLOURS


@cache
def contact_icon(kind: ContactType) -> Drawing:
    """The icon for a kind of contact, 24 units square, in theme colours."""
    shapes = (Shape(circle(12, 12, 12), fill=_INK), *_GLYPHS.get(kind, _web()))
    return Drawing(f"icon-{kind}", _SIZE, _SIZE, shapes)


@cache
def callout_icon(kind: CalloutType, ink: str, paper: str) -> Drawing:
    """The icon for a kind of callout, 24 units square: outlines that differ without their colours.

    ``ink`` is the callout's accent, ``paper`` what stands out on it.
    """
    ground, *marks = _CALLOUTS[kind]
    shapes = [Shape(ground, fill=ink)]
    shapes += (Shape(path, stroke=paper, stroke_width=2.2, line_cap=1, line_join=1) for path in marks)
    return Drawing(f"callout-{kind}-{ink}-{paper}", _SIZE, _SIZE, tuple(shapes))


def _open(*points: tuple[float, float]) -> tuple[PathOp, ...]:
    return (("m", points[0]), *(("l", point) for point in points[1:]))


def _polygon(*points: tuple[float, float]) -> tuple[PathOp, ...]:
    return (("m", points[0]), *(("l", point) for point in points[1:]), ("h", ()))


def _line(*points: tuple[float, float]) -> Shape:
    path: tuple[PathOp, ...] = (("m", points[0]), *(("l", point) for point in points[1:]))
    return Shape(path, stroke=_PAPER, stroke_width=1.6, line_cap=1, line_join=1)


def _outline(path: tuple[PathOp, ...]) -> Shape:
    return Shape(path, stroke=_PAPER, stroke_width=1.6, line_join=1)


def _web() -> tuple[Shape, ...]:
    meridian: tuple[PathOp, ...] = (
        ("m", (12, 5.5)),
        ("c", (8.6, 8, 8.6, 16, 12, 18.5)),
        ("c", (15.4, 16, 15.4, 8, 12, 5.5)),
        ("h", ()),
    )
    return (_outline(circle(12, 12, 6.5)), _outline(meridian), _line((5.8, 12), (18.2, 12)))


_GLYPHS: dict[ContactType, tuple[Shape, ...]] = {
    "email": (
        _outline(_polygon((5.5, 8), (18.5, 8), (18.5, 16.5), (5.5, 16.5))),
        _line((5.9, 8.4), (12, 13), (18.1, 8.4)),
    ),
    "phone": (
        _outline(_polygon((8.6, 5.2), (15.4, 5.2), (15.4, 18.8), (8.6, 18.8))),
        _line((11.2, 16.4), (12.8, 16.4)),
    ),
    "post": (_outline(_polygon((5.8, 11.6), (12, 6), (18.2, 11.6), (18.2, 18), (5.8, 18))), _line((12, 18), (12, 14))),
    "facebook": (
        _outline(_polygon((6, 6.6), (18, 6.6), (18, 15), (12.5, 15), (9, 18.2), (9, 15), (6, 15))),
        _line((9, 10.8), (15, 10.8)),
    ),
    "instagram": (
        _outline(_polygon((6.2, 7.6), (17.8, 7.6), (17.8, 17), (6.2, 17))),
        _outline(circle(12, 12.3, 2.7)),
        _line((15.6, 9.6), (15.7, 9.6)),
    ),
    "x": (
        _outline(_polygon((6, 6.6), (18, 6.6), (18, 15), (15, 15), (15, 18.2), (11.5, 15), (6, 15))),
        _line((9, 10.8), (15, 10.8)),
    ),
}

_CALLOUTS: dict[CalloutType, tuple[tuple[PathOp, ...], ...]] = {
    # a magnifying glass: somebody looks closely
    "example": (circle(12, 12, 12), circle(10.6, 10.6, 4.4), _open((14, 14), (18, 18))),
    # a sheet with a tick: something to keep
    "key-fact": (rectangle(1, 1, 22, 22, 5), _open((6.5, 12.5), (10.4, 16.6), (17.6, 7.8))),
    # the sign for danger
    "warning": (
        _polygon((12, 0.8), (24, 22.6), (0, 22.6)),
        _open((12, 8.8), (12, 14.6)),
        _open((12, 18.6), (12, 18.7)),
    ),
    # a heart
    "get-help": (
        (
            ("m", (12, 22.6)),
            ("c", (4.6, 16.8, 0, 12.8, 0, 7.8)),
            ("c", (0, 4.2, 2.8, 1.4, 6.3, 1.4)),
            ("c", (8.6, 1.4, 10.8, 2.6, 12, 4.6)),
            ("c", (13.2, 2.6, 15.4, 1.4, 17.7, 1.4)),
            ("c", (21.2, 1.4, 24, 4.2, 24, 7.8)),
            ("c", (24, 12.8, 19.4, 16.8, 12, 22.6)),
            ("h", ()),
        ),
        _open((7.2, 11.2), (16.8, 11.2)),
        _open((12, 6.4), (12, 16)),
    ),
}
