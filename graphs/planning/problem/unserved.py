"""Who is left out of a plan, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np

from graphs.planning.candidates.arrays import Integers
from graphs.planning.problem.assignment import Assignment
from graphs.planning.problem.compile import CompiledProblem, rule_at
from graphs.planning.problem.eligibility import HARD_RULES
from graphs.planning.problem.problem import PlanningProblem
from graphs.text import Text

__all__ = ["Unserved", "unserved"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unserved:
    """A guest without a pair, and why: ``barred``, ``full``, ``limits`` or ``score``."""

    guest: str
    kind: str
    reason: Text


def unserved(
    problem: PlanningProblem, compiled: CompiledProblem, pairs: Integers, rest: Assignment
) -> tuple[Unserved, ...]:
    """Return the guests without any pair with the reason, in the order of ids."""
    guests = problem.pool.guests
    count = np.bincount(pairs[:, 0], minlength=len(guests))
    load = np.bincount(pairs[:, 1], minlength=len(problem.pool.hosts))
    room = rest.host_high + np.bincount(compiled.locked[:, 1], minlength=len(load)) > load
    found = []
    for guest in np.flatnonzero(count == 0).tolist():
        able = compiled.assignment.eligible[guest]
        if rest.guest_high[guest] == 0:
            kind, reason = "limits", Text(zh="结对数上限为零", en="it may have no further pair")
        elif not able.any():
            kind, reason = "barred", _barred(compiled.barred[guest])
        elif not (able & room).any():
            kind, reason = (
                "full",
                Text(
                    zh="可结对的 {n} 个国企党组织都已满额",
                    en="{n:the only|all} {n} {n:host|hosts} it could have {n:is|are} full",
                ).format(n=int(able.sum())),
            )
        else:
            kind, reason = (
                "limits",
                Text(
                    zh="名额用于别处更好，或受总对数、分组限额所限",
                    en="its slot serves the objective better elsewhere, or a budget or quota is used up",
                ),
            )
        found.append(Unserved(guest=guests.ids[guest], kind=kind, reason=reason))
    return tuple(found)


def _barred(row: Integers) -> Text:
    counted = Counter(int(number) for number in row)
    if not counted:
        return Text(zh="没有国企候选方", en="there is no host to choose from")
    parts = [
        HARD_RULES[rule_at(number)].label + Text(zh=f" {count} 个", en=f" ({count})")
        for number, count in sorted(counted.items())
    ]
    return Text(zh="没有可结对的国企党组织：", en="no host is eligible: ") + Text.join(parts)
