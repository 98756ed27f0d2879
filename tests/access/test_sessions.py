"""What a session rests on: its account as it proved itself, whatever clocks and files do meanwhile."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from graphs.access import Account, Accounts, Sessions, is_office, passwords
from graphs.errors import AccessRefused, NotFound

NOW = dt.datetime(2026, 11, 29, 9, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def sessions(tmp_path: Path) -> Sessions:
    accounts = Accounts(tmp_path / "access")
    accounts.add("jia", post="甲镇台账岗", grants=["analyst@whole"], now=NOW)
    return Sessions(accounts)


def begun(sessions: Sessions) -> str:
    return sessions.begin(sessions.accounts.find("jia"), now=NOW)


def turned(sessions: Sessions, **values: object) -> None:
    with sessions.accounts.stored.changing() as kept:
        kept["jia"] = replace(kept["jia"], **values)


@pytest.mark.parametrize("back", [dt.timedelta(minutes=6), dt.timedelta(days=1)])
def test_a_clock_that_was_set_back_ends_sessions_instead_of_prolonging_them(
    sessions: Sessions, back: dt.timedelta
) -> None:
    cookie = begun(sessions)
    assert sessions.of(cookie, now=NOW - dt.timedelta(minutes=4)) is not None  # two clocks differ
    assert sessions.of(cookie, now=NOW - back) is None
    assert sessions.of(cookie, now=NOW) is None  # and it does not come back to life


CHANGES: dict[str, Callable[[Sessions], object]] = {
    "reset by a clock behind": lambda each: each.accounts.reset("jia", now=NOW - 200 * SECOND),
    "password by a clock behind": lambda each: each.accounts.change_password(
        "jia", "长而好记的口令-2026", now=NOW - 200 * SECOND
    ),
    "narrowed": lambda each: turned(each, grants=("analyst@division:t1",)),
    "another role": lambda each: turned(each, grants=("viewer@whole",)),
    "more": lambda each: turned(each, grants=("analyst@whole", "steward@whole")),
    "another post": lambda each: turned(each, posts=("乙镇台账岗", "甲镇台账岗")),
    "claimed": lambda each: each.accounts.claim("jia", "https://id 7"),
    "disabled": lambda each: each.accounts.disable("jia"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_whatever_changes_what_an_account_may_ends_its_sessions(
    sessions: Sessions, change: Callable[[Sessions], object]
) -> None:
    cookie, other = begun(sessions), begun(sessions)
    turned(sessions, failures=3)  # a guess of somebody else ends nothing
    assert sessions.of(cookie, now=NOW + SECOND) is not None
    change(sessions)
    assert sessions.of(cookie, now=NOW + SECOND) is None
    turned(sessions, disabled=False)
    assert sessions.of(cookie, now=NOW + SECOND) is None
    assert sessions.of(other, now=NOW + SECOND) is None or change is CHANGES["disabled"]


def test_a_session_of_a_password_that_was_reset_before_it_began_is_none(
    sessions: Sessions,
) -> None:
    proved = sessions.accounts.find("jia")
    sessions.accounts.reset("jia", now=NOW)
    assert sessions.of(sessions.begin(proved, now=NOW + SECOND), now=NOW + SECOND) is None


DAMAGED = ["", "{", "[]", "{}", "null", '{"account": "jia"}', '{"account": ["jia"]}',
    '{"account": "jia", "basis": 1, "begun": "x", "form": ""}', "\x00" * 9]  # fmt: skip


@pytest.mark.parametrize("content", DAMAGED)
def test_a_damaged_session_is_none(sessions: Sessions, content: str) -> None:
    cookie = begun(sessions)
    [file] = (sessions.accounts.folder / "sessions").iterdir()
    file.write_text(content, encoding="utf-8")
    assert sessions.of(cookie, now=NOW) is None


REPLACED: dict[str, Callable[[Path], object]] = {
    "taken away": lambda path: path.unlink(),
    "empty": lambda path: path.write_text(""),
    "half": lambda path: path.write_text(path.read_text("utf-8")[:80], "utf-8"),
    "no list": lambda path: path.write_text('{"jia": 1}'),
    "nothing": lambda path: path.write_text("null"),
    "other fields": lambda path: path.write_text(
        json.dumps([{**json.loads(path.read_text("utf-8"))[0], "admin": True}])
    ),
    "no utf-8": lambda path: path.write_bytes(b"\xff\xfe[]"),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
    "nobody left": lambda path: path.write_text("[]"),
}


@pytest.mark.parametrize("replaced", REPLACED.values(), ids=list(REPLACED))
def test_an_office_whose_accounts_are_gone_or_damaged_lets_nobody_in_and_not_everybody(
    sessions: Sessions, replaced: Callable[[Path], object]
) -> None:
    cookie, path = begun(sessions), sessions.accounts.file
    content = path.read_bytes()
    replaced(path)
    assert is_office(sessions.accounts.folder)
    assert sessions.of(cookie, now=NOW) is None
    with pytest.raises(AccessRefused):
        sessions.accounts.sign_in("jia", "guess", now=NOW)
    if path.is_dir():
        path.rmdir()
    path.write_bytes(content)
    assert sessions.of(cookie, now=NOW) is not None  # what was open goes on once they are back


def test_a_folder_that_never_had_accounts_is_one_desk(tmp_path: Path) -> None:
    assert not is_office(tmp_path / "access")
    accounts = Accounts(tmp_path / "access")
    assert accounts.listed() == ()
    with pytest.raises(NotFound):
        accounts.reset("nobody", now=NOW)
    with pytest.raises(AccessRefused):
        accounts.add("Not A Name", post="岗", grants=["viewer"], now=NOW)
    assert not is_office(tmp_path / "access")


ADD = """
import datetime as dt, sys
from pathlib import Path
from graphs.access import Accounts, passwords
passwords.COST = passwords.HashCost(rounds=1, memory=8, threads=1)
now = dt.datetime(2026, 11, 29, tzinfo=dt.UTC)
for number in range(15):
    Accounts(Path(sys.argv[1])).add(f"{sys.argv[2]}-{number}", post="岗", grants=["viewer"], now=now)
