"""Who may change the catalogue of a workspace."""

from pixmill.accounts.principal import Principal
from pixmill.assets.errors import Forbidden


def require_editor(principal: Principal) -> None:
    """Refuse callers whose role only lets them look.

    Raises:
        Forbidden: the role is that of a viewer.
    """
    if not principal.role.may_edit:
        message = f"The role of a {principal.role.value} does not allow changes."
        raise Forbidden(message)
