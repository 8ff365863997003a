"""Rules for what people write about their pictures: titles, tags, names of files."""

import unicodedata
from collections.abc import Iterable
from typing import Final

from pixmill.assets.errors import InvalidMetadata

MAX_TITLE_LENGTH: Final = 200
MAX_TAGS: Final = 50
MAX_TAG_LENGTH: Final = 64

_MAX_NAME_LENGTH: Final = 255
# Control characters, halves of surrogate pairs, line and paragraph separators.
_INVISIBLE: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})


def is_printable(text: str) -> bool:
    """Tell whether a text is one line that can be stored and shown; letters of all scripts are."""
    return not any(unicodedata.category(character) in _INVISIBLE for character in text)


def parse_title(text: str | None) -> str | None:
    """Return the title trimmed, or None when nothing is left of it.

    Raises:
        InvalidMetadata: it is too long or has invisible characters.
    """
    title = unicodedata.normalize("NFC", text or "").strip()
    if len(title) > MAX_TITLE_LENGTH:
        raise InvalidMetadata(
            f"A title has at most {MAX_TITLE_LENGTH} characters; this one has {len(title)}.",
            field="title",
        )
    if not is_printable(title):
        raise InvalidMetadata("The title contains an invisible character.", field="title")
    return title or None


def parse_tags(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the tags trimmed, each once, sorted; empty ones are left out.

    Raises:
        InvalidMetadata: there are too many, or one is too long or has invisible characters.
    """
    tags = {" ".join(unicodedata.normalize("NFC", text).split()) for text in texts} - {""}
    if len(tags) > MAX_TAGS:
        raise InvalidMetadata(
            f"A picture has at most {MAX_TAGS} tags; these are {len(tags)}.", field="tags"
        )
    for tag in tags:
        if len(tag) > MAX_TAG_LENGTH:
            raise InvalidMetadata(
                f"A tag has at most {MAX_TAG_LENGTH} characters; {tag[:20]!r}… has {len(tag)}.",
                field="tags",
            )
        if not is_printable(tag):
            raise InvalidMetadata(f"The tag {tag!r} has an invisible character.", field="tags")
    return tuple(sorted(tags))


def clean_original_name(text: str | None) -> str | None:
    """Return what can be shown of a file's name; it is never used as a path and never refused."""
    name = unicodedata.normalize("NFC", (text or "").replace("\\", "/")).rsplit("/", 1)[-1]
    visible = "".join(character for character in name if is_printable(character)).strip()
    return visible[:_MAX_NAME_LENGTH] or None
