"""The processor of one rerun of each screen, one session alone, beside a bare page.

By hand; what a screen costs the first time, and what only the first session pays, is left out::

    python tests/load/screen_costs.py 20
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from load_run import BARE, SCREENS, finished
from load_server import ROOT, LoadServer, serving
from stream_client import Answer, StreamClient

Rerun = Callable[[], Awaitable[Answer]]


async def _cost(server: LoadServer, rerun: Rerun, times: int) -> str:
    for _ in range(3):
        answer = await rerun()
    before = server.use().processor
    for _ in range(times):
        answer = await rerun()
    spent = 1000 * (server.use().processor - before) / times
    return f"{spent:5.1f} ms, {answer.bytes / 1024:5.1f} KB, {answer.messages:4d} messages"


async def _print_screens(server: LoadServer, times: int) -> None:
    async with StreamClient(server.address, query="ledger=demo") as page:
        await page.run("first")
        for name in SCREENS:
            found = await _cost(server, lambda name=name: page.visit(name), times)  # type: ignore[misc]
            print(f"{name or 'overview':<20} {found}", flush=True)
        await page.visit("network")
        part = list(page.fragments)[-1]
        print(
            f"{'part of the network':<20}",
            await _cost(server, lambda: page.run("part", fragment=part), times),
        )


async def _print_bare(server: LoadServer, times: int) -> None:
    async with StreamClient(server.address) as page:
        await page.run("first")
        print(
            f"{'bare page':<20}", await _cost(server, lambda: page.run("bare"), times), flush=True
        )


def main() -> None:
    """Measure the bare page, then every screen of a mixed rerun."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    for script, measure in ((BARE, _print_bare), (ROOT / "streamlit_app.py", _print_screens)):
        with tempfile.TemporaryDirectory() as folder, serving(script, Path(folder)) as server:
            finished(measure(server, times))


if __name__ == "__main__":
    main()
