import pytest

from pixmill.accounts.principal import Role


@pytest.mark.parametrize(
    ("role", "may_edit", "may_administer"),
    [
        (Role.OWNER, True, True),
        (Role.ADMIN, True, True),
        (Role.EDITOR, True, False),
        (Role.VIEWER, False, False),
    ],
)
def test_role_decides_what_is_allowed(role: Role, *, may_edit: bool, may_administer: bool) -> None:
    """Everybody may look; editors change assets; admins change the workspace."""
    assert role.may_view
    assert (role.may_edit, role.may_administer) == (may_edit, may_administer)
