"""What an operator can choose about rate limits."""

from dataclasses import dataclass

from pixmill.ratelimit.rules import RateRule, RouteClass


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimitSettings:
    """Rules per class of requests; each counts per user and, apart from that, per address."""

    access: tuple[RateRule, ...] = (
        RateRule(quota=10, window_s=60),
        RateRule(quota=100, window_s=3_600),
    )
    """Sign-up and log-in: `10/minute;100/hour`. Strict, because passwords are guessed here.
    Empty: no limit."""

    upload: tuple[RateRule, ...] = (RateRule(quota=60, window_s=60),)
    """Uploads: `60/minute`. Empty: no limit."""

    transformation: tuple[RateRule, ...] = (RateRule(quota=120, window_s=60),)
    """Explicit transformations, the costliest requests: `120/minute`. Empty: no limit."""

    retrieval: tuple[RateRule, ...] = (RateRule(quota=1_200, window_s=60),)
    """Details, lists and pictures, which a page asks for by the dozen: `1200/minute`.
    Empty: no limit."""

    max_counters: int = 50_000
    """Counters kept at a time; beyond it the one unused for longest is forgotten. A counter is one
    rule for one user or address and takes about 200 bytes and eight for each request in it."""

    max_entries: int = 2_000_000
    """Requests remembered over all counters: 16 MB. Beyond it counters are forgotten too."""

    def rules_for(self, route_class: RouteClass) -> tuple[RateRule, ...]:
        """Return the rules of one class."""
        match route_class:
            case RouteClass.ACCESS:
                return self.access
            case RouteClass.UPLOAD:
                return self.upload
            case RouteClass.TRANSFORMATION:
                return self.transformation
            case RouteClass.RETRIEVAL:
                return self.retrieval
