"""What users can do with their accounts: register, log in, stay logged in, log out."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

from pixmill.accounts.errors import (
    BadCredentials,
    InvalidToken,
    InvalidUsername,
    RefreshTokenReused,
    TokenExpired,
    UsernameTaken,
)
from pixmill.accounts.names import normalise_username, username_key, workspace_names
from pixmill.accounts.passwords import PasswordHasher, check_password
from pixmill.accounts.principal import Principal, Role
from pixmill.accounts.repository import (
    AccountRepository,
    Credentials,
    PresentedRefreshToken,
    RefreshToken,
    Session,
)
from pixmill.accounts.session_cache import SessionCache
from pixmill.accounts.settings import AccountSettings
from pixmill.accounts.tokens import (
    AccessToken,
    AccessTokens,
    hash_refresh_token,
    new_refresh_token,
    new_token_id,
)
from pixmill.accounts.user import User, Workspace
from pixmill.db.identifiers import new_id
from pixmill.db.session import Database
from pixmill.db.timestamps import Clock, from_ms, now_ms
from pixmill.errors import PixmillError


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """What a user gets who registered, logged in or refreshed: the tokens are shown only here."""

    user: User
    workspace: Workspace
    access_token: str
    access_expires_in_s: int
    refresh_token: str
    refresh_expires_in_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a signed-in user sees of themselves."""

    user: User
    workspace: Workspace
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class _Holder:
    """Who gets tokens, and in which session."""

    user: User
    workspace: Workspace
    session: Session


