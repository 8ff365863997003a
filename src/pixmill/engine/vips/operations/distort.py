"""Pull the picture by its corners."""

import pyvips

from pixmill.engine.vips.operations.mapping import drawn_from
from pixmill.transform.operations import DistortStep
from pixmill.transform.perspective import to_unit_square


def apply(image: pyvips.Image, step: DistortStep) -> pyvips.Image:
    """Return the box around the new shape, the picture between its corners."""
    rows = to_unit_square(step.corners)
    place = pyvips.Image.xyz(step.width, step.height).linear(1, 0.5)
    mapped = place.bandjoin(1).recomb([list(row) for row in rows])
    across, down = mapped[0] / mapped[2], mapped[1] / mapped[2]
    return drawn_from(image, across * image.width, down * image.height)
