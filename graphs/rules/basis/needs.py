"""The data each rule needs, and how many records lack them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from graphs.model import OrganisationKind, record_type
from graphs.rules.basis.facts import Facts, Row
from graphs.statistics import Silence
from graphs.text import Text

__all__ = ["Need", "needed", "needs_hosting", "needs_kind", "needs_ownership", "needs_superior"]

RowsOf: TypeAlias = Callable[[Facts], Iterable[Row]]
Lacks: TypeAlias = Callable[[Facts, Row], bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """A column that a rule needs: which records it applies to, and which of them lack it.

    Attributes
    ----------
    of
        Type of the records it applies to, where it is not the column's own.
    others
        Columns of which any one is enough.

    Examples
    --------
    >>> needed("organisation", "elected_on").datum.zh
    '本届选举日期'
    """

    kind: str
    column: str
    rows: RowsOf
    lacks: Lacks
    of: str = ""
    others: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it reads, as ``kind.column``."""
        return tuple(f"{self.kind}.{each}" for each in (self.column, *self.others))

    @property
    def datum(self) -> Text:
        """What the column is called."""
        return record_type(self.kind).column(self.column).label

    def silence(self, facts: Facts) -> Silence:
        """Return of how many records the datum is not stated."""
        rows = list(self.rows(facts))
        label = record_type(self.of or self.kind).label
        return Silence(
            datum=self.datum,
            records=Text(zh="个{label}", en="of the type {label}").format(label=label),
            missing=sum(self.lacks(facts, row) for row in rows),
            total=len(rows),
        )


def _organisations(*kinds: OrganisationKind) -> RowsOf:
    """Return the organisations of these kinds, and those of no stated kind, which may be one."""

    def rows(facts: Facts) -> Iterator[Row]:
        wanted = {kind.name for kind in kinds}
        return (
            row
            for row in facts.living()
            if not wanted or row["kind"] is None or row["kind"] in wanted
        )

    return rows


def _table(kind: str) -> RowsOf:
    def rows(facts: Facts) -> Iterator[Row]:
        stubs = facts.snapshot.stubs
        return (row for ident, row in facts.rows(kind).items() if ident not in stubs)

    return rows


def needed(kind: str, *columns: str, of: tuple[OrganisationKind, ...] = ()) -> Need:
    """Return the need for a column; of several, any one is enough.

    Parameters
    ----------
    of
        Kinds of organisation the rule applies to; any without it.

    Examples
    --------
    >>> needed("agreement", "signed_on", "starts_on").column
    'signed_on'
    """

    def lacks(_facts: Facts, row: Row) -> bool:
        return all(row[column] is None or row[column] == "" for column in columns)

    rows = _organisations(*of) if kind == "organisation" else _table(kind)
    return Need(kind=kind, column=columns[0], others=columns[1:], rows=rows, lacks=lacks)


def needs_kind() -> Need:
    """Return the need for the kind of an organisation."""
    return needed("organisation", "kind")


def needs_hosting(*kinds: OrganisationKind) -> Need:
    """Return the need for the unit an organisation is formed in."""
    return Need(
        kind="hosting",
        column="unit",
        of="organisation",
        rows=_organisations(*kinds),
        lacks=lambda facts, row: not facts.units_of.get(row["id"]),
    )


def needs_ownership(*kinds: OrganisationKind) -> Need:
    """Return the need for the ownership of the unit an organisation is formed in."""
    return Need(
        kind="unit",
        column="ownership",
        of="organisation",
        rows=_organisations(*kinds),
        lacks=lambda facts, row: not facts.sectors(row["id"]),
    )


def needs_superior() -> Need:
    """Return the need for the superior of an organisation."""
    return Need(
        kind="superior",
        column="superior",
        of="organisation",
        rows=_organisations(),
        lacks=lambda facts, row: (
            not any(each["superior"] for each in facts.superiors_of.get(row["id"], ()))
        ),
    )
