"""Where records lie: the divisions and chains whose keepers may write them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, select

from graphs.ledger.database.in_list import in_list
from graphs.ledger.read.organisation_homes import Clocks, homes_of
from graphs.ledger.storage.intervals import RowVersion
from graphs.ledger.storage.row_versions import kinds_of
from graphs.ledger.storage.tables import RECORD_TABLES
from graphs.model import Scope

__all__ = ["PLACED_BY", "PLACELESS", "Places"]

PLACED_BY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "unit": ("division",),
        "organisation": (),  # at its home
        "division": (),  # at itself
        "agreement": (),  # where any who signed it is
        "proposal": (),  # where its pairs are, each of them
        "superior": ("organisation",),
        "membership": ("organisation",),
        "hosting": ("organisation",),
        "lineage": ("predecessor", "successor"),
        "signatory": ("agreement",),
        "activity": ("organisation", "partner", "agreement"),
        "list_item": ("organisation", "agreement"),
        "chain": ("division", "lead"),
        "segment": ("chain",),
        "chain_member": ("chain", "member"),
        "supply": ("chain", "supplier", "customer"),
        "tie": ("subject",),
        "statement": ("division", "speaks_of"),
        "citation": ("about",),
        "alias": ("about",),
        "waiver": ("record",),
        "judgement": ("left", "right"),
        "comment": ("about",),
        "proposed_pair": ("host", "guest"),
    }
)
"""The columns that say where a record lies: it is wherever any of what they name is."""

PLACELESS = frozenset({"source", "saved_view", "actor", "profile"})
"""Record types that lie nowhere in particular."""

_MEMBERS = {"agreement": ("signatory", "organisation"), "proposal": ("proposed_pair", "")}


@dataclass(frozen=True, slots=True)
class Places:
    """Where records are as known at a revision, each with every scope that holds it."""

    connection: Connection
    revision: int
    _known: dict[str, frozenset[Scope]] = field(default_factory=dict)

    def of_row(self, row: RowVersion) -> frozenset[Scope]:
        """Return the scopes that hold a row; none where only the whole ledger does."""
        if row.kind == "division":
            return _scopes_of_path(str(row.values.get("path") or f"/{row.ident}/"))
        if row.kind == "organisation" and row.values["division"]:
            return self._of("division", {str(row.values["division"])}) | self._chains(
                "organisation", {row.ident}
            ).get(row.ident, frozenset())
        if PLACED_BY.get(row.kind):
            return self._anchored(row.kind, row.ident, row.values)
        return self.of_ident(row.ident)

    def of_ident(self, ident: str) -> frozenset[Scope]:
        """Return the scopes that hold a record, whatever its type; none of an unknown one."""
        kind = kinds_of(self.connection, [ident]).get(ident)
        return frozenset() if kind is None else self._of(kind, {ident})

    def knows(self, row: RowVersion) -> bool:
        """Return whether what a row is placed by was there at this revision already."""
        named = [row.values[name] for name in PLACED_BY.get(row.kind, ())] or [row.ident]
        kinds = kinds_of(self.connection, [str(each) for each in named if each])
        return any(self._rows(kind, id=[ident]) for ident, kind in kinds.items())

    def pairs_of(self, proposal: str) -> tuple[frozenset[Scope], ...]:
        """Return the scopes that hold each pair of a proposal."""
        rows = self._rows("proposed_pair", proposal=[proposal])
        return tuple(self._anchored("proposed_pair", row["id"], row) for row in rows)

    def _of(self, kind: str, idents: Collection[str]) -> frozenset[Scope]:
        new = {ident for ident in idents if ident not in self._known}
        if new:
            self._known.update(dict.fromkeys(new, frozenset[Scope]()))  # nobody asks twice
            self._known.update(self._found(kind, new))
        return frozenset().union(*(self._known[ident] for ident in idents))

    def _found(self, kind: str, idents: set[str]) -> dict[str, frozenset[Scope]]:
        if kind == "division":
            return {
                row["id"]: _scopes_of_path(row["path"] or f"/{row['id']}/")
                for row in self._rows("division", id=idents)
            }
        if kind == "organisation":
            homes = homes_of(self.connection, _clocks(self.revision), idents)
            self._of("division", set(homes.values()))
            chains = self._chains(kind, idents)
            return {
                ident: (self._known[homes[ident]] if ident in homes else frozenset())
                | chains.get(ident, frozenset())
                for ident in idents
            }
        if kind in _MEMBERS:
            return self._by_members(kind, idents)
        found: defaultdict[str, frozenset[Scope]] = defaultdict(frozenset)
        for row in self._rows(kind, id=idents):
            found[row["id"]] |= self._anchored(kind, row["id"], row)
        return dict(found)

    def _by_members(self, kind: str, idents: set[str]) -> dict[str, frozenset[Scope]]:
        member, column = _MEMBERS[kind]
        found: defaultdict[str, frozenset[Scope]] = defaultdict(frozenset)
        for row in self._rows(member, **{kind: idents}):
            found[row[kind]] |= (
                self._of("organisation", {row[column]})
                if column
                else self._anchored(member, row["id"], row)
            )
        return dict(found)

    def _anchored(self, kind: str, ident: str, values: Mapping[str, Any]) -> frozenset[Scope]:
        named = [str(values[name]) for name in PLACED_BY.get(kind, ()) if values[name]]
        kinds = kinds_of(self.connection, [each for each in named if each not in self._known])
        found = [self._of(kinds.get(each, "division"), {each}) for each in named]
        own = {Scope("chain", ident)} if kind == "chain" else set[Scope]()
        if kind == "unit":
            own |= self._chains(kind, {ident}).get(ident, frozenset())
        return frozenset(own).union(*found)

    def _chains(self, kind: str, idents: Collection[str]) -> dict[str, frozenset[Scope]]:
        found: defaultdict[str, frozenset[Scope]] = defaultdict(frozenset)
        for row in self._rows("chain_member", member=idents):
            found[row["member"]] |= {Scope("chain", row["chain"])}
        for row in self._rows("chain", lead=idents) if kind == "organisation" else ():
            found[row["lead"]] |= {Scope("chain", row["id"])}
        return found

    def _rows(self, kind: str, **named: Collection[str]) -> list[dict[str, Any]]:
        """Return the rows known at the revision, or only before it where it took them away."""
        table = RECORD_TABLES[kind]
        wanted = [
            in_list(self.connection, table.c[name], sorted(set(idents)))
            for name, idents in named.items()
        ]
        for revision in (self.revision, self.revision - 1):
            query = select(table).where(*wanted, *_known_at(revision, table))
            rows = self.connection.execute(query.order_by(table.c.valid_from)).mappings().all()
            if rows:
                return [dict(row) for row in rows]
        return []


def _scopes_of_path(path: str) -> frozenset[Scope]:
    return frozenset(Scope("division", each) for each in path.strip("/").split("/") if each)


def _known_at(revision: int, table: Table) -> Iterable[ColumnElement[bool]]:
    return (table.c.opened <= revision, table.c.closed > revision)


def _clocks(revision: int) -> Clocks:
    # A record this very revision took away was somewhere before it.
    return Clocks(tests=partial(_recent, revision), sent={}, last=True)


def _recent(revision: int, table: Table) -> Iterable[ColumnElement[bool]]:
    return (table.c.opened <= revision, table.c.closed >= revision)
