import datetime as dt
from dataclasses import replace

import pytest
from factory import agreement, organisation, picture

from graphs.model import (
    Activity,
    Agreement,
    Count,
    Ownership,
    PartialDate,
    Quantity,
    Snapshot,
    Statement,
    Unit,
)
from graphs.network import count_pairs, pairs
from graphs.statistics import (
    CONCERNS,
    Attention,
    SnapshotSource,
    attention,
    coverage_by_division,
    host_loads,
    reconcile,
)


def found(snapshot: Snapshot, key: str) -> Attention:
    return next(each for each in attention(snapshot, ()) if each.key == key)


def test_the_unpaired_are_everybody_whose_agreements_are_not_in_force(demo: Snapshot):
    paired = {p.guest for p in pairs(demo) if p.counted and p.agreement_status.status.in_force}
    listed = found(demo, "unpaired")
    assert not set(listed.ids) & paired
    assert set(listed.ids) == {i for t in coverage_by_division(demo) for i in t.unpaired.ids}
    unpaired = sum((town.unpaired for town in coverage_by_division(demo)), Count())
    assert listed.count == unpaired
    assert unpaired.low > 100


def test_dormant_pairs_are_those_whose_raw_activities_are_a_year_old(demo: Snapshot):
    day = demo.as_of
    year_ago = day.replace(year=day.year - 1).isoformat()
    held: dict[str, str] = {}
    for row in demo.table("activity").to_pylist():
        if row["agreement"] and row["held_on"] <= day.isoformat():
            held[row["agreement"]] = max(held.get(row["agreement"], ""), row["held_on"])
    signed = {each.id: each.signed_on.text for each in demo.records(Agreement)}
    expected = [
        p
        for p in pairs(demo)
        if p.counted and p.agreement_status.status.in_force
        and held.get(p.agreement, signed[p.agreement]) < year_ago
    ]  # fmt: skip
    listed = found(demo, "dormant_pairs")
    assert sorted({p.agreement for p in expected}) == sorted(listed.ids)
    assert listed.count == count_pairs(expected)
    assert (len(listed.ids), listed.count.words().zh) == (14, "20")


def test_ending_soon_are_those_whose_last_day_lies_within_ninety_days(demo: Snapshot):
    first, last = demo.as_of.isoformat(), (demo.as_of + dt.timedelta(days=90)).isoformat()
    counted = {p.agreement for p in pairs(demo) if p.counted}
    expected = sorted(
        (row["ends_on"], row["id"])
        for row in demo.table("agreement").to_pylist()
        if row["ends_on"] and first <= row["ends_on"] <= last
        and (row["ended_on"] or "9999") > first and row["id"] in counted
    )  # fmt: skip
    assert found(demo, "ending_soon").ids == tuple(ident for _, ident in expected)
    assert len(expected) > 5


def test_overloaded_hosts_come_with_the_worst_first(demo: Snapshot):
    over = {
        each.host: each.load.low - each.usual
        for each in host_loads(demo)
        if each.load.low > each.usual
    }
    listed = found(demo, "overloaded").ids
    assert set(listed) == set(over)
    assert [over[host] for host in listed] == sorted(over.values(), reverse=True)


def test_figures_that_differ_are_listed(demo: Snapshot, demo_source):
    cards = reconcile(demo, demo_source)
    expected = [each.statement.id for each in cards if each.verdict.name == "differs"]
    [listed] = [each for each in attention(demo, cards) if each.key == "statements_differ"]
    assert list(listed.ids) == expected == ["yl-f1"]


def test_shangjies_unnamed_and_unstated_records_are_listed(shangjie: Snapshot):
    assert set(found(shangjie, "unnamed").ids) == {"sj-np", "sj-alb", "sj-z"}
    assert found(shangjie, "side_not_stated").ids == ("sj-b1",)


def test_nobody_is_called_unpaired_where_the_population_is_not_stated(shangjie: Snapshot):
    entry = found(shangjie, "unpaired")
    assert entry.ids == ()
    assert not entry.computable
    assert "未载明，无从检查" in entry.silence.words().zh


def test_nothing_empty_is_listed(demo: Snapshot):
    for each in attention(demo, ()):
        assert each.silence.missing if not each.ids else not each.count.is_zero
    assert attention(picture(), ()) == ()


def test_without_any_activity_nobody_is_called_dormant_or_awake():
    old = [
        organisation("s1"),
        organisation("n1"),
        agreement("g1", "s1", "n1", dates=("2005-01-01", None)),
    ]
    entry = found(picture(*old), "dormant_pairs")
    assert not entry.computable
    assert entry.silence.words().zh == "活动：1 份有效协议中 1 个未载明，无从检查"
    ending = found(picture(*old), "ending_soon")
    assert not ending.computable


def test_a_township_without_an_activity_is_judged_as_its_district_is():
    old = [
        organisation("s1"),
        organisation("n1"),
        agreement("g1", "s1", "n1", dates=("2005-01-01", None)),
    ]
    town = replace(picture(*old), activity_recorded=True)  # the ledger records some elsewhere
    entry = found(town, "dormant_pairs")
    assert entry.computable
    assert (entry.ids, entry.count.words().zh) == (("g1",), "1")
    assert entry.silence.words().en.endswith("taken as none held")


def test_a_default_that_stands_in_is_said():
    pair = [organisation("s1"), organisation("n1"), agreement("g1", "s1", "n1")]
    entry = found(picture(*pair), "overloaded")
    assert entry.computable
    assert entry.silence.words().en == (
        "usual load: not stated in 1 of 1 hosts; the default of 3 is taken"
    )


def test_where_no_reported_figure_can_be_compared_it_says_so(shangjie: Snapshot):
    view = picture(Statement(id="t", indicator="结对"))
    cards = reconcile(view, SnapshotSource(at=lambda *_: view))
    [entry] = attention(view, cards)
    assert entry.key == "statements_differ"
    assert not entry.computable


@pytest.mark.parametrize("key", CONCERNS)
def test_every_concern_keeps_its_key_and_has_words(
    key: str, demo: Snapshot, demo_source, shangjie: Snapshot
):
    cards = reconcile(demo, demo_source)
    every = [*attention(demo, cards), *attention(shangjie, ())]
    shown = [each for each in every if each.key == key]
    assert shown
    for each in shown:
        assert "{" not in each.title.zh + each.title.en
        assert len(set(each.ids)) == len(each.ids) == len(each.parts)
        assert sum(each.parts, Count()) == each.count


def test_months_and_days_are_the_ledgers_own():
    asleep = [
        organisation("s1"), organisation("n1"), agreement("g1", "s1", "n1", dates=("2009-01-01", "2010-07-01")),
        Activity(id="v", agreement="g1", held_on=PartialDate("2010-01-01")),
    ]  # fmt: skip
    keys = {
        each.key
        for each in attention(picture(*asleep, dormant_after_months=3, expiring_within_days=10), ())
        if each.ids
    }
    assert keys == {"dormant_pairs"}
    assert {each.key for each in attention(picture(*asleep), ()) if each.ids} == {"ending_soon"}


def test_a_unit_of_unstated_ownership_needs_attention():
    joint = [*organisation("n1"), Unit(id="u2", name="乙", ownership=Ownership.mixed)]
    records = [each for each in joint if getattr(each, "id", "") != "u-n1"]
    records.append(Unit(id="u-n1", name="甲"))
    assert found(picture(records), "side_not_stated").ids == ("n1",)


def test_a_collective_needs_a_name():
    assert found(picture(organisation("n1", size=Quantity("=", 3))), "unnamed").ids == ("n1",)
