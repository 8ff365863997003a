from itertools import islice

import pytest

from pixmill.accounts.errors import InvalidUsername
from pixmill.accounts.names import (
    MAX_WORKSPACE_LENGTH,
    RESERVED_WORKSPACES,
    is_reserved,
    normalise_username,
    username_key,
    workspace_names,
    workspace_slug,
)


def zeros(count: int) -> bytes:
    """Be as random as this test needs."""
    return bytes(count)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ann", "ann"),
        ("Ann.B_c-d+e@example.com", "Ann.B_c-d+e@example.com"),
        ("42nd", "42nd"),
        ("Zoë", "Zoë"),
        ("Zoe\u0308", "Zoë"),
        ("\uff41\uff4e\uff4e", "ann"),
        ("山田太郎", "山田太郎"),
        ("हिन्दी", "हिन्दी"),
        ("a" * 64, "a" * 64),
    ],
)
def test_good_name_is_kept_in_one_spelling(text: str, expected: str) -> None:
    """Names of all languages are welcome; look-alike code points become one."""
    assert normalise_username(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "has 0"),
        ("ab", "has 2"),
        ("a" * 65, "has 65"),
        ("a" * 10_000, "too long"),
        ("\ufdfa" * 20, "has 360"),
        ("ann b", "a space"),
        ("ann\n", "a space"),
        ("ann\x00", "invisible"),
        ("ann\u200b", "invisible"),
        ("ann\u202e", "invisible"),
        ("ann/../b", "the character '/'"),
        ("<ann>", "the character '<'"),
        ("ann\ud800", "invisible"),
        (".ann", "start with"),
        ("@ann", "start with"),
        ("\u0301ann", "start with"),
    ],
)
def test_bad_name_is_refused_with_the_reason(text: str, reason: str) -> None:
    """The message says which rule is broken, and the field is named."""
    with pytest.raises(InvalidUsername, match=reason) as caught:
        normalise_username(text)

    assert caught.value.field == "username"


@pytest.mark.parametrize(
    ("first", "second"), [("Ann", "aNN"), ("STRASSE", "straße"), ("Σίσυφος", "ΣΊΣΥΦΟΣ")]
)
def test_names_that_differ_in_case_are_the_same(first: str, second: str) -> None:
    """Nobody can pose as somebody else by pressing shift."""
    assert username_key(first) == username_key(second)


@pytest.mark.parametrize(
    ("username", "expected"),
    [
        ("Ann", "ann"),
        ("ann.smith@example.com", "ann-smith"),
        ("Zoë_B", "zoe-b"),
        ("a--b", "a-b"),
        ("山田太郎", "workspace"),
        ("x山田", "workspace"),
        ("z" * 64, "z" * 63),
    ],
)
def test_workspace_is_named_after_the_user(username: str, expected: str) -> None:
    """The name fits into a URL and shows no mail address."""
    assert workspace_slug(username) == expected


def test_taken_names_get_a_suffix() -> None:
    """After the nicest name come others, as many as needed."""
    assert list(islice(workspace_names("Ann", zeros), 2)) == ["ann", "ann-aaaaa"]


@pytest.mark.parametrize("username", ["api", "Images", "v1_1", "v2", "login@example.com"])
def test_reserved_names_get_a_suffix_at_once(username: str) -> None:
    """No workspace can stand in the way of a route."""
    first = next(workspace_names(username, zeros))

    assert first.endswith("-aaaaa")
    assert not is_reserved(first)


def test_suffixed_names_stay_within_the_length() -> None:
    """The longest name still has room for its suffix."""
    for name in islice(workspace_names("z" * 64, zeros), 3):
        assert len(name) <= MAX_WORKSPACE_LENGTH


def test_routes_of_ours_are_reserved() -> None:
    """Every first part of a path that Pixmill serves is out of reach."""
    assert {"api", "auth", "docs", "health", "images", "login", "register"} <= RESERVED_WORKSPACES
