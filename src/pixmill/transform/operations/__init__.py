"""The closed list of operations a recipe is made of, and of the steps a plan is made of.

A new operation is a module here, a line in each of the tuples below, and a module of the same name
in the engine.
"""

from pixmill.transform.operations.background import Background
from pixmill.transform.operations.blur import Blur
from pixmill.transform.operations.border import Border, BorderStep
from pixmill.transform.operations.brightness import Brightness
from pixmill.transform.operations.contrast import Contrast
from pixmill.transform.operations.crop import Crop, CropStep
from pixmill.transform.operations.flip import Flip
from pixmill.transform.operations.grayscale import Grayscale
from pixmill.transform.operations.mirror import Mirror
from pixmill.transform.operations.orient import OrientStep
from pixmill.transform.operations.overlay import OverlayStep
from pixmill.transform.operations.pad import Pad, PadStep
from pixmill.transform.operations.problems import InvalidOperation
from pixmill.transform.operations.resize import Light, Resize, ResizeMode, ResizeStep, Window
from pixmill.transform.operations.rotate import Rotate, RotateStep
from pixmill.transform.operations.round_corners import RoundCorners, RoundCornersStep
from pixmill.transform.operations.saturation import Saturation
from pixmill.transform.operations.sepia import Sepia
from pixmill.transform.operations.sharpen import Sharpen
from pixmill.transform.operations.smart_crop import SmartCropStep
from pixmill.transform.operations.text import TextStep
from pixmill.transform.operations.to_srgb import ToSRGBStep
from pixmill.transform.operations.watermark import Watermark

Operation = (
    Crop
    | Resize
    | Pad
    | Rotate
    | Flip
    | Mirror
    | Grayscale
    | Sepia
    | Brightness
    | Contrast
    | Saturation
    | Blur
    | Sharpen
    | Watermark
    | RoundCorners
    | Border
    | Background
)
"""Anything a caller can ask for."""

PlanStep = (
    OrientStep
    | ToSRGBStep
    | CropStep
    | SmartCropStep
    | ResizeStep
    | PadStep
    | RotateStep
    | Flip
    | Mirror
    | Grayscale
    | Sepia
    | Brightness
    | Contrast
    | Saturation
    | Blur
    | Sharpen
    | TextStep
    | OverlayStep
    | RoundCornersStep
    | BorderStep
    | Background
)
"""Anything the engine can do. Operations without numbers to work out are their own steps."""

OPERATIONS: tuple[type[Operation], ...] = (
    Crop,
    Resize,
    Pad,
    Rotate,
    Flip,
    Mirror,
    Grayscale,
    Sepia,
    Brightness,
    Contrast,
    Saturation,
    Blur,
    Sharpen,
    Watermark,
    RoundCorners,
    Border,
    Background,
)
"""Every operation, in the one order in which a JSON object or a query applies them.

Geometry comes first so that filters work on as few pixels as possible; the watermark is stamped on
the finished picture but before its corners are rounded off, so that it never reaches over them; the
background comes last because it fills what the others left transparent.
"""

__all__ = [
    "OPERATIONS",
    "Background",
    "Blur",
    "Border",
    "BorderStep",
    "Brightness",
    "Contrast",
    "Crop",
    "CropStep",
    "Flip",
    "Grayscale",
    "InvalidOperation",
    "Light",
    "Mirror",
    "Operation",
    "OrientStep",
    "OverlayStep",
    "Pad",
    "PadStep",
    "PlanStep",
    "Resize",
    "ResizeMode",
    "ResizeStep",
    "Rotate",
    "RotateStep",
    "RoundCorners",
    "RoundCornersStep",
    "Saturation",
    "Sepia",
    "Sharpen",
    "SmartCropStep",
    "TextStep",
    "ToSRGBStep",
    "Watermark",
    "Window",
    "operation_name",
]


def operation_name(operation: Operation | type[Operation]) -> str:
    """Return the name an operation has on the wire, such as `round_corners`."""
    return str(operation.__struct_config__.tag)
