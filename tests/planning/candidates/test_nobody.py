"""Where nobody can be planned for, the side that lacks is named with what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from planning_cases import DAY, branch, town, town_records

from graphs.model import Organisation, Ownership, PartialDate, Quantity, Record, Snapshot
from graphs.planning import nobody, problem_from_snapshot


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
