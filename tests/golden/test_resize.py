"""Resampling keeps things where they are and mixes no invisible colours in."""

import numpy as np
import pytest

from pixmill.engine.vips.operations import resize
from pixmill.transform.operations import Resize, ResizeMode
from pixmill.transform.output import Output, Profile
from tests.golden.drawing import (
    Pixels,
    Source,
    difference,
    draw,
    draw_plan,
    encoded,
    opaque,
    planned,
    worst,
)
from tests.golden.gallery import assert_like_reference
from tests.golden.samples import glass, island, noise, ramp


@pytest.mark.parametrize("name", ["resize", "resize-enlarged", "resize-pad", "resize-cmyk"])
def test_resize_looks_as_it_did(name: str) -> None:
    """The exhibit is the picture that was once looked at and found right."""
    assert_like_reference(name)


@pytest.mark.parametrize(
    ("width", "height"),
    [(150, 120), (150, 80), (150, 40), (50, 120), (300, 240), (105, 84), (50, 40), (101, 79)],
)
def test_resize_keeps_things_in_place(width: int, height: int) -> None:
    """An even ramp stays an even ramp between the same ends, to a quarter of a pixel."""
    resize = Resize(width=width, height=height, mode=ResizeMode.SCALE)

    row = draw(ramp(), resize)[height // 2, :, 0].astype(float)

    truth = ((np.arange(width) + 0.5) * 100 / width - 0.5) * 2
    assert np.abs((row - truth)[5:-5]).max() < 0.6


def test_resize_treats_both_directions_alike() -> None:
    """Turning the picture by its diagonal before or after is the same."""
    one = draw(ramp(), Resize(width=130, height=37, mode=ResizeMode.SCALE))
    turned = draw(ramp().transpose(1, 0, 2), Resize(width=37, height=130, mode=ResizeMode.SCALE))

    assert worst(one, turned.transpose(1, 0, 2)) <= 1


@pytest.mark.parametrize("width", [7, 29, 31, 200])
def test_resize_keeps_a_single_colour(width: int) -> None:
    """A half-transparent colour stays what it is, not a value less."""
    drawn = draw(glass(), Resize(width=width))

    assert (drawn == (200, 100, 50, 128)).all()


@pytest.mark.parametrize("width", [13, 97])
def test_resize_does_not_let_invisible_colours_in(width: int) -> None:
    """The rim of a shape on transparent ground has the shape's colour."""
    drawn = draw(island(), Resize(width=width))

    visible = opaque(drawn)[drawn[:, :, 3] > 40]
    assert np.abs(visible.astype(float) - 90).max() <= 4


def test_resize_is_not_darker_on_average() -> None:
    """Rounding goes both ways: noise keeps its mean with an alpha channel as without."""
    source = noise(200, 200)
    through = np.dstack([source, np.full((200, 200), 255, np.uint8)])

    # Light is clipped differently before it is divided by alpha, which is not what this is about.
    fast = Output(profile=Profile.FAST)
    plain, premultiplied = (
        draw_plan(planned(one, Resize(width=150), output=fast), one) for one in (source, through)
    )

    assert abs(float(plain.mean()) - float(opaque(premultiplied).mean())) < 0.1


def test_fill_cuts_the_middle_and_pad_keeps_all() -> None:
    """Fill covers the box, pad leaves transparent stripes."""
    source = noise(60, 120)

    filled = draw(source, Resize(width=60, height=60))
    padded = draw(source, Resize(width=60, height=60, mode=ResizeMode.PAD))

    assert worst(filled, source[:, 30:90]) == 0
    assert (padded[:15, :, 3] == 0).all()
    assert (padded[15:45, :, 3] == 255).all()
    assert (padded[45:, :, 3] == 0).all()


def test_whole_rows_are_enlarged_from_a_stream() -> None:
    """A decoder that gives each row once is no obstacle."""
    assert draw("photo.png", Resize(width=900)).shape == (900, 900, 3)


def shrunk(source: Source, profile: Profile) -> Pixels:
    """Return a source at a width of 40 pixels, as a profile makes it."""
    plan = planned(source, Resize(width=40), output=Output(profile=profile))
    return draw_plan(plan, source)


@pytest.mark.parametrize(
    ("profile", "expected"), [(Profile.FAST, 128), (Profile.BALANCED, 188), (Profile.BEST, 188)]
)
@pytest.mark.parametrize("channels", [1, 3, 4])
def test_black_and_white_average_to_half_the_light(
    profile: Profile, expected: int, channels: int
) -> None:
    """Half the light is 188 on sRGB's curve (IEC 61966-2-1); only the fast profile takes 128."""
    lines = np.zeros((160, 160, channels), np.uint8)
    lines[:, ::2] = 255
    if channels == 4:
        lines[:, :, 3] = 255

    middle = shrunk(lines, profile)[10:-10, 10:-10]

    assert np.abs(middle[:, :, :3].astype(int)[..., : min(channels, 3)] - expected).max() <= 2


@pytest.mark.parametrize("picture", ["photo.png", "screenshot.png"])
def test_guided_average_comes_near_to_that_of_light(picture: str) -> None:
    """The quick way of the balanced profile draws nearly the picture of the best."""
    balanced, best, fast = (
        shrunk(picture, profile) for profile in (Profile.BALANCED, Profile.BEST, Profile.FAST)
    )

    assert difference(balanced, best) < 1
    assert difference(balanced, best) < difference(fast, best)


@pytest.mark.parametrize("profile", Profile)
@pytest.mark.parametrize("value", range(0, 256, 15))
def test_every_profile_keeps_a_single_colour(profile: Profile, value: int) -> None:
    """Going to light and back loses nothing."""
    source = np.full((90, 90, 3), value, np.uint8)

    assert worst(shrunk(source, profile), source[:40, :40]) == 0


@pytest.mark.parametrize("profile", Profile)
def test_alpha_that_says_nothing_changes_nothing(profile: Profile) -> None:
    """A picture that is opaque throughout is made like one without alpha, which is quicker."""
    plain = noise(90, 90)
    through = np.dstack([plain, np.full((90, 90), 255, np.uint8)])

    drawn = shrunk(through, profile)

    assert drawn.shape[2] == 4
    assert worst(opaque(drawn), shrunk(plain, profile)) == 0


@pytest.mark.parametrize("profile", Profile)
def test_deep_pictures_are_averaged_in_light_too(profile: Profile) -> None:
    """A picture of 16 bits looks like the same picture of 8 bits; the quick way is for the latter.

    The best way stands in for it.
    """
    deep = np.zeros((160, 160, 3), np.uint16)
    deep[:, ::2] = 65535
    expected = 128 if profile is Profile.FAST else 188

    drawn = shrunk(encoded(deep), profile)[10:-10, 10:-10]

    assert np.abs(drawn.astype(int) - expected).max() <= 2


def test_picture_that_is_too_large_to_hold_is_averaged_in_light(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where the quick way would need too much memory the other one streams."""
    source = noise(90, 90)
    best = shrunk(source, Profile.BEST)
    monkeypatch.setattr(resize, "_MOST_HELD", 1)

    assert worst(shrunk(source, Profile.BALANCED), best) == 0
