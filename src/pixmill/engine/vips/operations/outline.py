"""Draw a rim along the edge of the shape."""

import pyvips

from pixmill.engine.vips.colour import OPAQUE, with_alpha
from pixmill.engine.vips.operations.silhouette import grown, laid, painted, shrunk, softened
from pixmill.transform.operations import OutlineStep
from pixmill.transform.operations.outline import OutlineMode


def apply(image: pyvips.Image, step: OutlineStep) -> pyvips.Image:
    """Return the picture with the rim, on a surface that holds both."""
    had_alpha, margin = image.hasalpha(), step.margin
    image = with_alpha(image).copy_memory()
    width, height = image.width + 2 * margin, image.height + 2 * margin
    image = image.embed(margin, margin, width, height)
    match step.mode:
        case OutlineMode.OUTER:
            return laid(painted(_outer(image, step), step.colour), image)
        case OutlineMode.FILL:
            return painted(_outer(image, step), step.colour)
        case OutlineMode.INNER_FILL:
            return painted(_inner(image, step), step.colour)
        case OutlineMode.INNER:
            rim = _inner(image, step).linear(-1, OPAQUE, uchar=True)
            drawn = laid(image, painted(rim, step.colour), "atop")
            return drawn if had_alpha else drawn[:3]


def _outer(image: pyvips.Image, step: OutlineStep) -> pyvips.Image:
    return softened(grown(image[3], step.rim), step.sigma)


def _inner(image: pyvips.Image, step: OutlineStep) -> pyvips.Image:
    return softened(shrunk(image[3], step.rim), step.sigma)
