"""Texts and pictures over the picture."""

from typing import get_args

import numpy as np
import pytest

from pixmill.transform.colour import Colour
from pixmill.transform.geometry import Gravity
from pixmill.transform.operations import Watermark
from pixmill.transform.operations.text import FontFamily
from tests.golden.drawing import Pixels, draw, worst
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import noise


@pytest.mark.parametrize(
    "name", ["watermark", "watermark-wrapped", "watermark-tiled", "watermark-asset"]
)
def test_watermark_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


def plain(height: int = 120, width: int = 200) -> Pixels:
    """Return grey ground."""
    return np.full((height, width, 3), 128, np.uint8)


def touched(watermark: Watermark, source: Pixels | None = None) -> Pixels:
    """Return rows and columns of the pixels that a watermark changed: top, bottom, left, right."""
    ground = plain() if source is None else source
    stamps = {"stamp": noise(30, 30)} if watermark.asset else None
    rows, columns = np.nonzero((draw(ground, watermark, overlays=stamps) != ground).any(axis=2))
    return np.array([rows.min(), rows.max(), columns.min(), columns.max()])


@pytest.mark.parametrize(
    ("gravity", "inside"),
    [
        (Gravity.NORTH_WEST, (0, 59, 0, 99)),
        (Gravity.NORTH_EAST, (0, 59, 100, 199)),
        (Gravity.SOUTH_EAST, (60, 119, 100, 199)),
        (Gravity.SOUTH_WEST, (60, 119, 0, 99)),
        (Gravity.CENTER, (30, 90, 50, 150)),
    ],
)
@pytest.mark.parametrize("kind", ["text", "asset"])
def test_watermark_only_changes_its_region(
    gravity: Gravity, inside: tuple[int, int, int, int], kind: str
) -> None:
    """Everything else is left value for value."""
    content = Watermark(text="Mill", size=16, gravity=gravity)
    if kind == "asset":
        content = Watermark(asset="stamp", gravity=gravity)

    top, bottom, left, right = touched(content)

    assert inside[0] <= top <= bottom <= inside[1]
    assert inside[2] <= left <= right <= inside[3]


@pytest.mark.parametrize("opacity", [25, 50, 100])
def test_opacity_is_a_share(opacity: float) -> None:
    """An opaque stamp at half strength is half of both."""
    stamp = np.full((20, 20, 3), (255, 0, 40), np.uint8)
    watermark = Watermark(asset="stamp", width=20, x=5, y=5, opacity=opacity)

    drawn = draw(plain(), watermark, overlays={"stamp": stamp})

    truth = 128 + opacity / 100 * (np.array([255, 0, 40]) - 128.0)
    assert np.abs(drawn[100, 180] - truth).max() <= 1.5


def test_opacity_of_nothing_changes_nothing() -> None:
    """What cannot be seen is not drawn."""
    assert worst(draw(plain(), Watermark(text="x", opacity=0)), plain()) == 0


@pytest.mark.parametrize(
    "watermark",
    [
        Watermark(text="Mill", size=10, tile=True),
        Watermark(asset="stamp", width=8, tile=True, opacity=100),
    ],
)
def test_tiles_cover_the_picture(watermark: Watermark) -> None:
    """No quarter of the picture is left without."""
    top, bottom, left, right = touched(watermark)

    assert (top, left) < (30, 50)
    assert bottom > 90
    assert right > 150


def test_text_is_no_markup() -> None:
    """What looks like markup is written letter by letter."""
    tagged = touched(Watermark(text="<b>a</b>", size=16, gravity=Gravity.WEST))
    bare = touched(Watermark(text="a", size=16, gravity=Gravity.WEST))

    assert tagged[3] - tagged[2] > 3 * (bare[3] - bare[2])


@pytest.mark.parametrize(
    "text", ["&", "<", "</span>", "&amp;", "a & b < c", "\u0663 \u05d0 \u4e2d \U0001f600"]
)
def test_any_text_is_written(text: str) -> None:
    """No text breaks the drawing."""
    assert touched(Watermark(text=text, size=16)).size == 4


def test_long_text_wraps() -> None:
    """A text that is too long for one line goes on below, words without spaces too."""
    one = touched(Watermark(text="mmmm", size=16))
    many = touched(Watermark(text="m" * 40, size=16))

    assert many[1] - many[0] > 2 * (one[1] - one[0])
    assert many[2] >= 0


@pytest.mark.parametrize(
    ("font", "bold", "italic"),
    [("sans", True, False), ("sans", False, True), ("serif", True, False), ("mono", True, False)],
)
def test_faces_of_a_family_differ(font: FontFamily, *, bold: bool, italic: bool) -> None:
    """Each face that comes with Pixmill is found; serif and mono come without italics."""
    regular, other = (
        draw(plain(), Watermark(text="Pixmill", size=24, font=font, bold=is_bold, italic=slanted))
        for is_bold, slanted in [(False, False), (bold, italic)]
    )

    assert worst(regular, other) > 50


def test_families_differ() -> None:
    """A family that is not found would silently be written in another one."""
    sans, serif, mono = (
        draw(plain(), Watermark(text="Pixmill", size=24, font=font))
        for font in get_args(FontFamily)
    )

    assert min(worst(sans, serif), worst(sans, mono), worst(serif, mono)) > 50


def test_colour_of_the_text() -> None:
    """Ink has the colour that was asked for."""
    watermark = Watermark(text="\u2588", size=60, opacity=100, colour=Colour("ff0000ff"))

    drawn = draw(plain(), watermark)

    assert (drawn == (255, 0, 0)).all(axis=2).sum() > 500


def test_one_asset_may_be_laid_over_twice() -> None:
    """A picture that was read once is still there for the second place."""
    marks = [Watermark(asset="stamp", gravity=side) for side in (Gravity.WEST, Gravity.EAST)]

    drawn = draw("photo.png", *marks, overlays={"stamp": "alpha.png"})

    changed = (drawn != draw("photo.png")).any(axis=2)
    assert changed[:, :200].any()
    assert changed[:, -200:].any()


@pytest.mark.parametrize(
    "name",
    ["cmyk.jpg", "alpha-16-bit-grey.png", "animated.gif", "orientation-6.jpg", "wide-gamut.png"],
)
def test_any_picture_may_be_laid_over(name: str) -> None:
    """A stamp is made upright and sRGB like any picture."""
    watermark = Watermark(
        asset="stamp", width=60, opacity=100, x=0, y=0, gravity=Gravity.NORTH_WEST
    )

    drawn = draw(plain(), watermark, overlays={"stamp": name})

    assert (drawn != plain()).any()


def test_stamp_on_transparent_ground_is_seen() -> None:
    """A transparent picture becomes visible where the stamp is, and stays transparent elsewhere."""
    ground = np.zeros((60, 60, 4), np.uint8)
    watermark = Watermark(asset="stamp", width=20, opacity=100, x=0, y=0)

    drawn = draw(ground, watermark, overlays={"stamp": noise(20, 20)})

    assert worst(drawn[40:, 40:, :3], noise(20, 20)) <= 1
    assert (drawn[40:, 40:, 3] == 255).all()
    assert (drawn[:40, :, 3] == 0).all()


def test_text_on_black_and_white_is_readable() -> None:
    """White letters have a shadow, so that they can be read on white ground too."""
    white = np.full((60, 100, 3), 255, np.uint8)

    drawn = draw(white, Watermark(text="Mill", size=24, opacity=100))

    assert int(drawn.min()) < 190
