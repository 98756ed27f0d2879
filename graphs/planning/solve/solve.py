"""Solve an assignment: choose the method, break ties, certify."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from graphs.planning.candidates.arrays import Integers
from graphs.planning.certificate import Certificate, Weights
from graphs.planning.flows.equal_flows import break_ties
from graphs.planning.flows.potentials import potentials
from graphs.planning.problem.assignment import Assignment, Objective, PlanTotals, plan_totals
from graphs.planning.solve.cp_sat import general_plan
from graphs.planning.solve.deadline import Deadline, DeadlinePassed, Fallback, in_hurry
from graphs.planning.solve.fair_rounds import fair_rounds
from graphs.planning.solve.fairness import fair_digit, fair_network, fairest_flow
from graphs.planning.solve.flow import best_flow
from graphs.planning.solve.flow_network import Network, Numbers, is_flow, network_of, weights_of
from graphs.planning.solve.flow_value import flow_bound, weight_of
from graphs.planning.solve.matching import best_matching, is_matching, matching_seconds
from graphs.planning.solve.milp import mixed_plan
from graphs.planning.solve.residual import residual_of

__all__ = ["Solution", "network_for", "solve"]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Solution:
    """A best plan: pairs (guest, host) sorted, what they achieve, and the proof.

    ``only`` tells whether the plan is the only one that the rule for ties leaves.
    """

    assignment: Assignment
    pairs: Integers
    totals: PlanTotals
    certificate: Certificate
    only: bool = False


def solve(
    assignment: Assignment, *, seconds: float = 60.0, deadline: Deadline | None = None
) -> Solution:
    """Return the best plan that can be found in time, with the proof or with the gap.

    1. Where the constraints are a flow, one flow finds it and prices prove it. 2. Else a general
    solver goes level by level. 3. Where time runs out the better of the plan at hand and the
    greedy one is returned, with what no plan exceeds.

    The same problem gives the same plan: equally good plans are decided by marks from the
    positions of guests and hosts. Only where time runs out may it depend on the machine.

    Parameters
    ----------
    seconds
        How long the whole call may take; ``deadline``, where it is given, takes its place.

    Raises
    ------
    InputError
        The scores span more digits than exact arithmetic holds.

    Examples
    --------
    >>> solve(Assignment.of(np.array([[3, 1], [2, 2]]))).certificate.optimal
    True
    >>> solve(Assignment.of(np.array([[3, 1], [2, 2]])), seconds=0).certificate.statement().en
    'not proved best (the time limit came first)'
    """
    until = Deadline.after(seconds) if deadline is None else deadline
    ready, until = in_hurry(assignment, until)
    if until.passed:
        return _unproved(assignment, ready or Fallback.of(assignment))
    try:
        scarce = _one_each(assignment, until)
        if scarce is not None:
            return scarce
        if is_flow(assignment):
            return _by_flow(assignment, until)
        return _by_levels(assignment, until, ready or Fallback.of(assignment))
    except DeadlinePassed as passed:
        return _unproved(assignment, ready or Fallback.of(assignment), passed.pairs)


def _one_each(assignment: Assignment, deadline: Deadline) -> Solution | None:
    """Return the fairest plan of guests that may have several pairs and can have one only.

    With fewer units (slots, or the budget) than guests that have nothing yet, and every score
    above 0, a plan that gives all units to different guests leaves the fewest with nothing; a
    guest with two pairs would leave one more. Then one flow finds the plan. ``None`` where it does
    not apply.
    """
    instance = assignment
    if (
        instance.objective is not Objective.fairest
        or instance.has_minimums
        or instance.existing.any()
    ):
        return None
    if not bool((instance.guest_high > 1).any()) or bool(
        (instance.scores[instance.eligible] <= 0).any()
    ):
        return None
    units = [int(instance.host_high.sum())]
    units += [each for each in (instance.budget, instance.new_budget) if each is not None]
    single = replace(instance, guest_high=np.minimum(instance.guest_high, 1))
    waiting = int(((instance.base == 0) & (instance.guest_high > 0)).sum())
    if min(units) > waiting or not is_flow(single) or bool((instance.base < 0).any()):
        return None
    found = _by_flow(single, deadline)
    if len(found.pairs) < min(units) or instance.base[found.pairs[:, 0]].any():
        return None
    return replace(found, assignment=instance)


def _by_levels(assignment: Assignment, deadline: Deadline, ready: Fallback) -> Solution:
    """Return the plan of a problem that is no flow, by the solver's word or with its gap."""
    start = ready.pairs
    if assignment.objective is Objective.fairest:
        # Heuristic and greedy plan are only CP-SAT's starting hint; it alone proves.
        rounds = fair_rounds(assignment, deadline)
        start = ready.best_beside(assignment, rounds)
        found = general_plan(assignment, deadline=deadline, start=start)
        pairs, proved, levels = found.pairs, found.proved, found.bounds
    else:
        pairs, proved, levels = mixed_plan(assignment, deadline=deadline)
    if not proved:
        return _unproved(assignment, ready, pairs, start)
    return Solution(
        assignment=assignment,
        pairs=pairs,
        totals=plan_totals(assignment, pairs),
        certificate=Certificate(proof="solver", levels=levels),
    )


