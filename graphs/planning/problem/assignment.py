"""The integer assignment problem: what every solver solves and the judge judges."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from graphs.model import Choice
from graphs.planning.candidates.arrays import Flags, Integers
from graphs.text import Text

__all__ = [
    "Assignment",
    "Limit",
    "Objective",
    "PlanTotals",
    "plan_totals",
    "slot_worth",
]


class Objective(Choice):
    """What the best plan is best at; every objective first meets the minimums it can."""

    best_total = (
        Text(zh="总分最高", en="best total score"),
        Text(
            zh="各对得分加起来最高；得分低的可能因此没有安排。",
            en="The scores of all pairs add up to most; some may be left out for that.",
        ),
    )
    most_served = (
        Text(zh="覆盖最多，再看总分", en="most served, then score"),
        Text(
            zh="先安排尽可能多的非公党组织，其中再取总分最高的。",
            en="As many as can be are paired; of such plans the one that scores most.",
        ),
    )
    fairest = (
        Text(zh="最公平", en="fairest: the lowest first"),
        Text(
            zh="先让得分最低的尽量高，再看次低的，依次类推。",
            en="The lowest score is as high as can be, then the next lowest, and so on.",
        ),
    )
    least_disruption = (
        Text(zh="变动最少", en="least disruption"),
        Text(
            zh="先保留尽可能多的已有结对，再安排尽可能多的，再看总分。",
            en="As many existing pairs as can be are kept, then most served, then score.",
        ),
    )

    @property
    def label(self) -> Text:
        """The words by which it is chosen."""
        words: Text = self.value[0]
        return words

    @property
    def meaning(self) -> Text:
        """What the best plan by it is, in words for a reader without mathematics."""
        words: Text = self.value[1]
        return words


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """How many pairs a group of guests or of hosts may have, and should at least have."""

    side: Literal["guest", "host"]
    members: tuple[int, ...]
    low: int = 0
    high: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Assignment:
    """Scores, capacities and an objective in exact integers; rows are guests, columns hosts.

    Attributes
    ----------
    scores
        What a pair adds to the total, shape (guests, hosts); read only where ``eligible``.
    existing
        Pairs that exist today.
    served
        Guests that already have a locked pair outside this problem; ``base`` is its score.
    slots
        What the first, second … pair of each host adds to the total, shape (hosts, slots), falling
        and never negative; a pair past the last column adds nothing. The fairest plan ignores it.
    budget
        Most pairs in all; ``new_budget`` the most pairs that do not exist yet.

    Examples
    --------
    >>> small = Assignment.of(np.array([[3, 1], [2, 2]]))
    >>> small.shape, int(small.host_high.sum())
    ((2, 2), 2)
    """

    scores: Integers
    eligible: Flags
    guest_low: Integers
    guest_high: Integers
    host_low: Integers
    host_high: Integers
    existing: Flags
    served: Flags
    base: Integers
    limits: tuple[Limit, ...] = ()
    budget: int | None = None
    new_budget: int | None = None
    slots: Integers
    objective: Objective = Objective.best_total

    @property
    def shape(self) -> tuple[int, int]:
        """Number of guests, number of hosts."""
        return (self.scores.shape[0], self.scores.shape[1])

    @property
    def has_minimums(self) -> bool:
        """Whether any guest, host or group should have a least number of pairs."""
        lows = [limit.low for limit in self.limits]
        return bool(self.guest_low.any() or self.host_low.any() or any(lows))

    @classmethod
    def of(
        cls,
        scores: Integers,
        *,
        eligible: Flags | None = None,
        guest_high: int | Integers = 1,
        host_high: int | Integers = 1,
        guest_low: int | Integers = 0,
        host_low: int | Integers = 0,
        existing: Flags | None = None,
        served: Flags | None = None,
        base: int | Integers = 0,
        limits: tuple[Limit, ...] = (),
        budget: int | None = None,
        new_budget: int | None = None,
        slots: Integers | None = None,
        objective: Objective = Objective.best_total,
    ) -> Assignment:
        """Return the problem with defaults filled in; a single capacity holds for everybody."""
        guests, hosts = scores.shape
        none = np.zeros((guests, hosts), dtype=bool)
        return cls(
            scores=np.asarray(scores, dtype=np.int64),
            eligible=~none if eligible is None else eligible,
            guest_low=_each(guest_low, guests),
            guest_high=_each(guest_high, guests),
            host_low=_each(host_low, hosts),
            host_high=_each(host_high, hosts),
            existing=none if existing is None else existing,
            served=np.zeros(guests, dtype=bool) if served is None else served,
            base=_each(base, guests),
            limits=limits,
            budget=budget,
            new_budget=new_budget,
            slots=np.zeros((hosts, 0), dtype=np.int64) if slots is None else slots,
            objective=objective,
        )


def _each(value: int | Integers, count: int) -> Integers:
    return np.broadcast_to(np.asarray(value, dtype=np.int64), (count,)).copy()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanTotals:
    """What a set of pairs achieves, in plain counts.

    ``shortfall`` counts the units by which minimums of guests, hosts and groups are missed.
    """

    pairs: int
    shortfall: int
    kept: int
    served: int
    total: int


def slot_worth(slots: Integers, by_host: Integers) -> int:
    """Return what the slots of hosts add that carry so many pairs.

    Examples
    --------
    >>> slot_worth(np.array([[5, 2], [4, 4]]), np.array([1, 3]))
    13
    """
    used = np.arange(slots.shape[1]) < by_host[:, None]
    return int(slots[used].sum())


def plan_totals(assignment: Assignment, pairs: Integers) -> PlanTotals:
    """Return what the pairs achieve; ``pairs`` has a row (guest, host) for each."""
    guests, hosts = assignment.shape
    by_guest = np.bincount(pairs[:, 0], minlength=guests)
    by_host = np.bincount(pairs[:, 1], minlength=hosts)
    missed = np.maximum(assignment.guest_low - by_guest, 0).sum()
    missed += np.maximum(assignment.host_low - by_host, 0).sum()
    for limit in assignment.limits:
        counted = by_guest if limit.side == "guest" else by_host
        missed += max(0, limit.low - int(counted[list(limit.members)].sum()))
    return PlanTotals(
        pairs=len(pairs),
        shortfall=int(missed),
        kept=int(assignment.existing[pairs[:, 0], pairs[:, 1]].sum()),
        served=int(((by_guest > 0) & ~assignment.served).sum()),
        total=sum(assignment.scores[pairs[:, 0], pairs[:, 1]].tolist())
        + slot_worth(assignment.slots, by_host),
    )
