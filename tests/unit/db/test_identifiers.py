import uuid

from pixmill.db.identifiers import new_id


def test_identifier_is_a_uuid_of_version_7() -> None:
    """Anybody's UUID library can read our identifiers."""
    identifier = new_id()

    parsed = uuid.UUID(identifier)
    assert (parsed.version, parsed.variant) == (7, uuid.RFC_4122)
    assert parsed.hex == identifier


def test_identifiers_are_unique_and_sorted_by_birth() -> None:
    """Later identifiers never sort before earlier ones by more than the clock's grain."""
    identifiers = [new_id() for _ in range(10_000)]

    assert len(set(identifiers)) == len(identifiers)
    prefixes = [identifier[:16] for identifier in identifiers]
    assert prefixes == sorted(prefixes)
