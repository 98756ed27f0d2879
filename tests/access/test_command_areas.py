"""Every command at every role: what the table says, before anything is opened."""

from __future__ import annotations

import datetime as dt
import shlex
from dataclasses import replace
from pathlib import Path

import pytest

import graphs.__main__ as program
from graphs.access import RIGHTS, TOKEN, Accounts, Area, Role
from graphs.commands import COMMANDS
from graphs.commands.command_line.command_desk import Desk

NOW = dt.datetime(2026, 11, 28, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[Role, str]]:
    home = tmp_path_factory.mktemp("office")
    accounts = Accounts(home / "access")
    now = dt.datetime.now(dt.UTC)
    for role in Role:
        name = f"of.{role.name}"
        accounts.add(name, post=f"{role.label.zh}岗", grants=[f"{role.name}@whole"], now=now)
    return home, {role: accounts.give_token(f"of.{role.name}") for role in Role}


@pytest.fixture
def run(office: tuple[Path, dict[Role, str]], monkeypatch: pytest.MonkeyPatch) -> list[Desk]:
    """The desks that commands were run with; what they do is not tried here."""
    desks: list[Desk] = []

    def only_note(desk: Desk, **_options: object) -> int:
        desks.append(desk)
        return 0

    noted = {key: replace(each, run=only_note) for key, each in COMMANDS.items()}
    monkeypatch.setattr(program, "COMMANDS", noted)
    monkeypatch.setenv("GRAPHS_HOME", str(office[0]))
    monkeypatch.delenv("LEDGER_URL", raising=False)
    monkeypatch.delenv(TOKEN, raising=False)
    return desks


@pytest.mark.parametrize("key", list(COMMANDS))
@pytest.mark.parametrize("role", list(Role))
def test_a_command_runs_for_whom_the_table_says(
    office: tuple[Path, dict[Role, str]],
    run: list[Desk],
    monkeypatch: pytest.MonkeyPatch,
    role: Role,
    key: str,
) -> None:
    monkeypatch.setenv(TOKEN, office[1][role])
    area = COMMANDS[key].area
    allowed = area is Area.accounts or area in RIGHTS[role]
    code = program.main(shlex.split(COMMANDS[key].examples[0].line))
    assert (code, len(run)) == ((0, 1) if allowed else (1, 0))
    if allowed and area is not Area.accounts:
        assert run[0].home.visitor.account == f"of.{role.name}"


@pytest.mark.parametrize("token", ["", "of.steward:wrong", "of.steward", "nobody:x", ":"])
@pytest.mark.parametrize("key", ["list", "undo", "backup", "import", "export", "proposal"])
def test_no_command_runs_without_a_token_where_there_are_accounts(
    run: list[Desk], monkeypatch: pytest.MonkeyPatch, token: str, key: str
) -> None:
    monkeypatch.setenv(TOKEN, token)
    assert program.main(shlex.split(COMMANDS[key].examples[0].line)) == 1
    assert run == []
