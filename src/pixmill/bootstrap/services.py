"""Everything a serving process works with, opened in order and closed in reverse."""

from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass

from pixmill.accounts.passwords import PasswordHasher
from pixmill.accounts.service import AccountService
from pixmill.assets.ingest import IngestService
from pixmill.assets.lifecycle import AssetChores, Chore, Sweeper, spool_chore
from pixmill.assets.removal import AssetRemoval
from pixmill.assets.service import AssetService
from pixmill.assets.settings import CatalogueSettings, IngestSettings, SweepSettings
from pixmill.bootstrap.edge import EdgeSettings
from pixmill.bootstrap.preparation import open_database, prepare
from pixmill.bootstrap.secret_file import signing_keys
from pixmill.cache.disk import DiskCache
from pixmill.db.session import Database
from pixmill.delivery.renderer import Renderer
from pixmill.delivery.service import DeliveryService
from pixmill.delivery.shelf import Shelf
from pixmill.engine.errors import EngineUnavailable
from pixmill.engine.pool import EnginePool
from pixmill.ratelimit.limiter import RateLimiter
from pixmill.settings import Settings
from pixmill.storage.local import LocalStore
from pixmill.storage.spool import Spool


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """What requests, jobs and commands are answered with."""

    edge: EdgeSettings
    database: Database
    engine: EnginePool
    limiter: RateLimiter
    accounts: AccountService
    assets: AssetService
    ingest: IngestService
    delivery: DeliveryService

    async def check_ready(self) -> None:
        """Ask whether work could be done now.

        Raises:
            DatabaseUnavailable, SchemaMismatch: the database cannot be used.
            EngineUnavailable: no child is there to work on pictures.
        """
        await self.database.check_schema()
        if self.engine.state.children == 0:
            message = "No process for pictures is running."
            raise EngineUnavailable(message)


@asynccontextmanager
async def open_services(
    settings: Settings, *, engine: EnginePool | None = None
) -> AsyncGenerator[Services]:
    """Open everything; a start that fails closes what was opened.

    Args:
        settings: as the environment gave them.
        engine: one that is running already, and stays the caller's.
    """
    await prepare(settings)
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(open_database(settings))
        if engine is None:
            engine = await stack.enter_async_context(open_engine(settings))
        yield await _build(settings, stack, database=database, engine=engine)


async def _build(
    settings: Settings, stack: AsyncExitStack, *, database: Database, engine: EnginePool
) -> Services:
    keys = signing_keys(settings.data_dir, settings.token_secret.get_secret_value())
    account_settings = settings.accounts(keys)
    passwords = PasswordHasher(account_settings.passwords)
    stack.callback(passwords.close)
    accounts = AccountService(database, account_settings, passwords=passwords)
    store = LocalStore(settings.storage)
    cache = DiskCache(settings.cache)
    cache_spool = Spool(settings.cache.root / "tmp")
    removal = AssetRemoval(database, store, cache=cache)
    assets = AssetService(database, removal, settings=CatalogueSettings())
    delivery = DeliveryService(
        assets,
        store,
        renderer=Renderer(engine, store, spool=cache_spool, limits=settings.limits),
        shelf=Shelf(database, cache),
    )
    stack.push_async_callback(delivery.close)
    sweeps = SweepSettings()
    chores = (
        *_asset_chores(database, removal, sweeps),
        *(spool_chore(spool, sweeps) for spool in (store.spool, cache_spool)),
        *(delivery.flush_uses, cache.evict, accounts.forget_expired),
    )
    _start_sweeper(stack, chores, sweeps)
    return Services(
        edge=_edge(settings),
        database=database,
        engine=engine,
        limiter=RateLimiter(settings.rates),
        accounts=accounts,
        assets=assets,
        ingest=IngestService(
            database,
            store,
            engine=engine,
            removal=removal,
            settings=IngestSettings(max_bytes=settings.max_upload_bytes, limits=settings.limits),
        ),
        delivery=delivery,
    )


def _start_sweeper(
    stack: AsyncExitStack, chores: tuple[Chore, ...], settings: SweepSettings
) -> None:
    sweeper = Sweeper(chores, settings=settings)
    sweeper.start()
    stack.push_async_callback(sweeper.stop)


def _edge(settings: Settings) -> EdgeSettings:
    return EdgeSettings(
        public_url=settings.public_url.rstrip("/"),
        trusted_proxies=settings.trusted_proxies,
        registration_open=settings.registration_open,
    )


def _asset_chores(
    database: Database, removal: AssetRemoval, settings: SweepSettings
) -> tuple[Chore, ...]:
    chores = AssetChores(database, removal, settings=settings)
    return chores.abandon_lost_uploads, chores.finish_deletions


@asynccontextmanager
async def open_engine(settings: Settings) -> AsyncGenerator[EnginePool]:
    """Start the children that work on pictures, and stop them in the end."""
    engine = EnginePool(settings.engine)
    await engine.start()
    try:
        yield engine
    finally:
        await engine.close()
