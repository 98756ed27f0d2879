"""``solve_matrix`` against independent exact solvers: SciPy's assignment and HiGHS."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from profiles import tries
from scipy.optimize import Bounds, LinearConstraint, linear_sum_assignment, milp

from graphs.errors import InputError
from graphs.planning import solve_matrix

SLOW = settings(deadline=None, max_examples=tries(60))
RNG = np.random.default_rng(20261124)


def by_highs(scores: np.ndarray, guest: np.ndarray, host: np.ndarray, able: np.ndarray) -> float:
    """Return the best total by mixed-integer programming."""
    n, m = scores.shape
    rows = np.kron(np.eye(n), np.ones(m))
    columns = np.kron(np.ones(n), np.eye(m))
    upper = able.astype(float).ravel()
    found = milp(
        -np.where(able, scores, 0).ravel(),
        integrality=np.ones(n * m),
        bounds=Bounds(0, upper),
        constraints=[LinearConstraint(rows, ub=guest), LinearConstraint(columns, ub=host)],
        options={"mip_rel_gap": 0},
    )
    return float(-found.fun)


@pytest.mark.parametrize("size", [1, 5, 30, 120])
@pytest.mark.parametrize("spread", [3, 100, 10**9])
def test_equals_scipy_on_square_costs(size: int, spread: int) -> None:
    costs = RNG.integers(0, spread, (size, size))
    row, column = linear_sum_assignment(costs)
    found = solve_matrix(-costs, objective="most_served")
    assert -found.total == costs[row, column].sum()
    assert found.optimal
    assert found.violations == ()


@pytest.mark.parametrize("kind", ["geometric", "machol_wien", "flat", "low_rank"])
def test_equals_scipy_on_structured_costs(kind: str) -> None:
    # Machol and Wien (1976) is the classic hard family: cost i·j.
    n = 60
    points = RNG.random((2, n, 2))
    costs = {
        "geometric": np.rint(np.hypot(*(points[0][:, None] - points[1][None]).T) * 1000).astype(
            int
        ),
        "machol_wien": np.outer(np.arange(1, n + 1), np.arange(1, n + 1)),
        "flat": np.full((n, n), 7),
        "low_rank": RNG.integers(0, 9, (n, 1)) + RNG.integers(0, 9, (1, n)),
    }[kind]
    row, column = linear_sum_assignment(costs)
    assert -solve_matrix(-costs, objective="most_served").total == costs[row, column].sum()


@pytest.mark.parametrize("seed", range(25))
def test_equals_highs_with_capacities_of_both_sides_and_a_mask(seed: int) -> None:
    random = np.random.default_rng(seed)
    n, m = random.integers(1, 25), random.integers(1, 9)
    scores = random.integers(-20, 100, (n, m))
    guest, host = random.integers(0, 4, n), random.integers(0, 8, m)
    able = random.random((n, m)) < 0.7
    found = solve_matrix(scores, guest_capacity=guest, host_capacity=host, mask=able)
    assert found.total == round(by_highs(scores, guest, host, able))


@pytest.mark.parametrize("seed", range(10))
def test_floats_equal_highs_to_a_millionth_a_pair(seed: int) -> None:
    random = np.random.default_rng(seed)
    scores = random.random((20, 6))
    scores[random.random((20, 6)) < 0.2] = np.nan
    host = random.integers(0, 5, 6)
    found = solve_matrix(scores, host_capacity=host)
    able = np.isfinite(scores)
    expected = by_highs(np.nan_to_num(scores), np.ones(20), host, able)
    assert found.total == pytest.approx(expected, abs=1e-6 * 20)
    assert found.scale == 10**6


def greedy(scores: np.ndarray, host: np.ndarray) -> int:
    """Return what taking the best pair again and again gives."""
    free, left, total = set(range(len(scores))), host.tolist(), 0
    ordered = sorted(np.ndindex(*scores.shape), key=lambda at: (-scores[at], at))
    for guest, at in ordered:
        if guest in free and left[at] > 0 and scores[guest, at] > 0:
            free.discard(guest)
            left[at] -= 1
            total += int(scores[guest, at])
    return total


@SLOW
@given(
    hnp.arrays(
        np.int64, st.tuples(st.integers(1, 12), st.integers(1, 6)), elements=st.integers(0, 30)
    ),
    st.integers(0, 4),
)
def test_never_worse_than_greedy(scores: np.ndarray, slots: int) -> None:
    host = np.full(scores.shape[1], slots)
    assert solve_matrix(scores, host_capacity=host).total >= greedy(scores, host)


@SLOW
@given(
    hnp.arrays(
        np.int64, st.tuples(st.integers(1, 8), st.integers(1, 5)), elements=st.integers(0, 30)
    ),
    st.randoms(use_true_random=False),
    st.sampled_from(["best_total", "most_served", "fairest"]),
)
def test_the_value_does_not_depend_on_the_order_of_rows_and_columns(
    scores: np.ndarray, random: object, objective: str
) -> None:
    rows, columns = list(range(scores.shape[0])), list(range(scores.shape[1]))
    random.shuffle(rows)  # type: ignore[attr-defined]
    random.shuffle(columns)  # type: ignore[attr-defined]
    one = solve_matrix(scores, host_capacity=2, objective=objective)
    other = solve_matrix(scores[rows][:, columns], host_capacity=2, objective=objective)
    assert (one.total, one.served) == (other.total, other.served)
    if objective == "fairest":  # its sorted values are unique, those of the other objectives not
        mixed = scores[rows][:, columns]
        values = sorted(scores[tuple(one.pairs.T)].tolist())
        assert values == sorted(mixed[tuple(other.pairs.T)].tolist())


@SLOW
@given(hnp.arrays(np.int64, (6, 3), elements=st.integers(0, 9)))
def test_guests_with_equal_rows_can_be_swapped(scores: np.ndarray) -> None:
    scores = scores.copy()
    scores[1] = scores[0]
    swapped = scores[[1, 0, 2, 3, 4, 5]]
    assert (
        solve_matrix(scores, host_capacity=2).total == solve_matrix(swapped, host_capacity=2).total
    )


def test_huge_integers_stay_exact() -> None:
    big = 10**14
    found = solve_matrix(np.array([[big, big + 1], [big + 1, big]]))
    assert found.total == 2 * big + 2
    assert found.scale == 1


def test_whole_floats_are_taken_as_integers() -> None:
    assert solve_matrix([[2.0, 1.0]]).scale == 1


@pytest.mark.parametrize(
    ("scores", "changes", "place"),
    [
        ([1, 2], {}, "scores"),
        ([[float("inf")]], {}, "scores"),
        ([["a"]], {}, "scores"),
        ([[1]], {"guest_capacity": -1}, "guest_capacity"),
        ([[1]], {"host_capacity": [1, 2]}, "host_capacity"),
        ([[1]], {"guest_minimum": 0.5}, "guest_minimum"),
        ([[1]], {"mask": [[True, False]]}, "mask"),
        ([[1]], {"objective": "luckiest"}, "objective"),
        ([[0.123]], {"decimals": 20}, "decimals"),
    ],
)
def test_says_what_is_wrong_with_the_input(
    scores: object, changes: dict[str, object], place: str
) -> None:
    with pytest.raises(InputError, match="cannot be planned") as caught:
        solve_matrix(scores, **changes)  # type: ignore[arg-type]
    assert caught.value.problems[0].place.en == place


def test_refuses_more_digits_than_exact_arithmetic_holds() -> None:
    with pytest.raises(InputError, match="more digits"):
        solve_matrix(np.array([[2**61, 1], [1, 2**61]]))
