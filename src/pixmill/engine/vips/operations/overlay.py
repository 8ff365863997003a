"""Lay another uploaded picture over the picture."""

import pyvips

from pixmill.engine.vips.colour import with_alpha
from pixmill.engine.vips.operations import resize, to_srgb
from pixmill.engine.vips.operations.stamp import lay_over
from pixmill.transform.operations import OverlayStep, ResizeStep, ToSRGBStep


def apply(image: pyvips.Image, step: OverlayStep, overlay: pyvips.Image) -> pyvips.Image:
    """Return the picture with the other one over it."""
    small = resize.apply(overlay, ResizeStep(step.width, step.height))
    small = with_alpha(to_srgb.apply(small, ToSRGBStep()))
    small = small[:3].bandjoin((small[3] * (step.opacity / 100)).cast("uchar"))
    stamp = small.copy(interpretation="srgb").copy_memory()
    spacing = step.spacing if step.tile else None
    return lay_over(image, stamp, left=step.left, top=step.top, spacing=spacing)
