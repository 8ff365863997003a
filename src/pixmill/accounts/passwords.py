"""Rules for new passwords, and their hashing, bounded so that a flood of log-ins stays small."""

import asyncio
import base64
import secrets
import threading
import unicodedata
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Final, TypeVar

from pwdlib import PasswordHash
from pwdlib.exceptions import UnknownHashError
from pwdlib.hashers.argon2 import Argon2Hasher

from pixmill.accounts.errors import InvalidAccountSettings, InvalidPassword, TooBusy
from pixmill.accounts.names import username_key
from pixmill.accounts.settings import PasswordSettings

MIN_PASSWORD_LENGTH: Final = 8
MAX_PASSWORD_LENGTH: Final = 128
MAX_PASSWORD_BYTES: Final = 512

_GUESSED_FIRST: Final = """
    password passw0rd p@ssw0rd p@ssword 12345678 123456789 1234567890 0123456789 87654321
    qwertyui qwertyuiop 1q2w3e4r 1qaz2wsx asdfghjk asdfghjkl iloveyou sunshine princess
    football baseball superman trustno1 letmein1 changeme
"""

GUESSED_FIRST: Final = frozenset(_GUESSED_FIRST.split())
"""What a guesser tries first, folded to lower case."""

_SALT_BYTES: Final = 16
_HASH_BYTES: Final = 32

_Result = TypeVar("_Result")


def check_password(password: str, *, username: str) -> None:
    """Accept a new password, or say which rule it breaks; never repeat it.

    There are no rules of composition: they make passwords worse (NIST SP 800-63B, 3.1.1.2).

    Raises:
        InvalidPassword: it breaks a rule.
    """
    problem = _problem(password, username)
    if problem is not None:
        raise InvalidPassword(problem, field="password")


def _problem(password: str, username: str) -> str | None:
    if len(password) < MIN_PASSWORD_LENGTH:
        return f"The password has fewer than {MIN_PASSWORD_LENGTH} characters."
    if not _is_hashable(password):
        return (
            f"The password has more than {MAX_PASSWORD_LENGTH} characters "
            f"or {MAX_PASSWORD_BYTES} bytes, or is not valid text."
        )
    if any(unicodedata.category(character) == "Cc" for character in password):
        return "The password contains a control character."
    return _guess(password, username)


def _guess(password: str, username: str) -> str | None:
    if len(set(password)) == 1:
        return "The password is one character repeated."
    if username_key(password) == username_key(username):
        return "The password is the user name."
    if password.casefold() in GUESSED_FIRST:
        return "The password is one of those that are guessed first."
    return None


def _is_hashable(password: str) -> bool:
    """Tell whether the text is short enough and can be encoded: JSON can carry half a character."""
    if len(password) > MAX_PASSWORD_LENGTH:
        return False
    try:
        return len(password.encode()) <= MAX_PASSWORD_BYTES
    except UnicodeEncodeError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """The outcome of one password check."""

    matches: bool
    new_hash: str | None = None
    """To be stored in place of the old hash, when that was made at another cost."""


class PasswordHasher:
    """Hashes and checks passwords with argon2id in a few threads of its own.

    One check takes memory and a core; more than the threads can do waits, and more than may wait
    is refused, so that log-ins can never starve the rest of the service.
    """

    def __init__(self, settings: PasswordSettings) -> None:
        """Start no thread yet; threads come with the first check."""
        if settings.threads < 1 or settings.max_waiting < 0:
            message = "At least one thread must check passwords, and no fewer than none may wait."
            raise InvalidAccountSettings(message, field="passwords.threads")
        self._hash = PasswordHash(
            [
                Argon2Hasher(
                    memory_cost=settings.memory_kib,
                    time_cost=settings.iterations,
                    parallelism=settings.parallelism,
                    salt_len=_SALT_BYTES,
                    hash_len=_HASH_BYTES,
                )
            ]
        )
        self._decoy = _decoy(settings)
        self._places = threading.BoundedSemaphore(settings.threads + settings.max_waiting)
        self._threads = ThreadPoolExecutor(settings.threads, thread_name_prefix="passwords")

    def close(self) -> None:
        """Let running checks end and start no more."""
        self._threads.shutdown(wait=True, cancel_futures=True)

    async def hash(self, password: str) -> str:
        """Return the text to store for a new password.

        Raises:
            TooBusy: as many checks as allowed are running and waiting.
        """
        return await self._run(lambda: self._hash.hash(_normalise(password)))

    async def verify(self, password: str, stored: str | None) -> Verified:
        """Check a password; with nothing stored, take the same time and find no match.

        Raises:
            TooBusy: as many checks as allowed are running and waiting.
        """
        if _is_hashable(password):
            return await self._run(lambda: self._verify(password, stored or self._decoy))
        # What could never have been registered takes the usual time too, but not its own length.
        await self._run(lambda: self._verify("", self._decoy))
        return Verified(matches=False)

    def _verify(self, password: str, stored: str) -> Verified:
        try:
            matches, new_hash = self._hash.verify_and_update(_normalise(password), stored)
        except UnknownHashError:
            return Verified(matches=False)
        return Verified(matches=matches, new_hash=new_hash)

    async def _run(self, work: Callable[[], _Result]) -> _Result:
        if not self._places.acquire(blocking=False):
            message = "Too many log-ins are in progress."
            raise TooBusy(message)
        future = self._threads.submit(work)
        # Freed when the thread is done, not when the caller stops waiting for it.
        future.add_done_callback(lambda _: self._places.release())
        return await asyncio.wrap_future(future)


def _normalise(password: str) -> str:
    """Spell composed letters one way: keyboards differ, passwords must not (RFC 8265, 4.2)."""
    return unicodedata.normalize("NFC", password)


def _decoy(settings: PasswordSettings) -> str:
    """Make up a hash that costs what a real one costs and that no password has."""
    salt = _encode(secrets.token_bytes(_SALT_BYTES))
    digest = _encode(secrets.token_bytes(_HASH_BYTES))
    cost = f"m={settings.memory_kib},t={settings.iterations},p={settings.parallelism}"
    return f"$argon2id$v=19${cost}${salt}${digest}"


def _encode(value: bytes) -> str:
    return base64.b64encode(value).decode("ascii").rstrip("=")
