"""A real PostgreSQL for the length of a test session, reached through a socket of its own.

It listens on no port, so that any number of sessions run side by side, and it is gone with the
tests however they end: the shell that keeps it waits on a pipe that closes with this process.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from pathlib import Path

import psycopg
from sqlalchemy import URL, make_url

__all__ = ["OVERRIDE", "PostgresMissing", "Server", "find_binaries", "running"]

OVERRIDE = "TEST_POSTGRES_URL"
"""Names a server to use instead: the address of a database whose user may create databases."""

_PLACES = (
    "/usr/lib/postgresql/*/bin",  # Debian, Ubuntu
    "/usr/pgsql-*/bin",  # Red Hat
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)

_KEEPER = """
exec 3<&0
"$1/postgres" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off \
    -c synchronous_commit=off -c full_page_writes=off >"$2/log" 2>&1 </dev/null &
server=$!
{ read -r _ <&3; kill -INT "$server"; } &
wait "$server" && rm -rf "$2"
"""


class PostgresMissing(Exception):
    """No server can be found or started; the message is the remedy in one line."""


@dataclass(frozen=True, kw_only=True)
class Server:
    """A server that hands out empty databases, each gone when its test ends."""

    url: URL
    _names: Iterator[int] = field(default_factory=lambda: count(1), repr=False)
    _mark: str = field(default_factory=lambda: secrets.token_hex(3), repr=False)

    @contextmanager
    def database(self, like: str | None = None) -> Iterator[str]:
        """Make an empty database or one like another, give its address, and drop it in the end."""
        name = f"graphs_test_{self._mark}_{next(self._names)}"
        template = make_url(like).database if like else "template0"
        self._order(f'CREATE DATABASE "{name}" TEMPLATE "{template}"{self._copying}')
        try:
            yield self.url.set(database=name).render_as_string(hide_password=False)
        finally:
            self._order(f'DROP DATABASE "{name}" WITH (FORCE)')

    @cached_property
    def _copying(self) -> str:
        """Copying files costs a fifth of writing every page to the log, which is the default."""
        with self._connected() as connection:
            return " STRATEGY FILE_COPY" if connection.info.server_version >= 150_000 else ""

    def _order(self, words: str) -> None:
        with self._connected() as connection:
            connection.execute(words.encode())

    def _connected(self) -> psycopg.Connection:
        address = self.url.set(drivername="postgresql").render_as_string(hide_password=False)
        return psycopg.connect(address, autocommit=True)


def find_binaries(search_path: str | None = None) -> Path:
    """Return the folder that holds ``initdb`` and ``postgres``, of the newest version found.

    Raises
    ------
    PostgresMissing
        There is none.
    """
    on_path = shutil.which("initdb", path=search_path)
    places = [Path(on_path).resolve().parent] if on_path else []
    if search_path is None:
        found = [folder for pattern in _PLACES for folder in Path("/").glob(pattern[1:])]
        places += sorted(found, key=_version, reverse=True)
    for folder in places:
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    raise PostgresMissing(
        "PostgreSQL server not found: run “apt-get install postgresql” (macOS: “brew install"
        f" postgresql”), or set {OVERRIDE}=postgresql://user@host/database"
    )


def _version(folder: Path) -> int:
    number = re.search(r"\d+", folder.as_posix().rpartition("postgresql")[2])
    return int(number[0]) if number else 0


@contextmanager
def running() -> Iterator[Server]:
    """Run a server, or use the one that ``TEST_POSTGRES_URL`` names.

    Raises
    ------
    PostgresMissing
        There is none to run, or it does not start; the message says why.
    """
    if given := os.environ.get(OVERRIDE):
        yield Server(url=make_url(given).set(drivername="postgresql+psycopg"))
        return
    binaries = find_binaries()
    # The temporary folders of pytest are closed to other users, and a socket's path is short.
    place = "/tmp" if Path("/tmp").is_dir() else None  # noqa: S108  # mkdtemp makes it private
    folder = Path(tempfile.mkdtemp(prefix="graphs-pg-", dir=place))
    try:
        owner = _owner(folder)
        _make_cluster(binaries, folder, owner)
        with _kept(binaries, folder, owner):
            yield Server(url=_url(folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _url(folder: Path) -> URL:
    return URL.create(
        "postgresql+psycopg", username="graphs", database="postgres", query={"host": str(folder)}
    )


def _owner(folder: Path) -> dict[str, object]:
    """Return how to start programs as somebody the server accepts: it refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    import pwd

    for name in ("postgres", "nobody"):
        with suppress(KeyError):
            who = pwd.getpwnam(name)
            os.chown(folder, who.pw_uid, who.pw_gid)
            return {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
    raise PostgresMissing("PostgreSQL does not run as root: make a user named “postgres”")


def _make_cluster(binaries: Path, folder: Path, owner: dict[str, object]) -> None:
    locale = "C.UTF-8" if sys.platform == "linux" else "C"
    done = subprocess.run(
        [
            str(binaries / "initdb"),
            *("-D", str(folder / "data"), "-U", "graphs", "--auth=trust", "--encoding=UTF8"),
            *(f"--locale={locale}", "--no-sync", "--no-instructions"),
        ],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
        **owner,  # type: ignore[call-overload]  # user, group and extra_groups
    )
    if done.returncode:
        raise PostgresMissing(f"initdb failed: {' '.join(done.stderr.split())[-300:]}")


@contextmanager
def _kept(binaries: Path, folder: Path, owner: dict[str, object]) -> Iterator[None]:
    keeper = subprocess.Popen(
        ["/bin/sh", "-c", _KEEPER, "keeper", str(binaries), str(folder)],
        stdin=subprocess.PIPE,
        cwd="/",
        start_new_session=True,  # Ctrl-C is for the tests; the server ends when they have
        **owner,  # type: ignore[call-overload]  # user, group and extra_groups
    )
    try:
        _await_answer(folder, keeper)
        yield
    finally:
        with suppress(BrokenPipeError):
            keeper.communicate(timeout=60)


def _await_answer(folder: Path, keeper: subprocess.Popen[bytes], seconds: float = 60) -> None:
    address = _url(folder).set(drivername="postgresql").render_as_string(hide_password=False)
    until = time.monotonic() + seconds
    while keeper.poll() is None and time.monotonic() < until:
        with suppress(psycopg.OperationalError), psycopg.connect(address):
            return
        time.sleep(0.05)
    log = folder / "log"
    said = log.read_text("utf-8", "replace").split() if log.exists() else []
    raise PostgresMissing(f"PostgreSQL did not start: {' '.join(said)[-300:]}")
