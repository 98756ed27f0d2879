"""Check a certificate of any kind: form, levels, and that no single step improves the plan.

Where only a solver can say that a plan is best, the judge still refuses levels that do not restate
the plan, and a plan that one more pair or one moved pair would better. What is left is the solver's
word, and is called so wherever the plan is shown.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from graphs.planning.candidates.arrays import Integers
from graphs.planning.certificate import Certificate, Weights
from graphs.planning.judge.priced_problem import is_priced
from graphs.planning.judge.proof_check import bound_problem
from graphs.planning.problem.assignment import Assignment, Objective, slot_worth
from graphs.text import Text

__all__ = ["proof_problem", "well_formed"]

_LIKELY = 8
"""Hosts tried for each guest."""

_OBJECTIVE_LEVELS = {
    Objective.best_total: ("score",),
    Objective.most_served: ("served", "score"),
    Objective.least_disruption: ("kept", "served", "score"),
}


def well_formed(certificate: object) -> bool:
    """Return whether every value of a certificate has the type it should have.

    Examples
    --------
    >>> well_formed(Certificate(proof="none")), well_formed(Certificate(proof="prices", value=0.5))
    (True, False)
    """
    if not isinstance(certificate, Certificate) or not isinstance(certificate.proof, str):
        return False
    weights: Any = certificate.weights  # what is written there may be anything
    prices: Any = certificate.prices
    levels: Any = certificate.levels
    numbers: list[Any] = [certificate.digit, certificate.value, certificate.bound]
    if isinstance(weights, Weights):
        numbers += [weights.shortfall, weights.kept, weights.served, weights.score]
    elif weights is not None:
        return False
    if not isinstance(prices, tuple) or not isinstance(levels, tuple):
        return False
    for level in levels:
        if not (isinstance(level, tuple) and len(level) == 3 and isinstance(level[0], str)):
            return False
        numbers += level[1:]
    return all(type(number) is int for number in (*numbers, *prices))


def proof_problem(assignment: Assignment, pairs: Integers, certificate: Certificate) -> Text | None:
    """Return what is wrong with the proof of a plan that keeps the constraints; ``None`` if nothing.

    Examples
    --------
    >>> none = np.zeros((0, 2), dtype=np.int64)
    >>> told = Certificate(proof="solver", levels=(("score", 0, 0),))
    >>> proof_problem(Assignment.of(np.array([[3]])), none, told).en
    'the proof must be checkable here, and only a word is given'
    """
    if certificate.proof == "prices":
        return bound_problem(assignment, pairs, certificate)
    if certificate.proof not in ("solver", "none"):
        return Text(zh="没有这种证明方式", en="there is no such kind of proof")
    if certificate != Certificate(proof=certificate.proof, levels=certificate.levels):
        return Text(zh="证明自相矛盾", en="the certificate contradicts itself")
    check = _gap_problem if certificate.proof == "none" else _word_problem
    return check(assignment, pairs, certificate)


def _word_problem(assignment: Assignment, pairs: Integers, certificate: Certificate) -> Text | None:
    if is_priced(assignment):
        return Text(
            zh="此问题的证明应可复核，却只有一句话",
            en="the proof must be checkable here, and only a word is given",
        )
    still = _still(assignment)
    truth = [(n, v, v) for n, v in _levels(assignment, pairs) if n not in still]
    if [level for level in certificate.levels if level[0] not in still] != truth:
        return Text(
            zh="求解器所报各级取值与方案不符，或上界与取值不等",
            en="the solver's levels do not restate the plan, or a bound differs from the value",
        )
    return _step(assignment, pairs)


def _still(assignment: Assignment) -> set[str]:
    """Return the levels that are the same in every plan, whether or not the solver names them."""
    found = set() if assignment.eligible.any() else {"score"}
    return found if assignment.eligible[~assignment.served].any() else {*found, "served"}


def _gap_problem(assignment: Assignment, pairs: Integers, certificate: Certificate) -> Text | None:
    reached: dict[str, list[int]] = {}
    for name, value in _levels(assignment, pairs):
        reached.setdefault(name, []).append(value)
    for name, value, bound in certificate.levels:
        known = reached.get(name, [])
        if value > bound or (name not in ("worst", "above") and not any(v <= bound for v in known)):
            return Text(zh="所报差距与方案不符", en="the gap stated does not fit the plan")
    return None


def _levels(assignment: Assignment, pairs: Integers) -> tuple[tuple[str, int], ...]:
    """Return the levels of the objective with what the plan reaches, the most important first."""
    count = np.bincount(pairs[:, 0], minlength=assignment.shape[0])
    load = np.bincount(pairs[:, 1], minlength=assignment.shape[1])
    missed = int(np.maximum(assignment.guest_low - count, 0).sum())
    missed += int(np.maximum(assignment.host_low - load, 0).sum())
    for limit in assignment.limits:
        inside = count if limit.side == "guest" else load
        missed += max(0, limit.low - int(inside[list(limit.members)].sum()))
    rows = (pairs[:, 0], pairs[:, 1])
    figures = {
        "kept": int(assignment.existing[rows].sum()),
        "served": int(((count > 0) & ~assignment.served).sum()),
        "score": sum(assignment.scores[rows].tolist()),
    }
    if assignment.objective is not Objective.fairest:  # that one looks at guests alone
        figures["score"] += slot_worth(assignment.slots, load)
    found = [("shortfall", -missed)] if assignment.has_minimums else []
    if assignment.objective is Objective.fairest:
        found += _fair_levels(assignment, pairs)
        return (*found, ("served", figures["served"]), ("score", figures["score"]))
    return (*found, *((name, figures[name]) for name in _OBJECTIVE_LEVELS[assignment.objective]))


def _fair_levels(assignment: Assignment, pairs: Integers) -> list[tuple[str, int]]:
    """Return each value a guest has, from the lowest, and how many guests are above it."""
    values = assignment.base.copy()
    np.add.at(values, pairs[:, 0], assignment.scores[pairs[:, 0], pairs[:, 1]])
    values = values[assignment.guest_high > 0]
    found = []
    for value in np.unique(values).tolist():
        found += [("worst", value), ("above", int((values > value).sum()))]
    return found


def _step(assignment: Assignment, pairs: Integers) -> Text | None:
    """Return what one more pair or one moved pair would better; ``None`` where no such step does.

    For each guest the likeliest hosts with room are tried: a plan that leaves much on the table
    shows there.
    """
    chosen = {(int(guest), int(host)) for guest, host in pairs}
    best = _worth(assignment, pairs)
    load = np.bincount(pairs[:, 1], minlength=assignment.shape[1])
    room = assignment.eligible & (load < assignment.host_high)[None, :]
    worth = np.where(room, assignment.scores, np.iinfo(np.int64).min)
    promising = np.argsort(-worth.astype(float), axis=1, kind="stable")[:, :_LIKELY]
    for guest, hosts in enumerate(promising.tolist()):
        mine = {pair for pair in chosen if pair[0] == guest}
        for host in hosts:
            if not room[guest, host] or (guest, host) in chosen:
                continue
            steps: list[set[tuple[int, int]]] = [{pair} for pair in mine]
            steps += [set()] if len(mine) < assignment.guest_high[guest] else []
            for gone in steps:
                after = np.array(sorted((chosen - gone) | {(guest, host)}), dtype=np.int64)
                if _keeps(assignment, after) and _worth(assignment, after) > best:
                    return Text(
                        zh="并非最优：改动一对就更好",
                        en="not the best: one pair more or moved improves it",
                    )
    return None


def _worth(assignment: Assignment, pairs: Integers) -> tuple[object, ...]:
    """Return what the objective compares, so that of two plans the better one is larger."""
    levels = [value for name, value in _levels(assignment, pairs) if name not in ("worst", "above")]
    if assignment.objective is not Objective.fairest:
        return tuple(levels)
    values = assignment.base.copy()
    np.add.at(values, pairs[:, 0], assignment.scores[pairs[:, 0], pairs[:, 1]])
    fair = tuple(np.sort(values[assignment.guest_high > 0]).tolist())
    return (tuple(levels[:-2]), fair, *levels[-2:])


def _keeps(assignment: Assignment, pairs: Integers) -> bool:
    count = np.bincount(pairs[:, 0], minlength=assignment.shape[0])
    load = np.bincount(pairs[:, 1], minlength=assignment.shape[1])
    for limit in assignment.limits:
        inside = count if limit.side == "guest" else load
        if int(inside[list(limit.members)].sum()) > limit.high:
            return False
    fresh = int((~assignment.existing[pairs[:, 0], pairs[:, 1]]).sum())
    return (assignment.budget is None or len(pairs) <= assignment.budget) and (
        assignment.new_budget is None or fresh <= assignment.new_budget
    )
