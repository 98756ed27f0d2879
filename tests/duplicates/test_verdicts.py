"""What follows from judgements, and what does not."""

from __future__ import annotations

import datetime as dt

from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.duplicates import judgements
from graphs.model import Alias, Judgement, Organisation, Snapshot, Verdict

S, N, U = Verdict.same, Verdict.not_same, Verdict.unsure


def judged(*rows, more=()):
    records = [
        Judgement(id=f"j{at}", left=left, right=right, verdict=verdict)
        for at, (left, right, verdict) in enumerate(rows)
    ]
    return judgements(Snapshot.from_records([*records, *more], as_of=dt.date(2024, 6, 30)))


def test_the_same_is_passed_on():
    decided = judged(("a", "b", S), ("b", "c", S))
    assert decided.verdict("a", "c") is S
    assert decided.groups == (("a", "b", "c"),)


def test_not_the_same_is_passed_on_through_the_same():
    decided = judged(("a", "b", S), ("b", "c", N), ("c", "d", S))
    assert decided.verdict("a", "d") is N


def test_nothing_follows_from_twice_not_the_same_nor_from_unsure():
    decided = judged(("a", "b", N), ("b", "c", N), ("a", "d", U), ("d", "e", S))
    assert decided.verdict("a", "c") is None
    assert decided.verdict("a", "e") is None
    assert decided.verdict("d", "a") is U


def test_a_contradiction_is_named_and_counts_as_unsure():
    decided = judged(("a", "b", S), ("b", "c", S), ("a", "c", N))
    assert decided.contradictions == ("j2",)
    assert decided.verdict("a", "b") is U


def test_a_foreign_side_is_the_record_that_carries_it_and_survives_a_new_import():
    foreign = Judgement(
        id="j",
        left_system="press",
        left_value="r1",
        right_system="press",
        right_value="r2",
        verdict=N,
    )
    for first, second in (("o1", "o2"), ("o8", "o9")):
        carried = [
            Organisation(id=first, name="甲"),
            Organisation(id=second, name="甲"),
            Alias(id="x1", about=first, system="press", value="r1"),
            Alias(id="x2", about=second, system="press", value="r2"),
        ]
        assert judged(more=[foreign, *carried]).verdict(first, second) is N


def test_a_foreign_side_that_nobody_carries_waits():
    foreign = Judgement(id="j", left="o1", right_system="press", right_value="r2", verdict=S)
    assert judged(more=[foreign]).groups == ()


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"), st.sampled_from([S, N, U])),
        max_size=12,
    )
)
def test_the_verdict_is_symmetric_and_the_same_is_an_equivalence(rows):
    decided = judged(*rows)
    for one in "abcdef":
        for other in "abcdef":
            assert decided.verdict(one, other) is decided.verdict(other, one)
    for one in "abcdef":
        for other in "abcdef":
            for third in "abcdef":
                if decided.verdict(one, other) is S and decided.verdict(other, third) is S:
                    assert one == third or decided.verdict(one, third) is S
