"""Cast the shape's shadow on the floor below it."""

import pyvips

from pixmill.engine.vips.colour import with_alpha
from pixmill.engine.vips.operations.silhouette import laid, painted, softened
from pixmill.transform.colour import BLACK
from pixmill.transform.operations import DropShadowStep

_STRENGTH = 0.5
# What is fainter does not make the thing higher or lower.
_FAINT = 25


def apply(image: pyvips.Image, step: DropShadowStep) -> pyvips.Image:
    """Return the picture over its shadow, on a surface that holds both."""
    image = with_alpha(image).copy_memory()
    shape = _cast(image[3], step, floor=_floor(image[3]))
    shadow = painted(softened(shape, step.sigma), BLACK, opacity=_STRENGTH)
    return laid(shadow, image.embed(step.left, step.top, step.width, step.height))


def _floor(shape: pyvips.Image) -> int:
    """Return how far down the lowest part of the shape reaches: there it stands on the floor."""
    below, _ = (shape > _FAINT).flip("vertical").profile()
    return int(shape.height - below.min())


def _cast(shape: pyvips.Image, step: DropShadowStep, *, floor: int) -> pyvips.Image:
    """Return the shape laid down on the floor, on the surface."""
    return shape.affine(
        [1, -step.across, 0, -step.down],
        interpolate=pyvips.Interpolate.new("bilinear"),
        # Pixels are taken at their centres.
        idx=0.5,
        idy=0.5,
        odx=floor * step.across - 0.5,
        ody=floor * (1 + step.down) - 0.5,
        oarea=[-step.left, -step.top, step.width, step.height],
    )
