"""What a second start costs: until the page is served, and until the first screen is drawn."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

from bench_data import pace

ROOT = Path(__file__).parents[2]
DRAW = """
from streamlit.testing.v1 import AppTest
found = AppTest.from_file("streamlit_app.py", default_timeout=120).run()
assert not found.exception
"""


def test_a_second_start_serves_and_draws_the_first_page_within_three_seconds(
    tmp_path: Path,
) -> None:
    environment = os.environ | {"GRAPHS_HOME": str(tmp_path)}
    environment.pop("LEDGER_URL", None)
    draw(environment)  # the first start makes the ledgers
    slower = pace()
    with processor_time() as served:
        begun = time.perf_counter()
        serve(environment)
        waited = time.perf_counter() - begun
    with processor_time() as drawn:
        draw(environment)
    slower = max(slower, pace())
    print(
        f"\nserved {served[0]:.2f} s of processor ({waited:.2f} s by the clock), imports and first "
        f"screen {drawn[0]:.2f} s of processor, pace {slower:.2f}"
    )
    # Both import Streamlit, which a start does once; so this is more than a start costs.
    assert served[0] + drawn[0] < 3 * 1.5 * slower


@contextmanager
def processor_time() -> Iterator[list[float]]:
    """Measure the processor time of the children that end meanwhile."""
    found: list[float] = []
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    yield found
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    found.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def draw(environment: dict[str, str]) -> None:
    subprocess.run(
        [sys.executable, "-c", DRAW], cwd=ROOT, env=environment, check=True, capture_output=True
    )


def serve(environment: dict[str, str]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    line = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py"]
    line += ["--server.port", str(port), "--server.headless", "true"]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(line, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)
    try:
        until = time.monotonic() + 120
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5):
                    return
            except URLError:
                time.sleep(0.02)
        raise TimeoutError(port)
    finally:
        process.terminate()
        process.wait(timeout=30)