class AccountService:
    """Accounts as product rules; who opens the database and the hasher also closes them."""

    def __init__(
        self,
        database: Database,
        settings: AccountSettings,
        *,
        passwords: PasswordHasher,
        clock: Clock = now_ms,
        random_bytes: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        """Check the settings.

        Raises:
            InvalidAccountSettings: they are unsafe or contradict each other.
        """
        self._database = database
        self._settings = settings.tokens
        self._passwords = passwords
        self._access_tokens = AccessTokens(settings.tokens)
        self._clock = clock
        self._random_bytes = random_bytes
        self._cache = SessionCache(
            lifetime_ms=round(settings.session_cache_s * 1000),
            max_entries=settings.session_cache_entries,
        )

    async def register(self, username: str, password: str) -> SignedIn:
        """Make a user with a workspace of their own, and log them in.

        Raises:
            InvalidUsername, InvalidPassword: a rule is broken.
            UsernameTaken: somebody has the name, perhaps in other case.
            TooBusy: too many passwords are being hashed.
        """
        name = normalise_username(username)
        check_password(password, username=name)
        # Ask first: a name that is taken should not cost a hash.
        if await self._find_credentials(username_key(name)) is not None:
            raise _username_taken(name)
        password_hash = await self._passwords.hash(password)
        now = self._clock()
        user = User(id=new_id(), username=name, created_at=from_ms(now))
        async with self._database.write() as tx:
            repository = AccountRepository(tx)
            is_new = await repository.insert_user(
                user, username_key=username_key(name), password_hash=password_hash
            )
            if not is_new:
                raise _username_taken(name)
            workspace = await self._insert_workspace(repository, user, now=now)
            return await self._start_session(repository, user, workspace)

    async def login(self, username: str, password: str) -> SignedIn:
        """Check the password and start a session.

        Unknown names, wrong passwords and disabled users give the same answer after the same
        work: one check of a password.

        Raises:
            BadCredentials: they do not fit.
            TooBusy: too many passwords are being checked.
        """
        key = _login_key(username)
        signed_in = None
        while signed_in is None:
            found = await self._find_credentials(key)
            stored = found.password_hash if found else None
            verified = await self._passwords.verify(password, stored)
            if found is None or found.is_disabled or not verified.matches:
                raise _bad_credentials()
            signed_in = await self._sign_in(found, key=key, new_hash=verified.new_hash)
        return signed_in

    async def refresh(self, refresh_token: str) -> SignedIn:
        """Exchange a refresh token for new tokens; each can be used once.

        Raises:
            InvalidToken: it is unknown, or its session has ended.
            TokenExpired: its time is over.
            RefreshTokenReused: it was used before; the session has been ended.
        """
        token_hash = hash_refresh_token(refresh_token)
        now = self._clock()
        async with self._database.write() as tx:
            repository = AccountRepository(tx)
            found = await repository.find_refresh_token(token_hash)
            problem = _refresh_problem(found, now=now)
            if found is not None and problem is None:
                await repository.use_refresh_token(token_hash, used_at=now)
                holder = _Holder(user=found.user, workspace=found.workspace, session=found.session)
                return await self._issue_tokens(repository, holder, now=now)
            if found is not None and found.is_used:
                await repository.revoke_session(found.session.id, revoked_at=now)
        # Raised only now: inside the block it would undo the revocation.
        if found is not None and found.is_used:
            self._cache.forget(found.session.id)
        raise problem or _invalid_refresh_token()

    async def logout(self, principal: Principal) -> None:
        """End the session: its refresh token and its access tokens are worth nothing any more."""
        async with self._database.write() as tx:
            await AccountRepository(tx).revoke_session(
                principal.session_id, revoked_at=self._clock()
            )
        self._cache.forget(principal.session_id)

    async def authenticate(self, access_token: str) -> Principal:
        """Return who is asking; costs a signature, and a query every few seconds per session.

        Raises:
            InvalidToken: it is not one of ours, or its session has ended.
            TokenExpired: its time is over.
        """
        now = self._clock()
        token = self._access_tokens.read(access_token, now_ms=now)
        principal = self._cache.get(token.session_id, now_ms=now)
        if principal is None:
            principal = await self._find_principal(token.session_id, now=now)
        if principal is None or principal.user_id != token.user_id:
            message = "The session of this token has ended."
            raise InvalidToken(message)
        return principal

    async def profile(self, principal: Principal) -> Profile:
        """Return the user's own record.

        Raises:
            InvalidToken: the user is gone.
        """
        async with self._database.read() as tx:
            user = await AccountRepository(tx).find_user(principal.user_id)
        if user is None:
            message = "The user of this token is gone."
            raise InvalidToken(message)
        workspace = Workspace(id=principal.workspace_id, name=principal.workspace)
        return Profile(user=user, workspace=workspace, role=principal.role)

    async def forget_expired(self) -> int:
        """Delete sessions and tokens whose time is over; meant to be called about once an hour."""
        async with self._database.write() as tx:
            return await AccountRepository(tx).delete_expired(now=self._clock())

    async def _find_credentials(self, key: str) -> Credentials | None:
        async with self._database.read() as tx:
            return await AccountRepository(tx).find_credentials(key)

    async def _sign_in(
        self, checked: Credentials, *, key: str, new_hash: str | None
    ) -> SignedIn | None:
        """Start a session, or return None if the account changed while its password was checked."""
        async with self._database.write() as tx:
            repository = AccountRepository(tx)
            if await repository.find_credentials(key) != checked:
                return None
            workspace = await repository.find_first_workspace(checked.user.id)
            if workspace is None:
                raise _bad_credentials()
            if new_hash is not None:
                await repository.replace_password_hash(checked.user.id, new_hash)
            return await self._start_session(repository, checked.user, workspace)

    async def _find_principal(self, session_id: str, *, now: int) -> Principal | None:
        generation = self._cache.generation
        async with self._database.read() as tx:
            principal = await AccountRepository(tx).find_principal(session_id, now=now)
        if principal is not None:
            self._cache.put(principal, now_ms=now, generation=generation)
        return principal

    async def _insert_workspace(
        self, repository: AccountRepository, user: User, *, now: int
    ) -> Workspace:
        names = workspace_names(user.username, self._random_bytes)
        workspace = Workspace(id=new_id(), name=next(names))
        while not await repository.insert_workspace(workspace, created_at=now):
            workspace = Workspace(id=workspace.id, name=next(names))
        await repository.insert_member(user, workspace, role=Role.OWNER, created_at=now)
        return workspace

    async def _start_session(
        self, repository: AccountRepository, user: User, workspace: Workspace
    ) -> SignedIn:
        now = self._clock()
        session = Session(
            id=new_id(),
            user_id=user.id,
            workspace_id=workspace.id,
            created_at=now,
            expires_at=now + self._settings.session_lifetime_s * 1000,
        )
        await repository.insert_session(session)
        holder = _Holder(user=user, workspace=workspace, session=session)
        return await self._issue_tokens(repository, holder, now=now)

    async def _issue_tokens(
        self, repository: AccountRepository, holder: _Holder, *, now: int
    ) -> SignedIn:
        session = holder.session
        refresh_token = new_refresh_token(self._random_bytes)
        expires_at = min(now + self._settings.refresh_lifetime_s * 1000, session.expires_at)
        await repository.insert_refresh_token(
            RefreshToken(
                hash=hash_refresh_token(refresh_token),
                session_id=session.id,
                issued_at=now,
                expires_at=expires_at,
            )
        )
        access_token = self._access_tokens.issue(
            AccessToken(user_id=holder.user.id, session_id=session.id),
            now_ms=now,
            token_id=new_token_id(self._random_bytes),
        )
        return SignedIn(
            user=holder.user,
            workspace=holder.workspace,
            access_token=access_token,
            access_expires_in_s=self._settings.access_lifetime_s,
            refresh_token=refresh_token,
            refresh_expires_in_s=(expires_at - now) // 1000,
        )


def _refresh_problem(found: PresentedRefreshToken | None, *, now: int) -> PixmillError | None:
    if found is None or found.is_ended:
        return _invalid_refresh_token()
    if found.is_used:
        return RefreshTokenReused("The refresh token was used before; its session is ended.")
    if found.expires_at <= now or found.session.expires_at <= now:
        return TokenExpired("The refresh token has expired.", action="Log in again.")
    return None


def _login_key(username: str) -> str:
    """Return the folded name, or nothing for a name that nobody can have."""
    try:
        return username_key(normalise_username(username))
    except InvalidUsername:
        return ""


def _username_taken(username: str) -> UsernameTaken:
    return UsernameTaken(f"The user name {username!r} is taken.", field="username")


def _bad_credentials() -> BadCredentials:
    return BadCredentials("The user name or the password is wrong.")


def _invalid_refresh_token() -> InvalidToken:
    return InvalidToken("The refresh token is not valid.")
