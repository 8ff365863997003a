"""Which changes of colour change nothing, whatever the picture."""

from pixmill.transform.operations import (
    AssistColourBlind,
    AutoBrightness,
    AutoColour,
    AutoContrast,
    BrightnessHSB,
    Channels,
    Colourise,
    FillLight,
    Gamma,
    Hue,
    Improve,
    Opacity,
    Operation,
    Tint,
    Vibrance,
)


def is_neutral_colouring(operation: Operation) -> bool:
    """Tell whether an operation on colours or opacity leaves every picture as it is."""
    match operation:
        case (
            AssistColourBlind(amount=0)
            | AutoBrightness(amount=0)
            | AutoColour(amount=0)
            | AutoContrast(amount=0)
            | BrightnessHSB(amount=0)
            | Channels(red=0, green=0, blue=0)
            | Colourise(amount=0)
            | FillLight(amount=0)
            | FillLight(bias=-100)
            | Gamma(value=1)
            | Hue(degrees=0)
            | Improve(amount=0)
            | Opacity(amount=100)
            | Tint(amount=0)
            | Vibrance(amount=0)
        ):
            return True
        case _:
            return False
