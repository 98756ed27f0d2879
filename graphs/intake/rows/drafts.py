"""Draft records: the values of a row while references are still text."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from graphs.intake.cells.party_cells import PartyName
from graphs.intake.files.sheets import Row
from graphs.intake.mapping.bind import BoundRecord
from graphs.intake.tables.table_bounds import Table

__all__ = ["Draft", "Reference", "RowState", "places_of"]


@dataclass(frozen=True, slots=True)
class Reference:
    """A text that names another record, by ``foreign`` id, ``name`` or ``any``."""

    kinds: tuple[str, ...]
    text: str
    by: str
    at: int | None


@dataclass(slots=True, eq=False)
class Draft:
    """A record to be: values in the order of ``names``, an id once it is found or given.

    A value is a plain value, an :class:`Absence`, a :class:`Reference`, another draft, or nothing.
    One that is not ``sure`` names nothing known to be an organisation: it may only be found, not made.
    One that is ``invented`` comes of a row marked as demonstration data. ``near`` is the division
    of its row and ``place`` what the row says of it in words: they tell namesakes apart.
    ``others`` are what further rows say of a record that the ledger made one of several; ``same``
    is the draft of an earlier row that says just what this one says. ``kind`` is the record type.
    """

    bound: BoundRecord
    table: Table
    row: int
    names: tuple[str, ...]
    values: list[object]
    foreign: str = ""
    id: str = ""
    sure: bool = True
    invented: bool = False
    near: Draft | None = None
    place: str = ""
    others: dict[str, list[object]] | None = None
    same: Draft | None = None
    kind: str = field(init=False)

    def __post_init__(self) -> None:
        self.kind = self.bound.kind

    def get(self, name: str) -> object:
        """Return the value of a field; ``None`` where the draft does not speak of it."""
        return self.values[self.names.index(name)] if name in self.names else None

    def say_also(self, name: str, value: object) -> None:
        """Keep what a further row says of a field beside what is there."""
        if self.others is None:  # as in nearly all of a province's million
            self.others = {}
        self.others.setdefault(name, []).append(value)

    def put(self, name: str, value: object) -> None:
        """Give a field a value, also one that the rule of its table does not name."""
        if name in self.names:
            self.values[self.names.index(name)] = value
        else:
            self.names, self.values = (*self.names, name), [*self.values, value]


@lru_cache(maxsize=4096)
def places_of(names: tuple[str, ...], wanted: tuple[str, ...]) -> tuple[int, ...]:
    """Return the places of the wanted fields in ``names``; -1 where a draft does not speak of one.

    Examples
    --------
    >>> places_of(("name", "kind"), ("kind", "division"))
    (1, -1)
    """
    return tuple(names.index(each) if each in names else -1 for each in wanted)


@dataclass(slots=True)
class RowState:
    """A row while its records are made; ``item`` and ``place`` are of the list being walked."""

    row: Row
    made: dict[tuple[str, int], Draft] = field(default_factory=dict)
    item: str = ""
    place: int = -1
    list_at: int | None = None
    party: PartyName | None = None
    several: bool = False

    def cell(self, at: int | None) -> str:
        """Return the text of a column the table may lack."""
        return "" if at is None else self.row.cell(at)
