"""Connections to PostgreSQL with timeouts and checked encoding.

A server that accepts and never answers keeps no timer of its own. So a statement that waits longer
than :data:`PATIENCE_SECONDS` asks the server again, over a connection of its own: where that one is
not answered either, the server is frozen and the statement is given up.
"""

from __future__ import annotations

import time
from collections.abc import Generator
from contextlib import closing
from typing import Any

import psycopg
from psycopg.waiting import Ready, Wait
from sqlalchemy import URL, Engine, create_engine

from graphs.errors import LedgerError
from graphs.ledger.database.compiled_statements import COMPILED
from graphs.text import Text

__all__ = [
    "CONNECTIONS",
    "CONNECT_SECONDS",
    "IDLE_SECONDS",
    "PATIENCE_SECONDS",
    "STATEMENT_SECONDS",
    "postgres_engine",
]

CONNECT_SECONDS = 3
"""How long a server may take to let us in."""

PATIENCE_SECONDS = 2.0
"""How long a statement waits before the server is asked whether it is there at all."""

STATEMENT_SECONDS = 900
"""How long one statement may take; nothing of ours takes as long on the whole country."""

IDLE_SECONDS = 300
"""How long a transaction may stand still between two statements before the server ends it.

A program that was stopped in the midst of a write would else keep every other writer out.
"""

CONNECTIONS = (10, 20)
"""How many connections a program keeps, and how many more it may open for a while."""

_POOL_SECONDS = 8
_ON_DISK = (
    # What was acknowledged survives a crash, also where a server is set to be quicker than that.
    "SELECT set_config('synchronous_commit', 'on', false)"
    " WHERE current_setting('synchronous_commit') = 'off'"
)
_NETWORK = {
    # A machine that is gone, or a cable, is noticed within ten seconds rather than two hours.
    "keepalives": 1, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 3,
    "tcp_user_timeout": 9000,
}  # fmt: skip

_GONE = (
    # The same for the server's side: a machine that is gone holds no lock for two hours.
    "SET tcp_keepalives_idle = 5", "SET tcp_keepalives_interval = 2",
    "SET tcp_keepalives_count = 3", "SET tcp_user_timeout = 9000",
)  # fmt: skip


def postgres_engine(url: URL, *, read_only: bool, lock_seconds: float) -> Engine:
    """Return an engine for a ledger on a server; nothing is opened yet.

    Opening a connection raises ``LedgerError`` where the database does not speak UTF-8, or did not
    answer a moment ago.
    """
    settings = [
        f"SET lock_timeout = '{int(lock_seconds * 1000)}ms'",
        f"SET statement_timeout = '{STATEMENT_SECONDS}s'",
        f"SET idle_in_transaction_session_timeout = '{IDLE_SECONDS}s'",
        "SET timezone = 'UTC'",
        _ON_DISK,
        *_GONE,
        *(["SET default_transaction_read_only = on"] if read_only else []),
    ]
    connector = _Connector(url, settings)
    pooled, more = CONNECTIONS
    engine: Engine = create_engine(
        url,
        creator=connector.connect,
        execution_options=COMPILED,
        # A server that was restarted leaves dead connections in the pool.
        pool_pre_ping=True,
        pool_size=pooled,
        max_overflow=more,
        pool_timeout=_POOL_SECONDS,
    )
    return engine


class _Connector:
    """Opens connections to one database, and remembers for a moment that nobody answered."""

    def __init__(self, url: URL, settings: list[str]) -> None:
        names = url.translate_connect_args(username="user", database="dbname")
        self._words: dict[str, Any] = {**_NETWORK, **names, **url.query}
        self._words.setdefault("connect_timeout", CONNECT_SECONDS)
        self._settings = settings
        self._unanswered = 0.0

    def connect(self) -> psycopg.Connection:
        # Else each request of a page would wait for the same dead server in turn.
        if time.monotonic() - self._unanswered < CONNECT_SECONDS:
            raise psycopg.OperationalError(_NO_ANSWER)
        try:
            made = _Watched.connect(**self._words)
        except psycopg.errors.ConnectionTimeout as error:
            self._unanswered = time.monotonic()
            raise psycopg.OperationalError(_NO_ANSWER) from error
        try:
            made.connector = self
            _check_encoding(made)
            for words in self._settings:
                made.execute(words.encode())
            made.commit()
        except BaseException:
            made.close()
            raise
        return made

    def answers(self) -> bool:
        """Return whether the server lets a new connection in."""
        try:
            with closing(psycopg.connect(**self._words)):
                return True
        except psycopg.errors.ConnectionTimeout:
            self._unanswered = time.monotonic()
            return False
        except psycopg.Error:
            return True  # it refuses, so it is there


_NO_ANSWER = "the server does not answer"


class _Watched(psycopg.Connection[Any]):
    """A connection that gives up a statement when its server answers nobody."""

    connector: _Connector | None = None

    def wait(self, gen: Any, *arguments: Any, **settings: Any) -> Any:
        return super().wait(self._watched(gen), *arguments, **settings)

    def _watched(self, gen: Any) -> Generator[Wait, Ready | int, Any]:
        due = time.monotonic() + PATIENCE_SECONDS
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if ready == Ready.NONE and time.monotonic() > due:
                    self._check_server()
                    # It answers, so the statement is slow and not lost: ask less often.
                    due = time.monotonic() + 4 * PATIENCE_SECONDS
                elif ready != Ready.NONE:
                    due = time.monotonic() + PATIENCE_SECONDS
                wanted = gen.send(ready)
        except StopIteration as ended:
            return ended.value

    def _check_server(self) -> None:
        if self.connector is None or self.connector.answers():
            return
        # Whoever waits on this connection is released; a new one is refused at once, see above.
        self.pgconn.finish()
        raise psycopg.OperationalError(_NO_ANSWER)


def _check_encoding(made: psycopg.Connection[Any]) -> None:
    found = made.info.parameter_status("server_encoding")
    if found != "UTF8":
        raise LedgerError(
            Text(
                zh="数据库的编码是 {found}，须为 UTF8：请用 createdb -E UTF8 -T template0 新建数据库",
                en="the database is encoded in {found} and must be UTF8: make it with "
                "createdb -E UTF8 -T template0",
            ).format(found=found)
        )
