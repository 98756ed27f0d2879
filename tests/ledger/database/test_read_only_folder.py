"""A ledger in a folder that cannot be written to is read like any other; writing names the folder."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_factory import district, history, put
from ordinary_user import closed_folder

from graphs.__main__ import main
from graphs.errors import LedgerReadOnly
from graphs.ledger import Home, create, open_ledger
from graphs.ledger.database.engine import has_log
from graphs.model import Unit


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home with one ledger of one's own, closed for writing; what ships was never made there."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "home"
        (home / "own").mkdir(parents=True)
        with create(str(home / "own" / "mine.ledger"), ledger_id="mine") as ledger:
            history(ledger)
        monkeypatch.setenv("GRAPHS_HOME", str(home))
        monkeypatch.delenv("LEDGER_URL", raising=False)
        # What Python loads on first use lies where an ordinary user may not look.
        for line in (["check"], ["verify"], ["export", "--output", str(Path(name) / "warm.zip")]):
            main([*line, "--ledger", "own-mine"])
        with closed_folder(home):
            yield home


@pytest.mark.parametrize("key", [True, False])
def test_every_command_that_reads_works(
    folder: Path, key: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "own" / "mine.ledger"
    before = path.read_bytes()
    given = ("--ledger", "own-mine" if key else str(path))
    capsys.readouterr()
    with tempfile.TemporaryDirectory() as elsewhere:
        assert main(["list", "--json"]) == 0
        assert "own-mine" in [each["key"] for each in json.loads(capsys.readouterr().out)]
        assert main(["history", *given]) == 0
        assert main(["verify", *given]) == 0
        assert main(["check", *given]) in (0, 1)
        assert main(["export", "--output", f"{elsewhere}/export.zip", *given]) == 0
        assert main(["archive", f"{elsewhere}/a.zip", *given]) == 0
        assert main(["backup", f"{elsewhere}/copy.ledger", *given]) == 0
        said = capsys.readouterr()
        assert "不可写" not in said.out + said.err
        with open_ledger(f"{elsewhere}/copy.ledger") as copy:
            assert put(copy, Unit(id="new:1", name="还能写")).number == 9
    assert sorted(each.name for each in path.parent.iterdir()) == ["mine.ledger"]
    assert path.read_bytes() == before


def test_only_writing_is_refused_and_names_the_folder(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = str(folder / "own")
    with Home(folder=folder).open("own-mine") as ledger:
        assert ledger.read_only
        with pytest.raises(LedgerReadOnly, match="cannot be written to") as refused:
            put(ledger, Unit(id="new:1", name="x"))
        assert where in refused.value.message.zh
        with pytest.raises(LedgerReadOnly):
            ledger.undo(8, actor="岗", note="撤", at=ledger.head().at)
    act = ("--actor", "岗", "--note", "试")
    assert main(["undo", "8", "--ledger", "own-mine", *act]) == 3
    assert where in capsys.readouterr().err
    for line in (
        ["copy", "other", "--ledger", "own-mine"],
        ["new", "x", "--district", "410106", "--post", "岗"],
    ):
        assert main(line) == 3
        said = capsys.readouterr().err
        assert where in said
        assert "不可写" in said


def test_what_ships_can_be_read_where_nothing_can_be_kept(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["history", "--ledger", "shangjie-2010"]) == 0
    assert not (folder / "shipped").exists()


def test_what_a_crash_left_beside_the_file_is_read_too() -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "home" / "a.ledger"
        path.parent.mkdir()
        with create(str(path), ledger_id="test") as ledger:
            put(ledger, *district())
            assert has_log(path)
            with closed_folder(path.parent), open_ledger(str(path)) as read:
                assert read.head().number == 1
                assert read.verify().ok
