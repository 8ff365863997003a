"""What lies outside the rounded box is transparent."""

import numpy as np
import pytest

from pixmill.transform.operations import RoundCorners
from tests.golden.drawing import draw, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import glass, noise


@pytest.mark.parametrize(
    "name", ["round_corners", "round_corners-max", "round_corners-each", "round_corners-ellipse"]
)
def test_round_corners_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize(("width", "height", "radius"), [(60, 40, 10), (61, 41, 20), (30, 30, 1)])
def test_corners_are_cut_alike(width: int, height: int, radius: int) -> None:
    """All four corners are the same, the edges between them are whole, and the area is right."""
    alpha = draw(noise(height, width), RoundCorners(radius=radius))[:, :, 3]

    assert worst(alpha, alpha[::-1]) == 0
    assert worst(alpha, alpha[:, ::-1]) == 0
    assert (alpha[radius : height - radius] == 255).all()
    assert (alpha[:, radius : width - radius] == 255).all()
    lost = (255 - alpha.astype(float)).sum() / 255
    assert lost == pytest.approx((4 - np.pi) * radius**2, abs=0.05 * radius + 1)


def test_largest_radius_makes_a_disc() -> None:
    """A square with `max` is a disc: corners 0, centre 255."""
    alpha = draw(noise(50, 50), RoundCorners())[:, :, 3]

    assert alpha[0, 0] == alpha[0, -1] == alpha[-1, 0] == alpha[-1, -1] == 0
    assert alpha[25, 25] == 255
    assert min(alpha[0, 25], alpha[25, 0], alpha[-1, 25], alpha[25, -1]) > 250


def test_colours_and_alpha_inside_stay() -> None:
    """Only alpha changes, and only at the corners; what was transparent stays so."""
    source = noise(40, 60, channels=4)

    drawn = draw(source, RoundCorners(radius=10))

    assert worst(drawn[:, :, :3], source[:, :, :3]) == 0
    assert worst(drawn[10:-10, :, 3], source[10:-10, :, 3]) == 0
    assert draw(glass(), RoundCorners(radius=5))[0, 0, 3] == 0


def test_each_corner_has_its_radius() -> None:
    """Radii go clockwise from the upper left; the area they cost is right."""
    alpha = draw(noise(60, 80), RoundCorners(radii=(5, 10, 20, 30)))[:, :, 3].astype(float)

    quarters = [alpha[:30, :40], alpha[:30, 40:], alpha[30:, 40:], alpha[30:, :40]]
    lost = [(255 - quarter).sum() / 255 for quarter in quarters]
    assert lost == pytest.approx([(1 - np.pi / 4) * radius**2 for radius in (5, 10, 20, 30)], abs=1)


def test_ellipse_has_its_area() -> None:
    """The largest ellipse covers pi quarters of the picture, alike on all sides."""
    alpha = draw(noise(60, 91), RoundCorners(radius="ellipse"))[:, :, 3].astype(float)

    assert alpha.sum() / 255 == pytest.approx(60 * 91 * np.pi / 4, rel=0.005)
    assert worst(alpha, alpha[::-1]) == 0
    assert worst(alpha, alpha[:, ::-1]) == 0
