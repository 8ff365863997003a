"""Carries a plan out, step by step, on a still picture or on every frame of a moving one."""

from collections import Counter
from collections.abc import Callable

import pyvips

from pixmill.engine.protocol import Rendered
from pixmill.engine.vips.load import open_overlay, open_source
from pixmill.engine.vips.operations import (
    arc,
    assist_colour_blind,
    auto_brightness,
    auto_colour,
    auto_contrast,
    background,
    black_white,
    blur,
    blur_region,
    border,
    brightness,
    brightness_hsb,
    cartoonify,
    channels,
    colourise,
    contrast,
    crop,
    distort,
    dither,
    drop_shadow,
    fill_light,
    flip,
    gamma,
    gradient_fade,
    grayscale,
    hue,
    improve,
    make_transparent,
    mirror,
    negate,
    oil_paint,
    opacity,
    opacity_threshold,
    orient,
    outline,
    overlay,
    pad,
    pixelate,
    recolour,
    replace_colour,
    resize,
    rotate,
    round_corners,
    saturation,
    sepia,
    shadow,
    sharpen,
    shear,
    simulate_colour_blind,
    smart_crop,
    text,
    tint,
    to_srgb,
    unsharp_mask,
    vibrance,
    vignette,
)
from pixmill.engine.vips.save import save
from pixmill.transform.operations import (
    ArcStep,
    AssistColourBlind,
    AutoBrightness,
    AutoColour,
    AutoContrast,
    Background,
    BlackWhite,
    Blur,
    BlurRegionStep,
    BorderStep,
    Brightness,
    BrightnessHSB,
    CartoonifyStep,
    Channels,
    Colourise,
    Contrast,
    CropStep,
    DistortStep,
    Dither,
    DropShadowStep,
    FillLight,
    Flip,
    Gamma,
    GradientFadeStep,
    Grayscale,
    Hue,
    Improve,
    MakeTransparent,
    Mirror,
    Negate,
    OilPaintStep,
    Opacity,
    OpacityThreshold,
    OrientStep,
    OutlineStep,
    OverlayStep,
    PadStep,
    PixelateStep,
    PlanStep,
    Recolour,
    ReplaceColour,
    ResizeStep,
    RotateStep,
    RoundCornersStep,
    Saturation,
    Sepia,
    ShadowStep,
    Sharpen,
    ShearStep,
    SimulateColourBlind,
    SmartCropStep,
    TextStep,
    Tint,
    ToSRGBStep,
    UnsharpMask,
    Vibrance,
    Vignette,
)
from pixmill.transform.plan import Plan

# One function for each kind of step; the type of its second argument is that kind.
_APPLY: dict[type[PlanStep], Callable[..., pyvips.Image]] = {
    OrientStep: orient.apply,
    ToSRGBStep: to_srgb.apply,
    CropStep: crop.apply,
    ResizeStep: resize.apply,
    PadStep: pad.apply,
    RotateStep: rotate.apply,
    ShearStep: shear.apply,
    DistortStep: distort.apply,
    ArcStep: arc.apply,
    Flip: flip.apply,
    Mirror: mirror.apply,
    ReplaceColour: replace_colour.apply,
    MakeTransparent: make_transparent.apply,
    Improve: improve.apply,
    AutoBrightness: auto_brightness.apply,
    AutoContrast: auto_contrast.apply,
    AutoColour: auto_colour.apply,
    FillLight: fill_light.apply,
    Grayscale: grayscale.apply,
    Sepia: sepia.apply,
    Brightness: brightness.apply,
    BrightnessHSB: brightness_hsb.apply,
    Contrast: contrast.apply,
    Gamma: gamma.apply,
    Saturation: saturation.apply,
    Vibrance: vibrance.apply,
    Hue: hue.apply,
    Channels: channels.apply,
    Recolour: recolour.apply,
    Negate: negate.apply,
    Colourise: colourise.apply,
    Tint: tint.apply,
    BlackWhite: black_white.apply,
    Blur: blur.apply,
    BlurRegionStep: blur_region.apply,
    PixelateStep: pixelate.apply,
    Sharpen: sharpen.apply,
    UnsharpMask: unsharp_mask.apply,
    OilPaintStep: oil_paint.apply,
    CartoonifyStep: cartoonify.apply,
    Vignette: vignette.apply,
    Dither: dither.apply,
    AssistColourBlind: assist_colour_blind.apply,
    SimulateColourBlind: simulate_colour_blind.apply,
    TextStep: text.apply,
    RoundCornersStep: round_corners.apply,
    BorderStep: border.apply,
    GradientFadeStep: gradient_fade.apply,
    OutlineStep: outline.apply,
    ShadowStep: shadow.apply,
    DropShadowStep: drop_shadow.apply,
    OpacityThreshold: opacity_threshold.apply,
    Opacity: opacity.apply,
    Background: background.apply,
}

