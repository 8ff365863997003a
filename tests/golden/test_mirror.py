"""Left and right change places."""

import pytest

from pixmill.transform.operations import Mirror
from tests.golden.drawing import draw, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise


@pytest.mark.parametrize("name", ["mirror"])
def test_mirror_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize("channels", [3, 4])
def test_mirror_is_exact(channels: int) -> None:
    """Value for value."""
    source = noise(channels=channels)

    assert worst(draw(source, Mirror()), source[:, ::-1]) == 0


def test_mirror_twice_is_the_picture() -> None:
    """The operation undoes itself."""
    assert worst(draw("photo.png", Mirror(), Mirror()), draw("photo.png")) == 0
