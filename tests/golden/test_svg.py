"""Drawings become pixels."""

import numpy as np

from pixmill.transform.formats import OutputFormat
from pixmill.transform.operations import Crop, Resize, ResizeMode
from tests.golden.drawing import alpha_of, draw, inspected, opaque, planned, render

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


def test_lines_stay_sharp_when_drawn_larger() -> None:
    """It is drawn at the wanted size: between two colours there is nothing in between."""
    drawn = draw(_FLAG, Resize(width=1500))

    assert drawn.shape == (1000, 1500, 4)
    assert opaque(drawn)[500, [498, 1002]].tolist() == [[0x00, 0x55, 0xA4], [0xEF, 0x41, 0x35]]
    assert alpha_of(drawn)[500, [498, 501, 998, 1002]].tolist() == [255, 0, 0, 255]


def test_drawing_is_stretched_within_bounds() -> None:
    """It is never drawn larger than the result, however long and thin that is."""
    thin = Resize(width=4000, height=1, mode=ResizeMode.FILL)
    plan = planned(_FLAG, thin)

    assert plan.load.scale <= 4000 / 30
    assert draw(_FLAG, thin).shape == (1, 4000, 4)


def test_cut_comes_before_the_size() -> None:
    """What is cut out first is cut out of the drawing as it says it is."""
    drawn = draw(_FLAG, Crop(width=10, height=10, x=20, y=5), Resize(width=50))

    assert drawn.shape[:2] == (50, 50)
    assert opaque(drawn)[25, 25].tolist() == [0xEF, 0x41, 0x35]


def test_drawing_is_made_smaller() -> None:
    """Steps work on it as on any picture."""
    drawn = draw("drawing.svg", Resize(width=40))

    assert drawn.shape == (40, 40, 4)
    assert opaque(drawn)[30, 10].tolist() == [0, 128, 0]
