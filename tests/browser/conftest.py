"""A real Chromium in front of the real server; no request may leave this machine.

A failing test leaves a screenshot under ``test-results/``; with ``PICTURES=1`` each test does.
"""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Generator, Iterator
from pathlib import Path
from urllib.error import URLError

import pytest
from app_hostile import hostile_ledger
from browser_desk import EVERY_PICTURE, PATIENCE, SIZES, STILL, Desk, at_desk
from ensure import find_browser
from journey_rotation import for_the_long_run
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
FAILED = pytest.StashKey[bool]()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if for_the_long_run(item):
                item.add_marker(pytest.mark.soak)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note whether the test failed, for what is done after it."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@pytest.fixture(scope="session")
def desk_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of ledgers with one's own that is full of hostile text."""
    folder = tmp_path_factory.mktemp("desk")
    hostile_ledger(folder / "own" / "7.ledger")
    return folder


@pytest.fixture(scope="session")
def server(desk_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app, started as ``make run`` starts it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path_factory.mktemp("log") / "server.log"
    environment = {key: value for key, value in os.environ.items() if key != "LEDGER_URL"}
    with log.open("wb") as written:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "app_pages.server.launcher", "--port", str(port)),
            ],
            cwd=ROOT,
            env=environment | {"GRAPHS_HOME": str(desk_home)},
            stdin=subprocess.DEVNULL,
            stdout=written,
            stderr=subprocess.STDOUT,
        )
        try:
            _await(f"http://127.0.0.1:{port}/_stcore/health", process, log)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


def _await(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310  # our own http address
                return
        except (URLError, TimeoutError):  # it begins, or the machine is busy
            time.sleep(0.1)
    pytest.fail(f"the server did not start:\n{log.read_text(encoding='utf-8')[-2000:]}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Names outside this machine do not even resolve; the sandbox is refused to root only.
    arguments = ["--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "--process-per-site"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")
    # Here and not with the shared page: some tests bring pages of their own.
    expect.set_options(timeout=PATIENCE * 1000)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=find_browser(), args=arguments)
        yield started
        started.close()


@pytest.fixture(scope="session")
def context(browser: Browser) -> BrowserContext:
    # Shared, so that Streamlit's own megabytes are read once; each page is a session of its own.
    made = browser.new_context(accept_downloads=True, locale="zh-CN")
    made.add_init_script(STILL)
    made.set_default_timeout(PATIENCE * 1000)
    made.set_default_navigation_timeout(PATIENCE * 1000)
    return made


@pytest.fixture
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """The window; tests that care ask for both sizes by ``both_sizes``."""
    return SIZES[getattr(request, "param", "1280x800")]


@pytest.fixture(scope="session")
def tab(context: BrowserContext, server: str) -> Page:
    """The tab all tests work in: a new one costs as much again as the page it loads.

    A second tab stays at the server and keeps the process of its pages, which has compiled
    Streamlit's scripts: a test that leaves a blank page would end it, and a third of the processor
    time of the next test would go into another.
    """
    context.new_page().goto(f"{server}/_stcore/health")
    return context.new_page()


@pytest.fixture
def desk(
    request: pytest.FixtureRequest, server: str, tab: Page, size: tuple[int, int]
) -> Iterator[Desk]:
    """A page in front of the app; anything that went wrong in it fails the test."""
    with at_desk(tab, server, size) as made:
        yield made
        _keep_picture(request, made)


@pytest.fixture(scope="module")
def kept_desk(context: BrowserContext, server: str) -> Iterator[Desk]:
    """The page of all tests of a file that only look; each sees to it that nothing went wrong."""
    page = context.new_page()
    with at_desk(page, server, SIZES["1280x800"]) as made:
        yield made
    page.close()


@pytest.fixture
def sight(request: pytest.FixtureRequest, kept_desk: Desk, size: tuple[int, int]) -> Iterator[Desk]:
    """That page, still where the test before left it: the address one moves to says all."""
    kept_desk.page.set_viewport_size({"width": size[0], "height": size[1]})
    yield kept_desk
    _keep_picture(request, kept_desk)
    kept_desk.watch.assert_well()


def _keep_picture(request: pytest.FixtureRequest, desk: Desk) -> None:
    name = re.sub(r"\W+", "-", request.node.name).strip("-")
    desk.picture(name, wanted=EVERY_PICTURE or request.node.stash.get(FAILED, True))
