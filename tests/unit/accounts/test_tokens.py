import base64
import hashlib
import hmac
import json
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from pixmill.accounts.errors import InvalidAccountSettings, InvalidToken, TokenExpired
from pixmill.accounts.settings import SigningKey, TokenSettings
from pixmill.accounts.tokens import (
    AccessToken,
    AccessTokens,
    hash_refresh_token,
    new_refresh_token,
)

NOW_MS = 1_800_000_000_000
KEY = SigningKey(kid="k1", secret=b"s" * 32)
SETTINGS = TokenSettings(keys=(KEY,))
TOKEN = AccessToken(user_id="u1", session_id="s1")
HEADER = {"alg": "HS256", "typ": "at+jwt", "kid": "k1"}
CLAIMS = {
    "iss": "pixmill",
    "aud": "pixmill-api",
    "sub": "u1",
    "sid": "s1",
    "iat": NOW_MS // 1000,
    "exp": NOW_MS // 1000 + 900,
    "jti": "00",
}


def encode(value: bytes) -> str:
    """Write bytes as tokens do."""
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def forge(header: object, claims: object, secret: bytes = KEY.secret) -> str:
    """Sign anything, without the library under test."""
    signed = f"{encode(json.dumps(header).encode())}.{encode(json.dumps(claims).encode())}"
    return f"{signed}.{encode(hmac.digest(secret, signed.encode(), hashlib.sha256))}"


def issue(settings: TokenSettings = SETTINGS) -> str:
    """Sign the usual token."""
    return AccessTokens(settings).issue(TOKEN, now_ms=NOW_MS, token_id=b"\0")


def test_token_is_what_the_standard_says() -> None:
    """A token made by the book is read, and ours can be checked by the book."""
    header, claims, signature = issue().split(".")
    digest = hmac.digest(KEY.secret, f"{header}.{claims}".encode(), hashlib.sha256)

    assert json.loads(base64.urlsafe_b64decode(header + "==")) == HEADER
    assert json.loads(base64.urlsafe_b64decode(claims + "==")) == CLAIMS
    assert signature == encode(digest)
    assert AccessTokens(SETTINGS).read(forge(HEADER, CLAIMS), now_ms=NOW_MS) == TOKEN


def test_token_says_what_was_signed() -> None:
    """A fresh token is read back."""
    assert AccessTokens(SETTINGS).read(issue(), now_ms=NOW_MS) == TOKEN


def test_token_expires_to_the_second() -> None:
    """The last second counts, the next one does not."""
    tokens = AccessTokens(SETTINGS)

    assert tokens.read(issue(), now_ms=NOW_MS + 899_999) == TOKEN
    with pytest.raises(TokenExpired):
        tokens.read(issue(), now_ms=NOW_MS + 900_000)


@pytest.mark.parametrize(
    "header",
    [
        {**HEADER, "alg": "none"},
        {**HEADER, "alg": "HS512"},
        {**HEADER, "alg": "RS256"},
        {**HEADER, "alg": ["HS256"]},
        {**HEADER, "typ": "JWT"},
        {**HEADER, "typ": "rt+jwt"},
        {**HEADER, "kid": "k2"},
        {**HEADER, "kid": ["k1"]},
        {**HEADER, "crit": ["exp"]},
        {**HEADER, "b64": False, "crit": ["b64"]},
        {"alg": "HS256", "typ": "at+jwt"},
        {"alg": "HS256", "kid": "k1"},
        {"typ": "at+jwt", "kid": "k1"},
        [],
        None,
        7,
    ],
    ids=str,
)
def test_header_that_is_not_ours_is_refused(header: object) -> None:
    """One algorithm, one type, our key names; nothing in a token chooses how it is checked."""
    with pytest.raises(InvalidToken):
        AccessTokens(SETTINGS).read(forge(header, CLAIMS), now_ms=NOW_MS)


@pytest.mark.parametrize(
    "header",
    [
        {**HEADER, "jku": "https://example.com/keys"},
        {**HEADER, "jwk": {"kty": "oct", "k": encode(b"t" * 32)}},
    ],
    ids=str,
)
def test_token_cannot_bring_its_own_key(header: object) -> None:
    """A key inside the token, or the address of one, is never used."""
    with pytest.raises(InvalidToken):
        AccessTokens(SETTINGS).read(forge(header, CLAIMS, b"t" * 32), now_ms=NOW_MS)


