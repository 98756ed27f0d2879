"""Criteria of capacity: strength, size, workload, existing ties, track record."""

from __future__ import annotations

import numpy as np

from graphs.planning.candidates import candidate_columns
from graphs.planning.candidates.arrays import Integers, Reals
from graphs.planning.candidates.pool import Pool
from graphs.planning.criteria.evidence import Evidence, criterion
from graphs.text import Text

__all__ = ["parity", "strength", "ties", "track_record", "workload"]

_OCTAVES = 3.0
_SIZE_SHARE = 0.7
_ACTIVITIES_A_YEAR = 4.0


def _count(value: float) -> Text:
    return Text(zh=f"{value:.0f} 名党员", en=f"{value:.0f} Party members")


def _no_members() -> Evidence:
    return Evidence(
        score=None,
        reason=Text(zh="至少一方党员数未载明", en="at least one does not state its members"),
    )


def _strength_reason(pool: Pool, score: float | None) -> Evidence:
    if score is None:
        return _no_members()
    mine, theirs = (
        float(pool.guests[candidate_columns.party_members][0]),
        float(pool.hosts[candidate_columns.party_members][0]),
    )
    words = Text(
        zh=f"国企党员数为对方的 {theirs / mine:.1f} 倍",
        en=f"the host has {theirs / mine:.1f} times the members",
    )
    if pool.guests[candidate_columns.vacant][0] == 1:
        words += Text(zh="，对方书记岗位空缺", en=", and the guest's secretary's post is vacant")
    return Evidence(score=score, reason=words, guest_value=_count(mine), host_value=_count(theirs))


@criterion(
    order=50, even=1.0, label=Text(zh="强弱互补", en="Strength complement"), reason=_strength_reason
)
def strength(pool: Pool) -> Reals:
    """How much a larger host could help a smaller or weaker guest.

    0 where the host has no more Party members, 1 from eight times as many on (logarithmic). Where
    it is stated whether the guest's secretary's post is filled, that counts 0.3: vacant 1, filled
    0. No data where members are not stated.
    """
    size = np.clip(_octaves(pool) / _OCTAVES, 0.0, 1.0)
    weak = pool.guests[candidate_columns.vacant][:, None]
    return np.where(np.isnan(weak), size, _SIZE_SHARE * size + (1 - _SIZE_SHARE) * weak)


def _octaves(pool: Pool) -> Reals:
    """Return the logarithm to base 2 of host over guest in members; NaN where not stated."""
    guests, hosts = (
        pool.guests[candidate_columns.party_members].copy(),
        pool.hosts[candidate_columns.party_members].copy(),
    )
    guests[guests <= 0] = np.nan
    hosts[hosts <= 0] = np.nan
    return np.asarray(np.log2(hosts)[None, :] - np.log2(guests)[:, None])


def _parity_reason(pool: Pool, score: float | None) -> Evidence:
    if score is None:
        return _no_members()
    mine, theirs = (
        float(pool.guests[candidate_columns.party_members][0]),
        float(pool.hosts[candidate_columns.party_members][0]),
    )
    return Evidence(
        score=score,
        reason=Text(
            zh=f"规模比 {score:.2f}（1 为相当）", en=f"ratio of sizes {score:.2f} (1 is equal)"
        ),
        guest_value=_count(mine),
        host_value=_count(theirs),
    )


@criterion(order=60, label=Text(zh="规模相当", en="Size parity"), reason=_parity_reason)
def parity(pool: Pool) -> Reals:
    """How equal the two are: the smaller number of Party members over the larger.

    No data where members are not stated.
    """
    return np.asarray(np.exp2(-np.abs(_octaves(pool))))


def _workload_reason(pool: Pool, score: float | None) -> Evidence:
    load, usual = (
        int(pool.hosts[candidate_columns.load][0]),
        int(pool.hosts[candidate_columns.usual][0]),
    )
    if score is None:
        return Evidence(score=None, reason=Text(zh="常规结对数为零", en="its usual load is none"))
    return Evidence(
        score=score,
        reason=Text(
            zh=f"已承担 {load} 对，常规 {usual} 对",
            en=f"it carries {load} pairs of a usual {usual}",
        ),
        host_value=Text.same(f"{load}/{usual}"),
    )


