"""How evenly a plan treats people: the guests' scores, and the most that one host takes on."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from graphs.planning.plan_result import Plan

__all__ = ["Spread", "spread_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Figures of fairness; scores in millionths.

    Attributes
    ----------
    least, mean
        Of the guests' values: the sum of a guest's scores, 0 without a pair.
    gini
        0 where all have the same, towards 1 where few have everything.
    most_load
        The most new pairs that one host takes on.
    """

    least: int
    mean: float
    gini: float
    most_load: int


def spread_of(plan: Plan) -> Spread:
    """Return how evenly a plan treats guests and hosts.

    Source: Gini, Variabilità e mutabilità (1912), as the mean difference over twice the mean.

    Examples
    --------
    >>> from graphs.planning import PlanSettings, plan, problem_from_matrix
    >>> made = plan(problem_from_matrix(np.array([[0.9], [0.8]])),
    ...             PlanSettings(weights=(("given", 1.0),)))
    >>> spread_of(made)
    Spread(least=0, mean=450000.0, gini=0.5, most_load=1)
    """
    new_pairs: defaultdict[str, int] = defaultdict(int)
    for each in plan.left_out:
        new_pairs[each.guest] = 0
    for pair in plan.pairs:
        new_pairs[pair.guest] += pair.score
    values = np.sort(np.array(list(new_pairs.values()), dtype=float))
    if not len(values):
        return Spread(least=0, mean=0.0, gini=0.0, most_load=0)
    place = np.arange(1, len(values) + 1)
    whole = float(values.sum())
    share = float((place * values).sum()) / whole if whole else 0.0
    gini = 2 * share / len(values) - (len(values) + 1) / len(values) if whole else 0.0
    load = Counter(pair.host for pair in plan.pairs if not pair.existing)
    return Spread(
        least=int(values[0]),
        mean=whole / len(values),
        gini=round(max(0.0, gini), 4),
        most_load=max(load.values(), default=0),
    )
