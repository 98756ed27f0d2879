"""Undo: write the inverse of a revision as a new one."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from sqlalchemy import Connection

from graphs.errors import ChangeRefused
from graphs.ledger.storage.intervals import RowVersion
from graphs.ledger.storage.later_changes import changed_since
from graphs.ledger.storage.revisions import Revision, revision_at
from graphs.ledger.storage.row_versions import rows_of
from graphs.ledger.storage.valid_time import OPEN
from graphs.ledger.write.commit import refuse, write_revision
from graphs.ledger.write.division_paths import fill_paths, path_problems
from graphs.ledger.write.governed_records import undo_problems
from graphs.ledger.write.workspace import Workspace
from graphs.text import Text

__all__ = ["undo_revision"]


def undo_revision(connection: Connection, ledger: str, draft: Revision, number: int) -> Revision:
    """Write the inverse of a revision as the drafted one and return it.

    1. Refuse if it is a step of a workflow, or if a later revision touched any of its records.
    2. Take away the versions it opened; put back those it closed, on the same days.
    3. Check and seal as any change; a record that others name by now cannot be taken away.

    Raises
    ------
    ChangeRefused
        Later revisions touched the same records, or others rest on them; each is named.
    NotFound
        The ledger has no such revision.
    """
    if number < 1:
        raise ChangeRefused(
            Text(zh="空台账没有可撤销的版本", en="an empty ledger has nothing to undo")
        )
    revision_at(connection, number)
    opened, closed = (tuple(rows_of(connection, number, clock)) for clock in ("opened", "closed"))
    touched = {(row.kind, row.ident) for row in (*opened, *closed)}
    problems = list(undo_problems(opened))
    problems += changed_since(connection, number, (ident for _, ident in touched))
    if problems:
        raise refuse(problems)
    back: dict[tuple[str, str], list[RowVersion]] = defaultdict(list)
    for row in closed:
        back[row.kind, row.ident].append(replace(row, opened=draft.number, closed=OPEN))
    workspace = Workspace(connection, draft.number)
    for kind in sorted({kind for kind, _ in touched}):
        workspace.load(kind, [ident for of, ident in touched if of == kind])
    for kind, ident in sorted(touched):
        kept = [row for row in workspace.known(kind, ident) if row.opened != number]
        rows = sorted([*kept, *back[kind, ident]], key=lambda row: row.valid_from)
        workspace.replace(kind, ident, tuple(rows))
    looped = fill_paths(workspace)
    return write_revision(workspace, ledger, draft, path_problems(looped))
