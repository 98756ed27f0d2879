"""Who has no partner but some who may leave, and how many organisations those are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from graphs.model import Bounds, Count, Snapshot
from graphs.network import Pair, parties

__all__ = ["left_alone", "members_reached", "partners_met"]


def partners_met(running: Iterable[Pair]) -> Mapping[str, set[str]]:
    """Return the partners of each organisation that pairs join."""
    met: defaultdict[str, set[str]] = defaultdict(set)
    for pair in running:
        met[pair.host].add(pair.guest)
        met[pair.guest].add(pair.host)
    return met


def left_alone(snapshot: Snapshot, running: Iterable[Pair], leaving: Collection[str]) -> list[str]:
    """Return who would have no partner left if these left, sorted; partners elsewhere aside.

    Examples
    --------
    >>> import datetime as dt
    >>> left_alone(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)), (), {"o1"})
    []
    """
    known, met = parties(snapshot), partners_met(running)
    return [
        ident
        for ident in sorted(met)
        if ident not in leaving and met[ident] <= set(leaving) and not known[ident].stub
    ]


def members_reached(
    snapshot: Snapshot, idents: Iterable[str], reached: Mapping[str, Bounds]
) -> Count:
    """Return how many organisations these are; of a collective those whom its pairs reach.

    Examples
    --------
    >>> import datetime as dt
    >>> members_reached(Snapshot.from_records([], as_of=dt.date(2010, 6, 15)), (), {}).is_zero
    True
    """
    wanted = tuple(sorted(idents))
    total = sum((reached[ident] for ident in wanted), Bounds(0, 0))
    named = sum(parties(snapshot)[ident].named for ident in wanted)
    return Count(inside=total, named=named, ids=wanted)
