"""Commit a revision: write its rows, check them, extend the proof, move the head."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, bindparam, insert, update

from graphs.errors import ChangeRefused, Problem
from graphs.ledger.storage.hash_chain import close_line, open_line, proof_of
from graphs.ledger.storage.intervals import RowVersion
from graphs.ledger.storage.revisions import Revision, header, revision_values
from graphs.ledger.storage.search_index import refresh
from graphs.ledger.storage.tables import LEDGER, RECORD_TABLES, REVISION
from graphs.ledger.write import integrity
from graphs.ledger.write.governed_records import governed_problems
from graphs.ledger.write.workspace import Outcome, Workspace
from graphs.text import Text

__all__ = ["outcome_lines", "refuse", "write_revision"]


def refuse(problems: Iterable[Problem]) -> ChangeRefused:
    """Return the refusal that names every problem."""
    found = tuple(problems)
    first = found[0].sentence()
    message = Text(
        zh="未写入，共 {count} 个问题：{first}",
        en="nothing was written; {count} {count:problem|problems}: {first}",
    )
    return ChangeRefused(message.format(count=len(found), first=first), found)


def write_revision(
    workspace: Workspace,
    ledger: str,
    draft: Revision,
    problems: Iterable[Problem] = (),
    *,
    workflow: bool = False,
) -> Revision:
    """Write what the workspace says as a revision and return it with its digest.

    Only a step of a ``workflow`` writes governed records.

    Raises
    ------
    ChangeRefused
        There are problems, structure would break, or nothing changes; the caller's transaction
        must be rolled back.
    """
    connection, outcome = workspace.connection, workspace.outcome()
    found = list(problems)
    if not outcome and not found:
        raise ChangeRefused(
            Text(zh="没有变化，未写入", en="nothing to change; nothing was written")
        )
    # The rows go in before the checks, which are queries on the tables; a refusal rolls all back.
    _write_rows(connection, outcome, draft.number)
    if not workflow:
        found += governed_problems(workspace, outcome, draft.actor)
    found += _structure(workspace, outcome)
    if found:
        raise refuse(found)
    # Only now: the digest covers exactly the rows that passed.
    digest = proof_of(header(ledger, draft), outcome_lines(outcome))
    revision = replace(draft, digest=digest)
    _write_head(connection, ledger, revision)
    # Search and tallies change in the same transaction, so that no reader sees them apart.
    refresh(connection, (*outcome.opened, *outcome.closed))
    return revision


def outcome_lines(outcome: Outcome) -> Iterator[str]:
    """Return the lines of the proof of what a revision opens and closes."""
    for row in outcome.opened:
        yield open_line(row.kind, row.values, row.valid_from, row.valid_to)
    for row in outcome.closed:
        yield close_line(row.kind, row.ident, row.opened, row.valid_from, row.valid_to)


def _write_rows(connection: Connection, outcome: Outcome, revision: int) -> None:
    for kind, rows in _by_kind(outcome.closed).items():
        table = RECORD_TABLES[kind]
        statement = (
            update(table)
            .where(
                table.c.id == bindparam("of_id"),
                table.c.opened == bindparam("of_opened"),
                table.c.valid_from == bindparam("of_from"),
            )
            # Nothing is deleted: a row is closed at the revision that no longer knows it.
            .values(closed=revision)
        )
        keys = [dict(zip(("of_id", "of_opened", "of_from"), row.key, strict=True)) for row in rows]
        connection.execute(statement, keys)
    for kind, rows in _by_kind(outcome.opened).items():
        connection.execute(insert(RECORD_TABLES[kind]), [_stored(row) for row in rows])


def _by_kind(rows: Iterable[RowVersion]) -> Mapping[str, list[RowVersion]]:
    found: dict[str, list[RowVersion]] = defaultdict(list)
    for row in rows:
        found[row.kind].append(row)
    return found


def _stored(row: RowVersion) -> dict[str, Any]:
    clocks = {"valid_from": row.valid_from, "valid_to": row.valid_to}
    return {**row.values, **clocks, "opened": row.opened, "closed": row.closed}


def _structure(workspace: Workspace, outcome: Outcome) -> Iterator[Problem]:
    connection, revision = workspace.connection, workspace.revision
    yield from integrity.dangling(connection, {row.kind for row in outcome.opened}, revision)
    gone: dict[str, str] = {}
    ends: dict[str, int] = {}
    for kind, ident in {(row.kind, row.ident) for row in outcome.closed}:
        now = workspace.known(kind, ident)
        if not now:
            gone[ident] = kind
        elif kind in ("organisation", "unit"):
            last = max(row.valid_to for row in now)
            # Only an end that moved earlier can leave a reference outliving it.
            if last < max(row.valid_to for row in workspace.before(kind, ident)):
                ends[ident] = last
    yield from integrity.referrers_of(connection, gone)
    yield from integrity.outlasting(connection, ends)
    moved = sorted({row.values["organisation"] for row in outcome.opened if row.kind == "superior"})
    if moved:
        yield from integrity.superiors(connection, moved)
    if any(row.kind == "profile" for row in outcome.opened):
        yield from integrity.profiles(connection)
    if any(row.kind == "actor" for row in outcome.opened):
        yield from integrity.posts(connection, revision)
    if any(row.kind == "sign_off" for row in outcome.opened):
        yield from integrity.repeated_sign_offs(connection, revision)


def _write_head(connection: Connection, ledger: str, revision: Revision) -> None:
    connection.execute(insert(REVISION).values(revision_values(revision)))
    connection.execute(
        update(LEDGER)
        .where(LEDGER.c.id == ledger)
        .values(head=revision.number, digest=revision.digest)
    )
