import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import select
from typing_extensions import override

from pixmill.accounts.errors import (
    BadCredentials,
    InvalidPassword,
    InvalidToken,
    InvalidUsername,
    UsernameTaken,
)
from pixmill.accounts.passwords import Verified
from pixmill.accounts.principal import Role
from pixmill.accounts.service import AccountService, SignedIn
from pixmill.db.tables import members, sessions, users, workspaces
from tests.unit.accounts.house import CHEAP, DAY_S, PASSWORD, CountingHasher, House


async def test_registering_makes_a_user_who_owns_a_workspace(accounts: AccountService) -> None:
    """One call gives a user, a workspace of the same name, and working tokens."""
    signed_in = await accounts.register("Ann", PASSWORD)

    principal = await accounts.authenticate(signed_in.access_token)
    assert (principal.username, principal.workspace, principal.role) == ("Ann", "ann", Role.OWNER)
    assert (principal.user_id, principal.workspace_id) == (
        signed_in.user.id,
        signed_in.workspace.id,
    )
    assert (signed_in.access_expires_in_s, signed_in.refresh_expires_in_s) == (900, 30 * DAY_S)


async def test_profile_is_the_users_own_record(accounts: AccountService) -> None:
    """Who is signed in can see who they are."""
    signed_in = await accounts.register("Ann", PASSWORD)
    principal = await accounts.authenticate(signed_in.access_token)

    profile = await accounts.profile(principal)

    assert profile.user == signed_in.user
    assert (profile.workspace, profile.role) == (signed_in.workspace, Role.OWNER)


async def test_profile_of_nobody_is_refused(accounts: AccountService) -> None:
    """A principal whose user is gone is signed in no more."""
    signed_in = await accounts.register("Ann", PASSWORD)
    principal = await accounts.authenticate(signed_in.access_token)

    with pytest.raises(InvalidToken):
        await accounts.profile(replace(principal, user_id="0" * 32))


async def test_name_is_taken_in_any_case(house: House, accounts: AccountService) -> None:
    """The second of two equal names is refused before its password costs a hash."""
    await accounts.register("Ann", PASSWORD)

    with pytest.raises(UsernameTaken) as caught:
        await accounts.register("aNN", PASSWORD)

    assert caught.value.field == "username"
    assert house.passwords.hashes == 1


async def test_same_name_registered_at_once_is_given_once(
    house: House, accounts: AccountService
) -> None:
    """Of many who race for a name one wins, and the others leave nothing behind."""
    outcomes = await asyncio.gather(
        *(accounts.register("Ann", PASSWORD) for _ in range(20)), return_exceptions=True
    )

    assert sum(isinstance(outcome, SignedIn) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, UsernameTaken) for outcome in outcomes) == 19
    counts = [await house.count(column) for column in (users.c.id, workspaces.c.id, sessions.c.id)]
    assert counts == [1, 1, 1]


async def test_users_with_like_names_get_workspaces_of_their_own(
    accounts: AccountService,
) -> None:
    """Workspace names are unique, whatever the users are called."""
    names = [
        (await accounts.register(username, PASSWORD)).workspace.name
        for username in ("Zoe", "zoë", "zoe@example.com", "api")
    ]

    assert names[0] == "zoe"
    assert len(set(names)) == 4
    assert "api" not in names


@pytest.mark.parametrize(
    ("username", "password", "error"),
    [
        ("a b", PASSWORD, InvalidUsername),
        ("ann", "short", InvalidPassword),
        ("ann.smith", "Ann.Smith", InvalidPassword),
    ],
)
async def test_broken_rule_registers_nobody(
    house: House, *, username: str, password: str, error: type[Exception]
) -> None:
    """Rules are checked before anything is hashed or written."""
    with pytest.raises(error):
        await house.service().register(username, password)

    assert (house.passwords.hashes, await house.count()) == (0, 0)


async def test_log_in_starts_a_new_session(house: House, accounts: AccountService) -> None:
    """Each log-in stands alone; the name's case does not matter."""
    first = await accounts.register("Ann", PASSWORD)

    second = await accounts.login("ANN", PASSWORD)

    assert (second.user, second.workspace) == (first.user, first.workspace)
    principals = [await accounts.authenticate(each.access_token) for each in (first, second)]
    assert principals[0].session_id != principals[1].session_id
    assert await house.count(sessions.c.id) == 2


async def test_failed_log_ins_are_all_alike(house: House, accounts: AccountService) -> None:
    """Unknown, wrong, impossible and disabled give one answer after one check of a password."""
    await accounts.register("ann", PASSWORD)
    await house.disable(await accounts.register("bob", PASSWORD))
    answers = set()

    for username, password in [
        ("ann", "wrong horse"),
        ("nobody", PASSWORD),
        ("a b", PASSWORD),
        ("bob", PASSWORD),
        ("ann", "x" * 100_000),
        ("", ""),
    ]:
        house.passwords.checks = 0
        with pytest.raises(BadCredentials) as caught:
            await accounts.login(username, password)
        answers.add((caught.value.message, caught.value.action, caught.value.field))
        assert house.passwords.checks == 1

    assert len(answers) == 1


async def test_user_without_any_workspace_cannot_log_in(
    house: House, accounts: AccountService
) -> None:
    """Somebody who was taken out of every workspace gets the usual refusal."""
    await accounts.register("ann", PASSWORD)
    async with house.database.write() as tx:
        await tx.execute(members.delete())

    with pytest.raises(BadCredentials):
        await accounts.login("ann", PASSWORD)


async def test_password_is_hashed_again_when_its_cost_has_changed(
    house: House, accounts: AccountService
) -> None:
    """The next log-ins, even at the same moment, bring the hash up to date."""
    await accounts.register("ann", PASSWORD)
    dearer = CountingHasher(replace(CHEAP, iterations=2))
    house.passwords = dearer

    await asyncio.gather(*(house.service().login("ann", PASSWORD) for _ in range(4)))

    dearer.close()
    async with house.database.read() as tx:
        stored = (await tx.execute(select(users.c.password_hash))).scalar_one()
    assert "t=2" in stored


async def test_disabling_during_the_check_of_a_password_counts(
    house: House, accounts: AccountService
) -> None:
    """What was true before the slow check must still be true after it."""
    signed_in = await accounts.register("ann", PASSWORD)

    class Interrupted(CountingHasher):
        @override
        async def verify(self, password: str, stored: str | None) -> Verified:
            verified = await super().verify(password, stored)
            await house.disable(signed_in)
            return verified

    house.passwords = Interrupted(CHEAP)

    with pytest.raises(BadCredentials):
        await house.service().login("ann", PASSWORD)
