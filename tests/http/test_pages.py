"""Pages, the API's own description, health, and headers that every answer has."""

import re
from collections import Counter
from pathlib import Path

import pytest

from pixmill.engine.pool import EnginePool
from pixmill.engine.settings import EngineSettings
from tests.http.house import Headers, House, open_house

POLICY = "content-security-policy"


@pytest.mark.parametrize("path", ["/", "/docs"])
async def test_pages_ask_no_other_host(house: House, path: str) -> None:
    """Everything a page needs comes from here, and it runs no script written into it."""
    page = await house.client.get(path)

    wanted = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    answers = [await house.client.get(address) for address in wanted if "/static/" in address]
    assert page.headers["content-type"].startswith("text/html")
    assert "script-src 'self'" in page.headers[POLICY]
    assert not [address for address in wanted if re.match(r"(https?:)?//", address)]
    assert answers
    assert {answer.status_code for answer in answers} == {200}
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>\s*\S", page.text)


@pytest.mark.parametrize("path", ["/", "/docs"])
async def test_pages_answer_head(house: House, path: str) -> None:
    """Whoever only looks whether a page is there gets its headers."""
    answer = await house.client.head(path)

    assert answer.status_code == 200
    assert answer.content == b""


async def test_description_is_complete(house: House) -> None:
    """Every operation has a name of its own, a summary, and its problems."""
    document = (await house.client.get("/openapi.json")).json()

    operations = [one for path in document["paths"].values() for one in path.values()]
    twice = [name for name, n in Counter(o["operationId"] for o in operations).items() if n > 1]
    assert document["openapi"].startswith("3.1")
    assert twice == []
    assert [one["operationId"] for one in operations if not one.get("summary")] == []
    assert "Problem" in document["components"]["schemas"]
    for path, methods in document["paths"].items():
        if path.startswith(("/api/assets", "/images")):
            for operation in methods.values():
                assert {"401", "422", "429", "500", "503"} <= set(operation["responses"]), path
                assert operation["security"]


async def test_references_in_the_description_lead_somewhere(house: House) -> None:
    """A generated client finds every schema."""
    text = (await house.client.get("/openapi.json")).text
    document = (await house.client.get("/openapi.json")).json()

    wanted = set(re.findall(r'"#/components/schemas/([^"]+)"', text))

    assert wanted - set(document["components"]["schemas"]) == set()


async def test_upload_and_picture_are_described(house: House) -> None:
    """The form and the picture are no JSON, and the description says so."""
    paths = (await house.client.get("/openapi.json")).json()["paths"]

    form = paths["/api/assets"]["post"]["requestBody"]["content"]
    shown = paths["/api/assets/{asset_id}/file"]["get"]["responses"]["200"]["content"]
    assert list(form) == ["multipart/form-data"]
    assert "image/avif" in shown
    assert "application/json" not in shown


async def test_problem_addresses_explain_themselves(house: House) -> None:
    """The type of a problem document can be opened."""
    problem = (await house.client.get("/nowhere")).json()

    explained = await house.client.get(problem["type"])
    unknown = await house.client.get("/problems/nonsense")

    assert explained.json()["code"] == problem["code"]
    assert explained.json()["action"]
    assert unknown.status_code == 404


async def test_health(house: House) -> None:
    """Life touches nothing; readiness asks database and engine."""
    assert (await house.client.get("/health/live")).json() == {"status": "ok"}
    assert (await house.client.get("/health/ready")).json() == {"status": "ok"}


async def test_without_engine_nothing_is_ready(tmp_path: Path) -> None:
    """A process whose children cannot run lives, but takes no work."""
    stopped = EnginePool(EngineSettings(children=1))
    async with open_house(tmp_path, engine=stopped) as house:
        live = await house.client.get("/health/live")
        ready = await house.client.get("/health/ready")

        assert live.status_code == 200
        assert (ready.status_code, ready.json()["code"]) == (503, "engine_unavailable")
        assert int(ready.headers["retry-after"]) >= 1


async def test_request_ids_come_back(house: House) -> None:
    """A client's own id is kept when it is harmless, and replaced when it is not."""
    own = await house.client.get("/health/live", headers={"X-Request-Id": "abc-1"})
    bad = await house.client.get("/health/live", headers={"X-Request-Id": "a b" * 40})

    assert own.headers["x-request-id"] == "abc-1"
    assert re.fullmatch("[0-9a-f]{32}", bad.headers["x-request-id"])


async def test_unforeseen_errors_tell_nothing(
    house: House, ann: Headers, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug shows as a document with a request id; its words stay in the log."""

    async def broken(*_: object) -> None:
        message = "secret detail"
        raise RuntimeError(message)

    monkeypatch.setattr(type(house.services.assets), "get", broken)

    answer = await house.client.get("/api/assets/x", headers=ann)

    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "secret" not in answer.text
    assert answer.json()["request_id"] == answer.headers["x-request-id"]
