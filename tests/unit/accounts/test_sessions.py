import asyncio
import hashlib
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import update

from pixmill.accounts.errors import InvalidToken, RefreshTokenReused, TokenExpired
from pixmill.accounts.principal import Role
from pixmill.accounts.service import AccountService, SignedIn
from pixmill.db.tables import members, refresh_tokens, sessions
from tests.unit.accounts.house import DAY_S, PASSWORD, SETTINGS, House


async def test_refreshing_gives_new_tokens_in_the_same_session(
    house: House, accounts: AccountService
) -> None:
    """A session lives on with each refresh."""
    first = await accounts.register("ann", PASSWORD)
    house.wait(1_000)

    second = await accounts.refresh(first.refresh_token)

    with pytest.raises(TokenExpired):
        await accounts.authenticate(first.access_token)
    assert (await accounts.authenticate(second.access_token)).user_id == first.user.id
    assert second.refresh_token != first.refresh_token
    assert await house.count(sessions.c.id) == 1


async def test_reused_refresh_token_ends_the_session(accounts: AccountService) -> None:
    """Two holders of one token: neither can be trusted, and both are out at once."""
    first = await accounts.register("ann", PASSWORD)
    second = await accounts.refresh(first.refresh_token)
    other_session = await accounts.login("ann", PASSWORD)
    await accounts.authenticate(second.access_token)

    with pytest.raises(RefreshTokenReused):
        await accounts.refresh(first.refresh_token)

    with pytest.raises(InvalidToken):
        await accounts.refresh(second.refresh_token)
    with pytest.raises(InvalidToken):
        await accounts.authenticate(second.access_token)
    assert (await accounts.authenticate(other_session.access_token)).username == "ann"


async def test_refresh_token_sent_twice_at_once_is_used_once(accounts: AccountService) -> None:
    """Of two that race one gets tokens, the other shows the reuse."""
    signed_in = await accounts.register("ann", PASSWORD)

    outcomes = await asyncio.gather(
        *(accounts.refresh(signed_in.refresh_token) for _ in range(2)), return_exceptions=True
    )

    assert {type(outcome) for outcome in outcomes} == {SignedIn, RefreshTokenReused}


async def test_refresh_token_expires(house: House, accounts: AccountService) -> None:
    """A session that was not used for 30 days is over."""
    signed_in = await accounts.register("ann", PASSWORD)
    house.wait(30 * DAY_S)

    with pytest.raises(TokenExpired):
        await accounts.refresh(signed_in.refresh_token)


async def test_session_ends_however_often_it_is_refreshed(
    house: House, accounts: AccountService
) -> None:
    """After 90 days one must log in again."""
    signed_in = await accounts.register("ann", PASSWORD)
    for _ in range(4):
        house.wait(20 * DAY_S)
        signed_in = await accounts.refresh(signed_in.refresh_token)
    assert signed_in.refresh_expires_in_s == 10 * DAY_S
    house.wait(10 * DAY_S)

    with pytest.raises(TokenExpired):
        await accounts.refresh(signed_in.refresh_token)


@pytest.mark.parametrize("token", ["", "unknown", "é", "x" * 5_000])
async def test_unknown_refresh_token_is_refused(accounts: AccountService, token: str) -> None:
    """Nothing that was not issued is exchanged."""
    with pytest.raises(InvalidToken):
        await accounts.refresh(token)


async def test_access_token_is_no_refresh_token(accounts: AccountService) -> None:
    """The two kinds cannot stand in for each other."""
    signed_in = await accounts.register("ann", PASSWORD)

    with pytest.raises(InvalidToken):
        await accounts.refresh(signed_in.access_token)
    with pytest.raises(InvalidToken):
        await accounts.authenticate(signed_in.refresh_token)


async def test_logging_out_ends_every_token_of_the_session(accounts: AccountService) -> None:
    """At once in this process, although the session was just seen valid; others live on."""
    signed_in = await accounts.register("ann", PASSWORD)
    other = await accounts.login("ann", PASSWORD)
    principal = await accounts.authenticate(signed_in.access_token)

    await accounts.logout(principal)
    await accounts.logout(principal)

    with pytest.raises(InvalidToken):
        await accounts.authenticate(signed_in.access_token)
    with pytest.raises(InvalidToken):
        await accounts.refresh(signed_in.refresh_token)
    assert (await accounts.authenticate(other.access_token)).username == "ann"


async def test_other_processes_notice_a_log_out_within_seconds(
    house: House, accounts: AccountService
) -> None:
    """What is remembered elsewhere is forgotten after five seconds."""
    elsewhere = house.service()
    signed_in = await accounts.register("ann", PASSWORD)
    principal = await elsewhere.authenticate(signed_in.access_token)
    await accounts.logout(principal)

    house.wait(4.9)
    remembered = await elsewhere.authenticate(signed_in.access_token)
    house.wait(0.1)

    assert remembered == principal
    with pytest.raises(InvalidToken):
        await elsewhere.authenticate(signed_in.access_token)


async def test_disabled_user_is_out(house: House, accounts: AccountService) -> None:
    """Neither token of a disabled user works once it is looked up again."""
    signed_in = await accounts.register("ann", PASSWORD)
    await house.disable(signed_in)

    with pytest.raises(InvalidToken):
        await accounts.authenticate(signed_in.access_token)
    with pytest.raises(InvalidToken):
        await accounts.refresh(signed_in.refresh_token)


async def test_role_is_looked_up_not_carried(house: House) -> None:
    """A change of role needs no new token."""
    accounts = house.service(replace(SETTINGS, session_cache_s=0))
    signed_in = await accounts.register("ann", PASSWORD)
    async with house.database.write() as tx:
        await tx.execute(update(members).values(role="viewer"))

    principal = await accounts.authenticate(signed_in.access_token)

    assert principal.role is Role.VIEWER


async def test_database_holds_no_secret_that_could_be_sent(
    house: House, accounts: AccountService, tmp_path: Path
) -> None:
    """Neither passwords nor tokens are in the files, only hashes."""
    signed_in = await accounts.register("ann", PASSWORD)

    files = await asyncio.to_thread(
        lambda: b"".join(path.read_bytes() for path in tmp_path.glob("pixmill.db*"))
    )

    secrets = (PASSWORD, signed_in.refresh_token, signed_in.access_token)
    assert not any(secret.encode() in files for secret in secrets)
    assert hashlib.sha256(signed_in.refresh_token.encode()).hexdigest().encode() in files
    assert await house.count(refresh_tokens.c.hash) == 1


async def test_expired_sessions_are_deleted_and_others_kept(
    house: House, accounts: AccountService
) -> None:
    """Housekeeping takes only what is worth nothing any more."""
    await accounts.register("ann", PASSWORD)
    house.wait(89 * DAY_S)
    fresh = await accounts.login("ann", PASSWORD)
    house.wait(DAY_S)

    gone = await accounts.forget_expired()

    assert gone == 2
    assert await house.count(sessions.c.id) == 1
    assert (await accounts.refresh(fresh.refresh_token)).user == fresh.user
