"""Hostile uploads and requests get an answer that says so, and leave nothing behind."""

import asyncio
import time

import pytest

from pixmill.engine.pool import EnginePool
from tests.bombs.catalogue import BOMBS, Fate
from tests.http.house import Headers, House

_REFUSED = [bomb for bomb in BOMBS if bomb.is_quick and bomb.fate is Fate.REFUSED]


async def test_bombs_are_refused_with_a_problem_and_leave_nothing(
    house: House, ann: Headers
) -> None:
    """Every answer is the sender's to understand: 4xx, soon, and in the one form there is."""
    answers = {}
    slow = []

    for bomb in _REFUSED:
        content = bomb.make()
        started = time.perf_counter()
        answers[bomb.name] = await house.send_bytes(ann, content)
        if time.perf_counter() - started > 5:
            slow.append(bomb.name)

    wrong = {name: a.text for name, a in answers.items() if not 400 <= a.status_code < 500}
    assert wrong == {}
    assert slow == []
    kinds = {answer.headers["content-type"] for answer in answers.values()}
    assert kinds == {"application/problem+json"}
    assert house.leftovers() == []


async def test_others_are_answered_among_bombs(house: House, ann: Headers) -> None:
    """Uploads of ordinary pictures pass while hostile ones are being refused."""
    hostile = [house.send_bytes(ann, bomb.make()) for bomb in _REFUSED[:8]]
    friendly = [house.send(ann, "alpha.png") for _ in range(4)]

    answers = await asyncio.gather(*hostile, *friendly)

    assert [answer.status_code for answer in answers[len(hostile) :]] == [201] * 4


@pytest.mark.parametrize(
    ("recipe", "code"),
    [
        ({"blur": 100_000}, "invalid_recipe"),
        ([{"op": "flip"}, {"op": "mirror"}] * 100, "too_many_operations"),
        ({"resize": {"width": 16_000, "height": 16_000}}, "output_too_large"),
    ],
)
async def test_ruinous_recipes_are_refused(
    house: House, ann: Headers, engine: EnginePool, *, recipe: object, code: str
) -> None:
    """A huge radius, 200 steps or a huge result never reach a child."""
    asset = await house.upload(ann)
    before = set(engine.resident_bytes())

    answer = await house.client.post(f"/api/assets/{asset}/transform", headers=ann, json=recipe)

    assert 400 <= answer.status_code < 500
    assert answer.json()["code"] == code, answer.text
    assert set(engine.resident_bytes()) == before
