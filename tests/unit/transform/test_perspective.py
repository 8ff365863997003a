"""Corners and the way back to the rectangle they came from."""

import pytest

from pixmill.transform.perspective import Corners, Point, is_convex, to_unit_square

KITE: Corners = (Point(40, 25), Point(280, 60), Point(260, 155), Point(35, 165))
UNIT = ((0, 0), (1, 0), (1, 1), (0, 1))


@pytest.mark.parametrize("corners", [KITE, (KITE[1], KITE[0], KITE[3], KITE[2])])
def test_corners_go_back_to_the_unit_square(corners: Corners) -> None:
    """Each corner is taken to its own, also where the shape is mirrored."""
    rows = to_unit_square(corners)

    for corner, expected in zip(corners, UNIT, strict=True):
        u, v, w = (row[0] * corner.x + row[1] * corner.y + row[2] for row in rows)
        assert (u / w, v / w) == pytest.approx(expected, abs=1e-9)


def test_diagonals_meet_in_the_middle() -> None:
    """Straight lines stay straight: where the diagonals cross is the centre of the square."""
    rows = to_unit_square((Point(0, 0), Point(10, 0), Point(8, 6), Point(2, 6)))

    u, v, w = (row[0] * 5 + row[1] * 3.75 + row[2] for row in rows)

    assert (u / w, v / w) == pytest.approx((0.5, 0.5))


@pytest.mark.parametrize(
    ("corners", "expected"),
    [
        (KITE, True),
        (tuple(reversed(KITE)), True),
        ((Point(0, 0), Point(9, 0), Point(2, 2), Point(0, 9)), False),
        ((Point(0, 0), Point(9, 0), Point(0, 9), Point(9, 9)), False),
        ((Point(0, 0), Point(9, 0), Point(9, 0), Point(0, 9)), False),
    ],
    ids=["clockwise", "the other way", "dent", "crossing", "two in one place"],
)
def test_only_shapes_without_dents_are_convex(corners: Corners, *, expected: bool) -> None:
    """Dents, crossings and corners in one place are told apart."""
    assert is_convex(corners) is expected
