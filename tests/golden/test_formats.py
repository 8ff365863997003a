"""Every kind of source in every format: size, transparency, colours and frames arrive."""

import numpy as np
import pytest
import pyvips

from pixmill.transform.formats import CAPABILITIES, OutputFormat, SourceFormat, sniff
from pixmill.transform.operations import Blur, Resize, ResizeMode, Watermark
from pixmill.transform.output import Output
from tests.golden.drawing import (
    alpha_of,
    difference,
    draw,
    inspected,
    opaque,
    pixels_of,
    render,
    shown,
)
from tests.golden.samples import glass, noise
from tests.pictures_library import picture

KINDS = [
    "alpha-16-bit-grey.png", "alpha-turned.avif", "alpha.png", "animated.avif", "arithmetic.jpg",
    "camera-12mp.jpg", "cmyk.jpg", "deep-profile.png", "deep.png", "gain-map.jpg", "graph.png",
    "drawing.svg", "grey-1-bit.png", "grey.jpg", "grey.tiff", "icon-bitmap.ico", "icon.ico",
    "interlaced-alpha.png", "orientation-6.jpg", "palette.bmp",
    "palette-1-bit-1x1.png", "palette-transparent.png", "palette.png", "photo.png", "photo.tiff",
    "progressive.jpg", "screenshot.png", "still.avif", "wide-gamut-tiny.png", "wide-gamut.png",
]  # fmt: skip
ANIMATED = ["animated.gif", "animated-tiny.gif", "animated.webp"]
SMALL = Resize(width=120, height=120, mode=ResizeMode.LIMIT)
# Mean distance that an encoder may add at this quality, on small pictures full of detail.
FINE = Output(quality=95)
LOSS = {
    OutputFormat.JPEG: 3.0,
    OutputFormat.PNG: 0.0,
    OutputFormat.WEBP: 8.0,
    OutputFormat.GIF: 9.0,
    OutputFormat.AVIF: 4.0,
    OutputFormat.TIFF: 0.0,
    OutputFormat.BMP: 0.0,
    OutputFormat.ICO: 0.0,
    OutputFormat.PDF: 3.0,
}


@pytest.mark.parametrize("chosen", OutputFormat)
@pytest.mark.parametrize("name", KINDS)
def test_every_kind_in_every_format(name: str, chosen: OutputFormat) -> None:
    """The file is of the format, and shows what was drawn within the encoder's loss."""
    drawn = draw(name, SMALL, chosen=chosen)

    fine = None if chosen is OutputFormat.PNG else FINE
    file = render(name, SMALL, chosen=chosen, output=fine)

    if chosen is not OutputFormat.PDF:
        assert sniff(file.content[:64]) is SourceFormat(chosen.value)
    assert file.pixels.shape[:2] == drawn.shape[:2]
    has_alpha = file.pixels.shape[2] == 4
    assert not has_alpha or CAPABILITIES[chosen].alpha
    if chosen is OutputFormat.GIF:
        # GIF knows transparent and opaque alone: compare where there was no doubt.
        sure = np.isin(alpha_of(drawn), (0, 255)) & (alpha_of(drawn) == alpha_of(file.pixels))
        apart = np.abs(shown(drawn) - shown(file.pixels))[sure]
        assert apart.size == 0 or apart.mean() <= LOSS[chosen]
    elif chosen is OutputFormat.JPEG:
        assert np.abs(shown(drawn) - shown(file.pixels)).mean() <= LOSS[chosen]
    else:
        assert difference(drawn, file.pixels) <= LOSS[chosen]


@pytest.mark.parametrize("chosen", [one for one in OutputFormat if CAPABILITIES[one].alpha])
def test_transparency_arrives(chosen: OutputFormat) -> None:
    """A format that can hold transparency does."""
    file = render("palette-transparent.png", chosen=chosen)

    assert (alpha_of(file.pixels) < 128).any()
    assert (alpha_of(file.pixels) > 128).any()


def test_transparency_becomes_white_in_jpeg() -> None:
    """What cannot be transparent is white, not the colour hidden there."""
    file = render(glass(), chosen=OutputFormat.JPEG)

    assert np.abs(file.pixels[10, 10] - np.array([227.5, 177.5, 152.5])).max() <= 3


@pytest.mark.parametrize(
    ("name", "place", "colour", "tolerance"),
    [
        ("deep.png", (0.1, 0.5), (174, 28, 40), 3),
        ("deep.png", (0.5, 0.5), (255, 255, 255), 1),
        ("deep.png", (0.9, 0.5), (33, 70, 139), 3),
        ("cmyk.jpg", (0.67, 0.84), (205, 165, 40), 45),
        ("wide-gamut-tiny.png", (0.5, 0.5), (255, 0, 0), 2),
        ("grey-1-bit.png", (0.02, 0.02), (255, 255, 255), 1),
    ],
)
def test_known_colours_are_right(
    name: str, place: tuple[float, float], colour: tuple[int, int, int], *, tolerance: int
) -> None:
    """Depth, profile and space are converted: the colours are those that a viewer shows."""
    drawn = draw(name)

    pixel = opaque(drawn)[int(place[0] * drawn.shape[0]), int(place[1] * drawn.shape[1])]
    assert np.abs(pixel.astype(float) - colour).max() <= tolerance


