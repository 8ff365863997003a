"""Boxes are fitted, covered and placed without a pixel too few or too many."""

from hypothesis import given
from hypothesis import strategies as st

from pixmill.transform.geometry import (
    Gravity,
    Size,
    cover,
    fit,
    normal_angle,
    place,
    rotated_bounds,
    scaled,
)
from tests.property.strategies import SIZES


@given(SIZES, SIZES)
def test_fit_stays_inside_the_box(size: Size, box: Size) -> None:
    """A fitted picture touches the box on one side at least and leaves it on none."""
    found = fit(size, box.width, box.height)

    assert found.width <= box.width
    assert found.height <= box.height
    assert found.width == box.width or found.height == box.height


@given(SIZES, SIZES)
def test_cover_leaves_nothing_of_the_box_free(size: Size, box: Size) -> None:
    """A covering picture is as large as the box on one side and at least as large on the other."""
    found = cover(size, box.width, box.height)

    assert found.width >= box.width
    assert found.height >= box.height
    assert found.width == box.width or found.height == box.height


@given(SIZES, st.integers(1, 5_000))
def test_one_side_decides_alone(size: Size, edge: int) -> None:
    """With one side given that side is met exactly."""
    assert fit(size, edge, None).width == edge
    assert fit(size, None, edge).height == edge


@given(SIZES, SIZES, st.sampled_from(Gravity))
def test_the_smaller_is_placed_inside_the_larger(one: Size, other: Size, gravity: Gravity) -> None:
    """Whatever the gravity, the inner box lies wholly within the outer one."""
    inner = Size(min(one.width, other.width), min(one.height, other.height))
    outer = Size(max(one.width, other.width), max(one.height, other.height))

    left, top = place(inner, outer, gravity)

    assert 0 <= left <= outer.width - inner.width
    assert 0 <= top <= outer.height - inner.height


@given(SIZES, st.floats(0.0, 3.0))
def test_scaling_never_loses_the_picture(size: Size, factor: float) -> None:
    """However small the factor, a pixel is left."""
    found = scaled(size, factor)

    assert min(found) >= 1


@given(SIZES, st.floats(-720, 720))
def test_turned_box_is_at_most_the_diagonal(size: Size, angle: float) -> None:
    """The box around a turned picture is never longer than the picture's diagonal."""
    found = rotated_bounds(size, angle)

    assert max(found) <= (size.width**2 + size.height**2) ** 0.5 + 1


@given(st.floats(-36_000, 36_000))
def test_normal_angles_stay_as_they_are(angle: float) -> None:
    """An angle brought into the first turn is there for good."""
    once = normal_angle(angle)

    assert 0.0 <= once < 360.0
    assert normal_angle(once) == once
