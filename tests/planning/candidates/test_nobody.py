"""Where nobody can be planned for, the side that lacks is named with what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from planning_cases import DAY, branch, town, town_records

from graphs.model import Organisation, Ownership, PartialDate, Quantity, Record, Snapshot
from graphs.planning import PlanSettings, nobody, plan, problem_from_snapshot, unnamed_words


def said(records: list[Record], *guests: str, everyone: bool = False) -> list[str]:
    snapshot = Snapshot.from_records(records, as_of=DAY)
    chosen = guests or None
    problem = problem_from_snapshot(snapshot, guests=chosen, everyone=everyone)
    return [each.en for each in nobody(snapshot, problem.pool)]


def changed(ids: set[str], **values: object) -> list[Record]:
    return [
        replace(each, **values) if isinstance(each, Organisation) and each.id in ids else each
        for each in town_records()
    ]


def test_nothing_is_said_where_both_sides_have_somebody() -> None:
    snapshot = town()
    assert nobody(snapshot, problem_from_snapshot(snapshot).pool) == ()


def test_a_scope_without_hosts_says_that_state_owned_ones_lack() -> None:
    [words] = said([*branch("n1", Ownership.private)])
    assert words.startswith("No state-owned organisation is recorded")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"size": Quantity(">", 30)}, "all 2 records are of several unnamed ones"),
        (
            {"dissolved_on": PartialDate("2020")},
            "All 2 state-owned organisations recorded here are",
        ),
    ],
)
def test_hosts_that_cannot_be_paired_are_counted_with_the_cause(
    values: dict[str, object], words: str
) -> None:
    [found] = said(changed({"s1", "s2"}, **values))
    assert words in found


def test_guests_that_are_all_paired_lead_to_serving_everybody() -> None:
    records = [each for each in town_records() if each.id not in ("n1", "n3")]
    [words] = said(records)
    assert words.startswith("All 1 named non-public organisation here")
    assert "serve “all non-public”" in words
    assert said(records, everyone=True) == []


def test_both_sides_may_lack() -> None:
    assert len(said([*branch("x", Ownership.public_body)])) == 2


def test_several_unnamed_guests_are_outside_the_plan_and_said_to_be() -> None:
    crowd = changed({"n1"}, size=Quantity(">", 30), name="30余家非公企业党支部")
    snapshot = Snapshot.from_records(crowd, as_of=DAY)
    problem = problem_from_snapshot(snapshot, everyone=True)
    assert "n1" not in problem.pool.guests.ids
    words = unnamed_words(problem.unnamed)
    assert words is not None
    assert "30余家非公企业党支部" in words.zh
    assert "outside the plan" in words.en
    assert unnamed_words(problem_from_snapshot(town()).unnamed) is None


def test_several_unnamed_guests_asked_for_by_id_are_not_paired_as_one() -> None:
    snapshot = Snapshot.from_records(changed({"n1"}, size=Quantity(">", 30)), as_of=DAY)
    made = plan(problem_from_snapshot(snapshot, guests=["n1", "n3"]), PlanSettings())
    assert "n1" not in {pair.guest for pair in made.pairs}
    [left] = [each for each in made.left_out if each.guest == "n1"]
    assert left.kind == "barred"
