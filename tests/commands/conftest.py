"""A desk of one's own for each test; the ledgers that ship are made once for all of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from graphs.__main__ import main
from graphs.ledger import Home, create
from graphs.model import Change, Division

AT = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)
Run = Callable[..., "Answer"]


class Answer:
    """What a command answered: exit code, standard output, standard error."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = Home(folder=tmp_path_factory.mktemp("shipped"))
    for key in ("shangjie-2010", "demo"):
        home.open(key).close()
    return home.folder / "shipped"


@pytest.fixture
def home(tmp_path: Path, shipped: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "shipped").symlink_to(shipped)
    monkeypatch.setenv("GRAPHS_HOME", str(folder))
    monkeypatch.delenv("LEDGER_URL", raising=False)
    monkeypatch.chdir(tmp_path)
    return Home(folder=folder)


@pytest.fixture
def run(home: Home, capsys: pytest.CaptureFixture[str]) -> Run:
    def command(*arguments: str) -> Answer:
        capsys.readouterr()
        code = main(arguments)
        return Answer(code, *capsys.readouterr())

    return command


@pytest.fixture
def own(home: Home) -> Path:
    """A ledger of one's own, ``own-township``, of three revisions."""
    path = home.folder / "own" / "township.ledger"
    path.parent.mkdir()
    with create(str(path), ledger_id="township") as ledger:
        for number, name in enumerate(("甲镇", "乙镇", "丙镇"), start=1):
            record = Division(id=f"d{number}", name=name)
            ledger.apply(Change(record=record), actor="台账岗", note=f"录入{name}", at=AT)
    return path
