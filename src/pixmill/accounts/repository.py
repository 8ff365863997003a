"""The SQL of accounts; instants are milliseconds, as stored."""

from dataclasses import dataclass

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.sql.dml import Insert

from pixmill.accounts.principal import Principal, Role
from pixmill.accounts.user import User, Workspace
from pixmill.db.session import Transaction
from pixmill.db.tables import members, refresh_tokens, sessions, users, workspaces
from pixmill.db.timestamps import from_ms, to_ms


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What a log-in is checked against."""

    user: User
    password_hash: str
    is_disabled: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One log-in on one device."""

    id: str
    user_id: str
    workspace_id: str
    created_at: int
    expires_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshToken:
    """One refresh token as issued: its hash only."""

    hash: str
    session_id: str
    issued_at: int
    expires_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PresentedRefreshToken:
    """A refresh token that was found, with the log-in it belongs to."""

    session: Session
    user: User
    workspace: Workspace
    expires_at: int
    is_used: bool
    is_ended: bool
    """Whether the session was revoked or the user disabled."""


class AccountRepository:
    """Reads and writes accounts inside one transaction."""

    def __init__(self, tx: Transaction) -> None:
        """Work inside the given transaction."""
        self._tx = tx

    async def insert_user(self, user: User, *, username_key: str, password_hash: str) -> bool:
        """Add a user; tell whether the name was free."""
        return await self._insert_unless_taken(
            insert(users).values(
                id=user.id,
                username=user.username,
                username_key=username_key,
                password_hash=password_hash,
                created_at=to_ms(user.created_at),
            )
        )

    async def insert_workspace(self, workspace: Workspace, *, created_at: int) -> bool:
        """Add a workspace; tell whether the name was free."""
        return await self._insert_unless_taken(
            insert(workspaces).values(id=workspace.id, name=workspace.name, created_at=created_at)
        )

    async def insert_member(
        self, user: User, workspace: Workspace, *, role: Role, created_at: int
    ) -> None:
        """Give the user a role in the workspace."""
        await self._tx.execute(
            insert(members).values(
                workspace_id=workspace.id,
                user_id=user.id,
                role=role.value,
                created_at=created_at,
            )
        )

    async def find_credentials(self, username_key: str) -> Credentials | None:
        """Look a user up by the folded name."""
        row = (
            await self._tx.execute(select(users).where(users.c.username_key == username_key))
        ).one_or_none()
        if row is None:
            return None
        return Credentials(
            user=User(id=row.id, username=row.username, created_at=from_ms(row.created_at)),
            password_hash=row.password_hash,
            is_disabled=row.disabled_at is not None,
        )

    async def find_user(self, user_id: str) -> User | None:
        """Look a user up."""
        row = (await self._tx.execute(select(users).where(users.c.id == user_id))).one_or_none()
        if row is None:
            return None
        return User(id=row.id, username=row.username, created_at=from_ms(row.created_at))

    async def find_first_workspace(self, user_id: str) -> Workspace | None:
        """Return the workspace the user has belonged to for longest: their own."""
        row = (
            await self._tx.execute(
                select(workspaces)
                .join(members, members.c.workspace_id == workspaces.c.id)
                .where(members.c.user_id == user_id)
                .order_by(members.c.created_at, workspaces.c.id)
                .limit(1)
            )
        ).one_or_none()
        return None if row is None else Workspace(id=row.id, name=row.name)

    async def replace_password_hash(self, user_id: str, password_hash: str) -> None:
        """Store a new hash for the user."""
        await self._tx.execute(
            update(users).where(users.c.id == user_id).values(password_hash=password_hash)
        )

    async def insert_session(self, session: Session) -> None:
        """Add a log-in."""
        await self._tx.execute(
            insert(sessions).values(
                id=session.id,
                user_id=session.user_id,
                workspace_id=session.workspace_id,
                created_at=session.created_at,
                last_refreshed_at=session.created_at,
                expires_at=session.expires_at,
            )
        )

    async def insert_refresh_token(self, token: RefreshToken) -> None:
        """Add a refresh token to its session and note the session as refreshed."""
        await self._tx.execute(
            insert(refresh_tokens).values(
                hash=token.hash,
                session_id=token.session_id,
                issued_at=token.issued_at,
                expires_at=token.expires_at,
            )
        )
        await self._tx.execute(
            update(sessions)
            .where(sessions.c.id == token.session_id)
            .values(last_refreshed_at=token.issued_at)
        )

    async def find_refresh_token(self, token_hash: str) -> PresentedRefreshToken | None:
        """Look a refresh token up, used or not."""
        row = (
            await self._tx.execute(
                select(
                    refresh_tokens.c.expires_at.label("token_expires_at"),
                    refresh_tokens.c.used_at,
                    sessions.c.id,
                    sessions.c.user_id,
                    sessions.c.workspace_id,
                    sessions.c.created_at,
                    sessions.c.expires_at,
                    sessions.c.revoked_at,
                    users.c.username,
                    users.c.created_at.label("user_created_at"),
                    users.c.disabled_at,
                    workspaces.c.name,
                )
                .join(sessions, sessions.c.id == refresh_tokens.c.session_id)
                .join(users, users.c.id == sessions.c.user_id)
                .join(workspaces, workspaces.c.id == sessions.c.workspace_id)
                .where(refresh_tokens.c.hash == token_hash)
            )
        ).one_or_none()
        if row is None:
            return None
        return PresentedRefreshToken(
            session=Session(
                id=row.id,
                user_id=row.user_id,
                workspace_id=row.workspace_id,
                created_at=row.created_at,
                expires_at=row.expires_at,
            ),
            user=User(
                id=row.user_id, username=row.username, created_at=from_ms(row.user_created_at)
            ),
            workspace=Workspace(id=row.workspace_id, name=row.name),
            expires_at=row.token_expires_at,
            is_used=row.used_at is not None,
            is_ended=row.revoked_at is not None or row.disabled_at is not None,
        )

    async def use_refresh_token(self, token_hash: str, *, used_at: int) -> bool:
        """Mark a refresh token as used; tell whether it was not used before."""
        result = await self._tx.execute(
            update(refresh_tokens)
            .where(refresh_tokens.c.hash == token_hash, refresh_tokens.c.used_at.is_(None))
            .values(used_at=used_at)
        )
        return result.rowcount == 1

    async def revoke_session(self, session_id: str, *, revoked_at: int) -> None:
        """End a log-in, and with it every token of it; an ended one keeps its first end."""
        await self._tx.execute(
            update(sessions)
            .where(sessions.c.id == session_id, sessions.c.revoked_at.is_(None))
            .values(revoked_at=revoked_at)
        )

    async def find_principal(self, session_id: str, *, now: int) -> Principal | None:
        """Return who a session speaks for, or None when it has ended or the user may not enter."""
        row = (
            await self._tx.execute(
                select(
                    users.c.id.label("user_id"),
                    users.c.username,
                    workspaces.c.id.label("workspace_id"),
                    workspaces.c.name,
                    members.c.role,
                )
                .select_from(sessions)
                .join(users, users.c.id == sessions.c.user_id)
                .join(workspaces, workspaces.c.id == sessions.c.workspace_id)
                .join(
                    members,
                    (members.c.workspace_id == workspaces.c.id) & (members.c.user_id == users.c.id),
                )
                .where(
                    sessions.c.id == session_id,
                    sessions.c.revoked_at.is_(None),
                    sessions.c.expires_at > now,
                    users.c.disabled_at.is_(None),
                )
            )
        ).one_or_none()
        if row is None:
            return None
        return Principal(
            user_id=row.user_id,
            username=row.username,
            workspace_id=row.workspace_id,
            workspace=row.name,
            role=Role(row.role),
            session_id=session_id,
        )

    async def delete_expired(self, *, now: int) -> int:
        """Delete sessions and refresh tokens whose time is over; return how many rows went."""
        gone = 0
        for table in (refresh_tokens, sessions):
            result = await self._tx.execute(delete(table).where(table.c.expires_at <= now))
            gone += result.rowcount
        return gone

    async def _insert_unless_taken(self, statement: Insert) -> bool:
        # A savepoint, because after a violated constraint PostgreSQL refuses the transaction.
        try:
            async with self._tx.begin_nested():
                await self._tx.execute(statement)
        except IntegrityError:
            return False
        return True
