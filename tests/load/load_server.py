"""A Streamlit server of its own for a measurement, and what it takes of the machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

__all__ = ["LoadServer", "Use", "serving"]

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, kw_only=True)
class Use:
    """What a server holds: processor seconds since it began, memory, open files, threads."""

    processor: float
    memory: int
    files: int
    threads: int

    def __add__(self, other: Use) -> Use:
        """Return what two servers hold together."""
        return Use(
            processor=self.processor + other.processor,
            memory=self.memory + other.memory,
            files=self.files + other.files,
            threads=self.threads + other.threads,
        )

    def words(self) -> str:
        """Return what it holds, but the processor's time."""
        return f"{self.memory / 2**20:.0f} MB, {self.files} files, {self.threads} threads"


@dataclass(frozen=True, kw_only=True)
class LoadServer:
    """A running server and where it answers."""

    address: str
    process: psutil.Process

    def use(self) -> Use:
        """Return what it holds now, its children with it."""
        everybody = [self.process, *self.process.children(recursive=True)]
        times = [each.cpu_times() for each in everybody]
        return Use(
            processor=sum(each.user + each.system for each in times),
            memory=sum(each.memory_info().rss for each in everybody),
            files=self.process.num_fds(),
            threads=self.process.num_threads(),
        )


@contextmanager
def serving(script: Path, home: Path) -> Iterator[LoadServer]:
    """Serve a script on a free port of this machine until the block ends."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    with (home / f"{script.stem}.log").open("wb") as log:
        server = subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | {"GRAPHS_HOME": str(home), "GRAPHS_RECONNECT_SECONDS": "2"},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        _answers(address, server)
        yield LoadServer(address=address, process=psutil.Process(server.pid))
    finally:
        server.kill()
        server.wait()


def _answers(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        assert server.poll() is None, "the server ended"
        try:
            urllib.request.urlopen(f"{address}/_stcore/health", timeout=5).close()  # noqa: S310  # our own server
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(address)
