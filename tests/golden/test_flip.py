"""Top and bottom change places."""

import pytest

from pixmill.transform.operations import Flip
from tests.golden.drawing import draw, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise


@pytest.mark.parametrize("name", ["flip"])
def test_flip_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize("channels", [3, 4])
def test_flip_is_exact(channels: int) -> None:
    """Value for value."""
    source = noise(channels=channels)

    assert worst(draw(source, Flip()), source[::-1]) == 0


def test_flip_twice_is_the_picture() -> None:
    """The operation undoes itself."""
    assert worst(draw("photo.png", Flip(), Flip()), draw("photo.png")) == 0
