"""Masks in the shape of a box with rounded corners."""

import pyvips

from pixmill.transform.corners import Corners

_ALMOST_NOTHING = 1e-9


def shape_mask(width: int, height: int, corners: Corners) -> pyvips.Image:
    """Return 255 inside the shape, 0 outside, and the share of the pixel along its edge."""
    if corners.is_ellipse:
        distance = _from_ellipse(width, height)
    else:
        distance = pyvips.Image.sdf(
            width,
            height,
            "rounded-box",
            # Distances are taken at corners of pixels; the box is moved so that they hold at
            # centres.
            a=[-0.5, -0.5],
            b=[width - 0.5, height - 0.5],
            corners=[
                corners.bottom_right,
                corners.top_right,
                corners.bottom_left,
                corners.top_left,
            ],
        )
    # Half a pixel on either side of the edge is the soft rim.
    return distance.linear(-1, 0.5).linear(255, 0, uchar=True)


def _from_ellipse(width: int, height: int) -> pyvips.Image:
    """Return about how far each pixel lies outside the ellipse: its equation by its gradient.

    Taubin, "Estimation of planar curves …", IEEE PAMI 13 (1991), 3: the first-order distance.
    """
    across, down = width / 2, height / 2
    place = pyvips.Image.xyz(width, height)
    x = (place[0] + (0.5 - across)) / across
    y = (place[1] + (0.5 - down)) / down
    steepness = ((x / across) ** 2 + (y / down) ** 2) ** 0.5 * 2
    return (x * x + y * y - 1) / (steepness + _ALMOST_NOTHING)
