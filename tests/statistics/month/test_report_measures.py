"""The month's figures, recomputed from the lines of the archive with pandas, by code of its own."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise, product
from pathlib import Path

import pandas as pd
import pytest

from graphs.ledger import Ledger, load_archive
from graphs.model import Rate, Scope, Side
from graphs.statistics import MEASURES
from graphs.statistics.dimension import DIMENSIONS
from graphs.statistics.month import (
    MOVEMENTS,
    REPORT_MEASURES,
    Part,
    balance,
    movements,
    period_between,
    pivot,
    trend,
    year_ends,
)
from graphs.statistics.month.load_balance import gini

DATA = Path(__file__).parents[3] / "data" / "demo"
DAYS = [dt.date(2024, 6, 30), dt.date(2025, 12, 31), dt.date(2026, 6, 30)]
NON_PUBLIC = {"private", "hong_kong_macao_taiwan", "foreign", "non_public"}
STATE = {"state_owned", "state_holding", "state"}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    path = tmp_path_factory.mktemp("report") / "demo.ledger"
    with load_archive(DATA, str(path)) as opened:
        yield opened


def frame_of(kind: str) -> pd.DataFrame:
    lines = (DATA / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines()
    return pd.DataFrame([json.loads(line) for line in lines]).astype(object)


def town() -> str:
    frame = frame_of("division")
    return str(frame[frame["level"] == "township"]["id"].min())


class Recount:
    """The archive on a day as known at its end, whole or in one township."""

    def __init__(self, day: dt.date, place: str | None) -> None:
        self.day, self.place = day.isoformat(), place
        self.unit, self.organisation = self.lines("unit"), self.lines("organisation")
        hosting, signed = self.lines("hosting"), self.lines("signatory")
        division = self.lines("division").set_index("id")
        up = {d: r["parent"] if r["level"] == "village" else d for d, r in division.iterrows()}
        own = self.unit.set_index("id")
        sides = own["ownership"].map(
            lambda o: "soe" if o in STATE else "non" if o in NON_PUBLIC else ""
        )
        self.town_of_unit = own["division"].map(up)
        units = hosting.groupby("organisation")["unit"].agg(lambda each: tuple(sorted(set(each))))
        self.units = units
        side = units.map(lambda each: {sides.get(unit, "") for unit in each})
        self.side = side[side.map(len) == 1].map(lambda found: next(iter(found)))
        frame = self.organisation.set_index("id")
        home = frame["division"].map(up) if "division" in frame else pd.Series(dtype=object)
        self.home = {
            ident: home.get(ident) if isinstance(home.get(ident), str)
            else self.town_of_unit.get(units[ident][0]) if ident in units else None
            for ident in frame.index
        }  # fmt: skip
        self.alive = set(frame.index[self.living(frame)])
        self.signed = signed
        self.agreement = self.lines("agreement").set_index("id")

    def lines(self, kind: str) -> pd.DataFrame:
        frame = frame_of(kind)
        for name, blank in (("_from", ""), ("_to", "9999"), ("_closed", 10**9)):
            if name not in frame:
                frame[name] = blank
        kept = (frame["_from"].fillna("") <= self.day) & (self.day < frame["_to"].fillna("9999"))
        return frame[kept & (frame["_closed"].fillna(10**9) > 10**6)]

    def living(self, frame: pd.DataFrame) -> pd.Series:
        def text(name: str) -> pd.Series:
            return (
                frame[name] if name in frame else pd.Series(index=frame.index, dtype=object)
            ).fillna("")

        return (text("founded_on") <= self.day) & (
            (text("dissolved_on") == "") | (text("dissolved_on") > self.day)
        )

    def here(self, home: object) -> bool:
        return self.place is None or home == self.place

    def guests(self) -> set[str]:
        return {o for o in self.alive if self.side.get(o) == "non" and self.here(self.home[o])}

    def enterprises(self) -> set[str]:
        frame = self.unit.set_index("id")
        frame = frame[self.living(frame) & frame["ownership"].isin(NON_PUBLIC)]
        return {unit for unit in frame.index if self.here(self.town_of_unit[unit])}

    def agreements_of_couples(self) -> dict[tuple[str, str], set[str]]:
        found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for agreement, rows in self.signed.groupby("agreement"):
            if agreement not in self.agreement.index:
                continue
            row = self.agreement.loc[agreement]
            begun = str(
                row.get("starts_on")
                if isinstance(row.get("starts_on"), str)
                else row.get("signed_on") or ""
            )
            over = [str(row[n]) for n in ("ends_on",) if isinstance(row.get(n), str)]
            ended = row.get("ended_on")
            if begun[:10] > self.day or any(end < self.day for end in over):
                continue
            if isinstance(ended, str) and ended <= self.day:
                continue
            listed = rows[rows["partner"].map(lambda each: isinstance(each, str))]
            ends = set(rows["organisation"])
            two = {*zip(listed["organisation"], listed["partner"], strict=True)}
            couples = two | {(b, a) for a, b in two} if two else product(ends, ends)
            for a, b in couples:
                if self.side.get(a) == "soe" and self.side.get(b) == "non":
                    found[a, b].add(agreement)
        return dict(found)

    def couples(self) -> set[tuple[str, str]]:
        return set(self.agreements_of_couples())

    def way_out(self, agreement: str) -> str:
        """How an agreement that is not in force any more went: ended early, lapsed, or gone."""
        if agreement not in self.agreement.index:
            return "gone"
        ended, ends = (self.agreement.loc[agreement].get(n) for n in ("ended_on", "ends_on"))
        if isinstance(ended, str) and ended <= self.day:
            return "ended"
        return "lapsed" if isinstance(ends, str) and ends < self.day else "gone"

    def over_within(self, agreement: str, first: dt.date) -> bool:
        """Whether the last day by contract lies from one day to this one, which is not of it."""
        last = frame_of("agreement").set_index("id").loc[agreement].get("ends_on")
        return isinstance(last, str) and first.isoformat() <= last < self.day


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("where", [None, "town"])
def test_the_months_figures_are_those_of_the_archive(
    ledger: Ledger, day: dt.date, where: str | None
) -> None:
    place = town() if where else None
    part = Part(snapshot=ledger.snapshot(Scope.within(place), day))
    raw = Recount(day, place)
    figures = {key: declared.compute(part) for key, declared in REPORT_MEASURES.items()}
    named = (
        set(raw.unit[raw.unit.get("size").isna()]["id"])
        if "size" in raw.unit
        else set(raw.unit["id"])
    )
    assert {
        i for i in figures["non_public_enterprises"].ids if i in named
    } == raw.enterprises() & named
    formed = {unit for o in raw.alive if o in raw.units for unit in raw.units[o]}
    alone = {raw.units[o][0] for o in raw.alive if o in raw.units and len(raw.units[o]) == 1}
    joint = raw.organisation[
        raw.organisation["kind"].isin(["joint_branch", "joint_general_branch"])
    ]
    alone -= {
        raw.units[o][0]
        for o in joint["id"]
        if o in raw.units
        and not (set(raw.units.index[raw.units == raw.units[o]]) - set(joint["id"]))
    }
    for key, covered in (("organisation_coverage", formed), ("standalone_rate", alone)):
        figure = figures[key]
        assert isinstance(figure, Rate)
        assert set(figure.numerator.ids) & named == covered & raw.enterprises() & named, key
    guests, couples = raw.guests(), raw.couples()
    coverage = figures["pair_coverage"]
    assert isinstance(coverage, Rate)
    assert set(coverage.denominator.ids) == guests
    assert set(coverage.numerator.ids) == guests & {guest for _, guest in couples}
    assert set(figures["unpaired"].ids) >= guests - {guest for _, guest in couples}
    assert {(p.host, p.guest) for p in part.pairs_in_force() if p.inside} == {
        (host, guest) for host, guest in couples if raw.here(raw.home[guest])
    }


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_a_figure_of_the_report_is_that_of_the_overview(ledger: Ledger, day: dt.date) -> None:
    snapshot = ledger.snapshot(Scope(), day)
    part = Part(snapshot=snapshot)
    for ours, overview in (("pair_coverage", "coverage"), ("running_pairs", "pairs"),
                           ("unpaired", None)):  # fmt: skip
        if overview:
            assert REPORT_MEASURES[ours].compute(part) == MEASURES[overview].compute(snapshot)


@pytest.mark.parametrize("key", list(DIMENSIONS))
def test_parts_of_a_table_add_up_where_nobody_is_in_two(ledger: Ledger, key: str) -> None:
    snapshot = ledger.snapshot(Scope())
    counts = ("non_public_enterprises", "unpaired", "running_pairs", "idle_hosts", "dormant_pairs")
    table = pivot(snapshot, counts, key)
    assert len({row.key for row in table.rows}) == len(table.rows)
    for place, name in enumerate(counts):
        found = {ident for row in table.rows for ident in row.cells[place].ids}
        assert found == set(table.total.cells[place].ids), name
        low = sum(row.cells[place].low for row in table.rows)
        if not DIMENSIONS[key].several:
            assert low == table.total.cells[place].low, name


def test_by_two_dimensions_the_margins_are_the_tables_by_one(ledger: Ledger) -> None:
    snapshot = ledger.snapshot(Scope())
    both = pivot(snapshot, ("running_pairs",), "township", "ownership", end=Side.non_public)
    one = pivot(snapshot, ("running_pairs",), "township")
    assert [row.cells[-1] for row in both.rows] == [row.cells[0] for row in one.rows]
    with pytest.raises(ValueError, match="unpaired"):
        pivot(snapshot, ("running_pairs", "unpaired"), "township", "ownership")


def test_each_couple_moves_once_and_the_days_add_up(ledger: Ledger) -> None:
    parts = [Part(snapshot=ledger.snapshot(Scope(), day)) for day in DAYS]
    for earlier, later in pairwise(parts):
        found = movements(period_between(earlier.snapshot, later.snapshot))
        before = {(p.host, p.guest) for p in earlier.pairs_in_force()}
        after = {(p.host, p.guest) for p in later.pairs_in_force()}
        moved = {key: set(found.couples[key]) for key in MOVEMENTS}
        assert moved["new"] == after - before
        assert moved["renewed"] | moved["carried"] == after & before
        assert moved["ended"] | moved["lapsed"] | moved["otherwise"] == before - after
        assert isinstance(found.renewal, Rate)
    same = movements(period_between(parts[0].snapshot, parts[0].snapshot))
    assert [key for key in MOVEMENTS if same.couples[key]] == ["carried"]


def test_load_is_spread_as_the_pairs_are(ledger: Ledger) -> None:
    part = Part(snapshot=ledger.snapshot(Scope()))
    found = balance(part)
    rows = [(pair.host, pair.count.low) for pair in part.pairs_in_force()]
    carried = pd.DataFrame(rows, columns=["host", "low"]).groupby("host")["low"].sum()
    loads = {host: count.low for host, count in found.loads}
    assert {host: load for host, load in loads.items() if load} == {
        host: number for host, number in carried.items() if host in loads
    }
    values = sorted(loads.values())
    twice = sum(abs(a - b) for a in values for b in values)
    assert found.gini == pytest.approx(twice / (2 * len(values) * sum(values)))
    assert gini([0, 0]) is None


def test_a_trend_is_the_figures_of_its_days(ledger: Ledger) -> None:
    days = year_ends(DAYS[-1], 4)
    found = trend(lambda day: ledger.snapshot(Scope(), day), days, ("running_pairs",))
    assert [point.day for point in found] == list(days)
    for point in found:
        part = Part(snapshot=ledger.snapshot(Scope(), point.day))
        assert point.figures["running_pairs"] == REPORT_MEASURES["running_pairs"].compute(part)
        assert point.break_ is None
