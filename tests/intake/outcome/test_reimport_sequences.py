"""Longer lives of one source: two days, two users, a copy brought back, files that correct each other."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from intake_books import AT, DAY, csv_file
from profiles import tries
from test_reimport import ACTS, SYSTEM, Act, Books, act_on, books, new_ledger, put, write

from graphs.duplicates import dissolve_steps, merge_steps, rename_steps, split_steps
from graphs.errors import ChangeRefused
from graphs.intake import Import, InputFile, prepare
from graphs.ledger import Ledger, open_ledger
from graphs.model import Change, Organisation, facts_digest

LATER = dt.date(2026, 3, 1)


def again(ledger: Ledger, files: tuple[InputFile, ...], day: dt.date = DAY) -> Import:
    effective = None if day == DAY else day
    return prepare(files, ledger.snapshot(as_of=day), system=SYSTEM, effective=effective)


def added(result: Import) -> list[str]:
    return [each.sentence().zh for each in result.differences if each.kind == "added"]


def organisation(ledger: Ledger, name: str, day: dt.date = DAY) -> Organisation:
    return next(
        each for each in ledger.snapshot(as_of=day).records(Organisation) if each.name == name
    )


REGISTER = "党组织编号,党组织名称,党员数,所在单位\nD1,甲公司党支部,3,甲公司\nD2,甲厂支部,4,甲厂\nD3,乙店党支部,5,乙店\n"
PAIRS = "协议名称,签订日期,国企党组织,非公党组织\n共建,2023-05-04,甲公司党支部,乙店党支部\n,2024-05-04,甲厂支部,乙店党支部\n"
FILES = (csv_file(REGISTER, "党组织.csv"), csv_file(PAIRS, "结对.csv"))


def test_split_ended_reopened_renamed_merged_and_unmerged() -> None:
    """Each step of a long life is followed by the same files, which bring nothing twice."""
    with new_ledger() as ledger:
        put(ledger, again(ledger, FILES))
        first = organisation(ledger, "甲公司党支部")
        parts = [Organisation(id=f"new:{n}", name=f"甲公司第{n}党支部") for n in (1, 2)]
        write(ledger, split_steps(ledger.snapshot(as_of=DAY), first.id, parts, DAY))
        assert added(again(ledger, FILES)) == []
        part = organisation(ledger, "甲公司第1党支部")
        second = organisation(ledger, "甲厂支部")
        write(ledger, dissolve_steps(ledger.snapshot(as_of=DAY), second.id, DAY, note="转出"))
        assert added(again(ledger, FILES)) == []
        write(ledger, (Change(record=replace(second, dissolved_on=None), effective=DAY),))
        reopened = again(ledger, FILES)
        assert (added(reopened), reopened.errors) == ([], ())
        third = organisation(ledger, "乙店党支部")
        write(ledger, rename_steps(ledger.snapshot(as_of=DAY), third.id, "乙商店党支部", DAY))
        assert added(again(ledger, FILES)) == []
        before = facts_digest(ledger.snapshot(as_of=DAY))
        write(ledger, merge_steps(ledger.snapshot(as_of=DAY), part.id, second.id, DAY))
        merged = again(ledger, FILES)
        assert (added(merged), merged.errors) == ([], ())
        ledger.undo(ledger.head().number, actor="台账岗", note="撤销", at=AT)
        assert facts_digest(ledger.snapshot(as_of=DAY)) == before
        last = again(ledger, FILES)
        assert (added(last), last.errors) == ([], ())
        put(ledger, last)
        assert again(ledger, FILES).steps == ()


@given(books(), ACTS)
@settings(max_examples=tries(3), derandomize=True)
def test_the_same_files_at_two_days_bring_nothing_twice(source: Books, acts: list[Act]) -> None:
    with new_ledger() as ledger:
        put(ledger, again(ledger, source.files))
        for act in acts:
            act_on(ledger, source.files, act)
        now = again(ledger, source.files)
        assert now.errors == ()
        put(ledger, now)
        later = again(ledger, source.files, LATER)
        assert (later.errors, added(later)) == ((), [])
        put(ledger, later)
        assert again(ledger, source.files, LATER).steps == ()
        assert added(again(ledger, source.files)) == []


@given(books(), ACTS, st.booleans())
@settings(max_examples=tries(3), derandomize=True)
def test_two_users_with_the_same_files_write_them_once(
    source: Books,
    acts: list[Act],
    begun: bool,  # Hypothesis gives its values by place
) -> None:
    with new_ledger() as ledger:
        if begun:
            put(ledger, again(ledger, source.files))
        for act in acts:
            act_on(ledger, source.files, act)
        one, other = again(ledger, source.files), again(ledger, source.again or source.files)
        put(ledger, one)
        written = facts_digest(ledger.snapshot(as_of=DAY))
        try:
            put(ledger, other)
        except ChangeRefused:
            assert facts_digest(ledger.snapshot(as_of=DAY)) == written
        seen = again(ledger, source.again or source.files)
        assert (seen.errors, added(seen)) == ((), [])


def test_a_copy_brought_back_knows_its_source(tmp_path: Path) -> None:
    with new_ledger() as ledger:
        put(ledger, again(ledger, FILES))
        one, other = organisation(ledger, "甲公司党支部"), organisation(ledger, "甲厂支部")
        write(ledger, merge_steps(ledger.snapshot(as_of=DAY), one.id, other.id, DAY))
        ledger.backup(tmp_path / "copy.ledger")
        here = [each.sentence().zh for each in again(ledger, FILES).differences]
    with open_ledger(str(tmp_path / "copy.ledger")) as copy:
        back = again(copy, FILES)
        assert (back.errors, added(back)) == ((), [])
        assert [each.sentence().zh for each in back.differences] == here


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_files_that_correct_each_other_change_one_record_to_and_fro(order: tuple[int, int]) -> None:
    files = (csv_file(REGISTER, "甲.csv"), csv_file(REGISTER.replace(",3,", ",9,"), "乙.csv"))
    first, second = (files[at] for at in order)
    with new_ledger() as ledger:
        put(ledger, again(ledger, (first,)))
        for file in (second, first, second):
            result = again(ledger, (file,))
            assert [(each.kind, each.field) for each in result.differences] == [
                ("changed", "members")
            ]
            put(ledger, result)
            assert again(ledger, (file,)).steps == ()


def test_files_that_disagree_in_one_import_are_asked_about() -> None:
    files = (csv_file(REGISTER, "甲.csv"), csv_file(REGISTER.replace(",3,", ",9,"), "乙.csv"))
    with new_ledger() as ledger:
        result = again(ledger, files)
        said = [each for each in result.issues if each.severity != "hint"]
        assert any("9" in each.sentence().zh and "3" in each.sentence().zh for each in said)
        assert result.account.balanced