# What has to look at pixels before it is in numbers; each returns a step that can be applied.
_FIND: dict[type[PlanStep], Callable[..., PlanStep]] = {
    SmartCropStep: smart_crop.find,
    PadStep: pad.find,
}


def render(plan: Plan, inputs: list[int], output: int) -> Rendered:
    """Make the picture of a plan.

    Args:
        plan: what to do.
        inputs: descriptors of the source and of the overlays, in the plan's order.
        output: descriptor of an empty file, open for reading and writing.

    Raises:
        pyvips.Error: libvips gave up on decoding, drawing or writing.
    """
    source, *others = inputs
    overlays = open_overlays(plan, others)
    if plan.frames > 1:
        image = _draw_frames(plan, source, overlays)
    else:
        image = draw(open_source(source, plan.load), plan.steps, overlays)
    size = save(image, plan.save, output)
    return Rendered(
        width=image.width, height=image.height // plan.frames, frames=plan.frames, bytes=size
    )


def open_overlays(plan: Plan, descriptors: list[int]) -> list[pyvips.Image]:
    """Return the pictures to lay over, in the order of the plan's inputs."""
    uses = Counter(step.input for step in plan.steps if isinstance(step, OverlayStep))
    overlays = []
    for index, (descriptor, load) in enumerate(zip(descriptors, plan.overlays, strict=True)):
        image = open_overlay(descriptor, load)
        # A stream runs dry after it was drawn once, be it over one frame of many.
        overlays.append(image.copy_memory() if uses[index] * plan.frames > 1 else image)
    return overlays


def draw(
    image: pyvips.Image, steps: tuple[PlanStep, ...], overlays: list[pyvips.Image]
) -> pyvips.Image:
    """Return the still picture after all steps; nothing is computed until it is written.

    Except where a step has to look at pixels first: then what is before it is.
    """
    for asked in steps:
        image, step = _settled(image, asked)
        if isinstance(step, OverlayStep):
            image = overlay.apply(image, step, overlays[step.input])
        else:
            image = _APPLY[type(step)](image, step)
    return image


def _is_open(step: PlanStep) -> bool:
    return step.is_open if isinstance(step, PadStep) else type(step) in _FIND


def _settled(image: pyvips.Image, step: PlanStep) -> tuple[pyvips.Image, PlanStep]:
    """Return the step with what only pixels can tell, and a picture that can be read again."""
    if not _is_open(step):
        return image, step
    image = image.copy_memory()
    return image, _FIND[type(step)](image, step)


def _settled_steps(
    first: pyvips.Image, steps: tuple[PlanStep, ...], overlays: list[pyvips.Image]
) -> tuple[PlanStep, ...]:
    """Return the steps with what the first frame tells, which then holds for all frames."""
    if not any(map(_is_open, steps)):
        return steps
    settled: list[PlanStep] = []
    for asked in steps:
        first, step = _settled(first, asked)
        settled.append(step)
        first = draw(first, (step,), overlays)
    return tuple(settled)


def _draw_frames(plan: Plan, source: int, overlays: list[pyvips.Image]) -> pyvips.Image:
    """Return all frames stacked from top to bottom, with the source's delays and loop count."""
    stack = open_source(source, plan.load, streaming=False)
    height = stack.get_page_height()
    first = stack.crop(0, 0, stack.width, height)
    steps = _settled_steps(first, plan.steps, overlays)
    frames = [
        draw(stack.crop(0, index * height, stack.width, height), steps, overlays)
        for index in range(plan.frames)
    ]
    joined = pyvips.Image.arrayjoin(frames, across=1).copy()
    joined.set_type(pyvips.GValue.gint_type, "page-height", plan.height)
    joined.set_type(pyvips.GValue.gint_type, "n-pages", plan.frames)
    return joined
