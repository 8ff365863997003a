"""Bend the picture along a circle."""

import pyvips

from pixmill.engine.vips.operations.mapping import drawn_from
from pixmill.transform.operations.arc import ArcStep

_HALF_TURN, _WHOLE_TURN = 180, 360
_SEAM = 3


def apply(image: pyvips.Image, step: ArcStep) -> pyvips.Image:
    """Return the box around the bent picture."""
    place = pyvips.Image.xyz(step.width, step.height)
    right = place[0].linear(1, 0.5 - step.centre_x)
    # Away from the centre is up where the ends hang down, and down where they stand up.
    away = -1 if step.angle > 0 else 1
    out = place[1].linear(away, away * (0.5 - step.centre_y))
    polar = out.bandjoin(right).polar()
    radius, turn = polar[0], polar[1]
    turn = (turn > _HALF_TURN).ifthenelse(turn - _WHOLE_TURN, turn)
    across = turn.linear(1 / abs(step.angle), 0.5) * image.width
    depth = radius.linear(1, -step.inner)
    down = depth.linear(-1, step.depth) if step.angle > 0 else depth
    if abs(step.angle) < _WHOLE_TURN:
        return drawn_from(image, across, down)
    # The ends meet: each is followed by the other, so that no seam is seen between them.
    wide = image.copy_memory().embed(
        _SEAM, 0, image.width + 2 * _SEAM, image.height, extend="repeat"
    )
    return drawn_from(wide, across + _SEAM, down)
