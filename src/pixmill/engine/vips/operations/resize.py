"""Resample with Lanczos, averaging whole pixels first where much is taken away."""

import pyvips

from pixmill.engine.vips.colour import on_premultiplied
from pixmill.transform.operations import ResizeStep


def apply(image: pyvips.Image, step: ResizeStep) -> pyvips.Image:
    """Return the picture at exactly the size of the step."""
    across, down = step.width / image.width, step.height / image.height

    def resample(flat: pyvips.Image) -> pyvips.Image:
        return flat.resize(across, vscale=down)

    return _exactly(on_premultiplied(image, resample), step)


def _exactly(image: pyvips.Image, step: ResizeStep) -> pyvips.Image:
    """Mend a size that is off by one, which the rounding of a factor can cause."""
    if (image.width, image.height) == (step.width, step.height):
        return image
    return image.embed(0, 0, step.width, step.height, extend="copy")