@pytest.mark.parametrize(
    "claims",
    [
        {**CLAIMS, "iss": "other"},
        {**CLAIMS, "aud": "other"},
        {**CLAIMS, "aud": ["pixmill-api"]},
        {**CLAIMS, "exp": "never"},
        {**CLAIMS, "exp": None},
        {**CLAIMS, "iat": NOW_MS // 1000 + 3_600},
        {**CLAIMS, "sub": 7},
        {name: value for name, value in CLAIMS.items() if name != "exp"},
        {name: value for name, value in CLAIMS.items() if name != "sid"},
        [],
        "text",
    ],
    ids=str,
)
def test_claims_that_are_not_ours_are_refused(claims: object) -> None:
    """Even with a good signature, every claim must be there and fit."""
    with pytest.raises(InvalidToken):
        AccessTokens(SETTINGS).read(forge(HEADER, claims), now_ms=NOW_MS)


def test_token_signed_by_another_is_refused() -> None:
    """A different secret makes a different signature."""
    with pytest.raises(InvalidToken):
        AccessTokens(SETTINGS).read(forge(HEADER, CLAIMS, b"t" * 32), now_ms=NOW_MS)


@pytest.mark.parametrize("position", range(3))
def test_token_changed_anywhere_is_refused(position: int) -> None:
    """Each part is covered by the signature or is it."""
    parts = issue().split(".")
    middle = len(parts[position]) // 2
    letter = "A" if parts[position][middle] != "A" else "B"
    parts[position] = parts[position][:middle] + letter + parts[position][middle + 1 :]

    with pytest.raises(InvalidToken):
        AccessTokens(SETTINGS).read(".".join(parts), now_ms=NOW_MS)


@pytest.mark.parametrize(
    "text", ["", ".", "..", "....", "a.b.c", "é.é.é", "x" * 100_000, "\ud800", "W10.W10.W10"]
)
def test_text_that_is_no_token_is_refused(text: str) -> None:
    """Rubbish of any size costs little and breaks nothing."""
    with pytest.raises(InvalidToken):
        AccessTokens(SETTINGS).read(text, now_ms=NOW_MS)


def test_deeply_nested_token_is_refused() -> None:
    """A token cannot exhaust the stack of its reader."""
    nested = encode(b"[" * 380)

    with pytest.raises(InvalidToken):
        AccessTokens(SETTINGS).read(f"{nested}.{nested}.{nested}", now_ms=NOW_MS)


@given(st.text() | st.binary().map(encode) | st.tuples(st.binary(), st.binary()).map(str))
def test_no_text_makes_the_reader_fail_otherwise(text: str) -> None:
    """Whatever comes is either a token of ours or InvalidToken."""
    with pytest.raises(InvalidToken):
        AccessTokens(SETTINGS).read(text, now_ms=NOW_MS)


def test_keys_can_be_rotated() -> None:
    """The new key signs, the old one still verifies until it is dropped."""
    new = SigningKey(kid="k2", secret=b"t" * 32)
    both = replace(SETTINGS, keys=(new, KEY))
    old_token = issue()
    new_token = issue(both)

    assert AccessTokens(both).read(old_token, now_ms=NOW_MS) == TOKEN
    assert AccessTokens(replace(SETTINGS, keys=(new,))).read(new_token, now_ms=NOW_MS) == TOKEN
    with pytest.raises(InvalidToken):
        AccessTokens(replace(SETTINGS, keys=(new,))).read(old_token, now_ms=NOW_MS)


@pytest.mark.parametrize(
    "settings",
    [
        replace(SETTINGS, keys=()),
        replace(SETTINGS, keys=(SigningKey(kid="k1", secret=b"s" * 31),)),
        replace(SETTINGS, keys=(KEY, SigningKey(kid="k1", secret=b"t" * 32))),
        replace(SETTINGS, keys=(SigningKey(kid="", secret=b"s" * 32),)),
        replace(SETTINGS, access_lifetime_s=0),
        replace(SETTINGS, refresh_lifetime_s=60),
        replace(SETTINGS, session_lifetime_s=86_400),
    ],
)
def test_unsafe_settings_are_refused(settings: TokenSettings) -> None:
    """Weak or doubled keys and lifetimes that contradict each other stop the start."""
    with pytest.raises(InvalidAccountSettings):
        AccessTokens(settings)


def test_public_key_is_no_secret() -> None:
    """A published key given as the secret would let everybody sign."""
    public = Ed25519PrivateKey.generate().public_key()
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)

    with pytest.raises(InvalidAccountSettings):
        AccessTokens(replace(SETTINGS, keys=(SigningKey(kid="k1", secret=pem),)))


def test_secret_is_not_shown() -> None:
    """Settings can be logged."""
    assert "sss" not in repr(SETTINGS)


def test_refresh_token_is_256_random_bits_stored_as_a_hash() -> None:
    """The database holds nothing that could be sent."""
    token = new_refresh_token(lambda count: b"\xff" * count)

    assert base64.urlsafe_b64decode(token + "=") == b"\xff" * 32
    assert hash_refresh_token(token) == hashlib.sha256(token.encode()).hexdigest()


@pytest.mark.parametrize("text", ["x" * 4_097, "é"])
def test_text_that_cannot_be_a_refresh_token_is_refused_unhashed(text: str) -> None:
    """Size is checked before work starts."""
    with pytest.raises(InvalidToken):
        hash_refresh_token(text)
