# SPDX-License-Identifier: Apache-2.0
"""QR codes: the drawing has exactly the code's dark modules."""

from __future__ import annotations

import pytest
import segno

from booklet.pictures.qr import qr_drawing


def test_the_outlines_enclose_exactly_the_dark_modules() -> None:
    text = "https://example.org/get-help?من=1"
    drawing = qr_drawing(text)
    matrix = segno.make_qr(text, error="m", boost_error=False).matrix
    assert drawing.width == drawing.height == len(matrix) + 8
    paper, code = drawing.shapes
    assert (paper.fill, code.fill, code.even_odd) == ("paper", "text", True)
    uprights: list[tuple[float, float, float]] = []
    start = here = (0.0, 0.0)
    for operator, values in code.path:
        point = start if operator == "h" else (values[0], values[1])
        if operator == "m":
            start = point
        elif point[0] == here[0]:
            uprights.append((point[0], *sorted((point[1], here[1]))))
        else:
            assert point[1] == here[1]
        here = point
    for y, row in enumerate(matrix):
        for x, module in enumerate(row):
            crossings = sum(1 for edge, top, bottom in uprights if edge <= x + 4 and top <= y + 4.5 <= bottom)
            assert crossings % 2 == module, (x, y)


def test_same_text_same_drawing() -> None:
    assert qr_drawing("a") == qr_drawing("a")
    assert qr_drawing("a").digest != qr_drawing("b").digest


@pytest.mark.parametrize("text", ["", "x" * 5000])
def test_impossible_codes(text: str) -> None:
    with pytest.raises(ValueError, match="QR code"):
        qr_drawing(text)
