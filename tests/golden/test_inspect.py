"""What the engine finds in an upload, and what it refuses."""

import csv

import numpy as np
import pytest
import pyvips

from pixmill.engine.vips.problems import SourceUnsupported
from pixmill.transform.formats import SourceFormat, UnsupportedFormat, sniff
from pixmill.transform.limits import Limits, SourceTooLarge
from pixmill.transform.source import ColourSpace
from tests.golden.drawing import encoded, inspected
from tests.golden.samples import noise
from tests.pictures_library import PICTURES, picture

with (PICTURES / "MANIFEST.csv").open(encoding="utf-8", newline="") as manifest:
    READABLE = [
        row
        for row in csv.DictReader(manifest)
        if row["width"] and row["format"] != "heic" and "refused" not in row["purpose"]
    ]


@pytest.mark.parametrize("row", READABLE, ids=lambda row: row["file"])
def test_facts_are_those_of_the_manifest(row: dict[str, str]) -> None:
    """Format, upright size and frames are read off every test picture."""
    found = inspected(row["file"])

    facts = found.facts
    assert facts.format == row["format"]
    assert facts.upright == (int(row["width"]), int(row["height"]))
    assert facts.frames == int(row["frames"])
    assert len(found.placeholder) == 28
    assert 1 <= len(found.palette) <= 5


@pytest.mark.parametrize(
    ("name", "space", "bits", "has_profile", "has_alpha"),
    [
        ("cmyk.jpg", ColourSpace.CMYK, 8, False, False),
        ("grey.jpg", ColourSpace.GREY, 8, False, False),
        ("grey-1-bit.png", ColourSpace.GREY, 8, False, False),
        ("deep.png", ColourSpace.RGB, 16, False, False),
        ("deep-profile.png", ColourSpace.RGB, 16, True, False),
        ("alpha-16-bit-grey.png", ColourSpace.GREY, 16, True, True),
        ("palette-transparent.png", ColourSpace.RGB, 8, False, True),
        ("wide-gamut.png", ColourSpace.RGB, 8, True, True),
    ],
)
def test_colours_are_recognised(
    name: str, space: ColourSpace, bits: int, *, has_profile: bool, has_alpha: bool
) -> None:
    """Planning needs to know what the stored pixels are."""
    facts = inspected(name).facts

    assert (facts.space, facts.bits) == (space, bits)
    assert (facts.has_profile, facts.has_alpha) == (has_profile, has_alpha)


@pytest.mark.parametrize("number", range(1, 9))
def test_orientation_is_read(number: int) -> None:
    """The tag of EXIF is a fact of the source."""
    assert inspected(f"orientation-{number}.jpg").facts.orientation == number


@pytest.mark.parametrize(
    "name", ["truncated.jpg", "corrupt-header.jpg", "broken-crc.png", "broken-depth.png"]
)
def test_damaged_files_are_refused(name: str) -> None:
    """A file that cannot be shown wholly is not let in."""
    with pytest.raises(pyvips.Error):
        inspected(name)


@pytest.mark.parametrize(
    "name", ["photo.png", "photo.tiff", "still.avif", "animated.webp", "grey.jpg"]
)
def test_any_format_cut_short_is_refused(name: str) -> None:
    """Half a file is damaged in every format."""
    content = picture(name).read_bytes()

    with pytest.raises(pyvips.Error):
        inspected(content[: len(content) // 2])


def test_gif_cut_short_between_frames_is_as_long_as_it_got() -> None:
    """The decoder takes whole GIF frames for a whole animation; half a frame is never shown."""
    content = picture("animated.gif").read_bytes()

    assert 1 < inspected(content[: len(content) // 2]).facts.frames < 30


def test_still_gif_cut_short_is_refused() -> None:
    """Half a frame is damaged."""
    content = encoded(noise(200, 200), ".gif")

    with pytest.raises(pyvips.Error):
        inspected(content[: len(content) // 2])


def test_heic_is_refused_by_name() -> None:
    """HEIC is told from AVIF by its brand."""
    with pytest.raises(UnsupportedFormat, match="HEIC"):
        inspected("photo.heic")


def test_hevc_behind_the_brand_of_avif_is_refused() -> None:
    """A wrong brand does not get HEVC any further."""
    content = picture("photo.heic").read_bytes()
    renamed = content[:8] + b"avif" + content[12:]

    assert sniff(renamed[:64]) is SourceFormat.AVIF
    with pytest.raises((SourceUnsupported, pyvips.Error)):
        inspected(renamed)


@pytest.mark.parametrize(
    ("limits", "word"),
    [
        (Limits(max_source_edge=4000), "along one side"),
        (Limits(max_source_pixels=10_000_000), "pixels in all"),
    ],
)
def test_limits_are_held_to_the_header(limits: Limits, word: str) -> None:
    """A file too large is refused before a pixel is decoded: it may even have none."""
    header_alone = picture("camera-12mp.jpg").read_bytes()[:100_000]

    with pytest.raises(SourceTooLarge, match=word):
        inspected(header_alone, limits)


@pytest.mark.parametrize(
    ("name", "limits"),
    [
        ("animated.gif", Limits(max_frames=29)),
        ("animated.webp", Limits(max_frames=8)),
        ("animated.gif", Limits(max_source_pixels=80 * 80 * 30 - 1)),
    ],
)
def test_animated_bombs_are_refused(name: str, limits: Limits) -> None:
    """All frames count, not the first alone."""
    with pytest.raises(SourceTooLarge):
        inspected(name, limits)


def test_placeholder_and_palette_show_the_picture() -> None:
    """The colours of a flag are its palette, and another picture has another placeholder."""
    flag = inspected("deep.png")

    reds = [colour for colour in flag.palette if colour.startswith(("ae", "ad", "af"))]
    assert len(reds) == 1
    assert flag.placeholder != inspected("photo.png").placeholder


def test_palette_knows_no_invisible_colours() -> None:
    """Black under full transparency is no colour of the picture."""
    stripes = np.zeros((64, 64, 4), np.uint8)
    stripes[:, ::2] = 255

    assert inspected(stripes).palette == ("ffffffff",)


@pytest.mark.parametrize("shape", [(1, 1), (1, 300), (300, 1), (3, 2)])
def test_extreme_shapes_are_inspected(shape: tuple[int, int]) -> None:
    """A single pixel, row or column has a placeholder too."""
    assert inspected(encoded(noise(*shape))).facts.upright == shape[::-1]
