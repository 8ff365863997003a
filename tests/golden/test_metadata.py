"""Nothing that a source says about its maker, place or colours gets into a rendition."""

import pytest
import pyvips

from pixmill.transform.formats import OutputFormat
from pixmill.transform.operations import Operation, Resize
from tests.golden.drawing import render
from tests.pictures_library import picture

TELLING = [
    "camera-12mp.jpg", "gain-map.jpg", "orientation-6.jpg", "animated.avif", "deep-profile.png",
    "wide-gamut.png", "cmyk.jpg",
]  # fmt: skip
# How EXIF, XMP, IPTC and ICC announce themselves in the formats that are written.
MARKS = (
    b"Exif", b"EXIF", b"eXIf", b"xmpmeta", b"ns.adobe.com", b"XMP ", b"Photoshop", b"8BIM",
    b"ICC_PROFILE", b"ICCP", b"iCCP", b"prof", b"acspMSFT", b"acspAPPL", b"tEXt", b"iTXt",
    b"zTXt", b"MPF\0", b"hdrgm",
)  # fmt: skip
# Written and read by Pixmill itself, which puts nothing but pixels there.
OWN_FORMATS = {OutputFormat.BMP, OutputFormat.ICO, OutputFormat.PDF}
FIELDS = ("exif", "xmp", "iptc", "icc", "photoshop", "gainmap", "png-comment")


def marks_in(content: bytes) -> list[bytes]:
    """Return the marks that occur in a file."""
    return [mark for mark in MARKS if mark in content]


@pytest.mark.parametrize("chosen", OutputFormat)
@pytest.mark.parametrize("name", TELLING)
@pytest.mark.parametrize("operations", [(), (Resize(width=50),)], ids=["kept size", "resized"])
def test_no_metadata_is_left(
    name: str, chosen: OutputFormat, operations: tuple[Operation, ...]
) -> None:
    """No EXIF, place, thumbnail, XMP, IPTC, profile, comment or second picture is in the file."""
    if name == "camera-12mp.jpg" and not operations:
        operations = (Resize(width=400),)  # Encoding all of it in every format takes too long.
    if chosen in OWN_FORMATS:
        # Icons are small, and any four bytes may stand among many unpacked pixels by chance.
        operations = (Resize(width=50),)

    content = render(name, *operations, chosen=chosen).content

    assert marks_in(content) == []
    if chosen in OWN_FORMATS:
        return
    image = pyvips.Image.new_from_buffer(content, "")
    assert [field for field in image.get_fields() if field.startswith(FIELDS)] == []
    # Some decoders report upright pictures as such.
    assert image.get_typeof("orientation") == 0 or image.get("orientation") == 1


@pytest.mark.parametrize("name", ["camera-12mp.jpg", "gain-map.jpg", "animated.avif"])
def test_sources_do_tell(name: str) -> None:
    """The marks are the right ones: the sources have some of them."""
    assert marks_in(picture(name).read_bytes()) != []
