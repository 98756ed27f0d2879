"""Measures of a period: new, renewed, carried on, ended early, lapsed, and how many were renewed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from graphs.model import Count, Figure, Kind, NotComputable, Rate
from graphs.network import count_pairs
from graphs.statistics.month.period import MOVEMENTS, Couple, Period
from graphs.statistics.month.report_measure import REPORT_MEASURES, Part, report_measure
from graphs.text import Text

__all__ = [
    "MOVEMENT_DEFINITIONS",
    "Movements",
    "ended_pairs",
    "lapsed_pairs",
    "movements",
    "new_pairs",
    "renewal_rate",
    "renewed_pairs",
]

_UNIT = Text(zh="对", en="pairs")

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


@report_measure(
    order=92,
    label=Text(zh="期内新结对", en="New pairs"),
    unit=_UNIT,
    definition=MOVEMENT_DEFINITIONS["new"],
    of_period=True,
)
def new_pairs(part: Part) -> Figure:
    """Return the pairs whose couple was not paired on the first day."""
    return _moved(part, "new")


@report_measure(
    order=93,
    label=Text(zh="期内续签", en="Renewed pairs"),
    unit=_UNIT,
    definition=MOVEMENT_DEFINITIONS["renewed"],
    of_period=True,
)
def renewed_pairs(part: Part) -> Figure:
    """Return the pairs that go on under another agreement."""
    return _moved(part, "renewed")


@report_measure(
    order=94,
    label=Text(zh="期内提前终止", en="Pairs ended early"),
    unit=_UNIT,
    definition=MOVEMENT_DEFINITIONS["ended"],
    of_period=True,
)
def ended_pairs(part: Part) -> Figure:
    """Return the pairs that were ended before their last day."""
    return _moved(part, "ended")


@report_measure(
    order=95,
    label=Text(zh="期内到期未续", en="Lapsed pairs"),
    unit=_UNIT,
    definition=MOVEMENT_DEFINITIONS["lapsed"],
    of_period=True,
)
def lapsed_pairs(part: Part) -> Figure:
    """Return the pairs that ran out and were not renewed."""
    return _moved(part, "lapsed")


@report_measure(
    order=96,
    kind=Kind.rate,
    label=Text(zh="续签率", en="Renewal rate"),
    unit=Text(zh="占期内到期的结对", en="of pairs that came to their end"),
    definition=Text(
        zh="续签率 = 期末仍结对的 ÷ 期初有效、协议末日在期内的结对。末日未载明的不计。",
        en="Renewal rate = those paired on the last day ÷ pairs in force on the first day whose last day by "
        "contract fell into the period. A pair whose end is not stated is left out.",
    ),
    of_period=True,
)
def renewal_rate(part: Part) -> Figure:
    """Return the share of pairs that came to their end and are paired on the last day."""
    if part.period is None:
        return NotComputable(kind=Kind.rate, reason=_NO_PERIOD)
    due = tuple(pair for pair in part.period.due if part.had(pair))
    if not due:
        return NotComputable(
            kind=Kind.rate,
            reason=Text(zh="期内没有到期的结对", en="no pair came to its end in the period"),
        )
    again = (pair for pair in part.period.again if part.had(pair))
    return Rate(numerator=count_pairs(again), denominator=count_pairs(due))


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


def movements(period: Period) -> Movements:
    """Return what happened to the pairs of everybody in a period.

    Examples
    --------
    >>> import datetime as dt
    >>> from graphs.model import Snapshot
    >>> from graphs.statistics.month.period import period_between
    >>> nobody = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> found = movements(period_between(nobody, nobody))
    >>> found.counts["new"].words().zh, found.renewal.words().zh
    ('0', '不可计算')
    """
    everybody = Part(snapshot=period.last, period=period)
    moved = period.moved
    return Movements(
        counts=MappingProxyType({key: count_pairs(moved[key]) for key in MOVEMENTS}),
        couples=MappingProxyType(
            {key: tuple(dict.fromkeys((p.host, p.guest) for p in moved[key])) for key in MOVEMENTS}
        ),
        renewal=REPORT_MEASURES["renewal_rate"].compute(everybody),
    )


def _moved(part: Part, key: str) -> Figure:
    if part.period is None:
        return NotComputable(kind=Kind.count, reason=_NO_PERIOD)
    belongs = part.had if key in _GONE else part.has
    return count_pairs(pair for pair in part.period.moved[key] if belongs(pair))


_GONE = ("ended", "lapsed", "otherwise")
"""What belongs to the group its end was in on the first day; all else to that of the last."""

_NO_PERIOD = Text(
    zh="没有期初：没有指定，或该范围当时还没有",
    en="there is no first day: none was given, or the scope was not there yet",
)
