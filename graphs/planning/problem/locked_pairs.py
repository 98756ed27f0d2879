"""Locked pairs: which can be kept, and what is left of the assignment without them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from graphs.planning.candidates.arrays import Integers
from graphs.planning.candidates.pool import Pool
from graphs.planning.problem.assignment import Assignment
from graphs.planning.problem.barriers import barriers_of
from graphs.planning.problem.settings import PlanSettings
from graphs.text import Text

__all__ = ["lock_refusal", "without_pair"]


def lock_refusal(
    pool: Pool, settings: PlanSettings, rest: Assignment, guest: int, host: int
) -> Text | None:
    """Return why a pair cannot be locked beside those taken out already; ``None`` where it can."""
    # A lock overrides what the planner's own settings bar, never the rules of the field.
    firm = [each for each in barriers_of(pool, settings, guest, host) if not each.liftable]
    if firm:
        return firm[0].reason
    if rest.guest_high[guest] < 1:
        return Text(zh="非公方结对数已满", en="the guest may have no more pairs")
    if rest.host_high[host] < 1:
        return Text(zh="国企方结对数已满", en="the host may have no more pairs")
    for limit in rest.limits:
        if limit.high < 1 and (guest if limit.side == "guest" else host) in limit.members:
            return Text(
                zh="所在乡镇或产业链的限额已满", en="the quota of its township or chain is used up"
            )
    if rest.new_budget == 0 and not rest.existing[guest, host]:
        return Text(zh="新增结对总数已满", en="the budget of new pairs is used up")
    return None


def without_pair(rest: Assignment, guest: int, host: int) -> Assignment:
    """Return the rest of an assignment once a pair is taken out of it: less room, fewer limits."""
    one_guest, one_host = np.zeros_like(rest.guest_high), np.zeros_like(rest.host_high)
    one_guest[guest], one_host[host] = 1, 1
    eligible, served, base = rest.eligible.copy(), rest.served.copy(), rest.base.copy()
    eligible[guest, host], served[guest] = False, True
    base[guest] += rest.scores[guest, host]
    fresh = not rest.existing[guest, host]
    limits = tuple(
        replace(limit, low=max(0, limit.low - 1), high=limit.high - 1)
        if (guest if limit.side == "guest" else host) in limit.members
        else limit
        for limit in rest.limits
    )
    return replace(
        rest,
        eligible=eligible,
        existing=rest.existing & eligible,
        served=served,
        base=base,
        guest_low=np.maximum(rest.guest_low - one_guest, 0),
        guest_high=rest.guest_high - one_guest,
        host_low=np.maximum(rest.host_low - one_host, 0),
        host_high=rest.host_high - one_host,
        limits=limits,
        slots=_next_slots(rest.slots, host),
        new_budget=None if rest.new_budget is None else rest.new_budget - fresh,
    )


def _next_slots(slots: Integers, host: int) -> Integers:
    """Return the slots after a pair has taken the first one of a host."""
    left = slots.copy()
    left[host, :-1] = slots[host, 1:]
    left[host, -1:] = 0
    return left
