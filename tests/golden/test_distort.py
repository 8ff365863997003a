"""Corners pulled to other places, and pictures bent along a circle."""

import numpy as np
import pytest

from pixmill.transform.operations import Distort, Mirror, Resize, ResizeMode
from tests.golden.drawing import Pixels, alpha_of, difference, draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import waves


@pytest.mark.parametrize("name", ["distort", "distort-arc"])
def test_distort_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


def chart(height: int, width: int) -> Pixels:
    """Return a picture whose red tells how far right a pixel lies, and whose green how far down."""
    down, across = np.mgrid[0:height, 0:width]
    return np.dstack([across, down, np.full_like(down, 9)]).astype(np.uint8)


@pytest.mark.parametrize(
    "places",
    [
        (40, 25, 230, 40, 210, 155, 35, 165),
        (0, 0, 200, 0, 160, 90, 30, 90),
        (10, 0, 90, 30, 100, 100, 0, 80),
    ],
)
def test_points_come_from_where_the_perspective_says(places: tuple[int, ...]) -> None:
    """Every pixel shows what the map through four pairs of points finds there."""
    source = chart(120, 150)
    names = ("x1", "y1", "x2", "y2", "x3", "y3", "x4", "y4")

    drawn = draw(source, Distort(**dict(zip(names, places, strict=True))))

    xs, ys = np.array(places[::2]), np.array(places[1::2])
    xs, ys = xs - xs.min(), ys - ys.min()
    corners = [(0, 0), (150, 0), (150, 120), (0, 120)]
    rows, values = [], []
    for x, y, (u, v) in zip(xs, ys, corners, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        values += [u, v]
    a, b, c, d, e, f, g, h = np.linalg.solve(np.array(rows, float), np.array(values, float))
    down, across = np.mgrid[0 : drawn.shape[0], 0 : drawn.shape[1]] + 0.5
    w = g * across + h * down + 1
    u, v = (a * across + b * down + c) / w - 0.5, (d * across + e * down + f) / w - 0.5
    inside = (u > 2) & (u < 147) & (v > 2) & (v < 117)
    assert np.abs(drawn[inside][:, 0] - u[inside]).max() <= 1.5
    assert np.abs(drawn[inside][:, 1] - v[inside]).max() <= 1.5
    assert (drawn[inside][:, 3] == 255).all()
    assert (drawn[(u < -2) | (u > 152) | (v < -2) | (v > 122)][:, 3] == 0).all()


def test_corners_the_other_way_mirror() -> None:
    """Left and right corners exchanged are the mirror image."""
    source = waves(40, 60)

    drawn = draw(source, Distort(x1=60, y1=0, x2=0, y2=0, x3=0, y3=40, x4=60, y4=40))

    assert worst(opaque(drawn), draw(source, Mirror())) <= 1


def test_rectangle_is_a_resize() -> None:
    """Corners of another rectangle enlarge or shrink the picture, as a resize does."""
    source = waves(80, 120)
    for width, height in ((240, 100), (40, 30)):
        places = {"x1": 0, "y1": 0, "x2": width, "y2": 0, "x3": width, "y3": height}

        drawn = draw(source, Distort(**places, x4=0, y4=height))

        resized = draw(source, Resize(width=width, height=height, mode=ResizeMode.SCALE))
        inner = np.s_[2:-2, 2:-2]
        assert difference(opaque(drawn)[inner], resized[inner]) <= 1.5


@pytest.mark.parametrize("arc", [30, 90, 200, -60, -200])
def test_arc_bends_along_a_circle(arc: float) -> None:
    """Every pixel shows what lies at its angle and at its distance from the centre."""
    source = chart(60, 200)

    drawn = draw(source, Distort(arc=arc))

    radius = 200 / np.radians(abs(arc))
    down, across = np.mgrid[0 : drawn.shape[0], 0 : drawn.shape[1]] + 0.5
    if arc < 0:
        down = drawn.shape[0] - down
    right, up = across - drawn.shape[1] / 2, radius + 30 - down
    u = np.arctan2(right, up) * radius + 100 - 0.5
    away = np.hypot(right, up) - radius + 30
    v = (60 - away if arc > 0 else away) - 0.5
    inside = (u > 2) & (u < 197) & (v > 2) & (v < 57)
    assert inside.sum() > 9000
    assert np.abs(drawn[inside][:, 0] - u[inside]).max() <= 1.6
    assert np.abs(drawn[inside][:, 1] - v[inside]).max() <= 1.6
    assert (drawn[(u < -3) | (u > 202) | (v < -3) | (v > 62)][:, 3] == 0).all()


def test_whole_circle_is_a_ring() -> None:
    """An arc of 360 degrees closes; its middle is transparent, its ends meet at the bottom."""
    alpha = alpha_of(draw(np.full((40, 400, 3), 99, np.uint8), Distort(arc=360)))

    middle = alpha.shape[0] // 2
    assert alpha.shape[0] == alpha.shape[1]
    assert alpha[middle, middle] == 0
    assert alpha[20, middle] == 255
    assert (alpha[-30:-10, middle - 3 : middle + 3] == 255).all()
