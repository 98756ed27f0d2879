import datetime as dt

import pytest
from factory import DAY, agreement, organisation, picture
from hypothesis import given
from hypothesis import strategies as st

from graphs.model import (
    Activity,
    Agreement,
    Bounds,
    Organisation,
    PartialDate,
    Quantity,
    Signatory,
    Snapshot,
)
from graphs.network import agreement_statuses, pairing_graph, pairs


def keys(snapshot: Snapshot, *, counted: bool = True) -> list[tuple[str, str]]:
    return [(pair.host, pair.guest) for pair in pairs(snapshot) if pair.counted is counted]


def signed(*parties: str, **values) -> Snapshot:
    return picture(*map(organisation, parties), agreement("g1", *parties, **values))


@pytest.mark.parametrize("many", range(2, 11))
def test_every_host_is_paired_with_every_guest_of_two_to_ten_signatories(many: int):
    hosts = [f"s{number}" for number in range(many // 2)]
    guests = [f"n{number}" for number in range(many - many // 2)]
    found = signed(*hosts, *guests)
    assert keys(found) == sorted((host, guest) for host in hosts for guest in guests)
    assert len(keys(found)) == (many // 2) * (many - many // 2)


def test_hosts_stand_first_whatever_the_order_of_signing():
    assert keys(signed("s1", "n1")) == keys(signed("n1", "s1")) == [("s1", "n1")]


@pytest.mark.parametrize("other", ["g1", "v1", "x1", "s2"])
def test_pairs_of_other_kinds_stay_out_of_the_counters(other: str):
    found = signed("s1", other)
    assert keys(found) == []
    assert keys(found, counted=False) == [tuple(sorted(("s1", other)))]
    assert pairing_graph(found).number_of_edges() == 0


def test_a_witness_makes_no_counted_pair():
    found = signed("s1", "n1", "g1")
    assert keys(found) == [("s1", "n1")]
    assert keys(found, counted=False) == [("g1", "n1"), ("g1", "s1")]


def test_listed_pairs_stand_in_place_of_all():
    found = signed("s1", "s2", "n1", "n2", listed=[("s1", "n1"), ("n2", "s2")])
    assert keys(found) == [("s1", "n1"), ("s2", "n2")]


def test_a_pair_listed_from_both_ends_is_one():
    assert keys(signed("s1", "n1", listed=[("s1", "n1"), ("n1", "s1")])) == [("s1", "n1")]


def test_a_listed_partner_out_of_sight_does_not_pair_the_others():
    assert keys(signed("s1", "n1", listed=[("s1", "n9")])) == []


def test_nobody_is_paired_with_itself():
    found = signed("s1", "n1", listed=[("s1", "s1")])
    assert keys(found) == [("s1", "n1")]
    assert keys(found, counted=False) == []


def test_signing_twice_makes_one_pair():
    assert keys(signed("s1", "n1", "n1")) == [("s1", "n1")]


def test_two_agreements_of_a_couple_are_two_edges():
    couple = [organisation("s1"), organisation("n1")]
    found = picture(*couple, agreement("g1", "s1", "n1"), agreement("g2", "s1", "n1"))
    assert sorted(key for *_, key in pairing_graph(found).edges(keys=True)) == ["g1", "g2"]


def test_a_collective_agreement_is_one_edge_of_thirty_and_more():
    found = picture(
        organisation("s1", size=Quantity("≥", 1)),
        organisation("n1", size=Quantity("=", 30)),
        agreement("g1", "s1", "n1", pairs=Quantity("≥", 30), size=Quantity("≥", 30)),
    )
    [pair] = pairs(found)
    assert pair.count == Bounds(30, None)
    assert pairing_graph(found).number_of_edges() == 1
    assert len(pairing_graph(found)) == 2


def test_a_witness_leaves_a_collectives_pairs_as_stated():
    found = picture(
        organisation("s1"), organisation("g1"), organisation("n1", size=Quantity("=", 30)),
        agreement("a", "s1", "n1", "g1", pairs=Quantity("=", 30)),
    )  # fmt: skip
    assert [pair.count for pair in pairs(found) if pair.counted] == [Bounds(30, 30)]


def test_a_collective_without_stated_pairs_gives_at_least_its_size():
    found = picture(
        organisation("s1"), organisation("n1", size=Quantity("=", 5)), agreement("g1", "s1", "n1")
    )
    assert [pair.count for pair in pairs(found)] == [Bounds(5, None)]


def test_named_organisations_are_one_pair_whatever_the_agreement_states():
    assert pairs(signed("s1", "n1", pairs=Quantity("=", 9)))[0].count == Bounds(1, 1)


def test_a_renewal_is_an_agreement_of_its_own():
    old = agreement("g1", "s1", "n1", dates=("2008-01-01", "2009-12-31"))
    new = agreement("g2", "s1", "n1", dates=("2010-01-01", "2011-12-31"), renews="g1")
    found = picture(organisation("s1"), organisation("n1"), old, new)
    status = {pair.agreement: pair.agreement_status.status.name for pair in pairs(found)}
    assert status == {"g1": "expired", "g2": "active"}


@pytest.mark.parametrize("invented", ["agreement", "organisation", "unit"])
def test_a_pair_is_invented_if_anything_under_it_is(invented: str):
    records = [*organisation("s1"), *organisation("n1"), *agreement("g1", "s1", "n1")]
    marks = {"agreement": "g1", "organisation": "n1", "unit": "u-n1"}
    marked = [
        type(each)(**_values(each) | {"synthetic": each.id == marks[invented]}) for each in records
    ]
    assert not any(pair.synthetic for pair in pairs(picture(records)))
    assert all(pair.synthetic for pair in pairs(picture(marked)))


def _values(record) -> dict:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def test_activities_up_to_the_day_are_counted_and_later_ones_are_not():
    held = [
        Activity(id=f"v{n}", agreement="g1", held_on=PartialDate(day) if day else None)
        for n, day in enumerate(("2010-03-01", "2010-05", "2010-07-01", None))
    ]
    [pair] = pairs(
        picture(organisation("s1"), organisation("n1"), agreement("g1", "s1", "n1"), held)
    )
    assert (pair.activities, pair.last_activity) == (3, dt.date(2010, 5, 31))


def test_an_early_end_without_a_year_leaves_the_standing_open():
    found = signed("s1", "n1", ended_on=PartialDate(None, "5月16日"))
    assert agreement_statuses(found)["g1"].certain is False


def test_standings_agree_with_the_standing_of_each_record():
    from graphs.network import agreement_status

    found = signed("s1", "n1", starts_on=PartialDate(None, "开春"))
    record = found.records(Agreement)[0]
    assert agreement_statuses(found)["g1"] == agreement_status(record, DAY)


_IDS = st.sampled_from([f"{side}{n}" for side in "sngvx" for n in range(4)])
_DEALS = st.lists(st.lists(_IDS, min_size=2, max_size=10), max_size=6)


@given(_DEALS, st.data())
def test_pairing_edges_are_those_that_counting_by_hand_gives(deals: list[list[str]], data):
    everybody = [f"{side}{n}" for side in "sngvx" for n in range(4)]
    records = []
    expected = set()
    for place, parties in enumerate(deals):
        names = st.tuples(st.sampled_from(parties), st.sampled_from(parties))
        listed = data.draw(st.lists(names, max_size=3))
        ident = f"a{place}"
        records += agreement(ident, *parties, listed=listed)
        couples = [(a, b) for a, b in listed if a != b]
        couples = couples or [(a, b) for a in parties for b in parties]
        for a, b in couples:
            expected |= {(ident, x, y) for x, y in ((a, b), (b, a)) if x[0] == "s" and y[0] == "n"}
    graph = pairing_graph(picture(*map(organisation, everybody), records))
    edges = {
        (key, *sorted((a, b), key=lambda node: graph.nodes[node]["bipartite"]))
        for a, b, key in graph.edges(keys=True)
    }
    assert edges == expected


def test_pairs_of_the_demonstration_are_those_of_its_raw_tables(demo: Snapshot):
    sides = _sides(demo)
    expected = set()
    by_agreement: dict[str, list[Signatory]] = {}
    for each in demo.records(Signatory):
        by_agreement.setdefault(each.agreement, []).append(each)
    for ident, lines in by_agreement.items():
        couples = [(each.organisation, each.partner) for each in lines if each.partner]
        couples = couples or [(a.organisation, b.organisation) for a in lines for b in lines]
        for a, b in couples:
            for host, guest in ((a, b), (b, a)):
                if (sides.get(host), sides.get(guest)) == ("soe", "non_public"):
                    expected.add((ident, host, guest))
    assert {pair.key for pair in pairs(demo) if pair.counted} == expected
    assert len(expected) > 400


def _sides(snapshot: Snapshot) -> dict[str, str]:
    owned = dict(
        zip(snapshot.column("unit", "id"), snapshot.column("unit", "ownership"), strict=True)
    )
    told = {
        "state_owned": "soe", "state_holding": "soe", "private": "non_public",
        "hong_kong_macao_taiwan": "non_public", "foreign": "non_public", "non_public": "non_public",
    }  # fmt: skip
    found = {each.id: "" for each in snapshot.records(Organisation)}
    hosting = snapshot.table("hosting")
    for org, unit in zip(
        *(hosting.column(n).to_pylist() for n in ("organisation", "unit")), strict=True
    ):
        found[org] = told.get(owned[unit], "other")
    return found
