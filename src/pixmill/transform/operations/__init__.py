"""The closed list of operations a recipe is made of, and of the steps a plan is made of.

A new operation is a module here, a line in each of the tuples below, and a module of the same name
in the engine.
"""

from pixmill.transform.operations.arc import ArcStep
from pixmill.transform.operations.assist_colour_blind import AssistColourBlind
from pixmill.transform.operations.auto_brightness import AutoBrightness
from pixmill.transform.operations.auto_colour import AutoColour
from pixmill.transform.operations.auto_contrast import AutoContrast
from pixmill.transform.operations.background import Background
from pixmill.transform.operations.black_white import BlackWhite
from pixmill.transform.operations.blur import Blur
from pixmill.transform.operations.blur_region import BlurRegion, BlurRegionStep
from pixmill.transform.operations.border import Border, BorderStep
from pixmill.transform.operations.brightness import Brightness
from pixmill.transform.operations.brightness_hsb import BrightnessHSB
from pixmill.transform.operations.cartoonify import Cartoonify, CartoonifyStep
from pixmill.transform.operations.channels import Channels
from pixmill.transform.operations.colourise import Colourise
from pixmill.transform.operations.contrast import Contrast, ContrastCurve
from pixmill.transform.operations.crop import Crop, CropStep
from pixmill.transform.operations.distort import Distort, DistortStep
from pixmill.transform.operations.dither import Dither, DitherPattern
from pixmill.transform.operations.drop_shadow import DropShadow, DropShadowStep
from pixmill.transform.operations.fill_light import FillLight
from pixmill.transform.operations.flip import Flip
from pixmill.transform.operations.gamma import Gamma
from pixmill.transform.operations.gradient_fade import FadeMode, GradientFade, GradientFadeStep
from pixmill.transform.operations.grayscale import Grayscale
from pixmill.transform.operations.hue import Hue
from pixmill.transform.operations.improve import Improve, ImproveMode
from pixmill.transform.operations.make_transparent import MakeTransparent
from pixmill.transform.operations.mirror import Mirror
from pixmill.transform.operations.negate import Negate
from pixmill.transform.operations.oil_paint import OilPaint, OilPaintStep
from pixmill.transform.operations.opacity import Opacity
from pixmill.transform.operations.opacity_threshold import OpacityThreshold
from pixmill.transform.operations.orient import OrientStep
from pixmill.transform.operations.outline import Outline, OutlineMode, OutlineStep
from pixmill.transform.operations.overlay import OverlayStep
from pixmill.transform.operations.pad import Pad, PadStep, Surface
from pixmill.transform.operations.pixelate import Pixelate, PixelateStep
from pixmill.transform.operations.pixelate_region import PixelateRegion
from pixmill.transform.operations.problems import InvalidOperation
from pixmill.transform.operations.recolour import Recolour
from pixmill.transform.operations.replace_colour import ReplaceColour
from pixmill.transform.operations.resize import Light, Resize, ResizeMode, ResizeStep, Window
from pixmill.transform.operations.rotate import Rotate, RotateStep
from pixmill.transform.operations.round_corners import RoundCorners, RoundCornersStep
from pixmill.transform.operations.saturation import Saturation
from pixmill.transform.operations.sepia import Sepia
from pixmill.transform.operations.shadow import Shadow, ShadowStep
from pixmill.transform.operations.sharpen import Sharpen
from pixmill.transform.operations.shear import Shear, ShearStep
from pixmill.transform.operations.simulate_colour_blind import Deficiency, SimulateColourBlind
from pixmill.transform.operations.smart_crop import SmartCropStep
from pixmill.transform.operations.text import TextStep
from pixmill.transform.operations.tint import Tint
from pixmill.transform.operations.to_srgb import ToSRGBStep
from pixmill.transform.operations.unsharp_mask import UnsharpMask
from pixmill.transform.operations.vibrance import Vibrance
from pixmill.transform.operations.vignette import Vignette
from pixmill.transform.operations.watermark import Watermark

