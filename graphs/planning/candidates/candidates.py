"""From a snapshot to the candidates in columns: every declared column, and the links."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graphs.model import Answer, Side, Snapshot
from graphs.network import Pair, Party, pairs, parties
from graphs.planning.candidates.candidate_facts import CandidateFacts
from graphs.planning.candidates.column_declaration import COLUMNS
from graphs.planning.candidates.links import links_of
from graphs.planning.candidates.pool import Members, Pool
from graphs.text import Text

__all__ = ["default_guests", "default_hosts", "gather", "unnamed_guests"]

_UNNAMED = Text(
    zh="是若干未具名党组织的一条合并记录，不能当作一家来结对",
    en="one record of several unnamed organisations, which cannot be paired as one",
)


def default_guests(snapshot: Snapshot, *, everyone: bool = False) -> tuple[str, ...]:
    """Return the named living non-public organisations without a pair in force, sorted by id.

    With ``everyone`` those that have one are returned too.
    """
    paired = {pair.guest for pair in _in_force(snapshot)}
    return tuple(
        ident
        for ident, party in parties(snapshot).items()
        if _candidate(party, Side.non_public) and (everyone or ident not in paired)
    )


def default_hosts(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the named living state-owned organisations, sorted by id."""
    return tuple(i for i, party in parties(snapshot).items() if _candidate(party, Side.soe))


def unnamed_guests(snapshot: Snapshot, *, everyone: bool = False) -> tuple[Text, ...]:
    """Return what the records of several unnamed guests are called that no plan can pair.

    They are those without a pair in force; with ``everyone`` all of them.
    """
    paired = {pair.guest for pair in _in_force(snapshot)}
    return tuple(
        party.name
        for ident, party in parties(snapshot).items()
        if party.side is Side.non_public and _is_collective(party)
        if everyone or ident not in paired
    )


def _is_collective(party: Party) -> bool:
    return not party.named and not party.stub and party.alive is not Answer.no


def _candidate(party: Party, side: Side) -> bool:
    return party.side is side and party.named and not party.stub and party.alive is not Answer.no


def _in_force(snapshot: Snapshot) -> tuple[Pair, ...]:
    return tuple(p for p in pairs(snapshot) if p.counted and p.agreement_status.status.in_force)


def gather(
    snapshot: Snapshot,
    guests: Collection[str],
    hosts: Collection[str],
    refused: Mapping[str, Text],
) -> Pool:
    """Return guests and hosts with all that the criteria and rules look at."""
    every = parties(snapshot)
    wanted = {*guests, *hosts}
    known = {ident: every[ident] for ident in wanted if ident in every}
    # Asked for by name, several unnamed ones are no partner of an agreement either.
    unnamed = {ident: _UNNAMED for ident, party in known.items() if _is_collective(party)}
    facts = CandidateFacts(snapshot=snapshot, known=known, refused=unnamed | {**refused})
    names = {ident: party.name for ident, party in known.items()}
    columns = {key: column.known(facts) for key, column in COLUMNS.items()}
    return Pool(
        guests=Members.of(guests, names=names, **columns),
        hosts=Members.of(hosts, names=names, **columns),
        links=links_of(snapshot, set(guests), set(hosts), facts.units),
    )
