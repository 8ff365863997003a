"""Sessions found valid a moment ago, so that most requests need no query to know their user."""

from collections import OrderedDict

from pixmill.accounts.principal import Principal


class SessionCache:
    """Remembers who a session speaks for, for a short time and a bounded number of sessions."""

    def __init__(self, *, lifetime_ms: int, max_entries: int) -> None:
        """Start empty."""
        self._lifetime_ms = lifetime_ms
        self._max_entries = max_entries
        self._entries: OrderedDict[str, tuple[Principal, int]] = OrderedDict()
        self._generation = 0

    @property
    def generation(self) -> int:
        """A number that changes with every session forgotten; read it before the query."""
        return self._generation

    def get(self, session_id: str, *, now_ms: int) -> Principal | None:
        """Return the session's principal when it was found valid recently."""
        entry = self._entries.get(session_id)
        if entry is None:
            return None
        principal, found_at = entry
        if not 0 <= now_ms - found_at < self._lifetime_ms:
            del self._entries[session_id]
            return None
        self._entries.move_to_end(session_id)
        return principal

    def put(self, principal: Principal, *, now_ms: int, generation: int) -> None:
        """Remember what a query found, unless a session ended while the query ran.

        That session may be this one, and the query may have seen it still valid.
        """
        if generation != self._generation or self._lifetime_ms <= 0:
            return
        self._entries[principal.session_id] = (principal, now_ms)
        self._entries.move_to_end(principal.session_id)
        while len(self._entries) > self._max_entries:
            self._entries.popitem(last=False)

    def forget(self, session_id: str) -> None:
        """Drop a session that has ended."""
        self._generation += 1
        self._entries.pop(session_id, None)
