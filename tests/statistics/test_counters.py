from typing import Any

import pytest
from factory import agreement, organisation, picture

from graphs.model import (
    Bounds,
    Count,
    Kind,
    NotComputable,
    Organisation,
    PartialDate,
    Quantity,
    Side,
    Snapshot,
)
from graphs.registry import Registry
from graphs.statistics import MEASURES, living, measure
from graphs.text import Text


def figure(snapshot: Snapshot, key: str) -> Any:
    return MEASURES[key].compute(snapshot)


@pytest.mark.parametrize(
    ("key", "named", "unnamed"),
    [
        ("soe_organisations", 0, Bounds(1, None)),
        ("non_public_organisations", 0, Bounds(30, 30)),
        ("enterprises", 2, Bounds(30, 30)),
        ("pairs", 0, Bounds(30, None)),
        ("agreements", 0, Bounds(30, None)),
    ],
)
def test_the_five_counters_of_shangjie_keep_named_and_unnamed_apart(
    shangjie: Snapshot, key: str, named: int, unnamed: Bounds
):
    found = figure(shangjie, key)
    assert (found.named, found.unnamed) == (named, unnamed)


def test_thirty_branches_and_thirty_two_pairs_are_never_confused(shangjie: Snapshot):
    assert figure(shangjie, "non_public_organisations").words().zh == "30"
    assert figure(shangjie, "pairs").words().zh == "≥ 30"
    assert figure(shangjie, "pairs").ids == ("sj-ag",)


def test_every_counter_lists_what_it_counts(demo: Snapshot):
    for each in MEASURES.values():
        found = each.compute(demo)
        assert found.ids == tuple(sorted(set(found.ids))), each.key
        if isinstance(found, Count):
            assert found.named <= len(found.ids) or each.key in ("pairs", "other_pairs")


def test_counts_of_the_demonstration_are_those_of_its_raw_tables(demo: Snapshot):
    day = demo.as_of.isoformat()
    dead = {
        each.id
        for each in demo.records(Organisation)
        if each.dissolved_on and (each.dissolved_on.text or "9999") <= day
    }
    private = {"private", "non_public", "foreign", "hong_kong_macao_taiwan"}
    owned = dict(zip(demo.column("unit", "id"), demo.column("unit", "ownership"), strict=True))
    hosting = demo.table("hosting").to_pylist()
    guests = {h["organisation"] for h in hosting if owned[h["unit"]] in private} - dead
    sizes = dict(
        zip(demo.column("organisation", "id"), demo.column("organisation", "size"), strict=True)
    )
    found = figure(demo, "non_public_organisations")
    assert set(found.ids) == guests
    assert found.named == sum(sizes[ident] is None for ident in guests)
    hosts = {
        h["organisation"] for h in hosting if owned[h["unit"]] in {"state_owned", "state_holding"}
    }
    assert set(figure(demo, "soe_organisations").ids) == hosts - dead


def test_a_couple_in_two_agreements_counts_twice():
    both = [agreement("g1", "s1", "n1"), agreement("g2", "s1", "n1")]
    found = picture(organisation("s1"), organisation("n1"), *both)
    assert (figure(found, "pairs").named, figure(found, "agreements").named) == (2, 2)
    assert figure(found, "non_public_signatories").named == 1


def test_an_expired_agreement_counts_nowhere():
    old = agreement("g1", "s1", "n1", dates=("2001-01-01", "2002-01-01"))
    found = picture(organisation("s1"), organisation("n1"), old)
    assert [figure(found, key).named for key in ("pairs", "agreements")] == [0, 0]


def test_other_kinds_of_pairs_are_counted_apart():
    found = picture(organisation("s1"), organisation("g1"), agreement("a", "s1", "g1"))
    assert (figure(found, "pairs").named, figure(found, "other_pairs").named) == (0, 1)


def test_named_and_unnamed_pairs_are_apart():
    found = picture(
        organisation("s1"), organisation("n1"), organisation("n2", size=Quantity("=", 5)),
        agreement("g1", "s1", "n1"), agreement("g2", "s1", "n2", pairs=Quantity("=", 5)),
    )  # fmt: skip
    total = figure(found, "pairs")
    assert (total.named, total.unnamed, total.bounds) == (1, Bounds(5, 5), Bounds(6, 6))


def test_partners_outside_the_scope_are_not_counted():
    records = [*organisation("s1"), *organisation("n1"), *agreement("g1", "s1", "n1")]
    inside = Snapshot.from_records(records, as_of=picture().as_of, stubs=("n1", "u-n1"))
    assert figure(inside, "non_public_organisations").named == 0
    assert figure(inside, "non_public_signatories").named == 0
    assert figure(inside, "enterprises").named == 1
    assert figure(inside, "pairs").named == 1


@pytest.mark.parametrize(
    ("dissolved", "count"), [("2010-06-15", 0), ("2010", 1), ("2010-06-16", 1)]
)
def test_who_may_be_alive_counts_as_living(dissolved: str, count: int):
    found = picture(organisation("n1", dissolved_on=PartialDate(dissolved)))
    assert len(living(found, Side.non_public)) == count


@pytest.mark.parametrize("each", MEASURES.values(), ids=lambda each: each.key)
def test_every_measure_is_declared_completely(each):
    for words in (each.label, each.unit, each.definition):
        assert words.zh.strip()
        assert words.en.strip()
    assert each.compute.__name__ == each.key
    assert (each.compute.__doc__ or "").startswith("Return ")


def test_no_two_measures_share_their_words():
    labels = [each.label for each in MEASURES.values()]
    manuals = [each.definition for each in MEASURES.values()]
    assert len(set(labels)) == len(set(manuals)) == len(MEASURES)


@pytest.mark.parametrize("each", MEASURES.values(), ids=lambda each: each.key)
def test_every_measure_answers_for_an_empty_ledger(each):
    found = each.compute(picture())
    assert (found.kind, found.ids) == (each.kind, ())
    assert found.is_zero if each.kind is Kind.count else isinstance(found, NotComputable)


def test_a_measure_is_declared_by_its_function(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("graphs.statistics.measure.MEASURES", own := Registry("measure"))

    @measure(order=1, label=Text.same("a"), unit=Text.same("b"), definition=Text.same("c"))
    def towns(_snapshot: Snapshot) -> Count:
        """Return nothing."""
        return Count()

    assert own["towns"].compute is towns
    with pytest.raises(ValueError, match="towns"):
        measure(order=1, label=Text.same("a"), unit=Text.same("b"), definition=Text.same("c"))(
            towns
        )
