"""The tree of divisions, and which records are inside one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, or_, select

from graphs.errors import NotFound
from graphs.ledger.database.in_list import in_list
from graphs.ledger.read.organisation_homes import KnownHomes
from graphs.ledger.storage.tables import RECORD_TABLES, SEARCH, TALLY
from graphs.ledger.storage.valid_time import OPEN
from graphs.model import DivisionLevel
from graphs.text import Text

__all__ = [
    "DivisionEntry",
    "division_entry",
    "divisions_below",
    "in_division_below",
    "organisations_in",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionEntry:
    """A division in a list: how many divisions are right below, how many organisations in all."""

    id: str
    name: str
    name_en: str | None
    level: DivisionLevel | None
    path: str
    children: int
    organisations: int


def _below(path: str) -> Select[tuple[str]]:
    table = RECORD_TABLES["division"]
    return select(table.c.id).where(
        table.c.closed == OPEN, table.c.path >= path, table.c.path < path[:-1] + "0"
    )


def in_division_below(
    connection: Connection, division: str, homes: KnownHomes
) -> ColumnElement[bool]:
    """Return the condition that what search finds is in a division or below it.

    An organisation lies where it is at home; an agreement where one who signed it does.

    Raises
    ------
    NotFound
        There is no such division.
    """
    below = _below(_path(connection, division))
    signatory, organisation = RECORD_TABLES["signatory"], RECORD_TABLES["organisation"]
    bare = homes.inside(division)
    here: ColumnElement[bool] = organisation.c.division.in_(below)
    if bare:
        here = or_(here, in_list(connection, organisation.c.id, bare))
    signed = (
        select(signatory.c.agreement)
        .join(organisation, organisation.c.id == signatory.c.organisation)
        .where(signatory.c.closed == OPEN, organisation.c.closed == OPEN, here)
    )
    found = [SEARCH.c.place.in_(below), (SEARCH.c.kind == "agreement") & SEARCH.c.id.in_(signed)]
    return or_(*found, *([in_list(connection, SEARCH.c.id, bare)] if bare else []))


def _path(connection: Connection, division: str) -> str:
    table = RECORD_TABLES["division"]
    query = (
        select(table.c.path)
        .where(table.c.id == division, table.c.closed == OPEN)
        .order_by(table.c.valid_from.desc())
    )
    path = connection.scalar(query.limit(1))
    if path is None:
        raise NotFound(
            Text(zh="没有区划“{ident}”", en="there is no division “{ident}”").format(ident=division)
        )
    return str(path)


def divisions_below(
    connection: Connection, parent: str | None, homes: KnownHomes
) -> tuple[DivisionEntry, ...]:
    """Return the divisions right below one (``None``: the topmost), by code, then name.

    Counts are of known organisations and divisions at the head, whatever the day; ``homes`` says
    where those of no stated place are at home.

    Raises
    ------
    NotFound
        There is no such division.
    """
    table = RECORD_TABLES["division"]
    if parent is not None:
        _path(connection, parent)
    holds = table.c.parent.is_(None) if parent is None else table.c.parent == parent
    query = select(table).where(table.c.closed == OPEN, holds).order_by(table.c.valid_from)
    latest = {row.id: row for row in connection.execute(query)}
    rows = sorted(latest.values(), key=lambda row: (row.code or "~", row.name, row.id))
    return tuple(_entry(connection, row, homes) for row in rows)


def division_entry(connection: Connection, ident: str, homes: KnownHomes) -> DivisionEntry:
    """Return one division as lists show it.

    Raises
    ------
    NotFound
        There is no such division.
    """
    table = RECORD_TABLES["division"]
    _path(connection, ident)
    query = select(table).where(table.c.closed == OPEN, table.c.id == ident)
    latest = connection.execute(query.order_by(table.c.valid_from.desc()).limit(1)).one()
    return _entry(connection, latest, homes)


def _entry(connection: Connection, row: Row[Any], homes: KnownHomes) -> DivisionEntry:
    return DivisionEntry(
        id=row.id,
        name=row.name,
        name_en=row.name_en,
        level=DivisionLevel[row.level] if row.level else None,
        path=row.path,
        children=_children(connection, row.id),
        organisations=_organisations(connection, row.path) + homes.numbers.get(row.id, 0),
    )


def _children(connection: Connection, parent: str) -> int:
    table = RECORD_TABLES["division"]
    query = select(func.count(table.c.id.distinct())).where(
        table.c.closed == OPEN, table.c.parent == parent
    )
    return connection.scalar(query) or 0


def _organisations(connection: Connection, path: str) -> int:
    query = select(func.sum(TALLY.c.organisations)).where(TALLY.c.division.in_(_below(path)))
    return connection.scalar(query) or 0


def organisations_in(connection: Connection, division: str | None, homes: KnownHomes) -> int:
    """Return how many known organisations are at home in a division, or in any.

    Raises
    ------
    NotFound
        There is no such division.
    """
    if division is not None:
        found = _organisations(connection, _path(connection, division))
        return found + homes.numbers.get(division, 0)
    return (connection.scalar(select(func.sum(TALLY.c.organisations))) or 0) + len(homes.homes)
