"""From a request to the user who sends it, counted against the limits of its class."""

from typing import Annotated, Final, TypeAlias

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from pixmill.accounts.principal import Principal
from pixmill.bootstrap import Services
from pixmill.errors import PixmillError
from pixmill.ratelimit.limiter import RateLimited
from pixmill.ratelimit.rules import IdentityKind, RouteClass
from pixmill.web.address import client_address
from pixmill.web.errors import MissingCredentials
from pixmill.web.rate_headers import note_verdict

_BEARER: Final = HTTPBearer(auto_error=False, description="The access token from a log-in.")


def services_of(request: Request) -> Services:
    """Return what the application was built with."""
    services: Services = request.app.state.services
    return services


Provided: TypeAlias = Annotated[Services, Depends(services_of)]
"""A parameter of a route that gets the services."""


class Visitor:
    """Counts a request of somebody who need not be signed in, by address."""

    def __init__(self, route_class: RouteClass) -> None:
        self._route_class = route_class

    async def __call__(self, request: Request, services: Provided) -> None:
        """Let the request through or raise RateLimited."""
        await count(request, services, route_class=self._route_class)


class SignedInAs:
    """Finds out who sends a request, and counts it by user and by address."""

    def __init__(self, route_class: RouteClass) -> None:
        self._route_class = route_class

    async def __call__(
        self,
        request: Request,
        services: Provided,
        credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)],
    ) -> Principal:
        """Return the caller.

        Raises:
            MissingCredentials, InvalidToken, TokenExpired: nobody knows who asks.
            RateLimited: they ask too often.
        """
        try:
            if credentials is None:
                message = "This address is only for signed-in users."
                raise MissingCredentials(message)
            principal = await services.accounts.authenticate(credentials.credentials)
        except PixmillError:
            # Guessing tokens counts too.
            await count(request, services, route_class=self._route_class)
            raise
        await count(request, services, route_class=self._route_class, user=principal.user_id)
        return principal


async def count(
    request: Request, services: Services, *, route_class: RouteClass, user: str | None = None
) -> None:
    """Count a request by its address and, when it is known, by its user.

    Raises:
        RateLimited: one of them has asked too often.
    """
    address = client_address(request.scope, services.edge.trusted_proxies)
    identities: dict[IdentityKind, str] = {"address": address}
    if user is not None:
        identities["user"] = user
    verdict = await services.limiter.hit(route_class, identities)
    note_verdict(request.scope, verdict)
    if not verdict.is_allowed:
        raise RateLimited(verdict)


async def count_login(request: Request, services: Services, username: str) -> None:
    """Count a log-in by its address and by the name that is tried, known or not.

    Raises:
        RateLimited: too many were tried.
    """
    name = f"name:{username.strip().casefold()}"
    await count(request, services, route_class=RouteClass.ACCESS, user=name)


Retriever: TypeAlias = Annotated[Principal, Depends(SignedInAs(RouteClass.RETRIEVAL))]
"""The caller of a route that looks something up or changes a record."""
Uploader: TypeAlias = Annotated[Principal, Depends(SignedInAs(RouteClass.UPLOAD))]
"""The caller of a route that takes a picture in."""
Transformer: TypeAlias = Annotated[Principal, Depends(SignedInAs(RouteClass.TRANSFORMATION))]
"""The caller of a route that transforms a picture."""
