"""Every command that reads a view reads it as known at any revision, and says the same again later."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from nonempty import nonempty

from graphs.commands import COMMANDS
from graphs.ledger import open_ledger
from graphs.model import Change, Division

AT = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)
APART = {
    "import_": "writes, and compares with the newest",
    "import": "writes, and compares with the newest",
    "new": "makes a ledger: there is no revision yet",
}
"""Commands with a day and without a revision, and why."""


def flags(key: str) -> set[str]:
    return {flag for each in COMMANDS[key].arguments for flag in each.flags}


@pytest.mark.parametrize("key", nonempty([key for key in COMMANDS if "--as-of" in flags(key)]))
def test_whoever_names_a_day_may_name_a_revision(key: str) -> None:
    assert ("--revision" in flags(key)) == (key not in APART)


@pytest.mark.parametrize("line", ["check --json", "duplicates --json", "stats --csv", "ask unpaired --json"])  # fmt: skip
def test_an_answer_at_a_revision_stays_as_it_was(line: str, run, own: Path) -> None:
    view = (*line.split(), "--ledger", str(own), "--as-of", "2026-01-01", "--scope", "whole")
    first = run(*view, "--revision", "2")
    now = run(*view)
    with open_ledger(str(own)) as ledger:
        for number, name in enumerate(("丁镇", "戊镇")):
            record = Division(id=f"new:{number}", name=name)
            ledger.apply(Change(record=record), actor="台账岗", note=name, at=AT)
    again = run(*view, "--revision", "2")
    assert (again.code, again.out) == (first.code, first.out)
    assert run(*view, "--revision", "3").out == now.out


def test_a_revision_that_is_not_there_is_refused(run, own: Path) -> None:
    assert run("stats", "--ledger", str(own), "--as-of", "2026-01-01", "--revision", "9").code != 0
