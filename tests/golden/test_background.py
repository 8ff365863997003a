"""A colour behind everything transparent."""

import numpy as np
import pytest

from pixmill.transform.colour import WHITE, Colour
from pixmill.transform.formats import OutputFormat
from pixmill.transform.operations import Background, RoundCorners
from tests.golden.drawing import draw, opaque, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise


@pytest.mark.parametrize("name", ["background"])
def test_background_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


def test_background_shows_through() -> None:
    """An opaque colour behind is a mix by alpha, and leaves no alpha."""
    source = noise(channels=4)

    drawn = draw(source, Background(colour=Colour("102030ff")))

    share = source[:, :, 3:].astype(float) / 255
    truth = opaque(source) * share + np.array([16, 32, 48]) * (1 - share)
    assert drawn.shape == (40, 60, 3)
    assert worst(drawn, truth) <= 1


def test_half_transparent_background() -> None:
    """Porter and Duff's `over`: alphas add up, nothing visible is lost."""
    source = noise(channels=4)

    drawn = draw(source, Background(colour=Colour("10203080")))

    share, behind = source[:, :, 3] / 255.0, 128 / 255
    assert np.abs(drawn[:, :, 3] - 255 * (share + behind * (1 - share))).max() <= 1


def test_background_of_an_opaque_picture_is_never_seen() -> None:
    """Nothing is transparent, so nothing changes."""
    assert worst(draw(noise(), Background(colour=WHITE)), noise()) == 0


def test_background_fills_what_was_cut_off_in_a_format_without_alpha() -> None:
    """Rounded corners have the colour that follows, in JPEG too."""
    rounded = RoundCorners(radius=20)

    drawn = draw(noise(), rounded, Background(colour=Colour("102030ff")), chosen=OutputFormat.JPEG)

    assert tuple(drawn[0, 0]) == (16, 32, 48)
