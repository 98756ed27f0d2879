import datetime as dt

import pytest
from factory import agreement, organisation, picture

from graphs.model import Activity, Organisation, PartialDate, Snapshot
from graphs.network import dormant, pairing_graph, pairs


def asleep(day: str, *held: str, signed: str = "2009-01-01", months: int = 12) -> bool:
    activities = [
        Activity(id=f"v{n}", agreement="g1", held_on=PartialDate(when))
        for n, when in enumerate(held)
    ]
    elsewhere = Activity(id="w", held_on=PartialDate("2009-01-01"), organisation="s1")
    found = picture(
        organisation("s1"), organisation("n1"), activities, elsewhere,
        agreement("g1", "s1", "n1", dates=(signed, "2020-01-01")), day=dt.date.fromisoformat(day),
    )  # fmt: skip
    return dormant(pairs(found)[0], found, months=months)


@pytest.mark.parametrize(
    ("day", "sleeps"), [("2010-06-15", False), ("2010-06-16", True), ("2012-01-01", True)]
)
def test_a_pair_sleeps_when_the_months_are_over(day: str, sleeps: bool):
    assert asleep(day, "2009-06-15") is sleeps


def test_the_last_activity_counts():
    assert not asleep("2010-06-16", "2009-02-01", "2010-06-01")


def test_a_month_ends_on_the_last_day_where_it_lacks_the_day():
    """Civil Code, article 202: without the day of the month, its last day ends the term."""
    assert not asleep("2010-02-28", "2010-01-31", months=1)
    assert asleep("2010-03-01", "2010-01-31", months=1)


@pytest.mark.parametrize(
    ("signed", "sleeps"),
    [
        ("2009-06-14", True),
        ("2009-06-15", False),
        ("2010-06-01", False),
        ("2009", False),
        ("2008", True),
    ],
)
def test_a_young_pair_has_the_same_time_to_begin(signed: str, sleeps: bool):
    assert asleep("2010-06-15", signed=signed) is sleeps


def test_a_pair_out_of_force_does_not_sleep():
    assert not asleep("2020-01-02", "2009-06-15")


def test_where_no_activity_is_recorded_at_all_nothing_is_called_dormant(shangjie: Snapshot):
    assert shangjie.table("activity").num_rows == 0
    assert not any(data["dormant"] for *_, data in pairing_graph(shangjie).edges(data=True))


def test_unpaired_organisations_are_nodes_too():
    graph = pairing_graph(picture(organisation("s1"), organisation("n1"), organisation("g1")))
    assert sorted(graph) == ["n1", "s1"]


def test_the_dead_are_left_out_unless_they_signed():
    gone = {"dissolved_on": PartialDate("2009")}
    alone = picture(organisation("s1"), organisation("n1", **gone))
    assert sorted(pairing_graph(alone)) == ["s1"]
    signed = picture(organisation("s1"), organisation("n1", **gone), agreement("g1", "s1", "n1"))
    assert sorted(pairing_graph(signed)) == ["n1", "s1"]


def test_agreements_of_every_status_stay_in_the_graph(demo: Snapshot):
    found = {data["status"] for *_, data in pairing_graph(demo).edges(data=True)}
    assert found == {"signed", "active", "expiring", "expired", "ended"}


def test_nobody_without_a_side_is_a_node(shangjie: Snapshot):
    assert "sj-jt" in shangjie.by_id(Organisation)
    assert set(pairing_graph(shangjie)) == {"sj-alb", "sj-np"}
