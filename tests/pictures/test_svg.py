# SPDX-License-Identifier: Apache-2.0
"""Drawings: what the subset paints, and that nothing outside it is passed over in silence."""

from __future__ import annotations

import pytest

from booklet.pictures.model import Drawing, Shape
from booklet.pictures.svg import read_svg
from booklet.problems import Problems

NS = 'xmlns="http://www.w3.org/2000/svg"'


def svg(inside: str, attributes: str = 'viewBox="0 0 100 100"') -> bytes:
    return f"<svg {NS} {attributes}>\n{inside}\n</svg>".encode()


def read(data: bytes) -> Drawing:
    problems = Problems()
    drawing = read_svg(data, "a.svg", problems)
    assert drawing is not None, list(map(str, problems))
    assert not list(problems)
    return drawing


def only(inside: str) -> Shape:
    (shape,) = read(svg(inside)).shapes
    return shape


def fault(data: bytes) -> str:
    problems = Problems()
    assert read_svg(data, "a.svg", problems) is None
    return "\n".join(map(str, problems))


def text(shape: Shape) -> str:
    return " ".join(op + ",".join(f"{value:g}" for value in values) for op, values in shape.path)


@pytest.mark.parametrize(
    ("element", "path"),
    [
        ('<rect x="1" y="2" width="3" height="4"/>', "m1,2 l4,2 l4,6 l1,6 h"),
        ('<rect width="3px" height="4"/>', "m0,0 l3,0 l3,4 l0,4 h"),
        ('<line x1="1" y1="2" x2="3" y2="4" stroke="red"/>', "m1,2 l3,4"),
        ('<polyline points="1,2 3 4,5,6"/>', "m1,2 l3,4 l5,6"),
        ('<polygon points="1-2 3 4"/>', "m1,-2 l3,4 h"),
        ('<path d="M1 2h3v4zl1 1"/>', "m1,2 l4,2 l4,6 l1,2 h m1,2 l2,3"),
        ('<path d="m1,2 3,4z"/>', "m1,2 l4,6 l1,2 h"),
        ('<path d="M0 0Q3 3 6 0"/>', "m0,0 c2,2,4,2,6,0"),
        ('<path d="M0 0Q3 3 6 0T12 0"/>', "m0,0 c2,2,4,2,6,0 c8,-2,10,-2,12,0"),
        ('<path d="M0 0C1 1 2 1 3 0S5-1 6 0"/>', "m0,0 c1,1,2,1,3,0 c4,-1,5,-1,6,0"),
        ('<path d="M10 0A10 10 0 010 10"/>', "m10,0 c10,5.5228,5.5228,10,0,10"),
        ('<path d="M0 0A0 5 0 1 1 9 9"/>', "m0,0 l9,9"),
        ('<path d="M.5.5-1.e1,1E1"/>', "m0.5,0.5 l-10,10"),
        ('<rect width="1" height="1" transform="translate(5)"/>', "m5,0 l6,0 l6,1 l5,1 h"),
        ('<rect width="1" height="1" transform="translate(5 , 6) scale(2)"/>', "m5,6 l7,6 l7,8 l5,8 h"),
        ('<rect width="1" height="1" transform="rotate(90)"/>', "m0,0 l0,1 l-1,1 l-1,0 h"),
        ('<rect width="1" height="1" transform="rotate(90 1 1)"/>', "m2,0 l2,1 l1,1 l1,0 h"),
        ('<rect width="1" height="1" transform="matrix(1 0 0 -1 0 10)"/>', "m0,10 l1,10 l1,9 l0,9 h"),
        ('<rect width="1" height="1" transform="skewX(45)"/>', "m0,0 l1,0 l2,1 l1,1 h"),
        ('<rect width="1" height="1" transform="skewY(45)"/>', "m0,0 l1,1 l1,2 l0,1 h"),
        ('<g transform="scale(2)"><g transform="translate(1)"><path d="M0 0L1 1"/></g></g>', "m2,0 l4,2"),
        ('<defs><path id="p" d="M0 0L1 1"/></defs><use href="#p" x="3" transform="scale(2)"/>', "m6,0 l8,2"),
    ],
)
def test_geometry(element: str, path: str) -> None:
    assert text(only(element)) == path


