"""One piece of work for each key at a time, however many wait for its result."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Generic, TypeVar

from pixmill.delivery.errors import DeliveryStopped

Result = TypeVar("Result")


class SingleFlight(Generic[Result]):
    """Lets the first caller with a key start the work, and the others wait for the same result.

    The work belongs to nobody: callers that go away do not end it, and an error reaches all that
    wait. Once it is done its key is forgotten; remembering results is a cache's business.
    """

    def __init__(self) -> None:
        """Start with nothing under way."""
        self._flights: dict[str, asyncio.Task[Result]] = {}

    @property
    def under_way(self) -> int:
        """How many pieces of work are not done yet."""
        return len(self._flights)

    async def run(self, key: str, work: Callable[[], Coroutine[object, object, Result]]) -> Result:
        """Return the result of the work under this key, started now or before.

        Raises:
            DeliveryStopped: `close` was called meanwhile.
        """
        flight = self._flights.get(key)
        if flight is None:
            flight = asyncio.create_task(work())
            self._flights[key] = flight
            flight.add_done_callback(lambda done: self._land(key, done))
        # Waiting for it does not raise its errors, nor does being cancelled meanwhile end it.
        await asyncio.wait({flight})
        if flight.cancelled():
            raise DeliveryStopped("The service is stopping.")
        return flight.result()

    async def close(self) -> None:
        """End all work; whoever waits for it is told."""
        flights = tuple(self._flights.values())
        for flight in flights:
            flight.cancel()
        if flights:
            await asyncio.wait(flights)

    def _land(self, key: str, flight: asyncio.Task[Result]) -> None:
        del self._flights[key]
        if not flight.cancelled():
            # Looked at once, so that an error nobody waits for any more is no noise in the log.
            flight.exception()
