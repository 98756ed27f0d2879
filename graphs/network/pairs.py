"""Pairs: derived from agreements, never stored.

A pair is one state-owned-side with one non-public-side signatory of the same agreement, unless
the agreement lists its pairs. A pair belongs to a scope when one of its two lies in it; a pair
wholly elsewhere is left out, even of an agreement that is loaded. Pairs of other kinds (government body and enterprise, village and
enterprise …) are typed and stay out of the SOE–non-public counters.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from graphs.model import AgreementKind, Bounds, Snapshot, derived
from graphs.network.activity_summary import activities_by_agreement
from graphs.network.agreement_status import AgreementStatus, status_of_dates
from graphs.network.columns.pair_columns import pair_rows, signatories
from graphs.network.columns.party_columns import partial
from graphs.text import Text

__all__ = ["Pair", "agreement_statuses", "agreement_title", "pairs", "signatories"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two signatories of one agreement; (agreement, host, guest) is its key.

    Attributes
    ----------
    host, guest
        The state-owned and the non-public side; in a pair of another kind, the two in the order
        of ids.
    inside
        True where the guest lies in the scope; else only the host does.
    agreement_inside
        True where the first placed guest of the agreement (by id) lies in the scope: so an agreement of
        several guests belongs to one place.
    counted
        True for a state-owned with a non-public side; others stay out of the counters.
    count
        How many pairs it stands for: (1, 1) between named organisations; between collectives
        what the agreement states, else at least the larger of the two sizes.
    last_activity
        The latest day something was held under the agreement, where known.
    activities
        How many activities are recorded under the agreement up to the date.
    synthetic
        True where the agreement or one of its two signatories is invented.
    """

    agreement: str
    host: str
    guest: str
    inside: bool
    agreement_inside: bool
    counted: bool
    kind: AgreementKind | None
    title: Text
    agreement_status: AgreementStatus
    count: Bounds
    signed_on: str | None
    last_activity: dt.date | None
    activities: int
    synthetic: bool

    @property
    def key(self) -> tuple[str, str, str]:
        """What names the pair in exports and changes."""
        return (self.agreement, self.host, self.guest)


@derived
def agreement_statuses(snapshot: Snapshot) -> Mapping[str, AgreementStatus]:
    """Return the status of every agreement at the snapshot's date, by id."""
    within = snapshot.profile.expiring_within_days or 90
    names = ("starts_on", "signed_on", "ends_on", "ended_on")
    rows = zip(
        snapshot.column("agreement", "id"),
        *(snapshot.column("agreement", name) for name in names),
        *(snapshot.column("agreement", f"{name}_printed") for name in names),
        strict=True,
    )
    # Dates repeat: each set of them is judged once.
    judged: dict[tuple[str | None, ...], AgreementStatus] = {}
    found: dict[str, AgreementStatus] = {}
    for ident, *stored in rows:
        dates = tuple(stored)
        if dates not in judged:
            judged[dates] = _status_of(dates, snapshot.as_of, within)
        found[ident] = judged[dates]
    return MappingProxyType(found)


def _status_of(dates: tuple[str | None, ...], day: dt.date, within: int) -> AgreementStatus:
    read = [
        partial(text, None if text else printed)
        for text, printed in zip(dates[:4], dates[4:], strict=True)
    ]
    starts, signed, ends, ended = read
    return status_of_dates(
        begins=starts or signed, ends=ends, ended=ended, day=day, expiring_within_days=within
    )


@derived
def pairs(snapshot: Snapshot) -> tuple[Pair, ...]:
    """Return every pair with an end in the scope, whatever its status, sorted by key.

    Examples
    --------
    >>> from graphs.model import Agreement, Hosting, Organisation, Ownership, Signatory, Unit
    >>> picture = Snapshot.from_records([
    ...     Unit(id="u1", name="甲厂", ownership=Ownership.state_owned),
    ...     Unit(id="u2", name="乙公司", ownership=Ownership.private),
    ...     Organisation(id="o1", name="甲厂党支部"), Organisation(id="o2", name="乙公司党支部"),
    ...     Hosting(id="h1", organisation="o1", unit="u1"),
    ...     Hosting(id="h2", organisation="o2", unit="u2"),
    ...     Agreement(id="g1"), Signatory(id="s1", agreement="g1", organisation="o1"),
    ...     Signatory(id="s2", agreement="g1", organisation="o2")], as_of=dt.date(2010, 6, 15))
    >>> [pair.key for pair in pairs(picture)]
    [('g1', 'o1', 'o2')]
    """
    statuses = agreement_statuses(snapshot)
    activities = activities_by_agreement(snapshot)
    names = ("title", "number", "kind", "signed_on")
    stored = list(zip(*(snapshot.column("agreement", name) for name in names), strict=True))
    found: list[Pair] = []
    for row in pair_rows(snapshot):
        title, number, kind, signed_on = stored[row.place]
        last, count = activities.get(row.agreement, (None, 0))
        found.append(
            Pair(
                agreement=row.agreement,
                host=row.host,
                guest=row.guest,
                inside=row.inside,
                agreement_inside=row.agreement_inside,
                counted=row.counted,
                kind=_KINDS[kind] if kind else None,
                title=agreement_title(title, number),
                agreement_status=statuses[row.agreement],
                count=row.bounds,
                signed_on=signed_on,
                last_activity=last,
                activities=count,
                synthetic=row.synthetic,
            )
        )
    return tuple(found)


_KINDS = AgreementKind.__members__


@lru_cache(maxsize=4096)
def agreement_title(title: str | None, number: str | None) -> Text:
    """Return how an agreement is called: its title, else its kind of paper and number.

    Examples
    --------
    >>> agreement_title(None, "7").zh
    '联建协议 7'
    """
    if title:
        return Text.same(title)
    return Text(zh="联建协议", en="Co-building agreement") + Text.same(
        f" {number}" if number else ""
    )
