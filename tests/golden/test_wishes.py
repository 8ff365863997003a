"""Wishes about the file: coarse before fine, without loss, and with what the source tells."""

import numpy as np
import pytest
import pyvips

from pixmill.transform.formats import OutputFormat
from pixmill.transform.operations import Resize, ResizeMode
from pixmill.transform.output import Keep, Output
from tests.golden.drawing import draw, encoded, opaque, render, worst
from tests.golden.samples import noise

SMALL = Resize(width=100, height=100, mode=ResizeMode.LIMIT)
WITH_EXIF = [OutputFormat.JPEG, OutputFormat.PNG, OutputFormat.WEBP, OutputFormat.AVIF]
WITH_PROFILE = [*WITH_EXIF, OutputFormat.TIFF]


def told(content: bytes) -> dict[str, object]:
    """Return all that a decoder finds in a file beside the pixels."""
    image = pyvips.Image.new_from_buffer(content, "")
    return {name: image.get(name) for name in image.get_fields()}


@pytest.mark.parametrize("chosen", [OutputFormat.JPEG, OutputFormat.PNG])
@pytest.mark.parametrize("progressive", [False, True])
def test_coarse_before_fine(chosen: OutputFormat, *, progressive: bool) -> None:
    """JPEG is stored in several scans, PNG interlaced; the pixels are the same."""
    file = render("photo.png", SMALL, chosen=chosen, output=Output(progressive=progressive))

    assert ("interlaced" in told(file.content)) is progressive
    if chosen is OutputFormat.PNG:
        assert worst(file.pixels, draw("photo.png", SMALL)) == 0


@pytest.mark.parametrize(
    "chosen", [OutputFormat.WEBP, OutputFormat.AVIF, OutputFormat.PNG, OutputFormat.PDF]
)
@pytest.mark.parametrize("channels", [3, 4])
def test_nothing_is_lost(chosen: OutputFormat, channels: int) -> None:
    """Every value arrives, under full transparency too, whatever quality is asked for."""
    pixels = noise(channels=channels)

    file = render(pixels, chosen=chosen, output=Output(lossless=True, quality=20))

    assert worst(file.pixels, pixels) == 0


def test_animations_can_be_without_loss() -> None:
    """Every frame of a WebP is exact."""
    exact = render("animated-tiny.gif", chosen=OutputFormat.WEBP, output=Output(lossless=True))

    first = exact.pixels[:48]
    assert worst(opaque(first), opaque(draw("animated-tiny.gif", chosen=OutputFormat.PNG))) == 0


@pytest.mark.parametrize("chosen", WITH_EXIF)
def test_metadata_is_kept_when_asked_for(chosen: OutputFormat) -> None:
    """Camera and place are there, the thumbnail is not, and nothing turns the picture again."""
    output = Output(keep=Keep.METADATA)

    found = told(render("camera-12mp.jpg", SMALL, chosen=chosen, output=output).content)

    assert "exif-ifd3-GPSLatitude" in found
    assert "jpeg-thumbnail-data" not in found
    assert found.get("orientation", 1) == 1
    assert "icc-profile-data" not in found


@pytest.mark.parametrize("chosen", WITH_EXIF)
def test_only_the_owner_is_kept_when_asked_for(chosen: OutputFormat) -> None:
    """The names of artist and owner are there, the place is not."""
    image = pyvips.Image.new_from_file("tests/pictures/camera-12mp.jpg").resize(0.05).copy()
    image.set_type(pyvips.GValue.gstr_type, "exif-ifd0-Copyright", "Ann Example")
    source = bytes(image.jpegsave_buffer())

    found = told(render(source, chosen=chosen, output=Output(keep=Keep.COPYRIGHT)).content)

    assert str(found["exif-ifd0-Copyright"]).startswith("Ann Example")
    assert not [name for name in found if "GPS" in name or "Model" in name or "Date" in name]


def test_owner_of_nothing_is_nobody() -> None:
    """A source that tells nothing gives a file that tells nothing of it."""
    output = Output(keep=Keep.COPYRIGHT)

    found = told(render(noise(), chosen=OutputFormat.JPEG, output=output).content)

    assert "exif-ifd0-Copyright" not in found


@pytest.mark.parametrize("chosen", WITH_PROFILE)
def test_colours_stay_in_their_space_when_asked_for(chosen: OutputFormat) -> None:
    """The pixels are those of the source, and the file names what they mean."""
    output = Output(keep=Keep.COLOURS, quality=100)
    source = pyvips.Image.new_from_file("tests/pictures/wide-gamut-tiny.png")

    file = render("wide-gamut-tiny.png", chosen=chosen, output=output)

    assert told(file.content)["icc-profile-data"] == source.get("icc-profile-data")
    apart = np.abs(file.pixels[:, :, :3].astype(int) - source.numpy()[:, :, :3])
    assert apart.mean() <= 2


@pytest.mark.parametrize("name", ["wide-gamut-tiny.png", "deep-profile.png", "cmyk.jpg"])
def test_colours_mean_the_same_in_every_space(name: str) -> None:
    """What is kept or converted shows the same picture."""
    kept = render(name, chosen=OutputFormat.PNG, output=Output(keep=Keep.COLOURS))
    plain = render(name, chosen=OutputFormat.PNG)

    apart = draw(kept.content).astype(float) - draw(plain.content)
    assert np.abs(apart).mean() <= 1.5


def test_formats_without_profiles_are_brought_to_srgb() -> None:
    """A wish that the format cannot fulfil never makes colours wrong."""
    wished = render(
        "wide-gamut.png", SMALL, chosen=OutputFormat.BMP, output=Output(keep=Keep.COLOURS)
    )

    assert worst(wished.pixels, draw("wide-gamut.png", SMALL)) == 0


def test_pictures_without_a_profile_stay_without() -> None:
    """There is nothing to keep."""
    file = render(encoded(noise()), chosen=OutputFormat.PNG, output=Output(keep=Keep.COLOURS))

    assert "icc-profile-data" not in told(file.content)
