"""Every setting of Pixmill, and the only place that reads the environment.

Each package keeps a small settings class of its own; here they get names, defaults that fit
together, and words for an operator.
"""

import difflib
import os
from collections.abc import Mapping
from enum import StrEnum
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Final

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from pixmill.accounts.settings import (
    AccountSettings,
    PasswordSettings,
    SigningKey,
    TokenSettings,
)
from pixmill.cache.settings import CacheSettings
from pixmill.db.settings import DatabaseSettings
from pixmill.engine.confinement import SandboxLevel
from pixmill.engine.settings import EngineSettings
from pixmill.errors import InvalidSettings, PixmillError
from pixmill.ratelimit.rules import RateRule, parse_rules
from pixmill.ratelimit.settings import RateLimitSettings, RouteRules
from pixmill.storage.settings import StorageSettings
from pixmill.telemetry import LogFormat
from pixmill.transform.limits import Limits

PREFIX: Final = "PIXMILL_"

_DATABASE_FILE: Final = "pixmill.db"
_SECRET: Final = {"token_secret", "database_url"}
_LIMITS: Final = Limits()


class LogLevel(StrEnum):
    """The least serious events that are written to the log."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


def _networks(text: object) -> object:
    if not isinstance(text, str):
        return text
    return tuple(ip_network(part.strip(), strict=False) for part in text.split(",") if part.strip())


def _storage(text: str) -> str:
    if text and not text.startswith("file:///"):
        message = "only file:// and an absolute path can be stored to"
        raise ValueError(message)
    return text


def _rules(text: str) -> str:
    try:
        parse_rules(text, setting="")
    except PixmillError as exc:
        raise ValueError(exc.action) from exc
    return text


RuleText = Annotated[str, AfterValidator(_rules)]
Networks = Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode, BeforeValidator(_networks)]
Count = Annotated[int, Field(ge=1)]
Seconds = Annotated[int, Field(ge=1)]
Bytes = Annotated[int, Field(ge=1)]


class Settings(BaseSettings):
    """What an operator can choose, one environment variable for each field."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        frozen=True,
        extra="forbid",
        use_attribute_docstrings=True,
        validate_default=False,
    )

    data_dir: Path = Path("data")
    """Folder for the database, the pictures, the cache and the secrets. It is created with the
    first start; relative to the folder Pixmill is started in."""

    host: str = "127.0.0.1"
    """Address to listen on. The default is reached from this machine only; a container wants
    0.0.0.0."""

    port: Annotated[int, Field(ge=1, le=65_535)] = 8000
    """Port to listen on."""

    public_url: str = ""
    """How clients reach this service, such as https://images.example.org, for the links in answers.
    Empty: as the request itself came, which is wrong behind a proxy that changes the host."""

    trusted_proxies: Networks = ()
    """Addresses or networks of proxies whose X-Forwarded-For is believed, separated by commas.
    Empty: nobody's, so that a client cannot choose the address it is counted under."""

    database_url: str = ""
    """Database: sqlite:/// and a path. Empty: pixmill.db in the data directory, migrated by itself
    at the start."""

    storage_url: Annotated[str, AfterValidator(_storage)] = ""
    """Where originals are kept: file:// and an absolute path. Empty: the folder storage in the
    data directory."""

    max_upload_bytes: Bytes = 50 * 1024**2
    """Bytes of one upload. 50 MiB hold a JPEG of any camera and most TIFFs."""

    max_source_pixels: Count = _LIMITS.max_source_pixels
    """Width × height × frames of an upload. 100 million cover every camera in use."""

    max_source_edge: Count = _LIMITS.max_source_edge
    """Pixels along one side of an upload."""

    max_frames: Count = _LIMITS.max_frames
    """Frames of an animated upload."""

    max_output_pixels: Count = _LIMITS.max_output_pixels
    """Width × height × frames of a result."""

    max_output_edge: Count = _LIMITS.max_output_edge
    """Pixels along one side of a result. 16,383 is also the most that WebP can store."""

    max_operations: Count = _LIMITS.max_operations
    """Operations in one request."""

    allow_svg: bool = False
    """Whether SVG drawings can be uploaded. They are checked strictly and only ever delivered as
    pixels, but a drawing is a program and the library that draws it is large: off by default."""

    engine_children: Annotated[int, Field(ge=0)] = 0
    """Processes that work on pictures. 0: as many as there are processors for this process."""

    engine_max_waiting: Annotated[int, Field(ge=0)] = 64
    """Pictures that may wait for a process; one more is answered with 503 at once."""

    engine_deadline_s: Annotated[float, Field(gt=0)] = 20.0
    """Seconds one picture may take before its process is killed."""

    engine_max_memory_bytes: Bytes = 3 * 1024**3
    """Address space of one process. It maps about 400 MB before its first picture; 3 GiB let the
    largest allowed upload of any format through."""

    engine_max_decoded_bytes: Annotated[int, Field(ge=0)] = 0
    """Bytes that all pictures worked on at the same time may take together; one that does not fit
    waits. 0: half of the memory there is, and enough for the largest upload in any case."""

    engine_max_output_bytes: Bytes = 256 * 1024**2
    """Bytes of one result."""

    engine_max_tasks_per_child: Count = 2000
    """Pictures after which a process is replaced, against slow leaks. 1: a process of its own for
    each picture, which costs about 0.3 seconds of a processor every time."""

    engine_sandbox: SandboxLevel = SandboxLevel.FULL
    """How well the processes are locked in: full, partial or limits. What the kernel lacks is
    reported by pixmill doctor."""

    engine_require_sandbox: bool = False
    """Refuse to start when the kernel cannot lock the processes in as well as asked. Off, so that a
    first try works everywhere."""

    token_secret: SecretStr = SecretStr("")
    """Secret that access tokens are signed with, at least 32 characters. Empty: a random one, kept
    in secrets.json in the data directory. Several machines need the same."""

    access_token_lifetime_s: Seconds = 900
    """Seconds an access token is good for. 15 minutes, the most that ASVS 5.0 advises."""

    refresh_token_lifetime_s: Seconds = 30 * 86_400
    """Seconds a refresh token is good for. A log-in that was not used for 30 days is over."""

    session_lifetime_s: Seconds = 90 * 86_400
    """Seconds after which a log-in is over, however often it was refreshed."""

    password_memory_kib: Annotated[int, Field(ge=8)] = 19_456
    """Memory of one password check in KiB. The default is OWASP's minimum for argon2id."""

    password_iterations: Count = 2
    """Passes of one password check over its memory."""

    password_threads: Count = 2
    """Password checks at the same time. Each keeps a core busy for about 20 ms."""

    registration_open: bool = True
    """Whether visitors may make accounts."""

    rate_access_user: RuleText = "20/minute;200/hour"
    """Log-ins for one user name. This is where passwords are guessed. Empty: no limit."""

    rate_access_address: RuleText = "120/minute;2000/hour"
    """Sign-ups and log-ins from one address, which may be a whole office. Empty: no limit."""

    rate_upload_user: RuleText = "120/minute"
    """Uploads of one user. Empty: no limit."""

    rate_upload_address: RuleText = "240/minute"
    """Uploads from one address. Empty: no limit."""

    rate_transformation_user: RuleText = "240/minute"
    """Transformations of one user. Empty: no limit."""

    rate_transformation_address: RuleText = "480/minute"
    """Transformations from one address. Empty: no limit."""

    rate_retrieval_user: RuleText = "1200/minute"
    """Lists, details and pictures for one user; a page asks for dozens. Empty: no limit."""

    rate_retrieval_address: RuleText = "2400/minute"
    """Lists, details and pictures for one address. Empty: no limit."""

    cache_max_bytes: Bytes = 10 * 1024**3
    """Bytes of transformed pictures kept on disk; beyond it those unused for longest go first."""

    log_level: LogLevel = LogLevel.INFO
    """The least serious events that are written: debug, info, warning or error."""

    log_format: LogFormat = LogFormat.TEXT
    """text for people, json for collectors."""

    shutdown_grace_s: Annotated[int, Field(ge=1, le=300)] = 8
    """Seconds for open requests to end after a signal to stop. Then they are cut off."""

    @property
    def limits(self) -> Limits:
        """The bounds on pictures."""
        return Limits(
            max_source_pixels=self.max_source_pixels,
            max_source_edge=self.max_source_edge,
            max_frames=self.max_frames,
            max_output_pixels=self.max_output_pixels,
            max_output_edge=self.max_output_edge,
            max_operations=self.max_operations,
            allow_svg=self.allow_svg,
        )

    @property
    def database(self) -> DatabaseSettings:
        """Where the database is."""
        return DatabaseSettings(
            url=self.database_url or f"sqlite:///{self.data_dir / _DATABASE_FILE}"
        )

    @property
    def is_database_missing(self) -> bool:
        """Whether the database that Pixmill makes for itself is still to be made."""
        return not self.database_url and not (self.data_dir / _DATABASE_FILE).exists()

    @property
    def storage(self) -> StorageSettings:
        """Where originals are kept."""
        root = Path(self.storage_url.removeprefix("file://")) if self.storage_url else None
        return StorageSettings(root=root or self.data_dir / "storage")

    @property
    def cache(self) -> CacheSettings:
        """Where renditions are kept."""
        return CacheSettings(root=self.data_dir / "cache", max_bytes=self.cache_max_bytes)

    @property
    def engine(self) -> EngineSettings:
        """How pictures are worked on."""
        return EngineSettings(
            children=self.engine_children,
            max_waiting=self.engine_max_waiting,
            deadline_s=self.engine_deadline_s,
            max_address_space_bytes=self.engine_max_memory_bytes,
            max_decoded_bytes=self.engine_max_decoded_bytes,
            max_output_bytes=self.engine_max_output_bytes,
            max_tasks_per_child=self.engine_max_tasks_per_child,
            sandbox=self.engine_sandbox,
            require_sandbox=self.engine_require_sandbox,
            limits=self.limits,
        )

    @property
    def rates(self) -> RateLimitSettings:
        """How often users and addresses may ask."""
        return RateLimitSettings(user=self._rules_for("user"), address=self._rules_for("address"))

    def accounts(self, keys: tuple[SigningKey, ...]) -> AccountSettings:
        """Return how users prove who they are; `keys` are read or made elsewhere."""
        return AccountSettings(
            tokens=TokenSettings(
                keys=keys,
                access_lifetime_s=self.access_token_lifetime_s,
                refresh_lifetime_s=self.refresh_token_lifetime_s,
                session_lifetime_s=self.session_lifetime_s,
            ),
            passwords=PasswordSettings(
                memory_kib=self.password_memory_kib,
                iterations=self.password_iterations,
                threads=self.password_threads,
            ),
        )

    def _rules_for(self, kind: str) -> RouteRules:
        def rules(route_class: str) -> tuple[RateRule, ...]:
            name = f"rate_{route_class}_{kind}"
            return parse_rules(getattr(self, name), setting=variable(name))

        return RouteRules(
            access=rules("access"),
            upload=rules("upload"),
            transformation=rules("transformation"),
            retrieval=rules("retrieval"),
        )


