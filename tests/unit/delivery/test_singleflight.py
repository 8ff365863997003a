import asyncio

import pytest

from pixmill.delivery.errors import DeliveryStopped
from pixmill.delivery.singleflight import SingleFlight


async def test_everybody_gets_the_result_of_one_piece_of_work() -> None:
    """However many ask at once, the work is done once."""
    flights: SingleFlight[object] = SingleFlight()
    done: list[object] = []

    async def work() -> object:
        await asyncio.sleep(0.01)
        done.append(object())
        return done[-1]

    results = await asyncio.gather(*(flights.run("a", work) for _ in range(100)))

    assert len(done) == 1
    assert set(results) == set(done)
    assert flights.under_way == 0


async def test_results_are_not_remembered() -> None:
    """After the work is done, the next caller starts it anew."""
    flights: SingleFlight[int] = SingleFlight()
    done: list[int] = []

    async def work() -> int:
        done.append(1)
        return len(done)

    results = [await flights.run("a", work), await flights.run("a", work)]

    assert results == [1, 2]


async def test_keys_do_not_wait_for_each_other() -> None:
    """Other work goes on while one piece hangs."""
    flights: SingleFlight[str] = SingleFlight()

    async def hang() -> str:
        await asyncio.sleep(60)
        return "late"

    async def work() -> str:
        return "soon"

    waiting = asyncio.create_task(flights.run("a", hang))
    await asyncio.sleep(0)

    assert await flights.run("b", work) == "soon"

    await flights.close()
    await asyncio.wait({waiting})


async def test_error_reaches_everybody_and_is_forgotten() -> None:
    """Each waiter sees the failure; the next caller tries again."""
    flights: SingleFlight[int] = SingleFlight()
    attempts: list[int] = []

    async def work() -> int:
        attempts.append(1)
        await asyncio.sleep(0.01)
        if len(attempts) == 1:
            raise ValueError
        return 7

    first = await asyncio.gather(
        *(flights.run("a", work) for _ in range(3)), return_exceptions=True
    )
    second = await flights.run("a", work)

    assert [type(outcome) for outcome in first] == [ValueError] * 3
    assert second == 7


async def test_waiter_that_goes_away_does_not_end_the_work() -> None:
    """Not even the one who started it."""
    flights: SingleFlight[int] = SingleFlight()
    may_end = asyncio.Event()

    async def work() -> int:
        await may_end.wait()
        return 7

    first, second = (asyncio.create_task(flights.run("a", work)) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.wait({first})
    may_end.set()

    assert first.cancelled()
    assert await second == 7


async def test_error_that_nobody_waits_for_is_no_noise() -> None:
    """Work that fails after all have gone leaves neither a task nor a warning."""
    flights: SingleFlight[int] = SingleFlight()
    may_end = asyncio.Event()

    async def work() -> int:
        await may_end.wait()
        raise ValueError

    waiter = asyncio.create_task(flights.run("a", work))
    await asyncio.sleep(0)
    waiter.cancel()
    await asyncio.wait({waiter})
    may_end.set()
    await asyncio.sleep(0.01)

    assert flights.under_way == 0
    assert len(asyncio.all_tasks()) == 1


async def test_closing_tells_those_who_wait() -> None:
    """A shutdown is an error of ours to them, not a cancellation of theirs."""
    flights: SingleFlight[None] = SingleFlight()

    async def hang() -> None:
        await asyncio.sleep(60)

    waiter = asyncio.create_task(flights.run("a", hang))
    await asyncio.sleep(0)

    await flights.close()

    with pytest.raises(DeliveryStopped):
        await waiter
