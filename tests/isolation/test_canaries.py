"""Words hidden in every place a file has for them do not get into any rendition."""

import os
import struct
import zlib

import pytest

from pixmill.engine.pool import EnginePool
from pixmill.engine.settings import EngineSettings
from pixmill.transform.formats import SNIFF_BYTES, OutputFormat, sniff
from pixmill.transform.limits import Limits
from pixmill.transform.operations import Resize
from pixmill.transform.output import Output
from pixmill.transform.plan import resolve_plan
from pixmill.transform.recipe import Recipe
from tests.isolation.stage import in_memory, running
from tests.pictures_library import picture

_CANARY = b"canary-51.5N-0.1W-serial-4711"
_XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>' + _CANARY + b"</a></x:xmpmeta>"
_ASCII, _LONG = 2, 4
_ARTIST, _GPS_DIRECTORY, _GPS_MAP_DATUM, _SERIAL_NUMBER = 0x013B, 0x8825, 0x0012, 0xA431


def _entry(tag: int, kind: int, *, count: int, value: int) -> bytes:
    return struct.pack("<HHII", tag, kind, count, value)


def _exif() -> bytes:
    """Return a block with an artist, a serial number and a place (EXIF 2.32, 4.6)."""
    first, gps, words = 8, 8 + 2 + 3 * 12 + 4, 8 + 2 + 3 * 12 + 4 + 2 + 12 + 4
    text = {"count": len(_CANARY) + 1, "value": words}
    directory = (
        _entry(_ARTIST, _ASCII, **text)
        + _entry(_GPS_DIRECTORY, _LONG, count=1, value=gps)
        + _entry(_SERIAL_NUMBER, _ASCII, **text)
    )
    place = _entry(_GPS_MAP_DATUM, _ASCII, **text)
    header = b"II*\0" + struct.pack("<I", first)
    directories = struct.pack("<H", 3) + directory + bytes(4)
    directories += struct.pack("<H", 1) + place + bytes(4)
    return header + directories + _CANARY + b"\0"


def _telling_jpeg() -> bytes:
    content = picture("orientation-1.jpg").read_bytes()
    segments = {
        0xE1: b"Exif\0\0" + _exif(),
        0xED: b"Photoshop 3.0\08BIM\x04\x04\0\0\0\0\0" + bytes([len(_CANARY)]) + _CANARY,
        0xFE: _CANARY,
        0xEC: b"Ducky" + _CANARY,
    }
    told = b"".join(
        b"\xff" + bytes([kind]) + struct.pack(">H", len(body) + 2) + body
        for kind, body in [*segments.items(), (0xE1, b"http://ns.adobe.com/xap/1.0/\0" + _XMP)]
    )
    return content[:2] + told + content[2:] + _CANARY


def _telling_png() -> bytes:
    content = picture("alpha.png").read_bytes()
    after_header = 8 + 25
    chunks = [
        (b"tEXt", b"Comment\0" + _CANARY),
        (b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + _XMP),
        (b"zTXt", b"Author\0\0" + zlib.compress(_CANARY)),
        (b"eXIf", _exif()),
        (b"prVt", _CANARY),
    ]
    told = b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    )
    return content[:after_header] + told + content[after_header:] + _CANARY


def _telling_gif() -> bytes:
    content = picture("animated-tiny.gif").read_bytes().rstrip(b"\0")
    comment = b"\x21\xfe" + bytes([len(_CANARY)]) + _CANARY + b"\0"
    private = b"\x21\xff\x0bXMP DataXMP" + bytes([len(_CANARY)]) + _CANARY + b"\0"
    return content[:-1] + comment + private + content[-1:] + _CANARY


def _telling_webp() -> bytes:
    content = picture("animated.webp").read_bytes()
    body = content[12:]
    # The flags of VP8X say that both follow.
    body = body[:8] + bytes([body[8] | 0b1100]) + body[9:]
    for kind, block in ((b"EXIF", _exif()), (b"XMP ", _XMP)):
        body += kind + struct.pack("<I", len(block)) + block + b"\0" * (len(block) % 2)
    return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body


_TELLING = {
    "jpeg": _telling_jpeg,
    "png": _telling_png,
    "gif": _telling_gif,
    "webp": _telling_webp,
}


@pytest.mark.parametrize("kind", _TELLING)
async def test_no_hidden_word_gets_out(kind: str) -> None:
    """Place, serial number, artist, comments, private blocks and what follows the picture stay."""
    content = _TELLING[kind]()
    leaks = []

    async with running(EnginePool(EngineSettings(children=1))) as pool:
        with in_memory(content) as source:
            facts = (await pool.inspect(source, sniff(content[:SNIFF_BYTES]))).facts
        for chosen in OutputFormat:
            recipe = Recipe(operations=(Resize(width=24),), output=Output(format=chosen))
            plan = resolve_plan(recipe, facts, chosen=chosen, overlays={}, limits=Limits())
            with in_memory(content) as source, in_memory() as result:
                rendered = await pool.render(plan, inputs=[source], output=result)
                written = os.pread(result, rendered.bytes, 0)
            if b"canary" in written or _CANARY[7:20] in written:
                leaks.append(chosen)

    assert content.count(_CANARY) >= 2
    assert leaks == []
