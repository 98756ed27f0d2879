"""Home divisions of organisations from the database: on a day at a revision, or last known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Select, Table, func, or_, select

from graphs.ledger.database.in_list import in_list
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.ledger.storage.valid_time import OPEN
from graphs.model import home_divisions

__all__ = ["Clocks", "KnownHomes", "at_home", "homes_of", "known_homes", "placeless_at_home"]

_ORGANISATION, _UNIT, _DIVISION, _HOSTING, _SUPERIOR = (
    RECORD_TABLES[kind] for kind in ("organisation", "unit", "division", "hosting", "superior")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """Which versions of a row are looked at.

    ``tests`` gives the conditions on a table, ``sent`` their parameters; with ``last`` those of
    several versions that reach furthest speak for a record, whatever the day.
    """

    tests: Callable[[Table], Iterable[ColumnElement[bool]]]
    sent: Mapping[str, int]
    last: bool = False


_LAST_KNOWN = Clocks(tests=lambda table: (table.c.closed == OPEN,), sent={}, last=True)

_Edges: TypeAlias = dict[str, set[str]]


def homes_of(connection: Connection, clocks: Clocks, idents: Collection[str]) -> dict[str, str]:
    """Return the home division of each of these organisations that has one.

    What a scope loads does not matter: whoever is above them is asked for here.
    """
    stated: dict[str, str | None] = {}
    of_units: _Edges = {}
    superiors: _Edges = {}
    waiting = set(idents)
    while waiting:
        own = _edges(connection, clocks, _ORGANISATION.c.division, _ORGANISATION, waiting)
        stated |= {ident: next(iter(own.get(ident, ())), None) for ident in waiting}
        bare = waiting - own.keys()
        of_units |= _unit_places(connection, clocks, bare)
        bare -= of_units.keys()
        above = _edges(connection, clocks, _SUPERIOR.c.superior, _SUPERIOR, bare)
        superiors |= above
        waiting = set().union(*above.values()) - stated.keys()
    places = set().union(*of_units.values(), filter(None, stated.values()))
    return home_divisions(
        idents,
        stated=stated,
        of_units=of_units,
        superiors=superiors,
        paths=_paths(connection, clocks, places),
    )


def at_home(connection: Connection, clocks: Clocks, below: set[str]) -> set[str]:
    """Return the organisations of no stated place that are at home in one of these divisions.

    ``below`` is a division with all below it: whoever is at home there has every unit, or else
    every superior, there.
    """
    formed = (
        select(_HOSTING.c.organisation)
        .join(_UNIT, _UNIT.c.id == _HOSTING.c.unit)
        .where(in_list(connection, _UNIT.c.division, sorted(below)))
        .where(*clocks.tests(_HOSTING), *clocks.tests(_UNIT))
    )
    hosted = _all(connection, formed, clocks)
    candidates = _placeless(connection, clocks, hosted)
    lying = select(_ORGANISATION.c.id).where(
        in_list(connection, _ORGANISATION.c.division, sorted(below)), *clocks.tests(_ORGANISATION)
    )
    above = _all(connection, lying, clocks)
    found: set[str] = set()
    while candidates or above:
        homes = homes_of(connection, clocks, candidates)
        new = {ident for ident in candidates - found if homes.get(ident) in below}
        found |= new
        under = _below(connection, clocks, above | new)
        candidates = _placeless(connection, clocks, under) - found
        above = set()
    return found


def placeless_at_home(connection: Connection, clocks: Clocks, division: str) -> set[str]:
    """Return the organisations of no stated place that are at home in a division itself.

    Their units may lie anywhere below it, so all that state no place are looked at.
    """
    query = select(_ORGANISATION.c.id).where(
        _ORGANISATION.c.division.is_(None), *clocks.tests(_ORGANISATION)
    )
    idents = _all(connection, query, clocks)
    homes = homes_of(connection, clocks, idents)
    return {ident for ident in idents if homes.get(ident) == division}


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownHomes:
    """Where the organisations of no stated place are at home by what is known, whatever the day.

    Attributes
    ----------
    homes
        The home division of each, by id.
    paths
        The path of each of these divisions.
    numbers
        How many there are in a division and below it.
    unplaced
        How many are at home nowhere: no scope but the whole ledger holds them.
    """

    homes: Mapping[str, str]
    paths: Mapping[str, str]
    numbers: Mapping[str, int]
    unplaced: int

    def inside(self, division: str) -> list[str]:
        """Return those at home in a division or below it, sorted."""
        mark = f"/{division}/"
        return sorted(i for i, home in self.homes.items() if mark in self.paths.get(home, ""))


def known_homes(connection: Connection) -> KnownHomes:
    """Return where organisations without a place are at home at the head."""
    placed = select(_ORGANISATION.c.id).where(
        _ORGANISATION.c.closed == OPEN, _ORGANISATION.c.division.is_not(None)
    )
    query = select(_ORGANISATION.c.id).where(
        _ORGANISATION.c.closed == OPEN, _ORGANISATION.c.division.is_(None)
    )
    bare = _all(connection, query, _LAST_KNOWN)
    # Whoever had a place at any time is counted there, as lists of divisions count.
    once = placed.where(in_list(connection, _ORGANISATION.c.id, sorted(bare)))
    bare -= _all(connection, once, _LAST_KNOWN)
    homes = homes_of(connection, _LAST_KNOWN, bare)
    paths = _paths(connection, _LAST_KNOWN, set(homes.values()))
    numbers = Counter(
        each for home in homes.values() for each in paths.get(home, home).strip("/").split("/")
    )
    return KnownHomes(homes=homes, paths=paths, numbers=numbers, unplaced=len(bare - homes.keys()))


def _all(connection: Connection, query: Select[Any], clocks: Clocks) -> set[str]:
    # Fetched at once: a hundred thousand one by one take a second.
    return set(connection.scalars(query, clocks.sent).all())


def _rows(
    connection: Connection, clocks: Clocks, query: Select[Any], wanted: ColumnElement[bool]
) -> _Edges:
    """Return from key to values of a query of (key, value, end); only the furthest end of a key."""
    found: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for key, value, end in connection.execute(query.where(wanted), clocks.sent).fetchall():
        found[key][value] = max(end, found[key].get(value, 0))
    if not clocks.last:
        return {key: set(values) for key, values in found.items()}
    return {
        key: {value for value, end in values.items() if end == max(values.values())}
        for key, values in found.items()
    }


def _edges(
    connection: Connection,
    clocks: Clocks,
    column: ColumnElement[Any],
    table: Table,
    idents: Collection[str],
) -> _Edges:
    key = table.c.id if table is _ORGANISATION else table.c.organisation
    query = select(key, column, table.c.valid_to).where(column.is_not(None), *clocks.tests(table))
    return (
        _rows(connection, clocks, query, in_list(connection, key, sorted(idents))) if idents else {}
    )


def _unit_places(connection: Connection, clocks: Clocks, idents: Collection[str]) -> _Edges:
    if not idents:
        return {}
    ends = func.least if connection.dialect.name == "postgresql" else func.min
    query = (
        select(
            _HOSTING.c.organisation, _UNIT.c.division, ends(_HOSTING.c.valid_to, _UNIT.c.valid_to)
        )
        .join(_UNIT, _UNIT.c.id == _HOSTING.c.unit)
        .where(_UNIT.c.division.is_not(None), *clocks.tests(_HOSTING), *clocks.tests(_UNIT))
    )
    wanted = in_list(connection, _HOSTING.c.organisation, sorted(idents))
    return _rows(connection, clocks, query, wanted)


def _placeless(connection: Connection, clocks: Clocks, idents: Collection[str]) -> set[str]:
    if not idents:
        return set()
    blank = or_(_ORGANISATION.c.division.is_(None), _ORGANISATION.c.division == "")
    query = select(_ORGANISATION.c.id).where(
        in_list(connection, _ORGANISATION.c.id, sorted(idents)), blank, *clocks.tests(_ORGANISATION)
    )
    return _all(connection, query, clocks)


def _below(connection: Connection, clocks: Clocks, idents: Collection[str]) -> set[str]:
    if not idents:
        return set()
    query = select(_SUPERIOR.c.organisation).where(
        in_list(connection, _SUPERIOR.c.superior, sorted(idents)), *clocks.tests(_SUPERIOR)
    )
    return _all(connection, query, clocks)


def _paths(connection: Connection, clocks: Clocks, idents: Collection[str]) -> dict[str, str]:
    if not idents:
        return {}
    query = select(_DIVISION.c.id, _DIVISION.c.path, _DIVISION.c.valid_to).where(
        in_list(connection, _DIVISION.c.id, sorted(idents)), *clocks.tests(_DIVISION)
    )
    ordered = sorted(connection.execute(query, clocks.sent), key=lambda row: row.valid_to)
    return {ident: path for ident, path, _ in ordered}
