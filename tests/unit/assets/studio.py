"""A small whole house for tests: real database, storage and cache; an engine without pictures."""

import asyncio
import os
from collections.abc import AsyncGenerator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from sqlalchemy import func, select
from typing_extensions import Unpack

from pixmill.accounts.principal import Principal, Role
from pixmill.accounts.repository import AccountRepository
from pixmill.accounts.user import User, Workspace
from pixmill.assets.asset import Asset
from pixmill.assets.ingest import IngestService
from pixmill.assets.lifecycle import AssetChores
from pixmill.assets.removal import AssetRemoval
from pixmill.assets.service import AssetService
from pixmill.assets.settings import CatalogueSettings, IngestSettings, SweepSettings
from pixmill.cache.disk import DiskCache
from pixmill.cache.settings import CacheSettings
from pixmill.db.identifiers import new_id
from pixmill.db.session import Database, migrate
from pixmill.db.settings import DatabaseSettings
from pixmill.db.tables import metadata
from pixmill.db.timestamps import from_ms, now_ms
from pixmill.delivery.renderer import Renderer
from pixmill.delivery.service import DeliveryService
from pixmill.delivery.shelf import Shelf
from pixmill.engine.errors import BrokenImage
from pixmill.engine.protocol import Inspection, Rendered
from pixmill.storage.local import LocalStore
from pixmill.storage.settings import StorageSettings
from pixmill.storage.spool import Spool
from pixmill.transform.colour import Colour
from pixmill.transform.formats import SourceFormat
from pixmill.transform.limits import Limits
from pixmill.transform.plan import Plan
from pixmill.transform.source import SourceFacts

_MAGIC = {
    SourceFormat.JPEG: b"\xff\xd8\xff",
    SourceFormat.PNG: b"\x89PNG\r\n\x1a\n",
    SourceFormat.GIF: b"GIF89a",
}


def fake_picture(
    width: int = 40,
    height: int = 30,
    *,
    source_format: SourceFormat = SourceFormat.JPEG,
    orientation: int = 1,
    padding: int = 0,
) -> bytes:
    """Return bytes that are sniffed as the format and that `FakeEngine` can read."""
    facts = f" {width} {height} {orientation} ".encode()
    return _MAGIC[source_format] + facts + b"x" * padding


class FakeEngine:
    """Reads fake pictures and writes fake renditions, and counts both."""

    def __init__(self) -> None:
        self.inspected = 0
        self.rendered = 0
        self.may_render = asyncio.Event()
        self.may_render.set()
        self.rendering = asyncio.Event()

    async def inspect(self, source: int, source_format: SourceFormat) -> Inspection:
        """Read the facts that `fake_picture` wrote."""
        self.inspected += 1
        words = os.pread(source, 1000, len(_MAGIC[source_format])).split()
        try:
            width, height, orientation = (int(word) for word in words[:3])
        except ValueError:
            raise BrokenImage("This file is broken.") from None
        facts = SourceFacts(
            format=source_format, width=width, height=height, orientation=orientation
        )
        return Inspection(facts=facts, placeholder="LEHV6nWB2yk8", palette=(Colour("112233ff"),))

    async def render(self, plan: Plan, *, inputs: Sequence[int], output: int) -> Rendered:
        """Write a text about the plan, once the test lets it."""
        self.rendered += 1
        self.rendering.set()
        await self.may_render.wait()
        text = f"{plan.save.format} {plan.width}x{plan.height} of {len(inputs)}".encode()
        os.pwrite(output, text, 0)
        return Rendered(width=plan.width, height=plan.height, frames=plan.frames, bytes=len(text))


class Details(TypedDict, total=False):
    """What an uploader may say about a picture."""

    original_name: str | None
    title: str | None
    public_id: str | None
    tags: Sequence[str]


class ManualClock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = now_ms()

    def __call__(self) -> int:
        """Tell the time that was set."""
        return self.now

    def advance(self, seconds: float) -> None:
        """Let time pass."""
        self.now += round(seconds * 1000)


@dataclass(kw_only=True)
class Studio:
    """Everything that assets and their delivery need, and two strangers to try it."""

    root: Path
    database: Database
    store: LocalStore
    cache: DiskCache
    spool: Spool
    clock: ManualClock
    engine: FakeEngine = field(default_factory=FakeEngine)
    limits: Limits = field(default_factory=Limits)
    owner: Principal
    stranger: Principal
    sweep_settings: SweepSettings = field(default_factory=SweepSettings)

    def __post_init__(self) -> None:
        self.removal = AssetRemoval(self.database, self.store, cache=self.cache, clock=self.clock)
        self.ingest = IngestService(
            self.database,
            self.store,
            engine=self.engine,
            removal=self.removal,
            settings=IngestSettings(max_bytes=10_000, limits=self.limits),
        )
        self.assets = AssetService(
            self.database, self.removal, settings=CatalogueSettings(), clock=self.clock
        )
        self.chores = AssetChores(
            self.database, self.removal, settings=self.sweep_settings, clock=self.clock
        )
        self.shelf = Shelf(self.database, self.cache, clock=self.clock)
        self.delivery = DeliveryService(
            self.assets,
            self.store,
            renderer=Renderer(self.engine, self.store, spool=self.spool, limits=self.limits),
            shelf=self.shelf,
        )

    async def upload(
        self,
        content: bytes | None = None,
        *,
        principal: Principal | None = None,
        **details: Unpack[Details],
    ) -> Asset:
        """Upload a fake picture as a client would, in two chunks."""
        content = fake_picture() if content is None else content
        async with self.ingest.receive(principal or self.owner) as upload:
            upload.write(content[:5])
            upload.write(content[5:])
            return await upload.finish(**(Details(original_name="photo.jpg") | details))

    def files(self) -> list[str]:
        """Name every file of storage and cache, temporary ones too."""
        folders = (self.root / "storage", self.root / "cache")
        return sorted(
            str(path.relative_to(self.root))
            for folder in folders
            for path in folder.rglob("*")
            if path.is_file()
        )

    async def count(self, table: str) -> int:
        """Count the rows of a table."""
        async with self.database.read() as tx:
            result = await tx.execute(select(func.count()).select_from(metadata.tables[table]))
            return int(result.scalar_one())


@asynccontextmanager
async def open_studio(root: Path, store: LocalStore | None = None) -> AsyncGenerator[Studio]:
    """Open a studio in an empty folder, with a storage that may be told to fail."""
    settings = DatabaseSettings(url=f"sqlite:///{root}/pixmill.sqlite3")
    await migrate(settings)
    database = Database(settings)
    await database.open()
    try:
        studio = Studio(
            root=root,
            database=database,
            store=store or LocalStore(StorageSettings(root=root / "storage")),
            cache=DiskCache(CacheSettings(root=root / "cache", max_bytes=10_000)),
            spool=Spool(root / "cache" / "tmp"),
            clock=ManualClock(),
            owner=await _principal(database, "owner"),
            stranger=await _principal(database, "stranger"),
        )
        yield studio
        await studio.delivery.close()
    finally:
        await database.close()


async def _principal(database: Database, name: str) -> Principal:
    now = from_ms(now_ms())
    user = User(id=new_id(), username=name, created_at=now)
    workspace = Workspace(id=new_id(), name=name)
    async with database.write() as tx:
        accounts = AccountRepository(tx)
        await accounts.insert_user(user, username_key=name, password_hash="-")
        await accounts.insert_workspace(workspace, created_at=now_ms())
    return Principal(
        user_id=user.id,
        username=name,
        workspace_id=workspace.id,
        workspace=name,
        role=Role.OWNER,
        session_id=new_id(),
    )
