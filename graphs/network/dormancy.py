"""When a pair in force is dormant: no activity in the months of the ledger; a young pair has the same time."""

from __future__ import annotations

from graphs.model import Snapshot
from graphs.months import months_after
from graphs.network.pairs import Pair

__all__ = ["dormancy_months", "dormant", "is_quiet", "recent_since"]


def dormant(pair: Pair, snapshot: Snapshot, *, months: int) -> bool:
    """Return whether a pair in force saw no activity in the last ``months`` months.

    A young pair has the same time to begin: it is dormant only when it was signed earlier than
    that too. An agreement whose signing date is not known counts by its activities alone, and
    where a ledger records no activity at all nothing is called dormant.
    """
    last = pair.last_activity.isoformat() if pair.last_activity else ""
    limit = recent_since(snapshot, months)
    in_force = pair.agreement_status.status.in_force
    return in_force and is_quiet(last, pair.signed_on, limit)


def dormancy_months(snapshot: Snapshot) -> int:
    """Return after how many months without an activity a pair is dormant: the ledger's number, or 12.

    Examples
    --------
    >>> import datetime as dt
    >>> dormancy_months(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)))
    12
    """
    return snapshot.profile.dormant_after_months or 12


def recent_since(snapshot: Snapshot, months: int | None = None) -> str:
    """Return the first day that is recent, as ISO text; blank where no activity is recorded."""
    if not snapshot.activity_recorded:
        return ""
    return months_after(snapshot.as_of, -(months or dormancy_months(snapshot))).isoformat()


def is_quiet(last_activity: str, signed_on: str | None, limit: str) -> bool:
    """Return whether the last activity, else the signing, is before a day; never before a blank one."""
    if not limit:
        return False
    if last_activity:
        return last_activity < limit
    # ISO text compares as dates do; a signing known to the year had its time only when the whole
    # year lies before
    return signed_on is None or signed_on < limit[: len(signed_on)]
