"""Hard rules: which pairs are out of the question, each with its reason."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from graphs.model import number_text
from graphs.planning.candidates import candidate_columns
from graphs.planning.candidates.arrays import Flags
from graphs.planning.candidates.column_declaration import COLUMNS
from graphs.planning.candidates.pool import Pool
from graphs.planning.criteria.distance_and_chain import distance_km
from graphs.planning.problem.settings import PlanSettings
from graphs.registry import Registry
from graphs.text import Text

__all__ = [
    "HARD_RULES",
    "Barrier",
    "HardRule",
    "already_paired",
    "errors",
    "forbidden",
    "hard_rule",
    "lifespans",
    "not_given",
    "other_place",
    "parent_and_child",
    "same_unit",
    "sides",
    "too_far",
]

Bars: TypeAlias = Callable[[Pool, PlanSettings], Flags]
Says: TypeAlias = Callable[[Pool, PlanSettings], Text]


@dataclass(frozen=True, slots=True, kw_only=True)
class Barrier:
    """Why a pair is out of the question."""

    rule: str
    reason: Text
    liftable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HardRule:
    """A declared hard rule; ``liftable`` where the planner's own settings bar the pair.

    Examples
    --------
    >>> HARD_RULES["sides"].liftable, HARD_RULES["too_far"].liftable
    (False, True)
    """

    key: str
    label: Text
    manual: str
    bars: Bars
    says: Says
    liftable: bool


HARD_RULES: Registry[str, HardRule] = Registry("hard rule")
"""Every hard rule by key, in source order; the first that bars a pair gives the reason."""


def hard_rule(
    *, label: Text, says: Says | None = None, liftable: bool = False
) -> Callable[[Bars], Bars]:
    """Declare a hard rule: its key is the function's name, its manual the docstring.

    ``says`` is asked about a pool of one guest and one host; without it the label is the reason.
    """

    def declare(bars: Bars) -> Bars:
        def plain(_: Pool, __: PlanSettings) -> Text:
            return label

        HARD_RULES.declare(bars.__name__, HardRule(
            key=bars.__name__, label=label, manual=inspect.getdoc(bars) or "", bars=bars,
            says=says or plain, liftable=liftable,
        ), bars)  # fmt: skip
        return bars

    return declare


def _marked(pool: Pool, links: list[tuple[str, str]]) -> Flags:
    found = np.zeros(pool.shape, dtype=bool)
    found[pool.places(links)] = True
    return found


def _cross(rows: list[bool], columns: list[bool]) -> Flags:
    return np.asarray(np.array(rows, dtype=bool)[:, None] | np.array(columns, dtype=bool)[None, :])


@hard_rule(label=Text(zh="不是国企与非公的组合", en="not a state-owned with a non-public side"))
def sides(pool: Pool, _: PlanSettings) -> Flags:
    """The guest must be on the non-public side and the host on the state-owned side.

    Sides follow the ownership of the units; a side that is not stated cannot be planned for.
    """
    guests = [side != "non_public" for side in pool.guests[candidate_columns.side]]
    return _cross(guests, [side != "soe" for side in pool.hosts[candidate_columns.side]])


@hard_rule(label=Text(zh="一方已撤销或尚未成立", en="one is dissolved or not yet founded"))
def lifespans(pool: Pool, _: PlanSettings) -> Flags:
    """Both must be, or may be, alive on the day of the plan."""
    return _cross(
        [not each for each in pool.guests[candidate_columns.alive]],
        [not each for each in pool.hosts[candidate_columns.alive]],
    )


def _refusal(pool: Pool, _: PlanSettings) -> Text:
    reasons = [
        each
        for each in (
            pool.guests[candidate_columns.refused][0],
            pool.hosts[candidate_columns.refused][0],
        )
        if each
    ]
    return Text.join(reasons, zh="；", en="; ")


@hard_rule(
    label=Text(zh="台账有必须先改正的检查发现", en="the ledger has a finding to correct first"),
    says=_refusal,
)
def errors(pool: Pool, _: PlanSettings) -> Flags:
    """Neither may break a rule of severity error; the ledger is put right first."""
    guests = [each is not None for each in pool.guests[candidate_columns.refused]]
    return _cross(guests, [each is not None for each in pool.hosts[candidate_columns.refused]])


@hard_rule(label=Text(zh="同一单位", en="the same legal person"))
def same_unit(pool: Pool, _: PlanSettings) -> Flags:
    """They must not be formed in the same unit."""
    at: dict[str, list[int]] = {}
    for host, units in enumerate(pool.hosts[candidate_columns.units]):
        for unit in units:
            at.setdefault(unit, []).append(host)
    found = np.zeros(pool.shape, dtype=bool)
    for guest, units in enumerate(pool.guests[candidate_columns.units]):
        for unit in units:
            found[guest, at.get(unit, [])] = True
    return found


@hard_rule(label=Text(zh="上下级或母子公司", en="superior and subordinate, or parent and child"))
def parent_and_child(pool: Pool, _: PlanSettings) -> Flags:
    """Neither may be the other's superior, nor their units parent and child."""
    return _marked(pool, list(pool.links.related))


