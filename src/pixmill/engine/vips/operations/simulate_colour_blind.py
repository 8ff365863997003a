"""Show what a colour-blind eye sees."""

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.transform.operations import Deficiency, SimulateColourBlind

# On linear light. Dichromacy and anomaly: Machado, Oliveira and Fernandes 2009, "A
# Physiologically-based Model for Simulation of Color Vision Deficiency", severity 1.0 and 0.6. One
# kind of cone left: the luminance of ITU-R BT.709, which L and M cones make. Rods alone: the
# scotopic luminance of Larson, Rushmeier and Piatko 1997, worked out for the primaries of sRGB.
_MATRICES = {
    Deficiency.PROTANOPIA: (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    Deficiency.DEUTERANOPIA: (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    Deficiency.TRITANOPIA: (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
    Deficiency.PROTANOMALY: (
        (0.385450, 0.769005, -0.154455),
        (0.100526, 0.829802, 0.069673),
        (-0.007442, -0.022190, 1.029632),
    ),
    Deficiency.DEUTERANOMALY: (
        (0.498864, 0.674741, -0.173604),
        (0.205199, 0.754872, 0.039929),
        (-0.011131, 0.030969, 0.980162),
    ),
    Deficiency.TRITANOMALY: (
        (1.104996, -0.046633, -0.058363),
        (-0.032137, 0.971635, 0.060503),
        (0.001336, 0.317922, 0.680742),
    ),
    Deficiency.CONE_MONOCHROMACY: ((0.2126, 0.7152, 0.0722),) * 3,
    Deficiency.ROD_MONOCHROMACY: ((0.0329, 0.7654, 0.2017),) * 3,
}


def apply(image: pyvips.Image, step: SimulateColourBlind) -> pyvips.Image:
    """Return the picture with its linear light mixed by the matrix of the deficiency."""
    return on_colour(image, lambda colour: _seen(colour, step.deficiency))


def _seen(colour: pyvips.Image, deficiency: Deficiency) -> pyvips.Image:
    linear = colour.colourspace("scrgb").recomb([list(row) for row in _MATRICES[deficiency]])
    return linear.copy(interpretation="scrgb").colourspace("srgb")
