"""Which scopes a visitor may look at, and what of a picture is his own."""

from __future__ import annotations

from sqlalchemy import Connection, select

from graphs.access import Area, Visitor, require
from graphs.ledger.access.row_places import Places
from graphs.ledger.read.load import Loader
from graphs.ledger.read.scope import missing_scope
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.model import Scope

__all__ = ["admitted", "divisions_inside", "outside"]


def admitted(connection: Connection, visitor: Visitor, scope: Scope, revision: int) -> Scope:
    """Return the scope that a visitor is shown who asks for one; his own for the whole ledger.

    A division is his that lies in one of his, a chain that one of his divisions leads, an
    organisation that is at home there.

    Raises
    ------
    AccessRefused
        He may read nothing.
    NotFound
        It is not his, or not there: the words are the same.
    """
    require(visitor, Area.read)
    own = visitor.scopes(Area.read)
    if Scope() in own:
        return scope
    if scope.kind == "whole":
        return own[0]
    divisions = {each for each in own if each.kind == "division"}
    if scope in own or Places(connection, revision).of_ident(scope.id) & divisions:
        return scope
    raise missing_scope(scope)


def divisions_inside(connection: Connection, visitor: Visitor, revision: int) -> set[str]:
    """Return the divisions in which a visitor may read, whatever the day."""
    table = RECORD_TABLES["division"]
    known = (table.c.opened <= revision, table.c.closed > revision)
    found: set[str] = set()
    for scope in visitor.scopes(Area.read):
        if scope.kind == "division":
            inside = table.c.path.contains(f"/{scope.id}/", autoescape=True)
            found |= set(connection.scalars(select(table.c.id).where(inside, *known)))
    return found


def outside(loader: Loader, scope: Scope, divisions: set[str]) -> frozenset[str]:
    """Return the organisations and units of a picture that lie outside these divisions."""
    homes = loader.homes()
    placed = loader.columns.get("unit", ())
    own = {ident for ident, home in homes.items() if home in divisions}
    if placed:
        at = placed.index("division")
        own |= {ident for ident, row in loader.rows["unit"].items() if row[at] in divisions}
    if scope.kind == "ego":
        own.add(scope.id)
    return frozenset((loader.ids("organisation") | loader.ids("unit")) - own)
