import asyncio
import base64
from collections.abc import Iterator
from dataclasses import replace

import pytest

from pixmill.accounts.errors import InvalidAccountSettings, InvalidPassword, TooBusy
from pixmill.accounts.passwords import GUESSED_FIRST, PasswordHasher, check_password
from pixmill.accounts.settings import PasswordSettings

CHEAP = PasswordSettings(memory_kib=64, iterations=1)


@pytest.fixture
def hasher() -> Iterator[PasswordHasher]:
    """Hash at a cost fit for tests."""
    hasher = PasswordHasher(CHEAP)
    yield hasher
    hasher.close()


@pytest.mark.parametrize(
    "password",
    [
        "password123",
        "correct horse battery staple",
        "        x",
        "pässwörter",
        "🐎🔋🖇️🐴🐎🔋🖇️🐴",
        "x1" * 64,
        "qwerty123456",
    ],
)
def test_ordinary_password_is_accepted(password: str) -> None:
    """Length is what counts; spaces, any script and examples from documents will do."""
    check_password(password, username="ann")


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("", "fewer than 8"),
        ("seven77", "fewer than 8"),
        ("x1" * 64 + "y", "more than 128"),
        ("🐎🔋" * 64 + "x", "more than 128"),
        ("good enough\x00", "control"),
        ("good\nenough", "control"),
        ("half a character \ud83d", "not valid text"),
        ("aaaaaaaa", "repeated"),
        ("ANN.SMITH", "the user name"),
        ("PassWord", "guessed first"),
    ],
)
def test_bad_password_is_refused_without_repeating_it(password: str, reason: str) -> None:
    """The reason is told, the password is not."""
    with pytest.raises(InvalidPassword, match=reason) as caught:
        check_password(password, username="ann.smith")

    assert caught.value.field == "password"
    assert not password or password not in caught.value.message


def test_guessed_passwords_would_pass_the_other_rules() -> None:
    """The list holds nothing that another rule refuses anyway."""
    assert all(len(password) >= 8 for password in GUESSED_FIRST)
    assert {password.casefold() for password in GUESSED_FIRST} == GUESSED_FIRST


async def test_only_the_right_password_matches(hasher: PasswordHasher) -> None:
    """A hash knows its own password and no other."""
    stored = await hasher.hash("correct horse")

    assert (await hasher.verify("correct horse", stored)).matches
    assert not (await hasher.verify("Correct horse", stored)).matches


async def test_hash_is_argon2id_at_the_configured_cost(hasher: PasswordHasher) -> None:
    """The stored text tells the algorithm and its cost, and no two are the same."""
    first, second = [await hasher.hash("correct horse") for _ in range(2)]

    assert first.startswith("$argon2id$v=19$m=64,t=1,p=1$")
    assert first != second


async def test_same_letters_typed_differently_match(hasher: PasswordHasher) -> None:
    """One keyboard composes an accent that another sends apart."""
    stored = await hasher.hash("cafe\u0301 au lait")

    assert (await hasher.verify("caf\u00e9 au lait", stored)).matches


async def test_changed_cost_gives_a_new_hash(hasher: PasswordHasher) -> None:
    """Raising the cost reaches each password at its next use."""
    stored = await hasher.hash("correct horse")
    dearer = PasswordHasher(replace(CHEAP, iterations=2))

    verified = await dearer.verify("correct horse", stored)
    unchanged = await hasher.verify("correct horse", stored)
    dearer.close()

    assert verified.matches
    assert verified.new_hash is not None
    assert "t=2" in verified.new_hash
    assert unchanged.new_hash is None


async def test_nothing_stored_matches_no_password(hasher: PasswordHasher) -> None:
    """The decoy is a hash of the usual cost that is nobody's."""
    assert not (await hasher.verify("", None)).matches
    algorithm, version, cost, salt, digest = hasher._decoy[1:].split("$")
    assert (algorithm, version, cost) == ("argon2id", "v=19", "m=64,t=1,p=1")
    assert len(base64.b64decode(salt + "==")) == 16
    assert len(base64.b64decode(digest + "=")) == 32


@pytest.mark.parametrize("password", ["x" * 1_000_000, "\ud83d"])
async def test_password_that_cannot_be_hashed_matches_nothing(
    hasher: PasswordHasher, password: str
) -> None:
    """Megabytes and broken text are not worth an error of their own."""
    assert not (await hasher.verify(password, await hasher.hash("correct horse"))).matches


async def test_stored_text_that_is_no_hash_matches_nothing(hasher: PasswordHasher) -> None:
    """A damaged row locks its user out and nobody in."""
    assert not (await hasher.verify("correct horse", "plain text")).matches


async def test_flood_is_refused_beyond_the_queue() -> None:
    """So many checks run or wait; one more is told to come back, and later all is well."""
    hasher = PasswordHasher(
        PasswordSettings(memory_kib=8_192, iterations=2, threads=1, max_waiting=2)
    )

    outcomes = await asyncio.gather(
        *(hasher.hash("correct horse") for _ in range(10)), return_exceptions=True
    )
    later = await hasher.hash("correct horse")
    hasher.close()

    refused = [outcome for outcome in outcomes if isinstance(outcome, TooBusy)]
    assert len(refused) == 7
    assert refused[0].retry_after_s >= 1
    assert later.startswith("$argon2id$")


async def test_caller_that_gives_up_frees_its_place_when_the_work_is_done() -> None:
    """Giving up in a loop cannot start more work than is allowed at a time."""
    hasher = PasswordHasher(replace(CHEAP, threads=1, max_waiting=0))
    for _ in range(20):
        task = asyncio.create_task(hasher.hash("correct horse"))
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    hasher.close()

    assert hasher._places.acquire(blocking=False)


@pytest.mark.parametrize("settings", [{"threads": 0}, {"max_waiting": -1}])
def test_hasher_that_could_do_nothing_is_refused(settings: dict[str, int]) -> None:
    """A setting that would lock everybody out stops the start."""
    with pytest.raises(InvalidAccountSettings):
        PasswordHasher(replace(CHEAP, **settings))
