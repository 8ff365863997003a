"""Choosing the format of a picture from an HTTP `Accept` header (RFC 9110, section 12.5.1)."""

from pixmill.transform.formats import CAPABILITIES, NotAcceptable, OutputFormat

# Which of several formats named with equal weight is the best picture for its bytes.
_PREFERENCE = (OutputFormat.AVIF, OutputFormat.WEBP, OutputFormat.PNG, OutputFormat.JPEG)
_SMALLER = (OutputFormat.AVIF, OutputFormat.WEBP)


def negotiate(accept: str | None, *, natural: OutputFormat, animated: bool = False) -> OutputFormat:
    """Return the format to answer with.

    A format that the client names itself wins over one it merely tolerates through a wildcard, so a
    browser that lists `image/avif` gets AVIF, and one that sends `*/*` gets the natural format.
    The natural format wins among those named with the highest weight only if nothing smaller is.

    Args:
        accept: the header's value; None or empty accepts everything.
        natural: the format of the source, or of the recipe's own default.
        animated: the result has several frames: formats that hold one are only a last resort.

    Raises:
        NotAcceptable: no format Pixmill writes is accepted.
    """
    weights = _parse(accept) if accept and accept.strip() else {"*/*": 1.0}
    named = {
        output: weight
        for output, known in CAPABILITIES.items()
        if (weight := weights.get(known.media_type)) is not None
    }
    moving = {
        output: weight
        for output, weight in named.items()
        if CAPABILITIES[output].animation or not animated
    }
    wildcard = weights.get("image/*", weights.get("*/*", 0.0))
    chosen = (
        _best_named(moving, natural)
        or (_best_tolerated(named, natural) if wildcard > 0.0 else None)
        or _best_named(named, natural)
    )
    if chosen is not None:
        return chosen
    message = "The Accept header admits no picture format that Pixmill writes."
    raise NotAcceptable(message, field="Accept")


def accepts_image(accept: str | None) -> bool:
    """Tell whether a client asks for a picture by name: `image/*` or any `image/…` type."""
    return bool(accept) and any(
        media.startswith("image/") and weight > 0 for media, weight in _parse(accept or "").items()
    )


def accepts(accept: str | None, media_type: str) -> bool:
    """Tell whether `media_type` may be sent as it is."""
    if not accept or not accept.strip():
        return True
    weights = _parse(accept)
    family = media_type.split("/", 1)[0] + "/*"
    for candidate in (media_type, family, "*/*"):
        if candidate in weights:
            return weights[candidate] > 0
    return False


def _best_named(named: dict[OutputFormat, float], natural: OutputFormat) -> OutputFormat | None:
    """Return the best of the formats that the client lists itself."""
    top = max(named.values(), default=0.0)
    if top == 0.0:
        return None
    finalists = [output for output, weight in named.items() if weight == top]
    return next((output for output in (*_SMALLER, natural) if output in finalists), finalists[0])


def _best_tolerated(named: dict[OutputFormat, float], natural: OutputFormat) -> OutputFormat | None:
    """Return the natural format, or another one, unless the client refuses it by name."""
    order = (natural, *_PREFERENCE)
    return next((output for output in order if named.get(output) != 0.0), None)


def _parse(accept: str) -> dict[str, float]:
    """Return media ranges with their weights; malformed members are ignored, as the RFC advises."""
    weights: dict[str, float] = {}
    for member in accept.split(","):
        media, *parameters = (part.strip().lower() for part in member.split(";"))
        if "/" not in media:
            continue
        weights[media] = _weight(parameters)
    return weights


def _weight(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0
