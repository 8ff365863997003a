import asyncio
from dataclasses import dataclass

import pytest

from pixmill.ratelimit.limiter import RateLimited, RateLimiter
from pixmill.ratelimit.memory import BoundedMemoryStorage
from pixmill.ratelimit.rules import RateRule, RouteClass
from pixmill.ratelimit.settings import RateLimitSettings, RouteRules

UPLOAD = RouteClass.UPLOAD


@dataclass
class HandClock:
    """A clock that tests move by hand."""

    now: float = 1_000.0

    def __call__(self) -> float:
        """Tell the time."""
        return self.now


@pytest.fixture
def clock() -> HandClock:
    """Stand still."""
    return HandClock()


def limiter_of(clock: HandClock, *rules: tuple[int, int], max_counters: int = 100) -> RateLimiter:
    """Limit uploads by rules of (quota, window in seconds)."""
    route_rules = RouteRules(
        upload=tuple(RateRule(quota=quota, window_s=window_s) for quota, window_s in rules),
        retrieval=(),
    )
    settings = RateLimitSettings(
        user=route_rules,
        address=route_rules,
        max_counters=max_counters,
        max_entries=1_000,
    )
    return RateLimiter(settings, clock=clock)


async def test_exactly_the_quota_is_let_through(clock: HandClock) -> None:
    """The request after the last allowed one is refused."""
    limiter = limiter_of(clock, (3, 60))

    verdicts = [await limiter.hit(UPLOAD, {"user": "ann"}) for _ in range(5)]

    assert [verdict.is_allowed for verdict in verdicts] == [True, True, True, False, False]
    assert [verdict.policies[0].remaining for verdict in verdicts] == [2, 1, 0, 0, 0]


async def test_concurrent_requests_do_not_slip_through(clock: HandClock) -> None:
    """The quota is exact among tasks too."""
    limiter = limiter_of(clock, (10, 60))

    verdicts = await asyncio.gather(*(limiter.hit(UPLOAD, {"user": "ann"}) for _ in range(50)))

    assert sum(verdict.is_allowed for verdict in verdicts) == 10


async def test_waiting_as_told_is_enough_and_less_is_not(clock: HandClock) -> None:
    """Retry-After is exact to the second."""
    limiter = limiter_of(clock, (2, 60))
    await limiter.hit(UPLOAD, {"user": "ann"})
    clock.now += 20
    await limiter.hit(UPLOAD, {"user": "ann"})
    clock.now += 10

    refused = await limiter.hit(UPLOAD, {"user": "ann"})
    clock.now += refused.retry_after_s - 1
    early = await limiter.hit(UPLOAD, {"user": "ann"})
    clock.now += 1
    in_time = await limiter.hit(UPLOAD, {"user": "ann"})

    assert refused.retry_after_s == 30
    assert (early.is_allowed, in_time.is_allowed) == (False, True)


async def test_no_window_of_time_holds_more_than_the_quota(clock: HandClock) -> None:
    """A window that moves has no edge at which twice the quota fits."""
    limiter = limiter_of(clock, (5, 10))
    accepted: list[float] = []

    for _ in range(200):
        if (await limiter.hit(UPLOAD, {"user": "ann"})).is_allowed:
            accepted.append(clock.now)
        clock.now += 0.7

    for start in accepted:
        assert sum(start <= moment < start + 10 for moment in accepted) <= 5


async def test_refused_request_uses_up_no_other_quota(clock: HandClock) -> None:
    """One address being over its limit costs the user nothing."""
    limiter = limiter_of(clock, (2, 60))
    for user in ("ann", "bob"):
        await limiter.hit(UPLOAD, {"user": user, "address": "192.0.2.1"})

    refused = await limiter.hit(UPLOAD, {"user": "ann", "address": "192.0.2.1"})
    elsewhere = await limiter.hit(UPLOAD, {"user": "ann", "address": "192.0.2.2"})

    assert (refused.is_allowed, elsewhere.is_allowed) == (False, True)


async def test_users_and_classes_are_counted_apart(clock: HandClock) -> None:
    """Nobody is limited by what others do, nor by requests of another kind."""
    limiter = limiter_of(clock, (1, 60))
    await limiter.hit(UPLOAD, {"user": "ann"})

    other_user = await limiter.hit(UPLOAD, {"user": "bob"})
    other_class = await limiter.hit(RouteClass.TRANSFORMATION, {"user": "ann"})

    assert (other_user.is_allowed, other_class.is_allowed) == (True, True)


async def test_user_named_like_an_address_is_not_that_address(clock: HandClock) -> None:
    """Kinds of identities never share a counter."""
    limiter = limiter_of(clock, (1, 60))
    await limiter.hit(UPLOAD, {"user": "192.0.2.1"})

    verdict = await limiter.hit(UPLOAD, {"address": "192.0.2.1"})

    assert verdict.is_allowed


