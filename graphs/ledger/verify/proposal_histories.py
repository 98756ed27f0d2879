"""The stored history of every proposal: versions with pairs, post and moment."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from graphs.errors import GraphsError, LedgerDamaged
from graphs.ledger.proposal_facts.listed_posts import ActingPost, acting_post_of
from graphs.ledger.storage.revisions import Revision, revision_of
from graphs.ledger.storage.row_versions import version_of
from graphs.ledger.storage.tables import RECORD_TABLES, REVISION
from graphs.ledger.storage.valid_time import ALWAYS, OPEN
from graphs.model import Proposal, ProposedPair, from_row
from graphs.text import Text

__all__ = ["History", "Version", "histories", "post_at", "written_beside"]

_Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A proposal as one revision wrote it; ``by`` is that revision, ``until`` the one after it."""

    item: Proposal
    pairs: tuple[ProposedPair, ...]
    by: Revision
    until: int
    regular: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The versions of one proposal in order; ``strays`` are revisions that moved a pair alone."""

    ident: str
    versions: tuple[Version, ...]
    strays: tuple[int, ...]


def histories(connection: Connection) -> tuple[History, ...]:
    """Return the life of every proposal ever stored, by id.

    Pairs that name no proposal make a history without versions.
    """
    rows: defaultdict[str, list[_Row]] = defaultdict(list)
    pairs: defaultdict[str, list[_Row]] = defaultdict(list)
    for kind, found, column in (
        ("proposal", rows, "id"),
        ("proposed_pair", pairs, "proposal"),
    ):
        table = RECORD_TABLES[kind]
        query = select(table).order_by(table.c.opened, table.c.id, table.c.valid_from)
        for row in connection.execute(query).mappings():
            found[row[column]].append(dict(row))
    numbers = {row["opened"] for each in rows.values() for row in each}
    query = select(REVISION).where(REVISION.c.number.in_(sorted(numbers)))
    revisions = {each.number: each for each in map(revision_of, connection.execute(query))}
    return tuple(
        _history(ident, rows.get(ident, []), pairs.get(ident, []), revisions)
        for ident in sorted({*rows, *pairs})
    )


def _history(
    ident: str, rows: Iterable[_Row], pairs: list[_Row], revisions: Mapping[int, Revision]
) -> History:
    versions = tuple(_version(row, pairs, revisions[row["opened"]]) for row in rows)
    own = {each.by.number for each in versions}
    moved = {row["opened"] for row in pairs} | {row["closed"] for row in pairs} - {OPEN}
    return History(ident=ident, versions=versions, strays=tuple(sorted(moved - own)))


def _version(row: _Row, pairs: Iterable[_Row], by: Revision) -> Version:
    known = [each for each in pairs if each["opened"] <= by.number < each["closed"]]
    spans = {(each["valid_from"], each["valid_to"]) for each in (row, *known)}
    try:
        item = from_row(Proposal, row)
        members = tuple(from_row(ProposedPair, each) for each in known)
    except (GraphsError, KeyError, ValueError) as error:
        words = Text(zh="方案“{id}”的取值不可能", en="the proposal “{id}” holds impossible values")
        raise LedgerDamaged(words.format(id=row["id"])) from error
    return Version(
        item=item,
        pairs=members,
        by=by,
        until=row["closed"],
        regular=spans == {(ALWAYS, OPEN)},
    )


def post_at(connection: Connection, by: Revision) -> tuple[ActingPost, bool]:
    """Return what a revision found of its own post, and whether it wrote any post itself."""
    table = RECORD_TABLES["actor"]
    query = select(table).where(table.c.opened <= by.number).order_by(table.c.id)
    rows = [version_of("actor", row) for row in connection.execute(query)]
    known = [row for row in rows if row.closed > by.number]
    names = [(row.ident, str(row.values["post"])) for row in rows]
    fresh = any(by.number in (row.opened, row.closed) for row in rows)
    return acting_post_of(known, names, by.actor, by.at.astimezone(dt.UTC).date()), fresh


def written_beside(connection: Connection, revisions: Iterable[int]) -> Mapping[int, set[str]]:
    """Return the record types that each of some revisions wrote, with proposals by their ids."""
    wanted = sorted(set(revisions))
    found: defaultdict[int, set[str]] = defaultdict(set)
    for kind, table in RECORD_TABLES.items():
        named = table.c.id if kind == "proposal" else None
        for clock in (table.c.opened, table.c.closed):
            columns = [clock] if named is None else [clock, named]
            query = select(*columns).where(clock.in_(wanted)).distinct()
            for number, *ident in connection.execute(query):
                found[number].add(f"proposal {ident[0]}" if ident else kind)
    return found
