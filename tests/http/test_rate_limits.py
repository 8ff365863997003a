"""Limits per user, per address and per user name, with words for the client."""

from pathlib import Path

from pixmill.engine.pool import EnginePool
from tests.http.house import House, open_house

UNLIMITED = {
    f"rate_{route_class}_{kind}": ""
    for route_class in ("access", "upload", "transformation", "retrieval")
    for kind in ("user", "address")
}


async def log_in(house: House, name: str, address: str = "") -> int:
    """Try a wrong password and return the status."""
    headers = {"X-Forwarded-For": address} if address else {}
    body = {"username": name, "password": "not the password"}
    return (await house.client.post("/login", json=body, headers=headers)).status_code


async def test_headers_tell_what_is_left(tmp_path: Path, engine: EnginePool) -> None:
    """Every answer counts down, and the refusal says when to come back."""
    chosen = {**UNLIMITED, "rate_retrieval_user": "2/minute"}
    async with open_house(tmp_path, engine=engine, **chosen) as house:
        ann, ben = await house.sign_up("ann"), await house.sign_up("ben")

        answers = [await house.client.get("/api/assets", headers=ann) for _ in range(3)]
        other = await house.client.get("/api/assets", headers=ben)

        assert [answer.status_code for answer in answers] == [200, 200, 429]
        assert answers[0].headers["ratelimit-policy"] == '"retrieval-user-60";q=2;w=60'
        assert answers[0].headers["ratelimit"].startswith('"retrieval-user-60";r=1;t=')
        assert answers[2].json()["code"] == "rate_limited"
        assert 0 < int(answers[2].headers["retry-after"]) <= 60
        assert other.status_code == 200


async def test_each_class_counts_by_itself(tmp_path: Path, engine: EnginePool) -> None:
    """Uploads that are used up leave transformations and retrieval alone."""
    chosen = {**UNLIMITED, "rate_upload_user": "1/minute", "rate_transformation_user": "1/minute"}
    async with open_house(tmp_path, engine=engine, **chosen) as house:
        ann = await house.sign_up()
        asset = await house.upload(ann, "palette-1-bit-1x1.png")
        path = f"/images/{asset}/transform"

        upload = await house.send(ann, "alpha.png")
        first = await house.client.post(path, headers=ann, json={"flip": True})
        second = await house.client.post(path, headers=ann, json={"flip": True})
        shown = await house.client.get(f"/images/{asset}", headers=ann)

        statuses = [answer.status_code for answer in (upload, first, second, shown)]
        assert statuses == [429, 200, 429, 200]


async def test_one_name_cannot_be_guessed_at_from_many_addresses(
    tmp_path: Path, engine: EnginePool
) -> None:
    """Log-ins count by the name that is tried, known or not, in any case of letters."""
    chosen = {**UNLIMITED, "rate_access_user": "2/minute", "trusted_proxies": "127.0.0.1"}
    async with open_house(tmp_path, engine=engine, **chosen) as house:
        tries = [
            await log_in(house, name, f"192.0.2.{number}")
            for number, name in enumerate(["ann", "Ann", "ANN", "ben"])
        ]

        assert tries == [401, 401, 429, 401]


async def test_addresses_are_believed_from_our_own_proxies_only(
    tmp_path: Path, engine: EnginePool
) -> None:
    """A client cannot escape its limit by inventing addresses."""
    chosen = {**UNLIMITED, "rate_access_address": "1/minute"}
    async with open_house(tmp_path / "a", engine=engine, **chosen) as house:
        assert [await log_in(house, "a", f"192.0.2.{n}") for n in range(2)] == [401, 429]

    chosen["trusted_proxies"] = "10.0.0.0/8, 127.0.0.1"
    async with open_house(tmp_path / "b", engine=engine, **chosen) as house:
        assert [await log_in(house, "a", f"192.0.2.{n}") for n in range(2)] == [401, 401]
        assert await log_in(house, "a", "203.0.113.9, 192.0.2.0, 10.1.1.1") == 429
