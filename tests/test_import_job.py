"""An import in a child: what it finds comes back, what it writes is whole, its limits are told."""

from __future__ import annotations

import datetime as dt
import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from graphs.child_job import ChildJob, JobWords
from graphs.errors import LimitExceeded
from graphs.import_job import (
    ImportJob,
    ImportLimits,
    WriteJob,
    bounded_prepare,
)
from graphs.intake import ImportRequest, InputFile, Repairs, import_request, prepare
from graphs.ledger import Home
from graphs.model import Snapshot, Unit
from graphs.text import Text

AT = dt.datetime(2026, 11, 28, 8, tzinfo=dt.UTC)
EMPTY = Snapshot.from_records((), as_of=dt.date(2026, 6, 30))
FILE = InputFile(
    name="单位.csv",
    content=("名称,控股情况\n" + "".join(f"第{n}号公司,民营\n" for n in range(1200))).encode(),
)
REQUEST = ImportRequest(files=(FILE,))
WORDS = JobWords(late=Text.same("late {n}"), large=Text.same("large {n}"), ended=Text.same("ended"))


def job(snapshot: Snapshot, limits: ImportLimits | None = None) -> ImportJob:
    return ImportJob(REQUEST, snapshot, limits=limits)


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
    assert REQUEST.is_quick
    large = replace(FILE, content=FILE.content * 100)
    assert not ImportRequest(files=(large,)).is_quick


def test_a_request_reaches_a_child_with_its_repairs() -> None:
    repairs = Repairs(cells={("单位.csv", 2, "A"): "乙"}, rows={("单位.csv", 3): Text.same("x")})
    request = replace(REQUEST, repairs=repairs, system="街道")
    assert pickle.loads(pickle.dumps(request)) == request  # noqa: S301  # our own


def _leave() -> None:
    import os

    os._exit(3)


def test_what_the_command_line_compares_in_a_child_is_what_it_compares_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    request = replace(REQUEST, system="街道")
    plain = bounded_prepare(request, EMPTY)
    assert plain == prepare([FILE], EMPTY, system="街道")
    monkeypatch.setattr(import_request, "_QUICK", 0)
    assert bounded_prepare(request, EMPTY) == plain


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
    monkeypatch.setattr(import_request, "_QUICK", 0)
    with pytest.raises(LimitExceeded) as refused:
        bounded_prepare(REQUEST, EMPTY, limits)
    assert words in refused.value.message.en
    assert "command" not in refused.value.message.en