def _unproved(assignment: Assignment, ready: Fallback, *plans: Integers | None) -> Solution:
    """Return the best plan found so far or the greedy one, with how far it may be from best."""
    best = ready.best_beside(assignment, *plans)
    return Solution(
        assignment=assignment,
        pairs=best,
        totals=plan_totals(assignment, best),
        certificate=Certificate(proof="none", levels=ready.levels(assignment, best)),
    )


def _by_flow(assignment: Assignment, deadline: Deadline) -> Solution:
    """Return the plan of a flow with the prices that prove it best."""
    weights = weights_of(assignment)
    if is_matching(assignment):
        network = network_of(assignment, weights)
        slow = deadline.left <= matching_seconds(assignment.shape)
        matched = None if slow else best_matching(network)
        if matched is not None:
            return Solution(
                assignment=assignment,
                pairs=matched.pairs,
                totals=plan_totals(assignment, matched.pairs),
                certificate=_certify(
                    network, matched.pairs, matched.prices, weights, bound=matched.bound
                ),
                only=True,
            )
    if assignment.objective is Objective.fairest:
        network, pairs, prices = fairest_flow(assignment, deadline)
    else:
        network = network_of(assignment, weights)
        pairs, prices = best_flow(network, deadline)
    best, only = break_ties(network, pairs, prices, deadline)
    digit = 0
    if assignment.objective is Objective.fairest:
        # Fairness is proved on the network whose levels are this plan's own values.
        digit, network = fair_digit(assignment), fair_network(assignment, best)
        prices = _proved(network, best)
    return Solution(
        assignment=assignment,
        pairs=best,
        totals=plan_totals(assignment, best),
        certificate=_certify(network, best, prices, weights, digit=digit),
        only=only,
    )


def network_for(assignment: Assignment, pairs: Integers) -> Network:
    """Return the network in which the plan was found best; that of a flow."""
    if assignment.objective is Objective.fairest:
        return fair_network(assignment, pairs)
    return network_of(assignment, weights_of(assignment))


def _certify(
    network: Network,
    pairs: Integers,
    prices: Numbers,
    weights: Weights,
    *,
    digit: int = 0,
    bound: int | None = None,
) -> Certificate:
    value = weight_of(network, pairs)
    return Certificate(
        proof="prices",
        weights=None if digit else weights,
        digit=digit,
        prices=tuple(prices.tolist()),
        value=value,
        bound=flow_bound(network, prices) if bound is None else bound,
    )


def _proved(network: Network, pairs: Integers) -> Numbers:
    prices = potentials(residual_of(network, pairs))
    if prices is None:  # the plan was found best on the same levels
        raise RuntimeError(network.weights.shape)
    return prices
