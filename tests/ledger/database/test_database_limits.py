"""A database that is out of reach, frozen, restarted or wrongly encoded is a sentence in time."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from threading import Thread
from typing import Any

import psycopg
import pytest
from ledger_factory import put
from server_relay import Relay
from sqlalchemy import make_url

from graphs.__main__ import main
from graphs.errors import InputError, LedgerBusy, LedgerError
from graphs.ledger import Ledger, create, load_archive, open_ledger
from graphs.ledger.database import postgres
from graphs.ledger.database.engine import connect, reading
from graphs.model import Unit

RAW = (
    "postgresql://gu:p@ss/w:rd@127.0.0.1:5432/plain",
    "postgresql://gu:p/zqw@127.0.0.1/plain",
    "postgresql://gu:p#zqw@127.0.0.1/plain",
    "postgresql://gu:p?zqw@127.0.0.1/plain",
    "postgresql://gu:p:zqw@127.0.0.1/plain",
    "postgresql://gu:p%zqw@127.0.0.1/plain",
    "postgres://gu:p@zqw@[::1]:5432/plain",
    "postgresql+psycopg://gu:p zqw@127.0.0.1/plain",
)


@pytest.mark.parametrize("url", RAW)
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_raw_password_is_a_hint_that_repeats_none_of_it(
    url: str, language: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert main(["history", "--ledger", url, "--lang", language]) == 2
    said = "".join(capfd.readouterr())
    assert "%40" in said
    assert not any(part in said for part in ("ss/w", "zq", "rd@", "p@"))


def test_an_encoded_password_passes() -> None:
    url = connect("postgresql://gu:p%40ss%2Fw%3Ard@127.0.0.1:5432/plain").url
    assert (url.password, url.host, url.database) == ("p@ss/w:rd", "127.0.0.1", "plain")
    assert connect("postgresql:///plain?host=/tmp/a@b").url.database == "plain"


@contextmanager
def silent_server() -> Iterator[int]:
    """A socket that accepts and never answers."""
    held: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0), backlog=50) as door:
        door.settimeout(60)

        def accept() -> None:
            try:
                while True:
                    held.append(door.accept()[0])
            except OSError:
                return

        Thread(target=accept, daemon=True).start()
        yield int(door.getsockname()[1])
        door.shutdown(socket.SHUT_RDWR)
    for each in held:
        each.close()


def test_a_server_that_accepts_and_never_answers_is_a_sentence_in_ten_seconds(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with silent_server() as port:
        began = time.monotonic()
        assert main(["history", "--ledger", f"postgresql://gu:geheim@127.0.0.1:{port}/x"]) == 3
        assert time.monotonic() - began < 10
    said = "".join(capfd.readouterr())
    assert "无法打开台账数据库" in said
    assert "geheim" not in said


@pytest.fixture
def relayed(postgres_database: str) -> Iterator[tuple[Ledger, Relay]]:
    url = make_url(postgres_database)
    create(postgres_database, ledger_id="far").close()
    relay = Relay(f"{url.query['host']}/.s.PGSQL.5432")
    try:
        with open_ledger(f"postgresql://graphs@127.0.0.1:{relay.port}/{url.database}") as ledger:
            yield ledger, relay
    finally:
        relay.close()


@pytest.mark.postgres
def test_a_server_that_freezes_while_in_use_is_a_sentence_in_ten_seconds_and_comes_back(
    relayed: tuple[Ledger, Relay],
) -> None:
    ledger, relay = relayed
    put(ledger, Unit(id="u", name="一"))
    relay.frozen = True
    for _ in range(2):
        began = time.monotonic()
        with pytest.raises(LedgerError, match="does not answer"):
            ledger.head()
        assert time.monotonic() - began < 10
    relay.frozen = False
    time.sleep(postgres.CONNECT_SECONDS)
    assert ledger.head().number == 1
    put(ledger, Unit(id="v", name="二"))


@pytest.mark.postgres
def test_a_slow_statement_of_a_server_that_is_there_is_waited_for(
    postgres_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "PATIENCE_SECONDS", 0.1)
    engine = connect(postgres_database)
    with reading(engine) as connection:
        assert connection.exec_driver_sql("SELECT 1 FROM pg_sleep(1)").scalar() == 1
    engine.dispose()


@pytest.mark.postgres
def test_a_statement_without_end_is_stopped(
    postgres_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "STATEMENT_SECONDS", 1)
    engine = connect(postgres_database)
    with pytest.raises(LedgerBusy, match="time limit"), reading(engine) as connection:
        connection.exec_driver_sql("SELECT pg_sleep(60)")
    engine.dispose()


@pytest.mark.postgres
def test_a_restarted_server_is_connected_to_again(postgres_database: str) -> None:
    with create(postgres_database, ledger_id="back") as ledger:
        put(ledger, Unit(id="u", name="一"))
        _end_connections(postgres_database)
        assert ledger.head().number == 1
        _end_connections(postgres_database)
        assert put(ledger, Unit(id="v", name="二")).number == 2


def _end_connections(url: str) -> None:
    with closing(plain(url)) as other:
        other.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def plain(url: str) -> psycopg.Connection[Any]:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(address, autocommit=True)


@pytest.mark.postgres
def test_connections_are_bounded_and_the_next_asker_is_told(
    postgres_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "CONNECTIONS", (1, 1))
    monkeypatch.setattr(postgres, "_POOL_SECONDS", 0.2)
    engine = connect(postgres_database)
    with (
        reading(engine),
        reading(engine),
        pytest.raises(LedgerBusy, match="every connection"),
        reading(engine),
    ):
        pass
    engine.dispose()


@pytest.mark.postgres
@pytest.mark.parametrize("encoding", ["SQL_ASCII", "EUC_CN"])
def test_a_database_that_is_not_utf8_is_refused_in_one_sentence(
    postgres_database: str, encoding: str, capfd: pytest.CaptureFixture[str]
) -> None:
    name = f"{make_url(postgres_database).database}_{encoding.lower()}"
    with closing(plain(postgres_database)) as server:
        server.execute(
            f"CREATE DATABASE {name} ENCODING '{encoding}' TEMPLATE template0"
            " LC_COLLATE 'C' LC_CTYPE 'C'".encode()
        )
    other = make_url(postgres_database).set(database=name, drivername="postgresql")
    url = other.render_as_string(hide_password=False)
    try:
        assert main(["restore", "data/shangjie-2010", url, "--lang", "en"]) == 3
        said = capfd.readouterr().err
        assert "createdb -E UTF8 -T template0" in said
        assert encoding in said
        assert len(said.strip().splitlines()) == 1
        with pytest.raises(LedgerError, match="must be UTF8"):
            load_archive("data/shangjie-2010", url)
    finally:
        with closing(plain(postgres_database)) as server:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def test_an_address_of_nothing_we_know_is_refused() -> None:
    with pytest.raises(InputError, match="is a file path"):
        connect("mysql://me@localhost/graphs")