"""
STOP = """
import os, sys
from pathlib import Path
from graphs.access import Accounts
with Accounts(Path(sys.argv[1])).stored.changing():
    os._exit(9)
"""


def program(words: str, *arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", words, *map(str, arguments)], cwd=ROOT)


def test_changes_of_two_programs_are_all_kept_though_a_third_died_in_the_midst(
    sessions: Sessions,
) -> None:
    folder = sessions.accounts.folder
    assert program(STOP, folder).wait(60) == 9
    both = [program(ADD, folder, name) for name in ("one", "two")]
    assert [each.wait(120) for each in both] == [0, 0]
    assert len(sessions.accounts.listed()) == 31


def test_of_many_sign_ins_at_once_each_has_a_session_of_its_own(sessions: Sessions) -> None:
    with ThreadPoolExecutor(8) as pool:
        cookies = list(pool.map(lambda _: begun(sessions), range(16)))
    assert len(set(cookies)) == 16
    assert all(sessions.of(each, now=NOW) for each in cookies)


ALIKE = [
    "ｊｉａ",
    "jіa",
    "JIA",
    "jia ",
    " jia",
    "jia\u200b",
    "jia\x00",
    "jia\n",
    "jiа",
    "ji\u0430",
    "j\u0131a",
]


@pytest.mark.parametrize("name", ALIKE)
def test_a_name_that_looks_like_an_account_is_none_and_becomes_none(
    sessions: Sessions, name: str
) -> None:
    first = sessions.accounts.reset("jia", now=NOW)
    with pytest.raises(AccessRefused):
        sessions.accounts.sign_in(name, first, now=NOW)
    with pytest.raises(AccessRefused):
        sessions.accounts.add(name, post="别岗", grants=["viewer"], now=NOW)
    assert [each.name for each in sessions.accounts.listed()] == ["jia"]


def test_every_refusal_costs_one_look_at_a_real_hash(
    sessions: Sessions, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the time it takes says which names are accounts, and which of them the provider lets in."""
    accounts = sessions.accounts
    for name in ("claimed", "closed", "locked"):
        accounts.add(name, post="岗", grants=["viewer"], now=NOW)
    accounts.claim("claimed", "https://id 8")
    accounts.disable("closed")
    with accounts.stored.changing() as kept:
        kept["locked"] = replace(kept["locked"], locked_until=NOW.timestamp() + 60)
    looked: list[str] = []

    class Counting:
        def verify(self, kept: str, words: str) -> bool:
            looked.append(kept)
            return real.verify(kept, words)

    real = passwords._hasher()
    passwords.nobody()
    monkeypatch.setattr(passwords, "_hasher", Counting)
    for name in ("jia", "claimed", "closed", "locked", "never.was"):
        looked.clear()
        with pytest.raises(AccessRefused) as refused:
            accounts.sign_in(name, "guess", now=NOW)
        assert [each[:9] for each in looked] == ["$argon2id"], name
        assert "wrong" in refused.value.say("en")
        looked.clear()
        with pytest.raises(AccessRefused):
            accounts.with_token(f"{name}:guess", now=NOW)
        assert [each[:9] for each in looked] == ["$argon2id"], name


def test_what_a_session_rests_on_is_every_field_that_gives_a_right() -> None:
    """A field added later is looked at here: it gives a right, or it is only counted."""
    gives = {"posts", "grants", "hash", "claim"}
    asked_each_time = {"name", "fresh", "disabled", "expires"}
    counted = {"token", "failures", "locked_until", "changed_at"}
    assert gives | asked_each_time | counted == set(Account.__slots__)
