"""Who may be given which picture; asked before any cache, so that a hit never leaks."""

from pixmill.accounts.principal import Principal
from pixmill.assets.asset import Asset, AssetState
from pixmill.assets.errors import AssetNotFound


def require_view(principal: Principal, asset: Asset) -> None:
    """Refuse a picture of another workspace, as if it did not exist.

    Raises:
        AssetNotFound: the caller may not see it.
    """
    is_theirs = asset.workspace_id == principal.workspace_id and principal.role.may_view
    if not is_theirs or asset.state is not AssetState.READY:
        message = f"There is no picture {asset.id!r}."
        raise AssetNotFound(message)
