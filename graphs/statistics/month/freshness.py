"""How fresh the data of each group are: the newest record, the newest event, what is stated."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graphs.model import Activity, Agreement, Figure, PartialDate, Side, Snapshot, derived
from graphs.network import parties, signatories
from graphs.statistics.dimension import DIMENSIONS, groups
from graphs.statistics.month.report_measure import REPORT_MEASURES, Part
from graphs.text import Text

__all__ = ["DATED_KINDS", "FRESHNESS_DEFINITION", "FreshnessRow", "freshness"]

DATED_KINDS = ("organisation", "unit", "agreement", "activity")
"""Record types whose day of recording counts as the freshness of a group."""

FRESHNESS_DEFINITION = Text(
    zh="最近录入：该组党组织、所在单位、所签协议及其活动的记录最近一次写入台账的日期。"
    "最近事件：截至当日最近一次签约或活动的日期（只到年月的取最早一日）。完整率同“资料完整率”。",
    en="Last recorded: when a record of the group's organisations, their units, the agreements they signed "
    "or the activities of these was last written. Last event: the latest signing or activity up to the "
    "day (the earliest day of a month or year). Completeness as in the measure of that name.",
)
"""What the columns mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshnessRow:
    """A group: its living organisations, when it was last written and last saw something, what is stated.

    Attributes
    ----------
    recorded_on, event_on
        ``None`` where nothing was.
    age_days
        Days from the last recording to the day looked at, 0 where it was recorded later; ``None``
        where nothing is recorded.
    """

    key: str
    name: Text
    organisations: int
    recorded_on: dt.date | None
    age_days: int | None
    event_on: dt.date | None
    stated: Figure
    complete: Figure


def freshness(
    snapshot: Snapshot, recorded: Mapping[str, dt.date], by: str = "township"
) -> tuple[FreshnessRow, ...]:
    """Return a row for each group of a dimension, then one for everybody, with a blank key.

    A group of none but partners outside the scope is no row: nothing of theirs is looked at.

    ``recorded`` is the day on which each record of ``DATED_KINDS`` was last written.

    Examples
    --------
    >>> picture = Snapshot.from_records([], as_of=dt.date(2010, 6, 15))
    >>> [(row.name.zh, row.recorded_on) for row in freshness(picture, {})]
    [('合计', None)]
    """
    found = [
        _row(snapshot, recorded, key, DIMENSIONS[by].name(snapshot, key), frozenset(ids))
        for key, ids in groups(snapshot, by).items()
        if not snapshot.stubs.issuperset(ids)
    ]
    return (*found, _row(snapshot, recorded, "", Text(zh="合计", en="all"), None))


def _row(
    snapshot: Snapshot,
    recorded: Mapping[str, dt.date],
    key: str,
    name: Text,
    members: frozenset[str] | None,
) -> FreshnessRow:
    part = Part(snapshot=snapshot, members=members)
    ids = frozenset((*parties(snapshot), *snapshot.column("unit", "id")))
    ids = (ids if members is None else members) - snapshot.stubs
    records = ids.union(*(_behind(snapshot).get(each, ()) for each in ids))
    written = max((recorded[each] for each in records if each in recorded), default=None)
    events = _events(snapshot)
    living = (*part.living(Side.soe), *part.living(Side.non_public))
    return FreshnessRow(
        key=key,
        name=name,
        organisations=sum(party.named for party in living),
        recorded_on=written,
        age_days=None if written is None else max(0, (snapshot.as_of - written).days),
        event_on=max((events[each] for each in records if each in events), default=None),
        stated=REPORT_MEASURES["stated_fields"].compute(part),
        complete=REPORT_MEASURES["complete_records"].compute(part),
    )


@derived
def _behind(snapshot: Snapshot) -> Mapping[str, frozenset[str]]:
    """Return what is recorded about each organisation: its units, agreements, their activities."""
    activities: defaultdict[str, set[str]] = defaultdict(set)
    columns = (snapshot.column("activity", name) for name in ("id", "agreement"))
    for ident, agreement in zip(*columns, strict=True):
        activities[agreement or ""].add(ident)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for party in parties(snapshot).values():
        found[party.id].update(party.units)
    for agreement, signed in signatories(snapshot).items():
        for organisation, _ in signed:
            found[organisation] |= {agreement, *activities.get(agreement, ())}
    return {ident: frozenset(records) for ident, records in found.items()}


@derived
def _events(snapshot: Snapshot) -> Mapping[str, dt.date]:
    """Return the day of each signing and activity up to the day of the snapshot."""
    dates: dict[str, PartialDate | None] = {
        each.id: each.signed_on for each in snapshot.records(Agreement)
    }
    dates |= {each.id: each.held_on for each in snapshot.records(Activity)}
    days = {ident: date.earliest for ident, date in dates.items() if date is not None}
    return {ident: day for ident, day in days.items() if day and day <= snapshot.as_of}
