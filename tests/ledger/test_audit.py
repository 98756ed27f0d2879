"""An audit proves the whole ledger and leaves it as it is, to the byte."""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from ledger_factory import AT, history, put
from sqlalchemy import update
from tampering import Tamper
from test_migrations import OLDER

from graphs.__main__ import main
from graphs.errors import ChangeRefused, SchemaMismatch
from graphs.ledger import Ledger, audit, create
from graphs.ledger.database.engine import writing
from graphs.ledger.storage.hash_chain import proof_of
from graphs.ledger.storage.revisions import header, revision_values
from graphs.ledger.storage.tables import LEDGER, REVISION
from graphs.ledger.verify.verify_chain import ChainReader
from graphs.model import Change, Unit

# how, the SQL, what the verdict says
HIDDEN = [
    ("an emptied search table", ["DELETE FROM search"], "“search” is not what the records give"),
    ("a hidden name", ["DELETE FROM search WHERE id = 'o3'"], "(1 row)"),
    ("a name found elsewhere", ["UPDATE search SET place = 'c2' WHERE id = 'o1'"], "“search”"),
    ("a doubled find", ["INSERT INTO search SELECT * FROM search WHERE id = 'o1'"], "“search”"),
    ("a wrong tally", ["UPDATE tally SET organisations = 9"], "“tally”"),
    ("a stranger's table", ["CREATE TABLE notes (x TEXT)"], "there is the table “notes”, which no ledger has"),
    ("a stranger's view", ["CREATE VIEW v AS SELECT id FROM unit"], "the view “v”"),
    ("a stranger's index", ["CREATE INDEX ix_odd ON unit (name)"], "the index “ix_odd”"),
    ("a missing index", ["DROP INDEX ix_unit_division"], "“ix_unit_division” is missing"),
    (
        "another index of that name",
        ["DROP INDEX ix_unit_division", "CREATE INDEX ix_unit_division ON unit (name)"],
        "“ix_unit_division” is not as declared",
    ),
    ("a stranger's column", ["ALTER TABLE unit ADD COLUMN secret TEXT"], "“unit” is not as declared"),
    ("a column with a default", [
        "ALTER TABLE unit DROP COLUMN latitude", "ALTER TABLE unit ADD COLUMN latitude DOUBLE PRECISION DEFAULT 1"
    ], "“unit” is not as declared"),
    ("a mark unset", ["UPDATE unit SET synthetic = NULL"], "not of its declared type"),
    ("an interval of no day", [
        "UPDATE unit SET closed = 2147483648 WHERE id = 'u3'"
    ], "cannot be"),
]  # fmt: skip


@pytest.mark.usefixtures("eight_revisions")
@pytest.mark.parametrize(
    ("statements", "said"), [each[1:] for each in HIDDEN], ids=[each[0] for each in HIDDEN]
)
def test_what_no_digest_covers_is_found(
    ledger: Ledger, ledger_url: str, tamper: Tamper, statements: list[str], said: str
) -> None:
    if "2147483648" in statements[0] and not ledger_url.endswith(".ledger"):
        statements = ["UPDATE unit SET closed = -1 WHERE id = 'u3'"]  # a server's column ends there
        said = ""
    tamper(*statements)
    found = audit(ledger_url)
    assert not found.ok
    assert said in found.reason.en
    assert not ledger.verify().ok


@pytest.mark.usefixtures("eight_revisions")
def test_a_planted_trigger_is_found(lite: Ledger, tmp_path: Path) -> None:
    Tamper(str(tmp_path / "lite.ledger"))(
        "CREATE TRIGGER planted AFTER INSERT ON unit BEGIN DELETE FROM unit; END"
    )
    assert "the trigger “planted”" in lite.verify().reason.en


@pytest.mark.postgres
def test_a_trigger_planted_on_a_server_is_found(postgres_database: str) -> None:
    with create(postgres_database, ledger_id="test") as ledger:
        history(ledger)
        tamper = Tamper(postgres_database)
        tamper(
            "CREATE FUNCTION planted() RETURNS trigger LANGUAGE plpgsql AS"
            " 'BEGIN RETURN NULL; END'",
            "CREATE TRIGGER planted BEFORE INSERT ON unit FOR EACH ROW EXECUTE FUNCTION planted()",
        )
        assert "the trigger “planted”" in ledger.verify().reason.en
        tamper(
            "DROP TRIGGER planted ON unit",
            "CREATE RULE away AS ON DELETE TO unit DO INSTEAD NOTHING",
        )
        assert "the rule “away”" in ledger.verify().reason.en
        tamper.engine.dispose()


