"""Rows of a proposal, its pairs and the listed posts, over all of valid time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import Connection, select

from graphs.ledger.database.in_list import in_list
from graphs.ledger.proposal_facts.listed_posts import ActingPost, acting_post_of
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.ledger.storage.valid_time import ALWAYS, OPEN
from graphs.ledger.write.workspace import Workspace
from graphs.model import Proposal, ProposedPair, from_row

__all__ = ["acting_post", "is_regular", "open_rows", "pair_ids", "proposal_in"]


def open_rows(
    connection: Connection, kind: str, column: str, values: Iterable[str]
) -> tuple[str, ...]:
    """Return the ids of the known records of a type that name one of the values, sorted."""
    table = RECORD_TABLES[kind]
    test = in_list(connection, table.c[column], sorted(values))
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


def acting_post(workspace: Workspace, post: str, day: dt.date) -> ActingPost:
    """Return the posts listed on a day or later, and what is known of the acting one."""
    table = RECORD_TABLES["actor"]
    ever = [(row["id"], row) for row in workspace.connection.execute(select(table)).mappings()]
    known = {ident for ident, _ in ever} | set(workspace.touched("actor"))
    workspace.load("actor", known)
    rows = [row for ident in sorted(known) for row in workspace.known("actor", ident)]
    names = [(ident, str(row["post"])) for ident, row in ever]
    return acting_post_of(rows, names, post, day)
