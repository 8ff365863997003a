"""Drawings become pixels."""

import numpy as np

from pixmill.transform.formats import OutputFormat
from pixmill.transform.operations import Resize
from tests.golden.drawing import alpha_of, draw, inspected, opaque, render

_FLAG = b"""<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20">
<rect width="10" height="20" fill="#0055a4"/><rect x="20" width="10" height="20" fill="#ef4135"/>
</svg>"""


def test_drawing_is_drawn() -> None:
    """Colours are where the drawing puts them, and nothing is transparent that is covered."""
    assert inspected(_FLAG).facts.upright == (30, 20)

    drawn = draw(_FLAG)

    assert opaque(drawn)[10, [5, 25]].tolist() == [[0x00, 0x55, 0xA4], [0xEF, 0x41, 0x35]]
    assert alpha_of(drawn)[10, [5, 15, 25]].tolist() == [255, 0, 255]


def test_drawing_in_every_format() -> None:
    """It is a source like any other."""
    for chosen in OutputFormat:
        file = render(_FLAG, chosen=chosen)

        assert np.abs(file.pixels[10, 5, :3].astype(int) - (0x00, 0x55, 0xA4)).max() <= 12


def test_drawing_is_made_smaller() -> None:
    """Steps work on it as on any picture."""
    drawn = draw("drawing.svg", Resize(width=40))

    assert drawn.shape == (40, 40, 4)
    assert opaque(drawn)[30, 10].tolist() == [0, 128, 0]