@pytest.mark.usefixtures("eight_revisions")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE unit SET name = x'00ff' WHERE id = 'u1'",
        "UPDATE unit SET longitude = 'east' WHERE id = 'u1'",
        "UPDATE organisation SET synthetic = 7 WHERE id = 'o1'",
        "UPDATE revision SET actor = x'41'",
        "UPDATE search SET folded = x'05'",
        "UPDATE ledger SET head = 'eight'",
    ],
)
def test_a_value_of_another_type_is_a_sentence(
    lite: Ledger, tmp_path: Path, statement: str
) -> None:
    Tamper(str(tmp_path / "lite.ledger"))(statement)
    found = lite.verify()
    assert (found.ok, found.stage) == (False, "types")
    assert "declared type" in found.reason.en


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_an_audit_changes_no_byte_and_leaves_no_file(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    path = tmp_path / "kept" / "a.ledger"
    with create(str(path), ledger_id="test") as ledger:
        history(ledger)
    before = files(path.parent)
    assert audit(str(path)).ok
    assert main(["verify", "--ledger", str(path)]) == 0
    assert files(path.parent) == before


def test_what_a_crash_left_in_the_log_is_audited_and_stays_there(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    path, live = tmp_path / "kept" / "a.ledger", tmp_path / "a.ledger"
    with create(str(live), ledger_id="test") as ledger:
        history(ledger)
        for ending in ("", "-wal"):  # as a power cut leaves them
            shutil.copyfile(f"{live}{ending}", f"{path}{ending}")
    before = files(path.parent)
    assert len(before) == 2
    assert audit(str(path)).revisions == 8
    assert files(path.parent) == before


@pytest.mark.usefixtures("eight_revisions")
def test_a_ledger_in_use_is_audited_as_it_is(ledger: Ledger, ledger_url: str) -> None:
    assert audit(ledger_url).ok
    assert put(ledger, Unit(id="new:1", name="还能写")).number == 9
    assert audit(ledger_url).revisions == 9


@pytest.mark.parametrize("key", [True, False])
def test_an_older_layout_is_audited_and_left_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GRAPHS_HOME", str(tmp_path))
    monkeypatch.delenv("LEDGER_URL", raising=False)
    (tmp_path / "own").mkdir()
    path = tmp_path / "own" / "old.ledger"
    with create(str(path), ledger_id="test") as ledger:
        history(ledger)
    tamper = Tamper(str(path))
    tamper(*OLDER)
    tamper.engine.dispose()
    before = files(path.parent)
    given = "own-old" if key else str(path)
    assert main(["verify", "--ledger", given, "--lang", "en"]) == 0
    assert "older layout" in capsys.readouterr().out
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE unit SET name = 'x' WHERE id = 'u1'")
    spoiled = files(path.parent)
    assert main(["verify", "--ledger", given]) == 1
    assert files(path.parent) == spoiled
    assert set(spoiled) == set(before) == {"old.ledger"}


@pytest.mark.postgres
def test_an_older_layout_on_a_server_is_audited_and_left_so(postgres_database: str) -> None:
    with create(postgres_database, ledger_id="test") as ledger:
        history(ledger)
    tamper = Tamper(postgres_database)
    tamper(*OLDER)
    assert "older layout" in audit(postgres_database).reason.en
    assert tamper.one("SELECT columns FROM ledger") == "as they were"
    tamper("UPDATE unit SET name = 'x' WHERE id = 'u1'")
    assert not audit(postgres_database).ok
    tamper.engine.dispose()


def test_a_newer_layout_is_told(lite: Ledger, tmp_path: Path) -> None:
    Tamper(str(tmp_path / "lite.ledger"))("UPDATE ledger SET schema = 99")
    with pytest.raises(SchemaMismatch):
        audit(str(tmp_path / "lite.ledger"))


NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
WRONG = [
    (AT - dt.timedelta(seconds=1), "before that of the revision before it"),
    (NOW + dt.timedelta(minutes=6), "in the future"),
    (dt.datetime(1899, 12, 31, tzinfo=dt.UTC), "not within 1900 and 9998"),
    (dt.datetime(999, 1, 1, tzinfo=dt.UTC), "not within 1900 and 9998"),
    (dt.datetime(1, 1, 1, tzinfo=dt.UTC), "not within 1900 and 9998"),
    (dt.datetime(9999, 12, 31, 23, 59, tzinfo=dt.UTC), "not within 1900 and 9998"),
    (
        dt.datetime(1, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=8))),
        "not within 1900 and 9998",
    ),
]


@pytest.mark.parametrize(("at", "said"), WRONG)
def test_a_moment_that_cannot_be_is_refused(tmp_path: Path, at: dt.datetime, said: str) -> None:
    with create(str(tmp_path / "a.ledger"), ledger_id="test", clock=lambda: NOW) as ledger:
        history(ledger)
        step = Unit(id="new:1", name="新")
        with pytest.raises(ChangeRefused, match=said):
            put_at(ledger, step, at)
        with pytest.raises(ChangeRefused, match=said):
            ledger.undo(8, actor="岗", note="撤", at=at)
        assert ledger.head().number == 8
        put_at(ledger, step, NOW + dt.timedelta(minutes=4))


def put_at(ledger: Ledger, record: Unit, at: dt.datetime) -> None:
    ledger.apply(Change(record=record), actor="岗", note="新", at=at)


@pytest.mark.parametrize(("at", "said"), WRONG[:5])
def test_a_moment_forged_with_its_digest_is_told_by_verify_and_history(
    tmp_path: Path, at: dt.datetime, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    url = str(tmp_path / "a.ledger")
    with create(url, ledger_id="test") as ledger:
        put(ledger, Unit(id="u", name="一"))
        put(ledger, Unit(id="v", name="二"))
        forge(ledger, at)
    found = audit(url, now=NOW)
    assert (found.ok, found.stage, found.first_bad) == (False, "moments", 2)
    assert said in found.reason.en
    if at < NOW:
        assert main(["history", "--ledger", url, "--lang", "en"]) == 0
        assert said in capsys.readouterr().out


def forge(ledger: Ledger, at: dt.datetime) -> None:
    """Rewrite the last moment and make every digest right again."""
    last = replace(ledger.head(), at=at)
    with writing(ledger._engine) as connection:
        with ChainReader(connection) as reader:
            list(reader.lines(1))
            forged = replace(last, digest=proof_of(header(ledger.id, last), reader.lines(2)))
        connection.execute(
            update(REVISION).where(REVISION.c.number == 2).values(revision_values(forged))
        )
        connection.execute(update(LEDGER).values(digest=forged.digest))
