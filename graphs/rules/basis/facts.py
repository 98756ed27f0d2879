"""A snapshot's rows indexed once for all rules."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

from graphs.model import (
    Answer,
    Bounds,
    OrganisationKind,
    Ownership,
    PartialDate,
    Quantity,
    Side,
    Snapshot,
)
from graphs.network import display_name, side_of
from graphs.text import Text

__all__ = ["Facts", "OwnershipAt", "Row", "bounds_of", "date_of", "kind_of", "name_of"]

Row: TypeAlias = Mapping[str, Any]

OwnershipAt: TypeAlias = Callable[[str, dt.date], Ownership | None]
"""The ownership of a unit on a day, for whoever can ask the ledger's history."""


def date_of(row: Row, column: str) -> PartialDate | None:
    """Return a date column of a row; ``None`` where it is blank or gives no year."""
    text = row[column]
    return _partial(text) if text else None


@lru_cache(maxsize=65_536)
def _partial(text: str) -> PartialDate:
    """Return the date of a stored text; dates repeat, so each is parsed once."""
    return PartialDate(text)


def bounds_of(row: Row, column: str) -> Bounds | None:
    """Return the whole numbers a quantity column admits; ``None`` where it is blank."""
    value = row[column]
    if value is None:
        return None
    operator = row[f"{column}_operator"] or "="
    return Quantity(operator, value, row[f"{column}_upper"]).bounds


def kind_of(row: Row) -> OrganisationKind | None:
    """Return the kind of an organisation's row."""
    return OrganisationKind[row["kind"]] if row["kind"] else None


def name_of(row: Row) -> Text:
    """Return what a record is called in a sentence; an agreement without a title is just that."""
    if "title" in row:
        number = f" {row['number']}" if row.get("number") else ""
        untitled = Text(zh=f"联建协议{number}", en=f"co-building agreement{number}")
        return Text.same(row["title"]) if row["title"] else untitled
    return display_name(row["name"], row.get("name_en"), row.get("working_label"))


@dataclass(frozen=True, eq=False)
class Facts:
    """The rows of a snapshot with what several rules ask of them.

    ``ownership_at`` answers for past days; without it the snapshot's own ownership stands in.

    Examples
    --------
    >>> from graphs.model import Organisation
    >>> facts = Facts(Snapshot.from_records(
    ...     [Organisation(id="o1", name="甲支部")], as_of=dt.date(2024, 6, 30)))
    >>> [row["name"] for row in facts.living()]
    ['甲支部']
    """

    snapshot: Snapshot
    ownership_at: OwnershipAt | None = None

    @property
    def day(self) -> dt.date:
        """The date of the snapshot."""
        return self.snapshot.as_of

    def rows(self, kind: str) -> Mapping[str, Row]:
        """Return the rows of a record type by id, in the order of ids."""
        return self._tables[kind]

    def living(self, *kinds: OrganisationKind) -> Iterator[Row]:
        """Yield the named organisations of these kinds (or any) in scope that may be alive."""
        wanted = {kind.name for kind in kinds}
        for row in self._living:
            if not wanted or row["kind"] in wanted:
                yield row

    @cached_property
    def _living(self) -> tuple[Row, ...]:
        return tuple(
            row
            for ident, row in self.rows("organisation").items()
            if row["size"] is None and ident not in self.snapshot.stubs and not self._gone(row)
        )

    def _gone(self, row: Row) -> bool:
        dissolved = date_of(row, "dissolved_on")
        return dissolved is not None and dissolved.not_after(self.day) is Answer.certain

    @cached_property
    def units_of(self) -> Mapping[str, tuple[str, ...]]:
        """Organisation → the units it is formed in, sorted."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for row in self.rows("hosting").values():
            found[row["organisation"]].add(row["unit"])
        return {organisation: tuple(sorted(units)) for organisation, units in found.items()}

    @cached_property
    def superiors_of(self) -> Mapping[str, tuple[Row, ...]]:
        """Organisation → its rows of superiors, in the order of ids."""
        found: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.rows("superior").values():
            found[row["organisation"]].append(row)
        return {organisation: tuple(rows) for organisation, rows in found.items()}

    @cached_property
    def subordinates_of(self) -> Mapping[str, tuple[str, ...]]:
        """Organisation → the organisations right below it, sorted."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for row in self.rows("superior").values():
            if row["superior"]:
                found[row["superior"]].add(row["organisation"])
        return {superior: tuple(sorted(below)) for superior, below in found.items()}

    def ownership(self, unit: str, on: dt.date | None = None) -> Ownership | None:
        """Return the ownership of a unit, on a day where the history can be asked."""
        if on is not None and self.ownership_at is not None:
            return self.ownership_at(unit, on)
        value = self.rows("unit").get(unit, {}).get("ownership")
        return Ownership[value] if value else None

    def side(self, organisation: str, on: dt.date | None = None) -> Side:
        """Return the side of an organisation from the ownership of its units."""
        units = self.units_of.get(organisation, ())
        return side_of(self.ownership(unit, on) for unit in units)

    def sectors(self, organisation: str) -> frozenset[Ownership]:
        """Return the known ownerships of the units of an organisation."""
        known = (self.ownership(unit) for unit in self.units_of.get(organisation, ()))
        return frozenset(each for each in known if each)

    def called(self, ident: str) -> Text:
        """Return what a record of any of the main types is called in a sentence."""
        for kind in ("organisation", "unit", "agreement"):
            row = self.rows(kind).get(ident)
            if row is not None:
                return name_of(row)
        return Text.same(ident)

    def listed(self, idents: Iterable[str]) -> Text:
        """Return the first three names and how many there are."""
        every = tuple(idents)
        names = Text.join([self.called(each) for each in every[:3]])
        if len(every) <= 3:
            return names
        return names + Text(zh=f"等 {len(every)} 个", en=f" and {len(every) - 3} more")

    @staticmethod
    def absent(row: Row, column: str) -> bool:
        """Return whether a reason is recorded why the column has no value."""
        return f'"{column}":' in (row["absent"] or "")

    @cached_property
    def _tables(self) -> Mapping[str, Mapping[str, Row]]:
        return _Lazy(self.snapshot)


class _Lazy(dict[str, Mapping[str, Row]]):
    """The tables of a snapshot as rows, each read when a rule first asks for it."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        self._snapshot = snapshot

    def __missing__(self, kind: str) -> Mapping[str, Row]:
        table = self._snapshot.table(kind)
        self[kind] = {row["id"]: row for row in table.to_pylist()}
        return self[kind]
