"""Check the structure of a whole ledger before an archive may be used."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sqlalchemy import Connection, Select, Table, and_, func, or_, select, tuple_, union_all

from graphs.errors import Problem
from graphs.ledger.storage.record_messages import problem, record_words
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.ledger.storage.valid_time import OPEN
from graphs.ledger.write import integrity
from graphs.ledger.write.division_paths import pathed
from graphs.ledger.write.workspace import Workspace
from graphs.text import Text

__all__ = ["known_divisions", "overlaps", "shared_ids", "unsound"]

_MANY = 200
_CHUNK = 20_000


def unsound(connection: Connection) -> Iterator[Problem]:
    """Return every way in which the stored records break structure."""
    yield from shared_ids(connection)
    yield from overlaps(connection)
    yield from integrity.dangling(connection, RECORD_TABLES, None)
    yield from integrity.profiles(connection)
    table = RECORD_TABLES["superior"]
    query = select(table.c.organisation).where(table.c.closed == OPEN).distinct()
    organisations = sorted(connection.scalars(query))
    for start in range(0, len(organisations), _CHUNK):
        yield from integrity.superiors(connection, organisations[start : start + _CHUNK])
    yield from _paths(connection)


def shared_ids(connection: Connection) -> Iterator[Problem]:
    """Return ids that records of several types have; in an archive a type may span revisions."""
    each = union_all(
        *(select(table.c.id).distinct() for table in RECORD_TABLES.values())
    ).subquery()
    query = select(each.c.id).group_by(each.c.id).having(func.count() > 1).limit(_MANY)
    for ident in sorted(connection.scalars(query)):
        yield problem(
            Text.same(ident), zh="编号用于多种记录", en="is the id of records of several types"
        )


def overlaps(connection: Connection) -> Iterator[Problem]:
    """Two versions of a record may share days or revisions, not both."""
    for kind, table in RECORD_TABLES.items():
        for ident in sorted(set(connection.scalars(_overlapping(table)))):
            yield problem(
                record_words(kind, ident),
                zh="同一日期有两个同时有效的行",
                en="has two versions for the same day",
            )


@cache
def _overlapping(table: Table) -> Select[str]:
    one, other = table.alias("one"), table.alias("other")
    later = tuple_(one.c.opened, one.c.valid_from) < tuple_(other.c.opened, other.c.valid_from)
    both = and_(
        one.c.valid_from < other.c.valid_to,
        other.c.valid_from < one.c.valid_to,
        one.c.opened < other.c.closed,
        other.c.opened < one.c.closed,
    )
    # Nearly every record has one version; only the others are compared with themselves.
    several = select(table.c.id).group_by(table.c.id).having(func.count() > 1)
    return (
        select(one.c.id)
        .join(other, and_(one.c.id == other.c.id, later, both))
        .where(one.c.id.in_(several))
        .limit(_MANY)
    )


def known_divisions(connection: Connection) -> Workspace:
    """Return a workspace that holds every known division."""
    table = RECORD_TABLES["division"]
    workspace = Workspace(connection, 0)
    workspace.load("division", connection.scalars(select(table.c.id).distinct()))
    return workspace


def _paths(connection: Connection) -> Iterator[Problem]:
    workspace = known_divisions(connection)
    table = RECORD_TABLES["division"]
    blank = select(table.c.id).where(or_(table.c.path.is_(None), table.c.closed == OPEN)).distinct()
    for ident in sorted(connection.scalars(blank)):
        known = workspace.known("division", ident)
        rows, cyclic = pathed(ident, lambda other: workspace.known("division", other))
        if cyclic:
            yield problem(
                record_words("division", ident), zh="区划成为自己的上级", en="is below itself"
            )
        elif rows != known:
            yield problem(
                record_words("division", ident),
                zh="路径与上级区划不符",
                en="has a path that differs from the divisions above it",
            )
