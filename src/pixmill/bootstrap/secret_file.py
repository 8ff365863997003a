"""The secrets that the first start makes and every other start finds."""

import base64
import hashlib
import json
import os
import secrets
import stat
import tempfile
from pathlib import Path
from typing import Final

import msgspec

from pixmill.accounts.settings import SigningKey
from pixmill.errors import InvalidSettings

FILE_NAME: Final = "secrets.json"
MIN_SECRET_LENGTH: Final = 32

_KEY_BYTES: Final = 32
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO


class _StoredKey(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    kid: str
    secret: str


class _Secrets(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    token_keys: tuple[_StoredKey, ...]


def create_data_dir(data_dir: Path) -> None:
    """Make the folder for everything, closed to other users of the machine."""
    try:
        data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as exc:
        message = f"PIXMILL_DATA_DIR = {str(data_dir)!r}: it cannot be created ({exc.strerror})"
        raise InvalidSettings(message) from exc


def signing_keys(data_dir: Path, given: str) -> tuple[SigningKey, ...]:
    """Return the keys for access tokens: the given secret, or those in the secrets file.

    The file is made when there is none; of several processes that try, one succeeds and all read
    what it wrote.

    Raises:
        InvalidSettings: the given secret is short, or the file is damaged or open to other users.
    """
    if given:
        return (_key_of(given),)
    path = data_dir / FILE_NAME
    if not path.exists():
        _create(path)
    return _read(path)


def _key_of(given: str) -> SigningKey:
    if len(given) < MIN_SECRET_LENGTH:
        message = f"PIXMILL_TOKEN_SECRET: it has fewer than {MIN_SECRET_LENGTH} characters"
        raise InvalidSettings(message)
    secret = given.encode()
    # The name tells keys apart and must not tell what they are.
    kid = hashlib.sha256(b"pixmill key name\0" + secret).hexdigest()[:16]
    return SigningKey(kid=kid, secret=secret)


def _create(path: Path) -> None:
    key = {"kid": secrets.token_hex(8), "secret": _encode(secrets.token_bytes(_KEY_BYTES))}
    text = json.dumps({"token_keys": [key]}, indent=2) + "\n"
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".secrets-")  # mode 0600
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        _publish(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _publish(temporary: Path, path: Path) -> None:
    """Give the file its name unless another process was quicker: a link never replaces."""
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        return


def _read(path: Path) -> tuple[SigningKey, ...]:
    mode = path.stat().st_mode
    if mode & _OTHERS:
        message = (
            f"{path}: other users of this machine can read the secrets (mode {mode & 0o777:04o}); "
            f"run: chmod 600 {path}"
        )
        raise InvalidSettings(message)
    try:
        stored = msgspec.json.decode(path.read_bytes(), type=_Secrets)
        return tuple(
            SigningKey(kid=key.kid, secret=base64.urlsafe_b64decode(key.secret))
            for key in stored.token_keys
        )
    except (OSError, msgspec.MsgspecError, ValueError) as exc:
        message = (
            f"{path}: the secrets file cannot be read; restore it, or delete it to log everyone out"
        )
        raise InvalidSettings(message) from exc


def _encode(secret: bytes) -> str:
    return base64.urlsafe_b64encode(secret).decode("ascii")
