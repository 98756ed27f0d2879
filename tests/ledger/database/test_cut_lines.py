"""The line to the server breaks at any message of a write: nothing is lost, nothing written twice."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from itertools import product

import pytest
from ledger_factory import put
from server_relay import Relay
from sqlalchemy import make_url
from test_database_limits import plain

from graphs.errors import LedgerCollision, LedgerError, LedgerOutOfReach
from graphs.ledger import Ledger, create, open_ledger
from graphs.ledger.commit import write_attempts
from graphs.ledger.database import postgres
from graphs.ledger.database.engine import connect, writing
from graphs.ledger.storage.revisions import ledger_row
from graphs.model import Unit

pytestmark = pytest.mark.postgres

COMMIT = b"COMMIT\0"  # the level a transaction begins at is called READ COMMITTED


@dataclass
class Line:
    """A ledger reached through a relay, and the same one reached straight."""

    ledger: Ledger
    relay: Relay
    straight: Ledger

    def count(self, **cut: int | bytes) -> None:
        """Number messages from a write on, whose connection is known to be sound."""
        self.ledger.head()
        self.relay.count(**cut)


@pytest.fixture
def line(postgres_database: str) -> Iterator[Line]:
    url = make_url(postgres_database)
    relay = Relay(f"{url.query['host']}/.s.PGSQL.5432")
    far = f"postgresql://graphs@127.0.0.1:{relay.port}/{url.database}"
    try:
        with create(postgres_database, ledger_id="far") as straight, open_ledger(far) as ledger:
            put(ledger, Unit(id="u", name="一"))
            yield Line(ledger=ledger, relay=relay, straight=straight)
    finally:
        relay.close()


def messages_of_a_write(line: Line) -> list[bytes]:
    line.count()
    put(line.ledger, Unit(id="first", name="一"))
    return list(line.relay.said)


@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.soak)])
def test_a_line_cut_at_any_message_of_a_write_leaves_the_revision_there_once(
    line: Line, step: int
) -> None:
    said = messages_of_a_write(line)
    places = (*range(1, len(said) + 1, step), COMMIT)
    for number, (way, place) in enumerate(product(("before", "after"), places)):
        head = line.straight.head().number
        line.count(**{way: place})
        made = put(line.ledger, Unit(id=f"u{number}", name="二"))
        assert line.relay.broken
        assert made == line.straight.head(), (way, place)
        assert made.number == head + 1
    assert line.straight.verify().ok
    units = line.straight.snapshot(as_of=dt.date(2026, 1, 1)).by_id(Unit)
    assert units.keys() == {"u", "first", *(f"u{n}" for n in range(2 * len(places)))}


@pytest.mark.parametrize("way", ["before", "after"])
def test_a_server_gone_as_it_was_told_to_commit_is_not_said_to_have_written_nothing(
    line: Line, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_attempts, "ASK_SECONDS", 0.3)
    head = line.straight.head().number
    line.count(**{way: COMMIT})
    line.relay.down = True
    with pytest.raises(LedgerOutOfReach) as lost:
        put(line.ledger, Unit(id="v", name="二"))
    assert f"revision {head + 1} is not known" in lost.value.say("en")
    assert f"第 {head + 1} 版" in lost.value.say("zh")
    assert line.straight.head().number == head + (way == "after")
    line.relay.count()
    if way == "before":
        put(line.ledger, Unit(id="v", name="二"))
    assert line.ledger.head() == line.straight.head()


def test_a_program_that_stands_still_in_a_write_keeps_the_others_out_for_a_while_only(
    line: Line, monkeypatch: pytest.MonkeyPatch, postgres_database: str
) -> None:
    """As one stopped, or behind a cable that was pulled: its line stays open and says nothing."""
    monkeypatch.setattr(postgres, "IDLE_SECONDS", 1)
    still = connect(postgres_database)
    with pytest.raises(LedgerError), writing(still) as connection:  # noqa: PT012  # the last line raises
        ledger_row(connection, lock=True)
        assert put(line.ledger, Unit(id="v", name="二")) == line.straight.head()
        connection.exec_driver_sql("UPDATE unit SET name = 'x'")
    still.dispose()
    assert line.straight.verify().ok


def test_a_server_gone_before_the_commit_has_written_nothing_and_says_so(line: Line) -> None:
    said = messages_of_a_write(line)
    head = line.straight.head()
    line.count(before=len(said) // 2)
    line.relay.down = True
    with pytest.raises(LedgerOutOfReach, match="cannot open"):
        put(line.ledger, Unit(id="v", name="二"))
    assert line.straight.head() == head


@pytest.mark.parametrize("level", ["repeatable read", "serializable"])
def test_a_server_set_to_a_stricter_level_breaks_no_writer_off(
    postgres_database: str, level: str
) -> None:
    name = make_url(postgres_database).database
    with closing(plain(postgres_database)) as server:
        words = f"ALTER DATABASE \"{name}\" SET default_transaction_isolation = '{level}'"
        server.execute(words.encode())
    create(postgres_database, ledger_id="strict").close()
    side_by_side(postgres_database, writers=4, times=5)
    with open_ledger(postgres_database) as ledger:
        assert ledger.head().number == 20
        assert ledger.verify().ok


def side_by_side(url: str, *, writers: int, times: int) -> None:
    failed: list[BaseException] = []

    def write(number: int) -> None:
        try:
            with open_ledger(url) as ledger:
                for each in range(times):
                    put(ledger, Unit(id=f"w{number}-{each}", name="甲"))
        except BaseException as error:  # noqa: BLE001  # a failed writer is a result
            failed.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(writers)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert failed == []


BREAK_OFF = """
CREATE TABLE broken (times integer);
CREATE SEQUENCE tried;
CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF nextval('tried') <= (SELECT times FROM broken) THEN
    RAISE EXCEPTION 'broken off' USING ERRCODE = '{state}';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER break_off BEFORE INSERT ON revision FOR EACH ROW EXECUTE FUNCTION break_off();
