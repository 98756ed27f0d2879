"""The parts of a matching: prices are the least, and ties are decided by position alone."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from profiles import tries

from graphs.planning.one_to_one.dual_prices import least_prices
from graphs.planning.one_to_one.pair_worth import PairWorth
from graphs.planning.one_to_one.tied_pairs import first_matching, tied_bits
from graphs.planning.problem.assignment import Assignment, Objective
from graphs.planning.solve.flow_network import network_of, weights_of
from graphs.planning.solve.matching import best_matching

SHAPES = st.tuples(st.integers(1, 5), st.integers(1, 5))


def best_partners(values: np.ndarray) -> list[tuple[int, ...]]:
    """Return every assignment of greatest worth, by trying all; a pair worth nothing is none."""
    guests, hosts = values.shape
    places = [*range(hosts), *[-1] * guests]
    found = {}
    for partner in set(itertools.permutations(places, guests)):
        pairs = [(guest, host) for guest, host in enumerate(partner) if host >= 0]
        if all(values[pair] > 0 for pair in pairs):
            found[partner] = sum(int(values[pair]) for pair in pairs)
    return [partner for partner, worth in found.items() if worth == max(found.values())]


@examples(deadline=None, max_examples=tries(100))
@given(SHAPES, st.integers(0, 2**32), st.sampled_from([2, 4, 50]))
def test_every_best_matching_has_the_same_least_prices_and_leads_to_the_same_first_one(
    shape: tuple[int, int], seed: int, highest: int
) -> None:
    values = np.random.default_rng(seed).integers(0, highest, shape)
    worth = PairWorth(values=values, shift=0)
    every = best_partners(values)
    seen = set()
    for partner in every:
        prices = least_prices(worth, np.array(partner))
        chosen = [host for host in partner if host >= 0]
        gains = np.zeros(len(values), dtype=np.int64)
        for guest, host in enumerate(partner):
            gains[guest] = values[guest, host] - prices[host] if host >= 0 else 0
        assert (gains[:, None] + prices >= values).all()
        assert gains.min() >= 0
        assert not prices[[host for host in range(shape[1]) if host not in chosen]].any()
        first = first_matching(tied_bits(worth, gains, prices), gains, prices)
        seen.add((tuple(prices.tolist()), tuple(first.tolist())))
    assert len(seen) == 1
    assert seen.pop()[1] in every


@pytest.mark.parametrize("shape", [(300, 300), (300, 40), (40, 300)])
@pytest.mark.parametrize("highest", [1, 2, 30])
def test_ties_are_the_same_where_all_scores_are_larger_by_one(
    shape: tuple[int, int], highest: int
) -> None:
    # Other numbers take another way through every library; the ties are the same.
    scores = np.random.default_rng(highest).integers(1, highest + 1, shape)
    found = [
        best_matching(network_of(problem, weights_of(problem)))
        for problem in (
            Assignment.of(each, objective=Objective.most_served) for each in (scores, scores + 1)
        )
    ]
    assert found[0] is not None
    assert found[1] is not None
    assert found[0].pairs.tolist() == found[1].pairs.tolist()
