"""A shadow on the floor that the shape stands on."""

import numpy as np
import pytest

from pixmill.transform.canvas import Canvas, Surroundings
from pixmill.transform.limits import Limits
from pixmill.transform.operations import DropShadow
from tests.golden.drawing import Pixels, draw, worst
from tests.golden.gallery import assert_like_reference

CANVAS = Canvas(width=100, height=100, has_alpha=True)
SURROUNDINGS = Surroundings(limits=Limits(), keeps_transparency=True, overlays={})


def test_drop_shadow_looks_as_it_did() -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference("drop_shadow")


def post(floor: int = 80) -> Pixels:
    """Return a post of 10 by 60 pixels that stands above the picture's lower edge."""
    made = np.zeros((100, 100, 4), np.uint8)
    made[floor - 60 : floor, 45:55] = (200, 100, 50, 255)
    return made


def shade(drawn: Pixels, source: Pixels, place: tuple[int, int]) -> tuple[int, int, int, int]:
    """Return top, bottom, left and right of the shadow alone, in pixels of the source."""
    left, top = place
    alone = drawn[:, :, 3].astype(int).copy()
    rows, columns = np.nonzero(source[:, :, 3])
    alone[rows + top, columns + left] = 0
    rows, columns = np.nonzero(alone > 60)
    return rows.min() - top, rows.max() - top, columns.min() - left, columns.max() - left


@pytest.mark.parametrize(
    ("azimuth", "expected"),
    [
        # Light from behind casts forwards; depth appears at half its length.
        (0, (80, 110, 45, 55)),
        # Light from before casts backwards, hidden by the post itself.
        (45, (80, 101, 3, 54)),
        (225, (59, 79, 55, 97)),
    ],
)
def test_shadow_lies_on_the_floor(azimuth: float, expected: tuple[int, int, int, int]) -> None:
    """At 45 degrees a shadow is as long as the thing is high, and starts at its foot."""
    light = DropShadow(azimuth=azimuth, elevation=45, spread=0)
    (step,) = light.resolve(CANVAS, SURROUNDINGS)

    drawn = draw(post(), light)

    found = shade(drawn, post(), (step.left, step.top))
    assert np.abs(np.subtract(found, expected)).max() <= 3


def test_picture_itself_stays() -> None:
    """The thing is not darkened by its own shadow."""
    light = DropShadow()
    (step,) = light.resolve(CANVAS, SURROUNDINGS)

    drawn = draw(post(), light)[step.top : step.top + 100, step.left : step.left + 100]

    assert worst(drawn[20:80, 45:55], post()[20:80, 45:55]) <= 1


@pytest.mark.parametrize("elevation", [0, 10, 45, 90])
@pytest.mark.parametrize("azimuth", [0, 45, 90, 180, 270, 360])
def test_shadow_is_never_cut_off(azimuth: float, elevation: float) -> None:
    """Whatever the light, nothing of the shadow reaches the edge of the surface."""
    drawn = draw(post(100), DropShadow(azimuth=azimuth, elevation=elevation))

    alpha = drawn[:, :, 3]
    assert max(alpha[0].max(), alpha[-1].max(), alpha[:, 0].max(), alpha[:, -1].max()) <= 2


def test_nothing_casts_no_shadow() -> None:
    """A wholly transparent picture stays so."""
    assert draw(np.zeros((20, 20, 4), np.uint8), DropShadow())[:, :, 3].max() == 0
