"""The month's report equals a second count with pandas from the raw lines: three dates, each scope."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterator
from itertools import product

import pytest
from month_recount import FIELDS, MonthRecount
from nonempty import nonempty
from raw_recount import words_of
from shipped import DATA

from graphs.ledger import Ledger, load_archive
from graphs.model import Scope, Snapshot
from graphs.statistics.month import DATED_KINDS, freshness, period_between
from graphs.statistics.report_lines import ReportLine, report_lines

CASES = {
    "demo": ((None, "yl-t1"), ("2024-12-31", "2025-12-31", "2026-06-30"), "2023-12-31"),
    "shangjie-2010": ((None, "sj-xwz"), ("2009-12-31", "2010-06-15", "2012-01-01"), "2009-01-01"),
}  # fmt: skip


@pytest.fixture(scope="module", params=list(CASES))
def shipped(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Ledger]]:
    path = tmp_path_factory.mktemp("recount") / "x.ledger"
    with load_archive(DATA / request.param, str(path)) as ledger:
        yield request.param, ledger


@functools.cache
def recount(name: str, day: str, revision: int, where: str | None) -> MonthRecount:
    return MonthRecount(DATA / name, day, revision, where)


def taken(ledger: Ledger, where: str | None, day: str) -> Snapshot:
    return ledger.snapshot(
        Scope("division", where) if where else Scope(), dt.date.fromisoformat(day)
    )


def test_every_figure_of_the_month_is_counted_alike(shipped: tuple[str, Ledger]) -> None:
    name, ledger = shipped
    scopes, days, start = CASES[name]
    for where, (first, day) in nonempty(
        list(product(scopes, zip((start, *days), days, strict=False)))
    ):
        raw, before = (recount(name, each, ledger.head().number, where) for each in (day, first))
        period = period_between(taken(ledger, where, first), taken(ledger, where, day))
        lines = {line.key: line for line in report_lines(taken(ledger, where, day), period)}
        told = {key: line.note.zh or line.words.zh for key, line in lines.items()}
        own = counted(raw, before)
        assert {key: shown(lines[key], told[key]) for key in own} == own, (name, where, day)


def shown(line: ReportLine, told: str) -> str | None:
    return None if line.words.zh == "不可计算" else told.partition("；")[0]


def counted(raw: MonthRecount, before: MonthRecount) -> dict[str, str | None]:
    moved = raw.moved(before)
    both, anybody = raw.gave()
    own, any_, units = raw.covered()
    total = words_of(units)
    living = words_of(raw.organisations("non_public"))
    stated, named, full = raw.completeness()
    recorded = (raw.folder / "activity.jsonl").exists() and bool(raw.activity)
    paired, stood = raw.stated and raw.living("non_public"), raw.stated and units != (0, 0)
    return {
        "non_public_enterprises": total,
        "organisation_coverage": f"{words_of(any_)} ÷ {total}" if stood else None,
        "standalone_rate": f"{words_of(own)} ÷ {total}" if stood else None,
        "pair_coverage": f"{words_of(raw.paired())} ÷ {living}" if paired else None,
        "running_pairs": raw.sum(raw.frame),
        "activity_rate": raw.rate(raw.active(), raw.frame) if recorded and len(raw.frame) else None,
        "dormant_pairs": raw.sum(raw.dormant()) if recorded else None,
        "reciprocity": raw.rate(both, anybody) if len(anybody) else None,
        "idle_hosts": words_of(raw.idle()),
        "new_pairs": raw.sum(moved["new"]),
        "renewed_pairs": raw.sum(moved["renewed"]),
        "ended_pairs": raw.sum(moved["ended"]),
        "lapsed_pairs": raw.sum(moved["lapsed"]),
        "renewal_rate": raw.renewal(before),
        "stated_fields": f"{stated:,} ÷ {named * (len(FIELDS) + 2):,}" if named else None,
        "complete_records": f"{full} ÷ {named}" if named else None,
    }


def test_freshness_by_township_is_counted_alike(shipped: tuple[str, Ledger]) -> None:
    name, ledger = shipped
    for where, day in nonempty(list(product(CASES[name][0], CASES[name][1]))):
        raw = recount(name, day, ledger.head().number, where)
        snapshot = taken(ledger, where, day)
        rows = freshness(snapshot, ledger.recorded_days(snapshot, DATED_KINDS))
        found = {row.key: (text(row.recorded_on), text(row.event_on)) for row in rows[:-1]}
        assert found == raw.fresh(), (name, where, day)
        towns = {ident: raw.township(ident) or "" for ident in raw.inside}
        for row in rows[:-1]:
            here = {ident for ident, town in towns.items() if town == row.key}
            assert row.organisations == raw.completeness(here)[1]


def text(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None
