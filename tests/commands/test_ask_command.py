"""``ask``: by key, in words, as JSON; parameters are checked."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

from factory import organisation

from graphs.ledger import Home, create
from graphs.model import Change, Division, PartialDate, Profile
from graphs.questions import QUESTIONS

AT = dt.datetime(2026, 1, 5, 8, tzinfo=dt.UTC)

Run = Callable[..., object]


def test_a_question_is_answered_with_its_table(run: Run) -> None:
    done = run("ask", "ending_soon", "--ledger", "demo", "--param", "days=60")
    assert done.code == 0
    lines = done.out.splitlines()
    assert lines[0] == "11 份协议 60 天内到期。"
    assert lines[1].split("\t")[:3] == ["到期", "还有天数", "协议"]
    assert len(lines) == 13


def test_words_are_taken_for_a_question_and_it_says_so(run: Run) -> None:
    done = run("ask", "who ends within 60 days", "--ledger", "demo", "--json", "--lang", "en")
    found = json.loads(done.out)
    assert (found["question"], found["parameters"]["days"]) == ("ending_soon", "60")
    assert found["count"] == {"low": 11, "high": 11, "named": 11}
    assert found["rows"][0]["records"]
    assert "answered as “Agreements ending soon”" in done.err


def test_without_a_question_all_are_listed(run: Run) -> None:
    done = run("ask")
    assert len(done.out.splitlines()) == len(QUESTIONS)
    assert json.loads(run("ask", "--json").out)[0]["parameters"][0]["required"]


def test_what_means_nothing_is_refused_in_words(run: Run) -> None:
    for wrong in (
        ("ending_soon", "--param", "days=0"),
        ("ending_soon", "--param", "weeks=1"),
        ("ending_soon", "--param", "days"),
        ("partners",),
        ("asdfgh",),
    ):
        done = run("ask", *wrong, "--ledger", "demo")
        assert done.code != 0
        assert done.out == ""
        assert done.err


def test_whoever_lies_in_no_division_is_named_beside_the_answer(run: Run, home: Home) -> None:
    path = home.folder / "own" / "fresh.ledger"
    path.parent.mkdir()
    records = [
        Profile(id="profile", title="新册", as_of=PartialDate("2026-01-01"), home="d"),
        Division(id="d", name="测试区"),
        *organisation("n1"),
        *organisation("s1"),
    ]
    with create(str(path), ledger_id="fresh") as ledger:
        ledger.apply(*(Change(record=each) for each in records), actor="台账岗", note="导入", at=AT)
    done = run("ask", "unpaired", "--ledger", "own-fresh")
    assert "这个范围里没有党组织" in done.out
    assert "另有 2 个党组织没有载明区划" in done.err
    whole = run("ask", "unpaired", "--ledger", "own-fresh", "--scope", "whole")
    assert "1 个非公党组织未结对" in whole.out
    assert whole.err == ""
