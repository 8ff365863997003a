"""What catches the eye is found, in a still picture as in every frame of a moving one."""

import numpy as np
import pytest

from pixmill.transform.formats import OutputFormat
from pixmill.transform.geometry import CutGravity
from pixmill.transform.operations import Crop, Resize, ResizeMode
from tests.golden.drawing import Pixels, draw, render, worst
from tests.golden.samples import noise


def eye_catcher(left: int, top: int, *, height: int = 100, width: int = 300) -> Pixels:
    """Return a grey picture with a lively red square of 40 pixels in one place."""
    made = np.full((height, width, 3), 128, np.uint8)
    made[top : top + 40, left : left + 40] = (230, 30, 30)
    made[top + 10 : top + 30 : 4, left + 5 : left + 35] = (250, 220, 40)
    return made


@pytest.mark.parametrize("left", [5, 130, 250])
@pytest.mark.parametrize(
    "operation",
    [
        Crop(width=100, height=100, gravity=CutGravity.AUTO),
        Resize(width=100, height=100, gravity=CutGravity.AUTO),
        Resize(width=100, height=100, mode=ResizeMode.AUTO),
    ],
    ids=["crop", "gravity", "mode"],
)
def test_auto_keeps_what_catches_the_eye(operation: Crop | Resize, left: int) -> None:
    """The lively square is whole in the result, wherever it was."""
    drawn = draw(eye_catcher(left, 30), operation)

    assert drawn.shape == (100, 100, 3)
    assert int((drawn[:, :, 0] > 200).sum()) == 40 * 40


def test_auto_enlarges_and_works_from_a_stream() -> None:
    """A picture that is read once, turned and made larger can be searched too."""
    drawn = draw("orientation-6.jpg", Resize(width=700, height=300, mode=ResizeMode.AUTO))

    assert drawn.shape == (300, 700, 3)


def test_auto_keeps_transparency() -> None:
    """Alpha is cut along with the colours."""
    assert draw(noise(40, 60, channels=4), Resize(aspect=1.0, mode=ResizeMode.AUTO)).shape[2] == 4


def test_first_frame_decides_for_all() -> None:
    """An animation does not jump about: what stands still goes on standing still."""
    wide = Resize(width=60, height=20, gravity=CutGravity.AUTO)

    file = render("animated-tiny.gif", wide, chosen=OutputFormat.WEBP)

    assert file.plan.frames > 1
    assert file.pixels.shape[0] % file.plan.height == 0


def test_focus_is_kept() -> None:
    """The cut is about the point."""
    source = noise(40, 100)

    drawn = draw(source, Crop(width=20, height=10, focus_x=0.3, focus_y=0.5))

    assert worst(drawn, source[15:25, 20:40]) == 0
