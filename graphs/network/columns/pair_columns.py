"""Who is paired with whom under each agreement, as plain rows: no object for each pair."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import combinations
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from graphs.model import Bounds, Quantity, Side, Snapshot, derived
from graphs.network.columns.organisation_columns import OrganisationColumns, organisation_columns

__all__ = ["PairRow", "pair_rows", "signatories"]

_Couple: TypeAlias = tuple[str, str, bool]
_ONE = Bounds(1, 1)


class PairRow(NamedTuple):
    """What :class:`graphs.network.Pair` says of two signatories; ``place`` is the agreement's row."""

    place: int
    agreement: str
    host: str
    guest: str
    counted: bool
    inside: bool
    agreement_inside: bool
    bounds: Bounds
    synthetic: bool


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
def pair_rows(snapshot: Snapshot) -> list[PairRow]:
    """Return every pair with an end in the scope, sorted by agreement, host and guest."""
    known, signed = organisation_columns(snapshot), signatories(snapshot)
    found: list[PairRow] = []
    names = ("id", "synthetic", "pairs", "pairs_operator", "pairs_upper")
    columns = zip(*(snapshot.column("agreement", name) for name in names), strict=True)
    for place, (ident, invented, *stated) in enumerate(columns):
        couples = _ordered_couples(signed.get(ident, ()), known)
        if couples:
            found += _rows(place, ident, couples, known, (bool(invented), stated))
    found.sort(key=lambda row: row[1:4])
    return found


def _rows(
    place: int,
    ident: str,
    couples: list[_Couple],
    known: OrganisationColumns,
    own: tuple[bool, list[Any]],
) -> Iterable[PairRow]:
    """Yield the pairs of an agreement with at least one end inside the scope."""
    rows, stubs, named, marks = known.rows, known.stubs, known.named, known.synthetic
    invented, stated = own
    alone, inside = _lone(couples), _first_guest_inside(couples, known)
    for host, guest, counted in couples:
        one, other = rows[host], rows[guest]
        if stubs[one] and stubs[other]:
            continue
        yield PairRow(
            place,
            ident,
            host,
            guest,
            counted,
            not stubs[other],
            inside[counted],
            _ONE
            if named[one] and named[other]
            else _count(known.counts[one], known.counts[other], stated, alone=alone[counted]),
            invented or marks[one] or marks[other],
        )


def _ordered_couples(
    signed: Iterable[tuple[str, str | None]], known: OrganisationColumns
) -> list[_Couple]:
    """Return host, guest and whether the pair is counted, in the order of ids."""
    rows, sides = known.rows, known.sides
    present = [each for each in signed if each[0] in rows]
    couples = {
        _ordered(one, other, sides[rows[one]], sides[rows[other]])
        for one, other in _couples(present, rows)
    }
    return sorted(couples) if len(couples) > 1 else [*couples]


def _couples(
    present: list[tuple[str, str | None]], known: Mapping[str, int]
) -> Iterable[tuple[str, str]]:
    listed = [(org, partner) for org, partner in present if partner and partner != org]
    if listed:  # a partner out of sight leaves its pair out; it does not pair the others
        return [(org, partner) for org, partner in listed if partner in known]
    return combinations({org: None for org, _ in present}, 2)


def _ordered(one: str, other: str, side: Side, other_side: Side) -> _Couple:
    if side is Side.soe and other_side is Side.non_public:
        return (one, other, True)
    if side is Side.non_public and other_side is Side.soe:
        return (other, one, True)
    return (one, other, False) if one < other else (other, one, False)


def _lone(couples: list[_Couple]) -> tuple[bool, bool]:
    """Return whether the pair that is not counted, and whether the counted one, is the only one."""
    counted = sum(mark for *_, mark in couples)
    return len(couples) - counted == 1, counted == 1


def _first_guest_inside(couples: list[_Couple], known: OrganisationColumns) -> dict[bool, bool]:
    """Return whether the guest of the lowest id is in scope: of the counted pairs, and of the others.

    One that is placed nowhere comes last: else an agreement would belong to no scope at all
    although another of its guests is at home in one.
    """
    rows, homes = known.rows, known.homes
    found: dict[bool, tuple[bool, str]] = {}
    for _, guest, counted in couples:
        own = (not homes[rows[guest]], guest)
        found[counted] = min(found.get(counted, own), own)
    return {counted: not known.stubs[rows[guest]] for counted, (_, guest) in found.items()}


def _count(host: Bounds, guest: Bounds, stated: list[Any], *, alone: bool) -> Bounds:
    pairs, operator, upper = stated
    if pairs is not None and alone:
        return Quantity(operator or "=", pairs, upper).bounds
    return Bounds(max(host.low, guest.low), None)
