"""Blur with a Gaussian."""

import pyvips

from pixmill.engine.vips.colour import on_premultiplied
from pixmill.transform.operations import Blur

# Below this the Gaussian is narrower than a pixel and libvips refuses it; nothing would be seen.
_SMALLEST_SIGMA = 0.3
# Where the tails of the Gaussian are cut off. libvips' default of 0.2 blurs a fifth less than asked
# for, and not at all below a sigma of 0.56.
_TAIL = 0.02


def apply(image: pyvips.Image, step: Blur) -> pyvips.Image:
    """Return the picture blurred by the sigma of the step."""
    if step.sigma < _SMALLEST_SIGMA:
        return image
    return on_premultiplied(image, lambda flat: flat.gaussblur(step.sigma, min_ampl=_TAIL))
