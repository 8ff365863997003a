"""What an operator can choose about accounts, passwords and tokens."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordSettings:
    """The cost of one password check, and how many may run at a time.

    The defaults are OWASP's minimum for argon2id; raising them re-hashes each password at its
    owner's next log-in.
    """

    memory_kib: int = 19_456
    """Memory of one check in KiB. Times `threads`, this is what a flood of log-ins can take."""

    iterations: int = 2
    """Passes over that memory."""

    parallelism: int = 1
    """Lanes of one check; a part of the hash, so changing it re-hashes too."""

    threads: int = 2
    """Checks at the same time. Each keeps one core busy for about 20 ms."""

    max_waiting: int = 32
    """Checks that may wait for a thread; one more is refused at once with "too busy"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """One secret that access tokens are signed with."""

    kid: str
    """Name of the key, written into each token."""

    secret: bytes = field(repr=False)
    """At least 32 random bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenSettings:
    """How tokens are signed and how long they live."""

    keys: tuple[SigningKey, ...]
    """The first signs; all verify. To rotate: put a new key first, and drop the old one after
    `access_lifetime_s`. There is no default: a known secret is no secret."""

    issuer: str = "pixmill"
    """Who signs: the `iss` claim. Tokens with another one are refused."""

    audience: str = "pixmill-api"
    """Whom tokens are for: the `aud` claim. Tokens with another one are refused."""

    access_lifetime_s: int = 900
    """Seconds an access token is good for: 15 minutes, the most that ASVS 5.0 advises."""

    refresh_lifetime_s: int = 30 * 86_400
    """Seconds a refresh token is good for: a log-in not used for 30 days is over."""

    session_lifetime_s: int = 90 * 86_400
    """Seconds after which a log-in is over, however often it was refreshed: 90 days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountSettings:
    """All settings of accounts."""

    tokens: TokenSettings
    """Signing and lifetimes."""

    passwords: PasswordSettings = PasswordSettings()
    """Cost of password checks."""

    session_cache_s: float = 5.0
    """Seconds for which a session found valid is not looked up again. So much later, at worst, a
    log-out in another process is noticed; in the same process it is noticed at once. 0 looks up
    every time."""

    session_cache_entries: int = 10_000
    """Sessions remembered at a time, the longest unused forgotten first: about 5 MB."""
