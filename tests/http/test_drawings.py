"""SVG drawings on the wire: taken where they are allowed, and only ever sent as pixels."""

from pathlib import Path

from pixmill.engine.pool import EnginePool
from pixmill.engine.settings import EngineSettings
from pixmill.transform.limits import Limits
from tests.http.house import open_house
from tests.isolation.stage import running

_ALLOWED = EngineSettings(children=1, limits=Limits(allow_svg=True))


async def test_drawings_are_sent_as_pixels(tmp_path: Path) -> None:
    """Neither a browser that would show it nor the one who sent it gets the file itself."""
    async with (
        running(EnginePool(_ALLOWED)) as engine,
        open_house(tmp_path, engine=engine, allow_svg=True) as house,
    ):
        ann = await house.sign_up("ann")
        asset = await house.upload(ann, "drawing.svg")
        for accept in ("*/*", "image/svg+xml,image/png"):
            answer = await house.client.get(
                f"/api/assets/{asset}/file", headers={**ann, "Accept": accept}
            )

            assert answer.headers["content-type"] == "image/png"
            assert answer.content.startswith(b"\x89PNG")


async def test_drawings_that_do_more_are_refused(tmp_path: Path) -> None:
    """Who sends one learns why."""
    script = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    async with (
        running(EnginePool(_ALLOWED)) as engine,
        open_house(tmp_path, engine=engine, allow_svg=True) as house,
    ):
        ann = await house.sign_up("ann")

        answer = await house.client.post(
            "/api/assets", headers=ann, files={"file": ("a.svg", script, "image/svg+xml")}
        )

        assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_format")
        assert "script" in answer.json()["detail"]
        assert house.leftovers() == []