def load_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from the environment.

    Raises:
        InvalidSettings: with one line for each variable that is unknown or has a bad value.
    """
    known = {variable(name) for name in Settings.model_fields}
    given = [name for name in environment if name.upper().startswith(PREFIX)]
    faults = [_unknown(name, known) for name in given if name.upper() not in known]
    try:
        settings = Settings()
    except ValidationError as exc:
        faults += [
            _fault(str(error["loc"][0]), error["input"], reason=error["msg"])
            for error in exc.errors(include_url=False)
        ]
        raise InvalidSettings("\n".join(faults)) from None
    if faults:
        raise InvalidSettings("\n".join(faults))
    return settings


def variable(name: str) -> str:
    """Return the environment variable of a field."""
    return f"{PREFIX}{name}".upper()


def shown_settings(settings: Settings) -> dict[str, str]:
    """Return every setting by its variable, with secrets masked."""
    return {variable(name): _shown(name, getattr(settings, name)) for name in Settings.model_fields}


def _unknown(name: str, known: set[str]) -> str:
    close = difflib.get_close_matches(name.upper(), sorted(known), n=1)
    hint = f"; did you mean {close[0]}?" if close else ""
    return f"{name}: there is no such setting{hint}"


def _fault(name: str, value: object, *, reason: str) -> str:
    return f"{variable(name)} = {_shown(name, value)!r}: {reason.removeprefix('Value error, ')}"


def _shown(name: str, value: object) -> str:
    if name in _SECRET:
        given = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
        return "***" if given else ""
    if isinstance(value, tuple):
        return ",".join(str(member) for member in value)
    return str(value)
