"""A proposal as the ledger holds it, its pairs and the posts that are listed: over all intervals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import Connection, select

from graphs.ledger.among import among
from graphs.ledger.clock import ALWAYS, OPEN
from graphs.ledger.tables import RECORD_TABLES
from graphs.ledger.workspace import Workspace
from graphs.model import Actor, Proposal, ProposedPair, from_row, post_key

__all__ = ["acting_post", "is_regular", "open_rows", "pair_ids", "proposal_in"]


def open_rows(
    connection: Connection, kind: str, column: str, values: Iterable[str]
) -> tuple[str, ...]:
    """Return the ids of the known records of a type that name one of the values, sorted."""
    table = RECORD_TABLES[kind]
    test = among(connection, table.c[column], sorted(values))
    query = select(table.c.id).where(table.c.closed == OPEN, test).distinct()
    return tuple(sorted(connection.scalars(query)))


def pair_ids(connection: Connection, proposal: str) -> tuple[str, ...]:
    """Return the ids of the pairs a proposal holds."""
    return open_rows(connection, "proposed_pair", "proposal", [proposal])


def proposal_in(workspace: Workspace, ident: str) -> tuple[Proposal, tuple[ProposedPair, ...]]:
    """Return a proposal that is known and its pairs, each by its latest interval."""
    pairs = pair_ids(workspace.connection, ident)
    workspace.load("proposed_pair", pairs)
    item = from_row(Proposal, workspace.known("proposal", ident)[-1].values)
    rows = (workspace.known("proposed_pair", pair)[-1].values for pair in pairs)
    return item, tuple(from_row(ProposedPair, row) for row in rows)


def is_regular(workspace: Workspace, ident: str) -> bool:
    """Return whether a proposal and its pairs have the one interval of governed records each."""
    records = [("proposal", ident)]
    records += [("proposed_pair", pair) for pair in pair_ids(workspace.connection, ident)]
    spans = ([(row.valid_from, row.valid_to) for row in workspace.known(*each)] for each in records)
    return all(span == [(ALWAYS, OPEN)] for span in spans)


def acting_post(
    workspace: Workspace, post: str, day: dt.date
) -> tuple[tuple[Actor, ...], tuple[str, ...]]:
    """Return the posts listed on a day or later, and what the record of the acting one was called."""
    table = RECORD_TABLES["actor"]
    ever = [(row["id"], row) for row in workspace.connection.execute(select(table)).mappings()]
    known = {ident for ident, _ in ever} | set(workspace.touched("actor"))
    workspace.load("actor", known)
    listed = tuple(
        from_row(Actor, row.values)
        for ident in sorted(known)
        for row in workspace.known("actor", ident)
        if row.valid_to > day.toordinal()
    )
    own = {actor.id for actor in listed if post_key(actor.post) == post_key(post)}
    names = {str(row["post"]) for ident, row in ever if ident in own}
    names |= {actor.post for actor in listed if actor.id in own}
    return listed, tuple(sorted(names))
