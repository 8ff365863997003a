"""One colour goes."""

import numpy as np
import pytest

from pixmill.transform.colour import Colour
from pixmill.transform.operations import MakeTransparent
from tests.golden.drawing import alpha_of, draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise
from tests.golden.truths import lab, patches


@pytest.mark.parametrize("name", ["make_transparent"])
def test_make_transparent_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize("channels", [3, 4])
def test_alpha_follows_the_distance(channels: int) -> None:
    """Within the tolerance nothing is seen; over the next quarter of it the picture comes back."""
    source = noise(channels=channels)
    distance = np.sqrt(((lab(source[:, :, :3]) - lab(patches((200, 60, 50)))[0, 0]) ** 2).sum(2))

    drawn = draw(source, MakeTransparent(tolerance=40, colour=Colour("c83c32ff")))

    share = np.clip((distance - 40) / 10, 0, 1)
    assert worst(alpha_of(drawn), alpha_of(source) * share) <= 3
    assert np.array_equal(opaque(drawn), opaque(source))


def test_corners_tell_the_colour() -> None:
    """Without a colour that of the corners goes, even where one of them differs."""
    source = patches((250, 250, 250), (20, 90, 30), (250, 250, 250))
    source[0, 0] = (0, 0, 0)

    drawn = draw(source, MakeTransparent())

    assert drawn[4, 4, 3] == 0
    assert drawn[4, 12, 3] == 255
    assert drawn[4, 20, 3] == 0
