"""The first example of every command runs as the help shows it, on the ledgers that ship."""

from __future__ import annotations

import shlex
import shutil
import threading
from pathlib import Path

import pytest

from graphs.__main__ import main
from graphs.commands import COMMANDS
from graphs.commands.ledgers import open_command
from graphs.ledger import Home

ROOT = Path(__file__).parents[2]
PREPARED = ("copy", "template", "plan")
"""The help names these three as what the others build on."""


@pytest.fixture(scope="session")
def exercise(shipped: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the steps that the help names were taken, one after the other."""
    folder = tmp_path_factory.mktemp("exercise")
    (folder / "home").mkdir()
    (folder / "home" / "shipped").symlink_to(shipped)
    (folder / "data").symlink_to(ROOT / "data")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRAPHS_HOME", str(folder / "home"))
        patch.delenv("LEDGER_URL", raising=False)
        patch.chdir(folder)
        assert run_example("copy", 0) == 0
        shutil.copytree(folder / "home" / "own", folder / "before")
        assert run_example("template", 0) == 0
        draft = next(k for k, e in enumerate(COMMANDS["plan"].examples) if "--draft" in e.line)
        assert run_example("plan", draft) in (0, 1)
    return folder


def run_example(name: str, place: int) -> int:
    return main(shlex.split(COMMANDS[name].examples[place].line))


@pytest.mark.parametrize(
    "name", [name for name in sorted(COMMANDS) if name not in ("open", "docs")]
)
def test_the_first_example_runs_on_the_shipped_ledgers(
    name: str,
    exercise: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    folder = tmp_path / "desk"
    shutil.copytree(exercise, folder, symlinks=True)
    if name in ("undo", "copy"):  # undo takes back the last revision of a fresh copy
        shutil.rmtree(folder / "home" / "own")
        shutil.copytree(folder / "before", folder / "home" / "own") if name == "undo" else None
    if name == "template":
        next(folder.glob("*.xlsx")).unlink()
    monkeypatch.setenv("GRAPHS_HOME", str(folder / "home"))
    monkeypatch.chdir(folder)
    code = run_example(name, 0)
    told = capsys.readouterr()
    assert code in (0, 1), told.err
    assert code == 0 or name in ("plan", "country", "check"), told.err
    assert "Traceback" not in told.out + told.err


def test_the_example_of_docs_finds_them_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", "--check"]) == 0
    assert capsys.readouterr().out


def test_the_example_of_open_prints_an_address(
    home: Home, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class App:
        def wait(self) -> int:
            return 0

        def terminate(self) -> None: ...

    monkeypatch.setattr(open_command.subprocess, "Popen", lambda *_, **__: App())
    monkeypatch.setattr(open_command, "_wait", lambda *_: None)
    assert threading.current_thread() is threading.main_thread()  # it takes hold of a signal
    assert run_example("open", 0) == 0
    assert "http://127.0.0.1:" in capsys.readouterr().out
