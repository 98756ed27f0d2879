"""What happened to pairs in a period: new, renewed, carried on, ended early, lapsed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from graphs.model import Count, Figure, Kind, NotComputable, Rate
from graphs.network import Pair, Status, count_pairs
from graphs.statistics.month.report_measure import Part
from graphs.text import Text

__all__ = ["MOVEMENTS", "MOVEMENT_DEFINITIONS", "Movements", "movements"]

Couple: TypeAlias = tuple[str, str]

MOVEMENTS: Mapping[str, Text] = MappingProxyType(
    {
        "new": Text(zh="新结对", en="new"),
        "renewed": Text(zh="续签", en="renewed"),
        "carried": Text(zh="继续", en="carried on"),
        "ended": Text(zh="提前终止", en="ended early"),
        "lapsed": Text(zh="到期未续", en="lapsed"),
        "otherwise": Text(zh="其他原因不再计", en="no longer counted"),
    }
)
"""What may have happened to a couple of organisations, by key."""

MOVEMENT_DEFINITIONS: Mapping[str, Text] = MappingProxyType(
    {
        "new": Text(
            zh="期初没有、期末有有效结对的一对党组织。",
            en="Two organisations without a pair in force on the first day and with one on the last.",
        ),
        "renewed": Text(
            zh="期初、期末都有有效结对，期末的出自另一份协议。",
            en="Paired on both days, on the last one under another agreement.",
        ),
        "carried": Text(
            zh="期初、期末都有有效结对，协议未换。",
            en="Paired on both days under the same agreement.",
        ),
        "ended": Text(
            zh="期初有、期末没有：协议在到期之前终止。",
            en="Paired on the first day only: the agreement was ended before its last day.",
        ),
        "lapsed": Text(
            zh="期初有、期末没有：协议到期，没有续签。",
            en="Paired on the first day only: the agreement ran out and was not renewed.",
        ),
        "otherwise": Text(
            zh="期初有、期末没有：协议既未到期也未终止，如一方撤销或不再属于该侧。",
            en="Paired on the first day only, the agreement neither ended nor run out: one end is gone or changed sides.",
        ),
    }
)
"""What each of them means, for whoever reads the figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movements:
    """Pairs by what happened to their two organisations between two days, and the renewal rate.

    Each couple is in one of the six: at the later day new, renewed and carried on make up the pairs in
    force; at the earlier one renewed, carried on and the three that are gone do.

    Attributes
    ----------
    couples
        The couples (host, guest) of each key, sorted.
    """

    counts: Mapping[str, Count]
    couples: Mapping[str, tuple[Couple, ...]]
    renewal: Figure


def movements(earlier: Part, later: Part) -> Movements:
    """Return what happened to pairs between the days of two parts of one ledger.

    1. A couple in force on the later day only is new. 2. One in force on both is renewed where an
    agreement runs then that did not before, else carried on. 3. One in force on the earlier day
    only ended early or lapsed by the last status of its agreement, and is otherwise no longer
    counted: the record or a signatory is gone. The renewal rate is, of the pairs in force whose end fell into the
    period, the share whose couple is in force on the later day.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Snapshot
    >>> nobody = Part(snapshot=Snapshot.from_records([], as_of=dt.date(2010, 6, 15)))
    >>> found = movements(nobody, nobody)
    >>> found.counts["new"].words().zh, found.renewal.words().zh
    ('0', '不可计算')
    """
    before, after = _by_couple(earlier.pairs_in_force()), _by_couple(later.pairs_in_force())
    last = _by_couple(later.counted_pairs())
    found: defaultdict[str, list[Couple]] = defaultdict(list)
    for couple in sorted({*before, *after}):
        found[_what(before.get(couple, ()), after.get(couple, ()), last.get(couple, ()))].append(
            couple
        )
    shown = {
        key: count_pairs(
            pair for couple in found[key] for pair in after.get(couple) or before[couple]
        )
        for key in MOVEMENTS
    }
    return Movements(
        counts=MappingProxyType(shown),
        couples=MappingProxyType({key: tuple(found[key]) for key in MOVEMENTS}),
        renewal=_renewal(earlier, later, before, after),
    )


def _what(before: Iterable[Pair], after: Iterable[Pair], last: Iterable[Pair]) -> str:
    old, new = {p.agreement for p in before}, {p.agreement for p in after}
    if not old:
        return "new"
    if new:
        return "carried" if new <= old else "renewed"
    statuses = {pair.agreement_status.status for pair in last if pair.agreement in old}
    if Status.ended in statuses:
        return "ended"
    return "lapsed" if Status.expired in statuses else "otherwise"


def _by_couple(found: Iterable[Pair]) -> Mapping[Couple, tuple[Pair, ...]]:
    gathered: defaultdict[Couple, list[Pair]] = defaultdict(list)
    for pair in found:
        gathered[pair.host, pair.guest].append(pair)
    return {couple: tuple(rows) for couple, rows in gathered.items()}


def _renewal(
    earlier: Part,
    later: Part,
    before: Mapping[Couple, tuple[Pair, ...]],
    after: Mapping[Couple, tuple[Pair, ...]],
) -> Figure:
    day = later.snapshot.as_of
    due = [
        (couple, pair)
        for couple, rows in before.items()
        for pair in rows
        if (end := pair.agreement_status.ends_on) and earlier.snapshot.as_of <= end < day
    ]
    if not due:
        return NotComputable(
            kind=Kind.rate,
            reason=Text(zh="期内没有到期的结对", en="no pair came to its end in the period"),
        )
    again = [pair for couple, pair in due if couple in after]
    return Rate(numerator=count_pairs(again), denominator=count_pairs(pair for _, pair in due))
