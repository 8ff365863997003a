"""Every table of Pixmill on one page.

Conventions: an identifier is a UUIDv7 of 32 hexadecimal digits; an instant (`…_at`) is an
integer of milliseconds since 1970 in UTC (see `timestamps`); JSON is kept as text.
Strings have lengths because MySQL needs them for keys. A change here needs a migration, and a
test compares the two.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

users = Table(
    "users",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("username", String(64), nullable=False),
    # The folded form that decides whether two names are the same; folding can lengthen a name.
    Column("username_key", String(255), nullable=False, unique=True),
    Column("password_hash", String(255), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("disabled_at", BigInteger),
)

workspaces = Table(
    "workspaces",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("name", String(63), nullable=False, unique=True),
    Column("created_at", BigInteger, nullable=False),
)

members = Table(
    "members",
    metadata,
    Column("workspace_id", ForeignKey("workspaces.id"), primary_key=True),
    Column("user_id", ForeignKey("users.id"), primary_key=True, index=True),
    Column("role", String(16), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    CheckConstraint("role IN ('owner', 'admin', 'editor', 'viewer')", name="role"),
)

# One log-in on one device; the refresh token rotates inside it.
sessions = Table(
    "sessions",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("user_id", ForeignKey("users.id"), nullable=False, index=True),
    Column("workspace_id", ForeignKey("workspaces.id"), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("last_refreshed_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False, index=True),
    Column("revoked_at", BigInteger),
)

# Used tokens stay until they expire: a second use is how theft shows.
refresh_tokens = Table(
    "refresh_tokens",
    metadata,
    Column("hash", String(64), primary_key=True),
    Column(
        "session_id",
        ForeignKey("sessions.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("issued_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False, index=True),
    Column("used_at", BigInteger),
)

assets = Table(
    "assets",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("workspace_id", ForeignKey("workspaces.id"), nullable=False),
    Column("created_by", ForeignKey("users.id"), nullable=False),
    Column("public_id", String(255), nullable=False),
    Column("version", Integer, nullable=False),
    # A row is written before its blob and removed after it, so a crash leaves a row to find.
    Column("state", String(16), nullable=False),
    Column("title", String(255)),
    Column("original_name", String(255)),
    Column("format", String(16), nullable=False),
    Column("content_type", String(64), nullable=False),
    # Width and height of the picture as seen, after its orientation is applied.
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("orientation", Integer, nullable=False),
    Column("has_alpha", Boolean, nullable=False),
    Column("colour_space", String(32), nullable=False),
    Column("bit_depth", Integer, nullable=False),
    Column("has_profile", Boolean, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("blob_key", String(512), nullable=False),
    Column("placeholder", Text),
    Column("palette", Text),
    Column("created_at", BigInteger, nullable=False),
    Column("updated_at", BigInteger, nullable=False),
    UniqueConstraint("workspace_id", "public_id"),
    CheckConstraint("state IN ('pending', 'ready', 'deleting')", name="state"),
    # The library's page: newest first, with the identifier to break ties.
    Index("ix_assets_listing", "workspace_id", "state", "created_at", "id"),
    # The sweeper's question: what has been pending or deleting for too long.
    Index("ix_assets_sweep", "state", "updated_at"),
)

asset_tags = Table(
    "asset_tags",
    metadata,
    Column("asset_id", ForeignKey("assets.id", ondelete="CASCADE"), primary_key=True),
    Column("tag", String(100), primary_key=True, index=True),
)

renditions = Table(
    "renditions",
    metadata,
    Column("asset_id", ForeignKey("assets.id", ondelete="CASCADE"), primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("fingerprint", String(64), primary_key=True),
    Column("recipe", Text, nullable=False),
    Column("format", String(16), nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("pages", Integer, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("cache_key", String(512), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("last_used_at", BigInteger, nullable=False, index=True),
)

# Written in the transaction of the change it tells of; sent on from here.
events = Table(
    "events",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("workspace_id", ForeignKey("workspaces.id"), nullable=False),
    Column("kind", String(64), nullable=False),
    Column("subject_id", String(32), nullable=False),
    Column("payload", Text, nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Index("ix_events_order", "workspace_id", "created_at", "id"),
)
