"""Access tokens (signed, short-lived) and refresh tokens (random, stored only as a hash)."""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import msgspec
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet, OctKey
from joserfc.jws import JWSRegistry, deserialize_compact, serialize_compact

from pixmill.accounts.errors import InvalidAccountSettings, InvalidToken, TokenExpired
from pixmill.accounts.settings import SigningKey, TokenSettings

MAX_TOKEN_LENGTH: Final = 4096
MIN_SECRET_BYTES: Final = 32

_ALGORITHM: Final = "HS256"
_TYPE: Final = "at+jwt"
_REFRESH_BYTES: Final = 32
_ID_BYTES: Final = 16
_CLOCK_SKEW_S: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessToken:
    """What an access token says, after its signature and its times were checked."""

    user_id: str
    session_id: str


class _Claims(msgspec.Struct, frozen=True, kw_only=True):
    iss: str
    aud: str
    sub: str
    sid: str
    iat: int
    exp: int
    jti: str


class AccessTokens:
    """Signs and checks access tokens: JWT with HS256 and no other algorithm (RFC 8725).

    The type `at+jwt` (RFC 9068) keeps them apart from anything else signed with the same key.
    """

    def __init__(self, settings: TokenSettings) -> None:
        """Take the keys.

        Raises:
            InvalidAccountSettings: no key, a short one, or two of the same name.
        """
        _check_settings(settings)
        self._settings = settings
        self._keys = KeySet([_import_key(key) for key in settings.keys])
        self._known = frozenset(key.kid for key in settings.keys)
        self._registry = JWSRegistry(algorithms=[_ALGORITHM])

    def issue(self, token: AccessToken, *, now_ms: int, token_id: bytes) -> str:
        """Sign a token that is good from now on for the configured time."""
        now_s = now_ms // 1000
        claims = _Claims(
            iss=self._settings.issuer,
            aud=self._settings.audience,
            sub=token.user_id,
            sid=token.session_id,
            iat=now_s,
            exp=now_s + self._settings.access_lifetime_s,
            jti=token_id.hex(),
        )
        header = {"alg": _ALGORITHM, "typ": _TYPE, "kid": self._settings.keys[0].kid}
        return serialize_compact(
            header, msgspec.json.encode(claims), self._keys, registry=self._registry
        )

    def read(self, text: str, *, now_ms: int) -> AccessToken:
        """Check a token and return what it says.

        Raises:
            InvalidToken: it is not one of ours, or was changed.
            TokenExpired: its time is over.
        """
        claims = self._verified_claims(text)
        if claims.iss != self._settings.issuer or claims.aud != self._settings.audience:
            raise _invalid()
        now_s = now_ms // 1000
        if claims.iat > now_s + _CLOCK_SKEW_S:
            raise _invalid()
        if claims.exp <= now_s:
            message = "The access token has expired."
            raise TokenExpired(message)
        return AccessToken(user_id=claims.sub, session_id=claims.sid)

    def _verified_claims(self, text: str) -> _Claims:
        if len(text) > MAX_TOKEN_LENGTH or not text.isascii():
            raise _invalid()
        try:
            signed = deserialize_compact(text, self._keys, registry=self._registry)
            header = signed.headers()
            if header.get("typ") != _TYPE or header.get("kid") not in self._known:
                raise _invalid()
            return msgspec.json.decode(signed.payload, type=_Claims)
        except (JoseError, msgspec.MsgspecError, ValueError, TypeError) as exc:
            raise _invalid() from exc


def new_refresh_token(random_bytes: Callable[[int], bytes]) -> str:
    """Make a refresh token: 256 random bits, so a fast hash of it is safe to store."""
    return base64.urlsafe_b64encode(random_bytes(_REFRESH_BYTES)).decode("ascii").rstrip("=")


def new_token_id(random_bytes: Callable[[int], bytes]) -> bytes:
    """Make the unique mark of one access token."""
    return random_bytes(_ID_BYTES)


def hash_refresh_token(text: str) -> str:
    """Return the form in which a refresh token is stored and looked up.

    Raises:
        InvalidToken: it is longer than any token of ours.
    """
    if len(text) > MAX_TOKEN_LENGTH or not text.isascii():
        raise _invalid()
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _import_key(key: SigningKey) -> Key:
    try:
        return OctKey.import_key(key.secret, {"kid": key.kid, "alg": _ALGORITHM, "use": "sig"})
    except ValueError as exc:
        message = f"The signing key {key.kid!r} is no random secret but a key of another kind."
        raise InvalidAccountSettings(message, field="tokens.keys") from exc


def _check_settings(settings: TokenSettings) -> None:
    names = [key.kid for key in settings.keys]
    if not names or len(set(names)) != len(names) or not all(names):
        message = "Tokens need at least one signing key, and each key needs its own name."
        raise InvalidAccountSettings(message, field="tokens.keys")
    if any(len(key.secret) < MIN_SECRET_BYTES for key in settings.keys):
        message = f"A signing key needs a secret of at least {MIN_SECRET_BYTES} bytes."
        raise InvalidAccountSettings(message, field="tokens.keys")
    lifetimes = (
        settings.access_lifetime_s,
        settings.refresh_lifetime_s,
        settings.session_lifetime_s,
    )
    if not 0 < lifetimes[0] <= lifetimes[1] <= lifetimes[2]:
        message = "Access tokens must expire before refresh tokens, and those before sessions."
        raise InvalidAccountSettings(message, field="tokens.access_lifetime_s")


def _invalid() -> InvalidToken:
    return InvalidToken("The token is not valid.")
