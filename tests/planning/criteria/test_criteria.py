"""Laws that every criterion, rule and flag keeps; adding one is covered without a new test."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nonempty import nonempty
from planning_cases import pool
from profiles import tries

from graphs.planning import (
    COLUMNS,
    CRITERIA,
    FLAGS,
    HARD_RULES,
    PRESETS,
    Links,
    PlanSettings,
    Pool,
)
from graphs.planning.criteria.flags import flags_of
from graphs.planning.problem.barriers import barriers, barriers_of

GUESTS, HOSTS = ["n1", "n2", "n3"], ["s1", "s2"]


@st.composite
def pools(draw: st.DrawFn) -> Pool:
    """Draw candidates with every column known, unknown, or extreme."""
    ids = [*GUESTS, *HOSTS]

    def some(values: st.SearchStrategy[object]) -> dict[str, object]:
        held = draw(st.lists(st.none() | values, min_size=len(ids), max_size=len(ids)))
        return {ident: value for ident, value in zip(ids, held, strict=True) if value is not None}

    couples = st.lists(st.tuples(st.sampled_from(GUESTS), st.sampled_from(HOSTS)), unique=True).map(
        tuple
    )
    earlier = draw(
        st.lists(st.tuples(st.sampled_from(GUESTS), st.sampled_from(HOSTS), st.integers(0, 9)))
    )
    links = Links(
        existing=draw(couples), earlier=tuple(earlier), supply=draw(couples), related=draw(couples),
        tied=draw(couples),
    )  # fmt: skip
    made = pool(
        GUESTS,
        HOSTS,
        links=links,
        **{key: some(st.sampled_from(column.examples)) for key, column in COLUMNS.items()},
    )
    flat = draw(st.lists(st.sampled_from([0.0, 0.5, 1.0, float("nan")]), min_size=6, max_size=6))
    return Pool(
        guests=made.guests, hosts=made.hosts, links=links, given=np.array(flat).reshape(3, 2)
    )


@pytest.mark.parametrize("key", list(CRITERIA))
@settings(deadline=None, max_examples=tries(40))
@given(pools())
def test_scores_lie_between_0_and_1_and_the_evidence_of_a_pair_agrees(key: str, made: Pool) -> None:
    each = CRITERIA[key]
    scores = each.scores(made)
    assert scores.shape == made.shape
    known = scores[~np.isnan(scores)]
    assert ((known >= 0) & (known <= 1)).all()
    for guest, host in np.ndindex(*made.shape):
        evidence = each.explain(made, guest, host)
        expected = None if np.isnan(scores[guest, host]) else scores[guest, host]
        assert evidence.score == expected
        assert evidence.reason.zh
        assert evidence.reason.en


@settings(deadline=None, max_examples=tries(40))
@given(pools())
def test_a_criterion_changes_nothing_it_is_given(made: Pool) -> None:
    before = made.digest()
    for each in CRITERIA.values():
        each.scores(made)
    assert made.digest() == before


@settings(deadline=None, max_examples=tries(60))
@given(pools())
def test_a_pair_is_barred_exactly_where_a_rule_gives_its_reason(made: Pool) -> None:
    wanted = PlanSettings(weights=(("given", 1.0),), max_distance_km=50.0, same="town")
    numbers = barriers(made, wanted)
    assert numbers.shape == made.shape
    for guest, host in np.ndindex(*made.shape):
        reasons = barriers_of(made, wanted, guest, host)
        assert bool(reasons) == bool(numbers[guest, host])
        if reasons:
            assert reasons[0].rule == list(HARD_RULES)[numbers[guest, host] - 1]
        assert all(reason.reason.zh and reason.reason.en for reason in reasons)


@settings(deadline=None, max_examples=tries(40))
@given(pools())
def test_flags_are_a_yes_or_no_for_every_pair(made: Pool) -> None:
    for guest, host in nonempty(np.ndindex(*made.shape)):
        assert set(flags_of(made, guest, host)) <= FLAGS.keys()


def test_every_declaration_has_both_languages_and_its_own_manual() -> None:
    declared = [*CRITERIA.values(), *HARD_RULES.values(), *FLAGS.values()]
    assert all(each.label.zh and each.label.en and each.manual for each in declared)
    assert len({each.manual for each in declared}) == len(declared)
    assert all(key in CRITERIA for preset in PRESETS.values() for key, _ in preset.weights)
