"""The deadline of a whole call, and the greedy answer kept for when it passes."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from graphs.planning.candidates.arrays import Integers
from graphs.planning.fallback.greedy import greedy_bounds, greedy_levels, greedy_plan, plan_worth
from graphs.planning.problem.assignment import Assignment

__all__ = ["NEVER", "Deadline", "DeadlinePassed", "Fallback", "in_hurry"]


class DeadlinePassed(Exception):  # no error: the best plan so far is returned
    """The time is over, or what comes next would not end in time; caught inside a solve.

    ``pairs`` is the best plan so far, ``None`` where there is none yet.
    """

    def __init__(self, pairs: Integers | None = None) -> None:
        super().__init__()
        self.pairs = pairs


@dataclass(frozen=True, slots=True)
class Deadline:
    """An instant of a monotonic clock.

    Examples
    --------
    >>> never, now = Deadline.after(1e9), Deadline.after(0)
    >>> never.passed, now.passed, now.left
    (False, True, 0.0)
    """

    at: float
    clock: Callable[[], float] = time.monotonic

    @classmethod
    def after(cls, seconds: float, clock: Callable[[], float] = time.monotonic) -> Deadline:
        """Return the instant so many seconds from now."""
        return cls(clock() + seconds, clock)

    def sooner(self, seconds: float) -> Deadline:
        """Return an instant so many seconds earlier: what is left then is for the answer.

        Examples
        --------
        >>> Deadline(10.0, lambda: 4.0).sooner(2.0).left
        4.0
        """
        return Deadline(self.at - seconds, self.clock)

    @property
    def left(self) -> float:
        """Seconds left; 0 once it has passed."""
        return max(0.0, self.at - self.clock())

    @property
    def passed(self) -> bool:
        """Whether the time is over."""
        return self.left <= 0.0


NEVER = Deadline(float("inf"))
"""No limit."""

_SHORT, _CELL = 2.0, 2e-6
"""Seconds, and seconds a pair, within which making the answer is a part of the time that counts."""

_SHARE = 0.03
"""The part of the time that is left for the answer, beside what comparing plans takes."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Fallback:
    """The greedy plan of a problem, with what no plan exceeds at each level."""

    pairs: Integers
    bounds: dict[str, int]

    @classmethod
    def of(cls, assignment: Assignment) -> Fallback:
        """Return the fallback of a problem; how long it takes depends on its size alone."""
        return cls(pairs=greedy_plan(assignment), bounds=greedy_bounds(assignment))

    def best_beside(self, assignment: Assignment, *plans: Integers | None) -> Integers:
        """Return the best of some plans and the greedy one.

        A solver's last plan may be worse than the greedy one where time ended early.
        """
        known = [self.pairs, *(pairs for pairs in plans if pairs is not None)]
        return max(known, key=lambda pairs: plan_worth(assignment, pairs))

    def levels(self, assignment: Assignment, pairs: Integers) -> tuple[tuple[str, int, int], ...]:
        """Return (level, reached, what no plan exceeds) of a plan."""
        return greedy_levels(assignment, pairs, self.bounds)


def in_hurry(assignment: Assignment, deadline: Deadline) -> tuple[Fallback | None, Deadline]:
    """Return the fallback made first where time is short, and the instant by which solvers end.

    Elsewhere it is made when it is needed: it takes less than a tenth of the time.

    Examples
    --------
    >>> import numpy as np
    >>> small = Assignment.of(np.array([[3, 1]]))
    >>> in_hurry(small, Deadline.after(60))[0] is None, in_hurry(small, Deadline.after(1))[0] is None
    (True, False)
    """
    whole = deadline.left
    if whole > _SHORT + _CELL * assignment.scores.size:
        return None, deadline
    ready = Fallback.of(assignment)
    return ready, deadline.sooner(_SHARE * whole + (whole - deadline.left) / 4)
