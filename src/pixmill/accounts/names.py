"""Rules for user names, and the workspace names that are made from them."""

import base64
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

from pixmill.accounts.errors import InvalidUsername

MIN_USERNAME_LENGTH: Final = 3
MAX_USERNAME_LENGTH: Final = 64

MIN_WORKSPACE_LENGTH: Final = 2
MAX_WORKSPACE_LENGTH: Final = 63

_RESERVED: Final = """
    account accounts admin api app assets auth cdn dashboard delivery docs download errors events
    favicon graphql health healthz help iiif image images jobs keys livez login logout me metrics
    new null openapi pixmill ping public ready readyz redoc register robots root search security
    settings signup static status support system task tasks token transform ui undefined upload
    uploads user users video webhooks well-known workspace workspaces www
"""

RESERVED_WORKSPACES: Final = frozenset(_RESERVED.split())
"""Names that stand for something else at the same place of a URL, now or soon."""

_VERSION_LIKE = re.compile(r"v\d+(-\d+)*")
_PUNCTUATION: Final = frozenset("._-@+")
_SUFFIX_BYTES: Final = 3
_SUFFIX_LENGTH: Final = 6
_FALLBACK: Final = "workspace"


def normalise_username(text: str) -> str:
    """Return the name in its one canonical spelling (Unicode NFKC), as it will be shown.

    Raises:
        InvalidUsername: it breaks a rule; the message says which.
    """
    if len(text) > 4 * MAX_USERNAME_LENGTH:
        raise _invalid("The user name is too long.")
    name = unicodedata.normalize("NFKC", text)
    if not MIN_USERNAME_LENGTH <= len(name) <= MAX_USERNAME_LENGTH:
        raise _invalid(
            f"A user name has {MIN_USERNAME_LENGTH} to {MAX_USERNAME_LENGTH} characters; "
            f"this one has {len(name)}."
        )
    wrong = next((character for character in name if not _is_allowed(character)), None)
    if wrong is not None:
        raise _invalid(f"The user name contains {_describe(wrong)}.")
    if not _is_letter_or_digit(name[0]):
        raise _invalid("The user name does not start with a letter or a digit.")
    return name


def username_key(username: str) -> str:
    """Return the form in which two names are compared: case, and nothing else, is ignored."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", username).casefold())


def workspace_slug(username: str) -> str:
    """Return the workspace name that fits the user: `[a-z0-9-]`, 2 to 63 characters.

    Of a mail address only the part before the @ is taken: the name stands in public URLs.
    """
    local_part = username_key(username).partition("@")[0]
    decomposed = unicodedata.normalize("NFKD", local_part)
    letters = decomposed.encode("ascii", "ignore").decode("ascii")
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:MAX_WORKSPACE_LENGTH].strip("-")
    return slug if len(slug) >= MIN_WORKSPACE_LENGTH else _FALLBACK


def is_reserved(workspace: str) -> bool:
    """Tell whether the name must not become a workspace's."""
    return workspace in RESERVED_WORKSPACES or _VERSION_LIKE.fullmatch(workspace) is not None


def workspace_names(username: str, random_bytes: Callable[[int], bytes]) -> Iterator[str]:
    """Yield names for the user's workspace: the nicest, then with random suffixes for ever."""
    slug = workspace_slug(username)
    if not is_reserved(slug) and slug != _FALLBACK:
        yield slug
    stem = slug[: MAX_WORKSPACE_LENGTH - _SUFFIX_LENGTH].rstrip("-")
    while True:
        suffix = base64.b32encode(random_bytes(_SUFFIX_BYTES)).decode("ascii").rstrip("=").lower()
        yield f"{stem}-{suffix}"


def _is_allowed(character: str) -> bool:
    # Marks are parts of letters in Hindi, Thai and others.
    return (
        _is_letter_or_digit(character)
        or character in _PUNCTUATION
        or unicodedata.category(character) in {"Mn", "Mc"}
    )


def _is_letter_or_digit(character: str) -> bool:
    category = unicodedata.category(character)
    return category.startswith("L") or category == "Nd"


def _describe(character: str) -> str:
    if character.isspace():
        return "a space"
    if not character.isprintable():
        return "an invisible character"
    return f"the character {character!r}"


def _invalid(message: str) -> InvalidUsername:
    return InvalidUsername(message, field="username")
