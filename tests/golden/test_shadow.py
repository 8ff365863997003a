"""A shadow behind the picture, on a surface that holds both."""

import numpy as np
import pytest

from pixmill.transform.colour import Colour
from pixmill.transform.operations import Shadow
from tests.golden.drawing import draw, shown, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import glass, island, noise

GREEN = Colour("00ff00ff")


def test_shadow_looks_as_it_did() -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference("shadow")


@pytest.mark.parametrize(("x", "y"), [(10, 5), (-10, 5), (10, -5), (-10, -5), (100, 0)])
def test_hard_shadow_is_the_shape_beside_the_picture(x: int, y: int) -> None:
    """The picture is untouched, the shadow as far away as asked, the rest transparent."""
    source = noise(40, 60)

    drawn = draw(source, Shadow(x=x, y=y, blur=0, strength=50, colour=GREEN))

    assert drawn.shape == (40 + abs(y), 60 + abs(x), 4)
    left, top = max(0, -x), max(0, -y)
    truth = np.zeros(drawn.shape)
    truth[top + y : top + y + 40, left + x : left + x + 60] = (0, 255, 0, 127.5)
    truth[top : top + 40, left : left + 60] = np.dstack([source, np.full((40, 60), 255)])
    assert worst(drawn, truth) <= 1


def test_shadow_has_the_shape_of_what_is_seen() -> None:
    """What is transparent casts no shadow; what is half transparent casts half of one."""
    drawn = draw(island(), Shadow(x=0, y=40, blur=0, strength=100))
    weak = draw(glass(), Shadow(x=0, y=20, blur=0, strength=100))

    assert drawn[55, 20, 3] == 255
    assert drawn[45, 20, 3] == 0
    assert abs(int(weak[30, 15, 3]) - 128) <= 1


def test_soft_shadow_fades_within_the_surface() -> None:
    """At the edge of the surface nothing is left of the shadow; at the shape's edge it is half."""
    drawn = draw(np.full((60, 60, 3), 200, np.uint8), Shadow(x=0, y=0, blur=6, strength=100))

    row = drawn[drawn.shape[0] // 2, :, 3].astype(int)
    assert row[0] <= 2
    assert abs((row[17] + row[18]) / 2 - 191) <= 64
    assert (np.diff(row[:30]) >= 0).all()


def test_shadow_without_alpha_in_the_result() -> None:
    """Over white a black shadow is as dark as its strength."""
    drawn = draw(noise(), Shadow(x=20, y=0, blur=0, strength=40))

    assert shown(drawn)[20, 70] == pytest.approx(255 * 0.6, abs=1)
