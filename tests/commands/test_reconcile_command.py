"""Reconciling from the command line: 32 reported against 30 in the ledger, signed off, open again."""

from __future__ import annotations

import json

import pytest

POST = "区委组织部·统计岗"
LEDGER = ("--ledger", "own-exercise")


@pytest.fixture
def article(run):
    """A copy of the article's ledger to write to."""
    assert run("copy", "exercise", "--ledger", "shangjie-2010").code == 0


def lines(run, *arguments: str, code: int = 0) -> list[dict[str, object]]:
    answer = run("reconcile", *arguments, *LEDGER, "--json")
    assert answer.code == code, answer.err
    found: list[dict[str, object]] = json.loads(answer.out)
    return found


def sign(run, ident: str, *more: str):
    return run("reconcile", "sign", ident, *LEDGER, "--actor", POST, "--note", "见说明", *more)


@pytest.mark.usefixtures("article")
def test_thirty_two_against_thirty_is_listed_explained_and_signed_off(run):
    found = {each["statement"]: each for each in lines(run)}
    pairs, branches = found["f-sj-08"], found["f-sj-07"]
    assert (pairs["reported"], pairs["ledger"], pairs["state"]) == ("32", "≥ 30", "unsigned")
    assert pairs["difference"] == "上报最多多 2"
    assert (branches["reported"], branches["ledger"], branches["difference"]) == (
        "30",
        "30",
        "相同",
    )
    shown = lines(run, "show", "f-sj-08")
    assert "several_partners" in {each.get("explanation") for each in shown}
    assert "sj-ag|sj-alb|sj-np" in {each.get("counts") for each in shown}
    assert sign(run, "f-sj-08", "--explain", "several_partners").code == 0
    [again] = [each for each in lines(run) if each["statement"] == "f-sj-08"]
    assert (again["state"], again["signed_by"], again["revision"]) == ("signed", POST, 1)
    assert lines(run, "show", "f-sj-08")[-1]["sound"] is True


@pytest.mark.usefixtures("article")
def test_a_sign_off_is_taken_back_by_its_own_post_only(run):
    assert sign(run, "f-sj-07").code == 0
    back = ("reconcile", "withdraw", "f-sj-07", *LEDGER, "--note", "登错", "--actor")
    assert run(*back, "别的岗").code == 2
    assert run(*back, POST).code == 0
    [again] = [each for each in lines(run) if each["statement"] == "f-sj-07"]
    assert again["state"] == "unsigned"


@pytest.mark.usefixtures("article")
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("show",), "其余都要写"),
        (("list", "f-sj-07"), "其余都要写"),
        (("show", "nobody"), "nobody"),
        (("sign", "f-sj-07"), "--actor"),
        (("show", "f-sj-07", "--explain", "miscount"), "--explain"),
        (("withdraw", "f-sj-07", "--explain", "miscount"), "--explain"),
        (
            ("sign", "f-sj-07", "--actor", POST, "--note", "好", "--explain", "counted_twice"),
            "counted_twice",
        ),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_to_do_and_writes_nothing(run, arguments, says):
    answer = run("reconcile", *arguments, *LEDGER)
    assert answer.code == 2
    assert says in answer.err
    assert all(each["state"] == "unsigned" for each in lines(run))
