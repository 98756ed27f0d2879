"""Agreements of three and more parties: the guests of one host grouped into alliances."""

from __future__ import annotations

from dataclasses import dataclass

from graphs.planning.candidates import candidate_columns
from graphs.planning.plan_result import Plan
from graphs.planning.problem.problem import PlanningProblem

__all__ = ["Alliance", "alliances"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alliance:
    """One agreement to sign: the host and its guests, sorted by id."""

    host: str
    guests: tuple[str, ...]

    @property
    def parties(self) -> int:
        """How many sign."""
        return 1 + len(self.guests)


def alliances(problem: PlanningProblem, plan: Plan) -> tuple[Alliance, ...]:
    """Return the agreements that a plan asks for, sorted by host and first guest.

    1. Take the new pairs of each host; pairs in force have their agreement. 2. Use as few
    agreements of at most ``alliance_size`` parties as possible, as even in size as possible.
    3. Guests of the same township, then of the same chain, stand together.

    Examples
    --------
    >>> import numpy as np
    >>> from graphs.planning import PlanSettings, plan, problem_from_matrix
    >>> given = problem_from_matrix(np.full((4, 1), 0.5))
    >>> settings = PlanSettings(weights=(("given", 1.0),), host_high=4, alliance_size=3)
    >>> [each.parties for each in alliances(given, plan(given, settings))]
    [3, 3]
    """
    guests = problem.pool.guests
    at = {ident: place for place, ident in enumerate(guests.ids)}
    guests_of: dict[str, list[str]] = {}
    for pair in plan.pairs:
        if not pair.existing:
            guests_of.setdefault(pair.host, []).append(pair.guest)
    found = []
    for host, members in guests_of.items():
        ordered = sorted(
            members,
            key=lambda one: (
                guests[candidate_columns.town][at[one]],
                guests[candidate_columns.groups][at[one]],
                one,
            ),
        )
        count = -(-len(ordered) // (plan.settings.alliance_size - 1))
        small, larger = divmod(len(ordered), count)
        first = 0
        for number in range(count):
            last = first + small + (number < larger)
            found.append(Alliance(host=host, guests=tuple(sorted(ordered[first:last]))))
            first = last
    return tuple(sorted(found, key=lambda each: (each.host, each.guests)))
