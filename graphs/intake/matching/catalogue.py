"""Index of the ledger's records by foreign id, code, name and natural key."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from graphs.folding import fold
from graphs.intake.cells.party_names import likeness
from graphs.intake.mapping.natural_keys import CODES, NAMES, key_part, natural_fields
from graphs.intake.rows.foreign_ids import foreign_id
from graphs.model import RECORDS, Choice, PartialDate, Quantity, Record, Snapshot

__all__ = ["Catalogue"]


class Catalogue:
    """Finds records of a snapshot; every answer is sorted and may hold several ids."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.foreign: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._has: dict[str, bool] = {}
        self._kinds: dict[str, str] | None = None
        self._hosts: dict[str, set[str]] | None = None
        self._names: dict[str, dict[str, list[str]]] = {}
        self._natural: dict[str, dict[tuple[str, ...], list[str]]] = {}
        self._alias_names: dict[str, list[str]] = defaultdict(list)
        self._called: dict[str, set[str]] = defaultdict(set)
        for row in snapshot.table("alias").to_pylist():
            if row["system"] == "name":
                self._alias_names[fold(row["value"])].append(row["about"])
                self._called[row["about"]].add(fold(row["value"]))
            else:
                self.foreign[row["system"], foreign_id(row["value"])].append(row["about"])
        self.claimed = {
            (system, about) for (system, _), found in self.foreign.items() for about in found
        }

    def kind_of(self, ident: str) -> str | None:
        """Return the type of a record that is there."""
        if self._kinds is None:
            self._kinds = {}
            for kind in RECORDS:
                self._kinds |= dict.fromkeys(self.snapshot.column(kind, "id"), kind)
        return self._kinds.get(ident)

    def has(self, kind: str) -> bool:
        """Return whether the ledger has any record of a type."""
        known = self._has.get(kind)
        if known is None:
            known = self._has[kind] = bool(self.snapshot.column(kind, "id"))
        return known

    def called(self, ident: str) -> Collection[str]:
        """Return the other names of a record, folded."""
        return self._called.get(ident, ())

    def by_foreign(self, kinds: Iterable[str], system: str, value: str) -> list[str]:
        """Return the records with a foreign id."""
        wanted = set(kinds)
        found = self.foreign.get((system, value), ())
        return sorted({ident for ident in found if self.kind_of(ident) in wanted})

    def by_name(self, kind: str, name: str) -> list[str]:
        """Return the records of a type that go by a name, an alias among them."""
        if kind not in self._names:
            index: dict[str, list[str]] = defaultdict(list)
            idents = self.snapshot.column(kind, "id")
            for column in NAMES.get(kind, ()):
                for ident, value in zip(idents, self.snapshot.column(kind, column), strict=True):
                    if value:
                        index[fold(value)].append(ident)
            self._names[kind] = index
        folded = fold(name)
        others = (
            ident for ident in self._alias_names.get(folded, ()) if self.kind_of(ident) == kind
        )
        return sorted({*self._names[kind].get(folded, ()), *others})

    def by_likeness(self, kind: str) -> Mapping[str, list[str]]:
        """Return ids by the likeness of their names."""
        index: dict[str, list[str]] = defaultdict(list)
        for ident, name in zip(
            self.snapshot.column(kind, "id"), self.snapshot.column(kind, "name"), strict=True
        ):
            if name:
                index[likeness(name)].append(ident)
        return index

    def by_key(self, kind: str, key: tuple[str, ...]) -> list[str]:
        """Return the records of a type with a natural key."""
        return self._index(kind, natural_fields(kind)).get(key, [])

    def by_code(self, kind: str, code: str) -> list[str]:
        """Return the records of a type with an official code."""
        column = CODES.get(kind)
        return [] if column is None else self._index(kind, (column,)).get((fold(code),), [])

    def _index(self, kind: str, names: tuple[str, ...]) -> dict[tuple[str, ...], list[str]]:
        place = f"{kind}:{','.join(names)}"
        if place not in self._natural:
            columns = [self._parts(kind, name) for name in names]
            index: dict[tuple[str, ...], list[str]] = defaultdict(list)
            for at, ident in enumerate(self.snapshot.column(kind, "id")):
                index[tuple(column[at] for column in columns)].append(ident)
            self._natural[place] = dict(index)
        return self._natural[place]

    def _parts(self, kind: str, name: str) -> list[str]:
        value = RECORDS[kind].column(name).value
        stored: list[Any] = self.snapshot.column(kind, name)
        if value is PartialDate:
            printed = self.snapshot.column(kind, f"{name}_printed")
            return [
                text or ("~" + fold(words) if words else "")
                for text, words in zip(stored, printed, strict=True)
            ]
        if value is Quantity:
            operators = self.snapshot.column(kind, f"{name}_operator")
            uppers = self.snapshot.column(kind, f"{name}_upper")
            return [
                "" if number is None else key_part(Quantity(operator or "=", number, upper))
                for operator, number, upper in zip(operators, stored, uppers, strict=True)
            ]
        if issubclass(value, Choice):
            return [each or "" for each in stored]
        return ["" if each is None else fold(str(each)) for each in stored]

    def agreements(self) -> dict[tuple[str, ...], list[str]]:
        """Return agreements by title, date and the sorted ids of who signed."""
        signed: dict[str, set[str]] = defaultdict(set)
        for agreement, organisation in zip(
            self.snapshot.column("signatory", "agreement"),
            self.snapshot.column("signatory", "organisation"),
            strict=True,
        ):
            signed[agreement].add(organisation)
        index: dict[tuple[str, ...], list[str]] = defaultdict(list)
        titles, dates = self._parts("agreement", "title"), self._parts("agreement", "signed_on")
        for ident, title, date in zip(
            self.snapshot.column("agreement", "id"), titles, dates, strict=True
        ):
            index[title, date, *sorted(signed[ident])].append(ident)
        return dict(index)

    def units_of(self, organisation: str) -> set[str]:
        """Return the units an organisation is formed in."""
        if self._hosts is None:
            self._hosts = defaultdict(set)
            of, units = (self.snapshot.column("hosting", n) for n in ("organisation", "unit"))
            for ident, unit in zip(of, units, strict=True):
                self._hosts[ident].add(unit)
        return self._hosts.get(organisation, set())

    def record(self, kind: str, ident: str) -> Record:
        """Return a record that is there."""
        return self.snapshot.by_id(RECORDS[kind].cls)[ident]
