"""Decides whether a request may go on, and says how much is left."""

import hashlib
import ipaddress
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from limits import RateLimitItemPerSecond
from limits.aio.strategies import MovingWindowRateLimiter

from pixmill.errors import RetryableError
from pixmill.ratelimit.memory import BoundedMemoryStorage
from pixmill.ratelimit.rules import IdentityKind, RateRule, RouteClass
from pixmill.ratelimit.settings import RateLimitSettings

_IPV6_NETWORK_BITS: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyState:
    """How one rule stands for one identity after this request."""

    name: str
    """Stable name for headers, such as `upload-user-60`."""
    quota: int
    window_s: int
    remaining: int
    reset_s: int
    """Whole seconds until more is left; 0 when nothing is used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a request may go on, with the state of every rule that was asked."""

    is_allowed: bool
    policies: tuple[PolicyState, ...]
    retry_after_s: int
    """Whole seconds until asking again is worthwhile, exact for a cost of one; 0 if allowed."""

    @property
    def tightest(self) -> PolicyState | None:
        """The rule that has the smallest part left, or None when no rule applies."""
        return min(
            self.policies,
            key=lambda policy: (policy.remaining / policy.quota, -policy.reset_s),
            default=None,
        )


class RateLimited(RetryableError):
    """Somebody asks more often than the rules allow."""

    code = "rate_limited"
    action = "Wait as long as Retry-After says and send the same request again."

    def __init__(self, verdict: Verdict) -> None:
        """Explain the verdict, which must be a refusal."""
        tightest = verdict.tightest
        rule = f" {tightest.quota} in {tightest.window_s} s are allowed." if tightest else ""
        super().__init__(f"Too many requests.{rule}")
        self.verdict = verdict
        self.retry_after_s = verdict.retry_after_s


@dataclass(frozen=True, slots=True)
class _Counter:
    name: str
    item: RateLimitItemPerSecond
    identity: str


class RateLimiter:
    """Counts requests per class, rule and identity in exact moving windows.

    Counters live in this process: with several serving processes each has its own.
    """

    def __init__(
        self, settings: RateLimitSettings, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Start with nothing counted; `clock` tells seconds and must never run backwards."""
        self._settings = settings
        self._clock = clock
        self._windows = MovingWindowRateLimiter(
            BoundedMemoryStorage(
                clock=clock,
                max_counters=settings.max_counters,
                max_entries=settings.max_entries,
            )
        )

    async def hit(
        self,
        route_class: RouteClass,
        identities: Mapping[IdentityKind, str],
        *,
        cost: int = 1,
    ) -> Verdict:
        """Count a request against every rule, or against none if one of them refuses it."""
        counters = [
            _counter(route_class, rule, kind=kind, identity=identity)
            for kind, identity in identities.items()
            for rule in self._settings.rules_for(route_class, kind)
        ]
        refusing = [
            counter
            for counter in counters
            if not await self._windows.test(counter.item, counter.identity, cost=cost)
        ]
        if not refusing:
            for counter in counters:
                await self._windows.hit(counter.item, counter.identity, cost=cost)
        states = {counter: await self._state(counter) for counter in counters}
        return Verdict(
            is_allowed=not refusing,
            policies=tuple(states.values()),
            retry_after_s=max((_wait_s(states[counter], cost) for counter in refusing), default=0),
        )

    async def _state(self, counter: _Counter) -> PolicyState:
        stats = await self._windows.get_window_stats(counter.item, counter.identity)
        window_s = counter.item.get_expiry()
        is_unused = stats.remaining == counter.item.amount
        return PolicyState(
            name=counter.name,
            quota=counter.item.amount,
            window_s=window_s,
            remaining=max(0, stats.remaining),
            reset_s=0 if is_unused else math.ceil(stats.reset_time - self._clock()),
        )


def _wait_s(refusing: PolicyState, cost: int) -> int:
    if cost > refusing.quota:
        return refusing.window_s
    return max(1, refusing.reset_s)


def _counter(
    route_class: RouteClass, rule: RateRule, *, kind: IdentityKind, identity: str
) -> _Counter:
    canonical = _network(identity) if kind == "address" else identity
    # Hashed, so that a long identity takes no more room than a short one.
    digest = hashlib.blake2b(canonical.encode(errors="replace"), digest_size=16).hexdigest()
    return _Counter(
        name=f"{route_class}-{kind}-{rule.window_s}",
        item=RateLimitItemPerSecond(rule.quota, rule.window_s, namespace=route_class),
        identity=f"{kind}:{digest}",
    )


def _network(address: str) -> str:
    """Return what one customer of a network provider holds: an IPv4 address or an IPv6 /64."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv4Address):
        return str(parsed)
    if parsed.ipv4_mapped is not None:
        return str(parsed.ipv4_mapped)
    prefix = int(parsed) >> (128 - _IPV6_NETWORK_BITS)
    return f"{prefix:x}/{_IPV6_NETWORK_BITS}"