def test_round_shapes() -> None:
    assert text(only('<circle cx="5" cy="5" r="5"/>')).startswith("m10,5 c10,7.7614,7.7614,10,5,10 c")
    assert len(only('<ellipse cx="5" cy="5" rx="5" ry="2"/>').path) == 6
    assert len(only('<rect width="10" height="10" rx="2"/>').path) == 10
    # Radii are cut to half the side, and the second follows the first.
    assert only('<rect width="4" height="9" rx="7"/>').path[0] == ("m", (2.0, 0.0))


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", {"fill": "#000000"}),
        ('fill="var(--sun, #f6b93b)"', {"fill": "sun"}),
        ('fill="#ABC" stroke="#102030"', {"fill": "#aabbcc", "stroke": "#102030"}),
        ('style="fill:none; stroke : currentColor"', {"fill": None, "stroke": "text"}),
        ('fill="currentColor" color="teal"', {"fill": "#008080"}),
        ('fill="rgb(1, 2, 3)"', {"fill": "#010203"}),
        ('fill="red" style="fill:blue"', {"fill": "#0000ff"}),
        ('stroke="red" stroke-width="2px" stroke-linecap="round"', {"stroke_width": 2.0, "line_cap": 1}),
        ('stroke="red" stroke-linejoin="bevel"', {"line_join": 2}),
        ('stroke="red" stroke-dasharray="1,2 3"', {"dash": (1.0, 2.0, 3.0, 1.0, 2.0, 3.0)}),
        ('stroke="red" stroke-dasharray="2" transform="scale(3)"', {"dash": (6.0, 6.0), "stroke_width": 3.0}),
        ('stroke="red" stroke-miterlimit="9"', {"miter_limit": 9.0}),
        ('stroke="red" stroke-width="0"', {"stroke": None}),
        ('fill-rule="evenodd"', {"even_odd": True}),
        ('opacity="1.0" style="mix-blend-mode:normal;-inkscape-stroke:none;font-size:12px"', {"fill": "#000000"}),
        ('class="a b" data-x="1" aria-hidden="true" shape-rendering="crispEdges"', {"fill": "#000000"}),
    ],
)
def test_style(attributes: str, expected: dict[str, object]) -> None:
    shape = only(f'<path d="M0 0H5V5z" {attributes}/>')
    assert {name: getattr(shape, name) for name in expected} == expected


def test_styles_are_inherited_and_overridden() -> None:
    inside = '<g fill="red" stroke="blue" stroke-width="2"><path d="M0 0H5V5z" fill="green" stroke="inherit"/></g>'
    shape = only(inside)
    assert (shape.fill, shape.stroke, shape.stroke_width) == ("#008000", "#0000ff", 2.0)
    drawing = read(svg('<g display="none"><rect width="1" height="1"/></g><g visibility="hidden"><rect width="1" '
                       'height="1"/><rect width="2" height="2" visibility="visible"/></g>'))  # fmt: skip
    assert [text(shape) for shape in drawing.shapes] == ["m0,0 l2,0 l2,2 l0,2 h"]


def test_view_box_and_size() -> None:
    drawing = read(svg('<rect x="10" y="10" width="5" height="5"/>', 'viewBox="10 10 40 20" width="400" height="200"'))
    assert (drawing.width, drawing.height) == (40, 20)
    assert drawing.shapes[0].path[0] == ("m", (0.0, 0.0))
    assert read(svg('<rect width="5" height="5"/>', 'width="30px" height="10"')).width == 30
    assert len(drawing.digest) == 64


def test_editors_leftovers_are_stepped_over() -> None:
    data = svg(
        '<sodipodi:namedview pagecolor="#fff"><inkscape:grid/></sodipodi:namedview><title>A <b>t</b></title>'
        '<metadata><rdf:RDF xmlns:rdf="urn:r"><rdf:x/></rdf:RDF></metadata><desc>d</desc>'
        '<rect width="1" height="1" inkscape:label="x" xml:space="preserve"/><?editor state?>',
        'viewBox="0 0 9 9" xmlns:inkscape="urn:i" xmlns:sodipodi="urn:s" inkscape:version="1"',
    )
    assert len(read(data).shapes) == 1