@pytest.mark.parametrize("name", ["deep.png", "alpha-16-bit-grey.png", "cmyk.jpg", "grey.jpg"])
def test_results_are_eight_bit_srgb(name: str) -> None:
    """No channel of another kind reaches a viewer."""
    image = pyvips.Image.pngload_buffer(render(name, SMALL, chosen=OutputFormat.PNG).content)

    assert (image.format, image.interpretation) == ("uchar", "srgb")


@pytest.mark.parametrize("chosen", [OutputFormat.GIF, OutputFormat.WEBP])
@pytest.mark.parametrize("name", ANIMATED)
def test_animation_keeps_its_timing(name: str, chosen: OutputFormat) -> None:
    """It lasts as long and loops as often; equal frames in a row may become one longer frame."""
    source = moving(picture(name).read_bytes())

    result = moving(render(name, Resize(width=40), chosen=chosen).content)

    assert sum(result.get("delay")) == sum(source.get("delay"))
    assert result.get("loop") == source.get("loop")
    assert 1 < result.get("n-pages") <= source.get("n-pages")
    assert result.get("page-height") == inspected(name).facts.height * 40 // source.width


@pytest.mark.parametrize("chosen", [OutputFormat.GIF, OutputFormat.WEBP])
def test_every_frame_is_drawn(chosen: OutputFormat) -> None:
    """An operation reaches each frame, and an overlay lies over each."""
    mark = Watermark(asset="stamp", width=10, x=0, y=0, opacity=100)
    stamp = np.full((10, 10, 3), (0, 255, 0), np.uint8)

    file = render(
        "animated-tiny.gif", Blur(sigma=1), mark, chosen=chosen, overlays={"stamp": stamp}
    )

    frames = file.pixels.reshape(4, 48, 64, -1)
    assert np.abs(frames[:, 41:46, 57:62, :3] - np.array([0.0, 255.0, 0.0])).mean() <= 20
    first, last = (opaque(frames[index]).astype(float) for index in (0, 2))
    assert np.abs(first - last).mean() > 1


@pytest.mark.parametrize("chosen", [one for one in OutputFormat if not CAPABILITIES[one].animation])
@pytest.mark.parametrize("name", ANIMATED)
def test_animation_becomes_its_first_frame(name: str, chosen: OutputFormat) -> None:
    """A still format shows the first frame."""
    file = render(name, chosen=chosen)

    assert file.rendered.frames == 1
    assert np.abs(shown(file.pixels) - shown(draw(name, chosen=chosen))).mean() <= 12


@pytest.mark.parametrize("shape", [(1, 1), (1, 50), (50, 1), (2, 3)])
@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize("chosen", OutputFormat)
def test_extreme_shapes_in_every_format(
    shape: tuple[int, int], channels: int, chosen: OutputFormat
) -> None:
    """A single pixel, row or column can be written and read."""
    file = render(noise(*shape, channels=channels), chosen=chosen)

    assert file.pixels.shape[:2] == shape


@pytest.mark.parametrize(
    ("chosen", "edge"), [(OutputFormat.WEBP, 16_383), (OutputFormat.AVIF, 16_384)]
)
def test_longest_edges_can_be_written(chosen: OutputFormat, edge: int) -> None:
    """The most that the plan allows is no more than the encoder takes."""
    assert render(noise(4, edge), chosen=chosen).rendered.width == edge


def test_quality_costs_bytes() -> None:
    """A higher quality makes larger and nearer files; PNG below 100 is reduced to a palette."""
    for chosen in (OutputFormat.JPEG, OutputFormat.WEBP, OutputFormat.AVIF, OutputFormat.PNG):
        low, high = (
            render("photo.png", SMALL, chosen=chosen, output=Output(quality=quality))
            for quality in (20, 100)
        )
        assert len(low.content) < len(high.content)
        assert difference(low.pixels, draw("photo.png", SMALL)) > difference(
            high.pixels, draw("photo.png", SMALL)
        )


def moving(content: bytes) -> pyvips.Image:
    """Return all frames of an animation."""
    loader = {b"GIF8": pyvips.Image.gifload_buffer, b"RIFF": pyvips.Image.webpload_buffer}
    image = loader[content[:4]](content, n=-1)
    assert pixels_of(image).any()
    return image
