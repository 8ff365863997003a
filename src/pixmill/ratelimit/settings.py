"""What an operator can choose about rate limits."""

from dataclasses import dataclass, field

from pixmill.ratelimit.rules import IdentityKind, RateRule, RouteClass


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteRules:
    """Rules per class of requests, for one kind of identity."""

    access: tuple[RateRule, ...] = (
        RateRule(quota=20, window_s=60),
        RateRule(quota=200, window_s=3_600),
    )
    """Sign-up and log-in: `20/minute;200/hour`. Strict, because passwords are guessed here.
    Empty: no limit."""

    upload: tuple[RateRule, ...] = (RateRule(quota=120, window_s=60),)
    """Uploads: `120/minute`. Empty: no limit."""

    transformation: tuple[RateRule, ...] = (RateRule(quota=240, window_s=60),)
    """Explicit transformations, the costliest requests: `240/minute`. Empty: no limit."""

    retrieval: tuple[RateRule, ...] = (RateRule(quota=1_200, window_s=60),)
    """Details, lists and pictures, which a page asks for by the dozen: `1200/minute`.
    Empty: no limit."""

    def of(self, route_class: RouteClass) -> tuple[RateRule, ...]:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class RateLimitSettings:
    """Rules for users and, apart from them, for addresses: behind one address may be an office."""

    user: RouteRules = field(default_factory=RouteRules)
    """What one user may ask; for log-ins, what may be asked about one user name."""

    address: RouteRules = field(default_factory=RouteRules)
    """What may be asked from one address."""

    max_counters: int = 50_000
    """Counters kept at a time; beyond it the one unused for longest is forgotten. A counter is one
    rule for one user or address and takes about 200 bytes and eight for each request in it."""

    max_entries: int = 2_000_000
    """Requests remembered over all counters: 16 MB. Beyond it counters are forgotten too."""

    def rules_for(self, route_class: RouteClass, kind: IdentityKind) -> tuple[RateRule, ...]:
        """Return the rules of one class for one kind of identity."""
        rules = self.user if kind == "user" else self.address
        return rules.of(route_class)
