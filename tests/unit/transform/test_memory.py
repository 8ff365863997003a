"""What a picture takes at worst is known from its numbers."""

from pixmill.transform.canvas import Canvas
from pixmill.transform.formats import OutputFormat, SourceFormat
from pixmill.transform.limits import Limits
from pixmill.transform.memory import bytes_to_decode, bytes_to_draw, most_bytes_to_decode
from pixmill.transform.operations import Blur, CropStep, Flip, Resize
from pixmill.transform.plan import Plan, resolve_plan
from pixmill.transform.recipe import Recipe
from pixmill.transform.source import SourceFacts

_PHOTO = SourceFacts(format=SourceFormat.JPEG, width=4000, height=3000)


def _plan(source: SourceFacts, *operations: Resize | Flip, **overlays: SourceFacts) -> Plan:
    return resolve_plan(
        Recipe(operations=operations),
        source,
        chosen=OutputFormat.WEBP,
        overlays=overlays,
        limits=Limits(),
    )


def test_decoding_takes_what_the_format_needs_for_every_pixel_of_every_frame() -> None:
    """Sixteen bits count twice where they are kept."""
    png, gif = SourceFormat.PNG, SourceFormat.GIF
    still = SourceFacts(format=png, width=100, height=10)
    deep = SourceFacts(format=png, width=100, height=10, bits=16)
    moving = SourceFacts(format=gif, width=100, height=10, frames=7)

    assert [bytes_to_decode(facts) for facts in (still, deep, moving)] == [4000, 8000, 28_000]


def test_the_most_a_file_may_take_covers_whatever_it_turns_out_to_be() -> None:
    """Before a file is opened, its format is all that is known."""
    for kind in SourceFormat:
        for bits in (8, 16):
            facts = SourceFacts(format=kind, width=50, height=20, bits=bits)
            assert bytes_to_decode(facts) <= most_bytes_to_decode(kind, pixels=1000)


def test_drawing_takes_the_largest_picture_on_the_way() -> None:
    """A step before or after it takes less."""
    canvas = Canvas(width=100, height=100, has_alpha=False)
    steps = (CropStep(left=0, top=0, width=50, height=10), Blur())

    assert bytes_to_draw(canvas, steps, frames=1) == 50 * 10 * 8
    assert bytes_to_draw(canvas, (Blur(), *steps), frames=3) == 100 * 100 * 8 * 3
    assert bytes_to_draw(canvas, (), frames=1) == 0


def test_a_plan_tells_what_it_takes() -> None:
    """The source, everything laid over it, and the largest step count together."""
    alone = _plan(_PHOTO).memory_bytes
    resized = _plan(_PHOTO, Resize(width=400)).memory_bytes
    with_another = _plan(_PHOTO, Resize(width=400), other=_PHOTO).memory_bytes

    assert alone == bytes_to_decode(_PHOTO)
    assert resized == alone + 400 * 300 * 8
    assert with_another == resized + alone