def test_old_links_work_in_use() -> None:
    data = svg('<g id="g"><circle r="1"/></g><use xlink:href="#g" x="4"/>',
               'viewBox="0 0 9 9" xmlns:xlink="http://www.w3.org/1999/xlink"')  # fmt: skip
    assert len(read(data).shapes) == 2


NEST = "<g>" * 70 + "</g>" * 70
BOMB = "".join(
    f'<g id="g{n}">' + f'<use href="#g{n + 1}"/>' * 20 + "</g>" for n in range(8)
) + '<g id="g8"><rect width="1" height="1"/></g>'  # fmt: skip
CHAIN = "".join(f'<g id="c{n}">{"<g>" * 40}<use href="#c{n + 1}"/>{"</g>" * 40}</g>' for n in range(60))


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (svg("<text>Hi</text>"), "a.svg:2:1: the element <text> is not supported in drawings — convert text to paths"),
        (svg('\n  <image href="a.png"/>'), "a.svg:3:3: the element <image> is not supported"),
        (svg("<script>alert(1)</script>"), "<script> is not supported"),
        (svg("<style>*{fill:red}</style>"), "<style> is not supported"),
        (svg("<linearGradient/>"), "<linearGradient> is not supported"),
        (svg("<foreignObject/>"), "<foreignObject> is not supported"),
        (svg("<g><animate/></g>"), "<animate> is not supported"),
        (svg('<h:script xmlns:h="http://www.w3.org/1999/xhtml"/>'), "<script> is not supported"),
        (svg('<g xmlns=""><rect/></g>'), "<g> is not supported"),
        (svg("<svg/>"), "<svg> is not supported"),
        (svg('<rect width="1" height="1" onclick="x()"/>'), "<rect> has a script (onclick)"),
        (svg('<rect width="1" height="1" opacity=".5"/>'), "<rect>: opacity: .5 is not supported"),
        (svg('<rect width="1" height="1" style="fill-opacity:0.2"/>'), "fill-opacity: 0.2 is not supported"),
        (svg('<rect width="1" height="1" filter="url(#f)"/>'), "filter: url(#f) is not supported"),
        (svg('<rect width="1" height="1" clip-path="url(#f)"/>'), "clip-path: url(#f) is not supported"),
        (svg('<rect width="1" height="1" fill="url(#g)"/>'), "“url(#g)” is not a colour that can be drawn"),
        (svg('<rect width="1" height="1" fill="#11223344"/>'), "“#11223344” is not a colour"),
        (svg('<rect width="1" height="1" fill="papayawhip"/>'), "“papayawhip” is not a colour"),
        (svg('<rect width="1" height="1" stroke-dashoffset="3"/>'), "stroke-dashoffset: 3 is not supported"),
        (svg('<rect width="1" height="1" stroke="red" stroke-width="-1"/>'), "stroke-width: it is negative"),
        (svg('<rect width="1" height="1" style="transform:scale(2)"/>'), "“transform” is not supported"),
        (svg('<rect width="1" height="1" systemLanguage="en"/>'), "“systemLanguage” is not supported"),
        (svg('<rect width="1" height="1" style="fill:red !important"/>'), "more than plain"),
        (svg('<rect width="1mm" height="1"/>'), "<rect>: width: “1mm” is not a number (only plain numbers and px)"),
        (svg('<rect width="50%" height="1"/>'), "width: “50%” is not a number"),
        (svg('<rect width="-1" height="1"/>'), "width is negative"),
        (svg('<rect x="nan" width="1" height="1"/>'), "“nan” is not a number"),
        (svg('<rect x="1e99" width="1" height="1"/>'), "the number 1e99 is too large"),
        (svg('<circle r="1e999"/>'), "too large"),
        (svg('<path d="M0 0L1"/>'), "the path command L takes 2 numbers at a time, but has 1"),
        (svg('<path d="L1 1"/>'), "does not begin with a move"),
        (svg('<path d="M0 0X5"/>'), "“X5” is not path data"),
        (svg('<path d="M0 0L1 1 inf 3"/>'), "is not path data"),
        (svg('<path d="M0 0A1 1 0 2 0 5 5"/>'), "is not the flag of an arc"),
        (svg('<path d="M0 0L9e9 1"/>'), "too large"),
        (svg('<polygon points="1 2 3"/>'), "the last point has no y"),
        (svg('<rect width="1" height="1" transform="twist(3)"/>'), "twist() is not a transform"),
        (svg('<rect width="1" height="1" transform="scale(1 2 3)"/>'), "scale() with 3 numbers"),
        (svg('<rect width="1" height="1" transform="scale(1e6) scale(1e6)"/>'), "too large"),
        (svg('<rect width="1" height="1" stroke="red" transform="scale(1 2)"/>'), "stretches the stroke unevenly"),
        (svg('<use href="#none"/>'), "it refers to “#none”, which is not in this file"),
        (svg('<use href="other.svg#a"/>'), "it refers to “other.svg#a”, which is not in this file"),
        (svg("<use/>"), "it has no href"),
        (svg('<g id="a"><use href="#a"/></g>'), "never end"),
        (svg('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'), "never end"),
        (svg(BOMB), "grows beyond 50000 elements"),
        (svg(CHAIN + '<g id="c60"/>'), "nested more than"),
        (svg(NEST), "nested more than 64 deep"),
        (svg('<g id="a"/><g id="a"/>'), "the id “a” is used twice"),
        (svg(""), "the drawing is empty"),
        (svg('<rect width="1" height="1"/>', ""), "the drawing has no size"),
        (svg('<rect width="1" height="1"/>', 'viewBox="0 0 0 5"'), "a size of 0 × 5 cannot be drawn"),
        (svg('<rect width="1" height="1"/>', 'viewBox="0 0 nan 5"'), "is not a number"),
        (svg('<rect width="1" height="1"/>', 'viewBox="0 0 5"'), "viewBox needs four numbers, but has 3"),
        (svg('<rect width="1" height="1"/>', 'width="5mm" height="5"'), "only plain numbers and px"),
        (b"", "the drawing is empty"),
        (b"<svg", "the XML is broken"),
        (b'<?xml version="1.0" encoding="x-klingon"?><svg/>', "the "),
        (b"\xff\xfe\x00", "the XML is broken"),
        (b"<svg/>", "lacks its namespace"),
        (b"<html/>", "this is not an SVG drawing: it begins with <html>"),
        (b"<!DOCTYPE svg><svg/>", "a.svg:1:14: the drawing has a document type (<!DOCTYPE …>) or entities"),
        (b'<!DOCTYPE s [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><s>&b;</s>', "document type"),
        (b'<!DOCTYPE s SYSTEM "file:///etc/passwd"><s/>', "document type"),
        (b'<?xml-stylesheet href="a.css"?><svg/>', "uses a style sheet"),
        (svg("&nbsp;"), "the XML is broken (undefined entity)"),
        (svg('<rect width="1" height="1"/>' * 50_001), "more than 50000 elements"),
        (b" " * 8_000_001, "larger than 8 MB"),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, str) else "",
)
def test_what_is_refused(data: bytes, message: str) -> None:
    assert message in fault(data)


def test_all_faults_of_a_file_are_reported_at_once() -> None:
    found = fault(svg('<text/>\n<rect width="1" height="1"/>\n<filter/>'))
    assert "a.svg:2:1" in found
    assert "a.svg:4:1" in found
    many = fault(svg('<rect width="x" height="1"/>\n' * 300))
    assert many.count("\n") == 20
    assert "more problems" in many


def test_a_gentle_uneven_scale_keeps_its_stroke() -> None:
    shape = only('<path d="M0 0L5 5" stroke="red" transform="scale(1 1.21)"/>')
    assert shape.stroke_width == pytest.approx(1.1, abs=1e-4)
    assert only('<path d="M0 0L5 5" transform="scale(1 9)"/>').stroke is None
