"""Tell red from green without seeing either."""

import pyvips

from pixmill.engine.vips.colour import on_colour
from pixmill.engine.vips.tables import TOP
from pixmill.transform.operations import AssistColourBlind

# Of our own making. Width of a dark and a light stripe together, in pixels.
_PERIOD = 8
# a* from which a colour has the full stripes, and how much L* these add and take at 100.
_FULL_COLOUR = 60
_STRONGEST = 50


def apply(image: pyvips.Image, step: AssistColourBlind) -> pyvips.Image:
    """Return the picture with reds and greens marked, by the a* of CIE 1976 (L*, a*, b*)."""
    if step.amount == "xray":
        return on_colour(image, _moved)
    height = step.amount / 100 * _STRONGEST
    return on_colour(image, lambda colour: _striped(colour, height))


def _moved(colour: pyvips.Image) -> pyvips.Image:
    """Return the colours with a* added to b*: red goes to yellow, green to blue."""
    lightness, red, yellow = colour.colourspace("lab").bandsplit()
    return _colours(lightness, red, yellow + red)


def _striped(colour: pyvips.Image, height: float) -> pyvips.Image:
    """Return the colours under stripes in L*: they rise over reds and fall over greens."""
    lightness, red, yellow = colour.colourspace("lab").bandsplit()
    strength = red.linear(1 / _FULL_COLOUR, 0).clamp(min=-1, max=1)
    across, down = pyvips.Image.xyz(colour.width, colour.height).bandsplit()
    # Counted from the other side, so that no place is negative.
    rising, falling = _stripes(across + down), _stripes(across + (colour.height - down))
    waves = (strength > 0).ifthenelse(rising, falling) * strength
    return _colours(lightness + waves * height, red, yellow)


def _stripes(along: pyvips.Image) -> pyvips.Image:
    """Return -1 and 1 by turns along a direction."""
    return (along % _PERIOD < _PERIOD / 2).linear(2 / TOP, -1)


def _colours(lightness: pyvips.Image, red: pyvips.Image, yellow: pyvips.Image) -> pyvips.Image:
    lab = lightness.bandjoin([red, yellow]).copy(interpretation="lab")
    return lab.colourspace("srgb")
