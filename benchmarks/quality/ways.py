"""Every way of making a picture smaller that is compared, each from file to JPEG file."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pyvips

from benchmarks.quality.pictures import Picture
from pixmill.engine.vips import execute
from pixmill.engine.vips.inspect import inspect
from pixmill.transform.formats import SNIFF_BYTES, OutputFormat, sniff
from pixmill.transform.limits import Limits
from pixmill.transform.operations import Resize, ResizeMode
from pixmill.transform.output import Output, Profile
from pixmill.transform.plan import Plan, resolve_plan
from pixmill.transform.recipe import Recipe

Way = Callable[[Picture, Path], None]

_QUALITY = 80
_SHRINKS = (8, 4, 2)


def ways() -> Mapping[str, Way]:
    """Return all ways by name; `thumbnail` is what the others are compared with."""
    return {
        "thumbnail": thumbnail,
        "eager shrink": eager,
        **{profile.value: _ours(profile) for profile in Profile},
        "ideal": ideal,
    }


def thumbnail(picture: Picture, target: Path) -> None:
    """Let libvips do it all."""
    size = {"height": picture.height, "size": "force"}
    image = pyvips.Image.thumbnail(str(picture.path), picture.width, **size)
    _write(_to_srgb(image), target)


def eager(picture: Picture, target: Path) -> None:
    """Let the decoder shrink as far as it goes, then average stored values: as sharp does."""
    image = pyvips.Image.new_from_file(str(picture.path), access="sequential")
    factor = min(image.width / picture.width, image.height / picture.height)
    shrink = next((by for by in _SHRINKS if factor >= by), 1)
    if picture.path.suffix == ".jpg" and shrink > 1:
        image = pyvips.Image.new_from_file(str(picture.path), access="sequential", shrink=shrink)
    _write(_to_srgb(_resize(image, picture)), target)


def ideal(picture: Picture, target: Path) -> None:
    """Write the ideal picture."""
    _write(ideal_pixels(picture), target)


def ideal_pixels(picture: Picture) -> pyvips.Image:
    """Return the picture decoded wholly and averaged in light by Lanczos' filter alone."""
    image = pyvips.Image.new_from_file(str(picture.path), access="sequential")
    if image.hasalpha():
        image = image.flatten(background=255)
    light = _to_srgb(image).colourspace("scrgb")
    return _resize(light, picture, gap=0).colourspace("srgb")


def plan_for(picture: Picture, profile: Profile) -> Plan:
    """Return what the engine does."""
    with picture.path.open("rb") as file:
        source_format = sniff(file.read(SNIFF_BYTES))
        facts = inspect(file.fileno(), source_format, Limits()).facts
    resize = Resize(width=picture.width, height=picture.height, mode=ResizeMode.SCALE)
    recipe = Recipe(operations=(resize,), output=Output(profile=profile, quality=_QUALITY))
    return resolve_plan(recipe, facts, chosen=OutputFormat.JPEG, overlays={}, limits=Limits())


def _ours(profile: Profile) -> Way:
    plans: dict[Path, Plan] = {}

    def make(picture: Picture, target: Path) -> None:
        if picture.path not in plans:
            plans[picture.path] = plan_for(picture, profile)
        with picture.path.open("rb") as source, target.open("w+b") as result:
            execute.render(plans[picture.path], [source.fileno()], result.fileno())

    return make


def _resize(image: pyvips.Image, picture: Picture, gap: float = 2.0) -> pyvips.Image:
    scale = picture.width / image.width
    return image.resize(scale, vscale=picture.height / image.height, gap=gap)


def _to_srgb(image: pyvips.Image) -> pyvips.Image:
    if image.get_typeof("icc-profile-data") == 0:
        return image
    return image.icc_transform("srgb", embedded=True, intent="perceptual", depth=8)


def _write(image: pyvips.Image, target: Path) -> None:
    if image.hasalpha():
        image = image.flatten(background=255)
    image.jpegsave(str(target), Q=_QUALITY, optimize_coding=True, keep="none")
