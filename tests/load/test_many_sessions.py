"""Many at once: beside a bare page in one run, and what closed sessions leave behind."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from load_run import BARE, SCREENS, Load, bare_clicks, churn, finished, mixed_clicks, run_load
from load_server import ROOT, LoadServer, serving
from stream_client import StreamClient

pytestmark = pytest.mark.load

QUERY = "ledger=demo"
CLICK_BYTES = 50 * 1024


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoadServer]:
    with serving(ROOT / "streamlit_app.py", tmp_path_factory.mktemp("home")) as server:
        yield server


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LoadServer]:
    with serving(BARE, tmp_path_factory.mktemp("bare")) as server:
        yield server


def sound(load: Load) -> None:
    assert load.failures == []
    assert load.answers
    assert len(load.arrivals) == load.sessions


def test_a_mixed_rerun_costs_little_more_than_a_bare_page(
    app: LoadServer, bare: LoadServer
) -> None:
    """Ratios of processor time, both at once, whatever else the machine does meanwhile."""
    with ThreadPoolExecutor(2) as both:
        asked = both.submit(run_load, [bare], bare_clicks, 10, 1.0, 10.0)
        load = both.submit(run_load, [app], mixed_clicks, 10, 1.0, 10.0, QUERY).result()
        ground = asked.result()
    print("\n".join([*ground.lines("bare page"), *load.lines("app")]))
    sound(ground)
    sound(load)
    # 1.6 when it was measured; a third is asked for, see tests/bench/RESULTS.md
    assert load.processor_ms() <= 2.5 * ground.processor_ms()


async def _clicks(address: str) -> dict[str, int]:
    """Return the bytes of each kind of click, the dearest of several, after the first visit."""
    found: dict[str, int] = {}
    async with StreamClient(address, query=QUERY) as page:
        await page.run("first")
        for name in SCREENS:
            await page.visit(name)
            answer = await page.visit(name)
            assert answer.faults == ()
            found[name or "overview"] = answer.bytes
            for fragment in page.fragments:
                answer = await page.run("fragment", fragment=fragment)
                found[f"{name} fragment"] = max(found.get(f"{name} fragment", 0), answer.bytes)
    return found


def test_a_click_sends_what_changed(app: LoadServer) -> None:
    found = finished(_clicks(app.address))
    print(found)
    assert len(found) >= len(SCREENS)
    assert max(found.values()) <= CLICK_BYTES


async def _arrive(
    address: str, sessions: int, within: float
) -> list[tuple[float, tuple[str, ...]]]:
    async def one(seed: int) -> tuple[float, tuple[str, ...]]:
        await asyncio.sleep(random.Random(seed).uniform(0, within))
        async with StreamClient(address, query=QUERY) as page:
            first = await page.run("first")
            return first.seconds, first.faults

    return await asyncio.gather(*(one(seed) for seed in range(sessions)))


def test_sixty_closed_sessions_leave_threads_and_files_as_before(app: LoadServer) -> None:
    churn(app, QUERY, 12)
    before = app.use()
    churn(app, QUERY, 60)
    after = app.use()
    for _ in range(80):  # a closed session is put away within a few seconds
        if after.files <= before.files and after.threads <= before.threads:
            break
        time.sleep(0.5)
        after = app.use()
    print(before, after)
    assert after.files <= 1.05 * before.files
    assert after.threads <= before.threads + 1
    assert after.memory <= 1.1 * before.memory  # of some 250 MB; the thousand have 5 %


@pytest.mark.soak
def test_a_thousand_closed_sessions_leave_everything_as_before(app: LoadServer) -> None:
    churn(app, QUERY, 200)
    before = app.use()
    churn(app, QUERY, 1000)
    time.sleep(60)
    after = app.use()
    print(before, after)
    assert after.files <= 1.05 * before.files
    assert after.threads <= before.threads + 1
    assert after.memory <= 1.05 * before.memory


@pytest.mark.soak
def test_fifty_arrivals_within_five_seconds(app: LoadServer) -> None:
    found = finished(_arrive(app.address, 50, 5.0))
    seconds = sorted(each for each, _ in found)
    print(f"first page: p50 {seconds[25]:.2f} s, slowest {seconds[-1]:.2f} s")
    assert [fault for _, faults in found for fault in faults] == []
    assert seconds[-1] <= 2.0
