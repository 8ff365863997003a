"""Bring any colour space and depth to 8-bit sRGB."""

import pyvips

from pixmill.transform.operations import ToSRGBStep

_CMYK_BANDS = 4


def apply(image: pyvips.Image, _step: ToSRGBStep) -> pyvips.Image:
    """Return three or four bands of 8-bit sRGB."""
    image = _through_profile(image)
    if image.interpretation != "srgb":
        image = image.colourspace("srgb")
    return image.cast("uchar")


def _through_profile(image: pyvips.Image) -> pyvips.Image:
    has_profile = image.get_typeof("icc-profile-data") != 0
    is_cmyk = image.interpretation == "cmyk" and image.bands >= _CMYK_BANDS
    if not has_profile and not is_cmyk:
        return image
    try:
        return image.icc_transform(
            "srgb",
            embedded=has_profile,
            # The built-in press profile stands in where a CMYK picture brings none.
            input_profile="cmyk" if is_cmyk else "srgb",
            intent="perceptual",
            depth=8,
        )
    except pyvips.Error:
        # A damaged profile must not cost the picture: go by the colour space alone.
        return image.colourspace("srgb")
