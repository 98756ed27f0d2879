"""An import in a child: what it finds comes back, what it writes is whole, its limits are told."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graphs import import_job
from graphs.child_job import ChildJob, JobWords
from graphs.errors import LimitExceeded
from graphs.import_job import (
    ImportJob,
    ImportLimits,
    WriteJob,
    bounded_prepare,
    is_quick_import,
)
from graphs.intake import NO_REPAIRS, InputFile, prepare
from graphs.ledger import Home
from graphs.model import Snapshot, Unit
from graphs.text import Text

AT = dt.datetime(2026, 11, 28, 8, tzinfo=dt.UTC)
EMPTY = Snapshot.from_records((), as_of=dt.date(2026, 6, 30))
FILE = InputFile(
    name="单位.csv",
    content=("名称,控股情况\n" + "".join(f"第{n}号公司,民营\n" for n in range(1200))).encode(),
)
WORDS = JobWords(late=Text.same("late {n}"), large=Text.same("large {n}"), ended=Text.same("ended"))


def job(snapshot: Snapshot, limits: ImportLimits | None = None) -> ImportJob:
    return ImportJob(
        [FILE], snapshot, mapping=None, system="", effective=None, sheet_places=False,
        repairs=NO_REPAIRS, limits=limits,
    )  # fmt: skip


def test_the_child_finds_what_the_app_would_and_writes_it_whole(tmp_path: Path) -> None:
    home = Home(folder=tmp_path)
    key = home.copy("demo", "导入").key
    with home.open(key) as ledger:
        snapshot = ledger.snapshot()
    begun = job(snapshot)
    outcome = begun.poll(wait=120)
    assert outcome is not None
    plain = prepare([FILE], snapshot)
    assert outcome == plain.without_steps(1000)
    assert (outcome.changes, outcome.counts()["added"]) == (1201, 1200)
    write = WriteJob(
        begun.kept(outcome), home, key, before=(), actor="测试岗", note="导入", at=AT,
        base=outcome.base,
    )  # fmt: skip
    revision = write.poll(wait=120)
    assert revision is not None
    with home.open(key) as ledger:
        now = ledger.snapshot()
    assert now.revision == revision
    assert len(now.records(Unit)) == len(snapshot.records(Unit)) + 1200


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (ImportLimits(compare=0.01), "什么也没有写入"),
        (ImportLimits(memory=1024), "内存超过"),
    ],
)
def test_a_limit_is_told_with_what_to_do(limits: ImportLimits, words: str) -> None:
    with pytest.raises(LimitExceeded) as caught:
        job(EMPTY, limits).poll(wait=120)
    assert words in caught.value.message.zh
    assert "nothing was written" in caught.value.message.en


def test_a_child_that_ends_without_an_answer_is_told() -> None:
    with pytest.raises(LimitExceeded, match="ended"):
        ChildJob(_leave, deadline=60, words=WORDS).poll(wait=60)


def test_the_folder_of_the_steps_goes_with_the_job() -> None:
    begun = job(EMPTY)
    folder = Path(begun.folder.name)
    assert folder.exists()
    begun.cancel()
    del begun
    assert not folder.exists()


def test_a_file_that_unpacks_to_much_is_not_quick() -> None:
    assert is_quick_import([FILE])
    assert not is_quick_import([replace(FILE, content=FILE.content * 100)])


def _leave() -> None:
    import os

    os._exit(3)


def test_what_the_command_line_compares_in_a_child_is_what_it_compares_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: dict[str, Any] = {
        "mapping": None, "system": "街道", "effective": None, "sheet_places": False,
    }  # fmt: skip
    plain = bounded_prepare([FILE], EMPTY, **asked)
    assert plain == prepare([FILE], EMPTY, system="街道")
    monkeypatch.setattr(import_job, "_QUICK", 0)
    assert bounded_prepare([FILE], EMPTY, **asked) == plain


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (ImportLimits(compare=0.01), "took more than 0.01 s"),
        (ImportLimits(memory=2**20), "needs more than 1 MB"),
    ],
)
def test_the_command_line_compares_within_limits_too(
    limits: ImportLimits, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_job, "_QUICK", 0)
    with pytest.raises(LimitExceeded) as refused:
        bounded_prepare(
            [FILE],
            EMPTY,
            mapping=None,
            system="",
            effective=None,
            sheet_places=False,
            limits=limits,
        )
    assert words in refused.value.message.en
    assert "command" not in refused.value.message.en
