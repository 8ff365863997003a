from itertools import islice

import pytest

from pixmill.assets.errors import InvalidMetadata
from pixmill.assets.public_ids import freed_public_id, parse_public_id, public_ids


@pytest.mark.parametrize(
    "text", ["a", "x" * 255, "travel/2026/dusk", "día.v2", "фото", "with space", "a.b-c_d~"]
)
def test_good_public_id_stays_as_it_is(text: str) -> None:
    """People choose their names; slashes make folders."""
    assert parse_public_id(text) == text


def test_public_id_has_one_spelling() -> None:
    """White space around it and decomposed letters make no second name."""
    assert parse_public_id(" Cafe\u0301 ") == "Caf\u00e9"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  ",
        "x" * 256,
        "/a",
        "a/",
        "a//b",
        "a/../b",
        "..",
        "a/./b",
        "tab\there",
        "half\ud800",
        "0193aaaaaaaa7bbb8cccddddeeee1234",
    ],
)
def test_bad_public_id_is_refused_by_field(text: str) -> None:
    """Names that could be taken for paths, ids or nothing at all are refused."""
    with pytest.raises(InvalidMetadata) as caught:
        parse_public_id(text)

    assert caught.value.field == "public_id"


@pytest.mark.parametrize(
    ("name", "public_id"),
    [
        ("Photo 1.JPG", "photo-1"),
        ("__a--b__.png", "a-b"),
        ("Straße.png", "strasse"),
        ("東京.webp", "東京"),
    ],
)
def test_public_id_is_made_from_the_file_name(name: str, public_id: str) -> None:
    """The first name offered is the nicest, in the letters of its language."""
    assert next(public_ids(name)) == public_id


@pytest.mark.parametrize("name", [None, "???.jpg", "d41d8cd98f00b204e9800998ecf8427e.jpg"])
def test_name_that_gives_nothing_gets_a_suffix(name: str | None) -> None:
    """Names without letters, and names that look like ids, are not offered as they are."""
    first, second = islice(public_ids(name), 2)

    assert first != second
    assert parse_public_id(first) == first


def test_freed_public_id_can_never_be_asked_for() -> None:
    """The name of an asset that is being deleted is out of everybody's reach."""
    with pytest.raises(InvalidMetadata):
        parse_public_id(freed_public_id("0193aaaaaaaa7bbb8cccddddeeee1234"))
