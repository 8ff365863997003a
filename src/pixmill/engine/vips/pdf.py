"""Writes a PDF document of one page that the picture fills: one pixel is one point.

Objects, cross-reference table and trailer as in ISO 32000-1, 7.5; pictures as in 8.9 and 11.6.5.3.
The same picture always makes the same bytes: there is neither a date nor an identifier.
"""

import zlib

import pyvips

from pixmill.engine.vips.files import write_whole
from pixmill.transform.output import Save

# Bytes above 127 tell programs that carry the file about that it is no text.
_FIRST_LINE = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_TOP_QUALITY = 100
_IMAGE, _MASK = 5, 6


def save_pdf(image: pyvips.Image, wanted: Save, descriptor: int) -> None:
    """Write a document; transparency becomes a soft mask.

    Raises:
        pyvips.Error: pixels could not be computed, or the file reached its size cap.
    """
    image = image.copy_memory()
    width, height = image.width, image.height
    box = f"/MediaBox [0 0 {width} {height}]"
    masked = f"/SMask {_MASK} 0 R " if image.hasalpha() else ""
    draw = f"q {width} 0 0 {height} 0 0 cm /Picture Do Q".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R {box} /Contents 4 0 R "
        f"/Resources << /XObject << /Picture {_IMAGE} 0 R >> >> >>".encode(),
        _stream("", draw),
        _colours(image[:3], wanted, masked),
    ]
    if image.hasalpha():
        objects.append(_picture(image[3], "/ColorSpace /DeviceGray "))
    _write(objects, descriptor)


def _colours(image: pyvips.Image, wanted: Save, masked: str) -> bytes:
    space = f"/ColorSpace /DeviceRGB {masked}"
    if wanted.lossless or wanted.quality == _TOP_QUALITY:
        return _picture(image, space)
    content = image.copy(interpretation="srgb").jpegsave_buffer(
        Q=wanted.quality, optimize_coding=True, keep="none"
    )
    return _stream(f"{_words(image)}{space}/Filter /DCTDecode ", content)


def _picture(image: pyvips.Image, space: str) -> bytes:
    """Return a picture without any loss."""
    packed = zlib.compress(image.write_to_memory(), 6)
    return _stream(f"{_words(image)}{space}/Filter /FlateDecode ", packed)


def _words(image: pyvips.Image) -> str:
    return (
        f"/Type /XObject /Subtype /Image /Width {image.width} /Height {image.height} "
        "/BitsPerComponent 8 "
    )


def _stream(words: str, content: bytes) -> bytes:
    head = f"<< {words}/Length {len(content)} >>\nstream\n".encode()
    return head + content + b"\nendstream"


def _write(objects: list[bytes], descriptor: int) -> None:
    """Write the objects, and a table of where each of them begins."""
    at = len(_FIRST_LINE)
    places = [b"0000000000 65535 f \n"]
    write_whole(descriptor, _FIRST_LINE)
    for number, content in enumerate(objects, start=1):
        whole = b"%d 0 obj\n%b\nendobj\n" % (number, content)
        places.append(b"%010d 00000 n \n" % at)
        write_whole(descriptor, whole)
        at += len(whole)
    count = len(places)
    table = b"xref\n0 %d\n%b" % (count, b"".join(places))
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (count, at)
    write_whole(descriptor, table + trailer)
