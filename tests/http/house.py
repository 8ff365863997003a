"""A whole Pixmill in a folder, with a client that talks to it without a network."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2

from pixmill.bootstrap import Services, open_services
from pixmill.engine.pool import EnginePool
from pixmill.settings import Settings
from pixmill.web.app import create_app
from tests.pictures_library import picture

PASSWORD = "correct horse battery"
_ROWS = ("SELECT id FROM assets", "SELECT * FROM asset_tags", "SELECT * FROM renditions")
ADDRESS = "http://pixmill.test"

Headers = dict[str, str]


@dataclass(frozen=True, kw_only=True)
class House:
    """The application with everything real but the network."""

    client: httpx2.AsyncClient
    services: Services
    settings: Settings

    async def sign_up(self, username: str = "ann") -> Headers:
        """Make an account and return the headers of its requests."""
        answer = await self.client.post(
            "/api/auth/register", json={"username": username, "password": PASSWORD}
        )
        assert answer.status_code == 201, answer.text
        return {"Authorization": f"Bearer {answer.json()['token']}"}

    async def send(
        self, headers: Headers, name: str = "alpha.png", **fields: str
    ) -> httpx2.Response:
        """Send a test picture in and return the answer, whatever it is."""
        return await self.send_bytes(headers, picture(name).read_bytes(), name=name, **fields)

    async def send_bytes(
        self, headers: Headers, content: bytes, *, name: str = "a.png", **fields: str
    ) -> httpx2.Response:
        """Send any bytes in as a file."""
        files = {"file": (name, content, "application/octet-stream")}
        return await self.client.post("/api/assets", headers=headers, files=files, data=fields)

    async def upload(self, headers: Headers, name: str = "alpha.png", **fields: str) -> str:
        """Upload a test picture and return its id."""
        answer = await self.send(headers, name, **fields)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    def leftovers(self) -> list[str]:
        """Name every row and file that has to do with pictures."""
        with sqlite3.connect(self.settings.data_dir / "pixmill.db") as connection:
            rows = [str(row) for query in _ROWS for row in connection.execute(query)]
        connection.close()
        folders = ("storage", "cache")
        files = [
            str(path)
            for folder in folders
            for path in (self.settings.data_dir / folder).rglob("*")
            if path.is_file()
        ]
        return rows + files


@asynccontextmanager
async def open_house(
    data_dir: Path, *, engine: EnginePool, **chosen: object
) -> AsyncIterator[House]:
    """Open everything in a folder, with settings of one's own."""
    cheap = {"password_memory_kib": 8, "password_iterations": 1, "password_threads": 1}
    settings = Settings.model_validate({"data_dir": data_dir, **cheap, **chosen})
    async with open_services(settings, engine=engine) as services:
        transport = httpx2.ASGITransport(app=create_app(services), raise_app_exceptions=False)
        async with httpx2.AsyncClient(transport=transport, base_url=ADDRESS) as client:
            yield House(client=client, services=services, settings=settings)
