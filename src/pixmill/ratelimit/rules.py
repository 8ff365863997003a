"""Rules in the operator's words, such as `10/minute;100/hour`, and what they are for."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal, TypeAlias

from limits import parse_many

from pixmill.errors import PixmillError

IdentityKind: TypeAlias = Literal["user", "address"]
"""What requests are counted by."""

MAX_QUOTA: Final = 100_000
"""The largest quota: an exact moving window remembers every request in it, eight bytes each."""


class InvalidRateRule(PixmillError):
    """A setting for a rate limit cannot be understood."""

    code = "invalid_rate_rule"
    action = (
        "Write rules as COUNT/PERIOD, joined by semicolons, such as 10/minute;100/hour; "
        "periods are second, minute, hour and day. Leave the setting empty for no limit."
    )


class RouteClass(StrEnum):
    """Kinds of requests that are counted apart, because they cost us different things."""

    ACCESS = "access"
    """Sign-up and log-in."""
    UPLOAD = "upload"
    TRANSFORMATION = "transformation"
    RETRIEVAL = "retrieval"


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRule:
    """At most `quota` requests in any `window_s` seconds."""

    quota: int
    window_s: int


def parse_rules(text: str, *, setting: str) -> tuple[RateRule, ...]:
    """Read the text of the named setting; an empty text means no limit.

    Raises:
        InvalidRateRule: it cannot be understood, counts nothing or too much, or has a period twice.
    """
    if not text.strip():
        return ()
    try:
        items = parse_many(text.strip())
    except ValueError as exc:
        raise _invalid(text, setting) from exc
    rules = tuple(RateRule(quota=item.amount, window_s=item.get_expiry()) for item in items)
    if len({rule.window_s for rule in rules}) != len(text.split(";")):
        raise _invalid(text, setting)
    if not all(0 < rule.quota <= MAX_QUOTA and rule.window_s > 0 for rule in rules):
        raise _invalid(text, setting)
    return rules


def _invalid(text: str, setting: str) -> InvalidRateRule:
    return InvalidRateRule(f"{setting} is {text!r}, which is no rate limit.", field=setting)