@pytest.mark.parametrize(
    ("first", "second", "is_shared"),
    [
        ("2001:db8::1", "2001:db8::ffff:2", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("unknown", "unknown", True),
    ],
)
async def test_address_stands_for_one_customer(
    clock: HandClock, first: str, second: str, *, is_shared: bool
) -> None:
    """An IPv6 customer holds a /64, so moving inside it resets nothing."""
    limiter = limiter_of(clock, (1, 60))
    await limiter.hit(UPLOAD, {"address": first})

    verdict = await limiter.hit(UPLOAD, {"address": second})

    assert verdict.is_allowed is not is_shared


async def test_tightest_rule_is_reported(clock: HandClock) -> None:
    """Headers tell of the rule that will bite first."""
    limiter = limiter_of(clock, (4, 60), (6, 3_600))

    for _ in range(4):
        await limiter.hit(UPLOAD, {"user": "ann"})
    refused = await limiter.hit(UPLOAD, {"user": "ann"})

    assert refused.tightest is not None
    assert (refused.tightest.name, refused.tightest.reset_s) == ("upload-user-60", 60)
    assert [policy.remaining for policy in refused.policies] == [0, 2]


async def test_no_rule_allows_everything(clock: HandClock) -> None:
    """A class without rules has nothing to report."""
    verdict = await limiter_of(clock).hit(RouteClass.RETRIEVAL, {"user": "ann"})

    assert verdict.is_allowed
    assert (verdict.tightest, verdict.retry_after_s) == (None, 0)


async def test_costly_request_counts_as_several(clock: HandClock) -> None:
    """A cost is taken whole or not at all."""
    limiter = limiter_of(clock, (5, 60))

    verdicts = [await limiter.hit(UPLOAD, {"user": "ann"}, cost=cost) for cost in (3, 3, 2)]

    assert [verdict.is_allowed for verdict in verdicts] == [True, False, True]


async def test_cost_above_the_quota_is_never_allowed(clock: HandClock) -> None:
    """Even the first request is refused, and told to stay away for a whole window."""
    verdict = await limiter_of(clock, (5, 60)).hit(UPLOAD, {"user": "ann"}, cost=6)

    assert (verdict.is_allowed, verdict.retry_after_s) == (False, 60)


async def test_refusal_explains_itself(clock: HandClock) -> None:
    """The error carries the seconds to wait and the rule."""
    limiter = limiter_of(clock, (1, 60))
    await limiter.hit(UPLOAD, {"user": "ann"})

    error = RateLimited(await limiter.hit(UPLOAD, {"user": "ann"}))

    assert (error.code, error.retry_after_s) == ("rate_limited", 60)
    assert "1 in 60 s" in error.message


async def test_counters_are_bounded(clock: HandClock) -> None:
    """A flood of addresses forgets those unused for longest, and takes no more memory."""
    limiter = limiter_of(clock, (1, 60), max_counters=10)
    await limiter.hit(UPLOAD, {"address": "192.0.2.1"})
    for number in range(9):
        await limiter.hit(UPLOAD, {"address": f"198.51.100.{number}"})

    still_known = await limiter.hit(UPLOAD, {"address": "198.51.100.0"})
    await limiter.hit(UPLOAD, {"address": "203.0.113.1"})
    forgotten = await limiter.hit(UPLOAD, {"address": "192.0.2.1"})

    assert (still_known.is_allowed, forgotten.is_allowed) == (False, True)


async def test_counter_that_refuses_is_not_forgotten(clock: HandClock) -> None:
    """Who keeps asking stays known, however many others come by."""
    limiter = limiter_of(clock, (1, 60), max_counters=10)

    for number in range(50):
        await limiter.hit(UPLOAD, {"address": "192.0.2.1"})
        await limiter.hit(UPLOAD, {"address": f"198.51.100.{number}"})

    assert not (await limiter.hit(UPLOAD, {"address": "192.0.2.1"})).is_allowed


async def test_remembered_requests_are_bounded(clock: HandClock) -> None:
    """Large quotas cannot fill the memory either."""
    storage = BoundedMemoryStorage(clock=clock, max_counters=100, max_entries=10)

    for number in range(8):
        await storage.acquire_entry(f"key-{number}", limit=5, expiry=60, amount=3)

    counts = [await storage.get(f"key-{number}") for number in range(8)]
    assert counts == [0, 0, 0, 0, 0, 3, 3, 3]


async def test_storage_refuses_what_exceeds_its_limit(clock: HandClock) -> None:
    """The storage itself keeps the limit, whoever forgot to ask first."""
    storage = BoundedMemoryStorage(clock=clock, max_counters=100, max_entries=10)

    outcomes = [await storage.acquire_entry("a", limit=2, expiry=60) for _ in range(3)]

    assert outcomes == [True, True, False]


async def test_counters_can_be_cleared(clock: HandClock) -> None:
    """One counter or all of them start anew."""
    storage = BoundedMemoryStorage(clock=clock, max_counters=100, max_entries=10)
    for key in ("a", "b"):
        await storage.acquire_entry(key, limit=5, expiry=60)

    await storage.clear("a")

    assert [await storage.get("a"), await storage.get("b")] == [0, 1]
    assert await storage.check()
    assert await storage.reset() == 1
    assert await storage.get("b") == 0


async def test_fixed_windows_are_not_offered(clock: HandClock) -> None:
    """Only the exact strategy can be used with this storage."""
    storage = BoundedMemoryStorage(clock=clock, max_counters=100, max_entries=10)

    with pytest.raises(NotImplementedError):
        await storage.incr("a", 60)
    with pytest.raises(NotImplementedError):
        await storage.get_expiry("a")


async def test_users_and_addresses_have_rules_of_their_own(clock: HandClock) -> None:
    """An address may ask more often than each of the users behind it."""
    settings = RateLimitSettings(
        user=RouteRules(upload=(RateRule(quota=1, window_s=60),)),
        address=RouteRules(upload=(RateRule(quota=2, window_s=60),)),
    )
    limiter = RateLimiter(settings, clock=clock)

    allowed = [
        (await limiter.hit(UPLOAD, {"user": user, "address": "192.0.2.1"})).is_allowed
        for user in ("ann", "ann", "ben", "cid")
    ]

    assert allowed == [True, False, True, False]
