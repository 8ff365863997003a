"""A process that owns a pool, tells whom it started, and renders once for every line it reads."""

import asyncio
import json
import os
import signal
import sys

from pixmill.engine.settings import EngineSettings
from tests.isolation.stage import child_pids, faulty_pool, mirrors_rightly, running


async def main() -> None:
    """Start two children, print their process ids, and answer lines until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    async with running(faulty_pool(EngineSettings(children=2))) as pool:
        _say({"owner": os.getpid(), "children": sorted(child_pids(pool))})
        while await asyncio.to_thread(sys.stdin.readline):
            answers = await asyncio.gather(mirrors_rightly(pool), mirrors_rightly(pool))
            _say({"right": answers, "children": sorted(child_pids(pool))})


def _say(message: object) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    asyncio.run(main())