@hard_rule(label=Text(zh="已在结对", en="already paired"))
def already_paired(pool: Pool, settings: PlanSettings) -> Flags:
    """A pair in force is not proposed again, unless existing pairs are decided anew."""
    if settings.existing == "open":
        return np.zeros(pool.shape, dtype=bool)
    return _marked(pool, list(pool.links.existing))


def _forbidding(pool: Pool, settings: PlanSettings) -> Text:
    both = (pool.guests.ids[0], pool.hosts.ids[0])
    reason = next(mark.reason for mark in settings.forbidden if (mark.guest, mark.host) == both)
    return Text(zh="人工排除：", en="ruled out by hand: ") + Text.same(reason)


@hard_rule(label=Text(zh="人工排除", en="ruled out by hand"), says=_forbidding, liftable=True)
def forbidden(pool: Pool, settings: PlanSettings) -> Flags:
    """The planner ruled the pair out, with a reason."""
    return _marked(pool, [(mark.guest, mark.host) for mark in settings.forbidden])


def _too_far(pool: Pool, settings: PlanSettings) -> Text:
    far = float(distance_km(pool)[0, 0])
    return Text(
        zh=f"相距 {far:.1f} 公里，超过 {{limit}} 公里",
        en=f"{far:.1f} km apart, more than {{limit}} km",
    ).format(limit=number_text(settings.max_distance_km or 0))


@hard_rule(label=Text(zh="超出距离", en="too far apart"), says=_too_far, liftable=True)
def too_far(pool: Pool, settings: PlanSettings) -> Flags:
    """They must not be farther apart than the planner allows; unknown distances pass."""
    if settings.max_distance_km is None:
        return np.zeros(pool.shape, dtype=bool)
    with np.errstate(invalid="ignore"):
        return np.asarray(distance_km(pool) > settings.max_distance_km)


@hard_rule(
    label=Text(zh="不在同一乡镇或县（区）", en="not in the same township or district"),
    liftable=True,
)
def other_place(pool: Pool, settings: PlanSettings) -> Flags:
    """They must share the township or the district where the planner asks for it."""
    if not settings.same:
        return np.zeros(pool.shape, dtype=bool)
    column = COLUMNS[settings.same]
    left, right = pool.guests[column], pool.hosts[column]
    at = {word: place for place, word in enumerate(sorted({*left, *right}))}
    rows, columns = np.array([at[word] for word in left]), np.array([at[word] for word in right])
    unknown = np.array([not word for word in left], dtype=bool)
    return np.asarray((rows[:, None] != columns[None, :]) | unknown[:, None])


@hard_rule(label=Text(zh="没有给定分数", en="no score was given"))
def not_given(pool: Pool, settings: PlanSettings) -> Flags:
    """In a plan from a plain matrix, a pair without a score is none."""
    if pool.given is None or "given" not in dict(settings.shares()):
        return np.zeros(pool.shape, dtype=bool)
    return np.asarray(np.isnan(pool.given))
