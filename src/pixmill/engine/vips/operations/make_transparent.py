"""Make a colour transparent."""

import pyvips

from pixmill.engine.vips.colour import with_alpha
from pixmill.engine.vips.likeness import Lab, in_lab, lab_of, likeness
from pixmill.transform.operations import MakeTransparent


def apply(image: pyvips.Image, step: MakeTransparent) -> pyvips.Image:
    """Return the picture with what is like the colour transparent, softly at its edges."""
    image = with_alpha(image)
    if step.colour is None:
        # Read once into memory: what is looked at here is drawn afterwards.
        image = image.copy_memory()
        sought = _corners(in_lab(image))
    else:
        sought = lab_of(step.colour)
    remains = likeness(in_lab(image), sought, tolerance=step.tolerance).linear(-1, 1)
    alpha = (image[3] * remains).rint().cast("uchar")
    return image[:3].bandjoin(alpha).copy(interpretation="srgb")


def _corners(lab: pyvips.Image) -> Lab:
    """Return the median colour of the four corners, so that a single one that differs is lost."""
    corners = [lab(x, y) for x in (0, lab.width - 1) for y in (0, lab.height - 1)]
    return [_median(values) for values in zip(*corners, strict=True)]


def _median(four: tuple[float, ...]) -> float:
    _, low, high, _ = sorted(four)
    return (low + high) / 2
