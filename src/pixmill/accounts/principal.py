"""Who is asking, and what their role lets them do."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a user may do in a workspace; each role may do all that the next one may."""

    OWNER = "owner"
    ADMIN = "admin"
    EDITOR = "editor"
    VIEWER = "viewer"

    @property
    def may_view(self) -> bool:
        """Whether the role may see private assets."""
        return True

    @property
    def may_edit(self) -> bool:
        """Whether the role may upload, change and delete assets."""
        return self is not Role.VIEWER

    @property
    def may_administer(self) -> bool:
        """Whether the role may change members, keys and settings of the workspace."""
        return self in {Role.OWNER, Role.ADMIN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """A signed-in user in the workspace their session belongs to."""

    user_id: str
    username: str
    workspace_id: str
    workspace: str
    """The workspace's name, as it stands in delivery URLs."""
    role: Role
    session_id: str
