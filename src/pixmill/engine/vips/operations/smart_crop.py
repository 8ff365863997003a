"""Find the part of a picture that catches the eye."""

import pyvips

from pixmill.transform.geometry import Focus, Size, place_about
from pixmill.transform.operations import CropStep, SmartCropStep


def find(image: pyvips.Image, step: SmartCropStep) -> CropStep:
    """Return the cut about the spot that catches the eye; the picture is read and stays whole.

    libvips' `attention`: edges, saturated colours and skin tones, on a picture 32 pixels wide.
    """
    _, spot = image.smartcrop(
        step.width, step.height, interesting="attention", attention_x=True, attention_y=True
    )
    size = Size(image.width, image.height)
    focus = Focus(spot["attention_x"] / size.width, spot["attention_y"] / size.height)
    left, top = place_about(Size(step.width, step.height), size, focus)
    return CropStep(left=left, top=top, width=step.width, height=step.height)
