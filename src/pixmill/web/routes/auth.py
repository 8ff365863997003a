"""Registering, logging in, staying logged in, logging out."""

from datetime import datetime
from typing import Final, Literal

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from pixmill.accounts.principal import Role
from pixmill.accounts.service import SignedIn
from pixmill.accounts.user import User, Workspace
from pixmill.bootstrap import Services
from pixmill.ratelimit.rules import RouteClass
from pixmill.web.credentials import Provided, Retriever, Visitor, count_login
from pixmill.web.errors import RegistrationClosed
from pixmill.web.openapi import problems, signed_in_problems

_SCHEME: Final = "Bearer"

router = APIRouter(prefix="/api/auth", tags=["accounts"])


class Credentials(BaseModel):
    """A user name and a password."""

    model_config = ConfigDict(extra="forbid")

    username: str = Field(examples=["ann"])
    password: str = Field(examples=["correct horse battery"])


class RefreshRequest(BaseModel):
    """What the last log-in or refresh gave for this purpose."""

    model_config = ConfigDict(extra="forbid")

    refresh_token: str


class UserShape(BaseModel):
    """A person with an account."""

    model_config = ConfigDict(title="User")

    id: str
    username: str
    created_at: datetime


class WorkspaceShape(BaseModel):
    """The tenant that owns pictures."""

    model_config = ConfigDict(title="Workspace")

    id: str
    name: str


class Session(BaseModel):
    """Tokens, and whose they are."""

    user: UserShape
    workspace: WorkspaceShape
    token: str = Field(description="Send it as: Authorization: Bearer TOKEN")
    token_type: Literal["Bearer"] = _SCHEME
    expires_in: int = Field(description="Seconds the token is good for.")
    refresh_token: str = Field(description="Exchange it for new tokens, once.")
    refresh_expires_in: int = Field(description="Seconds the refresh token is good for.")


class Me(BaseModel):
    """The caller, and what they may do."""

    user: UserShape
    workspace: WorkspaceShape
    role: Role


@router.post(
    "/register",
    status_code=201,
    summary="Make an account",
    operation_id="register",
    responses=problems(400, 403, 409, 415),
    dependencies=[Depends(Visitor(RouteClass.ACCESS))],
)
async def register(credentials: Credentials, services: Provided) -> Session:
    """Make a user with a workspace of their own, and log them in."""
    return session_of(await sign_up(credentials, services))


@router.post("/login", summary="Log in", operation_id="login", responses=problems(400, 401, 415))
async def login(credentials: Credentials, request: Request, services: Provided) -> Session:
    """Check the password and start a session."""
    return session_of(await sign_in(credentials, request, services))


@router.post(
    "/refresh",
    summary="Get new tokens",
    operation_id="refresh",
    responses=problems(400, 401, 415),
    dependencies=[Depends(Visitor(RouteClass.ACCESS))],
)
async def refresh(body: RefreshRequest, services: Provided) -> Session:
    """Exchange a refresh token; using one twice ends its session."""
    return session_of(await services.accounts.refresh(body.refresh_token))


@router.post(
    "/logout",
    status_code=204,
    summary="Log out",
    operation_id="logout",
    responses=signed_in_problems(),
)
async def logout(caller: Retriever, services: Provided) -> None:
    """End the session; its tokens are worth nothing from now on."""
    await services.accounts.logout(caller)


@router.get("/me", summary="Who am I?", operation_id="me", responses=signed_in_problems())
async def me(caller: Retriever, services: Provided) -> Me:
    """Return the caller's own record."""
    profile = await services.accounts.profile(caller)
    return Me(
        user=user_shape(profile.user),
        workspace=workspace_shape(profile.workspace),
        role=profile.role,
    )


async def sign_up(credentials: Credentials, services: Services) -> SignedIn:
    """Register somebody, unless the operator has closed the door.

    Raises:
        RegistrationClosed: they have.
    """
    if not services.edge.registration_open:
        message = "This service makes no new accounts."
        raise RegistrationClosed(message)
    return await services.accounts.register(credentials.username, credentials.password)


async def sign_in(credentials: Credentials, request: Request, services: Services) -> SignedIn:
    """Log somebody in, counted by address and by the name that is tried."""
    await count_login(request, services, credentials.username)
    return await services.accounts.login(credentials.username, credentials.password)


def session_of(signed_in: SignedIn) -> Session:
    """Return a log-in as clients see it."""
    return Session(
        user=user_shape(signed_in.user),
        workspace=workspace_shape(signed_in.workspace),
        token=signed_in.access_token,
        expires_in=signed_in.access_expires_in_s,
        refresh_token=signed_in.refresh_token,
        refresh_expires_in=signed_in.refresh_expires_in_s,
    )


def user_shape(user: User) -> UserShape:
    """Return a user as clients see them."""
    return UserShape(id=user.id, username=user.username, created_at=user.created_at)


def workspace_shape(workspace: Workspace) -> WorkspaceShape:
    """Return a workspace as clients see it."""
    return WorkspaceShape(id=workspace.id, name=workspace.name)
