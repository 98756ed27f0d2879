"""Activities under each agreement up to the date: count and last day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from graphs.model import Snapshot
from graphs.network.columns.party_columns import partial

__all__ = ["activities_by_agreement"]


def activities_by_agreement(snapshot: Snapshot) -> Mapping[str, tuple[dt.date | None, int]]:
    """Return the last day known and the number of activities, by agreement that has any."""
    found: dict[str, tuple[dt.date | None, int]] = {}
    # Dates repeat: each is read once. Whether it lies ahead, and the last day it may mean.
    days: dict[tuple[str | None, str | None], tuple[bool, dt.date | None]] = {}
    names = ("agreement", "held_on", "held_on_printed")
    for agreement, text, printed in zip(
        *(snapshot.column("activity", name) for name in names), strict=True
    ):
        if agreement is None:
            continue
        words = (text, None if text else printed)
        if words not in days:
            days[words] = _happened(*words, snapshot.as_of)
        ahead, day = days[words]
        if ahead:
            continue
        last, count = found.get(agreement, (None, 0))
        if day is not None and (last is None or day > last):
            last = day
        found[agreement] = (last, count + 1)
    return found


def _happened(text: str | None, printed: str | None, today: dt.date) -> tuple[bool, dt.date | None]:
    when = partial(text, printed)
    if when is None or when.earliest is None or when.latest is None:
        return False, None
    return when.earliest > today, min(when.latest, today)
