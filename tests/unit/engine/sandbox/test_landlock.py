"""Which rights each version of Landlock can withhold."""

import pytest

from pixmill.engine.sandbox.landlock import file_rights


@pytest.mark.parametrize(
    ("abi", "rights"),
    [(1, 0x1FFF), (2, 0x3FFF), (3, 0x7FFF), (4, 0x7FFF), (5, 0xFFFF), (7, 0xFFFF), (99, 0xFFFF)],
)
def test_all_rights_a_version_knows_are_withheld(abi: int, rights: int) -> None:
    """A right the kernel knows and we do not name would stay granted; an unknown one is refused."""
    assert file_rights(abi) == rights