INSERT INTO broken VALUES ({times})
"""
"""Breaks transactions off as the server itself would; what a sequence counts is not rolled back."""


@pytest.mark.parametrize("state", ["40001", "40P01"])
def test_a_transaction_that_was_broken_off_is_done_again_and_at_last_said(
    postgres_database: str, state: str
) -> None:
    with (
        create(postgres_database, ledger_id="again") as ledger,
        closing(plain(postgres_database)) as server,
    ):
        server.execute(BREAK_OFF.format(state=state, times=write_attempts.ATTEMPTS - 1).encode())
        assert put(ledger, Unit(id="u", name="一")).number == 1
        server.execute(b"UPDATE broken SET times = 1000000")
        with pytest.raises(LedgerCollision, match="at the same moment"):
            put(ledger, Unit(id="v", name="二"))
        assert ledger.head().number == 1
        server.execute(b"UPDATE broken SET times = 0")
        assert put(ledger, Unit(id="v", name="二")).number == 2


def test_a_real_deadlock_with_another_program_of_the_database_is_survived(
    postgres_database: str,
) -> None:
    """A program beside holds what the writer needs last, and then asks for what it holds first."""
    with create(postgres_database, ledger_id="dead") as ledger:
        with closing(plain(postgres_database)) as other:
            other.execute(b"SET deadlock_timeout = '60s'")  # the writer's own side notices first
            other.execute(b"BEGIN")
            other.execute(b"LOCK TABLE revision IN SHARE MODE")
            writer = threading.Thread(target=put, args=(ledger, Unit(id="u", name="一")))
            writer.start()
            _until_waiting(postgres_database)
            with suppress(Exception):
                other.execute(b"SELECT * FROM ledger FOR UPDATE")
            other.execute(b"ROLLBACK")
            writer.join(timeout=60)
        assert not writer.is_alive()
        assert ledger.head().number == 1
        assert ledger.verify().ok


def _until_waiting(url: str) -> None:
    with closing(plain(url)) as look:
        while not look.execute(b"SELECT count(*) FROM pg_locks WHERE NOT granted").fetchone()[0]:
            time.sleep(0.01)
