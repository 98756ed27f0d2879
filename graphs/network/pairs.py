"""Pairs: derived from agreements, never stored.

A pair is one state-owned-side with one non-public-side signatory of the same agreement, unless
the agreement lists its pairs. A pair belongs to a scope when one of its two lies in it; a pair
wholly elsewhere is left out, even of an agreement that is loaded. Pairs of other kinds (government body and enterprise, village and
enterprise …) are typed and stay out of the SOE–non-public counters.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from graphs.model import AgreementKind, Bounds, Quantity, Side, Snapshot, derived
from graphs.network.activity_summary import activities_by_agreement
from graphs.network.agreement_status import AgreementStatus, status_of_dates
from graphs.network.organisations_at import Party, parties
from graphs.network.party_columns import partial
from graphs.text import Text

__all__ = ["Pair", "agreement_statuses", "pairs", "signatories"]


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
    return MappingProxyType(
        {ident: _status_of(dates, snapshot.as_of, within) for ident, *dates in rows}
    )


def _status_of(dates: list[str | None], day: dt.date, within: int) -> AgreementStatus:
    read = [
        partial(text, None if text else printed)
        for text, printed in zip(dates[:4], dates[4:], strict=True)
    ]
    starts, signed, ends, ended = read
    return status_of_dates(
        begins=starts or signed, ends=ends, ended=ended, day=day, expiring_within_days=within
    )


@derived
def signatories(snapshot: Snapshot) -> Mapping[str, tuple[tuple[str, str | None], ...]]:
    """Return each agreement's signatories as (organisation, listed partner), in file order."""
    found: defaultdict[str, list[tuple[str, str | None]]] = defaultdict(list)
    names = ("agreement", "organisation", "partner")
    columns = (snapshot.column("signatory", name) for name in names)
    for agreement, organisation, partner in zip(*columns, strict=True):
        found[agreement].append((organisation, partner))
    return MappingProxyType({agreement: tuple(rows) for agreement, rows in found.items()})


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
    known = parties(snapshot)
    signed = signatories(snapshot)
    statuses = agreement_statuses(snapshot)
    activities = activities_by_agreement(snapshot)
    found: list[Pair] = []
    for row in zip(*(snapshot.column("agreement", name) for name in _COLUMNS), strict=True):
        ident, synthetic, title, number, kind, signed_on, *stated = row
        present = [each for each in signed.get(ident, ()) if each[0] in known]
        couples = _ordered_couples(present, known)
        alone = _lone(couples)
        first = _first_guests(couples)
        last, count = activities.get(ident, (None, 0))
        found += [
            Pair(
                agreement=ident,
                host=host.id,
                guest=guest.id,
                inside=not guest.stub,
                agreement_inside=not first[counted].stub,
                counted=counted,
                kind=_KINDS[kind] if kind else None,
                title=_title(title, number),
                agreement_status=statuses[ident],
                count=_ONE
                if host.named and guest.named
                else _count(host, guest, stated, alone=alone[counted]),
                signed_on=signed_on,
                last_activity=last,
                activities=count,
                synthetic=bool(synthetic) or host.synthetic or guest.synthetic,
            )
            for host, guest, counted in couples
            if not (host.stub and guest.stub)
        ]
    return tuple(sorted(found, key=attrgetter("agreement", "host", "guest")))


_ONE = Bounds(1, 1)
_KINDS = AgreementKind.__members__
_COLUMNS = (
    "id",
    "synthetic",
    "title",
    "number",
    "kind",
    "signed_on",
    "pairs",
    "pairs_operator",
    "pairs_upper",
)


def _ordered_couples(
    present: list[tuple[str, str | None]], known: Mapping[str, Party]
) -> list[tuple[Party, Party, bool]]:
    """Return host, guest and whether the pair is counted, in the order of ids."""
    couples = {
        (host.id, guest.id): (host, guest, counted)
        for host, guest, counted in (
            _ordered(known[one], known[other]) for one, other in _couples(present, known)
        )
    }
    return [couples[key] for key in sorted(couples)] if len(couples) > 1 else [*couples.values()]


def _couples(
    present: list[tuple[str, str | None]], known: Mapping[str, Party]
) -> Iterable[tuple[str, str]]:
    listed = [(org, partner) for org, partner in present if partner and partner != org]
    if listed:  # a partner out of sight leaves its pair out; it does not pair the others
        return [(org, partner) for org, partner in listed if partner in known]
    return combinations({org: None for org, _ in present}, 2)


def _ordered(a: Party, b: Party) -> tuple[Party, Party, bool]:
    if a.side is Side.soe and b.side is Side.non_public:
        return (a, b, True)
    if a.side is Side.non_public and b.side is Side.soe:
        return (b, a, True)
    return (a, b, False) if a.id < b.id else (b, a, False)


def _lone(couples: list[tuple[Party, Party, bool]]) -> dict[bool, bool]:
    """Return whether the counted pair, and whether the other pair, is the only one of its kind."""
    counted = sum(mark for *_, mark in couples)
    return {True: counted == 1, False: len(couples) - counted == 1}


def _first_guests(couples: list[tuple[Party, Party, bool]]) -> dict[bool, Party]:
    """Return the guest of the lowest id among the counted pairs, and among the others.

    One that is placed nowhere comes last: else an agreement would belong to no scope at all
    although another of its guests is at home in one.
    """
    found: dict[bool, Party] = {}
    for _, guest, counted in couples:
        known = found.get(counted)
        if known is None or (not guest.home, guest.id) < (not known.home, known.id):
            found[counted] = guest
    return found


def _count(host: Party, guest: Party, stated: list[Any], *, alone: bool) -> Bounds:
    pairs_, operator, upper = stated
    if pairs_ is not None and alone:
        return Quantity(operator or "=", pairs_, upper).bounds
    return Bounds(max(host.count.low, guest.count.low), None)


@lru_cache(maxsize=4096)
def _title(title: str | None, number: str | None) -> Text:
    if title:
        return Text.same(title)
    return Text(zh="联建协议", en="Co-building agreement") + Text.same(
        f" {number}" if number else ""
    )
