from pixmill.accounts.principal import Principal, Role
from pixmill.accounts.session_cache import SessionCache


def principal_of(session_id: str) -> Principal:
    """Make up a principal."""
    return Principal(
        user_id="u",
        username="ann",
        workspace_id="w",
        workspace="ann",
        role=Role.OWNER,
        session_id=session_id,
    )


def cache_of(*, lifetime_ms: int = 5_000, max_entries: int = 2) -> SessionCache:
    """Remember two sessions for five seconds."""
    return SessionCache(lifetime_ms=lifetime_ms, max_entries=max_entries)


def test_session_is_remembered_for_its_time() -> None:
    """After the lifetime the database is asked again; a clock set back does not lengthen it."""
    cache = cache_of()

    cache.put(principal_of("a"), now_ms=1_000, generation=cache.generation)

    assert cache.get("a", now_ms=5_999) == principal_of("a")
    assert cache.get("a", now_ms=6_000) is None
    cache.put(principal_of("a"), now_ms=1_000, generation=cache.generation)
    assert cache.get("a", now_ms=999) is None


def test_session_unused_for_longest_makes_room() -> None:
    """The number of sessions is bounded."""
    cache = cache_of()
    for session_id in ("a", "b"):
        cache.put(principal_of(session_id), now_ms=0, generation=cache.generation)
    cache.get("a", now_ms=1)

    cache.put(principal_of("c"), now_ms=2, generation=cache.generation)

    found = [cache.get(session_id, now_ms=3) is not None for session_id in ("a", "b", "c")]
    assert found == [True, False, True]


def test_session_that_ended_during_its_query_is_not_remembered() -> None:
    """A query that started before a log-out cannot bring the session back."""
    cache = cache_of()
    generation = cache.generation
    cache.forget("a")

    cache.put(principal_of("a"), now_ms=0, generation=generation)

    assert cache.get("a", now_ms=0) is None


def test_lifetime_of_zero_remembers_nothing() -> None:
    """An operator can have every request checked."""
    cache = cache_of(lifetime_ms=0)

    cache.put(principal_of("a"), now_ms=0, generation=cache.generation)

    assert cache.get("a", now_ms=0) is None
