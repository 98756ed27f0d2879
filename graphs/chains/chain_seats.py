"""Who is on a chain: each member with its role and the Party organisations formed in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from graphs.model import (
    Answer,
    Bounds,
    ChainMember,
    ChainRole,
    PartialDate,
    Snapshot,
    Unit,
    derived,
)
from graphs.network import Party, pairs, parties
from graphs.profiles import Mention, mention, pairing_state
from graphs.text import Text

__all__ = [
    "Responsible",
    "Seat",
    "SeatOrganisation",
    "organisations_in",
    "partners_in_force",
    "responsible_for",
    "seat_of",
    "seat_order",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatOrganisation:
    """A Party organisation on a chain: how it is called, and in words whether it has a pair."""

    shown: Mention
    state: Text
    paired: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """One member of a chain with its role and the Party organisations formed in it.

    Attributes
    ----------
    role
        ``None`` where the ledger does not state it.
    organisations
        Those that are (or may be) alive on the day; the member itself where it is one.
    count
        How many it stands for; more than one for an unnamed collective.
    """

    shown: Mention
    role: ChainRole | None
    organisations: tuple[SeatOrganisation, ...]
    count: Bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Responsible:
    """Who answers for a chain: the chief's office, the lead department, the host whose turn it is."""

    shown: Mention
    role: ChainRole
    since: PartialDate | None


def responsible_for(snapshot: Snapshot, chain: str) -> tuple[Responsible, ...]:
    """Return who answers for a chain on the day, in the order of the roles, the earlier first."""
    found = [
        Responsible(shown=mention(snapshot, each.member), role=each.role, since=each.since)
        for each in snapshot.records(ChainMember)
        if each.chain == chain and each.role is not None and each.role.responsible
    ]
    order = list(ChainRole)
    return tuple(
        sorted(
            found,
            key=lambda e: (
                order.index(e.role),
                (e.since.text or "") if e.since else "",
                e.shown.id,
            ),
        )
    )


def organisations_in(snapshot: Snapshot) -> Mapping[str, tuple[Party, ...]]:
    """Return the organisations that are or may be alive, by the units they are formed in."""
    found: defaultdict[str, list[Party]] = defaultdict(list)
    for party in parties(snapshot).values():
        if party.alive is not Answer.no:
            for member in (party.id, *party.units):
                found[member].append(party)
    return {member: tuple(each) for member, each in found.items()}


def seat_of(
    snapshot: Snapshot, member: ChainMember, formed: Mapping[str, tuple[Party, ...]]
) -> Seat:
    """Return the place of a member on its chain.

    ``formed`` gives the organisations formed in each unit (:func:`organisations_in`).
    """
    unit = snapshot.by_id(Unit).get(member.member)
    own = formed.get(member.member, ())
    itself = parties(snapshot).get(member.member)
    size = unit.size.bounds if unit and unit.size else Bounds(1, 1)
    return Seat(
        shown=mention(snapshot, member.member),
        role=member.role,
        organisations=tuple(_organisation(snapshot, each) for each in own),
        count=itself.count if itself else size,
    )


def _organisation(snapshot: Snapshot, party: Party) -> SeatOrganisation:
    return SeatOrganisation(
        shown=mention(snapshot, party.id),
        state=pairing_state(snapshot, party.id),
        paired=party.id in partners_in_force(snapshot),
    )


@derived
def partners_in_force(snapshot: Snapshot) -> Mapping[str, frozenset[str]]:
    """Return with whom each organisation has an agreement in force, of whatever kind."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for pair in pairs(snapshot):
        if pair.agreement_status.status.in_force:
            found[pair.host].add(pair.guest)
            found[pair.guest].add(pair.host)
    return {ident: frozenset(others) for ident, others in found.items()}


def seat_order(seat: Seat) -> tuple[int, str, str]:
    """Return what seats are sorted by: the chain leader first, then by name.

    Examples
    --------
    >>> own = Mention(id="u1", record="unit", name=Text.same("甲"))
    >>> seat_order(Seat(shown=own, role=None, organisations=(), count=Bounds(1, 1)))
    (9, '甲', 'u1')
    """
    role = list(ChainRole).index(seat.role) if seat.role else 9
    return (role, seat.shown.name.zh, seat.shown.id)
