"""An older ledger is brought up to date after a backup; a newer one is left alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from ledger_factory import history, put
from tampering import Tamper

from graphs.errors import LedgerReadOnly, SchemaMismatch
from graphs.ledger import Ledger, create, load_archive, migrations, open_ledger, opening
from graphs.ledger.migrations import MIGRATIONS, migration
from graphs.model import ListItem, Organisation, Unit
from graphs.registry import Registry

# What a version that knew neither needs nor longitudes would have left.
OLDER = (
    "DROP TABLE list_item",
    "ALTER TABLE unit DROP COLUMN longitude",
    "DROP INDEX ix_unit_division",
    "UPDATE ledger SET columns = 'as they were'",
)


@pytest.fixture
def digest(ledger_url: str, tamper: Tamper) -> str:
    """Make an older ledger at ``ledger_url`` and give its digest."""
    with create(ledger_url, ledger_id="test") as made:
        history(made)
        noted = made.head().digest
    tamper(*OLDER)
    return noted


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """Pretend that two layouts came since, and tell which steps have run."""
    ran: list[int] = []
    monkeypatch.setattr(migrations, "SCHEMA", 3)
    monkeypatch.setattr(opening, "SCHEMA", 3)
    monkeypatch.setattr(migrations, "MIGRATIONS", Registry("migration"))

    @migration(to=3)
    def third(connection: sa.Connection) -> None:
        """Use what the second step made."""
        connection.execute(sa.text("UPDATE third SET reached = 3"))
        connection.execute(sa.text("DROP TABLE third"))  # nothing undeclared stays
        ran.append(3)

    @migration(to=2)
    def second(connection: sa.Connection) -> None:
        """Make a table."""
        connection.execute(sa.text("CREATE TABLE third (reached INTEGER)"))
        ran.append(2)

    yield ran
    assert {2: second, 3: third} == migrations.MIGRATIONS


def test_an_older_ledger_gets_what_it_lacks_and_keeps_its_proof(
    digest: str, ledger_url: str, tmp_path: Path
) -> None:
    with open_ledger(ledger_url, backups=tmp_path / "kept") as ledger:
        [notice] = ledger.notices
        assert str(tmp_path / "kept") in notice.zh
        assert ledger.verify(expect=digest).ok
        put(
            ledger,
            Unit(id="u9", name="新公司", longitude=113.3, latitude=34.8),
            ListItem(id="li1", organisation="o1", title="需求"),
        )
        assert ledger.snapshot().get(Unit, "u9").longitude == 113.3
        assert ledger.verify(expect=digest).ok
    with open_ledger(ledger_url, backups=tmp_path / "kept") as again:
        assert again.notices == ()


def test_an_index_that_was_missing_is_made(digest: str, ledger_url: str, tamper: Tamper) -> None:
    with open_ledger(ledger_url):
        found = sa.inspect(tamper.engine).get_indexes("unit")
    assert "ix_unit_division" in {index["name"] for index in found}


def test_the_backup_is_a_ledger_of_the_same_content(
    digest: str, ledger_url: str, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    open_ledger(ledger_url, backups=kept).close()
    [backup] = kept.iterdir()
    if backup.suffix == ".zip":
        copy = load_archive(backup, str(tmp_path / "copy.ledger"))
    else:
        copy = open_ledger(str(backup))
    with copy:
        assert copy.verify(expect=digest).ok
        assert copy.head().digest == digest


def test_a_backup_overwrites_no_earlier_one(
    digest: str, ledger_url: str, tmp_path: Path, tamper: Tamper
) -> None:
    kept = tmp_path / "kept"
    open_ledger(ledger_url, backups=kept).close()
    before = {path.name: path.read_bytes() for path in kept.iterdir()}
    tamper("UPDATE ledger SET columns = 'as they were'")
    open_ledger(ledger_url, backups=kept).close()
    after = {path.name: path.read_bytes() for path in kept.iterdir()}
    assert len(after) == 2
    assert after.items() > before.items()


def test_an_sqlite_backup_lies_beside_its_ledger(tmp_path: Path) -> None:
    url = str(tmp_path / "a.ledger")
    create(url, ledger_id="test").close()
    Tamper(url)("UPDATE ledger SET columns = 'as they were'")
    open_ledger(url).close()
    assert (tmp_path / "a.ledger.revision-0.backup").is_file()


def test_declared_steps_run_once_each_in_order(
    digest: str, steps: list[int], ledger_url: str, tmp_path: Path, tamper: Tamper
) -> None:
    with open_ledger(ledger_url, backups=tmp_path / "kept") as ledger:
        assert ledger.verify(expect=digest).ok
    assert steps == [2, 3]
    open_ledger(ledger_url, backups=tmp_path / "kept").close()
    assert steps == [2, 3]
    assert tamper.one("SELECT schema FROM ledger") == 3


def test_a_step_that_fails_leaves_the_ledger_as_it_was(
    digest: str, steps: list[int], ledger_url: str, tmp_path: Path, tamper: Tamper
) -> None:
    def broken(connection: sa.Connection) -> None:
        connection.execute(sa.text("UPDATE unit SET name = 'x'"))
        raise RuntimeError("half way")

    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(migrations.MIGRATIONS._members, 3, broken)
        with pytest.raises(RuntimeError, match="half way"):
            open_ledger(ledger_url, backups=tmp_path / "kept")
    assert tamper.one("SELECT columns FROM ledger") == "as they were"
    assert not sa.inspect(tamper.engine).has_table("third")
    with open_ledger(ledger_url, backups=tmp_path / "kept") as ledger:
        assert ledger.verify(expect=digest).ok
        assert ledger.head().digest == digest


def test_two_steps_to_one_layout_are_a_programmer_s_mistake(steps: list[int]) -> None:
    with pytest.raises(ValueError, match="3"):
        migration(to=3)


def test_every_declared_step_leads_to_a_layout_there_is() -> None:
    assert set(MIGRATIONS) <= set(range(2, migrations.SCHEMA + 1))


def test_a_newer_layout_is_refused_and_untouched(
    ledger: Ledger, ledger_url: str, tmp_path: Path, tamper: Tamper
) -> None:
    put(ledger, Organisation(id="o", name="支部"))
    tamper("UPDATE ledger SET schema = 99, columns = 'of tomorrow'")
    with pytest.raises(SchemaMismatch, match=r"newer version wrote this ledger \(99 > 1\)"):
        open_ledger(ledger_url, backups=tmp_path / "kept")
    assert not (tmp_path / "kept").exists()
    assert tamper.one("SELECT columns FROM ledger") == "of tomorrow"


def test_an_older_ledger_open_for_reading_is_left_alone(
    digest: str, ledger_url: str, tmp_path: Path, tamper: Tamper
) -> None:
    with pytest.raises(LedgerReadOnly, match="open it once for writing"):
        open_ledger(ledger_url, read_only=True, backups=tmp_path / "kept")
    assert tamper.one("SELECT columns FROM ledger") == "as they were"
    assert not (tmp_path / "kept").exists()
