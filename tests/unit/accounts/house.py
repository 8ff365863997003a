"""One process with accounts, as the tests of their service need it."""

from dataclasses import dataclass, field

from sqlalchemy import Column, func, select, update
from typing_extensions import override

from pixmill.accounts.passwords import PasswordHasher, Verified
from pixmill.accounts.service import AccountService, SignedIn
from pixmill.accounts.settings import (
    AccountSettings,
    PasswordSettings,
    SigningKey,
    TokenSettings,
)
from pixmill.db.session import Database
from pixmill.db.tables import users

PASSWORD = "correct horse"
CHEAP = PasswordSettings(memory_kib=64, iterations=1, max_waiting=100)
SETTINGS = AccountSettings(tokens=TokenSettings(keys=(SigningKey(kid="k1", secret=b"s" * 32),)))
DAY_S = 86_400


class CountingHasher(PasswordHasher):
    """The real hasher, with a count of what it was asked."""

    def __init__(self, settings: PasswordSettings) -> None:
        """Start at nothing."""
        super().__init__(settings)
        self.hashes = 0
        self.checks = 0

    @override
    async def hash(self, password: str) -> str:
        self.hashes += 1
        return await super().hash(password)

    @override
    async def verify(self, password: str, stored: str | None) -> Verified:
        self.checks += 1
        return await super().verify(password, stored)


@dataclass
class House:
    """One process with accounts: its database, its clock and its service."""

    database: Database
    passwords: CountingHasher = field(default_factory=lambda: CountingHasher(CHEAP))
    now_ms: int = 1_800_000_000_000

    def clock(self) -> int:
        """Tell the time, which moves only by hand."""
        return self.now_ms

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now_ms += round(seconds * 1000)

    def service(self, settings: AccountSettings = SETTINGS) -> AccountService:
        """Make a service, as another process would."""
        return AccountService(self.database, settings, passwords=self.passwords, clock=self.clock)

    async def count(self, column: Column[str] = users.c.id) -> int:
        """Count the rows of the column's table."""
        async with self.database.read() as tx:
            return int((await tx.execute(select(func.count(column)))).scalar_one())

    async def disable(self, signed_in: SignedIn) -> None:
        """Lock a user out, as an operator does."""
        async with self.database.write() as tx:
            await tx.execute(
                update(users).where(users.c.id == signed_in.user.id).values(disabled_at=self.now_ms)
            )
