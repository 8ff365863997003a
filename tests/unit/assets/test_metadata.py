import pytest

from pixmill.assets.errors import InvalidMetadata
from pixmill.assets.metadata import clean_original_name, parse_tags, parse_title


@pytest.mark.parametrize(
    ("text", "title"),
    [(None, None), ("", None), ("  ", None), (" Dusk ", "Dusk"), ("x" * 200, "x" * 200)],
)
def test_title_is_trimmed(text: str | None, title: str | None) -> None:
    """A title without a visible character is no title."""
    assert parse_title(text) == title


def test_title_is_composed() -> None:
    """Two spellings of one letter are one title."""
    assert parse_title("Cafe\u0301") == "Caf\u00e9"


@pytest.mark.parametrize("text", ["x" * 201, "two\nlines", "bell\x07", "half\ud800", "a\u2028b"])
def test_bad_title_is_refused_by_field(text: str) -> None:
    """What cannot be stored or shown on one line is refused, with the field named."""
    with pytest.raises(InvalidMetadata) as caught:
        parse_title(text)

    assert caught.value.field == "title"


def test_tags_are_trimmed_unique_and_sorted() -> None:
    """The same tag written twice is one tag."""
    assert parse_tags([" sea  side ", "dusk", "", "sea side", "dusk"]) == ("dusk", "sea side")


def test_most_tags_and_longest_tag_are_allowed() -> None:
    """The limits themselves are allowed."""
    tags = [f"{number:02}".ljust(64, "x") for number in range(50)]

    assert parse_tags(tags) == tuple(tags)


@pytest.mark.parametrize(
    "tags", [[str(number) for number in range(51)], ["x" * 65], ["bell\x07"], ["half\ud800"]]
)
def test_bad_tags_are_refused_by_field(tags: list[str]) -> None:
    """Too many tags, and tags that are too long or invisible, are refused."""
    with pytest.raises(InvalidMetadata) as caught:
        parse_tags(tags)

    assert caught.value.field == "tags"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (None, None),
        ("", None),
        ("photo.jpg", "photo.jpg"),
        ("C:\\Users\\me\\photo.jpg", "photo.jpg"),
        ("../../etc/passwd", "passwd"),
        ("a\x00b\n.jpg", "ab.jpg"),
        ("folder/", None),
        ("x" * 300, "x" * 255),
    ],
)
def test_file_name_is_cleaned_and_never_refused(text: str | None, name: str | None) -> None:
    """Whatever a client calls its file, only something to show is left of it."""
    assert clean_original_name(text) == name
