"""Resampling keeps things where they are and mixes no invisible colours in."""

import numpy as np
import pytest

from pixmill.transform.operations import Resize, ResizeMode
from tests.golden.drawing import draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import glass, island, noise, ramp


@pytest.mark.parametrize("name", ["resize", "resize-enlarged", "resize-pad", "resize-cmyk"])
def test_resize_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize(
    ("width", "height"),
    [(150, 120), (150, 80), (150, 40), (50, 120), (300, 240), (105, 84), (50, 40), (101, 79)],
)
def test_resize_keeps_things_in_place(width: int, height: int) -> None:
    """An even ramp stays an even ramp between the same ends, to a quarter of a pixel."""
    resize = Resize(width=width, height=height, mode=ResizeMode.SCALE)

    row = draw(ramp(), resize)[height // 2, :, 0].astype(float)

    truth = ((np.arange(width) + 0.5) * 100 / width - 0.5) * 2
    assert np.abs((row - truth)[5:-5]).max() < 0.6


def test_resize_treats_both_directions_alike() -> None:
    """Turning the picture by its diagonal before or after is the same."""
    one = draw(ramp(), Resize(width=130, height=37, mode=ResizeMode.SCALE))
    turned = draw(ramp().transpose(1, 0, 2), Resize(width=37, height=130, mode=ResizeMode.SCALE))

    assert worst(one, turned.transpose(1, 0, 2)) <= 1


@pytest.mark.parametrize("width", [7, 29, 31, 200])
def test_resize_keeps_a_single_colour(width: int) -> None:
    """A half-transparent colour stays what it is, not a value less."""
    drawn = draw(glass(), Resize(width=width))

    assert (drawn == (200, 100, 50, 128)).all()


@pytest.mark.parametrize("width", [13, 97])
def test_resize_does_not_let_invisible_colours_in(width: int) -> None:
    """The rim of a shape on transparent ground has the shape's colour."""
    drawn = draw(island(), Resize(width=width))

    visible = opaque(drawn)[drawn[:, :, 3] > 40]
    assert np.abs(visible.astype(float) - 90).max() <= 4


def test_resize_is_not_darker_on_average() -> None:
    """Rounding goes both ways: noise keeps its mean with an alpha channel as without."""
    source = noise(200, 200)
    through = np.dstack([source, np.full((200, 200), 255, np.uint8)])

    plain, premultiplied = (draw(one, Resize(width=150)) for one in (source, through))

    assert abs(float(plain.mean()) - float(opaque(premultiplied).mean())) < 0.1


def test_fill_cuts_the_middle_and_pad_keeps_all() -> None:
    """Fill covers the box, pad leaves transparent stripes."""
    source = noise(60, 120)

    filled = draw(source, Resize(width=60, height=60))
    padded = draw(source, Resize(width=60, height=60, mode=ResizeMode.PAD))

    assert worst(filled, source[:, 30:90]) == 0
    assert (padded[:15, :, 3] == 0).all()
    assert (padded[15:45, :, 3] == 255).all()
    assert (padded[45:, :, 3] == 0).all()


def test_whole_rows_are_enlarged_from_a_stream() -> None:
    """A decoder that gives each row once is no obstacle."""
    assert draw("photo.png", Resize(width=900)).shape == (900, 900, 3)
