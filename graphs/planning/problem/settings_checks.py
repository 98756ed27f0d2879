"""Validate plan settings: values, minimum above maximum, contradictions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graphs.errors import Problem
from graphs.planning.candidates import candidate_columns
from graphs.planning.criteria.evidence import CRITERIA
from graphs.planning.problem.settings_ranges import SETTING_CHOICES, SETTING_RANGES
from graphs.text import Text

if TYPE_CHECKING:
    from graphs.planning.candidates.pool import Pool
    from graphs.planning.problem.settings import PlanSettings

__all__ = ["NUMBERS", "pool_problems", "settings_problems", "settings_within"]

NUMBERS = tuple(name for name in SETTING_RANGES if name not in ("weight", "low", "high"))
"""The settings that are one number each."""

_NAMING = ("locked", "forbidden", "capacities", "quotas")
"""The settings that name candidates or groups of them."""


def settings_problems(settings: PlanSettings) -> tuple[Problem, ...]:
    """Return every problem of settings that have not been checked; the types may be wrong too."""
    found = _of_weights(settings.weights)
    for name, allowed in SETTING_CHOICES.items():
        value = getattr(settings, name)
        if value not in tuple(allowed):  # what a file says may be no key at all
            listed = ", ".join(each for each in allowed if each)
            words = Text(
                zh=f"取值不在列表内：{listed}", en=f"the value is not in the list: {listed}"
            )
            found.append(_problem(name, value, words))
    for name in NUMBERS:
        value = getattr(settings, name)
        if not (value is None and SETTING_RANGES[name].optional):
            found += _of_number(name, value, name)
    found += _range("guest_low, guest_high", settings.guest_low, settings.guest_high)
    found += _range("host_low, host_high", settings.host_low, settings.host_high)
    found += _of_entries(settings)
    return tuple(found)


def pool_problems(pool: Pool, settings: PlanSettings) -> tuple[Problem, ...]:
    """Return what settings name that is no candidate: nothing named by a planner is passed over.

    Examples
    --------
    >>> from graphs.planning import Capacity, Members, PlanSettings, Pool
    >>> nobody = Pool(guests=Members.of([]), hosts=Members.of([]))
    >>> asked = PlanSettings(capacities=(Capacity(id="s9", high=2),))
    >>> [problem.value for problem in pool_problems(nobody, asked)]
    ['s9']
    """
    sides = {"guest": pool.guests, "host": pool.hosts}
    ids = {side: set(members.ids) for side, members in sides.items()}
    groups = {
        side: {g for group in each[candidate_columns.groups] for g in group}
        for side, each in sides.items()
    }
    outside = Text(zh="不是这个方案的候选方", en="is no candidate of this plan")
    empty = Text(
        zh="这一方没有候选方属于这个乡镇、区划或产业链",
        en="no candidate of this side belongs to such a township, division or chain",
    )
    found = [
        _problem(name, ident, outside)
        for name in ("locked", "forbidden")
        for mark in getattr(settings, name)
        for side, ident in (("guest", mark.guest), ("host", mark.host))
        if ident not in ids[side]
    ]
    found += [
        _problem("capacities", each.id, outside)
        for each in settings.capacities
        if each.id not in ids["guest"] | ids["host"]
    ]
    found += [
        _problem("quotas", f"{each.side}:{each.group}", empty)
        for each in settings.quotas
        if each.group not in groups[each.side]
    ]
    both = Text(zh="既是非公方又是国企方", en="is a guest and a host at once")
    return (*found, *(_problem("pool", each, both) for each in sorted(ids["guest"] & ids["host"])))


def settings_within(pool: Pool, settings: PlanSettings) -> tuple[PlanSettings, frozenset[str]]:
    """Return what settings say of the candidates of one pool, and the names left out for it.

    For plans of many pools under one set of settings: a name must be a candidate of one of them.

    Examples
    --------
    >>> from graphs.planning import Capacity, Members, PlanSettings, Pool
    >>> nobody = Pool(guests=Members.of([]), hosts=Members.of([]))
    >>> asked = PlanSettings(capacities=(Capacity(id="s9", high=2),))
    >>> settings_within(nobody, asked)[1]
    frozenset({'capacities: s9'})
    """
    gone: dict[str, list[object]] = {}
    names = []
    for field in _NAMING:
        for each in getattr(settings, field):
            alone: dict[str, Any] = dict.fromkeys(_NAMING, ())
            problems = pool_problems(pool, replace(settings, **(alone | {field: (each,)})))
            if any(problem.place.en == field for problem in problems):
                gone.setdefault(field, []).append(each)
                names.append(f"{field}: {_name(each)}")
    kept: dict[str, Any] = {
        field: tuple(each for each in getattr(settings, field) if each not in left)
        for field, left in gone.items()
    }
    return replace(settings, **kept), frozenset(names)


def _name(entry: Any) -> str:
    for one, other in (("guest", "host"), ("side", "group")):
        if hasattr(entry, one):
            return f"{getattr(entry, one)}:{getattr(entry, other)}"
    return str(entry.id)


def _of_weights(weights: Any) -> list[Problem]:
    words = Text(zh="没有这个评价项", en="no such criterion")
    found: list[Problem] = []
    for key, value in weights:
        if key not in CRITERIA:
            found.append(_problem(str(key), value, words))
        else:
            found += _of_number(key, value, "weight")
    return found + _twice("weights", [str(key) for key, _ in weights])


def _of_entries(settings: PlanSettings) -> list[Problem]:
    """Return the problems of capacities, quotas and marks: each a row with a name of its own."""
    found: list[Problem] = []
    for row in settings.capacities:
        found += _of_bounds(str(row.id), row.low, row.high)
    for group in settings.quotas:
        found += _of_bounds(str(group.group), group.low, group.high)
        if group.side not in ("guest", "host"):
            words = Text(zh="应为 guest 或 host", en="must be guest or host")
            found.append(_problem(f"{group.group}:side", group.side, words))
    for name in ("locked", "forbidden"):
        for mark in getattr(settings, name):
            if not all(isinstance(each, str) for each in (mark.guest, mark.host, mark.reason)):
                words = Text(zh="编号和事由应为文字", en="ids and reason must be text")
                found.append(_problem(name, f"{mark.guest}:{mark.host}", words))
            elif not mark.reason.strip():
                words = Text(zh="要写事由", en="give the reason")
                found.append(_problem(name, f"{mark.guest}:{mark.host}", words))
    locked = {_couple(mark) for mark in settings.locked}
    both = Text(zh="同时锁定又排除", en="both locked and ruled out")
    found += [
        _problem("locked, forbidden", couple, both)
        for couple in sorted(locked & {_couple(mark) for mark in settings.forbidden})
    ]
    found += _twice("capacities", [str(each.id) for each in dict.fromkeys(settings.capacities)])
    rows = dict.fromkeys(settings.quotas)
    found += _twice("quotas", [f"{each.side}:{each.group}" for each in rows])
    for name in ("locked", "forbidden"):
        found += _twice(name, [_couple(each) for each in dict.fromkeys(getattr(settings, name))])
    return found


def _couple(mark: Any) -> str:
    return f"{mark.guest}:{mark.host}"


def _of_bounds(name: str, low: object, high: object) -> list[Problem]:
    found = [
        *_of_number(f"{name}:low", low, "low"),
        *_of_number(f"{name}:high", high, "high"),
    ]
    return found or _range(name, low, high)


def _of_number(place: str, value: object, setting: str) -> list[Problem]:
    range_ = SETTING_RANGES[setting]
    return [] if range_.allows(value) else [_problem(place, value, range_.words())]


def _fits(value: object) -> bool:
    """Return whether a value is a finite number; Python's booleans are not."""
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _range(name: str, low: Any, high: Any) -> list[Problem]:
    if not (_fits(low) and _fits(high)) or high < 0 or low <= high:
        return []
    words = Text(zh="至少数大于至多数", en="the least is more than the most")
    return [_problem(name, f"{low} > {high}", words)]


def _twice(name: str, keys: Iterable[str]) -> list[Problem]:
    words = Text(zh="写了两次，取值不同", en="named twice with different values")
    return [_problem(name, key, words) for key, times in Counter(keys).items() if times > 1]


def _problem(place: str, value: object, reason: Text) -> Problem:
    return Problem(place=Text.same(place), value=str(value), reason=reason)
