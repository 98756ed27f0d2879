"""Compute the path of each division (ids from the top down) over valid time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias

from sqlalchemy import select

from graphs.errors import Problem
from graphs.ledger.database.in_list import in_list
from graphs.ledger.storage.intervals import Known, RowVersion
from graphs.ledger.storage.record_messages import problem, record_words
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.ledger.storage.valid_time import OPEN
from graphs.ledger.write.workspace import Workspace

__all__ = ["fill_paths", "path_problems", "pathed"]

Lookup: TypeAlias = Callable[[str], Known]

_DEEPEST = 40


def fill_paths(workspace: Workspace) -> tuple[str, ...]:
    """Give every touched division its path, and all below one that moved; return ids in a cycle.

    1. Take the divisions whose versions were replaced.
    2. Split each version where the path above it changes, and write the path into each piece.
    3. Where a division's paths differ from before, go on with the divisions below it.
    """
    waiting = list(workspace.touched("division"))
    done: set[str] = set()
    looped: set[str] = set()
    while waiting:
        _load_above(workspace, waiting)
        moved: list[str] = []
        for ident in waiting:
            done.add(ident)
            rows, cyclic = pathed(ident, lambda other: workspace.known("division", other))
            if cyclic:
                looped.add(ident)
                continue
            pieces = tuple(
                row
                if row in workspace.known("division", ident)
                else replace(row, opened=workspace.revision)
                for row in rows
            )
            # Only a division whose paths changed can change those below it.
            if _timeline(pieces) != _timeline(workspace.before("division", ident)):
                moved.append(ident)
            workspace.replace("division", ident, pieces)
        waiting = [ident for ident in _below(workspace, moved) if ident not in done]
    return tuple(sorted(looped))


def _timeline(rows: Iterable[RowVersion]) -> list[tuple[int, int, object]]:
    return [(row.valid_from, row.valid_to, row.values["path"]) for row in rows]


def pathed(ident: str, known: Lookup) -> tuple[Known, bool]:
    """Return a division's versions with their paths, and whether it is its own descendant."""
    starts = _starts_above(ident, known)
    pieces: list[RowVersion] = []
    for row in known(ident):
        # A path can change inside a version only where some division above has a new version.
        cuts = [row.valid_from, *(day for day in starts if row.valid_from < day < row.valid_to)]
        for start, end in zip(cuts, [*cuts[1:], row.valid_to], strict=True):
            path = _path_at(ident, start, known)
            if path is None:
                return known(ident), True
            if (
                pieces
                and pieces[-1].valid_to == start
                and pieces[-1].values
                == {
                    **row.values,
                    "path": path,
                }
                # Pieces that this row was cut into are joined again; versions of their own stay
                # apart.
                and start != row.valid_from
            ):
                pieces[-1] = replace(pieces[-1], valid_to=end)
                continue
            same = row.values["path"] == path and (start, end) == (row.valid_from, row.valid_to)
            pieces.append(
                row
                if same
                else replace(
                    row, values={**row.values, "path": path}, valid_from=start, valid_to=end
                )
            )
    return tuple(pieces), False


def _starts_above(ident: str, known: Lookup) -> list[int]:
    """Return every first day of any division above, at any time; sorted."""
    seen, waiting, starts = {ident}, [ident], set()
    while waiting:
        for row in known(waiting.pop()):
            starts.add(row.valid_from)
            parent = row.values["parent"]
            if parent and parent not in seen:
                seen.add(parent)
                waiting.append(parent)
    return sorted(starts)


def _path_at(ident: str, day: int, known: Lookup) -> str | None:
    """Return the path on a day; ``None`` where the way up returns to its beginning.

    Where a division above has no version on that day, the nearest earlier one speaks for it,
    else its first.
    """
    names: list[str] = []
    current: str | None = ident
    while current:
        if current in names or len(names) > _DEEPEST:
            return None
        names.append(current)
        rows = known(current)
        earlier = [row for row in rows if row.valid_from <= day]
        nearest = earlier[-1] if earlier else rows[0] if rows else None
        current = nearest.values["parent"] if nearest else None
    return "/" + "/".join(reversed(names)) + "/"


def _load_above(workspace: Workspace, idents: Iterable[str]) -> None:
    """Fetch all divisions above in as many queries as there are levels."""
    level, seen = set(idents), set()
    while level:
        workspace.load("division", level)
        seen |= level
        level = {
            str(row.values["parent"])
            for ident in level
            for row in workspace.known("division", ident)
            if row.values["parent"]
        } - seen


def _below(workspace: Workspace, idents: Iterable[str]) -> list[str]:
    above = set(idents)
    if not above:
        return []
    table = RECORD_TABLES["division"]
    query = select(table.c.id).where(
        in_list(workspace.connection, table.c.parent, sorted(above)), table.c.closed == OPEN
    )
    found = set(workspace.connection.scalars(query))
    workspace.load("division", found)
    # Rows of this very revision are in the workspace and not yet in the table.
    found |= {
        ident
        for ident in workspace.touched("division")
        if any(row.values["parent"] in above for row in workspace.known("division", ident))
    }
    return sorted(found)


def path_problems(looped: Iterable[str]) -> Iterator[Problem]:
    """Return a problem for each division that is its own descendant."""
    for ident in looped:
        yield problem(
            record_words("division", ident), zh="区划成为自己的上级", en="is below itself"
        )
