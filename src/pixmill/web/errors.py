"""What can be wrong with a request before any product rule is asked."""

from pixmill.errors import PixmillError


class RouteNotFound(PixmillError):
    """Nothing lives at this address."""

    code = "route_not_found"
    action = "Check the address; /docs lists every route."


class MethodNotAllowed(PixmillError):
    """The address exists, but not for this method."""

    code = "method_not_allowed"
    action = "Use one of the methods that the Allow header names."


class MalformedJSON(PixmillError):
    """The body is not JSON."""

    code = "malformed_json"
    action = "Send valid JSON in UTF-8."


class InvalidRequest(PixmillError):
    """A field of the body or a parameter has the wrong type, is missing or is unknown."""

    code = "invalid_request"
    action = "Correct the field that is named and send the request again."


class UnsupportedMediaType(PixmillError):
    """The body is of another kind than the route reads."""

    code = "unsupported_media_type"
    action = "Set Content-Type to what the route reads, and send that."


class BodyTooLarge(PixmillError):
    """The body is longer than the route reads."""

    code = "body_too_large"
    action = "Send a shorter body."


class MalformedMultipart(PixmillError):
    """The body does not keep to the rules of multipart/form-data."""

    code = "malformed_multipart"
    action = "Let your HTTP library build the body, and do not set its Content-Type yourself."


class MissingFile(PixmillError):
    """The form has no file in it."""

    code = "missing_file"
    action = "Send the picture as a file field, such as: curl -F file=@picture.jpg"


class MissingCredentials(PixmillError):
    """The route is only for signed-in users, and the request does not say who is asking."""

    code = "missing_credentials"
    action = "Log in and send the token as: Authorization: Bearer TOKEN"


class RegistrationClosed(PixmillError):
    """The operator does not let visitors make accounts."""

    code = "registration_closed"
    action = "Ask the operator of this service for an account."


class RangeNotSatisfiable(PixmillError):
    """The range lies outside the picture."""

    code = "range_not_satisfiable"
    action = "Ask for a range within the length that Content-Range names."


class Internal(PixmillError):
    """Something unforeseen went wrong on our side."""

    code = "internal_error"
    action = "Try again; if it stays, tell the operator the request id."
