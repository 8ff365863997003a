"""File formats are told by their first bytes, and refused by name where they are known."""

import pytest

from pixmill.transform.formats import (
    NotAnImage,
    OutputFormat,
    SourceFormat,
    UnsupportedFormat,
    extension_of,
    media_type_of,
    natural_output,
    parse_output_format,
    sniff,
)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (b"\xff\xd8\xff\xe0", "jpeg"),
        (b"\x89PNG\r\n\x1a\n", "png"),
        (b"GIF87a", "gif"),
        (b"GIF89a", "gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "webp"),
        (b"II*\x00", "tiff"),
        (b"MM\x00*", "tiff"),
        (b"II+\x00", "tiff"),
        (b"MM\x00+", "tiff"),
        (b"BM" + bytes(8) + b"\x36\0\0\0\x28\0\0\0", "bmp"),
        (b"\x00\x00\x01\x00\x01\x00", "ico"),
        (b"<svg xmlns=''>", "svg"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><svg>", "svg"),
        (b"<!-- by hand -->\n<!DOCTYPE svg PUBLIC ''><svg>", "svg"),
        (b"\x00\x00\x00\x1cftypavif\x00\x00\x00\x00mif1", "avif"),
        (b"\x00\x00\x00\x1cftypmif1\x00\x00\x00\x00miafavif", "avif"),
    ],
)
def test_format_is_told_by_its_first_bytes(head: bytes, expected: str) -> None:
    """Each format that can be uploaded has a signature."""
    assert sniff(head) is SourceFormat(expected)


@pytest.mark.parametrize(
    ("head", "word"),
    [
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic", "HEIC"),
        (b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00heic", "HEIC"),
        (b"\x00\x00\x00\x18ftypisom\x00\x00\x00\x00mp42", "video"),
        (b"%PDF-1.7", "PDF"),
        (b"8BPS\x00\x01", "Photoshop"),
        (b"\xff\x0a", "JPEG XL"),
    ],
)
def test_known_kinds_of_files_are_refused_by_name(head: bytes, word: str) -> None:
    """Who uploads something that Pixmill does not read learns what it was."""
    with pytest.raises(UnsupportedFormat, match=word):
        sniff(head)


@pytest.mark.parametrize(
    ("head", "word"),
    [
        (b"", "empty"),
        (b"hello", "not a picture"),
        (b"BMW and other cars", "not a pict"),
        (b"<?xml ?><p>", "not a pict"),
        (b"<!doctype html><svg>", "not a pict"),
    ],
)
def test_anything_else_is_no_picture(head: bytes, word: str) -> None:
    """Bytes of no known kind are no picture."""
    with pytest.raises(NotAnImage, match=word):
        sniff(head)


@pytest.mark.parametrize(
    ("text", "expected"), [("JPG", "jpeg"), (" webp ", "webp"), ("tif", "tiff")]
)
def test_formats_have_other_names(text: str, expected: str) -> None:
    """The extension is as good a name as the format's own."""
    assert parse_output_format(text) is OutputFormat(expected)


def test_format_that_is_not_written_is_refused() -> None:
    """Pixmill does not write Photoshop documents."""
    with pytest.raises(UnsupportedFormat, match="psd"):
        parse_output_format("psd")


@pytest.mark.parametrize("source", SourceFormat)
def test_source_keeps_its_format(source: SourceFormat) -> None:
    """Without a wish, a rendition has the format of its source, or PNG where few would want it."""
    expected = "png" if source in {"bmp", "ico", "svg"} else source.value

    assert natural_output(source).value == expected


@pytest.mark.parametrize(
    ("source", "media_type", "extension"),
    [
        ("jpeg", "image/jpeg", "jpg"),
        ("bmp", "image/bmp", "bmp"),
        ("ico", "image/x-icon", "ico"),
        ("svg", "image/svg+xml", "svg"),
    ],
)
def test_originals_have_a_type_of_their_own(source: str, media_type: str, extension: str) -> None:
    """What is stored is called what it is."""
    assert media_type_of(SourceFormat(source)) == media_type
    assert extension_of(SourceFormat(source)) == extension
