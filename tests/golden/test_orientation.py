"""All eight ways a camera can be held come out upright, whatever is done next."""

import numpy as np
import pytest
import pyvips

from pixmill.transform.formats import OutputFormat
from pixmill.transform.operations import Crop, Flip, Operation, Resize, Rotate
from pixmill.transform.output import Keep, Output
from tests.golden.drawing import Pixels, difference, draw, inspected, render, worst
from tests.golden.samples import waves

ORIENTATIONS = range(1, 9)
CHAINS: list[tuple[Operation, ...]] = [
    (),
    (Crop(width=31, height=17, x=4, y=2),),
    (Resize(width=30),),
    (Crop(width=31, height=17, x=4, y=2), Resize(width=20)),
    (Resize(width=45, height=33), Crop(width=20, height=11, x=9, y=7)),
    (Crop(width=31, height=17, x=4, y=2), Resize(width=90), Flip()),
    (Rotate(angle=90), Crop(width=17, height=31, x=4, y=2), Resize(width=30)),
]


def stored(upright: Pixels, orientation: int) -> bytes:
    """Return a PNG whose EXIF says how it must be turned to look like `upright`."""
    # EXIF 2.32, tag 0x0112: where row 0 and column 0 of the file are in the upright picture.
    as_stored = {
        1: upright,
        2: upright[:, ::-1],
        3: upright[::-1, ::-1],
        4: upright[::-1],
        5: upright.transpose(1, 0, 2),
        6: np.rot90(upright, 1),
        7: upright[::-1, ::-1].transpose(1, 0, 2),
        8: np.rot90(upright, -1),
    }[orientation]
    image = pyvips.Image.new_from_array(np.ascontiguousarray(as_stored))
    image = image.copy(interpretation="srgb")
    image.set_type(pyvips.GValue.gint_type, "orientation", orientation)
    return bytes(image.pngsave_buffer())


@pytest.mark.parametrize("operations", CHAINS, ids=range(len(CHAINS)))
@pytest.mark.parametrize("orientation", ORIENTATIONS)
def test_orientation_makes_no_difference(
    orientation: int, operations: tuple[Operation, ...]
) -> None:
    """The result is that of the upright picture, but for rounding."""
    upright = waves(41, 61)

    drawn = draw(stored(upright, orientation), *operations)

    assert worst(drawn, draw(upright, *operations)) <= 2


@pytest.mark.parametrize("orientation", ORIENTATIONS)
@pytest.mark.parametrize(
    "operations",
    [(), (Resize(width=120),), (Crop(width=200, height=120, x=20, y=10), Resize(width=100))],
    ids=["nothing", "resize", "crop and resize"],
)
def test_photographs_come_out_upright(orientation: int, operations: tuple[Operation, ...]) -> None:
    """Photographs of one scene in all orientations look alike but for the numeral in the middle."""
    first, other = (
        draw(f"orientation-{number}.jpg", *operations, chosen=OutputFormat.JPEG)
        for number in (1, orientation)
    )

    assert difference(first, other) <= 5


@pytest.mark.parametrize("chosen", OutputFormat)
@pytest.mark.parametrize("orientation", [3, 6])
def test_file_is_not_turned_again(orientation: int, chosen: OutputFormat) -> None:
    """No format keeps a tag by which a viewer, or its own decoder, turns the upright picture."""
    file = render(stored(waves(41, 61), orientation), chosen=chosen)

    assert file.pixels.shape[:2] == (41, 61)
    assert difference(file.pixels, waves(41, 61)) <= 8


@pytest.mark.parametrize("keep", Keep)
def test_picture_may_lie_as_it_is_stored(keep: Keep) -> None:
    """What is not to be upright is not turned, here or by a viewer, whatever else is kept."""
    content = stored(waves(41, 61), 6)
    wishes = Output(upright=False, keep=keep)

    file = render(content, chosen=OutputFormat.JPEG, output=wishes)

    assert file.pixels.shape[:2] == (61, 41)
    assert inspected(file.content).facts.orientation == 1
