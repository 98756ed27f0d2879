"""Guesses at a password, one after the other and all at once: five are judged in a quarter hour."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graphs.access import Accounts
from graphs.access import accounts as accounts_module
from graphs.errors import AccessRefused

NOW = dt.datetime(2026, 11, 28, 9, tzinfo=dt.UTC)


def office(folder: Path) -> tuple[Accounts, str]:
    accounts = Accounts(folder)
    return accounts, accounts.add("jia", post="甲镇台账岗", grants=["viewer"], now=NOW)


def let_in(accounts: Accounts, password: str) -> bool:
    try:
        accounts.sign_in("jia", password, now=NOW)
    except AccessRefused:
        return False
    return True


def test_the_sixth_guess_is_refused_even_if_it_is_right(tmp_path: Path) -> None:
    accounts, right = office(tmp_path)
    assert not any(let_in(accounts, f"wrong {n}") for n in range(5))
    assert not let_in(accounts, right)


def test_a_right_guess_that_began_beside_five_wrong_ones_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Guesses from many addresses at once, each judged while the others are."""
    accounts, right = office(tmp_path)
    begun, judged = threading.Barrier(6), threading.Event()

    def slow(hash_: str, password: str) -> bool:
        begun.wait(60)
        if password == right:
            judged.wait(60)
        return password == right

    monkeypatch.setattr(accounts_module, "matches", slow)
    with ThreadPoolExecutor(6) as pool:
        last = pool.submit(let_in, accounts, right)
        wrong = list(pool.map(lambda n: let_in(accounts, f"wrong {n}"), range(5)))
        judged.set()
        assert not any(wrong)
        assert not last.result(60)


def test_a_password_that_was_changed_meanwhile_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    accounts, right = office(tmp_path)

    def meanwhile(hash_: str, password: str) -> bool:
        monkeypatch.undo()
        accounts.reset("jia", now=NOW)
        return True

    monkeypatch.setattr(accounts_module, "matches", meanwhile)
    assert not let_in(accounts, right)