Operation = (
    Crop
    | Resize
    | Pad
    | Rotate
    | Shear
    | Distort
    | Flip
    | Mirror
    | ReplaceColour
    | MakeTransparent
    | Improve
    | AutoBrightness
    | AutoContrast
    | AutoColour
    | FillLight
    | Grayscale
    | Sepia
    | Brightness
    | BrightnessHSB
    | Contrast
    | Gamma
    | Saturation
    | Vibrance
    | Hue
    | Channels
    | Recolour
    | Negate
    | Colourise
    | Tint
    | BlackWhite
    | Blur
    | BlurRegion
    | Pixelate
    | PixelateRegion
    | Sharpen
    | UnsharpMask
    | OilPaint
    | Cartoonify
    | Vignette
    | Dither
    | AssistColourBlind
    | SimulateColourBlind
    | Watermark
    | RoundCorners
    | Border
    | GradientFade
    | Outline
    | Shadow
    | DropShadow
    | OpacityThreshold
    | Opacity
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
    | ShearStep
    | DistortStep
    | ArcStep
    | Flip
    | Mirror
    | ReplaceColour
    | MakeTransparent
    | Improve
    | AutoBrightness
    | AutoContrast
    | AutoColour
    | FillLight
    | Grayscale
    | Sepia
    | Brightness
    | BrightnessHSB
    | Contrast
    | Gamma
    | Saturation
    | Vibrance
    | Hue
    | Channels
    | Recolour
    | Negate
    | Colourise
    | Tint
    | BlackWhite
    | Blur
    | BlurRegionStep
    | PixelateStep
    | Sharpen
    | UnsharpMask
    | OilPaintStep
    | CartoonifyStep
    | Vignette
    | Dither
    | AssistColourBlind
    | SimulateColourBlind
    | TextStep
    | OverlayStep
    | RoundCornersStep
    | BorderStep
    | GradientFadeStep
    | OutlineStep
    | ShadowStep
    | DropShadowStep
    | OpacityThreshold
    | Opacity
    | Background
)
"""Anything the engine can do. Operations without numbers to work out are their own steps."""

OPERATIONS: tuple[type[Operation], ...] = (
    Crop,
    Resize,
    Pad,
    Rotate,
    Shear,
    Distort,
    Flip,
    Mirror,
    ReplaceColour,
    MakeTransparent,
    Improve,
    AutoBrightness,
    AutoContrast,
    AutoColour,
    FillLight,
    Grayscale,
    Sepia,
    Brightness,
    BrightnessHSB,
    Contrast,
    Gamma,
    Saturation,
    Vibrance,
    Hue,
    Channels,
    Recolour,
    Negate,
    Colourise,
    Tint,
    BlackWhite,
    Blur,
    BlurRegion,
    Pixelate,
    PixelateRegion,
    Sharpen,
    UnsharpMask,
    OilPaint,
    Cartoonify,
    Vignette,
    Dither,
    AssistColourBlind,
    SimulateColourBlind,
    Watermark,
    RoundCorners,
    Border,
    GradientFade,
    Outline,
    Shadow,
    DropShadow,
    OpacityThreshold,
    Opacity,
    Background,
)
"""Every operation, in the one order in which a JSON object or a query applies them.

Geometry comes first so that filters work on as few pixels as possible; the watermark is stamped on
the finished picture but before its corners are rounded off, so that it never reaches over them; the
background comes last because it fills what the others left transparent.
"""

__all__ = [
    "OPERATIONS",
    "ArcStep",
    "AssistColourBlind",
    "AutoBrightness",
    "AutoColour",
    "AutoContrast",
    "Background",
    "BlackWhite",
    "Blur",
    "BlurRegion",
    "BlurRegionStep",
    "Border",
    "BorderStep",
    "Brightness",
    "BrightnessHSB",
    "Cartoonify",
    "CartoonifyStep",
    "Channels",
    "Colourise",
    "Contrast",
    "ContrastCurve",
    "Crop",
    "CropStep",
    "Deficiency",
    "Distort",
    "DistortStep",
    "Dither",
    "DitherPattern",
    "DropShadow",
    "DropShadowStep",
    "FadeMode",
    "FillLight",
    "Flip",
    "Gamma",
    "GradientFade",
    "GradientFadeStep",
    "Grayscale",
    "Hue",
    "Improve",
    "ImproveMode",
    "InvalidOperation",
    "Light",
    "MakeTransparent",
    "Mirror",
    "Negate",
    "OilPaint",
    "OilPaintStep",
    "Opacity",
    "OpacityThreshold",
    "Operation",
    "OrientStep",
    "Outline",
    "OutlineMode",
    "OutlineStep",
    "OverlayStep",
    "Pad",
    "PadStep",
    "Pixelate",
    "PixelateRegion",
    "PixelateStep",
    "PlanStep",
    "Recolour",
    "ReplaceColour",
    "Resize",
    "ResizeMode",
    "ResizeStep",
    "Rotate",
    "RotateStep",
    "RoundCorners",
    "RoundCornersStep",
    "Saturation",
    "Sepia",
    "Shadow",
    "ShadowStep",
    "Sharpen",
    "Shear",
    "ShearStep",
    "SimulateColourBlind",
    "SmartCropStep",
    "Surface",
    "TextStep",
    "Tint",
    "ToSRGBStep",
    "UnsharpMask",
    "Vibrance",
    "Vignette",
    "Watermark",
    "Window",
    "operation_name",
]


def operation_name(operation: Operation | type[Operation]) -> str:
    """Return the name an operation has on the wire, such as `round_corners`."""
    return str(operation.__struct_config__.tag)
