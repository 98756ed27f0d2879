"""Many sessions at once, each with its mixed clicks and time to think, and what became of them.

By hand, beside a bare page in the same run; then with two processes, whose browsers are shared out
between them as an office's proxy does; then opened and closed only::

    python tests/load/load_run.py --sessions 50 --think 5 --seconds 60
    python tests/load/load_run.py --sessions 100 --think 5 --processes 2
    python tests/load/load_run.py --churn 1000
"""

from __future__ import annotations

import argparse
import asyncio
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import reduce
from operator import add
from pathlib import Path
from statistics import mean, quantiles
from typing import Any, TypeVar

from load_server import ROOT, LoadServer, Use, serving
from stream_client import Answer, StreamClient

__all__ = [
    "SCREENS",
    "Clicks",
    "Load",
    "bare_clicks",
    "churn",
    "finished",
    "mixed_clicks",
    "run_load",
]

_Found = TypeVar("_Found")

SCREENS = ("", "network", "records", "download", "statistics", "questions")
"""The screens of a mixed rerun, by their names in addresses."""

BARE = Path(__file__).with_name("bare_page.py")
Clicks = Callable[[StreamClient, random.Random], Awaitable[Answer]]


@dataclass(kw_only=True)
class Load:
    """What many sessions saw together.

    ``arrivals`` are first pages; ``answers`` the clicks after them.
    """

    sessions: int
    think: float
    arrivals: list[Answer] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    before: Use
    after: Use
    processor: float = 0.0

    def processor_ms(self) -> float:
        """Return the milliseconds of processor of one rerun, first pages with them; the server's own."""
        return 1000 * self.processor / max(1, len(self.answers) + len(self.arrivals))

    def percentile(self, part: int) -> float:
        """Return the seconds within which so many per cent of the clicks were answered."""
        found = [each.seconds for each in self.answers]
        return quantiles(found, n=100, method="inclusive")[part - 1] if len(found) > 1 else 0.0

    def lines(self, title: str) -> list[str]:
        """Return the report, a line for the whole and one for each kind of click."""
        late = max((each.seconds for each in self.arrivals), default=0.0)
        first = sorted(each.seconds for each in self.arrivals)
        median = first[len(first) // 2] if first else 0.0
        grown = (self.after.memory - self.before.memory) / 2**20
        found = [
            (
                f"{title}: {self.sessions} sessions, think {self.think:g} s, {len(self.answers)} clicks, "
                f"{len(self.failures)} failures; p50 {self.percentile(50) * 1000:.0f} ms, "
                f"p95 {self.percentile(95) * 1000:.0f} ms, first page {median:.2f} s, slowest {late:.2f} s; "
                f"{self.processor_ms():.0f} ms of processor a rerun; "
                f"{self.after.words()} ({grown:+.0f} MB)"
            )
        ]
        kinds = defaultdict(list)
        for each in self.answers:
            kinds[each.what].append(each)
        found += [
            f"  {what:<24} {len(rows):5d} clicks, p50 "
            f"{sorted(each.seconds for each in rows)[len(rows) // 2] * 1000:6.0f} ms, "
            f"{mean(each.bytes for each in rows) / 1024:6.1f} KB, "
            f"{mean(each.messages for each in rows):5.0f} messages"
            for what, rows in sorted(kinds.items())
        ]
        return found + [f"  failed: {each}" for each in self.failures[:10]]


async def mixed_clicks(page: StreamClient, chance: random.Random) -> Answer:
    """Do one thing of a day: turn to a screen, unfold a list, choose a picture, a language."""
    here = {ident: name for name, ident in page.pages.items()}.get(page.page, "")
    act = chance.random()
    if here == "network" and act < 0.5 and page.fragments:
        return await page.run("network: fragment", fragment=list(page.fragments)[-1])
    if here == "" and act < 0.3 and any(each.endswith("-list:towns") for each in page.widgets):
        return await page.open_list("list:towns")
    return await page.visit(chance.choice(SCREENS))


async def bare_clicks(page: StreamClient, chance: random.Random) -> Answer:
    """Run the bare page again."""
    return await page.run("bare")


async def _session(  # noqa: PLR0917
    load: Load, address: str, query: str, clicks: Clicks, until: float, seed: int
) -> None:
    chance = random.Random(seed)
    await asyncio.sleep(chance.uniform(0, min(load.think, 5)))
    try:
        async with StreamClient(address, query=query) as page:
            first = await page.run("first")
            load.arrivals.append(first)
            load.failures += first.faults
            while time.monotonic() < until:
                await asyncio.sleep(chance.expovariate(1 / load.think) if load.think else 0)
                answer = await clicks(page, chance)
                load.answers.append(answer)
                load.failures += answer.faults
    except Exception as error:  # noqa: BLE001  # a failed session is a result
        load.failures.append(f"{type(error).__name__}: {error}")


def finished(work: Coroutine[Any, Any, _Found]) -> _Found:
    """Return what a coroutine gives, run in a thread: this one may have a loop of its own."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


def run_load(  # noqa: PLR0917
    servers: Sequence[LoadServer],
    clicks: Clicks,
    sessions: int,
    think: float,
    seconds: float,
    query: str = "",
) -> Load:
    """Let so many sessions click for so long, after one has warmed each server's screens up."""

    async def together() -> Load:
        for each in servers:
            await _warm(each.address, query, screens=clicks is mixed_clicks)
        before = _use(servers)
        load = Load(sessions=sessions, think=think, before=before, after=before)
        until = time.monotonic() + seconds
        # Each browser stays with its process: what a proxy that knows it by its cookie does.
        at = [servers[number % len(servers)].address for number in range(sessions)]
        await asyncio.gather(
            *(_session(load, at[n], query, clicks, until, n) for n in range(sessions))
        )
        load.after = _use(servers)
        load.processor = load.after.processor - before.processor
        return load

    return finished(together())


def _use(servers: Sequence[LoadServer]) -> Use:
    return reduce(add, (each.use() for each in servers))


def churn(server: LoadServer, query: str, sessions: int, *, at_once: int = 10) -> None:
    """Open so many sessions, turn to a screen in each, and close them."""

    async def one(number: int) -> None:
        async with StreamClient(server.address, query=query) as page:
            faults = [*(await page.run("first")).faults]
            faults += (await page.visit(SCREENS[number % len(SCREENS)])).faults
            assert faults == []

    async def together() -> None:
        for start in range(0, sessions, at_once):
            await asyncio.gather(*(one(n) for n in range(start, min(start + at_once, sessions))))

    finished(together())


async def _warm(address: str, query: str, *, screens: bool) -> None:
    async with StreamClient(address, query=query) as page:
        await page.run("first")
        for name in SCREENS if screens else ():
            await page.visit(name)


def main() -> None:
    """Measure the app beside the bare page, one after the other, and print both."""
    wanted = argparse.ArgumentParser(description=__doc__)
    wanted.add_argument("--sessions", type=int, default=50)
    wanted.add_argument("--think", type=float, default=5.0)
    wanted.add_argument("--seconds", type=float, default=60.0)
    wanted.add_argument("--processes", type=int, default=1)
    wanted.add_argument("--churn", type=int, default=0)
    given = wanted.parse_args()
    app = (ROOT / "streamlit_app.py", mixed_clicks, "ledger=demo")
    if given.churn:
        _print_churn(app[0], app[2], given.churn)
        return
    for script, clicks, query in ((BARE, bare_clicks, ""), app):
        with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
            servers = [
                stack.enter_context(serving(script, Path(folder))) for _ in range(given.processes)
            ]
            load = run_load(servers, clicks, given.sessions, given.think, given.seconds, query)
        print("\n".join(load.lines(f"{script.stem}, {given.processes} process")), flush=True)


def _print_churn(script: Path, query: str, sessions: int) -> None:
    """Print what a server holds after a fifth of the sessions, then after all of them once more."""
    with tempfile.TemporaryDirectory() as folder, serving(script, Path(folder)) as server:
        for title, many in (("before", sessions // 5), ("after", sessions)):
            churn(server, query, many)
            time.sleep(10)  # a closed session is put away within seconds
            print(f"{title} {sessions} sessions more: {server.use().words()}", flush=True)


if __name__ == "__main__":
    main()
