"""Cleaning up after what was interrupted: chores, and the loop that does them now and then."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeAlias

import structlog

from pixmill.assets.asset import AssetState
from pixmill.assets.removal import AssetRemoval
from pixmill.assets.repository import AssetRepository, Remains
from pixmill.assets.settings import SweepSettings
from pixmill.db.session import Database
from pixmill.db.timestamps import Clock, now_ms
from pixmill.storage.spool import Spool

_log = structlog.get_logger(__name__)

Chore: TypeAlias = Callable[[], Awaitable[object]]
"""Something that has to be done now and then, and does no harm when done twice."""

# Assets taken apart between two looks at the database.
_BATCH = 100


class AssetChores:
    """Finishes what a crash interrupted; rows name everything, so the storage is never listed."""

    def __init__(
        self,
        database: Database,
        removal: AssetRemoval,
        *,
        settings: SweepSettings,
        clock: Clock = now_ms,
    ) -> None:
        """Work on these; nothing is opened here."""
        self._database = database
        self._removal = removal
        self._settings = settings
        self._clock = clock

    async def abandon_lost_uploads(self) -> int:
        """Remove uploads that were never finished; return how many."""
        before = self._clock() - round(self._settings.pending_after_s * 1000)
        return await self._clear(AssetState.PENDING, self._removal.abandon, before=before)

    async def finish_deletions(self) -> int:
        """Remove what is left of deleted assets; return how many."""
        return await self._clear(AssetState.DELETING, self._removal.finish, before=self._clock())

    async def _clear(
        self, state: AssetState, remove: Callable[[Remains], Awaitable[object]], *, before: int
    ) -> int:
        gone = 0
        while True:
            async with self._database.read() as tx:
                stale = await AssetRepository(tx).stale(state, before=before, limit=_BATCH)
            outcomes = [await _outcome(remove(remains)) for remains in stale]
            failures = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
            if failures:
                # Raised only now: one asset that cannot be removed must not keep the others.
                raise failures[0]
            gone += len(stale)
            if len(stale) < _BATCH:
                return gone


def spool_chore(spool: Spool, settings: SweepSettings) -> Chore:
    """Return the chore that deletes forgotten temporary files of a spool."""

    async def sweep_spool() -> int:
        return await asyncio.to_thread(spool.sweep, older_than_s=settings.temporary_after_s)

    return sweep_spool


class Sweeper:
    """Does chores one after the other, at once and then in intervals; one that fails is logged."""

    def __init__(self, chores: Sequence[Chore], *, settings: SweepSettings) -> None:
        """Name the chores; nothing happens before `start`."""
        self._chores = tuple(chores)
        self._interval_s = settings.interval_s
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin in the background of the running event loop."""
        self._task = asyncio.create_task(self._sweep_for_ever(), name="sweeper")

    async def stop(self) -> None:
        """End at once; what was interrupted is done the next time."""
        if self._task is None:
            return
        self._task.cancel()
        await asyncio.wait({self._task})
        self._task = None

    async def sweep(self) -> None:
        """Do every chore once."""
        for chore in self._chores:
            started = time.monotonic()
            outcome = await _outcome(chore())
            name = getattr(chore, "__qualname__", repr(chore))
            if isinstance(outcome, BaseException):
                _log.error("chore_failed", chore=name, exc_info=outcome)
            elif outcome:
                seconds = round(time.monotonic() - started, 3)
                _log.info("chore_done", chore=name, count=outcome, seconds=seconds)

    async def _sweep_for_ever(self) -> None:
        while True:
            await self.sweep()
            await asyncio.sleep(self._interval_s)


async def _outcome(work: Awaitable[object]) -> object:
    """Return what came of the work: its result or its error."""
    (outcome,) = await asyncio.gather(work, return_exceptions=True)
    return outcome