@criterion(
    order=70, even=1.0, label=Text(zh="负担均衡", en="Workload balance"), reason=_workload_reason
)
def workload(pool: Pool) -> Reals:
    """How free the host is: 1 with no pair in force, 0 at its usual load and above."""
    usual = pool.hosts[candidate_columns.usual].astype(float)
    usual[usual <= 0] = np.nan
    free = np.clip(1.0 - pool.hosts[candidate_columns.load] / usual, 0.0, 1.0)
    return np.repeat(free[None, :], len(pool.guests), axis=0)


def _ties_reason(pool: Pool, score: float | None) -> Evidence:
    if score is None:
        return Evidence(
            score=None, reason=Text(zh="双方都没有可比的既有联系", en="no ties of both to compare")
        )
    shared = set(pool.guests[candidate_columns.partners][0]) & set(
        pool.hosts[candidate_columns.partners][0]
    )
    if pool.links.tied and len(pool.places(pool.links.tied)[0]):
        words = Text(zh="已有记录的联系", en="a recorded tie")
    elif len(_earlier(pool)[0]):
        words = Text(zh="曾经结对", en="they were paired before")
    else:
        words = Text(zh=f"共同结对方 {len(shared)} 个", en=f"{len(shared)} partners in common")
    return Evidence(score=score, reason=words)


def _earlier(pool: Pool) -> tuple[Integers, Integers, Reals]:
    both = {(guest, host): count for guest, host, count in sorted(pool.links.earlier)}
    guests, hosts = pool.places(both)
    earlier = [
        both[pool.guests.ids[g], pool.hosts.ids[h]] for g, h in zip(guests, hosts, strict=True)
    ]
    return guests, hosts, np.array(earlier, dtype=float)


@criterion(order=80, even=1.0, label=Text(zh="既有联系", en="Existing ties"), reason=_ties_reason)
def ties(pool: Pool) -> Reals:
    """What already ties the two on the network.

    A recorded tie (helped to establish, guides …) 1; an earlier agreement 0.25, and with each
    activity under it half of the way to 1; partners in common: half of the way to 1 for each. No
    data where one has no partner yet and nothing else is recorded.
    """
    shared = _shared(pool)
    found = np.where(np.isnan(shared), np.nan, 1.0 - np.exp2(-shared))
    guests, hosts, activities = _earlier(pool)
    if len(guests):
        at = (guests, hosts)
        found[at] = np.fmax(found[at], 1.0 - 0.75 * np.exp2(-activities))
    found[pool.places(pool.links.tied)] = 1.0
    return found


def _shared(pool: Pool) -> Reals:
    """Return how many partners two have in common; NaN where one has none."""
    every = sorted({one for row in pool.hosts[candidate_columns.partners] for one in row})
    at = {one: place for place, one in enumerate(every)}
    holders: list[list[int]] = [[] for _ in every]
    for host, row in enumerate(pool.hosts[candidate_columns.partners]):
        for one in row:
            holders[at[one]].append(host)
    found = np.zeros(pool.shape)
    for guest, row in enumerate(pool.guests[candidate_columns.partners]):
        for one in row:
            if one in at:
                found[guest, holders[at[one]]] += 1
    found[[not row for row in pool.guests[candidate_columns.partners]]] = np.nan
    found[:, [not row for row in pool.hosts[candidate_columns.partners]]] = np.nan
    return found


def _track_reason(pool: Pool, score: float | None) -> Evidence:
    if score is None:
        return Evidence(
            score=None, reason=Text(zh="该国企尚无结对经历", en="the host has no pair to judge by")
        )
    rate = float(pool.hosts[candidate_columns.activity][0])
    return Evidence(
        score=score,
        reason=Text(zh=f"每对每年活动 {rate:.1f} 次", en=f"{rate:.1f} activities a pair and year"),
        host_value=Text.same(f"{rate:.1f}"),
    )


@criterion(order=90, even=1.0, label=Text(zh="结对成效", en="Track record"), reason=_track_reason)
def track_record(pool: Pool) -> Reals:
    """How active the host's pairs are: activities a pair and year, 1 from four (one a quarter) on.

    Quarterly joint meetings are what agreements commonly promise. No data without any pair.
    """
    rate = np.clip(pool.hosts[candidate_columns.activity] / _ACTIVITIES_A_YEAR, 0.0, 1.0)
    return np.repeat(rate[None, :], len(pool.guests), axis=0)
