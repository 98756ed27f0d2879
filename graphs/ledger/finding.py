"""Search by name, short name, alias, code or first letters; and the tree of divisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, or_, select

from graphs.errors import NotFound
from graphs.folding import fold
from graphs.ledger.among import among
from graphs.ledger.clock import OPEN
from graphs.ledger.searching import FOUND
from graphs.ledger.tables import RECORD_TABLES, SEARCH, TALLY
from graphs.model import DivisionLevel
from graphs.text import Text

__all__ = ["DivisionEntry", "Hit", "division_entry", "divisions_below", "find"]

_CANDIDATES = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A record that search found, with the name it is shown by.

    Examples
    --------
    >>> Hit(id="o1", kind="organisation", name="甲支部").kind
    'organisation'
    """

    id: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DivisionEntry:
    """A division in a list: how many divisions lie right below, how many organisations in all of it.

    Examples
    --------
    >>> DivisionEntry(id="d1", name="上街区", name_en=None, level=None, path="/d1/", children=0,
    ...     organisations=3).organisations
    3
    """

    id: str
    name: str
    name_en: str | None
    level: DivisionLevel | None
    path: str
    children: int
    organisations: int


def find(
    connection: Connection,
    text: str,
    *,
    limit: int,
    division: str | None,
    inside: Iterable[str] | None,
) -> tuple[Hit, ...]:
    """Return the best matches: whole spelling first, then beginnings, then anything that holds it.

    ``division`` keeps what lies in it or below; ``inside`` keeps these ids.
    """
    wanted = fold(text)
    if not wanted:
        return ()
    position = func.instr if connection.dialect.name == "sqlite" else func.strpos
    query = select(SEARCH.c.id, SEARCH.c.kind, SEARCH.c.shown, SEARCH.c.folded)
    tests: list[ColumnElement[bool]] = [
        or_(position(SEARCH.c.folded, wanted) > 0, SEARCH.c.id == text.strip())
    ]
    if division is not None:
        tests.append(_lies_in(connection, division))
    if inside is not None:
        tests.append(among(connection, SEARCH.c.id, sorted(inside)))
    rows = connection.execute(query.where(*tests).limit(_CANDIDATES)).all()
    order = {kind: place for place, kind in enumerate(FOUND)}
    ranked = sorted(
        rows,
        key=lambda row: (
            _rank(wanted, row.folded),
            len(row.shown),
            order[row.kind],
            row.shown,
            row.id,
        ),
    )
    return tuple(Hit(id=row.id, kind=row.kind, name=row.shown) for row in ranked[:limit])


def _rank(wanted: str, folded: str) -> int:
    lines = folded.split("\n")
    if wanted in lines:
        return 0
    return 1 if any(line.startswith(wanted) for line in lines) else 2


def _below(path: str) -> Select[tuple[str]]:
    table = RECORD_TABLES["division"]
    return select(table.c.id).where(
        table.c.closed == OPEN, table.c.path >= path, table.c.path < path[:-1] + "0"
    )


def _lies_in(connection: Connection, division: str) -> ColumnElement[bool]:
    below = _below(_path(connection, division))
    signatory, organisation = RECORD_TABLES["signatory"], RECORD_TABLES["organisation"]
    signed = (
        select(signatory.c.agreement)
        .join(organisation, organisation.c.id == signatory.c.organisation)
        .where(signatory.c.closed == OPEN, organisation.c.closed == OPEN)
        .where(organisation.c.division.in_(below))
    )
    return or_(SEARCH.c.place.in_(below), (SEARCH.c.kind == "agreement") & SEARCH.c.id.in_(signed))


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


def divisions_below(connection: Connection, parent: str | None) -> tuple[DivisionEntry, ...]:
    """Return the divisions right below one (``None``: the topmost), by code, then name.

    Counts are of known organisations and divisions at the head, whatever the day.

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
    return tuple(_entry(connection, row) for row in rows)


def division_entry(connection: Connection, ident: str) -> DivisionEntry:
    """Return one division as lists show it.

    Raises
    ------
    NotFound
        There is no such division.
    """
    table = RECORD_TABLES["division"]
    _path(connection, ident)
    query = select(table).where(table.c.closed == OPEN, table.c.id == ident)
    return _entry(
        connection, connection.execute(query.order_by(table.c.valid_from.desc()).limit(1)).one()
    )


def _entry(connection: Connection, row: Row[Any]) -> DivisionEntry:
    return DivisionEntry(
        id=row.id,
        name=row.name,
        name_en=row.name_en,
        level=DivisionLevel[row.level] if row.level else None,
        path=row.path,
        children=_children(connection, row.id),
        organisations=_organisations(connection, row.path),
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
