"""Problem documents (RFC 9457), and the one table that maps errors to HTTP statuses."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

from starlette.responses import JSONResponse
from starlette.types import Scope

from pixmill.accounts import errors as accounts
from pixmill.assets import errors as assets
from pixmill.cache import errors as cache
from pixmill.db import errors as db
from pixmill.delivery import errors as delivery
from pixmill.dialects import query
from pixmill.engine import errors as engine
from pixmill.errors import InvalidSettings, PixmillError, RetryableError
from pixmill.ratelimit import limiter, rules
from pixmill.storage import errors as storage
from pixmill.transform import colour, formats, limits, recipe
from pixmill.transform.operations import problems as operations
from pixmill.web import errors as web
from pixmill.web.request_id import request_id_of

MEDIA_TYPE: Final = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Problem:
    """How one kind of error looks over HTTP."""

    status: int
    title: str


PROBLEMS: Final[dict[type[PixmillError], Problem]] = {
    # The request itself.
    web.RouteNotFound: Problem(404, "No such address"),
    web.MethodNotAllowed: Problem(405, "Method not allowed"),
    web.MalformedJSON: Problem(400, "Malformed JSON"),
    web.MalformedMultipart: Problem(400, "Malformed form"),
    web.InvalidRequest: Problem(422, "Invalid request"),
    web.UnsupportedMediaType: Problem(415, "Unsupported kind of body"),
    web.BodyTooLarge: Problem(413, "Body too large"),
    web.MissingFile: Problem(422, "No file in the form"),
    web.RangeNotSatisfiable: Problem(416, "Range outside the picture"),
    # Who is asking, and how often.
    web.MissingCredentials: Problem(401, "Not signed in"),
    web.RegistrationClosed: Problem(403, "Registration is closed"),
    accounts.BadCredentials: Problem(401, "Wrong user name or password"),
    accounts.InvalidToken: Problem(401, "Invalid token"),
    accounts.TokenExpired: Problem(401, "Expired token"),
    accounts.RefreshTokenReused: Problem(401, "Refresh token used twice"),
    accounts.UsernameTaken: Problem(409, "User name taken"),
    accounts.InvalidUsername: Problem(422, "Invalid user name"),
    accounts.InvalidPassword: Problem(422, "Invalid password"),
    accounts.TooBusy: Problem(503, "Too busy"),
    limiter.RateLimited: Problem(429, "Too many requests"),
    # What was uploaded, and what was asked of it.
    assets.AssetNotFound: Problem(404, "No such picture"),
    assets.Forbidden: Problem(403, "Not allowed"),
    assets.PublicIdTaken: Problem(409, "Public id taken"),
    assets.InvalidMetadata: Problem(422, "Invalid title, tag or public id"),
    assets.InvalidQuery: Problem(422, "Invalid filter or page"),
    assets.UploadTooLarge: Problem(413, "File too large"),
    assets.UploadInterrupted: Problem(408, "Upload took too long"),
    engine.BrokenImage: Problem(422, "Damaged picture"),
    delivery.RenditionNotFound: Problem(404, "No such rendition"),
    formats.NotAnImage: Problem(415, "Not an image"),
    formats.UnsupportedFormat: Problem(415, "Unsupported format"),
    formats.NotAcceptable: Problem(406, "No acceptable format"),
    limits.SourceTooLarge: Problem(413, "Picture too large"),
    limits.OutputTooLarge: Problem(422, "Result too large"),
    limits.TooManyOperations: Problem(422, "Too many operations"),
    recipe.InvalidRecipe: Problem(422, "Invalid transformation"),
    operations.InvalidOperation: Problem(422, "Impossible operation"),
    colour.InvalidColour: Problem(422, "Invalid colour"),
    query.UnknownParameter: Problem(422, "Unknown parameter"),
    # The engine: a picture that is too much for it, or no room.
    engine.EngineTimeout: Problem(504, "The picture took too long"),
    engine.EngineOutOfMemory: Problem(503, "The picture needs too much memory"),
    engine.EngineCrashed: Problem(503, "The work on the picture broke off"),
    engine.EngineOverloaded: Problem(503, "Too many pictures at once"),
    engine.EngineUnavailable: Problem(503, "The engine is not running"),
    delivery.DeliveryStopped: Problem(503, "The service is stopping"),
    # Ours to mend: the public sees a status and a code, the log has the rest.
    engine.RenderFailed: Problem(500, "The transformation failed"),
    storage.StorageFull: Problem(507, "No room left"),
    storage.StorageUnavailable: Problem(503, "Storage unavailable"),
    storage.BlobNotFound: Problem(500, "File lost"),
    storage.BlobAlreadyExists: Problem(500, "Key in use"),
    cache.CacheUnavailable: Problem(503, "Cache unavailable"),
    web.Internal: Problem(500, "Internal error"),
    db.DatabaseUnavailable: Problem(503, "Database unavailable"),
    db.DatabaseBusy: Problem(503, "Database busy"),
    db.SchemaMismatch: Problem(500, "Database of another release"),
    db.InvalidDatabaseURL: Problem(500, "Invalid settings"),
    rules.InvalidRateRule: Problem(500, "Invalid settings"),
    accounts.InvalidAccountSettings: Problem(500, "Invalid settings"),
    InvalidSettings: Problem(500, "Invalid settings"),
}


def problem_of(error: PixmillError) -> Problem:
    """Return the line of the table for an error: its own, or that of the nearest ancestor."""
    found = (PROBLEMS[kind] for kind in type(error).__mro__ if kind in PROBLEMS)
    return next(found, PROBLEMS[web.Internal])


def problem_response(
    error: PixmillError, *, scope: Scope, errors: Sequence[dict[str, str]] = ()
) -> JSONResponse:
    """Answer a request with the document for an error.

    Args:
        error: what happened.
        scope: the request.
        errors: every fault that was found, when there may be several.
    """
    problem = problem_of(error)
    document = {
        "type": f"/problems/{error.code}",
        "title": problem.title,
        "status": problem.status,
        "detail": error.message,
        "code": error.code,
        "action": error.action,
        "field": error.field,
        "errors": list(errors) or None,
        "instance": scope.get("path"),
        "request_id": request_id_of(scope),
    }
    return JSONResponse(
        {name: value for name, value in document.items() if value is not None},
        status_code=problem.status,
        headers=_headers(error, problem),
        media_type=MEDIA_TYPE,
    )


def _headers(error: PixmillError, problem: Problem) -> dict[str, str]:
    headers = {}
    if isinstance(error, RetryableError):
        headers["retry-after"] = str(max(1, error.retry_after_s))
    if problem.status == HTTPStatus.UNAUTHORIZED:  # RFC 9110, 15.5.2: it has to name the scheme
        is_token = isinstance(error, accounts.InvalidToken | accounts.TokenExpired)
        fault = ', error="invalid_token"' if is_token else ""
        headers["www-authenticate"] = f'Bearer realm="pixmill"{fault}'
    return headers
