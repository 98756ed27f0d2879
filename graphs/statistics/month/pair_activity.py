"""Pairs in force, whether anything happens in them, and whether both sides give."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from graphs.model import (
    Activity,
    Figure,
    Kind,
    ListItem,
    ListKind,
    NotComputable,
    Rate,
    Snapshot,
    derived,
)
from graphs.network import Pair, count_pairs, dormancy_months, dormant, recent_since
from graphs.statistics.month.report_measure import Part, report_measure
from graphs.text import Text

__all__ = ["activity_rate", "dormant_pairs", "reciprocity", "running_pairs"]


@report_measure(
    order=60,
    label=Text(zh="有效结对", en="Pairs in force"),
    unit=Text(zh="对", en="pairs"),
    definition=Text(
        zh="当日有效的国企—非公结对；与总览同一口径。分组时归其非公方（或所选一方）所在的组。",
        en="Pairs in force on the day, as on the overview. In a table a pair belongs to the group of "
        "its non-public end (or of the end chosen).",
    ),
)
def running_pairs(part: Part) -> Figure:
    """Return the pairs in force."""
    return count_pairs(part.pairs_in_force())


@report_measure(
    order=70,
    kind=Kind.rate,
    label=Text(zh="活动率", en="Activity rate"),
    unit=Text(zh="占有效结对", en="of pairs in force"),
    definition=Text(
        zh="活动率 = 近若干个月（台账所定，缺省 12）内有活动记录的有效结对 ÷ 有效结对。"
        "台账没有任何活动记录的，不计算。",
        en="Activity rate = pairs in force with an activity recorded in the last months (the "
        "ledger's own number, else 12) ÷ pairs in force. Not computed where no activity is recorded.",
    ),
)
def activity_rate(part: Part) -> Figure:
    """Return the share of pairs in force with a recent activity."""
    if not part.snapshot.activity_recorded:
        return _NO_ACTIVITY
    running = part.pairs_in_force()
    if not running:
        return _NO_PAIR
    since = recent_since(part.snapshot)
    active = [p for p in running if p.last_activity and p.last_activity.isoformat() >= since]
    return Rate(numerator=count_pairs(active), denominator=count_pairs(running))


@report_measure(
    order=80,
    label=Text(zh="沉睡的结对", en="Dormant pairs"),
    unit=Text(zh="对", en="pairs"),
    definition=Text(
        zh="有效、近若干个月没有活动、签约也早于这段时间的结对；与关注事项同一口径。",
        en="Pairs in force without an activity in the last months and signed before them; as in "
        "what needs attention.",
    ),
)
def dormant_pairs(part: Part) -> Figure:
    """Return the pairs in force in which nothing happened for long."""
    if not part.snapshot.activity_recorded:
        return replace(_NO_ACTIVITY, kind=Kind.count)
    running = part.pairs_in_force()
    return count_pairs(
        p for p in running if dormant(p, part.snapshot, months=dormancy_months(part.snapshot))
    )


@report_measure(
    order=90,
    kind=Kind.rate,
    label=Text(zh="双向率", en="Reciprocity"),
    unit=Text(zh="占载明由谁付出的结对", en="of pairs whose giver is stated"),
    definition=Text(
        zh="双向率 = 双方都有付出的有效结对 ÷ 载明由谁付出的有效结对。付出指主办过协议下的活动，或为协议"
        "列入过资源、项目；未载明主办方的活动不计，“一头热”的即其余各对。",
        en="Reciprocity = pairs in force where both sides gave ÷ those of which it is stated who "
        "gave. To give is to hold an activity under the agreement, or to enter a resource or "
        "project for it; activities that do not state who held them are left out.",
    ),
)
def reciprocity(part: Part) -> Figure:
    """Return the share of pairs where each side gave something."""
    gave = _givers(part.snapshot)
    running = [pair for pair in part.pairs_in_force() if _sides(pair, gave)]
    if not running:
        return NotComputable(
            kind=Kind.rate,
            reason=Text(zh="未载明由谁付出", en="it is not stated who gave"),
        )
    both = [pair for pair in running if _sides(pair, gave) == {pair.host, pair.guest}]
    return Rate(numerator=count_pairs(both), denominator=count_pairs(running))


@derived
def _givers(snapshot: Snapshot) -> dict[str, frozenset[str]]:
    """Return who gave something under each agreement."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for activity in snapshot.records(Activity):
        ahead = activity.held_on and activity.held_on.earliest
        if activity.agreement and activity.organisation and not (ahead and ahead > snapshot.as_of):
            found[activity.agreement].add(activity.organisation)
    for item in snapshot.records(ListItem):
        if item.agreement and item.organisation and item.list is not ListKind.need:
            found[item.agreement].add(item.organisation)
    return {agreement: frozenset(givers) for agreement, givers in found.items()}


def _sides(pair: Pair, gave: dict[str, frozenset[str]]) -> set[str]:
    return {pair.host, pair.guest} & gave.get(pair.agreement, frozenset())


_NO_ACTIVITY = NotComputable(
    kind=Kind.rate, reason=Text(zh="台账没有活动记录", en="the ledger records no activity")
)
_NO_PAIR = NotComputable(
    kind=Kind.rate, reason=Text(zh="没有有效结对", en="there is no pair in force")
)
