"""Exact moving windows in this process's memory, with a bound on that memory.

The library's own memory storage walks over every counter at every hit and has no bound, so that
many addresses make it slow and large; this one touches only the counter that is hit.
"""

import bisect
from array import array
from collections import OrderedDict
from collections.abc import Callable

from limits.aio.storage import MovingWindowSupport, Storage
from typing_extensions import override


class BoundedMemoryStorage(Storage, MovingWindowSupport):
    """Times of accepted requests per counter, the counter unused for longest forgotten first.

    No method gives way to another task, so counts are exact without a lock.
    """

    def __init__(self, *, clock: Callable[[], float], max_counters: int, max_entries: int) -> None:
        """Start with no counters; `clock` tells seconds and must never run backwards."""
        super().__init__()
        self._clock = clock
        self._max_counters = max_counters
        self._max_entries = max_entries
        self._entries = 0
        self._counters: OrderedDict[str, array[float]] = OrderedDict()

    @override
    async def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        now = self._clock()
        times = self._current(key, expiry, now)
        if len(times) + amount > limit:
            return False
        times.extend([now] * amount)
        self._entries += amount
        self._counters[key] = times
        self._forget_unused()
        return True

    @override
    async def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        now = self._clock()
        times = self._current(key, expiry, now)
        return (times[0] if times else now), len(times)

    @override
    async def get(self, key: str) -> int:
        return len(self._counters.get(key, ()))

    @override
    async def clear(self, key: str) -> None:
        self._entries -= len(self._counters.pop(key, ()))

    @override
    async def reset(self) -> int:
        count = len(self._counters)
        self._counters.clear()
        self._entries = 0
        return count

    @override
    async def check(self) -> bool:
        return True

    @override
    async def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        raise NotImplementedError

    @override
    async def get_expiry(self, key: str) -> float:
        raise NotImplementedError

    @property
    @override
    def base_exceptions(self) -> type[Exception]:
        return OSError

    def _current(self, key: str, expiry: int, now: float) -> "array[float]":
        """Return the counter without what has left its window; a new one is not kept yet."""
        times = self._counters.get(key)
        if times is None:
            return array("d")
        self._counters.move_to_end(key)
        outside = bisect.bisect_right(times, now - expiry)
        del times[:outside]
        self._entries -= outside
        return times

    def _forget_unused(self) -> None:
        while len(self._counters) > self._max_counters or self._entries > self._max_entries:
            _, times = self._counters.popitem(last=False)
            self._entries -= len(times)
