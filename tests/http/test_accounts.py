"""Accounts over HTTP: tokens, their rotation and their end."""

import asyncio
from pathlib import Path

import pytest

from pixmill.engine.pool import EnginePool
from tests.http.house import PASSWORD, Headers, House, open_house

WRONG_PASSWORD = "something else entirely"


async def test_registration_answers_with_a_session(house: House) -> None:
    """Signing up makes a user with a workspace, and logs them in."""
    answer = await house.client.post(
        "/api/auth/register", json={"username": "ann", "password": PASSWORD}
    )

    session = answer.json()
    assert answer.status_code == 201
    assert session["user"]["username"] == session["workspace"]["name"] == "ann"
    assert session["token_type"] == "Bearer"
    assert session["expires_in"] == 900
    assert session["refresh_expires_in"] > 900
    assert answer.headers["cache-control"] == "no-store"


async def test_me_tells_who_asks(house: House, ann: Headers) -> None:
    """A token leads back to its user."""
    answer = await house.client.get("/api/auth/me", headers=ann)

    assert answer.json()["user"]["username"] == "ann"
    assert answer.json()["role"] == "owner"


async def test_name_can_be_taken_once(house: House, ann: Headers) -> None:
    """A name that differs only in case is the same name."""
    answer = await house.client.post(
        "/api/auth/register", json={"username": "ANN", "password": PASSWORD}, headers=ann
    )

    assert (answer.status_code, answer.json()["code"]) == (409, "username_taken")


@pytest.mark.parametrize(
    ("username", "password", "field"),
    [("x", PASSWORD, "username"), ("a b c", PASSWORD, "username"), ("bob", "short", "password")],
)
async def test_bad_names_and_passwords_are_refused(
    house: House, *, username: str, password: str, field: str
) -> None:
    """The field that breaks a rule is named, and a password is never repeated."""
    answer = await house.client.post(
        "/api/auth/register", json={"username": username, "password": password}
    )

    assert (answer.status_code, answer.json()["field"]) == (422, field)
    assert field != "password" or password not in answer.text


async def test_log_in_tells_nothing_about_names(house: House, ann: Headers) -> None:
    """An unknown name and a wrong password get the same answer."""
    answers = [
        await house.client.post(
            "/api/auth/login", json={"username": name, "password": WRONG_PASSWORD}, headers=ann
        )
        for name in ("ann", "nobody")
    ]

    documents = [{**answer.json(), "request_id": ""} for answer in answers]
    assert documents[0] == documents[1]
    assert documents[0]["code"] == "bad_credentials"
    assert answers[0].headers["www-authenticate"] == 'Bearer realm="pixmill"'


async def test_refresh_tokens_rotate(house: House) -> None:
    """Each works once; a second use ends the whole session."""
    credentials = {"username": "ann", "password": PASSWORD}
    first = (await house.client.post("/api/auth/register", json=credentials)).json()

    second = await house.client.post(
        "/api/auth/refresh", json={"refresh_token": first["refresh_token"]}
    )
    again = await house.client.post(
        "/api/auth/refresh", json={"refresh_token": first["refresh_token"]}
    )
    headers = {"Authorization": f"Bearer {second.json()['token']}"}
    after = await house.client.get("/api/auth/me", headers=headers)

    assert second.status_code == 200
    assert (again.status_code, again.json()["code"]) == (401, "refresh_token_reused")
    assert (after.status_code, after.json()["code"]) == (401, "invalid_token")


async def test_logging_out_ends_the_session(house: House, ann: Headers) -> None:
    """The token is worth nothing at once."""
    out = await house.client.post("/api/auth/logout", headers=ann)
    after = await house.client.get("/api/auth/me", headers=ann)

    assert (out.status_code, out.content) == (204, b"")
    assert after.json()["code"] == "invalid_token"
    assert 'error="invalid_token"' in after.headers["www-authenticate"]


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, "missing_credentials"),
        ({"Authorization": "Basic YTpi"}, "missing_credentials"),
        ({"Authorization": "Bearer "}, "missing_credentials"),
        ({"Authorization": "Bearer nonsense"}, "invalid_token"),
        ({"Authorization": "Bearer " + "a" * 9000}, "invalid_token"),
    ],
)
async def test_requests_without_a_good_token_are_refused(
    house: House, *, headers: Headers, code: str
) -> None:
    """Everything but signing up and logging in needs a token, and says how to send it."""
    answer = await house.client.get("/images", headers=headers)

    assert (answer.status_code, answer.json()["code"]) == (401, code)
    assert answer.headers["www-authenticate"].startswith("Bearer")


async def test_expired_token_is_told_apart(tmp_path: Path, engine: EnginePool) -> None:
    """A client learns that refreshing would help."""
    async with open_house(tmp_path, engine=engine, access_token_lifetime_s=1) as house:
        headers = await house.sign_up()
        answer = await house.client.get("/api/auth/me", headers=headers)
        while answer.status_code == 200:
            await asyncio.sleep(0.1)
            answer = await house.client.get("/api/auth/me", headers=headers)

        assert (answer.status_code, answer.json()["code"]) == (401, "token_expired")


async def test_registration_can_be_closed(tmp_path: Path, engine: EnginePool) -> None:
    """An operator can keep strangers out."""
    async with open_house(tmp_path, engine=engine, registration_open=False) as house:
        answer = await house.client.post(
            "/register", json={"username": "ann", "password": PASSWORD}
        )

        assert (answer.status_code, answer.json()["code"]) == (403, "registration_closed")
