"""The records compared for duplicates: organisations and units with their identifying facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from graphs.duplicates.names.name_parts import ParsedName, parse_name
from graphs.folding import fold
from graphs.model import DivisionLevel, OrganisationKind, Snapshot

__all__ = ["Entry", "EntryKind", "entries"]

EntryKind: TypeAlias = Literal["organisation", "unit"]

_LEVELS = {
    OrganisationKind.branch.name: "branch",
    OrganisationKind.joint_branch.name: "branch",
    OrganisationKind.general_branch.name: "general_branch",
    OrganisationKind.joint_general_branch.name: "general_branch",
    OrganisationKind.committee.name: "committee",
    OrganisationKind.comprehensive_committee.name: "committee",
    OrganisationKind.working_committee.name: "working_committee",
    OrganisationKind.leading_group.name: "leading_group",
}
_CROWDED = 40  # a source that speaks of more records than this says nothing about any two


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record with what is compared; every tuple and set is sorted or frozen.

    ``short`` and ``aliases`` are folded spellings; English names repeat among strangers and are not
    compared. ``level`` comes from the name, else from the recorded kind. ``county`` is the county the
    division is or lies in, empty where none can be told; ``divisions`` are the division and all it
    lies in, ``places`` their names.
    """

    id: str
    kind: EntryKind
    shown: str
    name: ParsedName
    level: str
    short: str
    aliases: frozenset[str]
    units: frozenset[str]
    unit_names: frozenset[str]
    unit_codes: frozenset[str]
    sources: frozenset[str]
    agreements: frozenset[str]
    superiors: frozenset[str]
    foreign: frozenset[tuple[str, str]]
    code: str
    division: str
    county: str
    divisions: frozenset[str]
    places: frozenset[str]


def entries(snapshot: Snapshot) -> tuple[Entry, ...]:
    """Return the named organisations and units in scope, organisations first, sorted by id.

    Collectives stand for many and are nobody's duplicate.
    """
    context = _Context(snapshot)
    kinds: tuple[EntryKind, ...] = ("organisation", "unit")
    return tuple(
        context.entry(kind, row)
        for kind in kinds
        for row in snapshot.table(kind).to_pylist()
        if row["name"] and row["size"] is None and row["id"] not in snapshot.stubs
    )


class _Context:
    """The indexes of a snapshot that an entry is put together from."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.units = _grouped(snapshot, "hosting", "organisation", "unit")
        self.superiors = _grouped(snapshot, "superior", "organisation", "superior")
        self.agreements = _grouped(snapshot, "signatory", "organisation", "agreement")
        about = _grouped(snapshot, "citation", "about", "source")
        spoken = _grouped(snapshot, "citation", "source", "about")
        few = {source for source, records in spoken.items() if len(records) <= _CROWDED}
        self.sources = {record: sources & few for record, sources in about.items()}
        unit = snapshot.table("unit")
        self.unit_names = dict(
            zip(*(unit.column(c).to_pylist() for c in ("id", "name")), strict=True)
        )
        codes = zip(*(unit.column(c).to_pylist() for c in ("id", "credit_code")), strict=True)
        self.unit_codes = {ident: code for ident, code in codes if code}
        self.divisions = {row["id"]: row for row in snapshot.table("division").to_pylist()}
        self._above: dict[str | None, frozenset[str]] = {}
        self.aliases: defaultdict[str, set[str]] = defaultdict(set)
        self.foreign: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        for row in snapshot.table("alias").to_pylist():
            if row["system"] == "name":
                self.aliases[row["about"]].add(row["value"])
            else:
                self.foreign[row["about"]].add((row["system"], row["value"]))

    def entry(self, kind: EntryKind, row: Mapping[str, str]) -> Entry:
        ident, name = row["id"], parse_name(row["name"])
        units = self.units.get(ident, frozenset())
        recorded = _LEVELS.get(row.get("kind") or "", "")
        return Entry(
            id=ident,
            kind=kind,
            shown=row["name"],
            name=name,
            level=(name.level or recorded) if kind == "organisation" else "",
            short=fold(row["short_name"] or ""),
            aliases=frozenset(fold(each) for each in self.aliases.get(ident, ())),
            units=units,
            unit_names=frozenset(
                fold(self.unit_names[unit]) for unit in units if self.unit_names.get(unit)
            ),
            unit_codes=frozenset(
                self.unit_codes[unit] for unit in units if unit in self.unit_codes
            ),
            sources=self.sources_of(ident),
            agreements=self.agreements.get(ident, frozenset()),
            superiors=self.superiors.get(ident, frozenset()),
            foreign=frozenset(self.foreign.get(ident, ())),
            code=row.get("credit_code") or "",
            division=row["division"] or "",
            county=self.county(row["division"]),
            divisions=self.above(row["division"]),
            places=frozenset(
                fold(self.divisions[each]["name"] or "") for each in self.above(row["division"])
            ),
        )

    def sources_of(self, ident: str) -> frozenset[str]:
        """Return the sources that speak of a record or of an agreement it signed."""
        about = (ident, *self.agreements.get(ident, ()))
        return frozenset(source for each in about for source in self.sources.get(each, ()))

    def above(self, division: str | None) -> frozenset[str]:
        """Return a division and all its ancestors."""
        if division not in self._above:
            found: list[str] = []
            at = division
            while at and at in self.divisions and at not in found:
                found.append(at)
                at = self.divisions[at]["parent"]
            self._above[division] = frozenset(found)
        return self._above[division]

    def county(self, division: str | None) -> str:
        """Return the county a division is or belongs to; empty where it is unknown."""
        seen: set[str] = set()
        while division and division in self.divisions and division not in seen:
            row = self.divisions[division]
            if row["level"] == DivisionLevel.county.name:
                return division
            seen.add(division)
            division = row["parent"]
        return ""


def _grouped(snapshot: Snapshot, kind: str, key: str, value: str) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    table = snapshot.table(kind)
    for one, other in zip(
        table.column(key).to_pylist(), table.column(value).to_pylist(), strict=True
    ):
        if one and other:
            found[one].add(other)
    return {each: frozenset(others) for each, others in found.items()}
